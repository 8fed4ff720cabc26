"""What follows from a name: how it is looked up and where it stands in the order of strokes."""

from __future__ import annotations

from zugong.core.pinyin import pinyin_key, spoken_key
from zugong.core.strokes import strokes_key
from zugong.people.models import Person


def settle_names(person: Person) -> None:
    """Fill in `pinyin` and `strokes`; a reading entered by hand wins over the dictionary's."""
    person.pinyin = spoken_key(person.spoken_name) or pinyin_key(person.name)
    person.strokes = strokes_key(person.name)
