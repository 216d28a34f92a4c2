"""Wholes and their disjoint parts, against an oracle that gives each of them every number and looks what is left.

The oracle adds the numbers of a world, never the ends of claims. What the tests call tight holds for claims of certain
days by separate origins, which is what can be checked by trying all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

import pytest
from figure_claims import FigureClaim, between, hold_together, on, record
from hypothesis import assume, given
from hypothesis import strategies as st
from number_ends import ends_of
from part_worlds import Cover, PartWorlds, Whole
from possible_worlds import LotWorlds, Numbers, Worlds, where
from small_instances import claim, day, figures, measure

import axis_tracker as axt

SOME = {"whole": Whole(("one", "other"), "some")}
ALL = {"whole": Whole(("one", "other"), "all")}
THREE = {"whole": Whole(("one", "other", "third"), "all")}
CHAIN = {"middle": Whole(("one", "other"), "some"), "whole": Whole(("middle", "third"), "some")}
FULL_CHAIN = {"middle": Whole(("one", "other"), "all"), "whole": Whole(("middle", "third"), "all")}


class PartClaim(NamedTuple):
    """A figure of a whole or of a part, on a certain day, by an origin of its own."""

    event: str
    day: int
    quantity: axt.Quantity


@st.composite
def part_claims(
    draw: st.DrawFn, most: dict[str, int], *, last_day: int = 1, at_most: int = 5, excludes: bool = True
) -> list[PartClaim]:
    """Figures of some events, up to a greatest number for each of these."""
    found: list[PartClaim] = []
    for _ in range(draw(st.integers(1, at_most))):
        event = draw(st.sampled_from(sorted(most)))
        quantity = draw(figures(most[event])).quantity
        if not excludes:
            quantity = axt.Quantity(low=quantity.low, high=quantity.high, unit=quantity.unit)
        found.append(PartClaim(event, draw(st.integers(1, last_day)), quantity))
    return found


def recorded(wholes: dict[str, Whole], claims: Sequence[PartClaim | axt.Claim], reading: str = "total") -> axt.Dataset:
    """A dataset in which only the declared parts relate the events: their items have nothing in common."""
    names = dict.fromkeys((*(part for whole in wholes.values() for part in whole.parts), *wholes))
    return axt.Dataset(
        [
            axt.Actor(id="kp", name="Kp", kind="state"),
            axt.Actor(id="ru", name="Ru", kind="state"),
            axt.Actor(id="teller", name="Teller", kind="body"),
            *(axt.Item(id=name, name=name) for name in names),
            *(
                axt.ArmsTransfer(
                    id=name,
                    name=name.title(),
                    supplier="kp",
                    recipient="ru",
                    item=name,
                    parts=[axt.Parts(events=wholes[name].parts, covers=wholes[name].covers)] if name in wholes else [],
                )
                for name in names
            ),
            *(
                one if isinstance(one, axt.Claim) else _as_claim(f"c{number}", one, reading)
                for number, one in enumerate(claims)
            ),
        ]
    )


def _as_claim(key: str, one: PartClaim, reading: str) -> axt.Claim:
    measure = axt.Measure(one.quantity, "delivered", reading)
    return claim(key, one.event, made=day(one.day), when=day(one.day), measure=measure)


def hold(worlds: PartWorlds, claims: Iterable[PartClaim]) -> Worlds:
    """The worlds in which all claims hold."""
    found = worlds.all
    for one in claims:
        found &= worlds.where(one.event, one.day, one.quantity)
    return found


def answer(dataset: axt.Dataset, event: str, on: int, reading: str = "total") -> axt.Estimate:
    return dataset.estimate(event=event, at=day(on), unit="crates", phase="delivered", reading=reading)


# --- one day: what the claims leave is exactly what the worlds leave ---


class OneDay(NamedTuple):
    wholes: dict[str, Whole]
    most: dict[str, int]
    """The greatest number that claims give: of the whole as much as all its parts together can be."""
    beyond: int
    """How much all parts but one can be together, with a fraction."""

    def worlds(self) -> PartWorlds:
        return _on_one_day(self.wholes["whole"], self.beyond)


TWO = {"one": 2, "other": 2, "whole": 4}
ON_ONE_DAY = {
    "some of it": OneDay(SOME, TWO, 3),
    "all of it": OneDay(ALL, TWO, 3),
    "all three": OneDay(THREE, {"one": 2, "other": 2, "third": 2, "whole": 6}, 5),
}


@cache
def _on_one_day(whole: Whole, beyond: int) -> PartWorlds:
    """Claims give each part up to 2, and the whole up to 2 for each of its parts."""
    endless = 2 * len(whole.parts) + 1
    return PartWorlds({"whole": whole}, days=1, endless=endless, fractions=4, beyond=beyond)


ONE_DAY = pytest.mark.parametrize("instance", ON_ONE_DAY.values(), ids=ON_ONE_DAY)


@ONE_DAY
@given(data=st.data())
def test_on_one_day_each_end_of_a_whole_and_of_each_part_is_reached_or_approached_by_some_world(
    instance: OneDay, data: st.DataObject
) -> None:
    claims, worlds = data.draw(part_claims(instance.most)), instance.worlds()
    there = hold(worlds, claims)
    assume(there)
    dataset = recorded(instance.wholes, claims)
    for event in worlds.events:
        estimate = answer(dataset, event, 1)
        assert ends_of(estimate.quantity) == worlds.ends(event, 1, there), (event, estimate.explain())


@st.composite
def one_sided_claims(draw: st.DrawFn, most: dict[str, int]) -> list[PartClaim]:
    """At least so many of each part and at most so many of the whole, or the reverse: what a sum can contradict."""
    found: list[PartClaim] = []
    rises = draw(st.booleans())
    for event in sorted(most):
        for is_low in sorted({rises is (event != "whole"), draw(st.booleans())}):
            number = draw(st.integers(0, most[event]))
            is_strict = draw(st.booleans()) and (is_low or number > 0)
            figure = (
                measure(number, None, strict_low=is_strict) if is_low else measure(None, number, strict_high=is_strict)
            )
            found.append(PartClaim(event, 1, figure.quantity))
    return found


@ONE_DAY
@given(data=st.data())
def test_on_one_day_claims_conflict_exactly_if_they_hold_in_no_world_and_each_conflict_names_such_claims(
    instance: OneDay, data: st.DataObject
) -> None:
    claims, worlds = data.draw(one_sided_claims(instance.most)), instance.worlds()
    dataset = recorded(instance.wholes, claims)
    found = dataset.conflicts()
    assert bool(found) is not bool(hold(worlds, claims))
    asked = (one for event in worlds.events for one in answer(dataset, event, 1).conflicts)
    for conflict in (*found, *asked):
        named = {int(one.id[1:]) for one in (*conflict.lower, *conflict.upper)}
        assert not hold(worlds, (claims[number] for number in named)), "all whose figures it takes are named"


# --- two days: no world is left out, nothing that fits is called a conflict, and sums and differences are found ---


@cache
def two_days_total(covers: Cover) -> PartWorlds:
    return PartWorlds({"whole": Whole(("one", "other"), covers)}, days=2, endless=3, fractions=2, beyond=1)


@cache
def two_days_level(covers: Cover) -> PartWorlds:
    return PartWorlds({"whole": Whole(("one", "other"), covers)}, days=2, endless=3, beyond=2, grows=False)


TWO_DAYS = pytest.mark.parametrize(
    ("reading", "worlds_of", "covers"),
    [
        (reading, worlds, covers)
        for reading, worlds in (("total", two_days_total), ("level", two_days_level))
        for covers in ("some", "all")
    ],
    ids=["total-some", "total-all", "level-some", "level-all"],
)


@TWO_DAYS
@given(data=st.data())
def test_every_world_in_which_the_claims_hold_lies_in_the_estimates_of_whole_and_parts(
    reading: str, worlds_of: Callable[[Cover], PartWorlds], covers: Cover, data: st.DataObject
) -> None:
    claims, worlds = data.draw(part_claims({"one": 2, "other": 2, "whole": 3}, last_day=2)), worlds_of(covers)
    dataset = recorded({"whole": Whole(("one", "other"), covers)}, claims, reading)
    there = hold(worlds, claims)
    event, on = data.draw(st.sampled_from(worlds.events)), data.draw(st.integers(1, 2))
    estimate = answer(dataset, event, on, reading)
    assert there & ~worlds.where(event, on, estimate.quantity) == 0, estimate.explain()
    if there:
        assert not estimate.conflicts, "claims that hold together in some world are not in conflict"
        assert not dataset.conflicts()


@cache
def two_days_whole_steps(covers: Cover, *, grows: bool) -> PartWorlds:
    return PartWorlds({"whole": Whole(("one", "other"), covers)}, days=2, endless=3, beyond=1, grows=grows)


def tight_on_two_days(
    covers: Cover, reading: str, events: tuple[str, str], asked: str, data: st.DataObject
) -> tuple[object, object, axt.Estimate]:
    """The ends of an estimate and those of the worlds, for claims on two of the events when the third is asked about.

    Not on all three: what these give together can go back and forth between the days and between whole and parts, and
    no answer promises to follow that to its end.
    """
    most = {event: 1 if event != "whole" else 2 for event in events}
    claims = data.draw(part_claims(most, last_day=2, at_most=4, excludes=False))
    worlds = two_days_whole_steps(covers, grows=reading == "total")
    there = hold(worlds, claims)
    assume(there)
    on = data.draw(st.integers(1, 2))
    estimate = answer(recorded({"whole": Whole(("one", "other"), covers)}, claims, reading), asked, on, reading)
    return ends_of(estimate.quantity), worlds.ends(asked, on, there), estimate


BOTH = pytest.mark.parametrize("covers", ["some", "all"])
READINGS = pytest.mark.parametrize("reading", ["total", "level"])


@BOTH
@READINGS
@given(data=st.data())
def test_a_whole_of_whose_parts_alone_claims_speak_has_the_ends_of_their_sum(
    covers: Cover, reading: str, data: st.DataObject
) -> None:
    found, expected, estimate = tight_on_two_days(covers, reading, ("one", "other"), "whole", data)
    assert found == expected, estimate.explain()


@BOTH
@READINGS
@given(data=st.data())
def test_the_last_part_has_the_ends_of_the_whole_without_the_other_on_days_when_both_hold(
    covers: Cover, reading: str, data: st.DataObject
) -> None:
    found, expected, estimate = tight_on_two_days(covers, reading, ("whole", "other"), "one", data)
    assert found == expected, estimate.explain()


# --- parts of parts ---


@cache
def chain(covers: Cover) -> PartWorlds:
    return PartWorlds(FULL_CHAIN if covers == "all" else CHAIN, days=1, endless=4, fractions=2, beyond=1)


@cache
def chain_of_whole_steps(covers: Cover) -> PartWorlds:
    return PartWorlds(FULL_CHAIN if covers == "all" else CHAIN, days=1, endless=7, beyond=4)


@BOTH
@given(data=st.data())
def test_every_world_of_parts_of_parts_lies_in_the_estimates(covers: Cover, data: st.DataObject) -> None:
    most = {"one": 2, "other": 2, "third": 2, "middle": 3, "whole": 4}
    claims, worlds = data.draw(part_claims(most)), chain(covers)
    dataset = recorded(FULL_CHAIN if covers == "all" else CHAIN, claims)
    there = hold(worlds, claims)
    for event in worlds.events:
        estimate = answer(dataset, event, 1)
        assert there & ~worlds.where(event, 1, estimate.quantity) == 0, estimate.explain()
        assert not (there and estimate.conflicts)
    assert not (there and dataset.conflicts())


@BOTH
@given(data=st.data())
def test_the_parts_of_parts_add_up_to_the_whole(covers: Cover, data: st.DataObject) -> None:
    claims = data.draw(part_claims({"one": 2, "other": 2, "third": 2}, excludes=False))
    worlds = chain_of_whole_steps(covers)
    there = hold(worlds, claims)
    assume(there)
    dataset = recorded(FULL_CHAIN if covers == "all" else CHAIN, claims)
    for event in ("middle", "whole"):
        estimate = answer(dataset, event, 1)
        assert ends_of(estimate.quantity) == worlds.ends(event, 1, there), estimate.explain()


# --- parts beside the other orders: what is within a part counts for it, and what holds the whole limits it ---

NESTED = {
    "one": Whole(("narrow",), "some"),
    "whole": Whole(("one", "other"), "some"),
    "wide": Whole(("whole",), "some"),
}
"""To hold something is to have it as one part of several. The dataset declares only the parts of the whole as such."""


@cache
def nested() -> PartWorlds:
    return PartWorlds(NESTED, days=1, endless=5, beyond=2)


def in_one_order(claims: Sequence[PartClaim]) -> axt.Dataset:
    """A dataset in which the items say what is within what, and only two of the events are declared as parts."""
    within = {"narrow": "one", "one": "whole", "other": "whole", "whole": "wide"}
    declared = recorded({"whole": NESTED["whole"]}, [])
    events = [
        axt.ArmsTransfer(id=name, name=name, supplier="kp", recipient="ru", item=name) for name in ("narrow", "wide")
    ]
    items = [
        axt.Item(id=name, name=name, broader=[within[name]] if name in within else [])
        for name in ("narrow", "one", "other", "whole", "wide")
    ]
    records = [_as_claim(f"c{number}", one, "total") for number, one in enumerate(claims)]
    return axt.Dataset([*declared.actors, *declared.events, *events, *items, *records])


@given(part_claims({"narrow": 2, "other": 2, "one": 2, "whole": 4, "wide": 4}, excludes=False))
def test_on_one_day_parts_add_up_with_what_is_within_them_and_within_what_holds_the_whole(
    claims: list[PartClaim],
) -> None:
    there = hold(nested(), claims)
    assume(there)
    dataset = in_one_order(claims)
    assert dataset.conflicts() == ()
    for event in ("one", "other", "whole"):
        estimate = answer(dataset, event, 1)
        assert ends_of(estimate.quantity) == nested().ends(event, 1, there), (event, estimate.explain())


# --- lots: increments, and totals that count from a day, also add up or must not ---

LOT_DAYS = 3
lots = {
    covers: LotWorlds(
        [
            *((part, on) for part in ("one", "one", "other") for on in range(1, LOT_DAYS + 1)),
            *((("rest", on) for on in range(1, LOT_DAYS + 1)) if covers == "some" else ()),
        ]
    )
    for covers in ("some", "all")
}


@st.composite
def lot_claims(draw: st.DrawFn) -> list[FigureClaim]:
    """Totals of certain days, some of them counted from a certain day, and increments between two days."""
    found: list[FigureClaim] = []
    for number in range(draw(st.integers(1, 5))):
        reading = draw(st.sampled_from(("total", "increment")))
        first = draw(st.integers(1, LOT_DAYS))
        last = draw(st.integers(first, LOT_DAYS))
        counts_from = reading == "total" and draw(st.booleans())
        found.append(
            FigureClaim(
                id=f"c{number}",
                event=draw(st.sampled_from(("one", "other", "whole"))),
                quantity=draw(figures(4)).quantity,
                phase="delivered",
                reading=reading,
                made=(last, last),
                when=None if reading == "total" else on(last) if first == last else between(first, last),
                since=(first, first) if counts_from else None,
            )
        )
    return found


@BOTH
@given(lot_claims(), st.sampled_from(("one", "other", "whole")), st.none() | st.integers(1, 3), st.integers(1, 3))
def test_what_counts_from_different_days_or_came_within_windows_is_not_added_up_wrongly(
    covers: Cover, claims: list[FigureClaim], event: str, since: int | None, at: int
) -> None:
    worlds = lots[covers]

    def came(event: str, _: str, first: int, last: int) -> Numbers:
        return worlds.counted(lambda lot: event in (lot[0], "whole") and first <= lot[1] <= last)

    dataset = recorded(
        {"whole": Whole(("one", "other"), covers)}, [record(one, claimants=["teller"]) for one in claims]
    )
    start = None if since is None else day(since)
    estimate = dataset.estimate(event=event, unit="crates", phase="delivered", reading="total", since=start, at=day(at))
    there = hold_together(claims, came, worlds.all)
    allowed = where(came(event, "delivered", since or 1, at), estimate.quantity)
    assert there & ~allowed == 0, estimate.explain()
    if there:
        assert not estimate.conflicts
        assert not dataset.conflicts()


@BOTH
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("one", "other", "whole")),
            st.sampled_from(("crates", "boxes")),
            st.sampled_from(("delivered", "ordered")),
            figures(3).map(lambda one: one.quantity),
        ),
        min_size=2,
        max_size=5,
    ),
    st.sampled_from(("one", "whole")),
)
def test_figures_of_another_unit_or_an_unrelated_phase_are_never_added(
    covers: Cover, said: list[tuple[str, str, str, axt.Quantity]], event: str
) -> None:
    def told(number: int, one: tuple[str, str, str, axt.Quantity]) -> axt.Claim:
        about, unit, phase, figure = one
        low, high, includes_low, includes_high = figure.ends
        quantity = axt.Quantity(low=low, high=high, includes_low=includes_low, includes_high=includes_high, unit=unit)
        return claim(f"c{number}", about, made=day(1), measure=axt.Measure(quantity, phase))

    claims = [told(number, one) for number, one in enumerate(said)]
    alike = [
        claims[number] for number, (_, unit, phase, _) in enumerate(said) if (unit, phase) == ("crates", "delivered")
    ]
    wholes = {"whole": Whole(("one", "other"), covers)}
    everything, same = (answer(recorded(wholes, some), event, 1) for some in (claims, alike))
    assert (everything.quantity, len(everything.conflicts)) == (same.quantity, len(same.conflicts))


# --- figures as they are reported ---


def figure(key: str, event: str, words: str, phase: str = "delivered", **fields: object) -> axt.Claim:
    made = fields.pop("made", "2024-06-01")
    return claim(key, event, made=made, measure={"quantity": words, "phase": phase}, **fields)


def test_a_total_that_names_some_of_its_parts_and_the_rest_leaves_the_rest() -> None:
    # 160 pieces, of which 100 of one kind and 6 of another: 54 are left.
    dataset = recorded(
        THREE,
        [figure("a", "whole", "160 guns"), figure("b", "one", "100 guns"), figure("c", "other", "6 guns")],
    )
    rest = dataset.estimate(event="third", at="2024-06-01")
    assert (rest.low, rest.high) == (54, 54)
    assert {one.id for one in rest.binding_high} == {"a", "b", "c"}


def test_a_sum_of_parts_bounds_the_whole_from_above_only_if_they_are_all_of_it() -> None:
    said = [figure("a", "one", "11,000 troops"), figure("b", "other", "3,000 troops")]
    some = recorded(SOME, said).estimate(event="whole", at="2024-06-01")
    every = recorded(ALL, said).estimate(event="whole", at="2024-06-01")
    assert (some.low, some.high) == (14_000, None)
    assert (every.low, every.high) == (14_000, 14_000)
    assert {one.id for one in some.binding_low} == {"a", "b"}


def test_a_part_known_earlier_leaves_at_most_the_difference_and_not_at_least() -> None:
    # 600 killed by January, 4,700 killed or wounded by April: more can have been killed since.
    dataset = recorded(
        ALL,
        [
            figure("killed", "one", "600 people", "lost", made="2024-01-31"),
            figure("casualties", "whole", "4,700 people", "lost", made="2024-04-30"),
        ],
    )
    wounded = dataset.estimate(event="other", phase="lost", at="2024-04-30")
    assert (wounded.low, wounded.high) == (None, 4_100)


def test_a_sum_that_exceeds_an_upper_end_is_a_conflict_of_all_whose_figures_it_takes() -> None:
    said = [
        figure("a", "one", "at least 6 guns"),
        figure("b", "other", "at least 5 guns"),
        figure("limit", "whole", "up to 10 guns"),
        figure("weak", "one", "at least 1 gun"),
    ]
    dataset = recorded(SOME, said)
    (conflict,) = dataset.conflicts()
    assert {one.id for one in conflict.lower} == {"a", "b"}
    assert [one.id for one in conflict.upper] == ["limit"]
    assert conflict.at_least == axt.Quantity(low=11, unit="guns")
    (asked,) = dataset.estimate(event="whole", at="2024-06-01").conflicts
    assert {one.id for one in (*asked.lower, *asked.upper)} == {"a", "b", "limit"}


def test_more_than_none_of_each_of_two_parts_is_more_than_none_of_the_whole() -> None:
    said = [figure("a", "one", "more than 1 gun"), figure("b", "other", "more than 1 gun")]
    estimate = recorded(SOME, said).estimate(event="whole", at="2024-06-01")
    assert (estimate.low, estimate.includes_low) == (2, False)


def test_nothing_is_added_unless_somebody_says_that_the_parts_are_disjoint() -> None:
    said = [figure("a", "one", "5 guns"), figure("b", "other", "5 guns")]
    related = recorded(SOME, said)
    unrelated = axt.Dataset(
        [
            *(one for name in ("actors", "items", "claims") for one in getattr(related, name)),
            *(
                axt.ArmsTransfer(id=one.id, name=one.name, supplier="kp", recipient="ru", item=one.item)
                for one in related.transfers
            ),
        ]
    )
    assert related.estimate(event="whole", at="2024-06-01", unit="guns").low == 10
    assert unrelated.estimate(event="whole", at="2024-06-01", unit="guns").low is None


# --- the oracle itself ---


def test_worlds_of_parts_obey_what_they_are_said_to_obey() -> None:
    for covers in ("some", "all"):
        worlds = two_days_total(covers)
        two = axt.Quantity(low=2, unit="crates")
        there = worlds.where("one", 1, two) & worlds.where("other", 2, two)
        assert worlds.ends("whole", 2, there).low == 4
        assert worlds.ends("whole", 1, there).low == 2
        unbounded = worlds.where("whole", 2, axt.Quantity(high=3, unit="crates")) & there
        assert unbounded == 0
    assert two_days_total("all").count < two_days_total("some").count
