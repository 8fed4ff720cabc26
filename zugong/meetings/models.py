"""Meetings of organizational life."""

from __future__ import annotations

from django.db import models

from zugong.audit.recorded import RecordedModel
from zugong.organizations.models import Organization
from zugong.organizations.scope import ScopedQuerySet
from zugong.regulations.tables.schema import LECTURER_POSTS, MEETING_KINDS


class Meeting(RecordedModel):
    """One meeting of an organization."""

    scope_path = "organization__path"

    code = models.CharField("编号", max_length=60, unique=True)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="meetings", verbose_name="组织"
    )
    kind = models.CharField("类型", max_length=40, choices=list(MEETING_KINDS.items()))
    held_on = models.DateField("日期")
    expected = models.PositiveIntegerField("应到", null=True, blank=True)
    present = models.PositiveIntegerField("实到", null=True, blank=True)
    votes_for = models.PositiveIntegerField("赞成票", null=True, blank=True)
    must_learn = models.BooleanField("必学内容", null=True, blank=True)
    lecturer_post = models.CharField(
        "主讲人职务", max_length=40, choices=list(LECTURER_POSTS.items()), blank=True, default=""
    )
    deferral_consent_on = models.DateField("延期批准日期", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "组织生活"
        base_manager_name = "objects"
        indexes = [models.Index(fields=["kind", "held_on"], name="meetings_by_kind_and_day")]
