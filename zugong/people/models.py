"""The register of people: who they are, where they belong, what they did and learned, what was decided about them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import Q

from zugong.audit.recorded import RecordedModel
from zugong.core.clock import today
from zugong.organizations.models import Organization
from zugong.organizations.scope import ScopedQuerySet, below, top_paths
from zugong.regulations.tables.schema import (
    BRANCH_POSTS,
    EDUCATION_LEVELS,
    GRADES,
    LEVELS,
    MEMBER_STATUSES,
    SANCTION_KINDS,
    TRAINING_MODES,
)


class PersonQuerySet(ScopedQuerySet):
    """People are seen where they are managed and in the branch they belong to today."""

    def visible_to(self, user: Any, roles: Collection[str] | None = None) -> Self:
        """The people an account may see in these roles. Whoever holds the one root sees all, without looking."""
        paths = top_paths(user, roles)
        if covers_everything(user, paths):
            return self.all()
        homes = Organization.objects.filter(below(paths, "path")).order_by().values("pk")
        return self.filter(Q(home__in=homes) | Q(pk__in=_present(below(paths, "organization__path"))))

    def under(self, organization: Organization) -> Self:
        """The people of an organization and all below it."""
        homes = Organization.objects.under(organization).order_by().values("pk")
        branch = _present(Q(organization__path__startswith=organization.path))
        return self.filter(Q(home__in=homes) | Q(pk__in=branch))


def covers_everything(user: Any, paths: Collection[str]) -> bool:
    """Whether one of the account's paths is that of the only root. Looked up once for an account at hand."""
    if not any(path.count(".") == 1 for path in paths):
        return False
    if "_one_root" not in user.__dict__:
        user.__dict__["_one_root"] = Organization.objects.filter(parent=None).count() == 1
    return bool(user.__dict__["_one_root"])


def _present(where: Q) -> Any:
    """Ids of people who belong today to a branch of which `where` holds."""
    open_end = Q(until__isnull=True) | Q(until__gt=today())
    return Member.objects.filter(where, open_end).values("person_id")


class Person(RecordedModel):
    """A cadre or Party member. `home` is where they are managed; it decides who may see them."""

    scope_path = "home__path"

    code = models.CharField("编号", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=200)
    sex = models.CharField("性别", max_length=60, blank=True, default="")
    ethnicity = models.CharField("民族", max_length=60, blank=True, default="")
    born_on = models.DateField("出生年月", null=True, blank=True)
    work_started_on = models.DateField("参加工作时间", null=True, blank=True)
    party_joined_on = models.DateField("入党时间", null=True, blank=True)
    education = models.CharField("学历", max_length=40, choices=list(EDUCATION_LEVELS.items()), blank=True, default="")
    home = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="people", verbose_name="管理单位"
    )
    pinyin = models.CharField("拼音", max_length=200, blank=True, default="", editable=False, db_index=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "人员"
        base_manager_name = "objects"
        indexes = [
            # holds all that the list is ordered and narrowed by, so that a page far down costs no reading of rows
            models.Index(fields=["pinyin", "id", "home", "code", "name"], name="people_as_listed"),
        ]


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


class FamilyMember(RecordedModel):
    """A relative, as on the appointment form."""

    scope_path = "person__home__path"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="family_members", verbose_name="人员")
    relation = models.CharField("称谓", max_length=60)
    name = models.CharField("姓名", max_length=200)
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
    post = models.CharField("亲属职务", max_length=200, blank=True, default="")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "家庭成员"
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["person", "relation", "name"], name="one_family_members_per_key")
        ]


class Tenure(RecordedModel):
    """A post somebody held, in `[since, until)`."""

    scope_path = "person__home__path"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures", verbose_name="人员")
    post = models.CharField("职务", max_length=200)
    level = models.CharField("层次", max_length=40, choices=list(LEVELS.items()), blank=True, default="")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="tenures", verbose_name="单位"
    )
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    grassroots = models.BooleanField("基层经历", null=True, blank=True)
    publicity_line = models.BooleanField("宣传思想文化线经历", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "任职经历"
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["person", "post", "organization", "since"], name="one_tenures_per_key")
        ]


class Sanction(RecordedModel):
    """A sanction or organizational measure; `influence_until` is its last day and overrides the computed one."""

    scope_path = "person__home__path"

    code = models.CharField("编号", max_length=60, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sanctions", verbose_name="人员")
    kind = models.CharField("种类", max_length=40, choices=list(SANCTION_KINDS.items()))
    decided_on = models.DateField("决定日期")
    party_probation_months = models.PositiveIntegerField("察看月数", null=True, blank=True)
    influence_until = models.DateField("影响期止", null=True, blank=True)

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
