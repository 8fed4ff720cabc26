"""An officer has looked: the experience counts."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid
from zugong.people.models import ExperienceMark, Tenure
from zugong.people.policy import KEEPERS, fresh_person, must_keep


FLAGS = {
    ExperienceMark.Kind.GRASSROOTS.value: "grassroots",
    ExperienceMark.Kind.PUBLICITY_LINE.value: "publicity_line",
}
"""Kind of a mark -> the flag of a tenure that rules read."""


def confirm_mark(mark: ExperienceMark, tenure: Tenure | None, *, by: Acting, seen: int | None = None) -> None:
    """Set the flag of the tenure the line stands for, so that rules count it. Raises NotAllowed, Invalid, Stale."""
    with recording(by.actor, "people.mark.confirmed", mark) as change:
        must_keep(by, KEEPERS, fresh_person(mark.person))
        if tenure is None or tenure.person_id != mark.person_id:
            raise Invalid(fields={"tenure": "请选这一行简历对应的任职；没有登记的，先登记任职再认定。"})
        mark.tenure, mark.status = tenure, ExperienceMark.Status.CONFIRMED
        change.save(mark, seen=seen)
        setattr(tenure, FLAGS[mark.kind], True)
        change.save(tenure)
