"""Where people belong: branches, and the transfers between them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models

from zugong.audit.recorded import RecordedModel, RecordedQuerySet
from zugong.organizations.models import Organization
from zugong.organizations.scope import ScopedQuerySet, below, top_paths
from zugong.people.models.person import Person
from zugong.regulations.tables.schema import BRANCH_POSTS, MEMBER_STATUSES


class Member(RecordedModel):
    """A person belongs to a branch, in `[since, until)`."""

    scope_path = "organization__path"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="members", verbose_name="人员")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="members", verbose_name="支部"
    )
    status = models.CharField("状态", max_length=40, choices=list(MEMBER_STATUSES.items()), blank=True, default="")
    since = models.DateField("转入日期", null=True, blank=True)
    until = models.DateField("转出日期", null=True, blank=True)
    branch_post = models.CharField(
        "支部职务", max_length=40, choices=list(BRANCH_POSTS.items()), blank=True, default=""
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "党员组织关系"
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["person", "organization", "since"], name="one_members_per_key")]


class TransferStatus(models.TextChoices):
    """How far a transfer has come."""

    PENDING = "pending", "待接收"
    ACCEPTED = "accepted", "已接收"
    RETURNED = "returned", "已退回"
    WITHDRAWN = "withdrawn", "已撤回"


class TransferKind(models.TextChoices):
    """What moves."""

    MEMBERSHIP = "membership", "党员组织关系"
    MANAGEMENT = "management", "人事管理关系"


class TransferQuerySet(RecordedQuerySet):
    """Transfers are seen from both ends."""

    def visible_to(self, user: Any, roles: Collection[str] | None = None) -> Self:
        """Those whose origin or destination the account sees in these roles."""
        paths = top_paths(user, roles)
        return self.filter(below(paths, "origin__path") | below(paths, "destination__path"))


class Transfer(RecordedModel):
    """A person goes from one organization to another: sent, pending, then accepted or returned.

    For a membership both are branches, and the letter of introduction has a number and a last day.
    """

    kind = models.CharField("种类", max_length=12, choices=TransferKind.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="transfers", verbose_name="人员")
    origin = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="departures", verbose_name="转出单位"
    )
    destination = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="arrivals", verbose_name="转入单位"
    )
    letter = models.CharField("介绍信编号", max_length=60, blank=True, default="")
    sent_on = models.DateField("转出日期")
    due_on = models.DateField("接收期限", null=True, blank=True)
    status = models.CharField("状态", max_length=10, choices=TransferStatus.choices, default=TransferStatus.PENDING)
    concluded_on = models.DateField("办结日期", null=True, blank=True)
    reason = models.CharField("事由", max_length=200, blank=True, default="")
    answer = models.CharField("接收意见", max_length=200, blank=True, default="")

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = "转接"
        base_manager_name = "objects"
        ordering = ("-sent_on", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(status="pending"),
                name="one_pending_transfer",
                violation_error_message="这个人已有一件同类转接还没有接收。",
            )
        ]
