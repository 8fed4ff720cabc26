"""Open a sealed field of a person, or take such fields of many out; both leave who, why and of whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.audit.recording import record_event
from zugong.core.errors import Invalid, NotAllowed
from zugong.people.models import FamilyMember, Person
from zugong.people.opening import FAMILY, LABELS, LAW, OPENERS, Opened, check_reason, may_open


@transaction.atomic
def open_sealed(person: Person, field: str, choice: str, words: str, *, by: Acting) -> list[Opened]:
    """The values of a sealed field, or of all relatives, after an entry that says why. Raises NotAllowed, Invalid.

    The person reads the entry with account, role and reason.
    """
    if by.user is None or not may_open(by.user, person):
        raise NotAllowed("保密字段只由管到本人的干部科人员打开；需要时请找干部科。")
    if field not in LABELS:
        raise Invalid("没有这个保密字段；请回到人员页面重新点开。")
    reason = check_reason(choice, words)
    told = {"field": LABELS[field], "reason": reason}
    record_event(by.actor, "people.sealed.opened", person, article=LAW, details=told)
    if field != FAMILY:
        return [Opened(LABELS[field], getattr(person, field) or "未填")]
    return [_relative(row) for row in person.family_members.order_by("position", "pk")]


def note_taken_out(people: Iterable[Person], fields: Collection[str], reason: str, *, by: Acting) -> None:
    """Leave an entry for sealed fields of these people that leave the system in a file; each of them can read it.

    To be called within the transaction of the export, before the file is handed out. Raises NotAllowed for people out
    of scope, Invalid for a reason that says nothing.
    """
    rows = list(people)
    reason = reason.strip()
    if not reason:
        raise Invalid(fields={"reason": "文件里有保密字段，请写明用途，本人看得到。"})
    seen = Person.objects.visible_to(by.user, OPENERS).filter(pk__in=[row.pk for row in rows]) if by.user else None
    if seen is not None and seen.count() != len({row.pk for row in rows}):
        raise NotAllowed("名单里有您不管的人，不能导出他们的保密字段；请缩小范围，或不选保密字段。")
    told = {"fields": sorted(fields), "reason": reason, "people": len(rows)}
    on = "people.sealed:"
    record_event(
        by.actor, "people.sealed.taken_out", on, article=LAW, details=told, naming=[row.record_key for row in rows]
    )


def _relative(row: FamilyMember) -> Opened:
    return Opened(row.relation, "　".join(filter(None, (row.name, row.unit_and_post or row.post))))
