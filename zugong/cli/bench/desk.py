"""What the desk costs at the size of a city: its pages, asked for one after another."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from zugong.cli.bench.measuring import CannotMeasure


ROUNDS = 20
BUDGET_MS = 150
BUDGET_QUERIES = 20


def measure(rounds: int = ROUNDS) -> dict[str, Any]:
    """Ask every page of the menu, some searches and one thing of each kind, as an officer over the whole tree.

    The database is the installation's own; load a city first. Returns milliseconds (p50, p95) and queries per page.
    Raises CannotMeasure when there is nobody to ask as, nothing to ask for, or a page does not open.
    """
    from zugong.cli.desk import start_django

    start_django()
    figures = {name: _page(address, rounds) for name, address in _addresses()}
    table = Table(title="网页（全区组织科岗位，依次打开）")
    for heading in ("网页", "p50 毫秒", "p95 毫秒", "查询数", "预算"):
        table.add_column(heading, justify="left" if heading == "网页" else "right")
    for name, row in figures.items():
        fits = row["p95_ms"] <= BUDGET_MS and row["queries"] <= BUDGET_QUERIES
        table.add_row(
            name, f"{row['p50_ms']:.0f}", f"{row['p95_ms']:.0f}", str(row["queries"]), "合" if fits else "超"
        )
    Console().print(table)
    return {"pages": figures, "rows": _rows()}


def _client() -> Any:
    from django.test import Client

    from zugong.accounts.enums import Role
    from zugong.organizations.models import RoleGrant

    grant = RoleGrant.objects.filter(role=Role.ORGANIZATION_OFFICER, organization__parent=None).first()
    if grant is None:
        raise CannotMeasure("数据库里没有管全区的组织科账号；先运行 zugong demo 或 zugong load。")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(grant.user)
    return client


def _addresses() -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    from zugong.organizations.models import Organization
    from zugong.people.models import Person

    branch = Organization.objects.filter(kind="branch").order_by("pk")[100]
    person = Person.objects.order_by("pk")[1000]
    yield "工作台", reverse("desk:desk")
    yield "合规大表", reverse("compliance:board")
    yield "组织生活", reverse("channels:channel", args=["branch_life"])
    yield "干部选任", reverse("channels:channel", args=["appointment"])
    yield "人员名单", reverse("people:list")
    yield "人员名单，按姓查", reverse("people:list") + "?q=wang"
    yield "人员一页", reverse("people:person", args=[person.pk])
    yield "组织机构", reverse("organizations:list")
    yield "组织一页", reverse("organizations:one", args=[branch.pk])
    yield "查找，按姓名", reverse("search:search") + f"?q={person.name}"
    yield "查找，按首字母", reverse("search:search") + "?q=zm"
    yield "法规", reverse("rulebook:list")
    yield "工作日历", reverse("calendar:year")


def _page(address: str, rounds: int) -> dict[str, Any]:
    from django.db import connection

    client = _client()
    client.get(address)
    asked: list[str] = []

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        response = client.get(address)
    if response.status_code != 200:
        raise CannotMeasure(f"{address} 没有打开：{response.status_code}")
    spent = sorted(_milliseconds(lambda: client.get(address)) for _ in range(rounds))
    return {"p50_ms": statistics.median(spent), "p95_ms": _p95(spent), "queries": len(asked), "address": address}


def _p95(ordered: Sequence[float]) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def _milliseconds(action: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    action()
    return (time.perf_counter() - begun) * 1000


def _rows() -> dict[str, int]:
    from zugong.audit.models import Entry
    from zugong.gates.sources import contract_sources

    counted = {name: source.model.objects.count() for name, source in contract_sources().items()}
    return counted | {"entries": Entry.objects.count()}
