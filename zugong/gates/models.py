"""The department's own values of the law, each on a document, each with a second person's yes."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from zugong.accounts.models import User
from zugong.audit.recorded import RecordedModel, RecordedQuerySet
from zugong.gates.drafts import LocalValueDraft


class LocalValueQuerySet(RecordedQuerySet):
    """Local values. The law is no secret: whoever is signed in may read it."""

    def visible_to(self, user: Any, roles: Any = None) -> Self:
        """All of them."""
        return self.all()


class LocalValue(RecordedModel):
    """A value that a local document sets for a parameter of the law, in `[since, until)`.

    Rows come into being when the second person says yes and are never deleted. A later row covers an earlier one from
    its own `since`. `until` equal to `since` means revoked from its first day.
    """

    parameter = models.CharField("参数", max_length=200, db_index=True)
    value = models.CharField("值", max_length=60)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    document_title = models.CharField("文件名称", max_length=200)
    document_number = models.CharField("文号", max_length=100, blank=True, default="")
    issued_on = models.DateField("印发日期")
    clause = models.CharField("条款", max_length=60)
    verified_on = models.DateField("核对原文日期", null=True, blank=True)
    note = models.TextField("说明", blank=True, default="")
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="提出人")
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="审签人")
    approved_at = models.DateTimeField("审签时间")

    objects = LocalValueQuerySet.as_manager()

    class Meta:
        verbose_name = "本地值"
        base_manager_name = "objects"
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="local_value_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(approved_by=F("proposed_by")),
                name="local_value_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"本地值第 {self.pk} 号"

    def draft(self) -> LocalValueDraft:
        """Its facts."""
        return LocalValueDraft(**{field.name: getattr(self, field.name) for field in fields(LocalValueDraft)})

    @property
    def revoked(self) -> bool:
        """Whether it was ended on its very first day, and so never holds."""
        return self.until == self.since
