"""Estimates against an oracle that walks through all worlds of small instances.

A world says how much had come of each thing by each day. The oracle knows nothing of bounds, windows or hierarchies: it
evaluates each claim in each world, by what the documentation says that the claim means.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import combinations, product
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from strategies_reasoning import claim, day, days, event_id, figures, frame, measure, some_days

import axis_tracker as axt
from axis_tracker.imprecise.measures import Reading

# --- what is delivered: lots, each on a day, by an actor, of an item; totals add them up ---

DAYS = 3
LOTS = tuple(product(("kp", "ministry"), ("top", "left"), range(1, DAYS + 1)))
ABOVE = {"kp": ("kp",), "ministry": ("ministry", "kp"), "top": ("top",), "left": ("left", "top")}
EVENTS = tuple(product(("kp", "ministry"), ("top", "left")))


Numbers = dict[int, int]
"""The worlds by a number that they give to something: number -> a bit for each world."""


def _by_number(numbers: Iterable[int]) -> Numbers:
    found: Numbers = {}
    for world, number in enumerate(numbers):
        found[number] = found.get(number, 0) | 1 << world
    return found


@cache
def lot_worlds() -> tuple[tuple[int, ...], ...]:
    """Which lots came, one crate each."""
    return tuple(product((0, 1), repeat=len(LOTS)))


@cache
def came(event: tuple[str, str], first: int, last: int) -> Numbers:
    """How much came from one day to another, both included."""
    counted = [
        number
        for number, (supplier, item, on) in enumerate(LOTS)
        if event in product(ABOVE[supplier], ABOVE[item]) and first <= on <= last
    ]
    return _by_number(sum(world[lot] for lot in counted) for world in lot_worlds())


def where(numbers: Numbers, quantity: axt.Quantity) -> int:
    """The worlds in which the quantity allows the number."""
    found = 0
    for number, worlds in numbers.items():
        if quantity.contains(number):
            found |= worlds
    return found


Told = dict[str, Any]
"""A claim as the oracle reads it: event, figure, made (days), when (days or None), since (days or None), origin."""


@st.composite
def told_claims(draw: st.DrawFn) -> list[Told]:
    told: list[Told] = []
    for number in range(draw(st.integers(1, 4))):
        reading = draw(st.sampled_from((Reading.TOTAL, Reading.TOTAL, Reading.INCREMENT)))
        when = draw(st.none() | some_days(DAYS))
        since = draw(st.none() | some_days(DAYS)) if when is None or when[0] == when[1] else None
        last = when[1] if when is not None else DAYS
        told.append(
            {
                "id": f"c{number}",
                "event": draw(st.sampled_from(EVENTS)),
                "figure": draw(figures(4)),
                "reading": reading,
                # A claim tells of what had happened, so it was made at or after the last day it tells of.
                "made": (last, last) if when is not None else draw(some_days(DAYS)),
                "when": when,
                "since": None if since is None or since[0] > last else (since[0], min(since[1], last)),
            }
        )
    return told


def recorded(told: list[Told]) -> axt.Dataset:
    return axt.Dataset(
        [
            *frame(items=("top", "left")),
            *(
                claim(
                    one["id"],
                    event_id(*one["event"]),
                    made=days(*one["made"]),
                    when=None if one["when"] is None else days(*one["when"]),
                    measure=axt.Measure(
                        one["figure"].quantity,
                        "delivered",
                        one["reading"],
                        since=None if one["since"] is None else days(*one["since"]),
                    ),
                )
                for one in told
            ),
        ]
    )


Starts = dict[tuple[int, int], int]
"""The day that each notation of a beginning stands for: one and the same wherever it is written."""


def holds(one: Told, starts: Starts) -> int:
    """The worlds in which there is a day on which the claim can have been meant, and that makes it true."""
    quantity, event = one["figure"].quantity, one["event"]
    start = 1 if one["since"] is None else starts[one["since"]]
    if one["reading"] is Reading.INCREMENT:
        # Some delivery, or several, within the stretch: at least so much came in it.
        first = one["when"][0] if one["when"] and not one["since"] else start
        last = one["when"][1] if one["when"] else one["made"][1]
        at_least = axt.Quantity(low=quantity.low, includes_low=quantity.includes_low, unit="crates")
        return where(came(event, first, last), at_least)
    if one["when"] is not None and one["when"][0] != one["when"][1]:  # from the one day to the other
        return where(came(event, *one["when"]), quantity)
    ends = range(one["made"][0], one["made"][1] + 1) if one["when"] is None else one["when"][:1]
    found = 0
    for end in ends:
        found |= where(came(event, start, end), quantity)
    return found


def hold_together(told: list[Told]) -> int:
    notations = sorted({one["since"] for one in told if one["since"] is not None})
    found = 0
    for days_of_starts in product(*(range(first, last + 1) for first, last in notations)):
        starts = dict(zip(notations, days_of_starts, strict=True))
        worlds = (1 << len(lot_worlds())) - 1
        for one in told:
            worlds &= holds(one, starts)
        found |= worlds
    return found


@given(told_claims(), st.sampled_from(EVENTS), st.integers(0, DAYS))
def test_every_world_in_which_the_claims_hold_lies_in_the_estimate(
    told: list[Told], asked: tuple[str, str], at: int
) -> None:
    dataset = recorded(told)
    estimate = dataset.estimate(supplier=asked[0], recipient="ru", item=asked[1], at=day(at), unit="crates")
    worlds = hold_together(told)
    if worlds:
        assert not estimate.conflicts, "claims that hold together in some world are not in conflict"
        assert not dataset.conflicts()
    assert worlds & ~where(came(asked, 1, at), estimate.quantity) == 0, estimate.explain()


@given(told_claims(), st.sampled_from(EVENTS), st.integers(1, DAYS), st.integers(1, DAYS))
def test_what_came_since_a_day_lies_in_the_estimate_since_that_day(
    told: list[Told], asked: tuple[str, str], since: int, at: int
) -> None:
    asking = {"supplier": asked[0], "recipient": "ru", "item": asked[1], "unit": "crates"}
    estimate = recorded(told).estimate(**asking, since=day(since), at=day(at))
    assert hold_together(told) & ~where(came(asked, since, at), estimate.quantity) == 0, estimate.explain()


# --- pure orders: one number for each item and day, which only grows; nothing adds up ---

ORDER_DAYS = (1, 2)
ORDER_ITEMS = ("top", "left", "right")
CELLS = tuple(product(ORDER_ITEMS, ORDER_DAYS))
# Claims speak of whole steps, worlds also of half ones (odd numbers), so that excluded ends have a nearest number.
STEPS, MOST = 2, 2
FULL = STEPS * (MOST + 1)


@cache
def order_worlds() -> tuple[dict[tuple[str, int], int], ...]:
    found = []
    for numbers in product(range(FULL + 1), repeat=len(CELLS)):
        world = dict(zip(CELLS, numbers, strict=True))
        grows = all(world[item, 1] <= world[item, 2] for item in ORDER_ITEMS)
        if grows and all(world[item, on] <= world["top", on] for item in ORDER_ITEMS for on in ORDER_DAYS):
            found.append(world)
    return tuple(found)


OrderClaim = tuple[str, int, axt.Measure]


@cache
def standing(cell: tuple[str, int]) -> Numbers:
    """The worlds by the number that stands in a cell."""
    return _by_number(world[cell] for world in order_worlds())


def order_worlds_of(claims: Iterable[OrderClaim]) -> int:
    worlds = (1 << len(order_worlds())) - 1
    for item, on, figure in claims:
        worlds &= where(standing((item, on)), figure.quantity * STEPS)
    return worlds


@st.composite
def order_claims(draw: st.DrawFn) -> list[OrderClaim]:
    cells = st.sampled_from(CELLS)
    return [(*draw(cells), draw(figures(MOST))) for _ in range(draw(st.integers(1, 5)))]


def order_dataset(claims: list[OrderClaim], names: list[str] | None = None) -> axt.Dataset:
    keys = names or [f"c{number}" for number in range(len(claims))]
    return axt.Dataset(
        [
            *frame(suppliers=("kp",)),
            *(
                claim(key, event_id("kp", item), made=day(on), measure=figure)
                for key, (item, on, figure) in zip(keys, claims, strict=True)
            ),
        ]
    )


def least(quantity: axt.Quantity) -> int:
    return 0 if quantity.low is None else int(STEPS * quantity.low) + (not quantity.includes_low)


def most(quantity: axt.Quantity) -> int:
    return FULL if quantity.high is None else int(STEPS * quantity.high) - (not quantity.includes_high)


@given(order_claims(), st.sampled_from(CELLS))
def test_each_end_is_reached_or_approached_by_some_world(claims: list[OrderClaim], cell: tuple[str, int]) -> None:
    worlds = order_worlds_of(claims)
    assume(worlds)
    estimate = order_dataset(claims).estimate(item=cell[0], supplier="kp", recipient="ru", at=day(cell[1]))
    numbers = [number for number, there in standing(cell).items() if there & worlds]
    if estimate.unit:  # without any claim that bears on it there is no unit either
        assert (least(estimate.quantity), most(estimate.quantity)) == (min(numbers), max(numbers))


@given(order_claims())
def test_claims_conflict_exactly_if_they_hold_in_no_world(claims: list[OrderClaim]) -> None:
    assert bool(order_dataset(claims).conflicts()) is not bool(order_worlds_of(claims))


@given(order_claims())
def test_the_conflicts_are_exactly_the_pairs_that_hold_in_no_world(claims: list[OrderClaim]) -> None:
    pairs = {
        frozenset((one, other))
        for one, other in combinations(range(len(claims)), 2)
        if not order_worlds_of((claims[one], claims[other]))
    }
    found = order_dataset(claims).conflicts()
    assert {frozenset(int(one.id[1:]) for one in (*conflict.lower, *conflict.upper)) for conflict in found} == pairs


@given(order_claims(), st.sampled_from(CELLS))
def test_with_conflicts_the_bounds_are_the_hull_of_the_largest_agreeing_sets(
    claims: list[OrderClaim], cell: tuple[str, int]
) -> None:
    estimate = order_dataset(claims).estimate(item=cell[0], supplier="kp", recipient="ru", at=day(cell[1]))
    if not estimate.conflicts:
        assert estimate.agreeing == ()
        return
    hull = estimate.agreeing[0].quantity
    for one in estimate.agreeing:
        hull = hull.hull(one.quantity)
        chosen = [claims[int(key[1:])] for key in one.origins]
        assert order_worlds_of(chosen)
        alone = order_dataset(chosen, list(one.origins))
        again = alone.estimate(item=cell[0], supplier="kp", recipient="ru", at=day(cell[1]), unit="crates")
        assert again.quantity == one.quantity
    assert estimate.quantity == hull
    assert len({len(one.origins) for one in estimate.agreeing}) == 1


@given(order_claims(), st.randoms(use_true_random=False), st.sampled_from(CELLS))
def test_neither_order_nor_names_of_claims_matter(claims: list[OrderClaim], chance: Any, cell: tuple[str, int]) -> None:
    shuffled = list(range(len(claims)))
    chance.shuffle(shuffled)
    names = [f"n{number}" for number in shuffled]
    one = order_dataset(claims).estimate(item=cell[0], supplier="kp", recipient="ru", at=day(cell[1]))
    other = order_dataset(claims, names).estimate(item=cell[0], supplier="kp", recipient="ru", at=day(cell[1]))
    renamed = {f"c{number}": name for number, name in enumerate(names)}
    assert one.quantity == other.quantity
    assert {renamed[each.id] for each in one.binding_low} == {each.id for each in other.binding_low}
    assert {renamed[each.id] for each in one.supporting} == {each.id for each in other.supporting}
    assert len(one.conflicts) == len(other.conflicts)


@given(order_claims(), st.data(), st.sampled_from(CELLS))
def test_a_claim_that_agrees_never_widens_the_bounds(
    claims: list[OrderClaim], data: st.DataObject, cell: tuple[str, int]
) -> None:
    worlds = order_worlds_of(claims)
    assume(worlds)
    world = data.draw(st.sampled_from([one for at, one in enumerate(order_worlds()) if worlds >> at & 1]))
    item, on = data.draw(st.sampled_from(CELLS))
    number = world[item, on] // STEPS
    agreeing: OrderClaim = (item, on, measure(number, number + 1))
    asked = {"item": cell[0], "supplier": "kp", "recipient": "ru", "at": day(cell[1]), "unit": "crates"}
    before = order_dataset(claims).estimate(**asked)
    after = order_dataset([*claims, agreeing]).estimate(**asked)
    assert before.quantity.contains(after.quantity)


# --- levels: one number for each item and day, which may fall; a part is never more than its whole ---

LEVEL_CELLS = tuple(product(("top", "left"), ORDER_DAYS))


@cache
def level_worlds() -> dict[tuple[str, int], Numbers]:
    """For each item and day, the worlds by the number there."""
    worlds = [
        dict(zip(LEVEL_CELLS, numbers, strict=True))
        for numbers in product(range(FULL + 1), repeat=len(LEVEL_CELLS))
        if all(numbers[LEVEL_CELLS.index(("left", on))] <= numbers[LEVEL_CELLS.index(("top", on))] for on in ORDER_DAYS)
    ]
    return {cell: _by_number(world[cell] for world in worlds) for cell in LEVEL_CELLS}


LevelClaim = tuple[str, tuple[int, int], axt.Measure]
level_claims = st.lists(
    st.tuples(st.sampled_from(("top", "left")), some_days(2), figures(MOST, reading="level")), min_size=1, max_size=4
)


@given(level_claims, st.sampled_from(LEVEL_CELLS))
def test_levels_bound_their_own_days_tightly_and_conflict_exactly_if_they_hold_in_no_world(
    claims: list[LevelClaim], cell: tuple[str, int]
) -> None:
    dataset = axt.Dataset(
        [
            *frame(suppliers=("kp",)),
            *(
                claim(f"c{number}", event_id("kp", item), made=day(9), when=days(*on), measure=figure)
                for number, (item, on, figure) in enumerate(claims)
            ),
        ]
    )
    worlds = -1
    for item, (first, last), figure in claims:
        for on in range(first, last + 1):
            worlds &= where(level_worlds()[item, on], figure.quantity * STEPS)
    assert bool(dataset.conflicts()) is not bool(worlds)
    if worlds:
        asked = {"supplier": "kp", "recipient": "ru", "item": cell[0], "unit": "crates", "reading": "level"}
        estimate = dataset.estimate(**asked, at=day(cell[1]))
        numbers = [number for number, there in level_worlds()[cell].items() if there & worlds]
        assert (least(estimate.quantity), most(estimate.quantity)) == (min(numbers), max(numbers))
