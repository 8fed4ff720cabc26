"""Appointment forms of sample cadres, from the tables of the district."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa

from zugong.formats.forms.form import AppointmentForm, CareerLine, Relative, Spell
from zugong.regulations.tables.schema import GRADES
from zugong.samples.drawing import Dice, Topic, stream
from zugong.samples.photos import draw_photo


Row = dict[str, Any]
TABLES = ("career_entries", "diplomas", "family_members", "annual_assessments")
OWN = ("name", "sex", "ethnicity", "native_place", "birthplace", "health", "technical_title", "specialty",
       "current_post", "rewards_and_sanctions", "id_number")  # fmt: skip
DAYS = ("born_on", "party_joined_on", "work_started_on")


def build_forms(tables: dict[str, pa.Table], count: int, *, seed: int, day: date) -> list[AppointmentForm]:
    """The forms of `count` cadres of the district, all of them when it has fewer; filled in on that day."""
    people = {row["person_id"]: row for row in tables["people"].to_pylist()}
    filed = {name: _by_person(tables[name]) for name in TABLES}
    cadres = list(dict.fromkeys(tables["tenures"]["person_id"].to_pylist()))
    chosen = Dice(stream(seed, Topic.FORMS)).some(cadres, count)
    return [_form(people[person], {name: rows[person] for name, rows in filed.items()}, place, day)
            for place, person in enumerate(chosen)]  # fmt: skip


def _by_person(table: pa.Table) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in table.to_pylist():
        found[row["person_id"]].append(row)
    return found


def _form(person: Row, filed: dict[str, list[Row]], place: int, day: date) -> AppointmentForm:
    dated: dict[str, Any] = {name: _month(person[name]) for name in DAYS}
    form = AppointmentForm(
        **{name: person[name] for name in OWN},
        **dated,
        parties=(person["parties"],) if person["parties"] else (),
        resume=tuple(_career(filed["career_entries"])),
        annual_assessments=_assessments(filed["annual_assessments"]),
        family=tuple(_relative(row, person["sex"]) for row in filed["family_members"]),
        submitting_unit="示例区委组织部",
        age_as_of=_month(day),
        filled_on=day.isoformat(),
        filled_by="示例",
        photo=draw_photo(place),
        version="3.2.1.6",
    )
    form = replace(form, **_education(filed["diplomas"]))
    if place % 3 == 0:
        form.proposed_post, form.reason = "示例区直机关三级调研员", "工作需要"
    return form


def _month(day: date | None) -> str | None:
    return f"{day:%Y-%m}" if day else None


def _education(diplomas: list[Row]) -> dict[str, Any]:
    """The highest of each sort; the school of a degree is left out where it is that of the diploma."""
    found: dict[str, Any] = {}
    for row in diplomas:
        sort = f"{row['mode']}_{'education' if row['kind'] == 'education_level' else 'degree'}"
        found |= {sort: row["name"], f"{sort}_school": row["school"]}
    for mode in ("full_time", "in_service"):
        if found.get(f"{mode}_degree_school") == found.get(f"{mode}_education_school"):
            found.pop(f"{mode}_degree_school", None)
    return found


def _career(entries: list[Row]) -> Iterable[CareerLine]:
    for row in entries:
        if row["within"] is None:
            spells = tuple(Spell(_month(part["since"]), _month(part["until"]), part["text"])
                           for part in entries if part["within"] == row["position"])  # fmt: skip
            yield CareerLine(_month(row["since"]), _month(row["until"]), row["text"], spells)


def _assessments(rows: list[Row]) -> str | None:
    told = [f"{row['year']}年：{GRADES[row['grade']]}" for row in rows[-3:]]
    return "；".join(told) or None


def _relative(row: Row, sex: str) -> Relative:
    relation = row["relation"] if row["relation"] != "配偶" else "妻子" if sex == "男" else "丈夫"
    return Relative(relation, row["name"], _month(row["born_on"]), row["political_status"], row["unit_and_post"])
