"""The faults of a data set as the preview of an import shows them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.regulations.running import duckdb_book, shipped_law
from zugong.core.outcomes import Outcome
from zugong.regulations.register_check import RegisterFinding, register_findings
from zugong.regulations.tables.reading import read_dataset


AS_OF = date(2025, 6, 30)
PEOPLE = """编号,姓名,性别,出生年月,参加工作时间,身份证号
p1,示例 甲,男,1980.05,1995.01,
p2,示例乙,女,1980.05,2002.07,999900198005120110
"""
CAREER = """人员编号,序号,起,止,内容
p2,1,2002.07,,示例单位
p2,2,2010.01,,示例单位
"""


def faults(folder: Path, people: list[str] | None = None) -> list[RegisterFinding]:
    (folder / "people.csv").write_text(PEOPLE, "utf-8")
    (folder / "career_entries.csv").write_text(CAREER, "utf-8")
    reading = read_dataset(folder)
    assert reading.problems == ()
    with reading.connection:
        return register_findings(reading, shipped_law(), duckdb_book(), AS_OF, people)


def test_what_must_be_mended_comes_first(tmp_path: Path) -> None:
    found = faults(tmp_path)
    assert [(each.must_mend, each.person_id, each.rule) for each in found] == [
        (True, "p2", "register.id_number_check"),
        (True, "p2", "register.id_number_sex"),
        (False, "p1", "register.name_form"),
        (False, "p1", "register.work_age"),
        (False, "p2", "register.career_overlap"),
        (False, "p2", "register.career_gap"),
    ]
    assert found[-1].outcome is Outcome.UNKNOWN
    assert found[-1].reason == "1 行简历没有填起止"


def test_only_the_people_asked_for_and_never_a_number(tmp_path: Path) -> None:
    found = faults(tmp_path, ["p2"])
    assert {each.person_id for each in found} == {"p2"}
    assert not any("9999001980" in text for each in found for text in (each.actual, each.required, each.reason))
