"""Estimates against an oracle that walks through all worlds of small instances.

A world says how much had come of each thing by each day. The oracle knows nothing of bounds, windows or hierarchies: it
evaluates each claim in each world, by what the documentation says that the claim means. A figure of a month stood so on
some day of it, and is meant to be the figure at its end.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import combinations, product
from typing import Any

from figure_claims import FigureClaim, check, figure_claims, hold_together, record
from hypothesis import assume, given
from hypothesis import strategies as st
from possible_worlds import STEPS, LotWorlds, MonotoneWorlds, Numbers, where
from small_instances import claim, day, days, event_id, figures, frame, measure, some_days, teller

import axis_tracker as axt

# --- what is delivered: lots, each on a day, by an actor, of an item; totals add them up ---

DAYS = 3
LOTS = tuple(product(("kp", "ministry"), ("top", "left"), range(1, DAYS + 1)))
ABOVE = {"kp": ("kp",), "ministry": ("ministry", "kp"), "top": ("top",), "left": ("left", "top")}
ASKED = tuple(product(("kp", "ministry"), ("top", "left")))
EVENTS = tuple(event_id(*one) for one in ASKED)


lots = LotWorlds(LOTS)


def came(event: str, phase: str, first: int, last: int) -> Numbers:
    """How much of an event came from one day to another, both included."""
    return lots.counted(
        lambda lot: (
            event in [event_id(*one) for one in product(ABOVE[lot[0]], ABOVE[lot[1]])] and first <= lot[2] <= last
        )
    )


some_claims = figure_claims(EVENTS, DAYS)
TOTAL: dict[str, Any] = {"phase": "delivered", "unit": "crates", "reading": "total"}
"""What the figures count, so that no question leaves it to be chosen."""


def recorded(claims: list[FigureClaim]) -> axt.Dataset:
    return axt.Dataset([*frame(items=("top", "left")), *map(record, claims)])


@given(some_claims, st.sampled_from(ASKED), st.integers(0, DAYS))
def test_every_world_in_which_the_claims_hold_lies_in_the_estimate(
    claims: list[FigureClaim], asked: tuple[str, str], at: int
) -> None:
    dataset = recorded(claims)
    estimate = dataset.estimate(supplier=asked[0], recipient="ru", item=asked[1], at=day(at), **TOTAL)
    check(claims, came, lots.all, estimate, came(event_id(*asked), "delivered", 1, at), dataset.conflicts())


@given(some_claims, st.sampled_from(ASKED), st.integers(1, DAYS), st.integers(1, DAYS))
def test_what_came_since_a_day_lies_in_the_estimate_since_that_day(
    claims: list[FigureClaim], asked: tuple[str, str], since: int, at: int
) -> None:
    dataset = recorded(claims)
    asking: dict[str, Any] = {"supplier": asked[0], "recipient": "ru", "item": asked[1], "since": day(since)}
    estimate = dataset.estimate(**asking, at=day(at), **TOTAL)
    check(claims, came, lots.all, estimate, came(event_id(*asked), "delivered", since, at), dataset.conflicts())


@given(figure_claims(EVENTS[:2], DAYS, readings=("increment",), most=2))
def test_what_came_within_windows_adds_up_to_no_more_than_some_world_holds(claims: list[FigureClaim]) -> None:
    estimate = recorded(claims).estimate(supplier="kp", recipient="ru", item="top", at=day(DAYS), **TOTAL)
    worlds = hold_together(claims, came, lots.all)
    assert worlds & ~where(came("kp-top", "delivered", 1, DAYS), estimate.quantity) == 0, estimate.explain()


@given(some_claims, st.data(), st.sampled_from(ASKED), st.integers(1, DAYS))
def test_another_claim_that_holds_in_a_world_of_the_others_never_widens_the_bounds(
    claims: list[FigureClaim], data: st.DataObject, asked: tuple[str, str], at: int
) -> None:
    (more,) = data.draw(figure_claims(EVENTS, DAYS, at_most=1))
    more = more._replace(id="more")
    # Where no world has each figure at the end of its days, a certain figure can take an upper end from a vaguer one.
    assume(hold_together([*claims, more], came, lots.all, at_the_end=True))
    asking = {"supplier": asked[0], "recipient": "ru", "item": asked[1], "at": day(at), **TOTAL}
    before, after = recorded(claims).estimate(**asking), recorded([*claims, more]).estimate(**asking)
    assert before.quantity.contains(after.quantity)
    assert {one.id for one in before.supporting} <= {one.id for one in after.supporting}


@given(some_claims, st.permutations(range(4)), st.sampled_from(ASKED), st.integers(1, DAYS))
def test_nothing_that_an_estimate_says_depends_on_what_claims_are_called(
    claims: list[FigureClaim], order: list[int], asked: tuple[str, str], at: int
) -> None:
    renamed = {one.id: f"n{number}" for one, number in zip(claims, order, strict=False)}
    asking = {"supplier": asked[0], "recipient": "ru", "item": asked[1], "at": day(at), **TOTAL}
    one = recorded(claims).estimate(**asking)
    other = recorded([each._replace(id=renamed[each.id]) for each in claims]).estimate(**asking)
    assert one.quantity == other.quantity
    assert {renamed[each.id] for each in one.supporting} == {each.id for each in other.supporting}
    assert {frozenset(renamed[key] for key in each.origins) for each in one.agreeing} == {
        frozenset(each.origins) for each in other.agreeing
    }
    assert len(one.conflicts) == len(other.conflicts)


# --- pure orders: one number for each item and day, which only grows; nothing adds up ---

ORDER_DAYS = (1, 2)
ORDER_ITEMS = ("top", "left", "right")
CELLS = tuple(product(ORDER_ITEMS, ORDER_DAYS))
MOST = 2


def is_below(one: tuple[str, int], other: tuple[str, int]) -> bool:
    return one[0] in (other[0], *(ORDER_ITEMS[1:] if other[0] == "top" else ())) and one[1] <= other[1]


@cache
def order_worlds() -> MonotoneWorlds[tuple[str, int]]:
    return MonotoneWorlds(CELLS, is_below, MOST)


OrderClaim = tuple[str, int, axt.Measure]


def order_worlds_of(claims: Iterable[OrderClaim]) -> int:
    worlds = order_worlds().all
    for item, on, figure in claims:
        worlds &= order_worlds().where((item, on), figure.quantity)
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
                claim(key, event_id("kp", item), claimants=[teller(key)], made=day(on), measure=figure)
                for key, (item, on, figure) in zip(keys, claims, strict=True)
            ),
        ]
    )


@given(order_claims(), st.sampled_from(CELLS))
def test_each_end_is_reached_or_approached_by_some_world(claims: list[OrderClaim], cell: tuple[str, int]) -> None:
    worlds = order_worlds_of(claims)
    assume(worlds)
    asked = {"item": cell[0], "supplier": "kp", "recipient": "ru", "at": day(cell[1]), **TOTAL}
    estimate = order_dataset(claims).estimate(**asked)
    assert order_worlds().ends_of(estimate.quantity) == order_worlds().ends(cell, worlds)


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
    estimate = order_dataset(claims).estimate(item=cell[0], supplier="kp", recipient="ru", at=day(cell[1]), **TOTAL)
    if not estimate.conflicts:
        assert estimate.agreeing == ()
        return
    hull = estimate.agreeing[0].quantity
    for one in estimate.agreeing:
        hull = hull.hull(one.quantity)
        chosen = [claims[int(key[1:])] for key in one.origins]
        assert order_worlds_of(chosen)
        alone = order_dataset(chosen, list(one.origins))
        again = alone.estimate(item=cell[0], supplier="kp", recipient="ru", at=day(cell[1]), **TOTAL)
        assert again.quantity == one.quantity
    assert estimate.quantity == hull
    assert len({len(one.origins) for one in estimate.agreeing}) == 1


@given(order_claims(), st.randoms(use_true_random=False), st.sampled_from(CELLS))
def test_neither_order_nor_names_of_claims_matter(claims: list[OrderClaim], chance: Any, cell: tuple[str, int]) -> None:
    shuffled = list(range(len(claims)))
    chance.shuffle(shuffled)
    names = [f"n{number}" for number in shuffled]
    one = order_dataset(claims).estimate(item=cell[0], supplier="kp", recipient="ru", at=day(cell[1]), **TOTAL)
    other = order_dataset(claims, names).estimate(item=cell[0], supplier="kp", recipient="ru", at=day(cell[1]), **TOTAL)
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
    world = data.draw(st.sampled_from([one for one in range(len(order_worlds().worlds)) if worlds >> one & 1]))
    item, on = data.draw(st.sampled_from(CELLS))
    number = order_worlds().number(world, (item, on)) // STEPS
    agreeing: OrderClaim = (item, on, measure(number, number + 1))
    asked = {"item": cell[0], "supplier": "kp", "recipient": "ru", "at": day(cell[1]), **TOTAL}
    before = order_dataset(claims).estimate(**asked)
    after = order_dataset([*claims, agreeing]).estimate(**asked)
    assert before.quantity.contains(after.quantity)


# --- the same, where the days of some figures are known only so far ---

Days = tuple[int, int]
VagueClaim = tuple[str, Days, str, axt.Measure]
"""An item, the days on one of which the figure stood, how they are told, and the figure."""


@st.composite
def vague_claims(draw: st.DrawFn) -> list[VagueClaim]:
    found: list[VagueClaim] = []
    for _ in range(draw(st.integers(1, 4))):
        on = draw(st.sampled_from(((1, 1), (2, 2), (1, 2), (1, 2))))
        told = draw(
            st.sampled_from(("said", *(["month"] if on[0] == 1 else []), *(["until"] if on[0] == on[1] else [])))
        )
        found.append((draw(st.sampled_from(ORDER_ITEMS)), on, told, draw(figures(MOST))))
    return found


def vague_dataset(claims: list[VagueClaim]) -> axt.Dataset:
    records = [
        claim(
            f"c{number}",
            event_id("kp", item),
            claimants=[teller(str(number))],
            # What stood so in January, and was told on the 2nd, stood so on the 1st or the 2nd. What came "until the
            # 2nd" is what had come by the 2nd, since when it came is not known.
            made=days(*on) if told == "said" else day(on[1]),
            when={"said": None, "month": "2024-01", "until": f"/{day(on[1])}"}[told],
            measure=figure,
        )
        for number, (item, on, told, figure) in enumerate(claims)
    ]
    return axt.Dataset([*frame(suppliers=("kp",)), *records])


@given(vague_claims(), st.sampled_from(CELLS))
def test_a_figure_is_that_of_the_end_of_its_days_and_each_end_is_reached_by_a_world_where_it_was(
    claims: list[VagueClaim], cell: tuple[str, int]
) -> None:
    worlds = order_worlds_of([(item, on[1], figure) for item, on, _, figure in claims])
    assume(worlds)
    estimate = vague_dataset(claims).estimate(item=cell[0], supplier="kp", recipient="ru", at=day(cell[1]), **TOTAL)
    assert order_worlds().ends_of(estimate.quantity) == order_worlds().ends(cell, worlds), estimate.explain()
    assert estimate.conflicts == ()


@given(vague_claims(), st.sampled_from(CELLS))
def test_figures_that_stood_so_on_some_of_their_days_are_not_in_conflict(
    claims: list[VagueClaim], cell: tuple[str, int]
) -> None:
    worlds = 0
    for days_of_claims in product(*(range(on[0], on[1] + 1) for _, on, _, _ in claims)):
        told = zip(claims, days_of_claims, strict=True)
        worlds |= order_worlds_of([(item, on, figure) for (item, _, _, figure), on in told])
    dataset = vague_dataset(claims)
    estimate = dataset.estimate(item=cell[0], supplier="kp", recipient="ru", at=day(cell[1]), **TOTAL)
    if worlds:
        assert dataset.conflicts() == estimate.conflicts == ()
        assert order_worlds().ends(cell, worlds)[0] >= order_worlds().ends_of(estimate.quantity)[0], estimate.explain()


@given(st.lists(st.tuples(st.sampled_from(ORDER_ITEMS[:2]), figures(4)), min_size=2, max_size=4))
def test_figures_of_one_month_never_conflict_if_each_can_have_stood_on_a_day_of_it(
    claims: list[tuple[str, axt.Measure]],
) -> None:
    # Two figures of one thing: the smaller stood first. (Of a part and its whole, the part may exceed an older figure.)
    records = [
        claim(
            f"c{number}",
            event_id("kp", item),
            claimants=[teller(str(number))],
            made="2024-02-10",
            when="2024-01",
            measure=figure,
        )
        for number, (item, figure) in enumerate(claims)
    ]
    dataset = axt.Dataset([*frame(suppliers=("kp",)), *records])
    assert dataset.conflicts() == ()
    assert dataset.estimate(event="kp-top", at="2024-01-31", **TOTAL).conflicts == ()


# --- levels: one number for each item and day, which may fall; a part is never more than its whole ---

LEVEL_CELLS = tuple(product(("top", "left"), ORDER_DAYS))


@cache
def level_worlds() -> MonotoneWorlds[tuple[str, int]]:
    return MonotoneWorlds(LEVEL_CELLS, lambda one, other: one[1] == other[1] and is_below(one, other), MOST)


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
                claim(
                    f"c{number}",
                    event_id("kp", item),
                    claimants=[teller(str(number))],
                    made=day(9),
                    when=days(*on),
                    measure=figure,
                )
                for number, (item, on, figure) in enumerate(claims)
            ),
        ]
    )
    worlds = level_worlds().all
    for item, (first, last), figure in claims:
        for on in range(first, last + 1):
            worlds &= level_worlds().where((item, on), figure.quantity)
    assert bool(dataset.conflicts()) is not bool(worlds)
    if worlds:
        asked = {"supplier": "kp", "recipient": "ru", "item": cell[0], **TOTAL, "reading": "level"}
        estimate = dataset.estimate(**asked, at=day(cell[1]))
        assert level_worlds().ends_of(estimate.quantity) == level_worlds().ends(cell, worlds)
