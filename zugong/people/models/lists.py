"""What officers keep for their own work: named lists of people and saved filters."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import Q

from zugong.accounts.models import User
from zugong.audit.recorded import RecordedModel, RecordedQuerySet
from zugong.people.models.person import Person


class NamedListQuerySet(RecordedQuerySet):
    """Lists are seen by their owner and by those they are shared with."""

    def visible_to(self, user: Any, roles: Collection[str] | None = None) -> Self:
        """One's own lists and those shared with the account. Who is on them is narrowed again by scope."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(Q(owner=user) | Q(shares__user=user)).distinct()


class NamedList(RecordedModel):
    """A list of people under a name. A locked one keeps its people until it is unlocked."""

    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="named_lists", verbose_name="建立人")
    name = models.CharField("名称", max_length=80)
    purpose = models.CharField("用途", max_length=200, blank=True, default="")
    is_locked = models.BooleanField("锁定", default=False)
    created_on = models.DateField("建立日期")

    objects = NamedListQuerySet.as_manager()

    class Meta:
        verbose_name = "名单"
        base_manager_name = "objects"
        ordering = ("-created_on", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], name="one_list_per_name", violation_error_message="您已有同名的名单。"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ListEntry(RecordedModel):
    """A person on a list, at a position."""

    named_list = models.ForeignKey(NamedList, on_delete=models.PROTECT, related_name="entries", verbose_name="名单")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="list_entries", verbose_name="人员")
    position = models.PositiveIntegerField("排序")

    class Meta:
        verbose_name = "名单人员"
        base_manager_name = "objects"
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=["named_list", "person"], name="once_on_a_list")]


class ListShare(RecordedModel):
    """A list may be read by another account."""

    named_list = models.ForeignKey(NamedList, on_delete=models.PROTECT, related_name="shares", verbose_name="名单")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="shared_lists", verbose_name="共享给")

    class Meta:
        verbose_name = "名单共享"
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["named_list", "user"], name="shared_once")]


class SavedFilter(RecordedModel):
    """A query of the list of people under a name; `query` is what stands behind the question mark."""

    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="saved_filters", verbose_name="建立人")
    name = models.CharField("名称", max_length=80)
    query = models.CharField("条件", max_length=2000)

    class Meta:
        verbose_name = "常用查询"
        base_manager_name = "objects"
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], name="one_filter_per_name", violation_error_message="您已有同名的查询。"
            )
        ]
