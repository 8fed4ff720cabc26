"""Everything out and in again: an export, an empty database restored from it, and a second export that is equal."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.exchange.making import BY, DISTRICT, load, write
from tests.exchange.test_forms import form, photo
from tests.factories import add, make_user
from zugong.audit.recorded import door
from zugong.core.errors import Invalid, NotAllowed
from zugong.evidence.keeping import content_of
from zugong.exchange.actions.load_dataset import load_dataset
from zugong.exchange.actions.restore_whole import restore_whole
from zugong.exchange.actions.take_whole_out import take_whole_out
from zugong.exchange.leaving.keys import leaving_models
from zugong.exchange.leaving.whole import write_whole
from zugong.formats.forms.files import read_form
from zugong.formats.forms.writing import write_lrmx
from zugong.gates.models import LocalValue
from zugong.organizations.models import FormerName, Organization, PostQuota, Succession
from zugong.people.models import ExperienceMark, ListEntry, NamedList, Person, Tenure, Transfer


pytestmark = pytest.mark.django_db


@pytest.fixture
def full(tmp_path):
    """A district with something of what no contract table holds."""
    load(tmp_path / "first", **DISTRICT)
    place = tmp_path / "forms"
    place.mkdir()
    (place / "a.lrmx").write_bytes(write_lrmx(form(photo=photo(), id_number="999999198005170017")).content)
    load_dataset(place, by=BY)
    load(tmp_path / "more", 职数=[("单位编号", "层次", "核定职数", "起"), ("u", "乡科级副职", "3", "2020-01-01")])
    units = {row.code: row for row in Organization.objects.all()}
    person, tenure = Person.objects.get(code="p1"), Tenure.objects.get(post="副局长")
    owner = make_user(name="示例保管人")
    kept = add(NamedList(owner=owner, name="示例名单", created_on=date(2026, 1, 1)))
    add(ListEntry(named_list=kept, person=person, position=1))
    add(FormerName(organization=units["u"], name="示例老局", until=date(2020, 1, 1)))
    add(Succession(predecessor=units["b1"], successor=units["b2"], kind="merger", on=date(2026, 1, 1)))
    add(ExperienceMark(person=person, tenure=tenure, kind="grassroots", line="示例镇科员", term="镇"))
    add(
        Transfer(
            kind="membership", person=person, origin=units["b1"], destination=units["b2"], sent_on=date(2026, 1, 1)
        )
    )
    quota = PostQuota.objects.get()
    quota.document = "示例编发〔2020〕1号"
    from zugong.audit.recording import recording

    with recording(BY.actor, "organizations.quota.corrected", quota) as change:
        change.save(quota)
    return owner


def empty() -> None:
    """As a second database would be, but for the accounts."""
    with door():
        for model in [LocalValue, *reversed(leaving_models())]:
            model.objects.all()._raw_delete(model.objects.db)


def same_text(left: Path, right: Path) -> None:
    names = sorted(file.name for file in (left / "rest").iterdir())
    assert names == sorted(file.name for file in (right / "rest").iterdir())
    for name in names:
        assert (left / "rest" / name).read_text("utf-8") == (right / "rest" / name).read_text("utf-8"), name


def same_tables(left: Path, right: Path) -> None:
    for file in sorted((left / "tables").iterdir()):
        rows = [duckdb.sql(f"SELECT * FROM '{place / 'tables' / file.name}'").fetchall() for place in (left, right)]
        assert rows[0] == rows[1], file.name


def test_what_left_comes_back_and_leaves_again_the_same(full, tmp_path):
    manifest = write_whole(tmp_path / "one")
    assert manifest["tables"]["people"] == 2
    assert manifest["rest"]["people.namedlist"] == 1
    empty()
    assert not Person.objects.exists()
    assert restore_whole(tmp_path / "one", by=BY) == []
    again = write_whole(tmp_path / "two")
    same_tables(tmp_path / "one", tmp_path / "two")
    same_text(tmp_path / "one", tmp_path / "two")
    assert (again["tables"], again["rest"], again["forms"]) == (
        manifest["tables"],
        manifest["rest"],
        manifest["forms"],
    )
    person = Person.objects.get(code="p1")
    assert content_of(person.photo).startswith(b"\xff\xd8\xff")
    assert (person.pinyin.startswith("shan"), bool(person.strokes)) == (True, True)
    assert ListEntry.objects.get().person == person
    assert read_form(tmp_path / "two" / "forms" / "p1.lrmx").name == "单一例"


def test_accounts_and_secrets_never_leave(full, tmp_path):
    write_whole(tmp_path / "one")
    names = {file.name for file in (tmp_path / "one" / "rest").iterdir()}
    assert not any(name.startswith("accounts.") for name in names)
    text = "".join(file.read_text("utf-8") for file in (tmp_path / "one" / "rest").iterdir())
    assert "argon2" not in text
    assert full.password not in text


def test_rows_of_accounts_that_are_not_here_are_told(full, tmp_path):
    write_whole(tmp_path / "one")
    empty()
    with door():
        type(full).objects.filter(pk=full.pk)._raw_delete("default")
    remarks = restore_whole(tmp_path / "one", by=BY)
    assert any("示例名单" in remark and "没有恢复" in remark for remark in remarks)
    assert not NamedList.objects.exists()


def test_a_changed_file_is_refused(full, tmp_path):
    write_whole(tmp_path / "one")
    empty()
    file = tmp_path / "one" / "rest" / "people.namedlist.jsonl"
    file.write_text(file.read_text("utf-8").replace("示例名单", "别的名单"), "utf-8")
    with pytest.raises(Invalid, match="缺失或改动过"):
        restore_whole(tmp_path / "one", by=BY)


def test_only_an_empty_system_is_restored_and_only_with_a_second_person(full, tmp_path):
    write_whole(tmp_path / "one")
    with pytest.raises(Invalid, match="已有数据"):
        restore_whole(tmp_path / "one", by=BY)
    with pytest.raises(Invalid, match="不是全量导出"):
        restore_whole(write(tmp_path / "other", **DISTRICT), by=BY)
    with pytest.raises(NotAllowed, match="两个人"):
        take_whole_out(tmp_path / "three", by=BY.actor, second="", reason="示例")
    with pytest.raises(Invalid, match="已经在了"):
        write_whole(tmp_path / "one")


def test_the_manifest_names_every_file(full, tmp_path):
    take_whole_out(tmp_path / "one", by=BY.actor, second="示例", reason="示例移交")
    manifest = json.loads((tmp_path / "one" / "manifest.json").read_text("utf-8"))
    files = {file.relative_to(tmp_path / "one").as_posix() for file in (tmp_path / "one").rglob("*") if file.is_file()}
    assert files - {"manifest.json"} == set(manifest["files"])
    assert {"record.zip", "数据表.xlsx", "files/index.csv"} <= files
