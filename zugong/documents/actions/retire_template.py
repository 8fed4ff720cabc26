"""Go back to the built-in layout."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.clock import today
from zugong.core.errors import Invalid, NotAllowed
from zugong.documents.kinds import PROPOSERS
from zugong.documents.models import DocumentTemplate, TemplateStatus
from zugong.organizations.scope import roles_of


def retire_template(template: DocumentTemplate, *, reason: str, by: Acting) -> None:
    """Take a template out of use, or a waiting one back. Raises NotAllowed, Invalid."""
    if by.user is None or not roles_of(by.user) & PROPOSERS:
        raise NotAllowed("停用模板由干部科办理。")
    if not reason.strip():
        raise Invalid(fields={"reason": "请写停用的理由，日后查看的人要看。"})
    with recording(by.actor, "documents.template.retired", template, reason=reason) as change:
        template = DocumentTemplate.objects.select_for_update().get(pk=template.pk)
        if template.status == TemplateStatus.RETIRED:
            raise Invalid("这个模板已经停用。")
        template.status, template.retired_on = TemplateStatus.RETIRED, today()
        change.save(template)
