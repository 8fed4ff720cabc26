"""Rules, parameters and values as plain data for JSON: days as ISO text, `until` half-open as in the packs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from zugong.regulations.law.model import Law, Parameter, Value
from zugong.regulations.law.questions import Change, RuleText, applied_since, in_force, values_on
from zugong.regulations.law.units import Amount


def rule_data(law: Law, rule: RuleText, day: date) -> dict[str, Any]:
    """A rule with its values on the day."""
    since = applied_since(law, rule, day) if in_force(law, rule, day) else None
    return {
        "rule": rule.key,
        "title": rule.title,
        "force": rule.force.value,
        "in_force": in_force(law, rule, day),
        "since": since.isoformat() if since else None,
        "parameters": [
            {"parameter": parameter.key} | value_data(law, parameter, value)
            for parameter, value in values_on(law, rule, day)
        ],
    }


def parameter_data(law: Law, parameter: Parameter, day: date) -> dict[str, Any]:
    """A parameter with all its values, those that are off too."""
    current = parameter.on(day)
    return {
        "parameter": parameter.key,
        "title": parameter.title,
        "unit": parameter.unit,
        "reading": parameter.reading,
        "note": parameter.note,
        "values": [
            value_data(law, parameter, value) | {"in_force": value is current, "enabled": value.enabled}
            for value in parameter.values
        ],
    }


def value_data(law: Law, parameter: Parameter, value: Value) -> dict[str, Any]:
    """One dated value and where it comes from."""
    return {
        "since": value.since.isoformat() if value.since else None,
        "until": value.until.isoformat() if value.until else None,
        "value": _plain(value.value),
        "text": parameter.show(value),
        "citation": value.cites,
        "citation_label": law.cite_label(value.cites),
        "confidence": value.confidence,
        "verified_on": value.verified_on.isoformat() if value.verified_on else None,
        "unconfirmed": law.unconfirmed_value(value),
        "note": value.note,
        "file": value.file,
        "line": value.line,
    }


def change_data(law: Law, change: Change) -> dict[str, Any]:
    """A parameter on two days."""
    old, new = change.old, change.new
    return {
        "parameter": change.parameter.key,
        "title": change.parameter.title,
        "old": value_data(law, change.parameter, old) if old else None,
        "new": value_data(law, change.parameter, new) if new else None,
    }


def _plain(value: Amount) -> bool | int | str:
    """Exact decimals and fractions as text: JSON numbers are binary."""
    return str(value) if isinstance(value, Decimal | Fraction) else value
