"""The checks themselves: pages that are wrong in one way each, on which each check finds that and nothing else."""

from __future__ import annotations

import chromium
import pytest
from chromium import lacking
from local_server import served
from missing_browser import SITE, refusal
from page_findings import IN_FILES, Check, Finding, gathered, nothing, report
from page_visits import visit_all
from site_files import SiteFiles

FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">
<style>body {{ background: #fff; color: #111; margin: 0 }} {style}</style></head>
<body><main><h1 id="top-of-it">A page</h1><p>Some text.</p>{body}</main></body></html>"""

DOT = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"

GOOD = f"""<a href="good.html#top-of-it">itself</a> <a href="?v=1#top-of-it">once more</a>
<a href="folder/">a folder</a> <a href="https://elsewhere.invalid/nothing">another site</a>
<a href="mailto:a@b.invalid">a letter</a>
<img src="{DOT}" alt="A dot">
<pre tabindex="0" style="overflow-x: auto; width: 50px">{"wide " * 99}</pre>"""

# The check that finds it; then what is added to a good page: its body and its style.
WRONG = {
    "no-file": (Check.LINK, '<a href="missing.html">away</a>', ""),
    "no-folder": (Check.LINK, '<a href="missing/">away</a>', ""),
    "no-id": (Check.ANCHOR, '<a href="good.html#nowhere">there</a>', ""),
    "no-id-here": (Check.ANCHOR, '<a href="#nowhere">there</a>', ""),
    "two-headings": (Check.FRAME, "<h1>Another</h1>", ""),
    "said-in-console": (Check.ERROR, "<script>console.error('no')</script>", ""),
    "thrown": (Check.ERROR, "<script>null.field</script>", ""),
    "not-found": (Check.REQUEST, "<script>fetch('missing.json')</script>", ""),
    "outside": (Check.OUTSIDE, "<script>fetch('http://outside.invalid/').catch(() => {})</script>", ""),
    "wide-box": (Check.WIDTH, '<div style="width: 600px">wide</div>', ""),
    "wide-word": (Check.WIDTH, f"<p>{'wide' * 99}</p>", "p { overflow-x: visible }"),
    "wide-in-the-main-box": (
        Check.WIDTH,
        '<a href="good.html">a link</a><table><td style="min-width: 500px">wide</table>',
        "main { overflow-x: auto }",
    ),
    "wide-heading": (Check.WIDTH, "", "h1 { width: 500px }"),
    "broken-picture": (Check.PICTURE, '<img src="data:image/png;base64,AAAA" alt="A picture">', ""),
    "silent-picture": (Check.PICTURE, f'<img src="{DOT}" alt="">', ""),
    "pale": (Check.CONTRAST, '<p class="it">pale</p>', ".it { color: #999 }"),
    "pale-again": (Check.CONTRAST, '<p>dark</p><p class="it">as pale as the other</p>', ".it { color: #999 }"),
    "pale-below-others": (Check.CONTRAST, "<p>dark</p>" * 99 + '<p class="it">pale</p>', ".it { color: #888 }"),
    "pale-as-a-whole": (Check.CONTRAST, '<p class="it">pale</p>', ".it { opacity: 0.3 }"),
    "pale-in-the-dark": (
        Check.CONTRAST,
        '<p class="it">pale</p>',
        "@media (prefers-color-scheme: dark) { .it { color: #a00; background: #111 } }",
    ),
    "pale-on-a-phone": (Check.CONTRAST, '<p class="it">pale</p>', "@media (max-width: 400px) { .it { color: #bbb } }"),
    "over-a-picture": (Check.CONTRAST, "<p>a text</p>", "p { background: linear-gradient(#111, #eee) }"),
    "unlabelled": (Check.RULE, '<input type="text">', ""),
    "unreachable": (Check.RULE, f'<pre class="it">{"wide " * 20}</pre>', ".it { overflow-x: auto }"),
}


@pytest.fixture(scope="module")
def wrong_site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wrong")
    (folder / "folder").mkdir()
    (folder / "folder" / "index.html").write_text(FRAME.format(body="", style=""), encoding="utf-8")
    (folder / "good.html").write_text(FRAME.format(body=GOOD, style=""), encoding="utf-8")
    for name, (_, body, style) in WRONG.items():
        (folder / f"{name}.html").write_text(FRAME.format(body=body, style=style), encoding="utf-8")
    return SiteFiles(folder)


@pytest.fixture(scope="module")
def found_by_browser(wrong_site, needs_browser):
    with served(wrong_site.folder) as address:
        return visit_all(address, wrong_site.pages)


def finders(found, page):
    return {check for check, findings in found.items() for finding in findings if finding.page == page}


@pytest.mark.parametrize("name", [name for name, (check, *_) in WRONG.items() if check in IN_FILES])
def test_what_is_wrong_in_a_file_is_found_without_a_browser(name, wrong_site):
    assert finders(wrong_site.found, f"{name}.html") == {WRONG[name][0]}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_found_by_its_check_alone(name, wrong_site, found_by_browser):
    together = gathered([wrong_site.found, found_by_browser])
    assert finders(together, f"{name}.html") == {WRONG[name][0]}, together


@pytest.mark.parametrize("name", ["good.html", "folder/index.html"])
def test_a_good_page_is_not_found_fault_with(name, wrong_site, found_by_browser):
    assert not finders(gathered([wrong_site.found, found_by_browser]), name)


@pytest.mark.parametrize(
    ("check", "line"),
    [
        (Check.LINK, 'no-file.html | link | a "missing.html"'),
        (Check.WIDTH, 'wide-box.html | width | body > main > div "wide" | html is 600 px wide in 375 px'),
        (Check.OUTSIDE, "outside.html | request | http://outside.invalid/"),
        (Check.CONTRAST, 'pale.html | color-contrast, dark | body > main > p.it "pale" | Element has insufficient'),
        (Check.CONTRAST, 'over-a-picture.html | color-contrast, light | body > main > p "Some text." | cannot be'),
        (Check.RULE, "unlabelled.html | label | body > main > input | "),
    ],
)
def test_a_report_names_page_rule_and_element(check, line, wrong_site, found_by_browser):
    assert f"\n{line}" in report(check, gathered([wrong_site.found, found_by_browser])[check])


def test_a_text_that_is_pale_in_one_theme_is_reported_in_that_one(found_by_browser):
    rules = {finding.rule for finding in found_by_browser[Check.CONTRAST] if finding.page == "pale-in-the-dark.html"}
    assert rules == {"color-contrast, dark"}


def test_a_pale_look_is_reported_on_every_page_that_has_it(wrong_site, found_by_browser):
    both = {"pale.html", "pale-again.html"}
    for theme in ("light", "dark"):
        rule = f"color-contrast, {theme}"
        assert both <= {finding.page for finding in found_by_browser[Check.CONTRAST] if finding.rule == rule}


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<html lang='en'><h1>A</h1>", "title"),
        ("<html lang='en'><title> </title><h1>A</h1>", "title"),
        ("<html lang='en'><svg><title>A drawing</title></svg><h1>A</h1>", "title"),
        ("<html><title>A</title><h1>A</h1>", "language"),
        ("<html lang='en'><title>A</title>", "heading"),
    ],
)
def test_a_page_without_a_frame_is_found(html, rule, tmp_path):
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    assert [finding.rule for finding in SiteFiles(tmp_path).found[Check.FRAME]] == [rule]


def test_a_report_counts_what_is_found_twice_once():
    twice = [Finding("a.html", "link", "a"), Finding("a.html", "link", "a")]
    assert report(Check.LINK, twice).splitlines() == [f"1 times {Check.LINK.value}:", "a.html | link | a"]


def test_every_check_has_a_page_on_which_it_fails():
    assert {check for check, *_ in WRONG.values()} == set(nothing()) == set(Check)


@pytest.mark.parametrize(
    ("environment", "outcome"),
    [
        ({}, pytest.skip.Exception),
        ({"CI": "true"}, pytest.skip.Exception),
        ({SITE: "docs/_build/html"}, pytest.skip.Exception),
        ({"CI": "true", SITE: "docs/_build/html"}, pytest.fail.Exception),
    ],
)
def test_only_ci_that_names_a_site_fails_without_a_browser(environment, outcome):
    with pytest.raises(outcome, match="no browser"):
        refusal(environment)("no browser")


def test_what_is_lacking_is_named(monkeypatch):
    monkeypatch.setattr(chromium.shutil, "which", lambda name: None)
    monkeypatch.setattr(chromium, "find_spec", lambda name: None)
    assert lacking() == "playwright, axe-playwright-python, chromium (of the system: Debian's package chromium)"
