"""The access matrix: every address of the URLconf, who may open it, and how far into the tree.

What the pages declare (`zugong.www.access`) is read here, not said again. `tests/www/test_access_matrix.py` asks the
server for every cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from zugong.accounts.enums import Administration, Role
from zugong.www.access import Access
from zugong.www.matrix_words import WORDS


class Position(StrEnum):
    """Where a thing hangs, seen from the organization over which the role is held."""

    OWN = "own"
    CHILD = "child"
    SIBLING = "sibling"
    PARENT = "parent"

    @property
    def label(self) -> str:
        return {"own": "本级", "child": "下级", "sibling": "同级", "parent": "上级"}[self.value]


WITHIN = frozenset({Position.OWN, Position.CHILD})


class Reach(StrEnum):
    """Which things of a model the holder of a role sees."""

    TREE = "tree"
    """Those that hang on the organization over which the role is held, or below."""

    HANDLERS = "handlers"
    """Those the account made itself, and those it decides over its part of the tree."""

    ALL = "all"
    """Every one: the law is no secret."""


REACHES = {
    "approvals.Approval": Reach.HANDLERS,
    "documents.DocumentTemplate": Reach.ALL,
    "exchange.ImportBatch": Reach.HANDLERS,
    "gates.LocalValue": Reach.ALL,
    "people.NamedList": Reach.HANDLERS,
    "compliance:subject": Reach.TREE,
}
"""Models that are not seen by the tree; and addresses that name a thing by more than one of their parts."""

NO_ROLE = "no_role"
HOLDERS: tuple[tuple[str, str], ...] = (*Role.choices, *Administration.choices, (NO_ROLE, "无岗位"))
"""The thirteen roles and administrations, and an account that has none yet, with their Chinese words."""

ANONYMOUS = ""


class Undeclared(Exception):
    """A view that says nothing of who may open it."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address. `name` as `reverse` knows it, `words` what the page is, `arguments` the names in its pattern."""

    name: str
    pattern: str
    words: str
    access: Access
    arguments: tuple[str, ...]

    @property
    def model(self) -> type[models.Model] | None:
        return self.access.model

    def opens(self, holder: str) -> bool:
        """Whether the page is for that role at all; for nobody signed in with ANONYMOUS."""
        if self.access.public:
            return True
        return bool(holder) and (self.access.signed_in or holder in self.access.roles)

    @property
    def reach(self) -> Reach:
        """Which things of its model it shows; all of them where it is about no single thing."""
        if self.model is None:
            return REACHES.get(self.name, Reach.ALL)
        return REACHES.get(self.model._meta.label, Reach.TREE)

    def shows(self, holder: str, position: Position, handlers: frozenset[str] = frozenset()) -> bool:
        """Whether the page is for that role, about a thing that hangs there and that somebody else made.

        `handlers` are the roles that decide about it, where things are shown to who handles them.
        """
        if not self.opens(holder) or holder in self.access.everywhere or self.reach is Reach.ALL:
            return self.opens(holder)
        if self.reach is Reach.HANDLERS and holder not in handlers:
            return False
        return holder in Role.values and position in WITHIN


def endpoints(resolver: URLResolver | None = None) -> list[Endpoint]:
    """Every address that is served, by pattern. Raises Undeclared naming the views that declare no access."""
    found = list(_walk(resolver or get_resolver(), "", ""))
    silent = [f"/{pattern}（{view.__module__}.{view.__name__}）" for _, pattern, _, view in found if not _access(view)]
    if silent:
        raise Undeclared("这些页面没有说明谁可以打开：" + "；".join(silent))
    return sorted((_endpoint(*row) for row in found), key=lambda endpoint: endpoint.pattern)


def matrix_markdown(rows: list[Endpoint]) -> str:
    """The matrix as a page of the documentation."""
    heads = [label for _, label in HOLDERS]
    lines = [
        *_INTRODUCTION,
        f"| 页面 | 地址 | 方法 | {' | '.join(heads)} | 未登录 |",
        f"|---|---|---|{':-:|' * (len(heads) + 1)}",
    ]
    for row in rows:
        cells = [_cell(row, holder) for holder, _ in HOLDERS]
        methods = "/".join(method for method in row.access.methods if method != "HEAD")
        lines.append(f"| {row.words} | `/{row.pattern}` | {methods} | {' | '.join(cells)} | {_cell(row, ANONYMOUS)} |")
    return "\n".join([*lines, "", f"共 {len(rows)} 个地址。", ""])


_INTRODUCTION = (
    "# 访问矩阵",
    "",
    "由程序生成（`zugong matrix`），不要手改。默认不开放：一个页面没有写明谁能打开，谁都打不开，本页也生成不了。",
    "每一格都由 `tests/www/test_access_matrix.py` 用真实的账号、真实的组织树、真实的对象请求过。",
    "",
    "- ● 开放。　○ 不开放（登录的人看到“不对您的岗位开放”，没登录的人到登录页；都留痕）。",
    "- ◐ 只对所授组织及其下级开放：本级 ●、下级 ●、同级 ○、上级 ○；管辖之外的对象与不存在的对象回答相同（没有找到）。",
    "- ◑ 只对本人办的开放；需要审签的，还对管辖内有权审签的岗位开放。别人办的与不存在的回答相同。",
    "- 三员（系统、安全、审计管理员）互斥，不担任业务岗位，看不到干部数据。",
    "",
)


def _cell(row: Endpoint, holder: str) -> str:
    if not row.opens(holder):
        return "○"
    if row.reach is Reach.HANDLERS and holder in Role.values:
        return "◑"
    shown = {position for position in Position if row.shows(holder, position)}
    return {0: "○", len(WITHIN): "◐", len(Position): "●"}[len(shown)]


def _walk(resolver: Any, prefix: str, space: str) -> Iterator[tuple[str, str, tuple[str, ...], Callable[..., Any]]]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            arguments = tuple(get_arguments(pattern))
            yield f"{space}{entry.name}", pattern, arguments, entry.callback
        else:
            yield from _walk(entry, pattern, f"{space}{entry.namespace}:" if entry.namespace else space)


def get_arguments(pattern: str) -> list[str]:
    """The names between angle brackets: `people/<str:code>/` -> code."""
    return [part.split(">")[0].split(":")[-1] for part in pattern.split("<")[1:]]


def _access(view: Any) -> Access | None:
    return getattr(view, "access", None)


def _endpoint(name: str, pattern: str, arguments: tuple[str, ...], view: Any) -> Endpoint:
    return Endpoint(name, pattern, _words(view.__doc__ or "") or WORDS.get(name, name), view.access, arguments)


def _words(text: str) -> str:
    """What the page is, from the first line of its docstring: `导入导出: every table …` -> 导入导出."""
    words = re.match(r"[\u4e00-\u9fff0-9A-Z、，（）“”]+(：[\u4e00-\u9fff、，]+)?", text.strip())
    return words.group() if words and re.search(r"[\u4e00-\u9fff]", words.group()) else ""
