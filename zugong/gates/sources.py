"""Which model presents which contract table: every room says so in its `tables.py`; nothing is derived there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from zugong.audit.recorded import RecordedModel


@dataclass(frozen=True, slots=True)
class ContractSource:
    """A contract table and the model behind it; `columns` maps each contract column to a field path."""

    table: str
    model: type[RecordedModel]
    columns: Mapping[str, str]


@cache
def contract_sources() -> Mapping[str, ContractSource]:
    """The sources of all rooms, by contract table."""
    found = {}
    for app in apps.get_app_configs():
        if app.name.startswith("zugong.") and find_spec(f"{app.name}.tables"):
            for table, (model, columns) in import_module(f"{app.name}.tables").TABLES.items():
                found[table] = ContractSource(table, model, columns)
    return found
