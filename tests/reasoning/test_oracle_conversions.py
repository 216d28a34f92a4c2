"""Conversions that the caller passes, against oracles that give a thing a number in each unit.

A pallet holds two to three crates: a world has so many of both. Shells are some of the rounds. Nothing here multiplies
the end of a claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations_with_replacement, product
from typing import Any, NamedTuple

from example_counts import examples
from hypothesis import assume, given
from hypothesis import strategies as st
from number_ends import Ends, ends_between, ends_of
from possible_worlds import MonotoneWorlds, Worlds, by_number, where
from small_instances import DOCUMENT, claim, day, figures, frame

import axis_tracker as axt


class UnitClaim(NamedTuple):
    """A total in a unit, on a certain day, by an origin of its own."""

    unit: str
    day: int
    quantity: axt.Quantity


@st.composite
def unit_claims(draw: st.DrawFn, most: dict[str, int], *, last_day: int = 1, at_most: int = 4) -> list[UnitClaim]:
    """Figures in some units, up to a greatest number in each."""
    found: list[UnitClaim] = []
    for _ in range(draw(st.integers(1, at_most))):
        unit = draw(st.sampled_from(sorted(most)))
        low, high, includes_low, includes_high = draw(figures(most[unit])).quantity.ends
        quantity = axt.Quantity(low=low, high=high, includes_low=includes_low, includes_high=includes_high, unit=unit)
        found.append(UnitClaim(unit, draw(st.integers(1, last_day)), quantity))
    return found


def recorded(claims: Iterable[UnitClaim]) -> axt.Dataset:
    return axt.Dataset(
        [
            *frame(suppliers=("kp",), items=("top",)),
            *(
                claim(f"c{number}", "kp-top", made=day(one.day), measure=axt.Measure(one.quantity, "delivered"))
                for number, one in enumerate(claims)
            ),
        ]
    )


def pallets_hold(low: int, high: int) -> axt.Conversion:
    return axt.Conversion(of="pallets", to="crates", low=str(low), high=str(high))


SHELLS_ARE_ROUNDS: dict[str, Any] = {"part": "shells", "whole": "rounds"}


# --- a range of factors ---

LEAST, MOST = 2, 3
"""How many crates a pallet holds."""


class PalletWorlds:
    """The worlds with a number of pallets and one of crates on each day: two to three crates for each pallet."""

    def __init__(self, days: int, fractions: int, most: int) -> None:
        self.fractions = fractions
        worlds = [
            (pallets, crates)
            for pallets in combinations_with_replacement(range(most * fractions + 1), days)
            for crates in product(*(range(LEAST * number, MOST * number + 1) for number in pallets))
            if list(crates) == sorted(crates)
        ]
        self.all: Worlds = (1 << len(worlds)) - 1
        self.standing = {
            (unit, on): by_number(world[at][on - 1] for world in worlds)
            for at, unit in enumerate(("pallets", "crates"))
            for on in range(1, days + 1)
        }

    def where(self, unit: str, on: int, quantity: axt.Quantity) -> Worlds:
        return where(self.standing[unit, on], quantity * self.fractions)

    def hold(self, claims: Iterable[UnitClaim]) -> Worlds:
        found = self.all
        for one in claims:
            found &= self.where(one.unit, one.day, one.quantity)
        return found

    def ends(self, unit: str, on: int, worlds: Worlds, endless: int) -> Ends:
        numbers = [number for number, there in self.standing[unit, on].items() if there & worlds]
        return ends_between(numbers, self.fractions, endless * self.fractions)


@cache
def one_day() -> PalletWorlds:
    """Three pallets are up to nine crates, and claims speak of up to six."""
    return PalletWorlds(days=1, fractions=4, most=3)


@cache
def two_days() -> PalletWorlds:
    return PalletWorlds(days=2, fractions=2, most=2)


both_units = unit_claims({"pallets": 2, "crates": 6})


def in_crates(claims: Sequence[UnitClaim], on: int = 1, *, converted: bool = True) -> axt.Estimate:
    conversions = (pallets_hold(LEAST, MOST),) if converted else ()
    return recorded(claims).estimate(
        event="kp-top", unit="crates", phase="delivered", at=day(on), conversions=conversions
    )


@given(both_units)
def test_each_end_in_the_other_unit_is_reached_or_approached_by_a_world_with_some_factor(
    claims: list[UnitClaim],
) -> None:
    there = one_day().hold(claims)
    assume(there)
    estimate = in_crates(claims)
    assert ends_of(estimate.quantity) == one_day().ends("crates", 1, there, endless=7), estimate.explain()
    assert not estimate.conflicts


@given(unit_claims({"pallets": 2, "crates": 6}, last_day=2), st.sampled_from(("pallets", "crates")), st.integers(1, 2))
def test_every_world_with_some_factor_lies_in_the_estimate_in_either_unit(
    claims: list[UnitClaim], unit: str, on: int
) -> None:
    conversions = (pallets_hold(LEAST, MOST),)
    estimate = recorded(claims).estimate(
        event="kp-top", unit=unit, phase="delivered", at=day(on), conversions=conversions
    )
    there = two_days().hold(claims)
    assert there & ~two_days().where(unit, on, estimate.quantity) == 0, estimate.explain()
    assert not (there and estimate.conflicts), "claims that hold together in some world are not in conflict"


@given(unit_claims({"pallets": 2, "crates": 6}, last_day=2), st.integers(1, 2))
def test_a_conversion_never_widens_what_is_said_in_the_unit_itself(claims: list[UnitClaim], on: int) -> None:
    assume(two_days().hold(claims))
    assert in_crates(claims, on, converted=False).quantity.contains(in_crates(claims, on).quantity)


@st.composite
def opposite_ends(draw: st.DrawFn) -> list[UnitClaim]:
    """At least so many pallets and at most so many crates, or the reverse, with another figure at times."""
    at_least, at_most = draw(st.permutations(("pallets", "crates")))
    high = draw(st.integers(0, {"pallets": 1, "crates": 4}[at_most]))
    low = draw(st.integers({"pallets": 1, "crates": 2}[at_least], {"pallets": 2, "crates": 6}[at_least]))
    ends = (axt.Quantity(low=low, unit=at_least), axt.Quantity(high=high, unit=at_most))
    return [*(UnitClaim(one.unit, 1, one) for one in ends), *draw(st.just([]) | both_units)]


@examples(60)
@given(opposite_ends())
def test_figures_that_contradict_each_other_by_a_conversion_alone_are_a_conflict_that_names_both_units(
    claims: list[UnitClaim],
) -> None:
    pallets, crates = ([one for one in claims if one.unit == unit] for unit in ("pallets", "crates"))
    assume(one_day().hold(pallets) and one_day().hold(crates) and not one_day().hold(claims))
    assert recorded(claims).conflicts() == (), "nobody has said how many crates a pallet holds"
    estimate = in_crates(claims)
    assert estimate.conflicts
    assert any("pallet" in line and "crates" in line for line in estimate.explain().splitlines())
    for conflict in estimate.conflicts:
        named = [claims[int(one.id[1:])] for one in (*conflict.lower, *conflict.upper)]
        assert not one_day().hold(named)


@given(unit_claims({"pallets": 3, "crates": 3}, last_day=2), st.sampled_from(("pallets", "crates")), st.integers(1, 2))
def test_without_a_conversion_figures_in_another_unit_change_nothing(
    claims: list[UnitClaim], unit: str, on: int
) -> None:
    asked: dict[str, Any] = {"event": "kp-top", "unit": unit, "phase": "delivered", "at": day(on)}
    alike = recorded([one for one in claims if one.unit == unit]).estimate(**asked)
    estimate = recorded(claims).estimate(**asked)
    assert estimate.quantity == alike.quantity
    assert len(estimate.conflicts) == len(alike.conflicts)


# --- what is some of something else ---

UNITS = ("shells", "rounds")
CELLS = tuple(product(UNITS, (1, 2)))


@cache
def some_of_it() -> MonotoneWorlds[tuple[str, int]]:
    """No more shells than rounds, and never fewer of either than the day before."""
    return MonotoneWorlds(
        CELLS, lambda one, other: UNITS.index(one[0]) <= UNITS.index(other[0]) and one[1] <= other[1], most=2
    )


def shells_and_rounds(claims: Iterable[UnitClaim]) -> Worlds:
    found = some_of_it().all
    for one in claims:
        found &= some_of_it().where((one.unit, one.day), one.quantity)
    return found


included = unit_claims({"shells": 2, "rounds": 2}, last_day=2, at_most=5)


@given(included, st.sampled_from(CELLS))
def test_an_inclusion_passes_lower_ends_up_and_upper_ends_down_and_no_more(
    claims: list[UnitClaim], cell: tuple[str, int]
) -> None:
    there = shells_and_rounds(claims)
    inclusion = axt.Inclusion(**SHELLS_ARE_ROUNDS)
    estimate = recorded(claims).estimate(
        event="kp-top", unit=cell[0], phase="delivered", at=day(cell[1]), conversions=(inclusion,)
    )
    if there:
        assert some_of_it().ends_of(estimate.quantity) == some_of_it().ends(cell, there), estimate.explain()
        assert not estimate.conflicts
    if all(shells_and_rounds(one for one in claims if one.unit == unit) for unit in UNITS):
        assert recorded(claims).conflicts() == (), "nobody has said that shells are rounds"
        if cell[0] == "rounds" and not shells_and_rounds(one for one in claims if one.day == cell[1]):
            assert estimate.conflicts, "more shells than rounds on the day in question"


# --- figures as they are reported ---


def said(key: str, words: str, **fields: Any) -> axt.Claim:
    return claim(
        key, "kp-top", **{"made": "2024-11-22", "measure": {"quantity": words, "phase": "delivered"}, **fields}
    )


def oil(*claims: axt.Claim) -> axt.Dataset:
    return axt.Dataset([*frame(suppliers=("kp",), items=("top",)), *claims])


BARRELS: dict[str, Any] = {"of": "barrels", "to": "tonnes", "low": "0.13", "high": "0.14"}


def test_barrels_can_be_checked_against_tonnes_only_with_a_range_of_tonnes_in_a_barrel() -> None:
    dataset = oil(said("a", "over 1 million barrels"), said("b", "about 56,000 tonnes"))
    apart = dataset.estimate(event="kp-top", unit="tonnes", at="2024-11-22")
    assert (apart.low, apart.high) == (55_500, 56_500)
    assert apart.conflicts == ()
    together = dataset.estimate(
        event="kp-top", unit="tonnes", at="2024-11-22", conversions=(axt.Conversion(**BARRELS),)
    )
    (conflict,) = together.conflicts
    assert ([one.id for one in conflict.lower], [one.id for one in conflict.upper]) == (["a"], ["b"])
    assert any("barrel" in line and "tonnes" in line for line in together.explain().splitlines())


def test_a_figure_that_agrees_within_the_range_narrows_and_is_named() -> None:
    dataset = oil(said("a", "exactly 100 barrels"), said("b", "at least 5 tonnes"))
    estimate = dataset.estimate(
        event="kp-top", unit="tonnes", at="2024-11-22", conversions=(axt.Conversion(**BARRELS),)
    )
    assert (estimate.low, estimate.high) == (13, 14)
    assert [one.id for one in estimate.binding_low] == [one.id for one in estimate.binding_high] == ["a"]


def test_versions_of_one_figure_are_put_together_before_they_are_converted() -> None:
    # One text has 100 barrels, another 200, of one briefing: 13 to 28 tonnes.
    document: dict[str, Any] = DOCUMENT
    texts = [axt.Document(id=f"text-{number}", published="2024-11-22", **document) for number in (0, 1)]
    told = [
        said(
            f"c{number}",
            words,
            origin="briefing",
            evidence=[f"text-{number}#char=0,9;sha256=0123456789abcdef"],
        )
        for number, words in enumerate(("100 barrels", "200 barrels"))
    ]
    dataset = axt.Dataset([*frame(suppliers=("kp",), items=("top",)), *texts, *told])
    estimate = dataset.estimate(
        event="kp-top", unit="tonnes", at="2024-11-22", conversions=(axt.Conversion(**BARRELS),)
    )
    assert (estimate.low, estimate.high) == (13, 28)
    assert estimate.conflicts == ()


def test_more_shells_than_rounds_are_a_conflict_only_if_shells_are_rounds() -> None:
    dataset = oil(said("a", "at least 9 shells"), said("b", "up to 5 rounds"))
    rounds: dict[str, Any] = {"event": "kp-top", "unit": "rounds", "at": "2024-11-22"}
    apart = dataset.estimate(**rounds)
    together = dataset.estimate(**rounds, conversions=(axt.Inclusion(**SHELLS_ARE_ROUNDS),))
    assert (apart.low, apart.high, apart.conflicts) == (None, 5, ())
    assert len(together.conflicts) == 1
    assert any("shells" in line and "rounds" in line for line in together.explain().splitlines())
