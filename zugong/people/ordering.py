"""The fixed order of formal lists: units along the tree, the team inside a unit, the posts of one person.

Units come as they stand in the tree (`Organization.position`, superiors before their children). Inside a unit people
stand by `team_position`, those without one last; then by level, the higher first, time in it, strokes of the name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from zugong.organizations.models import Organization
from zugong.people.models import Person, Tenure
from zugong.people.selectors import present_on
from zugong.regulations.tables.schema import LEVELS


LAST = 1_000_000
"""The place of what has none."""

_HEIGHT = {level: place for place, level in enumerate(LEVELS)}


def height(level: str) -> int:
    """How high a level is, from 0; -1 when it is not known."""
    return _HEIGHT.get(level, -1)


def unit_places() -> Mapping[int, int]:
    """Organization -> its place in the tree, from 0. One query."""
    rows = Organization.objects.values_list("pk", "parent_id", "position", "code")
    below: dict[int | None, list[tuple[int, str, int]]] = {}
    for pk, parent, position, code in rows:
        below.setdefault(parent, []).append((position, code, pk))
    places: dict[int, int] = {}
    waiting = sorted(below.get(None, ()), reverse=True)
    while waiting:
        pk = waiting.pop()[2]
        places[pk] = len(places)
        waiting += sorted(below.get(pk, ()), reverse=True)
    return places


def posts_in_order(tenures: Iterable[Tenure]) -> list[Tenure]:
    """The posts of one person: by `post_position`, those without last, the higher and the earlier first."""
    return sorted(tenures, key=_post_key)


def _post_key(tenure: Tenure) -> tuple[Any, ...]:
    return (_place(tenure.post_position), -height(tenure.level), tenure.since, tenure.pk)


def _place(position: int | None) -> int:
    return LAST if position is None else position


def team_of(organization: Organization, day: date) -> list[Tenure]:
    """The posts held in an organization on the day, in the order of its team, with their people. One query."""
    rows = Tenure.objects.filter(present_on(day), organization=organization).select_related("person")
    return sorted(rows, key=lambda row: (*_team_key(row), row.person.strokes, row.person_id, row.pk))


def _team_key(tenure: Tenure) -> tuple[Any, ...]:
    return (_place(tenure.team_position), -height(tenure.level), tenure.since)


def in_fixed_order(people: Collection[int], day: date) -> list[int]:
    """The keys of these people in the fixed order: by their first post of the day, else by where they are managed.

    Three queries however many they are.
    """
    wanted, places = set(people), unit_places()
    first: dict[int, Tenure] = {}
    rows: Any = Tenure.objects.filter(present_on(day))
    if len(wanted) <= 900:
        rows = rows.filter(person__in=wanted)
    columns = ("person_id", "organization_id", "level", "since", "team_position", "post_position")
    for tenure in rows.only("pk", *columns):
        if tenure.person_id in wanted:
            known = first.get(tenure.person_id)
            first[tenure.person_id] = tenure if known is None or _post_key(tenure) < _post_key(known) else known
    names: Any = Person.objects.all() if len(wanted) > 900 else Person.objects.filter(pk__in=wanted)
    found = [row for row in names.values_list("pk", "home_id", "strokes") if row[0] in wanted]
    return [pk for pk, _, _ in sorted(found, key=lambda row: _person_key(row, first.get(row[0]), places))]


def _person_key(row: tuple[int, int | None, str], post: Tenure | None, places: Mapping[int, int]) -> tuple[Any, ...]:
    pk, home, strokes = row
    unit = post.organization_id if post and post.organization_id else home
    team = _team_key(post) if post else (LAST, LAST, date.max)
    return (places.get(unit or 0, LAST), *team, strokes or "99", pk)
