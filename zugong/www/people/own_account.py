"""Which account is a person's own: what opens their record to themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from zugong.accounts.models import User
from zugong.core.errors import Invalid
from zugong.people.actions.link_account import link_account, unlink_account
from zugong.people.models import Person
from zugong.people.policy import KEEPERS
from zugong.www.access import acting, page
from zugong.www.organizations.answering import Page, answer, posted, seen_version
from zugong.www.people.person_facts import TEMPLATE, back_to


class AccountForm(forms.Form):
    """The user name of an account."""

    account = forms.CharField(
        label="本人账号",
        required=False,
        max_length=40,
        help_text="系统管理员开立的登录账号，如 zhang.san；留空表示取消关联",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_account(self) -> User | None:
        """The account of that name; None where the field is empty."""
        username = self.cleaned_data["account"].strip()
        if not username:
            return None
        found = User.objects.filter(username=username).first()
        if found is None:
            raise forms.ValidationError(f"没有账号 {username}；请核对，或先请系统管理员开立。")
        return found


@page(KEEPERS, on=Person, posts=True)
def own_account(request: HttpRequest, thing: Person) -> HttpResponse:
    """本人账号: link it, or with an empty field take the link away."""
    initial = {"account": thing.account.username if thing.account else "", "version": thing.version}
    form = AccountForm(posted(request), initial=initial)

    def act(told: dict[str, Any]) -> str:
        by, seen = acting(request, KEEPERS), seen_version(told)
        if told["account"] is None:
            _unlink(thing, by, seen)
            messages.success(request, "已取消关联，原账号不再能看这份档案。")
        else:
            link_account(thing, told["account"], by=by, seen=seen)
            messages.success(request, f"账号 {told['account'].username} 已是“{thing.name}”的本人账号。")
        return back_to(thing)

    def facts(told: dict[str, Any]) -> Iterator[tuple[str, object]]:
        yield "人员", f"{thing.name}（{thing.code}）"
        user = told["account"]
        yield "本人账号", f"{user.username}（{user.name}）" if user else "取消关联"

    note = "关联后，这个账号登录就能看到并取走本人的全部资料，包括处分和家庭成员，请核对是不是同一个人。"
    shown = Page("本人账号", "保存", back_to(thing), thing.name, note, thing, facts, note, template=TEMPLATE)
    return answer(request, form, shown, act)


def _unlink(person: Person, by: Any, seen: int) -> None:
    if person.account is None:
        raise Invalid(fields={"account": "还没有关联账号；请填账号，或取消。"})
    unlink_account(person, by=by, seen=seen)
