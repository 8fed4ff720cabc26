"""How this room's models present the contract tables: contract column -> field path."""

from __future__ import annotations

from zugong.training.models import TrainingClass, TrainingCourse


TABLES = {
    "training_classes": (
        TrainingClass,
        {
            "class_id": "code",
            "name": "name",
            "kind": "kind",
            "provider": "provider",
            "since": "since",
            "until": "until",
        },
    ),
    "training_courses": (
        TrainingCourse,
        {
            "class_id": "training_class__code",
            "course": "course",
            "category": "category",
            "hours": "hours",
            "leader_lecture": "leader_lecture",
        },
    ),
}
