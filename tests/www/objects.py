"""Things for the access matrix: for every model a page is about, how to make one that hangs on an organization.

Whoever adds a page `on` a model adds a line to BUILDERS, or the matrix test fails. A page with other names in its
address adds a line to ARGUMENTS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import count
from typing import Any

from tests.factories import PROGRAM, add, make_person, make_user
from tests.gates.drafting import WORKDAYS, as_officer, draft
from tests.www.register_objects import ROWS
from zugong.accounts.enums import Role
from zugong.accounts.models import User
from zugong.approvals.actions.propose import propose
from zugong.approvals.local_values import ADOPT
from zugong.approvals.matters import matter_of
from zugong.audit.checkpoints import make_checkpoint
from zugong.audit.models import Entry
from zugong.audit.recording import recording
from zugong.compliance.models import Finding, Run, RunKind
from zugong.documents.models import DocumentTemplate
from zugong.documents.trying import built_in_specimen
from zugong.evidence.keeping import keep
from zugong.exchange.folders import PROBLEMS, batch_folder
from zugong.exchange.models import ImportBatch
from zugong.gates.models import LocalValue
from zugong.objections.models import Objection, ObjectionEvidence
from zugong.organizations.models import Organization, PostQuota
from zugong.people.models import NamedList
from zugong.regulations.book import load_book
from zugong.regulations.loading import load_law


_numbers = count(1)
NOON = datetime(2025, 12, 31, 4, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Made:
    """A thing and the words that only its own pages may show."""

    thing: Any
    words: str


Builder = Callable[[Organization, "User | None"], Made]
"""Makes a thing that hangs on the organization; made by `owner` where things have makers, else by a stranger."""


def _organization(organization: Organization, owner: User | None) -> Made:
    return Made(organization, organization.name)


def _quota(organization: Organization, owner: User | None) -> Made:
    document = f"示例编发〔2020〕{next(_numbers)}号"
    quota = PostQuota(organization=organization, level="section_principal", quota=3, document=document)
    return Made(add(quota), organization.name)


def _person(organization: Organization, owner: User | None) -> Made:
    person = make_person(f"示例某{next(_numbers)}人", organization)
    return Made(person, person.name)


def _account(organization: Organization, owner: User | None) -> Made:
    user = make_user(Role.CADRE_OFFICER, organization, name=f"示例账号{next(_numbers)}")
    return Made(user, user.name)


def _batch(organization: Organization, owner: User | None) -> Made:
    source = f"示例名册{next(_numbers)}.xlsx"
    digest = sha256(source.encode()).hexdigest()
    batch = add(ImportBatch(user=owner or make_user(), source=source, sha256=digest, size=1))
    batch_folder(batch.folder).mkdir(parents=True, exist_ok=True)
    (batch_folder(batch.folder) / PROBLEMS).write_bytes(b"example")
    return Made(batch, source)


def _finding(organization: Organization, owner: User | None) -> Made:
    book = load_book(load_law(), "duckdb")
    rule = next(rule for rule in book.values() if rule.subject == "organization")
    values = {"as_of": date(2025, 12, 31), "since": date(2025, 1, 1), "law": "", "seconds": 0.1}
    run, _ = Run.objects.get_or_create(kind=RunKind.CURRENT, defaults=values | {"at": NOON})
    finding = Finding.objects.create(
        run=run,
        rule=rule.key,
        subject_kind="organization",
        subject_id=organization.code,
        subject_name=organization.name,
        organization=organization,
        outcome="fail",
        force="must",
        citation="",
    )
    return Made(finding, organization.name)


def _approval(organization: Organization, owner: User | None) -> Made:
    proposer = owner or make_user(Role.ORGANIZATION_OFFICER, organization)
    number = f"示例组发〔2023〕{next(_numbers)}号"
    content = draft(document_number=number).as_content()
    what, title = f"gates.parameter:{WORKDAYS}", f"本地值 {number}"
    values = {"title": title, "organization": organization, "reason": "示例"}
    return Made(propose(ADOPT, what, content, **values, by=as_officer(proposer)), title)


def _local_value(organization: Organization, owner: User | None) -> Made:
    values = asdict(draft(document_number=f"示例组发〔2022〕{next(_numbers)}号"))
    signed = {"proposed_by": make_user(), "approved_by": make_user(), "approved_at": NOON}
    value = add(LocalValue(**values, **signed))
    return Made(value, value.document_number)


def _template(organization: Organization, owner: User | None) -> Made:
    content = built_in_specimen("appointment_form", date(2026, 11, 24))
    with recording(PROGRAM.actor, "tests.row.added", "documents.documenttemplate:") as change:
        file = keep(change, "示例模板.docx", content)
        name = f"示例版式{next(_numbers)}"
        return Made(change.add(DocumentTemplate(kind="appointment_form", file=file, name=name)), name)


def _objection(organization: Organization, owner: User | None) -> Made:
    """A request about a post; what is adverse or about relatives is seen by fewer (tests/objections)."""
    number = next(_numbers)
    person = make_person(f"示例提出人{number}", organization)
    values = {"person": person, "kind": "objection", "about": person.record_key, "about_label": f"示例事项{number}"}
    objection = Objection(**values, statement="示例", filed_on=date(2025, 12, 1))
    return Made(add(objection), f"示例事项{number}")


def _evidence(organization: Organization, owner: User | None) -> Made:
    objection, name = _objection(organization, owner).thing, f"示例材料{next(_numbers)}.pdf"
    evidence = ObjectionEvidence(objection=objection, name=name)
    with recording(PROGRAM.actor, "tests.row.added", evidence) as change:
        evidence.file = keep(change, name, b"%PDF-1.7 " + name.encode())
        change.add(evidence)
    return Made(evidence, name)


def _about_a_person(label: str) -> Builder:
    def build(organization: Organization, owner: User | None) -> Made:
        person = make_person(f"示例某{next(_numbers)}人", organization)
        return Made(add(ROWS[label](person, organization)), person.name)

    return build


def _named_list(organization: Organization, owner: User | None) -> Made:
    name = f"示例名单{next(_numbers)}"
    values = {"owner": owner or make_user(), "name": name, "created_on": date(2026, 1, 1)}
    return Made(add(NamedList(**values)), name)


BUILDERS: dict[str, Builder] = {
    **{label: _about_a_person(label) for label in ROWS},
    "accounts.User": _account,
    "approvals.Approval": _approval,
    "compliance.Finding": _finding,
    "documents.DocumentTemplate": _template,
    "exchange.ImportBatch": _batch,
    "gates.LocalValue": _local_value,
    "objections.Objection": _objection,
    "objections.ObjectionEvidence": _evidence,
    "organizations.Organization": _organization,
    "organizations.PostQuota": _quota,
    "people.NamedList": _named_list,
    "people.Person": _person,
}

HANDLERS: dict[str, frozenset[str]] = {"approvals.Approval": matter_of(ADOPT).deciders}
"""Roles that decide about a thing of the model, besides who made it."""

FURTHER = {
    "exchange:leave": "全量导出只由管到最上级组织的组织科提出",
    "calendar:clear": "工作日历只由管到最上级组织的组织科维护",
    "calendar:day": "工作日历只由管到最上级组织的组织科维护",
    "calendar:publish": "工作日历只由管到最上级组织的组织科维护",
    "compliance:ask": "全库重新核查只由管到最上级组织的岗位要求",
    "compliance:ask_past": "全库重新核查只由管到最上级组织的岗位要求",
    "compliance:since": "从哪天起核查只由管到最上级组织的岗位修改",
    "people:return_transfer": "转接由管转入单位、管这一种关系的岗位退回",
    "people:withdraw_transfer": "转接由管转出单位、发出这一种关系的岗位撤回",
}
"""Addresses where the action asks for more than the page does, and what."""


def _held(thing: User, organization: Organization) -> dict[str, object]:
    return {"number": thing.grants.get().pk}  # type: ignore[attr-defined]


def _entry(thing: None, organization: Organization) -> dict[str, object]:
    return {"seq": Entry.objects.latest("seq").pk}


def _note(thing: None, organization: Organization) -> dict[str, object]:
    return {"pk": make_checkpoint("示例").pk, "tree": "sha256"}


ARGUMENTS: dict[str, Callable[[Any, Organization], dict[str, object]]] = {
    "sealed:open": lambda thing, organization: {"field": "health"},
    "administration:revoke": _held,
    "calendar:clear": lambda thing, organization: {"day": "2026-01-01"},
    "calendar:day": lambda thing, organization: {"day": "2026-01-01"},
    "calendar:of": lambda thing, organization: {"year": 2026},
    "calendar:publish": lambda thing, organization: {"year": 2027},
    "channels:channel": lambda thing, organization: {"topic": "branch_life"},
    "compliance:subject": lambda thing, organization: {"kind": "organization", "identifier": organization.code},
    "documents:propose": lambda thing, organization: {"kind": "appointment_form"},
    "documents:specimen": lambda thing, organization: {"kind": "appointment_form"},
    "exchange:take": lambda thing, organization: {"table": "organizations"},
    "exchange:template": lambda thing, organization: {"table": "organizations"},
    "record:entry": _entry,
    "record:note": _note,
    "record:thing": lambda thing, organization: {"key": organization.record_key},
    "record:verifier": lambda thing, organization: {"name": "verify_record.html"},
    "rulebook:local_value": lambda thing, organization: {"pk": _local_value(organization, None).thing.pk},
    "rulebook:propose": lambda thing, organization: {"key": WORKDAYS},
    "rulebook:rule": lambda thing, organization: {"key": "appointment.notice.length"},
    "rulebook:source": lambda thing, organization: {"slug": "appointment-regulations-2019"},
}
"""Further names in an address, by the address's name; the thing is None where the page is about none."""
