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
from small_instances import claim, days, figures, some_days

import axis_tracker as axt

Stretch: TypeAlias = tuple[int, int]
"""A first and a last day, both included."""


class FigureClaim(NamedTuple):
    """A total or an increment, said of an event by somebody of his own."""

    id: str
    event: str
    quantity: axt.Quantity
    phase: str
    reading: str
    made: Stretch
    """It was made on one of these days."""
    when: Stretch | None
    """One day: then the total stood so. Several: it counts from the first of them to the last."""
    since: Stretch | None
    """It counts from one of these days, the same wherever they are written so; None: from the first."""


Came: TypeAlias = Callable[[str, str, int, int], Numbers]
"""The worlds by how much of an event came in a phase from one day to another."""


@st.composite
def figure_claims(
    draw: st.DrawFn,
    events: Sequence[str],
    last_day: int,
    *,
    phases: Sequence[str] = ("delivered",),
    readings: Sequence[str] = ("total", "total", "increment"),
    most: int = 4,
    at_most: int = 4,
) -> list[FigureClaim]:
    """From one claim to `at_most`, named c0, c1, ..."""
    found: list[FigureClaim] = []
    for number in range(draw(st.integers(1, at_most))):
        when = draw(st.none() | some_days(last_day))
        since = draw(st.none() | some_days(last_day)) if when is None or when[0] == when[1] else None
        last = when[1] if when is not None else last_day
        found.append(
            FigureClaim(
                id=f"c{number}",
                event=draw(st.sampled_from(events)),
                quantity=draw(figures(most)).quantity,
                phase=draw(st.sampled_from(phases)),
                reading=draw(st.sampled_from(readings)),
                # A claim tells of what had happened, so it was made at or after the last day it tells of.
                made=(last, last) if when is not None else draw(some_days(last_day)),
                when=when,
                since=None if since is None or since[0] > last else (since[0], min(since[1], last)),
            )
        )
    return found


def record(one: FigureClaim, **fields: object) -> axt.Claim:
    """The claim of a dataset that says so."""
    since = None if one.since is None else days(*one.since)
    return claim(
        one.id,
        one.event,
        made=days(*one.made),
        when=None if one.when is None else days(*one.when),
        measure=axt.Measure(one.quantity, one.phase, one.reading, since=since),
        **fields,
    )


def at_least(quantity: axt.Quantity) -> axt.Quantity:
    """The quantity without its upper end: what came within a stretch does not say that no more did."""
    return axt.Quantity(low=quantity.low, includes_low=quantity.includes_low, unit=quantity.unit)


def holds(one: FigureClaim, starts: dict[Stretch, int], came: Came) -> Worlds:
    """The worlds in which there is a day on which the claim can have been meant, and that makes it true."""
    start = 1 if one.since is None else starts[one.since]
    if one.reading == "increment":
        # Some delivery, or several, within the stretch: at least so much came in it.
        first = one.when[0] if one.when and not one.since else start
        last = one.when[1] if one.when else one.made[1]
        return where(came(one.event, one.phase, first, last), at_least(one.quantity))
    if one.when is not None and one.when[0] != one.when[1]:
        return where(came(one.event, one.phase, *one.when), one.quantity)
    ends = range(one.made[0], one.made[1] + 1) if one.when is None else one.when[:1]
    found = 0
    for end in ends:
        found |= where(came(one.event, one.phase, start, end), one.quantity)
    return found


def hold_together(claims: Iterable[FigureClaim], came: Came, worlds: Worlds) -> Worlds:
    """Those of the worlds in which all claims hold, whatever day each notation of a beginning stands for."""
    claims = tuple(claims)
    notations = sorted({one.since for one in claims if one.since is not None})
    found = 0
    for days_of_starts in product(*(range(first, last + 1) for first, last in notations)):
        starts = dict(zip(notations, days_of_starts, strict=True))
        left = worlds
        for one in claims:
            left &= holds(one, starts, came)
        found |= left
    return found
