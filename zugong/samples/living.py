"""The invented district as it stands on a day: two years of organisational life, nothing that is still to come."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from zugong.samples.district import district_tables
from zugong.samples.earlier import made_up_training, secretary_training, with_earlier_training
from zugong.samples.wording import with_texts


HAPPENED = {
    "members": "since",
    "meetings": "held_on",
    "tenures": "since",
    "career_entries": "since",
    "diplomas": "graduated_on",
    "ranks": "since",
    "rewards": "awarded_on",
    "dossier_reviews": "reviewed_on",
    "personal_matters_reports": "reported_on",
    "sanctions": "decided_on",
    "training_records": "ended_on",
    "appointment_cases": "motion_on",
}
"""The day on which a row of the table came to be; later ones are left out."""

ENDED = {
    "organizations": ("dissolved_on",),
    "members": ("until",),
    "meetings": ("deferral_consent_on",),
    "people": ("work_started_on", "party_joined_on"),
    "tenures": ("until",),
    "career_entries": ("until",),
    "ranks": ("until",),
    "personal_matters_reports": ("checked_on",),
    "appointment_cases": (
        "exceptional_consent_on", "assembly_recommendation_on", "interview_recommendation_on", "vetting_on",
        "vetting_notice_on", "dossier_reviewed_on", "personal_matters_checked_on", "integrity_opinion_on",
        "petitions_cleared_on", "decided_on", "notice_on", "letter_on", "talk_on", "probation_concluded_on",
        "closed_on",
    ),
}  # fmt: skip
"""Days not yet come are blank."""

FOLLOWS = {
    "vetting_on": ("vetting_team_size",),
    "integrity_opinion_on": ("signed_by_secretary", "signed_by_discipline"),
    "decided_on": ("decision_expected", "decision_present", "decision_for"),
    "notice_on": ("notice_until",),
    "letter_on": ("effective_on", "probation_required", "probation_until"),
}
"""What is written down together with a step of an appointment case."""


def living_district(day: date, seed: int = 1) -> dict[str, pa.Table]:
    """The contract tables of the invented district, in canonical storage, as known at the end of that day.

    Same day and seed, same tables.
    """
    tables = district_tables(seed, day.year)
    earlier = district_tables(seed, day.year - 1)
    tables["meetings"] = _two_years(tables, earlier["meetings"], day.year)
    tables |= with_earlier_training(tables, earlier, day.year)
    made_up = made_up_training(tables, seed, day.year)
    tables["training_records"] = pa.concat_tables([tables["training_records"], made_up])
    for name, rows in secretary_training(tables["members"], seed, day.year).items():
        tables[name] = pa.concat_tables([tables[name], rows])
    for name, column in HAPPENED.items():
        tables[name] = tables[name].filter(pc.less_equal(tables[name][column], _scalar(day)))
    for name, columns in ENDED.items():
        for column in columns:
            tables[name] = _blank_after(tables[name], column, day)
    cases = tables["appointment_cases"]
    for step, columns in FOLLOWS.items():
        for column in columns:
            cases = _replaced(cases, column, pc.is_valid(cases[step]))
    tables["appointment_cases"] = cases
    grades = tables["annual_assessments"]
    tables["annual_assessments"] = grades.filter(pc.less(grades["year"], day.year))
    reports = tables["personal_matters_reports"]
    tables["personal_matters_reports"] = _replaced(reports, "outcome", pc.is_valid(reports["checked_on"]))
    return with_texts(tables, day)


def _two_years(tables: dict[str, pa.Table], earlier: pa.Table, year: int) -> pa.Table:
    """Both years' meetings; the earlier ones under numbers of their own, held by organizations that were there."""
    founded = dict(
        zip(
            tables["organizations"]["organization_id"].to_pylist(),
            tables["organizations"]["founded_on"].to_pylist(),
            strict=True,
        )
    )
    kept = [
        held_on.year == year - 1 and number in founded and (founded[number] or held_on) <= held_on
        for number, held_on in zip(earlier["organization_id"].to_pylist(), earlier["held_on"].to_pylist(), strict=True)
    ]
    numbers = pc.replace_substring_regex(earlier["meeting_id"], "^m", "e")
    renumbered = earlier.set_column(earlier.schema.get_field_index("meeting_id"), "meeting_id", numbers)
    return pa.concat_tables([renumbered.filter(pa.array(kept)), tables["meetings"]])


def _blank_after(table: pa.Table, column: str, day: date) -> pa.Table:
    return _replaced(table, column, pc.less_equal(table[column], _scalar(day)))


def _replaced(table: pa.Table, column: str, kept: pa.ChunkedArray) -> pa.Table:
    """The table with the column blank where `kept` does not hold."""
    values = table[column]
    blank = pa.scalar(None, values.type)
    return table.set_column(table.schema.get_field_index(column), column, pc.if_else(kept, values, blank))


def _scalar(day: date) -> pa.Scalar:
    return pa.scalar(day, pa.date32())
