"""From arguments to a question for the judge; every refusal as one text to print."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from zugong.cli.messages import MOST_PROBLEMS
from zugong.core.outcomes import Outcome
from zugong.regulations.checking import (
    LISTED,
    InputRefused,
    Progress,
    Question,
    UnknownRule,
    check,
)
from zugong.regulations.engines.missing import MissingEngine
from zugong.regulations.findings import Check
from zugong.regulations.loading import BadPack
from zugong.regulations.tables.problems import BadDataset, Problem
from zugong.regulations.tables.reading import Reading


class Refused(Exception):
    """The question cannot be answered; the text says why and what to do."""


def question_of(namespace: Namespace, *, listed_all: bool) -> Question:
    """The question the arguments ask. Raises Refused when the days are the wrong way round."""
    since = namespace.since or date(namespace.as_of.year, 1, 1)
    if since > namespace.as_of:
        raise Refused(f"--since {since} 晚于 --as-of {namespace.as_of}：请把起始日写在核查日之前")
    if namespace.master and namespace.engine != "spark":
        raise Refused("--master 只用于 --engine spark")
    return Question(
        as_of=namespace.as_of,
        since=since,
        patterns=tuple(namespace.rules),
        packs=tuple(namespace.pack),
        listed=tuple(Outcome) if listed_all else LISTED,
        engine=namespace.engine,
        master=namespace.master,
    )


def answer(namespace: Namespace, progress: Progress, *, listed_all: bool) -> tuple[Check, Reading]:
    """Check the data set of the arguments. Raises Refused."""
    with refusals():
        question = question_of(namespace, listed_all=listed_all)
        return check(namespace.dataset, question, keep_going=namespace.keep_going, progress=progress)


@contextmanager
def refusals() -> Iterator[None]:
    """Turns what the judge refuses into Refused, with a text to print."""
    try:
        yield
    except BadDataset as error:
        raise Refused("数据集不能读取，没有核查：\n" + _lines(error.problems)) from None
    except InputRefused as error:
        problems = error.reading.problems
        heading = (
            f"数据有 {len(problems)} 处填报错误，没有核查（改正后重来；check 加 --keep-going 可去掉错行先核查）："
        )
        raise Refused(f"{heading}\n{_lines(problems)}") from None
    except BadPack as error:
        raise Refused(f"法规包有 {len(error.problems)} 处问题：\n{error}") from None
    except UnknownRule as error:
        raise Refused(f"没有规则符合 {error}：运行 zugong law list 查看全部规则") from None
    except MissingEngine as error:
        raise Refused(str(error)) from None


def _lines(problems: tuple[Problem, ...]) -> str:
    shown = "\n".join(f"  {problem}" for problem in problems[:MOST_PROBLEMS])
    more = len(problems) - MOST_PROBLEMS
    return shown + (f"\n  ……另有 {more} 处，改正上面这些后再核查会继续列出。" if more > 0 else "")
