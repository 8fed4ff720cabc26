"""The administrators' strip: accounts, the record, its verification; no word about cadres."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format

from zugong.accounts.enums import Administration
from zugong.accounts.models import Installation, User
from zugong.audit.models import Checkpoint, Entry, Head, Verification
from zugong.core.clock import CHINA, today
from zugong.core.outcomes import Outcome
from zugong.organizations.models import RoleGrant


BACKED_UP = "audit.backup.taken"
BACKUP_DAYS = 7


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the strip: its character and name, where it leads, a figure with its unit, a lamp or a quiet line."""

    mono: str
    label: str
    address: str
    figure: str
    unit: str
    outcome: Outcome | None
    words: str


def tiles_for(administration: str) -> list[Tile]:
    """The strip of one administration; empty for everybody else."""
    if administration == Administration.AUDIT:
        return [_record(), _verified(), _checkpoints()]
    if administration == Administration.SECURITY:
        return [_accounts(), _grants()]
    return [_accounts(), _backed_up(), _installed()] if administration == Administration.SYSTEM else []


def _accounts() -> Tile:
    accounts = User.objects.filter(is_active=True)
    fresh = accounts.filter(password_must_change=True).count()
    words = f"{fresh} 个还没有改过初始口令" if fresh else "都已改过初始口令"
    address = reverse("administration:accounts")
    return Tile("户", "账号", address, number_format(accounts.count()), "个在用", None, words)


def _grants() -> Tile:
    held = RoleGrant.objects.filter(until__isnull=True)
    idle = User.objects.filter(is_active=True, administration="").exclude(pk__in=held.values("user")).count()
    words = f"{idle} 个账号还没有岗位" if idle else "每个账号都有岗位"
    return Tile("岗", "授权", reverse("administration:accounts"), number_format(held.count()), "项在用", None, words)


def _installed() -> Tile:
    installed = Installation.objects.first()
    name = installed.name if installed else "还没有填单位名称"
    since = installed.created_at.astimezone(CHINA).date().isoformat() if installed else "—"
    return Tile("机", "运行", reverse("administration:system"), since, "启用", None, name)


def _backed_up() -> Tile:
    taken = Entry.objects.filter(verb=BACKED_UP).order_by("-seq").values_list("at", flat=True).first()
    address = reverse("administration:system")
    if taken is None:
        return Tile("备", "备份", address, "0", "次", Outcome.UNKNOWN, "还没有备份过")
    here = taken.astimezone(CHINA).date()
    late = (today() - here).days > BACKUP_DAYS
    words = f"超过 {BACKUP_DAYS} 天没有备份" if late else f"{BACKUP_DAYS} 天内备份过"
    return Tile("备", "备份", address, here.isoformat(), "最近一次", Outcome.FAIL if late else Outcome.PASS, words)


def _record() -> Tile:
    size = Head.objects.values_list("size", flat=True).first() or 0
    return Tile("留", "留痕", reverse("record:list"), number_format(size), "条", None, "只增不改，人人可核验")


def _verified() -> Tile:
    newest = Verification.objects.first()
    if newest is None:
        return Tile("核", "核验", reverse("record:list"), "0", "次", Outcome.UNKNOWN, "还没有核验过")
    outcome = Outcome.PASS if newest.ok else Outcome.FAIL
    words = "相符" if newest.ok else "不相符，请看核验报告"
    day = newest.at.astimezone(CHINA).date().isoformat()
    return Tile("核", "核验", reverse("record:list"), day, "最近一次", outcome, words)


def _checkpoints() -> Tile:
    newest = Checkpoint.objects.order_by("-id").first()
    if newest is None:
        return Tile("签", "检查点", reverse("record:list"), "0", "个", Outcome.UNKNOWN, "还没有检查点")
    seen = newest.cosignatures.count()
    words = f"最新的有 {seen} 位见证人签过" if seen else "最新的还没有见证人签过"
    figure = number_format(Checkpoint.objects.count())
    return Tile("签", "检查点", reverse("record:list"), figure, "个", Outcome.PASS if seen else Outcome.UNKNOWN, words)
