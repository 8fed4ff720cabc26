"""What a person says about what is held about them: corrections, answers, objections, and appeals to somebody else."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models

from zugong.accounts.models import User
from zugong.audit.recorded import RecordedModel, RecordedQuerySet
from zugong.evidence.models import StoredFile
from zugong.people.models import Person


class ObjectionKind(models.TextChoices):
    """What the person wants."""

    CORRECTION = "correction", "更正"
    ANSWER = "answer", "说明"
    OBJECTION = "objection", "异议"
    APPEAL = "appeal", "申诉"


class ObjectionStatus(models.TextChoices):
    """How far it has come."""

    FILED = "filed", "待受理"
    IN_REVIEW = "in_review", "办理中"
    UPHELD = "upheld", "成立"
    PARTLY_UPHELD = "partly_upheld", "部分成立"
    DECLINED = "declined", "不成立"
    WITHDRAWN = "withdrawn", "已撤回"


OPEN = (ObjectionStatus.FILED, ObjectionStatus.IN_REVIEW)


class ObjectionQuerySet(RecordedQuerySet):
    """Objections are seen by those who handle them, where the person is managed."""

    def visible_to(self, user: Any, roles: Collection[str] | None = None) -> Self:
        """Objections of the people the account sees in these roles; the person's own are reached by `person`."""
        people = Person.objects.visible_to(user, roles).order_by().values("pk")
        return self.filter(person__in=people)


class Objection(RecordedModel):
    """One request of a person about one thing held about them.

    `about` is the record key of that thing (`people.sanction:17`), `about_label` what the person called it. An appeal
    names the decision it turns against in `previous` and must be decided by another handler. `handler` took it up.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="objections", verbose_name="本人")
    kind = models.CharField("种类", max_length=12, choices=ObjectionKind.choices)
    about = models.CharField("对象", max_length=200)
    about_label = models.CharField("事项", max_length=200)
    statement = models.TextField("陈述")
    wished = models.CharField("希望改为", max_length=400, blank=True, default="")
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="appeals", verbose_name="原决定"
    )
    filed_on = models.DateField("提出日期")
    due_on = models.DateField("答复期限")
    status = models.CharField("状态", max_length=14, choices=ObjectionStatus.choices, default=ObjectionStatus.FILED)
    handler = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="handled_objections", verbose_name="办理人"
    )
    decision = models.TextField("答复", blank=True, default="")
    decided_on = models.DateField("答复日期", null=True, blank=True)
    citation = models.CharField("依据", max_length=120, blank=True, default="")

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = "异议与更正"
        base_manager_name = "objects"
        ordering = ("-filed_on", "-pk")

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.status in OPEN


class ObjectionEvidence(RecordedModel):
    """A paper handed in with it."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="evidence", verbose_name="事项")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name="材料")

    class Meta:
        verbose_name = "佐证材料"
        base_manager_name = "objects"
