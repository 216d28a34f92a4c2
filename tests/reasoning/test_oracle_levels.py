"""Levels and totals, against an oracle: arrivals, departures and losses on a few days.

Who is present had arrived, and neither left nor was lost. So a level bounds what had arrived from below, with losses on
top, and what had arrived bounds a level from above; how many are present says nothing of how few had arrived at most.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any, NamedTuple

import pytest
from figure_claims import Stretch, at_least
from hypothesis import assume, given
from hypothesis import strategies as st
from possible_worlds import Numbers, Worlds, by_number, where
from small_instances import claim, day, days, figures, frame, measure, teller

import axis_tracker as axt

DAYS = 3
EVENT = "troops"


class OnDay(NamedTuple):
    arrived: int
    left: int
    lost: int


World = tuple[OnDay, ...]


@cache
def worlds() -> tuple[World, ...]:
    """What happened on each day; never more are gone than had arrived."""
    on_a_day = [OnDay(*one) for one in product(range(3), range(2), range(2))]
    return tuple(
        world for world in product(on_a_day, repeat=DAYS) if all(present(world, on) >= 0 for on in range(1, DAYS + 1))
    )


def present(world: World, on: int) -> int:
    return sum(one.arrived - one.left - one.lost for one in world[:on])


@cache
def counted(what: str, first: int, last: int) -> Numbers:
    """The worlds by how many arrived or were lost from one day to another, or are present on the last."""
    if what == "present":
        return by_number(present(world, last) for world in worlds())
    return by_number(sum(getattr(one, what) for one in world[first - 1 : last]) for world in worlds())


COUNTS = {("delivered", "total"): "arrived", ("lost", "total"): "lost", ("delivered", "level"): "present"}
"""What is counted, by phase and reading."""


class Figure(NamedTuple):
    counts: str
    """`arrived`, `lost`, `present` or `arrived then`, which is an increment."""
    quantity: axt.Quantity
    on: Stretch
    told: str
    """`when`: on each of the days, or in all of them. `said`: on the one of them on which it was said."""

    def record(self, key: str, event: str) -> axt.Claim:
        phase = "lost" if self.counts == "lost" else "delivered"
        reading = {"present": "level", "arrived then": "increment"}.get(self.counts, "total")
        return claim(
            key,
            event,
            claimants=[teller(key)],
            made=days(*self.on) if self.told == "said" else day(9),
            when=days(*self.on) if self.told == "when" else None,
            measure=axt.Measure(self.quantity, phase, reading),
        )

    def holds(self, *, as_meant: bool) -> Worlds:
        """The worlds in which it is right on some of its days; as meant, a total on the last and a level on each."""
        first, last = self.on
        if self.counts == "arrived then":
            return where(counted("arrived", first if self.told == "when" else 1, last), at_least(self.quantity))
        if self.counts != "present" and self.told == "when":
            return where(counted(self.counts, 1 if first == last else first, last), self.quantity)
        right = [where(counted(self.counts, 1, on), self.quantity) for on in range(first, last + 1)]
        if self.counts != "present":
            right = right[-1:] if as_meant else right
        elif self.told == "when" or as_meant:
            return all_of(right)
        found = 0
        for one in right:
            found |= one
        return found


def all_of(some: list[Worlds]) -> Worlds:
    found = (1 << len(worlds())) - 1
    for one in some:
        found &= one
    return found


TROOPS = axt.Deployment(id=EVENT, name="Troops", of="kp", to="kursk", item="top")
FIGHT = axt.Engagement(id="fight", name="A fight", sides=["kp", "ru"], losses_of="kp", item="top")
LOSSES = (EVENT, "fight")
LINKED = axt.Deployment(id=EVENT, name="Troops", of="kp", to="kursk", item="top", losses_in=["fight"])


def recorded(said: list[Figure], *, losses: str = EVENT, troops: axt.Deployment | None = None) -> axt.Dataset:
    """The figures of the troops; losses are told of the troops themselves, or of a fight whose losses are theirs."""
    troops = troops or {EVENT: TROOPS, "fight": LINKED}[losses]
    told = [one.record(f"c{number}", losses if one.counts == "lost" else EVENT) for number, one in enumerate(said)]
    place = axt.Place(id="kursk", name="Kursk")
    return axt.Dataset([*frame(suppliers=(), items=("top",)), place, troops, FIGHT, *told])


def asked(what: str, at: int) -> dict[str, Any]:
    phase, reading = next(one for one, counts in COUNTS.items() if counts == what)
    return {"event": EVENT, "phase": phase, "reading": reading, "unit": "crates", "at": day(at)}


@st.composite
def some_figures(draw: st.DrawFn) -> list[Figure]:
    found: list[Figure] = []
    for _ in range(draw(st.integers(1, 4))):
        on = tuple(sorted((draw(st.integers(1, DAYS)), draw(st.integers(1, DAYS)))))
        counts = draw(st.sampled_from(("present", "present", "arrived", "lost", "arrived then")))
        on = (on[1], on[1]) if draw(st.booleans()) else (on[0], on[1])
        quantity = draw(figures(2 if counts == "lost" else 3)).quantity
        found.append(Figure(counts, quantity, on, draw(st.sampled_from(("when", "when", "said")))))
    return found


@given(
    some_figures(),
    st.sampled_from(("arrived", "arrived", "present", "lost")),
    st.integers(1, DAYS),
    st.sampled_from(LOSSES),
)
def test_every_world_in_which_levels_and_totals_hold_lies_in_the_estimate(
    said: list[Figure], what: str, at: int, losses: str
) -> None:
    dataset = recorded(said, losses=losses)
    estimate = dataset.estimate(**{**asked(what, at), "event": losses if what == "lost" else EVENT})
    hold = all_of([one.holds(as_meant=False) for one in said])
    if hold:
        assert estimate.conflicts == dataset.conflicts() == ()
    numbers = counted(what, 1, at)
    if what != "present":  # on the days of a vague level both ends are as they are meant
        assert hold & ~where(numbers, at_least(estimate.quantity)) == 0, estimate.explain()
    meant = all_of([one.holds(as_meant=True) for one in said])
    assert meant & ~where(numbers, estimate.quantity) == 0, estimate.explain()


@given(some_figures(), st.integers(2, DAYS), st.integers(2, DAYS))
def test_what_had_arrived_since_a_day_is_not_bounded_by_who_is_present(said: list[Figure], since: int, at: int) -> None:
    estimate = recorded(said).estimate(**asked("arrived", at), since=day(since))
    hold = all_of([one.holds(as_meant=False) for one in said])
    assert hold & ~where(counted("arrived", since, at), at_least(estimate.quantity)) == 0, estimate.explain()


def exactly(counts: str, number: int, first: int, last: int | None = None, told: str = "when") -> Figure:
    return Figure(counts, measure(number, number).quantity, (first, last or first), told)


@pytest.mark.parametrize("losses", LOSSES)
@given(
    on=st.integers(1, DAYS),
    number=st.integers(1, 3),
    gone=st.lists(st.tuples(st.integers(0, 2), st.integers(1, DAYS)), max_size=2),
    at=st.integers(1, DAYS),
)
def test_as_few_had_arrived_as_are_present_and_had_been_lost(
    losses: str, on: int, number: int, gone: list[tuple[int, int]], at: int
) -> None:
    lost = [exactly("lost", many, by) for many, by in gone if by <= on]
    said = [exactly("present", number, on), *lost]
    left = all_of([one.holds(as_meant=False) for one in said])
    assume(left)
    estimate = recorded(said, losses=losses).estimate(**asked("arrived", at))
    least = min(many for many, there in counted("arrived", 1, at).items() if there & left)
    assert (estimate.low or 0) == (least if at >= on else 0), estimate.explain()
    assert estimate.high is None


def test_twelve_are_present_and_two_were_killed_so_that_fourteen_had_arrived() -> None:
    said = [exactly("present", 12, 2), exactly("lost", 2, 1), exactly("lost", 5, 3)]
    assert recorded(said).estimate(**asked("arrived", 2)).low == 14
    assert recorded(said).estimate(**asked("arrived", 3)).low == 14  # of the last 3, all may have been present
    assert recorded(said).estimate(**{**asked("arrived", 3), "phase": "sent"}).low == 14


def test_losses_count_only_where_the_records_say_whose_they_are() -> None:
    said = [exactly("present", 12, 2), exactly("lost", 2, 1)]
    assert recorded(said, losses="fight").estimate(**asked("arrived", 2)).low == 14
    assert recorded(said, losses="fight", troops=TROOPS).estimate(**asked("arrived", 2)).low == 12


def test_who_is_present_at_a_place_had_come_to_the_country_around_it() -> None:
    place = axt.Place(id="kursk", name="Kursk", within="russia")
    country = axt.Place(id="russia", name="Russia (place)")
    wide = axt.Deployment(id="wide", name="Troops in Russia", of="kp", to="russia", item="top")
    told = exactly("present", 12, 2).record("c0", EVENT)
    dataset = axt.Dataset([*frame(suppliers=(), items=("top",)), country, place, wide, TROOPS, told])
    for phase in ("delivered", "sent"):
        estimate = dataset.estimate(event="wide", phase=phase, reading="total", unit="crates", at=day(3))
        assert (estimate.low, estimate.high) == (12, None)


def test_losses_after_the_first_day_of_a_vague_level_may_have_been_among_those_present() -> None:
    vague, lost = exactly("present", 12, 1, 3, told="said"), exactly("lost", 2, 2)
    assert recorded([vague, lost]).estimate(**asked("arrived", 3)).low == 12
    each_day = exactly("present", 12, 1, 3)
    assert recorded([each_day, lost]).estimate(**asked("arrived", 3)).low == 14


def test_a_total_bounds_a_level_from_above_and_a_level_bounds_no_total_from_above() -> None:
    total = recorded([exactly("arrived", 10, 3)])
    assert total.estimate(**asked("present", 2)).high == 10
    assert total.estimate(**asked("present", 3)).quantity == axt.Quantity(high=10, unit="crates")
    level = recorded([exactly("present", 10, 3)])
    assert level.estimate(**asked("arrived", 2)).high is None
    assert level.estimate(**asked("arrived", 3)).high is None


def test_more_present_than_had_arrived_by_a_later_day_is_a_conflict_and_by_an_earlier_day_none() -> None:
    assert len(recorded([exactly("present", 12, 2), exactly("arrived", 10, 3)]).conflicts()) == 1
    assert recorded([exactly("present", 12, 3), exactly("arrived", 10, 2)]).conflicts() == ()


def test_vague_levels_hold_on_their_days_and_give_their_hull_if_they_differ() -> None:
    three, five = exactly("present", 3, 1, 3, told="said"), exactly("present", 5, 1, 3, told="said")
    for on in (1, 2, 3):
        one = recorded([three]).estimate(**asked("present", on))
        assert (one.low, one.high) == (3, 3)
        both = recorded([three, five]).estimate(**asked("present", on))
        assert (both.low, both.high, both.conflicts) == (3, 5, ())
    certain = recorded([three, exactly("present", 5, 2)]).estimate(**asked("present", 2))
    assert (certain.low, certain.high, certain.conflicts) == (5, 5, ())
