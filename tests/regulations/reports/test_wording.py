from __future__ import annotations

import pytest

from zugong.regulations.reports.wording import (
    dataset_name,
    display_width,
    inert,
    period_label,
    printable,
    rate_text,
    topic_label,
)


@pytest.mark.parametrize(
    ("passes", "fails", "text"), [(0, 0, "—"), (1, 0, "100.0%"), (9999, 1, "99.9%"), (2, 1, "66.6%"), (0, 5, "0.0%")]
)
def test_rate_rounds_down(passes, fails, text):
    assert rate_text(passes, fails) == text


@pytest.mark.parametrize(
    ("period", "label"),
    [("2025", "2025年"), ("2025-Q3", "2025年第3季度"), ("2025-03", "2025年03月"), ("", ""), ("2025-Q5", "2025-Q5")],
)
def test_periods_in_chinese(period, label):
    assert period_label(period) == label


@pytest.mark.parametrize(
    ("path", "name"), [("/srv/a/青澜区", "青澜区"), ("C:\\数据\\青澜区\\", "青澜区"), ("青澜区/", "青澜区"), ("", "")]
)
def test_only_the_last_part_of_a_path_is_shown(path, name, make_check):
    assert dataset_name(make_check(dataset=path)) == name


def test_text_that_could_start_a_formula_is_made_inert():
    assert inert("  =1") == "'  =1"
    assert inert("=") == "'="
    assert inert("") == ""
    assert inert(" 正文") == " 正文"


def test_control_characters_become_visible():
    assert printable("a\x1b\x85\tb\n") == "a\ufffd\ufffd\tb\n"


def test_chinese_is_twice_as_wide():
    assert display_width("ab支部，") == 8


def test_topics_of_local_packs_keep_their_key():
    assert topic_label("branch_life") == "三会一课"
    assert topic_label("our_own") == "our_own"
