"""Adds to the sample what only use brings: a decided value, a faulty upload, a dissolved branch, a checkpoint.

Prints the addresses that a walk along the links should know besides the desk, because lists do not lead there soon.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from io import BytesIO

import django


def prepare() -> dict[str, list[str]]:
    """Do it, through the same doors as everybody; the addresses by the account that walks from there."""
    from django.urls import reverse

    from zugong.www.people.person_tabs import TABS

    branch = _dissolve_a_branch()
    _decide_a_value()
    _upload_a_faulty_file()
    _keep_a_list_and_a_query()
    _sign_the_record()
    _hand_in_a_template()
    _upload_a_roster()
    person = _person_of_whom_all_is_known()
    asked = _ask_with_a_paper(person)
    living = branch.parent.children.filter(dissolved_on=None).first()
    page = reverse("people:person", args=[person.pk])
    tabs = [f"{page}?tab={tab.key}" for tab in TABS]
    return {
        "organization": [*(reverse("organizations:one", args=[row.pk]) for row in (branch, living)), *tabs],
        "cadre": [*tabs, reverse("objections:one", args=[asked.pk])],
        "discipline": tabs,
        "assessment": tabs,
        "person": [f"{reverse('me:record')}?part=requests"],
    }


def _acting(username: str, role: str):
    from zugong.accounts.acting import Acting
    from zugong.accounts.models import User

    return Acting(User.objects.get(username=username), role)


def _dissolve_a_branch():
    from zugong.core.clock import today
    from zugong.organizations.actions.dissolve_organization import dissolve_organization
    from zugong.organizations.actions.found_organization import found_organization
    from zugong.organizations.models import Organization

    by = _acting("organization", "organization_officer")
    root = Organization.objects.get(parent=None)
    values = {"code": "e2e1", "name": "示例区临时党支部", "kind": "branch", "founded_on": date(2020, 1, 1)}
    branch = found_organization(root, values, by=by)
    return dissolve_organization(branch, on=today(), by=by)


def _decide_a_value() -> None:
    """The value that waits in the sample is approved, and another one waits."""
    from zugong.approvals.actions.approve import approve
    from zugong.approvals.actions.propose_local_value import propose_local_value
    from zugong.approvals.models import Approval
    from zugong.gates.drafts import LocalValueDraft

    waiting = Approval.objects.get()
    approve(waiting, seen=waiting.digest, by=_acting("head", "department_head"))
    year = waiting.proposed_at.year
    draft = LocalValueDraft(
        parameter="appointment.notice.length.workdays",
        value="8",
        since=date(year + 2, 1, 1),
        until=None,
        document_title="示例区党政领导干部任前公示办法（修订）",
        document_number=f"示例组发〔{year}〕2号",
        issued_on=date(year, 1, 1),
        clause="第五条",
        verified_on=None,
        note="",
    )
    by = _acting("organization", "organization_officer")
    propose_local_value(draft, reason="后年起再延长一天", by=by)


def _upload_a_faulty_file() -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from zugong.exchange.actions.check_batch import check_batch
    from zugong.exchange.actions.receive_batch import receive_batch

    by = _acting("organization", "organization_officer")
    rows = "编号,名称,类别,上级\ne2e2,示例区第二临时党支部,支部,没有这个上级\n"
    batch = receive_batch([SimpleUploadedFile("organizations.csv", rows.encode("utf-8-sig"))], by=by)
    check_batch(batch.pk, by=by)


def _keep_a_list_and_a_query() -> None:
    from zugong.people.actions.create_list import create_list
    from zugong.people.actions.save_filter import save_filter
    from zugong.people.models import Person

    by = _acting("cadre", "cadre_officer")
    people = Person.objects.order_by("pk").values_list("pk", flat=True)[:5]
    create_list("示例考察人选", list(people), by=by, purpose="示例")
    save_filter("四十岁以下", "kind=cadre&age_to=40", by=by)


def _hand_in_a_template() -> None:
    from docx import Document

    from zugong.documents.actions.propose_template import propose_template

    document, written = Document(), BytesIO()
    document.add_paragraph("姓名：{{ 姓名 }}")
    document.save(written)
    propose_template(
        "appointment_form",
        "示例版式.docx",
        written.getvalue(),
        document="",
        reason="示例",
        by=_acting("cadre", "cadre_officer"),
    )


def _upload_a_roster() -> None:
    """Under heads of its own, so that the meaning of its columns is asked."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from zugong.exchange.actions.check_batch import check_batch
    from zugong.exchange.actions.receive_batch import receive_batch

    by = _acting("cadre", "cadre_officer")
    rows = "序号,姓名,性别,出生年月(岁),备注\n1,示例新人,男,1980.05,\n"
    batch = receive_batch([SimpleUploadedFile("花名册.csv", rows.encode("utf-8-sig"))], by=by)
    check_batch(batch.pk, by=by)


def _person_of_whom_all_is_known():
    """The person behind the account of that name, with a row of every kind."""
    from zugong.people.actions.add_fact import add_fact
    from zugong.people.facts import FACTS
    from zugong.people.models import Person

    person = Person.objects.get(account__username="person")
    lacking = {
        "rank": {"rank": "clerk_first", "since": date(2020, 6, 1)},
        "reward": {"name": "示例区先进个人", "awarded_by": "示例区委", "awarded_on": date(2021, 7, 1)},
        "diploma": {"mode": "full_time", "kind": "education_level", "name": "大学"},
        "dossier_review": {"item": "born_on", "outcome": "consistent", "reviewed_on": date(2020, 1, 1)},
        "matters_report": {"year": 2025, "reported_on": date(2025, 1, 20), "check_kind": "none"},
    }
    for kind, values in lacking.items():
        if not FACTS[kind].model.objects.filter(person=person).exists():
            add_fact(kind, person, values, by=_acting("cadre", "cadre_officer"))
    return person


def _ask_with_a_paper(person):
    from zugong.objections.actions.file_objection import Wanted, file_objection

    paper = ("示例证明.pdf", b"%PDF-1.4 example")
    about = person.rewards.first().record_key
    wanted = Wanted("correction", about, "示例：授予单位有误", "awarded_by", "示例市委", (paper,))
    return file_objection(person, wanted, by=_acting("person", "person"))


def _sign_the_record() -> None:
    from zugong.audit.checkpoints import make_checkpoint

    make_checkpoint("示例")


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(prepare()))
