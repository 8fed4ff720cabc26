"""Pages of this journey: one's own account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from zugong.accounts.actions.change_password import change_password
from zugong.accounts.actions.confirm_second_factor import confirm_second_factor
from zugong.accounts.actions.end_session import end_other_sessions, end_session
from zugong.accounts.actions.offer_second_factor import offer_second_factor
from zugong.accounts.models import Ending, SecondFactor, User
from zugong.accounts.sessions import live_sessions, rekey
from zugong.core.errors import Invalid
from zugong.www.access import account_of, acting, public, signed_in
from zugong.www.forms import tell
from zugong.www.me.forms import PasswordForm
from zugong.www.me.history import deeds, own_entries
from zugong.www.me.second_factor import picture
from zugong.www.paging import paginate
from zugong.www.shell import LARGE_COOKIE
from zugong.www.signin.destinations import destination
from zugong.www.signin.duties import CODES_KEY, needs_second_factor, password_is_old
from zugong.www.signin.forms import CodeForm


LARGE_SECONDS = 400 * 24 * 60 * 60


@signed_in()
def me(request: HttpRequest) -> HttpResponse:
    """我的账号."""
    user = account_of(request)
    leaf = paginate(request, own_entries(user))
    held = Q(until__isnull=True) | Q(until__gt=request.today)  # type: ignore[attr-defined]
    context = {
        "grants": user.grants.filter(held).select_related("organization"),
        "sessions": live_sessions(user),
        "here": request.session.session_key,
        "factor": SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).first(),
        "factor_required": needs_second_factor(user),
        "leaf": leaf,
        "done": deeds(leaf),
    }
    return render(request, "me/me.html", context)


@signed_in(posts=True, always=True)
@never_cache
@sensitive_post_parameters("old", "new", "again")
def password(request: HttpRequest) -> HttpResponse:
    """修改口令."""
    user, form = account_of(request), PasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        values, key = form.cleaned_data, request.session.session_key
        try:
            change_password(user, values["old"], values["new"], by=acting(request), session_key=key)
        except Invalid as problem:
            tell(form, problem)
        else:
            _carry_on(request)
            messages.success(request, "口令已改。您在别处的登录都已结束。")
            return HttpResponseRedirect(destination(request))
    must, old = user.password_must_change, password_is_old(user)
    context = {"form": form, "next": destination(request), "must": must, "old": old}
    return render(request, "me/password.html", context, status=422 if form.errors else 200)


def _carry_on(request: HttpRequest) -> None:
    """A session holds only while the password is the one it began with: give this one a fresh key and go on."""
    old = request.session.session_key
    update_session_auth_hash(request, User.objects.get(pk=account_of(request).pk))
    rekey(old, request.session.session_key)


@signed_in(posts=True, always=True)
@never_cache
def second_factor(request: HttpRequest) -> HttpResponse:
    """绑定动态码."""
    user, code = account_of(request), request.POST.get("code")
    form = CodeForm(request.POST if code is not None else None)
    if request.method == "POST" and code is None:
        offer_second_factor(user, by=acting(request))
        return HttpResponseRedirect(request.get_full_path())
    if form.is_valid():
        try:
            key = request.session.session_key
            confirm_second_factor(user, form.cleaned_data["code"], by=acting(request), session_key=key)
        except Invalid as problem:
            tell(form, problem)
        else:
            request.session[CODES_KEY] = True
            messages.success(request, "动态码已绑定。下次登录时，口令之后再填动态码。")
            return HttpResponseRedirect(destination(request))
    factor = SecondFactor.objects.select_related("user").filter(user=user).first()
    waiting = factor is not None and factor.confirmed_at is None
    context = {
        "form": form,
        "factor": factor,
        "picture": picture(factor) if factor is not None and waiting else None,
        "required": needs_second_factor(user),
        "next": destination(request),
    }
    return render(request, "me/second_factor.html", context, status=422 if form.errors else 200)


@signed_in(post_only=True)
def end_sessions(request: HttpRequest) -> HttpResponse:
    """结束自己别处的登录：一个，或者全部."""
    asked, by = request.POST.get("session", ""), acting(request)
    if asked == "others":
        ended = end_other_sessions(account_of(request), by=by, session_key=request.session.session_key)
        messages.success(request, f"已结束别处的 {ended} 个登录。" if ended else "别处没有登录。")
        return redirect("me:me")
    session = live_sessions(account_of(request)).filter(pk=asked).first() if asked.isdecimal() else None
    if session is None:
        messages.info(request, "这个登录已经结束了。")
    else:
        end_session(session, Ending.ENDED, by=by)
        messages.success(request, "已结束这个登录。")
    return redirect("me:me")


@public(post_only=True)
def large(request: HttpRequest) -> HttpResponse:
    """大字：开或关."""
    response = HttpResponseRedirect(destination(request, keep_signin=True))
    is_large = request.COOKIES.get(LARGE_COOKIE) == "1"
    response.set_cookie(
        LARGE_COOKIE,
        "0" if is_large else "1",
        max_age=LARGE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response
