"""Faults that show only against the database: rows of others, texts too long, days out of order, overlaps, cycles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zugong.exchange.columns import stored_columns
from zugong.exchange.merging import Merge
from zugong.exchange.stored import OWN, PK
from zugong.exchange.templates import SAMPLE_KEY
from zugong.formats.columnar import quoted
from zugong.regulations.tables.cycles import find_cycles
from zugong.regulations.tables.schema import TABLES
from zugong.regulations.tables.staging import ROW


@dataclass(frozen=True, slots=True)
class Rule:
    """What must not be said of a row of `merged.<table>`: an SQL condition over it, and the words for it."""

    columns: tuple[str, ...]
    wrong: str
    reason: str
    remedy: str


def check_rows(merge: Merge, table: str) -> None:
    """Note what each row shows by itself: not one's own, empty, too long, in the wrong order."""
    _note(merge, table, list(_rules(merge, table)))


def _rules(merge: Merge, table: str) -> Iterator[Rule]:
    key = TABLES[table].key[:1]
    is_sample = f"CAST({quoted(key[0])} AS VARCHAR) = '{SAMPLE_KEY}'"
    yield Rule(key, is_sample, "这是模板里的示例行", "请删去这一行")
    remedy = "请从文件中删去，或请负责的部门办理"
    yield Rule(key, f"NOT {OWN}", "这一行已在系统里，但不在您负责的范围内", remedy)
    for column in stored_columns(merge.source(table)):
        name = quoted(column.name)
        if column.column.required and column.name not in merge.given(table):
            yield Rule((column.name,), f"{PK} IS NULL AND {name} IS NULL", "新增的行必须填写", "请补上这一列")
        if column.longest:
            yield Rule((column.name,), f"length({name}) > {column.longest}", f"超过 {column.longest} 字", "请缩短")
    for start, end in filter(None, (TABLES[table].interval, TABLES[table].last_day)):
        reason = f"早于“{merge.place(table).header(start)}”"
        yield Rule((end,), f"{quoted(end)} < {quoted(start)}", reason, "请核对两个日期")


def check_tree(merge: Merge, table: str) -> None:
    """Note rows that would stand above themselves, and new roots that only the command on the server may make."""
    key = quoted(TABLES[table].key[0])
    if table == "organizations" and merge.reach.user is not None:
        remedy = "请填上级编号；最上级的组织由系统管理员在服务器上导入"
        stored = f"EXISTS (SELECT 1 FROM stored.organizations AS old WHERE old.{PK} = row.{PK} AND parent_id IS NULL)"
        _note(merge, table, [Rule(("parent_id",), f"parent_id IS NULL AND NOT {stored}", "没有上级", remedy)])
    whole = (
        f"(SELECT {ROW}, {key}, parent_id FROM merged.{table} UNION ALL SELECT 0, {key}, parent_id FROM stored.{table}"
        f" WHERE {key} NOT IN (SELECT {key} FROM merged.{table}))"
    )
    for row, chain in find_cycles(merge.connection, whole, key):
        if row:
            reason = f"上级关系成环（{' → '.join(chain)}）"
            merge.ledger.refuse_cell(
                merge.place(table), row, ("parent_id",), chain[1], reason, "请改正其中一个上级编号"
            )


def check_quotas(merge: Merge) -> None:
    """Note quotas that would be in force on one day with a stored one of the same organization and level."""
    overlapping = merge.connection.execute(
        f"SELECT row.{ROW}, row.since, row.until, min(old.since), min(old.until) FROM merged.post_quotas AS row"
        " JOIN stored.post_quotas AS old USING (organization_id, level)"
        f" WHERE old.{PK} NOT IN (SELECT {PK} FROM merged.post_quotas WHERE {PK} IS NOT NULL)"
        " AND (old.until IS NULL OR row.since IS NULL OR row.since < old.until)"
        " AND (row.until IS NULL OR old.since IS NULL OR old.since < row.until) GROUP BY ALL"
    ).fetchall()
    for row, since, until, old_since, old_until in overlapping:
        reason = f"与系统里已有的职数（{old_since or ''} 至 {old_until or ''}）同一单位、同一层次，起止重叠"
        value = f"{since or ''} 至 {until or ''}"
        remedy = "请让前一条的“止”不晚于后一条的“起”"
        merge.ledger.refuse_cell(merge.place("post_quotas"), row, ("since", "until"), value, reason, remedy)


def _note(merge: Merge, table: str, rules: Sequence[Rule]) -> None:
    """Note every row of which a condition holds; one pass tells which conditions hold of any row at all."""
    asked = ", ".join(f"coalesce(bool_or({rule.wrong}), false)" for rule in rules)
    broken = merge.connection.execute(f"SELECT {asked} FROM merged.{table} AS row").fetchone() or ()
    for rule in (rule for rule, is_broken in zip(rules, broken, strict=True) if is_broken):
        found = merge.connection.execute(
            f"SELECT {ROW}, CAST({quoted(rule.columns[0])} AS VARCHAR) FROM merged.{table} AS row WHERE {rule.wrong}"
        ).fetchall()
        for row, value in found:
            merge.ledger.refuse_cell(merge.place(table), row, rule.columns, value, rule.reason, rule.remedy)
