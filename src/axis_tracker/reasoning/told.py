"""What is told of one event in one phase and unit, and which of it can ever be the strongest.

Of totals, a lower end that another reached before, or an upper end that another stays below for longer, is never the
strongest, so only the rest, the front, need be carried to other events. Imports `sifting` and `bounds`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from axis_tracker.imprecise.measures import Reading
from axis_tracker.reasoning.as_of import ALWAYS, NEVER
from axis_tracker.reasoning.bounds import Bound, High, Low
from axis_tracker.reasoning.sifting import OnEvent

__all__ = ["Told", "front_of_highs", "front_of_lows", "told_of"]


class Told(NamedTuple):
    """The bounds on one event in one phase and unit; each end only where it holds on some day."""

    lows: Sequence[Bound]
    highs: Sequence[Bound]
    """Those of the upper ends that count from the beginning of all."""
    started: Sequence[Bound]
    """The other upper ends, which limit only what begins later."""
    low_front: Sequence[Bound]
    high_front: Sequence[Bound]
    greatest: Low | None
    """The greatest lower end."""
    least: High | None
    """The least upper end, those of `started` among them."""
    last_low: int | None
    """The last day on which a level holds, or a lower end of a total begins to."""
    last_high: int | None
    """The last day to which one of `highs` holds."""
    has_windows: bool
    """Whether a lower end counts from a day on, so that sums are possible."""


def told_of(found: OnEvent, reading: Reading) -> dict[tuple[str, str], Told]:
    """What is told of an event, by the value of the phase and the unit."""
    sorted_out: dict[tuple[str, str], tuple[list[Bound], list[Bound]]] = {}
    for (unit, of), bounds in found.bounds.items():
        if of is reading:
            for one in bounds:
                lows, highs = sorted_out.setdefault((one.phase.value, unit), ([], []))
                if one.ends[0] is not None and one.low_days[0] <= one.low_days[1]:
                    lows.append(one)
                if one.ends[1] is not None and one.high_days[0] <= one.high_days[1]:
                    highs.append(one)
    return {key: _told(lows, highs, reading) for key, (lows, highs) in sorted_out.items()}


def _told(lows: list[Bound], all_highs: list[Bound], reading: Reading) -> Told:
    highs = [one for one in all_highs if one.start is None]
    is_total = reading is Reading.TOTAL
    return Told(
        lows,
        highs,
        [one for one in all_highs if one.start is not None],
        front_of_lows(lows) if is_total else lows,
        front_of_highs(highs) if is_total else highs,
        max((one.low for one in lows if one.low is not None), default=None),
        min((one.high for one in all_highs if one.high is not None), default=None),
        max((one.low_days[0] if one.low_days[1] == NEVER - 1 else one.low_days[1] for one in lows), default=None),
        max((one.high_days[1] for one in highs if one.high_days[1] < NEVER), default=None),
        any(one.first > ALWAYS for one in lows),
    )


def front_of_lows(lows: Iterable[Bound]) -> list[Bound]:
    """The lower ends of totals that are above all that held before, and those that can be added to others."""
    front: list[Bound] = []
    greatest: dict[object, Low] = {}
    for one in sorted(lows, key=_from_first):
        low = one.low
        if low is None:
            continue
        if one.first > ALWAYS:
            front.append(one)
        elif one.phase not in greatest or low > greatest[one.phase]:
            greatest[one.phase] = low
            front.append(one)
    return front


def _from_first(bound: Bound) -> tuple[int, Low]:
    low, excluded = bound.low or (0, False)
    return (bound.last, (-low, not excluded))


def front_of_highs(highs: Iterable[Bound]) -> list[Bound]:
    """The upper ends of totals that are below all that hold for longer."""
    front: list[Bound] = []
    least: High | None = None
    for one in sorted(highs, key=_from_last):
        high = one.high
        if high is not None and (least is None or high < least):
            least = high
            front.append(one)
    return front


def _from_last(bound: Bound) -> tuple[int, High]:
    return (-bound.high_days[1], bound.high or (0, True))
