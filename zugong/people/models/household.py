"""The relatives that the appointment form asks for."""

from __future__ import annotations

from django.db import models

from zugong.audit.recorded import RecordedModel
from zugong.organizations.models import Organization
from zugong.organizations.scope import ScopedQuerySet
from zugong.people.models.person import Person
from zugong.people.sealed import SealedTextField


class FamilyMember(RecordedModel):
    """A relative, as on the appointment form."""

    scope_path = "person__home__path"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="family_members", verbose_name="人员")
    relation = models.CharField("称谓", max_length=60)
    name = SealedTextField("姓名")
    relative = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="kin_of", verbose_name="亲属人员"
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="family_members",
        verbose_name="亲属单位",
    )
    post = SealedTextField("亲属职务", blank=True, default="")
    born_on = models.DateField("出生年月", null=True, blank=True)
    political_status = models.CharField("政治面貌", max_length=60, blank=True, default="")
    unit_and_post = SealedTextField("工作单位及职务", blank=True, default="")
    position = models.PositiveIntegerField("排序", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "家庭成员"
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["person", "relation", "name"], name="one_family_members_per_key")
        ]
