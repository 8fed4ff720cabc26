"""Browsers in words."""

from __future__ import annotations

import pytest

from zugong.accounts.browsers import browser_in_words


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36",
            "Chromium 内核 109 · Windows 7",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0",
            "Edge 120 · Windows",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox 128 · Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Mobile Safari/604.1",
            "Safari 17 · 苹果手机或平板",
        ),
        ("curl/8.5", "curl/8.5"),
        ("", "没有说明"),
    ],
)
def test_in_words(agent: str, words: str) -> None:
    assert browser_in_words(agent) == words
