"""清除资料: decided by two persons once nothing asks for the person to be kept any longer."""

from __future__ import annotations

from datetime import date
from typing import Any

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.approvals.matters import Content, Line, Matter, Shown, register_matter
from zugong.approvals.models import Approval
from zugong.audit.actors import Actor
from zugong.core.clock import today
from zugong.core.dates import add_months
from zugong.gates.law import live_law
from zugong.objections.models import OPEN, Objection
from zugong.people.actions.erase_person import erase_person
from zugong.people.erasing import holds_on, register_hold
from zugong.people.models import Person


VERB = "people.person.erased"
PROPOSERS = frozenset({Role.CADRE_OFFICER})
DECIDERS = frozenset({Role.DEPARTMENT_HEAD})
ARTICLE = "personal-information-law-2021#47"
RETAINED = "objections.erasure.retained_years"


def register() -> None:
    """Called once the apps are ready."""
    register_matter(Matter(VERB, "清除人员资料", "人", DECIDERS, _show, _rests_on, _carry_out))
    for hold in (has_open_request, has_account, is_retained):
        register_hold(hold)


def has_open_request(person: Person, day: date) -> str:
    """A request nobody has answered yet."""
    many = Objection.objects.filter(person=person, status__in=OPEN).count()
    return f"有 {many} 件本人请求还没有办结" if many else ""


def has_account(person: Person, day: date) -> str:
    """An account that still opens."""
    return "本人账号还在使用，请先由系统管理员停用" if person.account is not None and person.account.is_active else ""


def is_retained(person: Person, day: date) -> str:
    """A post or membership that runs, or ended less long ago than people are kept; unknown days count as running."""
    spells = [*person.tenures.values_list("until", flat=True), *person.members.values_list("until", flat=True)]
    if not spells:
        return "没有登记任职和组织关系的起止，算不出保存期限"
    ended = [until for until in spells if until is not None and until <= day]
    if len(ended) < len(spells):
        return "还在任职或组织关系还没有转出"
    parameter = live_law().parameters[RETAINED]
    value = parameter.on(day)
    if value is None:
        return "没有规定保存年限"
    until = add_months(max(ended), 12 * int(str(value.value)))
    return f"保存期限到 {until}（{live_law().short_label(value.cites)}）" if until > day else ""


def _rests_on(content: Content) -> Any:
    """The state of the person: whoever decides must see what was proposed."""
    return Person.objects.filter(pk=content["number"]).values_list("version", flat=True).first()


def _show(content: Content) -> Shown:
    """By number only: what is kept of a proposal outlives the person's data."""
    person = Person.objects.filter(pk=content["number"]).first()
    lines = [
        Line("编号", "", content["code"]),
        Line("清除", "", "姓名、基本资料、履历、家庭、考核、处分、培训、照片、任免表、请求，以及留痕里的内容"),
        Line("保留", "", "编号；留痕的摘要，供核验"),
    ]
    holds = holds_on(person, today()) if person is not None else []
    return Shown(
        lines, [*(f"现在还不能清除：{why}。" for why in holds), "清除后不能恢复；已有的备份按备份的保存期限到期删除。"]
    )


def _carry_out(approval: Approval, by: Acting) -> None:
    person = Person.objects.get(pk=approval.proposed["number"])
    second = Actor(approval.proposed_by.username, approval.proposed_role)
    erase_person(person, second=second, reason=approval.reason, article=ARTICLE, by=by)
