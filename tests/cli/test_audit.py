"""`zugong audit`: exit codes and what is told; witnesses sign only what continues."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.factories import PASSWORD, PROGRAM, make_organization, make_user
from zugong.accounts.enums import Administration
from zugong.audit import guards
from zugong.audit.models import Cosignature, Entry, Head, Payload, Verification
from zugong.audit.recording import record_event, recording
from zugong.audit.verifying.whole import verify
from zugong.cli.main import main
from zugong.organizations.models import Organization


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _record(db: None) -> None:
    make_organization("示例甲党委")
    record_event(PROGRAM.actor, "tests.page.refused", "page:x", details={"times": 3})


@pytest.fixture
def _two(monkeypatch: pytest.MonkeyPatch) -> None:
    make_user(Administration.AUDIT, username="audit1")
    make_user(Administration.SECURITY, username="security1")
    monkeypatch.setattr("getpass.getpass", lambda _: PASSWORD)


def rewind(size: int) -> None:
    """As a restore of an older backup would: the record is shorter and holds."""
    from tests.audit.test_verifying import _rewind

    _rewind(Entry.objects.count() - size)


def test_a_sound_record_is_verified_against_what_was_taken_away(tmp_path: Path, capsys) -> None:
    kept = tmp_path / "kept.txt"
    assert main(["audit", "checkpoint", "--out", str(kept)]) == 0
    make_organization("示例乙党委")
    assert main(["audit", "verify", "--checkpoint", str(kept), "--checkpoint", str(tmp_path / "kept-sm3.txt")]) == 0
    said = capsys.readouterr().out
    assert "核验通过：3 条" in said
    assert said.count("是现在这份记录的开头") == 2
    assert Verification.objects.get().ok


def test_a_changed_row_fails_the_verification(capsys) -> None:
    with guards.lifted(), connection.cursor() as cursor:
        cursor.execute("UPDATE organizations_organization SET name = '示例戊党委'")
    assert main(["audit", "verify", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["faults"][0]["code"] == "live"


def test_a_checkpoint_file_that_is_none_is_a_matter_of_usage(tmp_path: Path, capsys) -> None:
    (tmp_path / "a.txt").write_text("不是", "utf-8")
    assert main(["audit", "verify", "--checkpoint", str(tmp_path / "a.txt")]) == 2
    assert main(["audit", "verify", "--checkpoint", str(tmp_path / "none.txt")]) == 2
    assert "不是检查点" in capsys.readouterr().err


def test_an_export_is_verified_by_the_program_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "record.zip"
    assert main(["audit", "export", "--out", str(path)]) == 0
    ran = subprocess.run(
        [sys.executable, "-I", str(tmp_path / "verify_record.py"), str(path), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    found, head = json.loads(ran.stdout), verify()
    assert (ran.returncode, found["verdict"]) == (0, "holds")
    assert (found["size"], found["root_sha256"], found["root_sm3"]) == (head.size, head.root_sha256, head.root_sm3)
    assert Entry.objects.latest("seq").verb == "audit.record.exported"
    assert (tmp_path / "verify_record.html").exists()
    assert main(["audit", "export", "--out", str(tmp_path / "none" / "record.zip")]) == 2


def test_a_witness_signs_what_continues_and_nothing_else(tmp_path: Path, capsys) -> None:
    stick, other = ["--stick", str(tmp_path / "stick")], ["--stick", str(tmp_path / "other")]
    assert main(["audit", "witness", *stick]) == 1  # without a name
    assert "--name" in capsys.readouterr().err
    assert main(["audit", "witness", *stick, "--name", "区纪委监委"]) == 0
    make_organization("示例乙党委")
    assert main(["audit", "witness", *stick]) == 0
    assert "是上次见过的第 2 条的延续" in capsys.readouterr().out
    assert Cosignature.objects.count() == 2
    report = verify()
    assert (report.ok, report.witnesses) == (True, ["区纪委监委"])
    assert main(["audit", "verify", "--checkpoint", str(tmp_path / "stick" / "checkpoint.txt")]) == 0

    record_event(PROGRAM.actor, "tests.told", "tests:1")
    assert main(["audit", "witness", *other, "--name", "区纪委监委"]) == 2  # another key under a known name
    assert "另一把公钥" in capsys.readouterr().err


def test_a_witness_refuses_a_record_that_was_cut_and_grown_again(tmp_path: Path, capsys) -> None:
    stick = ["audit", "witness", "--stick", str(tmp_path / "stick")]
    make_organization("示例乙党委")
    assert main([*stick, "--name", "机要"]) == 0
    with guards.lifted(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_cosignature")
    rewind(2)
    for number in range(9):
        record_event(PROGRAM.actor, "tests.told", f"tests:{number}")
    assert main(stick) == 1
    assert "不是它的延续" in capsys.readouterr().err


def test_an_export_is_witnessed_elsewhere_and_the_signature_brought_back(tmp_path: Path, capsys) -> None:
    path, stick = tmp_path / "record.zip", ["--stick", str(tmp_path / "stick")]
    assert main(["audit", "export", "--out", str(path)]) == 0
    assert main(["audit", "witness", *stick, "--name", "机要", "--export", str(path)]) == 0
    assert Cosignature.objects.count() == 0
    assert main(["audit", "witness", *stick]) == 0
    assert Cosignature.objects.filter(checkpoint__occasion="导出留痕").count() == 1
    path.write_bytes(b"PK")
    assert main(["audit", "witness", *stick, "--export", str(path)]) == 2


@pytest.mark.usefixtures("_two")
def test_two_persons_begin_a_new_epoch_and_the_witness_consents(tmp_path: Path, capsys) -> None:
    stick = ["audit", "witness", "--stick", str(tmp_path / "stick")]
    size = Entry.objects.count()
    record_event(PROGRAM.actor, "tests.told", "tests:lost")
    assert main([*stick, "--name", "机要"]) == 0
    with guards.lifted(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_cosignature")
        cursor.execute("DELETE FROM audit_witness")
    rewind(size)
    epoch = ["audit", "epoch", "--reason", "从示例备份恢复", "--by", "audit1"]
    assert main([*epoch, "audit1"]) == 2
    assert main([*epoch, "security1"]) == 0
    assert Head.objects.get().epoch == 2
    assert "security1" in Entry.objects.get(verb="audit.epoch.begun").body
    assert verify().ok
    assert main(["audit", "verify", "--checkpoint", str(tmp_path / "stick" / "checkpoint.txt")]) == 1
    assert main(stick) == 1
    assert "--new-epoch" in capsys.readouterr().err
    assert main([*stick, "--new-epoch"]) == 0


@pytest.mark.usefixtures("_two")
def test_two_persons_erase_what_is_told_of_a_row_that_is_gone(capsys) -> None:
    gone = make_organization("示例丁党委")
    key = gone.record_key
    erase = ["audit", "erase", key, "--reason", "依申请", "--article", "个人信息保护法第四十七条", "--by", "audit1"]
    assert main([*erase, "security1"]) == 2
    assert "还在库里" in capsys.readouterr().err
    with recording(PROGRAM.actor, "tests.row.removed", gone) as change:
        change.remove(gone)
    assert main([*erase, "security1"]) == 0
    assert not Payload.objects.filter(key=key, content__isnull=False).exists()
    report = verify()
    assert report.ok, report.faults
    assert report.erased == 2
    assert main([*erase, "security1"]) == 2
    assert Entry.objects.filter(verb="audit.payload.erased").count() == 1
    assert Organization.objects.exists()


def test_an_officer_is_not_one_of_the_two(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    make_user(username="wang")
    monkeypatch.setattr("getpass.getpass", lambda _: PASSWORD)
    epoch = ["audit", "epoch", "--reason", "x", "--by", "wang", "li"]
    assert main(epoch) == 2
    assert "不是三员账号" in capsys.readouterr().err
    monkeypatch.setattr("getpass.getpass", lambda _: "wrong")
    assert main(epoch) == 2
    assert "口令不对" in capsys.readouterr().err
