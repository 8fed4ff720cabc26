"""What somebody did and learned before today: posts, ranks, the lines of the career, diplomas, rewards."""

from __future__ import annotations

from django.db import models

from zugong.audit.recorded import RecordedModel
from zugong.organizations.models import Organization
from zugong.organizations.scope import ScopedQuerySet
from zugong.people.models.person import Person
from zugong.regulations.tables.schema import DIPLOMA_KINDS, EDUCATION_MODES, LEVELS, RANKS


class Tenure(RecordedModel):
    """A post somebody held, in `[since, until)`.

    `team_position` orders the members of a team, `post_position` the posts of one person; empty comes last.
    """

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
    team_position = models.PositiveIntegerField("班子排序", null=True, blank=True)
    post_position = models.PositiveIntegerField("职务排序", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "任职经历"
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["person", "post", "organization", "since"], name="one_tenures_per_key")
        ]


class RankHolding(RecordedModel):
    """A rank of the parallel ladder somebody held, in `[since, until)`."""

    scope_path = "person__home__path"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ranks", verbose_name="人员")
    rank = models.CharField("职级", max_length=40, choices=list(RANKS.items()))
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "职级"
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["person", "rank", "since"], name="one_ranks_per_key")]


class CareerEntry(RecordedModel):
    """A line of the 简历 as the form has it; `within` names the position of the line it is a sub-period of."""

    scope_path = "person__home__path"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="career_entries", verbose_name="人员")
    position = models.PositiveIntegerField("序号")
    within = models.PositiveIntegerField("其间所属序号", null=True, blank=True)
    since = models.DateField("起", null=True, blank=True)
    until = models.DateField("止", null=True, blank=True)
    text = models.TextField("内容")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "简历"
        base_manager_name = "objects"
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["person", "position"], name="one_career_entries_per_key")]


class Diploma(RecordedModel):
    """An education level or a degree, earned full time or in service."""

    scope_path = "person__home__path"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="diplomas", verbose_name="人员")
    mode = models.CharField("教育类别", max_length=20, choices=list(EDUCATION_MODES.items()))
    kind = models.CharField("学历或学位", max_length=20, choices=list(DIPLOMA_KINDS.items()))
    name = models.CharField("名称", max_length=120)
    school = models.CharField("毕业院校系及专业", max_length=200, blank=True, default="")
    graduated_on = models.DateField("毕业日期", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "学历学位"
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["person", "mode", "kind", "name"], name="one_diplomas_per_key")]


class Reward(RecordedModel):
    """A reward or title of honour."""

    scope_path = "person__home__path"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="rewards", verbose_name="人员")
    name = models.CharField("名称", max_length=200)
    awarded_by = models.CharField("授予单位", max_length=120, blank=True, default="")
    awarded_on = models.DateField("授予日期")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "奖励"
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["person", "name", "awarded_on"], name="one_rewards_per_key")]


class ExperienceMark(RecordedModel):
    """An experience (基层, 宣传思想文化线…) proposed from a line of the career; it counts once confirmed.

    `line` is the text it was read from, `term` the word that made the program propose it.
    """

    scope_path = "person__home__path"

    class Kind(models.TextChoices):
        """What sort of experience."""

        GRASSROOTS = "grassroots", "基层经历"
        PUBLICITY_LINE = "publicity_line", "宣传思想文化线经历"

    class Status(models.TextChoices):
        """Whether anybody has looked at it."""

        PROPOSED = "proposed", "待确认"
        CONFIRMED = "confirmed", "已确认"
        DECLINED = "declined", "不认定"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="experience_marks", verbose_name="人员")
    tenure = models.ForeignKey(
        Tenure, on_delete=models.PROTECT, null=True, blank=True, related_name="marks", verbose_name="任职经历"
    )
    kind = models.CharField("经历", max_length=20, choices=Kind.choices)
    status = models.CharField("认定", max_length=10, choices=Status.choices, default=Status.PROPOSED)
    since = models.DateField("起", null=True, blank=True)
    until = models.DateField("止", null=True, blank=True)
    line = models.TextField("简历内容")
    term = models.CharField("依据词语", max_length=40)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "经历标记"
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "since", "line"], name="one_mark_per_line_and_kind")
        ]
