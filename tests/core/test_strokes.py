"""The order of strokes: number first, then 横竖撇点折, then the next character."""

from __future__ import annotations

from itertools import pairwise

import pytest

from zugong.core.strokes import KIND_NOT_KNOWN, strokes_key, strokes_of, unknown_characters


@pytest.mark.parametrize(
    ("character", "strokes"),
    [("丁", 2), ("王", 4), ("石", 5), ("吕", 6), ("张", 7), ("欧", 8), ("赵", 9), ("黄", 11), ("魏", 17)],
)
def test_strokes_are_counted_as_taught(character, strokes):
    assert strokes_of(character) == strokes


def test_equal_strokes_are_ordered_by_their_kinds():
    surnames = ["丁", "于", "万", "马", "王", "毛", "方", "孔", "石", "史", "白", "冯", "朱", "李", "何", "汪", "张"]
    assert sorted(surnames, key=strokes_key) == surnames


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("王一", "王丁"),
        ("王丁", "王丁丁"),  # the shorter name first
        ("司马丁", "吕一"),  # 司 has five strokes, 吕 six; 马 does not count for the surname
        ("魏丁", "𰻝丁"),  # unknown comes last
    ],
)
def test_names_follow_character_by_character(earlier, later):
    assert strokes_key(earlier) < strokes_key(later)


def test_every_taught_surname_has_the_kinds_of_its_strokes():
    surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    for surname in surnames:
        assert strokes_of(surname) == len(strokes_key(surname)) - 2
        assert KIND_NOT_KNOWN not in strokes_key(surname)[2:]


def test_what_is_not_known_is_told_and_points_do_not_count():
    assert unknown_characters("魏𰻝") == "𰻝"
    assert unknown_characters("买买提·艾力") == ""
    assert strokes_key("买买提·艾力") == strokes_key("买买提艾力")


def test_the_key_fits_its_column():
    keys = [strokes_key("龙" * many) for many in (0, 1, 40)]
    assert [len(key) for key in keys] == [0, 7, 60]
    assert all(left < right for left, right in pairwise(keys))
