"""Appointment cases."""

from __future__ import annotations

from django.db import models

from zugong.audit.recorded import RecordedModel
from zugong.organizations.models import Organization
from zugong.organizations.scope import ScopedQuerySet
from zugong.people.models import Person
from zugong.regulations.tables.schema import LEVELS


class AppointmentCase(RecordedModel):
    """The dates and figures of one appointment, step by step."""

    scope_path = "person__home__path"

    code = models.CharField("编号", max_length=60, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointment_cases", verbose_name="人员")
    target_post = models.CharField("拟任职务", max_length=200, blank=True, default="")
    target_organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appointment_cases",
        verbose_name="拟任单位",
    )
    target_level = models.CharField("拟任层次", max_length=40, choices=list(LEVELS.items()), blank=True, default="")
    from_level = models.CharField("现任层次", max_length=40, choices=list(LEVELS.items()), blank=True, default="")
    exceptional = models.BooleanField("破格", null=True, blank=True)
    exceptional_consent_on = models.DateField("上级同意日期", null=True, blank=True)
    small_unit = models.BooleanField("人数较少单位", null=True, blank=True)
    motion_on = models.DateField("动议日期", null=True, blank=True)
    assembly_recommendation_on = models.DateField("会议推荐日期", null=True, blank=True)
    interview_recommendation_on = models.DateField("谈话推荐日期", null=True, blank=True)
    vetting_on = models.DateField("考察日期", null=True, blank=True)
    vetting_notice_on = models.DateField("考察预告日期", null=True, blank=True)
    vetting_team_size = models.PositiveIntegerField("考察组人数", null=True, blank=True)
    dossier_reviewed_on = models.DateField("档案审核日期", null=True, blank=True)
    personal_matters_checked_on = models.DateField("个人事项查核日期", null=True, blank=True)
    integrity_opinion_on = models.DateField("纪检监察意见日期", null=True, blank=True)
    petitions_cleared_on = models.DateField("信访查核日期", null=True, blank=True)
    signed_by_secretary = models.BooleanField("书记签字", null=True, blank=True)
    signed_by_discipline = models.BooleanField("纪委书记签字", null=True, blank=True)
    decided_on = models.DateField("讨论决定日期", null=True, blank=True)
    decision_expected = models.PositiveIntegerField("应到", null=True, blank=True)
    decision_present = models.PositiveIntegerField("实到", null=True, blank=True)
    decision_for = models.PositiveIntegerField("同意票", null=True, blank=True)
    notice_on = models.DateField("公示日期", null=True, blank=True)
    notice_until = models.DateField("公示截止", null=True, blank=True)
    letter_on = models.DateField("任职文件日期", null=True, blank=True)
    effective_on = models.DateField("任职日期", null=True, blank=True)
    talk_on = models.DateField("任职谈话日期", null=True, blank=True)
    probation_required = models.BooleanField("须试用", null=True, blank=True)
    probation_until = models.DateField("试用期止", null=True, blank=True)
    probation_concluded_on = models.DateField("试用期满考核日期", null=True, blank=True)
    closed_on = models.DateField("终止日期", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "选任纪实"
        base_manager_name = "objects"
