"""A million subjects: the rows of a sample district that a kind of subject needs, copied with new ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zugong.regulations.tables.schema import TABLES


if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

ID_COLUMNS = frozenset(
    {"subject_id"}
    | {key for table in TABLES.values() for key in table.key if key.endswith("_id")}
    | {reference.column for table in TABLES.values() for reference in table.references}
)
"""Columns that get the number of the copy, so that copies do not mix."""

CASE_PERSONS = "person_id IN (SELECT person_id FROM district.appointment_cases)"
QUOTA_UNITS = "organization_id IN (SELECT organization_id FROM district.post_quotas)"
CASE_UNITS = "organization_id IN (SELECT target_organization_id FROM district.appointment_cases)"


@dataclass(frozen=True, slots=True)
class Crowd:
    """The table whose rows are counted as subjects, and the other tables with the condition on rows copied."""

    counted: str
    others: dict[str, str] = field(default_factory=dict)


CROWDS = {
    "organization": Crowd("organizations", {"members": "true", "meetings": "true"}),
    "meeting": Crowd("meetings", {"organizations": "true", "members": "true"}),
    "person": Crowd(
        "people", {"members": "true", "tenures": "true", "training_records": "true", "organizations": "true"}
    ),
    "training_class": Crowd("training_classes", {"training_courses": "true"}),
    "training_record": Crowd("training_records"),
    "post_quota": Crowd("post_quotas", {"organizations": QUOTA_UNITS, "tenures": QUOTA_UNITS}),
    "appointment_case": Crowd(
        "appointment_cases",
        {"organizations": CASE_UNITS}
        | dict.fromkeys(("people", "tenures", "sanctions", "annual_assessments", "family_members"), CASE_PERSONS),
    ),
    "indicator": Crowd("indicators"),
    "scheme": Crowd("indicators"),
}
"""By kind of subject of a rule. Schemes are few by name: theirs is one scheme with very many indicators."""


def fill(
    connection: duckdb.DuckDBPyConnection, kind: str, district: dict[str, pa.Table], subjects: int
) -> tuple[frozenset[str], int]:
    """Create every table of the district, copied where the kind needs it and else empty.

    Returns the tables present and the number of subjects.
    """
    crowd = CROWDS[kind]
    copies = -(-subjects // len(district[crowd.counted]))
    connection.execute("CREATE SCHEMA district")
    for name, table in district.items():
        connection.register("incoming", table)
        connection.execute(f"CREATE TABLE district.{name} AS SELECT * FROM incoming")
        connection.unregister("incoming")
    wanted = {crowd.counted: "true"} | crowd.others
    for name in district:
        connection.execute(_copied(name, wanted.get(name, "false"), copies))
    connection.execute("DROP SCHEMA district CASCADE")
    return frozenset(district), copies * len(district[crowd.counted])


def _copied(name: str, condition: str, copies: int) -> str:
    columns = ", ".join(
        f'"{column.name}" || \'-\' || copy AS "{column.name}"' if column.name in ID_COLUMNS else f'"{column.name}"'
        for column in TABLES[name].columns
    )
    return (
        f"CREATE TABLE {name} AS SELECT {columns} FROM district.{name}, range({copies}) AS copies(copy)"
        f" WHERE {condition}"
    )
