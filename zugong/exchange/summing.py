"""A plan in numbers, as a batch keeps it."""

from __future__ import annotations

from zugong.exchange.planning import Plan


def totals(plan: Plan) -> dict[str, dict[str, int]]:
    """By table: rows that are new, changed, unchanged, faulty."""
    return {
        count.table: {
            "new": count.new,
            "changed": count.changed,
            "unchanged": count.unchanged,
            "faulty": count.faulty,
        }
        for count in plan.counts
    }
