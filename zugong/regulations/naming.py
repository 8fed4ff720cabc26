"""Names people know for the subjects of findings, from the same tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zugong.regulations.tables.schema import LEVELS, MEETING_KINDS


if TYPE_CHECKING:
    import duckdb


def _labels(column: str, labels: dict[str, str]) -> str:
    return f"CASE {column} " + " ".join(f"WHEN '{code}' THEN '{label}'" for code, label in labels.items()) + " END"


QUERIES = {
    "organization": "SELECT organization_id, name FROM organizations",
    "person": "SELECT person_id, name FROM people",
    "indicator": "SELECT indicator_id, name FROM indicators",
    "training_class": "SELECT class_id, name FROM training_classes",
    "meeting": f"""
        SELECT meeting_id, concat_ws(' ', o.name, {_labels("m.kind", MEETING_KINDS)}, m.held_on)
        FROM meetings m LEFT JOIN organizations o USING (organization_id)""",
    "appointment_case": """
        SELECT case_id, concat_ws(' ', p.name, '拟任', c.target_post)
        FROM appointment_cases c LEFT JOIN people p USING (person_id)""",
    "post_quota": f"""
        SELECT q.organization_id || '/' || q.level, concat_ws(' ', o.name, {_labels("q.level", LEVELS)})
        FROM (SELECT DISTINCT organization_id, level FROM post_quotas) q
        LEFT JOIN organizations o USING (organization_id)""",
    "training_record": """
        SELECT r.person_id || '/' || coalesce(r.class_id, '') || '/' || r.ended_on, concat_ws(' ', p.name, k.name)
        FROM training_records r LEFT JOIN people p USING (person_id) LEFT JOIN training_classes k USING (class_id)""",
    "scheme": "SELECT DISTINCT scheme, CASE scheme WHEN 'objective' THEN '目标考核' WHEN 'party_building' "
    "THEN '党建责任制' ELSE scheme END FROM indicators",
}
"""Per subject kind a query of (id, name)."""


def names_of_listed(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """(subject_kind, subject_id) -> name, for the subjects in `listed_findings` that have one."""
    names = {}
    for (kind,) in connection.execute("SELECT DISTINCT subject_kind FROM listed_findings").fetchall():
        rows = connection.execute(
            f"""SELECT n.id, n.name FROM ({QUERIES[kind]}) n(id, name)
                SEMI JOIN (SELECT subject_id FROM listed_findings WHERE subject_kind = ?) f ON n.id = f.subject_id
                WHERE n.name IS NOT NULL""",
            [kind],
        ).fetchall()
        names.update({(kind, identifier): name for identifier, name in rows})
    return names
