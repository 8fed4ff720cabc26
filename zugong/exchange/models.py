"""What was loaded: by whom, from which files, with what result. The files themselves lie in the data folder."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Self

from django.db import models
from django.utils import timezone

from zugong.accounts.models import User
from zugong.audit.recorded import RecordedModel, RecordedQuerySet
from zugong.core.clock import CHINA
from zugong.exchange.folders import new_folder


class BatchStatus(models.TextChoices):
    """How far a batch has come."""

    RECEIVED = "received", "正在核对"
    CHECKED = "checked", "待确认"
    UNREADABLE = "unreadable", "不能读取"
    LOADING = "loading", "正在写入"
    LOADED = "loaded", "已导入"
    UNDOING = "undoing", "正在撤销"
    UNDONE = "undone", "已撤销"
    DISCARDED = "discarded", "已放弃"


class ImportBatchQuerySet(RecordedQuerySet):
    """Batches are seen by who sent them."""

    def visible_to(self, user: Any, roles: Collection[str] | None = None) -> Self:
        """The account's own batches."""
        return self.filter(user=user) if isinstance(user, User) else self.none()


class ImportBatch(RecordedModel):
    """One data set on its way into the database. `user` is empty for a command on the server.

    `counts` holds, by table, the rows that are new, changed, unchanged and faulty; `answers` what its sender decided
    (`zugong.exchange.sent.answers`, no personal data); `undone` how many rows an undo removed, restored and left.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="batches", verbose_name="导入人")
    source = models.CharField("文件", max_length=300)
    folder = models.CharField("存放处", max_length=32, default=new_folder)
    sha256 = models.CharField("文件摘要", max_length=64)
    size = models.BigIntegerField("字节数")
    received_at = models.DateTimeField("收到时间", default=timezone.now)
    finished_at = models.DateTimeField("完成时间", null=True)
    status = models.CharField("状态", max_length=20, choices=BatchStatus.choices, default=BatchStatus.RECEIVED)
    only_good = models.BooleanField("只导入无误的行", default=False)
    counts = models.JSONField("各表行数", default=dict)
    fault_count = models.PositiveIntegerField("问题处数", default=0)
    message = models.CharField("说明", max_length=500, blank=True, default="")
    answers = models.JSONField("对应和认人", default=dict)
    undone = models.JSONField("撤销结果", default=dict)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "导入批次"
        base_manager_name = "objects"
        ordering = ("-received_at",)

    @property
    def has_faults(self) -> bool:
        """Whether rows or whole tables of it cannot be loaded."""
        return self.fault_count > 0

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it."""
        return self.status in (BatchStatus.LOADED, BatchStatus.DISCARDED, BatchStatus.UNDOING, BatchStatus.UNDONE)

    @property
    def is_running(self) -> bool:
        """Whether the program is at work on it."""
        return self.status in (BatchStatus.RECEIVED, BatchStatus.LOADING, BatchStatus.UNDOING)

    def may_be_undone(self, day: date) -> bool:
        """Whether it was written on that day and not undone since."""
        return (
            self.status == BatchStatus.LOADED
            and self.finished_at is not None
            and self.finished_at.astimezone(CHINA).date() == day
        )


class PatternQuerySet(RecordedQuerySet):
    """Patterns are seen by who saved them."""

    def visible_to(self, user: Any, roles: Collection[str] | None = None) -> Self:
        """The account's own patterns."""
        return self.filter(owner=user) if isinstance(user, User) else self.none()


class ColumnPattern(RecordedModel):
    """Which head means which column, under a name for next time. `columns` maps the place of a head to a column."""

    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="column_patterns", verbose_name="保存人")
    name = models.CharField("名称", max_length=80)
    table = models.CharField("数据表", max_length=40)
    heads = models.JSONField("表头")
    columns = models.JSONField("对应")

    objects = PatternQuerySet.as_manager()

    class Meta:
        verbose_name = "列的对应"
        base_manager_name = "objects"
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], name="one_pattern_per_name", violation_error_message="您已有同名的对应。"
            )
        ]
