"""Assessment indicators and scores."""

from __future__ import annotations

from django.db import models

from zugong.audit.recorded import RecordedModel


class Indicator(RecordedModel):
    """An indicator of an assessment scheme; weights multiply down the tree."""

    code = models.CharField("编号", max_length=60, unique=True)
    scheme = models.CharField("考核体系", max_length=40)
    name = models.CharField("名称", max_length=200)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级指标"
    )
    weight = models.DecimalField("权重", max_digits=20, decimal_places=6)
    ideology = models.BooleanField("意识形态", null=True, blank=True)

    class Meta:
        verbose_name = "考核指标"
        base_manager_name = "objects"


class IndicatorScore(RecordedModel):
    """The score of one subject for one indicator, 0 to 100."""

    subject_id = models.CharField("被考核对象", max_length=60)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="scores", verbose_name="指标")
    score = models.DecimalField("得分", max_digits=20, decimal_places=6)

    class Meta:
        verbose_name = "指标得分"
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["subject_id", "indicator"], name="one_indicator_scores_per_key")
        ]
