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

        register_verbs({**verbs_of_this_room(), "people.list.taken_out": "导出人员名单"})
