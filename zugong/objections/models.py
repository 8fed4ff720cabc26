"""What a person says about what is held about them: corrections, answers, objections, reviews and appeals."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from zugong.accounts.models import User
from zugong.audit.recorded import RecordedModel, RecordedQuerySet
from zugong.evidence.models import StoredFile
from zugong.objections.seeing import ADVERSE_KEYS, FAMILY_KEY, HANDLERS
from zugong.people.models import Person
from zugong.people.sealed import SealedTextField
from zugong.people.seeing import ADVERSE_ROLES, FAMILY_ROLES


class ObjectionKind(models.TextChoices):
    """What the person wants. 异议, 复核 and 申诉 are three steps of the law and never one."""

    CORRECTION = "correction", "更正"
    ANSWER = "answer", "说明"
    OBJECTION = "objection", "异议"
    REVIEW = "review", "复核"
    APPEAL = "appeal", "申诉"


class ObjectionStatus(models.TextChoices):
    """How far it has come. An answer needs no decision: it is placed beside the record at once."""

    FILED = "filed", "待受理"
    IN_REVIEW = "in_review", "办理中"
    UPHELD = "upheld", "成立"
    PARTLY_UPHELD = "partly_upheld", "部分成立"
    DECLINED = "declined", "不成立"
    WITHDRAWN = "withdrawn", "已撤回"
    PLACED = "placed", "已载明"


OPEN = (ObjectionStatus.FILED, ObjectionStatus.IN_REVIEW)
DECISIONS = (ObjectionStatus.UPHELD, ObjectionStatus.PARTLY_UPHELD, ObjectionStatus.DECLINED)


class ObjectionQuerySet(RecordedQuerySet):
    """Objections are seen by those who handle them, where the person is managed, and never wider than their matter."""

    def visible_to(self, user: Any, roles: Collection[str] | None = None) -> Self:
        """What the account handles in these roles; the person's own are reached by `of`."""
        held = HANDLERS if roles is None else HANDLERS & frozenset(roles)
        plain = self._of_people(user, held) & ~_about(*ADVERSE_KEYS) & ~_about(FAMILY_KEY)
        adverse = self._of_people(user, held & ADVERSE_ROLES) & _about(*ADVERSE_KEYS)
        family = self._of_people(user, held & FAMILY_ROLES) & _about(FAMILY_KEY)
        return self.filter(plain | adverse | family)

    def of(self, user: Any) -> Self:
        """The account's own."""
        return self.filter(person__account=user.pk)

    def _of_people(self, user: Any, roles: Collection[str]) -> Q:
        return Q(person__in=Person.objects.visible_to(user, roles).order_by().values("pk"))


def _about(*beginnings: str) -> Q:
    """Requests about things whose key begins so."""
    condition = Q(pk__in=())
    for beginning in beginnings:
        condition |= Q(about__startswith=beginning)
    return condition


class Objection(RecordedModel):
    """One request of a person about one thing held about them.

    `about` is the record key of that thing (`people.sanction:17`), or `rule:` and the key of a rule whose finding it
    is; `field` the column to be corrected. An appeal names the decision it turns against in `previous` and must be
    decided by another handler. `handler` took it up. `due_on` is empty where nothing has to be decided; `due_cites`
    is the clause the day rests on.
    """

    erased_with_person: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="objections", verbose_name="本人")
    kind = models.CharField("种类", max_length=12, choices=ObjectionKind.choices)
    about = models.CharField("对象", max_length=200, db_index=True)
    about_label = models.CharField("事项", max_length=200)
    field = models.CharField("栏目", max_length=60, blank=True, default="")
    statement = SealedTextField("陈述")
    wished = SealedTextField("希望改为", blank=True, default="")
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="appeals", verbose_name="原决定"
    )
    filed_on = models.DateField("提出日期")
    due_on = models.DateField("答复期限", null=True, blank=True)
    due_cites = models.CharField("期限依据", max_length=120, blank=True, default="")
    status = models.CharField("状态", max_length=14, choices=ObjectionStatus.choices, default=ObjectionStatus.FILED)
    handler = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="handled_objections", verbose_name="办理人"
    )
    decision = SealedTextField("答复", blank=True, default="")
    decided_on = models.DateField("答复日期", null=True, blank=True)
    citation = models.CharField("依据", max_length=120, blank=True, default="")

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = "异议与更正"
        base_manager_name = "objects"
        ordering = ("-filed_on", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.about_label}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.status in OPEN

    @property
    def is_decided(self) -> bool:
        """Whether somebody has answered it."""
        return self.status in DECISIONS


class EvidenceQuerySet(RecordedQuerySet):
    """Papers are seen with the request they belong to."""

    def visible_to(self, user: Any, roles: Collection[str] | None = None) -> Self:
        """Papers of the requests the account handles."""
        return self.filter(objection__in=Objection.objects.visible_to(user, roles).order_by().values("pk"))

    def of(self, user: Any) -> Self:
        """Papers the account's person handed in."""
        return self.filter(objection__person__account=user.pk)


class ObjectionEvidence(RecordedModel):
    """A paper handed in with it, under the name the person gave it."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="evidence", verbose_name="事项")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name="材料")
    name = models.CharField("名称", max_length=200)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "佐证材料"
        base_manager_name = "objects"
        ordering = ("pk",)
