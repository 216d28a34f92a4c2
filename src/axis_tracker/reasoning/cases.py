"""All that bears on one question: its claims sifted and read as bounds, and the answer on any day.

A question finds its events (`questions`), their claims are sifted (`sifting`) and read as bounds (`bounds`), and the
strongest are taken (`ends`), or, where bounds conflict (`conflicts`), the hull of what the largest agreeing sets of
origins give. `estimates` shows the answer for one day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from axis_tracker.dataset.dataset import Dataset
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Measure, Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event
from axis_tracker.model.vocabulary import Stance
from axis_tracker.reasoning.as_of import NEVER, moment_of, view_of
from axis_tracker.reasoning.bounds import Bound, bounds_of
from axis_tracker.reasoning.conflicts import AgreeingSet, Quarrel, largest_agreeing, quarrels_between
from axis_tracker.reasoning.ends import Ends, exceeds, strongest_ends
from axis_tracker.reasoning.policies import Policy, SetAsideReason
from axis_tracker.reasoning.questions import EventOrder, Fields, events_of, starts_no_later
from axis_tracker.reasoning.sifting import Sieve, phase_within

__all__ = ["Bearing", "Case", "Question", "SetAside", "Settled", "claims_in"]


class Question(NamedTuple):
    """What is asked for: which events, which phase, how the number is read, in what unit, counted since when.

    `fields` are those of the kind of event that are fixed, by name, with ids: `(("recipient", "ru"), ...)`; `event` is
    the id of the event where just that one is asked about.
    """

    kind: str
    fields: tuple[tuple[str, str | tuple[str, ...]], ...]
    phase: Phase
    reading: Reading
    unit: str | None
    since: ImpreciseDate | None
    event: str | None = None


class SetAside(NamedTuple):
    """A claim with a figure on the matter that bounds no end of an estimate, and why."""

    claim: Claim
    reason: SetAsideReason


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


class Case:
    """All that bears on one question in one dataset under one policy, whatever the day."""

    __slots__ = ("bearings", "dataset", "denials", "order", "policy", "question", "set_aside")

    def __init__(self, dataset: Dataset, question: Question, policy: Policy) -> None:
        self.dataset = dataset
        self.policy = policy
        self.order: EventOrder = events_of(view_of(dataset).whole)
        self.set_aside: list[SetAside] = []
        self.denials: list[Claim] = []
        fields: Fields = dict(question.fields)
        inside = self.order.inside(question.kind, fields)
        asked = inside
        if question.event is not None:
            inside = [one for one in inside if self.order.is_within(one.id, question.event)]
            asked = [one for one in inside if one.id == question.event]
        around = self.order.around(question.kind, fields, asked)
        ids = (frozenset(one.id for one in inside), frozenset(one.id for one in around))
        kept, unit = self._sifted(sorted(ids[0] | ids[1]), question)
        self.question = question = question._replace(unit=unit)
        self.bearings = [self._bearing(one, question, ids, asked) for one in bounds_of(kept)]

    def _sifted(self, events: Iterable[str], question: Question) -> tuple[list[Bound], str]:
        """The bounds of the claims that count, each by itself, and the unit that they are in."""
        sieve = Sieve(self.dataset, self.policy)
        counted: list[tuple[Claim, Bound | None]] = []
        for claim, against, bound in sieve.figures_on(events):
            if claim.stance is Stance.DENIES:
                self.denials.append(claim)
            if claim.measure is None:
                continue
            reason = against or self._mismatch(claim.measure, question, sieve)
            if reason is None:
                counted.append((claim, bound))
            else:
                self.set_aside.append(SetAside(claim, reason))
        unit = question.unit if question.unit is not None else _usual_unit(claim for claim, _ in counted)
        bounds: list[Bound] = []
        for claim, bound in counted:
            if claim.measure is not None and claim.measure.quantity.unit != unit:
                self.set_aside.append(SetAside(claim, SetAsideReason.UNIT))
            elif bound is None:
                self.set_aside.append(SetAside(claim, SetAsideReason.UNDATED))
            else:
                bounds.append(bound)
        return bounds, unit

    def dataset_made(self, claim: Claim) -> ImpreciseDate:
        """When a claim was made, whose documents may be known to the whole dataset alone."""
        return claim.made if claim.made is not None else view_of(self.dataset).whole.made(claim)

    def _mismatch(self, measure: Measure, question: Question, sieve: Sieve) -> SetAsideReason | None:
        if not sieve.reads(measure.reading, question.reading):
            return SetAsideReason.READING
        phases = self.policy.phases
        related = phase_within(measure.phase, question.phase, phases) or phase_within(
            question.phase, measure.phase, phases
        )
        return None if related else SetAsideReason.PHASE

    def _bearing(
        self, bound: Bound, question: Question, ids: tuple[Collection[str], Collection[str]], asked: list[Event]
    ) -> Bearing:
        if not bound.is_dated:
            return Bearing(bound, gives_low=False, gives_high=False, reason=SetAsideReason.UNDATED)
        phases = self.policy.phases
        is_part = bound.event in ids[0] and phase_within(bound.phase, question.phase, phases)
        is_whole = bound.event in ids[1] and phase_within(question.phase, bound.phase, phases)
        starts_after, starts_before = self._starts(bound, question, asked)
        gives_low = is_part and starts_after and bound.low is not None
        gives_high = is_whole and starts_before and bound.high is not None
        reason = SetAsideReason.OTHER_EXTENT
        if gives_low or gives_high:
            reason = SetAsideReason.ANOTHER_DAY
        elif (is_part and bound.low is not None) or (is_whole and bound.high is not None):
            reason = SetAsideReason.ANOTHER_START
        return Bearing(bound, gives_low, gives_high, reason)

    def _starts(self, bound: Bound, question: Question, asked: list[Event]) -> tuple[bool, bool]:
        """Whether it counts only what the question counts, and whether it counts all of that, by their beginnings."""
        start, since = bound.start, question.since
        # What was delivered since a day may have been sent before it.
        same = bound.phase is question.phase
        after = since is None or (same and (start == since or bound.first >= moment_of(since)[1]))
        before = starts_no_later(start, since) if same else start is None
        if not before and since is None and asked:
            before = all(self.order.begins_after(one.id, start) for one in asked if start is not None)
        return after, before

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
            return Settled(Quantity(unit=self.question.unit or ""), (), ())
        bearings = [one for one in self.bearings if one.bound not in dropped] if dropped else self.bearings
        lows = [one.bound for one in bearings if one.is_low_on(day)]
        highs = [one.bound for one in bearings if one.is_high_on(day)]
        quarrels = self._quarrels(bearings, day)
        if not quarrels:
            ends, extra = self._strongest(lows, highs)
            return Settled(self._quantity(ends), ends.low_from, ends.high_from, extra)
        at_odds = {key for one in quarrels for key in one.origins}
        sets = largest_agreeing(quarrels)
        # Too many to list: each origin at odds by itself gives a hull that contains theirs.
        choices = sets if sets is not None else [frozenset((one,)) for one in sorted(at_odds)]
        return self._hull(lows, highs, quarrels, at_odds, choices, is_listed=sets is not None)

    def _quarrels(self, bearings: list[Bearing], day: int) -> list[Quarrel]:
        """The pairs that cannot both hold: those of which one bears on the day, and those of the origins in them.

        Also what does not bear on the day decides which origins can be right together.
        """
        bounds = [one.bound for one in bearings]
        found = list(quarrels_between(bounds, bounds, self.order, self.policy.phases))
        if not found:
            return found
        low = {one.bound for one in bearings if one.is_low_on(day)}
        high = {one.bound for one in bearings if one.is_high_on(day)}
        bearing = {one for one in found if one.lows[0] in low or one.high in high}
        touched = {key for one in bearing for key in one.origins}
        more = True
        while more:
            linked = {key for one in found if not touched.isdisjoint(one.origins) for key in one.origins}
            more = not linked <= touched
            touched |= linked
        return [one for one in found if not touched.isdisjoint(one.origins)]

    def _strongest(self, lows: list[Bound], highs: list[Bound]) -> tuple[Ends, tuple[Quarrel, ...]]:
        ends = strongest_ends(lows, highs, origins=self.policy.origins)
        if ends.agree:
            return ends, ()
        quarrel = Quarrel(_minimal(ends), ends.high_from[0])
        return strongest_ends(lows, highs, origins=self.policy.origins, add=False), (quarrel,)

    def _hull(
        self,
        lows: list[Bound],
        highs: list[Bound],
        quarrels: list[Quarrel],
        at_odds: set[str],
        choices: list[frozenset[str]],
        *,
        is_listed: bool,
    ) -> Settled:
        answers: list[tuple[AgreeingSet, Ends]] = []
        origins = {one.utterance for one in (*lows, *highs)}
        for choice in choices:
            out = at_odds - choice
            ends, extra = self._strongest(
                [one for one in lows if one.utterance not in out], [one for one in highs if one.utterance not in out]
            )
            quarrels += [one for one in extra if one not in quarrels]
            answers.append((AgreeingSet(tuple(sorted((origins - out) | choice)), self._quantity(ends)), ends))
        quantity = answers[0][0].quantity
        for one, _ in answers[1:]:
            quantity = quantity.hull(one.quantity)
        low_from = [bound for one, ends in answers if _same_low(one.quantity, quantity) for bound in ends.low_from]
        high_from = [bound for one, ends in answers if _same_high(one.quantity, quantity) for bound in ends.high_from]
        return Settled(
            quantity,
            tuple(dict.fromkeys(low_from)),
            tuple(dict.fromkeys(high_from)),
            tuple(quarrels),
            tuple(one for one, _ in answers) if is_listed else (),
        )

    def _quantity(self, ends: Ends) -> Quantity:
        low, high = ends.low, ends.high
        return Quantity(
            low=None if low is None else low[0],
            high=None if high is None else high[0],
            includes_low=low is None or not low[1],
            includes_high=high is None or high[1],
            unit=self.question.unit or "",
        )


def _same_low(one: Quantity, other: Quantity) -> bool:
    return (one.low, one.includes_low) == (other.low, other.includes_low)


def _same_high(one: Quantity, other: Quantity) -> bool:
    return (one.high, one.includes_high) == (other.high, other.includes_high)


def _minimal(ends: Ends) -> tuple[Bound, ...]:
    """As few of the addends as still exceed the upper end."""
    kept = list(ends.low_from)
    high = ends.high
    for one in sorted(ends.low_from, key=lambda bound: bound.low or (0, False)):
        rest = [other for other in kept if other is not one]
        low = strongest_ends(rest, ()).low if rest else None
        if low is not None and high is not None and exceeds(low, high):
            kept = rest
    return tuple(kept)


def _usual_unit(claims: Iterable[Claim]) -> str:
    """The unit in which most origins count; of several, the first by the alphabet."""
    origins: dict[str, set[str]] = {}
    for claim in claims:
        if claim.measure is not None:
            origins.setdefault(claim.measure.quantity.unit, set()).add(claim.utterance)
    return min(origins, key=lambda unit: (-len(origins[unit]), unit), default="")


def claims_in(bounds: Iterable[Bound]) -> tuple[Claim, ...]:
    """The claims of some bounds, by id."""
    found = {claim.id: claim for bound in bounds for claim in bound.claims}
    return tuple(found[key] for key in sorted(found))
