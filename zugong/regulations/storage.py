"""How the contract and what is derived from it stand in an engine: table names, columns and types. Free of Ibis."""

from __future__ import annotations

from collections.abc import Mapping

from zugong.regulations.tables.schema import TABLES, Kind, Table


ENGINE_TYPES: Mapping[Kind, str] = {
    Kind.TEXT: "string",
    Kind.CODE: "string",
    Kind.DATE: "date",
    Kind.LAST_DAY: "date",
    Kind.COUNT: "int64",
    Kind.AMOUNT: "int64",
    Kind.FLAG: "boolean",
}

DERIVED: Mapping[str, Mapping[str, str]] = {
    "run": {"as_of": "date", "run_since": "date"} | {f"seen_{name}": "boolean" for name in TABLES},
    "periods": {
        "period_kind": "string",
        "period": "string",
        "year": "int64",
        "first_day": "date",
        "last_day": "date",
        "next_day": "date",
    },
    "period_days": {"period_kind": "string", "period": "string", "day": "date"},
    "workday_calendar": {
        "day": "date",
        "ordinal": "int64",
        "workdays_before": "int64",
        "workdays": "int64",
        "known_before": "int64",
        "known": "int64",
    },
    "indicator_leaves": {
        "scheme": "string",
        "indicator_id": "string",
        "effective_weight": "decimal(38, 0)",
        "ideology": "boolean",
    },
}

EFFECTIVE_WEIGHT_PLACES = 30
"""`indicator_leaves.effective_weight` is held in units of 10⁻³⁰: exact for five levels of six places each."""

PARAMETER_TYPES: Mapping[str, Mapping[str, str]] = {
    "share": {"_numerator": "int64", "_denominator": "int64", "_text": "string"},
    "flag": {"": "boolean"},
    "duty": {"": "boolean"},
    "code": {"": "string"},
}


def parameter_columns(name: str, unit: str) -> dict[str, str]:
    """Columns in which the law table holds a parameter of that unit; whole numbers and millionths are int64."""
    return {f"law_{name}{suffix}": kind for suffix, kind in PARAMETER_TYPES.get(unit, {"": "int64"}).items()}


def law_schema(parameters: Mapping[str, str]) -> dict[str, str]:
    """Columns of a rule's law table, given its parameters (short name -> unit)."""
    schema = {"law_since": "date", "law_until": "date", "law_citation": "string", "law_applied_since": "string"}
    for name, unit in parameters.items():
        schema |= parameter_columns(name, unit)
    return schema


def law_table_name(rule_key: str) -> str:
    """Name of the law table of one rule in an engine."""
    return "law_" + rule_key.replace(".", "_")


def contract_schema(table: Table) -> dict[str, str]:
    """Engine types of a contract table's columns."""
    return {column.name: ENGINE_TYPES[column.kind] for column in table.columns}
