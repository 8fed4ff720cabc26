"""Write the 简历 of a person anew from a text."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import Change, recording
from zugong.core.errors import Invalid, Stale
from zugong.formats.forms.form import FormProblem
from zugong.people.career import mark_of, read_text, rows_of, text_of
from zugong.people.models import CareerEntry, Person
from zugong.people.policy import KEEPERS, fresh_person, must_keep


LONGEST = 20_000
_KEPT = ("within", "since", "until", "text")


def rewrite_career(
    person: Person, text: str, *, by: Acting, seen: str | None = None, reason: str = ""
) -> tuple[FormProblem, ...]:
    """Keep the lines of a text; returns what to look at, which keeps nothing from being saved.

    `seen` is the digest (`mark_of`) of the text the form was filled from. Raises NotAllowed, Invalid, Stale.
    """
    lines, problems = read_text(text)
    with recording(by.actor, "people.career.rewritten", person, reason=reason) as change:
        kept = fresh_person(person)
        must_keep(by, KEEPERS, kept)
        old = list(CareerEntry.objects.select_for_update().filter(person=kept).order_by("position"))
        if seen is not None and seen != mark_of(text_of(old)):
            raise Stale("简历在您打开之后已被别人改过，您的改动没有保存。请核对最新内容后再改。")
        if len(text) > LONGEST:
            raise Invalid(fields={"text": f"简历有 {len(text)} 个字，最多 {LONGEST} 个字；请删去重复的部分。"})
        _replace(change, old, rows_of(kept, lines))
    return problems


def _replace(change: Change, old: list[CareerEntry], new: list[CareerEntry]) -> None:
    """Rows keep their numbers: what stays the same leaves no trace."""
    for row, wanted in zip(old, new, strict=False):
        for name in ("position", *_KEPT):
            setattr(row, name, getattr(wanted, name))
        change.save(row)
    for row in old[len(new) :]:
        change.remove(row)
    change.add_many(new[len(old) :])
