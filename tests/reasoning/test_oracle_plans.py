"""Plans and forecasts, against an oracle: numbers that somebody means for a day, and that say nothing of another.

A plan for a day need not grow to the next, and nothing has to come of it. A part is still no more than its whole.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from possible_worlds import MonotoneWorlds, Worlds
from small_instances import claim, day, event_id, figures, frame, measure, teller

import axis_tracker as axt

MOST = 2
ITEMS = ("top", "left")
Cell = tuple[str, int]
CELLS: tuple[Cell, ...] = tuple(product(ITEMS, (1, 2)))
MODALITIES = ("planned", "predicted")


@cache
def meant() -> MonotoneWorlds[Cell]:
    return MonotoneWorlds(CELLS, lambda one, other: other[0] in (one[0], "top") and one[1] == other[1], MOST)


Plan = tuple[Cell, str, axt.Measure]
plans = st.lists(st.tuples(st.sampled_from(CELLS), st.sampled_from(MODALITIES), figures(MOST)), min_size=1, max_size=4)
facts = st.lists(st.tuples(st.sampled_from(CELLS), st.just("actual"), figures(MOST)), max_size=3)


def recorded(said: list[Plan]) -> axt.Dataset:
    """The figures, each of somebody else. What is a fact was told on its day, plans were made before all."""
    records = [
        claim(
            f"c{number}",
            event_id("kp", item),
            claimants=[teller(str(number))],
            made=day(on) if modality == "actual" else day(0),
            when=day(on),
            modality=modality,
            measure=figure,
        )
        for number, ((item, on), modality, figure) in enumerate(said)
    ]
    return axt.Dataset([*frame(suppliers=("kp",), items=ITEMS), *records])


def asked(item: str, on: int | None) -> dict[str, Any]:
    about = {"event": event_id("kp", item), "phase": "delivered", "reading": "total", "unit": "crates"}
    return about if on is None else {**about, "at": day(on)}


def hold_together(said: list[Plan], modality: str) -> Worlds:
    found = meant().all
    for cell, which, figure in said:
        if which == modality:
            found &= meant().where(cell, figure.quantity)
    return found


@given(plans, facts, st.sampled_from(MODALITIES), st.sampled_from(CELLS))
def test_plans_bound_the_day_they_are_meant_for_and_nothing_but_plans_bounds_it(
    said: list[Plan], also: list[Plan], modality: str, cell: Cell
) -> None:
    worlds = hold_together(said, modality)
    assume(worlds)
    estimate = recorded([*said, *also]).estimate(**asked(*cell), modality=modality)
    assert meant().ends_of(estimate.quantity) == meant().ends(cell, worlds), estimate.explain()
    assert estimate.conflicts == ()


def is_fact(one: axt.Claim) -> bool:
    return one.modality is axt.Modality.ACTUAL


def facts_only(conflict: axt.Conflict) -> bool:
    return all(map(is_fact, (*conflict.lower, *conflict.upper)))


@given(facts, plans, st.sampled_from(ITEMS), st.sampled_from((1, 2, None)))
def test_what_is_a_fact_stands_whatever_is_planned(
    said: list[Plan], also: list[Plan], item: str, at: int | None
) -> None:
    before, after = recorded(said), recorded([*said, *also])
    one, other = before.estimate(**asked(item, at)), after.estimate(**asked(item, at))
    assert (one.quantity, one.at, one.origins) == (other.quantity, other.at, other.origins)
    of_facts = [one for one in after.conflicts() if facts_only(one)]
    assert len(before.conflicts()) == len(of_facts)
    # Plans can contradict plans, but no plan contradicts a fact.
    assert all(not any(map(is_fact, (*one.lower, *one.upper))) for one in after.conflicts() if one not in of_facts)


def plan(key: str, made: int, number: int, **fields: Any) -> axt.Claim:
    return claim(key, "kp-top", made=day(made), modality="planned", measure=measure(number, number), **fields)


def of(*plans: axt.Claim) -> axt.Dataset:
    return axt.Dataset([*frame(suppliers=("kp",), items=ITEMS), *plans])


@given(st.lists(st.sampled_from((1, 2)), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_latest_plan_of_somebody_for_a_day_replaces_his_earlier_ones(targets: list[int], chance: Any) -> None:
    said = [plan(f"c{number}", number - 9, number, when=day(on)) for number, on in enumerate(targets)]
    latest = {on: number for number, on in enumerate(targets)}
    chance.shuffle(said)
    for on in (1, 2):
        estimate = of(*said).estimate(**asked("top", on), modality="planned")
        assert (estimate.low, estimate.high) == (latest.get(on), latest.get(on))
        assert estimate.conflicts == ()


@given(st.lists(st.integers(1, 5), min_size=1, max_size=3, unique=True), st.integers(0, 6))
def test_a_plan_for_no_day_stands_from_when_it_is_made_until_the_next(made: list[int], at: int) -> None:
    said = [plan(f"c{number}", on, on) for number, on in enumerate(made)]
    stands = max((on for on in made if on <= at), default=None)
    estimate = of(*said).estimate(**asked("top", at), modality="planned")
    assert (estimate.low, estimate.high) == (stands, stands)


def test_plans_of_different_people_for_one_day_do_not_replace_each_other() -> None:
    one, other = plan("c0", 1, 3, when=day(9)), plan("c1", 2, 5, when=day(9), claimants=["teller-1"])
    estimate = of(one, other).estimate(**asked("top", 9), modality="planned")
    assert (estimate.low, estimate.high) == (3, 5)
    assert len(estimate.conflicts) == 1


def test_a_figure_of_what_is_planned_is_a_plan() -> None:
    figure = measure(7, 7, phase="planned")
    planned = of(claim("c0", "kp-top", made=day(1), measure=figure))
    estimate = planned.estimate(event="kp-top", at=day(1), modality="planned")
    assert (estimate.low, estimate.high) == (7, 7)
