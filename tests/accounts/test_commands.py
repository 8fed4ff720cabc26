"""`zugong init` and `zugong account`, as somebody at the server runs them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import PASSWORD, make_user
from zugong.accounts.enums import Administration
from zugong.accounts.models import User
from zugong.audit.models import Entry
from zugong.cli.main import main


def test_the_first_run_on_an_empty_machine_and_the_second(tmp_path: Path) -> None:
    first = _init(tmp_path, "--name", "示例区委组织部")
    assert first.returncode == 0, first.stderr
    found = re.findall(r"账号 (\w+)　一次性口令 ([a-z0-9-]{19})\n", first.stdout)
    assert [username for username, _ in found] == ["system", "security", "audit"]
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (tmp_path / "secrets").iterdir()}
    assert modes.keys() >= {"django_key", "field_key", "record_key"}
    assert set(modes.values()) == {"0o600"}
    assert (tmp_path / "var" / "zugong.sqlite3").is_file()
    assert not any(
        word in path.read_bytes().decode("latin-1") for _, word in found for path in _files(tmp_path / "var")
    )
    second = _init(tmp_path)
    assert second.returncode == 2
    assert "已经有账号" in second.stderr
    assert "reset-administrator" in second.stderr


def _init(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZUGONG", "DJANGO", "DATABASE"))}
    places = {"ZUGONG_DATA": str(folder / "var"), "ZUGONG_SECRETS": str(folder / "secrets")}
    command = [sys.executable, "-m", "zugong.cli.main", "init", *words]
    return subprocess.run(command, env=kept | places, capture_output=True, text=True, check=False)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "static" not in path.parts]


@pytest.mark.django_db
def test_resetting_an_administrator(capsys: pytest.CaptureFixture[str]) -> None:
    make_user(Administration.SECURITY, username="security")
    assert main(["account", "reset-administrator", "security", "--reason", "手机遗失"]) == 0
    shown = re.search(r"[a-z0-9]{4}(-[a-z0-9]{4}){3}", capsys.readouterr().out)
    assert shown is not None
    assert User.objects.get(username="security").check_password(shown[0])
    entry = Entry.objects.get(verb="accounts.administrator.reset")
    assert (entry.actor, "手机遗失" in entry.body) == ("system:account", True)


@pytest.mark.django_db
def test_only_administrators_are_reset_on_the_server(capsys: pytest.CaptureFixture[str]) -> None:
    make_user(username="liwj")
    assert main(["account", "reset-administrator", "liwj", "--reason", "x"]) == 2
    assert "没有叫 liwj 的三员账号" in capsys.readouterr().err
    assert User.objects.get(username="liwj").check_password(PASSWORD)


@pytest.mark.django_db
def test_one_more_administrator(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["account", "appoint", "audit", "audit2", "接班的人"]) == 0
    assert User.objects.get(username="audit2").administration == Administration.AUDIT
    assert main(["account", "appoint", "audit", "audit2", "接班的人"]) == 2
    assert "已有账号 audit2" in capsys.readouterr().err
