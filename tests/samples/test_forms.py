"""Form files of sample cadres: read back as they were made; the spoilt ones are told for what they are."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from zugong.formats.forms.comparing import conflicting_births
from zugong.formats.forms.files import read_forms
from zugong.samples.folders import SampleError
from zugong.samples.form_files import write_forms
from zugong.samples.photos import draw_photo


COUNT = 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    target = tmp_path_factory.mktemp("forms") / "示例"
    write_forms(target, count=COUNT, seed=1, year=2025, with_quirks=True, force=False)
    return target


@pytest.fixture(scope="module")
def files(folder):
    return {file.name: file for file in read_forms(folder)}


def quirk(files, number):
    (file,) = [file for name, file in files.items() if name.startswith(f"问题{number}-")]
    return file


def said(files, number):
    form = quirk(files, number).form
    return "；".join(problem.problem for problem in form.problems)


def test_sound_forms_are_whole_and_agree_with_the_district(files, district):
    sound = [file.form for name, file in files.items() if file.form and not name.startswith("问题")]
    people = {(row["name"], row["current_post"]): row for row in district["people"].to_pylist()}
    assert len(sound) == COUNT
    for form in sound:
        row = people[form.name, form.current_post]
        assert form.photo
        assert form.resume
        assert form.full_time_education
        assert form.born_on == f"{row['born_on']:%Y-%m}"


def test_every_fifth_is_of_the_old_format_with_its_photo_beside(folder):
    old = [path for path in folder.glob("*.lrm") if not path.name.startswith("问题")]
    assert len(old) == COUNT // 5
    assert all(path.with_suffix(".pic").exists() for path in old)


@pytest.mark.parametrize(("number", "words"), [
    ("01", "GB18030"), ("03", "13 人"), ("04", "转义"), ("05", "控制字符"), ("06", "2025.13"), ("07", "校验码"),
    ("08", "PNG"), ("09", "根元素"),
])  # fmt: skip
def test_a_quirk_is_told_and_the_rest_is_read(files, number, words):
    assert words in said(files, number)
    assert quirk(files, number).form.name
    assert quirk(files, number).form.resume


@pytest.mark.parametrize("number", ["13", "14", "16"])
def test_what_is_no_form_is_refused(files, number):
    assert quirk(files, number).form is None
    assert quirk(files, number).refusal


def test_quirks_that_do_no_harm_are_read_like_any_other(files):
    for number in ("02", "10", "15", "17"):
        form = quirk(files, number).form
        assert form.problems == ()
        assert form.photo
        assert " " not in form.name
        assert len(form.born_on) == 7
    assert quirk(files, "15").form.unknown


def test_two_files_of_one_person_with_different_births_are_found(files):
    told = conflicting_births(files.values())
    assert {name[:4] for name in told} == {"问题11", "问题12"}


def test_same_seed_same_bytes(folder, tmp_path):
    write_forms(tmp_path / "again", count=COUNT, seed=1, year=2025, with_quirks=True, force=False)
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == made


def test_the_note_tells_what_is_spoilt(folder):
    note = (folder / "README.txt").read_text("utf-8-sig")
    spoilt = {path.name for path in folder.glob("问题*")}
    assert all(name in note for name in spoilt)
    assert "虚构" in note


@pytest.mark.parametrize("count", [0, 901])
def test_a_number_of_forms_that_cannot_be_is_refused(tmp_path, count):
    with pytest.raises(SampleError, match="1 至 900"):
        write_forms(tmp_path / "forms", count=count, seed=1, year=2025, with_quirks=False, force=False)
    assert not (tmp_path / "forms").exists()


def test_forms_never_take_the_tables_of_a_sample_away(tmp_path):
    (tmp_path / "members.csv").touch()
    write_forms(tmp_path, count=1, seed=1, year=2025, with_quirks=False, force=True)
    assert (tmp_path / "members.csv").exists()


def test_photos_are_upright_four_to_five_and_differ():
    images = [Image.open(BytesIO(draw_photo(number))) for number in range(3)]
    assert {(image.width * 5, image.format) for image in images} == {(images[0].height * 4, "JPEG")}
    assert len({draw_photo(number) for number in range(40)}) == 40
    assert draw_photo(7) == draw_photo(7)
