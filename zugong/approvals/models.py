"""Proposals that wait for a second person's yes, and what became of them."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from zugong.accounts.enums import Role
from zugong.accounts.models import User
from zugong.approvals.matters import Line, Matter, Shown, all_matters, matter_of
from zugong.audit.recorded import RecordedModel, RecordedQuerySet
from zugong.organizations.models import Organization
from zugong.organizations.scope import below, top_paths


class Decision(models.TextChoices):
    """What became of a proposal."""

    APPROVED = "approved", "同意"
    REJECTED = "rejected", "不同意"
    WITHDRAWN = "withdrawn", "撤回"


class ApprovalQuerySet(RecordedQuerySet):
    """Proposals, for those who made them and those who may decide them."""

    def visible_to(self, user: Any, roles: Collection[str] | None = None) -> Self:
        """Own proposals, and those of matters that the account decides, over its part of the tree."""
        return self.filter(Q(proposed_by=user.pk) | self._decided_by(user, roles))

    def waiting_for(self, user: Any) -> Self:
        """Proposals of others that this account may decide and nobody has decided."""
        return self.filter(self._decided_by(user, None), decision="").exclude(proposed_by=user.pk)

    def _decided_by(self, user: Any, roles: Collection[str] | None) -> Q:
        condition = Q(pk__in=[])
        for matter in all_matters():
            held = matter.deciders if roles is None else matter.deciders & frozenset(roles)
            condition |= Q(verb=matter.verb) & below(top_paths(user, held), "organization__path")
        return condition


class Approval(RecordedModel):
    """A proposal and its decision. The content is never changed; whoever wants another one makes a new proposal."""

    verb = models.CharField("事项", max_length=100)
    what = models.CharField("对象", max_length=200, db_index=True)
    title = models.CharField("标题", max_length=200)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="approvals", verbose_name="范围"
    )
    content = models.TextField("内容")
    digest = models.CharField("内容摘要", max_length=64)
    shown = models.TextField("提出时所见")
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="proposals", verbose_name="提出人")
    proposed_role = models.CharField("提出岗位", max_length=30, choices=Role.choices)
    proposed_at = models.DateTimeField("提出时间")
    reason = models.CharField("提出理由", max_length=500)
    decision = models.CharField("结论", max_length=10, choices=Decision.choices, blank=True, default="")
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审签人"
    )
    decided_at = models.DateTimeField("审签时间", null=True, blank=True)
    decided_reason = models.CharField("审签意见", max_length=500, blank=True, default="")

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = "审签"
        base_manager_name = "objects"
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision__in=["approved", "rejected"], decided_by=F("proposed_by")),
                name="approval_second_person",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="approval_decided_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["digest"],
                condition=Q(decision=""),
                name="one_waiting_approval_per_content",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def matter(self) -> Matter:
        return matter_of(self.verb)

    @property
    def proposed(self) -> dict[str, Any]:
        """The content as plain data."""
        return dict(json.loads(self.content))

    @property
    def as_proposed(self) -> Shown:
        """What the proposal looked like when it was made: what was, and what was asked for."""
        kept = json.loads(self.shown)
        return Shown([Line(*cells) for cells in kept["lines"]], kept["warnings"])

    @property
    def waiting(self) -> bool:
        return not self.decision
