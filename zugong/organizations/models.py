"""The tree of Party organizations and units, their quotas, the working calendar, and who holds which role where."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from zugong.accounts.enums import Role
from zugong.accounts.models import User
from zugong.audit.recorded import RecordedModel
from zugong.organizations.scope import ScopedQuerySet
from zugong.regulations.tables.schema import LEVELS, ORGANIZATION_KINDS, SETTINGS


class Organization(RecordedModel):
    """A Party organization or a unit. `path` is derived: the ids from the root, each followed by a dot."""

    scope_path = "path"

    code = models.CharField("编号", max_length=60, unique=True, error_messages={"unique": "已有这个编号的组织。"})
    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=60, blank=True, default="")
    pinyin = models.CharField("拼音", max_length=400, blank=True, default="", editable=False)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    path = models.CharField(max_length=400, unique=True, editable=False)
    position = models.PositiveIntegerField("排序", default=0, editable=False)
    kind = models.CharField("类别", max_length=20, choices=list(ORGANIZATION_KINDS.items()))
    setting = models.CharField("所在", max_length=20, choices=list(SETTINGS.items()), blank=True, default="")
    publicity_line = models.BooleanField("宣传思想文化线", null=True, blank=True)
    founded_on = models.DateField("成立日期", null=True, blank=True)
    dissolved_on = models.DateField("撤销日期", null=True, blank=True)
    has_committee = models.BooleanField("设支委会", null=True, blank=True)
    committee_size = models.PositiveIntegerField("支委人数", null=True, blank=True)
    holds_life_meeting = models.BooleanField("召开民主生活会", null=True, blank=True)
    term_since = models.DateField("本届起", null=True, blank=True)
    term_extended_until = models.DateField("延期至", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "组织"
        base_manager_name = "objects"
        ordering = ("position", "code")
        constraints = [
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True)
                | Q(founded_on__isnull=True)
                | Q(dissolved_on__gte=F("founded_on")),
                name="dissolved_after_founding",
                violation_error_message="撤销日期不能早于成立日期。",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="not_its_own_parent", violation_error_message="上级不能是它自己。"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def contains(self, other: Organization) -> bool:
        """Whether the other lies in the tree below this one, or is it."""
        return other.path.startswith(self.path)


class FormerName(RecordedModel):
    """A name an organization had, for old tenures and old papers."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField("曾用名", max_length=120)
    until = models.DateField("用到")

    class Meta:
        verbose_name = "曾用名"
        base_manager_name = "objects"
        ordering = ("-until",)


class Succession(RecordedModel):
    """One organization's duties went to another: a merger or a split, and the day."""

    predecessor = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="predecessions")
    kind = models.CharField("方式", max_length=10, choices=[("merger", "合并"), ("split", "分设")])
    on = models.DateField("日期")

    class Meta:
        verbose_name = "沿革"
        base_manager_name = "objects"
        ordering = ("-on",)


class PostQuota(RecordedModel):
    """How many posts of a level an organization may have, in `[since, until)`."""

    scope_path = "organization__path"

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="post_quotas", verbose_name="单位"
    )
    level = models.CharField("层次", max_length=20, choices=list(LEVELS.items()))
    quota = models.PositiveIntegerField("核定职数")
    since = models.DateField("起", null=True, blank=True)
    until = models.DateField("止", null=True, blank=True)
    document = models.CharField("依据文号", max_length=120, blank=True, default="")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "职数"
        base_manager_name = "objects"
        ordering = ("organization", "level", "since")
        constraints = [
            models.UniqueConstraint(fields=["organization", "level", "since"], name="one_quota_per_start"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="quota_ends_after_start",
                violation_error_message="止不能早于起。",
            ),
        ]


class Workday(RecordedModel):
    """One day of the department's own working calendar; it wins over the shipped calendar."""

    date = models.DateField("日期", unique=True)
    is_workday = models.BooleanField("工作日")
    note = models.CharField("说明", max_length=60, blank=True, default="")

    class Meta:
        verbose_name = "工作日历"
        base_manager_name = "objects"
        ordering = ("date",)


class RoleGrant(RecordedModel):
    """An account holds a role over an organization and all below it, in `[since, until)`."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants", verbose_name="账号")
    role = models.CharField("岗位", max_length=30, choices=Role.choices)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="grants", verbose_name="管到哪里"
    )
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "授权"
        base_manager_name = "objects"
        ordering = ("user", "role")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "organization"],
                condition=Q(until__isnull=True),
                name="one_open_grant",
                violation_error_message="已经授过这个岗位。",
            )
        ]


class TreeLock(models.Model):
    """The one row that serialises changes of the tree."""

    changes = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "组织树锁"
