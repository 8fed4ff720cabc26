"""Slips of the pen in the register of people, one or two of each kind, for the rules of the register to find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from zugong.core.dates import add_months
from zugong.samples import canonical, citizens
from zugong.samples.drawing import Dice, Topic, Whole, days
from zugong.samples.plan import Plan


Row = dict[str, Any]

TOLD = (
    "2人的出生年月、1人的性别与身份证号不符，1个身份证号的校验码不对，1人入党时不满十八岁，2人的简历有空当，"
    "1个单位有副职而没有核定副职职数，1个单位登记了两个正职，1名县处级干部没有上一年度的个人有关事项报告，"
    "几项档案审核存疑未认定"
)
"""The faults planted in a district, for the note beside the sample."""

FREE_SEQUENCE = 900
"""Numbers on a day from here on belong to nobody else."""
GAP_MONTHS = 6


def plant(tables: dict[str, pa.Table], plan: Plan) -> dict[str, pa.Table]:
    """The tables with faults in the records of cadres of whom no appointment case tells."""
    dice = plan.dice(Topic.REGISTER_FAULTS)
    busy = set(tables["appointment_cases"]["person_id"].to_pylist())
    tenures = [row for row in tables["tenures"].to_pylist() if row["until"] is None]
    clerks = [row["person_id"] for row in tenures if row["level"] == "clerk" and row["person_id"] not in busy]
    deputies = [row for row in tenures if row["level"] == "section_deputy" and row["person_id"] not in busy]
    return tables | {
        "people": _wrong_people(tables["people"], dice.some(clerks, len(clerks)), plan),
        "career_entries": _gaps(tables["career_entries"], dice),
        "post_quotas": _missing_quota(tables["post_quotas"], deputies, dice),
        "tenures": _second_principal(tables, deputies, dice),
        "personal_matters_reports": _missing_report(tables["personal_matters_reports"], tenures, plan, dice),
    }


def _wrong_people(people: pa.Table, clerks: list[str], plan: Plan) -> pa.Table:
    """Id numbers that say another month, the other sex or end in a wrong digit, and somebody who joined too young."""
    places = {person: place for place, person in enumerate(people["person_id"].to_pylist())}
    numbers, joined = people["id_number"].to_pylist(), people["party_joined_on"].to_pylist()
    born, male = people["born_on"].to_pylist(), [sex == "男" for sex in people["sex"].to_pylist()]
    region = citizens.FIRST_REGION + plan.number
    month, other_month, sex, digit = (places[person] for person in clerks[:4])
    for place in (month, other_month):
        numbers[place] = _number(region, add_months(born[place], 1), FREE_SEQUENCE + male[place])
    numbers[sex] = _number(region, born[sex], FREE_SEQUENCE + (not male[sex]))
    numbers[digit] = numbers[digit][:-1] + ("1" if numbers[digit][-1] != "1" else "2")
    young = next(places[person] for person in clerks[4:] if joined[places[person]] is not None)
    joined[young] = add_months(born[young], 18 * 12 - 5)
    return _with(_with(people, "id_number", numbers), "party_joined_on", joined)


def _number(region: int, born: date, sequence: int) -> str:
    one: Whole = np.array([sequence])
    return citizens.composed(region, days([born]), one)[0]


def _gaps(entries: pa.Table, dice: Dice) -> pa.Table:
    """Two people whose line before the last ends half a year too early."""
    careers: dict[str, list[Row]] = defaultdict(list)
    rows = entries.to_pylist()
    for row in rows:
        careers[row["person_id"]].append(row)
    fit = [
        career[-2]
        for career in careers.values()
        if len(career) > 3
        and not any(row["within"] for row in career)
        and add_months(career[-2]["since"], 2 * GAP_MONTHS) < career[-2]["until"]
    ]
    for row in dice.some(fit, 2):
        row["until"] = add_months(row["until"], -GAP_MONTHS)
    return canonical.from_rows("career_entries", rows)


def _missing_quota(quotas: pa.Table, deputies: list[Row], dice: Dice) -> pa.Table:
    """One unit with deputies has quotas of principals only."""
    rows = quotas.to_pylist()
    running = {(row["organization_id"], row["level"]) for row in rows if row["until"] is None}
    units = {row["organization_id"] for row in deputies}
    fit = [unit for unit in sorted(units) if {(unit, "section_deputy"), (unit, "section_principal")} <= running]
    without = dice.pick(fit)
    kept = (row for row in rows if (row["organization_id"], row["level"]) != (without, "section_deputy"))
    return canonical.from_rows("post_quotas", kept)


def _second_principal(tables: dict[str, pa.Table], deputies: list[Row], dice: Dice) -> pa.Table:
    """A deputy director is entered as director too, where there is room for another principal."""
    rows = tables["tenures"].to_pylist()
    heads = {row["organization_id"] for row in rows if row["until"] is None and row["post"] == "局长"}
    fit = [row for row in deputies if row["organization_id"] in _roomy(tables, heads) and row["post"] == "副局长"]
    if fit:
        now = dice.pick(fit)
        second = {"post": "局长", "level": "section_principal", "team_position": None, "post_position": 2}
        place = next(place for place, row in enumerate(rows) if row == now)
        rows.insert(place + 1, now | second)
    return canonical.from_rows("tenures", rows)


def _roomy(tables: dict[str, pa.Table], units: set[str]) -> set[str]:
    """Units with quotas for more than one principal; all of them where there is none."""
    quotas = tables["post_quotas"].to_pylist()
    roomy = {row["organization_id"] for row in quotas if row["until"] is None and row["quota"] > 1
             and row["level"] == "section_principal"}  # fmt: skip
    return roomy & units or units


def _missing_report(reports: pa.Table, tenures: list[Row], plan: Plan, dice: Dice) -> pa.Table:
    leaders = {row["person_id"] for row in tenures if row["level"] == "county_deputy"}
    rows = reports.to_pylist()
    fit = [row for row in rows if row["year"] == plan.year - 1 and row["person_id"] in leaders]
    left_out = dice.some(fit, 1)
    return canonical.from_rows("personal_matters_reports", _without(rows, left_out))


def _without(rows: list[Row], left_out: list[Row]) -> Iterator[Row]:
    return (row for row in rows if row not in left_out)


def _with(table: pa.Table, name: str, values: list[Any]) -> pa.Table:
    field = table.schema.field(name)
    return table.set_column(table.schema.get_field_index(name), field, pa.array(values, field.type))
