"""Adds to the sample what only use brings: a decided value, a faulty upload, a dissolved branch, a checkpoint.

Prints the addresses that a walk along the links should know besides the desk, because lists do not lead there soon.
"""

from __future__ import annotations

import json
import sys
from datetime import date

import django


def prepare() -> list[str]:
    """Do it, through the same doors as everybody."""
    from django.urls import reverse

    branch = _dissolve_a_branch()
    _decide_a_value()
    _upload_a_faulty_file()
    _keep_a_list_and_a_query()
    _sign_the_record()
    living = branch.parent.children.filter(dissolved_on=None).first()
    return [reverse("organizations:one", args=[row.pk]) for row in (branch, living)]


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


def _sign_the_record() -> None:
    from zugong.audit.checkpoints import make_checkpoint

    make_checkpoint("示例")


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(prepare()))
