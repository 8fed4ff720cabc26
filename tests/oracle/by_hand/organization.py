"""Rules on organizations on the as-of day, worked out by hand."""

from __future__ import annotations

from typing import Any

from tests.oracle.by_hand.example import Example, example, full, member, organization, tenure


def _size(rule: str, why: str, expected: str, members: Any, on: str = "2025-12-31", **cells: Any) -> Example:
    tables = {"organizations": [organization(**cells)]} | ({} if members is None else {"members": members})
    return example(f"organization.branch_{rule}", why, expected, on=on, **tables)


def _term(why: str, expected: str, on: str, since: str | None, until: str | None = None, **cells: Any) -> Example:
    row = organization(**{"setting": "agency", "term_since": since, "term_extended_until": until, **cells})
    return example("organization.term_renewal", why, expected, on=on, organizations=[row])


def _quota(why: str, expected: str, held: Any, *, on: str = "2025-12-31", unit: Any = None, **cells: Any) -> Example:
    quota = {"organization_id": "U", "level": "section_deputy", "quota": 1, **cells}
    tables: dict[str, Any] = {"post_quotas": [quota]}
    if held is not None:
        tables["tenures"] = held
    if unit is not None:
        tables["organizations"] = [organization("unit", "U", **unit)]
    return example("organization.post_quota", why, expected, on=on, **tables)


def _in(person: str, level: str | None = "section_deputy", since: str = "2020-01-01", until: str | None = None) -> Any:
    return tenure(level, since, until, person_id=person, organization_id="U")


TODAY = "2025-12-31"

EXAMPLES = [
    _size("minimum", "three", "pass", full(3)),
    _size("minimum", "two", "fail", full(2)),
    _size("minimum", "the third of no status", "unknown", [*full(2), member("q", status=None)]),
    _size("minimum", "the third on probation", "fail", [*full(2), member("q", status="probationary")]),
    _size("minimum", "the third comes today", "pass", [*full(2), member("q", since=TODAY)]),
    _size("minimum", "the third leaves today", "fail", [*full(2), member("q", until=TODAY)]),
    _size("minimum", "everybody left long ago", "fail", full(3, until="2020-01-01")),
    _size("minimum", "no row at any time", "unknown", []),
    _size("minimum", "no table", "unknown", None),
    _size(
        "minimum",
        "one person in two rows of two states",
        "fail",
        [*full(2), member("p2", since="2020-01-01", status=None)],
    ),
    _size("minimum", "dissolved today", "", full(3), dissolved_on=TODAY),
    _size("minimum", "founded today", "pass", full(3), founded_on=TODAY),
    _size("minimum", "before the text", "", full(3), on="2018-10-27"),
    _size("minimum", "the first day of the text", "pass@2018-10-28", full(3), on="2018-10-28"),
    _size("maximum", "fifty", "pass", full(50)),
    _size("maximum", "fifty-one", "fail", full(51)),
    _size("maximum", "an empty status counts", "fail", [*full(50), member("q", status=None)]),
    _size("maximum", "fifty persons in fifty-one rows", "pass", [*full(50), member("p1", since="2020-01-01")]),
    _size("maximum", "no row at any time", "unknown", []),
    _term("the last day of three years", "pass", "2025-12-30", "2022-12-31"),
    _term("three years are over", "fail", "2025-12-31", "2022-12-31"),
    _term("from a leap day, the last day", "pass", "2023-02-27", "2020-02-29"),
    _term("from a leap day, over", "fail", "2023-02-28", "2020-02-29"),
    _term("five years for a village", "pass", "2025-12-30", "2020-12-31", setting="village"),
    _term("five years for a community are over", "fail", "2025-12-31", "2020-12-31", setting="community"),
    _term("extended by a whole year", "pass", "2026-12-31", "2022-12-31", "2026-12-31"),
    _term("extended by a day too many", "fail", "2026-06-30", "2022-12-31", "2027-01-01"),
    _term("the extension is over", "fail", "2026-07-01", "2022-12-31", "2026-06-30"),
    _term("too long an extension does no harm in term", "pass", "2025-01-01", "2022-12-31", "2029-01-01"),
    _term("extended village", "pass", "2026-12-31", "2020-12-31", "2026-12-31", setting="village"),
    _term("no start", "unknown", "2025-12-31", None, "2026-12-31"),
    _term("no setting, four years in", "unknown", "2025-12-31", "2021-12-31", setting=None),
    _term("no setting, in term either way", "pass", "2025-12-31", "2023-12-31", setting=None),
    _term("no setting, over either way", "fail", "2025-12-31", "2019-12-31", setting=None),
    _term(
        "no setting, extended by three-year measure", "pass", "2025-06-30", "2021-12-31", "2025-06-30", setting=None
    ),
    _quota("as many as allowed", "pass", [_in("p")]),
    _quota("one too many", "fail", [_in("p"), _in("q")]),
    _quota("one person in two posts", "pass", [_in("p"), {**_in("p"), "post": "书记"}]),
    _quota("another level", "pass", [_in("p"), _in("q", "section_principal")]),
    _quota("a tenure without a level", "pass", [_in("p"), _in("q", None)]),
    _quota("one who leaves today", "pass", [_in("p"), _in("q", until=TODAY)]),
    _quota("one who comes today", "fail", [_in("p"), _in("q", since=TODAY)]),
    _quota("one who came and went in a day", "pass", [_in("p"), _in("q", since=TODAY, until=TODAY)]),
    _quota("no tenures table", "unknown", None),
    _quota("the quota ends today", "", [], until=TODAY),
    _quota("the quota begins today", "pass", [], since=TODAY),
    _quota("the quota begins and ends today", "", [], since=TODAY, until=TODAY),
    _quota("the unit is gone", "", [], unit={"dissolved_on": TODAY}),
    _quota("the unit exists", "pass", [], unit={}),
    _quota("before the text", "", [], on="2014-01-13"),
    _quota("the text of 2014 is the only one", "pass@2014-01-14", []),
]
