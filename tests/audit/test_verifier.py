"""The one-file verifier on the shared vectors; the page `verify_record.html` must agree with it."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from zugong.audit import exporting


VECTORS = Path(__file__).parent / "vectors"
APART = {"digests.json", "proofs.json"}
NAMES = sorted(path.stem for path in VECTORS.glob("*.json") if path.name not in APART)
FILE = exporting.VERIFIERS / "verify_record.py"
VERIFIER: dict[str, Any] = runpy.run_path(str(FILE), run_name="verifier")


def vector(name: str) -> dict[str, Any]:
    return json.loads((VECTORS / f"{name}.json").read_text("utf-8"))


def zipped(files: dict[str, str], path: Path, how: int = ZIP_DEFLATED) -> Path:
    with ZipFile(path, "w", how) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def verdict(told: dict[str, Any], path: Path) -> dict[str, Any]:
    with ZipFile(path) as archive:
        return VERIFIER["Verification"](archive, told["checkpoints"], told["keys"]).result()


@pytest.mark.parametrize("name", NAMES)
def test_the_verdict_is_that_of_the_vector(name: str, tmp_path: Path) -> None:
    told = vector(name)
    found = verdict(
        told, zipped(told["files"], tmp_path / "record.zip", ZIP_STORED if len(name) % 2 else ZIP_DEFLATED)
    )
    assert {key: found.get(key) for key in told["expected"]} == told["expected"]


def test_the_vectors_cover_every_code() -> None:
    firsts = [vector(name)["expected"]["first"] for name in NAMES]
    assert {first["code"] for first in firsts if first} == set(VERIFIER["WORDS"])


def test_digests_and_signatures_of_the_standards() -> None:
    told = json.loads((VECTORS / "digests.json").read_text("utf-8"))
    for one in told["digests"]:
        content = one["text"].encode()
        assert VERIFIER["plain_sm3"](content).hex() == VERIFIER["sm3"](content).hex() == one["sm3"]
        assert VERIFIER["sha256"](content).hex() == one["sha256"]
    for one in told["ed25519"]:
        public, message, signature = (bytes.fromhex(one[name]) for name in ("public", "message", "signature"))
        assert VERIFIER["ed25519_holds"](public, message, signature) is one["holds"]


@pytest.mark.parametrize(("name", "code"), [("good", 0), ("changed_payload", 1)])
def test_it_runs_by_itself(name: str, code: int, tmp_path: Path) -> None:
    path = zipped(vector(name)["files"], tmp_path / "record.zip")
    ran = subprocess.run([sys.executable, "-I", str(FILE), str(path)], capture_output=True, text=True, check=False)
    assert ran.returncode == code, ran.stderr
    assert ("成立：11 条" in ran.stdout) is (code == 0)
    assert "第 4" in ran.stdout or code == 0


def test_a_file_that_is_no_zip_is_a_matter_of_usage(tmp_path: Path) -> None:
    path = tmp_path / "record.zip"
    path.write_text("不是压缩包")
    ran = subprocess.run([sys.executable, "-I", str(FILE), str(path)], capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
