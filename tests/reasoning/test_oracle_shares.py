"""Shares, rates and fixed values, against an oracle with a number for each day that says nothing of any other day.

A share of a part is no more than that of all of it, and so with rates. A fixed value is that of its event alone. Those
of another whole, or of another period, are other numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from possible_worlds import MonotoneWorlds, Worlds
from small_instances import claim, day, days, event_id, figures, frame, some_days

import axis_tracker as axt

MOST = 2
ITEMS = ("top", "left")
Cell = tuple[str, int]
CELLS: tuple[Cell, ...] = tuple(product(ITEMS, (1, 2)))
BEYOND = 3
"""A day of which no claim speaks."""


def _part_of_the_same_day(one: Cell, other: Cell) -> bool:
    return ITEMS.index(one[0]) >= ITEMS.index(other[0]) and one[1] == other[1]


@cache
def worlds(reading: str) -> MonotoneWorlds[Cell]:
    if reading == "fixed":
        return MonotoneWorlds(CELLS, lambda one, other: one == other, MOST)
    return MonotoneWorlds(CELLS, _part_of_the_same_day, MOST)


class Kind(NamedTuple):
    """A reading, and of what such figures can be: what tells the numbers of one from those of the other."""

    reading: str
    unit: str
    field: str
    values: tuple[str | None, ...]


KINDS = {
    "shares": Kind("share", "percent", "share_of", ("ammunition", "imports")),
    "rates": Kind("rate", "crates", "per", ("day", "month")),
    "fixed values": Kind("fixed", "crates", "", (None,)),
}


class Figure(NamedTuple):
    item: str
    when: tuple[int, int]
    quantity: axt.Quantity
    of: str | None

    def record(self, key: str, kind: Kind) -> axt.Claim:
        low, high, includes_low, includes_high = self.quantity.ends
        ends: dict[str, Any] = {"low": low, "high": high, "includes_low": includes_low, "includes_high": includes_high}
        own: dict[str, Any] = {kind.field: self.of} if kind.field else {}
        measure = axt.Measure(axt.Quantity(unit=kind.unit, **ends), "delivered", kind.reading, **own)
        return claim(key, event_id("kp", self.item), made=day(9), when=days(*self.when), measure=measure)

    def holds(self, reading: str) -> Worlds:
        """The worlds in which it is right on each day of which it speaks."""
        found = worlds(reading).all
        for on in range(self.when[0], self.when[1] + 1):
            found &= worlds(reading).where((self.item, on), self.quantity)
        return found


def hold(said: Iterable[Figure], reading: str) -> Worlds:
    found = worlds(reading).all
    for one in said:
        found &= one.holds(reading)
    return found


@st.composite
def some_figures(draw: st.DrawFn, kind: Kind, values: int) -> list[Figure]:
    return [
        Figure(
            draw(st.sampled_from(ITEMS)),
            draw(some_days(2)),
            draw(figures(MOST)).quantity,
            draw(st.sampled_from(kind.values[:values])),
        )
        for _ in range(draw(st.integers(1, 5)))
    ]


def recorded(said: Sequence[Figure], kind: Kind) -> axt.Dataset:
    records = [one.record(f"c{number}", kind) for number, one in enumerate(said)]
    return axt.Dataset([*frame(suppliers=("kp",), items=ITEMS), *records])


def answer(dataset: axt.Dataset, kind: Kind, item: str, on: int) -> axt.Estimate:
    return dataset.estimate(
        event=event_id("kp", item), reading=kind.reading, phase="delivered", unit=kind.unit, at=day(on)
    )


EACH_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@EACH_KIND
@given(data=st.data())
def test_figures_of_one_whole_bound_the_days_that_they_cover_tightly_and_no_others(
    kind: Kind, data: st.DataObject
) -> None:
    said = data.draw(some_figures(kind, 1))
    there = hold(said, kind.reading)
    assume(there)
    dataset = recorded(said, kind)
    item, on = data.draw(st.sampled_from(CELLS))
    estimate = answer(dataset, kind, item, on)
    expected = worlds(kind.reading).ends((item, on), there)
    assert worlds(kind.reading).ends_of(estimate.quantity) == expected, estimate.explain()
    later = answer(dataset, kind, item, BEYOND)
    assert (later.low, later.high) == (None, None)


@EACH_KIND
@given(data=st.data())
def test_figures_conflict_exactly_if_they_hold_on_no_day_together_and_are_of_one_whole(
    kind: Kind, data: st.DataObject
) -> None:
    said = data.draw(some_figures(kind, 2))
    of_one = [[one for one in said if one.of == value] for value in kind.values]
    found = recorded(said, kind).conflicts()
    assert bool(found) is not all(hold(some, kind.reading) for some in of_one)
    for conflict in found:
        named = [said[int(one.id[1:])] for one in (*conflict.lower, *conflict.upper)]
        assert not hold(named, kind.reading)
        assert len({one.of for one in named}) == 1


@EACH_KIND
@given(data=st.data())
def test_figures_of_another_whole_change_no_answer(kind: Kind, data: st.DataObject) -> None:
    said = data.draw(some_figures(kind, 2))
    item, on = data.draw(st.sampled_from(CELLS))
    both = answer(recorded(said, kind), kind, item, on)
    alone = [
        answer(recorded([one for one in said if one.of == value], kind), kind, item, on).quantity
        for value in kind.values
    ]
    assert both.quantity in alone


# --- beside totals and levels ---


@given(
    st.lists(st.tuples(st.sampled_from(ITEMS), figures(3, reading="total")), max_size=3),
    st.lists(st.tuples(st.sampled_from(ITEMS), figures(3, reading="fixed")), min_size=1, max_size=2),
    st.sampled_from(ITEMS),
)
def test_a_fixed_value_bounds_no_total(
    totals: list[tuple[str, axt.Measure]], fixed: list[tuple[str, axt.Measure]], item: str
) -> None:
    claims = [
        claim(f"c{number}", event_id("kp", one), made=day(1), when=day(1), measure=measure)
        for number, (one, measure) in enumerate((*totals, *fixed))
    ]
    asked: dict[str, Any] = {"event": event_id("kp", item), "reading": "total", "phase": "delivered", "unit": "crates"}
    things = frame(suppliers=("kp",), items=ITEMS)
    alone = axt.Dataset([*things, *claims[: len(totals)]])
    together = axt.Dataset([*things, *claims])
    assert together.estimate(**asked, at=day(1)).quantity == alone.estimate(**asked, at=day(1)).quantity
    if not fixed_conflict(fixed):
        assert len(together.conflicts()) == len(alone.conflicts())


def fixed_conflict(fixed: list[tuple[str, axt.Measure]]) -> bool:
    """Whether two fixed values of one event exclude each other."""
    return any(
        one[0] == other[0] and not one[1].quantity.compatible(other[1].quantity)
        for one, other in product(fixed, repeat=2)
    )


# --- figures as they are reported ---


def said(key: str, figure: axt.Measure, when: str | None, event: str = "kp-top", **fields: Any) -> axt.Claim:
    return claim(key, event, **{"made": "2024-12-31", "when": when, "measure": figure, **fields})


def dataset_of(*claims: axt.Claim, also: Sequence[Any] = ()) -> axt.Dataset:
    return axt.Dataset([*frame(suppliers=("kp",), items=ITEMS), *also, *claims])


def share(words: str, of: str) -> axt.Measure:
    return axt.Measure(words, "delivered", "share", share_of=of)


AUTUMN = "2024-09-01/2024-11-30"
SUMMER = "2024-06-01/2024-08-31"


def test_two_shares_of_one_whole_in_one_time_can_contradict_each_other() -> None:
    half, third = (share(words, "the ammunition fired") for words in ("at least 50 percent", "up to 30 percent"))
    (conflict,) = dataset_of(said("a", half, AUTUMN), said("b", third, AUTUMN)).conflicts()
    assert ([one.id for one in conflict.lower], [one.id for one in conflict.upper]) == (["a"], ["b"])
    assert dataset_of(said("a", half, AUTUMN), said("b", third, SUMMER)).conflicts() == ()
    imported = share("up to 30 percent", "the ammunition imported")
    assert dataset_of(said("a", half, AUTUMN), said("b", imported, AUTUMN)).conflicts() == ()


def test_a_share_is_the_answer_where_only_shares_are_reported() -> None:
    dataset = dataset_of(said("a", share("60 percent", "the ammunition fired"), AUTUMN))
    questions: tuple[dict[str, Any], ...] = ({}, {"reading": "share"})
    for asked in questions:
        estimate = dataset.estimate(event="kp-top", at="2024-10-01", **asked)
        assert (estimate.low, estimate.high, estimate.unit) == (60, 60, "percent")
        assert "the ammunition fired" in estimate.explain()


def test_rates_by_the_day_and_by_the_month_are_compared_only_with_their_like() -> None:
    daily, slower = (axt.Measure(words, "used", "rate", per="day") for words in ("10,000 shells", "up to 2,000 shells"))
    monthly = axt.Measure("up to 2,000 shells", "used", "rate", per="month")
    assert len(dataset_of(said("a", daily, AUTUMN), said("b", slower, AUTUMN)).conflicts()) == 1
    assert dataset_of(said("a", daily, AUTUMN), said("b", slower, SUMMER)).conflicts() == ()
    assert dataset_of(said("a", daily, AUTUMN), said("b", monthly, AUTUMN)).conflicts() == ()


def test_a_fixed_value_without_a_time_is_the_answer_on_the_day_on_which_it_is_reported() -> None:
    capacity = axt.Measure("up to 300 shells", "planned", "fixed")
    ceiling = axt.Measure("up to 300 shells", "ordered", "fixed")
    estimate = dataset_of(said("a", ceiling, None)).estimate(event="kp-top", reading="fixed", at="2024-12-31")
    assert (estimate.low, estimate.high) == (None, 300)
    planned = dataset_of(said("a", capacity, None))
    assert planned.estimate(event="kp-top", reading="fixed", modality="planned", at="2024-12-31").high == 300


def test_the_values_of_contracts_add_up_only_over_declared_parts() -> None:
    values = [
        said(key, axt.Measure(words, "ordered", "fixed"), AUTUMN, event)
        for key, words, event in (("a", "600 million dollars", "first"), ("b", "400 million dollars", "second"))
    ]

    def high_of_both(parts: list[axt.Parts]) -> object:
        deals = [
            axt.ArmsTransfer(
                id=key, name=key, supplier="kp", recipient="ru", item="left", when=when, parts=parts if is_both else []
            )
            for key, when, is_both in (("first", "2023", False), ("second", "2024", False), ("both", None, True))
        ]
        dataset = dataset_of(*values, also=deals)
        estimate = dataset.estimate(event="both", reading="fixed", phase="ordered", unit="US dollars", at="2024-10-01")
        return estimate.low, estimate.high

    assert high_of_both([axt.Parts(["first", "second"], covers="all")]) == (1_000_000_000, 1_000_000_000)
    assert high_of_both([axt.Parts(["first", "second"])]) == (1_000_000_000, None)
    assert high_of_both([]) == (None, None)
