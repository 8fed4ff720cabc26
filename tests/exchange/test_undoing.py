"""Taking a batch back, after other people changed, removed or used some of its rows."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
import time_machine

from tests.exchange.making import BY, DISTRICT, load
from tests.factories import make_user
from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.audit.models import Entry
from zugong.audit.recording import recording
from zugong.core.errors import Invalid, NotAllowed
from zugong.exchange.actions.undo_batch import carry_out_undo, undo_batch
from zugong.exchange.folders import UNDONE, batch_folder
from zugong.exchange.models import ImportBatch
from zugong.organizations.models import Organization
from zugong.people.models import Member, Person, Tenure


pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(tmp_path):
    load(tmp_path / "first", **DISTRICT)
    return make_user(Role.CADRE_OFFICER, Organization.objects.get(code="r"))


def loaded(folder, officer, **tables) -> ImportBatch:
    """A batch as the account's own."""
    load(folder, **tables)
    batch = ImportBatch.objects.latest("pk")
    batch.user = officer
    with recording(BY.actor, "exchange.batch.loaded", batch) as change:
        change.save(batch)
    batch_folder(batch.folder).mkdir(parents=True, exist_ok=True)
    return batch


def undo(batch: ImportBatch, officer) -> ImportBatch:
    by = Acting(officer)
    undo_batch(batch, by=by)
    carry_out_undo(batch.pk, by=by)
    return ImportBatch.objects.get(pk=batch.pk)


def left_of(batch: ImportBatch) -> list[list[str]]:
    return json.loads((batch_folder(batch.folder) / UNDONE).read_text("utf-8"))


HEADS = ("编号", "姓名", "学历", "出生年月", "身份证号")
ROWS = [
    HEADS,
    ("p1", "改了名", "研究生", "1980-05", "999999198005170017"),
    ("p2", "例二", "大专", "", ""),
    ("p8", "新一", "", "", ""),
    ("p9", "新二", "", "", ""),
]


def test_added_rows_go_and_changed_rows_get_their_values_back(officer, tmp_path):
    before = Person.objects.values().get(code="p1")
    batch = undo(loaded(tmp_path / "b", officer, 人员=ROWS), officer)
    after = Person.objects.values().get(code="p1")
    assert {k: v for k, v in after.items() if k != "version"} == {k: v for k, v in before.items() if k != "version"}
    assert set(Person.objects.values_list("code", flat=True)) == {"p1", "p2"}
    assert (batch.status, batch.undone) == ("undone", {"removed": 2, "restored": 2, "left": 0})
    assert Entry.objects.filter(verb="exchange.rows.undone").exists()


def test_what_others_changed_or_use_since_stays_and_is_listed(officer, tmp_path):
    batch = loaded(tmp_path / "b", officer, 人员=ROWS)
    others = BY.actor
    changed, used = Person.objects.get(code="p2"), Person.objects.get(code="p8")
    changed.native_place = "示例籍贯"
    with recording(others, "people.person.corrected", changed) as change:
        change.save(changed)
        change.add(Tenure(person=used, post="科员", since=date(2026, 1, 1)))
        change.remove(Person.objects.get(code="p9"))
    batch = undo(batch, officer)
    assert Person.objects.get(code="p2").education == "associate"
    assert Person.objects.get(code="p1").name == "单一例"
    assert Person.objects.filter(code="p8").exists()
    assert batch.undone == {"removed": 0, "restored": 1, "left": 2}
    assert {why for _, why in left_of(batch)} == {"别的数据已经用到它", "导入之后有人改过"}


def test_a_whole_district_goes_again_children_first(officer, tmp_path):
    more = {
        "党组织与单位": [
            ("编号", "名称", "上级编号", "类别"),
            ("n1", "新局", "r", "单位"),
            ("n2", "新支部", "n1", "党支部"),
        ],
        "人员": [("编号", "姓名"), ("n3", "新人")],
        "党员组织关系": [("人员编号", "支部编号", "状态", "转入日期"), ("n3", "n2", "正式", "2020-01-01")],
    }
    counts = [model.objects.count() for model in (Organization, Person, Member)]
    batch = undo(loaded(tmp_path / "b", officer, **more), officer)
    assert batch.undone["left"] == 0
    assert [model.objects.count() for model in (Organization, Person, Member)] == counts


def test_only_on_the_same_day_and_only_by_the_sender(officer, tmp_path):
    batch = loaded(tmp_path / "b", officer, 人员=ROWS)
    with pytest.raises(NotAllowed):
        undo_batch(batch, by=Acting(make_user()))
    with time_machine.travel(batch.finished_at + timedelta(days=1)), pytest.raises(Invalid, match="当天"):
        undo_batch(batch, by=Acting(officer))


def test_an_undo_that_fails_leaves_everything(officer, tmp_path, monkeypatch):
    batch = loaded(tmp_path / "b", officer, 人员=ROWS)

    def broken(*_):
        raise RuntimeError("power cut")

    undo_batch(batch, by=Acting(officer))
    monkeypatch.setattr("zugong.exchange.undoing.set_paths_right", broken)
    carry_out_undo(batch.pk, by=Acting(officer))
    batch = ImportBatch.objects.get(pk=batch.pk)
    assert batch.status == "loaded"
    assert "什么也没有改动" in batch.message
    assert Person.objects.get(code="p1").name == "改了名"
