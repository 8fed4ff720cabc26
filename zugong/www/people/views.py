"""The list of people and the page of one person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.organizations.scope import roles_of
from zugong.people.models import Person
from zugong.people.seeing import MEMBER_ROLES, REGISTER_ROLES
from zugong.regulations.tables.schema import TRAINING_MODES
from zugong.www.access import page
from zugong.www.columns import chosen_columns
from zugong.www.paging import paginate
from zugong.www.people.listing import COLUMNS, ListForm, asked_people, chosen_order, chosen_unit, fill
from zugong.www.people.profile import profile


@page(MEMBER_ROLES)
def listing(request: HttpRequest) -> HttpResponse:
    """人员: those the account may see, with their posts and branches."""
    form, under = ListForm(request.GET), chosen_unit(request)
    order, columns = chosen_order(request), chosen_columns(request, "people", COLUMNS)
    leaf = paginate(request, asked_people(request, form, under).order_by(*order.fields).values_list("pk", flat=True))
    context = {
        "form": form,
        "under": under,
        "leaf": leaf,
        "rows": fill(leaf, request.user, request.today),  # type: ignore[attr-defined]
        "order": order,
        "columns": columns,
        "sees_register": bool(roles_of(request.user) & REGISTER_ROLES),
    }
    return columns.remember(render(request, "people/list.html", context))


@page(MEMBER_ROLES, on=Person)
def person(request: HttpRequest, thing: Person) -> HttpResponse:
    """人员: facts, posts, branches, grades, training, what the rules say, who changed what."""
    context = profile(thing, request.user, request.today)  # type: ignore[attr-defined]
    return render(request, "people/person.html", context | {"modes": list(TRAINING_MODES.values())})
