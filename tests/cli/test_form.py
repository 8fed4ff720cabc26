"""`zugong form` as people and programs call it."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.formats.forms.building import JPEG, lrm, lrmx, only
from zugong.cli.main import main
from zugong.formats.forms.files import read_form


Capture = pytest.CaptureFixture[str]


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "王伟.lrmx"
    path.write_bytes(lrmx())
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "材料"
    target.mkdir()
    (target / "1.lrmx").write_bytes(lrmx())
    (target / "2.lrmx").write_bytes(only(XingMing="王伟", ChuShengNianYue="198001"))
    (target / "3.lrm").write_bytes(lrm({0: "赵敏"}))
    (target / "3.pic").write_bytes(JPEG)
    return target


def convert(*words: object) -> int:
    return main(["form", "convert", *map(str, words)])


def test_json_on_the_screen_is_the_view_and_nothing_else(form: Path, capsys: Capture) -> None:
    assert convert(form, "--to", "json") == 0
    out = capsys.readouterr().out
    view = json.loads(out)
    assert (view["name"], view["born_on"], view["problems"]) == ("王伟", "1972-04", [])
    assert '"王伟"' in out
    assert list(view)[:3] == ["name", "sex", "born_on"]


def test_problems_alone_leave_the_exit_code_0(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "a.lrmx"
    path.write_bytes(only(TianBiaoShiJian="2025.13"))
    assert convert(path, "--to", "json") == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["problems"][0]["value"] == "2025.13"
    assert "2025.13" in captured.err


@pytest.mark.parametrize("content", ["姓名：王伟".encode(), b"<html></html>", b"", b"<!DOCTYPE a><Person/>", b"%PDF"])
@pytest.mark.parametrize("target", ["json", "lrmx"])
def test_what_is_no_form_exits_2_and_prints_nothing(
    content: bytes, target: str, tmp_path: Path, capsys: Capture
) -> None:
    path, out = tmp_path / "a.lrmx", tmp_path / "b.lrmx"
    path.write_bytes(content)
    assert convert(path, "--to", target, *(["--out", out] if target == "lrmx" else [])) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "a.lrmx：" in captured.err
    assert not out.exists()


def test_a_missing_file_exits_2(tmp_path: Path, capsys: Capture) -> None:
    assert convert(tmp_path / "无.lrmx", "--to", "json") == 2
    assert "不存在" in capsys.readouterr().err
    assert main(["form", "show", str(tmp_path / "无.lrmx")]) == 2


@pytest.mark.parametrize("target", ["lrmx", "lrm", "json", "docx"])
def test_one_form_into_a_file_and_again(form: Path, target: str, tmp_path: Path) -> None:
    out = tmp_path / f"出.{target}"
    for _ in range(2):
        assert convert(form, "--to", target, "--out", out) == 0
        assert out.is_file()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".form-")]


def test_an_lrm_brings_its_photo(form: Path, tmp_path: Path) -> None:
    assert convert(form, "--to", "lrm", "--out", tmp_path / "出.lrm") == 0
    assert (tmp_path / "出.pic").read_bytes() == JPEG
    assert read_form(tmp_path / "出.lrm").photo == JPEG


def test_the_newer_dialect(tmp_path: Path) -> None:
    path, out = tmp_path / "a.lrmx", tmp_path / "b.lrmx"
    path.write_bytes(only(DaoLingNianYue="203507"))
    assert convert(path, "--to", "lrmx", "--dialect", "4.0", "--out", out) == 0
    assert read_form(out).retirement_on == "2035-07"


def test_what_a_format_cannot_hold_is_said(form: Path, tmp_path: Path, capsys: Capture) -> None:
    assert convert(form, "--to", "lrm", "--out", tmp_path / "出.lrm") == 0
    assert "000000197204150011" in capsys.readouterr().err


def test_another_persons_file_is_left_alone(form: Path, tmp_path: Path, capsys: Capture) -> None:
    other = tmp_path / "李强.lrmx"
    other.write_bytes(only(XingMing="李强", ChuShengNianYue="197204"))
    before = other.read_bytes()
    assert convert(form, "--to", "lrmx", "--out", other) == 2
    assert "不是同一个人" in capsys.readouterr().err
    assert other.read_bytes() == before
    for name in ("李强.json", "李强.docx"):
        (tmp_path / name).write_bytes(b"{}")
        assert convert(form, "--to", name[3:], "--out", tmp_path / name) == 2
        assert (tmp_path / name).read_bytes() == b"{}"


def test_a_photo_of_somebody_else_is_not_taken_for_this_persons(tmp_path: Path) -> None:
    path = tmp_path / "a.lrmx"
    path.write_bytes(only(ChuShengNianYue="197204"))
    (tmp_path / "出.pic").write_bytes(JPEG)
    assert convert(path, "--to", "lrm", "--out", tmp_path / "出.lrm") == 2
    assert not (tmp_path / "出.lrm").exists()


def test_a_folder_into_a_folder_namesakes_numbered(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "出"
    assert convert(folder, "--to", "lrmx", "--out", out) == 0
    assert sorted(path.name for path in out.iterdir()) == ["王伟.lrmx", "王伟2.lrmx", "赵敏.lrmx"]
    assert read_form(out / "王伟2.lrmx").born_on == "1980-01"
    assert read_form(out / "赵敏.lrmx").photo == JPEG
    assert "写出 3 张表" in capsys.readouterr().err


def test_again_into_the_same_folder_adds_nothing(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "出"
    for _ in range(2):
        assert convert(folder, "--to", "lrm", "--out", out) == 0
    assert sorted(path.name for path in out.iterdir()) == ["王伟.lrm", "王伟.pic", "王伟2.lrm", "赵敏.lrm", "赵敏.pic"]


def test_a_folder_written_so_is_made(form: Path, tmp_path: Path) -> None:
    assert convert(form, "--to", "json", "--out", f"{tmp_path}/新/") == 0
    assert (tmp_path / "新" / "王伟.json").is_file()


def test_names_that_no_file_may_have(tmp_path: Path) -> None:
    path, out = tmp_path / "a.lrmx", tmp_path / "出"
    path.write_bytes(only(XingMing="../王/伟"))
    out.mkdir()
    assert convert(path, "--to", "lrmx", "--out", out) == 0
    assert [one.name for one in out.iterdir()] == ["王伟.lrmx"]


def test_one_bad_file_of_many_leaves_the_others(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    (folder / "坏.lrmx").write_bytes(b"<Person>")
    (folder / "说明.txt").write_text("请查收", "utf-8")
    out = tmp_path / "出"
    assert convert(folder, "--to", "json", "--out", out) == 2
    assert len(list(out.iterdir())) == 3
    err = capsys.readouterr().err
    assert "坏.lrmx：XML 不完整" in err
    assert "说明.txt" in err
    assert "1 个文件没有写出" in err


def test_other_files_alone_do_no_harm(folder: Path, tmp_path: Path) -> None:
    (folder / "说明.txt").write_text("请查收", "utf-8")
    assert convert(folder, "--to", "json", "--out", tmp_path / "出") == 0


def test_several_forms_need_a_folder(folder: Path, form: Path, capsys: Capture) -> None:
    assert convert(folder, "--to", "json") == 2
    assert convert(folder, "--to", "json", "--out", form) == 2
    assert convert(form, "--to", "docx") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("--out") == 3


def test_a_zip_and_the_same_person_twice(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    (folder / "4.lrmx").write_bytes(lrmx({"ChuShengNianYue": "197205"}))
    path = tmp_path / "材料.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in folder.iterdir():
            archive.write(file, file.name)
    out = tmp_path / "出"
    assert convert(path, "--to", "json", "--out", out) == 0
    views = [json.loads(one.read_text("utf-8")) for one in out.glob("王伟*.json")]
    problems = [one["problem"] for view in views for one in view["problems"] if view["id_number"]]
    assert sum("两个文件里不同" in problem for problem in problems) == 2
    assert len(views) == 3
    assert "4.lrmx 里是 1972-05" in capsys.readouterr().err


def test_show_prints_values_and_problems(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "a.lrmx"
    path.write_bytes(lrmx({"TianBiaoShiJian": "2025.13"}, extra="<BeiZhu>[甲]</BeiZhu>"))
    assert main(["form", "show", str(path)]) == 0
    out = capsys.readouterr().out
    for words in ("王伟", "1998.09--2002.07  示例大学公共管理学院", "李娜", "2025.13", "BeiZhu：[甲]", "填表时间"):
        assert words in out


def test_show_says_when_there_is_nothing_to_look_at(form: Path, capsys: Capture) -> None:
    assert main(["form", "show", str(form)]) == 0
    assert "没有要核对的地方" in capsys.readouterr().out


def test_show_of_an_empty_folder(tmp_path: Path, capsys: Capture) -> None:
    assert main(["form", "show", str(tmp_path)]) == 2
    assert "没有找到任免审批表" in capsys.readouterr().err


def test_diff(form: Path, tmp_path: Path, capsys: Capture) -> None:
    other = tmp_path / "b.lrmx"
    other.write_bytes(lrmx().replace(b"\n<", b"\r\n <"))
    assert main(["form", "diff", str(form), str(other)]) == 0
    assert "各项相同" in capsys.readouterr().out
    other.write_bytes(lrmx({"MinZu": "满族", "ZhaoPian": ""}))
    assert main(["form", "diff", str(form), str(other)]) == 1
    out = capsys.readouterr().out
    assert "民族\n  甲：汉族\n  乙：满族\n" in out
    assert "照片" in out
    assert "共有 2 项不同" in out
    other.write_bytes(b"x")
    assert main(["form", "diff", str(form), str(other)]) == 2


def test_no_django_is_needed(form: Path) -> None:
    code = (
        "import sys; from zugong.cli.main import main; code = main(sys.argv[1:]); "
        "assert 'django' not in sys.modules; assert 'docx' not in sys.modules; sys.exit(code)"
    )
    words = ["form", "convert", str(form), "--to", "json"]
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["name"] == "王伟"
