"""The words of the record for accounts of people themselves."""

from __future__ import annotations


VERBS = {
    "people.account.linked": "关联本人账号",
    "people.account.unlinked": "取消关联本人账号",
}
