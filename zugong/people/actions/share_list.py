"""Let another account read a list."""

from __future__ import annotations

from zugong.accounts.acting import Acting
from zugong.accounts.models import User
from zugong.audit.recording import recording
from zugong.core.errors import Invalid
from zugong.organizations.scope import roles_of
from zugong.people.lists import fresh_list
from zugong.people.models import ListShare, NamedList
from zugong.people.seeing import REGISTER_ROLES


def share_list(named_list: NamedList, user: User, *, by: Acting) -> None:
    """The reader sees of it whom they see anyway. Raises NotAllowed, Invalid, Stale."""
    with recording(by.actor, "people.list.shared", named_list) as change:
        row = fresh_list(named_list, by, may_be_locked=True)
        if user.pk == row.owner_id:
            raise Invalid(fields={"username": "这是您自己的名单，不用共享给自己。"})
        if not roles_of(user) & REGISTER_ROLES:
            raise Invalid(fields={"username": f"账号“{user.username}”没有看人员资料的岗位，共享了也看不到。"})
        if ListShare.objects.filter(named_list=row, user=user).exists():
            raise Invalid(fields={"username": f"已经共享给“{user.username}”。"})
        change.add(ListShare(named_list=row, user=user))
