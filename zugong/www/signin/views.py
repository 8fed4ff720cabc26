"""Pages of this journey."""

from __future__ import annotations

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from zugong.accounts.actions.end_session import end_session
from zugong.accounts.actions.use_code import use_code
from zugong.accounts.models import Ending, SignedIn, User
from zugong.accounts.one_time import has_lapsed
from zugong.www.access import acting, public, signed_in
from zugong.www.signin.destinations import destination
from zugong.www.signin.forms import CodeForm, SignInForm
from zugong.www.signin.lockout import locked_out
from zugong.www.signin.steps import after_password, enter, pending, refuse


WRONG = "账号或口令不对，或者账号不能用。请核对后再试；忘了口令请找安全管理员重置（一次性口令 7 天内有效）。"


@public(posts=True)
@never_cache
@sensitive_post_parameters("password")
def signin(request: HttpRequest) -> HttpResponse:
    """登录."""
    if request.method == "GET" and request.user.is_authenticated:
        return HttpResponseRedirect(destination(request))
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        username = form.cleaned_data["username"]
        user = authenticate(request, username=username, password=form.cleaned_data["password"])
        if isinstance(user, User) and not has_lapsed(user):
            return after_password(request, user)
        refuse(request, username, counted=True)
        form.add_error(None, WRONG)
    context = {"form": form, "next": destination(request), "kept": request.POST.get("kept", "")}
    why = _why().get(request.GET.get("why", ""), "")
    return render(request, "signin/signin.html", context | {"why": why}, status=422 if form.errors else 200)


@public(posts=True)
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """登录第二步：动态码."""
    awaited = pending(request)
    if awaited is None:
        return redirect("signin:signin")
    waiting, factor = awaited
    credentials = {"username": factor.user.username}
    if not AxesProxyHandler.is_allowed(request, credentials):
        return locked_out(request, credentials=credentials)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if use_code(factor, form.cleaned_data["code"]):
            return enter(request, factor.user, waiting.next, waiting.kept, codes=True)
        refuse(request, factor.user.username, counted=False)
        form.add_error("code", "动态码不对，或者刚才已经用过。请等手机上换了新的数字再填。")
    return render(request, "signin/code.html", {"form": form}, status=422 if form.errors else 200)


@signed_in(post_only=True, always=True)
def signout(request: HttpRequest) -> HttpResponse:
    """退出."""
    session = SignedIn.objects.filter(session_key=request.session.session_key).select_related("user").first()
    if session is not None:
        end_session(session, Ending.LEFT, by=acting(request))
    logout(request)
    return redirect("/signin/?why=left")


def _why() -> dict[str, str]:
    """Why somebody is asked to sign in again."""
    hours = settings.SESSION_COOKIE_AGE // 3600
    return {
        "idle": f"{settings.IDLE_MINUTES} 分钟没有操作，已自动退出，免得别人用您的账号。请重新登录。",
        "long": f"登录满 {hours} 小时，已自动退出。请重新登录。",
        "ended": "这次登录已经被结束：可能是口令改过、账号有变动，或者在别处结束了它。请重新登录。",
        "left": "已退出。",
    }
