"""Backups are consistent while others write, whole or absent, and restore only what they said they hold."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.config.conftest import ON_POSTGRESQL, Desk
from tests.factories import PASSWORD
from zugong.config.backups.archive import opened
from zugong.config.backups.errors import BackupError
from zugong.config.backups.manifest import read_manifest
from zugong.config.backups.pruning import prune


WRITER = """
import django, sys
django.setup()
from tests.factories import make_organization
print("writing", flush=True)
number = 0
while True:
    number += 1
    make_organization(code=f"X{number}")
"""


def told(archive: Path) -> dict[str, object]:
    with zipfile.ZipFile(archive) as content:
        manifest: dict[str, object] = json.loads(content.read("manifest.json"))
    return manifest


def rewritten(archive: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A copy of the archive with its parts changed."""
    with zipfile.ZipFile(archive) as content:
        parts = {name: content.read(name) for name in content.namelist()}
    change(parts)
    with zipfile.ZipFile(target, "w") as content:
        for name, part in parts.items():
            content.writestr(name, part)
    return target


def test_a_backup_holds_database_and_files_and_no_key_no_session(archive: Path, filled: Desk) -> None:
    with zipfile.ZipFile(archive) as content:
        names = set(content.namelist())
        everything = b"".join(content.read(name) for name in names)
    assert names == {"database.dump" if ON_POSTGRESQL else "database.sqlite3", "files/ab/abcdef", "manifest.json"}
    for key in (filled.folder / "secrets").iterdir():
        assert key.read_bytes() not in everything
        assert key.read_bytes().hex().encode() not in everything
    assert b"stolen-session-key" not in everything
    assert archive.stat().st_mode & 0o077 == 0


def test_a_backup_leaves_an_entry_that_tells_its_digest(desk: Desk, tmp_path: Path) -> None:
    done = desk.zugong("backup", "--out", tmp_path / "out")
    digest = done.stdout.split("SHA-256 ")[1].split()[0]
    assert "audit.backup.taken" in desk.last
    assert digest in desk.last


def test_a_backup_while_others_write_is_of_one_moment(desk: Desk, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER], env=desk.environment(), stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        before = desk.entries
        try:
            made = desk.backup(tmp_path / "out")
        finally:
            writer.kill()
    after = desk.entries
    end = told(made)["record"]
    assert isinstance(end, dict)
    assert before < end["size"] < after
    drill = desk.zugong("restore", made, "--drill")
    assert drill.returncode == 0, drill.stdout + drill.stderr


def test_a_drill_reports_and_leaves_nothing_behind(desk: Desk, archive: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    before = desk.entries
    report = tmp_path / "report.md"
    done = desk.zugong("restore", archive, "--drill", "--report", report, TMPDIR=str(scratch))
    assert done.returncode == 0, done.stdout + done.stderr
    text = report.read_text("utf-8")
    for words in (
        "恢复演练报告",
        "6 项都相符",
        "organizations_organization | 21 | 21",
        "没有带来系统之外保存的检查点",
    ):
        assert words in text
    assert list(scratch.iterdir()) == []
    assert desk.entries == before
    page = archive.with_name("page.html")
    assert desk.zugong("restore", archive, "--drill", "--report", page).returncode == 0
    assert "演练人（签字）" in page.read_text("utf-8")
    assert "〔" not in page.read_text("utf-8")


def test_a_drill_finds_what_was_changed_around_the_record(desk: Desk, tmp_path: Path) -> None:
    desk.ask("UPDATE organizations_organization SET name = '改' WHERE id = 1")
    done = desk.zugong("restore", desk.backup(tmp_path / "out"), "--drill")
    assert done.returncode == 1
    assert "✕ 不符　核验留痕和业务数据" in done.stdout


def test_a_restore_brings_everything_back_and_is_on_record(desk: Desk, archive: Path, tmp_path: Path) -> None:
    other = desk.empty(tmp_path / "other")
    refused = other.zugong("restore", archive)
    assert refused.returncode == 2
    assert "--reason" in refused.stderr
    done = other.zugong("restore", archive, "--reason", "硬盘损坏")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (other.data / "files/ab/abcdef").read_bytes() == (desk.data / "files/ab/abcdef").read_bytes()
    assert "audit.record.restored" in other.last
    assert "硬盘损坏" in other.last
    verified = other.python(
        "import django; django.setup()\nfrom zugong.audit.verifying.whole import verify\nprint(verify().ok)"
    )
    assert verified.strip() == "True"
    assert not (other.folder / ".var.restoring").exists()


def test_a_place_that_is_not_empty_is_refused_and_untouched(desk: Desk, archive: Path) -> None:
    before = desk.entries
    done = desk.zugong("restore", archive, "--reason", "试")
    assert done.returncode == 2
    assert "只恢复到空的" in done.stderr
    assert desk.entries == before


def test_a_shorter_record_than_somebody_saw_needs_two_persons(desk: Desk, tmp_path: Path) -> None:
    made = desk.backup(tmp_path / "out")
    note = desk.python(
        "import django; django.setup()\nfrom tests.factories import make_organization\n"
        "from zugong.audit.checkpoints import make_checkpoint\nmake_organization('示例后来支部', code='X1')\n"
        "print(make_checkpoint('整点').note, end='')"
    )
    (tmp_path / "seen.txt").write_text(note, "utf-8")
    other = desk.empty(tmp_path / "other")
    done = other.zugong("restore", made, "--reason", "硬盘损坏", "--checkpoint", tmp_path / "seen.txt")
    assert done.returncode == 2
    assert "已经丢失" in done.stderr
    assert not (other.data / "zugong.sqlite3").exists()

    words = ["restore", str(made), "--reason", "硬盘损坏", "--checkpoint", str(tmp_path / "seen.txt")]
    words += ["--by", "auditor", "guard"]
    wrong = desk.empty(tmp_path / "wrong")
    refused = wrong.typing("no-such-password", words)
    assert refused.returncode == 2
    assert "口令不对" in refused.stderr
    assert not (wrong.data / "zugong.sqlite3").exists()
    done = other.typing(PASSWORD, words)
    assert done.returncode == 0, done.stdout + done.stderr
    assert other.ask("SELECT epoch FROM audit_head") == [(2,)]
    assert "auditor、guard" in other.last
    drill = other.zugong("restore", other.backup(tmp_path / "again"), "--drill")
    assert drill.returncode == 0, drill.stdout + drill.stderr


def test_keys_that_do_not_fit_are_named(desk: Desk, archive: Path, tmp_path: Path) -> None:
    other = desk.empty(tmp_path / "other")
    (other.folder / "secrets/record_key").write_bytes(b"x" * 32)
    (other.folder / "secrets/django_key").unlink()
    done = other.zugong("restore", archive, "--drill")
    assert done.returncode == 2
    assert "record_key 不是做备份时的那一把" in done.stderr
    assert "没有 django_key" in done.stderr
    assert not (other.folder / "secrets/django_key").exists()


DAMAGES: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "a file changed": (lambda parts: parts.update({"files/ab/abcdef": b"x"}), "files/ab/abcdef：内容与清单的摘要不符"),
    "a file longer": (
        lambda parts: parts.update({"files/ab/abcdef": parts["files/ab/abcdef"] + b"x"}),
        "files/ab/abcdef：比清单所记的",
    ),
    "a file missing": (lambda parts: parts.pop("files/ab/abcdef") and None, "files/ab/abcdef：缺少"),
    "a stranger": (lambda parts: parts.update({"files/zz": b"x"}), "files/zz：清单里没有"),
    "no manifest": (lambda parts: parts.pop("manifest.json") and None, "没有 manifest.json"),
    "not a manifest": (lambda parts: parts.update({"manifest.json": b"[]"}), "读不懂"),
    "a way out": (
        lambda parts: parts.update(
            {
                "manifest.json": parts["manifest.json"].replace(b"files/ab/abcdef", b"files/../../abc"),
                "files/../../abc": parts.pop("files/ab/abcdef"),
            }
        ),
        "路径不合规定",
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_backup_is_refused_with_the_part_named(archive: Path, tmp_path: Path, name: str) -> None:
    change, words = DAMAGES[name]
    damaged = rewritten(archive, tmp_path / "damaged.zip", change)
    with pytest.raises(BackupError, match=words), opened(damaged) as content:
        content.check()


def test_one_changed_bit_of_any_part_is_refused_unless_it_changes_nothing(archive: Path, tmp_path: Path) -> None:
    """A few bits of a packed stream mean nothing: where they are turned, what is unpacked must be the same."""
    whole, target = archive.read_bytes(), tmp_path / "broken.zip"
    with zipfile.ZipFile(archive) as content:
        parts = content.infolist()
        unpacked = {part.filename: content.read(part) for part in parts}
    refused = harmless = 0
    for part in parts:
        name, extra = (
            int.from_bytes(whole[at : at + 2], "little") for at in (part.header_offset + 26, part.header_offset + 28)
        )
        start = part.header_offset + 30 + name + extra
        for place in range(start, start + part.compress_size, part.compress_size // 8 + 1):
            broken = bytearray(whole)
            broken[place] ^= 1
            target.write_bytes(broken)
            try:
                with opened(target) as content_of:
                    content_of.check()
            except BackupError:
                refused += 1
            else:
                harmless += 1
                with zipfile.ZipFile(target) as content:
                    assert {part.filename: content.read(part) for part in parts} == unpacked
    assert refused > 10 * harmless


def test_a_file_that_is_no_archive(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "half.zip").write_bytes(b"PK\x03\x04 half")
    done = desk.zugong("restore", tmp_path / "half.zip", "--drill")
    assert (done.returncode, "不是完整的 zip" in done.stderr) == (2, True)
    assert desk.zugong("restore", tmp_path / "none.zip", "--drill").returncode == 2


def test_a_later_form_is_refused() -> None:
    with pytest.raises(BackupError, match="第 2 版"):
        read_manifest(b'{"format": "zugong-backup", "version": 2}')


FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
from zugong.cli.main import main
sys.exit(main(["backup", "--out", sys.argv[1]]))
"""


def test_no_room_says_so_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(out)], env=desk.environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    assert "写不到" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(out.iterdir()) == []


def test_a_target_that_cannot_be_a_folder(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = desk.zugong("backup", "--out", tmp_path / "file" / "out")
    assert done.returncode == 2
    assert "写不到" in done.stderr
    inside = desk.zugong("backup", "--out", desk.data / "files" / "backups")
    assert inside.returncode == 2
    assert "备份不能写在" in inside.stderr


def test_only_the_newest_of_ones_own_are_kept(archive: Path, tmp_path: Path) -> None:
    keys = told(archive)["keys"]
    assert isinstance(keys, dict)
    for day in (1, 2, 3):
        shutil.copy(archive, tmp_path / f"zugong-backup-2026010{day}T000000Z.zip")
    foreign = rewritten(
        archive,
        tmp_path / "zugong-backup-20250101T000000Z.zip",
        lambda parts: parts.update(
            {"manifest.json": parts["manifest.json"].replace(keys["django_key"].encode(), b"0" * 16)}
        ),
    )
    (tmp_path / "zugong-backup-20240101T000000Z.zip").write_bytes(b"half")
    shutil.copy(archive, tmp_path / "mine.zip")
    removed = prune(tmp_path, 2, keys)
    assert [path.name for path in removed] == ["zugong-backup-20260101T000000Z.zip"]
    assert foreign.exists()
    assert len(list(tmp_path.iterdir())) == 5


def test_keeping_none_is_refused(desk: Desk, tmp_path: Path) -> None:
    done = desk.zugong("backup", "--out", tmp_path / "out", "--keep", "0")
    assert done.returncode == 2
    assert not (tmp_path / "out").exists()
