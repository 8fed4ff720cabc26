"""Puts tables of the contract straight into the database, for tests that need a whole district."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from zugong.appointments.models import AppointmentCase
from zugong.assessments.models import Indicator, IndicatorScore
from zugong.audit.recorded import door
from zugong.meetings.models import Meeting
from zugong.organizations.models import Organization, PostQuota
from zugong.people.models import AnnualAssessment, FamilyMember, Member, Person, Sanction, Tenure, TrainingRecord
from zugong.regulations.tables.schema import MILLIONTHS, TABLES, Kind
from zugong.samples.district import district_tables
from zugong.training.models import TrainingClass, TrainingCourse


Row = dict[str, Any]


def load(tables: Mapping[str, pa.Table]) -> None:
    """Insert the rows, parents first. Past the record: what is tested here only reads."""
    with door():
        _organizations(list(rows("organizations", tables)))
        places = dict(Organization.objects.values_list("code", "pk"))
        members = list(rows("members", tables))
        homes = {row["person_id"]: row["organization_id"] for row in members}
        people = [_renamed(row, person_id="code") for row in rows("people", tables)]
        root = Organization.objects.filter(parent=None).first()
        for row in people:
            home = row.pop("organization_id") or homes.get(row["code"], "")
            row["home_id"] = places.get(home, root and root.pk)
        _add(Person, people)
        persons = dict(Person.objects.values_list("code", "pk"))
        _add(TrainingClass, (_renamed(row, class_id="code") for row in rows("training_classes", tables)))
        classes = dict(TrainingClass.objects.values_list("code", "pk"))
        _indicators(list(rows("indicators", tables)))
        indicators = dict(Indicator.objects.values_list("code", "pk"))

        def linked(row: Row) -> Row:
            for column, known in (
                ("person_id", persons),
                ("organization_id", places),
                ("target_organization_id", places),
            ):
                if column in row:
                    row[column] = known.get(row[column])
            return row

        _add(Member, map(linked, members))
        _add(Meeting, (_renamed(linked(row), meeting_id="code") for row in rows("meetings", tables)))
        _add(PostQuota, map(linked, rows("post_quotas", tables)))
        _add(Tenure, map(linked, rows("tenures", tables)))
        _add(Sanction, (_renamed(linked(row), sanction_id="code") for row in rows("sanctions", tables)))
        _add(AnnualAssessment, map(linked, rows("annual_assessments", tables)))
        _add(TrainingRecord, map(linked, rows("training_records", tables)))
        _add(AppointmentCase, (_renamed(linked(row), case_id="code") for row in rows("appointment_cases", tables)))
        for row in (family := list(map(linked, rows("family_members", tables)))):
            row["relative_id"] = persons.get(row.pop("relative_person_id"))
        _add(FamilyMember, family)
        for row in (courses := list(rows("training_courses", tables))):
            row["training_class_id"] = classes[row.pop("class_id")]
        _add(TrainingCourse, courses)
        for row in (scores := list(rows("indicator_scores", tables))):
            row["indicator_id"] = indicators[row["indicator_id"]]
        _add(IndicatorScore, scores)


def rows(name: str, tables: Mapping[str, pa.Table]) -> Iterable[Row]:
    """The rows of a table, with empty text for unknown text and decimals for amounts."""
    if name not in tables:
        return
    kinds = {column.name: column.kind for column in TABLES[name].columns}
    for row in tables[name].to_pylist():
        for column, value in row.items():
            if value is None and kinds[column] in (Kind.TEXT, Kind.CODE):
                row[column] = ""
            elif value is not None and kinds[column] is Kind.AMOUNT:
                row[column] = Decimal(value) / MILLIONTHS
        yield row


def _organizations(found: list[Row]) -> None:
    parents = {row["organization_id"]: row.pop("parent_id") for row in found}
    _add(Organization, (_renamed(row, organization_id="code") | {"path": f"?{n}."} for n, row in enumerate(found)))
    places = {place.code: place for place in Organization.objects.all()}

    def path(code: str) -> str:
        return (path(parents[code]) if parents[code] else "") + f"{places[code].pk}."

    for code, place in places.items():
        place.path, place.parent = path(code), places.get(parents[code])
        place.save(update_fields=["path", "parent"])


def _indicators(found: list[Row]) -> None:
    parents = {row["indicator_id"]: row.pop("parent_id") for row in found}
    _add(Indicator, (_renamed(row, indicator_id="code") for row in found))
    made = {row.code: row for row in Indicator.objects.all()}
    for code, row in made.items():
        row.parent = made.get(parents[code])
        row.save(update_fields=["parent"])


def _renamed(row: Row, **names: str) -> Row:
    return {names.get(column, column): value for column, value in row.items()}


def _add(model: Callable[..., Any], made: Iterable[Row]) -> None:
    model.objects.bulk_create([model(**row) for row in made], batch_size=1000)  # type: ignore[attr-defined]


def small_district(year: int, branches: int = 20) -> dict[str, pa.Table]:
    """A part of the sample district: its committees and units, some branches with their people, what hangs on them."""
    tables = dict(district_tables(3, year))
    places = tables["organizations"]
    kinds = dict(zip(places["organization_id"].to_pylist(), places["kind"].to_pylist(), strict=True))
    kept = [code for code, kind in kinds.items() if kind == "branch"][:: 800 // branches]
    parents = dict(zip(places["organization_id"].to_pylist(), places["parent_id"].to_pylist(), strict=True))
    kept += [code for code, kind in kinds.items() if kind == "branch_group" and parents[code] in kept]
    kept += [code for code, kind in kinds.items() if kind not in ("branch", "branch_group")]
    tables["organizations"] = _where(places, "organization_id", kept)
    tables["members"] = _where(tables["members"], "organization_id", kept)
    people = {*tables["members"]["person_id"].to_pylist(), *tables["appointment_cases"]["person_id"].to_pylist()}
    for name, table in tables.items():
        for column, known in (("person_id", people), ("relative_person_id", people), ("organization_id", kept)):
            if column in table.column_names:
                table = _where(table, column, known)
        tables[name] = table
    return tables


def _where(table: pa.Table, column: str, known: Iterable[str]) -> pa.Table:
    """Rows whose column is known, or empty."""
    found = pc.is_in(table[column], value_set=pa.array(list(known), pa.string()))
    return table.filter(pc.or_(found, pc.is_null(table[column])))
