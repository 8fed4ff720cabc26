"""The matter that needs a second person's yes: a template takes the place of the one in use."""

from __future__ import annotations

from typing import Any

from zugong.accounts.acting import Acting
from zugong.approvals.matters import Content, Line, Matter, Shown, register_matter
from zugong.approvals.models import Approval
from zugong.documents.actions.adopt_template import adopt_template
from zugong.documents.kinds import DECIDERS, KINDS
from zugong.documents.models import DocumentTemplate
from zugong.documents.selectors import in_use


ADOPT = "documents.template.adopted"


def register() -> None:
    """Called once the apps are ready."""
    register_matter(Matter(ADOPT, "启用文书模板", "选", DECIDERS, _show, _rests_on, _carry_out))


def _rests_on(content: Content) -> Any:
    used = in_use(content["kind"])
    return used and used.pk


def _show(content: Content) -> Shown:
    template, used = DocumentTemplate.objects.get(pk=content["template"]), in_use(content["kind"])
    return Shown(
        [
            Line("文书", "", KINDS[content["kind"]].label),
            Line("模板", used.name if used else "系统自带的版式", template.name),
            Line("依据文号", used.document if used else "", template.document or "无"),
            Line("文件摘要（SHA-256）", "", template.file.sha256),
        ],
        ["同意之前请先下载模板和试填的样张，看清版式和栏目。"],
    )


def _carry_out(approval: Approval, by: Acting) -> None:
    adopt_template(approval.proposed["template"], reason=approval.reason, by=by)
