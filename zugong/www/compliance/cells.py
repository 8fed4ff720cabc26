"""The cells of the heat map as HTML: thousands on a page, so written here and not by a template."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from zugong.compliance.selectors.board import Cell, Line
from zugong.core.outcomes import Outcome
from zugong.www.components.lamps import CLASSES, GLYPHS


_EMPTY = mark_safe('<td class="zg-cell zg-cell--none"></td>')
_CELL = '<td class="zg-cell zg-cell--{}"><a href="{}{}/" aria-label="{} {} {}">{}</a></td>'
_COUNTED = (Outcome.PASS, Outcome.FAIL)


def cells_html(line: Line) -> SafeString:
    """The cells of one organization, each a link to its reasons."""
    name = conditional_escape(line.organization.name)
    start = reverse("compliance:why", args=[0]).removesuffix("0/")
    return SafeString("".join(_cell(cell, name, start) for cell in line.cells))


def _cell(cell: Cell, name: SafeString, start: str) -> SafeString:
    if not cell.pk:
        return _EMPTY
    outcome = Outcome(cell.outcome)
    kind = "open" if cell.span.open else CLASSES[outcome]
    return format_html(_CELL, kind, start, cell.pk, name, cell.span.label, cell.words, _content(cell, outcome))


def _content(cell: Cell, outcome: Outcome) -> str:
    """✓2; before the period is over the number alone, and a dot where nothing can be counted."""
    if not cell.span.open:
        return GLYPHS[outcome] + (cell.number if outcome in _COUNTED else "")
    return GLYPHS[outcome] if outcome is Outcome.NOT_APPLICABLE else cell.number or "·"
