"""What one figure implies about another, against an oracle that walks through all worlds.

A world gives the total of two events, of which one is part of the other, in two phases and on three days. Totals never
fall over time, nor from the part to the whole, nor from what was delivered to what was sent. A claim holds in a world
if the total has the claimed number on one of the days on which it can have stood.
"""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from small_instances import claim, day, days, event_id, frame

import axis_tracker as axt
from axis_tracker.reasoning.implication import Implication, implication

ITEMS = ("left", "top")
PHASES = ("delivered", "sent")
DAYS = (1, 2, 3)
MOST = 2
CELLS = tuple(product(ITEMS, PHASES, DAYS))


@cache
def worlds() -> tuple[dict[tuple[str, str, int], int], ...]:
    found: list[dict[tuple[str, str, int], int]] = [{}]
    for item, phase, number in CELLS:
        # The cells are in an order in which everything below a cell comes before it.
        below = [(item, phase, number - 1), ("left", phase, number), (item, "delivered", number)]
        found = [
            {**world, (item, phase, number): total}
            for world in found
            for total in range(max((world.get(cell, 0) for cell in below), default=0), MOST + 1)
        ]
    return tuple(found)


@st.composite
def totals(draw: st.DrawFn, key: str) -> axt.Claim:
    # An end that every number meets says nothing, so that the figure has at least one other end.
    low = draw(st.none() | st.integers(1, MOST))
    high = draw(st.none() | st.integers(low or 0, MOST - 1)) if low is None or low < MOST else None
    assume(low is not None or high is not None)
    first, last = sorted((draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))))
    dated = {"made": days(first, last)}
    if draw(st.booleans()):
        dated = {"made": day(9), "when": f"/{day(first)}" if first == last else day(first)}
    return claim(
        key,
        event_id("kp", draw(st.sampled_from(ITEMS))),
        measure=axt.Measure(axt.Quantity(low=low, high=high, unit="crates"), draw(st.sampled_from(PHASES))),
        **dated,
    )


def where_it_holds(one: axt.Claim) -> frozenset[int]:
    """The numbers of the worlds in which a claim holds."""
    on = one.made if one.when is None else one.when.end or one.when
    stood = [number for number in DAYS if on.earliest.isoformat() <= day(number) <= on.latest.isoformat()]
    item, phase = one.event.removeprefix("kp-"), one.measure.phase.value
    return frozenset(
        number
        for number, world in enumerate(worlds())
        if any(one.measure.quantity.contains(world[item, phase, one_day]) for one_day in stood)
    )


@given(totals("claim"), totals("matter"))
def test_a_total_implies_and_contradicts_what_it_does_in_all_worlds(one: axt.Claim, matter: axt.Claim) -> None:
    ds = axt.Dataset([*frame(suppliers=("kp",)), one, matter])
    ours, theirs = where_it_holds(one), where_it_holds(matter)
    found = implication(ds, one, matter)
    assert (found is Implication.IMPLIES) == (ours <= theirs), found
    assert (found is Implication.CONTRADICTS) == (not ours & theirs), found


@given(totals("claim"))
def test_a_claim_implies_itself(one: axt.Claim) -> None:
    ds = axt.Dataset([*frame(suppliers=("kp",)), one])
    assert implication(ds, one, one) is Implication.IMPLIES


def level(key: str, quantity: str, when: str | None, **fields) -> axt.Claim:
    measure = {"quantity": quantity, "phase": "delivered", "reading": "level"} | fields
    return claim(key, "kp-top", made="2024-12-31", when=when, measure=measure)


SHARE = {"reading": "share", "share_of": "all crates"}


@pytest.mark.parametrize(
    ("one", "matter", "expected"),
    [
        (level("a", "12 crates", "2024-10-20"), level("b", "more than 10 crates", "2024-10"), "implies"),
        (level("a", "12 crates", "2024-10"), level("b", "more than 10 crates", "2024-10-20"), "other-time"),
        (level("a", "12 crates", "2024"), level("b", "more than 10 crates", "2024"), "implies"),
        (level("a", "12 crates", "2024-01/2024-12"), level("b", "more than 10 crates", "2024-05-01"), "implies"),
        (level("a", "12 crates", "2024-05-01"), level("b", "more than 10 crates", "2024-01/2024-12"), "other-time"),
        (level("a", "12 crates", "2024-05-01"), level("b", "10 crates", "2024-06-01"), "other-time"),
        (level("a", "12 crates", "2024-05-01"), level("b", "10 crates", "2024-05-01"), "contradicts"),
        (level("a", "5 crates", None), level("b", "more than 10 crates", None), "contradicts"),
        (level("a", "12 crates", "2024-10-20"), level("b", "more than 10 barrels", "2024-10-20"), "other-measure"),
        (level("a", "50 percent", None, **SHARE), level("b", "around 50 percent", None, **SHARE), "implies"),
        (level("a", "60 percent", None, **SHARE), level("b", "50 percent", None, **SHARE), "contradicts"),
        (
            level("a", "60 percent", None, **SHARE | {"share_of": "another whole"}),
            level("b", "50 percent", None, **SHARE),
            "other-measure",
        ),
    ],
)
def test_levels_and_shares_hold_on_their_days_and_for_their_whole(one, matter, expected) -> None:
    assert implication(axt.Dataset([*frame(), one, matter]), one, matter).value == expected


def test_totals_from_another_beginning_imply_only_what_they_count() -> None:
    def total(key: str, when: str | None, **fields) -> axt.Claim:
        measure = {"quantity": "at least 10 crates", "phase": "delivered"} | fields
        return claim(key, "kp-top", made="2024-12-31", when=when, measure=measure)

    since, ever = total("a", None, since="2023-08"), total("b", None)
    ds = axt.Dataset([*frame(), since, ever])
    assert implication(ds, since, ever) is Implication.IMPLIES
    assert implication(ds, ever, since) is Implication.OTHER_MEASURE
    present = level("c", "12 crates", "2024-06-01")
    assert implication(axt.Dataset([*frame(), since, present]), present, since) is Implication.OTHER_MEASURE
    assert implication(axt.Dataset([*frame(), ever, present]), present, ever) is Implication.IMPLIES


@pytest.mark.parametrize(
    ("one", "matter", "expected"),
    [
        ("at least 10 crates", "more than 10 crates", "says-less"),
        ("more than 10 crates", "at least 10 crates", "implies"),
        ("up to 10 crates", "fewer than 10 crates", "says-less"),
        ("fewer than 10 crates", "up to 10 crates", "implies"),
    ],
)
def test_an_end_that_is_left_out_says_more_than_one_that_is_included(one: str, matter: str, expected: str) -> None:
    said = [
        claim(key, "kp-top", made="2024-06-10", measure={"quantity": figure, "phase": "delivered"})
        for key, figure in (("a", one), ("b", matter))
    ]
    assert implication(axt.Dataset([*frame(), *said]), *said).value == expected


def test_the_stages_of_a_transfer_say_nothing_of_an_activity() -> None:
    trade = axt.Activity(id="trade", name="Trade", activity="trade")
    used, sent = (
        claim(phase, "trade", made="2024-06-10", measure={"quantity": "at least 10 crates", "phase": phase})
        for phase in ("used", "sent")
    )
    assert implication(axt.Dataset([*frame(), trade, used, sent]), used, sent) is Implication.OTHER_MEASURE
