"""The strongest ends of some bounds for all days at once, as steps. Imports `bounds` and `ends`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import Final, NamedTuple, TypeAlias

from axis_tracker.imprecise.exact_numbers import Number
from axis_tracker.reasoning.bounds import Bound
from axis_tracker.reasoning.ends import sums_of

__all__ = ["FLAT", "Staircase", "level_staircases", "total_staircases"]

End: TypeAlias = tuple[Number, bool]
"""A `Low` or a `High`."""


class Staircase(NamedTuple):
    """Ends that hold until the first of some days, and from each of them on until the next; None where nothing limits.

    There is one end more than there are days.
    """

    days: tuple[int, ...]
    ends: tuple[End | None, ...]

    def on(self, day: int) -> End | None:
        """The end on a day.

        >>> steps = Staircase((10, 20), (None, (5, False), None))
        >>> steps.on(9), steps.on(10), steps.on(20)
        (None, (5, False), None)
        """
        return self.ends[bisect_right(self.days, day)]


FLAT: Final = Staircase((), (None,))
"""Where nothing ever limits."""


def _steps(changes: Iterable[tuple[int, End | None]]) -> Staircase:
    """The staircase of ends by the day from which on they hold; of several for one day, the last counts."""
    by_day = dict(changes)
    days: list[int] = []
    ends: list[End | None] = [None]
    for day, end in by_day.items():
        if end != ends[-1]:
            days.append(day)
            ends.append(end)
    return Staircase(tuple(days), tuple(ends)) if days else FLAT


def total_staircases(lows: Sequence[Bound], highs: Sequence[Bound]) -> tuple[Staircase, Staircase]:
    """The strongest ends of a total: the lower one, to which disjoint windows add up, and the upper one never fall."""
    return _steps(_rising(lows)), _steps(_falling(highs))


def _rising(bounds: Sequence[Bound]) -> Iterator[tuple[int, End]]:
    lows = [one for one in bounds if one.last <= one.low_days[1]]
    reached = [(one.last, one.low) for one in lows if one.low is not None]
    reached += (step for sums in sums_of(lows) for step in sums.steps())
    reached.sort()
    greatest: End | None = None
    for last, low in reached:
        if greatest is None or low > greatest:
            greatest = low
            yield last, low


def _falling(bounds: Sequence[Bound]) -> Iterator[tuple[int, End | None]]:
    """From the last day back, each bound also limits what came before."""
    told = [(one.high_days[1], one.high) for one in bounds if one.high_days[0] <= one.high_days[1]]
    told.sort(key=lambda one: one[0], reverse=True)
    changes: dict[int, End | None] = {}
    least: End | None = None
    for last, high in told:
        changes.setdefault(last + 1, least)
        if high is not None and (least is None or high < least):
            least = high
    yield 0, least
    yield from reversed(changes.items())


def level_staircases(lows: Sequence[Bound], highs: Sequence[Bound]) -> tuple[Staircase, Staircase]:
    """The strongest ends of a level, each of which holds on its own days only."""
    return (
        # The greatest lower end and the least upper end are both the least by these numbers.
        _steps(_lasting((*one.low_days, (-low[0], not low[1]), low) for one in lows if (low := one.low) is not None)),
        _steps(_lasting((*one.high_days, high, high) for one in highs if (high := one.high) is not None)),
    )


def _lasting(told: Iterable[tuple[int, int, End, End]]) -> Iterator[tuple[int, End | None]]:
    """The end of least rank on each day; each is told as its first and last day, its rank, and itself."""
    waiting = sorted(((first, last, rank, end) for first, last, rank, end in told if first <= last), reverse=True)
    changes = sorted({day for first, last, _, _ in waiting for day in (first, last + 1)})
    holding: list[tuple[End, int, End]] = []
    for day in changes:
        while waiting and waiting[-1][0] <= day:
            _, last, rank, end = waiting.pop()
            heappush(holding, (rank, last, end))
        while holding and holding[0][1] < day:
            heappop(holding)
        yield day, holding[0][2] if holding else None
