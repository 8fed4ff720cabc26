"""The tree: who may lie below whom, and the one way to hang an organization elsewhere.

Every organization carries the ids from the root down to itself in `path`. Changes of the tree run one after another
under the tree's lock; what they check they read after taking it.
"""

from __future__ import annotations

from django.db.models import Max

from zugong.audit.recording import Change
from zugong.core.errors import Invalid, Stale
from zugong.organizations.models import Organization, TreeLock


DERIVED = ("path", "pinyin")

HOLDS_NOTHING = frozenset({"branch_group"})
HOLDS_ONLY = {"branch": frozenset({"branch_group"}), "general_branch": frozenset({"branch"})}
ONLY_BELOW = {"branch_group": frozenset({"branch"})}


def lock_tree() -> None:
    """Wait until nobody else changes the tree; held until the transaction ends."""
    lock, _ = TreeLock.objects.select_for_update().get_or_create(pk=1)
    lock.changes += 1
    lock.save(update_fields=["changes"])


def fresh(organization: Organization) -> Organization:
    """The organization as it is now. Raises Stale when it is gone."""
    found = Organization.objects.select_for_update().filter(pk=organization.pk).first()
    if found is None:
        raise Stale("这个组织已不在库中；请刷新页面。")
    return found


def path_below(parent: Organization | None, pk: int) -> str:
    """The path of organization `pk` below that parent."""
    return f"{parent.path if parent else ''}{pk}."


def next_position(parent: Organization | None) -> int:
    """The place after the last child."""
    last = Organization.objects.filter(parent=parent).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def check_kinds(parent: Organization | None, kind: str) -> None:
    """Raises Invalid when an organization of that kind cannot lie there."""
    if parent is None:
        return
    allowed = HOLDS_ONLY.get(parent.kind)
    wanted = ONLY_BELOW.get(kind)
    own = dict(Organization._meta.get_field("kind").flatchoices)[kind]
    if parent.kind in HOLDS_NOTHING:
        raise Invalid(fields={"parent": f"{parent.get_kind_display()}没有下级组织；请选别的上级。"})
    if (allowed and kind not in allowed) or (wanted and parent.kind not in wanted):
        raise Invalid(
            fields={"parent": f"{parent.get_kind_display()}“{parent.name}”之下不能设{own}；请改上级或类别。"}
        )


def check_place(parent: Organization | None, kind: str) -> None:
    """Raises Invalid when nothing new can hang below that parent."""
    if parent is not None and parent.dissolved_on is not None:
        raise Invalid(fields={"parent": f"“{parent.name}”已于 {parent.dissolved_on} 撤销；请选还在的上级。"})
    check_kinds(parent, kind)


def hang(change: Change, organization: Organization, parent: Organization, *, seen: int | None = None) -> int:
    """Hang an organization and all below it under `parent`; returns how many rows moved.

    Raises Invalid when it would lie below itself, the kinds do not fit, or the tree would get too deep.
    """
    if organization.contains(parent):
        raise Invalid(fields={"parent": f"“{parent.name}”就在“{organization.name}”里面；请选它之外的上级。"})
    check_place(parent, organization.kind)
    old, new = organization.path, path_below(parent, organization.pk)
    if old == new:
        return 0
    below = list(Organization.objects.filter(path__startswith=old).exclude(pk=organization.pk).order_by("path"))
    _check_depth(len(new) - len(old), [organization, *below])
    organization.position = next_position(parent)
    organization.parent, organization.path = parent, new
    change.save(organization, seen=seen)
    for row in below:
        row.path = new + row.path[len(old) :]
        change.save(row)
    return 1 + len(below)


def _check_depth(longer: int, rows: list[Organization]) -> None:
    limit = Organization._meta.get_field("path").max_length or 0
    if max(len(row.path) for row in rows) + longer > limit:
        raise Invalid(fields={"parent": "这样层级太多，存不下；请选更高的上级。"})
