"""Words in a career from which the program proposes an experience. An officer confirms or declines it."""

from __future__ import annotations

from zugong.people.models import ExperienceMark


TERMS: dict[str, tuple[str, ...]] = {
    ExperienceMark.Kind.GRASSROOTS: (
        "第一书记",
        "驻村",
        "村党支部",
        "村委会",
        "村党总支",
        "社区",
        "街道",
        "乡党委",
        "乡政府",
        "镇党委",
        "镇政府",
        "镇人大",
        "乡人大",
        "大学生村官",
        "选调生",
    ),
    ExperienceMark.Kind.PUBLICITY_LINE: (
        "宣传部",
        "文明办",
        "网信办",
        "讲师团",
        "融媒体中心",
        "广播电视",
        "电视台",
        "日报社",
        "文化和旅游",
        "文联",
        "社科联",
        "新闻出版",
        "精神文明",
    ),
}
"""Kind of experience -> words, the telling ones first; the first that occurs is named as the ground."""


def proposed_kinds(text: str) -> dict[str, str]:
    """Kind -> the word the text has for it."""
    found = {kind: next((word for word in words if word in text), "") for kind, words in TERMS.items()}
    return {kind: word for kind, word in found.items() if word}
