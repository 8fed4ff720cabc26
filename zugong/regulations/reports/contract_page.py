"""The page of input tables, written from the contract, so that it can never differ from what the reader accepts."""

from __future__ import annotations

from collections.abc import Iterator

from zugong.regulations.tables.schema import TABLES, Column, Kind, Table


KINDS = {
    Kind.TEXT: "文本",
    Kind.CODE: "选项",
    Kind.DATE: "日期",
    Kind.LAST_DAY: "日期（当日仍算在内）",
    Kind.COUNT: "整数",
    Kind.AMOUNT: "数，至多六位小数",
    Kind.FLAG: "是/否",
}

HEAD = """# 数据表

本页由程序按数据表的定义生成，请勿手改。怎样准备和核查数据，见[使用指南](../user-guide.md)；规则怎样读这些数据，见[约定](../contract.md)。

* 文件名、工作表名、列名、选项，写中文或英文都可以，可以混用；列的先后不限，缺少的列等于空列，多出的列提醒一次后不用。
* **必填**的格不能空。**编号**的各列合起来不能重复。“指向”的编号须在所指的表里（所指的表不在数据里就不查），空着可以。
* 没有的表不要建：没有表，是“没看到”，需要它的规则列为待核；有表没有行，是“确实没有”。"""


def contract_markdown() -> str:
    """Every table of the contract as a Chinese page in Markdown: columns, required marks, allowed values, keys."""
    return "\n\n".join([HEAD, _overview(), *map(_table, TABLES.values())]) + "\n"


def _overview() -> str:
    rows = (
        f"| [{table.label}](#{table.name}) | `{table.name}` | {len(table.columns)} | "
        f"{'、'.join(column.label for column in table.columns if column.required)} |"
        for table in TABLES.values()
    )
    return "\n".join([f"共 {len(TABLES)} 张表。", "", "| 表 | 英文名 | 列数 | 必填的列 |", "|---|---|---|---|", *rows])


def _table(table: Table) -> str:
    return "\n".join(
        [
            f'<a id="{table.name}"></a>',
            "",
            f"## {table.label} `{table.name}`",
            "",
            *_facts(table),
            "",
            "| 列 | 英文名 | 必填 | 内容 |",
            "|---|---|---|---|",
            *(_row(table, column) for column in table.columns),
        ]
    )


def _facts(table: Table) -> Iterator[str]:
    yield f"* 编号：{_labels(table, table.key)}"
    if table.interval:
        since, until = table.interval
        yield (
            f"* 起止：{_label(table, since)}当日起、{_label(table, until)}前一日止；"
            "起空着是一直如此，止空着是至今；起止同日的行不用"
        )
    if table.last_day:
        since, last = table.last_day
        yield f"* 起止：{_label(table, since)}至{_label(table, last)}，当日算在内"


def _row(table: Table, column: Column) -> str:
    required = "必填" if column.required else ""
    return f"| {column.label} | `{column.name}` | {required} | {'；'.join(_content(table, column))} |"


def _content(table: Table, column: Column) -> Iterator[str]:
    yield KINDS[column.kind] + _range(column)
    if column.codes:
        yield "、".join(f"{label} `{code}`" for code, label in column.codes.items())
    if column.open_codes:
        yield "也可以写本地的名称"
    for reference in table.references:
        if reference.column == column.name:
            target = TABLES[reference.table]
            same = f"，且{_label(table, reference.same)}相同" if reference.same else ""
            yield f"指向《{target.label}》的{target.column(reference.target).label}{same}"


def _range(column: Column) -> str:
    if column.maximum is not None:
        return f"，{column.minimum}–{column.maximum}"
    return f"，不小于 {column.minimum}" if column.minimum else ""


def _label(table: Table, name: str) -> str:
    return table.column(name).label


def _labels(table: Table, names: tuple[str, ...]) -> str:
    return " + ".join(_label(table, name) for name in names)
