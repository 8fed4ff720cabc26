"""人员."""

from __future__ import annotations

from django.apps import AppConfig

from zugong.audit.verbs import register_verbs


class PeopleConfig(AppConfig):
    name = "zugong.people"
    label = "people"
    verbose_name = "人员"

    def ready(self) -> None:
        """Register the verbs of this room."""
        from zugong.people.verbs import verbs_of_this_room

        taken_out = {
            "people.list.taken_out": "导出人员名单",
            "people.reminders.taken_out": "导出提醒清单",
            "people.quality.taken_out": "导出信息校核清单",
        }
        register_verbs({**verbs_of_this_room(), **taken_out})
