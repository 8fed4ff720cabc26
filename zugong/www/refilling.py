"""Puts kept fields back into the form of a page, whatever page it is."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from zugong.www.keeping import KeptForm


_LEFT_ALONE = {"password", "file", "submit", "button", "image", "reset"}


class Refiller(HTMLParser):
    """Copies a page and fills the controls of the form that goes where the kept one was going."""

    def __init__(self, kept: KeptForm) -> None:
        super().__init__(convert_charrefs=False)
        self.kept = kept
        self.left = {name: list(values) for name, values in kept.fields.items()}
        self._copy: list[str] = []
        self._inside = False
        self._select = ""
        self._writing = False  # inside a text area whose old text is left out

    def fill(self, page: str) -> str:
        """The page with the fields in it; what found no place stays in `left`."""
        self.feed(page)
        self.close()
        return "".join(self._copy)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raw, values = self.get_starttag_text() or "", {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = self._is_ours(values)
        elif self._inside and tag in {"input", "select", "option", "textarea"}:
            raw = self._filled(tag, values, raw)
        self._copy.append(raw)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._writing = False
        self._copy.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._writing:
            self._copy.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._copy.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._copy.append(f"<!{decl}>")

    def _is_ours(self, values: dict[str, str]) -> bool:
        goes_to = urlsplit(urljoin(self.kept.page, values.get("action", ""))).path
        return values.get("method", "").lower() == "post" and goes_to == urlsplit(self.kept.action).path

    def _filled(self, tag: str, values: dict[str, str], raw: str) -> str:
        name, kind = values.get("name", ""), values.get("type", "text").lower()
        if tag == "select":
            self._select = name
            return raw
        if tag == "option":
            return self._chosen("selected", self._select, tag, values, raw)
        if kind in _LEFT_ALONE or not name:
            return raw
        if kind in {"checkbox", "radio"}:
            return self._chosen("checked", name, tag, values, raw)
        return self._written(name, tag, values, raw)

    def _chosen(self, mark: str, name: str, tag: str, values: dict[str, str], raw: str) -> str:
        if name not in self.kept.fields and mark == "selected":
            return raw
        value, wanted = values.get("value", "on"), self.kept.fields.get(name, [])
        values.pop(mark, None)
        if value in wanted:
            values[mark] = mark
            if value in self.left.get(name, []):
                self.left[name].remove(value)
        return _tag(tag, values)

    def _written(self, name: str, tag: str, values: dict[str, str], raw: str) -> str:
        if not self.left.get(name):
            return raw
        value = self.left[name].pop(0)
        if tag == "textarea":
            self._writing = True
            return f"{_tag(tag, values)}\n{escape(value)}"
        return _tag(tag, values | {"value": value})


def refill(page: str, kept: KeptForm) -> tuple[str, dict[str, list[str]]]:
    """The page with its form filled, and the fields that found no place."""
    refiller = Refiller(kept)
    filled = refiller.fill(page)
    return filled, {name: values for name, values in refiller.left.items() if any(values)}


def _tag(tag: str, values: dict[str, str]) -> str:
    written = "".join(f' {name}="{escape(value)}"' for name, value in values.items())
    return f"<{tag}{written}>"
