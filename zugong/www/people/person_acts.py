"""What is done to one person beside row-like facts: one view an act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zugong.core.strokes import unknown_characters
from zugong.organizations.models import Organization
from zugong.people.actions.correct_person import correct_person
from zugong.people.actions.end_tenure import end_tenure
from zugong.people.actions.register_person import REGISTRARS, register_person
from zugong.people.actions.rewrite_career import rewrite_career
from zugong.people.actions.set_photo import remove_photo, set_photo
from zugong.people.career import mark_of, read_text, text_of
from zugong.people.models import Person, Tenure
from zugong.people.policy import KEEPERS
from zugong.www.access import acting, page
from zugong.www.objections.mending import fill_in
from zugong.www.once import once
from zugong.www.organizations.answering import Page, answer, posted, seen_version
from zugong.www.organizations.listing import chosen_organization
from zugong.www.people.person_facts import TEMPLATE, back_to
from zugong.www.people.person_forms import CareerForm, EndForm, PersonForm, PhotoForm, RegisterForm


@page(REGISTRARS, posts=True)
def register(request: HttpRequest) -> HttpResponse:
    """登记人员."""
    home: Organization | None = chosen_organization(request)
    initial = {"home": home} if home else {}
    form = RegisterForm(posted(request), initial=initial, user=request.user, roles=REGISTRARS)

    def act(told: dict[str, Any]) -> str:
        by = acting(request, REGISTRARS)
        options = {"is_another": told["is_another"], "reason": told["reason"]}
        made = register_person(told["home"], {**form.values(), "code": told["code"]}, by=by, **options)
        messages.success(request, f"已登记“{made.name}”，编号 {made.code}。")
        _tell_of_strokes(request, made.name)
        return back_to(made)

    shown = Page("登记人员", "登记", reverse("people:list"), template=TEMPLATE, more={"wide": True})
    return answer(request, form, shown, act)


def _tell_of_strokes(request: HttpRequest, name: str) -> None:
    unknown = unknown_characters(name)
    if unknown:
        messages.warning(request, f"笔画表里没有“{'”“'.join(unknown)}”，按姓氏笔画排序时排在最后；请用时人工核对。")


@page(KEEPERS, on=Person, posts=True)
def correct(request: HttpRequest, thing: Person) -> HttpResponse:
    """更正资料."""
    form = PersonForm(posted(request), instance=thing, initial={"version": thing.version})
    fill_in(request, form, thing)

    def act(told: dict[str, Any]) -> str:
        by, seen = acting(request, KEEPERS), seen_version(told)
        correct_person(thing, form.values(), by=by, seen=seen, reason=told["reason"])
        messages.success(request, "资料已更正。")
        _tell_of_strokes(request, told["name"])
        return back_to(thing)

    note = "管理单位由“转接”改变。身份证号、健康状况密封保存，留空表示不改。"
    shown = Page("更正资料", "保存", back_to(thing), thing.name, note, thing, template=TEMPLATE, more={"wide": True})
    return answer(request, form, shown, act)


@page(KEEPERS, on=Person, posts=True)
def career(request: HttpRequest, thing: Person) -> HttpResponse:
    """修改简历."""
    text = text_of(thing.career_entries.all())
    form = CareerForm(posted(request), initial={"text": text, "seen": mark_of(text)})
    typed = request.POST.get("text", text)
    back = back_to(thing, "career")
    more = {"problems": read_text(typed)[1], "wide": True, "checks": True}
    shown = Page("修改简历", "保存", back, thing.name, "", thing, template=TEMPLATE, more=more)
    if request.method == "POST" and "check" in request.POST:
        return (
            answer(request, form, shown, lambda told: back) if not form.is_valid() else _checked(request, form, shown)
        )

    def act(told: dict[str, Any]) -> str:
        by = acting(request, KEEPERS)
        left = rewrite_career(thing, told["text"], by=by, seen=told["seen"] or None, reason=told["reason"])
        messages.success(request, f"简历已保存；有 {len(left)} 处要核对。" if left else "简历已保存，首尾相接。")
        return back

    return answer(request, form, shown, act)


def _checked(request: HttpRequest, form: CareerForm, shown: Page) -> HttpResponse:
    """The same page with what to look at in the text as typed; nothing is saved."""
    context = {"form": form, "page": shown, "thing": shown.about, **shown.more}
    return render(request, shown.template, context)


@page(KEEPERS, on=Person, posts=True)
def photo(request: HttpRequest, thing: Person) -> HttpResponse:
    """更换照片."""
    files = request.FILES if request.method == "POST" else None
    form = PhotoForm(posted(request), files, initial={"version": thing.version})

    def act(told: dict[str, Any]) -> str:
        notes = set_photo(thing, told["photo"].read(), by=acting(request, KEEPERS), seen=seen_version(told))
        messages.success(request, "照片已更换。" + "；".join(notes))
        return back_to(thing)

    more = {"upload": True, "take_down": bool(thing.photo_id)}
    shown = Page("更换照片", "上传", back_to(thing), thing.name, "", thing, template=TEMPLATE, more=more)
    return answer(request, form, shown, act)


@page(KEEPERS, on=Person, post_only=True)
def take_down_photo(request: HttpRequest, thing: Person) -> HttpResponse:
    """撤下照片."""

    def act() -> str:
        remove_photo(thing, by=acting(request, KEEPERS))
        messages.success(request, "照片已撤下。")
        return back_to(thing)

    return once(request, act)


@page(KEEPERS, on=Tenure, posts=True)
def end(request: HttpRequest, thing: Tenure) -> HttpResponse:
    """免去职务."""
    form = EndForm(posted(request), initial={"version": thing.version})
    back = back_to(thing.person, "career")

    def act(told: dict[str, Any]) -> str:
        by, seen = acting(request, KEEPERS), seen_version(told)
        end_tenure(Tenure.objects.get(pk=thing.pk), until=told["until"], by=by, seen=seen, reason=told["reason"])
        messages.success(request, f"已登记不再担任“{thing.post}”。")
        return back

    note = f"{thing.post}，{thing.since} 起"
    shown = Page("免去职务", "登记", back, thing.person.name, note, thing, template=TEMPLATE)
    return answer(request, form, shown, act)
