from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.text import Text

from zugong.regulations.reports.options import Listed
from zugong.regulations.reports.terminal import encodable, render, shares, write_terminal


def strip(text: str) -> str:
    """What the reader sees of coloured text."""
    return Text.from_ansi(text).plain


class Screen(io.StringIO):
    """A terminal that remembers what it was sent."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def plain(mixed):
    return render(mixed, listed=Listed.PROBLEMS)


def test_a_pipe_gets_one_line_a_rule_with_key_and_four_counts(plain):
    line = next(line for line in plain.splitlines() if line.startswith("branch_life.assembly_quarterly"))

    assert line.split() == ["branch_life.assembly_quarterly", "支部党员大会每季度至少1次", "3", "1", "1", "0"]


def test_a_pipe_gets_no_colours_boxes_or_trailing_blanks(plain):
    assert "\x1b" not in plain
    assert not set(plain) & set("│┃━┏┓└┘")
    assert all(line == line.rstrip() for line in plain.splitlines())


def test_topics_stand_in_their_order(plain):
    places = [plain.index(f"── {topic} ──") for topic in ("三会一课", "教育培训", "选拔任用")]

    assert places == sorted(places)


def test_a_finding_says_word_name_id_period_and_both_values(plain):
    line = next(line for line in plain.splitlines() if "上河村党支部" in line and "不合规" in line)

    assert line.split() == ["✕", "不合规", "上河村党支部", "(b1)", "2025年第1季度", "实际", "0", "/", "要求", "≥", "1"]
    assert "待核原因 缺党员名册" in plain
    assert "依据：《中国共产党支部工作条例（试行）》第11条" in plain


def test_different_articles_stand_on_their_rows(make_check, make_finding):
    other = "district-responsibility-system#2"
    text = render(make_check([make_finding(), make_finding(subject_id="b2", citation=other)]), listed=Listed.PROBLEMS)

    assert "(b2)" not in text
    assert "实际 0 / 要求 ≥ 1；《本区党委意识形态工作责任制》第2条（待核实）" in text


@pytest.mark.parametrize("width", [40, 80, 120])
def test_fits_the_terminal(width, make_check, make_finding):
    name = "青澜区柳林街道春晓社区第二网格第三联合党支部委员会（筹）"
    text = render(
        make_check([make_finding(reason="缺" * 60, outcome="unknown")], names={("organization", "b1"): name}),
        listed=Listed.PROBLEMS,
        width=width,
    )

    assert max(cell_len(strip(line)) for line in text.splitlines()) <= width
    squeezed = "".join(strip(text).split())
    assert "branch_life.assembly_quarterly" in squeezed


def test_no_more_than_forty_rows_and_how_to_see_all(make_check, make_finding):
    check = make_check(
        [
            *(make_finding(subject_id=f"b{number:03}") for number in range(100)),
            make_finding(
                rule="appointment.notice.length", subject_kind="appointment_case", subject_id="c1", period=""
            ),
        ]
    )
    text = render(check, listed=Listed.PROBLEMS)

    assert text.count("✕ 不合规  ") == 40
    assert "c1" in text
    assert "…… 另有 61 行" in text
    assert "共 101 行，这里列出 40 行。看全部：加 --format xlsx --out report.xlsx" in text


@pytest.mark.parametrize(
    ("sizes", "limit", "expected"),
    [
        ([100, 1], 40, [39, 1]),
        ([5, 5], 40, [5, 5]),
        ([100] * 3, 40, [14, 13, 13]),
        ([1] * 50, 40, [1] * 40 + [0] * 10),
        ([], 40, []),
    ],
)
def test_shares_leave_nobody_out_while_there_is_room(sizes, limit, expected):
    assert shares(sizes, limit) == expected


def test_escapes_in_names_do_not_reach_the_terminal(make_check, make_finding):
    name = "支部\x1b[2J\x07[bold]\n第二行"
    text = render(make_check([make_finding()], names={("organization", "b1"): name}), listed=Listed.PROBLEMS)

    assert "\x1b" not in text
    assert "\x07" not in text
    assert "[bold] 第二行 (b1)" in text


def test_colours_on_a_terminal_only_and_not_with_no_color(mixed, monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)
    colourful, sober, piped = Screen(), Screen(), io.StringIO()

    write_terminal(mixed, colourful, listed=Listed.PROBLEMS)
    monkeypatch.setenv("NO_COLOR", "1")
    write_terminal(mixed, sober, listed=Listed.PROBLEMS)
    write_terminal(mixed, piped, listed=Listed.PROBLEMS)

    assert "\x1b[1;31m✕ 不合规" in colourful.getvalue()
    assert "31m" not in sober.getvalue()
    assert "✕ 不合规" in sober.getvalue()
    assert "\x1b" not in piped.getvalue()


def test_old_code_pages_get_their_own_ticks():
    assert encodable("✓ 合规 ✕ 不合规 \U00020bb7", "gbk") == "√ 合规 × 不合规 ?"
    assert encodable("✓", "utf-8") == "✓"


def test_all_rows_asked_for_needs_no_hint(mixed):
    assert "--all" in render(mixed, listed=Listed.PROBLEMS)
    assert "--all" not in render(mixed, listed=Listed.ALL)


def test_nothing_to_list(make_check):
    assert "没有要列出的行。" in render(make_check(), listed=Listed.PROBLEMS)
