"""What notebooks show: all of it text, within bounds, and a table that a screen reader can read."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from example_counts import few
from hypothesis import given
from hypothesis import strategies as st

import axis_tracker as axt
from axis_tracker.reports.html_tables import CELL, ROWS, facts, table
from axis_tracker.testing import datasets

ALLOWED = {
    "div": {"role", "aria-label", "tabindex", "style"},
    "table": {"style"},
    "caption": {"style"},
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": {"scope", "style"},
    "td": {"style"},
    "span": {"style"},
    "p": set(),
}
STYLE = re.compile(r"(?:[a-z-]+: [a-z0-9. ]+%?(?:rgba\(128, 128, 128, 0\.5\))?(?:; |$))+")
"""Words, lengths and one grey: nothing that loads anything."""

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<a href='javascript:alert(1)'>read</a>",
    "</td></table><iframe src=//evil>",
    "<!-- <b> -->&lt;b&gt;",
    "]]><svg/onload=alert(1)>",
)


class Reader(HTMLParser):
    """Reads what a browser would: the tags in it, whether they are closed, the text of the cells."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.rows = self.headings = 0
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert tag in ALLOWED
        assert {name for name, _ in attrs} <= ALLOWED[tag]
        given = dict(attrs)
        assert STYLE.fullmatch(given.get("style", "margin: 0"))
        assert given.get("scope", "row") in {"row", "col"}
        assert given.get("role", "region") == "region"
        assert given.get("tabindex", "0") == "0"
        self.open.append(tag)
        self.rows += tag == "tr"
        self.headings += tag == "th"
        self.texts.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts[-1:] = ["".join([*self.texts[-1:], data])]

    def handle_comment(self, data):
        pytest.fail(f"a comment: {data}")

    def handle_decl(self, decl):
        pytest.fail(f"a declaration: {decl}")

    def unknown_decl(self, data):
        pytest.fail(f"a declaration: {data}")

    def handle_pi(self, data):
        pytest.fail(f"an instruction: {data}")


def shown(ds):
    """Everything of a dataset that a notebook shows."""
    yield from (ds, ds.actors, ds.places, ds.items, ds.documents, ds.events, ds.claims, ds.transfers, ds.claims[:0])
    yield from (*ds.events[:2], *ds.claims[:2], *ds.actors[:1], *ds.documents[:1])
    estimates = ds.estimates()
    yield estimates
    yield from (estimates.estimate(row) for row in estimates[:1])
    yield from ds.disputes()[:2]
    yield ds.timeline()
    if len(ds.actors) > 1:
        yield ds.ledger(ds.actors[0], ds.actors[1])


@few
@given(datasets())
def test_whatever_a_dataset_holds_is_shown_as_text_and_within_bounds(ds):
    for one in shown(ds):
        html = one._repr_html_()
        read = Reader(html)
        assert read.rows <= 3 * (2 * ROWS + 1)
        assert read.headings > 0 or "</caption>" in html


@given(st.text(), st.sampled_from(HOSTILE), st.text())
def test_a_cell_is_nothing_but_its_text(before, hostile, after):
    text = f"{before}{hostile}{after}".replace("\r", "").replace("\0", "")
    read = Reader(table(text, [text], [(text, [text])], 1, text))
    assert "".join(read.texts).count(hostile) >= (4 if len(text) <= CELL else 0)
    Reader(facts(text, [(text, text)]))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_record_runs_nothing(hostile):
    figure = {"quantity": "5 shells", "phase": "delivered"}
    ds = axt.Dataset(
        [
            axt.Actor(id="kp", name=hostile, kind="state", note=hostile),
            axt.Actor(id="ru", name="Russia", kind="state"),
            axt.Item(id="shells", name=f"shells {hostile}"),
            axt.ArmsTransfer(id="e", name=hostile, supplier="kp", recipient="ru", item="shells", when="2024"),
            axt.Claim(id="a", event="e", claimants=["kp"], summary=hostile, made="2024", measure=figure),
            axt.Claim(
                id="b", event="e", claimants=["ru"], summary=hostile, made="2024", stance="denies", answers=["a"]
            ),
        ]
    )
    objects = [*shown(ds)]
    assert {type(one).__name__ for one in objects} >= {"Dispute", "Estimate", "Ledger", "Timeline", "Claim"}
    told = [hostile in "".join(Reader(one._repr_html_()).texts) for one in objects]
    assert sum(told) >= 10


def test_of_many_rows_the_first_are_shown_and_the_rest_counted():
    ds = axt.load()
    html = ds.claims._repr_html_()
    assert Reader(html).rows == ROWS + 1
    assert f"and {len(ds.claims) - ROWS} more claims" in html


def test_a_long_text_is_cut_and_says_so():
    html = table("Long", ["text"], [("x" * (CELL + 1),)], 1, "rows")
    assert "x" * (CELL - 1) + "…" in html
    assert "x" * CELL not in html


def test_a_table_has_a_caption_and_every_row_and_column_its_heading():
    for one in (axt.load().claims, axt.load().estimates(), axt.load().timeline()):
        html = one._repr_html_()
        assert "<table" in html.partition("<caption")[0]
        assert html.count('<th scope="row"') == html.count("<tr>") - 1
        assert '<th scope="col"' in html


def test_a_wide_table_scrolls_in_a_box_of_its_own_that_has_a_name_and_that_the_keyboard_reaches():
    for one in (axt.load(), axt.load().claims, axt.load().claims[0]):
        opening = one._repr_html_().partition("<table")[0]
        assert 'role="region"' in opening
        assert 'tabindex="0"' in opening
        assert re.search(r'aria-label="[^"]{5,}"', opening)
        assert "overflow-x: auto" in opening


def test_a_day_stays_in_one_piece_and_names_with_commas_stay_apart():
    html = table("Said", ["when", "by"], [("2024-04 to 2024-06-30", ["reports, cited in 2024-25", "Seoul"])], 1, "rows")
    for day in ("2024-04", "2024-06-30"):
        assert f'nowrap">{day}</span>' in html
    assert "reports, cited in 2024-25; Seoul" in "".join(Reader(html).texts)


def test_an_estimate_shows_what_each_claim_does_in_it():
    html = axt.load().estimate(event="kp-ru-artillery-ammunition")._repr_html_()
    for part in ("gives the minimum", "not used: counts shells, not rounds", "possibly denies it"):
        assert part in html
    assert "<p>Also: at least 4.5 million and fewer than 5.5 million shells" in html


def test_the_hedges_and_dates_of_a_ledger_are_shown_in_full():
    ledger = axt.load().ledger("kp", "ru")
    text = "".join(Reader(ledger._repr_html_()).texts)
    for row in (*ledger.given[:ROWS], *ledger.returned[:ROWS]):
        for figure in row.figures:
            assert all(source in text for source in figure.sources[:5])
        assert all(one in text for one in row.opposition)


def test_estimates_say_how_each_figure_is_read():
    says = {"event": "e", "claimants": ["kp"], "made": "2024-05-01", "summary": "A figure."}
    ds = axt.Dataset(
        [
            axt.Actor(id="kp", name="North Korea", kind="state"),
            axt.Activity(id="e", name="Launches", activity="operation"),
            axt.Claim(id="a", measure={"quantity": "12 tests", "reading": "rate", "per": "year"}, **says),
            axt.Claim(id="b", measure={"quantity": "20 tests"}, modality="planned", when="2024-06", **says),
        ]
    )
    text = "".join(Reader(ds.estimates()._repr_html_()).texts)
    assert "rate, per year" in text
    assert "total, planned" in text


def test_who_asks_for_html_loads_no_extra_and_who_does_not_loads_no_html():
    import subprocess
    import sys

    code = (
        "import sys, axis_tracker as axt; ds = axt.load(); ds.claims\n"
        "before = [name for name in sys.modules if name.startswith('axis_tracker.reports')]\n"
        "ds.claims._repr_html_(); print(before, 'altair' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "False"]


def test_a_ledger_has_columns_of_the_same_widths_and_indents_what_is_narrower():
    html = axt.load().ledger("kp", "ru")._repr_html_()
    ways = [one for one in html.split("<table ")[1:] if "who denies or doubts it" in one]
    assert [re.findall(r"0\.5\); width: (\d+)%", way) for way in ways] == [["16", "32", "26", "26"]] * 2
    depths = {label: depth for depth, label in re.findall(r'padding-left: (\d)em">([^<]*)</th>', html)}
    assert [depths[name] for name in ("arms and military equipment", "missiles", "ballistic missiles")] == [*"012"]
    assert "- missiles" not in html
