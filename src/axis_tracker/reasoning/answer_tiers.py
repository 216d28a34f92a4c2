"""The tiers of an answer: which bounds come first, and how the others narrow what these leave.

First come bounds that are certain; where they contradict each other, the answer is the hull of what the largest
agreeing sets of origins give. What comes later only narrows that, and yields where it contradicts it. `resolution` says
which bounds are of which tier on a day.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from attrs import define

from axis_tracker.imprecise.intervals import Interval, hull
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.reasoning.aggregation import (
    Ends,
    Stages,
    exceeds,
    fewest_above,
    greatest_low,
    least_high,
    strongest_ends,
)
from axis_tracker.reasoning.as_of import ALWAYS
from axis_tracker.reasoning.bounds import Bound, High, Low, low_and_high
from axis_tracker.reasoning.contradictions import Contradiction, Within, largest_agreeing

__all__ = ["AgreeingSet", "Resolution", "Rules", "TieredAnswer"]


class AgreeingSet(NamedTuple):
    """A largest set of origins whose figures can all hold. Sets are compared by their number of independent voices.

    Attributes:
        origins: The ids of the utterances.
        quantity: The bounds that these origins alone imply.
    """

    origins: tuple[str, ...]
    quantity: Quantity


class Rules(NamedTuple):
    """What the resolution of all quantities of a dataset under a policy has in common."""

    within: Within
    stages: Stages
    needed: int
    """The number of independent voices that an end needs."""
    voices: Callable[[Collection[str]], int]
    """The number of independent voices of some origins."""


@define
class Resolution:
    """The answer on one day.

    Attributes:
        quantity: The bounds.
        low_from: The bounds that give the lower end.
        high_from: The bounds that give the upper end.
        contradictions: The contradictions that affect the quantity on the day.
        settled: The contradictions that leave the answer the same, whichever side is right.
        agreeing: With contradictions, the largest agreeing sets, unless there are too many.
        yielding: The ends that hold or are presumed on the day, but yield to others, as the identity of the bound and
            "low" or "high".
        is_presumed_hull: Whether figures that are only presumed on the day exclude each other.
    """

    quantity: Quantity
    low_from: tuple[Bound, ...] = ()
    high_from: tuple[Bound, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    settled: tuple[Contradiction, ...] = ()
    agreeing: tuple[AgreeingSet, ...] = ()
    yielding: frozenset[tuple[int, str]] = frozenset()
    is_presumed_hull: bool = False


class TieredAnswer:
    """An answer in the making, tier by tier."""

    def __init__(self, unit: str, stages: Stages | None, rules: Rules, *, names_hulls: bool) -> None:
        self._unit = unit
        self._stages = stages
        self._rules = rules
        self._low: Low | None = None
        self._high: High | None = None
        self._low_from: tuple[Bound, ...] = ()
        self._high_from: tuple[Bound, ...] = ()
        self._greatest: Low | None = None
        self._least: High | None = None
        self._undecided: frozenset[str] = frozenset()
        self._lows: list[Bound] = []
        self._highs: list[Bound] = []
        self._contradictions: list[Contradiction] = []
        self._settled: list[Contradiction] = []
        self._agreeing: tuple[AgreeingSet, ...] = ()
        self._yielding: set[tuple[int, str]] = set()
        self._is_uncertain = False
        self._is_hull = False
        self._names_hulls = names_hulls

    def resolution(self) -> Resolution:
        """The answer as it is now."""
        return Resolution(
            self._quantity(low_and_high(self._low, self._high), is_uncertain=self._is_uncertain),
            self._low_from,
            self._high_from,
            tuple(self._contradictions),
            tuple(self._settled),
            self._agreeing,
            frozenset(self._yielding),
            self._is_hull,
        )

    def _quantity(self, ends: Interval, *, is_uncertain: bool = False) -> Quantity:
        low, high, includes_low, includes_high = ends
        return Quantity(
            low=low,
            high=high,
            includes_low=includes_low,
            includes_high=includes_high,
            unit=self._unit,
            is_uncertain=is_uncertain,
        )

    # --- what is certain

    def use_certain(
        self,
        lows: Sequence[Bound],
        highs: Sequence[Bound],
        contradictions: Sequence[Contradiction],
        *,
        is_complete: bool,
    ) -> None:
        """Use bounds that are certain, with the contradictions among them that affect that day."""
        self._lows, self._highs = [*lows], [*highs]
        # Where certain ends contradict each other, what only narrows must yield to each of them.
        self._greatest = max((one.low for one in lows if one.low is not None), default=None)
        self._least = min((one.high for one in highs if one.high is not None), default=None)
        self._contradictions = [*contradictions]
        if not contradictions:
            self._take(self._strongest(lows, highs))
            return
        at_odds = frozenset().union(*(one.origins for one in contradictions))
        # Sets cannot be told apart by a part of the contradictions.
        sets = largest_agreeing(contradictions, self._rules.voices) if is_complete else None
        answers: list[tuple[Ends, Interval]] = []
        for choice in sets or ():
            out = at_odds - choice
            ends = self._strongest(
                [one for one in lows if out.isdisjoint(one.origins)],
                [one for one in highs if out.isdisjoint(one.origins)],
            )
            answers.append((ends, low_and_high(ends.low, ends.high)))
        if sets is None:
            # Too many to list: each origin by itself gives a hull that contains theirs.
            answers = [(ends, low_and_high(ends.low, ends.high)) for ends in self._by_origin(lows, highs, at_odds)]
        if len({one for _, one in answers}) == 1 and len(self._contradictions) == len(contradictions):
            every = self._strongest(lows, highs)
            if (every.low, every.high) == (answers[0][0].low, answers[0][0].high):
                # Whichever side is right, the answer is the same: later figures have settled it.
                self._contradictions, self._settled = [], [*contradictions]
                self._take(every)
                return
            self._contradictions = [*contradictions]
        # Likewise to the sums of each set. And it must come from origins that are in all sets.
        sums = [low for low in (self._greatest, *(ends.low for ends, _ in answers)) if low is not None]
        self._greatest = max(sums, default=None)
        self._undecided = at_odds.difference(frozenset.intersection(*sets)) if sets else at_odds
        low, high, includes_low, includes_high = functools.reduce(hull, (one for _, one in answers))
        self._low = None if low is None else (low, not includes_low)
        self._high = None if high is None else (high, includes_high)
        self._low_from = _unique(bound for ends, _ in answers if ends.low == self._low for bound in ends.low_from)
        self._high_from = _unique(bound for ends, _ in answers if ends.high == self._high for bound in ends.high_from)
        if sets is not None:
            origins = frozenset().union(*(one.origins for one in (*lows, *highs)))
            self._agreeing = tuple(
                AgreeingSet(tuple(sorted((origins - (at_odds - choice)) | choice)), self._quantity(interval))
                for choice, (_, interval) in zip(sets, answers, strict=True)
            )

    def _by_origin(self, lows: Sequence[Bound], highs: Sequence[Bound], at_odds: frozenset[str]) -> Iterator[Ends]:
        """The ends by each of some origins together with all others that are not among these."""
        sides: list[tuple[list[Bound], dict[str, list[Bound]]]] = []
        for bounds in (lows, highs):
            shared: list[Bound] = []
            own: dict[str, list[Bound]] = {}
            for one in bounds:
                among = one.origins.intersection(at_odds)
                if not among:
                    shared.append(one)
                elif len(among) == 1:
                    own.setdefault(min(among), []).append(one)
            sides.append((shared, own))
        (shared_lows, own_lows), (shared_highs, own_highs) = sides
        if self._rules.needed == 1 and not any(one.first > ALWAYS for one in lows):
            # Nothing is added up, so only the strongest of what is shared can matter.
            shared_lows = [*greatest_low(shared_lows, None)[1]]
            shared_highs = [*least_high(shared_highs)[1]]
        for origin in sorted(at_odds):
            yield self._strongest(
                [*shared_lows, *own_lows.get(origin, ())], [*shared_highs, *own_highs.get(origin, ())]
            )

    def _strongest(self, lows: Sequence[Bound], highs: Sequence[Bound]) -> Ends:
        """The strongest ends. Where a sum contradicts an upper end, it is named and nothing is added up."""
        needed, voices = self._rules.needed, self._rules.voices
        if needed > 1:
            # What follows from several origins falls with each of them.
            lows = [one for one in lows if len(one.origins) == 1 and voices(one.origins)]
            highs = [one for one in highs if len(one.origins) == 1 and voices(one.origins)]
        ends = strongest_ends(lows, highs, self._stages, needed=needed, voices=voices)
        if ends.high is None or ends.agree:
            return ends
        if self._stages is not None:
            sum_ = Contradiction(fewest_above(ends.low_from, ends.high, self._stages), ends.high_from[0])
            if len(sum_.origins) > 1 and sum_ not in self._contradictions:
                self._contradictions.append(sum_)
        return strongest_ends(lows, highs, None, needed=needed, voices=voices)

    def _take(self, ends: Ends) -> None:
        self._low, self._low_from, self._high, self._high_from = ends

    # --- what only narrows

    def narrow(self, lows: Sequence[Bound], highs: Sequence[Bound]) -> bool:
        """Use further bounds, as far as they do not contradict the answer; whether an end moved."""
        if not lows and not highs:
            return False
        lows = [one for one in lows if self._allows_low(one)]
        highs = [one for one in highs if self._allows_high(one)]
        if self._rules.needed > 1:
            return self._narrow_with_voices(lows, highs)
        low, low_from = greatest_low(lows, None)
        high, high_from = least_high(highs)
        if low is not None and high is not None and exceeds(low, high):
            # They exclude each other, so only their hull is known.
            self._is_hull = True
            if self._names_hulls:
                self._contradictions.append(Contradiction(low_from[:1], high_from[0]))
            ends = functools.reduce(hull, (one.ends for one in _unique((*lows, *highs))))
            low = None if ends[0] is None else (ends[0], not ends[2])
            high = None if ends[1] is None else (ends[1], ends[3])
            low_from = tuple(one for one in lows if one.low == low)
            high_from = tuple(one for one in highs if one.high == high)
        return self._move(low, low_from, high, high_from)

    def _narrow_with_voices(self, lows: Sequence[Bound], highs: Sequence[Bound]) -> bool:
        if self._contradictions:
            return False
        self._lows += lows
        self._highs += highs
        ends = self._strongest(self._lows, self._highs)
        if not ends.agree or not (self._fits(ends.low, self._high) and self._fits(self._low, ends.high)):
            return False
        return self._move(*ends)

    def _move(
        self, low: Low | None, low_from: tuple[Bound, ...], high: High | None, high_from: tuple[Bound, ...]
    ) -> bool:
        moved = False
        if low is not None and (self._low is None or low >= self._low) and self._fits(low, self._high):
            moved = low != self._low
            self._low_from = low_from if moved else _unique((*self._low_from, *low_from))
            self._low = low
        if high is not None and (self._high is None or high <= self._high) and self._fits(self._low, high):
            changed = high != self._high
            self._high_from = high_from if changed else _unique((*self._high_from, *high_from))
            self._high = high
            moved = moved or changed
        return moved

    @staticmethod
    def _fits(low: Low | None, high: High | None) -> bool:
        return low is None or high is None or not exceeds(low, high)

    def _allows_low(self, bound: Bound) -> bool:
        fits = self._fits(bound.low, self._high) and self._fits(bound.low, self._least)
        fits = fits and self._undecided.isdisjoint(bound.origins)
        if not fits:
            self._yielding.add((id(bound), "low"))
        return fits

    def _allows_high(self, bound: Bound) -> bool:
        fits = self._fits(self._low, bound.high) and self._fits(self._greatest, bound.high)
        fits = fits and self._undecided.isdisjoint(bound.origins)
        if not fits:
            self._yielding.add((id(bound), "high"))
        return fits

    # --- other units, and uncertain figures

    def use_converted(self, lows: Sequence[Bound], highs: Sequence[Bound]) -> None:
        """Use bounds in converted units. What they contradict is named, and stays as it is."""
        if not lows and not highs:
            return
        for one in lows:
            if not self._fits(one.low, self._high):
                self._contradictions += (Contradiction((one,), high) for high in self._high_from[:1])
        for one in highs:
            if not self._fits(self._low, one.high):
                self._contradictions += (Contradiction(self._low_from, one) for _ in self._low_from[:1])
        low, low_from = greatest_low(lows, None)
        high, high_from = least_high(highs)
        if low is not None and high is not None and exceeds(low, high):
            self._contradictions.append(Contradiction(low_from[:1], high_from[0]))
        self.narrow(lows, highs)

    def leave_out(self, contradicted: Collection[int]) -> None:
        """Name bounds that yield because they contradict others, if not on this day."""
        self._yielding.update((key, end) for key in contradicted for end in ("low", "high"))

    def use_uncertain(self, lows: Sequence[Bound], highs: Sequence[Bound]) -> None:
        """Use what sources mark as uncertain, as far as it contradicts neither the answer nor each other."""
        if not lows and not highs:
            return
        lows = [one for one in lows if self._allows_low(one)]
        highs = [one for one in highs if self._allows_high(one)]
        least = min((one.high for one in highs if one.high is not None), default=None)
        greatest = max((one.low for one in lows if one.low is not None), default=None)
        for one in lows:
            if not self._fits(one.low, least):
                self._yielding.add((id(one), "low"))
        for one in highs:
            if not self._fits(greatest, one.high):
                self._yielding.add((id(one), "high"))
        lows = [one for one in lows if (id(one), "low") not in self._yielding]
        highs = [one for one in highs if (id(one), "high") not in self._yielding]
        self._is_uncertain = self.narrow(lows, highs)
        if self._stages is not None and self._rules.needed == 1 and not self._contradictions and lows:
            total, added = greatest_low((*self._lows, *lows), self._stages)
            if total is not None and (self._low is None or total > self._low) and self._fits(total, self._high):
                self._is_uncertain = self._move(total, added, None, ()) or self._is_uncertain


def _unique(bounds: Iterable[Bound]) -> tuple[Bound, ...]:
    return tuple({id(one): one for one in bounds}.values())
