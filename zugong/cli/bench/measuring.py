"""Run a contender in a process of its own, so that its memory is its own, and note seconds, memory and result."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import ParamSpec, TypeVar


P = ParamSpec("P")
Result = TypeVar("Result")

RUNS = 2
"""Runs per process. The first also pays for memory that the system has never handed out before."""


class CannotMeasure(Exception):
    """Something needed for a measurement is missing; the message says what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The best of several runs, the greatest memory of any, and what came out, the same in every run.

    `seconds` is time on the clock, which other work on the machine lengthens; `cpu_seconds` sums all threads.
    """

    seconds: float
    cpu_seconds: float
    memory_mib: float
    result: tuple[int, ...]

    def better(self, other: Measure) -> Measure:
        """Both taken together. Raises CannotMeasure when the results differ."""
        if self.result != other.result:
            raise CannotMeasure(f"同一方法两次结果不同：{self.result} 与 {other.result}。请删除测量数据后重测")
        return Measure(
            min(self.seconds, other.seconds),
            min(self.cpu_seconds, other.cpu_seconds),
            max(self.memory_mib, other.memory_mib),
            self.result,
        )


def alone(function: Callable[P, Result], *args: P.args, **kwargs: P.kwargs) -> Result:
    """Call the function in a new process and return its result. Raises CannotMeasure when the process dies."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(function, *args, **kwargs).result()
        except BrokenProcessPool as error:
            raise CannotMeasure(
                "测量进程被系统终止，多半是内存不足：请用 --branches 减少支部数，或换更大的机器"
            ) from error


def timed(function: Callable[[], Result], summarize: Callable[[Result], tuple[int, ...]]) -> Measure:
    """Run RUNS times in this process; memory is the peak of the process before the last result is looked at."""
    clock, processor = [], []
    outcome: Result | None = None
    for _ in range(RUNS):
        outcome = None  # let go of the run before
        begin, begin_cpu = time.perf_counter(), time.process_time()
        outcome = function()
        clock.append(time.perf_counter() - begin)
        processor.append(time.process_time() - begin_cpu)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert outcome is not None
    return Measure(min(clock), min(processor), memory, summarize(outcome))
