"""The strongest ends that some bounds give together on a day. Imports `bounds`, phases and the exact numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

from axis_tracker.imprecise.exact_numbers import sum_of
from axis_tracker.imprecise.measures import Phase
from axis_tracker.reasoning.bounds import Bound, High, Low

__all__ = ["Ends", "exceeds", "strongest_ends", "strongest_sum"]


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

    What came in one window did not come in another, so the sum limits whatever contains them all. Of two phases, what
    was sent is put on what had been delivered before, and never the other way round: what was delivered in a window
    can be what was sent before it. Where single bounds reach the sum, they are all given.
    """
    if not lows:
        return None, ()
    greatest = max(one.low for one in lows if one.low is not None)
    single = tuple(one for one in lows if one.low == greatest)
    addends = sorted((one for one in lows if one.low is not None and one.low > (0, False)), key=_order)
    if not any(one.first > addends[0].last for one in addends):
        return greatest, single
    sums = _sums([one for one in addends if one.phase is Phase.DELIVERED], _NOTHING)
    total, chain = _sums([one for one in addends if one.phase is not Phase.DELIVERED], sums).best[-1]
    if total <= greatest:
        return greatest, single
    taken: list[Bound] = []
    while chain is not None:
        one, chain = chain
        taken.append(one)
    return total, tuple(reversed(taken))


_Chain: TypeAlias = "tuple[Bound, _Chain] | None"
"""The addends of a sum, from the last to the first."""


class _Sums(NamedTuple):
    """The greatest sums of the first so many bounds, by last day."""

    lasts: list[int]
    best: list[tuple[Low, _Chain]]

    def before(self, day: int) -> tuple[Low, _Chain]:
        """The greatest sum of what ended before a day."""
        return self.best[bisect_left(self.lasts, day)]


_NOTHING: Final = _Sums([], [((0, False), None)])


def _sums(addends: Sequence[Bound], earlier: _Sums) -> _Sums:
    """The greatest sums of bounds, sorted by last day, each put on the best of those that ended before it began.

    (Weighted interval scheduling.) Those of `earlier` may come before the first.
    """
    lasts: list[int] = []
    found = _Sums(lasts, [earlier.best[0]])
    for one in addends:
        low, chain = max(found.before(one.first), earlier.before(one.first), key=_low)
        low = _sum(low, one.low or (0, False))
        lasts.append(one.last)
        found.best.append((low, (one, chain)) if low > found.best[-1][0] else found.best[-1])
    found.best.append(max(found.best[-1], earlier.best[-1], key=_low))
    return found


def _low(one: tuple[Low, _Chain]) -> Low:
    return one[0]


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
