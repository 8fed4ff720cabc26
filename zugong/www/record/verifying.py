"""核验: one click, and plainly what was proved and what was not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zugong.accounts.enums import Administration
from zugong.audit.models import Head, Verification, Witness
from zugong.www.access import acting, page
from zugong.www.record.actions.start_verification import start_verification
from zugong.www.record.tasks import failed_at, waiting_since


KEPT = 10
"""How many past verifications the page lists."""


PROVED = "已证明"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the report and the sentences below it."""

    title: str
    words: list[str]


@page(Administration.AUDIT, posts=True)
def verification(request: HttpRequest) -> HttpResponse:
    """The last report and those before; POST verifies."""
    if request.method == "POST":
        if not start_verification(by=acting(request, {Administration.AUDIT})):
            messages.info(request, "正在后台核验。刷新这一页看进度；百万条约需十几秒，排在别的后台任务后面时久一些。")
        return redirect("record:verification")
    past = list(Verification.objects.order_by("-at")[:KEPT])
    head = Head.objects.first()
    last, size = past[0] if past else None, head.size if head else 0
    context = {
        "last": last,
        "past": past[1:],
        "parts": parts_of(last.report) if last else [],
        "waiting": waiting_since(),
        "failed": failed_at(),
        "size": size,
        "newer": size - last.size if last else size,
        "witnessed": Witness.objects.exists(),
    }
    return render(request, "record/verification.html", context)


def parts_of(report: dict[str, Any]) -> list[Part]:
    """The report's sentences, by what they are: the verdict with what is wrong, what was proved, what was not."""
    first, *rest = report["lines"]
    proved = [words for words in rest if words.startswith(PROVED)]
    wrong = [words.strip() for words in rest if words.startswith("　")]
    others = [words for words in rest if not words.startswith((PROVED, "　"))]
    parts = [
        Part("结论", [first]),
        Part("不符之处", wrong),
        Part("证明了什么", proved),
        Part("没有证明的，和别的要说的", others),
    ]
    return [part for part in parts if part.words]
