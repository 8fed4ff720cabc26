"""The list of people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.organizations.scope import roles_of
from zugong.people.actions.register_person import REGISTRARS
from zugong.people.models import SavedFilter
from zugong.people.policy import GRADERS, KEEPERS, TRANSFERRERS
from zugong.people.seeing import MEMBER_ROLES, REGISTER_ROLES
from zugong.www.access import page
from zugong.www.columns import chosen_columns
from zugong.www.paging import paginate
from zugong.www.people.asking import RARE, address_of, asked, hidden
from zugong.www.people.cells import cells_of
from zugong.www.people.listing import COLUMNS, ORDER_LABELS, chosen_order, fill, keys_in_order


@page(MEMBER_ROLES)
def listing(request: HttpRequest) -> HttpResponse:
    """人员: those the account may see, with their posts and branches."""
    wanted, order = asked(request), chosen_order(request)
    day, columns = request.today, chosen_columns(request, "people", COLUMNS)  # type: ignore[attr-defined]
    keys, too_many = keys_in_order(wanted, order, day)
    leaf = paginate(request, keys)
    shown = [column for column in COLUMNS if column.key in columns and column.key != "code"]
    rows = fill(leaf, request.user, day, ranked="rank" in columns)
    for row in rows:
        row["cells"] = cells_of(row, [column.key for column in shown])
    context = {
        "asked": wanted,
        "form": wanted.form,
        "under": wanted.under,
        "leaf": leaf,
        "rows": rows,
        "heads": [(column.key, column.label) for column in shown],
        "orders": ORDER_LABELS,
        "order": order,
        "too_many": too_many,
        "columns": columns,
        "kept": hidden(wanted.query),
        "rare": [wanted.form[name] for name in RARE],
        "filters": [(one.name, address_of(one.query)) for one in SavedFilter.objects.filter(owner=request.user)],
        "sees_register": bool(roles_of(request.user) & REGISTER_ROLES),
        "keeps_register": bool(roles_of(request.user) & KEEPERS),
        "registers": bool(roles_of(request.user) & REGISTRARS),
        "transfers": bool(roles_of(request.user) & TRANSFERRERS),
        "changes_many": bool(roles_of(request.user) & (KEEPERS | GRADERS)),
    }
    return columns.remember(render(request, "people/list.html", context))
