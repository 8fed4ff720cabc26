"""`zugong serve` as a process of its own: it answers, works off tasks, and stops when told."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest


COMMAND = [sys.executable, "-m", "zugong.cli.main"]
PATIENCE_SECONDS = 60


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """The environment of an installation whose database is ready."""
    environment = os.environ | {
        "ZUGONG_DATA": str(tmp_path / "var"),
        "ZUGONG_SECRETS": str(tmp_path / "secrets"),
        "DJANGO_SETTINGS_MODULE": "zugong.config.settings.dev",
    }
    environment.pop("DATABASE_URL", None)
    subprocess.run([*COMMAND, "upgrade"], env=environment, check=True, capture_output=True)
    return environment


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


@pytest.fixture
def served(installed: dict[str, str], port: int) -> Iterator[subprocess.Popen[str]]:
    command = [*COMMAND, "serve", "--port", str(port)]
    with subprocess.Popen(command, env=installed, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            yield server
        finally:
            server.kill()


def answer(address: str) -> str:
    """The page at an address, once it answers."""
    for _ in range(PATIENCE_SECONDS * 10):
        try:
            with urlopen(address) as response:
                body: bytes = response.read()
                return body.decode()
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def test_it_serves_the_sign_in_page_and_its_style_and_stops_when_told(
    served: subprocess.Popen[str], installed: dict[str, str], port: int
) -> None:
    page = answer(f"http://127.0.0.1:{port}/signin/")
    assert "组工" in page
    style = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "tblr" in answer(f"http://127.0.0.1:{port}{style}")
    served.send_signal(signal.SIGTERM)
    assert served.wait(PATIENCE_SECONDS) == 0
    assert (Path(installed["ZUGONG_DATA"]) / "schedule.json").exists()


def test_it_ends_with_1_when_a_part_ends_by_itself(served: subprocess.Popen[str], port: int) -> None:
    answer(f"http://127.0.0.1:{port}/signin/")
    children = Path(f"/proc/{served.pid}/task/{served.pid}/children").read_text().split()
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    assert served.wait(PATIENCE_SECONDS) == 1
    assert served.stderr is not None
    assert "意外停止" in served.stderr.read()


def refused(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run([*COMMAND, "serve", *arguments], env=environment, capture_output=True, text=True)
    assert done.returncode == 2
    return done.stderr


def test_a_database_that_is_not_there_is_told_of(tmp_path: Path, port: int) -> None:
    environment = os.environ | {"ZUGONG_DATA": str(tmp_path / "var"), "ZUGONG_SECRETS": str(tmp_path / "secrets")}
    environment.pop("DATABASE_URL", None)
    assert "zugong init" in refused(environment, "--port", str(port))


def test_a_port_that_is_taken_is_told_of(installed: dict[str, str], port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        assert f"--port {port + 1}" in refused(installed, "--port", str(port))
