"""Forms that change the tree: one view an act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zugong.organizations.actions.dissolve_organization import dissolve_organization, what_is_left
from zugong.organizations.actions.edit_organization import edit_organization
from zugong.organizations.actions.found_organization import found_organization
from zugong.organizations.actions.merge_organizations import merge_organizations
from zugong.organizations.actions.move_organization import move_organization
from zugong.organizations.actions.rename_organization import rename_organization
from zugong.organizations.actions.restore_organization import restore_organization
from zugong.organizations.actions.split_organization import split_organization
from zugong.organizations.models import Organization
from zugong.organizations.policy import MANAGERS
from zugong.www.access import acting, page
from zugong.www.organizations import forms
from zugong.www.organizations.answering import Page, answer, posted, seen_version
from zugong.www.organizations.listing import chosen_organization
from zugong.www.organizations.picking import written


STAYS = "党员、职务和职数不会自动转移，仍在原组织；要转的请逐一办理。"


def address(organization: Organization) -> str:
    """The page of an organization."""
    return reverse("organizations:one", args=[organization.pk])


@page(MANAGERS, posts=True)
def found(request: HttpRequest) -> HttpResponse:
    """新增组织."""
    parent = chosen_organization(request)
    initial = {"parent": parent} if parent else {}
    form = forms.FoundingForm(posted(request), initial=initial, user=request.user, roles=MANAGERS)
    back = address(parent) if parent else reverse("organizations:list")

    def act(told: dict[str, Any]) -> str:
        values = {name: value for name, value in told.items() if name not in {"version", "parent"}}
        made = found_organization(told["parent"], values, by=acting(request, MANAGERS))
        messages.success(request, f"已设立“{made.name}”。")
        return address(made)

    return answer(request, form, Page("新增组织", "设立", back, parent.name if parent else ""), act)


@page(MANAGERS, on=Organization, posts=True)
def edit(request: HttpRequest, thing: Organization) -> HttpResponse:
    """修改资料."""
    back = address(thing)
    form = forms.FactsForm(posted(request), instance=thing, initial={"version": thing.version})

    def act(told: dict[str, Any]) -> str:
        edit_organization(thing, told, by=acting(request, MANAGERS), seen=seen_version(told))
        messages.success(request, "资料已修改。")
        return back

    note = "名称、上级和撤销各有单独的办理页。"
    return answer(request, form, Page("修改资料", "保存", back, thing.name, note, thing), act)


@page(MANAGERS, on=Organization, posts=True)
def rename(request: HttpRequest, thing: Organization) -> HttpResponse:
    """更名."""
    form = forms.RenameForm(posted(request), initial={"version": thing.version, "kept": "former"})

    def act(told: dict[str, Any]) -> str:
        on = told["on"] if told["kept"] == "former" else None
        by = acting(request, MANAGERS)
        renamed = rename_organization(
            thing, told["name"], on=on, by=by, seen=seen_version(told), reason=told["reason"]
        )
        messages.success(request, f"名称已改为“{renamed.name}”。")
        return address(thing)

    note = f"现在的名称：{thing.name}"
    return answer(request, form, Page("更名", "登记更名", address(thing), thing.name, note, thing), act)


@page(MANAGERS, on=Organization, posts=True)
def move(request: HttpRequest, thing: Organization) -> HttpResponse:
    """移到别的上级."""
    initial = {"version": thing.version}
    form = forms.MoveForm(posted(request), initial=initial, user=request.user, roles=MANAGERS)
    parent = thing.parent

    def facts(told: dict[str, Any]) -> list[tuple[str, object]]:
        below = Organization.objects.under(thing).count() - 1
        return [
            ("组织", written(thing)),
            ("现上级", written(parent) if parent else "无"),
            ("新上级", written(told["parent"])),
            ("一起移动的下级", f"{below} 个"),
        ]

    def act(told: dict[str, Any]) -> str:
        by = acting(request, MANAGERS)
        moved = move_organization(thing, told["parent"], by=by, seen=seen_version(told), reason=told["reason"])
        along = f"，连同下级共 {moved} 个组织" if moved > 1 else ""
        messages.success(request, f"已移到“{told['parent'].name}”下面{along}。")
        return address(thing)

    warning = "管辖权随上级改变：原上级的经办人将不再看到它，新上级的经办人将看到它和其中的人员。"
    shown = Page("移动", "移动", address(thing), thing.name, "", thing, facts, warning)
    return answer(request, form, shown, act)


@page(MANAGERS, on=Organization, posts=True)
def merge(request: HttpRequest, thing: Organization) -> HttpResponse:
    """合并到别的组织."""
    form = forms.MergeForm(posted(request), user=request.user, roles=MANAGERS)

    def facts(told: dict[str, Any]) -> list[tuple[str, object]]:
        children = thing.children.filter(dissolved_on=None).count()
        goes = "划转过去" if told["with_children"] else "留在原处"
        return [
            ("被合并的组织", written(thing)),
            ("合并到", written(told["into"])),
            ("日期", told["on"]),
            ("直接下级", f"{children} 个，{goes}"),
        ]

    def act(told: dict[str, Any]) -> str:
        by = acting(request, MANAGERS)
        options = {"on": told["on"], "with_children": told["with_children"], "reason": told["reason"]}
        merge_organizations([thing], told["into"], by=by, **options)
        messages.success(request, f"已登记合并到“{told['into'].name}”。{STAYS}转接办完后再撤销本组织。")
        return address(thing)

    shown = Page("合并", "登记合并", address(thing), thing.name, STAYS, thing, facts, STAYS)
    return answer(request, form, shown, act)


@page(MANAGERS, on=Organization, posts=True)
def split(request: HttpRequest, thing: Organization) -> HttpResponse:
    """分设."""
    form = forms.SplitForm(posted(request), user=request.user, roles=MANAGERS)

    def facts(told: dict[str, Any]) -> list[tuple[str, object]]:
        heirs = "、".join(written(row) for row in told["successors"])
        return [("原组织", written(thing)), ("分设出", heirs), ("日期", told["on"])]

    def act(told: dict[str, Any]) -> str:
        by = acting(request, MANAGERS)
        split_organization(thing, told["successors"], on=told["on"], by=by, reason=told["reason"])
        messages.success(request, f"已登记分设。{STAYS}")
        return address(thing)

    shown = Page("分设", "登记分设", address(thing), thing.name, STAYS, thing, facts, STAYS)
    return answer(request, form, shown, act)


@page(MANAGERS, on=Organization, posts=True)
def dissolve(request: HttpRequest, thing: Organization) -> HttpResponse:
    """撤销."""
    form = forms.DissolveForm(posted(request), initial={"version": thing.version})
    left = what_is_left(thing, request.today)  # type: ignore[attr-defined]

    def act(told: dict[str, Any]) -> str:
        by = acting(request, MANAGERS)
        dissolve_organization(thing, on=told["on"], by=by, seen=seen_version(told), reason=told["reason"])
        messages.success(request, f"已撤销“{thing.name}”；它的历史仍可查。")
        return address(thing)

    def facts(told: dict[str, Any]) -> list[tuple[str, object]]:
        return [("组织", written(thing)), ("撤销日期", told["on"]), ("依据", told["reason"] or "未填")]

    shown = Page("撤销", "撤销", address(thing), thing.name, "", thing, facts, more={"left": left})
    return answer(request, form, shown, act)


@page(MANAGERS, on=Organization, posts=True)
def restore(request: HttpRequest, thing: Organization) -> HttpResponse:
    """取消撤销."""
    form = forms.ActForm(posted(request), initial={"version": thing.version})

    def act(told: dict[str, Any]) -> str:
        restore_organization(thing, by=acting(request, MANAGERS), seen=seen_version(told), reason=told["reason"])
        messages.success(request, "已取消撤销。")
        return address(thing)

    note = f"撤销日期 {thing.dissolved_on} 将清空，只用于登记有误的情形。" if thing.dissolved_on else ""
    return answer(request, form, Page("取消撤销", "取消撤销", address(thing), thing.name, note, thing), act)
