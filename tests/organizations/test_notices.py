"""The yearly notice on days off, as it is really written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zugong.organizations.notices import read_notice
from zugong.regulations.inputs import shipped_workdays


NOTICE_2025 = """一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
"""


def test_the_notice_for_2025_says_what_the_shipped_calendar_says() -> None:
    notice = read_notice(NOTICE_2025, 2025)
    assert notice.problems == []
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(365)]
    said = {day: notice.days.get(day, (day.weekday() < 5, ""))[0] for day in days}
    assert said == {day: shipped_workdays()[day] for day in days}
    assert notice.days[date(2025, 10, 11)] == (True, "国庆节、中秋节调休")
    assert notice.days[date(2025, 4, 6)] == (False, "清明节")


def test_a_holiday_may_begin_in_the_year_before() -> None:
    notice = read_notice("一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。", 2023)
    assert sorted(notice.days) == [date(2022, 12, 31), date(2023, 1, 1), date(2023, 1, 2)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("元旦：1月1日（周五）放假", "2025-01-01 是周三，写的是周五"),
        ("清明节：4月4日至6日放假，共4天。", "写着共 4 天，所列日期是 3 天"),
        ("春节：2月30日放假", "不是一天"),
        ("1月5日", "没有写明放假还是上班"),
        ("1月5日放假后1月6日上班", "没有写明放假还是上班"),
        ("国庆节：10月8日至1日放假", "在 2025-10-08 之前"),
        ("元旦：1月1日放假。1月1日上班。", "既写了放假又写了上班"),
    ],
)
def test_what_is_not_understood_is_told(line: str, said: str) -> None:
    assert said in "".join(read_notice(line, 2025).problems)


def test_words_without_days_are_passed_over() -> None:
    assert read_notice("节假日期间，各地区要妥善安排好值班工作。", 2025).problems == []
