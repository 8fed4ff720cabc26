"""An officer has looked: the line is no such experience."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.people.actions.confirm_mark import FLAGS
from zugong.people.models import ExperienceMark
from zugong.people.policy import KEEPERS, fresh_person, must_keep


def decline_mark(mark: ExperienceMark, *, by: Acting, seen: int | None = None) -> None:
    """The mark stays, declined; a flag that its confirmation had set is taken back. Raises NotAllowed, Stale."""
    with recording(by.actor, "people.mark.declined", mark) as change:
        must_keep(by, KEEPERS, fresh_person(mark.person))
        was_confirmed, tenure = mark.status == ExperienceMark.Status.CONFIRMED, mark.tenure
        mark.status = ExperienceMark.Status.DECLINED
        change.save(mark, seen=seen)
        if was_confirmed and tenure is not None and not _confirmed_otherwise(mark):
            setattr(tenure, FLAGS[mark.kind], False)
            change.save(tenure)


def _confirmed_otherwise(mark: ExperienceMark) -> bool:
    same = ExperienceMark.objects.filter(tenure=mark.tenure, kind=mark.kind, status=ExperienceMark.Status.CONFIRMED)
    return same.exclude(pk=mark.pk).exists()
