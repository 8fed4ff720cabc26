"""`zugong load`: exit codes, and what is said of faults."""

from __future__ import annotations

import pytest

from tests.exchange.making import DISTRICT, write
from zugong.cli.main import main
from zugong.people.models import Person


pytestmark = pytest.mark.django_db


def test_a_sound_data_set_is_loaded(tmp_path, capsys):
    assert main(["load", str(write(tmp_path, **DISTRICT))]) == 0
    said = capsys.readouterr()
    assert "人员：新增 2，更新 0，不变 0，有问题 0" in said.out
    assert "写入 人员" in said.err


def test_faults_are_listed_and_nothing_is_loaded(tmp_path, capsys):
    rows = DISTRICT | {"人员": [("编号", "姓名", "学历"), ("p1", "例一", "秀才"), ("p2", "例二", "")]}
    assert main(["load", str(write(tmp_path, **rows))]) == 2
    said = capsys.readouterr()
    assert "人员.csv 第 2 行“学历”列的值“秀才”：不在允许的取值内" in said.err
    assert "已导入" not in said.out
    assert not Person.objects.exists()


def test_the_good_rows_are_loaded_when_asked(tmp_path):
    rows = DISTRICT | {"人员": [("编号", "姓名", "学历"), ("p1", "例一", "秀才"), ("p2", "例二", "")]}
    assert main(["load", str(write(tmp_path, **rows)), "--keep-going"]) == 2
    assert list(Person.objects.values_list("code", flat=True)) == ["p2"]


def test_what_cannot_be_read_is_told(tmp_path, capsys):
    assert main(["load", str(tmp_path / "nowhere")]) == 2
    assert "文件或文件夹不存在" in capsys.readouterr().err
