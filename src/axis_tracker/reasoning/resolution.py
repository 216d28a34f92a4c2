"""Resolution: what the bounds on one quantity give together on a day.

Bounds are used in tiers. First come those that are certain; where they contradict each other, the answer is the hull of
what the largest agreeing sets of origins give. Then come bounds that follow by subtraction, bounds that are presumed on
the day, bounds in converted units, and bounds that their source marks as uncertain. Each of these only narrows what the
tiers before it leave, and yields where it contradicts them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from attrs import define, field

from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.reasoning.answer_tiers import Resolution, Rules, TieredAnswer
from axis_tracker.reasoning.as_of import ALWAYS
from axis_tracker.reasoning.bounds import Bound, Days, Derivation
from axis_tracker.reasoning.contradictions import (
    Contradiction,
    Contradictions,
    contradicting_pairs,
    contradictions_among,
    is_compared,
)
from axis_tracker.reasoning.derived_bounds import BY_SUBTRACTION
from axis_tracker.reasoning.policies import SetAsideReason

__all__ = ["Contribution", "Resolver"]


class Contribution(NamedTuple):
    """A bound, and which ends of a quantity it limits while it holds."""

    bound: Bound
    gives_low: bool
    gives_high: bool
    reason: SetAsideReason
    """Why it limits no more than that."""

    def is_low_on(self, day: int) -> bool:
        """Whether its lower end certainly limits the quantity on a day."""
        return self.gives_low and _covers(self.bound.low_days, day)

    def is_high_on(self, day: int) -> bool:
        """Whether its upper end certainly limits the quantity on a day."""
        return self.gives_high and _covers(self.bound.high_days, day)

    def is_presumed_low_on(self, day: int) -> bool:
        """Whether its lower end is presumed to limit the quantity on a day, but does not certainly do so."""
        return self.gives_low and _covers(self.bound.presumed_low, day) and not _covers(self.bound.low_days, day)

    def is_presumed_high_on(self, day: int) -> bool:
        """Whether its upper end is presumed to limit the quantity on a day, but does not certainly do so."""
        return self.gives_high and _covers(self.bound.presumed_high, day) and not _covers(self.bound.high_days, day)


def _covers(days: Days, day: int) -> bool:
    return days[0] <= day <= days[1]


@define(eq=False)
class Resolver:
    """The bounds that limit one quantity, whatever the day."""

    contributions: Sequence[Contribution]
    _unit: str
    _is_total: bool
    _rules: Rules
    _names_hulls: bool = False
    _contradictions: Contradictions | None = field(default=None, init=False)
    _contradicted: frozenset[int] | None = field(default=None, init=False)
    _with_origins: Sequence[tuple[Contradiction, frozenset[str]]] | None = field(default=None, init=False)

    @property
    def contradictions(self) -> Contradictions:
        """The contradictions among the bounds, whatever the day."""
        if self._contradictions is None:
            native = [one.bound for one in self.contributions if one.bound.conversion is None]
            self._contradictions = contradictions_among(native, self._rules.within)
        return self._contradictions

    @property
    def takes_strongest(self) -> bool:
        """Whether the strongest certain ends make the answer on each day: nothing is added up or contradicted."""
        return (
            self._rules.needed == 1
            and not any(one.gives_low and one.bound.first > ALWAYS for one in self.contributions)
            and not self.contradictions.between
        )

    def among(self, contributions: Sequence[Contribution]) -> Resolver:
        """The same for some of the contributions, as contradicted as among all."""
        some = Resolver(contributions, self._unit, self._is_total, self._rules, self._names_hulls)
        some._contradictions, some._contradicted = self.contradictions, self.contradicted
        return some

    @property
    def _between(self) -> Sequence[tuple[Contradiction, frozenset[str]]]:
        """The contradictions between different origins, with these."""
        if self._with_origins is None:
            self._with_origins = [(one, one.origins) for one in self.contradictions.between]
        return self._with_origins

    @property
    def contradicted(self) -> frozenset[int]:
        """The identities of the uncertain bounds that contradict certain ones, or each other, whatever the day."""
        if self._contradicted is None:
            bounds = [one.bound for one in self.contributions if one.bound.conversion is None]
            uncertain = [one for one in bounds if one.is_uncertain]
            found: set[int] = set()
            if uncertain:
                certain = [one for one in bounds if is_compared(one)]
                own = self.contradictions
                lows = [one for one in certain if id(one) not in own.dropped_lows]
                highs = [one for one in certain if id(one) not in own.dropped_highs]
                within = self._rules.within
                found.update(id(one.lows[0]) for one in contradicting_pairs(_dated(uncertain), _dated(highs), within))
                found.update(id(one.high) for one in contradicting_pairs(_dated(lows), _dated(uncertain), within))
                rest = _dated(one for one in uncertain if id(one) not in found)
                for one in [*contradicting_pairs(rest, rest, within)]:
                    found |= {id(one.lows[0]), id(one.high)}
            self._contradicted = frozenset(found)
        return self._contradicted

    def leave_contradictions(self) -> None:
        """Take it for known that no bounds contradict each other."""
        self._contradictions = Contradictions((), True, frozenset(), frozenset())

    def last_day(self) -> int | None:
        """The last day that the bounds speak of: to which an end holds, or from which on it holds for ever.

        What follows for a level from totals is of no particular day.
        """
        own = [one for one in self.contributions if one.bound.derivation is not Derivation.TOTAL]
        days: list[int] = []
        for one in own or self.contributions:
            spans: tuple[Days, ...] = ()
            if one.gives_low:
                spans += (one.bound.low_days, one.bound.presumed_low)
            if one.gives_high:
                spans += (one.bound.high_days, one.bound.presumed_high)
            days += map(one.bound.latest_of, spans)
        return max(days, default=0) or None

    def on(self, day: int | None, dropped: Collection[Bound] = ()) -> Resolution:
        """The answer on a day, as if some bounds had not been given."""
        if day is None:
            return Resolution(Quantity(unit=self._unit))
        out = {id(one) for one in dropped}
        used = self.contributions
        if out:
            used = [one for one in used if id(one.bound) not in out and out.isdisjoint(_terms(one.bound))]
        answer = TieredAnswer(
            self._unit, self._rules.stages if self._is_total else None, self._rules, names_hulls=self._names_hulls
        )
        certain = [one for one in used if not one.bound.is_uncertain]
        native = [one for one in certain if one.bound.conversion is None]
        converted = [one for one in certain if one.bound.conversion is not None]
        own = self.contradictions
        lows = [
            one.bound
            for one in native
            if one.is_low_on(day) and id(one.bound) not in own.dropped_lows and not _is_rest(one.bound)
        ]
        highs = [
            one.bound
            for one in native
            if one.is_high_on(day) and id(one.bound) not in own.dropped_highs and not _is_rest(one.bound)
        ]
        answer.use_certain(lows, highs, self._on_the_day(day, dropped, out), is_complete=own.is_complete)
        rest = [one for one in native if _is_rest(one.bound)]
        answer.narrow(
            [one.bound for one in rest if one.is_low_on(day)], [one.bound for one in rest if one.is_high_on(day)]
        )
        answer.narrow(
            [one.bound for one in native if one.is_presumed_low_on(day) and id(one.bound) not in own.dropped_lows],
            [one.bound for one in native if one.is_presumed_high_on(day) and id(one.bound) not in own.dropped_highs],
        )
        answer.use_converted(
            [one.bound for one in converted if one.is_low_on(day) or one.is_presumed_low_on(day)],
            [one.bound for one in converted if one.is_high_on(day) or one.is_presumed_high_on(day)],
        )
        uncertain = [one for one in used if one.bound.is_uncertain and id(one.bound) not in self.contradicted]
        answer.leave_out(self.contradicted)
        answer.use_uncertain(
            [one.bound for one in uncertain if one.is_low_on(day) or one.is_presumed_low_on(day)],
            [one.bound for one in uncertain if one.is_high_on(day) or one.is_presumed_high_on(day)],
        )
        return answer.resolution()

    def _on_the_day(self, day: int, dropped: Collection[Bound], out: Collection[int]) -> list[Contradiction]:
        """The contradictions that affect the day, and the other contradictions of the origins in them.

        What does not affect the day also decides which origins can be right together.
        """
        found = [
            (one, origins)
            for one, origins in self._between
            if not dropped or (id(one.high) not in out and all(id(bound) not in out for bound in one.lows))
        ]
        if not found:
            return []
        low = {id(one.bound) for one in self.contributions if one.is_low_on(day)}
        high = {id(one.bound) for one in self.contributions if one.is_high_on(day)}
        touched: set[str] = set()
        by_origin: dict[str, list[frozenset[str]]] = {}
        for one, origins in found:
            if id(one.lows[0]) in low or id(one.high) in high:
                touched |= origins
            for key in origins:
                by_origin.setdefault(key, []).append(origins)
        waiting = [*touched]
        while waiting:
            for linked in by_origin.pop(waiting.pop(), ()):
                waiting += linked - touched
                touched |= linked
        return [one for one, origins in found if not touched.isdisjoint(origins)]


def _dated(bounds: Iterable[Bound]) -> list[Bound]:
    return [one for one in bounds if one.derivation not in BY_SUBTRACTION]


def _terms(bound: Bound) -> set[int]:
    return {id(one) for one in bound.terms} if bound.chain is not None else set()


def _is_rest(bound: Bound) -> bool:
    return bound.derivation in BY_SUBTRACTION
