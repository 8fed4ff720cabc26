"""Working days: the department's own, the shipped ones, and none where nobody has said."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import PROGRAM, make_organization
from tests.organizations.acting import officer
from tests.organizations.test_notices import NOTICE_2025
from zugong.accounts.enums import Role
from zugong.audit.models import Entry
from zugong.core.errors import Invalid, NotAllowed
from zugong.organizations.actions.clear_workday import clear_workday
from zugong.organizations.actions.publish_year import publish_year
from zugong.organizations.actions.set_workday import set_workday
from zugong.organizations.calendar import (
    DaysUnknown,
    add_workdays,
    calendar_days,
    is_loaded,
    is_workday,
    workdays_between,
)
from zugong.organizations.models import Workday
from zugong.regulations.inputs import shipped_workdays


pytestmark = pytest.mark.django_db

FAR = max(shipped_workdays()).year + 1
"""The first year that nobody has loaded."""


def test_the_shipped_calendar_knows_holidays_and_days_worked_in_exchange() -> None:
    assert not is_workday(date(2025, 10, 1))
    assert is_workday(date(2025, 10, 11))


def test_an_own_day_wins_until_it_is_taken_back() -> None:
    day = date(2025, 10, 13)
    set_workday(day, is_workday=False, note="区运动会", by=PROGRAM)
    assert not is_workday(day)
    assert (calendar_days(day, day)[0].note, calendar_days(day, day)[0].own) == ("区运动会", True)
    clear_workday(day, by=PROGRAM)
    assert is_workday(day)


def test_five_working_days_skip_the_weekend_and_the_holiday() -> None:
    assert add_workdays(date(2025, 11, 3), 5) == date(2025, 11, 10)
    assert add_workdays(date(2025, 9, 29), 5) == date(2025, 10, 13)
    assert workdays_between(date(2025, 9, 29), date(2025, 10, 13)) == 5
    assert workdays_between(date(2025, 11, 3), date(2025, 11, 3)) == 0


def test_a_year_nobody_loaded_is_unknown_and_says_what_to_do() -> None:
    for ask in (
        lambda: is_workday(date(FAR, 3, 1)),
        lambda: add_workdays(date(FAR - 1, 12, 30), 5),
        lambda: workdays_between(date(FAR - 1, 12, 30), date(FAR, 1, 5)),
    ):
        with pytest.raises(DaysUnknown, match=f"{FAR} 年的工作日历还没有载入"):
            ask()


def test_a_count_that_ends_before_the_unknown_year_is_known() -> None:
    worked = [day for day, work in shipped_workdays().items() if work]
    assert add_workdays(worked[-2], 1) == worked[-1]


def test_one_own_day_does_not_load_its_year() -> None:
    set_workday(date(FAR, 1, 4), is_workday=True, by=PROGRAM)
    assert is_workday(date(FAR, 1, 4))
    assert not is_loaded(FAR)
    with pytest.raises(DaysUnknown):
        is_workday(date(FAR, 1, 5))


def test_a_published_notice_loads_every_day_in_one_entry() -> None:
    root = make_organization()
    first = publish_year(2025, NOTICE_2025, document="示例〔2024〕1号", by=officer(root))
    assert first == Workday.objects.filter(date__year=2025).count() == 365
    assert Entry.objects.filter(verb="organizations.calendar.published").count() == 1
    publish_year(FAR, "元旦：1月1日放假。", document="示例〔2025〕1号", by=officer(root))
    assert is_loaded(FAR)
    assert not is_workday(date(FAR, 1, 1))


def test_publishing_again_writes_only_what_differs() -> None:
    publish_year(2025, NOTICE_2025, document="", by=PROGRAM)
    publish_year(2025, NOTICE_2025, document="", by=PROGRAM)
    assert Entry.objects.filter(verb="organizations.calendar.published").count() == 1


def test_a_notice_that_is_not_understood_publishes_nothing() -> None:
    with pytest.raises(Invalid) as told:
        publish_year(2025, "元旦：1月1日（周五）放假", document="", by=PROGRAM)
    assert set(told.value.fields) == {"notice"}
    assert not Workday.objects.exists()


def test_the_calendar_is_kept_by_the_organization_section_at_the_top() -> None:
    root = make_organization()
    child = make_organization(parent=root)
    day = date(2025, 1, 2)
    for nobody in (officer(child), officer(root, Role.CADRE_OFFICER), officer(root, Role.DEPARTMENT_HEAD)):
        with pytest.raises(NotAllowed):
            set_workday(day, is_workday=False, by=nobody)
        with pytest.raises(NotAllowed):
            clear_workday(day, by=nobody)
        with pytest.raises(NotAllowed):
            publish_year(2025, NOTICE_2025, document="", by=nobody)
    set_workday(day, is_workday=False, by=officer(root))
