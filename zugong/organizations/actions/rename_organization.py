"""Give an organization another name."""

from __future__ import annotations

from datetime import date

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.errors import Invalid
from zugong.core.pinyin import pinyin_key_of_title
from zugong.organizations.models import FormerName, Organization
from zugong.organizations.policy import must_manage
from zugong.organizations.tree import DERIVED, fresh
from zugong.organizations.validation import check, check_day


def rename_organization(
    organization: Organization, name: str, *, on: date | None, by: Acting, seen: int | None = None, reason: str = ""
) -> Organization:
    """Rename on a day; the old name is kept as a former one until then.

    Without a day the old name was a mistake and is not kept. Raises NotAllowed, Invalid, Stale.
    """
    with recording(by.actor, "organizations.organization.renamed", organization, reason=reason) as change:
        renamed = fresh(organization)
        must_manage(by, renamed)
        old = renamed.name
        if name == old:
            raise Invalid(fields={"name": "与现在的名称相同；请填新名称。"})
        renamed.name, renamed.pinyin = name, pinyin_key_of_title(name)
        check(renamed, derived=DERIVED)
        change.save(renamed, seen=seen)
        if on is not None:
            _check_day(renamed, on)
            change.add(FormerName(organization=renamed, name=old, until=on))
    return renamed


def _check_day(organization: Organization, on: date) -> None:
    last = organization.former_names.first()
    start, what = (last.until, "上一次更名") if last else (organization.founded_on, "成立日期")
    check_day("on", on, not_before=start, what=what)
