"""`zugong bench nation`: one cadence rule with explanation rows over every branch of a nation."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from zugong.cli.bench.case import Case
from zugong.cli.bench.contenders import DECODERS, JUDGES, OURS, run_contender
from zugong.cli.bench.data import snapshot
from zugong.cli.bench.measuring import CannotMeasure, Measure, alone
from zugong.cli.bench.printing import print_nation
from zugong.core.dates import PeriodKind


PROVINCES = 52 / 3
"""A province has 300 000 branches where the nation has 5 200 000."""

SQL, POLARS = "hand_written_sql", "polars"


def measure(data: Path, branches: int, rounds: int) -> tuple[dict[str, Any], bool]:
    """Measure monthly theme days (the heaviest) and quarterly assemblies, print them, and return the figures.

    The second value tells whether all contenders gave the same rows. Raises CannotMeasure.
    """
    if find_spec("polars") is None:
        raise CannotMeasure("没有安装对照用的 polars：请先运行 pip install 'zugong[bench]'")
    nation = Case(snapshot(data, branches), "theme_day", PeriodKind.MONTH)
    province = replace(nation, folder=snapshot(data, max(1, round(branches / PROVINCES))))
    quarterly = replace(nation, meeting_kind="branch_assembly", period=PeriodKind.QUARTER)
    monthly = _race(nation, (*JUDGES, *DECODERS), rounds)
    smaller = _race(province, tuple(JUDGES), rounds)
    assemblies = _race(quarterly, (OURS, SQL, POLARS), rounds)
    figures = _figures(monthly, smaller, assemblies, _rows(nation), _rows(province))
    agree = all(_agree(race) for race in (monthly, smaller, assemblies))
    print_nation(figures, agree=agree)
    return figures, agree


def _race(case: Case, names: tuple[str, ...], rounds: int) -> dict[str, Measure]:
    """Every contender in turn, `rounds` times over, so that a busy minute strikes them all."""
    best: dict[str, Measure] = {}
    for turn in range(rounds):
        for name in names:
            print(f"第 {turn + 1}/{rounds} 轮：{case.folder.name} {case.period} {name}", file=sys.stderr)
            run = alone(run_contender, name, case)
            best[name] = run.better(best[name]) if name in best else run
    return best


def _agree(race: dict[str, Measure]) -> bool:
    """Judges gave the same rows; decoders saw the same number of rows."""
    return all(len({race[name].result for name in names if name in race}) <= 1 for names in (JUDGES, DECODERS))


def _figures(
    monthly: dict[str, Measure], province: dict[str, Measure], quarterly: dict[str, Measure], rows: int, fewer: int
) -> dict[str, Any]:
    ours, ours_cpu = monthly[OURS].seconds, monthly[OURS].cpu_seconds
    floor = min(monthly[name].seconds for name in DECODERS)
    floor_cpu = min(monthly[name].cpu_seconds for name in DECODERS)
    return {
        "ratios": {
            "to_hand_written_sql": ours / monthly[SQL].seconds,
            "to_polars": ours / monthly[POLARS].seconds,
            "to_decode_floor": ours / floor,
            "province_to_nation": ours / province[OURS].seconds / (rows / fewer),
            "quarterly_to_hand_written_sql": quarterly[OURS].seconds / quarterly[SQL].seconds,
            "cpu_to_hand_written_sql": ours_cpu / monthly[SQL].cpu_seconds,
            "cpu_to_decode_floor": ours_cpu / floor_cpu,
        },
        "seconds": _each(monthly, lambda run: run.seconds)
        | {"decode_floor": floor}
        | {f"province_{name}": run.seconds for name, run in province.items()}
        | {f"quarterly_{name}": run.seconds for name, run in quarterly.items()},
        "cpu_seconds": _each(monthly, lambda run: run.cpu_seconds),
        "memory_mib": _each(monthly, lambda run: run.memory_mib),
        "rows": rows,
        "province_rows": fewer,
        "failures": monthly[OURS].result[0],
    }


def _each(race: dict[str, Measure], value: Callable[[Measure], float]) -> dict[str, float]:
    return {name: value(run) for name, run in race.items()}


def _rows(case: Case) -> int:
    import pyarrow.parquet as pq

    return int(pq.read_metadata(case.meetings).num_rows)
