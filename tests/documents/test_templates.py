"""Templates that a department puts in place of the built-in layout: checked, approved by a second person, filled."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from tests.factories import add, make_organization, make_user
from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.accounts.models import User
from zugong.approvals.actions.approve import approve
from zugong.approvals.models import Approval
from zugong.core.errors import Invalid, NotAllowed
from zugong.documents.actions.propose_template import propose_template
from zugong.documents.actions.retire_template import retire_template
from zugong.documents.kinds import KINDS
from zugong.documents.models import DocumentTemplate, TemplateStatus
from zugong.documents.rendering import appointment_form
from zugong.documents.selectors import in_use
from zugong.documents.specimen import specimen_form
from zugong.documents.trying import specimen_of
from zugong.organizations.models import Organization, RoleGrant


KIND = "appointment_form"
DAY = date(2026, 11, 24)

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> Organization:
    return make_organization("示例区委")


def officer(root: Organization, role: Role = Role.CADRE_OFFICER) -> Acting:
    user = make_user()
    add(RoleGrant(user=user, role=role, organization=root, since=date(2020, 1, 1)))
    return Acting(User.objects.get(pk=user.pk), role, "0123456789ab")


def template(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text = "{%tr for 人 in 家庭成员 %}"
    table.cell(1, 0).text, table.cell(1, 1).text = "{{ 人.称谓 }}", "{{ 人.姓名 }}（{{ 人.年龄 }}）"
    table.cell(2, 0).text = "{%tr endfor %}"
    target = BytesIO()
    document.save(target)
    return target.getvalue()


GOOD = ("姓名：{{ 姓名 }}", "年龄：{{ 年龄 }}岁", "{{ 简历全文 }}", "{{ 照片 }}")


def say_yes(approval: Approval, by: Acting) -> None:
    approve(approval, seen=approval.digest, reason="版式无误", by=by)


def words(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def hand_in(by: Acting, *lines: str, name: str = "新版式.docx") -> Approval:
    return propose_template(KIND, name, template(*(lines or GOOD)), document="", reason="上级发了新版式", by=by)


def test_without_a_template_the_built_in_layout_is_used(root: Organization) -> None:
    content, problems = appointment_form(specimen_form(), DAY)
    assert "干 部 任 免 审 批 表" in words(content)
    assert problems == []


def test_nothing_changes_before_a_second_person_says_yes(root: Organization) -> None:
    hand_in(officer(root))
    assert in_use(KIND) is None
    assert DocumentTemplate.objects.get().status == TemplateStatus.PROPOSED


def test_after_the_yes_forms_are_filled_into_it(root: Organization) -> None:
    say_yes(hand_in(officer(root)), officer(root, Role.DEPARTMENT_HEAD))
    content, _ = appointment_form(specimen_form(), DAY)
    text = words(content)
    assert "姓名：高以宁" in text
    assert "年龄：40岁" in text
    assert "示例甲（42）" in text
    assert "示例镇党委副书记、镇长" in text
    assert len(Document(BytesIO(content)).inline_shapes) == 0  # the specimen has no photo


def test_a_photo_that_cannot_be_read_is_told_and_the_rest_is_filled(root: Organization) -> None:
    say_yes(hand_in(officer(root)), officer(root, Role.DEPARTMENT_HEAD))
    form = specimen_form()
    form.photo = b"no picture"
    content, problems = appointment_form(form, DAY)
    assert [problem.field for problem in problems] == ["photo"]
    assert "姓名：高以宁" in words(content)


def test_the_next_one_takes_its_place_and_the_former_is_kept(root: Organization) -> None:
    head = officer(root, Role.DEPARTMENT_HEAD)
    say_yes(hand_in(officer(root)), head)
    say_yes(hand_in(officer(root), "{{ 姓名 }}同志", name="再版.docx"), head)
    assert [row.status for row in DocumentTemplate.objects.order_by("pk")] == ["retired", "adopted"]
    assert "高以宁同志" in words(appointment_form(specimen_form(), DAY)[0])


def test_whoever_proposed_it_cannot_approve_it(root: Organization) -> None:
    proposer = officer(root)
    approval = hand_in(proposer)
    with pytest.raises((Invalid, NotAllowed)):
        say_yes(approval, proposer)
    assert in_use(KIND) is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{{ 工资 }}", "工资"),
        ("{{ 姓名.__class__ }}", "__class__"),
        ("{% for 人 in 家庭成员 %}{{ 人.电话 }}{% endfor %}", "电话"),
        ("{{ 7 * 7 }}", "不能在模板里写程序"),
    ],
)
def test_words_that_may_not_stand_there_are_told_and_nothing_is_kept(root: Organization, line: str, told: str) -> None:
    with pytest.raises(Invalid, match=told):
        hand_in(officer(root), line)
    assert not DocumentTemplate.objects.exists()
    assert not Approval.objects.exists()


def test_what_is_no_word_document_is_refused(root: Organization) -> None:
    with pytest.raises(Invalid):
        propose_template(KIND, "x.docx", b"no document", document="", reason="试", by=officer(root))


def test_only_the_cadre_section_over_the_whole_district_hands_in(root: Organization) -> None:
    below = make_organization("示例镇", root)
    for by in (officer(below), officer(root, Role.ORGANIZATION_OFFICER)):
        with pytest.raises(NotAllowed):
            hand_in(by)


def test_going_back_to_the_built_in_layout(root: Organization) -> None:
    cadre = officer(root)
    say_yes(hand_in(cadre), officer(root, Role.DEPARTMENT_HEAD))
    used = in_use(KIND)
    assert used is not None
    with pytest.raises(Invalid, match="理由"):
        retire_template(used, reason=" ", by=cadre)
    retire_template(used, reason="上级收回", by=cadre)
    assert in_use(KIND) is None
    with pytest.raises(Invalid, match="已经停用"):
        retire_template(used, reason="再停", by=cadre)


def test_every_word_offered_can_be_filled() -> None:
    kind = KINDS[KIND]
    filled = specimen_of(KIND, template(*(f"{{{{ {word} }}}}" for word in kind.words)), DAY)
    assert "{{" not in words(filled)
    assert "高以宁" in words(filled)
