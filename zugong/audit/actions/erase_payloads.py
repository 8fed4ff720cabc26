"""Erase what the record says of a row: by law some content must go, while the tree still holds."""

from __future__ import annotations

from django.apps import apps
from django.db import connection, transaction

from zugong.audit.actors import Actor
from zugong.audit.appending import append, line_digests
from zugong.audit.models import Payload
from zugong.audit.recorded import record_key, recorded_models
from zugong.core.errors import Invalid


_ERASE = "UPDATE audit_payload SET content = NULL, salt = NULL, erased_by = %s, sha256 = %s, sm3 = %s WHERE id = %s"


def erase_payloads(object_key: str, *, by: Actor, second: Actor, reason: str, article: str) -> int:
    """Erase every payload of a row that is no longer there, such as `people.person:17`; returns how many.

    Two persons and the article that asks for it are named in the entry. Raises Invalid: a row that still stands would
    no longer be compared with the record.
    """
    _check(object_key, by, second, reason, article)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA secure_delete = ON")  # the pages are overwritten, not only given back
        told = f"{reason}（两人办理：{by.account}、{second.account}）"
        seq = append(by, "audit.payload.erased", object_key, reason=told, article=article)
        found = list(Payload.objects.filter(key=object_key, content__isnull=False, entry_id__lt=seq))
        if not found:
            raise Invalid(f"留痕里没有 {object_key} 的内容，或者已经清除过。")
        for payload in found:
            digests = line_digests(bytes(payload.salt or b""), payload.content or "")
            cursor.execute(_ERASE, [seq, *digests, payload.pk])
    return len(found)


def _check(object_key: str, by: Actor, second: Actor, reason: str, article: str) -> None:
    if by.account == second.account:
        raise Invalid("清除留痕内容要由两个不同的人办。")
    if not reason.strip() or not article.strip():
        raise Invalid("清除留痕内容要写明理由和依据的条款。")
    label, _, pk = object_key.partition(":")
    model = next((known for known in recorded_models() if known._meta.label_lower == label), None)
    if model is None or not pk.isdecimal() or record_key(model, int(pk)) != object_key:
        raise Invalid(f"{object_key} 不是一行业务数据的名字，例如 people.person:17。")
    if apps.get_model(label).objects.filter(pk=pk).exists():
        raise Invalid(f"{object_key} 还在库里：先在系统里删除它，再清除它的留痕内容。")
