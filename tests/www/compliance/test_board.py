"""The board and the reasons of its cells."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.compliance.conftest import CITATION, Tree
from tests.factories import make_organization
from zugong.accounts.enums import Role
from zugong.audit.models import Entry
from zugong.compliance.models import Finding, Run, RunKind


ClientAs = Callable[..., Client]
RULE = "branch_life.committee_monthly"


def text(response: object) -> str:
    assert response.status_code == 200  # type: ignore[attr-defined]
    content: str = response.content.decode()  # type: ignore[attr-defined]
    assert "模板变量不存在" not in content
    return content


def test_board_shows_a_cell_per_finding_with_glyph_word_and_link(judged: Tree, client_as: ClientAs) -> None:
    shown = text(client_as(Role.ORGANIZATION_OFFICER, judged.root).get("/compliance/"))
    failing = Finding.objects.get(rule=RULE, subject_id="b2")
    assert f'<td class="zg-cell zg-cell--fail"><a href="/compliance/why/{failing.pk}/"' in shown
    assert 'aria-label="示例第二支部 2月 不合规 1 次">✕1</a>' in shown
    assert "不合规 1</span>" in shown
    assert "全部 2 个" in shown


def test_board_of_a_street_tells_nothing_of_its_neighbour(judged: Tree, client_as: ClientAs) -> None:
    shown = text(client_as(Role.UNIT_SECRETARY, judged.east).get("/compliance/"))
    assert "示例第一支部" in shown
    assert "示例第二支部" not in shown
    assert "示例西街道" not in shown
    assert "不合规 0</span>" in shown


def test_part_of_the_tree_out_of_sight_is_not_found_and_noted(judged: Tree, client_as: ClientAs) -> None:
    client = client_as(Role.UNIT_SECRETARY, judged.east)
    before = Entry.objects.count()
    assert client.get("/compliance/?under=w").status_code == 404
    assert client.get("/compliance/findings/?under=w").status_code == 404
    assert Entry.objects.count() == before + 2


@pytest.mark.parametrize("query", ["rule=nonsense", "year=x", "year=1800", "outcome=bad", "page=0", "size=7", "day=x"])
def test_words_that_mean_nothing_are_let_lie(judged: Tree, client_as: ClientAs, query: str) -> None:
    assert "示例第一支部" in text(client_as(Role.ORGANIZATION_OFFICER, judged.root).get(f"/compliance/?{query}"))


def test_outcome_narrows_the_organizations(judged: Tree, client_as: ClientAs) -> None:
    shown = text(client_as(Role.ORGANIZATION_OFFICER, judged.root).get("/compliance/?outcome=fail"))
    assert "示例第二支部" in shown
    assert "示例第一支部" not in shown


def test_period_that_is_not_over_is_counted_not_judged(judged: Tree, client_as: ClientAs) -> None:
    still = Run.objects.create(
        kind=RunKind.OPEN, as_of="2026-03-20", since="2026-01-01", at="2026-03-20T02:00Z", seconds=1
    )
    found = Finding.objects.get(rule=RULE, subject_id="b2")
    found.pk, found.run, found.period, found.actual = None, still, "2026-03", "0 次"
    found.save()
    client = client_as(Role.ORGANIZATION_OFFICER, judged.root)
    assert 'aria-label="示例第二支部 3月 未满，暂不判定 0 次">0</a>' in text(client.get("/compliance/"))
    why = text(client.get(f"/compliance/why/{found.pk}/"))
    assert "未满，暂不判定" in why
    assert "zg-lamp--fail" not in why


def test_export_is_what_is_shown(judged: Tree, client_as: ClientAs) -> None:
    response = client_as(Role.ORGANIZATION_OFFICER, judged.root).get("/compliance/?as=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]  # type: ignore[union-attr]
    assert rows[0][:4] == ["上级", "组织", "1月", "2月"]
    assert [(row[1], row[3]) for row in rows[1:]] == [("示例第一支部", "合规 1 次"), ("示例第二支部", "不合规 1 次")]


def test_reasons_name_article_values_and_rows(judged: Tree, client_as: ClientAs) -> None:
    finding = Finding.objects.get(rule=RULE, subject_id="b1")
    Finding.objects.filter(pk=finding.pk).update(since="2018-10-28")
    client = client_as(Role.ORGANIZATION_OFFICER, judged.root)
    page = text(client.get(f"/compliance/why/{finding.pk}/"))
    assert "《中国共产党支部工作条例（试行）》" in page
    assert "第12条" in page
    assert "支部委员会会议每月最少次数" in page
    assert "2026-02-09" in page  # the meeting that was counted
    assert "<html" in page
    part = text(client.get(f"/compliance/why/{finding.pk}/", headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert part.strip().startswith('<aside class="zg-panel zg-why" id="why"')


def test_reasons_out_of_scope_are_not_found(judged: Tree, client_as: ClientAs) -> None:
    finding = Finding.objects.get(rule=RULE, subject_id="b2")
    response = client_as(Role.UNIT_SECRETARY, judged.east).get(f"/compliance/why/{finding.pk}/")
    assert response.status_code == 404
    assert "示例第二支部" not in response.content.decode()


def test_finding_of_a_rule_no_longer_there_says_so(judged: Tree, client_as: ClientAs) -> None:
    finding = Finding.objects.get(rule=RULE, subject_id="b1")
    Finding.objects.filter(pk=finding.pk).update(citation="gone-regulations#1")
    shown = text(client_as(Role.ORGANIZATION_OFFICER, judged.root).get(f"/compliance/why/{finding.pk}/"))
    assert "已不在现行的法规包里" in shown
    assert CITATION not in shown


def test_queries_do_not_grow_with_rows(judged: Tree, client_as: ClientAs) -> None:
    client = client_as(Role.ORGANIZATION_OFFICER, judged.root)
    addresses = ["/compliance/", "/compliance/findings/", "/compliance/trends/"]
    for address in addresses:
        client.get(address)
    few = [_queries(client, address) for address in addresses]
    pattern = Finding.objects.get(rule=RULE, subject_id="b2")
    for number in range(40):
        place = make_organization(f"示例新{number}支部", judged.west, kind="branch", code=f"n{number}")
        pattern.pk, pattern.subject_id, pattern.organization = None, place.code, place
        pattern.save(force_insert=True)
    client.get("/")  # the counts of the menu are kept for a while: not what is asked here
    many = [_queries(client, address) for address in addresses]
    assert many == few
    assert max(many) <= 20


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_before_the_first_judgement_the_page_says_what_to_do(tree: Tree, client_as: ClientAs) -> None:
    officer = client_as(Role.ORGANIZATION_OFFICER, tree.root)
    assert "现在核查" in text(officer.get("/compliance/"))
    for address in ("/compliance/findings/", "/compliance/trends/"):
        assert "还没有核查过" in text(officer.get(address))
    assert "现在核查" not in text(client_as(Role.BRANCH_SECRETARY, tree.first).get("/compliance/"))
