"""A template comes into use; the one before it is retired."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.clock import today
from zugong.core.errors import Stale
from zugong.documents.models import DocumentTemplate, TemplateStatus


def adopt_template(number: int, *, reason: str, by: Acting) -> DocumentTemplate:
    """Called on a second person's yes. Raises Stale when the template no longer waits for it."""
    template = DocumentTemplate.objects.select_for_update().get(pk=number)
    if template.status != TemplateStatus.PROPOSED:
        raise Stale("这个模板已经办过了，请刷新页面查看现在用的模板。")
    with recording(by.actor, "documents.template.adopted", template, reason=reason) as change:
        used = DocumentTemplate.objects.select_for_update().filter(kind=template.kind, status=TemplateStatus.ADOPTED)
        for former in used:
            former.status, former.retired_on = TemplateStatus.RETIRED, today()
            change.save(former)
        template.status, template.adopted_on = TemplateStatus.ADOPTED, today()
        change.save(template)
    return template
