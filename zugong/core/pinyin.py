"""Pinyin of names, as look-ups use it: the whole name and its initials, with surnames read as surnames.

The readings are those that 《现代汉语词典》 marks 姓; only the ones stand here that the dictionary of `pypinyin` gives
otherwise, or might in another company of characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache


SURNAMES = {
    "单": "shan", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha", "朴": "piao", "任": "ren", "盖": "ge",
    "曾": "zeng", "覃": "qin", "翟": "zhai", "缪": "miao", "冼": "xian", "乐": "yue", "宓": "mi", "召": "shao",
    "繁": "po", "洗": "xian", "种": "chong", "秘": "bi", "折": "she", "员": "yun", "黑": "he", "重": "chong",
    "牟": "mu", "祭": "zhai", "卜": "bu", "隗": "wei", "郇": "xun", "句": "gou", "都": "du", "薄": "bo",
    "贠": "yun", "粘": "nian", "藏": "zang", "阚": "kan", "卻": "xi", "尉": "wei", "那": "na", "燕": "yan",
}  # fmt: skip
"""Surnames of one character and how they are read as such."""

DOUBLE_SURNAMES = {
    "尉迟": ("yu", "chi"), "万俟": ("mo", "qi"), "单于": ("chan", "yu"), "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"), "令狐": ("ling", "hu"), "鲜于": ("xian", "yu"), "乐正": ("yue", "zheng"),
    "拓跋": ("tuo", "ba"), "夹谷": ("jia", "gu"), "子车": ("zi", "ju"), "召伯": ("shao", "bo"),
}  # fmt: skip
"""Surnames of two characters, one of which is read otherwise elsewhere."""


def pinyin_key(name: str, limit: int = 200) -> str:
    """What a person is found by: `单田芳` gives `shantianfang stf`.

    At most `limit` characters, the length of the column; ü is written v, as it is typed. Empty for an empty name.
    """
    return _key(_surname_first(_letters(name)), limit)


def spoken_key(spoken: str, limit: int = 200) -> str:
    """The same of a reading somebody wrote, syllables apart: `Shan Tian fang` gives `shantianfang stf`."""
    syllables = [typed_key(syllable) for syllable in re.split(r"[\s'’·]+", spoken) if syllable]
    return _key([syllable for syllable in syllables if syllable], limit)


def pinyin_key_of_title(title: str, limit: int = 400) -> str:
    """The same for the name of an organization, or of anything else that does not begin with a surname."""
    return _key(_syllables(_letters(title)), limit)


def typed_key(query: str) -> str:
    """What somebody typed, as the keys are written: `Lü Wei` gives `lvwei`."""
    folded = unicodedata.normalize("NFKC", query).lower().replace("ü", "v")
    return re.sub(r"[\s'’·.\-]+", "", folded)


def _key(syllables: Sequence[str], limit: int) -> str:
    initials = "".join(syllable if syllable.isdigit() else syllable[0] for syllable in syllables)
    whole = "".join(syllables)[: max(0, limit - len(initials) - 1)]
    return f"{whole} {initials}".strip()[:limit]


def _letters(text: str) -> str:
    """The letters and digits, small; dots of names in other languages, quotation marks and brackets become spaces."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(letter if letter.isalnum() else " " for letter in folded).strip()


def _surname_first(name: str) -> Sequence[str]:
    if name[:2] in DOUBLE_SURNAMES and name[2:]:
        return [*DOUBLE_SURNAMES[name[:2]], *_syllables(name[2:])]
    if name[:1] in SURNAMES:
        return [SURNAMES[name[0]], *_syllables(name[1:])]
    return _syllables(name)


@lru_cache(maxsize=50_000)  # a roster has far fewer given names than people
def _syllables(text: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # its dictionary is large; loaded at the first name

    found: list[str] = []
    for syllable in lazy_pinyin(text):
        found += re.findall(r"[0-9]+|[a-z]+|[^\s0-9a-z]", syllable)
    return tuple(found)
