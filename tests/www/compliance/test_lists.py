"""Lists of findings, all findings of one subject, asking for a judgement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from tests.compliance.conftest import Tree
from tests.www.compliance.test_board import text
from zugong.accounts.enums import Role
from zugong.accounts.models import Installation
from zugong.audit.models import Entry
from zugong.compliance.actions import ask_judgement
from zugong.compliance.models import Run, RunKind


ClientAs = Callable[..., Client]


def test_list_shows_what_needs_work_and_finds_by_name(judged: Tree, client_as: ClientAs) -> None:
    client = client_as(Role.DEPARTMENT_HEAD, judged.root)
    everything = text(client.get("/compliance/findings/"))
    assert "共 <b>5</b> 条" in everything
    assert "共 <b>1</b> 条" in text(client.get("/compliance/findings/?topic=appointment"))
    assert "共 <b>1</b> 条" in text(client.get("/compliance/findings/?text=b2"))
    assert "共 <b>3</b> 条" in text(client.get("/compliance/findings/?outcome=pass"))
    assert "没有符合条件的结果" in text(client.get("/compliance/findings/?text=没有这个人"))


def test_list_of_a_role_holds_no_rule_it_may_not_see(judged: Tree, client_as: ClientAs) -> None:
    shown = text(client_as(Role.TRAINING_OFFICER, judged.root).get("/compliance/findings/"))
    assert "共 <b>3</b> 条" in shown
    assert "考察组由两名以上成员组成" not in shown


def test_export_holds_the_list(judged: Tree, client_as: ClientAs) -> None:
    response = client_as(Role.DEPARTMENT_HEAD, judged.root).get("/compliance/findings/?as=xlsx&topic=training")
    rows = list(openpyxl.load_workbook(BytesIO(response.content)).active.values)  # type: ignore[union-attr]
    assert rows[0][:4] == ("结论", "规则", "对象类别", "对象")
    assert [row[:1] + row[2:6] for row in rows[1:]] == [("不合规", "人员", "示例p1", "p1", "2025年")]


def test_subject_page_shows_all_that_may_be_seen(judged: Tree, client_as: ClientAs) -> None:
    head = text(client_as(Role.DEPARTMENT_HEAD, judged.root).get("/compliance/of/person/p1/"))
    assert "受处分或组织处理当年及以后的年度考核等次" in head
    trainer = text(client_as(Role.TRAINING_OFFICER, judged.root).get("/compliance/of/person/p1/"))
    assert "受处分" not in trainer
    assert "培训" in trainer


def test_subject_out_of_sight_is_not_found(judged: Tree, client_as: ClientAs) -> None:
    west = client_as(Role.UNIT_SECRETARY, judged.west)
    before = Entry.objects.count()
    for address in ("/compliance/of/person/p1/", "/compliance/of/organization/b1/", "/compliance/of/nonsense/b1/"):
        assert west.get(address).status_code == 404
    assert Entry.objects.count() == before + 2
    assert "没有核查结果" in text(west.get("/compliance/of/organization/w/"))


def test_branch_secretary_gets_no_person(judged: Tree, client_as: ClientAs) -> None:
    assert client_as(Role.BRANCH_SECRETARY, judged.first).get("/compliance/of/person/p1/").status_code == 404


def test_trend_counts_by_month(judged: Tree, client_as: ClientAs) -> None:
    shown = text(client_as(Role.ORGANIZATION_OFFICER, judged.root).get("/compliance/trends/"))
    assert 'data-chart="counts"' in shown
    assert 'id="counts"' in shown
    assert '<th scope="col" class="zg-num">2026-02</th>' in shown
    assert '<td class="zg-num">50</td>' in shown


def test_asking_is_for_those_over_the_whole_tree(
    judged: Tree, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(ask_judgement, "queue", lambda now, at_once: asked.append(at_once))
    whole = client_as(Role.ORGANIZATION_OFFICER, judged.root)
    assert whole.post("/compliance/judge/").status_code == 302
    assert whole.get("/compliance/judge/").status_code == 405
    assert client_as(Role.ORGANIZATION_OFFICER, judged.east).post("/compliance/judge/").status_code == 403
    assert asked == [True]
    assert Entry.objects.filter(verb="compliance.judgement.asked").count() == 1


@pytest.mark.parametrize("day", ["", "x", "2026-03-20", "2030-01-01", "1990-01-01"])
def test_day_that_is_not_past_is_refused_with_words(judged: Tree, client_as: ClientAs, day: str) -> None:
    client = client_as(Role.ORGANIZATION_OFFICER, judged.root)
    response = client.post("/compliance/judge/past/", {"as_of": day})
    assert response.status_code == 422
    assert f'value="{day}"' in response.content.decode()
    assert "✕ " in response.content.decode()


def test_past_day_is_judged_and_shown(judged: Tree, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch) -> None:
    from zugong.compliance import refreshing

    def judge(as_of: date) -> Run:
        past = {"since": date(2026, 1, 1), "at": "2026-03-20T02:00Z", "seconds": 1.0}
        return Run.objects.create(kind=RunKind.PAST, as_of=as_of, **past)

    monkeypatch.setattr(refreshing, "judge_past", judge)
    client = client_as(Role.DEPARTMENT_HEAD, judged.root)
    response = client.post("/compliance/judge/past/", {"as_of": "2026-01-31"})
    assert response["Location"] == "/compliance/?day=2026-01-31"
    assert "2026-01-31" in text(client.get("/compliance/judge/past/"))
    assert "您的管辖范围内没有核查结果" in text(client.get("/compliance/?day=2026-01-31"))


def test_from_which_day_on_is_shown_and_changed(
    judged: Tree, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zugong.compliance.actions import change_judged_since as action

    monkeypatch.setattr(action, "queue", lambda now, at_once: None)
    Installation.objects.create(name="示例区委组织部")
    officer = client_as(Role.ORGANIZATION_OFFICER, judged.root)
    board = text(officer.get("/compliance/"))
    assert '自 <time datetime="2025-01-01">2025-01-01</time> 起核查' in board
    assert 'href="/compliance/judge/since/"' in board
    assert 'value="2026-01-01"' in text(officer.get("/compliance/judge/since/"))
    assert officer.post("/compliance/judge/since/", {"since": "2025-07-01"})["Location"] == "/compliance/"
    assert Installation.objects.get().judged_since == date(2025, 7, 1)


@pytest.mark.parametrize("day", ["", "x", "2026-03-21"])
def test_from_which_day_on_is_refused_with_words(judged: Tree, client_as: ClientAs, day: str) -> None:
    Installation.objects.create(name="示例区委组织部")
    response = client_as(Role.DEPARTMENT_HEAD, judged.root).post("/compliance/judge/since/", {"since": day})
    assert response.status_code == 422
    assert f'value="{day}"' in response.content.decode()
    assert "✕ " in response.content.decode()


def test_an_officer_of_a_street_does_not_change_it(judged: Tree, client_as: ClientAs) -> None:
    officer = client_as(Role.ORGANIZATION_OFFICER, judged.east)
    assert "judge/since" not in text(officer.get("/compliance/"))
    assert officer.post("/compliance/judge/since/", {"since": "2025-07-01"}).status_code == 403
