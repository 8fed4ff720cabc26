"""Numbers that point to another row: it must be there, stored or arriving, and where it counts be in reach."""

from __future__ import annotations

from zugong.exchange.merging import Merge
from zugong.exchange.stored import PK, copy_reach
from zugong.formats.columnar import quoted
from zugong.regulations.tables.schema import TABLES, Reference
from zugong.regulations.tables.staging import ROW


ANYWHERE = frozenset(
    {
        ("tenures", "organization_id"),
        ("family_members", "organization_id"),
        ("appointment_cases", "target_organization_id"),
    }
)
"""References that may leave one's own part of the tree: people worked elsewhere, their kin do, they move elsewhere."""

_OWNED = frozenset({"organizations", "people"})


def check_references(merge: Merge, table: str) -> None:
    """Note every new or changed reference that leads nowhere, or to a row that is not the account's to refer to."""
    for reference in TABLES[table].references:
        _check(merge, table, reference)
        if reference.same:
            _check_same(merge, table, reference)


def check_own_chain(merge: Merge, table: str, column: str = "parent_id") -> None:
    """Note rows below a row of the same table that was refused, however far below."""
    key = TABLES[table].key[0]
    while True:
        merge.drop_spoilt(table)
        lost = merge.connection.execute(
            f"SELECT {ROW}, {column} FROM merged.{table} WHERE {column} IS NOT NULL"
            f" AND {column} NOT IN (SELECT {quoted(key)} FROM merged.{table})"
            f" AND {column} NOT IN (SELECT {quoted(key)} FROM stored.{table})"
        ).fetchall()
        if not lost:
            return
        for row, value in lost:
            merge.ledger.refuse_cell(
                merge.place(table), row, (column,), value, "所指的那一行有问题，没有导入", "请先改正那一行"
            )


def _check(merge: Merge, table: str, reference: Reference) -> None:
    strict = reference.table in _OWNED and (table, reference.column) not in ANYWHERE
    column, goal = quoted(reference.column), quoted(reference.target)
    reach = copy_reach(merge.connection, merge.source(reference.table), merge.reach, table) if strict else ""
    arriving = (
        f" AND NOT EXISTS (SELECT 1 FROM merged.{reference.table} AS goal WHERE goal.{goal} = row.{column})"
        if reference.table in merge.tables
        else ""
    )
    broken = merge.connection.execute(
        f"SELECT row.{ROW}, row.{column} FROM merged.{table} AS row"
        f" LEFT JOIN stored.{table} AS old ON old.{PK} = row.{PK}"
        f" WHERE row.{column} IS NOT NULL AND row.{column} IS DISTINCT FROM old.{column}"
        f" AND NOT EXISTS (SELECT 1 FROM stored.{reference.table} AS goal"
        f" WHERE goal.{goal} = row.{column}{reach}){arriving}"
    ).fetchall()
    label = TABLES[reference.table].label
    beyond = "，或不在您负责的范围内" if reach else ""
    for row, value in broken:
        reason = f"系统里和这次的“{label}”表中都没有这个编号{beyond}"
        remedy = f"请核对编号，或先导入“{label}”"
        merge.ledger.refuse_cell(merge.place(table), row, (reference.column,), value, reason, remedy)


def _check_same(merge: Merge, table: str, reference: Reference) -> None:
    """The row pointed to must agree in one more column, as indicators with the scheme of the one above."""
    column, goal, same = quoted(reference.column), quoted(reference.target), quoted(str(reference.same))
    label = TABLES[table].column(str(reference.same)).label
    target = (
        f"(SELECT {goal}, {same} FROM merged.{table} UNION ALL SELECT {goal}, {same} FROM stored.{table}"
        f" WHERE {goal} NOT IN (SELECT {goal} FROM merged.{table}))"
    )
    differing = merge.connection.execute(
        f"SELECT row.{ROW}, row.{column}, goal.{same} FROM merged.{table} AS row"
        f" JOIN {target} AS goal ON goal.{goal} = row.{column} WHERE goal.{same} IS DISTINCT FROM row.{same}"
    ).fetchall()
    for row, value, other in differing:
        reason = f"所指的那一行“{label}”不同（{other}）"
        merge.ledger.refuse_cell(
            merge.place(table), row, (reference.column,), value, reason, f"请改为同一{label}内的编号"
        )
