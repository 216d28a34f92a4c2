"""Estimation: which bounds limit the quantity that a question asks for.

A question finds its events (`event_order`), of which the bounds are known (`bounds_index`). Here it is decided which
series the question is about, if it does not say so, and which ends of which bounds limit it. `resolution` has the
answer on each day; `estimates` and `bulk_estimates` show it.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from axis_tracker.dataset.record_set import RecordSet, tables_of
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Measure, Period, Phase, Reading
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event
from axis_tracker.model.vocabulary import NEUTRAL_STANCES, Modality, Stance
from axis_tracker.reasoning.aggregation import Stages
from axis_tracker.reasoning.answer_tiers import Rules
from axis_tracker.reasoning.as_of import ALWAYS, moment_of, view_of
from axis_tracker.reasoning.bounds import Bound, Derivation, Series, series_of
from axis_tracker.reasoning.bounds_index import BoundsIndex, as_level, bounds_index, bounds_levels
from axis_tracker.reasoning.contradictions import Within
from axis_tracker.reasoning.conversions import ConversionLike, converted, units_of
from axis_tracker.reasoning.denials import claims_by_event
from axis_tracker.reasoning.derived_bounds import BY_SUBTRACTION
from axis_tracker.reasoning.event_order import EventOrder, Fields, starts_no_later
from axis_tracker.reasoning.matters import modality_of
from axis_tracker.reasoning.policies import Policy, Rates, SetAsideReason, phase_within
from axis_tracker.reasoning.resolution import Contribution, Resolver
from axis_tracker.reasoning.voices import independent

__all__ = ["Asked", "Estimation", "Question", "SetAside", "read_as"]

READINGS: Final = (Reading.TOTAL, Reading.LEVEL, Reading.RATE, Reading.SHARE, Reading.FIXED)
"""What can be asked for, in the order of preference where nothing else decides."""
_PHASES: Final = (
    Phase.DELIVERED,
    Phase.SENT,
    Phase.LOST,
    Phase.USED,
    Phase.COUNTED,
    Phase.ORDERED,
    Phase.PLANNED,
)


class Asked(NamedTuple):
    """A question as it is asked, where None leaves the choice to the claims."""

    kind: str
    fields: tuple[tuple[str, str | tuple[str, ...]], ...]
    event: str | None = None
    modality: Modality | None = None
    reading: Reading | None = None
    phase: Phase | None = None
    unit: str | None = None
    since: ImpreciseDate | None = None
    conversions: tuple[ConversionLike, ...] = ()
    per: Period | None = None
    share_of: str | None = None


class Question(NamedTuple):
    """A question about one quantity, as it is answered.

    Attributes:
        kind: The kind of event.
        fields: The fields that the events must match, with the ids: `(("recipient", "ru"), ...)`.
        phase: How far the counted things have come.
        reading: How the number is read.
        unit: What is counted; "" if no unit is known.
        since: When counting begins, or None.
        event: The id of the event, if the question is about this event only.
        modality: Whether facts are counted, or plans, forecasts and so on.
        per: The period of a rate, otherwise None.
        share_of: The whole of a share, otherwise None.
    """

    kind: str
    fields: tuple[tuple[str, str | tuple[str, ...]], ...]
    phase: Phase
    reading: Reading
    unit: str
    since: ImpreciseDate | None
    event: str | None = None
    modality: Modality = Modality.ACTUAL
    per: Period | None = None
    share_of: str | None = None


class SetAside(NamedTuple):
    """A claim with a figure that is not used in an estimate, with the reason.

    Attributes:
        claim: The claim.
        reason: Why it is not used.
    """

    claim: Claim
    reason: SetAsideReason


def read_as(bound: Bound, series: Series, conversions: Sequence[ConversionLike]) -> Iterator[Bound]:
    """The bound as one of a series, if it says something about that: as it is, as a level, or in another unit."""
    one, other = bound.series, series
    if one.modality is not other.modality or one.per is not other.per or one.share_of != other.share_of:
        return
    if one.unit != other.unit:
        for each in converted(bound, other.unit, conversions) if conversions else ():
            yield from read_as(each, series, ())
    elif one.reading is other.reading:
        yield bound
    elif other.reading is Reading.LEVEL and bounds_levels(bound):
        yield as_level(bound)


class Estimation:
    """Everything that bears on one question in one dataset under one policy, whatever the day."""

    __slots__ = (
        "__dict__",
        "_around",
        "_index",
        "_inside",
        "asked",
        "dataset",
        "events",
        "order",
        "policy",
        "question",
        "series",
    )

    def __init__(
        self,
        dataset: RecordSet,
        asked: Asked,
        policy: Policy,
        series: Series | None = None,
        related: tuple[Iterable[str], Iterable[str]] | None = None,
    ) -> None:
        """Find what bears on a question.

        `related` are the ids of the events that count parts of what is asked for, and of those that count all of it, if
        they are known.
        """
        self.dataset = dataset
        self.policy = policy
        self.asked = asked
        self._index: BoundsIndex = bounds_index(dataset, policy)
        self.order: EventOrder = self._index.order
        if related is None:
            inside, around = self._related(asked)
            related = ([one.id for one in inside], [one.id for one in around])
        self._inside, self._around = frozenset(related[0]), frozenset(related[1])
        self.events: tuple[str, ...] = tuple(sorted(self._inside | self._around))
        self.series = self._chosen_series() if series is None else series
        self.question = self._question_in(self.series)

    def _related(self, asked: Asked) -> tuple[list[Event], list[Event]]:
        """The events that count parts of what is asked for, and those that count all of it."""
        if asked.event is not None:
            return self.order.inside_event(asked.event), self.order.around_event(asked.event)
        fields: Fields = dict(asked.fields)
        inside = self.order.inside(asked.kind, fields)
        return inside, self.order.around(asked.kind, fields, inside)

    def of_series(self, series: Series) -> Estimation:
        """The same question about another series."""
        other = object.__new__(Estimation)
        for name in ("dataset", "policy", "asked", "_index", "order", "_inside", "_around", "events"):
            setattr(other, name, getattr(self, name))
        other.__dict__["_bounds"] = self._bounds
        other.series = series
        other.question = other._question_in(series)
        return other

    def _question_in(self, series: Series) -> Question:
        asked = self.asked
        return Question(
            asked.kind,
            asked.fields,
            series.phase,
            series.reading,
            series.unit,
            asked.since,
            asked.event,
            series.modality,
            series.per,
            series.share_of,
        )

    # --- the bounds

    @functools.cached_property
    def _bounds(self) -> tuple[Bound, ...]:
        """All bounds on the events, those of events that are alike once."""
        heads = dict.fromkeys(self.order.alike(event)[0] for event in self.events)
        around = dict.fromkeys(self.order.alike(event)[0] for event in sorted(self._around))
        return (
            *(bound for event in heads for bound in self._index.of(event)),
            *(bound for event in around for bound in self._index.totals_before(event)),
        )

    @functools.cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """The bounds on the quantity, each with the ends that it limits."""
        series, conversions = self.series, self.asked.conversions
        return tuple(
            self._contribution(one)
            for bound in self._bounds
            for one in read_as(bound, series, conversions)
            if self._is_related(one, series.phase)
        )

    def _is_related(self, bound: Bound, asked: Phase) -> bool:
        return self._is_part_by_phase(bound, asked) or self._is_whole_by_phase(bound, asked)

    def _is_part_by_phase(self, bound: Bound, asked: Phase) -> bool:
        phase = bound.series.phase
        return phase is asked or (self._is_ordered(bound) and self._phase_within(phase, asked))

    def _is_whole_by_phase(self, bound: Bound, asked: Phase) -> bool:
        phase = bound.series.phase
        return phase is asked or (self._is_ordered(bound) and self._phase_within(asked, phase))

    def _is_ordered(self, bound: Bound) -> bool:
        """Whether phases order the figure: what has come in total passed through them, what is present did not."""
        is_total = self.question.reading is Reading.TOTAL or bound.derivation is Derivation.TOTAL
        return is_total and self.question.modality is Modality.ACTUAL

    def _phase_within(self, part: Phase, whole: Phase) -> bool:
        return phase_within(part, whole, self.asked.kind, self.policy.phases)

    def _contribution(self, bound: Bound) -> Contribution:
        asked = self.question
        is_part = bound.event in self._inside and self._is_part_by_phase(bound, asked.phase)
        is_whole = bound.event in self._around and self._is_whole_by_phase(bound, asked.phase)
        if asked.reading is Reading.FIXED:
            # The value of one contract says nothing about that of another.
            is_part = is_whole = bound.event in self._inside and bound.event in self._around
        starts_after, starts_before = self._starts(bound, same=bound.series.phase is asked.phase)
        gives_low = is_part and starts_after and bound.low is not None
        gives_high = is_whole and starts_before and bound.high is not None
        reason = SetAsideReason.OTHER_EXTENT
        if not bound.is_dated:
            reason = SetAsideReason.UNDATED
        elif gives_low or gives_high:
            reason = SetAsideReason.ANOTHER_DAY
        elif (is_part and bound.low is not None) or (is_whole and bound.high is not None):
            reason = SetAsideReason.ANOTHER_START
        elif asked.reading is not Reading.FIXED and (
            (bound.event in self._inside and bound.low is not None)
            or (bound.event in self._around and bound.high is not None)
        ):
            # The event would do, but not for the phase.
            reason = SetAsideReason.PHASE
        return Contribution(bound, gives_low, gives_high, reason)

    def _starts(self, bound: Bound, *, same: bool) -> tuple[bool, bool]:
        """Whether it counts only what the question counts, and whether it counts all of that, by their beginnings.

        What was delivered since a day may have been sent before it, so only figures of the same phase are compared.
        """
        start, since = bound.start, self.asked.since
        after = since is None or (
            same and (start == since or bound.first >= moment_of(since)[0]) and self._is_of_destination(bound)
        )
        before = starts_no_later(start, since) if same else start is None
        if not before and since is None and start is not None:
            asked = (self.asked.event,) if self.asked.event is not None else self._inside
            before = bool(asked) and all(self.order.begins_after(one, start) for one in asked)
        return after, before

    def _is_of_destination(self, bound: Bound) -> bool:
        """Whether what comes where the bound counts had not come to the place of the question before."""
        if self.asked.event is not None:
            return self.order.destination_within(self.asked.event, bound.event)
        return self.order.is_destination(self.asked.kind, dict(self.asked.fields), bound.event)

    @functools.cached_property
    def resolver(self) -> Resolver:
        """The answers by day."""
        kind, policy = self.asked.kind, self.policy
        within = Within(
            self.order, lambda part, whole, of: phase_within(part, whole, of, policy.phases), lambda _: kind
        )
        stages = Stages(
            self.order.destination_of,
            self.order.destination_within,
            lambda part, whole: phase_within(part, whole, kind, policy.phases),
        )
        rules = Rules(within, stages, policy.origins, self.voices)
        is_total = self.question.reading is Reading.TOTAL
        # Two plans for one unknown day differ, while two figures of one month may both have been right in turn.
        names_hulls = self.question.modality is not Modality.ACTUAL
        return Resolver(self.contributions, self.question.unit, is_total, rules, names_hulls)

    @functools.cached_property
    def _claims_by_origin(self) -> Mapping[str, list[Claim]]:
        found: dict[str, dict[str, Claim]] = {}
        for one in self.contributions:
            for claim in one.bound.claims:
                found.setdefault(claim.utterance, {})[claim.id] = claim
        return {key: [*claims.values()] for key, claims in found.items()}

    def voices(self, origins: Collection[str]) -> int:
        """The number of independent voices of some origins."""
        known = self._claims_by_origin
        return independent(self.dataset, {one: known[one] for one in sorted(origins) if one in known})

    # --- which series is asked for

    def _chosen_series(self) -> Series:
        """The series that the question is about: what it leaves open is chosen by the most voices with bounds."""
        asked = self.asked
        for candidates in (self.series_with_bounds, self._series_of_claims):
            fitting = [one for one in candidates if self._fits(one)]
            if fitting:
                return fitting[0]
            # Other readings and phases can bound what is asked for, so their unit is the one that can be answered.
            of_modality = [one for one in candidates if one.modality is self._modality and self._fits_unit(one)]
            if of_modality:
                best = of_modality[0]
                reading = asked.reading or best.reading
                if asked.reading is None and asked.phase is not None and reading is Reading.LEVEL:
                    # What is present has come, so that totals of other phases follow from it.
                    reading = Reading.TOTAL
                return best._replace(
                    reading=reading,
                    phase=asked.phase or best.phase,
                    unit=asked.unit if asked.unit is not None else best.unit,
                    per=best.per if reading is best.reading else asked.per,
                    share_of=best.share_of if reading is best.reading else asked.share_of,
                )
        return Series(
            self._modality,
            asked.reading or Reading.TOTAL,
            asked.phase or Phase.DELIVERED,
            asked.unit or "",
            asked.per,
            asked.share_of,
        )

    @property
    def _modality(self) -> Modality:
        if self.asked.modality is not None:
            return self.asked.modality
        return Modality.PLANNED if self.asked.phase is Phase.PLANNED else Modality.ACTUAL

    def _fits(self, series: Series) -> bool:
        asked = self.asked
        return (
            series.modality is self._modality
            and asked.reading in (None, series.reading)
            and asked.phase in (None, series.phase)
            and asked.per in (None, series.per)
            and asked.share_of in (None, series.share_of)
            and asked.unit in (None, series.unit)
        )

    def _fits_unit(self, series: Series) -> bool:
        return self.asked.unit in (None, series.unit) or any(
            {self.asked.unit, series.unit} == set(units_of(one)) for one in self.asked.conversions
        )

    @functools.cached_property
    def series_with_bounds(self) -> tuple[Series, ...]:
        """The series of the claimed figures that bound what is asked for: those of most voices first."""
        claims: dict[Series, dict[str, list[Claim]]] = {}
        own: set[Series] = set()
        for bound in self._bounds:
            if bound.derivation is None and self._bounds_its_own_series(bound):
                if bound.event in self._inside:
                    own.add(bound.series)
                by_origin = claims.setdefault(bound.series, {})
                for claim in bound.claims:
                    by_origin.setdefault(claim.utterance, []).append(claim)
        return self._by_voices(claims, own)

    def _bounds_its_own_series(self, bound: Bound) -> bool:
        starts_after, starts_before = self._starts(bound, same=True)
        is_part, is_whole = bound.event in self._inside, bound.event in self._around
        if bound.series.reading is Reading.FIXED:
            is_part = is_whole = is_part and is_whole
        return (is_part and starts_after and bound.low is not None) or (
            is_whole and starts_before and bound.high is not None
        )

    @functools.cached_property
    def assertions(self) -> tuple[Claim, ...]:
        """The claims that assert what is asked about, or a part of it, in its modality, with or without a figure."""
        by_event = claims_by_event(self.dataset)
        return tuple(
            claim
            for event in sorted(self._inside)
            for claim in by_event.get(event, ())
            if claim.stance is Stance.ASSERTS and modality_of(claim) is self.question.modality
        )

    def neutral_on(self, supporting: Iterable[Claim]) -> tuple[Claim, ...]:
        """The claims that take no side on some claims, by id.

        They answer one of them. Or they answer nothing, are about the asked event itself, and were not certainly made
        before all of them.
        """
        figures = {claim.id: claim for claim in supporting}
        times = view_of(self.dataset).times
        since = min((times.moment(claim)[0] for claim in figures.values()), default=ALWAYS)
        return tuple(
            claim
            for event in sorted(self._inside)
            for claim in claims_by_event(self.dataset).get(event, ())
            if claim.stance in NEUTRAL_STANCES
            and (
                not figures.keys().isdisjoint(claim.answers)
                if claim.answers
                else event == self.asked.event and times.moment(claim)[1] >= since
            )
        )

    @functools.cached_property
    def _series_of_claims(self) -> tuple[Series, ...]:
        """The series of claims that count, whether or not they bound anything."""
        claims: dict[Series, dict[str, list[Claim]]] = {}
        for event in self.events:
            for one in self._index.readings(event):
                if one.reason is None and one.claim.measure is not None:
                    series = series_of(one.claim, one.claim.measure)
                    claims.setdefault(series, {}).setdefault(one.claim.utterance, []).append(one.claim)
        return self._by_voices(claims, claims.keys())

    def _by_voices(
        self, claims: Mapping[Series, Mapping[str, Sequence[Claim]]], own: Collection[Series]
    ) -> tuple[Series, ...]:
        """The series from most voices to fewest; of equally many, those of the events themselves come first."""
        if len(claims) < 2:
            return tuple(claims)
        voices = {series: independent(self.dataset, by_origin) for series, by_origin in claims.items()}
        return tuple(sorted(claims, key=lambda one: (-voices[one], one not in own, *series_order(one))))

    # --- what is not used

    @functools.cached_property
    def set_aside(self) -> tuple[SetAside, ...]:
        """The claims with a figure on one of the events that state no bound on what is asked for."""
        bounding = {claim.id for one in self.contributions for claim in one.bound.claims}
        found: list[SetAside] = []
        for event in self.events:
            for one in self._index.readings(event):
                measure = one.claim.measure
                if measure is not None and (one.reason is not None or one.claim.id not in bounding):
                    found.append(SetAside(one.claim, one.reason or self._mismatch(one.claim, measure)))
        return tuple(found)

    def _mismatch(self, claim: Claim, measure: Measure) -> SetAsideReason:
        ours, theirs = self.series, series_of(claim, measure)
        if theirs.modality is not ours.modality:
            return SetAsideReason.MODALITY
        if theirs.reading is not ours.reading:
            is_integrated = (theirs.reading, ours.reading) == (Reading.RATE, Reading.TOTAL) and (
                self.policy.rates is Rates.INTEGRATED
            )
            return SetAsideReason.UNDATED if is_integrated else SetAsideReason.READING
        if (theirs.per, theirs.share_of) != (ours.per, ours.share_of):
            return SetAsideReason.WHOLE
        if theirs.phase is not ours.phase and not (
            ours.reading is Reading.TOTAL
            and ours.modality is Modality.ACTUAL
            and (self._phase_within(theirs.phase, ours.phase) or self._phase_within(ours.phase, theirs.phase))
        ):
            return SetAsideReason.PHASE
        if theirs.unit != ours.unit:
            return SetAsideReason.UNIT
        low, high, _, _ = measure.quantity.ends
        return SetAsideReason.VAGUE if low is None and high is None else SetAsideReason.UNDATED

    # --- words

    def counted_items(self, bounds: Iterable[Bound]) -> tuple[str, ...]:
        """The ids of the items that some bounds count, if all of them count less than the item that is asked for."""
        events = tables_of(self.dataset)["events"]
        asked = dict(self.question.fields).get("item")
        counting = (
            term for one in bounds for term in ((one,) if one.derivation in BY_SUBTRACTION else one.terms or (one,))
        )
        items = {getattr(events[one.event], "item", None) for one in counting}
        return () if asked in items else tuple(sorted(item for item in items if item is not None))


def series_order(series: Series) -> tuple[object, ...]:
    """The fixed order of series where the number of voices does not decide."""
    return (
        [*Modality].index(series.modality),
        READINGS.index(series.reading),
        _PHASES.index(series.phase),
        series.unit,
        "" if series.per is None else series.per.value,
        series.share_of or "",
    )
