"""Starts the product as an installation would: the sample district, the server, the worker; stops them again."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen


ROOT = Path(__file__).parents[2]
COMMAND = (str(Path(sys.executable).with_name("zugong")),)
START_SECONDS = 60
STOP_SECONDS = 20


def environment(folder: Path) -> dict[str, str]:
    """The product's environment, with data and secrets in a folder."""
    return {
        **os.environ,
        "ZUGONG_DATA": str(folder / "var"),
        "ZUGONG_SECRETS": str(folder / "secrets"),
        "DJANGO_SETTINGS_MODULE": "tests.e2e.settings",
        "DATABASE_URL": "",
        "PYTHONPATH": str(ROOT),
    }


@dataclass(frozen=True, slots=True)
class Desk:
    """A running desk: its address, and where accounts start walking besides the desk."""

    address: str
    starts: Mapping[str, list[str]]


@contextmanager
def served(folder: Path) -> Iterator[Desk]:
    """A sample district made in `folder`, in use, and served."""
    settings = environment(folder)
    _run([*COMMAND, "demo"], folder, settings)
    starts = json.loads(_run([sys.executable, "-m", "tests.e2e.preparing"], folder, settings))
    port = free_port()
    with (folder / "server.log").open("w") as log:
        process = _start(port, folder, settings, log.fileno())
        try:
            address = f"http://127.0.0.1:{port}"
            _await(address, process, folder / "server.log")
            yield Desk(address, starts)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(STOP_SECONDS)


def _run(command: list[str], folder: Path, settings: Mapping[str, str]) -> str:
    made = subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    return made.stdout


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(port: int, folder: Path, settings: Mapping[str, str], log: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port)], cwd=folder, env=settings, stdout=log, stderr=subprocess.STDOUT
    )


def _await(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{address}/signin/", timeout=5):
                return
        except URLError:
            time.sleep(0.2)
    raise AssertionError(log.read_text("utf-8"))
