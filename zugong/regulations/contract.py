"""The tables a rule text may name, as unbound Ibis tables: the contract, what is derived before a run, and the law.

Derived tables (see `zugong.regulations.inputs`):
`run` one row: as-of day, first day, and for each contract table whether it has been seen ·
`periods` whole months, quarters and years inside the run · `period_days` the days of those periods ·
`workday_calendar` running counts of working days · `indicator_leaves` effective weights of leaf indicators ·
`law` the parameters of the rule being judged, one row per span of days in which none of them changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ibis

from zugong.regulations.storage import DERIVED, contract_schema, law_schema, law_table_name
from zugong.regulations.tables.schema import TABLES


Expr = Any
"""An Ibis expression, deferred or bound."""


class Tables:
    """What a rule text sees: `t.organizations`, `t.periods`, `t.law` …, all unbound."""

    def __init__(self, rule_key: str, parameters: Mapping[str, str]) -> None:
        self._tables = {name: ibis.table(contract_schema(table), name=name) for name, table in TABLES.items()}
        self._tables |= {name: ibis.table(schema, name=name) for name, schema in DERIVED.items()}
        self._tables["law"] = ibis.table(law_schema(parameters), name=law_table_name(rule_key))

    def __getattr__(self, name: str) -> Expr:
        try:
            return self._tables[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True, slots=True)
class Share:
    """An exact fraction of the law, as two whole numbers, and as people read it."""

    numerator: Expr
    denominator: Expr
    text: Expr

    def reached(self, part: Expr, whole: Expr) -> Expr:
        """Whether part / whole >= the share, without division."""
        return part * self.denominator >= whole * self.numerator

    def exceeded(self, part: Expr, whole: Expr) -> Expr:
        """Whether part / whole > the share, without division."""
        return part * self.denominator > whole * self.numerator


class LawRow:
    """The parameters in force on the reference day, as columns of the subject: `law.minimum`."""

    def __getattr__(self, name: str) -> Expr:
        return ibis._[f"law_{name}"]

    def share(self, name: str) -> Share:
        """The parameter of unit share with that name."""
        return Share(*(ibis._[f"law_{name}_{part}"] for part in ("numerator", "denominator", "text")))
