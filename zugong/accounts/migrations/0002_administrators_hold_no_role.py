"""The database itself refuses a role for one of the three administrators, whatever program writes."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.migrations.state import StateApps


MESSAGE = "an administrator holds no role"
GRANT_EVENTS = "INSERT OR UPDATE OF user_id"
ADMINISTERS = "EXISTS (SELECT 1 FROM accounts_user WHERE id = NEW.user_id AND administration <> '')"
HOLDS = "NEW.administration <> '' AND EXISTS (SELECT 1 FROM organizations_rolegrant WHERE user_id = NEW.id)"

POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION accounts_no_role_for_administrator() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {ADMINISTERS} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END IF;
        RETURN NEW;
    END $$""",
    f"""CREATE OR REPLACE FUNCTION accounts_no_administrator_with_role() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {HOLDS} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END IF;
        RETURN NEW;
    END $$""",
    f"""CREATE TRIGGER no_role_for_administrator BEFORE {GRANT_EVENTS} ON organizations_rolegrant
    FOR EACH ROW EXECUTE FUNCTION accounts_no_role_for_administrator()""",
    """CREATE TRIGGER no_administrator_with_role BEFORE UPDATE OF administration ON accounts_user
    FOR EACH ROW EXECUTE FUNCTION accounts_no_administrator_with_role()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER IF EXISTS no_role_for_administrator ON organizations_rolegrant",
    "DROP TRIGGER IF EXISTS no_administrator_with_role ON accounts_user",
    "DROP FUNCTION IF EXISTS accounts_no_role_for_administrator()",
    "DROP FUNCTION IF EXISTS accounts_no_administrator_with_role()",
]


def _sqlite(name: str, event: str, table: str, condition: str) -> str:
    abort = f"SELECT RAISE(ABORT, '{MESSAGE}')"
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} BEGIN {abort}; END"


SQLITE = [
    _sqlite("no_role_for_administrator", "INSERT", "organizations_rolegrant", ADMINISTERS),
    _sqlite("no_other_role_for_administrator", "UPDATE OF user_id", "organizations_rolegrant", ADMINISTERS),
    _sqlite("no_administrator_with_role", "UPDATE OF administration", "accounts_user", HOLDS),
]
SQLITE_BACK = [
    "DROP TRIGGER IF EXISTS no_role_for_administrator",
    "DROP TRIGGER IF EXISTS no_other_role_for_administrator",
    "DROP TRIGGER IF EXISTS no_administrator_with_role",
]


def guard(apps: StateApps, editor: Any) -> None:
    """Create the triggers."""
    _run(editor, {"postgresql": POSTGRESQL, "sqlite": SQLITE})


def unguard(apps: StateApps, editor: Any) -> None:
    """Drop them."""
    _run(editor, {"postgresql": POSTGRESQL_BACK, "sqlite": SQLITE_BACK})


def _run(editor: Any, statements: dict[str, list[str]]) -> None:
    for statement in statements[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("organizations", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
