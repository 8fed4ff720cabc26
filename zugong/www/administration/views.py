"""Pages of this journey: accounts and the state of the server."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from zugong.accounts.actions.open_account import open_account
from zugong.accounts.enums import Administration
from zugong.accounts.lockouts import locked_usernames
from zugong.accounts.models import User
from zugong.accounts.sessions import live_sessions
from zugong.core.errors import Invalid
from zugong.www.access import acting, page
from zugong.www.administration.forms import AccountForm, AccountQuery, NameForm, ReasonForm
from zugong.www.administration.selectors import accounts_matching
from zugong.www.administration.system import facts_about_care, facts_about_data, facts_about_program
from zugong.www.forms import tell
from zugong.www.paging import paginate
from zugong.www.sorting import ordering


SYSTEM, SECURITY = Administration.SYSTEM.value, Administration.SECURITY.value
ORDERS = {"username": ("username",), "name": ("name", "username"), "used": ("last_used", "username")}


@page(SYSTEM, SECURITY)
def accounts(request: HttpRequest) -> HttpResponse:
    """账号清单."""
    query = AccountQuery(request.GET)
    asked = query.cleaned_data if query.is_valid() else {}
    order = ordering(request, ORDERS, "username")
    rows = accounts_matching(asked, request.today).order_by(*order.fields)  # type: ignore[attr-defined]
    context = {"query": query, "leaf": paginate(request, rows), "order": order, "locked": locked_usernames()}
    return render(request, "administration/accounts.html", context)


@page(SYSTEM, posts=True)
@never_cache
def new_account(request: HttpRequest) -> HttpResponse:
    """开立账号."""
    form = AccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            user, first = open_account(**form.cleaned_data, by=acting(request, [SYSTEM]))
        except Invalid as problem:
            tell(form, problem)
        else:
            return one_time(request, user, first, "账号已开立")
    return render(request, "administration/new_account.html", {"form": form}, status=422 if form.errors else 200)


@page(SYSTEM, SECURITY, on=User, everywhere=(SYSTEM, SECURITY))
def account(request: HttpRequest, thing: User) -> HttpResponse:
    """一个账号."""
    return account_page(request, thing)


@page(SYSTEM)
def system(request: HttpRequest) -> HttpResponse:
    """运行情况."""
    parts = {"program": facts_about_program(), "data": facts_about_data(), "care": facts_about_care()}
    return render(request, "administration/system.html", parts)


def account_page(request: HttpRequest, thing: User, *, status: int = 200, **forms: object) -> HttpResponse:
    """The page of one account; `forms` are those that an answer 422 shows again."""
    grants = list(thing.grants.select_related("organization").order_by("-since", "pk"))
    context = {
        "thing": thing,
        "grants": grants,
        "sessions": live_sessions(thing).count(),
        "last": thing.signed_in.order_by("-last_seen_at").first(),
        "factor": getattr(thing, "second_factor", None),
        "is_locked": thing.username in locked_usernames(),
        "keeps_system": request.user.administration == SYSTEM,  # type: ignore[union-attr]
        "is_own": thing.pk == request.user.pk,
        "name_form": NameForm(initial={"name": thing.name, "seen": thing.version}),
        "reason_form": ReasonForm(),
    }
    return render(request, "administration/account.html", context | forms, status=status)


def one_time(request: HttpRequest, user: User, first: str, done: str) -> HttpResponse:
    """The one page that shows a one-time password, which is kept nowhere in clear: there is no coming back to it."""
    return render(request, "administration/one_time.html", {"thing": user, "first": first, "done": done})


def done(request: HttpRequest, thing: User, words: str) -> HttpResponse:
    """Back to the account, saying what was done."""
    messages.success(request, words)
    return redirect("administration:account", pk=thing.pk)
