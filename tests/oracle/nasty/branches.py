"""Organizations and their members."""

from __future__ import annotations

from datetime import date

from tests.oracle.months import months_later
from tests.oracle.nasty.dice import TURNING_DAYS, Dice, Row, row
from zugong.regulations.tables.schema import SETTINGS


KINDS = ("branch",) * 6 + ("branch_group", "committee") * 2 + ("leading_group", "general_branch", "unit")
NAMES = {"branch": "支部", "branch_group": "小组", "committee": "委", "unit": "O'单位"}


def organizations(dice: Dice, scale: int) -> list[Row]:
    """At least one of each kind the rules name; groups mostly below a branch."""
    kinds = ["branch", "branch", "branch", "branch_group", "committee", "leading_group", "unit"]
    kinds += [dice.pick(KINDS) for _ in range(dice.number(1, 4 * scale))]
    rows: list[Row] = []
    for number, kind in enumerate(kinds, start=1):
        rows.append(_organization(dice, f"{NAMES.get(kind, kind)}{number}", kind, rows))
    return rows


def _organization(dice: Dice, identity: str, kind: str, before: list[Row]) -> Row:
    founded, dissolved = _life(dice)
    term_since, extended = _term(dice)
    parents = [other["organization_id"] for other in before if kind != "branch_group" or other["kind"] == "branch"]
    return row(
        "organizations",
        organization_id=identity,
        name=dice.pick(("东街", "西 街", identity)),
        parent_id=dice.maybe(dice.pick(parents), 0.15) if parents else None,
        kind=kind,
        setting=dice.maybe(dice.pick(("village", "community", *SETTINGS)), 0.3),
        publicity_line=dice.flag(),
        founded_on=founded,
        dissolved_on=dissolved,
        has_committee=dice.flag(true=0.7, missing=0.55),
        committee_size=dice.maybe(dice.number(0, 7)),
        holds_life_meeting=dice.flag(true=0.7),
        term_since=term_since,
        term_extended_until=extended,
    )


def in_order(since: date | None, until: date | None) -> tuple[date | None, date | None]:
    """The two ends, swapped where the end lies before the start."""
    return (until, since) if since and until and until < since else (since, until)


def _edge(dice: Dice) -> date:
    """The first or last day of a period inside the check, the as-of day, or a turning day, or beside one of them."""
    month = dice.between(dice.since, dice.as_of).replace(day=1)
    year = month.replace(month=1)
    return dice.near(dice.pick((month, year, months_later(month, 1), dice.as_of, dice.as_of, dice.pick(TURNING_DAYS))))


def _life(dice: Dice) -> tuple[date | None, date | None]:
    founded = _edge(dice) if dice.chance(0.25) else dice.maybe(date(1990, 1, 31), 0.5)
    if dice.chance(0.8):
        return founded, None
    dissolved = founded if founded and dice.chance(0.15) else _edge(dice)
    return in_order(founded, dissolved)


def _term(dice: Dice) -> tuple[date | None, date | None]:
    months = dice.pick((12, 36, 36, 40, 48, 60, 60, 66, 72, 80))
    since = dice.maybe(dice.back(dice.as_of, months))
    ends = [dice.near(dice.as_of), months_later(dice.as_of, 3)]
    if since:
        ends += [dice.near(months_later(since, 48)), dice.near(months_later(since, 72))]
    return since, dice.maybe(dice.pick(ends), 0.4)


def members(dice: Dice, branches: list[Row], people: list[str], crowd: list[str]) -> list[Row]:
    """Rows around the sizes that matter (3, 7, 50), moves between branches, and secretaries of whole years."""
    rows: list[Row] = []
    for branch in branches:
        if branch["kind"] not in ("branch", "branch_group") or dice.chance(0.1):
            continue
        crowded = bool(crowd) and branch["kind"] == "branch" and dice.chance(0.6)
        size = dice.pick((0, 2, 3, 3, 4, 7, 7, 8))
        chosen = crowd if crowded else dice.random.sample(people, min(size, len(people)))
        blank = dice.pick((0.0, 0.0, 0.05, 0.4))
        for person_id in chosen:
            rows += _membership(dice, branch["organization_id"], person_id, blank, steady=crowded)
    return rows


def _membership(dice: Dice, branch: str, person: str, blank: float, *, steady: bool) -> list[Row]:
    whole = steady or dice.chance(0.6)
    since = dice.maybe(date(2000, 1, 1), 0.4) if whole else dice.maybe(_edge(dice))
    until = None if whole else dice.maybe(_edge(dice), 0.6)
    since, until = in_order(since, until)
    post = dice.pick(("secretary", "secretary", "secretary", "deputy_secretary", "member", None))

    def entry(start: date | None, end: date | None) -> Row:
        values = {"person_id": person, "organization_id": branch, "since": start, "until": end, "branch_post": post}
        return row("members", **values, status=dice.maybe(dice.pick(("full",) * 8 + ("probationary",)), blank))

    if not dice.chance(0.3):
        return [entry(since, until)]
    # Cut in two that touch, overlap or leave one day between them.
    cut = dice.between(since or dice.since, until or dice.as_of)
    second = dice.near(cut)
    later = [] if until and second > until else [entry(second, until)]
    return [entry(since, cut if since is None or cut >= since else since), *later]
