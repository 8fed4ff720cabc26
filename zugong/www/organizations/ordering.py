"""下级排序: a number beside each child."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.organizations.actions.reorder_children import reorder_children
from zugong.organizations.models import Organization
from zugong.organizations.policy import MANAGERS
from zugong.www.access import acting, page
from zugong.www.once import once
from zugong.www.organizations.acts import address


@page(MANAGERS, on=Organization, posts=True)
def order(request: HttpRequest, thing: Organization) -> HttpResponse:
    """Number the children anew; what is no number keeps its place."""
    children = list(thing.children.order_by("position", "code"))
    if request.method == "POST":
        typed = {child.pk: request.POST.get(f"place-{child.pk}", "").strip() for child in children}
        places = {pk: int(text) - 1 for pk, text in typed.items() if text.isascii() and text.isdigit()}

        def act() -> str:
            reorder_children(thing, places, by=acting(request, MANAGERS))
            messages.success(request, "下级的顺序已改。")
            return address(thing)

        return once(request, act)
    return render(request, "organizations/order.html", {"thing": thing, "children": children})
