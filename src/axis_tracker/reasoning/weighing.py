"""What the bounds that bear on one quantity give together on a day.

The strongest are taken (`ends`), or, where bounds conflict (`conflicts`), the hull of what the largest agreeing sets of
origins give. `cases` says which bounds bear on a question, `panoramas` which bear on every event.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from attrs import define

from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.claims import Claim
from axis_tracker.reasoning.as_of import NEVER
from axis_tracker.reasoning.bounds import Bound
from axis_tracker.reasoning.conflicts import AgreeingSet, Quarrel, largest_agreeing, quarrels_between
from axis_tracker.reasoning.ends import Ends, fewest_above, strongest_ends
from axis_tracker.reasoning.policies import Policy, SetAsideReason
from axis_tracker.reasoning.questions import EventOrder

__all__ = ["Bearing", "Settled", "Weighing", "claims_in"]


class Bearing(NamedTuple):
    """A bound, and which ends of the quantity asked for it limits while it holds."""

    bound: Bound
    gives_low: bool
    gives_high: bool
    reason: SetAsideReason
    """Why it limits no more than that."""

    def is_low_on(self, day: int) -> bool:
        """Whether it limits the quantity from below on a day."""
        return self.gives_low and self.bound.low_days[0] <= day <= self.bound.low_days[1]

    def is_high_on(self, day: int) -> bool:
        """Whether it limits the quantity from above on a day."""
        return self.gives_high and self.bound.high_days[0] <= day <= self.bound.high_days[1]


class Settled(NamedTuple):
    """The answer to a question on one day."""

    quantity: Quantity
    low_from: tuple[Bound, ...]
    high_from: tuple[Bound, ...]
    quarrels: tuple[Quarrel, ...] = ()
    agreeing: tuple[AgreeingSet, ...] = ()


@define(eq=False)
class Weighing:
    """The bounds that bear on one quantity, whatever the day.

    `quarrels` are the pairs among them that cannot both hold, where the caller knows them already.
    """

    bearings: Sequence[Bearing]
    _unit: str
    _order: EventOrder
    _policy: Policy
    _quarrels: Sequence[Quarrel] | None = None

    def last_day(self) -> int | None:
        """The last day that the bounds speak of: to which a level or an upper end holds, or a lower end begins."""
        days: list[int] = []
        for one in self.bearings:
            first, last = one.bound.low_days
            if one.gives_low and first <= last:
                days.append(first if last == NEVER - 1 else last)
            if one.gives_high and one.bound.high_days[0] <= one.bound.high_days[1] < NEVER:
                days.append(one.bound.high_days[1])
        return max(days, default=None)

    def settled(self, day: int | None, dropped: Collection[Bound] = ()) -> Settled:
        """The answer on a day, as if some bounds had not been given."""
        if day is None:
            return Settled(Quantity(unit=self._unit), (), ())
        bearings = [one for one in self.bearings if one.bound not in dropped] if dropped else self.bearings
        lows = [one.bound for one in bearings if one.is_low_on(day)]
        highs = [one.bound for one in bearings if one.is_high_on(day)]
        quarrels = self._quarrels_on(day, dropped)
        if not quarrels:
            ends, extra = self._strongest(lows, highs)
            return Settled(self._quantity(ends), ends.low_from, ends.high_from, extra)
        return self._hull(lows, highs, quarrels)

    @property
    def quarrels(self) -> Sequence[Quarrel]:
        """The pairs that cannot both hold, whatever the day."""
        if self._quarrels is None:
            bounds = [one.bound for one in self.bearings]
            self._quarrels = list(quarrels_between(bounds, bounds, self._order, self._policy.phases))
        return self._quarrels

    def _quarrels_on(self, day: int, dropped: Collection[Bound]) -> list[Quarrel]:
        """The pairs that cannot both hold: those of which one bears on the day, and those of the origins in them.

        Also what does not bear on the day decides which origins can be right together.
        """
        found = [one for one in self.quarrels if not dropped or not (one.high in dropped or one.lows[0] in dropped)]
        if not found:
            return found
        low = {id(one.bound) for one in self.bearings if one.is_low_on(day)}
        high = {id(one.bound) for one in self.bearings if one.is_high_on(day)}
        touched = {key for one in found if id(one.lows[0]) in low or id(one.high) in high for key in one.origins}
        more = bool(touched)
        while more:
            linked = {key for one in found if not touched.isdisjoint(one.origins) for key in one.origins}
            more = not linked <= touched
            touched |= linked
        return [one for one in found if not touched.isdisjoint(one.origins)]

    def _strongest(self, lows: list[Bound], highs: list[Bound]) -> tuple[Ends, tuple[Quarrel, ...]]:
        ends = strongest_ends(lows, highs, origins=self._policy.origins)
        if ends.high is None or ends.agree:
            return ends, ()
        quarrel = Quarrel(fewest_above(ends.low_from, ends.high), ends.high_from[0])
        return strongest_ends(lows, highs, origins=self._policy.origins, add=False), (quarrel,)

    def _hull(self, lows: list[Bound], highs: list[Bound], quarrels: list[Quarrel]) -> Settled:
        at_odds = {key for one in quarrels for key in one.origins}
        sets = largest_agreeing(quarrels)
        # Too many to list: each origin at odds by itself gives a hull that contains theirs.
        choices = sets if sets is not None else [frozenset((one,)) for one in sorted(at_odds)]
        answers: list[tuple[AgreeingSet, Ends]] = []
        origins = {one.utterance for one in (*lows, *highs)}
        for choice in choices:
            out = at_odds - choice
            ends, extra = self._strongest(
                [one for one in lows if one.utterance not in out], [one for one in highs if one.utterance not in out]
            )
            quarrels += [one for one in extra if one not in quarrels]
            answers.append((AgreeingSet(tuple(sorted((origins - out) | choice)), self._quantity(ends)), ends))
        quantity = functools.reduce(Quantity.hull, (one.quantity for one, _ in answers))
        low_from = [bound for one, ends in answers if _same_low(one.quantity, quantity) for bound in ends.low_from]
        high_from = [bound for one, ends in answers if _same_high(one.quantity, quantity) for bound in ends.high_from]
        return Settled(
            quantity,
            tuple(dict.fromkeys(low_from)),
            tuple(dict.fromkeys(high_from)),
            tuple(quarrels),
            tuple(one for one, _ in answers) if sets is not None else (),
        )

    def _quantity(self, ends: Ends) -> Quantity:
        low, high = ends.low, ends.high
        return Quantity(
            low=None if low is None else low[0],
            high=None if high is None else high[0],
            includes_low=low is None or not low[1],
            includes_high=high is None or high[1],
            unit=self._unit,
        )


def _same_low(one: Quantity, other: Quantity) -> bool:
    return (one.low, one.includes_low) == (other.low, other.includes_low)


def _same_high(one: Quantity, other: Quantity) -> bool:
    return (one.high, one.includes_high) == (other.high, other.includes_high)


def claims_in(bounds: Iterable[Bound]) -> tuple[Claim, ...]:
    """The claims of some bounds, by id."""
    found = {claim.id: claim for bound in bounds for claim in bound.claims}
    return tuple(found[key] for key in sorted(found))
