"""全量导出 as a matter for a second person: on a yes it is written in the background, on the server's own disk."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.approvals.matters import Content, Line, Matter, Shown, register_matter
from zugong.approvals.models import Approval


VERB = "exchange.whole.taken_out"
PROPOSERS = frozenset({Role.ORGANIZATION_OFFICER})
DECIDERS = frozenset({Role.ORGANIZATION_OFFICER, Role.DEPARTMENT_HEAD})


def register() -> None:
    """Called once the apps are ready."""
    register_matter(Matter(VERB, "全量导出", "表", DECIDERS, _show, _rests_on, _carry_out))


def _show(content: Content) -> Shown:
    lines = [
        Line("写到", "", f"服务器数据文件夹下的 exports/{content['folder']}"),
        Line("内容", "", "全部数据表、任免审批表、文件和照片、表外的数据、留痕"),
        Line("不含", "", "账号、口令、密钥、岗位授权"),
    ]
    return Shown(lines, ["含身份证号、家庭情况、健康状况；由系统管理员从服务器取走，请按涉密载体管理。"])


def _rests_on(content: Content) -> Any:
    return content["folder"]


def _carry_out(approval: Approval, by: Acting) -> None:
    from zugong.exchange.tasks import leave_later

    transaction.on_commit(partial(leave_later, approval, by))
