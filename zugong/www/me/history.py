"""What somebody did, in words: their own entries in the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db.models import QuerySet

from zugong.accounts.models import User
from zugong.audit.models import Entry
from zugong.audit.verbs import sentence


ACCOUNTS = f"{User._meta.label_lower}:"


@dataclass(frozen=True, slots=True)
class Deed:
    """An entry, what was done and to what."""

    entry: Entry
    what: str
    thing: str


def own_entries(user: User) -> QuerySet[Entry]:
    """The account's entries, the latest first."""
    return Entry.objects.filter(actor=user.username).order_by("-seq").only("seq", "at", "verb", "object")


def deeds(entries: Iterable[Entry]) -> list[Deed]:
    """The entries in words; two queries however many there are."""
    rows = list(entries)
    numbers = [row.object.removeprefix(ACCOUNTS) for row in rows if row.object.startswith(ACCOUNTS)]
    known = User.objects.filter(pk__in=[number for number in numbers if number])
    names = {f"{ACCOUNTS}{pk}": f"账号 {name}" for pk, name in known.values_list("pk", "username")}
    return [Deed(row, sentence(row.verb), _in_words(row.object, names)) for row in rows]


def _in_words(key: str, names: Mapping[str, str]) -> str:
    """`organizations.organization:17` -> 组织 17; what is no row, as it is; nothing for a page."""
    label, _, number = key.partition(":")
    if key in names or label == "page":
        return names.get(key, "")
    try:
        return f"{apps.get_model(label)._meta.verbose_name} {number}".strip()
    except (LookupError, ValueError):
        return key
