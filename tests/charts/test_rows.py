"""What the charts show, before it is drawn: nothing is lost on the way to the page, and nothing added."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import pytest
from example_counts import few
from hypothesis import given
from hypothesis import strategies as st

import axis_tracker as axt
from axis_tracker.charts.contested_rows import contested_rows, spread
from axis_tracker.charts.coverage_drawing import coverage_rows
from axis_tracker.charts.ledger_drawing import ledger_rows
from axis_tracker.charts.timeline_drawing import LANES, timeline_rows
from axis_tracker.testing import datasets

NAMED = Path(__file__).parents[1] / "named_cases"


@pytest.fixture(scope="module")
def named():
    return axt.read(NAMED)


def estimates_of(ds):
    """A few of the figures, for each takes its time."""
    found = ds.estimates()
    return [found.estimate(row) for row in found[:2]]


# Contested figures


@few
@given(datasets(min_claims=2))
def test_every_claim_on_the_matter_is_shown_once_as_what_it_is(ds):
    for estimate in estimates_of(ds):
        rows = contested_rows(estimate)
        denied = {claim.id for claim in estimate.denials}
        shown = [(key, row.reason) for row in rows.claims for key in row.claims]
        expected = {(claim.id, None) for claim in estimate.supporting}
        expected |= {
            (one.claim.id, one.reason) for one in estimate.set_aside if one.claim.stance is not axt.Stance.DENIES
        }
        assert set(shown) == expected
        assert len(shown) == len(expected)
        assert {row.claim for row in rows.denials} == denied
        assert [row.number for row in (*rows.claims, *rows.denials)] == [*range(1, len(rows.claims) + len(denied) + 1)]


@few
@given(datasets(min_claims=2))
def test_what_is_drawn_lies_on_the_days_and_between_the_ends_that_are_shown(ds):
    for estimate in estimates_of(ds):
        rows = contested_rows(estimate)
        for row in (*rows.claims, *rows.denials):
            if row.first is not None:
                assert rows.first <= row.first <= row.last <= rows.last
        days = [day for step in rows.steps for day in (step.first, step.last)]
        assert days == sorted(days)
        assert all(rows.first <= day <= rows.last for day in days)


def test_the_containers_stand_in_the_order_in_which_they_were_counted(named):
    rows = contested_rows(named.estimate(event="kp-ru-containers", phase="sent"))
    assert [(row.said, row.low, row.high) for row in rows.claims[:5]] == [
        ("2023-11", 1800, 2200),
        ("2023-12", 4500, 5500),
        ("2024-02", 6650, 6750),
        ("2024-06", 10000, None),
        ("2024-08", 13000, None),
    ]
    assert rows.claims[3].includes_low
    assert not rows.claims[4].includes_low


def test_a_bound_that_all_claims_give_reaches_to_where_it_changes(named):
    rows = contested_rows(named.estimate(event="kp-ru-containers", phase="sent"))
    (step,) = (step for step in rows.steps if step.low == 10000)
    assert (step.first, step.last) == (date(2024, 6, 30), date(2024, 8, 30))


def test_what_counts_in_another_unit_is_listed_but_has_no_place_on_the_scale():
    rows = contested_rows(axt.load().estimate(event="kp-ru-artillery-ammunition", unit="shells"))
    others = [row for row in rows.claims if row.reason is axt.SetAsideReason.UNIT]
    assert others
    assert not any(row.is_drawn for row in others)
    assert all("not drawn" in row.text for row in others)


def test_reports_of_one_utterance_with_one_figure_are_one_bar():
    said = {"event": "shells", "claimants": ["kr"], "summary": "A figure.", "made": "2024-06"}
    figure = {"quantity": "more than 5 shells", "phase": "delivered"}
    ds = axt.Dataset(
        [
            axt.Actor(id="kp", name="North Korea", kind="state"),
            axt.Actor(id="ru", name="Russia", kind="state"),
            axt.Actor(id="kr", name="South Korea", kind="state"),
            axt.Item(id="shells", name="shells"),
            axt.ArmsTransfer(id="shells", name="Shells", supplier="kp", recipient="ru", item="shells"),
            axt.Claim(id="a", origin="said", measure=figure, **said),
            axt.Claim(id="b", origin="said", measure=figure, **said),
            axt.Claim(id="c", measure=figure, **said),
        ]
    )
    rows = contested_rows(ds.estimate(event="shells"))
    assert [row.claims for row in rows.claims] == [("a", "b"), ("c",)]
    assert "(2 reports)" in rows.claims[0].text


def test_nothing_claimed_gives_nothing_to_draw():
    ds = axt.Dataset([axt.Actor(id="kp", name="North Korea", kind="state")])
    rows = contested_rows(ds.estimate(supplier="kp"))
    assert (rows.first, rows.claims, rows.steps, rows.denials) == (None, (), (), ())


@given(st.lists(st.floats(-1000, 1000), max_size=12).map(sorted), st.floats(0, 50))
def test_bars_keep_apart_and_stay_in_order_around_the_same_middle(places, gap):
    apart = spread(places, gap)
    assert len(apart) == len(places)
    assert all(right - left >= gap - 1e-6 for left, right in itertools.pairwise(apart))
    assert sum(apart) == pytest.approx(sum(places), abs=1e-6)


@given(st.lists(st.integers(-100, 100), unique=True, max_size=12).map(sorted))
def test_bars_that_stand_apart_stay_where_they_are(places):
    assert spread(places, 1) == pytest.approx(places)


# Timelines


@few
@given(datasets())
def test_every_event_of_a_lane_is_drawn_counted_as_undated_or_as_of_no_lane(ds):
    rows = timeline_rows(ds)
    dated = {event.id for event in ds.events if event.when is not None and event.kind in LANES}
    drawn = [row.event for _, lane in rows.lanes for row in lane]
    assert sorted(drawn) == sorted(dated)
    assert len(drawn) + sum(count for _, count in rows.undated) + rows.others == len(ds.events)


@few
@given(datasets())
def test_what_is_certain_lies_within_what_is_possible_and_that_within_what_is_shown(ds):
    rows = timeline_rows(ds)
    for row in (row for _, lane in rows.lanes for row in lane):
        assert rows.first <= row.first <= row.last <= rows.last
        when = ds.events[row.event].when
        if row.core is not None:
            assert row.first <= row.core[0] <= row.core[1] <= row.last
            assert when.extent.overlaps(row.core[0]) is axt.Truth.YES
            assert when.extent.overlaps(row.core[1]) is axt.Truth.YES
        assert row.begins_before is (when.extent.begin_earliest is None)
        assert row.ends_after is (when.extent.end_latest is None)


def test_of_a_month_no_day_is_certain_and_of_a_day_that_day():
    ds = axt.Dataset(
        [
            axt.Actor(id="kp", name="North Korea", kind="state"),
            axt.Actor(id="ru", name="Russia", kind="state"),
            axt.Delegation(id="a", name="A", visitors=["ru"], host="kp", when="2024-06"),
            axt.Delegation(id="b", name="B", visitors=["ru"], host="kp", when="2024-06-19"),
        ]
    )
    ((_, (month, day)),) = timeline_rows(ds).lanes
    assert month.core is None
    assert day.core == (date(2024, 6, 19), date(2024, 6, 19))


def test_a_line_begins_with_a_capital_letter():
    ds = axt.load()
    rows = contested_rows(ds.estimate(event="kp-troops-russia", phase="sent", unit="troops"))
    texts = [row.text for row in (*rows.claims, *rows.denials)]
    assert any(row.claimants[0].islower() for row in rows.claims)
    assert not [text for text in texts if text[0].islower()]


# Ledgers


def test_the_form_of_help_is_not_taken_for_an_item():
    ds = axt.load()
    labels = [entry.label for entry in ledger_rows(ds, "Russia", "North Korea").given.entries]
    assert len(set(labels)) == len(labels)
    assert {"training", "training (form of assistance, no item named)"} <= {*labels}
    assert "diplomatic cover (form of assistance, no item named)" in labels


def test_the_chart_of_a_ledger_has_its_rows_and_counts_each_utterance_once():
    ds = axt.load()
    found, rows = ds.ledger("kp", "ru"), ledger_rows(ds, "kp", "ru")
    for side, of in ((rows.given, found.given), (rows.returned, found.returned)):
        assert [(entry.label, entry.depth) for entry in side.entries] == [(row.label, row.depth) for row in of]
        for entry, row in zip(side.entries, of, strict=True):
            assert entry.asserted <= len(row.claims)
            assert (entry.asserted > 0) is bool(row.claims)
            assert len(entry.figures) == len(row.figures)


# Coverage


@few
@given(datasets())
def test_the_parts_of_a_document_are_all_of_it(ds):
    rows = coverage_rows(ds).rows
    assert [row.total for row in rows] == [document.length for document in ds.documents]
    assert all(min(row.cited, row.uncoded, row.neither) >= 0 for row in rows)


def test_of_texts_sentences_are_counted():
    text = "One was sent. Another was not. Nobody knows."
    passage = axt.locate(text, "One was sent.", document="d")[0]
    ds = axt.Dataset(
        [
            axt.Actor(id="kp", name="North Korea", kind="state"),
            axt.Document(id="d", title="D", published="2024", dating="printed", length=len(text), sha256="0" * 64),
            axt.Delegation(id="e", name="E", visitors=["kp"], host="kp"),
            axt.Claim(id="c", event="e", claimants=["kp"], summary="S.", evidence=[passage]),
        ]
    )
    found = coverage_rows([axt.coverage(ds, "d", text)])
    assert found.unit == "sentences"
    assert [(row.cited, row.uncoded, row.neither) for row in found.rows] == [(1, 0, 2)]
