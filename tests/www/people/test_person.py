"""The page of one person: who sees how much, as it is and as it was, in few queries; and the forms around it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tests.factories import add, make_member, make_organization, make_person, make_user
from zugong.accounts.enums import Role
from zugong.audit.models import Entry
from zugong.objections.models import Objection
from zugong.organizations.models import FormerName
from zugong.people.models import (
    AnnualAssessment,
    CareerEntry,
    ExperienceMark,
    FamilyMember,
    Person,
    RankHolding,
    Sanction,
    Tenure,
    TrainingRecord,
    Transfer,
)
from zugong.training.models import TrainingClass
from zugong.www.people.person_tabs import TABS


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(date(2026, 6, 1), tick=False):
        yield


@pytest.fixture
def town():
    root = make_organization("示例区委")
    unit = make_organization("示例局", root, kind="unit")
    branch = make_organization("示例党支部", unit, kind="branch")
    other = make_organization("另一单位", root, kind="unit")
    elsewhere = make_organization("另一党支部", other, kind="branch")
    return {"root": root, "unit": unit, "branch": branch, "other": other, "elsewhere": elsewhere}


@pytest.fixture
def cadre(town):
    person = make_person("示例安", home=town["unit"], code="P-1", born_on=date(1980, 6, 2))
    make_member(person, town["branch"], branch_post="secretary")
    for post, level, since, until in (
        ("副局长", "section_deputy", date(2020, 1, 1), None),
        ("老职务", "clerk", date(2010, 1, 1), date(2020, 1, 1)),
    ):
        add(Tenure(person=person, post=post, level=level, organization=town["unit"], since=since, until=until))
    add(RankHolding(person=person, rank="principal_clerk_first", since=date(2022, 1, 1)))
    add(AnnualAssessment(person=person, year=2025, grade="excellent"))
    add(Sanction(person=person, code="S1", kind="party_warning", decided_on=date(2026, 3, 1)))
    add(FamilyMember(person=person, relation="父亲", name="示例父"))
    add(CareerEntry(person=person, position=1, since=date(2010, 1, 1), text="示例街道办事处科员"))
    add(TrainingClass(code="T1", name="示例进修班"))
    for ended_on, hours, leave, recognized in (
        (date(2026, 3, 1), "12.5", "2", None),
        (date(2026, 4, 1), "8", None, False),
        (date(2025, 4, 1), "6", None, True),
    ):
        add(
            TrainingRecord(
                person=person,
                class_id="T1",
                ended_on=ended_on,
                hours=Decimal(hours),
                leave_hours=leave and Decimal(leave),
                mode="off_post",
                recognized=recognized,
            )
        )
    return person


def seen(client, role, over, person, **query):
    client.force_login(make_user(role, over))
    answer = client.get(reverse("people:person", args=[person.pk]), query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("tab", "words"),
    [
        (
            "overview",
            ("示例安", "1980-06（45 岁）", "副局长", "老职务", "乡科级副职", "优秀", "党内警告", "一级主任科员"),
        ),
        ("career", ("副局长", "老职务", "一级主任科员", "2010.01--", "示例街道办事处科员")),
        ("grades", ("优秀", "党内警告", "2027-02-28", "影响期内")),
        ("training", ("示例进修班",)),
        ("household", ("示**", "档案审核", "个人有关事项报告")),
        ("transfers", ("示例党支部", "书记")),
        ("objections", ("本人没有提出过",)),
        ("record", ("谁看过",)),
        ("no-such-tab", ("履历",)),
    ],
)
def test_each_tab_shows_its_part(client, town, cadre, tab, words):
    text = seen(client, Role.CADRE_OFFICER, town["root"], cadre, tab=tab)
    assert [word for word in words if word not in text] == []


def test_training_counts_recognized_hours_less_leave_by_year(client, town, cadre):
    text = seen(client, Role.TRAINING_OFFICER, town["root"], cadre, tab="training")
    assert '<th scope="row">2026</th><td class="zg-num"><b>10.5</b></td>' in text
    assert '<th scope="row">2025</th><td class="zg-num"><b>6</b></td>' in text


@pytest.mark.parametrize("tab", [tab.key for tab in TABS])
@pytest.mark.parametrize(
    ("role", "sanctions", "family"),
    [
        (Role.CADRE_OFFICER, True, True),
        (Role.DEPARTMENT_HEAD, True, False),
        (Role.DISCIPLINE_OFFICER, True, False),
        (Role.ORGANIZATION_OFFICER, False, False),
        (Role.TRAINING_OFFICER, False, False),
        (Role.ASSESSMENT_OFFICER, False, False),
        (Role.UNIT_SECRETARY, False, False),
    ],
)
def test_sanctions_and_relatives_are_for_their_own_officers(client, town, cadre, role, sanctions, family, tab):
    text = seen(client, role, town["unit"], cadre, tab=tab)
    assert "处分" not in text or sanctions
    assert "党内警告" not in text or sanctions
    assert "家庭" not in text or family
    assert "示例父" not in text or family
    assert ("党内警告" in text) == (sanctions and tab in ("overview", "grades"))


def test_a_branch_secretary_sees_name_post_and_status_only(client, town, cadre):
    text = seen(client, Role.BRANCH_SECRETARY, town["branch"], cadre, tab="grades")
    assert "示例安" in text
    assert "正式" in text
    for words in ("副局长", "1980", "P-1", "优秀", "党内警告", "示例父", "示例进修班"):
        assert words not in text


def test_on_a_day_long_past_everything_is_as_it_was(client, town, cadre):
    add(FormerName(organization=town["unit"], name="示例旧局", until=date(2015, 1, 1)))
    text = seen(client, Role.CADRE_OFFICER, town["root"], cadre, on="2012-05-01")
    assert "2012-05-01</time> 当天的情况" in text
    assert "示例旧局" in text
    assert "（现示例局）" in text
    for words in ("副局长", "优秀", "一级主任科员", "党内警告"):
        assert words not in text
    assert "31 岁" in text


def test_old_posts_keep_the_old_name_of_their_unit(client, town, cadre):
    add(FormerName(organization=town["unit"], name="示例旧局", until=date(2019, 12, 1)))
    assert "示例旧局" not in seen(client, Role.CADRE_OFFICER, town["root"], cadre)
    add(FormerName(organization=town["unit"], name="示例中局", until=date(2020, 1, 1)))
    text = seen(client, Role.CADRE_OFFICER, town["root"], cadre)
    assert "示例中局" in text
    assert "（现示例局）" in text


@pytest.mark.parametrize("typed", ["2012-13-01", "昨天", "2030-01-01"])
def test_a_day_that_cannot_be_shows_today(client, town, cadre, typed):
    text = seen(client, Role.CADRE_OFFICER, town["root"], cadre, on=typed)
    assert "当天的情况" not in text
    assert ("不是日期" in text) == (typed != "2030-01-01")


@pytest.mark.parametrize("tab", [tab.key for tab in TABS])
def test_the_page_asks_few_queries(client, town, cadre, tab, django_assert_max_num_queries):
    for number in range(30):
        add(Tenure(person=cadre, post=f"职务{number}", organization=town["unit"], since=date(2015, 1, 1)))
        add(ExperienceMark(person=cadre, kind="grassroots", line=f"行{number}", term="街道"))
    client.force_login(make_user(Role.CADRE_OFFICER, town["root"]))
    client.get(reverse("people:person", args=[cadre.pk]), {"tab": tab})  # then the session keeps the opened page
    with django_assert_max_num_queries(20):
        client.get(reverse("people:person", args=[cadre.pk]), {"tab": tab})


def test_what_a_promotion_would_meet_is_told_with_the_article(client, town, cadre, django_assert_max_num_queries):
    client.force_login(make_user(Role.CADRE_OFFICER, town["root"]))
    address = reverse("people:promotion", args=[cadre.pk])
    whole = client.get(address).content.decode()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole
    assert "<html" not in part
    for text in (whole, part):
        assert "今天若提任乡科级正职" in text
        assert "党内警告（2026-03-01 决定" in text
        assert "看处分依据" in text
    with django_assert_max_num_queries(20):
        client.get(address)


def test_without_a_level_there_is_nothing_to_compare(client, town):
    person = make_person("示例新", home=town["unit"])
    client.force_login(make_user(Role.CADRE_OFFICER, town["root"]))
    assert "没有登记现任职务的层次" in client.get(reverse("people:promotion", args=[person.pk])).content.decode()


def test_a_fact_is_entered_corrected_and_removed_through_its_pages(client, town, cadre):
    client.force_login(make_user(Role.CADRE_OFFICER, town["root"]))
    form = {"post": "局长", "level": "section_principal", "since": "2026-01-01", "grassroots": "True"}
    wrong = client.post(reverse("people:add_tenure", args=[cadre.pk]), form | {"until": "2025-01-01"})
    assert wrong.status_code == 422
    assert "应晚于起" in wrong.content.decode()
    added = client.post(reverse("people:add_tenure", args=[cadre.pk]), form | {"organization": "示例局"})
    assert added.headers["location"].endswith("?tab=career")
    row = Tenure.objects.get(post="局长")
    assert (row.organization, row.grassroots) == (town["unit"], True)
    page = client.get(reverse("people:correct_tenure", args=[row.pk])).content.decode()
    assert "示例局（" in page
    assert client.post(reverse("people:correct_tenure", args=[row.pk]), form | {"version": 7}).status_code == 422
    client.post(reverse("people:correct_tenure", args=[row.pk]), form | {"post": "党组书记、局长", "version": 0})
    assert Tenure.objects.get(pk=row.pk).post == "党组书记、局长"
    assert client.post(reverse("people:remove_tenure", args=[row.pk]), {"version": 1}).status_code == 422
    client.post(reverse("people:remove_tenure", args=[row.pk]), {"version": 1, "reason": "登记重复"})
    assert not Tenure.objects.filter(pk=row.pk).exists()
    assert Entry.objects.filter(verb="people.tenure.removed").count() == 1


def test_an_organization_out_of_reach_stays_when_it_is_not_touched(client, town, cadre):
    row = add(Tenure(person=cadre, post="挂职", organization=town["other"], since=date(2012, 1, 1)))
    client.force_login(make_user(Role.CADRE_OFFICER, town["unit"]))
    address = reverse("people:correct_tenure", args=[row.pk])
    form = {"post": "挂职副局长", "since": "2012-01-01", "version": 0}
    kept = f"{town['other'].name}（{town['other'].code}）"
    assert client.post(address, form | {"organization": kept}).status_code == 302
    assert client.post(address, form | {"organization": "示例区委", "version": 1}).status_code == 422


def test_registering_asks_about_a_namesake(client, town, cadre):
    client.force_login(make_user(Role.CADRE_OFFICER, town["root"]))
    form = {"name": "示例安", "home": "示例局", "born_on": "1980-06-10"}
    asked = client.post(reverse("people:register"), form)
    assert asked.status_code == 422
    assert "已有同名人员" in asked.content.decode()
    assert client.post(reverse("people:register"), form | {"is_another": "on"}).status_code == 302
    assert Person.objects.filter(name="示例安").count() == 2


def test_a_character_without_known_strokes_is_told(client, town):
    client.force_login(make_user(Role.CADRE_OFFICER, town["root"]))
    form = {"name": "示\U00030edd", "home": "示例局"}
    page = client.post(reverse("people:register"), form, follow=True).content.decode()
    assert "笔画表里没有“\U00030edd”" in page


def test_correcting_shows_nothing_sealed_and_leaves_it_when_empty(client, town, cadre):
    client.force_login(make_user(Role.CADRE_OFFICER, town["root"]))
    address = reverse("people:correct", args=[cadre.pk])
    assert client.post(address, {"name": "示例安", "health": "健康", "version": 0}).status_code == 302
    page = client.get(address).content.decode()
    assert 'value="健康"' not in page
    client.post(address, {"name": "示例安安", "version": 1})
    person = Person.objects.get(pk=cadre.pk)
    assert (person.name, person.health) == ("示例安安", "健康")


def test_the_record_of_a_sealed_field_says_only_that_it_changed(client, town, cadre):
    client.force_login(make_user(Role.CADRE_OFFICER, town["root"]))
    client.post(reverse("people:correct", args=[cadre.pk]), {"name": "示例安安", "health": "健康", "version": 0})
    text = client.get(reverse("people:person", args=[cadre.pk]), {"tab": "record"}).content.decode()
    assert "姓名：示例安 → 示例安安" in text
    assert "健康状况有改动" in text
    assert "s1:" not in text


def test_the_record_does_not_tell_of_sanctions_to_those_who_may_not_know(client, town, cadre):
    client.force_login(make_user(Role.CADRE_OFFICER, town["root"]))
    form = {"name": "示例安", "rewards_and_sanctions": "2026年受过党内警告", "version": 0}
    client.post(reverse("people:correct", args=[cadre.pk]), form)
    for role, told in ((Role.DISCIPLINE_OFFICER, True), (Role.TRAINING_OFFICER, False), (Role.UNIT_SECRETARY, False)):
        assert ("2026年受过党内警告" in seen(client, role, town["unit"], cadre, tab="record")) == told


def test_a_career_is_checked_before_it_is_saved(client, town, cadre):
    client.force_login(make_user(Role.CADRE_OFFICER, town["root"]))
    address = reverse("people:career", args=[cadre.pk])
    assert "2010.01--" in client.get(address).content.decode()
    text = "2010.01--2012.01  示例街道科员\n2013.01--  示例局科员"
    checked = client.post(address, {"text": text, "check": "1"}).content.decode()
    assert "简历中断" in checked
    assert CareerEntry.objects.count() == 1
    client.post(address, {"text": text})
    assert CareerEntry.objects.count() == 2


def test_marks_are_proposed_and_decided_on_the_page(client, town, cadre):
    client.force_login(make_user(Role.CADRE_OFFICER, town["root"]))
    client.post(reverse("people:propose_marks", args=[cadre.pk]))
    mark = ExperienceMark.objects.get()
    assert client.post(reverse("people:confirm_mark", args=[mark.pk]), {"version": 0}).status_code == 422
    old = Tenure.objects.get(post="老职务")
    client.post(reverse("people:confirm_mark", args=[mark.pk]), {"version": 0, "tenure": old.pk})
    assert Tenure.objects.get(pk=old.pk).grassroots is True
    client.post(reverse("people:decline_mark", args=[mark.pk]))
    assert Tenure.objects.get(pk=old.pk).grassroots is False


def test_a_photo_is_shown_to_those_who_see_the_person(client, town, cadre):
    client.force_login(make_user(Role.CADRE_OFFICER, town["root"]))
    picture = BytesIO()
    Image.new("RGB", (400, 500), "white").save(picture, "PNG")
    file = SimpleUploadedFile("x.php", picture.getvalue())
    assert client.post(reverse("people:set_photo", args=[cadre.pk]), {"photo": file, "version": 0}).status_code == 302
    shown = client.get(reverse("people:photo", args=[cadre.pk]))
    assert (shown["Content-Type"], shown["Cache-Control"]) == ("image/jpeg", "private, max-age=3600")
    client.force_login(make_user(Role.CADRE_OFFICER, town["other"]))
    assert client.get(reverse("people:photo", args=[cadre.pk])).status_code == 404


def test_what_is_no_photo_is_refused_in_words(client, town, cadre):
    client.force_login(make_user(Role.CADRE_OFFICER, town["root"]))
    file = SimpleUploadedFile("photo.jpg", b"GIF89a----")
    answer = client.post(reverse("people:set_photo", args=[cadre.pk]), {"photo": file, "version": 0})
    assert answer.status_code == 422
    assert "GIF" in answer.content.decode()


def test_a_team_is_moved_about_and_saved_at_once(client, town, cadre):
    second = make_person("示例丁", home=town["unit"])
    later = add(
        Tenure(
            person=second, post="局长", level="section_principal", organization=town["unit"], since=date(2024, 1, 1)
        )
    )
    first = Tenure.objects.get(post="副局长")
    client.force_login(make_user(Role.CADRE_OFFICER, town["root"]))
    address = reverse("people:order_team", args=[town["unit"].pk])
    moved = client.post(address, {"up": first.pk}).content.decode()
    assert "还没有保存" in moved
    assert moved.index("示例安") < moved.index("示例丁")
    assert not Tenure.objects.exclude(team_position=None).exists()
    client.post(address, {f"place-{later.pk}": "2", f"place-{first.pk}": "1"})
    assert list(Tenure.objects.filter(team_position__isnull=False).order_by("team_position")) == [first, later]


def test_a_transfer_goes_from_page_to_page(client, town, cadre):
    client.force_login(make_user(Role.ORGANIZATION_OFFICER, town["unit"]))
    address = reverse("people:send_membership", args=[cadre.pk])
    assert "没有“无此支部”" in client.post(address, {"destination": "无此支部"}).content.decode()
    client.post(address, {"destination": "另一党支部", "due_on": "2026-08-31", "letter": "示介字1号"})
    transfer = Transfer.objects.get()
    client.force_login(make_user(Role.UNIT_SECRETARY, town["other"]))
    assert "示例安" in client.get(reverse("people:transfers")).content.decode()
    assert "接收或退回" in client.get(reverse("people:transfer", args=[transfer.pk])).content.decode()
    assert client.post(reverse("people:return_transfer", args=[transfer.pk])).status_code == 422
    wrong = client.post(reverse("people:accept_transfer", args=[transfer.pk]), {"on": "2026-06-02"})
    assert wrong.status_code == 422
    client.post(reverse("people:accept_transfer", args=[transfer.pk]), {"on": "2026-06-01"})
    assert list(cadre.members.filter(until=None).values_list("organization__name", flat=True)) == ["另一党支部"]


def test_objections_are_listed_for_their_handlers(client, town, cadre):
    add(
        Objection(
            person=cadre,
            kind="objection",
            about=cadre.record_key,
            about_label="影响期起算日",
            statement="示例",
            filed_on=date(2026, 5, 1),
            due_on=date(2026, 6, 10),
        )
    )
    assert "影响期起算日" in seen(client, Role.DISCIPLINE_OFFICER, town["root"], cadre, tab="objections")
