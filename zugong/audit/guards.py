"""Database triggers that refuse to change or remove what is on record.

They stop mistakes, bugs and injected SQL. The owner of the database can drop them; that is why checkpoints are kept by
a witness outside. Tables are rebuilt by some migrations, which drops their triggers, so they are put back after every
`migrate`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


APPEND_ONLY = ("audit_entry", "audit_checkpoint", "audit_cosignature")

REFUSAL = "留痕只能追加，不能修改或删除"

_ERASED = """NEW.content IS NULL AND NEW.salt IS NULL AND OLD.content IS NOT NULL AND NEW.erased_by IS NOT NULL
AND NEW.sha256 IS NOT NULL AND NEW.sm3 IS NOT NULL
AND NEW.id = OLD.id AND NEW.entry_id = OLD.entry_id AND NEW.key = OLD.key"""
_GROWN = """NEW.id = OLD.id AND NEW.origin = OLD.origin AND NEW.size > OLD.size AND NEW.epoch >= OLD.epoch"""

UPDATES = {"audit_payload": _ERASED, "audit_head": _GROWN} | dict.fromkeys(APPEND_ONLY, "FALSE")
"""The only updates a table of the record allows: the erasure of a payload, the growth of the head."""


def install() -> None:
    """Put the triggers on every table of the record; those already there are replaced."""
    with transaction.atomic(), connection.cursor() as cursor:
        remove()
        for statement in _statements():
            cursor.execute(statement)


def remove() -> None:
    """Take the triggers off. Only tests do this, to empty the tables between them or to tamper."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, trigger in _names():
            on = f" ON {table}" if _postgresql() else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}{on}")


@contextmanager
def lifted() -> Iterator[None]:
    """Without triggers for a while."""
    remove()
    try:
        yield
    finally:
        install()


def missing() -> list[str]:
    """The triggers that are not there, by name."""
    with connection.cursor() as cursor:
        if _postgresql():
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled = 'O' AND NOT tgisinternal")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        there = {name for (name,) in cursor.fetchall()}
    return [trigger for _, trigger in _names() if trigger not in there]


def put_back(**_sent: Any) -> None:
    """After `migrate`: a receiver of the signal of the same name."""
    if UPDATES.keys() <= set(connection.introspection.table_names()):
        install()


def _postgresql() -> bool:
    return connection.vendor == "postgresql"


def _names() -> list[tuple[str, str]]:
    acts = ("update", "delete", "truncate") if _postgresql() else ("update", "delete")
    return [(table, f"{table}_no_{act}") for table in UPDATES for act in acts]


def _statements() -> Iterator[str]:
    if _postgresql():
        yield f"""CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{REFUSAL}：%', TG_TABLE_NAME; END $$"""
    for table, allowed in UPDATES.items():
        for act, when in (("update", f"NOT ({allowed})"), ("delete", "TRUE")):
            yield _postgresql_trigger(table, act, when) if _postgresql() else _sqlite_trigger(table, act, when)
        if _postgresql():
            yield (
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
            )


def _sqlite_trigger(table: str, act: str, when: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}：{table}'); END"
    )


def _postgresql_trigger(table: str, act: str, when: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} FOR EACH ROW WHEN ({when}) "
        "EXECUTE FUNCTION audit_refuse()"
    )
