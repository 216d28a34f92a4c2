"""Rates that are added up, against an oracle that looks at each whole day, week, month and year by itself.

Crates come on a few days around the ends of weeks and months. The oracle finds whole periods by naming the period of
every day; it knows no arithmetic of calendars.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

import pytest
from figure_claims import Stretch, at_least
from hypothesis import given
from hypothesis import strategies as st
from possible_worlds import LotWorlds, Numbers, Worlds, where
from small_instances import FIRST, claim, day, days, event_id, frame, measure

import axis_tracker as axt

INTEGRATED = axt.Policy(rates="integrated")
TOTAL: dict[str, Any] = {"phase": "delivered", "reading": "total", "unit": "crates"}
# 2024-01-28 is a Sunday, 2024-02-04 too; the 31st and the 60th day are the last of January and of February.
LOT_DAYS = (28, 29, 31, 32, 35, 60)
LAST = 70
lots = LotWorlds([*(("top", on) for on in LOT_DAYS), *(("left", on) for on in (2, 29, 35, 36, 61))])
PARTS = {event_id("kp", "top"): ("top", "left"), event_id("kp", "left"): ("left",)}


def came(event: str, first: int, last: int) -> Numbers:
    return lots.counted(lambda lot: lot[0] in PARTS[event] and first <= lot[1] <= last)


class Window(NamedTuple):
    """A time as it is written, with the days on which it can have begun and ended."""

    notation: str
    begins: Stretch
    ends: Stretch


WINDOWS = (
    Window("2024-01-29/2024-02-04", (29, 29), (35, 35)),
    Window("2024-01-28/2024-02-05", (28, 28), (36, 36)),
    Window("2024-01-30/2024-02-04", (30, 30), (35, 35)),
    Window("2024-01-29/2024-02-03", (29, 29), (34, 34)),
    Window("2024-01-01/2024-02-29", (1, 1), (60, 60)),
    Window("2024-01-02/2024-03-01", (2, 2), (61, 61)),
    Window("2024-01-01/2024-02-28", (1, 1), (59, 59)),
    Window("2024-01-01/2024-02", (1, 1), (32, 60)),
    Window("2024-01/2024-02", (1, 31), (32, 60)),
    Window("2024-01-28/2024-01-29", (28, 28), (29, 29)),
    Window("2024-01-31/2024-02-01", (31, 31), (32, 32)),
    Window("2024-02-29/2024-03-01", (60, 60), (61, 61)),
    Window("2024-01-28", (28, 28), (28, 28)),
    Window("2024-01", (1, 31), (1, 31)),
    Window("/2024-02-04", (1, 35), (35, 35)),
    Window("../2024-02-04", (1, 1), (35, 35)),
    Window("2024-01-29/", (29, 29), (29, LAST)),
)
"""What a rate can be said of. Without a first or a last day no number of periods is certain: `..` is a long time."""

NAMES: dict[str, Callable[[date], object]] = {
    "day": lambda on: on,
    "week": lambda on: on.isocalendar()[:2],
    "month": lambda on: (on.year, on.month),
    "year": lambda on: on.year,
}


@cache
def periods(per: str) -> tuple[Stretch, ...]:
    """The first and the last day of each period around the days of these worlds."""
    around = [(number, FIRST + timedelta(days=number - 1)) for number in range(-400, 800)]
    named = [tuple(group) for _, group in groupby(around, key=lambda one: NAMES[per](one[1]))]
    return tuple((group[0][0], group[-1][0]) for group in named[1:-1])


@cache
def wholes(window: Window, per: str) -> tuple[frozenset[Stretch], ...]:
    """The whole periods in the window, for each pair of days on which it can have begun and ended.

    Those that hold others are left out: what is true of each of their periods is true of each of the others'.
    """
    found = {
        frozenset(one for one in periods(per) if begin <= one[0] and one[1] <= end)
        for begin in range(window.begins[0], window.begins[1] + 1)
        for end in range(max(begin, window.ends[0]), window.ends[1] + 1)
    }
    least: list[frozenset[Stretch]] = []
    for one in sorted(found, key=len):
        if not any(other <= one for other in least):
            least.append(one)
    return tuple(least)


class Rate(NamedTuple):
    event: str
    quantity: axt.Quantity
    per: str
    window: Window

    def record(self, key: str) -> axt.Claim:
        figure = axt.Measure(self.quantity, "delivered", "rate", per=self.per)
        return claim(key, self.event, made=day(LAST), when=self.window.notation, measure=figure)

    def holds(self) -> Worlds:
        """In each whole period of the window at least so much came."""
        found = 0
        for whole in wholes(self.window, self.per):
            worlds = lots.all
            for first, last in whole:
                worlds &= where(came(self.event, first, last), at_least(self.quantity))
            found |= worlds
        return found


class Figure(NamedTuple):
    """A total by a day, or what came from one day to another."""

    event: str
    quantity: axt.Quantity
    first: int | None
    last: int

    def record(self, key: str) -> axt.Claim:
        if self.first is None:
            figure = axt.Measure(self.quantity, "delivered")
            return claim(key, self.event, made=day(self.last), measure=figure)
        figure = axt.Measure(self.quantity, "delivered", "increment")
        return claim(key, self.event, made=day(LAST), when=days(self.first, self.last), measure=figure)

    def holds(self) -> Worlds:
        if self.first is None:
            return where(came(self.event, 1, self.last), self.quantity)
        return where(came(self.event, self.first, self.last), at_least(self.quantity))


# What comes is one crate at a time, so that figures of one or two are often right, and often reached by worlds.
quantities = st.sampled_from(
    (
        *(axt.Quantity(low=low, unit="crates") for low in (0, 1, 1, 2)),
        axt.Quantity(low=0, includes_low=False, unit="crates"),
        axt.Quantity(low=1, high=1, unit="crates"),
        axt.Quantity(high=3, unit="crates"),
    )
)
events = st.sampled_from(("kp-top", "kp-top", "kp-left"))
rates = st.builds(
    Rate,
    events,
    quantities,
    st.sampled_from(("day", "week", "month", "year")),
    st.sampled_from(WINDOWS),
)
some_day = st.sampled_from((27, *LOT_DAYS, 36, 61))
others = st.builds(
    lambda event, quantity, first, last: Figure(event, quantity, None if first is None else min(first, last), last),
    events,
    quantities,
    st.none() | some_day,
    some_day,
)
said = st.lists(rates | rates | others, min_size=1, max_size=3)


def recorded(claims: list[Rate | Figure]) -> axt.Dataset:
    records = [one.record(f"c{number}") for number, one in enumerate(claims)]
    return axt.Dataset([*frame(suppliers=("kp",), items=("top", "left")), *records])


@given(
    said, st.sampled_from(("top", "top", "left")), st.sampled_from((None, None, None, 29, 32)), some_day | st.just(61)
)
def test_every_world_in_which_the_rates_hold_lies_in_the_estimate(
    claims: list[Rate | Figure], item: str, since: int | None, at: int
) -> None:
    dataset = recorded(claims)
    asking: dict[str, Any] = {"supplier": "kp", "recipient": "ru", "item": item, "policy": INTEGRATED, **TOTAL}
    estimate = dataset.estimate(**asking, at=day(at), since=None if since is None else day(since))
    worlds = lots.all
    for one in claims:
        worlds &= one.holds()
    if worlds:
        assert not estimate.conflicts, "claims that hold together in some world are not in conflict"
        assert not dataset.conflicts(policy=INTEGRATED)
    there = where(came(event_id("kp", item), 1 if since is None else since, at), estimate.quantity)
    assert worlds & ~there == 0, estimate.explain()


@given(said, st.sampled_from(("top", "left")), some_day)
def test_unless_a_policy_asks_for_it_a_rate_changes_no_bound(claims: list[Rate | Figure], item: str, at: int) -> None:
    asking: dict[str, Any] = {"supplier": "kp", "recipient": "ru", "item": item, "at": day(at), **TOTAL}
    without = recorded([one for one in claims if isinstance(one, Figure)])
    assert recorded(claims).estimate(**asking).quantity == without.estimate(**asking).quantity


@given(rates.filter(lambda one: not one.window.notation.startswith("..")), some_day)
def test_a_rate_by_itself_bounds_what_the_whole_periods_that_certainly_count_hold(rate: Rate, at: int) -> None:
    certain = frozenset.intersection(*wholes(rate.window, rate.per))
    low = rate.quantity.low
    estimate = recorded([rate]).estimate(event=rate.event, at=day(at), policy=INTEGRATED, **TOTAL)
    assert estimate.high is None
    expected = low * len(certain) if low is not None and certain and rate.window.ends[0] <= at else None
    assert (estimate.low, estimate.includes_low) == (expected, expected is None or rate.quantity.includes_low)


def test_a_rate_that_has_always_been_so_has_no_number_of_periods() -> None:
    always = claim(
        "always", "kp-top", made="2024-12-31", when="../2024-06", measure=measure(3, None, reading="rate", per="month")
    )
    dataset = axt.Dataset([*frame(), always])
    assert dataset.estimate(event="kp-top", at="2024-12-31", policy=INTEGRATED, **TOTAL).low is None
    assert dataset.conflicts() == ()


@pytest.mark.parametrize("per", ["month", "year"])
def test_more_than_so_many_in_no_whole_period_are_not_more_than_none(per: str) -> None:
    figure = measure(3, None, strict_low=True, reading="rate", per=per)
    short = claim("short", "kp-top", made="2024-12-31", when="2024-02-02/2024-02-20", measure=figure)
    estimate = axt.Dataset([*frame(), short]).estimate(event="kp-top", at="2024-12-31", policy=INTEGRATED, **TOTAL)
    assert estimate.quantity == axt.Quantity(unit="crates")
    assert [(one.claim.id, one.reason) for one in estimate.set_aside] == [("short", axt.SetAsideReason.UNDATED)]
