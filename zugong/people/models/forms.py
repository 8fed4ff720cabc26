"""The form files people came in: kept as they were, with what the register has no place for."""

from __future__ import annotations

from django.db import models

from zugong.audit.recorded import RecordedModel
from zugong.evidence.models import StoredFile
from zugong.organizations.scope import ScopedQuerySet
from zugong.people.models.person import Person


class FormSource(RecordedModel):
    """The last form file read for a person. `remainder` holds fields the register does not keep, by name."""

    scope_path = "person__home__path"

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="form_source", verbose_name="人员")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name="任免表文件")
    read_on = models.DateField("导入日期")
    remainder = models.JSONField("其他内容", default=dict)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "任免表来源"
        base_manager_name = "objects"
