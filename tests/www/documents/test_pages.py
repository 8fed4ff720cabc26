"""The pages of document templates."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from tests.factories import add, make_organization, make_user
from zugong.accounts.enums import Role
from zugong.approvals.models import Approval
from zugong.documents.models import DocumentTemplate
from zugong.organizations.models import RoleGrant


pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> Client:
    user = make_user()
    add(
        RoleGrant(
            user=user,
            role=Role.CADRE_OFFICER,
            organization=make_organization("示例区委"),
            since=date(2020, 1, 1),
        )
    )
    client.force_login(user)
    return client


def word_file(text: str) -> SimpleUploadedFile:
    document, target = Document(), BytesIO()
    document.add_paragraph(text)
    document.save(target)
    return SimpleUploadedFile("新版式.docx", target.getvalue())


def send(client: Client, text: str, reason: str = "上级发了新版式") -> object:
    return client.post("/documents/appointment_form/propose/", {"file": word_file(text), "reason": reason})


def test_without_templates_the_page_says_so_and_offers_a_specimen(officer: Client) -> None:
    page = officer.get("/documents/").content.decode()
    assert "还没有另换模板" in page
    assert "系统自带的版式" in page
    specimen = officer.get("/documents/appointment_form/specimen/")
    assert "高以宁" in str(Document(BytesIO(specimen.content)).element.xml)


def test_a_good_template_goes_to_the_second_person(officer: Client) -> None:
    response = send(officer, "{{ 姓名 }}")
    approval = Approval.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/approvals/{approval.pk}/"
    page = officer.get("/documents/").content.decode()
    assert "待审签" in page
    template = DocumentTemplate.objects.get()
    assert (
        "高以宁"
        in Document(BytesIO(officer.get(f"/documents/templates/{template.pk}/trial/").content)).paragraphs[0].text
    )
    assert (
        "{{ 姓名 }}"
        in Document(BytesIO(officer.get(f"/documents/templates/{template.pk}/file/").content)).paragraphs[0].text
    )


@pytest.mark.parametrize(
    ("text", "reason", "told"), [("{{ 工资 }}", "试", "工资"), ("{{ 姓名 }}", "", "请写提出理由")]
)
def test_what_is_wrong_is_told_at_the_field(officer: Client, text: str, reason: str, told: str) -> None:
    response = send(officer, text, reason)
    assert response.status_code == 422
    assert told in response.content.decode()
    assert not DocumentTemplate.objects.exists()


def test_taking_a_waiting_template_back(officer: Client) -> None:
    send(officer, "{{ 姓名 }}")
    template = DocumentTemplate.objects.get()
    address = f"/documents/templates/{template.pk}/retire/"
    assert "停用理由" in officer.get(address).content.decode()
    assert officer.post(address, {"reason": ""}).status_code == 422
    assert officer.post(address, {"reason": "发错了"}).status_code == 302
    assert "已停用" in officer.get("/documents/").content.decode()


def test_an_unknown_kind_is_not_found(officer: Client) -> None:
    assert officer.get("/documents/nothing/specimen/").status_code == 404
