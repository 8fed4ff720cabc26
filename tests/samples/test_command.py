"""The command: arguments in, exit code and messages out."""

from __future__ import annotations

from argparse import ArgumentParser

import pytest

from zugong.cli import sample


@pytest.fixture
def command():
    parser = ArgumentParser()
    sample.configure(parser)
    return lambda *words: sample.run(parser.parse_args([str(word) for word in words]))


def test_writes_a_district_by_default(command, tmp_path, capsys):
    assert command(tmp_path / "区", "--seed", 3) == 0
    assert (tmp_path / "区" / "members.csv").exists()
    out, err = capsys.readouterr()
    assert out == ""
    assert "--as-of 2025-12-31" in err


def test_writes_the_chosen_tables_in_the_chosen_form(command, tmp_path):
    assert command(tmp_path / "区", "--format", "parquet", "--tables", "indicators，职数") == 0
    assert {path.name for path in (tmp_path / "区").iterdir()} == {
        "indicators.parquet",
        "post_quotas.parquet",
        "README.txt",
    }


def test_a_refusal_is_a_message_and_exit_code_2(command, tmp_path, capsys):
    (tmp_path / "旧.txt").touch()
    assert command(tmp_path) == 2
    assert "--force" in capsys.readouterr().err


def test_force_goes_on(command, tmp_path):
    (tmp_path / "旧.txt").touch()
    assert command(tmp_path, "--force", "--tables", "indicators") == 0
    assert (tmp_path / "旧.txt").exists()


@pytest.mark.parametrize("words", [("--seed", "-1"), ("--seed", "一"), ("--size", "village"), ("--year", "x")])
def test_bad_arguments_are_usage_errors(command, tmp_path, words, capsys):
    with pytest.raises(SystemExit) as caught:
        command(tmp_path / "区", *words)
    assert caught.value.code == 2


def test_forms_are_written_instead_of_tables(command, tmp_path, capsys):
    assert command(tmp_path / "表", "--forms", 2) == 0
    assert len(list((tmp_path / "表").glob("*.lrmx"))) == 2
    assert "zugong check" not in capsys.readouterr().err


def test_quirks_go_with_forms_only(command, tmp_path, capsys):
    assert command(tmp_path / "表", "--quirks") == 2
    assert "--forms" in capsys.readouterr().err
