"""What a template may say: the name of a value, a loop over a list, a condition; by its grammar, nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from jinja2 import Environment, TemplateSyntaxError, nodes

from zugong.formats.documents.packages import TemplateProblem


MAX_DEPTH = 3
"""Loops within loops."""
LOOP = ("index", "index0", "first", "last", "length")
"""What a loop tells of itself."""
_TAGS = re.compile(r"<[^>]*>")
_WAY = "只能写 {{ 名称 }}、{% for 项 in 列表 %}、{% if 名称 %}"


def expression_problems(source: str, where: str, allowed: Collection[str]) -> list[TemplateProblem]:
    """Faults of one part. `allowed`: paths such as `姓名`, `家庭[].称谓` (a field of each item of a list)."""
    try:
        tree = Environment(autoescape=True).parse(source)
    except TemplateSyntaxError as error:
        lines = source.split("\n")
        found = _TAGS.sub("", lines[min(error.lineno, len(lines)) - 1])[:60].strip()
        return [TemplateProblem(where, found, "占位符没有写完整，或写法不对", _WAY)]
    except RecursionError:
        return [TemplateProblem(where, "", "占位符套得太深", _WAY)]
    return list(dict.fromkeys(_Walk(where, allowed).body(tree.body, {}, 0)))


class _Walk:
    def __init__(self, where: str, allowed: Collection[str]) -> None:
        self._where = where
        self._known = {path[:end] for path in allowed for end in _ends(path)}
        self._plain = {path for path in self._known if not self._known & {f"{path}[]", *_fields(path, self._known)}}

    def body(self, body: list[nodes.Node], names: dict[str, str], depth: int) -> Iterator[TemplateProblem]:
        for node in body:
            if isinstance(node, nodes.Output):
                for value in node.nodes:
                    if not isinstance(value, nodes.TemplateData):
                        yield from self._value(value, names, self._plain)
            elif isinstance(node, nodes.For):
                yield from self._loop(node, names, depth)
            elif isinstance(node, nodes.If):
                yield from self._condition(node.test, names)
                for branch in (node.body, node.elif_, node.else_):
                    yield from self.body(list(branch), names, depth)
            else:
                yield self._refused(type(node).__name__)

    def _loop(self, node: nodes.For, names: dict[str, str], depth: int) -> Iterator[TemplateProblem]:
        if not isinstance(node.target, nodes.Name) or node.test or node.recursive or node.target.name.startswith("_"):
            yield self._refused("for")
            return
        if depth >= MAX_DEPTH:
            yield TemplateProblem(self._where, node.target.name, f"循环套了 {depth + 1} 层", f"最多 {MAX_DEPTH} 层")
            return
        yield from self._value(
            node.iter, names, {path.removesuffix("[]") for path in self._known if path.endswith("[]")}
        )
        inner = {**names, node.target.name: f"{_path(node.iter, names)}[]", "loop": "loop"}
        yield from self.body(node.body, inner, depth + 1)
        yield from self.body(node.else_, names, depth)

    def _condition(self, test: nodes.Node, names: dict[str, str]) -> Iterator[TemplateProblem]:
        if isinstance(test, nodes.Not):
            yield from self._condition(test.node, names)
        elif isinstance(test, nodes.And | nodes.Or):
            yield from self._condition(test.left, names)
            yield from self._condition(test.right, names)
        elif isinstance(test, nodes.Compare):
            yield from self._condition(test.expr, names)
            for operand in test.ops:
                yield from self._condition(operand.expr, names)
        elif not (isinstance(test, nodes.Const) and isinstance(test.value, str | int | bool)):
            yield from self._value(test, names, self._known)

    def _value(self, node: nodes.Node, names: dict[str, str], fit: Collection[str]) -> Iterator[TemplateProblem]:
        path = _path(node, names)
        if path is None:
            yield self._refused(_words(node))
        elif path.startswith("loop.") and names.get("loop") == "loop":
            if path.removeprefix("loop.") not in LOOP:
                yield self._refused(path)
        elif path not in self._known:
            shown = _words(node)
            yield TemplateProblem(self._where, shown, f"没有名为“{shown}”的内容", "请对照本模板的占位符清单改正")
        elif path not in fit:
            shown = _words(node)
            kind = "不是列表，不能逐项填写" if path in self._plain else "不是一段文字，不能直接填写"
            yield TemplateProblem(self._where, shown, f"“{shown}”{kind}", "列表请用 {% for 项 in 列表 %} 逐项填写")

    def _refused(self, found: str) -> TemplateProblem:
        return TemplateProblem(self._where, found, "不能在模板里写程序", _WAY)


def _ends(path: str) -> Iterator[int]:
    """Where each leading part of `家庭[].称谓` ends: the list, its item and the field are all allowed."""
    yield len(path)
    for found in re.finditer(r"\[\]|\.", path):
        yield found.start()
        yield found.end() if found.group() == "[]" else found.start()


def _fields(path: str, known: Collection[str]) -> Iterator[str]:
    return (other for other in known if other.startswith(f"{path}."))


def _path(node: nodes.Node, names: dict[str, str]) -> str | None:
    if isinstance(node, nodes.Name):
        return names.get(node.name, node.name) if not node.name.startswith("_") else None
    if isinstance(node, nodes.Getattr) and not node.attr.startswith("_"):
        owner = _path(node.node, names)
        return None if owner is None else f"{owner}.{node.attr}"
    return None


def _words(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_words(node.node)}.{node.attr}"
    inner = next(iter(node.iter_child_nodes()), None)
    return f"{_words(inner)}…" if inner is not None else type(node).__name__
