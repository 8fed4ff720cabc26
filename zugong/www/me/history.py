"""What somebody did, in words: their own entries in the record."""

from __future__ import annotations

from django.apps import apps
from django.db.models import QuerySet

from zugong.accounts.models import User
from zugong.audit.models import Entry


def own_entries(user: User) -> QuerySet[Entry]:
    """The account's entries, the latest first."""
    return Entry.objects.filter(actor=user.username).order_by("-seq").only("seq", "at", "verb", "object")


def thing_in_words(key: str) -> str:
    """`organizations.organization:17` -> 组织 17; what is no row, as it is."""
    label, _, number = key.partition(":")
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return "" if label == "page" else key
    return f"{model._meta.verbose_name} {number}".strip()
