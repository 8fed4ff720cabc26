"""Worker processes that all read the database as it was at one moment."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.synchronize import Barrier
from threading import BrokenBarrierError
from typing import Any

from django.db import connection, connections, transaction

from zugong.audit.appending import read_head
from zugong.core.errors import ActionError
from zugong.core.paths import SECRETS_SETTING, secrets_folder


PATIENCE = 120
"""Seconds the workers may take to start on a busy machine."""

LOCKED = 15
"""Seconds they may take to open their snapshot, while writers wait."""

Runner = Callable[[Callable[[Any], Any], list[Any]], Iterator[Any]]
"""Applies a function to tasks; the results come in the order of the tasks."""


class CannotVerify(ActionError):
    """Nothing is known of the record: the verification itself was cut off."""


@contextmanager
def here() -> Iterator[Runner]:
    """Work in this process, with writers kept out meanwhile: for a record that takes a moment."""

    def run(function: Callable[[Any], Any], tasks: list[Any]) -> Iterator[Any]:
        return map(function, tasks)

    with transaction.atomic(), connection.cursor() as cursor:
        read_head(cursor, lock=True)
        yield run


@contextmanager
def in_processes(workers: int) -> Iterator[Runner]:
    """Work in so many processes. Writers wait only while all of them open their snapshot.

    Nothing is committed while the head is locked, so that all snapshots show the same entries and rows. Raises
    CannotVerify when the processes do not start, or one dies.
    """
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(workers + 1)
    given = (barrier, _reading(dict(connection.settings_dict)), str(secrets_folder()))
    try:
        with ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=given) as pool:
            for _ in range(workers):
                pool.submit(_is_here)
            barrier.wait(PATIENCE)
            with transaction.atomic(), connection.cursor() as cursor:
                read_head(cursor, lock=True)
                barrier.wait(LOCKED)
                barrier.wait(LOCKED)
            yield pool.map
    except (BrokenBarrierError, BrokenProcessPool):
        raise CannotVerify(
            "核验没有做成：用来核验的进程没有启动或中途没了，多半是内存不足或机器太忙。请稍后再试。"
        ) from None


def _is_here() -> bool:
    return True


def _reading(settings: dict[str, Any]) -> dict[str, Any]:
    """The same database, for transactions that only read, and see it as it was when they began."""
    options = dict(settings["OPTIONS"])
    if connection.vendor == "postgresql":
        from psycopg import IsolationLevel

        options["isolation_level"] = IsolationLevel.REPEATABLE_READ
    else:
        options["transaction_mode"] = "DEFERRED"
    return settings | {"OPTIONS": options}


def _start(barrier: Barrier, settings: dict[str, Any], secrets: str) -> None:
    """In a worker: open the transaction in which all its work is done."""
    try:
        _connect(settings, secrets)
        barrier.wait(PATIENCE)
        barrier.wait(LOCKED)
        _open_snapshot()
        barrier.wait(LOCKED)
    except BaseException:
        barrier.abort()  # nobody should wait for a worker that is gone
        raise


def _connect(settings: dict[str, Any], secrets: str) -> None:
    import django

    django.setup()
    os.environ[SECRETS_SETTING] = secrets
    connections.databases["default"] = settings
    connections["default"] = connections.create_connection("default")
    connection.ensure_connection()


def _open_snapshot() -> None:
    transaction.atomic().__enter__()  # ends with the process, which only reads
    with connection.cursor() as cursor:
        read_head(cursor)
