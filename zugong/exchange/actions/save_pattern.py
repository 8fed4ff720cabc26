"""Keep the heads of a sheet and what they mean, for next time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid, NotAllowed
from zugong.exchange.models import ColumnPattern
from zugong.exchange.rights import LOADERS
from zugong.organizations.scope import roles_of


LONGEST_NAME = 80


def save_pattern(
    name: str, table: str, heads: Sequence[str], columns: Mapping[str, str], *, by: Acting
) -> ColumnPattern:
    """Save it under a name; one of that name is replaced. Raises NotAllowed, Invalid."""
    name = " ".join(name.split())
    if by.user is None or not roles_of(by.user) & LOADERS:
        raise NotAllowed("您的岗位不导入数据。")
    if not name or len(name) > LONGEST_NAME:
        raise Invalid(fields={"name": f"请填写名称，不超过 {LONGEST_NAME} 字。"})
    pattern = ColumnPattern.objects.filter(owner=by.user, name=name).first() or ColumnPattern(owner=by.user, name=name)
    pattern.table, pattern.heads, pattern.columns = table, list(heads), dict(columns)
    with recording(by.actor, "exchange.pattern.saved", pattern) as change:
        return change.add(pattern) if pattern.pk is None else change.save(pattern)
