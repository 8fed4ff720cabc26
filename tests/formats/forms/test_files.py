"""Form files in folders and zips: each its own form or its own refusal, nothing dropped."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from tests.formats.forms.building import JPEG, lrm, lrmx, only
from zugong.formats.forms.comparing import conflicting_births, differences
from zugong.formats.forms.files import FormFile, parse_form, read_form, read_forms
from zugong.formats.forms.form import AppointmentForm
from zugong.formats.forms.lrmx import read_lrmx
from zugong.formats.forms.packed import Archive
from zugong.formats.forms.refusing import NotAForm
from zugong.formats.grids import Unopenable
from zugong.formats.limits import Limits


def results(path: Path) -> dict[str, str]:
    """File name -> name of the person, else why not; files passed over in brackets."""
    found = {}
    for one in read_forms(path):
        text = (one.form.name or "") if one.form else str(one.refusal and one.refusal.reason)
        found[one.name] = f"（{text}）" if one.passed_over else text
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "材料"
    (target / "下级").mkdir(parents=True)
    (target / "王伟.lrmx").write_bytes(lrmx())
    (target / "下级" / "李强.Lrmx").write_bytes(only(XingMing="李强"))
    (target / "赵敏.lrm").write_bytes(lrm({0: "赵敏"}))
    (target / "赵敏.PIC").write_bytes(JPEG)
    (target / "坏.lrmx").write_bytes(b"<Person>")
    (target / "说明.txt").write_text("请查收", "utf-8")
    (target / "空.lrm").write_bytes(b"")
    (target / "Thumbs.db").write_bytes(b"x")
    return target


EXPECTED = {
    "坏.lrmx": "XML 不完整或有错（第 1 行第 18 个字符）",
    "王伟.lrmx": "王伟",
    "空.lrm": "文件是空的（0 字节）",
    "说明.txt": "（扩展名不是 .lrmx 或 .lrm，没有读）",
    "赵敏.lrm": "赵敏",
    "下级/李强.Lrmx": "李强",
}


def test_a_folder_with_all_below_it(folder: Path) -> None:
    assert results(folder) == EXPECTED
    (form,) = [one.form for one in read_forms(folder) if one.name == "赵敏.lrm"]
    assert form is not None
    assert form.photo == JPEG


def packed(folder: Path, path: Path) -> Path:
    """A zip of the folder, names in UTF-8."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.writestr(file.relative_to(folder).as_posix(), file.read_bytes())
    return path


def test_a_zip(folder: Path, tmp_path: Path) -> None:
    path = packed(folder, tmp_path / "材料.zip")
    assert results(path) == EXPECTED
    (form,) = [one.form for one in read_forms(path) if one.name == "赵敏.lrm"]
    assert form is not None
    assert form.photo == JPEG


def test_names_in_a_zip_without_a_word_about_their_encoding(tmp_path: Path) -> None:
    path = tmp_path / "材料.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (("王伟.lrmx", lrmx()), ("下级/赵敏.lrm", lrm()), ("下级/赵敏.pic", JPEG)):
            info = zipfile.ZipInfo("x")
            info.filename = name.encode("gb18030").decode("cp437")
            archive.writestr(info, content)
    # What Python writes for such names says UTF-8; put the bytes of a Chinese program in their place.
    content = path.read_bytes()
    for name in ("王伟.lrmx", "下级/赵敏.lrm", "下级/赵敏.pic"):
        written, meant = name.encode("gb18030").decode("cp437").encode(), name.encode("gb18030")
        assert written in content
        content = _renamed(content, written, meant)
    path.write_bytes(content)
    assert results(path) == {"王伟.lrmx": "王伟", "下级/赵敏.lrm": "王伟"}


def _renamed(content: bytes, written: bytes, meant: bytes) -> bytes:
    """Both headers of the entry with the name in its place and without the flag for UTF-8; sizes stay by padding."""
    found = content
    for mark, flag_at, name_at in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        place = -1
        while (place := found.find(mark, place + 1)) >= 0:
            name = found[place + name_at : place + name_at + len(written)]
            if name == written:
                padded = b"./" * ((len(written) - len(meant)) // 2) + b"/" * ((len(written) - len(meant)) % 2) + meant
                head = found[place : place + name_at]
                head = head[:flag_at] + b"\0\0" + head[flag_at + 2 :]
                found = found[:place] + head + padded + found[place + name_at + len(written) :]
    return found


def test_a_zip_below_a_folder_is_opened_too(folder: Path, tmp_path: Path) -> None:
    outer = tmp_path / "外"
    outer.mkdir()
    packed(folder, outer / "材料.zip")
    assert results(outer) == {f"材料.zip/{name}": found for name, found in EXPECTED.items()}


def test_a_zip_that_asks_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "炸弹.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("王伟.lrmx", bytes(30 << 20))
    assert "压缩比" in results(path)["炸弹.zip"]
    with pytest.raises(NotAForm, match="解压后超过"):
        Archive(path, Limits(inflated=1 << 20))


def test_one_damaged_file_of_a_zip_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "材料.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.lrmx", only(XingMing="李强"))
        archive.writestr("b.lrmx", lrmx())
    content = path.read_bytes()
    place = content.index(b"a.lrmx") + 6
    path.write_bytes(content[:place] + b"\xff" * 10 + content[place + 10 :])
    found = results(path)
    assert found["b.lrmx"] == "王伟"
    assert "损坏" in found["a.lrmx"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_in_a_zip_are_told(tmp_path: Path) -> None:
    path = tmp_path / "材料.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.lrmx", only(XingMing="李强"))
        archive.writestr("a.lrmx", only(XingMing="李刚"))
    assert [one.form.name if one.form else str(one.refusal)[:8] for one in read_forms(path)] == [
        "压缩包里有同名的",
        "李刚",
    ]


def test_no_zip_at_all(tmp_path: Path) -> None:
    path = tmp_path / "材料.zip"
    path.write_bytes(b"PK\x03\x04" + b"x" * 50)
    assert "损坏" in results(path)["材料.zip"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04docx", "Word"),
        (b"\xd0\xcf\x11\xe0doc", "旧版"),
        (b"%PDF-1.7", "PDF"),
        (b"", "空的"),
        (b"Rar!", "RAR"),
    ],
)
def test_other_kinds_of_files_are_named(content: bytes, reason: str) -> None:
    with pytest.raises(NotAForm, match=reason):
        parse_form(content)


def test_the_content_says_which_format_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.lrm").write_bytes(lrmx())
    (tmp_path / "b.lrmx").write_bytes(lrm())
    assert read_form(tmp_path / "a.lrm").id_number == "000000197204150011"
    assert read_form(tmp_path / "b.lrmx").id_number is None


def test_a_photo_that_cannot_be_read_leaves_the_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path) -> bytes | None:
        raise PermissionError(13, "Permission denied", "a.pic")

    (tmp_path / "a.lrm").write_bytes(lrm())
    monkeypatch.setattr("zugong.formats.forms.files._photo_beside", refused)
    form = read_form(tmp_path / "a.lrm")
    assert (form.name, form.photo) == ("王伟", None)
    assert [(one.field, one.value, one.problem) for one in form.problems] == [
        ("photo", "a.pic", "旁边的照片没有读取权限")
    ]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    for name in ("a.zip", "b.lrmx"):
        os.mkfifo(tmp_path / name)
    assert set(results(tmp_path).values()) == {"这不是普通文件"}


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "无.lrmx", tmp_path):
        with pytest.raises(Unopenable):
            read_form(path)


def born(name: str, month: str, number: str = "", native_place: str = "") -> AppointmentForm:
    return read_lrmx(only(XingMing=name, ChuShengNianYue=month, ShenFenZheng=number, JiGuan=native_place))


A, B = "000000197204150011", "000000197304150018"


@pytest.mark.parametrize(
    ("forms", "found"),
    [
        ([born("王伟", "197204", A), born("王伟", "197205", A)], {"0", "1"}),
        ([born("王伟", "197204", A), born("王伟", "19720415", A)], set()),
        ([born("王伟", "197204", A), born("王伟", "197304", B)], set()),
        ([born("王伟", "197204", A), born("王伟", "197205")], {"0", "1"}),
        ([born("王伟", "197204", A), born("王伟", "197205", "", "示例市")], set()),
        ([born("王伟", "197204"), born("王伟", "197205")], {"0", "1"}),
        ([born("王伟", "197204"), born("李强", "197205")], set()),
        ([born("王伟", "197204", A), born("王伟", "197304", B), born("王伟", "197205")], set()),
    ],
)
def test_one_person_born_in_two_months(forms: list[AppointmentForm], found: set[str]) -> None:
    conflicts = conflicting_births(FormFile(str(place), form) for place, form in enumerate(forms))
    assert set(conflicts) == found
    assert all(one.field == "born_on" for problems in conflicts.values() for one in problems)


def test_forms_are_compared_field_by_field() -> None:
    one, other = read_lrmx(lrmx()), read_lrmx(lrmx({"MinZu": "满族", "ZhaoPian": ""}))
    assert [(found.field, found.label) for found in differences(one, other)] == [
        ("ethnicity", "民族"),
        ("photo_sha256", "照片"),
    ]
    assert differences(one, read_lrmx(lrmx())) == []
