"""简历: the rows of the register and the text people edit, both ways; what in a text an officer should look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from zugong.formats.forms.career import career, read_career
from zugong.formats.forms.form import CareerLine, FormProblem, Spell
from zugong.formats.forms.refusing import Noted
from zugong.people.form_words import day_of, month_of
from zugong.people.models import CareerEntry, Person


def lines_of(entries: Iterable[CareerEntry]) -> tuple[CareerLine, ...]:
    """The rows as lines with their sub-periods; a sub-period whose line is gone stands as a line."""
    ordered = sorted(entries, key=lambda entry: entry.position)
    mains = {entry.position for entry in ordered if entry.within is None}
    return tuple(
        CareerLine(month_of(entry.since), month_of(entry.until), entry.text, _spells(entry.position, ordered))
        for entry in ordered
        if entry.within is None or entry.within not in mains
    )


def _spells(main: int, entries: Sequence[CareerEntry]) -> tuple[Spell, ...]:
    inside = (entry for entry in entries if entry.within == main)
    return tuple(Spell(month_of(entry.since), month_of(entry.until), entry.text) for entry in inside)


def text_of(entries: Iterable[CareerEntry]) -> str:
    """The rows in the standard form of the 简历, months apart by two hyphens."""
    return career(lines_of(entries))


def problems_of(entries: Iterable[CareerEntry]) -> tuple[FormProblem, ...]:
    """Gaps, overlaps and other things to look at in what the register holds."""
    return read_text(text_of(entries))[1]


def read_text(text: str) -> tuple[tuple[CareerLine, ...], tuple[FormProblem, ...]]:
    """The lines of a text as somebody typed it, and what to look at."""
    noted = Noted()
    lines = read_career(text.replace("\r\n", "\n"), noted)
    return lines, noted.all()


def rows_of(person: Person, lines: Iterable[CareerLine]) -> list[CareerEntry]:
    """New rows, numbered from 1; each sub-period behind its line."""
    rows: list[CareerEntry] = []
    for line in lines:
        main = len(rows) + 1
        rows.append(_row(person, line, main, None))
        rows += [_row(person, spell, main + place, main) for place, spell in enumerate(line.within, start=1)]
    return rows


def _row(person: Person, line: CareerLine | Spell, position: int, within: int | None) -> CareerEntry:
    days = {"since": day_of(line.since), "until": day_of(line.until)}
    return CareerEntry(person=person, position=position, within=within, text=line.text, **days)


def mark_of(text: str) -> str:
    """A short digest of a text, by which a form says which one it was filled from."""
    return sha256(text.encode()).hexdigest()[:16]
