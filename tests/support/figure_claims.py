"""Claims as the oracles read them: a figure, whose days may be known only so far, and the worlds in which it is right.

`figure_claims` draws them. `record` makes claims of a dataset from them. `hold_together` finds the worlds in which they
hold, by the meaning that the documentation gives a claim. Imports `possible_worlds` and `small_instances`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import NamedTuple, TypeAlias

from hypothesis import strategies as st
from possible_worlds import Numbers, Worlds, where
from small_instances import claim, day, days, figures, some_days, teller

import axis_tracker as axt

Stretch: TypeAlias = tuple[int, int]
"""A first and a last day, both included."""

MONTH: Stretch = (1, 31)
"""January 2024, the month of the days of these instances."""


class Time(NamedTuple):
    """What a claim says about the days of its figure."""

    notation: str
    first: int
    """What is counted as an increment came from this day on."""
    ended: Stretch
    """Some day of these ended what is counted."""
    begins: bool = False
    """Whether the first day is a beginning: then totals too count what came from it on, and not what came before."""

    @property
    def is_certain(self) -> bool:
        """Whether the day that ended it is known."""
        return self.ended[0] == self.ended[1]


def on(number: int) -> Time:
    """A day: the total stood so on it, an increment came on it."""
    return Time(day(number), number, (number, number))


def between(first: int, last: int) -> Time:
    """A time with a beginning."""
    return Time(days(first, last), first, (last, last), begins=True)


def until(number: int) -> Time:
    """A time whose beginning nobody knows, which is none for the counting."""
    return Time(f"/{day(number)}", 1, (number, number))


def in_the_month() -> Time:
    """A month: the total stood so on some day of it."""
    return Time("2024-01", 1, MONTH)


class FigureClaim(NamedTuple):
    """A total or an increment, said of an event by somebody of his own."""

    id: str
    event: str
    quantity: axt.Quantity
    phase: str
    reading: str
    made: Stretch
    """It was made on one of these days."""
    when: Time | None
    """None: what is counted had come by the day on which it was made."""
    since: Stretch | None
    """It counts from one of these days, the same wherever they are written so; None: from the first."""

    @property
    def ended(self) -> Stretch:
        """The days on which what is counted can have ended: told as a fact, it had happened when it was told."""
        if self.when is None:
            return self.made
        first, last = self.when.ended
        return first, min(last, self.made[1])


Came: TypeAlias = Callable[[str, str, int, int], Numbers]
"""The worlds by how much of an event came in a phase from one day to another."""

CERTAIN = ("day", "window", "until")
"""Times whose last day is certain."""


@st.composite
def _times(draw: st.DrawFn, last_day: int, kinds: Sequence[str]) -> Time:
    first, last = sorted((draw(st.integers(1, last_day)), draw(st.integers(1, last_day))))
    kind = draw(st.sampled_from(kinds))
    if kind == "window" and first < last:
        return between(first, last)
    return {"until": until(last), "month": in_the_month()}.get(kind, on(last))


@st.composite
def figure_claims(
    draw: st.DrawFn,
    events: Sequence[str],
    last_day: int,
    *,
    phases: Sequence[str] = ("delivered",),
    readings: Sequence[str] = ("total", "total", "increment"),
    times: Sequence[str] = (*CERTAIN, "month"),
    most: int = 4,
    at_most: int = 4,
) -> list[FigureClaim]:
    """From one claim to `at_most`, named c0, c1, ..."""
    found: list[FigureClaim] = []
    for number in range(draw(st.integers(1, at_most))):
        when = draw(st.none() | _times(last_day, times))
        since = draw(st.none() | some_days(last_day)) if when is None or not when.begins else None
        last = last_day if when is None else min(last_day, when.ended[1])
        # A claim tells of what had happened, so it was made at or after the last day it tells of; about a month it can
        # be made within the month.
        tells = when is not None and when.is_certain
        found.append(
            FigureClaim(
                id=f"c{number}",
                event=draw(st.sampled_from(events)),
                quantity=draw(figures(most)).quantity,
                phase=draw(st.sampled_from(phases)),
                reading=draw(st.sampled_from(readings)),
                made=(last, last) if tells else draw(some_days(last_day)),
                when=when,
                since=None if since is None or since[0] > last else (since[0], min(since[1], last)),
            )
        )
    return found


def record(one: FigureClaim, **fields: object) -> axt.Claim:
    """The claim of a dataset that says so, by a teller of its own."""
    since = None if one.since is None else days(*one.since)
    told: dict[str, object] = {
        "claimants": [teller(one.id)],
        "made": days(*one.made),
        "when": None if one.when is None else one.when.notation,
        "measure": axt.Measure(one.quantity, one.phase, one.reading, since=since),
    }
    return claim(one.id, one.event, **{**told, **fields})


def at_least(quantity: axt.Quantity) -> axt.Quantity:
    """The quantity without its upper end: what came within a stretch does not say that no more did."""
    return axt.Quantity(low=quantity.low, includes_low=quantity.includes_low, unit=quantity.unit)


def holds(one: FigureClaim, starts: dict[Stretch, int], came: Came, *, at_the_end: bool = False) -> Worlds:
    """The worlds in which there is a day on which the claim can have been meant, and that makes it true.

    With `at_the_end` that day is the last of those on which it can have been: "185 in December" is meant to be the
    number at the end of December.
    """
    begun, ended = one.ended
    if one.reading == "increment":
        # Some delivery, or several, within the stretch: at least so much came in it.
        first = 1 if one.when is None else one.when.first
        start = first if one.since is None else starts[one.since]
        return where(came(one.event, one.phase, start, ended), at_least(one.quantity))
    # A total of a day is what had come by it, however long before; one with a beginning is what came after that.
    start = one.when.first if one.when is not None and one.when.begins else 1
    if one.since is not None:
        start = starts[one.since]
        # What is told as a fact had begun when it was told, unless the days that are written exclude that.
        begun = max(begun, min(start, ended))
    found = 0
    for last in range(ended if at_the_end else begun, ended + 1):
        found |= where(came(one.event, one.phase, start, last), one.quantity)
    return found


def hold_together(claims: Iterable[FigureClaim], came: Came, worlds: Worlds, *, at_the_end: bool = False) -> Worlds:
    """Those of the worlds in which all claims hold, whatever day each notation of a beginning stands for."""
    claims = tuple(claims)
    notations = sorted({one.since for one in claims if one.since is not None})
    found = 0
    for days_of_starts in product(*(range(first, last + 1) for first, last in notations)):
        starts = dict(zip(notations, days_of_starts, strict=True))
        left = worlds
        for one in claims:
            left &= holds(one, starts, came, at_the_end=at_the_end)
        found |= left
    return found


def check(
    claims: Sequence[FigureClaim],
    came: Came,
    worlds: Worlds,
    estimate: axt.Estimate,
    numbers: Numbers,
    conflicts: Sequence[axt.Conflict],
) -> None:
    """An estimate of these numbers, and all conflicts, against the worlds in which the claims hold.

    Only figures that hold together in no world conflict, whatever days they have. A lower end holds in all worlds. An
    upper end holds where each figure stood at the end of its days, if figures can have stood so together.
    """
    hold = hold_together(claims, came, worlds)
    if hold:
        assert not estimate.conflicts, "claims that hold together in some world are not in conflict"
        assert not conflicts
    assert hold & ~where(numbers, at_least(estimate.quantity)) == 0, estimate.explain()
    at_the_end = hold_together(claims, came, worlds, at_the_end=True)
    assert at_the_end & ~where(numbers, estimate.quantity) == 0, estimate.explain()
