"""The data measured: invented snapshots, made once and kept."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from zugong.cli.bench.measuring import CannotMeasure, alone


SEED = 1


def snapshot(data: Path, branches: int) -> Path:
    """Folder with organizations and meetings of so many branches, sorted by organization. Raises CannotMeasure."""
    folder = data / f"branches-{branches}-seed-{SEED}"
    if not folder.exists():
        print(f"生成 {branches:,} 个支部的示例数据：{folder}", file=sys.stderr)
        try:
            alone(_write, folder, branches)  # apart: its memory must not count as a contender's
        except OSError as error:
            raise CannotMeasure(f"写不出测量数据 {folder}：{error.strerror}。请用 --data 换一个文件夹") from error
    return folder


def _write(folder: Path, branches: int) -> None:
    from zugong.regulations.engines.sorted_snapshot import write_snapshot
    from zugong.samples.big import organization_blocks
    from zugong.samples.big_meetings import meeting_blocks

    unfinished = folder.with_name(f".{folder.name}")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    write_snapshot(unfinished / "organizations.parquet", "organizations", organization_blocks(SEED, branches))
    meetings = meeting_blocks(SEED, branches, detailed=False)
    write_snapshot(unfinished / "meetings.parquet", "meetings", meetings)
    unfinished.rename(folder)
