"""A timeline tells no order that the times do not tell, and hides none that they do."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from claim_strategies import EVENTS, claims, dataset, datasets, few
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker import Claim, EntryKind, Extent, ImpreciseDate, InvalidValueError, Truth, UnknownNameError, read
from axis_tracker.reasoning.timeline import placed
from axis_tracker.testing import imprecise_dates

extents = st.lists(
    imprecise_dates() | st.sampled_from(("2023", "2023-05", "2024-02", "2024/..", "/2023")).map(ImpreciseDate)
)


def are_ordered(one: Extent, other: Extent) -> bool:
    return Truth.YES in (one.precedes(other), other.precedes(one))


@given(extents.map(lambda dates: [date.extent for date in dates]))
def test_no_order_is_certain_within_a_step_and_each_step_has_a_reason(times: list[Extent]) -> None:
    slots = placed(times)
    steps = [slot.step for slot in slots]
    assert set(steps) == set(range(1, max(steps, default=0) + 1))
    for number in set(steps):
        inside = [one for one, step in zip(times, steps, strict=True) if step == number]
        assert not any(are_ordered(one, other) for one in inside for other in inside)
        before = [one for one, step in zip(times, steps, strict=True) if step == number - 1]
        if before:
            assert any(one.precedes(other) is Truth.YES for one in before for other in inside)


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


@given(extents.map(lambda dates: [date.moment for date in dates]), st.data())
def test_a_listing_by_any_possible_days_contradicts_no_certain_order(times: list[Extent], data) -> None:
    listed = [data.draw(st.integers(one.ordinals[0], one.ordinals[3])) for one in times]
    slots = placed(times, listed)
    for one, first in zip(times, slots, strict=True):
        for other, second in zip(times, slots, strict=True):
            if one.precedes(other) is Truth.YES:
                assert first.step < second.step
            elif not are_ordered(one, other):
                assert first.first_step <= second.step <= first.last_step


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
def test_a_window_keeps_what_certainly_falls_into_it_and_counts_or_on_demand_keeps_what_may(ds, window: str) -> None:
    everything = ds.timeline()
    for certainty, accepted in (("certain", (Truth.YES,)), ("possible", (Truth.YES, Truth.POSSIBLY))):
        kept = ds.timeline(during=window, certainty=certainty)
        assert {one.id for one in kept.entries} == {
            one.id for one in everything.entries if one.extent.during(window) in accepted
        }
        may_be = [one for one in everything.entries if one.extent.during(window) is Truth.POSSIBLY]
        assert kept.possible == (len(may_be) + len(everything.undated) if certainty == "certain" else 0)


@few
@given(datasets(), st.sampled_from(("2023", "2024-06", "2024/..")), st.sampled_from(("certain", "possible")))
def test_the_steps_of_a_window_hold_nothing_that_certainly_began_before_it(ds, window: str, certainty: str) -> None:
    line = ds.timeline(during=window, certainty=certainty, kinds=("event", "said", "told"))
    begins = Extent.of(window).ordinals[0]
    for one in line.under_way:
        assert one.kind is not EntryKind.SAID
        assert one.extent.ordinals[1] < begins
        assert one.slot == (0, 0, 0)
    inside = [one for step in line.steps for one in step]
    assert [*inside, *line.under_way] == [*line.entries]
    for one in inside:
        assert one.kind is EntryKind.SAID or one.extent.ordinals[1] >= begins
    for one, other in pairwise(inside):
        assert one.slot.step <= other.slot.step
        assert other.extent.precedes(one.extent) is not Truth.YES


def test_what_was_under_way_is_listed_apart_and_what_is_left_out_is_counted() -> None:
    said = [
        Claim(id=key, event="shells", claimants=["kp"], made=made, summary=f"Said {key}.")
        for key, made in (("early", "2022/2024-03"), ("late", "2024-05-01"))
    ]
    assert str(dataset(said).timeline(about="shells", during="2024")) == (
        "1  2024-05-01  said   Said late.\nAlready under way:\n   since 2023  event  shells to Russia\n1 more possible."
    )
    assert str(dataset(said).timeline(about="food", during="2024")) == "No entries.\n1 more possible."
    assert repr(dataset(said).timeline(about="food", during="2024")) == (
        "<Timeline of 0 entries in 0 steps, 0 undated, 1 more possible>"
    )


def test_a_timeline_of_events_that_may_be_meant_counts_them_and_the_claims_on_them() -> None:
    ds = dataset([Claim(id="c", event="arms", claimants=["kp"], made="2024-05-01", summary="Said.")])
    in_2024 = ds.transfers.where(during="2024", recipient="ru")
    assert (in_2024.ids, in_2024.possible) == (("shells",), 2)
    line = ds.timeline(about=in_2024)
    assert ([one.id for one in line.entries], line.undated, line.possible) == (["shells"], (), 3)
    line = ds.timeline(about=in_2024, certainty="possible")
    assert [one.id for one in line.entries] == ["shells", "c"]
    assert ([one.id for one in line.undated], line.possible) == (["arms", "rockets"], 0)


def test_a_claim_with_an_open_beginning_is_listed_by_its_last_possible_day() -> None:
    said = [
        Claim(id=key, event="troops", claimants=["ru"], made=made, summary="A statement.")
        for key, made in (("a", "/2024-06-01"), ("b", "2023-05-01"), ("c", "2024-05-01"), ("d", "2024-07-01"))
    ]
    line = dataset(said).timeline(about="troops")
    assert [one.id for one in line.entries] == ["b", "c", "a", "d"]
    assert line.entry("a").slot == (2, 1, 2)


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
    assert ds.timeline(about="kp-troops-kursk").entry("spokesman-fake-again").slot == (4, 1, 4)
