"""`zugong serve`: the web server, the worker for background jobs and the clock, together until one is told to stop."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from datetime import UTC, datetime
from subprocess import Popen, TimeoutExpired

from zugong.cli.desk import start_django


TICK_SECONDS = 1.0
CLOCK_SECONDS = 60
GRACE_SECONDS = 15


def configure(parser: ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--host", default="127.0.0.1", help="监听地址（默认 127.0.0.1，只有本机能打开）")
    parser.add_argument("--port", type=int, default=8000, help="端口（默认 8000）")
    parser.add_argument("--workers", type=int, default=0, help="网页进程数（默认：SQLite 一个，PostgreSQL 两个）")


def run(namespace: Namespace) -> int:
    """Serve until interrupted.

    Exit code 0 after a stop that was asked for, 1 when a part ended by itself, 2 when the port is taken or the
    database does not fit this version.
    """
    start_django()
    if problem := _taken(namespace.host, namespace.port) or _unready():
        print(problem, file=sys.stderr)
        return 2
    print(f"组工正在运行：http://{namespace.host}:{namespace.port}　（按 Ctrl+C 停止）", flush=True)
    return _Supervisor(_commands(namespace)).run()


def _taken(host: str, port: int) -> str:
    """What keeps the address from being listened at, empty if nothing does."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return f"不能在 {host} 的 {port} 端口上运行（{error.strerror}）；换一个端口，例如 --port {port + 1}。"
    return ""


def _unready() -> str:
    """What keeps the server from starting, empty if nothing does."""
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return (
                "数据库还没有建好，或者是旧版本的。第一次使用请先运行 zugong init；升级之后请先运行 zugong upgrade。"
            )
    except OperationalError as error:
        return f"连不上数据库：{error}。请检查 DATABASE_URL 和数据库是否在运行。"
    return ""


def _commands(namespace: Namespace) -> dict[str, list[str]]:
    from django.db import connection

    workers = namespace.workers or (1 if connection.vendor == "sqlite" else 2)
    python = sys.executable
    return {
        "网页": [
            *(python, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"),
            *("--host", namespace.host, "--port", str(namespace.port)),
            *("--workers", str(workers), "--blocking-threads", "4", "--log-level", "error"),
            "zugong.config.wsgi:server",
        ],
        "后台任务": [python, "-m", "django", "db_worker", "--queue-name", "*", "--no-startup-delay"],
    }


class _Supervisor:
    """Starts the parts, watches them, rings the clock, and stops all when one ends or when told to."""

    def __init__(self, commands: dict[str, list[str]]) -> None:
        self._commands = commands
        self._parts: dict[str, Popen[bytes]] = {}
        self._told = False

    def run(self) -> int:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._tell)
        for name, command in self._commands.items():
            self._parts[name] = Popen(command, env=os.environ.copy(), start_new_session=True)
        ended = self._watch()
        self._stop()
        if ended and not self._told:
            print(f"{ended}意外停止，其余部分已一并停下。", file=sys.stderr)
            return 1
        return 0

    def _tell(self, number: int, frame: object) -> None:
        self._told = True

    def _watch(self) -> str:
        """The name of the part that ended; empty when told to stop."""
        from zugong.config.clock import ring

        rung = 0.0
        while not self._told:
            for name, part in self._parts.items():
                if part.poll() is not None:
                    return name
            if time.monotonic() - rung >= CLOCK_SECONDS or not rung:
                rung = time.monotonic()
                ring(datetime.now(UTC))
            time.sleep(TICK_SECONDS)
        return ""

    def _stop(self) -> None:
        for part in self._parts.values():
            if part.poll() is None:
                part.terminate()
        for part in self._parts.values():
            try:
                part.wait(GRACE_SECONDS)
            except TimeoutExpired:
                part.kill()
                part.wait()
            with suppress(ProcessLookupError):  # what a part that died has left behind
                os.killpg(part.pid, signal.SIGKILL)
