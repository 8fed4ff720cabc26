"""Changing the working calendar: one day, or a whole year from the State Council's notice."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zugong.core.errors import Invalid, Stale
from zugong.organizations.actions.clear_workday import clear_workday
from zugong.organizations.actions.publish_year import publish_year
from zugong.organizations.actions.set_workday import set_workday
from zugong.organizations.calendar import calendar_days
from zugong.organizations.models import Workday
from zugong.organizations.notices import Notice, read_notice
from zugong.organizations.policy import CALENDAR_KEEPERS, must_keep_calendar
from zugong.www.access import acting, page
from zugong.www.calendar.months import FIRST_YEAR, LAST_YEAR
from zugong.www.confirming import is_confirmed
from zugong.www.forms import tell
from zugong.www.once import once


class DayForm(forms.Form):
    """Whether a day is worked, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    worked = forms.ChoiceField(label="这一天", choices=[("yes", "上班"), ("no", "休息")], widget=forms.RadioSelect)
    note = forms.CharField(label="说明", max_length=60, required=False, help_text="如 春节、国庆节调休、区运动会")


class NoticeForm(forms.Form):
    """The notice as it was published."""

    document = forms.CharField(label="通知文号", max_length=120, help_text="如 国办发明电〔2025〕7号")
    notice = forms.CharField(
        label="通知原文",
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="粘贴各节日的安排，如：一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。",
    )


@page(CALENDAR_KEEPERS, posts=True)
def publish(request: HttpRequest, year: int) -> HttpResponse:
    """公布全年: paste, look at what was read, publish."""
    must_keep_calendar(acting(request, CALENDAR_KEEPERS))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    form = NoticeForm(request.POST if request.method == "POST" else None)
    read: Notice | None = None
    if request.method == "POST" and form.is_valid():
        text, document = form.cleaned_data["notice"], form.cleaned_data["document"]
        read = read_notice(text, year)
        try:
            if is_confirmed(request):
                return once(request, lambda: _published(request, year, text, document))
            _understood(read)
            return render(request, "calendar/publish.html", {"form": form, "year": year, "read": read, "asks": True})
        except Invalid as problem:
            tell(form, problem)
    status = 422 if request.method == "POST" else 200
    return render(request, "calendar/publish.html", {"form": form, "year": year, "read": read}, status=status)


def _understood(read: Notice) -> None:
    """Raises Invalid with each sentence that was not understood."""
    if read.problems or not read.spans:
        raise Invalid(fields={"notice": "；".join(read.problems) or "没有读到放假或上班的日期；请粘贴通知原文。"})


def _published(request: HttpRequest, year: int, text: str, document: str) -> str:
    days = publish_year(year, text, document=document, by=acting(request, CALENDAR_KEEPERS))
    messages.success(request, f"已公布 {year} 年工作日历，共 {days} 天。")
    return reverse("calendar:of", args=[year])


@page(CALENDAR_KEEPERS, posts=True)
def one_day(request: HttpRequest, day: str) -> HttpResponse:
    """One day of the calendar."""
    must_keep_calendar(acting(request, CALENDAR_KEEPERS))
    on = _day(day)
    (known,) = calendar_days(on, on)
    row = Workday.objects.filter(date=on).first()
    worked = {True: "yes", False: "no", None: ""}[known.is_workday]
    initial = {"worked": worked, "note": known.note, "version": row.version if row else None}
    form = DayForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: _set(request, on, form.cleaned_data))
        except (Invalid, Stale) as problem:
            tell(form, problem)
    status = 422 if request.method == "POST" else 200
    return render(request, "calendar/day.html", {"form": form, "on": on, "known": known}, status=status)


def _set(request: HttpRequest, on: date, told: dict[str, object]) -> str:
    by = acting(request, CALENDAR_KEEPERS)
    set_workday(on, is_workday=told["worked"] == "yes", note=str(told["note"]), by=by, seen=told["version"])  # type: ignore[arg-type]
    messages.success(request, f"{on} 已改为{'上班' if told['worked'] == 'yes' else '休息'}。")
    return reverse("calendar:of", args=[on.year])


@page(CALENDAR_KEEPERS, post_only=True)
def clear(request: HttpRequest, day: str) -> HttpResponse:
    """Take back what was entered for a day."""
    on = _day(day)

    def act() -> str:
        clear_workday(on, by=acting(request, CALENDAR_KEEPERS))
        messages.success(request, f"{on} 已恢复为随软件的日历。")
        return reverse("calendar:of", args=[on.year])

    return once(request, act)


def _day(text: str) -> date:
    """The day in the address. Raises Http404."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Http404
    return day
