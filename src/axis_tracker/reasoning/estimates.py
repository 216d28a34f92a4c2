"""Estimates: what the claims allow of one quantity, what that follows from, and where claims conflict.

An `Estimate` shows the answer that `cases` works out, on one day. The reasoning, with its arguments, stands in
docs/explanation/estimates.md. Imports this room.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from inspect import Signature
from typing import Any, ClassVar, Final, Literal

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.dataset.selections import DateLike
from axis_tracker.display import Displayable
from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.controlled_terms import to_term
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event
from axis_tracker.phrases import quantity_phrase
from axis_tracker.reasoning.as_of import last_day, view_of
from axis_tracker.reasoning.cases import Case, Question, SetAside
from axis_tracker.reasoning.conflicts import AgreeingSet, Conflict
from axis_tracker.reasoning.explaining import explained, matter_of
from axis_tracker.reasoning.history import HistoryStep, history_of
from axis_tracker.reasoning.policies import Policy, SetAsideReason
from axis_tracker.reasoning.questions import events_of
from axis_tracker.reasoning.weighing import Bearing, Settled, claims_in

__all__ = ["Estimate", "asked_phase", "asked_reading", "estimate_of", "question_about"]


class Estimate(Displayable):
    """The bounds of one quantity on one day that the claims of a dataset allow.

    >>> import axis_tracker as axt
    >>> def told(key, made, figure):
    ...     return axt.Claim(
    ...         id=key, event="shells", claimants=["ua"], summary="A figure.", made=made,
    ...         measure={"quantity": figure, "phase": "delivered"},
    ...     )
    >>> ds = axt.Dataset([
    ...     axt.Actor(id="kp", name="North Korea", kind="state"), axt.Actor(id="ru", name="Russia", kind="state"),
    ...     axt.Actor(id="ua", name="Ukraine", kind="state"), axt.Item(id="shells", name="artillery shells"),
    ...     axt.ArmsTransfer(id="shells", name="Shells", supplier="kp", recipient="ru", item="shells"),
    ...     told("early", "2024-01-10", "over 1 million shells"), told("late", "2024-11-29", "around 5 million shells"),
    ... ])
    >>> estimate = ds.estimate(supplier="kp", recipient="ru", item="shells", at="2024-06-01")
    >>> print(estimate)
    more than 1 million and fewer than 5.5 million shells
    >>> [claim.id for claim in estimate.binding_low], [claim.id for claim in estimate.binding_high]
    (['early'], ['late'])
    >>> print(estimate.explain())  # doctest: +ELLIPSIS
    Artillery shells delivered from North Korea to Russia, in total by 2024-06-01: more than 1 million and fewer ...

    `Dataset.estimate` returns it. An estimate never changes. Its properties are computed when they are first read.
    """

    __slots__ = ("__dict__", "_case", "_day")
    __signature__: ClassVar = Signature()  # only this package makes them

    def __init__(self, case: Case, day: int | None) -> None:
        self._case = case
        self._day = day

    @property
    def question(self) -> Question:
        """What was asked, with the unit that was taken."""
        return self._case.question

    @property
    def dataset(self) -> RecordSet:
        """The dataset whose claims it follows from."""
        return self._case.dataset

    @property
    def matter(self) -> str:
        """What was asked, in words: what is counted, in which phase, from whom to whom.

        >>> import axis_tracker as axt
        >>> axt.load().estimate(event="kp-ru-artillery-ammunition").matter
        'artillery ammunition delivered from North Korea to Russia'
        """
        return matter_of(self._case)

    @property
    def policy(self) -> Policy:
        """What was taken for granted."""
        return self._case.policy

    @property
    def at(self) -> date | None:
        """The day that it is about; None if the claims speak of no day."""
        return None if self._day is None else date.fromordinal(self._day)

    @functools.cached_property
    def _settled(self) -> Settled:
        return self._case.weighing.settled(self._day)

    @property
    def quantity(self) -> Quantity:
        """The bounds: with conflicts, the hull of what the largest agreeing sets of origins give."""
        return self._settled.quantity

    @property
    def unit(self) -> str:
        """What is counted."""
        return self.quantity.unit

    @property
    def low(self) -> int | Decimal | None:
        """The lower end, in `unit`; None where nothing bounds it from below."""
        return self.quantity.low

    @property
    def high(self) -> int | Decimal | None:
        """The upper end, in `unit`; None where nothing bounds it from above."""
        return self.quantity.high

    @property
    def includes_low(self) -> bool:
        """Whether the lower end itself is possible; True where it is open, as in a `Quantity`."""
        return self.quantity.includes_low

    @property
    def includes_high(self) -> bool:
        """Whether the upper end itself is possible; True where it is open, as in a `Quantity`."""
        return self.quantity.includes_high

    @property
    def binding_low(self) -> tuple[Claim, ...]:
        """The claims that the lower end follows from, by id: several that say the same, or that add up to it."""
        return claims_in(self._settled.low_from)

    @property
    def binding_high(self) -> tuple[Claim, ...]:
        """The claims that the upper end follows from, by id."""
        return claims_in(self._settled.high_from)

    @functools.cached_property
    def supporting(self) -> tuple[Claim, ...]:
        """The claims that bound the quantity on this day, strongly or weakly, by id."""
        return claims_in(one.bound for one in self._case.bearings if self._supports(one))

    def _supports(self, bearing: Bearing) -> bool:
        """Whether one of its ends limits the quantity on the day, and as many origins say as much as are asked for."""
        if self._day is None:
            return False
        is_low, is_high = bearing.is_low_on(self._day), bearing.is_high_on(self._day)
        if self.policy.origins > 1:
            bound, (low, high, includes_low, includes_high) = bearing.bound, self.quantity.ends
            is_low &= low is not None and bound.low is not None and bound.low <= (low, not includes_low)
            is_high &= high is not None and bound.high is not None and bound.high >= (high, includes_high)
        return is_low or is_high

    @functools.cached_property
    def set_aside(self) -> tuple[SetAside, ...]:
        """The other claims with a figure on the matter, by id, and why each of them bounds no end."""
        found = list(self._case.set_aside)
        for one in self._case.bearings:
            if not self._supports(one):
                is_on = self._day is not None and (one.is_low_on(self._day) or one.is_high_on(self._day))
                reason = SetAsideReason.UNCORROBORATED if is_on else one.reason
                found += (SetAside(claim, reason) for claim in one.bound.claims)
        return tuple(sorted(found, key=lambda one: one.claim.id))

    @functools.cached_property
    def origins(self) -> tuple[str, ...]:
        """The independent origins of the supporting claims: each utterance of somebody with a name once, by id."""
        named = {one.bound.utterance for one in self._case.bearings if one.bound.is_named and self._supports(one)}
        return tuple(sorted(named))

    @functools.cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The pairs of bounds that cannot both hold.

        Those of which one bears on this quantity on this day, and the other quarrels of the origins in them: these too
        decide which origins can be right together.
        """
        return tuple(
            Conflict(one, self.unit, lambda dropped: self._case.weighing.settled(self._day, dropped).quantity)
            for one in self._settled.quarrels
        )

    @property
    def agreeing(self) -> tuple[AgreeingSet, ...]:
        """With conflicts, the largest sets of origins that agree, and what each gives.

        Empty without conflicts, and where there are too many such sets to list; the bounds are then the hull of what
        each origin at odds gives by itself.
        """
        return self._settled.agreeing

    @property
    def drifted(self) -> tuple[tuple[Claim, ...], ...]:
        """The claims that report one utterance with figures that exclude each other: taken as saying one of them."""
        return tuple(one.bound.claims for one in self._case.bearings if one.bound.is_drifted)

    @property
    def denials(self) -> tuple[Claim, ...]:
        """The claims that deny the matter, a part of it or the whole around it, by id; they bound nothing."""
        return self._case.denials

    def made(self, claim: Claim) -> ImpreciseDate:
        """When one of its claims was made: as `Dataset.made`, also for a dataset as of a day before its documents."""
        return self._case.dataset_made(claim)

    def history(self, of: Literal["world", "knowledge"] = "world") -> tuple[HistoryStep, ...]:
        """How the bounds change from day to day.

        Of the world: what all claims together allow for each day. Of knowledge: what the claims that had certainly
        been made by each day allowed for the day `at`. Raises `InvalidValueError` for anything else.
        """
        return history_of(self._case, self._day, of)

    def explain(self) -> str:
        """How the bounds follow, what else was said and why it does not count: one sentence a line."""
        return "\n".join(explained(self, self._case, self._settled))

    def __str__(self) -> str:
        return quantity_phrase(self.quantity)

    def __repr__(self) -> str:
        return f"<Estimate of {self.question.phase.value} {self.question.kind} at {self.at}: {self}>"


_ASKED: Final = {reading.value: reading for reading in (Reading.TOTAL, Reading.LEVEL)}


def asked_reading(reading: Reading | str) -> Reading:
    """What is to be estimated, a total or a level; `InvalidValueError` for anything else."""
    value = reading.value if isinstance(reading, Reading) else reading
    if value not in _ASKED:
        raise InvalidValueError("only totals and levels can be estimated", value=value, path="reading")
    return _ASKED[value]


def asked_phase(phase: Phase | str) -> Phase:
    """A phase, or the one of that value; `InvalidValueError` for anything else."""
    return to_term(Phase, phase, "phase")


def given_fields(keywords: Mapping[str, Any], about: Mapping[str, Any] | None) -> dict[str, Any]:
    """The fields that a question fixes: by keyword, and under `about` by their name.

    Raises `InvalidValueError` for a field that is given in both ways, and for what is no mapping.
    """
    given = {name: value for name, value in keywords.items() if value is not None}
    if about is None:
        return given
    if not isinstance(about, Mapping):
        raise InvalidValueError("expected a mapping from fields to values", value=about, path="about")
    for name, value in about.items():
        if name in given:
            raise InvalidValueError("is also given as a keyword", value=value, path=f"about.{name}")
    return {**given, **about}


def question_about(
    dataset: RecordSet,
    given: Mapping[str, Any],
    *,
    kind: str | None,
    event: str | Event | None,
    phase: Phase | str,
    reading: Reading | str,
    unit: str | None,
    since: DateLike | None,
) -> Question:
    """The question that the keywords of `Dataset.estimate` ask. Raises what it raises."""
    order = events_of(view_of(dataset).whole)
    named = {name: value for name, value in given.items() if value is not None}
    if event is not None:
        about = dataset.events[event if isinstance(event, str) else event.id]
        fields = order.fields_of(about)
        chosen, event = about.kind, about.id
    else:
        chosen = order.kind_with(kind, named)
        fields = order.settled(chosen, named)
    return Question(
        chosen,
        tuple(sorted(fields.items())),
        asked_phase(phase),
        asked_reading(reading),
        unit,
        None if since is None else ImpreciseDate.of(since),
        event,
    )


def estimate_of(dataset: RecordSet, question: Question, at: DateLike | None, policy: Policy | None) -> Estimate:
    """The estimate that answers a question. Raises `InvalidValueError` for a time `at` without a last day."""
    day = None if at is None else last_day(at, "at")
    case = Case(dataset, question, Policy() if policy is None else policy)
    return Estimate(case, case.weighing.last_day() if day is None else day)
