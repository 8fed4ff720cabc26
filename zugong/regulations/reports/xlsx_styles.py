"""Cell formats of the workbook: the four outcomes tell themselves apart by word, glyph, colour and pattern."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zugong.core.outcomes import Outcome


FONT = {
    "font_name": "微软雅黑",
    "font_size": 10,
    "font_scheme": "",
}  # a scheme would put the theme's font in its place
INK, INK_SOFT, LINE, FOLD, DESK, BLUE = "#1B1F24", "#5A616B", "#CBCCC6", "#F0F0EC", "#F6F6F3", "#1D4A70"
COLOURS = {
    Outcome.PASS: "#0B6456",
    Outcome.FAIL: "#B03A0A",
    Outcome.UNKNOWN: "#5A4200",
    Outcome.NOT_APPLICABLE: INK_SOFT,
}
UP_DIAGONAL = 16  # thin diagonal stripes: a pattern that survives a black-and-white printer

LAMPS: dict[Outcome, dict[str, Any]] = {
    Outcome.FAIL: {"font_color": "#FFFFFF", "bg_color": "#B03A0A", "bold": True},
    Outcome.UNKNOWN: {
        "font_color": "#5A4200",
        "pattern": UP_DIAGONAL,
        "fg_color": "#E9D79A",
        "bg_color": "#FBF3DA",
        "bold": True,
    },
    Outcome.PASS: {"font_color": "#0B6456", "bg_color": "#E4F1EE"},
    Outcome.NOT_APPLICABLE: {"font_color": INK_SOFT, "bg_color": FOLD},
}
_EDGE = {"bottom": 1, "bottom_color": "#E3E3DE", "valign": "top"}


@dataclass(frozen=True)
class Styles:
    """The formats of one workbook."""

    title: Any
    note: Any
    bold: Any
    head: Any
    head_number: Any
    head_centre: Any
    topic: Any
    topic_link: Any
    topic_number: Any
    topic_rate: Any
    text: Any
    centre: Any
    zero: Any
    rate: Any
    lamps: dict[Outcome, Any]
    counts: dict[Outcome, Any]


def styles_of(book: Any) -> Styles:
    """Create the formats in a workbook."""

    def style(**properties: Any) -> Any:
        return book.add_format({"font_color": INK, **FONT, **properties})

    head = {"bold": True, "bg_color": FOLD, "bottom": 1, "bottom_color": LINE, "valign": "vcenter", "text_wrap": True}
    topic = {"bold": True, "bg_color": DESK, "bottom": 1, "bottom_color": LINE}
    return Styles(
        title=style(bold=True, font_size=16, valign="vcenter"),
        note=style(font_color=INK_SOFT, text_wrap=True, valign="top"),
        bold=style(bold=True, valign="top"),
        head=style(**head),
        head_number=style(**head, align="right"),
        head_centre=style(**head, align="center"),
        topic=style(**topic),
        topic_link=style(**{**topic, "font_color": BLUE}, underline=1),
        topic_number=style(**topic, num_format="#,##0"),
        topic_rate=style(**topic, num_format="0.0%", align="center"),
        text=style(**_EDGE, text_wrap=True),
        centre=style(**_EDGE, align="center"),
        zero=style(**{**_EDGE, "font_color": INK_SOFT}, num_format="#,##0"),
        rate=style(**_EDGE, num_format="0.0%", align="center"),
        lamps={outcome: style(**{**_EDGE, **lamp}) for outcome, lamp in LAMPS.items()},
        counts={
            outcome: style(**{**_EDGE, "font_color": COLOURS[outcome]}, bold=outcome in _WORK, num_format="#,##0")
            for outcome in Outcome
        },
    )


_WORK = {Outcome.FAIL, Outcome.UNKNOWN}
