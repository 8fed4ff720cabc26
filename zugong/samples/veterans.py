"""A few clerks who will retire within the next year: they began earlier and stayed longer in their first post."""

from __future__ import annotations

import numpy as np

from zugong.core.dates import add_months, full_months
from zugong.samples.cadres import Cadre
from zugong.samples.drawing import Topic
from zugong.samples.organizations import Tree
from zugong.samples.people import People


COUNT = 10
SETTLED_YEARS = 6
"""Years of work from which on a longer life changes nothing that is drawn for somebody."""
AGES = {True: 59 * 12, False: 54 * 12}
"""Months lived a year before the original age of retirement, of men and of women who hold no leading post."""


def grow_old(tree: Tree, cadres: list[Cadre], everyone: People) -> None:
    """Move the birth and the first day of work of some of them back. Nobody else is touched."""
    dice = tree.plan.dice(Topic.VETERANS)
    settled = [
        place
        for place, cadre in enumerate(cadres)
        if cadre.seat.level == "clerk"
        and len(cadre.tenures) > 1
        and cadre.work_started_on.year < tree.plan.year - SETTLED_YEARS
    ]
    for place in dice.some(settled, COUNT):
        cadre = cadres[place]
        age = AGES[bool(everyone.male[place])] + dice.between(4, 11)
        back = full_months(cadre.born_on, tree.plan.last_day) - age
        cadre.born_on = add_months(cadre.born_on, back)
        cadre.work_started_on = cadre.tenures[0].since = add_months(cadre.work_started_on, back)
        everyone.born_on[place] = np.datetime64(cadre.born_on)
        everyone.work_started_on[place] = np.datetime64(cadre.work_started_on)
