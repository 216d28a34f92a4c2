"""The built site as its readers use it: search, the theme, the menus of a phone, the keyboard, copying."""

from __future__ import annotations

import re

import pytest
from chromium import PHONE, WIDE

ON_A_PHONE = {"viewport": {"width": PHONE[0], "height": PHONE[1]}}
IN_A_WINDOW = {"viewport": {"width": WIDE[0], "height": WIDE[1]}}
LONG = "reference/api/dataset.html"
UPPER = "tutorial.html"  # in the menu it is to be seen without scrolling


def background(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def is_on_screen(page, selector):
    return page.evaluate(
        """selector => {
            const { left, right, top, bottom, width } = document.querySelector(selector).getBoundingClientRect();
            return width > 0 && left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
        }""",
        selector,
    )


def focused(page):
    return page.evaluate("site.named(document.activeElement)")


def test_search_finds_ballistic_on_pages_that_have_it(opened, site, address):
    page = opened("index.html", **IN_A_WINDOW)
    page.locator("input[name=q]").fill("ballistic")
    page.locator("input[name=q]").press("Enter")
    page.wait_for_url("**/search.html?q=ballistic*")
    page.get_by_text(re.compile(r"Search finished, found \d+ page")).wait_for()
    results = page.locator("ul.search li > a")
    found = {
        link.removeprefix(address).partition("?")[0].partition("#")[0]
        for link in results.evaluate_all("links => links.map(link => link.href)")
    }
    assert len(found) > 1
    assert found <= set(site.pages)
    first = results.first.get_attribute("href")
    for name in found:
        article = re.search(r"<article.*</article>", (site.folder / name).read_text(encoding="utf-8"), re.DOTALL)
        assert "ballistic" in article[0].lower(), name
    results.first.click()
    page.wait_for_url(f"**/{first.partition('?')[0]}*")
    assert "ballistic" in page.locator("article").inner_text().lower()


def test_a_search_that_finds_nothing_says_so(opened):
    page = opened("search.html?q=zzzzzz", **IN_A_WINDOW)
    page.get_by_text("Your search did not match any documents").wait_for()
    assert page.locator("ul.search li").count() == 0


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_switch_of_the_theme_changes_the_background_and_is_remembered(system, opened):
    page = opened("index.html", color_scheme=system, **IN_A_WINDOW)
    other = {"light": "dark", "dark": "light"}[system]
    as_the_system = background(page)
    page.emulate_media(color_scheme=other)
    as_the_other = background(page)
    assert as_the_system != as_the_other, "without a choice, the page follows the system"
    page.emulate_media(color_scheme=system)
    switch = page.locator(".theme-toggle-content .theme-toggle")
    for expected in (as_the_other, as_the_system):
        switch.click()
        assert background(page) == expected
        page.locator(".sidebar-tree a").first.click()
        page.wait_for_load_state()
        assert background(page) == expected, "the choice is kept on the next page"
        page.emulate_media(color_scheme=other)
        assert background(page) == expected, "a choice does not follow the system"
        page.emulate_media(color_scheme=system)
    switch.click()
    page.emulate_media(color_scheme=other)
    assert background(page) == as_the_other, "the third step follows the system again"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("button", "drawer"), [("label.nav-overlay-icon", ".sidebar-drawer"), ("label.toc-header-icon", ".toc-drawer")]
)
def test_a_menu_opens_on_a_phone_can_be_read_and_leads_on(theme, button, drawer, opened):
    page = opened(UPPER, color_scheme=theme, **ON_A_PHONE)
    page.evaluate("site.settled()")
    assert not is_on_screen(page, f"{drawer} a")
    page.locator(button).click()
    page.wait_for_function(f"document.querySelector({drawer!r}).getBoundingClientRect().left >= 0")
    told = page.evaluate("site.contrast([])")
    assert told["bad"] == []
    in_it = [look for look, _ in told["present"] if " fixed > " in look]
    assert in_it
    assert set(in_it) <= set(told["good"]), "axe judged all of it"
    before = page.url
    page.locator(f"{drawer} a:visible").last.click()
    page.wait_for_url(lambda url: url != before)


def test_the_first_stop_of_the_keyboard_in_a_window_skips_to_the_content(opened):
    page = opened(LONG, **IN_A_WINDOW)
    page.keyboard.press("Tab")
    assert "Skip to content" in focused(page)
    page.wait_for_function("document.activeElement.getBoundingClientRect().top >= 0")
    assert page.evaluate("site.contrast([])")["bad"] == []
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null"), focused(page)


def test_every_stop_of_the_keyboard_is_marked(opened):
    page = opened("index.html", **IN_A_WINDOW)
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", focused(page)


@pytest.mark.parametrize("size", [ON_A_PHONE, IN_A_WINDOW], ids=["phone", "window"])
def test_no_stop_of_the_keyboard_is_out_of_sight(size, opened):
    page = opened(LONG, reduced_motion="reduce", **size)
    stops = []
    for _ in range(20):
        page.keyboard.press("Tab")
        stops.append(focused(page))
        page.wait_for_function(
            """() => {
                const { left, right, top, bottom } = document.activeElement.getBoundingClientRect();
                return right > 0 && left < innerWidth && bottom > 0 && top < innerHeight;
            }""",
            timeout=5_000,
        )
    assert len(set(stops)) > 10


@pytest.mark.parametrize(
    ("menu", "drawer", "icon"),
    [("#__navigation", ".sidebar-drawer", ".nav-overlay-icon"), ("#__toc", ".toc-drawer", ".toc-header-icon")],
)
def test_a_menu_is_opened_and_used_by_keyboard_on_a_phone(menu, drawer, icon, opened):
    page = opened(LONG, **ON_A_PHONE)
    for _ in range(2):
        page.keyboard.press("Tab")
        if page.evaluate("menu => document.activeElement.matches(menu)", menu):
            break
    assert page.evaluate("menu => document.activeElement.matches(menu)", menu)
    assert page.evaluate("icon => getComputedStyle(document.querySelector(icon)).outlineStyle", icon) == "solid"
    page.keyboard.press("Space")
    assert page.evaluate("drawer => document.activeElement.closest(drawer) !== null", drawer), (
        "the focus is in the menu"
    )
    page.wait_for_function("document.activeElement.getBoundingClientRect().left >= 0")
    page.keyboard.press("Escape")
    assert page.evaluate("menu => document.activeElement.matches(menu) && !document.activeElement.checked", menu)


def test_a_chapter_of_the_sidebar_is_opened_by_keyboard(opened):
    page = opened("index.html", **IN_A_WINDOW)
    inner = page.locator(".sidebar-tree li.has-children ul a").first
    assert not inner.is_visible()
    page.locator(".sidebar-tree li.has-children > a").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert inner.is_visible()


def test_code_that_is_cut_off_on_a_phone_scrolls_by_keyboard(opened):
    page = opened(LONG, **ON_A_PHONE)
    box = page.locator("article pre[tabindex='0']").first
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    assert page.evaluate("document.documentElement.scrollLeft") == 0


@pytest.mark.parametrize(("name", "prompt"), [("tutorial.html", ">>>"), ("how-to/use-the-command-line.html", "$")])
def test_what_is_copied_from_an_example_has_no_prompt(name, prompt, opened):
    page = opened(name, permissions=["clipboard-read", "clipboard-write"], **IN_A_WINDOW)
    box = page.locator("article pre", has_text=prompt).first
    shown = box.inner_text()
    assert shown.startswith(prompt)
    box.evaluate("box => getSelection().selectAllChildren(box)")
    page.keyboard.press("Control+C")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[0] == shown.splitlines()[0].removeprefix(prompt).strip()
    assert not any(line.startswith(prompt) for line in copied.splitlines())
