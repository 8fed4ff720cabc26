"""Gives each finding its subject's name and its place in the tree, inside the engine that made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from zugong.organizations.models import Organization
from zugong.people.models import Person
from zugong.regulations.findings import FINDING_COLUMNS
from zugong.regulations.naming import QUERIES


if TYPE_CHECKING:
    import duckdb

KEPT_COLUMNS = (*FINDING_COLUMNS, "subject_name", "organization_id")
"""The columns of a finding as kept: those of the contract, the name, and the key of the organization."""

_PLACES = {
    "organization": "SELECT code, pk FROM places",
    "person": "SELECT code, pk FROM homes",
    "meeting": "SELECT meeting_id, pk FROM meetings JOIN places ON code = organization_id",
    "appointment_case": "SELECT case_id, pk FROM appointment_cases JOIN homes ON code = person_id",
    "post_quota": """
        SELECT DISTINCT organization_id || '/' || level, pk FROM post_quotas JOIN places ON code = organization_id""",
    "training_record": """
        SELECT DISTINCT person_id || '/' || coalesce(class_id, '') || '/' || ended_on, pk
        FROM training_records JOIN homes ON code = person_id""",
}
"""Per subject kind a query of (id, key of its organization); classes, indicators and schemes hang nowhere."""


def placed(engine: duckdb.DuckDBPyConnection) -> pa.Table:
    """The `listed_findings` of an engine that has judged, as KEPT_COLUMNS."""
    engine.register("places", _keys(Organization.objects.values_list("code", "pk")))
    engine.register("homes", _keys(Person.objects.exclude(home=None).values_list("code", "home_id")))
    kinds = [kind for (kind,) in engine.execute("SELECT DISTINCT subject_kind FROM listed_findings").fetchall()]
    if not kinds:
        return engine.execute(
            f"SELECT {', '.join(FINDING_COLUMNS)}, '' AS subject_name,"
            " NULL::BIGINT AS organization_id FROM listed_findings"
        ).to_arrow_table()
    return engine.execute(" UNION ALL ".join(map(_of_kind, kinds))).to_arrow_table()


def _of_kind(kind: str) -> str:
    """Findings of one kind with name and place; the id stands for a name nobody gave."""
    columns = ", ".join(f"f.{name}" for name in FINDING_COLUMNS)
    places = _PLACES.get(kind, "SELECT NULL::VARCHAR, NULL::BIGINT LIMIT 0")
    return f"""
        SELECT {columns}, coalesce(n.name, f.subject_id) AS subject_name, p.pk AS organization_id
        FROM (SELECT * FROM listed_findings WHERE subject_kind = '{kind}') f
        LEFT JOIN ({QUERIES[kind]}) n(id, name) ON n.id = f.subject_id
        LEFT JOIN ({places}) p(id, pk) ON p.id = f.subject_id"""


def _keys(rows: object) -> pa.Table:
    pairs = list(rows.order_by())  # type: ignore[attr-defined]
    codes, keys = zip(*pairs, strict=True) if pairs else ((), ())
    return pa.table({"code": pa.array(codes, pa.string()), "pk": pa.array(keys, pa.int64())})
