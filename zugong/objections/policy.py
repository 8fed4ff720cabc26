"""Who may handle a request: somebody in scope who neither is the person nor wrote or decided what is attacked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zugong.accounts.acting import Acting
from zugong.accounts.models import User
from zugong.audit.models import Payload
from zugong.core.errors import NotAllowed
from zugong.gates.law import packed_law
from zugong.objections.models import Objection
from zugong.objections.seeing import HANDLERS


OWN_RULE = "system-request-limits#handler"
APPEAL_RULE = "civil-servant-law-2018#95"


@dataclass(frozen=True, slots=True)
class Bar:
    """Why an account may not handle a request, and the clause."""

    words: str
    cites: str

    def __str__(self) -> str:
        return f"{self.words}（{packed_law().short_label(self.cites)}）"


def must_handle(objection: Objection, by: Acting) -> User:
    """The account that acts. Raises NotAllowed for who is out of scope or barred."""
    if by.user is None or not Objection.objects.visible_to(by.user, HANDLERS).filter(pk=objection.pk).exists():
        raise NotAllowed("这件请求不在您的管辖范围内；请由本人管理单位的干部科、组织科、纪检监察或部领导办理。")
    bar = bar_of(objection, by.user)
    if bar is not None:
        raise NotAllowed(f"{bar}；请由别的承办人办理。")
    return by.user


def must_be_own(objection: Objection, by: Acting) -> None:
    """Raises NotAllowed for anybody but the person."""
    if by.user is None or objection.person.account_id != by.user.pk:
        raise NotAllowed("只有提出的本人可以这样做。")


def bar_of(objection: Objection, user: Any) -> Bar | None:
    """What keeps the account from handling it; None when nothing does."""
    if objection.person.account_id == user.pk:
        return Bar("这是您本人的请求，不能由您自己办理", OWN_RULE)
    if user.pk in {earlier.handler_id for earlier in _earlier(objection)}:
        return Bar(f"原答复由{user}办理，申诉须由另一人办理", APPEAL_RULE)
    if user.username == writer_of(objection):
        return Bar(f"所指的记载由{user}最后登记，须由另一人办理", OWN_RULE)
    return None


def writer_of(objection: Objection) -> str:
    """The account that last changed the row in question, as the record has it; empty when nobody did.

    What the person did themselves, such as acknowledging a sanction, wrote nothing that is attacked.
    """
    changes = Payload.objects.filter(key=objection.about).order_by("-entry_id")
    own = objection.person.account.username if objection.person.account else ""
    return changes.exclude(entry__actor=own).values_list("entry__actor", flat=True).first() or ""


def _earlier(objection: Objection) -> Iterator[Objection]:
    """The requests whose decisions led to this one, the latest first."""
    previous = objection.previous
    while previous is not None:
        yield previous
        previous = previous.previous
