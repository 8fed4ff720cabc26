"""The drawn career: bars in the order of time, lanes for posts held at once, the day at its place."""

from __future__ import annotations

from datetime import date

from zugong.people.models import AnnualAssessment, Sanction, Tenure
from zugong.www.people.timeline import LANE, TOP, WIDTH, timeline


DAY = date(2026, 6, 1)


def tenure(post, since, until=None, level="clerk"):
    return Tenure(pk=since.year, post=post, since=since, until=until, level=level)


def test_without_posts_there_is_nothing_to_draw():
    assert timeline([], [], [], DAY) is None
    assert timeline([tenure("以后的职务", date(2027, 1, 1))], [], [], DAY) is None


def test_posts_one_after_another_share_a_lane_and_posts_at_once_do_not():
    rows = [
        tenure("科员", date(2010, 1, 1), date(2015, 1, 1)),
        tenure("副局长", date(2015, 1, 1), None, "section_deputy"),
        tenure("挂职副镇长", date(2018, 1, 1), date(2020, 1, 1), "section_deputy"),
    ]
    drawn = timeline(rows, [], [], DAY)
    assert drawn is not None
    assert [(bar.whole, (bar.y - TOP) // LANE) for bar in drawn.bars] == [
        ("科员", 0),
        ("副局长", 0),
        ("挂职副镇长", 1),
    ]
    assert [bar.x for bar in drawn.bars] == sorted(bar.x for bar in drawn.bars)
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in drawn.bars)
    assert drawn.bars[1].x + drawn.bars[1].width <= drawn.today_x


def test_grades_and_influences_stand_where_they_belong():
    rows = [tenure("科员", date(2020, 1, 1))]
    grades = [AnnualAssessment(year=2024, grade="excellent"), AnnualAssessment(year=2025, grade="incompetent")]
    sanction = Sanction(kind="party_warning", decided_on=date(2026, 3, 18))
    drawn = timeline(rows, grades, [(sanction, date(2027, 3, 17)), (sanction, None)], DAY)
    assert drawn is not None
    assert [(dot.word, dot.filled, dot.good) for dot in drawn.dots] == [("优", True, True), ("不", False, False)]
    known, open_end = drawn.influences
    assert known.text == "党内警告　至 2027-03-17"
    assert known.x < drawn.today_x < known.x + known.width <= WIDTH
    assert open_end.x + open_end.width == drawn.today_x
