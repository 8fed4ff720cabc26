"""What the judge found in the live database: derived rows, not on record, thrown away and made again at will."""

from __future__ import annotations

from django.db import models

from zugong.compliance.scope import FindingQuerySet
from zugong.core.outcomes import Force, Outcome
from zugong.organizations.models import Organization
from zugong.regulations.findings import SUBJECT_KINDS


class RunKind(models.TextChoices):
    """What a run is for. `current` and `open` are one row each, kept up to date; a run being made is not shown yet."""

    MAKING = "making", "核查中"
    CURRENT = "current", "今天"
    OPEN = "open", "未满的期间"
    PAST = "past", "过去某日"


class Run(models.Model):
    """One judgement of the whole database: on which days, by which law, when, in how many seconds.

    `summary` lists per rule its subject kind, period kind and the four counts over everything.
    """

    kind = models.CharField(max_length=10, choices=RunKind.choices)
    as_of = models.DateField("核查日")
    since = models.DateField("从哪天起")
    at = models.DateTimeField("核查时间")
    law = models.CharField("法规指纹", max_length=64)
    seconds = models.FloatField("用时（秒）")
    summary = models.JSONField(default=list)

    class Meta:
        verbose_name = "核查"
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(kind__in=["current", "open"]), name="one_current_run"
            )
        ]


class AboutSubject(models.Model):
    """Names a rule and the subject it speaks of; `organization` is where in the tree it hangs.

    The organization is a link without a constraint: what is derived must not keep the register from changing.
    """

    rule = models.CharField("规则", max_length=100)
    subject_kind = models.CharField("对象类别", max_length=20, choices=list(SUBJECT_KINDS.items()))
    subject_id = models.CharField("对象编号", max_length=200)
    subject_name = models.CharField("对象", max_length=500)
    period = models.CharField("期间", max_length=7, blank=True)
    organization = models.ForeignKey(
        Organization, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        abstract = True


class Finding(AboutSubject):
    """A finding of a run: the columns of the contract, the subject's name, and where it hangs in the tree."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="findings", db_index=False)
    outcome = models.CharField("结论", max_length=20, choices=[(each.value, each.label) for each in Outcome])
    force = models.CharField("约束力", max_length=10, choices=[(each.value, each.label) for each in Force])
    actual = models.TextField("实际", blank=True)
    required = models.TextField("要求", blank=True)
    reason = models.TextField("待核原因", blank=True)
    citation = models.CharField("依据", max_length=200)
    since = models.CharField("依据起始日", max_length=10, blank=True)

    class Meta:
        verbose_name = "核查结果"
        indexes = [
            models.Index(fields=["run", "rule", "period", "outcome", "organization"], name="finding_board"),
            models.Index(fields=["run", "subject_kind", "subject_id"], name="finding_subject"),
        ]

    @property
    def known(self) -> Outcome:
        """The outcome as a word of the judge."""
        return Outcome(self.outcome)


class Tally(models.Model):
    """How many findings of a run there are by rule, period and outcome, below a big organization; null: everywhere."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="tallies", db_index=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+", db_index=False
    )
    rule = models.CharField("规则", max_length=100)
    period = models.CharField("期间", max_length=7, blank=True)
    outcome = models.CharField("结论", max_length=20)
    many = models.PositiveIntegerField("项数")

    class Meta:
        verbose_name = "核查结果的合计"
        indexes = [models.Index(fields=["run", "organization", "rule"], name="tally_part")]


class Change(AboutSubject):
    """A finding came, went or turned out differently between two judgements; empty where there was or is none."""

    was = models.CharField("原来", max_length=20, blank=True)
    became = models.CharField("现在", max_length=20, blank=True)
    at = models.DateTimeField("时间", db_index=True)

    class Meta:
        verbose_name = "结论变化"
        indexes = [models.Index(fields=["subject_kind", "subject_id", "rule"], name="change_subject")]


class Staleness(models.Model):
    """One row: when something the judge reads last changed, and since when a task is waiting to judge again."""

    changed_at = models.DateTimeField(null=True)
    queued_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "待重新核查"
