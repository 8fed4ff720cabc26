"""工作台: what to do, what changed, where things stand."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zugong.accounts.enums import OFFICERS
from zugong.organizations.scope import roles_of
from zugong.www import opened
from zugong.www.access import signed_in
from zugong.www.desk.feed import last_here, news_for
from zugong.www.desk.loop import loop_of
from zugong.www.desk.running import tiles_for
from zugong.www.desk.shortcuts import shortcuts_for
from zugong.www.desk.todos import todos_of
from zugong.www.workbooks import workbook_response


@signed_in()
def desk(request: HttpRequest) -> HttpResponse:
    """The first page of everybody: to-dos by deadline, and around them what the role needs."""
    user: Any = request.user
    day, held = request.today, roles_of(user)  # type: ignore[attr-defined]
    since = last_here(user)
    context = {
        "todos": todos_of(request, user, day),
        "loop": loop_of(user, day),
        "tiles": tiles_for(user.administration),
        "shortcuts": shortcuts_for(held),
        "has_news": bool(held & OFFICERS),
        "since": since,
        "news": news_for(user, since) if held & OFFICERS else [],
        "held": held,
    }
    return render(request, "desk/desk.html", context)


@signed_in()
def export(request: HttpRequest) -> HttpResponse:
    """The to-dos as the filters leave them, as a workbook."""
    user: Any = request.user
    day = request.today  # type: ignore[attr-defined]
    todos = todos_of(request, user, day)
    rows = [
        (
            duty.due_on,
            (duty.due_on - day).days if duty.due_on else None,
            duty.channel,
            duty.title,
            duty.note,
            duty.about,
        )
        for duty in todos.shown
    ]
    return workbook_response(f"待办{day.isoformat()}", ("期限", "还有几天", "渠道", "事项", "说明", "对象"), rows)


@signed_in(post_only=True)
def close_page(request: HttpRequest) -> HttpResponse:
    """Take a page off the strip of opened pages; stay where one is, unless that is the page closed."""
    path, here = request.POST.get("path", ""), request.POST.get("here", "")
    opened.close_page(request, path)
    others = {page.path for page in opened.kept_pages(request)}
    return redirect(here if here.partition("?")[0] in others else "desk:desk")
