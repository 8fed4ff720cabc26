"""A person asks for a correction, answers, objects, asks for a review or appeals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zugong.accounts.acting import Acting
from zugong.audit.recording import Change, recording
from zugong.core.clock import today
from zugong.core.errors import Invalid, NotAllowed
from zugong.evidence.keeping import keep
from zugong.evidence.types import PAPERS
from zugong.objections.limits import PARTY_SANCTIONS, answer_limit
from zugong.objections.models import (
    OPEN,
    Objection,
    ObjectionEvidence,
    ObjectionKind,
    ObjectionStatus,
)
from zugong.objections.things import Thing, thing_of
from zugong.people.models import Person


STATEMENT_LENGTH = 2_000
WISHED_LENGTH = 400
MOST_FILES = 5
FILE_LIMIT = 5 * 1024 * 1024
"""Bytes of one paper."""

APPEALABLE = (ObjectionStatus.DECLINED, ObjectionStatus.PARTLY_UPHELD)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person writes. `papers` are names and contents; `previous` the decision an appeal turns against."""

    kind: str
    about: str
    statement: str
    field: str = ""
    wished: str = ""
    papers: Sequence[tuple[str, bytes]] = ()
    previous: Objection | None = None


def file_objection(person: Person, wanted: Wanted, *, by: Acting) -> Objection:
    """Put it before those who handle it; an answer is placed beside the record at once.

    Raises NotAllowed for anybody but the person, Invalid.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)  # two forms sent at once wait for each other
    if by.user is None or person.account_id != by.user.pk:
        raise NotAllowed("只有本人可以对自己的资料提出请求。")
    thing = _checked(person, wanted)
    objection = _made(person, wanted, thing)
    with recording(by.actor, "objections.objection.filed", objection, article=objection.due_cites) as change:
        change.add(objection)
        _keep_papers(change, objection, wanted.papers)
    return objection


def is_within_party(thing: Thing) -> bool:
    """Whether it is a sanction within the Party, for which no day ends the right to appeal."""
    return str(getattr(thing.row, "kind", "")).startswith(PARTY_SANCTIONS)


def may_ask(thing: Thing, kind: str, previous: Objection | None) -> bool:
    """Whether that step is open about the thing."""
    if previous is not None:
        return kind == ObjectionKind.APPEAL and previous.status in APPEALABLE
    return kind in thing.kinds


def _made(person: Person, wanted: Wanted, thing: Thing) -> Objection:
    day = today()
    limit = answer_limit(wanted.kind, day, is_within_party=is_within_party(thing))
    placed = wanted.kind == ObjectionKind.ANSWER
    column = thing.fields.get(wanted.field, "")
    return Objection(
        person=person,
        kind=wanted.kind,
        about=thing.key,
        about_label=f"{thing.label}　{column}".strip()[:200],
        field=wanted.field,
        statement=wanted.statement.strip(),
        wished=wanted.wished.strip(),
        previous=wanted.previous,
        filed_on=day,
        due_on=limit.last_day(day) if limit and not placed else None,
        due_cites=limit.cites if limit and not placed else "",
        status=ObjectionStatus.PLACED if placed else ObjectionStatus.FILED,
    )


def _checked(person: Person, wanted: Wanted) -> Thing:
    thing = thing_of(person, wanted.about)
    if thing is None or (wanted.previous is not None and wanted.previous.person_id != person.pk):
        raise Invalid("要说的这一条已经不在您的资料里；请回到“我的档案”，从那一条旁边重新进入。")
    if not may_ask(thing, wanted.kind, wanted.previous):
        raise Invalid(fields={"kind": f"对“{thing.label}”不能这样提；请在列出的种类里选。"})
    fields = dict(_faults(thing, wanted))
    if fields:
        raise Invalid(fields=fields)
    _check_once(person, wanted, thing)
    return thing


def _faults(thing: Thing, wanted: Wanted) -> list[tuple[str, str]]:
    found = []
    if not wanted.statement.strip():
        found.append(("statement", "请写明哪里不对、依据是什么，承办人要据此核实。"))
    if len(wanted.statement) > STATEMENT_LENGTH:
        found.append(
            ("statement", f"最多 {STATEMENT_LENGTH} 字，现有 {len(wanted.statement)} 字；请写要点，详情放在材料里。")
        )
    if wanted.kind == ObjectionKind.CORRECTION and not wanted.wished.strip():
        found.append(("wished", "请写希望改成什么；要删除这一条就写“删除”。"))
    if len(wanted.wished) > WISHED_LENGTH:
        found.append(("wished", f"最多 {WISHED_LENGTH} 字，现有 {len(wanted.wished)} 字。"))
    if wanted.field and wanted.field not in thing.fields:
        found.append(("field", "这一条里没有这个栏目；请重新选择。"))
    return found + _paper_faults(wanted.papers)


def _paper_faults(papers: Sequence[tuple[str, bytes]]) -> list[tuple[str, str]]:
    if len(papers) > MOST_FILES:
        return [("papers", f"一次最多交 {MOST_FILES} 份材料，现有 {len(papers)} 份。")]
    big = [name for name, content in papers if len(content) > FILE_LIMIT]
    most = FILE_LIMIT // 1024**2
    return [("papers", f"“{'”“'.join(big)}”超过 {most} MB；请压缩或拆分后再交。")] if big else []


def _check_once(person: Person, wanted: Wanted, thing: Thing) -> None:
    if wanted.previous and wanted.previous.appeals.exclude(status=ObjectionStatus.WITHDRAWN).exists():
        raise Invalid("对这个答复您已经申诉过；不服申诉的答复，请从那一件申诉再提。")
    same = Objection.objects.filter(
        person=person, about=thing.key, field=wanted.field, kind=wanted.kind, status__in=OPEN
    ).first()
    if same is not None:
        raise Invalid(
            f"您在 {same.filed_on} 已就这一条提出{same.get_kind_display()}，还在办理；要改内容请先撤回那一件。"
        )


def _keep_papers(change: Change, objection: Objection, papers: Sequence[tuple[str, bytes]]) -> None:
    for name, content in papers:
        try:
            file = keep(change, name, content, accepted=PAPERS)
        except Invalid as problem:
            raise Invalid(fields={"papers": problem.message}) from problem
        change.add(ObjectionEvidence(objection=objection, file=file, name=name[:200]))
