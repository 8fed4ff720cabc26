"""全量导出 in the browser: one asks, another says yes, the folder is written."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from tests.exchange.making import DISTRICT, load
from tests.factories import make_user
from zugong.accounts.enums import Role
from zugong.approvals.models import Approval
from zugong.core.paths import data_folder
from zugong.organizations.models import Organization


pytestmark = pytest.mark.django_db


@pytest.fixture
def root(tmp_path):
    load(tmp_path / "first", **DISTRICT)
    return Organization.objects.get(code="r")


def test_one_asks_another_agrees_and_it_is_written(root, client, django_capture_on_commit_callbacks):
    client.force_login(make_user(Role.ORGANIZATION_OFFICER, root))
    assert "全量导出" in client.get(reverse("exchange:list")).content.decode()
    assert client.post(reverse("exchange:leave"), {"reason": ""}).status_code == 422
    answer = client.post(reverse("exchange:leave"), {"reason": "示例移交"})
    approval = Approval.objects.get()
    assert answer.url == reverse("approvals:one", args=[approval.pk])
    client.force_login(make_user(Role.DEPARTMENT_HEAD, root))
    page = client.get(answer.url).content.decode()
    assert "账号、口令、密钥" in page
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("approvals:approve", args=[approval.pk]), {"seen": approval.digest})
    approval.refresh_from_db()
    assert approval.decision
    [folder] = (data_folder() / "exports").glob(f"*-{approval.pk}")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["tables"]["people"] == 2


def test_an_officer_of_a_part_has_no_such_button(root, client):
    client.force_login(make_user(Role.ORGANIZATION_OFFICER, Organization.objects.get(code="u")))
    assert "全量导出" not in client.get(reverse("exchange:list")).content.decode()
    assert client.post(reverse("exchange:leave"), {"reason": "示例"}).status_code == 403
