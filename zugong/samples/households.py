"""The relatives of cadres, as the appointment form asks for them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pyarrow as pa

from zugong.core.dates import add_months, full_months
from zugong.samples import canonical
from zugong.samples.cadres import Cadre
from zugong.samples.drawing import Dice, Topic
from zugong.samples.names import names
from zugong.samples.organizations import Tree
from zugong.samples.people import People
from zugong.samples.wording import post_text


Row = dict[str, Any]

RELATIONS = ("配偶", "父亲", "母亲", "儿子", "女儿")
PARENTS, CHILDREN = RELATIONS[1:3], RELATIONS[3:]
YOUNGEST_PARENT = 24
OLD = 78 * 12
"""From this age on, in months, a quarter of the parents have died."""

WORKPLACES = {
    "退休": "示例机械厂退休职工",
    "退休教师": "示例第一小学退休教师",
    "退休职工": "示例供销社退休职工",
    "务农": "示例乡务农",
    "企业职员": "示例商贸有限公司职员",
    "教师": "示例第二中学教师",
    "医生": "示例第一医院医生",
    "护士": "示例第一医院护士",
    "个体经营": "个体经营",
}
SCHOOLDAYS = ((6, "学龄前儿童"), (12, "示例第一小学学生"), (18, "示例第二中学学生"), (23, "示例大学学生"))
"""What children do who are younger than so many years."""


def build(tree: Tree, cadres: list[Cadre], everyone: People, dice: Dice) -> pa.Table:
    """One to four relatives of every second cadre; a few work in the district, a few are cadres themselves.

    Of couples who are both cadres one is made a man and the other a woman. Who draws from `dice` is fixed, so that
    what is drawn after it stays as it was; the other columns come from a stream of their own.
    """
    rows = [
        {"person_id": cadre.person_id, "relation": relation, "name": names(dice.generator, 1)[0]}
        | _occupation(cadre, cadres, relation, dice)
        for cadre in dice.some(cadres, len(cadres) // 2)
        for relation in dice.some(RELATIONS, dice.between(1, 4))
    ]
    rows.sort(key=lambda row: (row["person_id"], RELATIONS.index(row["relation"])))
    return canonical.from_rows("family_members", _Household(tree, cadres, everyone).completed(rows))


def _occupation(cadre: Cadre, cadres: list[Cadre], relation: str, dice: Dice) -> Row:
    if relation == "配偶" and dice.chance(0.06):
        other = dice.pick([row for row in cadres if row is not cadre])
        return {"relative_person_id": other.person_id, "post": other.seat.post,
                "organization_id": other.seat.organization.organization_id}  # fmt: skip
    if relation in PARENTS:
        return {"post": dice.pick(("退休", "务农", "退休教师", "退休职工"))}
    return {"post": dice.pick(("企业职员", "教师", "医生", "个体经营", "在读学生" if relation != "配偶" else "护士"))}


class _Household:
    """Completes the rows: when relatives were born, what they are, where they work."""

    def __init__(self, tree: Tree, cadres: list[Cadre], everyone: People) -> None:
        self._dice = tree.plan.dice(Topic.HOUSEHOLDS)
        self._as_of = tree.plan.last_day
        self._places = {row.organization_id: row.name for row in tree.rows}
        self._cadres = {cadre.person_id: (number, cadre) for number, cadre in enumerate(cadres)}
        self._everyone = everyone

    def completed(self, rows: list[Row]) -> list[Row]:
        """The rows with all columns; without the children of those too young to have any."""
        seen: Counter[str] = Counter()
        kept = [row for row in rows if row["relation"] not in CHILDREN or self._age(row["person_id"]) > 12 * 27]
        for row in kept:
            seen[row["person_id"]] += 1
            row["position"] = seen[row["person_id"]]
            row |= self._colleague(row) if "relative_person_id" in row else self._relative(row)
            row["name"] = self._named(row)
        return kept

    def _age(self, person_id: str) -> int:
        """In months."""
        return full_months(self._cadres[person_id][1].born_on, self._as_of)

    def _colleague(self, row: Row) -> Row:
        number, cadre = self._cadres[row["relative_person_id"]]
        self._settle_sexes(self._cadres[row["person_id"]], (number, cadre))
        return {
            "name": self._everyone.name[number],
            "born_on": cadre.born_on,
            "political_status": "中共党员" if cadre.party_joined_on else "群众",
            "unit_and_post": post_text(self._places[row["organization_id"]], row["post"]),
        }

    def _settle_sexes(self, *couple: tuple[int, Cadre]) -> None:
        """Of two men or two women the younger changes; the age at which the older retires stays as it is."""
        male, (one, other) = self._everyone.male, (place for place, _ in couple)
        if male[one] == male[other]:
            younger, _ = max(couple, key=lambda entry: entry[1].born_on)
            male[younger] = not male[younger]

    def _named(self, row: Row) -> str:
        """Fathers, and the children of men, have the surname of the cadre."""
        number = self._cadres[row["person_id"]][0]
        shared = row["relation"] == "父亲" or (row["relation"] in CHILDREN and self._everyone.male[number])
        return self._everyone.name[number][0] + row["name"][1:] if shared else str(row["name"])

    def _relative(self, row: Row) -> Row:
        born = self._born(row["relation"], self._cadres[row["person_id"]][1].born_on, self._age(row["person_id"]))
        age = full_months(born, self._as_of)
        member = age >= 12 * 20 and self._dice.chance(0.35)
        status = "中共党员" if member else "共青团员" if 12 * 14 <= age < 12 * 24 else "群众"
        return {"born_on": born, "political_status": status} | self._work(row, age)

    def _born(self, relation: str, own: date, age: int) -> date:
        if relation in PARENTS:
            return add_months(own, -self._dice.between(12 * 22, 12 * 34))
        if relation in CHILDREN:
            return add_months(own, self._dice.between(12 * YOUNGEST_PARENT, min(12 * 36, age - 12)))
        return add_months(own, self._dice.between(-48, 48))

    def _work(self, row: Row, age: int) -> Row:
        if row["relation"] in CHILDREN:
            school = next((place for years, place in SCHOOLDAYS if age < 12 * years), None)
            if school:
                return {"post": None, "unit_and_post": school}
        post = "企业职员" if row["post"] == "在读学生" else row["post"]
        late = row["relation"] in PARENTS and age > OLD and self._dice.chance(0.25)
        return {"post": post, "unit_and_post": WORKPLACES[post] + ("（已去世）" if late else "")}
