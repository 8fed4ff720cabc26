"""In the browser: heads that are guessed and changed, namesakes chosen, forms uploaded, the own workbook back."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.exchange.making import DISTRICT, load
from tests.exchange.test_forms import form, photo
from tests.factories import make_user
from zugong.accounts.enums import Role
from zugong.exchange.models import ColumnPattern, ImportBatch
from zugong.exchange.taking_up import take_up_again
from zugong.formats.forms.writing import write_lrmx
from zugong.organizations.models import Organization
from zugong.people.models import Person


pytestmark = pytest.mark.django_db

HEADS = ("序号", "姓名", "出生年月（岁）", "职务", "辖区")


@pytest.fixture
def officer(tmp_path, client):
    load(tmp_path / "first", **DISTRICT)
    user = make_user(Role.CADRE_OFFICER, Organization.objects.get(code="r"))
    client.force_login(user)
    return user


def workbook(*rows, title="花名册") -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = openpyxl.styles.Font(bold=True, name="仿宋")
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


@pytest.fixture
def send(client, django_capture_on_commit_callbacks):
    def send_file(name: str, content: bytes):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("exchange:new"), {"files": [SimpleUploadedFile(name, content)]})

    return send_file


@pytest.fixture
def act(client, django_capture_on_commit_callbacks):
    def post(name: str, **fields: str):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse(f"exchange:{name}", args=[newest().pk]), fields)

    return post


def newest() -> ImportBatch:
    return ImportBatch.objects.exclude(user=None).latest("pk")


def text_of(client, name: str = "batch") -> str:
    return client.get(reverse(f"exchange:{name}", args=[newest().pk])).content.decode()


def test_the_guess_is_shown_with_values_and_can_be_changed(officer, send, act, client):
    send("名册.xlsx", workbook(HEADS, (1, "例新", "1975.06（51岁）", "副局长", "示例镇")))
    assert "没有读取的列" in text_of(client)
    page = text_of(client, "columns")
    assert "1975.06（51岁）" in page
    assert '<option value="current_post" selected>' in page
    answer = act(
        "columns",
        **{"table-0": "people", "column-0-1": "name", "column-0-2": "born_on", "column-0-4": "native_place"},
        **{"name-0": "区里的名册"},
    )
    assert answer.status_code == 302
    act("accept")
    person = Person.objects.get(name="例新")
    assert (person.native_place, person.current_post) == ("示例镇", "")
    assert ColumnPattern.objects.get(owner=officer).name == "区里的名册"


def test_what_was_saved_is_used_next_time(officer, send, act):
    test_rows = workbook(HEADS, (1, "例新", "1975.06", "副局长", "示例镇"))
    send("名册.xlsx", test_rows)
    act("columns", **{"table-0": "people", "column-0-1": "name", "column-0-4": "birthplace", "name-0": "甲"})
    act("discard")
    send("又一份.xlsx", workbook(HEADS, (1, "例新", "1975.06", "副局长", "示例镇")))
    act("accept")
    assert Person.objects.get(name="例新").birthplace == "示例镇"


def test_one_column_twice_is_refused_and_nothing_is_lost(officer, send, act):
    send("名册.xlsx", workbook(HEADS, (1, "例新", "1975.06", "副局长", "示例镇")))
    answer = act("columns", **{"table-0": "people", "column-0-1": "name", "column-0-4": "name"})
    assert answer.status_code == 422
    assert "对应了两列" in answer.content.decode()


def test_a_namesake_is_chosen_on_the_page(officer, send, act, client, tmp_path):
    load(tmp_path / "more", 人员=[("编号", "姓名"), ("p3", "单一例")])
    send("名册.xlsx", workbook(HEADS, (1, "单一例", "", "副局长", "")))
    page = text_of(client)
    assert "就是 p3" in page
    key = page.split('name="who-')[1].split('"')[0]
    act("people", **{f"who-{key}": "p3"})
    act("accept")
    assert Person.objects.get(code="p3").current_post == "副局长"


def test_a_form_is_uploaded_and_shown_field_by_field(officer, send, act, client):
    send("单一例.lrmx", write_lrmx(form(photo=photo())).content)
    page = text_of(client)
    assert "任免审批表 1 份" in page
    assert "<ins>示例局副局长</ins>" in page
    act("posts", adds_posts="1")
    act("accept")
    assert Person.objects.get(code="p1").photo is not None
    assert Person.objects.get(code="p1").tenures.filter(post="示例局副局长").exists()


def test_the_own_workbook_comes_back_marked_and_can_be_sent_again(officer, send, act, client):
    rows = [("编号", "姓名", "出生年月"), ("p8", "例八", "不详"), ("p9", "例九", "1990-01")]
    send("人员.xlsx", workbook(*rows, title="人员"))
    answer = client.get(reverse("exchange:problems", args=[newest().pk]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer)))
    sheet = book["人员"]
    assert [cell.value for cell in sheet[1]] == ["编号", "姓名", "出生年月", "问题"]
    assert "出生年月" in sheet["D2"].value
    assert sheet["D3"].value is None
    assert "不是日期" in sheet["C2"].comment.text
    assert sheet.auto_filter.ref == "A1:D3"
    assert (sheet["A1"].font.name, sheet["D1"].font.b) == ("仿宋", True)
    sheet["C2"] = "1988-02"
    mended = io.BytesIO()
    book.save(mended)
    send("人员.xlsx", mended.getvalue())
    assert "没有发现问题" in text_of(client)
    assert "不认识的列" not in text_of(client)
    act("accept")
    assert Person.objects.filter(code__in=["p8", "p9"]).count() == 2


def test_undo_asks_first_and_takes_the_rows_back(officer, send, act, client):
    send("人员.csv", "编号,姓名\np8,例八\n".encode())
    act("accept")
    assert "撤销这次导入" in text_of(client)
    assert "之后有人改过" in act("undo").content.decode()
    assert Person.objects.filter(code="p8").exists()
    act("undo", confirmed="1")
    assert not Person.objects.filter(code="p8").exists()
    assert "已撤销：删去 1 行" in text_of(client)


def test_an_archive_with_a_password_is_refused_with_what_to_do(officer, send):
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("A01.xml", "<x/>")
    content = bytearray(packed.getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    answer = send("包.zip", bytes(content))
    assert answer.status_code == 422
    assert "设有密码" in answer.content.decode()


def test_what_a_killed_worker_left_is_taken_up_again(
    officer, send, act, monkeypatch, django_capture_on_commit_callbacks
):
    send("人员.csv", "编号,姓名\np8,例八\n".encode())
    with monkeypatch.context() as cut:
        cut.setattr("zugong.exchange.actions.accept_batch.load_later", lambda *_: None)
        act("accept")
    assert take_up_again() == 0
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=1)):
        with django_capture_on_commit_callbacks(execute=True):
            assert take_up_again() == 1
        assert newest().status == "loaded"
        assert take_up_again() == 0


def test_what_lies_sealed_is_not_shown_by_a_preview(officer, send, client, tmp_path):
    load(tmp_path / "more", 人员=[("编号", "身份证号", "健康状况"), ("p1", "999999198005170017", "示例病情")])
    send("人员.csv", "编号,身份证号,健康状况\np1,999999198005170025,健康\n".encode())
    page = text_of(client)
    assert "999999198005170017" not in page
    assert "示例病情" not in page
    assert "（原值遮住）" in page
