"""Hand-over packages: XML per table, codes of another system, photos; streamed, and never trusted."""

from __future__ import annotations

import tracemalloc
from datetime import date
from zipfile import ZipFile

import pytest

from tests.exchange.making import BY, DISTRICT, load
from tests.exchange.test_forms import photo
from zugong.exchange.actions.load_dataset import load_dataset
from zugong.exchange.planning import make_plan
from zugong.exchange.reach import Reach
from zugong.formats.grids import Unopenable
from zugong.formats.record_xml import read_records
from zugong.people.models import AnnualAssessment, Diploma, Person, Reward, Sanction, Tenure
from zugong.regulations.tables.problems import BadDataset


PEOPLE = (
    "<data><row><A0000>K-1</A0000><A0101>单一例</A0101><A0104>1</A0104><A0107>198005</A0107><A0117>06</A0117></row>"
    '<row A0000="K-2" A0101="例新" A0104="2" A0107="19910203" A0117="01" A0184="999999199102030022"/></data>'
)
PARTS = {
    "A01": PEOPLE,
    "A02": "<x><r><A0000>K-2</A0000>"
    "<A0201A>示例局</A0201A><A0215A>科长</A0215A><A0221>1A41</A0221><A0243>202001</A0243></r></x>",
    "A06": "<x><r><A0000>K-2</A0000><A0602>工程师</A0602></r></x>",
    "A08": "<x><r><A0000>K-2</A0000>"
    "<A0837>1</A0837><A0801A>大学</A0801A><A0901A>理学学士</A0901A><A0814>示例大学</A0814></r></x>",
    "A14": "<x><r><A0000>K-1</A0000><A1400>S1</A1400><A1404A>记过</A1404A><A1407>20200101</A1407></r>"
    "<r><A0000>K-1</A0000><A1400>S2</A1400><A1404A>三等功</A1404A><A1407>20210101</A1407></r></x>",
    "A15": "<x><r><A0000>K-1</A0000><A1521>2024</A1521><A1517>1</A1517></r></x>",
    "A30": "<x><r><A0000>K-1</A0000><A3001>1</A3001></r></x>",
}


@pytest.fixture
def folder(tmp_path, db):
    load(tmp_path / "first", **DISTRICT)
    place = tmp_path / "package"
    (place / "photos").mkdir(parents=True)
    for name, content in PARTS.items():
        (place / f"{name}.xml").write_text(content, "utf-8")
    (place / "photos" / "K-2.jpg").write_bytes(photo())
    return place


def check() -> None:
    known, new = Person.objects.get(name="单一例"), Person.objects.get(name="例新")
    assert (known.code, known.ethnicity, known.sex) == ("p1", "苗族", "男")
    assert (new.code, new.born_on, new.technical_title) == ("K-2", date(1991, 2, 3), "工程师")
    assert new.photo is not None
    tenure = Tenure.objects.get(person=new)
    assert (tenure.post, tenure.level) == ("示例局科长", "section_principal")
    assert set(Diploma.objects.values_list("kind", "name")) == {("education_level", "大学"), ("degree", "理学学士")}
    assert (Sanction.objects.get().kind, Reward.objects.get().name) == ("admin_demerit", "三等功")
    assert AnnualAssessment.objects.get().grade == "excellent"


def test_a_package_in_a_folder_is_read(folder):
    plan = load_dataset(folder, by=BY)
    assert plan.problems == ()
    assert any("退出管理" in warning.reason for warning in plan.merge.reading.warnings)
    check()


def test_a_package_in_an_archive_is_read(folder, tmp_path):
    place = tmp_path / "sent"
    place.mkdir()
    with ZipFile(place / "包.zip", "w") as archive:
        for file in folder.rglob("*.*"):
            archive.write(file, f"数据/{file.relative_to(folder)}")
    load_dataset(place, by=BY)
    check()


def test_entities_are_refused(folder):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x><row A0000="K" A0101="&a;"/></x>'
    (folder / "A01.xml").write_text(bomb, "utf-8")
    problems = make_plan(folder, Reach(None)).problems
    assert [problem.file for problem in problems if "不安全" in problem.reason] == ["A01.xml"]
    for file in folder.glob("A[1-9]*.xml"):
        file.unlink()
    (folder / "A02.xml").unlink()
    (folder / "A06.xml").unlink()
    (folder / "A08.xml").unlink()
    with pytest.raises(BadDataset, match="不安全"):
        make_plan(folder, Reach(None))


def test_a_damaged_file_is_told(tmp_path):
    (tmp_path / "A01.xml").write_text("<x><row A0000='1'", "utf-8")
    with pytest.raises(Unopenable, match="已损坏"):
        list(read_records(tmp_path / "A01.xml", frozenset({"A0000"})))


def test_memory_does_not_grow_with_the_rows(tmp_path):
    peaks = []
    for rows in (1_000, 20_000):
        path = tmp_path / f"{rows}.xml"
        path.write_text("<x>" + '<row A0000="1" A0101="例"/>' * rows + "</x>", "utf-8")
        tracemalloc.start()
        assert sum(1 for _ in read_records(path, frozenset({"A0000"}))) == rows
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]
