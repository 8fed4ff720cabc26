"""Folders and files that may not be read, seen by a user who is not root."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.regulations.tables.making import folder


NOBODY = 65534
CODE = """
import os, sys
from pathlib import Path
from zugong.regulations.tables.reading import BadDataset, read_dataset
if os.getuid() == 0:
    os.setgroups([]); os.setgid({nobody}); os.setuid({nobody})
try:
    reading = read_dataset(Path(sys.argv[1]))
    print(sorted(reading.present), *reading.problems, sep="\\n")
except BadDataset as refusal:
    print(refusal)
"""


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everyone can enter; pytest's own are closed to other users."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        yield path


def seen_by_nobody(path: Path) -> list[str]:
    code = CODE.format(nobody=NOBODY)
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return done.stdout.splitlines()


def test_a_closed_folder(shared: Path) -> None:
    closed = folder(shared / "数据", {"people": "编号,姓名\n"})
    assert seen_by_nobody(closed) == ["['people']"]
    closed.chmod(0o000)
    (line,) = seen_by_nobody(closed)
    closed.chmod(0o755)
    assert line.startswith("数据：没有读取权限")


@pytest.mark.parametrize("extension", ["csv", "xlsx", "parquet"])
def test_a_closed_file_among_open_ones(shared: Path, extension: str) -> None:
    folder(shared, {"people": "编号,姓名\n"})
    closed = shared / f"members.{extension}"
    closed.write_text("x")
    closed.chmod(0o000)
    present, problem = seen_by_nobody(shared)
    assert present == "['people']"
    assert problem.startswith(f"members.{extension}：没有读取权限。请让文件的所有者授予读取权限")
