"""Rules on training classes, courses and leave, worked out by hand."""

from __future__ import annotations

from typing import Any

from tests.oracle.by_hand.example import Example, example


def _class(rule: str, why: str, expected: str, *courses: Any, seen: bool = True, **cells: Any) -> Example:
    """A main class that ended in October 2025."""
    row = {"class_id": "k", "name": "k", "kind": "main", "until": "2025-10-01", **cells}
    tables = {"training_classes": [row]} | ({"training_courses": courses} if seen else {})
    return example(f"training.{rule}", why, expected, **tables)


def _course(hours: Any, leader: bool | None = None, category: str = "theory") -> Any:
    name = f"{hours}{leader}{category}"
    return {"class_id": "k", "course": name, "category": category, "hours": hours, "leader_lecture": leader}


def _leave(why: str, expected: Any, hours: Any, leave: Any, **cells: Any) -> Example:
    record = {"person_id": "p", "ended_on": "2025-06-01", "hours": hours, "leave_hours": leave, "mode": "off_post"}
    return example("training.leave_share", why, expected, training_records=[{**record, **cells}])


SPIRIT, LEADER = "party_spirit_share", "leader_lecture_share"

EXAMPLES = [
    _class(SPIRIT, "half", "pass", _course(10, category="party_spirit"), _course(10)),
    _class(SPIRIT, "a millionth under half", "fail", _course("9.999999", category="party_spirit"), _course(10)),
    _class(SPIRIT, "no courses", "unknown"),
    _class(SPIRIT, "courses without hours", "unknown", _course(0, category="party_spirit")),
    _class(SPIRIT, "no courses table", "unknown", seen=False),
    _class(SPIRIT, "any kind of class", "fail", _course(10), kind=None),
    _class(SPIRIT, "no last day: judged on the as-of day", "fail@2021-01-01", _course(10), until=None),
    _class(SPIRIT, "still to end", "fail", _course(10), until="2026-03-01"),
    _class(SPIRIT, "ended on the first day of the check", "fail", _course(10), until="2025-01-01"),
    _class(SPIRIT, "ended the day before", "", _course(10), until="2024-12-31"),
    _class(LEADER, "a fifth", "pass", _course(2, True), _course(8, False)),
    _class(LEADER, "a millionth under a fifth", "fail", _course("1.999999", True), _course("8.000001", False)),
    _class(LEADER, "one known mark makes the empty ones no", "fail", _course(8), _course(2, False)),
    _class(LEADER, "a known yes is enough", "pass", _course(2, True), _course(8)),
    _class(LEADER, "all empty", "unknown", _course(2), _course(8)),
    _class(LEADER, "no courses", "unknown"),
    _class(LEADER, "no hours", "unknown", _course(0, True)),
    _class(LEADER, "not a main class", "", _course(2, True), kind="special"),
    _class(LEADER, "kind not known", "", _course(2, True), kind=None),
    _class(LEADER, "without a last day", "", _course(2, True), until=None),
    _class(LEADER, "the day before the text", "", _course(2, True), until="2025-08-02"),
    _class(LEADER, "the day of the text", "pass@2025-08-03", _course(2, True), until="2025-08-03"),
    _leave("a seventh", {"p//2025-06-01": "pass"}, 7, 1),
    _leave("more than a seventh", "fail", 7, "1.000001"),
    _leave("with a class", {"p/k/2025-06-01": "pass"}, 7, 0, class_id="k"),
    _leave("leave from nothing", "fail", 0, "0.5"),
    _leave("not recognised, all the same", "fail", 7, 2, recognized=False),
    _leave("no leave entered", "", 7, None),
    _leave("not off post", "", 7, 2, mode="concentrated"),
    _leave("mode not known", "", 7, 2, mode=None),
    _leave("on its first day", "fail", 7, 2, ended_on="2025-01-01"),
    _leave("on its last day", "fail", 7, 2, ended_on="2025-12-31"),
    _leave("before the check", "", 7, 2, ended_on="2024-12-31"),
    _leave("after the as-of day", "", 7, 2, ended_on="2026-01-01"),
]
