"""The live database read as the judge's tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Q

from tests.factories import add, make_member, make_organization
from zugong.gates.reading import read_live, typed
from zugong.meetings.models import Meeting
from zugong.people.models import Person, TrainingRecord
from zugong.regulations.tables.schema import TABLES


def rows(table: str, only: dict[str, Q] | None = None) -> list[dict[str, Any]]:
    reading = read_live(only)
    with reading.connection as engine:
        found = engine.execute(f'SELECT * FROM "{table}"').to_arrow_table().to_pylist()
        return list(found)


@pytest.mark.django_db
def test_every_table_is_present_with_the_columns_of_the_contract() -> None:
    reading = read_live()
    with reading.connection as engine:
        assert reading.present == TABLES.keys()
        for name, table in TABLES.items():
            described = engine.execute(f'SELECT * FROM "{name}"').to_arrow_table().column_names
            assert described == [column.name for column in table.columns]


@pytest.mark.django_db
def test_cells_arrive_as_the_contract_holds_them() -> None:
    branch = make_organization("第一支部", kind="branch", code="b1", has_committee=True, founded_on=date(2001, 2, 3))
    person = add(Person(code="p1", name="示例人", home=branch))
    make_member(person, branch, status="", since=None)
    hours = {"hours": Decimal("0.1"), "days": Decimal("2.333333"), "recognized": None}
    add(TrainingRecord(person=person, ended_on=date(2026, 1, 31), **hours))
    (place,) = rows("organizations")
    assert place["organization_id"] == "b1"
    assert place["parent_id"] is None
    assert place["setting"] is None  # empty text is not known
    assert place["has_committee"] is True
    assert place["holds_life_meeting"] is None
    assert place["founded_on"] == date(2001, 2, 3)
    (member,) = rows("members")
    assert member == {"person_id": "p1", "organization_id": "b1", "status": None, "since": None, "until": None,
                      "branch_post": None}  # fmt: skip
    (record,) = rows("training_records")
    assert (record["hours"], record["days"], record["leave_hours"]) == (100_000, 2_333_333, None)
    assert record["class_id"] is None


@pytest.mark.django_db
def test_narrowed_reading_holds_the_named_tables_and_rows_only() -> None:
    first, second = make_organization(kind="branch"), make_organization(kind="branch")
    for place in (first, second):
        add(Meeting(code=place.code, organization=place, kind="theme_day", held_on=date(2026, 3, 1)))
    reading = read_live({"meetings": Q(organization=first)})
    with reading.connection as engine:
        assert reading.present == {"meetings"}
        assert engine.execute("SELECT meeting_id FROM meetings").fetchall() == [(first.code,)]
        assert engine.execute("SELECT count(*) FROM duckdb_tables()").fetchall() == [(1,)]


@pytest.mark.parametrize("days", [["2026-03-01", None], [date(2026, 3, 1), None], [None, None]])
def test_days_may_come_as_text_or_as_days(days: list[Any]) -> None:
    column = TABLES["meetings"].column("held_on")
    assert typed(column, days).to_pylist()[1] is None
    assert str(typed(column, days).type) == "date32[day]"


def test_flags_may_come_as_numbers() -> None:
    assert typed(TABLES["organizations"].column("has_committee"), [1, 0, None]).to_pylist() == [True, False, None]


@pytest.mark.django_db(transaction=True)
def test_reading_does_not_keep_others_from_writing() -> None:
    """A reader outside a transaction leaves none open behind it."""
    make_organization()
    read_live().connection.close()
    make_organization()
    assert len(rows("organizations")) == 2
