"""What administrators do to an account; each view is one action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from zugong.accounts.actions.close_account import close_account
from zugong.accounts.actions.rename_account import rename_account
from zugong.accounts.actions.reopen_account import reopen_account
from zugong.accounts.actions.reset_password import reset_password
from zugong.accounts.actions.reset_second_factor import reset_second_factor
from zugong.accounts.actions.unlock_account import unlock_account
from zugong.accounts.models import User
from zugong.core.errors import Invalid, Stale
from zugong.www.access import acting, page
from zugong.www.administration.forms import NameForm, ReasonForm
from zugong.www.administration.views import SECURITY, SYSTEM, account_page, done, one_time
from zugong.www.confirming import ask_first, is_confirmed
from zugong.www.forms import tell


def _with(form: BaseForm, name: str, act: Callable[[dict[str, Any]], None]) -> dict[str, object] | None:
    """Do it when the form is in order; the form with its objections otherwise."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
            return None
        except (Invalid, Stale) as problem:
            tell(form, problem)
    return {name: form}


@page(SYSTEM, on=User, everywhere=(SYSTEM,), post_only=True)
def rename(request: HttpRequest, thing: User) -> HttpResponse:
    """修改姓名."""
    form, by = NameForm(request.POST), acting(request, [SYSTEM])
    again = _with(form, "name_form", lambda values: rename_account(thing, values["name"], by=by, seen=values["seen"]))
    return account_page(request, thing, status=422, **again) if again else done(request, thing, "姓名已改。")


@page(SYSTEM, on=User, everywhere=(SYSTEM,), post_only=True)
def close(request: HttpRequest, thing: User) -> HttpResponse:
    """停用账号."""
    form, by = ReasonForm(request.POST), acting(request, [SYSTEM])
    again = _with(form, "reason_form", lambda values: close_account(thing, by=by, reason=values["reason"]))
    words = "账号已停用，正在进行的登录都已结束。"
    return account_page(request, thing, status=422, **again) if again else done(request, thing, words)


@page(SYSTEM, on=User, everywhere=(SYSTEM,), post_only=True)
def reopen(request: HttpRequest, thing: User) -> HttpResponse:
    """恢复使用账号."""
    form, by = ReasonForm(request.POST), acting(request, [SYSTEM])
    again = _with(form, "reason_form", lambda values: reopen_account(thing, by=by, reason=values["reason"]))
    words = "账号已恢复使用；还不能登录，请安全管理员核对岗位后给一次性口令。"
    return account_page(request, thing, status=422, **again) if again else done(request, thing, words)


@page(SECURITY, on=User, everywhere=(SECURITY,), post_only=True)
@never_cache
def new_password(request: HttpRequest, thing: User) -> HttpResponse:
    """重置口令."""
    if not is_confirmed(request):
        note = "原来的口令马上作废，正在进行的登录都会结束。一次性口令只显示一次，7 天内有效，请当面交给本人。"
        return _ask(request, thing, "重置口令", note)
    return one_time(request, thing, reset_password(thing, by=acting(request, [SECURITY])), "口令已重置")


@page(SECURITY, on=User, everywhere=(SECURITY,), post_only=True)
def forget_codes(request: HttpRequest, thing: User) -> HttpResponse:
    """重置动态码."""
    if not is_confirmed(request):
        return _ask(
            request, thing, "重置动态码", "原来手机上的动态码马上作废；本人下次登录后重新绑定。请先核实是本人。"
        )
    reset_second_factor(thing, by=acting(request, [SECURITY]))
    return done(request, thing, "动态码已重置，本人登录后重新绑定。")


@page(SECURITY, on=User, everywhere=(SECURITY,), post_only=True)
def unlock(request: HttpRequest, thing: User) -> HttpResponse:
    """解锁."""
    unlock_account(thing, by=acting(request, [SECURITY]))
    return done(request, thing, "已解锁，可以登录了。")


def _ask(request: HttpRequest, thing: User, verb: str, note: str) -> HttpResponse:
    back = reverse("administration:account", args=[thing.pk])
    facts = [("账号", thing.username), ("姓名", thing.name)]
    return ask_first(request, title=verb, facts=facts, verb=verb, back=back, note=note)
