"""Everyone in the sample: cadres first, then the other Party members."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from zugong.regulations.tables.schema import EDUCATION_LEVELS
from zugong.samples import canonical
from zugong.samples.cadres import Cadre
from zugong.samples.drawing import NO_DAY, Days, Flags, Topic, days, month_start
from zugong.samples.names import names
from zugong.samples.plan import Plan
from zugong.samples.words import ETHNICITIES, ETHNICITY_SHARES


YEAR = 365.25
EDUCATION_SHARES = (0.08, 0.36, 0.26, 0.30)


@dataclass(slots=True)
class People:
    """Columns of equal length, by person."""

    person_id: list[str]
    name: list[str]
    born_on: Days
    work_started_on: Days
    party_joined_on: Days
    education: list[str | None]
    probationary: Flags  # joined so lately that the year of probation still runs on the last day

    def table(self, plan: Plan) -> pa.Table:
        """The contract table; a few cells were never filled in."""
        generator = plan.dice(Topic.PERSONAL_CELLS).generator
        count = len(self.person_id)
        sexes = np.where(generator.random(count) < 0.62, "男", "女")
        groups = np.array(ETHNICITIES)[generator.choice(len(ETHNICITIES), count, p=ETHNICITY_SHARES)]
        started = np.where(generator.random(count) < 0.006, NO_DAY, self.work_started_on)
        return canonical.from_columns("people", {
            "person_id": self.person_id, "name": self.name, "sex": sexes, "ethnicity": groups,
            "born_on": self.born_on, "work_started_on": started, "party_joined_on": self.party_joined_on,
            "education": self.education,
        })  # fmt: skip


def build(plan: Plan, cadres: list[Cadre]) -> People:
    """Cadres as their careers say, and as many other members as the plan asks for."""
    generator = plan.dice(Topic.PEOPLE).generator
    others = plan.members - sum(cadre.party_joined_on is not None for cadre in cadres)
    born, started, joined, probationary = _lives(plan, generator, others)
    count = len(cadres) + others
    levels = np.array(tuple(EDUCATION_LEVELS))[generator.choice(4, others, p=EDUCATION_SHARES)].tolist()
    return People(
        plan.identifiers("p", count, 5),
        names(generator, count),
        np.concatenate([days([cadre.born_on for cadre in cadres]), born]),
        np.concatenate([days([cadre.work_started_on for cadre in cadres]), started]),
        np.concatenate([days([cadre.party_joined_on for cadre in cadres]), joined]),
        [*(cadre.education for cadre in cadres), *levels],
        np.concatenate([np.zeros(len(cadres), bool), probationary]),
    )


def _lives(plan: Plan, generator: np.random.Generator, count: int) -> tuple[Days, Days, Days, Flags]:
    """Days of birth, first work and joining: members from 20 to 86, joined at 18 or later."""
    as_of = np.datetime64(plan.last_day, "D")
    age = (20 + 66 * generator.beta(2, 2.3, count)) * YEAR
    joined_age = 18.1 * YEAR + generator.gamma(2.0, 5.0, count) * YEAR
    latest = age - 740  # everyone else is past the year of probation, and past the start of the year
    joined_age = np.where(joined_age < latest, joined_age, np.maximum(18.1 * YEAR, latest - 100))
    probationary = generator.random(count) < 0.025
    joined_age = np.where(probationary | (joined_age > latest), age - generator.integers(20, 350, count), joined_age)
    born = as_of - age.astype(np.int64).astype("timedelta64[D]")
    joined = born + joined_age.astype(np.int64).astype("timedelta64[D]")
    started = born + ((18.5 + 5 * generator.random(count)) * YEAR).astype(np.int64).astype("timedelta64[D]")
    started = np.where(started > as_of, NO_DAY, started)
    recent = joined > as_of - np.timedelta64(365, "D")
    return month_start(born), month_start(started), joined, recent
