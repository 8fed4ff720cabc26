"""Training classes and their courses."""

from __future__ import annotations

from django.db import models

from zugong.audit.recorded import RecordedModel
from zugong.regulations.tables.schema import CLASS_KINDS, COURSE_CATEGORIES


class TrainingClass(RecordedModel):
    """A run of a training programme; `until` is its last day."""

    code = models.CharField("编号", max_length=60, unique=True)
    name = models.CharField("名称", max_length=200)
    kind = models.CharField("类别", max_length=40, choices=list(CLASS_KINDS.items()), blank=True, default="")
    provider = models.CharField("举办单位", max_length=200, blank=True, default="")
    since = models.DateField("开班", null=True, blank=True)
    until = models.DateField("结班", null=True, blank=True)

    class Meta:
        verbose_name = "培训班次"
        base_manager_name = "objects"


class TrainingCourse(RecordedModel):
    """A course of a class, with its hours."""

    training_class = models.ForeignKey(
        TrainingClass, on_delete=models.PROTECT, related_name="courses", verbose_name="班次"
    )
    course = models.CharField("课程", max_length=200)
    category = models.CharField("类别", max_length=40, choices=list(COURSE_CATEGORIES.items()))
    hours = models.DecimalField("学时", max_digits=20, decimal_places=6)
    leader_lecture = models.BooleanField("领导干部授课", null=True, blank=True)

    class Meta:
        verbose_name = "课程"
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["training_class", "course"], name="one_training_courses_per_key")
        ]
