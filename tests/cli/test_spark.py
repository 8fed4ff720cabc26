"""`zugong check --engine spark`, on this machine and on a standalone cluster of other processes."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyspark
import pytest

from tests.cli.test_check import MEETINGS, ORGANIZATIONS, write


SPARK_CLASS = Path(pyspark.__file__).parent / "bin" / "spark-class"
RULES = ("branch_life.assembly_*", "branch_life.committee_monthly", "organization.*")
PATIENCE = 90  # seconds a process of the cluster may take to come up


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return write(
        tmp_path / "d",
        organizations=ORGANIZATIONS + "b2,示例二支部,党支部,\n",
        meetings=MEETINGS + "m3,b2,支部委员会会议,2025-03-31\n",
        people="编号,姓名\np1,示例\n",
        members="人员编号,支部编号,状态,转入日期\np1,b2,,2020-01-01\n",
    )


def check(dataset: Path, *more: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "zugong.cli.main", "check", str(dataset), "--as-of", "2025-12-31", "--all"]
    command += ["--format", "json", *more, *(word for rule in RULES for word in ("--rules", rule))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    return done.returncode, done.stdout


def test_spark_writes_the_report_duckdb_writes(dataset: Path) -> None:
    by_duckdb = check(dataset)
    assert json.loads(by_duckdb[1])["findings"]
    assert check(dataset, "--engine", "spark") == by_duckdb


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def daemon(name: str, *arguments: str, log: Path) -> Iterator[None]:
    environment = os.environ | {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_NO_DAEMONIZE": "1"}
    with log.open("w") as output:
        process = subprocess.Popen(
            [SPARK_CLASS, f"org.apache.spark.deploy.{name}", *arguments],
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
        )
        try:
            yield
        finally:
            process.kill()
            process.wait()


def wait_for(log: Path, text: str) -> None:
    end = time.monotonic() + PATIENCE
    while text not in log.read_text(errors="replace"):
        assert time.monotonic() < end, log.read_text(errors="replace")
        time.sleep(0.2)


def test_a_standalone_cluster_writes_the_report_duckdb_writes(dataset: Path, tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "master.log"
    master = f"spark://127.0.0.1:{port}"
    own = ("--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
    with daemon("master.Master", *own, log=log):
        wait_for(log, "I have been elected leader")
        workers = [("--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", "0", master)] * 2
        with (
            daemon("worker.Worker", *workers[0], "--work-dir", str(tmp_path / "w1"), log=tmp_path / "w1.log"),
            daemon("worker.Worker", *workers[1], "--work-dir", str(tmp_path / "w2"), log=tmp_path / "w2.log"),
        ):
            for name in ("w1.log", "w2.log"):
                wait_for(tmp_path / name, "Successfully registered with master")
            assert check(dataset, "--engine", "spark", "--master", master) == check(dataset)
            assert "Launching executor" in log.read_text(errors="replace")
