"""Word templates that a department put in place of ours."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models

from zugong.audit.recorded import RecordedModel, RecordedQuerySet
from zugong.evidence.models import StoredFile


class TemplateStatus(models.TextChoices):
    """How far a template has come."""

    PROPOSED = "proposed", "待审签"
    ADOPTED = "adopted", "在用"
    RETIRED = "retired", "已停用"


class DocumentTemplateQuerySet(RecordedQuerySet):
    """Templates hold for the whole department and name nobody: who may open their pages sees all of them."""

    def visible_to(self, user: Any, roles: Collection[str] | None = None) -> Self:
        """All of them."""
        return self.all()


class DocumentTemplate(RecordedModel):
    """A template of one kind of document; at most one of a kind is in use, without one the built-in layout is."""

    kind = models.CharField("种类", max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name="模板文件")
    name = models.CharField("名称", max_length=120)
    document = models.CharField("依据文号", max_length=120, blank=True, default="")
    status = models.CharField("状态", max_length=10, choices=TemplateStatus.choices, default=TemplateStatus.PROPOSED)
    adopted_on = models.DateField("启用日期", null=True, blank=True)
    retired_on = models.DateField("停用日期", null=True, blank=True)

    objects = DocumentTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "文书模板"
        base_manager_name = "objects"
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=models.Q(status="adopted"), name="one_template_in_use")
        ]

    def __str__(self) -> str:
        return self.name
