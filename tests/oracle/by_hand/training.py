"""Rules on the training of persons, worked out by hand."""

from __future__ import annotations

from typing import Any

from tests.oracle.by_hand.example import Example, example, member, tenure


def _record(hours: Any, ended_on: str = "2025-06-01", **cells: Any) -> Any:
    return {"person_id": "p", "class_id": f"{hours}", "hours": hours, "ended_on": ended_on, **cells}


def _five(why: str, expected: str, posts: Any, *records: Any, on: str = "2025-12-31") -> Example:
    rule = "training.county_level_five_years"
    return example(rule, why, expected, on=on, tenures=posts, training_records=records)


def _section(why: str, expected: Any, posts: Any, *records: Any, **days: str) -> Example:
    return example("training.section_level_yearly", why, expected, tenures=posts, training_records=records, **days)


def _member(why: str, expected: Any, members: Any, *records: Any, **days: str) -> Example:
    return example("training.member_yearly", why, expected, members=members, training_records=records, **days)


def _secretary(why: str, expected: str, *records: Any, members: Any = None) -> Example:
    members = members or [member("p", branch_post="secretary")]
    return example("training.secretary_yearly", why, expected, members=members, training_records=records)


COUNTY = [tenure("county_deputy", "2015-01-01")]
SECTION = [tenure("section_deputy", "2025-01-01")]
MEMBER = [member("p")]
CUT = member("p", until="2025-07-01")

EXAMPLES = [
    _five("550 hours", "pass", COUNTY, _record(550)),
    _five("a millionth short", "fail", COUNTY, _record("549.999999")),
    _five("a millionth added by another", "pass", COUNTY, _record("549.999999"), _record("0.000001")),
    _five("90 days with an empty cell beside them", "pass", COUNTY, _record(1, days=90), _record(2)),
    _five("89.5 days", "fail", COUNTY, _record(1, days="89.5")),
    _five("ended today", "pass", COUNTY, _record(550, "2025-12-31")),
    _five("ends tomorrow", "fail", COUNTY, _record(550, "2026-01-01")),
    _five("sixty months ago today", "fail", COUNTY, _record(550, "2020-12-31")),
    _five("a day less than sixty months ago", "pass", COUNTY, _record(550, "2021-01-01")),
    _five("a leap day, last day in the window", "pass", COUNTY, _record(550, "2020-02-29"), on="2025-02-27"),
    _five("a leap day, out of the window", "fail", COUNTY, _record(550, "2020-02-29"), on="2025-02-28"),
    _five("not recognised", "fail", COUNTY, _record(550, recognized=False)),
    _five("twelve months in post today", "fail", [tenure("county_deputy", "2024-12-31")]),
    _five("a day short of twelve months", "not_applicable", [tenure("county_deputy", "2025-01-01")]),
    _five(
        "two posts that touch",
        "fail",
        [tenure("county_deputy", "2024-06-01", "2025-06-01"), tenure("county_principal", "2025-06-01")],
    ),
    _five(
        "two posts a day apart",
        "not_applicable",
        [tenure("county_deputy", "2024-06-01", "2025-05-31"), tenure("county_principal", "2025-06-01")],
    ),
    _five(
        "a lower post before", "not_applicable", [tenure("county_deputy", "2025-06-01"), tenure("clerk", "2000-01-01")]
    ),
    _five("in post since today", "not_applicable", [tenure("county_deputy", "2025-12-31")]),
    _five("left today", "", [tenure("county_deputy", "2015-01-01", "2025-12-31")]),
    _five("before the text", "", COUNTY, on="2023-09-18"),
    _five("first day of the text", "fail@2023-09-19", COUNTY, on="2023-09-19"),
    example("training.county_level_five_years", "no records table", "unknown", tenures=COUNTY),
    example(
        "training.county_level_five_years",
        "no records table, but too short in post",
        "not_applicable",
        tenures=[tenure("county_deputy", "2025-06-01")],
    ),
    example("training.county_level_five_years", "no tenures, no subjects", "", training_records=[_record(550)]),
    example("training.section_level_yearly", "no records table", "unknown", tenures=SECTION),
    _section("90 hours", {"p 2025": "pass"}, SECTION, _record(90)),
    _section("12 days", "pass", SECTION, _record(1, days=12)),
    _section("neither", "fail", SECTION, _record("89.999999", days="11.999999")),
    _section(
        "hours of the next year", "fail", SECTION, _record(90, "2026-01-01"), on="2026-01-01", since="2025-01-01"
    ),
    _section("in post from the second day", "", [tenure("section_deputy", "2025-01-02")]),
    _section("left on the last day", "", [tenure("section_deputy", "2020-01-01", "2025-12-31")]),
    _section("left the day after", "fail", [tenure("section_deputy", "2020-01-01", "2026-01-01")]),
    _section("a county post for one day", "", [*SECTION, tenure("county_deputy", "2025-03-01", "2025-03-02")]),
    _section("a county post for no day", "fail", [*SECTION, tenure("county_deputy", "2025-03-01", "2025-03-01")]),
    _section("a lower post beside it", "fail", [*SECTION, tenure("clerk", "2025-03-01")]),
    _section(
        "deputy, then principal",
        "fail",
        [tenure("section_deputy", "2020-01-01", "2025-05-01"), tenure("section_principal", "2025-05-01")],
    ),
    _section(
        "the year of the text",
        {"p 2023": "fail@2023-09-19"},
        [tenure("section_deputy", "2020-01-01")],
        on="2023-12-31",
        since="2022-01-01",
    ),
    _member("32 hours", {"p 2025": "pass"}, MEMBER, _record(32)),
    _member("from the first to the last day", "pass", MEMBER, _record(16, "2025-01-01"), _record(17, "2025-12-31")),
    _member("31.5 hours", "fail", MEMBER, _record("31.5")),
    _member("recognised by default, not when refused", "fail", MEMBER, _record(31), _record(1, recognized=False)),
    _member("moved without a gap", "fail", [CUT, member("p", organization_id="B", since="2025-07-01")]),
    _member("a day between", "", [CUT, member("p", organization_id="B", since="2025-07-02")]),
    _member("on probation", "pass", [member("p", status="probationary")], _record(32)),
    _member("joined on the second day", "", [member("p", since="2025-01-02")]),
    _member("the year of the text", {"p 2019": "fail@2019-05-06"}, MEMBER, on="2019-12-31", since="2018-01-01"),
    example("training.member_yearly", "no records table", "unknown", members=MEMBER),
    _secretary("56 hours, off post", "pass", _record(56, mode="off_post")),
    _secretary("56 hours, one concentrated", "pass", _record(55), _record(1, mode="concentrated")),
    _secretary("online only", "fail", _record(56, mode="online")),
    _secretary("no mode known", "unknown", _record(56)),
    _secretary("too few hours decide", "fail", _record(55)),
    _secretary("no record", "fail"),
    _secretary(
        "the concentrated one not recognised",
        "fail",
        _record(56, mode="base"),
        _record(1, mode="concentrated", recognized=False),
    ),
    _secretary(
        "deputy for half the year",
        "",
        members=[
            member("p", branch_post="secretary", until="2025-07-01"),
            member("p", branch_post="deputy_secretary", since="2025-07-01"),
        ],
    ),
    _secretary(
        "secretary of two branches in turn",
        "fail",
        members=[
            member("p", branch_post="secretary", until="2025-07-01"),
            member("p", branch_post="secretary", since="2025-07-01", organization_id="B"),
        ],
    ),
]
