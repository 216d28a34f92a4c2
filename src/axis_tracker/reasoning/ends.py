"""The strongest ends that some bounds give together on a day. Imports `bounds`, phases and the exact numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

from axis_tracker.imprecise.exact_numbers import sum_of
from axis_tracker.imprecise.measures import Phase
from axis_tracker.reasoning.bounds import Bound, High, Low

__all__ = ["Ends", "Sums", "exceeds", "fewest_above", "strongest_ends", "strongest_sum", "sums_of"]


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
    total, chain = max((one.best[-1] for one in sums_of(lows)), key=itemgetter(0), default=(greatest, None))
    if total <= greatest:
        return greatest, single
    taken: list[Bound] = []
    while chain is not None:
        one, chain = chain
        taken.append(one)
    return total, tuple(reversed(taken))


_Chain: TypeAlias = "tuple[Bound, _Chain] | None"
"""The addends of a sum, from the last to the first."""


class Sums(NamedTuple):
    """The greatest sums of the first none, one, two ... of some bounds, which are sorted by last day."""

    lasts: list[int]
    best: list[tuple[Low, _Chain]]

    def before(self, day: int) -> tuple[Low, _Chain]:
        """The greatest sum of what ended before a day."""
        return self.best[bisect_left(self.lasts, day)]

    def by(self, day: int) -> Low:
        """The greatest sum of what ended by a day."""
        return self.best[bisect_right(self.lasts, day)][0]

    def steps(self) -> Iterator[tuple[int, Low]]:
        """The last day of each bound, with the greatest sum by then."""
        return zip(self.lasts, (low for low, _ in self.best[1:]), strict=True)


def sums_of(lows: Iterable[Bound]) -> tuple[Sums, ...]:
    """The greatest sums of bounds: of what was delivered, and of other phases on top; none if all windows overlap."""
    addends = sorted((one for one in lows if one.low is not None and one.low > _NOTHING), key=_order)
    if not addends or max(one.first for one in addends) <= addends[0].last:
        return ()
    delivered = _sums([one for one in addends if one.phase is Phase.DELIVERED], _NO_SUMS)
    return delivered, _sums([one for one in addends if one.phase is not Phase.DELIVERED], delivered)


_NOTHING: Final[Low] = (0, False)
_NO_SUMS: Final = Sums([], [(_NOTHING, None)])


def _sums(addends: Sequence[Bound], earlier: Sums) -> Sums:
    """The greatest sums of bounds, sorted by last day, each put on the best of those that ended before it began.

    (Weighted interval scheduling.) Those of `earlier` may come before the first.
    """
    found = Sums([], [_NO_SUMS.best[0]])
    for one in addends:
        low, chain = max(found.before(one.first), earlier.before(one.first), key=itemgetter(0))
        low = _sum(low, one.low or _NOTHING)
        found.lasts.append(one.last)
        found.best.append((low, (one, chain)) if low > found.best[-1][0] else found.best[-1])
    return found


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
