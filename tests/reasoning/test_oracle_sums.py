"""Totals and what came in between, against an oracle: numbers that grow from day to day.

Totals are exact or have one end; of what came in a stretch of days, at least so much did. Both are certain of their
days, so that each end of an estimate is reached by a world.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any, NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st
from possible_worlds import Numbers, Worlds, by_number, where
from small_instances import claim, day, days, event_id, frame, measure, teller

import axis_tracker as axt

DAYS = 4
MOST = 4
"""The greatest number that a total names."""
FULL = 13
"""So many more than can come by all lower ends that what nothing bounds from above can be more than the most."""
WHOLE = "kp-top"


class Figure(NamedTuple):
    low: int | None
    high: int | None
    first: int | None
    """None: a total; otherwise the first day on which it came."""
    last: int

    def record(self, key: str, event: str = WHOLE) -> axt.Claim:
        told = {"claimants": [teller(key)], "made": day(DAYS)}
        if self.first is None:
            return claim(key, event, when=day(self.last), measure=measure(self.low, self.high), **told)
        figure = measure(self.low, self.high, reading="increment")
        return claim(key, event, when=days(self.first, self.last), measure=figure, **told)

    def holds(self) -> Worlds:
        if self.first is None:
            return where(came(1, self.last), axt.Quantity(low=self.low, high=self.high, unit="crates"))
        return where(came(self.first, self.last), axt.Quantity(low=self.low, unit="crates"))


@cache
def worlds() -> tuple[tuple[int, ...], ...]:
    """What had come by the end of each day, from the day before the first."""
    return tuple((0, *one) for one in product(range(FULL + 1), repeat=DAYS) if list(one) == sorted(one))


@cache
def came(first: int, last: int) -> Numbers:
    return by_number(world[last] - world[first - 1] for world in worlds())


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    first, last = sorted((draw(st.integers(1, DAYS)), draw(st.integers(1, DAYS))))
    if draw(st.booleans()):
        return Figure(draw(st.integers(1, 2)), None, first, last)
    number = draw(st.integers(0, MOST))
    low, high = draw(st.sampled_from(((True, True), (False, True), (False, True), (True, False))))
    return Figure(number if low else None, number if high else None, None, last)


some_figures = st.lists(figures(), min_size=1, max_size=4)


def hold_together(said: list[Figure]) -> Worlds:
    found = (1 << len(worlds())) - 1
    for one in said:
        found &= one.holds()
    return found


def dataset(said: list[Figure]) -> axt.Dataset:
    return axt.Dataset([*frame(), *(one.record(f"c{number}") for number, one in enumerate(said))])


def ends_of(quantity: axt.Quantity) -> tuple[int, int | None]:
    assert quantity.includes_low
    assert quantity.includes_high
    return int(quantity.low or 0), None if quantity.high is None else int(quantity.high)


@given(some_figures, st.integers(1, DAYS))
def test_each_end_of_what_had_come_is_reached_by_a_world_and_passed_by_none(said: list[Figure], at: int) -> None:
    left = hold_together(said)
    assume(left)
    numbers = [number for number, there in came(1, at).items() if there & left]
    ds = dataset(said)
    estimate = ds.estimate(event=WHOLE, phase="delivered", unit="crates", reading="total", at=day(at))
    high = max(numbers)
    assert ends_of(estimate.quantity) == (min(numbers), None if high > MOST else high), estimate.explain()
    assert estimate.conflicts == ds.conflicts() == ()


@given(some_figures)
def test_figures_conflict_exactly_if_they_hold_in_no_world(said: list[Figure]) -> None:
    assert bool(dataset(said).conflicts()) is not bool(hold_together(said))


def test_a_sum_that_exceeds_a_total_is_a_conflict_of_all_who_give_it() -> None:
    said = [Figure(2, None, 1, 1), Figure(2, None, 2, 3), Figure(None, 3, None, 3)]
    (conflict,) = dataset(said).conflicts()
    assert ([one.id for one in conflict.lower], [one.id for one in conflict.upper]) == (["c0", "c1"], ["c2"])


def test_ten_by_the_fourth_of_whom_six_came_on_the_last_days_were_four_before() -> None:
    said = [Figure(10, 10, None, 4), Figure(2, 2, 3, 3), Figure(4, 4, 4, 4)]
    question: dict[str, Any] = {"event": WHOLE, "phase": "delivered", "unit": "crates", "reading": "total"}
    assert [dataset(said).estimate(**question, at=day(at)).high for at in (2, 3, 4)] == [4, 6, 10]
    # More than 6 may have come on these days, so that fewer had come before.
    assert dataset(said).estimate(**question, at=day(2)).low is None


def test_what_came_of_a_part_is_added_to_a_total_of_the_whole_and_never_the_other_way_round() -> None:
    left = event_id("kp", "left")
    before, later = Figure(6, 6, None, 2), Figure(4, 4, 3, 4)
    question: dict[str, Any] = {"phase": "delivered", "unit": "crates", "reading": "total", "at": day(4)}
    narrower = axt.Dataset([*frame(), before.record("c0"), later.record("c1", left)])
    assert narrower.estimate(event=WHOLE, **question).low == 10
    wider = axt.Dataset([*frame(), before.record("c0", left), later.record("c1")])
    assert wider.estimate(event=left, **question).low == 6


def test_what_came_of_a_part_is_taken_from_a_total_of_the_whole_and_never_the_other_way_round() -> None:
    left = event_id("kp", "left")
    after, later = Figure(6, 6, None, 4), Figure(4, 4, 3, 4)
    question: dict[str, Any] = {"phase": "delivered", "unit": "crates", "reading": "total", "at": day(2)}
    wider = axt.Dataset([*frame(), after.record("c0", left), later.record("c1")])
    # The four that came can be of the other part.
    assert wider.estimate(event=left, **question).high == 6
    narrower = axt.Dataset([*frame(), after.record("c0"), later.record("c1", left)])
    assert narrower.estimate(event=WHOLE, **question).high == 2
