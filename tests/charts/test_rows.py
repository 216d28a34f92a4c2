"""What the charts show, before it is drawn: nothing is lost on the way to the page, and nothing added."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from example_counts import few
from hypothesis import given
from hypothesis import strategies as st

import axis_tracker as axt
from axis_tracker.charts.contested_rows import contested_rows
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
        denied = {
            claim.id
            for name in ("denials", "possible_denials", "earlier_denials")
            for claim in getattr(estimate, name, ())
        }
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
            known = [day for day in (row.first, row.last) if day is not None]
            assert known == sorted(known)
            assert all(rows.first <= day <= rows.last for day in known)
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


@few
@given(datasets(min_claims=2))
def test_the_days_of_a_row_are_those_on_which_its_claims_may_have_been_made(ds):
    for estimate in estimates_of(ds):
        rows = contested_rows(estimate)
        for row, key in [(row, row.claims[0]) for row in rows.claims] + [(row, row.claim) for row in rows.denials]:
            made = ds.made(ds.claims[key])
            assert (row.first, row.last) == (made.earliest, made.latest)


@few
@given(datasets(min_claims=2))
def test_the_chart_shows_on_each_day_what_the_estimate_for_that_day_says(ds):
    for estimate in estimates_of(ds):
        rows = contested_rows(estimate)
        assert rows.answer == estimate.explain().splitlines()[0]
        covering = [step for step in rows.steps if estimate.at is not None and step.first <= estimate.at <= step.last]
        bounds = [(step.low, step.high) for step in covering]
        expected = tuple(None if end is None else float(end) for end in (estimate.low, estimate.high))
        assert bounds == ([] if expected == (None, None) or rows.first is None else [expected])


def contradiction(*more):
    """A dataset in which two services exclude each other, and two parties deny both on one day."""
    said = {"event": "shells", "summary": "A figure."}
    return axt.Dataset(
        [
            *(
                axt.Actor(id=key, name=name, kind="state")
                for key, name in (("kp", "North Korea"), ("ru", "Russia"), ("ua", "Ukraine"), ("kr", "South Korea"))
            ),
            axt.Item(id="shells", name="shells"),
            axt.ArmsTransfer(id="shells", name="Shells", supplier="kp", recipient="ru", item="shells"),
            axt.Claim(
                id="more",
                claimants=["ua"],
                made="2024-12-01",
                measure={"quantity": "at least 6 million shells", "phase": "delivered"},
                **said,
            ),
            axt.Claim(
                id="fewer",
                claimants=["kr"],
                made="2024-12-31",
                measure={"quantity": "up to 4 million shells", "phase": "delivered"},
                **said,
            ),
            *(
                axt.Claim(
                    id=f"denial-{key}", claimants=[key], made="2025-01-31", stance="denies", answers=["more"], **said
                )
                for key in ("kp", "ru")
            ),
            *more,
        ]
    )


def test_a_conflict_is_written_in_the_words_of_the_explanation():
    estimate = contradiction().estimate(event="shells", phase="delivered")
    rows = contested_rows(estimate)
    (said,) = rows.conflicts
    numbers = {key: f"claim {row.number}" for row in rows.claims for key in row.claims}
    assert said == (
        "Conflict: claim 1 (at least 6 million shells) and claim 2 (up to 4 million shells) cannot both be true. "
        "Without the first: up to 4 million shells. Without the second: at least 6 million shells."
    )
    assert said.replace(numbers["more"], "more").replace(numbers["fewer"], "fewer") in estimate.explain().splitlines()
    assert rows.figure == "no usable figure for shells"
    assert "an unknown number" not in " ".join((rows.answer, *rows.conflicts))


def test_a_hedge_is_shown_with_the_claim():
    hedged = axt.Claim(
        id="hedged",
        event="shells",
        claimants=["ua"],
        made="2024-12-31",
        summary="A figure.",
        measure={"quantity": "at least 7 million shells", "phase": "delivered"},
        likelihood="likely",
        hedge="probably",
    )
    rows = contested_rows(contradiction(hedged).estimate(event="shells", phase="delivered"))
    (row,) = (row for row in rows.claims if row.claims == ("hedged",))
    assert row.text.startswith('Ukraine, 2024-12-31, likely, "probably": at least 7 million shells delivered in total')


@few
@given(datasets(min_claims=2))
def test_every_denial_that_the_estimate_lists_is_shown_as_what_it_is(ds):
    for estimate in estimates_of(ds):
        shown = {(row.claim, row.words.partition(",")[0]) for row in contested_rows(estimate).denials}
        expected = {(claim.id, "denies it") for claim in estimate.denials}
        expected |= {(claim.id, "possibly denies it") for claim in getattr(estimate, "possible_denials", ())}
        expected |= {(claim.id, "denied it earlier") for claim in getattr(estimate, "earlier_denials", ())}
        assert shown == expected


def test_claims_that_agree_are_in_no_conflict(named):
    assert contested_rows(named.estimate(event="kp-ru-containers", phase="sent")).conflicts == ()


def test_of_many_conflicts_the_rest_is_counted():
    more = [
        axt.Claim(
            id=f"more-{number}",
            event="shells",
            claimants=["ua"],
            made="2024-12-01",
            summary="A figure.",
            measure={"quantity": f"at least {number} million shells", "phase": "delivered"},
        )
        for number in range(7, 12)
    ]
    estimate = contradiction(*more).estimate(event="shells", phase="delivered")
    *_, rest = contested_rows(estimate).conflicts
    assert rest == f"{len(estimate.conflicts) - 3} more conflicts."


# Timelines


PERIODS = st.sampled_from([None, "2023", "2024", "2024-06-19", "2024-03/2024-10", "2023-06/..", "../2024", "2024~"])


@few
@given(datasets(), PERIODS)
def test_every_event_is_drawn_or_counted_as_what_it_is(ds, during):
    rows = timeline_rows(ds, during=during)
    lanes = [event for event in ds.events if event.kind in LANES]
    drawn = [row.event for _, lane in rows.lanes for row in lane]
    window = None if during is None else axt.ImpreciseDate(during).extent.window
    inside = {
        event.id: None if event.when is None else axt.Truth.YES if window is None else event.when.during(window)
        for event in lanes
    }
    assert sorted(drawn) == sorted(key for key, answer in inside.items() if answer is axt.Truth.YES)
    assert rows.outside == sum(answer is axt.Truth.NO for answer in inside.values())
    undated = sum(count for _, count in rows.undated)
    assert undated == (0 if during else sum(answer is None for answer in inside.values()))
    assert len(drawn) + undated + rows.possible + rows.outside + rows.others == len(ds.events)
    assert rows.others == len(ds.events) - len(lanes)


@few
@given(datasets(), PERIODS)
def test_the_axis_is_the_period_that_was_asked_about(ds, during):
    rows = timeline_rows(ds, during=during)
    if during is not None and rows.lanes:
        asked = axt.ImpreciseDate(during)
        assert asked.earliest in (None, rows.first)
        assert asked.latest in (None, rows.last)
    for row in (row for _, lane in rows.lanes for row in lane):
        assert rows.first <= row.first <= row.last <= rows.last


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


def test_a_year_begins_in_that_year_and_counts_what_is_not_in_it():
    visit = {"visitors": ["ru"], "host": "kp"}
    ds = axt.Dataset(
        [
            axt.Actor(id="kp", name="North Korea", kind="state"),
            axt.Actor(id="ru", name="Russia", kind="state"),
            axt.Delegation(id="in", name="In", when="2024-06", **visit),
            axt.Delegation(id="before", name="Before", when="2022-02", **visit),
            axt.Delegation(id="new-year", name="New year", when="2023-12/2024-01", **visit),
            axt.Delegation(id="across", name="Across", when="2022-02/2025-02", **visit),
            axt.Delegation(id="maybe", name="Maybe", when="202X", **visit),
            axt.Delegation(id="undated", name="Undated", **visit),
        ]
    )
    rows = timeline_rows(ds, during="2024")
    assert (rows.first, rows.last) == (date(2024, 1, 1), date(2024, 12, 31))
    ((_, lane),) = rows.lanes
    assert [row.event for row in lane] == ["in", "across", "new-year"]
    assert (rows.possible, rows.outside, rows.others) == (2, 1, 0)
    across = lane[1]
    assert (across.first, across.last) == (rows.first, rows.last)
    assert (across.is_core_begun, across.is_core_open) == (True, True)
    subtitle = " ".join(axt.charts.timeline(ds, during="2024").title.subtitle)
    assert "Not drawn: 2 events that may be in 2024 and 1 event outside 2024." in subtitle


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


def test_a_ledger_shows_hedges_and_the_dates_of_figures_and_denials():
    said = {"event": "shells", "summary": "A statement."}
    ds = axt.Dataset(
        [
            *(
                axt.Actor(id=key, name=name, kind="state")
                for key, name in (("kp", "North Korea"), ("ru", "Russia"), ("ua", "Ukraine"), ("kr", "South Korea"))
            ),
            axt.Item(id="shells", name="shells"),
            axt.ArmsTransfer(id="shells", name="Shells", supplier="kp", recipient="ru", item="shells"),
            axt.Claim(id="a", claimants=["ua"], made="2024-05", likelihood="likely", hedge="may", **said),
            axt.Claim(
                id="b",
                claimants=["kr"],
                made="2024-06-01",
                measure={"quantity": "over 5 shells", "phase": "delivered"},
                **said,
            ),
            axt.Claim(id="c", claimants=["ru"], made="2024-07", stance="denies", answers=["a"], **said),
        ]
    )
    (entry,) = ledger_rows(ds, "kp", "ru").given.entries
    assert entry.claimants == ("South Korea", 'Ukraine (likely, "may")')
    assert entry.opposition == ("denied or doubted by Russia, 2024-07",)
    (figure,) = entry.figures
    assert figure.endswith("(South Korea, 2024-06-01)")


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
