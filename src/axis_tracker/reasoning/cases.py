"""All that bears on one question: its claims sifted and read as bounds, and the answer on any day.

A question finds its events (`questions`), of whose claims the bounds are known (`sifting`); which ends of what is asked
for each of them limits is said here, and what they give together in `weighing`. `estimates` shows the answer for one
day.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from typing import NamedTuple

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Measure, Phase, Reading
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event
from axis_tracker.model.vocabulary import Stance
from axis_tracker.reasoning.as_of import moment_of, view_of
from axis_tracker.reasoning.bounds import Bound
from axis_tracker.reasoning.policies import Policy, SetAsideReason
from axis_tracker.reasoning.questions import EventOrder, Fields, events_of, starts_no_later
from axis_tracker.reasoning.sifting import Counted, Sieve, counted_under, phase_within
from axis_tracker.reasoning.weighing import Bearing, Weighing

__all__ = ["Case", "Question", "SetAside"]


class Question(NamedTuple):
    """A question about one quantity.

    Attributes:
        kind: The kind of event.
        fields: The fields that the events must match, with the ids: `(("recipient", "ru"), ...)`.
        phase: How far the counted things have come.
        reading: How the number is read.
        unit: What is counted; None if no unit is known.
        since: When counting begins, or None.
        event: The id of the event, if the question is about this event only.
    """

    kind: str
    fields: tuple[tuple[str, str | tuple[str, ...]], ...]
    phase: Phase
    reading: Reading
    unit: str | None
    since: ImpreciseDate | None
    event: str | None = None


class SetAside(NamedTuple):
    """A claim with a figure that is not used in an estimate, with the reason.

    Attributes:
        claim: The claim.
        reason: Why it is not used.
    """

    claim: Claim
    reason: SetAsideReason


class Case:
    """All that bears on one question in one dataset under one policy, whatever the day."""

    __slots__ = ("__dict__", "dataset", "events", "order", "policy", "question", "weighing")

    def __init__(self, dataset: RecordSet, question: Question, policy: Policy) -> None:
        self.dataset = dataset
        self.policy = policy
        self.order: EventOrder = events_of(view_of(dataset).whole)
        fields: Fields = dict(question.fields)
        inside = self.order.inside(question.kind, fields)
        asked = inside
        if question.event is not None:
            inside = [one for one in inside if self.order.is_within(one.id, question.event)]
            asked = [one for one in inside if one.id == question.event]
        around = self.order.around(question.kind, fields, asked)
        ids = (frozenset(one.id for one in inside), frozenset(one.id for one in around))
        self.events: tuple[str, ...] = tuple(sorted(ids[0] | ids[1]))
        counted = counted_under(dataset, policy)
        unit = question.unit if question.unit is not None else self._usual_unit(counted, question)
        self.question = question = question._replace(unit=unit)
        bounds = (
            one
            for event in self.events
            for one in counted.on(event).bounds.get((unit, question.reading), ())
            if self._is_related(one.phase, question.phase)
        )
        bearings = [self._bearing(one, question, ids, asked) for one in bounds]
        self.weighing = Weighing(bearings, unit, self.order, policy)

    @property
    def bearings(self) -> Sequence[Bearing]:
        """The bounds, each with the ends of the quantity asked for that it limits."""
        return self.weighing.bearings

    def _usual_unit(self, counted: Counted, question: Question) -> str:
        """The unit in which most origins count; of several, the first by the alphabet."""
        origins: dict[str, set[str]] = {}
        for event in self.events:
            for (unit, reading, phase), utterances in counted.on(event).origins.items():
                if reading is question.reading and self._is_related(phase, question.phase):
                    origins.setdefault(unit, set()).update(utterances)
        return min(origins, key=lambda unit: (-len(origins[unit]), unit), default="")

    def _is_related(self, phase: Phase, asked: Phase) -> bool:
        """Whether figures of one phase limit the other from one side at least."""
        phases = self.policy.phases
        return phase_within(phase, asked, phases) or phase_within(asked, phase, phases)

    @functools.cached_property
    def denials(self) -> tuple[Claim, ...]:
        """The claims that deny one of the events, by id."""
        figures = Sieve(self.dataset, self.policy).figures_on(self.events)
        return tuple(sorted((one for one, _, _ in figures if one.stance is Stance.DENIES), key=lambda one: one.id))

    @functools.cached_property
    def set_aside(self) -> tuple[SetAside, ...]:
        """The claims with a figure on one of the events that become no bound of what is asked for."""
        sieve = Sieve(self.dataset, self.policy)
        found: list[SetAside] = []
        for claim, against, bound in sieve.figures_on(self.events):
            if claim.measure is not None:
                undated = SetAsideReason.UNDATED if bound is None else None
                reason = against or self._mismatch(claim.measure, sieve) or undated
                if reason is not None:
                    found.append(SetAside(claim, reason))
        return tuple(found)

    def dataset_made(self, claim: Claim) -> ImpreciseDate:
        """When a claim was made, whose documents may be known to the whole dataset alone."""
        return claim.made if claim.made is not None else view_of(self.dataset).whole.made(claim)

    def _mismatch(self, measure: Measure, sieve: Sieve) -> SetAsideReason | None:
        if not sieve.reads(measure.reading, self.question.reading):
            return SetAsideReason.READING
        if not self._is_related(measure.phase, self.question.phase):
            return SetAsideReason.PHASE
        return SetAsideReason.UNIT if measure.quantity.unit != self.question.unit else None

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
