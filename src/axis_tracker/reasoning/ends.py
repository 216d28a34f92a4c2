"""The strongest ends that some bounds give together on a day. Imports `bounds` and the exact numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from axis_tracker.imprecise.exact_numbers import sum_of
from axis_tracker.reasoning.bounds import Bound, High, Low

__all__ = ["Ends", "exceeds", "fewest_above", "strongest_ends", "strongest_sum", "sums_by_last_day"]


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


def _order(bound: Bound) -> tuple[int, int, str, str]:
    return (bound.last, bound.first, bound.utterance, bound.claims[0].id)


def strongest_sum(lows: Sequence[Bound]) -> tuple[Low | None, tuple[Bound, ...]]:
    """The greatest lower end that bounds with disjoint windows add up to, and those bounds; one alone is a sum too.

    What came in one window did not come in another, so the sum limits whatever contains them all. Where single bounds
    reach the sum, they are all given.
    """
    if not lows:
        return None, ()
    greatest = max(one.low for one in lows if one.low is not None)
    single = tuple(one for one in lows if one.low == greatest)
    addends, best = sums_by_last_day(lows)
    total = best[-1].low
    if total <= greatest:
        return greatest, single
    chain: list[Bound] = []
    at = len(addends)
    while at:
        _, taken, at = best[at]
        if taken is not None:
            chain.append(addends[taken])
    return total, tuple(reversed(chain))


class Sum(NamedTuple):
    """The greatest sum of the first so many bounds."""

    low: Low
    taken: int | None
    """The position of the last addend; None if the last of these bounds is none."""
    before: int
    """How many of the first bounds the rest of the sum is of."""


def sums_by_last_day(lows: Iterable[Bound]) -> tuple[list[Bound], list[Sum]]:
    """The bounds that can add something, by last day, and the greatest sums of the first none, one, two ... of them.

    Weighted interval scheduling: each bound is put on the best of those that ended before it began. Where no two
    windows are disjoint, there are no sums, and of these only the first is given.
    """
    addends = sorted((one for one in lows if one.low is not None and one.low > _NOTHING), key=_order)
    best = [Sum(_NOTHING, None, 0)]
    if not addends or max(one.first for one in addends) <= addends[0].last:
        return addends, best
    lasts = [one.last for one in addends]
    for position, one in enumerate(addends):
        before = bisect_left(lasts, one.first, 0, position)
        low = _sum(best[before].low, one.low or _NOTHING)
        is_better = low > best[position].low
        best.append(Sum(low, position, before) if is_better else Sum(best[position].low, None, position))
    return addends, best


_NOTHING: Final[Low] = (0, False)


def fewest_above(lows: Sequence[Bound], high: High) -> tuple[Bound, ...]:
    """Of bounds that add up to more than an upper end allows, as few as still do, the greatest first."""
    kept = list(lows)
    for one in sorted(lows, key=lambda bound: bound.low or _NOTHING):
        rest = [other for other in kept if other is not one]
        low = strongest_sum(rest)[0]
        if low is not None and exceeds(low, high):
            kept = rest
    return tuple(kept)


def _sum(one: Low, other: Low) -> Low:
    number = one[0] + other[0] if isinstance(one[0], int) and isinstance(other[0], int) else sum_of(one[0], other[0])
    return number, one[1] or other[1]


def strongest_ends(lows: Sequence[Bound], highs: Sequence[Bound], *, origins: int = 1, add: bool = True) -> Ends:
    """The strongest ends that at least so many independent origins give; `add` says whether windows are added up.

    With more than one origin, each is taken by itself first: the end is the strongest that so many reach.
    """
    if origins > 1:
        return _corroborated(lows, highs, origins, add=add)
    if add:
        low, low_from = strongest_sum(lows)
    else:
        low = max((one.low for one in lows if one.low is not None), default=None)
        low_from = tuple(one for one in lows if one.low == low)
    high = min((one.high for one in highs if one.high is not None), default=None)
    return Ends(low, low_from, high, tuple(one for one in highs if one.high == high))


def _corroborated(lows: Sequence[Bound], highs: Sequence[Bound], origins: int, *, add: bool) -> Ends:
    by_origin: dict[str, tuple[list[Bound], list[Bound]]] = {}
    for index, bounds in enumerate((lows, highs)):
        for one in bounds:
            if one.is_named:
                by_origin.setdefault(one.utterance, ([], []))[index].append(one)
    each = [strongest_ends(*bounds, add=add) for _, bounds in sorted(by_origin.items())]
    found_lows = sorted((one.low for one in each if one.low is not None), reverse=True)
    found_highs = sorted(one.high for one in each if one.high is not None)
    low = found_lows[origins - 1] if len(found_lows) >= origins else None
    high = found_highs[origins - 1] if len(found_highs) >= origins else None
    return Ends(
        low,
        tuple(bound for one in each if low is not None and one.low == low for bound in one.low_from),
        high,
        tuple(bound for one in each if high is not None and one.high == high for bound in one.high_from),
    )
