"""On every day the law says what the last local value of that day says, and the shipped law on all others."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.gates.drafting import NOTICE, WORKDAYS, draft
from tests.regulations.running import shipped_law
from zugong.gates.drafts import LocalValueDraft
from zugong.gates.local_law import laid_over


FIRST, LAST = NOTICE.issued_on, date(2024, 3, 1)
DAYS = st.dates(FIRST, LAST)


@st.composite
def spans(draw: st.DrawFn) -> LocalValueDraft:
    """A value from a day on, until a later day, for ever, or (revoked) never."""
    since = draw(DAYS)
    until = draw(st.none() | st.dates(since, LAST + timedelta(days=9)))
    return draft(value=str(draw(st.integers(5, 30))), since=since, until=until)


@given(st.lists(spans(), max_size=6))
def test_the_last_one_of_the_day_holds(drafts: list[LocalValueDraft]) -> None:
    parameter = laid_over(shipped_law(), list(enumerate(drafts, start=1))).parameters[WORKDAYS]
    for number in range((LAST - FIRST).days + 12):
        day = FIRST + timedelta(days=number)
        covering = [one for one in drafts if one.since <= day and (one.until is None or day < one.until)]
        value = parameter.on(day)
        assert value is not None
        assert value.value == (int(covering[-1].value) if covering else 5), day
        assert (value.pack == "本地值") == bool(covering)
