"""What browser and system a session came from, in words somebody can recognise."""

from __future__ import annotations

import re


BROWSERS = (
    (r"QQBrowser/(\d+)", "QQ 浏览器"),
    (r"Edg/(\d+)", "Edge"),
    (r"Firefox/(\d+)", "Firefox"),
    (r"(?:Headless)?Chrom(?:e|ium)/(\d+)", "Chromium 内核"),
    (r"Version/(\d+).*Safari", "Safari"),
)
SYSTEMS = (
    (r"Windows NT 6\.1", "Windows 7"),
    (r"Windows", "Windows"),
    (r"HarmonyOS", "鸿蒙"),
    (r"Android", "安卓手机"),
    (r"iPhone|iPad", "苹果手机或平板"),
    (r"Mac OS X", "苹果电脑"),
    (r"Linux", "Linux"),
)


def browser_in_words(agent: str) -> str:
    """`Chromium 内核 109 · Windows 7`; the beginning of what the browser says when it is none we know."""
    browser = next((f"{words} {found[1]}" for pattern, words in BROWSERS if (found := re.search(pattern, agent))), "")
    system = next((words for pattern, words in SYSTEMS if re.search(pattern, agent)), "")
    return " · ".join(filter(None, (browser, system))) or agent[:60] or "没有说明"
