"""The sender says which head means which column, who a row is about; then it is checked again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid, NotAllowed
from zugong.exchange.models import BatchStatus, ImportBatch
from zugong.exchange.sent.answers import NOT_READ
from zugong.exchange.sent.guessing import WHOSE
from zugong.exchange.tasks import check_later
from zugong.regulations.tables.schema import TABLES


def answer_batch(
    batch: ImportBatch,
    *,
    by: Acting,
    sheets: Mapping[str, Mapping[str, Any]] | None = None,
    people: Mapping[str, str] | None = None,
    adds_posts: bool | None = None,
) -> None:
    """Keep the decisions and have the batch checked again. What is not given stays. Raises NotAllowed, Invalid."""
    with recording(by.actor, "exchange.batch.answered", batch) as change:
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if by.user is None or batch.user_id != by.user.pk:
            raise NotAllowed("只有上传的人能决定怎样读取。")
        if batch.status not in (BatchStatus.CHECKED, BatchStatus.UNREADABLE):
            raise Invalid(f"这一批现在是“{batch.get_status_display()}”，不能再改；请刷新页面。")
        kept = dict(batch.answers)
        if sheets is not None:
            _check(sheets)
            kept["sheets"] = kept.get("sheets", {}) | dict(sheets)
        if people is not None:
            kept["people"] = kept.get("people", {}) | dict(people)
        if adds_posts is not None:
            kept["adds_posts"] = adds_posts
        batch.answers, batch.status, batch.message = kept, BatchStatus.RECEIVED, ""
        change.save(batch)
        transaction.on_commit(partial(check_later, batch, by))


def _check(sheets: Mapping[str, Mapping[str, Any]]) -> None:
    for key, answer in sheets.items():
        table, columns = answer["table"], list(answer["columns"].values())
        if table == NOT_READ:
            continue
        if table not in TABLES:
            raise Invalid(f"“{key}”：没有这张数据表；请重新选择。")
        known = {column.name for column in TABLES[table].columns} | WHOSE.keys()
        if not set(columns) <= known:
            raise Invalid(f"“{key}”：选的列不属于“{TABLES[table].label}”；请重新选择。")
        twice = sorted({_label(table, column) for column in columns if columns.count(column) > 1})
        if twice:
            raise Invalid(f"“{key}”：“{'、'.join(twice)}”对应了两列；请只留一列。")


def _label(table: str, column: str) -> str:
    return WHOSE.get(column) or TABLES[table].column(column).label
