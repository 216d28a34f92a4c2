"""Aggregation: the strongest ends that several bounds give together on a day.

The lower end is the greatest one, or the greatest sum over windows that share no day. The upper end is the least one.
With several voices required, each origin is taken by itself first, and an end is the strongest that so many voices
reach.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import Final, NamedTuple, TypeAlias

from axis_tracker.imprecise.exact_numbers import Number, sum_of
from axis_tracker.imprecise.measures import Phase
from axis_tracker.reasoning.as_of import ALWAYS
from axis_tracker.reasoning.bounds import Bound, Chain, High, Low

__all__ = ["Ends", "Stages", "exceeds", "fewest_above", "greatest_low", "least_high", "strongest_ends", "sums_of"]

Voices: TypeAlias = Callable[[Collection[str]], int]
"""How many independent voices some origins are."""


class Ends(NamedTuple):
    """A lower and an upper end, each with the bounds that it follows from; None and no bounds where it is open."""

    low: Low | None
    low_from: tuple[Bound, ...]
    high: High | None
    high_from: tuple[Bound, ...]

    @property
    def agree(self) -> bool:
        """Whether some number lies between them."""
        return self.low is None or self.high is None or not exceeds(self.low, self.high)


def exceeds(low: Low, high: High) -> bool:
    """Whether no number lies at or above the one and at or below the other."""
    return low[0] > high[0] or (low[0] == high[0] and (low[1] or not high[1]))


class Stages:
    """Which of two figures can be put on top of the other: `event_order` and phases decide.

    What has come to a place by a day can be put below what comes later to the same place or one around it, because
    nobody who comes to the wider place was already in the narrower one. The other way round, the same people may move
    on. Likewise for phases: what is sent later had not been delivered before.
    """

    def __init__(
        self, destination_of: Callable[[str], Hashable], is_within: Callable[[str, str], bool],
        phase_within: Callable[[Phase, Phase], bool],
    ) -> None:  # fmt: skip
        self._destination_of = destination_of
        self._is_within = is_within
        self._phase_within = phase_within
        self._known: dict[tuple[Hashable, Hashable], bool] = {}

    def of(self, bound: Bound) -> Hashable:
        """The stage of a bound: where its things come to, and their phase."""
        return (self._destination_of(bound.event), bound.series.phase)

    def can_follow(self, earlier: Bound, later: Bound) -> bool:
        """Whether a later figure certainly counts nothing that an earlier one counts."""
        key = (self.of(earlier), self.of(later))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._phase_within(earlier.series.phase, later.series.phase) and self._is_within(
                earlier.event, later.event
            )
        return known


_NOTHING: Final[Low] = (0, False)


class _StageSums:
    """The greatest sums that end with a figure of one stage, by the day by which everything in them has come."""

    def __init__(self, some: Bound) -> None:
        self.some = some
        self.lasts: list[int] = []
        self.best: list[tuple[Low, Chain]] = []

    def before(self, day: int) -> tuple[Low, Chain]:
        place = bisect_left(self.lasts, day)
        return self.best[place - 1] if place else (_NOTHING, None)

    def add(self, last: int, low: Low, chain: Chain) -> bool:
        """Add a sum; whether it is greater than all before."""
        if self.best and low <= self.best[-1][0]:
            return False
        self.lasts.append(last)
        self.best.append((low, chain))
        return True


def sums_of(lows: Iterable[Bound], stages: Stages) -> list[tuple[int, Low, Chain]]:
    """The greatest sums of bounds over windows that share no day, each with the day from which on it holds.

    This is weighted interval scheduling: by last day, each bound is put on the best sum of what ended before it began
    and can come before it. Only sums of several bounds are given, and only those greater than all before.
    """
    addends = sorted(
        (one for one in lows if one.low is not None and one.low > _NOTHING),
        key=lambda one: (one.last, one.first, one.key),
    )
    if not addends or max(one.first for one in addends) <= addends[0].last:
        return []
    by_stage: dict[Hashable, _StageSums] = {}
    found: list[tuple[int, Low, Chain]] = []
    for one in addends:
        own = by_stage.get(stages.of(one))
        if own is None:
            own = by_stage[stages.of(one)] = _StageSums(one)
        below, chain = _NOTHING, None
        if one.first > ALWAYS:
            for other in by_stage.values():
                if stages.can_follow(other.some, one):
                    low, earlier = other.before(one.first)
                    if low > below:
                        below, chain = low, earlier
        low = _sum(below, one.low or _NOTHING)
        if own.add(one.last, low, (one, chain)) and chain is not None and (not found or low > found[-1][1]):
            found.append((one.last, low, (one, chain)))
    return found


def _sum(one: Low, other: Low) -> Low:
    number = one[0] + other[0] if isinstance(one[0], int) and isinstance(other[0], int) else sum_of(one[0], other[0])
    return number, one[1] or other[1]


def _members(chain: Chain) -> tuple[Bound, ...]:
    taken: list[Bound] = []
    while chain is not None:
        one, chain = chain
        taken.append(one)
    return tuple(reversed(taken))


def greatest_low(lows: Sequence[Bound], stages: Stages | None) -> tuple[Low | None, tuple[Bound, ...]]:
    """The greatest lower end, and the bounds that give it. Without stages, nothing is added up.

    Where single bounds reach the greatest sum, they are all given.
    """
    greatest = max((one.low for one in lows if one.low is not None), default=None)
    if greatest is None:
        return None, ()
    if stages is not None and any(one.first > ALWAYS for one in lows):
        sums = sums_of(lows, stages)
        if sums and sums[-1][1] > greatest:
            return sums[-1][1], _members(sums[-1][2])
    return greatest, tuple(one for one in lows if one.low == greatest)


def least_high(highs: Sequence[Bound]) -> tuple[High | None, tuple[Bound, ...]]:
    """The least upper end, and the bounds that give it."""
    least = min((one.high for one in highs if one.high is not None), default=None)
    return least, tuple(one for one in highs if least is not None and one.high == least)


def fewest_above(lows: Sequence[Bound], high: High, stages: Stages) -> tuple[Bound, ...]:
    """Of bounds that add up to more than an upper end allows, as few as still do, the greatest first."""
    kept = list(lows)
    for one in sorted(lows, key=lambda bound: (bound.low or _NOTHING, bound.key)):
        rest = [other for other in kept if other is not one]
        low = greatest_low(rest, stages)[0]
        if low is not None and exceeds(low, high):
            kept = rest
    return tuple(kept)


def strongest_ends(
    lows: Sequence[Bound], highs: Sequence[Bound], stages: Stages | None, *, needed: int = 1, voices: Voices = len
) -> Ends:
    """The strongest ends that at least so many independent voices give."""
    if needed > 1:
        return _corroborated(lows, highs, stages, needed, voices)
    return Ends(*greatest_low(lows, stages), *least_high(highs))


def _corroborated(
    lows: Sequence[Bound], highs: Sequence[Bound], stages: Stages | None, needed: int, voices: Voices
) -> Ends:
    by_origin: dict[frozenset[str], tuple[list[Bound], list[Bound]]] = {}
    for place, bounds in enumerate((lows, highs)):
        for one in bounds:
            by_origin.setdefault(one.origins, ([], []))[place].append(one)
    each = [(origins, Ends(*greatest_low(own[0], stages), *least_high(own[1]))) for origins, own in by_origin.items()]
    each.sort(key=lambda one: sorted(one[0]))
    by_low = sorted(((ends.low, origins) for origins, ends in each if ends.low is not None), key=_from_strongest_low)
    by_high = sorted(
        ((ends.high, origins) for origins, ends in each if ends.high is not None), key=_from_strongest_high
    )
    low, high = _reached(by_low, needed, voices), _reached(by_high, needed, voices)
    return Ends(
        low,
        tuple(
            bound
            for _, ends in each
            if low is not None and ends.low is not None and ends.low >= low
            for bound in ends.low_from
        ),
        high,
        tuple(
            bound
            for _, ends in each
            if high is not None and ends.high is not None and ends.high <= high
            for bound in ends.high_from
        ),
    )


def _from_strongest_low(one: tuple[Low, frozenset[str]]) -> tuple[Low, list[str]]:
    (number, is_excluded), origins = one
    return ((-number, not is_excluded), sorted(origins))


def _from_strongest_high(one: tuple[High, frozenset[str]]) -> tuple[High, list[str]]:
    return (one[0], sorted(one[1]))


def _reached(
    ends: Sequence[tuple[tuple[Number, bool], frozenset[str]]], needed: int, voices: Voices
) -> tuple[Number, bool] | None:
    """The first end, from the strongest on, by which enough voices have given it or a stronger one."""
    given: set[str] = set()
    for place, (end, origins) in enumerate(ends):
        given |= origins
        if place + 1 >= needed and voices(given) >= needed:
            return end
    return None
