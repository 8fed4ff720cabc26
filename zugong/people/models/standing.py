"""What was decided or found about somebody: sanctions, grades, training, reviews of the dossier, reports."""

from __future__ import annotations

from django.db import models

from zugong.audit.recorded import RecordedModel
from zugong.organizations.scope import ScopedQuerySet
from zugong.people.models.person import Person
from zugong.regulations.tables.schema import (
    DOSSIER_ITEMS,
    DOSSIER_OUTCOMES,
    GRADES,
    REPORT_CHECKS,
    REPORT_OUTCOMES,
    SANCTION_KINDS,
    TRAINING_MODES,
)


class Sanction(RecordedModel):
    """A sanction or organizational measure; `influence_until` is its last day and overrides the computed one."""

    scope_path = "person__home__path"

    code = models.CharField("编号", max_length=60, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sanctions", verbose_name="人员")
    kind = models.CharField("种类", max_length=40, choices=list(SANCTION_KINDS.items()))
    decided_on = models.DateField("决定日期")
    party_probation_months = models.PositiveIntegerField("察看月数", null=True, blank=True)
    influence_until = models.DateField("影响期止", null=True, blank=True)
    acknowledged_on = models.DateField("本人签收日期", null=True, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "处分与组织处理"
        base_manager_name = "objects"


class AnnualAssessment(RecordedModel):
    """The grade of a year."""

    scope_path = "person__home__path"

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="annual_assessments", verbose_name="人员"
    )
    year = models.PositiveIntegerField("年度")
    grade = models.CharField("等次", max_length=40, choices=list(GRADES.items()))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "年度考核"
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["person", "year"], name="one_annual_assessments_per_key")]


class TrainingRecord(RecordedModel):
    """Training somebody finished. `class_id` is text, because classes live in a room above."""

    scope_path = "person__home__path"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="training_records", verbose_name="人员")
    class_id = models.CharField("班次编号", max_length=60, blank=True, default="")
    ended_on = models.DateField("结束日期")
    hours = models.DecimalField("学时", max_digits=20, decimal_places=6)
    days = models.DecimalField("天数", max_digits=20, decimal_places=6, null=True, blank=True)
    mode = models.CharField("方式", max_length=40, choices=list(TRAINING_MODES.items()), blank=True, default="")
    leave_hours = models.DecimalField("请假学时", max_digits=20, decimal_places=6, null=True, blank=True)
    recognized = models.BooleanField("认可", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "培训记录"
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["person", "class_id", "ended_on"], name="one_training_records_per_key")
        ]


class DossierReview(RecordedModel):
    """What a review of the dossier found for one of 三龄两历一身份, and what was settled."""

    scope_path = "person__home__path"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="dossier_reviews", verbose_name="人员")
    item = models.CharField("审核事项", max_length=20, choices=list(DOSSIER_ITEMS.items()))
    outcome = models.CharField("审核结论", max_length=20, choices=list(DOSSIER_OUTCOMES.items()))
    settled_value = models.CharField("认定内容", max_length=200, blank=True, default="")
    reviewed_on = models.DateField("审核日期", null=True, blank=True)
    document = models.CharField("依据文号", max_length=120, blank=True, default="")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "档案审核"
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["person", "item"], name="one_dossier_reviews_per_key")]


class PersonalMattersReport(RecordedModel):
    """A yearly report on personal matters and what a check of it found; never its content."""

    scope_path = "person__home__path"

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="personal_matters_reports", verbose_name="人员"
    )
    year = models.PositiveIntegerField("年度")
    reported_on = models.DateField("报告日期", null=True, blank=True)
    check_kind = models.CharField(
        "查核方式", max_length=20, choices=list(REPORT_CHECKS.items()), blank=True, default=""
    )
    checked_on = models.DateField("查核日期", null=True, blank=True)
    outcome = models.CharField(
        "查核结果", max_length=20, choices=list(REPORT_OUTCOMES.items()), blank=True, default=""
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "个人有关事项报告"
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["person", "year"], name="one_personal_matters_reports_per_key")]
