"""Figures that their source marks as uncertain ("100?"), against an oracle of numbers that grow with time and items.

Certain figures come first. An uncertain one only narrows what they leave, contradicts nobody, and leaves its mark on
each answer that it moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from typing import Any, NamedTuple

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st
from possible_worlds import MonotoneWorlds, Worlds
from small_instances import claim, day, event_id, figures, frame

import axis_tracker as axt

MOST = 2
ITEMS = ("top", "left")
Cell = tuple[str, int]
CELLS: tuple[Cell, ...] = tuple(product(ITEMS, (1, 2)))


@cache
def worlds() -> MonotoneWorlds[Cell]:
    return MonotoneWorlds(
        CELLS, lambda one, other: ITEMS.index(one[0]) >= ITEMS.index(other[0]) and one[1] <= other[1], MOST
    )


class Figure(NamedTuple):
    id: str
    cell: Cell
    quantity: axt.Quantity
    is_uncertain: bool

    def record(self) -> axt.Claim:
        item, on = self.cell
        quantity = axt.Quantity(
            low=self.quantity.low,
            high=self.quantity.high,
            unit="crates",
            includes_low=self.quantity.includes_low,
            includes_high=self.quantity.includes_high,
            is_uncertain=self.is_uncertain,
        )
        return claim(self.id, event_id("kp", item), made=day(on), measure=axt.Measure(quantity, "delivered"))


def hold(figures: Iterable[Figure]) -> Worlds:
    """The worlds in which all figures are right, certain or not."""
    found = worlds().all
    for one in figures:
        found &= worlds().where(one.cell, one.quantity)
    return found


@st.composite
def some_figures(draw: st.DrawFn) -> list[Figure]:
    """From two to six figures, every second of them uncertain, so that there is one of each at least."""
    return [
        Figure(f"c{number}", draw(st.sampled_from(CELLS)), draw(figures(MOST)).quantity, number % 2 == 0)
        for number in range(draw(st.integers(2, 6)))
    ]


def recorded(figures: Iterable[Figure]) -> axt.Dataset:
    return axt.Dataset([*frame(suppliers=("kp",), items=ITEMS), *(one.record() for one in figures)])


def answer(figures: Iterable[Figure], cell: Cell, policy: axt.Policy | None = None) -> axt.Estimate:
    item, on = cell
    asked: dict[str, Any] = {"supplier": "kp", "recipient": "ru", "item": item, "at": day(on)}
    return recorded(figures).estimate(**asked, unit="crates", phase="delivered", policy=policy)


def certain_of(figures: Iterable[Figure]) -> list[Figure]:
    return [one for one in figures if not one.is_uncertain]


def pairs(conflicts: Iterable[axt.Conflict]) -> set[frozenset[str]]:
    return {frozenset(one.id for one in (*conflict.lower, *conflict.upper)) for conflict in conflicts}


some_cell = st.sampled_from(CELLS)


@given(some_figures(), some_cell)
def test_an_uncertain_figure_only_narrows_what_certain_ones_leave(said: list[Figure], cell: Cell) -> None:
    alone, together = answer(certain_of(said), cell), answer(said, cell)
    assert alone.quantity.contains(together.quantity), together.explain()
    assert not alone.quantity.is_uncertain
    assert together.quantity.is_uncertain is (together.quantity.ends != alone.quantity.ends), (
        "the answer carries the mark exactly if an uncertain figure moved an end"
    )


@given(some_figures(), some_cell)
def test_an_uncertain_figure_is_in_no_conflict(said: list[Figure], cell: Cell) -> None:
    assert pairs(recorded(said).conflicts()) == pairs(recorded(certain_of(said)).conflicts())
    alone, together = answer(certain_of(said), cell), answer(said, cell)
    assert pairs(together.conflicts) == pairs(alone.conflicts)
    assert together.agreeing == alone.agreeing or not together.conflicts


def used(said: Sequence[Figure]) -> list[Figure]:
    """The figures that count: the certain ones, and the uncertain ones that neither these nor their like contradict."""
    certain = certain_of(said)
    fitting = [one for one in said if one.is_uncertain and hold([one, *certain])]
    at_odds = {one.id for one, other in product(fitting, repeat=2) if not hold((one, other))}
    # Whether an uncertain figure that certain ones contradict can still contradict its like is left open.
    unfit = [one for one in said if one.is_uncertain and one not in fitting]
    assume(all(hold((one, other)) for one, other in product(fitting, unfit) if one.id not in at_odds))
    return [*certain, *(one for one in fitting if one.id not in at_odds)]


@given(some_figures(), some_cell)
def test_uncertain_figures_that_nobody_contradicts_bound_tightly_and_the_others_are_listed_as_not_used(
    said: list[Figure], cell: Cell
) -> None:
    assume(hold(certain_of(said)))
    counted = used(said)
    there = hold(counted)
    assert there, "in these orders, figures hold together if each two of them do"
    estimate = answer(said, cell)
    assert worlds().ends_of(attrs.evolve(estimate.quantity, is_uncertain=False)) == worlds().ends(cell, there)
    left_out = {one.id for one in said} - {one.id for one in counted}
    assert left_out <= {one.claim.id for one in estimate.set_aside}
    assert left_out.isdisjoint(one.id for one in estimate.supporting)


@given(some_figures(), some_cell)
def test_a_policy_can_set_them_aside(said: list[Figure], cell: Cell) -> None:
    alone = answer(certain_of(said), cell)
    aside = answer(said, cell, axt.Policy(uncertain="set-aside"))
    assert (aside.quantity, aside.agreeing, len(aside.conflicts)) == (
        alone.quantity,
        alone.agreeing,
        len(alone.conflicts),
    )
    assert {one.id for one in said if one.is_uncertain} <= {one.claim.id for one in aside.set_aside}


# --- figures as a register prints them ---


def register(*told: axt.Claim) -> axt.Dataset:
    return axt.Dataset([*frame(suppliers=("kp",), items=ITEMS), *told])


def entry(key: str, words: str, reading: str = "total", **fields: object) -> axt.Claim:
    measure = {"quantity": words, "phase": "delivered", "reading": reading}
    return claim(key, "kp-top", made="2024-12-31", measure=measure, **fields)


def test_an_uncertain_figure_by_itself_is_the_answer_and_keeps_its_mark() -> None:
    estimate = register(entry("a", "100? crates")).estimate(event="kp-top", at="2024-12-31")
    assert (estimate.low, estimate.high, estimate.quantity.is_uncertain) == (100, 100, True)
    assert "100?" in str(estimate)


def test_a_sum_that_contains_an_uncertain_figure_is_uncertain() -> None:
    months = [
        entry("a", "3 crates", "increment", when="2024-01"),
        entry("b", "4? crates", "increment", when="2024-02"),
    ]
    estimate = register(*months).estimate(event="kp-top", at="2024-12-31")
    assert (estimate.low, estimate.quantity.is_uncertain) == (7, True)
    aside = register(*months).estimate(event="kp-top", at="2024-12-31", policy=axt.Policy(uncertain="set-aside"))
    assert (aside.low, aside.quantity.is_uncertain) == (3, False)


def test_a_sum_with_an_uncertain_figure_contradicts_no_limit() -> None:
    told = [
        entry("a", "3 crates", "increment", when="2024-01"),
        entry("b", "4? crates", "increment", when="2024-02"),
        entry("limit", "up to 5 crates"),
    ]
    dataset = register(*told)
    estimate = dataset.estimate(event="kp-top", at="2024-12-31")
    assert dataset.conflicts() == estimate.conflicts == ()
    assert estimate.low is not None
    assert estimate.high == 5
    assert 3 <= estimate.low <= 5


def test_two_uncertain_figures_that_contradict_each_other_are_only_listed() -> None:
    dataset = register(entry("a", "10? crates"), entry("b", "20? crates"))
    estimate = dataset.estimate(event="kp-top", at="2024-12-31", unit="crates")
    assert dataset.conflicts() == estimate.conflicts == ()
    assert {one.claim.id for one in estimate.set_aside} == {"a", "b"}
