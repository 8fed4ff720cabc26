"""Rules on the size, the term and the posts of organizations, and on their democratic life meetings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tests.oracle.branch_life import Rule, at_least_full_members, meetings_inside, periods_of, share_of_expected
from tests.oracle.logic import Truth, outcome
from tests.oracle.months import months_later
from tests.oracle.view import Record, Records, Verdict, View, exists, running


def branches_today(view: View) -> Records:
    """Branches that exist on the as-of day."""
    return [row for row in view.organizations(("branch",)) if exists(row, view.as_of)]


def branch_minimum(view: View) -> Iterator[Verdict]:
    # No row at any time and an absent table read the same: nothing is known of the members.
    least = view.number("organization.branch_minimum", "members", view.as_of)
    for branch in branches_today(view):
        rows = view.of("members", "organization_id", branch["organization_id"])
        truth = at_least_full_members(rows, view.as_of, least) if rows else None
        yield Verdict("organization", branch["organization_id"], "", view.as_of, outcome(truth))


def branch_maximum(view: View) -> Iterator[Verdict]:
    # Persons, not rows; an empty status counts among all members.
    most = view.number("organization.branch_maximum", "members", view.as_of)
    for branch in branches_today(view):
        rows = view.of("members", "organization_id", branch["organization_id"])
        persons = {row["person_id"] for row in rows if running(row, view.as_of)}
        truth = len(persons) <= most if rows else None
        yield Verdict("organization", branch["organization_id"], "", view.as_of, outcome(truth))


def term_renewal(view: View) -> Iterator[Verdict]:
    for branch in branches_today(view):
        yield Verdict("organization", branch["organization_id"], "", view.as_of, outcome(_in_term(view, branch)))


def _in_term(view: View, branch: Record) -> Truth:
    # An empty setting matters only where three and five years give different answers.
    rule = "organization.term_renewal"
    if branch["term_since"] is None:
        return None
    short, long = (view.number(rule, name, view.as_of) for name in ("months", "long_months"))
    if branch["setting"] is not None:
        return _in_term_of(view, branch, long if branch["setting"] in ("village", "community") else short)
    answers = {_in_term_of(view, branch, months) for months in (short, long)}
    return answers.pop() if len(answers) == 1 else None


def _in_term_of(view: View, branch: Record, months: int) -> bool:
    extension = view.number("organization.term_renewal", "extension", view.as_of)
    extended = branch["term_extended_until"]  # empty: no extension was given
    longest = months_later(branch["term_since"], months + extension)
    within = view.as_of < months_later(branch["term_since"], months)
    return within or (extended is not None and view.as_of <= extended <= longest)


def post_quota(view: View) -> Iterator[Verdict]:
    # A tenure without a level or without an organization is no post of this organization and level.
    for quota in view.rows("post_quotas"):
        if not running(quota, view.as_of) or _known_not_to_exist(view, quota["organization_id"]):
            continue
        held = [
            row["person_id"]
            for row in view.of("tenures", "organization_id", quota["organization_id"])
            if row["level"] == quota["level"] and running(row, view.as_of)
        ]
        truth = len(set(held)) <= quota["quota"] if view.seen("tenures") else None
        subject = f"{quota['organization_id']}/{quota['level']}"
        yield Verdict("post_quota", subject, "", view.as_of, outcome(truth))


def _known_not_to_exist(view: View, organization_id: str) -> bool:
    rows = view.of("organizations", "organization_id", organization_id)
    return any(not exists(row, view.as_of) for row in rows)


def life_meeting_yearly(view: View) -> Iterator[Verdict]:
    # Any kind of organization marked `holds_life_meeting`; an empty mark selects nobody.
    kinds = tuple({row["kind"] for row in view.rows("organizations")})
    for organization, name, first, last in periods_of(view, kinds, 12):
        if organization["holds_life_meeting"] is True:
            held = view.held(organization["organization_id"], "democratic_life_meeting")
            truth = any(_year_of(view, row) == first.year for row in held) if view.seen("meetings") else None
            yield Verdict("organization", organization["organization_id"], name, last, outcome(truth))


def _year_of(view: View, meeting: Record) -> int:
    """The year a life meeting counts for: one deferred with consent into January to March goes to the year before."""
    held_on: date = meeting["held_on"]
    last_month = view.number("life_meeting.yearly", "last_month", held_on)
    deferred = meeting["deferral_consent_on"] is not None and held_on.month <= last_month
    return held_on.year - 1 if deferred else held_on.year


def life_meeting_attendance(view: View) -> Iterator[Verdict]:
    for row in meetings_inside(view, "democratic_life_meeting"):
        truth = share_of_expected(view, "life_meeting.attendance", row, "present")
        yield Verdict("meeting", row["meeting_id"], "", row["held_on"], outcome(truth))


RULES: dict[str, Rule] = {
    "organization.branch_minimum": branch_minimum,
    "organization.branch_maximum": branch_maximum,
    "organization.term_renewal": term_renewal,
    "organization.post_quota": post_quota,
    "life_meeting.yearly": life_meeting_yearly,
    "life_meeting.attendance": life_meeting_attendance,
}
