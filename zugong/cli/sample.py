"""`zugong sample`: write an invented data set, to try the system on or to measure it with."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of `zugong sample` to a parser."""
    parser.add_argument("directory", type=Path, metavar="文件夹", help="写到哪里；须不存在或为空")
    parser.add_argument(
        "--size",
        choices=("district", "city", "province", "nation"),
        default="district",
        help="规模：区、市、省、全国；不写为 district（区）",
    )
    parser.add_argument("--seed", type=_whole, default=1, metavar="N", help="种子；同一种子内容相同，不写为 1")
    parser.add_argument("--year", type=_whole, default=2025, metavar="年", help="哪一年的组织生活，不写为 2025")
    parser.add_argument("--format", choices=("csv", "xlsx", "parquet"), help="文件格式；区不写为 csv，其余为 parquet")
    parser.add_argument("--tables", metavar="表,表", help="只写这些表，逗号分隔，如 organizations,meetings")
    parser.add_argument("--force", action="store_true", help="文件夹不空也写：换掉其中同名的数据表，其他文件不动")
    parser.add_argument("--forms", type=_whole, metavar="N", help="不写数据表，写 N 份示例干部的任免审批表（带照片）")
    parser.add_argument("--quirks", action="store_true", help="与 --forms 合用：另加一些有毛病的文件，供试导入")


def run(namespace: Namespace) -> int:
    """Write the sample. Exit code 0; 2 with a message when it cannot be written."""
    from zugong.samples.folders import SampleError

    try:
        _write(namespace)
    except SampleError as error:
        _say(str(error))
        return 2
    _say(f"示例数据已写到 {namespace.directory}")
    if namespace.forms is None:
        _say(f"核查：zugong check {namespace.directory} --as-of {namespace.year}-12-31")
    return 0


def _write(namespace: Namespace) -> None:
    from zugong.samples.folders import SampleError

    if namespace.forms is not None:
        from zugong.samples.form_files import write_forms

        write_forms(namespace.directory, count=namespace.forms, seed=namespace.seed, year=namespace.year,
                    with_quirks=namespace.quirks, force=namespace.force)  # fmt: skip
    elif namespace.quirks:
        raise SampleError("--quirks 要与 --forms 合用，如 --forms 20 --quirks")
    else:
        _write_tables(namespace)


def _write_tables(namespace: Namespace) -> None:
    from zugong.samples.writing import write_sample

    if namespace.size == "nation" and namespace.tables is None:
        _say("全国规模只写 organizations（党组织与单位）和 meetings（组织生活）；要其他表请用 --tables")
    write_sample(
        namespace.directory,
        size=namespace.size,
        seed=namespace.seed,
        year=namespace.year,
        file_format=namespace.format,
        tables=None if namespace.tables is None else namespace.tables.replace("，", ",").split(","),
        progress=_say,
        force=namespace.force,
    )


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        raise ArgumentTypeError(f"{text} 不是整数：请写 0 或正整数")
    return int(text)
