"""Hand in a template, checked, and ask for a second person's yes."""

from __future__ import annotations

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.approvals.actions.propose import propose
from zugong.approvals.models import Approval
from zugong.audit.recording import recording
from zugong.core.errors import Invalid, NotAllowed
from zugong.documents.kinds import KINDS, PROPOSERS
from zugong.documents.models import DocumentTemplate
from zugong.documents.trying import faults_of
from zugong.evidence.keeping import keep
from zugong.evidence.types import DOCX
from zugong.gates.policy import root_of


VERB = "documents.template.adopted"


@transaction.atomic
def propose_template(kind: str, name: str, content: bytes, *, document: str, reason: str, by: Acting) -> Approval:
    """Keep the file and put it before those who decide. Raises NotAllowed, Invalid with what is wrong in the file."""
    root = root_of(by.user, PROPOSERS)
    if root is None:
        raise NotAllowed("模板由管全区的干部科提出。")
    if kind not in KINDS:
        raise Invalid(fields={"kind": "没有这种文书。"})
    faults = faults_of(kind, content)
    if faults:
        raise Invalid(fields={"file": "；".join(faults)})
    with recording(by.actor, "documents.template.kept", "documents.documenttemplate:", reason=reason) as change:
        file = keep(change, name, content, accepted=frozenset({DOCX}))
        waiting = DocumentTemplate.objects.filter(kind=kind, file=file, status="proposed").first()
        template = waiting or change.add(
            DocumentTemplate(kind=kind, file=file, name=name[:120], document=document[:120])
        )
    return propose(
        VERB,
        template.record_key,
        {"kind": kind, "template": template.pk},
        title=f"启用模板：{KINDS[kind].label} {template.name}",
        organization=root,
        reason=reason,
        by=by,
    )
