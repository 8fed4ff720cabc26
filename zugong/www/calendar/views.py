"""The working calendar of a year."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.organizations.policy import may_keep_calendar
from zugong.www.access import EVERYBODY, acting, page
from zugong.www.calendar.months import FIRST_YEAR, LAST_YEAR, months_of, special_days


@page(EVERYBODY)
def this_year(request: HttpRequest) -> HttpResponse:
    """工作日历, this year."""
    return _shown(request, request.today.year)  # type: ignore[attr-defined]


@page(EVERYBODY)
def year(request: HttpRequest, year: int) -> HttpResponse:
    """工作日历 of a year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return _shown(request, year)


def _shown(request: HttpRequest, year: int) -> HttpResponse:
    months = months_of(year)
    counts = [month.workdays for month in months]
    loaded = None not in counts
    context = {
        "year": year,
        "months": months,
        "special": special_days(months),
        "loaded": loaded,
        "workdays": sum(count or 0 for count in counts) if loaded else None,
        "keeps": may_keep_calendar(acting(request)),
    }
    return render(request, "calendar/year.html", context)
