"""No write of a recorded model goes around the record: read in the source, and asked of the models.

Query sets of recorded models refuse at run time what they can (tests/audit/test_recording.py); this finds what they
cannot refuse, before it runs: SQL, another way to the rows, a cascade in the database.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from zugong.accounts.models import User
from zugong.audit.recorded import RecordedModel, RecordedQuerySet


ROOT = Path(__file__).parents[2]

ALLOWED = {
    "zugong/accounts/migrations/0002_administrators_hold_no_role.py": "makes triggers that refuse; changes no row",
    "zugong/cli/bench/record.py": "measures a write without its entry, in a database made for that",
    "zugong/gates/reading.py": "reads the rows of a case inside its transaction; SELECT, SAVEPOINT and ROLLBACK only",
    "zugong/compliance/bulk.py": "writes findings, which are derived and not on record",
    "zugong/compliance/tallies.py": "writes tallies, which are derived and not on record",
    "zugong/www/administration/system.py": "asks how large the database is",
    "zugong/config/backups/postgresql.py": "copies a whole database, its record with it",
    "zugong/config/backups/sqlite.py": "copies a whole database, its record with it",
    "zugong/config/backups/errors.py": "names the errors of the driver",
}
"""Where SQL or an open door stands outside the record itself, and why that is no way around."""

SQL_CALLS = {"raw", "extra", "executescript"}
SQL_NAMES = {"RawSQL", "RunSQL", "RunPython"}
DRIVERS = {"sqlite3", "psycopg"}
BACK_DOORS = {
    "_base_manager",
    "_default_manager",
    "_raw_delete",
    "_update",
    "_insert",
    "save_base",
    "Collector",
    "door",
}
ORM_WRITES = {
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "update",
    "delete",
    "abulk_create",
    "acreate",
    "aupdate",
    "adelete",
}


def sources() -> Iterator[tuple[str, str]]:
    """Every module outside the record itself."""
    for path in sorted((ROOT / "zugong").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith("zugong/audit/"):
            yield name, path.read_text("utf-8")


def ways_around(name: str, text: str) -> list[str]:
    """What in a module could write a recorded row without an entry."""
    tree = ast.parse(text)
    recorded = _recorded_names(name, tree)
    found = []
    for node in ast.walk(tree):
        if _is_sql(node, tree):
            found.append(f"{name}:{node.lineno}: SQL")  # type: ignore[attr-defined]
        if _name(node) in BACK_DOORS and not isinstance(node, ast.Name):
            found.append(f"{name}:{node.lineno}: {_name(node)}")  # type: ignore[attr-defined]
        if isinstance(node, ast.Call) and (model := _written(node, recorded)):
            found.append(f"{name}:{node.lineno}: {model}.objects…{_name(node.func)}")
    return found


def _name(node: ast.AST) -> str:
    """The last word of a name, an attribute or an imported name."""
    return getattr(node, "attr", "") or getattr(node, "id", "") or (node.name if isinstance(node, ast.alias) else "")


def _is_sql(node: ast.AST, tree: ast.Module) -> bool:
    if isinstance(node, ast.Import):
        return any(alias.name.split(".")[0] in DRIVERS for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").split(".")[0] in DRIVERS
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        asks = node.func.attr == "cursor" and _imports_connection(tree)
        return asks or node.func.attr in SQL_CALLS
    return _name(node) in SQL_NAMES


def _imports_connection(tree: ast.Module) -> bool:
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "django.db"]
    return any(alias.name in {"connection", "connections"} for node in imported for alias in node.names)


def _recorded_names(name: str, tree: ast.Module) -> set[str]:
    """The names under which a module knows recorded models, as imported or as defined by itself."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("zugong."):
            module = import_module(node.module)
            found |= {
                alias.asname or alias.name for alias in node.names if _recorded(getattr(module, alias.name, None))
            }
    if name.endswith("/models.py"):
        module = import_module(name.removesuffix(".py").replace("/", "."))
        found |= {known for known, value in vars(module).items() if _recorded(value)}
    return found


def _recorded(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, RecordedModel)


def _written(call: ast.Call, recorded: set[str]) -> str:
    """The recorded model that a chain `Model.objects.….update(…)` starts from; empty when it is none."""
    if _name(call.func) not in ORM_WRITES:
        return ""
    node: ast.AST = call.func
    passes_manager = False
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        passes_manager |= isinstance(node, ast.Attribute) and node.attr == "objects"
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if passes_manager and isinstance(node, ast.Name) and node.id in recorded else ""


def cascades(model: type[models.Model]) -> list[str]:
    """What lets the database or the framework change rows of a recorded model with no entry."""
    found = []
    for field in model._meta.get_fields():
        concerns = _recorded(model) or _recorded(field.related_model)
        if isinstance(field, models.ManyToManyField) and concerns and field.remote_field.through._meta.auto_created:
            found.append(f"{field}: a table of links nobody records")
        if isinstance(field, models.ForeignKey) and concerns:
            # what is derived may point at a row that is gone; what is recorded may not vanish with another row
            harmless = {models.PROTECT} if _recorded(model) else {models.PROTECT, models.DO_NOTHING}
            if field.remote_field.on_delete not in harmless:
                found.append(f"{field}: not PROTECT")
    return found


def unguarded(model: type[RecordedModel]) -> list[str]:
    """The managers of a recorded model whose query sets would not refuse."""
    managers = {m.name: m for m in (*model._meta.managers, model._meta.base_manager)}
    return [
        f"{model.__name__}.{name}"
        for name, m in managers.items()
        if not isinstance(m.get_queryset(), RecordedQuerySet)
    ]


def test_no_module_goes_around_the_record() -> None:
    assert [fault for name, text in sources() if name not in ALLOWED for fault in ways_around(name, text)] == []


def test_every_allowance_is_needed_and_reasoned() -> None:
    for name, reason in ALLOWED.items():
        assert ways_around(name, (ROOT / name).read_text("utf-8")) != [], name
        assert reason


def test_no_foreign_key_passes_the_door() -> None:
    assert [fault for model in apps.get_models() for fault in cascades(model)] == []


def test_every_manager_of_a_recorded_model_refuses() -> None:
    recorded = [model for model in apps.get_models() if issubclass(model, RecordedModel)]
    assert len(recorded) > 10
    assert [fault for model in recorded for fault in unguarded(model)] == []


HEADER = "from django.db import connection\nfrom zugong.organizations.models import Organization as Unit\n"
PLANTED = {
    "an update": "Unit.objects.update(name='x')",
    "an update of some": "Unit.objects.filter(pk=1).exclude(pk=2).update(name='x')",
    "a delete": "Unit.objects.all().delete()",
    "a bulk insert": "Unit.objects.bulk_create([])",
    "SQL": "with connection.cursor() as cursor:\n    cursor.execute('DELETE FROM organizations_organization')",
    "SQL by another name": "open_cursor = connection.cursor()",
    "SQL of a query set": "Unit.objects.raw('SELECT 1')",
    "a driver": "import sqlite3",
    "a migration of data": "from django.db import migrations\nmigrations.RunPython(print)",
    "the base manager": "Unit._base_manager.update(name='x')",
    "the open door": "from zugong.audit.recorded import door",
    "a plain save": "Unit().save_base(raw=True)",
}


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_way_around_is_found(what: str) -> None:
    assert len(ways_around("zugong/people/selectors.py", HEADER + PLANTED[what])) == 1


@pytest.mark.parametrize(
    "line", ["seen.update(a=1)", "Unit.objects.filter(pk=1).first()", "cells = {}\ncells.update(cells)"]
)
def test_what_is_no_way_around_is_let_be(line: str) -> None:
    assert ways_around("zugong/people/selectors.py", HEADER + line) == []


@isolate_apps("zugong.people")
def test_a_planted_cascade_link_table_and_manager_are_found() -> None:
    class Planted(RecordedModel):
        owner = models.ForeignKey(User, on_delete=models.CASCADE)
        friends = models.ManyToManyField(User, related_name="+")
        everything = models.Manager()

        class Meta:
            app_label = "people"
            base_manager_name = "objects"

    assert [fault.rpartition(": ")[2] for fault in cascades(Planted)] == [
        "not PROTECT",
        "a table of links nobody records",
    ]
    assert unguarded(Planted) == ["Planted.everything"]
