"""Organizations and quotas as a workbook: what the list shows, in the form that can be read in again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from zugong.organizations.models import PostQuota
from zugong.organizations.tables import TABLES as SOURCES
from zugong.regulations.tables.schema import TABLES, Column, Kind
from zugong.www.access import page
from zugong.www.organizations.listing import SEEING, ListForm, asked_rows, chosen_order, chosen_organization
from zugong.www.workbooks import Sheet, sheets_response


CHUNK = 2000


@page(SEEING)
def export(request: HttpRequest) -> HttpResponse:
    """导出: the rows of the list on all its pages, in its order, and their quotas."""
    rows = asked_rows(request, ListForm(request.GET), chosen_organization(request))
    ordered = rows.order_by(*chosen_order(request).fields)
    quotas = PostQuota.objects.filter(organization__in=rows.order_by().values("pk"))
    sheets = [
        _sheet("organizations", ordered),
        _sheet("post_quotas", quotas.order_by("organization__code", "level", "since")),
    ]
    return sheets_response(f"组织机构 {request.today}", sheets)  # type: ignore[attr-defined]


@page(SEEING)
def blank(request: HttpRequest) -> HttpResponse:
    """下载模板: the headings, and the words that may stand in each column."""
    sheets: list[Sheet] = [(TABLES[name].label, _heads(name), []) for name in ("organizations", "post_quotas")]
    return sheets_response("组织机构模板", [*sheets, ("填写说明", ["表", "列", "必填", "可填的内容"], list(_words()))])


def _sheet(name: str, rows: Any) -> Sheet:
    columns = TABLES[name].columns
    paths = [SOURCES[name][1][column.name] for column in columns]
    values = rows.values_list(*(path.replace(".", "__") for path in paths)).iterator(chunk_size=CHUNK)
    return TABLES[name].label, _heads(name), _shown(columns, values)


def _heads(name: str) -> list[str]:
    return [column.label for column in TABLES[name].columns]


def _shown(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    for row in rows:
        yield [_cell(column, value) for column, value in zip(columns, row, strict=True)]


def _cell(column: Column, value: Any) -> Any:
    """A value in the words of the contract; nothing for what is not known."""
    match value:
        case None | "":
            return None
        case bool():
            return "是" if value else "否"
        case date():
            return value.isoformat()
    return column.codes.get(value, value) if column.kind is Kind.CODE else value


def _words() -> Iterator[list[str]]:
    for name in ("organizations", "post_quotas"):
        for column in TABLES[name].columns:
            yield [TABLES[name].label, column.label, "是" if column.required else "", _allowed(column)]


def _allowed(column: Column) -> str:
    kinds = {
        Kind.DATE: "日期，如 2025-03-14",
        Kind.LAST_DAY: "日期（含这一天），如 2025-03-14",
        Kind.COUNT: "整数",
        Kind.FLAG: "是、否，不知道的不填",
    }
    return "、".join(column.codes.values()) or kinds.get(column.kind, "文字")
