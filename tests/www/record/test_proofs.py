"""Verification, checkpoints, what is taken away, and what the audit administrator is reminded of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.factories import add, make_organization, make_user
from zugong.accounts.acting import Acting
from zugong.accounts.enums import Administration
from zugong.accounts.models import User
from zugong.audit.checkpoints import make_checkpoint, public_keys
from zugong.audit.guards import lifted
from zugong.audit.models import Checkpoint, Cosignature, Entry, Verification, Witness
from zugong.audit.notes import read_checkpoint, witness_key
from zugong.core.errors import NotAllowed
from zugong.organizations.models import Organization
from zugong.www.record import tasks
from zugong.www.record.actions import start_verification as starting
from zugong.www.record.actions.record_listing import record_listing
from zugong.www.record.duties import audit_duties
from zugong.www.record.finding import Query, found


pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> User:
    return make_user(Administration.AUDIT, username="auditor")


@pytest.fixture
def auditor(client: Client, account: User) -> Client:
    client.force_login(account, "zugong.accounts.backends.AccountBackend")
    return client


def make_witness(at: datetime | None = None) -> Witness:
    key = witness_key("示例纪委", Ed25519PrivateKey.from_private_bytes(b"w" * 32))
    witness: Witness = add(Witness(name="示例纪委", key=str(key)))
    if at is not None:
        seen = Checkpoint.objects.latest("id")
        Cosignature.objects.create(checkpoint=seen, witness=witness, at=at, line="— 示例 AA\n", line_sm3="— 示例 BB\n")
    return witness


def test_one_click_verifies_and_says_what_was_and_was_not_proved(auditor: Client) -> None:
    make_organization("示例区委")
    make_checkpoint("整点")
    assert "还没有核验过" in auditor.get("/record/verification/").content.decode()
    answer = auditor.post("/record/verification/", follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [("/record/verification/", 302)]
    assert "相符" in page
    assert "证明了什么" in page
    assert "没有见证人，只能证明记录自洽，不能证明操作者没有整体重写" in page
    last = Verification.objects.latest("at")
    assert (last.ok, last.size) == (True, Entry.objects.count())


def test_what_was_changed_around_the_record_is_told(auditor: Client) -> None:
    branch = make_organization("示例支部")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {Organization._meta.db_table} SET name = %s WHERE id = %s", ["改", branch.pk])
    page = auditor.post("/record/verification/", follow=True).content.decode()
    assert "不符之处" in page
    assert "业务数据" in page
    assert "证明了什么" not in page


def test_looking_does_not_verify(auditor: Client) -> None:
    auditor.get("/record/verification/")
    assert not Verification.objects.exists()


def test_a_long_record_is_verified_in_the_background_once_at_a_time(
    auditor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(starting, "AT_ONCE", 0)
    monkeypatch.setattr(type(tasks.verify_record), "enqueue", lambda self: asked.append("asked"))
    assert "正在后台核验" in auditor.post("/record/verification/", follow=True).content.decode()
    monkeypatch.setattr(starting, "waiting_since", timezone.now)
    monkeypatch.setattr("zugong.www.record.verifying.waiting_since", timezone.now)
    page = auditor.post("/record/verification/", follow=True).content.decode()
    assert asked == ["asked"]
    assert "现在核验" not in page


def test_a_verification_that_was_given_up_is_told(auditor: Client) -> None:
    path, backend = tasks.verify_record.module_path, "default"
    kept = {
        "task_path": path,
        "backend_name": backend,
        "args_kwargs": {"args": [], "kwargs": {}},
        "exception_class_path": "",
    }
    DBTaskResult.objects.create(status=TaskResultStatus.FAILED, finished_at=timezone.now(), **kept)
    assert "没有做成不等于不符" in auditor.get("/record/verification/").content.decode()
    DBTaskResult.objects.create(status=TaskResultStatus.READY, **kept)
    assert "正在后台核验" in auditor.get("/record/verification/").content.decode()
    later = timezone.now() + timedelta(minutes=1)
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL, finished_at=later)
    assert "没有做成" not in auditor.get("/record/verification/").content.decode()


def test_a_checkpoint_is_taken_away_with_its_witnesses(auditor: Client) -> None:
    make_organization("示例区委")
    made = make_checkpoint("整点")
    assert made is not None
    assert "目前没有外部见证人" in auditor.get("/record/checkpoints/").content.decode()
    make_witness(datetime(2026, 1, 31, tzinfo=UTC))
    page = auditor.get("/record/checkpoints/").content.decode()
    assert "示例纪委" in page
    assert "2026-01-31 08:00" in page
    for tree, line in (("sha256", "— 示例 AA"), ("sm3", "— 示例 BB")):
        note = auditor.get(f"/record/checkpoints/{made.pk}/{tree}/").content.decode()
        assert note.endswith(f"{line}\n")
        assert read_checkpoint(note[: note.index("— 示例")]).size == made.size
    assert auditor.get(f"/record/checkpoints/{made.pk}/md5/").status_code == 404
    assert auditor.get("/record/checkpoints/999999/sm3/").status_code == 404


def test_verifiers_and_keys_are_taken_away(auditor: Client) -> None:
    make_organization("示例区委")
    page = auditor.get("/record/taking/").content.decode()
    for name, words in (("verify_record.html", "<!doctype html>"), ("verify_record.py", "import")):
        assert f"/record/taking/verifiers/{name}/" in page
        answer = auditor.get(f"/record/taking/verifiers/{name}/")
        assert words in answer.content.decode()
        assert answer["Content-Disposition"].startswith("attachment")
    assert auditor.get("/record/taking/verifiers/settings.py/").status_code == 404
    assert auditor.get("/record/taking/keys/").content.decode().splitlines() == [str(key) for key in public_keys()]


def test_no_page_offers_the_values_of_cadres_for_download(auditor: Client) -> None:
    page = auditor.get("/record/taking/").content.decode()
    assert "审计管理员在网页上看不到这些内容，所以网页不提供下载" in page
    assert "zugong audit export" in page


def titles(account: User, day: date) -> list[tuple[str, date | None]]:
    return [(duty.title, duty.due_on) for duty in audit_duties(account, day)]


def test_the_audit_administrator_is_reminded_to_verify_and_to_find_a_witness(account: User) -> None:
    day = date(2026, 11, 23)
    assert titles(account, day) == [("核验留痕", day), ("请纪检或机要做见证人", None)]
    with time_machine.travel(datetime(2026, 11, 20, 1, tzinfo=UTC)):
        Verification.objects.create(at=timezone.now(), size=1, ok=True, report={})
        make_checkpoint("整点")
        make_witness(timezone.now())
    assert titles(account, day) == []
    assert titles(account, date(2026, 11, 26)) == []
    assert titles(account, date(2026, 11, 27)) == [("核验留痕", date(2026, 11, 27))]
    assert ("请见证人签检查点", date(2026, 12, 20)) in titles(account, date(2026, 12, 25))
    Verification.objects.create(at=timezone.now() + timedelta(days=99999), size=1, ok=False, report={})
    assert titles(account, day)[0][0] == "处理核验不符"


def test_nobody_else_is_reminded(account: User) -> None:
    for role in (Administration.SYSTEM, Administration.SECURITY, None):
        assert titles(make_user(role), date(2026, 11, 23)) == []


def test_only_the_audit_administrator_acts() -> None:
    other = Acting(make_user(Administration.SYSTEM), Administration.SYSTEM)
    with pytest.raises(NotAllowed):
        starting.start_verification(by=other)
    with pytest.raises(NotAllowed):
        record_listing(3, {}, by=other)
    assert not Entry.objects.filter(verb="www.record.listed").exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan of PostgreSQL depends on how much there is")
@pytest.mark.parametrize("query", [Query(), Query(account="a"), Query(verb="b"), Query(account="a", verb="b")])
def test_the_newest_entries_are_found_without_sorting(query: Query) -> None:
    plan = found(query).order_by("-seq")[:21].explain()
    assert "TEMP B-TREE" not in plan


def test_an_entry_gone_from_the_database_is_found(auditor: Client) -> None:
    for number in range(3):
        make_organization(f"示例{number}支部")
    with lifted(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_payload WHERE entry_id = 2")
        cursor.execute("DELETE FROM audit_entry WHERE seq = 2")
    assert "不符之处" in auditor.post("/record/verification/", follow=True).content.decode()
