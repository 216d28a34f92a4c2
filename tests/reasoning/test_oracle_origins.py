"""Who said it, against an oracle: ends that several origins give, and utterances that are told with different figures.

The worlds are numbers that grow with time and along two items. An origin is right in a world or wrong; an utterance
whose reports exclude each other was one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import combinations, product
from typing import NamedTuple

import attrs
import pytest
from figure_claims import Stretch
from hypothesis import assume, given
from hypothesis import strategies as st
from possible_worlds import MonotoneWorlds, Worlds
from small_instances import DOCUMENT, claim, day, days, event_id, figures, frame, some_days

import axis_tracker as axt

MOST = 2
DAYS = 3
ITEMS = ("top", "left")
Cell = tuple[str, int]
CELLS: tuple[Cell, ...] = tuple(product(ITEMS, range(1, DAYS + 1)))


def is_part(one: str, other: str) -> bool:
    return other in (one, "top")


@cache
def totals() -> MonotoneWorlds[Cell]:
    return MonotoneWorlds(CELLS, lambda one, other: is_part(one[0], other[0]) and one[1] <= other[1], MOST)


@cache
def levels() -> MonotoneWorlds[Cell]:
    """Levels say nothing of another day; two days are enough to tell."""
    two_days = [cell for cell in CELLS if cell[1] < DAYS]
    return MonotoneWorlds(two_days, lambda one, other: is_part(one[0], other[0]) and one[1] == other[1], MOST)


TEXTS = tuple(axt.Document(id=f"text-{number}", published=day(9), **DOCUMENT) for number in range(4))


def passage(document: int) -> list[str]:
    return [f"text-{document}#char=0,9;sha256=0123456789abcdef"]


def dataset(claims: list[axt.Claim]) -> axt.Dataset:
    return axt.Dataset([*frame(suppliers=("kp",), items=ITEMS), *TEXTS, *claims])


# --- by how many it must be said ---


class Said(NamedTuple):
    origin: int
    """Who says so: 0 to 3; the last is an unnamed source."""
    cell: Cell
    quantity: axt.Quantity

    def record(self, key: str, unit: str = "crates") -> axt.Claim:
        one = self.quantity
        ends = {"low": one.low, "high": one.high, "includes_low": one.includes_low, "includes_high": one.includes_high}
        # All in one text, which does not tell one utterance in two ways: what an origin says, it says.
        return claim(
            key,
            event_id("kp", self.cell[0]),
            made=day(self.cell[1]),
            origin=f"o{self.origin}",
            claimants=["somebody" if self.origin == UNNAMED else "teller"],
            measure=axt.Measure(axt.Quantity(**ends, unit=unit), "delivered"),
            evidence=passage(0),
        )


UNNAMED = 3
# On two days only, and several claims at once, so that claims of different origins meet.
cells = st.sampled_from([cell for cell in CELLS if cell[1] < DAYS])
quantities = figures(MOST).map(lambda one: one.quantity)
sayings = st.lists(st.builds(Said, st.integers(0, UNNAMED), cells, quantities), min_size=3, max_size=6)


def worlds_of(claims: list[Said]) -> Worlds:
    worlds = totals().all
    for one in claims:
        worlds &= totals().where(one.cell, one.quantity)
    return worlds


def if_so_many_are_wrong(claims: list[Said], wrong: int) -> list[Worlds]:
    """The worlds in which all named origins but so many are right, whatever the unnamed ones say."""
    named = sorted({one.origin for one in claims} - {UNNAMED})
    return [
        worlds_of([one for one in claims if one.origin in named and one.origin not in left_out])
        for left_out in combinations(named, min(wrong, len(named)))
    ]


def estimate_of(claims: list[Said], cell: Cell, origins: int) -> axt.Estimate:
    told = dataset([one.record(f"c{number}") for number, one in enumerate(claims)])
    asked = {"supplier": "kp", "recipient": "ru", "item": cell[0], "at": day(cell[1]), "unit": "crates"}
    return told.estimate(**asked, policy=axt.Policy(origins=origins))


@given(sayings, cells, st.integers(2, 3))
def test_what_several_must_say_stands_even_if_all_but_one_of_them_are_wrong(
    claims: list[Said], cell: Cell, origins: int
) -> None:
    estimate = estimate_of(claims, cell, origins)
    allowed = totals().where(cell, estimate.quantity)
    for worlds in if_so_many_are_wrong(claims, origins - 1):
        assert worlds & ~allowed == 0, estimate.explain()


def gives_an_item_on_two_days(claims: list[Said]) -> bool:
    """Whether a named origin gives figures of one item on two days."""
    days_of: dict[tuple[int, str], set[int]] = {}
    for one in claims:
        if one.origin != UNNAMED:
            days_of.setdefault((one.origin, one.cell[0]), set()).add(one.cell[1])
    return any(len(found) > 1 for found in days_of.values())


@given(sayings, cells, st.integers(2, 3))
def test_where_all_named_origins_agree_the_ends_are_the_strongest_that_stand_so(
    claims: list[Said], cell: Cell, origins: int
) -> None:
    # The package takes an origin's figures of one event, on two days, for reports of one figure whose day is not known.
    # So each holds on fewer days than it should. The next test keeps an example until this is right.
    assume(not gives_an_item_on_two_days(claims))
    assume(worlds_of([one for one in claims if one.origin != UNNAMED]))
    estimate = estimate_of([*claims], cell, origins)
    assume(not estimate.conflicts)  # with an unnamed source, who is set against others like anybody
    worlds = 0
    for some in if_so_many_are_wrong(claims, origins - 1):
        worlds |= some
    assert totals().ends_of(estimate.quantity) == totals().ends(cell, worlds), estimate.explain()


@pytest.mark.xfail(strict=True, reason="an origin's figures of two days are taken for one figure of an unknown day")
def test_a_figure_of_another_day_takes_nothing_from_what_two_origins_say() -> None:
    none = axt.Quantity(high=0, unit="crates")
    first, second = ("top", 1), ("top", 2)
    claims = [*[Said(0, first, none)] * 3, Said(0, second, none), Said(1, second, none)]
    assert estimate_of(claims, second, 2).high == 0


@given(sayings, cells, st.integers(1, 2), st.data())
def test_a_relay_in_another_text_changes_no_bound_no_count_and_no_conflict(
    claims: list[Said], cell: Cell, origins: int, data: st.DataObject
) -> None:
    units = st.sampled_from(("crates", "crates", "boxes"))
    records = [one.record(f"c{number}", data.draw(units)) for number, one in enumerate(claims)]
    relayed = data.draw(st.lists(st.sampled_from(records), min_size=1, max_size=3))
    relays = [
        attrs.evolve(one, id=f"r{number}", relays=["somebody"], evidence=passage(number + 1))
        for number, one in enumerate(relayed)
    ]
    # The unit is left open: it is the one that most origins count in, however often they are relayed.
    asked = {"supplier": "kp", "recipient": "ru", "item": cell[0], "at": day(cell[1])}
    policy = axt.Policy(origins=origins)
    once, twice = dataset(records), dataset([*records, *relays])
    before, after = once.estimate(**asked, policy=policy), twice.estimate(**asked, policy=policy)
    assert before.quantity == after.quantity
    assert (before.origins, before.agreeing) == (after.origins, after.agreeing)
    assert len(before.conflicts) == len(after.conflicts)
    assert len(once.conflicts()) == len(twice.conflicts())
    assert before.drifted == after.drifted == ()
    for event in {one.event for one in records}:
        assert once.corroboration(event).independent == twice.corroboration(event).independent


# --- what was said, by reports that differ ---


class Report(NamedTuple):
    quantity: axt.Quantity
    made: Stretch


class Utterance(NamedTuple):
    """What is reported of one figure: each report in a text of its own."""

    item: str
    is_of_the_month: bool
    """Whether the figure stood at some time of January, and not when it was told."""
    reports: tuple[Report, ...]

    def records(self, key: str, reading: str) -> list[axt.Claim]:
        return [
            claim(
                f"{key}-{number}",
                event_id("kp", self.item),
                made=days(*one.made),
                when="2024-01" if self.is_of_the_month else None,
                origin=key,
                measure=axt.Measure(one.quantity, "delivered", reading),
                evidence=passage(number),
            )
            for number, one in enumerate(self.reports)
        ]

    def told_on(self) -> list[int]:
        """The days on which it can have been said: those that all reports allow, or else those that any does."""
        allowed = [set(range(one.made[0], one.made[1] + 1)) for one in self.reports]
        return sorted(set.intersection(*allowed) or set.union(*allowed))

    def figures(self) -> list[axt.Quantity]:
        """What it can have said: what all reports allow, or else what one of them does."""
        common: axt.Quantity | None = self.reports[0].quantity
        for one in self.reports[1:]:
            common = None if common is None else common.intersection(one.quantity)
        return [common] if common is not None else [one.quantity for one in self.reports]

    def holds(self, worlds: MonotoneWorlds[Cell]) -> Worlds:
        """The worlds in which it was true."""
        stood_on = {on for told in self.told_on() for on in (range(1, told + 1) if self.is_of_the_month else (told,))}
        found = 0
        for on, quantity in product(sorted(stood_on), self.figures()):
            found |= worlds.where((self.item, on), quantity)
        return found


def utterances(last_day: int) -> st.SearchStrategy[list[Utterance]]:
    reports = st.lists(st.builds(Report, quantities, some_days(last_day)), min_size=1, max_size=3).map(tuple)
    of_the_month = st.sampled_from((False, False, True))
    return st.lists(st.builds(Utterance, st.sampled_from(ITEMS), of_the_month, reports), min_size=1, max_size=2)


READINGS = pytest.mark.parametrize(("reading", "worlds", "last_day"), [("total", totals, 3), ("level", levels, 2)])


@READINGS
@given(data=st.data())
def test_every_world_in_which_one_of_the_reports_is_what_was_said_lies_in_the_estimate(
    reading: str, worlds: Callable[[], MonotoneWorlds[Cell]], last_day: int, data: st.DataObject
) -> None:
    said = data.draw(utterances(last_day))
    cell = (data.draw(st.sampled_from(ITEMS)), data.draw(st.integers(1, last_day)))
    told = dataset([one for number, each in enumerate(said) for one in each.records(f"u{number}", reading)])
    asked = {"supplier": "kp", "recipient": "ru", "item": cell[0], "at": day(cell[1]), "unit": "crates"}
    estimate = told.estimate(**asked, reading=reading)
    possible = worlds().all
    for one in said:
        possible &= one.holds(worlds())
    assert possible & ~worlds().where(cell, estimate.quantity) == 0, estimate.explain()
    if possible:
        assert estimate.conflicts == told.conflicts() == ()
    assert {*estimate.origins} <= {f"u{number}" for number in range(len(said))}


def test_an_utterance_that_is_told_of_two_days_limits_what_both_allow() -> None:
    # One text has it on the first day, the other on the third: by the first day it may not have been said.
    reports = (Report(axt.Quantity(low=2, unit="crates"), (1, 1)), Report(axt.Quantity(low=2, unit="crates"), (3, 3)))
    told = dataset(Utterance("top", is_of_the_month=False, reports=reports).records("briefing", "total"))
    assert told.estimate(event="kp-top", at=day(2)).low is None
    assert told.estimate(event="kp-top", at=day(3)).low == 2


def test_a_report_with_a_vaguer_day_still_says_what_may_have_been_said() -> None:
    exact, vague = (
        Report(axt.Quantity(low=1, high=1, unit="crates"), (2, 2)),
        axt.Quantity(low=2, high=2, unit="crates"),
    )
    said = Utterance("top", is_of_the_month=False, reports=(exact, Report(vague, (1, 3))))
    estimate = dataset(said.records("briefing", "level")).estimate(event="kp-top", reading="level", at=day(2))
    assert (estimate.low, estimate.high, estimate.origins) == (1, 2, ("briefing",))
    assert [[one.id for one in group] for group in estimate.drifted] == [["briefing-0", "briefing-1"]]
