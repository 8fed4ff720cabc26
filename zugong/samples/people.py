"""Everyone in the sample: cadres first, then the other Party members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from zugong.regulations.tables.schema import EDUCATION_LEVELS
from zugong.samples import canonical, citizens
from zugong.samples.cadres import Cadre
from zugong.samples.drawing import NO_DAY, Days, Dice, Flags, Topic, days, month_start
from zugong.samples.names import names
from zugong.samples.plan import Plan
from zugong.samples.register_words import (
    HEALTH,
    HEALTH_SHARES,
    PARTIES,
    PLACE_SHARES,
    PLACES,
    SPECIALTIES,
    TITLES,
)
from zugong.samples.words import ETHNICITIES, ETHNICITY_SHARES


YEAR = 365.25
EDUCATION_SHARES = (0.08, 0.36, 0.26, 0.30)


@dataclass(slots=True)
class People:
    """Columns of equal length, by person."""

    person_id: list[str]
    name: list[str]
    male: Flags
    ethnicity: npt.NDArray[np.str_]
    born_on: Days
    work_started_on: Days
    party_joined_on: Days
    education: list[str | None]
    probationary: Flags  # joined so lately that the year of probation still runs on the last day
    unfilled: Flags  # nobody wrote down when their work began

    def table(self, plan: Plan, cadres: list[Cadre]) -> pa.Table:
        """The contract table; a few cells were never filled in. What forms ask for is known of cadres only."""
        dice = plan.dice(Topic.CITIZENS)
        count = len(self.person_id)
        places = np.array(PLACES)[dice.generator.choice(len(PLACES), count, p=PLACE_SHARES)]
        numbers = citizens.id_numbers(dice.generator, plan.number, self.born_on, self.male)
        return canonical.from_columns("people", {
            "person_id": self.person_id, "name": self.name, "sex": np.where(self.male, "男", "女"),
            "ethnicity": self.ethnicity, "born_on": self.born_on,
            "work_started_on": np.where(self.unfilled, NO_DAY, self.work_started_on),
            "party_joined_on": self.party_joined_on, "education": self.education, "id_number": numbers,
            "native_place": places, **_personal(dice, cadres, count, places),
        })  # fmt: skip


def _personal(dice: Dice, cadres: list[Cadre], count: int, places: npt.NDArray[np.str_]) -> dict[str, list[Any]]:
    """Birthplace, health and the like of cadres; nine in ten were born where their family comes from."""
    rows: list[dict[str, str | None]] = [
        {
            "birthplace": str(place) if dice.chance(0.9) else dice.pick(PLACES),
            "health": dice.pick_weighted(HEALTH, HEALTH_SHARES),
            "technical_title": dice.pick(TITLES[cadre.home.style or "bureau"]) if dice.chance(0.25) else None,
            "specialty": dice.pick(SPECIALTIES) if dice.chance(0.5) else None,
            "parties": dice.pick(PARTIES) if cadre.party_joined_on is None and dice.chance(0.4) else None,
            "organization_id": cadre.seat.organization.organization_id,
        }
        for cadre, place in zip(cadres, places, strict=False)
    ]
    others = [None] * (count - len(cadres))
    return {name: [*(row[name] for row in rows), *others] for name in rows[0]}


def build(plan: Plan, cadres: list[Cadre]) -> People:
    """Cadres as their careers say, and as many other members as the plan asks for."""
    generator = plan.dice(Topic.PEOPLE).generator
    others = plan.members - sum(cadre.party_joined_on is not None for cadre in cadres)
    born, started, joined, probationary = _lives(plan, generator, others)
    count = len(cadres) + others
    levels = np.array(tuple(EDUCATION_LEVELS))[generator.choice(4, others, p=EDUCATION_SHARES)].tolist()
    own = plan.dice(Topic.PERSONAL_CELLS).generator
    return People(
        person_id=plan.identifiers("p", count, 5),
        name=names(generator, count),
        male=own.random(count) < 0.62,
        ethnicity=np.array(ETHNICITIES)[own.choice(len(ETHNICITIES), count, p=ETHNICITY_SHARES)],
        born_on=np.concatenate([days([cadre.born_on for cadre in cadres]), born]),
        work_started_on=np.concatenate([days([cadre.work_started_on for cadre in cadres]), started]),
        party_joined_on=np.concatenate([days([cadre.party_joined_on for cadre in cadres]), joined]),
        education=[*(cadre.education for cadre in cadres), *levels],
        probationary=np.concatenate([np.zeros(len(cadres), bool), probationary]),
        unfilled=own.random(count) < 0.006,
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
