"""Bring a full export into an empty installation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.core.errors import Invalid, NotAllowed
from zugong.exchange.actions.load_dataset import load_dataset
from zugong.exchange.leaving.returning import Returning
from zugong.exchange.leaving.tables import PARQUET
from zugong.exchange.leaving.whole import read_manifest
from zugong.organizations.models import Organization
from zugong.people.models import Person


def restore_whole(folder: Path, *, by: Acting, progress: Callable[[str], None] = lambda _: None) -> list[str]:
    """Load it all, or nothing; returns what could not be brought back. Raises NotAllowed, Invalid."""
    if by.user is not None:
        raise NotAllowed("从全量导出恢复，只能由系统管理员用命令办理。")
    if read_manifest(folder) is None:
        raise Invalid(f"“{folder}”不是全量导出。")
    if Organization.objects.exists() or Person.objects.exists():
        raise Invalid("系统里已有数据；全量导出只能恢复到空的系统。")
    with transaction.atomic():
        plan = load_dataset(folder / PARQUET, by=by, progress=progress)
        if plan.problems:
            raise Invalid(f"数据表有 {len(plan.problems)} 处问题，没有恢复：{plan.problems[0]}")
        returning = Returning(folder, by)
        returning.run(progress)
    return returning.remarks
