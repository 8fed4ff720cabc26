"""The one door: write an invented data set of any size into a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from zugong.regulations.tables.schema import TABLES
from zugong.samples.folders import README, WORKBOOK, SampleError, whole_folder
from zugong.samples.readme import readme


Progress = Callable[[str], None]

FORMATS = {
    "district": ("csv", "xlsx", "parquet"),
    "city": ("parquet", "csv"),
    "province": ("parquet",),
    "nation": ("parquet",),
}
"""Formats by size, the usual one first."""

SMALL_TABLES = tuple(name for name in TABLES if name != "workdays")  # the shipped calendar holds
BIG_TABLES = ("organizations", "members", "meetings", "people")
OFFERED = {"district": SMALL_TABLES, "city": SMALL_TABLES, "province": BIG_TABLES, "nation": BIG_TABLES}
USUAL = OFFERED | {"nation": ("organizations", "meetings")}
"""Tables by size: what can be asked for, and what is written when nobody asks."""

YEARS = range(2020, 2101)


def write_sample(
    directory: Path,
    *,
    size: str,
    seed: int,
    year: int = 2025,
    file_format: str | None = None,
    tables: Sequence[str] | None = None,
    progress: Progress | None = None,
    force: bool = False,
) -> None:
    """Write the sample of `size` (district, city, province, nation) into `directory`, whole or not at all.

    Same size, seed, year and format: same bytes. `tables` chooses tables by identifier or Chinese label. A directory
    that holds something is refused unless `force`. Raises SampleError, whose message is meant for the user.
    """
    file_format = _format(size, file_format)
    chosen = _chosen(size, tables)
    _check(seed, year)
    say = progress or _silent
    with whole_folder(directory, force=force) as folder:
        if size in ("district", "city"):
            _small(folder, size, seed, year, file_format, chosen, say)
        else:
            from zugong.samples.big import write_big

            write_big(folder, size=size, seed=seed, year=year, tables=chosen, progress=say)
        text = readme(size=size, seed=seed, year=year, tables=chosen)
        (folder / README).write_text(text, encoding="utf-8-sig")


def _small(
    folder: Path, size: str, seed: int, year: int, file_format: str, chosen: Sequence[str], say: Progress
) -> None:
    """Sizes that fit in memory."""
    from zugong.samples import city, district, files

    made = city.city_tables(seed, year, say) if size == "city" else district.district_tables(seed, year)
    picked = {name: made[name] for name in chosen}
    say("写入文件")
    if file_format == "xlsx":
        files.write_workbook(picked, folder / WORKBOOK)
    elif file_format == "csv":
        files.write_csv(picked, folder)
    else:
        files.write_parquet(picked, folder)


def _format(size: str, file_format: str | None) -> str:
    if size not in FORMATS:
        raise SampleError(f"没有“{size}”这个规模：可用 {'、'.join(FORMATS)}")
    if file_format is None:
        return FORMATS[size][0]
    if file_format not in FORMATS[size]:
        raise SampleError(f"规模 {size} 不能写成 {file_format}：可用 {'、'.join(FORMATS[size])}")
    return file_format


def _chosen(size: str, tables: Sequence[str] | None) -> tuple[str, ...]:
    """The tables asked for, in the order of the contract."""
    if tables is None:
        return USUAL[size]
    by_label = {TABLES[name].label: name for name in OFFERED[size]}
    asked = {by_label.get(name.strip(), name.strip()) for name in tables}
    unknown = sorted(asked.difference(OFFERED[size]))
    if unknown or not asked:
        offered = "、".join(f"{name}（{TABLES[name].label}）" for name in OFFERED[size])
        raise SampleError(f"规模 {size} 的示例没有这样的表：{'、'.join(unknown) or '（空）'}。可选：{offered}")
    return tuple(name for name in OFFERED[size] if name in asked)


def _check(seed: int, year: int) -> None:
    if seed < 0:
        raise SampleError(f"种子 {seed} 不能用：请给 0 或正整数")
    if year not in YEARS:
        raise SampleError(f"年度 {year} 不能用：请给 {YEARS[0]} 至 {YEARS[-1]} 之间的年份")


def _silent(text: str) -> None:
    """Nobody listens."""
