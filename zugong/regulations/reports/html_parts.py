"""Small pieces of HTML; every text from data passes `esc`."""

from __future__ import annotations

import html

from zugong.core.outcomes import Outcome
from zugong.regulations.reports.wording import printable


def esc(text: object) -> str:
    """Text or attribute value made harmless."""
    return html.escape(printable(str(text)))


def lamp(outcome: Outcome, text: str = "") -> str:
    """Lamp of an outcome: glyph (by style), word, colour."""
    return f'<span class="zg-lamp zg-lamp--{outcome.value}">{outcome.label}{esc(text)}</span>'


def count_cell(outcome: Outcome, count: int) -> str:
    """A table cell with a count; work to do stands out, zero recedes."""
    tone = outcome.value if count else "zero"
    return f'<td class="zg-num zg-count--{tone}">{count:,}</td>'


def scrolling(label: str, table: str) -> str:
    """A table that may be wider than the screen, reachable by keyboard."""
    return f'<div class="zg-scroll" tabindex="0" role="region" aria-label="{esc(label)}">{table}</div>'


def panel_head(identifier: str, title: str, aside: str) -> str:
    """The head line of a panel whose section is labelled by `h-<identifier>`."""
    heading = f'<h2 id="h-{esc(identifier)}">{esc(title)}</h2>'
    return f'<div class="zg-panel__head">{heading}<p>{esc(aside)}</p></div>'
