"""How this room's models present the contract tables: contract column -> field path."""

from __future__ import annotations

from zugong.assessments.models import Indicator, IndicatorScore


TABLES = {
    "indicators": (
        Indicator,
        {
            "indicator_id": "code",
            "scheme": "scheme",
            "name": "name",
            "parent_id": "parent__code",
            "weight": "weight",
            "ideology": "ideology",
        },
    ),
    "indicator_scores": (
        IndicatorScore,
        {
            "subject_id": "subject_id",
            "indicator_id": "indicator__code",
            "score": "score",
        },
    ),
}
