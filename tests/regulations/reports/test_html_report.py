from __future__ import annotations

import base64
import hashlib
import io
import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from zugong.regulations.reports.html_report import write_html
from zugong.regulations.reports.html_script import SCRIPT
from zugong.regulations.reports.options import Listed


VOID = {"meta", "link", "input", "br"}


class Page(HTMLParser):
    """The page as a list of (tag, attributes, text inside), refusing bad nesting."""

    def __init__(self, check, **options):
        super().__init__()
        stream = io.BytesIO()
        write_html(check, stream, **{"listed": Listed.PROBLEMS, **options})
        self.source = stream.getvalue().decode()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self._open: list[int] = []
        self.feed(self.source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), []))
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_endtag(self, tag):
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data):
        for place in self._open:
            self.elements[place][2].append(data)

    def all(self, tag: str, **wanted: str) -> list[tuple[dict[str, str | None], str]]:
        return [
            (attrs, "".join(text))
            for name, attrs, text in self.elements
            if name == tag and all(attrs.get(key) == value for key, value in wanted.items())
        ]

    def text(self, tag: str) -> list[str]:
        return [text for _, text in self.all(tag)]


@pytest.fixture
def page(mixed):
    return Page(mixed)


def test_the_page_loads_nothing_from_anywhere(page):
    assert not re.search(r"https?://|url\(|@import|\bfetch\(|XMLHttpRequest", page.source)
    assert not [attrs for tag, attrs, _ in page.elements if "src" in attrs]
    assert [attrs["href"] for attrs, _ in page.all("link")] == ["data:,"]
    assert all(attrs["href"].startswith("#") for attrs, _ in page.all("a"))
    assert len(page.all("script")) == len(page.all("style")) == 1


def test_no_inline_handlers_nor_styles_and_the_policy_names_what_is_embedded(page):
    names = {name for _, attrs, _ in page.elements for name in attrs}
    policy = page.all("meta", **{"http-equiv": "Content-Security-Policy"})[0][0]["content"]

    assert not {name for name in names if name.startswith("on") or name == "style"}
    for text in (SCRIPT, page.text("style")[0]):
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy
    assert "default-src 'none'" in policy


def test_names_from_data_cannot_become_markup(make_check, make_finding):
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;"
    check = make_check(
        [make_finding(subject_id=evil, actual=evil, required=evil, reason=evil, outcome="unknown")],
        names={("organization", evil): evil},
        notes=(evil,),
        dataset=evil.replace("/", ""),
    )
    page = Page(check)

    assert len(page.all("script")) == 1
    assert page.all("img") == []
    assert page.text("td").count(evil) == 3


def test_language_headings_and_table_heads(page):
    levels = [int(tag[1]) for tag, _, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]

    assert page.all("html")[0][0]["lang"] == "zh-CN"
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert all(attrs.get("scope") in ("col", "row", "rowgroup") for attrs, _ in page.all("th"))


def test_ids_are_unique_and_every_link_has_its_target(page):
    ids = [attrs["id"] for _, attrs, _ in page.elements if "id" in attrs]

    assert len(ids) == len(set(ids))
    assert {attrs["href"][1:] for attrs, _ in page.all("a")} <= set(ids)
    labels = {attrs["aria-labelledby"] for _, attrs, _ in page.elements if "aria-labelledby" in attrs}
    assert labels <= set(ids)


def test_counts_and_sentence(page):
    figures = page.text("dd")

    assert figures[0] == "2"
    assert "本表由系统按法规参数核对，只提示，不作决定。" in page.text("strong")
    assert "没有看到表 工作日历。" in page.text("li")
    assert "《本区党委意识形态工作责任制》第2条（待核实）" in page.text("li")


def test_rows_say_outcome_subject_actual_required_and_reason(page):
    rows = [text for attrs, text in page.all("tr") if "data-outcome" in attrs]

    assert any(all(part in row for part in ("不合规", "上河村党支部", "b1", "2025年第1季度", "≥ 1")) for row in rows)
    assert any(all(part in row for part in ("待核", "b2", "缺党员名册")) for row in rows)


def test_a_long_rule_shows_its_failures_first_and_says_where_the_rest_is(make_check, make_finding):
    many = [make_finding(subject_id=f"a{number:03}", outcome="unknown") for number in range(250)]
    page = Page(make_check([*many, make_finding(subject_id="z")]), workbook="年报.xlsx")
    rows = [text for attrs, text in page.all("tr") if "data-outcome" in attrs]

    assert len(rows) == 200
    assert "z" in rows[0]
    assert "其余 51 行见同目录 年报.xlsx" in page.source
    assert "open" not in page.all("details")[0][0]


def test_short_rules_stand_open_so_that_nothing_needs_script(page):
    assert all("open" in attrs for attrs, _ in page.all("details"))
    assert all("hidden" in attrs for attrs, _ in page.all("form"))


def test_failures_by_period(make_check, make_finding):
    theme = {"rule": "branch_life.theme_day_monthly", "force": "generally"}
    check = make_check(
        [
            make_finding(**theme, subject_id="b1", period="2025-03"),
            make_finding(**theme, subject_id="b2", period="2025-03"),
            make_finding(**theme, subject_id="b2", period="2025-05", outcome="unknown"),
        ]
    )
    page = Page(check)
    cells = [text for attrs, text in page.all("td") if "zg-cell" in (attrs.get("class") or "")]

    assert cells == ["0", "0", "2", "0", "? 1", *["0"] * 7]
    assert [text for text in page.text("th") if re.fullmatch(r"\d+月", text)] == [f"{n}月" for n in range(1, 13)]


def test_periods_long_ago_share_a_column(make_check, make_finding):
    theme = {"rule": "branch_life.theme_day_monthly", "force": "generally"}
    check = make_check(
        [make_finding(**theme, period="2023-02"), make_finding(**theme, period="2024-01")], since=date(2023, 1, 1)
    )
    page = Page(check)
    cells = [text for attrs, text in page.all("td") if "zg-cell" in (attrs.get("class") or "")]

    assert cells == ["2", *["0"] * 12]
    assert "更早" in page.text("th")
    assert "2025年12月" in page.text("th")


def test_one_single_period_needs_no_table_of_its_own(make_check, make_finding):
    assert "各期不合规数" not in Page(make_check([make_finding(period="2025")])).source


def test_nothing_found_is_a_page_too(make_check):
    page = Page(make_check())

    assert page.all("details") == []
    assert "三会一课" in page.source


def test_prints_on_a4_with_repeated_heads(page):
    style = page.text("style")[0]

    assert "@page{size:A4" in style
    assert ".zg-table thead{display:table-header-group}" in style
    assert "beforeprint" in SCRIPT
