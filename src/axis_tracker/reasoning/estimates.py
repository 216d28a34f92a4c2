"""Estimates: what the claims allow of one quantity, what that follows from, and where claims contradict each other.

An `Estimate` shows the answer of `estimation` on one day. The reasoning is argued in docs/explanation/estimates.md.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from inspect import Signature
from typing import Any, ClassVar, Literal, NamedTuple

from axis_tracker.dataset.record_set import RecordSet, tables_of
from axis_tracker.dataset.selections import DateLike
from axis_tracker.display import Displayable
from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.controlled_terms import to_term
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Period, Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.imprecise.units import checked_unit, stored_unit
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event
from axis_tracker.model.vocabulary import Modality, ModalityName, to_modality
from axis_tracker.phrases import quantity_phrase
from axis_tracker.reasoning.answer_tiers import AgreeingSet, Resolution
from axis_tracker.reasoning.as_of import last_day, view_of
from axis_tracker.reasoning.bounds import claims_of
from axis_tracker.reasoning.conflicts import Conflict
from axis_tracker.reasoning.conversions import ConversionLike, to_conversions
from axis_tracker.reasoning.denials import DenialsOf, denials_of
from axis_tracker.reasoning.estimation import READINGS, Asked, Estimation, Question, SetAside
from axis_tracker.reasoning.event_order import events_of
from axis_tracker.reasoning.explaining import conflict_phrase, counted_words, explained, title_of
from axis_tracker.reasoning.history import HistoryStep, history_of
from axis_tracker.reasoning.policies import Policy, SetAsideReason
from axis_tracker.reasoning.resolution import Contribution

__all__ = ["Estimate", "OtherFigure", "asked_phase", "asked_reading", "estimate_of", "given_fields", "question_about"]


class OtherFigure(NamedTuple):
    """The bounds of another figure on the same matter: in another phase, unit, reading or modality.

    Attributes:
        phase: How far the counted things have come.
        reading: How the number is read.
        unit: What is counted.
        modality: Whether facts are counted, or plans, forecasts and so on.
        quantity: The bounds.
        at: The day.
        per: The period of a rate, otherwise None.
        share_of: The whole of a share, otherwise None.
    """

    phase: Phase
    reading: Reading
    unit: str
    modality: Modality
    quantity: Quantity
    at: date | None
    per: Period | None = None
    share_of: str | None = None


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

    __slots__ = ("__dict__", "_asked_day", "_day", "_estimation")
    __signature__: ClassVar = Signature()  # only this package makes them

    def __init__(self, estimation: Estimation, day: int | None, asked_day: int | None) -> None:
        self._estimation = estimation
        self._day = day
        self._asked_day = asked_day

    @property
    def question(self) -> Question:
        """What was asked, with the unit that was taken."""
        return self._estimation.question

    @property
    def dataset(self) -> RecordSet:
        """The dataset whose claims it follows from."""
        return self._estimation.dataset

    @property
    def matter(self) -> str:
        """What was asked, in words: what is counted, in which phase, from whom to whom.

        >>> import axis_tracker as axt
        >>> axt.load().estimate(event="kp-ru-artillery-ammunition").matter
        'artillery ammunition delivered from North Korea to Russia'
        """
        return title_of(self._estimation)

    @property
    def counted(self) -> str:
        """What the figure counts, in words: the unit, and the item where that is narrower than what was asked for.

        >>> import axis_tracker as axt
        >>> axt.load().estimate(supplier="North Korea", recipient="Russia", item="ammunition").counted
        'rounds (artillery ammunition)'
        """
        return counted_words(self._estimation, self._resolution)

    @property
    def modality(self) -> Modality:
        """Whether facts are counted, or plans, forecasts and so on."""
        return self.question.modality

    @property
    def policy(self) -> Policy:
        """What was taken for granted."""
        return self._estimation.policy

    @property
    def at(self) -> date | None:
        """The day that it is about; None if the claims speak of no day."""
        return None if self._day is None else date.fromordinal(self._day)

    @functools.cached_property
    def _resolution(self) -> Resolution:
        return self._estimation.resolver.on(self._day)

    @property
    def quantity(self) -> Quantity:
        """The bounds. With conflicts, they are the hull of what the largest agreeing sets of origins give."""
        return self._resolution.quantity

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
        return claims_of(self._resolution.low_from)

    @property
    def binding_high(self) -> tuple[Claim, ...]:
        """The claims that the upper end follows from, by id."""
        return claims_of(self._resolution.high_from)

    @functools.cached_property
    def supporting(self) -> tuple[Claim, ...]:
        """The claims that bound the quantity on this day, strongly or weakly, by id."""
        return claims_of(one.bound for one in self._estimation.contributions if self._supports(one))

    def _supports(self, one: Contribution) -> bool:
        """Whether one of its ends is used on the day, and enough voices give such an end."""
        is_low, is_high = self._used(one)
        if self.policy.origins > 1:
            # A stronger end implies the one that enough voices reach, and a weaker one is implied by it.
            has_voice = self._estimation.voices(one.bound.origins) > 0
            is_low &= has_voice and self.low is not None
            is_high &= has_voice and self.high is not None
        return is_low or is_high

    def _on_the_day(self, one: Contribution) -> tuple[bool, bool]:
        """Whether its lower and its upper end hold on the day, or are presumed to."""
        if self._day is None:
            return False, False
        return (
            one.is_low_on(self._day) or one.is_presumed_low_on(self._day),
            one.is_high_on(self._day) or one.is_presumed_high_on(self._day),
        )

    def _consistent(self, one: Contribution) -> tuple[bool, bool]:
        """The same, without ends that contradict another figure of the same origin."""
        is_low, is_high = self._on_the_day(one)
        own = self._estimation.resolver.contradictions
        return is_low and id(one.bound) not in own.dropped_lows, is_high and id(one.bound) not in own.dropped_highs

    def _used(self, one: Contribution) -> tuple[bool, bool]:
        """The same, without ends that yield to other figures."""
        is_low, is_high = self._consistent(one)
        yielding = self._resolution.yielding
        return is_low and (id(one.bound), "low") not in yielding, is_high and (id(one.bound), "high") not in yielding

    @functools.cached_property
    def set_aside(self) -> tuple[SetAside, ...]:
        """The other claims with a figure on the matter, by id, each with the reason why it is not used."""
        supporting = {claim.id for claim in self.supporting}
        found = {one.claim.id: one for one in self._estimation.set_aside if one.claim.id not in supporting}
        for one in self._estimation.contributions:
            for claim in one.bound.claims:
                if claim.id not in supporting and claim.id not in found:
                    found[claim.id] = SetAside(claim, self._reason(one))
        return tuple(found[key] for key in sorted(found))

    def _reason(self, one: Contribution) -> SetAsideReason:
        if any(self._used(one)):
            return SetAsideReason.UNCORROBORATED
        if any(self._consistent(one)):
            return SetAsideReason.YIELDS
        return SetAsideReason.OWN_CONTRADICTION if any(self._on_the_day(one)) else one.reason

    @functools.cached_property
    def origins(self) -> tuple[str, ...]:
        """The utterances behind the supporting claims, each once, by id, except those that give no voice."""
        found = {key for one in self._estimation.contributions if self._supports(one) for key in one.bound.origins}
        return tuple(sorted(one for one in found if self._estimation.voices((one,))))

    @property
    def voices(self) -> int:
        """The number of independent voices among `origins`: organs of one state are one voice."""
        return self._estimation.voices(self.origins)

    @functools.cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The pairs of bounds that cannot both hold.

        These are the conflicts that affect this quantity on this day, and the other conflicts of the origins in them,
        because these also decide which origins can be right together. Where more than 2,000 pairs conflict, one pair
        is listed for each bound: the one with the strongest other bound.
        """
        resolver, day = self._estimation.resolver, self._day
        return tuple(
            Conflict(one, self.unit, lambda dropped: resolver.on(day, dropped).quantity)
            for one in self._resolution.contradictions
        )

    @property
    def agreeing(self) -> tuple[AgreeingSet, ...]:
        """With conflicts, the largest sets of origins that agree, and what each gives.

        Empty without conflicts. Also empty if there are too many such sets to list; the bounds then cover what each
        of the conflicting origins gives by itself.
        """
        return self._resolution.agreeing

    @property
    def drifted(self) -> tuple[tuple[Claim, ...], ...]:
        """The claims that report one figure in several versions: only the hull of the versions is used."""
        return tuple(one.bound.claims for one in self._estimation.contributions if one.bound.is_drifted)

    @functools.cached_property
    def _denials(self) -> DenialsOf:
        # Without figures that count, denials are held against whatever is asserted.
        assertions = self.supporting or self._estimation.assertions
        found = denials_of(self.dataset, self._estimation.events, assertions, self.question.modality)
        return DenialsOf(*(tuple(claim for claim in claims if not self._is_of_later(claim)) for claims in found))

    def _is_of_later(self, claim: Claim) -> bool:
        """Whether a claim is certainly about what began after the day in question."""
        when = claim.when if claim.when is not None else tables_of(self.dataset)["events"][claim.event].when
        return self._asked_day is not None and when is not None and when.extent.ordinals[0] > self._asked_day

    @property
    def denials(self) -> tuple[Claim, ...]:
        """The claims that deny the matter, a part of it or the whole around it, by id. They bound nothing."""
        return self._denials.certain

    @property
    def possible_denials(self) -> tuple[Claim, ...]:
        """The denials of which it is not certain that they cover what the supporting claims report, by id."""
        return self._denials.possible

    @property
    def earlier_denials(self) -> tuple[Claim, ...]:
        """The denials that were made before what the supporting claims report can have happened, by id."""
        return self._denials.earlier

    @functools.cached_property
    def also(self) -> tuple[OtherFigure, ...]:
        """The other figures on the matter that have bounds: in other phases, units and readings.

        Those for which most voices give figures come first. They are about the same day if the question names one, and
        otherwise each about the last day that its claims mention.

        >>> import axis_tracker as axt
        >>> rounds = axt.load().estimate(event="kp-ru-artillery-ammunition")
        >>> for one in rounds.also:
        ...     print(one.quantity, one.phase.value, one.reading.value)
        at least 4.5 million and fewer than 5.5 million shells delivered total
        """
        found: list[OtherFigure] = []
        for series in self._estimation.series_with_bounds:
            if series != self._estimation.series:
                other = self._estimation.of_series(series)
                day = self._asked_day if self._asked_day is not None else other.resolver.last_day()
                quantity = other.resolver.on(day).quantity
                if quantity.low is not None or quantity.high is not None:
                    found.append(
                        OtherFigure(
                            series.phase,
                            series.reading,
                            series.unit,
                            series.modality,
                            quantity,
                            None if day is None else date.fromordinal(day),
                            series.per,
                            series.share_of,
                        )
                    )
        return tuple(found)

    @functools.cached_property
    def other_times(self) -> tuple[Event, ...]:
        """The events that differ from the asked event only in their time, and that it does not count, by id."""
        key, events = self.question.event, tables_of(self.dataset)["events"]
        if key is None or events[key].when is None:
            return ()
        order = self._estimation.order
        state = order.state_of(events[key])
        related = order.inside(self.question.kind, dict(self.question.fields))
        inside = {one.id for one in order.inside_event(key)}
        return tuple(one for one in related if one.id not in inside and order.state_of(one) == state)

    def made(self, claim: Claim) -> ImpreciseDate:
        """When one of its claims was made: as `Dataset.made`, also for a dataset as of a day before its documents."""
        return claim.made if claim.made is not None else view_of(self.dataset).whole.made(claim)

    def history(self, of: Literal["world", "knowledge"] = "world") -> tuple[HistoryStep, ...]:
        """How the bounds change from day to day.

        Of the world: what all claims together allow for each day. Of knowledge: what the claims that had certainly
        been made by each day allowed for the day `at`. Raises `InvalidValueError` for anything else.
        """
        return history_of(self._estimation, self._day, of)

    def explain(self) -> str:
        """How the bounds follow, what else was said and why it does not count: one sentence a line."""
        return "\n".join(explained(self, self._estimation, self._resolution))

    def __str__(self) -> str:
        return conflict_phrase(self._resolution) or quantity_phrase(self.quantity)

    def __repr__(self) -> str:
        return f"<Estimate of {self.question.phase.value} {self.question.kind} at {self.at}: {self}>"


def asked_reading(reading: Reading | str | None) -> Reading | None:
    """What is to be estimated; `InvalidValueError` for what cannot be."""
    if reading is None:
        return None
    found = to_term(Reading, reading, "reading")
    if found not in READINGS:
        raise InvalidValueError(
            "cannot be estimated by itself", value=found.value, path="reading", suggestion="increments add to totals"
        )
    return found


def asked_phase(phase: Phase | str | None) -> Phase | None:
    """A phase, or the one of that value; `InvalidValueError` for anything else."""
    return None if phase is None else to_term(Phase, phase, "phase")


def asked_modality(modality: Modality | ModalityName | None) -> Modality | None:
    """A modality, or the one of that value; `InvalidValueError` for anything else."""
    return None if modality is None else to_modality(modality)


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
    kind: str | None = None,
    event: str | Event | None = None,
    phase: Phase | str | None = None,
    reading: Reading | str | None = None,
    unit: str | None = None,
    modality: Modality | ModalityName | None = None,
    since: DateLike | None = None,
    conversions: Iterable[ConversionLike] = (),
    per: Period | None = None,
    share_of: str | None = None,
) -> Asked:
    """The question that the keywords of `Dataset.estimate` ask. Raises what it raises."""
    order = events_of(view_of(dataset).whole)
    named = {name: value for name, value in given.items() if value is not None}
    if event is not None:
        about = dataset.events[event if isinstance(event, str) else event.id]
        fields = order.fields_of(about)
        chosen, key = about.kind, about.id
    else:
        chosen, key = order.kind_with(kind, named), None
        fields = order.resolved(chosen, named)
    return Asked(
        chosen,
        tuple(sorted(fields.items())),
        key,
        asked_modality(modality),
        asked_reading(reading),
        asked_phase(phase),
        _checked_unit(unit),
        None if since is None else _first_day(since),
        to_conversions(conversions),
        per,
        share_of,
    )


def _first_day(since: DateLike) -> ImpreciseDate:
    """The day on which counting begins: of a longer period, its first day."""
    when = ImpreciseDate.of(since)
    if when.earliest is None:
        raise InvalidValueError("expected a day, or a period with a first day", value=str(when), path="since")
    return when


def _checked_unit(unit: str | None) -> str | None:
    """A unit in the stored spelling, so that "shell" asks for shells."""
    return unit and checked_unit(stored_unit(unit))


def estimate_of(dataset: RecordSet, asked: Asked, at: DateLike | None, policy: Policy | None) -> Estimate:
    """The estimate that answers a question. Raises `InvalidValueError` for a time `at` without a last day."""
    day = None if at is None else last_day(at, "at")
    estimation = Estimation(dataset, asked, Policy() if policy is None else policy)
    return Estimate(estimation, estimation.resolver.last_day() if day is None else day, day)
