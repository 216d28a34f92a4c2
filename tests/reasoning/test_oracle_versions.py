"""Versions of one figure, against an oracle: reports of one utterance that differ in the number or in the day.

The worlds are numbers that grow with time and along two items, or levels of some days. Somebody on the way changed what
was said, nobody knows who: any one version can be what was said. Within a report, figures are statements of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product
from typing import Any, NamedTuple, TypeAlias

import attrs
import pytest
from figure_claims import Stretch, at_least
from hypothesis import assume, given
from hypothesis import strategies as st
from possible_worlds import MonotoneWorlds, Worlds
from small_instances import TEXTS, claim, day, days, event_id, figures, frame, measure, passage, teller

import axis_tracker as axt

MOST = 2
LAST = 2
ITEMS = ("top", "left")
Cell: TypeAlias = tuple[str, int]
CELLS: tuple[Cell, ...] = tuple(product(ITEMS, range(1, LAST + 1)))


def is_part(one: str, other: str) -> bool:
    return other in (one, "top")


@cache
def totals() -> MonotoneWorlds[Cell]:
    return MonotoneWorlds(CELLS, lambda one, other: is_part(one[0], other[0]) and one[1] <= other[1], MOST)


@cache
def levels() -> MonotoneWorlds[Cell]:
    return MonotoneWorlds(CELLS, lambda one, other: is_part(one[0], other[0]) and one[1] == other[1], MOST)


GetWorlds: TypeAlias = Callable[[], MonotoneWorlds[Cell]]
READINGS = pytest.mark.parametrize(("reading", "worlds"), [("total", totals), ("level", levels)])

REPORTS = ((0, ()), (1, ()), (None, ("somebody",)), (2, ("somebody",)), (3, ()))
"""A text, if there is one, and by whom it has the figure: each is a report of its own."""
NEW = 4
"""The report that only laws about a further one have."""


class Version(NamedTuple):
    """A figure as one report or several have it."""

    item: str
    quantity: axt.Quantity
    on: Stretch
    """The days on which it can have been said, or, if it is of the month, have stood so."""
    is_of_the_month: bool

    def holds(self, reading: str, worlds: MonotoneWorlds[Cell], *, at_the_end: bool) -> Worlds:
        """The worlds in which it is right on some of its days, or as it is meant.

        A total is meant to be that of the last of its days, a level that of each.
        """
        right = {on: worlds.where((self.item, on), self.quantity) for on in range(self.on[0], self.on[1] + 1)}
        if not at_the_end:
            return union(right.values())
        if reading == "total":
            return right[self.on[1]]
        found = worlds.all
        for one in right.values():
            found &= one
        return found


Report: TypeAlias = tuple[Version, int]
"""A version, and which of the reports has it."""


def union(some: Any) -> Worlds:
    found = 0
    for one in some:
        found |= one
    return found


def are_one_figure(one: Version, other: Version) -> bool:
    """Whether two reports can have one figure: they share the item, and the number or possibly the day."""
    share_day = one.on[0] <= other.on[1] and other.on[0] <= one.on[1]
    return one.item == other.item and (one.quantity == other.quantity or share_day)


def what_can_have_been_said(reports: Sequence[Report]) -> Iterator[list[list[Version]]]:
    """The figures of an utterance, each as the versions that there are of it, in every way in which they can belong.

    No report has two versions of one figure. What is reported alike is one version, however its days are written.
    """
    found_in: dict[Version, set[int]] = {}
    for version, report in reports:
        found_in.setdefault(version._replace(is_of_the_month=False), set()).add(report)
    ways: list[list[list[Version]]] = [[]]
    for version, where_found in found_in.items():
        more: list[list[list[Version]]] = []
        for way in ways:
            more.append([*way, [version]])
            for at, block in enumerate(way):
                if all(are_one_figure(version, one) and where_found.isdisjoint(found_in[one]) for one in block):
                    more.append([*way[:at], [*block, version], *way[at + 1 :]])
        ways = more
    yield from ways


def hold(
    utterances: Sequence[Sequence[Report]], reading: str, worlds: MonotoneWorlds[Cell], *, at_the_end: bool
) -> Worlds:
    """The worlds in which what was said is true, whichever versions were what was said."""
    found = worlds.all
    for reports in utterances:
        true_in = 0
        for figures_said in what_can_have_been_said(reports):
            left = worlds.all
            for versions in figures_said:
                left &= union(one.holds(reading, worlds, at_the_end=at_the_end) for one in versions)
            true_in |= left
        found &= true_in
    return found


def dataset(utterances: Sequence[Sequence[Report]], reading: str) -> axt.Dataset:
    records = []
    for number, reports in enumerate(utterances):
        for at, (version, report) in enumerate(reports):
            document, relays = REPORTS[report]
            records.append(
                claim(
                    f"u{number}-{at}",
                    event_id("kp", version.item),
                    claimants=[teller(f"u{number}")],
                    made=day(version.on[1]) if version.is_of_the_month else days(*version.on),
                    when="2024-01" if version.is_of_the_month else None,
                    origin=f"u{number}",
                    relays=relays,
                    measure=axt.Measure(version.quantity, "delivered", reading),
                    evidence=[] if document is None else passage(document),
                )
            )
    return axt.Dataset([*frame(suppliers=("kp",), items=ITEMS), *TEXTS, *records])


def asked(cell: Cell, reading: str) -> dict[str, Any]:
    about = {"supplier": "kp", "recipient": "ru", "item": cell[0], "at": day(cell[1])}
    return {**about, "phase": "delivered", "unit": "crates", "reading": reading}


def estimate_of(utterances: Sequence[Sequence[Report]], cell: Cell, reading: str) -> axt.Estimate:
    return dataset(utterances, reading).estimate(**asked(cell, reading))


@st.composite
def versions(draw: st.DrawFn, items: Sequence[str] = ITEMS) -> Version:
    on = draw(st.sampled_from(((1, 1), (2, 2), (1, 2))))
    quantity = draw(figures(MOST)).quantity
    return Version(draw(st.sampled_from(items)), quantity, on, on[0] == 1 and draw(st.booleans()))


reports_of_one = st.lists(st.tuples(versions(), st.integers(0, NEW - 1)), min_size=1, max_size=4)
cells = st.sampled_from(CELLS)


@READINGS
@given(utterances=st.lists(reports_of_one, min_size=1, max_size=2), cell=cells)
def test_every_world_in_which_any_version_is_what_was_said_lies_in_the_estimate(
    reading: str, worlds: GetWorlds, utterances: list[list[Report]], cell: Cell
) -> None:
    estimate = estimate_of(utterances, cell, reading)
    possible = hold(utterances, reading, worlds(), at_the_end=False)
    if possible:
        assert estimate.conflicts == dataset(utterances, reading).conflicts() == ()
    if reading == "total":
        assert possible & ~worlds().where(cell, at_least(estimate.quantity)) == 0, estimate.explain()
    meant = hold(utterances, reading, worlds(), at_the_end=True)
    assert meant & ~worlds().where(cell, estimate.quantity) == 0, estimate.explain()


@st.composite
def of_one_figure(draw: st.DrawFn) -> list[Report]:
    """Versions of one figure, each in a report of its own."""
    found: list[Report] = []
    for report in range(draw(st.integers(1, 3))):
        version = draw(versions(items=[found[0][0].item] if found else ITEMS))
        if found and draw(st.booleans()):
            version = version._replace(quantity=found[0][0].quantity)
        if all(are_one_figure(version, one) for one, _ in found):
            found.append((version, report))
    return found


@READINGS
@given(reports=of_one_figure(), cell=cells)
def test_each_end_is_that_of_some_version_if_nobody_else_says_anything(
    reading: str, worlds: GetWorlds, reports: list[Report], cell: Cell
) -> None:
    possible = union(one.holds(reading, worlds(), at_the_end=True) for one, _ in reports)
    estimate = estimate_of([reports], cell, reading)
    assert worlds().ends_of(estimate.quantity) == worlds().ends(cell, possible), estimate.explain()


@READINGS
@given(utterances=st.lists(reports_of_one, min_size=1, max_size=2), version=versions(), cell=cells)
def test_a_report_that_differs_never_narrows_an_answer(
    reading: str, worlds: GetWorlds, utterances: list[list[Report]], version: Version, cell: Cell
) -> None:
    # What contradicts others can agree with them in another version, so that a hull over a conflict becomes narrower.
    assume(hold(utterances, reading, worlds(), at_the_end=True))
    said, *others = utterances
    assume(any(are_one_figure(version, one) for one, _ in said))
    before = estimate_of(utterances, cell, reading)
    after = estimate_of([[*said, (version, NEW)], *others], cell, reading)
    assert after.quantity.contains(before.quantity), after.explain()


@READINGS
@given(utterances=st.lists(reports_of_one, min_size=1, max_size=2), which=st.integers(0, 3), cell=cells)
def test_a_report_that_is_alike_changes_nothing(
    reading: str, worlds: GetWorlds, utterances: list[list[Report]], which: int, cell: Cell
) -> None:
    version, _ = utterances[0][which % len(utterances[0])]
    before = estimate_of(utterances, cell, reading)
    after = estimate_of([[*utterances[0], (version, NEW)], *utterances[1:]], cell, reading)
    assert before.quantity == after.quantity, after.explain()
    assert (before.origins, len(before.conflicts)) == (after.origins, len(after.conflicts))
    assert len(before.drifted) == len(after.drifted)


@READINGS
@given(numbers=st.permutations(range(MOST + 1)), reports=st.data(), cell=cells)
def test_figures_of_different_days_and_numbers_are_figures_of_their_own(
    reading: str, worlds: GetWorlds, numbers: list[int], reports: st.DataObject, cell: Cell
) -> None:
    drawn = reports.draw(st.lists(st.integers(0, NEW), min_size=LAST, max_size=LAST))
    said = [
        (Version("top", measure(number, number).quantity, (on, on), is_of_the_month=False), report)
        for on, number, report in zip(range(1, LAST + 1), numbers, drawn, strict=False)
    ]
    # The day is that of the figure, whenever it was said.
    records = dataset([said], reading).records
    dated = [attrs.evolve(one, when=one.made, made=day(9)) if isinstance(one, axt.Claim) else one for one in records]
    left = worlds().all
    for one, _ in said:
        left &= one.holds(reading, worlds(), at_the_end=True)
    assume(left)
    estimate = axt.Dataset(dated).estimate(**asked(cell, reading))
    assert worlds().ends_of(estimate.quantity) == worlds().ends(cell, left), estimate.explain()


# --- examples ---


def reported(*said: tuple[int | None, int | None, Stretch], reading: str = "total") -> axt.Dataset:
    """Versions of one figure by ends and days, each in a text of its own."""
    found = [Version("top", measure(low, high).quantity, on, is_of_the_month=False) for low, high, on in said]
    return dataset([[(one, (0, 1, 3)[at]) for at, one in enumerate(found)]], reading)


def test_an_utterance_that_is_told_of_two_days_limits_what_both_allow() -> None:
    # One text has it on the first day, the other on the third: by the first day it may not have been said.
    told = reported((2, None, (1, 1)), (2, None, (3, 3)))
    assert told.estimate(event="kp-top", at=day(2), phase="delivered").low is None
    assert told.estimate(event="kp-top", at=day(3), phase="delivered").low == 2


def test_a_report_with_a_vaguer_day_still_says_what_may_have_been_said() -> None:
    told = reported((1, 1, (2, 2)), (2, 2, (1, 3)), reading="level")
    estimate = told.estimate(event="kp-top", reading="level", phase="delivered", at=day(2))
    assert (estimate.low, estimate.high, estimate.origins) == (1, 2, ("u0",))
    assert [[one.id for one in group] for group in estimate.drifted] == [["u0-0", "u0-1"]]


def test_roughly_six_hundred_and_at_least_six_hundred_are_at_least_what_roughly_allows() -> None:
    figure = {"phase": "delivered"}
    records = [
        claim(key, "kp-top", made=day(1), origin="service", evidence=passage(at), measure={**figure, "quantity": words})
        for at, (key, words) in enumerate((("one", "roughly 600 crates"), ("other", "at least 600 crates")))
    ]
    ds = axt.Dataset([*frame(suppliers=("kp",), items=ITEMS), *TEXTS, *records])
    estimate = ds.estimate(event="kp-top", phase="delivered", at=day(1))
    assert estimate.quantity == axt.Quantity(low=550, unit="crates")


def test_a_size_without_a_number_does_not_widen_what_another_report_has() -> None:
    exact = claim("exact", "kp-top", made=day(1), origin="service", evidence=passage(0), measure=measure(3, 3))
    vague = axt.Measure(axt.Quantity(unit="crates", wording="a large number of crates"), "delivered")
    records = [exact, claim("vague", "kp-top", made=day(1), origin="service", evidence=passage(1), measure=vague)]
    ds = axt.Dataset([*frame(suppliers=("kp",), items=ITEMS), *TEXTS, *records])
    estimate = ds.estimate(event="kp-top", phase="delivered", at=day(1))
    assert (estimate.low, estimate.high, estimate.origins) == (3, 3, ("service",))


def test_none_by_the_first_and_none_by_the_second_are_two_figures_also_if_texts_repeat_them() -> None:
    none = measure(None, 0).quantity
    first, second = (Version("top", none, (on, on), is_of_the_month=False) for on in (1, 2))
    for said in ([(first, 0), (second, 0)], [(first, 0), (second, 0), (first, 1), (second, 3)]):
        estimate = estimate_of([said], ("top", 2), "total")
        assert estimate.high == 0
        assert estimate.drifted == ()


def test_a_third_report_leaves_open_what_two_leave_open() -> None:
    # Two reports of one number name two days; a third has another number for the first of these days.
    days_differ = [((0, 0, (1, 1)), 0), ((0, 0, (2, 2)), 1), ((1, 1, (1, 1)), NEW)]
    # Two reports of one day; a third has the number of one of them for an earlier day.
    numbers_differ = [((None, 0, (2, 2)), 1), ((1, 1, (2, 2)), 0), ((None, 0, (1, 1)), NEW)]
    for reading, said in (("level", days_differ), ("total", numbers_differ)):
        reports = [
            (Version("top", measure(low, high).quantity, on, is_of_the_month=False), report)
            for (low, high, on), report in said
        ]
        two, three = (estimate_of([reports[:count]], ("top", 1), reading).quantity for count in (2, 3))
        assert three.contains(two)
