"""Loading in the browser: send, look, accept; errors keep everything as it was; every batch is its sender's own."""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.exchange.making import DISTRICT, load
from tests.factories import make_user
from zugong.accounts.enums import Role
from zugong.audit.models import Entry
from zugong.core.errors import Invalid
from zugong.exchange.folders import batch_folder
from zugong.exchange.models import ImportBatch
from zugong.exchange.uploads import check_upload
from zugong.organizations.models import Organization
from zugong.people.models import Person
from zugong.www.exchange.duties import batches_to_accept


pytestmark = pytest.mark.django_db

GOOD = "编号,姓名\np1,改了名\np8,新来的\n"
BAD = "编号,姓名,出生年月\np8,例八,不详\np9,例九,1990-01\n"


@pytest.fixture
def root(tmp_path):
    load(tmp_path / "first", **DISTRICT)
    return Organization.objects.get(code="r")


@pytest.fixture
def officer(root, client):
    user = make_user(Role.CADRE_OFFICER, root)
    client.force_login(user)
    return user


def newest() -> ImportBatch:
    return ImportBatch.objects.exclude(user=None).latest("pk")


@pytest.fixture
def send(client, django_capture_on_commit_callbacks):
    def send_files(*files: tuple[str, bytes | str]):
        sent = [
            SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
            for name, content in files
        ]
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("exchange:new"), {"files": sent})

    return send_files


@pytest.fixture
def act(client, django_capture_on_commit_callbacks):
    def post(name: str, **fields: str):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(
                reverse(f"exchange:{name}", args=[ImportBatch.objects.exclude(user=None).latest("pk").pk]), fields
            )

    return post


def page_of(client) -> str:
    return client.get(
        reverse("exchange:batch", args=[ImportBatch.objects.exclude(user=None).latest("pk").pk])
    ).content.decode()


def test_what_is_sent_is_shown_before_anything_is_written(officer, send, client):
    answer = send(("人员.csv", GOOD))
    assert answer.status_code == 302
    text = page_of(client)
    assert "确认后会写入" in text
    assert "<del>单一例</del> → <ins>改了名</ins>" in text
    assert "新来的" in text
    assert Person.objects.get(code="p1").name == "单一例"


def test_what_was_accepted_is_written(officer, send, act, client):
    send(("人员.csv", GOOD))
    assert act("accept").status_code == 302
    assert Person.objects.get(code="p1").name == "改了名"
    assert "已导入" in page_of(client)
    assert {
        "exchange.batch.received",
        "exchange.batch.accepted",
        "exchange.rows.loaded",
        "exchange.batch.loaded",
    } <= set(Entry.objects.filter(actor=officer.username).values_list("verb", flat=True))


def test_accepting_twice_writes_once(officer, send, act):
    send(("人员.csv", GOOD))
    act("accept")
    answer = act("accept")
    assert answer.status_code == 422
    assert "不能确认" in answer.content.decode()


def test_faulty_rows_are_listed_and_come_back_in_a_workbook(officer, send, client):
    send(("人员.csv", BAD))
    text = page_of(client)
    assert "人员.csv 第 2 行“出生年月”列的值“不详”" in text
    answer = client.get(reverse("exchange:problems", args=[ImportBatch.objects.get(user=officer).pk]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer)))
    rows = list(book["人员"].values)
    assert rows[0] == ("编号", "姓名", "出生年月", "问题", "怎么改")
    assert rows[1][:3] == ("p8", "例八", "不详")
    assert "出生年月" in rows[1][3]
    assert len(rows) == 2


def test_the_mended_workbook_can_be_sent_again(officer, send, act, client):
    send(("人员.csv", BAD))
    answer = client.get(reverse("exchange:problems", args=[ImportBatch.objects.get(user=officer).pk]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer)))
    book["人员"]["C2"] = "1988-02"
    mended = io.BytesIO()
    book.save(mended)
    send(("改好的.xlsx", mended.getvalue()))
    act("accept")
    assert Person.objects.get(code="p8").born_on.year == 1988


def test_a_batch_with_faults_is_written_only_when_that_is_asked_for(officer, send, act):
    send(("人员.csv", BAD))
    assert act("accept").status_code == 422
    assert not Person.objects.filter(code="p9").exists()
    act("accept", only_good="1")
    assert Person.objects.filter(code="p9").exists()
    assert not Person.objects.filter(code="p8").exists()


def test_a_batch_is_shown_again_when_the_data_moved_on(officer, send, act, client, tmp_path):
    send(("人员.csv", GOOD))
    load(tmp_path / "meanwhile", 人员=[("编号", "姓名"), ("p8", "别人先加的")])
    act("accept")
    assert "系统里的数据又有变化" in page_of(client)
    assert Person.objects.get(code="p8").name == "别人先加的"


def test_a_failure_while_writing_leaves_nothing_and_says_so(officer, send, act, client, monkeypatch):
    def broken(*_):
        raise RuntimeError("disk full")

    send(("人员.csv", GOOD))
    monkeypatch.setattr("zugong.exchange.writing.Writer._move_home", broken)
    act("accept")
    assert "什么也没有改动" in page_of(client)
    assert Person.objects.get(code="p1").name == "单一例"


def test_giving_up_removes_the_files(officer, send, act, client):
    send(("人员.csv", GOOD))
    folder = batch_folder(ImportBatch.objects.get(user=officer).folder)
    assert folder.exists()
    act("discard")
    assert not folder.exists()
    assert "已放弃" in page_of(client)


def test_an_archive_is_unpacked_with_chinese_names(officer, send, client):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("aaaa/bbbb.csv", GOOD)
        archive.writestr("__MACOSX/._x", "")
    # what Windows in Chinese writes: GB18030 without a word about it
    content = packed.getvalue().replace(b"aaaa/bbbb", "数据/人员".encode("gb18030"))
    send(("数据.zip", content))
    assert "改了名" in page_of(client)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("人员.xls", b"\xd0\xcf\x11\xe0", "另存为"),
        ("人员.zip", b"no archive", "已损坏或不是"),
        ("人员.csv", b"", "是空的"),
        (".csv", b"x", "不能导入"),
    ],
)
def test_files_that_cannot_be_taken_are_refused_at_once(officer, send, name, content, message):
    answer = send((name, content))
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert not ImportBatch.objects.filter(user=officer).exists()


def test_a_bomb_is_refused(officer, send):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("人员.csv", b"0" * (40 << 20))
    answer = send(("人员.zip", packed.getvalue()))
    assert answer.status_code == 422
    assert "压缩炸弹" in answer.content.decode()


def test_more_than_the_limit_is_refused(officer, send, settings):
    settings.UPLOAD_LIMIT = 10
    assert send(("人员.csv", GOOD)).status_code == 413
    with pytest.raises(Invalid, match="合计超过"):
        check_upload([SimpleUploadedFile("人员.csv", GOOD.encode())], 10)


def test_content_counts_not_the_name(officer, send, client):
    send(("人员.xlsx", b"plain text"))
    assert "不能导入" in page_of(client)
    assert "内容不是 Excel 工作簿" in page_of(client)


def test_nothing_sent_is_told_at_the_field(officer, client):
    answer = client.post(reverse("exchange:new"), {})
    assert answer.status_code == 422
    assert "请选择要导入的文件" in answer.content.decode()


def test_batches_of_others_are_not_there(officer, send, root, client):
    send(("人员.csv", GOOD))
    own = ImportBatch.objects.get(user=officer)
    client.force_login(make_user(Role.CADRE_OFFICER, root))
    for name in ("batch", "problems"):
        assert client.get(reverse(f"exchange:{name}", args=[own.pk])).status_code == 404
    assert client.post(reverse("exchange:accept", args=[own.pk])).status_code == 404


def test_the_list_shows_counts_in_scope_in_few_queries(officer, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        text = client.get(reverse("exchange:list")).content.decode()
    assert "任职经历" in text
    assert "党员组织关系" not in text


def test_templates_name_every_column_and_code(officer, client):
    book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(reverse("exchange:template", args=["people"])))))
    assert [cell.value for cell in book["人员"][1]][:3] == ["编号", "姓名", "性别"]
    assert any("研究生、大学、大专、以下" in str(row) for row in book["填写说明"].values)
    assert client.get(reverse("exchange:template", args=["nothing"])).status_code == 404


def test_a_table_leaves_as_a_file(officer, client):
    answer = client.post(reverse("exchange:take", args=["people"]), {"format": "csv"})
    assert "单一例" in b"".join(answer).decode()
    assert "attachment" in answer["Content-Disposition"]
    assert client.post(reverse("exchange:take", args=["members"])).status_code == 403
    assert client.get(reverse("exchange:take", args=["people"])).status_code == 405


def test_previews_hold_no_markup_of_the_file(officer, send, client):
    send(("人员.csv", "编号,姓名\np8,<script>x</script>\n"))
    assert "<script>x" not in page_of(client)
    kept = json.loads((batch_folder(ImportBatch.objects.get(user=officer).folder) / "preview.json").read_text("utf-8"))
    assert kept["tables"][0]["added"] == [["p8", "<script>x</script>"]]


def test_files_are_kept_for_thirty_days(officer, send):
    send(("人员.csv", GOOD))
    first = batch_folder(newest().folder)
    for days, kept in ((29, True), (31, False)):
        past = time.time() - days * 24 * 60 * 60
        os.utime(first, (past, past))
        send(("人员.csv", f"{GOOD}p{days},例\n"))
        assert first.exists() is kept


def test_work_that_was_cut_off_can_be_asked_for_again(officer, send, act, monkeypatch):
    send(("人员.csv", GOOD))
    with monkeypatch.context() as cut:
        cut.setattr("zugong.exchange.actions.accept_batch.load_later", lambda *_: None)
        act("accept")
    assert newest().status == "loading"
    act("retry")
    assert newest().status == "loaded"
    act("retry")
    assert Person.objects.filter(code="p8").count() == 1


def test_a_checked_batch_is_a_duty_of_its_sender(officer, send, act, root):
    send(("人员.csv", BAD))
    [duty] = list(batches_to_accept(officer, date(2026, 6, 1)))
    assert (duty.about, duty.note) == ("人员.csv", "有 1 处问题")
    assert list(batches_to_accept(make_user(Role.CADRE_OFFICER, root), date(2026, 6, 1))) == []
    act("discard")
    assert list(batches_to_accept(officer, date(2026, 6, 1))) == []
