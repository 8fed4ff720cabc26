"""What was loaded: by whom, from which files, with what result. The files themselves lie in the data folder."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.utils import timezone

from zugong.accounts.models import User
from zugong.audit.recorded import RecordedModel, RecordedQuerySet
from zugong.exchange.folders import new_folder


class BatchStatus(models.TextChoices):
    """How far a batch has come."""

    RECEIVED = "received", "正在核对"
    CHECKED = "checked", "待确认"
    UNREADABLE = "unreadable", "不能读取"
    LOADING = "loading", "正在写入"
    LOADED = "loaded", "已导入"
    DISCARDED = "discarded", "已放弃"


class ImportBatchQuerySet(RecordedQuerySet):
    """Batches are seen by who sent them."""

    def visible_to(self, user: Any, roles: Collection[str] | None = None) -> Self:
        """The account's own batches."""
        return self.filter(user=user) if isinstance(user, User) else self.none()


class ImportBatch(RecordedModel):
    """One data set on its way into the database. `user` is empty for a command on the server.

    `counts` holds, by table, the rows that are new, changed, unchanged and faulty.
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
        return self.status in (BatchStatus.LOADED, BatchStatus.DISCARDED)

    @property
    def is_running(self) -> bool:
        """Whether the program is at work on it."""
        return self.status in (BatchStatus.RECEIVED, BatchStatus.LOADING)
