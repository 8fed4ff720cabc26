"""批量修改: one change for the chosen people: previewed person by person, applied at once, taken back the same day."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zugong.core.errors import Invalid, Stale
from zugong.people.actions.change_many import change_many, fingerprint, preview_of
from zugong.people.actions.undo_many import undo_many, undoable
from zugong.people.batches import BATCHES, MOST_AT_ONCE
from zugong.people.policy import GRADERS, KEEPERS
from zugong.www.access import acting, page
from zugong.www.forms import tell
from zugong.www.once import once
from zugong.www.people.asking import asked, hidden
from zugong.www.people.batch_forms import CHOICES, FORMS


CHANGERS = frozenset({*KEEPERS, *GRADERS})
KIND = "change"
LEFT_NAMED = 5


@page(CHANGERS, posts=True)
def show(request: HttpRequest) -> HttpResponse:
    """批量修改: choose what changes, see what it does to each, apply."""
    kind = request.GET.get(KIND, "")
    if kind not in BATCHES:
        return _page(request, "", None)
    form = FORMS[kind](request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, kind, form)
    keys = list(_wanted(request).rows.order_by().values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
    return _preview_or_apply(request, kind, form, keys)


@page(CHANGERS, post_only=True)
def undo(request: HttpRequest) -> HttpResponse:
    """撤销批量修改: rows that somebody changed since are left alone."""
    seq = request.POST.get("seq", "")
    try:
        undone = undo_many(int(seq) if seq.isdecimal() and len(seq) < 18 else -1, by=acting(request, CHANGERS))
    except Invalid as problem:
        messages.error(request, problem.message)
        return redirect(reverse("people:batch"))
    messages.success(request, f"已撤销，{undone.rows} 条恢复原样。")
    if undone.left:
        named = "、".join(undone.left[:LEFT_NAMED]) + ("等" if len(undone.left) > LEFT_NAMED else "")
        messages.warning(request, f"{len(undone.left)} 条之后又有人改过，没有动：{named}。请逐个核对。")
    return redirect(reverse("people:batch"))


def _preview_or_apply(request: HttpRequest, kind: str, form: Any, keys: list[int]) -> HttpResponse:
    by = acting(request, BATCHES[kind].keepers)
    seen, reason = request.POST.get("seen", ""), request.POST.get("reason", "")[:200]
    try:
        if seen:
            return once(request, lambda: _apply(request, kind, keys, form.cleaned_data, by, seen, reason))
        steps = preview_of(kind, keys, form.cleaned_data, by=by)
    except Stale as problem:
        steps = preview_of(kind, keys, form.cleaned_data, by=by)
        messages.warning(request, problem.message)
    except Invalid as problem:
        tell(form, problem)
        return _page(request, kind, form)
    return _page(request, kind, form, steps)


def _apply(request: HttpRequest, kind: str, keys: list[int], values: Any, by: Any, seen: str, reason: str) -> str:
    steps = change_many(kind, keys, values, by=by, seen=seen, reason=reason)
    refused = sum(1 for step in steps if step.refusal)
    left = f"，{refused} 人没有改" if refused else ""
    messages.success(request, f"“{BATCHES[kind].label}”已改 {len(steps) - refused} 人{left}。今天内可以撤销。")
    return reverse("people:batch")


def _wanted(request: HttpRequest) -> Any:
    kept = request.GET.copy()
    kept.pop(KIND, None)
    return asked(request, CHANGERS, kept.urlencode())


def _page(request: HttpRequest, kind: str, form: Any, steps: Any = None) -> HttpResponse:
    wanted = _wanted(request)
    context = {
        "asked": wanted,
        "count": wanted.rows.count() if wanted.query else 0,
        "kept": hidden(wanted.query),
        "kind": kind,
        "label": BATCHES[kind].label if kind else "",
        "choices": CHOICES,
        "form": form,
        "steps": steps,
        "ready": sum(1 for step in steps or () if not step.refusal),
        "posted": [(name, value) for name, value in request.POST.items() if form and name in form.fields],
        "seen": fingerprint(steps) if steps else "",
        "undoable": undoable(acting(request, CHANGERS)),
        "most": MOST_AT_ONCE,
    }
    return render(request, "people/batch.html", context, status=422 if form is not None and form.errors else 200)
