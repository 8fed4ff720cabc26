"""Filling any form of any page: every kind of control, and nothing else touched."""

from __future__ import annotations

from html.parser import HTMLParser

from django import forms
from hypothesis import given
from hypothesis import strategies as st

from zugong.www.keeping import KeptForm
from zugong.www.refilling import refill


PAGE = """<!doctype html>
<html><head><script>if (a && b < c) x("</div>");</script></head><body><!-- & note -->
<form method="get" action="/things/new/"><input name="name" value="query"></form>
<form method="post" action="/other/"><input name="name" value="other"></form>
<form method="post">%s</form><p>&nbsp;A&#32;&amp; B</p></body></html>"""


class Everything(forms.Form):
    name = forms.CharField()
    note = forms.CharField(widget=forms.Textarea)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=[("", "请选择"), ("a", "甲"), ("b", "乙")])
    kinds = forms.MultipleChoiceField(choices=[("a", "甲"), ("b", "乙"), ("c", "丙")])
    one = forms.ChoiceField(choices=[("a", "甲"), ("b", "乙")], widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(choices=[("a", "甲"), ("b", "乙")], widget=forms.CheckboxSelectMultiple)
    yes = forms.BooleanField(initial=True)
    secret = forms.CharField(widget=forms.PasswordInput)
    file = forms.FileField()


def kept(**fields: list[str]) -> KeptForm:
    return KeptForm("/things/new/", "/things/new/", None, fields)


def test_a_page_is_copied_to_the_letter_where_nothing_is_to_be_filled() -> None:
    page = PAGE % Everything(initial={"kind": "a", "note": "x < y"}).as_div()
    filled, left = refill(page, KeptForm("/elsewhere/", "/things/new/", None, {"name": ["x"]}))
    assert filled == page
    assert left == {"name": ["x"]}


def test_every_control_is_as_it_was() -> None:
    fields = {
        "name": ['"周明远" & <b>'],
        "note": ["第一行\n<第二行> & 完"],
        "seen": ["7"],
        "kind": ["b"],
        "kinds": ["a", "c"],
        "one": ["b"],
        "many": ["b"],
        "secret": ["hidden-word"],
    }
    page = PAGE % Everything(initial={"name": "旧", "note": "旧", "seen": 3, "kind": "a", "one": "a"}).as_div()
    filled, left = refill(page, kept(**fields))
    assert _posted(filled) == {name: values for name, values in fields.items() if name != "secret"}
    assert left == {"secret": ["hidden-word"]}
    assert "hidden-word" not in filled
    assert 'name="name" value="query"' in filled
    assert 'name="name" value="other"' in filled
    assert 'if (a && b < c) x("</div>");' in filled


def test_several_fields_of_one_name_are_filled_in_their_order() -> None:
    page = PAGE % '<input name="row" value=""><input name="row" value=""><input name="row" value="">'
    filled, left = refill(page, kept(row=["1", "2", "3", "4"]))
    assert _posted(filled) == {"row": ["1", "2", "3"]}
    assert left == {"row": ["4"]}


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])), min_size=1, max_size=4))
def test_any_text_survives(texts: list[str]) -> None:
    page = PAGE % "".join('<textarea name="t">old</textarea><input name="i" value="old">' for _ in texts)
    filled, _ = refill(page, kept(t=texts, i=texts))
    assert _posted(filled) == {"t": texts, "i": texts}


class _Browser(HTMLParser):
    """What a browser would post from the form to /things/new/: written apart from the code under test."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: dict[str, list[str]] = {}
        self.ours, self.select, self.area = False, "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.ours = found.get("method") == "post" and "action" not in found
        if not self.ours:
            return
        kind = found.get("type", "text")
        if tag == "select":
            self.select = found["name"]
        elif tag == "textarea":
            self.area = found["name"]
            self.fields.setdefault(self.area, []).append("")
        elif tag == "option" and "selected" in found:
            self.fields.setdefault(self.select, []).append(found["value"])
        elif tag == "input" and kind in {"checkbox", "radio"} and "checked" in found:
            self.fields.setdefault(found["name"], []).append(found.get("value", "on"))
        elif tag == "input" and kind in {"text", "hidden", "number"}:
            self.fields.setdefault(found["name"], []).append(found.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            if self.area and self.fields[self.area][-1].startswith("\n"):  # a browser drops the first line break
                self.fields[self.area][-1] = self.fields[self.area][-1][1:]
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area][-1] += data


def _posted(page: str) -> dict[str, list[str]]:
    browser = _Browser()
    browser.feed(page)
    browser.close()
    return browser.fields
