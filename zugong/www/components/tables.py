"""Tags around tables: the pager, sortable headings, the choice of columns."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zugong.www.columns import Columns
from zugong.www.paging import Leaf
from zugong.www.sorting import Ordering


register = template.Library()


@register.inclusion_tag("parts/_pager.html", takes_context=True)
def pager(context: RequestContext, leaf: Leaf) -> dict[str, Any]:
    """共 132 条, the pages around this one, and how many rows a page holds. `leaf` comes from `paginate`."""
    return {"request": context["request"], "leaf": leaf}


@register.simple_tag(takes_context=True)
def sort_head(context: RequestContext, order: Ordering, key: str, label: str, classes: str = "") -> SafeString:
    """A heading that sorts: the whole `th`, its link and `aria-sort`. `order` comes from `ordering`."""
    query = context["request"].GET.copy()
    query["sort"] = order.next_for(key)
    query.pop("page", None)
    here = order.key == key
    state = {True: "descending", False: "ascending"}[order.down] if here else "none"
    arrow = {True: "▼", False: "▲"}[order.down] if here else ""
    return format_html(
        '<th scope="col" class="{}" aria-sort="{}"><a class="zg-sort" href="?{}">{}'
        '<span aria-hidden="true">{}</span></a></th>',
        classes,
        state,
        query.urlencode(),
        label,
        arrow,
    )


@register.inclusion_tag("parts/_columns.html", takes_context=True)
def column_settings(context: RequestContext, columns: Columns) -> dict[str, Any]:
    """列设置: which columns to show. `columns` comes from `chosen_columns`."""
    query = context["request"].GET
    kept = [(name, value) for name, values in query.lists() if name != "columns" for value in values]
    return {"columns": columns, "kept": kept}
