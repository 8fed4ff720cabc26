"""Make one change for many people at once."""

from __future__ import annotations

from collections.abc import Collection

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.clock import today
from zugong.core.errors import Invalid, NotAllowed, Stale
from zugong.people.batches import BATCHES, MOST_AT_ONCE, Step, Values, steps_of
from zugong.people.form_words import digest_of
from zugong.people.models import Person


def change_many(
    kind: str, people: Collection[int], values: Values, *, by: Acting, seen: str, reason: str = ""
) -> list[Step]:
    """Write what `preview_of` showed, all or nothing; who was refused there is left out.

    `seen` is the digest of the preview. Raises KeyError, NotAllowed, Invalid for too many, Stale when it has changed.
    """
    with recording(by.actor, "people.batch.changed", f"people.batch:{kind}", reason=reason) as change:
        steps = preview_of(kind, people, values, by=by, lock=True)
        if fingerprint(steps) != seen:
            raise Stale("您看过预览以后，有人改过其中的资料；什么也没有写入。请再看一遍预览。")
        for step in steps:
            if not step.refusal:
                (change.save if step.row.pk else change.add)(step.row)
    return steps


def preview_of(kind: str, people: Collection[int], values: Values, *, by: Acting, lock: bool = False) -> list[Step]:
    """What it would do, by person. Raises KeyError, NotAllowed, Invalid for too many or none."""
    if len(people) > MOST_AT_ONCE:
        raise Invalid(f"一次最多改 {MOST_AT_ONCE} 人；请分几次改。")
    rows = Person.objects.filter(pk__in=list(people))
    found = list((rows.select_for_update() if lock else rows).order_by("strokes", "pk"))
    _must_keep_all(kind, found, by)
    if not found:
        raise Invalid("没有选到人；请回人员页重新选。")
    return steps_of(kind, found, values, by=by, day=today())


def fingerprint(steps: Collection[Step]) -> str:
    """A digest of what a preview showed."""
    return digest_of([[step.person.pk, step.old, step.new, step.refusal] for step in steps])


def _must_keep_all(kind: str, people: Collection[Person], by: Acting) -> None:
    if by.user is None:
        return
    own = Person.objects.visible_to(by.user, BATCHES[kind].keepers)
    reached = set(own.filter(pk__in=[person.pk for person in people]).values_list("pk", flat=True))
    out = [person.name for person in people if person.pk not in reached]
    if out:
        raise NotAllowed(f"有 {len(out)} 人不在您这个岗位的管理范围内，不能改动；请去掉他们再改。")
