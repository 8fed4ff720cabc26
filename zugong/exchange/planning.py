"""What a data set would do to the database: new, changed, unchanged and faulty rows of every table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from zugong.exchange.faults import check_quotas, check_rows, check_tree
from zugong.exchange.levels import TREES
from zugong.exchange.merging import CHANGED, HOMES, ORDER, Merge
from zugong.exchange.reach import Reach, is_scoped
from zugong.exchange.references import check_own_chain, check_references
from zugong.exchange.sent.answers import Answers
from zugong.exchange.sent.understanding import Sent, understand
from zugong.exchange.stored import PK
from zugong.regulations.tables.problems import Problem
from zugong.regulations.tables.reading import read_dataset
from zugong.regulations.tables.schema import TABLES


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of a table do what."""

    table: str
    new: int
    changed: int
    unchanged: int
    faulty: int

    @property
    def label(self) -> str:
        """The Chinese name of the table."""
        return TABLES[self.table].label


@dataclass
class Plan:
    """A data set compared with the database and ready to be written."""

    merge: Merge
    counts: tuple[Counts, ...]
    sent: Sent

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every fault, whole files first."""
        return tuple(map(self.sent.renamed, self.merge.ledger.sorted_problems()))

    @property
    def writes(self) -> int:
        """Rows that would be added or changed."""
        return sum(count.new + count.changed for count in self.counts)


def make_plan(
    path: Path, reach: Reach, progress: Callable[[str], None] | None = None, answers: Answers | None = None
) -> Plan:
    """Read what was sent and compare it with the database. Raises BadDataset when nothing can be read."""
    tell = progress or (lambda _: None)
    sent = understand(path, reach, answers or Answers())
    reading = read_dataset(path, keep_going=True, progress=progress, for_loading=True, found=sent.found)
    merge = Merge(reading, reach)
    merge.tables = _permitted(merge)
    tell("与系统里的数据比较")
    pointed = {reference.table for table in merge.tables for reference in TABLES[table].references}
    merge.compare({*merge.tables, *pointed, *(HOMES if HOMES & set(merge.tables) else ())})
    for table in merge.tables:
        _check_table(merge, table)
    return Plan(merge, tuple(_count(merge, table) for table in merge.tables), sent)


def _permitted(merge: Merge) -> tuple[str, ...]:
    kept = []
    for table in ORDER:
        if table not in merge.reading.present:
            continue
        refusal = _refusal(merge, table)
        if refusal:
            place = merge.place(table)
            merge.ledger.refuse_file(place.problem(None, (), None, *refusal))
        else:
            kept.append(table)
    return tuple(kept)


def _refusal(merge: Merge, table: str) -> tuple[str, str] | None:
    label = TABLES[table].label
    if not merge.reach.may_load(table):
        return f"您的岗位不能导入“{label}”，整张表没有导入", "请从文件中删去这张表，或请负责的科室导入"
    if not is_scoped(merge.source(table)) and not merge.reach.covers_the_whole(table):
        return f"“{label}”不分单位，只有管到最上级组织的岗位才能导入", "请从文件中删去这张表，或请负责的科室导入"
    return None


def _check_table(merge: Merge, table: str) -> None:
    merge.lay_over(table)
    check_rows(merge, table)
    check_references(merge, table)
    if table in TREES:
        check_tree(merge, table)
        check_own_chain(merge, table)
    if table == "post_quotas":
        check_quotas(merge)
    merge.drop_spoilt(table)


def _count(merge: Merge, table: str) -> Counts:
    row = merge.connection.execute(
        f"SELECT count(*) FILTER ({PK} IS NULL), count(*) FILTER ({CHANGED}),"
        f" count(*) FILTER ({PK} IS NOT NULL AND NOT {CHANGED}) FROM merged.{table}"
    ).fetchone()
    new, changed, unchanged = row or (0, 0, 0)
    return Counts(table, new, changed, unchanged, len(merge.ledger.spoilt_rows(table)))
