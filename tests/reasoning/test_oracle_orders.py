"""The pure orders against an oracle: phases, places, whom something supports, the time of an event.

Each order is taken together with another and with time, in worlds of numbers that never fall along them. The oracle
reads each claim in each world, and knows only which of two cells holds all of the other.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations, product
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from possible_worlds import MonotoneWorlds, Worlds
from small_instances import claim, day, days, figures, frame, some_days, teller

import axis_tracker as axt

MOST = 2
SEPARATE = axt.Policy(phases="separate")

Kind = tuple[int, int]
"""What is counted, by two orders: 0 is the whole and 1 a part of it, in each."""
KINDS: tuple[Kind, ...] = tuple(product((0, 1), (0, 1)))
DAYS = (1, 2)


class Ordered(NamedTuple):
    """Four things that are counted, as events or as phases of events, and how a dataset has them."""

    name: str
    records: tuple[Any, ...]
    events: dict[Kind, str]
    phases: dict[Kind, str]
    asked: dict[Kind, dict[str, str]]
    """The fields of a question; empty where only the id of the event asks for no more than that."""


def stages(*phases: str) -> Ordered:
    """An item is below another; what reached the later of two stages had reached the earlier one."""
    items = ("top", "left")
    return Ordered(
        " and ".join(phases),
        tuple(frame(suppliers=("kp",), items=items)),
        {kind: f"kp-{items[kind[0]]}" for kind in KINDS},
        {kind: phases[kind[1]] for kind in KINDS},
        {kind: {"supplier": "kp", "recipient": "ru", "item": items[kind[0]]} for kind in KINDS},
    )


PLACES = (
    axt.Place(id="russia", name="Russia (place)"),
    axt.Place(id="kursk", name="Kursk Oblast", within="russia"),
    axt.Place(id="sudzha", name="Sudzha", within="kursk"),
)


def _of_events(name: str, events: dict[Kind, axt.Event], fields: tuple[str, ...]) -> Ordered:
    return Ordered(
        name,
        (*frame(suppliers=(), items=("top", "left")), *PLACES, *events.values()),
        {kind: event.id for kind, event in events.items()},
        dict.fromkeys(KINDS, "delivered"),
        {
            kind: {field: value for field in fields if (value := getattr(event, field)) is not None}
            for kind, event in events.items()
        },
    )


def deployments() -> Ordered:
    """An actor acts for another; a place is within another."""
    events: dict[Kind, axt.Event] = {
        (of, to): axt.Deployment(
            id=f"e{of}{to}", name="Troops", of=("kp", "ministry")[of], to=("russia", "sudzha")[to], item="top"
        )
        for of, to in KINDS
    }
    return _of_events("deployments", events, ("of", "to", "item"))


def supporting() -> Ordered:
    """A place is within another; troops who support somebody are some of all troops."""
    events: dict[Kind, axt.Event] = {
        (to, whom): axt.Deployment(
            id=f"e{to}{whom}",
            name="Troops",
            of="kp",
            to=("russia", "kursk")[to],
            item="top",
            in_support_of=(None, "ru")[whom],
        )
        for to, whom in KINDS
    }
    return _of_events("supporting", events, ("of", "to", "item", "in_support_of"))


def engagements() -> Ordered:
    """An item is below another; what is lost at a place is some of what is lost."""
    events: dict[Kind, axt.Event] = {
        (item, place): axt.Engagement(
            id=f"e{item}{place}",
            name="Losses",
            sides=["kp", "ru"],
            losses_of="kp",
            item=("top", "left")[item],
            place=(None, "kursk")[place],
        )
        for item, place in KINDS
    }
    return _of_events("engagements", events, ("losses_of", "item", "place"))


def dated(name: str, whole: str | None, part: str) -> Ordered:
    """An item is below another; what came in a year is some of what came in several, or ever."""
    events: dict[Kind, axt.Event] = {
        (item, when): axt.ArmsTransfer(
            id=f"e{item}{when}",
            name="Some",
            supplier="kp",
            recipient="ru",
            item=("top", "left")[item],
            when=(whole, part)[when],
        )
        for item, when in KINDS
    }
    return _of_events(name, events, ())


STAGES = (stages("sent", "delivered"), stages("delivered", "used"), stages("sent", "used"), stages("sent", "lost"))
OTHERS = (
    deployments(),
    supporting(),
    engagements(),
    dated("in a year", "2023/..", "2024"),
    dated("at some time", None, "2024"),
)
each_order = pytest.mark.parametrize("ordered", [pytest.param(one, id=one.name) for one in (*STAGES, *OTHERS)])
# A level is what is present. Stages are passed through, so they order what has come in total.
each_order_of_levels = pytest.mark.parametrize("ordered", OTHERS, ids=lambda one: one.name)

Cell = tuple[Kind, int]
CELLS: tuple[Cell, ...] = tuple(product(KINDS, DAYS))


def is_part(one: Kind, other: Kind) -> bool:
    return one[0] >= other[0] and one[1] >= other[1]


@cache
def totals() -> MonotoneWorlds[Cell]:
    """Totals grow with time."""
    return MonotoneWorlds(CELLS, lambda one, other: is_part(one[0], other[0]) and one[1] <= other[1], MOST)


@cache
def levels() -> MonotoneWorlds[Kind]:
    """Levels of one day, which say nothing of another."""
    return MonotoneWorlds(KINDS, is_part, MOST)


def recorded(ordered: Ordered, claims: list[tuple[Kind, dict[str, Any], axt.Measure]]) -> axt.Dataset:
    found = list(ordered.records)
    for number, (kind, fields, figure) in enumerate(claims):
        measure = axt.Measure(figure.quantity, ordered.phases[kind], figure.reading)
        told = {"claimants": [teller(str(number))], "measure": measure, **fields}
        found.append(claim(f"c{number}", ordered.events[kind], **told))
    return axt.Dataset(found)


def asked(ordered: Ordered, kind: Kind, on: int, by: str, **fields: Any) -> dict[str, Any]:
    """The question for what is in a cell: by its fields, or by the id of its event."""
    about = ordered.asked[kind] if by == "fields" else {}
    return {
        **(about or {"event": ordered.events[kind]}),
        "phase": ordered.phases[kind],
        "unit": "crates",
        "at": day(on),
        "reading": "total",
        **fields,
    }


TotalClaim = tuple[Cell, axt.Measure]
cells = st.sampled_from(CELLS)
ways = st.sampled_from(("fields", "event"))
total_claims = st.lists(st.tuples(cells, figures(MOST)), min_size=1, max_size=5)


def told_totals(ordered: Ordered, claims: list[TotalClaim]) -> axt.Dataset:
    return recorded(ordered, [(kind, {"made": day(on)}, figure) for (kind, on), figure in claims])


def worlds_of(claims: list[TotalClaim] | tuple[TotalClaim, ...]) -> Worlds:
    worlds = totals().all
    for cell, figure in claims:
        worlds &= totals().where(cell, figure.quantity)
    return worlds


@each_order
@given(claims=total_claims, cell=cells, by=ways)
def test_each_end_of_a_total_is_reached_or_approached_by_some_world_and_passed_by_none(
    ordered: Ordered, claims: list[TotalClaim], cell: Cell, by: str
) -> None:
    worlds = worlds_of(claims)
    assume(worlds)
    estimate = told_totals(ordered, claims).estimate(**asked(ordered, *cell, by))
    assert totals().ends_of(estimate.quantity) == totals().ends(cell, worlds), estimate.explain()
    assert estimate.conflicts == ()


@each_order
@given(claims=total_claims)
def test_totals_conflict_by_pairs_exactly_if_they_hold_in_no_world(ordered: Ordered, claims: list[TotalClaim]) -> None:
    found = told_totals(ordered, claims).conflicts()
    assert bool(found) is not bool(worlds_of(claims))
    pairs = {
        frozenset((one, other))
        for one, other in combinations(range(len(claims)), 2)
        if not worlds_of((claims[one], claims[other]))
    }
    assert {frozenset(int(one.id[1:]) for one in (*each.lower, *each.upper)) for each in found} == pairs


LevelClaim = tuple[Kind, tuple[int, int], axt.Measure]
level_claims = st.lists(
    st.tuples(st.sampled_from(KINDS), some_days(2), figures(MOST, reading="level")), min_size=1, max_size=4
)


@each_order_of_levels
@given(claims=level_claims, cell=cells, by=ways)
def test_levels_bound_their_own_days_tightly_and_conflict_exactly_if_they_hold_in_no_world(
    ordered: Ordered, claims: list[LevelClaim], cell: Cell, by: str
) -> None:
    told = [(kind, {"made": day(9), "when": days(*on)}, figure) for kind, on, figure in claims]
    dataset = recorded(ordered, told)
    on_day = dict.fromkeys(DAYS, levels().all)
    for kind, (first, last), figure in claims:
        for on in range(first, last + 1):
            on_day[on] &= levels().where(kind, figure.quantity)
    assert bool(dataset.conflicts()) is not all(on_day.values())
    if all(on_day.values()):
        kind, on = cell
        estimate = dataset.estimate(**asked(ordered, kind, on, by, reading="level"))
        assert levels().ends_of(estimate.quantity) == levels().ends(kind, on_day[on]), estimate.explain()


@pytest.mark.parametrize("ordered", STAGES, ids=lambda one: one.name)
@given(claims=total_claims, cell=cells)
def test_if_a_policy_says_so_no_phase_bounds_another(ordered: Ordered, claims: list[TotalClaim], cell: Cell) -> None:
    of_the_phase = [one for one in claims if one[0][0][1] == cell[0][1]]
    question = asked(ordered, *cell, by="fields", policy=SEPARATE)
    estimate = told_totals(ordered, claims).estimate(**question)
    assert estimate.quantity == told_totals(ordered, of_the_phase).estimate(**question).quantity


@pytest.mark.parametrize("others", ["ordered", "planned", "lost"])
@given(claims=total_claims, cell=cells)
def test_what_is_ordered_planned_or_lost_bounds_nothing_delivered(
    others: str, claims: list[TotalClaim], cell: Cell
) -> None:
    # More or less can come than was ordered, and what is lost on the way never comes.
    ordered = stages("delivered", others)
    of_the_phase = [one for one in claims if one[0][0][1] == 0]
    question = asked(ordered, (cell[0][0], 0), cell[1], by="fields")
    estimate = told_totals(ordered, claims).estimate(**question)
    assert estimate.quantity == told_totals(ordered, of_the_phase).estimate(**question).quantity


@given(total_claims, cells)
def test_what_is_made_at_home_is_used_without_being_delivered(claims: list[TotalClaim], cell: Cell) -> None:
    events: dict[Kind, axt.Event] = {
        kind: axt.Activity(
            id=f"e{kind[0]}", name="Output", activity="production", actors=["kp"], item=("top", "left")[kind[0]]
        )
        for kind in KINDS
    }
    made = _of_events("production", events, ())
    made = made._replace(
        records=tuple({one.id: one for one in made.records}.values()),
        phases={kind: ("delivered", "used")[kind[1]] for kind in KINDS},
    )
    of_the_phase = [one for one in claims if one[0][0][1] == cell[0][1]]
    question = asked(made, *cell, by="event")
    estimate = told_totals(made, claims).estimate(**question)
    assert estimate.quantity == told_totals(made, of_the_phase).estimate(**question).quantity
