"""The contributions that can matter on a day, kept while the days go by.

Of the ends that certainly hold, only the strongest matter where nothing is added up and nothing is contradicted. So a
history does not look at all bounds again on each day on which one of them begins or ends.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from heapq import heappop, heappush
from typing import TypeAlias

from axis_tracker.imprecise.exact_numbers import Number
from axis_tracker.reasoning.bounds import Bound, Days
from axis_tracker.reasoning.contradictions import Contradictions
from axis_tracker.reasoning.derived_bounds import BY_SUBTRACTION
from axis_tracker.reasoning.resolution import Contribution

__all__ = ["StrongestEnds"]

_End: TypeAlias = tuple[Number, bool]


class StrongestEnds:
    """The contributions with the strongest ends on a day, and all whose ends are not certain.

    Days must be asked for in their order. Contributions can be added in between.
    """

    def __init__(self, contradictions: Contradictions) -> None:
        self._dropped = (contradictions.dropped_lows, contradictions.dropped_highs)
        self._sides = (_Side(), _Side())
        self._number = 0
        self._beginning: list[tuple[int, int, int, int | None, Contribution]] = []
        """The first and the last day, a number, the side of an end if it is certain, and the contribution."""
        self._others: dict[int, Contribution] = {}
        self._ending: list[tuple[int, int]] = []

    def add(self, one: Contribution) -> None:
        """Add a contribution, which counts from the next day on that is asked for."""
        bound = one.bound
        is_certain = bound.derivation not in BY_SUBTRACTION and not bound.is_uncertain and bound.conversion is None
        for side, gives, certain, presumed in (
            (0, one.gives_low, bound.low_days, bound.presumed_low),
            (1, one.gives_high, bound.high_days, bound.presumed_high),
        ):
            if gives:
                if not is_certain:
                    self._wait(certain, None, one)
                elif id(bound) not in self._dropped[side]:
                    self._wait(certain, side, one)
                self._wait(presumed, None, one)

    def _wait(self, days: Days, side: int | None, one: Contribution) -> None:
        if days[0] <= days[1]:
            self._number += 1
            heappush(self._beginning, (days[0], days[1], self._number, side, one))

    def on(self, day: int) -> Sequence[Contribution]:
        """The contributions that can matter on a day."""
        while self._beginning and self._beginning[0][0] <= day:
            _, last, number, side, one = heappop(self._beginning)
            if side is not None:
                self._sides[side].add(_end(one.bound, side), last, one)
            else:
                self._others[number] = one
                heappush(self._ending, (last, number))
        while self._ending and self._ending[0][0] < day:
            del self._others[heappop(self._ending)[1]]
        found = (*self._sides[0].greatest(day), *self._sides[1].least(day), *self._others.values())
        return [*{id(one): one for one in found}.values()]


def _end(bound: Bound, side: int) -> _End:
    end = bound.high if side else bound.low
    return (0, False) if end is None else end


class _Side:
    """The contributions that hold, by their end."""

    def __init__(self) -> None:
        self._ends: list[_End] = []
        self._by_end: dict[_End, list[tuple[int, Contribution]]] = {}

    def add(self, end: _End, last: int, one: Contribution) -> None:
        if end not in self._by_end:
            self._by_end[end] = []
            insort(self._ends, end)
        self._by_end[end].append((last, one))

    def greatest(self, day: int) -> list[Contribution]:
        return self._first(day, -1)

    def least(self, day: int) -> list[Contribution]:
        return self._first(day, 0)

    def _first(self, day: int, place: int) -> list[Contribution]:
        while self._ends:
            holding = [one for one in self._by_end[self._ends[place]] if one[0] >= day]
            if holding:
                self._by_end[self._ends[place]] = holding
                return [one for _, one in holding]
            del self._by_end[self._ends.pop(place)]
        return []
