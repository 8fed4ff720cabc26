"""Short walks of a person: with the keyboard alone, without scripts, into a refusal, across the strip of pages."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.conftest import PASSWORD, SignIn
from tests.e2e.watching import Watch


SHOWN = """() => {
  const here = document.activeElement;
  return here === document.body || here.matches('.zg-skip') || getComputedStyle(here).boxShadow !== 'none';
}"""


def test_the_skip_link_comes_first_and_leads_to_the_text(signed_in_as: SignIn) -> None:
    page = signed_in_as("organization").new_page()
    page.goto("/organizations/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "zg-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_slash_finds_and_enter_opens(signed_in_as: SignIn) -> None:
    page = signed_in_as("organization").new_page()
    page.goto("/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("教育局")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert "教育局" in page.inner_text("main")


def test_escape_closes_the_choice_of_columns_and_focus_returns(signed_in_as: SignIn) -> None:
    page = signed_in_as("organization").new_page()
    page.goto("/organizations/")
    drop = page.locator("details.zg-drop")
    summary = drop.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert drop.get_attribute("open") is not None
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert drop.get_attribute("open") is None
    assert summary.evaluate("element => element === document.activeElement")


def test_every_stop_of_the_keyboard_shows_where_it_is(signed_in_as: SignIn) -> None:
    page = signed_in_as("organization").new_page()
    page.goto("/")
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(SHOWN), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_opened_pages_stay_until_closed(signed_in_as: SignIn) -> None:
    page = signed_in_as().new_page()  # a session of its own, with nothing opened yet
    _sign_in(page, "cadre", "/")
    page.goto("/people/")
    page.goto("/rulebook/")
    tabs = page.locator(".zg-tabs li")
    assert {"工作台", "人员"} <= {title.split("\n")[0] for title in tabs.all_inner_texts()}
    before = tabs.count()
    page.click(".zg-tabs li.is-here button")
    page.wait_for_url("**/")
    expect(page.locator(".zg-tabs li")).to_have_count(before - 1)


def test_a_phone_shows_what_to_do_first_and_folds_the_query(signed_in_as: SignIn) -> None:
    page = signed_in_as("organization", width=390, height=844).new_page()
    page.goto("/")
    todos, strip = page.locator("#h-todo").bounding_box(), page.locator(".zg-loop").bounding_box()
    assert todos
    assert strip
    assert todos["y"] < strip["y"]
    page.goto("/people/")
    field = page.locator("form.zg-query [name]:visible")
    expect(field).to_have_count(0)
    page.click(".zg-fold > summary")
    assert field.count()


def test_a_refusal_is_a_page_with_a_way_on(signed_in_as: SignIn, watch: Watch) -> None:
    watch.expected |= {403, 404}
    page = signed_in_as("person").new_page()
    page.goto("/organizations/")
    assert "不对您的岗位开放" in page.inner_text("h1")
    page.goto("/nowhere/")
    assert "没有找到" in page.inner_text("h1")
    assert page.locator("main code").inner_text()
    page.click("main a.btn")
    assert page.locator("h1").inner_text()


def test_without_scripts_an_officer_signs_in_edits_and_saves(signed_in_as: SignIn) -> None:
    page = signed_in_as("", java_script_enabled=False).new_page()
    page.goto("/organizations/")
    assert "/signin/" in page.url
    _sign_in(page, "organization")
    assert page.url.endswith("/organizations/")
    page.click("table.zg-table tbody th a >> nth=0")
    page.click("main a[href$='/edit/'] >> nth=0")
    page.fill("input[name=short_name]", "示例简称")
    _save(page)
    assert "示例简称" in page.inner_text("main")
    assert "示例简称" in page.title() or page.locator("h1").is_visible()
    page.click("header button:has-text('退出')")
    page.goto("/organizations/")
    assert "/signin/" in page.url


def test_without_scripts_what_is_wrong_is_told_and_the_rest_kept(signed_in_as: SignIn, watch: Watch) -> None:
    watch.expected.add(422)
    page = signed_in_as("organization", java_script_enabled=False).new_page()
    page.goto("/organizations/")
    page.click("table.zg-table tbody th a >> nth=0")
    page.click("main a[href$='/edit/'] >> nth=0")
    page.fill("input[name=short_name]", "保留的简称")
    page.fill("input[name=code]", "c00017")  # which is another's
    _save(page)
    assert page.locator(".zg-errors").is_visible()
    assert page.input_value("input[name=short_name]") == "保留的简称"


def _sign_in(page: Page, username: str, address: str = "") -> None:
    if address:
        page.goto(address)
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")


def _save(page: Page) -> None:
    page.click("main form[method=post] button.btn-primary")
