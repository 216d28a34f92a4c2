"""What lies below what, and who acts for whom: by the day, against a walk through all days and worlds."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from example_counts import few
from example_dataset import WORLD
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker import Actor, Dataset, Extent, Item, Place, Role, Truth
from axis_tracker.dataset.hierarchy import cycles

KEYS = ("a", "b", "c", "d", "e")
DAYS = tuple(date(2024, 2, 26) + timedelta(days=step) for step in range(7))


PAIRS = tuple(itertools.combinations(KEYS, 2))


def order_of(number):
    """For each key, the keys above it: one of the orders without circles for each number below 2 to the PAIRS."""
    below = {key: set() for key in KEYS}
    for bit, (upper, lower) in enumerate(PAIRS):
        if number >> bit & 1:
            below[lower].add(upper)
    return below


orders = st.integers(0, 2 ** len(PAIRS) - 1).map(order_of)


def reachable(order, top):
    below = {top}
    for _ in order:
        below |= {key for key, above in order.items() if above & below}
    return below


@given(orders, st.sampled_from(KEYS))
def test_below_an_item_is_whatever_a_way_leads_up_from(order, top):
    ds = Dataset(Item(id=key, name=key, broader=sorted(above)) for key, above in order.items())
    assert ds.hierarchy.items_below(top) == reachable(order, top)
    assert ds.hierarchy.items_below(top) == reachable(order, top)  # the second answer is a kept one


@given(orders, st.sampled_from(KEYS))
def test_within_a_place_is_whatever_a_way_leads_up_from(order, top):
    tree = {key: set(sorted(above)[:1]) for key, above in order.items()}
    ds = Dataset(Place(id=key, name=key, within=next(iter(above), None)) for key, above in tree.items())
    assert ds.hierarchy.places_within(top) == reachable(tree, top)


@given(st.dictionaries(st.sampled_from(KEYS), st.sets(st.sampled_from(KEYS))))
def test_a_circle_is_found_exactly_if_there_is_one(above):
    graph = {key: above.get(key, set()) for key in KEYS}
    found = list(cycles({key: sorted(upper) for key, upper in above.items()}))
    for circle in found:
        assert circle[0] == circle[-1]
        assert len(set(circle)) == len(circle) - 1
        assert all(upper in graph[lower] for lower, upper in itertools.pairwise(circle))
    # Without the last step of each circle nothing runs in one: what has nothing above it can be taken away in turn.
    left = {key: graph[key] - {circle[-1] for circle in found if circle[-2] == key} for key in KEYS}
    while tops := {key for key, upper in left.items() if not upper & left.keys()}:
        left = {key: upper for key, upper in left.items() if key not in tops}
    assert not left
    whole = dict(graph)
    while tops := {key for key, upper in whole.items() if not upper & whole.keys()}:
        whole = {key: upper for key, upper in whole.items() if key not in tops}
    assert bool(whole) is bool(found)


# Roles in time

days = st.integers(0, len(DAYS) - 1)
spans = st.tuples(days, days).map(sorted).map(tuple)
terms = st.one_of(st.none(), spans, days.map(lambda first: (first, None)), days.map(lambda last: (None, last)))


def notation(term):
    if term is None:
        return None
    return "/".join(".." if end is None else DAYS[end].isoformat() for end in term)


@st.composite
def careers(draw):
    """For each actor, the roles that it has: (for whom, in which days)."""
    return {
        key: draw(st.lists(st.tuples(st.sampled_from(KEYS[:index]), terms), max_size=3)) if index else []
        for index, key in enumerate(KEYS[:4])
    }


def holds(term, day):
    first, last = term or (None, None)
    return (first is None or first <= day) and (last is None or day <= last)


def acts_on(career, actor, principal, day):
    return actor == principal or any(
        holds(term, day) and acts_on(career, above, principal, day) for above, term in career[actor]
    )


def dataset_of(career):
    return Dataset(
        Actor(id=key, name=key, kind="body", roles=[Role(of=above, during=notation(term)) for above, term in roles])
        for key, roles in career.items()
    )


@few
@given(careers(), spans, spans)
def test_somebody_acts_for_another_if_he_does_on_every_day_in_every_world(career, begin, end):
    begin, end = sorted([begin, end])
    worlds = [
        range(first, last + 1)
        for first in range(begin[0], begin[1] + 1)
        for last in range(end[0], end[1] + 1)
        if first <= last
    ]
    when = Extent(tuple(DAYS[day] for day in begin), tuple(DAYS[day] for day in end))
    hierarchy = dataset_of(career).hierarchy
    for actor in career:
        for principal in career:
            answers = {all(acts_on(career, actor, principal, day) for day in world) for world in worlds}
            expected = {frozenset([True]): Truth.YES, frozenset([False]): Truth.NO}.get(
                frozenset(answers), Truth.POSSIBLY
            )
            assert hierarchy.acts_for(actor, principal, when) is expected


@few
@given(careers())
def test_at_a_time_that_nobody_states_only_a_role_without_end_is_certain(career):
    hierarchy = dataset_of(career).hierarchy
    beyond = (-1, *range(len(DAYS)), len(DAYS))  # a day before and a day after all that is dated
    for actor in career:
        for principal in career:
            acting = [acts_on(career, actor, principal, day) for day in beyond]
            expected = Truth.of(certain=all(acting), possible=any(acting))
            assert hierarchy.acts_for(actor, principal, None) is expected


@pytest.mark.parametrize(
    ("actor", "principal", "when", "answer"),
    [
        ("ru", "ru", "2024", "yes"),
        ("mod", "ru", "1990", "yes"),
        ("ru", "mod", "2024", "no"),  # a state does not act for its ministry
        ("shoigu", "mod", "2023-07", "yes"),
        ("shoigu", "ru", "2023-07", "yes"),  # by way of the ministry
        ("shoigu", "ru", "2000", "no"),
        ("shoigu", "mod", "2024", "possibly"),
        ("shoigu", "mod", "2024-06", "no"),
        ("shoigu", "ru", "2024-06", "yes"),
        ("shoigu", "ru", "2024", "yes"),  # minister first, secretary then: never neither
        ("shoigu", "ru", "2024-05-10/2024-05-14", "yes"),
        ("shoigu", "mod", "2024-05-10/2024-05-14", "no"),  # not throughout
        ("belousov", "ru", "2024-05-13", "no"),
        ("belousov", "ru", "2024-05", "possibly"),
        ("belousov", "ru", "2025/..", "yes"),
        ("envoy", "kp", "2019", "no"),
        ("envoy", "kp", "2024", "possibly"),  # nobody says until when he was one
        ("daily", "kr", "2024", "no"),  # where it is based is no role
        ("belousov", "ru", None, "possibly"),
        ("hur", "ua", None, "yes"),
        ("hur", "ru", None, "no"),
    ],
)
def test_who_acts_for_whom_in_the_small_world(actor, principal, when, answer):
    extent = None if when is None else Extent.of(when)
    assert WORLD.hierarchy.acts_for(actor, principal, extent) is Truth(answer)


def test_roles_on_neighbouring_days_are_one_and_a_day_between_parts_them():
    def shifting(second):
        above = Actor(id="ru", name="Russia", kind="state")
        roles = [Role(of="ru", during="2023"), Role(of="ru", during=second)]
        return Dataset([above, Actor(id="x", name="X", kind="person", roles=roles)]).hierarchy

    turn = Extent.of("2023-12-31/2024-01-02")
    assert shifting("2024").acts_for("x", "ru", turn) is Truth.YES
    assert shifting("2024-01-02/2024-12-31").acts_for("x", "ru", turn) is Truth.NO


def test_a_chain_of_roles_may_be_longer_than_the_recursion_limit():
    length = 3_000
    chain = [Actor(id="a0", name="a0", kind="body")]
    chain += [
        Actor(id=f"a{number}", name=f"a{number}", kind="body", roles=[Role(of=f"a{number - 1}")])
        for number in range(1, length)
    ]
    hierarchy = Dataset(chain).hierarchy
    assert hierarchy.acts_for(f"a{length - 1}", "a0", None) is Truth.YES
    assert hierarchy.acts_for("a0", f"a{length - 1}", None) is Truth.NO


@few
@given(careers(), days)
def test_somebody_may_act_for_another_from_the_first_day_on_which_he_does_in_some_world(career, since):
    hierarchy = dataset_of(career).hierarchy
    first = DAYS[0].toordinal()
    for actor in career:
        for principal in career:
            acting = [day for day in range(since, len(DAYS) + 1) if acts_on(career, actor, principal, day)]
            found = hierarchy.may_act_from(actor, principal, first + since)
            assert found == (first + acting[0] if acting else None)
