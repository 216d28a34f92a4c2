"""A timeline tells no order that the times do not tell, and hides none that they do."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from claim_strategies import EVENTS, claims, dataset, datasets, few
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker import EntryKind, Extent, ImpreciseDate, InvalidValueError, Truth, UnknownNameError, read
from axis_tracker.reasoning.timeline import placed
from axis_tracker.testing import imprecise_dates

extents = st.lists(
    imprecise_dates() | st.sampled_from(("2023", "2023-05", "2024-02", "2024/..", "/2023")).map(ImpreciseDate)
)


def longest_path(times: list[Extent], index: int) -> int:
    """The step by its definition: one more than the highest of what certainly precedes."""
    before = [at for at, other in enumerate(times) if other.precedes(times[index]) is Truth.YES]
    return 1 + max((longest_path(times, at) for at in before), default=0)


def are_ordered(one: Extent, other: Extent) -> bool:
    return Truth.YES in (one.precedes(other), other.precedes(one))


@given(extents.map(lambda dates: [date.extent for date in dates[:7]]))
def test_a_step_is_the_longest_chain_of_what_certainly_came_before(times: list[Extent]) -> None:
    assert [slot.step for slot in placed(times)] == [longest_path(times, index) for index in range(len(times))]


@given(extents.map(lambda dates: [date.moment for date in dates]))
def test_what_certainly_comes_first_stands_in_an_earlier_step(times: list[Extent]) -> None:
    slots = placed(times)
    for one, first in zip(times, slots, strict=True):
        for other, second in zip(times, slots, strict=True):
            if one.precedes(other) is Truth.YES:
                assert first.step < second.step


@given(extents.map(lambda dates: [date.extent for date in dates]))
def test_the_range_of_steps_holds_everything_whose_order_is_open_and_ends_with_it(times: list[Extent]) -> None:
    slots = placed(times)
    for one, slot in zip(times, slots, strict=True):
        open_steps = [there.step for other, there in zip(times, slots, strict=True) if not are_ordered(one, other)]
        # One that certainly precedes itself would be no time; so it is among them.
        assert (slot.first_step, slot.last_step) == (min(open_steps), max(open_steps))


@given(extents.map(lambda dates: [date.extent for date in dates]))
def test_two_that_do_not_reach_each_others_step_are_in_certain_order(times: list[Extent]) -> None:
    slots = placed(times)
    for one, first in zip(times, slots, strict=True):
        for other, second in zip(times, slots, strict=True):
            if first.step < second.step and (first.last_step < second.step or first.step < second.first_step):
                assert one.precedes(other) is Truth.YES


@given(extents.map(lambda dates: [date.extent for date in dates]), st.randoms(use_true_random=False))
def test_places_do_not_depend_on_the_order_in_which_times_are_given(times: list[Extent], random) -> None:
    order = list(range(len(times)))
    random.shuffle(order)
    shuffled = placed([times[index] for index in order])
    assert [shuffled[order.index(index)] for index in range(len(times))] == list(placed(times))


def test_nothing_has_no_places() -> None:
    assert placed([]) == ()


@few
@given(datasets())
def test_every_claim_is_said_once_and_every_dated_event_stands_once(ds) -> None:
    line = ds.timeline()
    assert sorted(one.id for one in line.entries if one.kind is EntryKind.SAID) == list(ds.claims.ids)
    dated = [event.id for event in EVENTS if event.when is not None]
    assert sorted(one.id for one in line.entries if one.kind is EntryKind.EVENT) == sorted(dated)
    assert [event.id for event in line.undated] == [event.id for event in ds.events if event.when is None]


@few
@given(claims(), st.randoms(use_true_random=False))
def test_a_timeline_does_not_depend_on_the_order_of_the_claims(said, random) -> None:
    shuffled = random.sample(said, len(said))
    assert dataset(said).timeline() == dataset(shuffled).timeline()


@few
@given(datasets())
def test_steps_only_rise(ds) -> None:
    for one, other in pairwise(ds.timeline(kinds=("event", "said", "told")).entries):
        assert one.slot.step <= other.slot.step
        assert other.extent.precedes(one.extent) is not Truth.YES


@few
@given(datasets())
def test_records_say_what_the_entries_say(ds) -> None:
    line = ds.timeline(kinds=("event", "said", "told"))
    assert [(one["kind"], one["claim"] or one["event"], one["step"]) for one in line.records()] == [
        (one.kind.value, one.id, one.slot.step) for one in line.entries
    ]
    assert str(line).count("\n") + 1 == len(line.entries) + len(line.undated) + (1 if line.undated else 0)


@few
@given(datasets(), st.sampled_from(("2023", "2024-06", "2024/..")))
def test_a_window_keeps_what_certainly_falls_into_it_or_on_demand_may(ds, window: str) -> None:
    everything = ds.timeline().entries
    for certainty, accepted in (("certain", (Truth.YES,)), ("possible", (Truth.YES, Truth.POSSIBLY))):
        kept = ds.timeline(during=window, certainty=certainty).entries
        assert {one.id for one in kept} == {one.id for one in everything if one.extent.during(window) in accepted}


def test_an_undated_event_is_in_no_window_for_certain_and_may_be_in_any() -> None:
    ds = dataset([])
    assert ds.timeline(during="2024").undated == ()
    assert [event.id for event in ds.timeline(during="2024", certainty="possible").undated] == [
        event.id for event in ds.events if event.when is None
    ]


def test_a_timeline_can_be_of_one_event_or_of_a_selection() -> None:
    ds = dataset([])
    assert [one.id for one in ds.timeline(about="shells").entries] == ["shells"]
    assert [one.id for one in ds.timeline(about=ds.events["advice"]).entries] == ["advice"]
    assert [one.id for one in ds.timeline(about=ds.transfers).entries] == ["shells"]
    assert str(ds.timeline(about=ds.delegations)) == "No entries."


def test_unknown_events_kinds_and_entries_are_refused_with_what_is_near() -> None:
    ds = dataset([])
    with pytest.raises(UnknownNameError, match="did you mean 'shells'"):
        ds.timeline(about="shels")
    with pytest.raises(InvalidValueError, match="did you mean 'said'"):
        ds.timeline(kinds=["sayd"])
    with pytest.raises(UnknownNameError, match="did you mean 'shells'"):
        ds.timeline().entry("shels")


def test_a_day_within_an_interval_is_told_apart_from_an_interval() -> None:
    ds = read(Path(__file__).parents[1] / "named_cases")
    assert ds.timeline(about="kp-troops-kursk").entry("putin-confirms").slot == (6, 6, 6)
    assert ds.timeline(about="kp-troops-kursk").entry("spokesman-fake-again").slot == (1, 1, 4)
