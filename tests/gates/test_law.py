"""Local values lie over the shipped law from their first day, and a real judgement follows them."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from tests.gates.drafting import WORKDAYS, as_officer, draft
from tests.regulations.running import findings
from zugong.accounts.models import User
from zugong.audit.models import Entry
from zugong.gates.actions.adopt_local_value import adopt_local_value
from zugong.gates.actions.end_local_value import end_local_value
from zugong.gates.drafts import LocalValueDraft
from zugong.gates.law import law_changed, live_book, live_law, packed_law
from zugong.gates.local_law import is_local, slug
from zugong.gates.models import LocalValue


pytestmark = pytest.mark.django_db


def adopt(made: LocalValueDraft, desk: SimpleNamespace, by: User | None = None) -> LocalValue:
    return adopt_local_value(made, proposed_by=desk.officer, by=as_officer(by or desk.second))


def shown(day: date) -> str | None:
    parameter = live_law().parameters[WORKDAYS]
    value = parameter.on(day)
    return value and parameter.show(value)


def judged(held: date, until: date) -> dict[str, str]:
    case = {"case_id": "c1", "person_id": "p1", "decided_on": held, "notice_on": held, "notice_until": until}
    (finding,) = findings(
        {"appointment_cases": [case]},
        as_of=date(2025, 6, 30),
        since=date(2023, 1, 1),
        rules=["appointment.notice.length"],
        law=live_law(),
    )
    return finding


def test_without_local_values_the_law_is_that_of_the_packs() -> None:
    assert live_law() is packed_law()


def test_a_local_value_holds_from_its_day_and_hands_back(desk: SimpleNamespace) -> None:
    adopt(draft(until=date(2025, 1, 1)), desk)
    assert [
        shown(date(2023, 12, 31)),
        shown(date(2024, 1, 1)),
        shown(date(2024, 12, 31)),
        shown(date(2025, 1, 1)),
    ] == [
        "5 个工作日",
        "7 个工作日",
        "7 个工作日",
        "5 个工作日",
    ]
    assert live_law().digest != packed_law().digest


def test_a_later_value_covers_an_earlier_one(desk: SimpleNamespace) -> None:
    adopt(draft(), desk)
    adopt(draft(value="10", since=date(2025, 1, 1)), desk)
    assert [shown(date(2024, 6, 1)), shown(date(2025, 6, 1))] == ["7 个工作日", "10 个工作日"]


def test_the_same_notice_is_judged_by_the_local_value(desk: SimpleNamespace) -> None:
    """Five working days, 4 to 10 March 2025, were enough; the local document asks for seven."""
    before = judged(date(2025, 3, 3), date(2025, 3, 10))
    adopt(draft(), desk)
    after = judged(date(2025, 3, 3), date(2025, 3, 10))
    assert (before["outcome"], before["required"], before["citation"]) == (
        "pass",
        "≥ 5 个工作日",
        "appointment-regulations-2019#42",
    )
    assert (after["outcome"], after["required"], after["citation"]) == ("fail", "≥ 7 个工作日", f"{slug(draft())}#3")
    assert after["since"] == "2024-01-01"
    assert live_law().cite_label(after["citation"]).endswith("关于规范任前公示的通知》（2023年12月20日起）第3条")


def test_days_before_the_local_value_are_judged_as_before(desk: SimpleNamespace) -> None:
    """Decided on Monday 4 December 2023: five working days are enough."""
    adopt(draft(), desk)
    finding = judged(date(2023, 12, 4), date(2023, 12, 11))
    assert (finding["outcome"], finding["required"]) == ("pass", "≥ 5 个工作日")


def test_a_document_switches_on_a_rule_that_was_off(desk: SimpleNamespace) -> None:
    rule = live_book()["training.online_yearly"]
    assert [live_law().parameters[key].on(date(2025, 1, 1)) for key in rule.parameters] == [None]
    adopt(draft(parameter="training.online_yearly.hours", value="40", clause="第二部分"), desk)
    value = live_law().parameters["training.online_yearly.hours"].on(date(2025, 1, 1))
    assert value is not None
    assert is_local(value)
    assert live_law().short_label(value.cites) == "示例组发〔2023〕20号“第二部分”"


def test_two_values_of_one_document_share_its_source(desk: SimpleNamespace) -> None:
    adopt(draft(), desk)
    adopt(draft(parameter="training.online_yearly.hours", value="40", clause="第二部分"), desk)
    adopt(draft(parameter="training.member_yearly.hours", value="40", clause="第三部分"), desk)
    (source,) = [source for source in live_law().sources.values() if source.slug.startswith("local-")]
    assert sorted(source.headings.values()) == ["第三部分", "第二部分"]


def test_verification_of_the_original_is_shown(desk: SimpleNamespace) -> None:
    adopt(draft(verified_on=None), desk)
    value = live_law().parameters[WORKDAYS].on(date(2025, 1, 1))
    assert value is not None
    assert (value.confidence, live_law().unconfirmed_value(value)) == ("B", True)


def test_an_ended_value_hands_back_and_a_revoked_one_never_held(desk: SimpleNamespace) -> None:
    value = adopt(draft(), desk)
    end_local_value(value.pk, date(2024, 7, 1), proposed_by=desk.officer, by=as_officer(desk.head))
    assert [shown(date(2024, 6, 30)), shown(date(2024, 7, 1))] == ["7 个工作日", "5 个工作日"]
    end_local_value(value.pk, date(2024, 1, 1), proposed_by=desk.officer, by=as_officer(desk.head))
    assert shown(date(2024, 1, 1)) == "5 个工作日"
    assert LocalValue.objects.get().revoked
    assert live_law().cite_label(f"{slug(draft())}#3")  # findings not judged again yet still name the document


def test_adoption_and_end_are_on_record_and_tell_that_the_law_changed(desk: SimpleNamespace) -> None:
    value = adopt(draft(), desk)
    end_local_value(value.pk, date(2024, 7, 1), proposed_by=desk.officer, by=as_officer(desk.head))
    assert list(Entry.objects.filter(object=value.record_key).values_list("verb", "actor")) == [
        ("gates.local_value.adopted", desk.second.username),
        ("gates.local_value.ended", desk.head.username),
    ]
    assert law_changed({value.record_key, "people.person:1"})
    assert not law_changed({"people.person:1"})


def test_asking_for_the_law_costs_one_query(desk: SimpleNamespace, django_assert_num_queries: object) -> None:
    adopt(draft(), desk)
    with django_assert_num_queries(1):  # type: ignore[operator]
        first = live_law()
    assert live_law() is first
