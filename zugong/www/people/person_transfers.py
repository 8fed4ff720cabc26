"""转接: sending somebody, and what the other side answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zugong.accounts.enums import Role
from zugong.core.errors import Invalid
from zugong.people.actions.accept_transfer import accept_transfer
from zugong.people.actions.return_transfer import return_transfer
from zugong.people.actions.send_transfer import origin_of, send_transfer
from zugong.people.actions.withdraw_transfer import withdraw_transfer
from zugong.people.models import Person, Transfer, TransferKind, TransferStatus
from zugong.people.policy import SENDERS, TRANSFERRERS, may_receive, may_send
from zugong.www.access import acting, page
from zugong.www.forms import tell
from zugong.www.once import once
from zugong.www.organizations.answering import Page, answer, posted
from zugong.www.paging import paginate
from zugong.www.people.person_facts import TEMPLATE, back_to
from zugong.www.people.person_forms import AcceptForm, SendForm


MOST_WAITING = 200
LIST = TRANSFERRERS | {Role.DEPARTMENT_HEAD}


@page(LIST)
def transfers(request: HttpRequest) -> HttpResponse:
    """转接: what waits, and what was done."""
    rows = Transfer.objects.visible_to(request.user, LIST).select_related("person", "origin", "destination")
    waiting = list(rows.filter(status=TransferStatus.PENDING).order_by("due_on", "sent_on")[:MOST_WAITING])
    leaf = paginate(request, rows.exclude(status=TransferStatus.PENDING).order_by("-concluded_on", "-pk"))
    return render(request, "people/transfers.html", {"waiting": waiting, "leaf": leaf})


@page(LIST, on=Transfer)
def transfer(request: HttpRequest, thing: Transfer) -> HttpResponse:
    """一件转接."""
    return _shown(request, thing, AcceptForm(initial={"on": request.today}))  # type: ignore[attr-defined]


def _shown(request: HttpRequest, thing: Transfer, form: AcceptForm, status: int = 200) -> HttpResponse:
    by, waits = acting(request, TRANSFERRERS), thing.status == TransferStatus.PENDING
    context = {
        "thing": thing,
        "form": form,
        "receives": waits and may_receive(by, thing),
        "sends": waits and may_send(by, thing),
    }
    return render(request, "people/transfer.html", context, status=status)


@page(TRANSFERRERS, on=Transfer, post_only=True)
def accept(request: HttpRequest, thing: Transfer) -> HttpResponse:
    """接收转接."""
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _shown(request, thing, form, 422)

    def act() -> str:
        by, told = acting(request, TRANSFERRERS), form.cleaned_data
        accept_transfer(thing, on=told["on"], by=by, answer=told["answer"])
        messages.success(request, f"已接收“{thing.person.name}”。")
        return _address(thing)

    return _try(request, thing, form, act)


@page(TRANSFERRERS, on=Transfer, post_only=True)
def send_back(request: HttpRequest, thing: Transfer) -> HttpResponse:
    """退回转接."""
    form = AcceptForm(request.POST)
    form.fields["on"].required = False
    if not form.is_valid():
        return _shown(request, thing, form, 422)

    def act() -> str:
        return_transfer(thing, answer=form.cleaned_data["answer"], by=acting(request, TRANSFERRERS))
        messages.success(request, "已退回转出方。")
        return _address(thing)

    return _try(request, thing, form, act)


@page(TRANSFERRERS, on=Transfer, post_only=True)
def withdraw(request: HttpRequest, thing: Transfer) -> HttpResponse:
    """撤回转接."""

    def act() -> str:
        withdraw_transfer(thing, by=acting(request, TRANSFERRERS))
        messages.success(request, "转接已撤回。")
        return _address(thing)

    return once(request, act)


def _try(request: HttpRequest, thing: Transfer, form: AcceptForm, act: Any) -> HttpResponse:
    try:
        return once(request, act)
    except Invalid as problem:
        tell(form, problem)
        return _shown(request, thing, form, 422)


def _address(thing: Transfer) -> str:
    return reverse("people:transfer", args=[thing.pk])


def _sending(kind: TransferKind, verb: str) -> Any:
    roles = SENDERS[kind]

    @page(roles, on=Person, posts=True)
    def send(request: HttpRequest, thing: Person) -> HttpResponse:
        form = SendForm(posted(request))
        if kind == TransferKind.MANAGEMENT:
            del form.fields["letter"]
        form.fields.pop("version")
        back = back_to(thing, "transfers")

        def act(told: dict[str, Any]) -> str:
            letter = {"letter": told["letter"]} if "letter" in told else {}
            made = send_transfer(
                kind,
                thing,
                told["destination"],
                by=acting(request, roles),
                due_on=told["due_on"],
                reason=told["reason"],
                **letter,
            )
            messages.success(request, f"已向“{made.destination.name}”发出转接，待对方接收。")
            return back

        shown = Page(verb, "发出", back, thing.name, _origin(kind, thing), thing, template=TEMPLATE)
        return answer(request, form, shown, act)

    send.__name__, send.__doc__ = f"send_{kind.value}", f"{verb}."
    return send


def _origin(kind: TransferKind, person: Person) -> str:
    try:
        return f"现在：{origin_of(kind, person).name}。对方接收以前不变。"
    except Invalid as problem:
        return problem.message


send_membership = _sending(TransferKind.MEMBERSHIP, "转出组织关系")
send_management = _sending(TransferKind.MANAGEMENT, "转出人事管理关系")
