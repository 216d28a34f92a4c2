"""The figures in the rows of a ledger: what estimates answer, and what stands only as it was claimed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from axis_tracker.dataset.record_set import RecordSet, tables_of
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Measure, Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event
from axis_tracker.model.vocabulary import Modality
from axis_tracker.phrases import date_phrase, quantity_phrase
from axis_tracker.reasoning.as_of import view_of
from axis_tracker.reasoning.bounds import Series, series_of
from axis_tracker.reasoning.bulk_estimates import Answers
from axis_tracker.reasoning.estimates import Estimate, question_about
from axis_tracker.reasoning.estimation import Estimation
from axis_tracker.reasoning.event_order import events_of
from axis_tracker.reasoning.explaining import not_used_because
from axis_tracker.reasoning.ledger import LedgerFigure
from axis_tracker.reasoning.matters import modality_of
from axis_tracker.reasoning.policies import Policy
from axis_tracker.reasoning.source_phrases import source_phrase

__all__ = ["LedgerFigures", "claimants_of", "sources_of"]


def claimants_of(dataset: RecordSet, claims: Iterable[Claim]) -> tuple[Actor, ...]:
    """Return the actors who make some claims, by id."""
    actors = tables_of(dataset)["actors"]
    return tuple(actors[key] for key in sorted({key for claim in claims for key in claim.claimants}))


def sources_of(dataset: RecordSet, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return who makes each of some claims, when, and with which hedge, without duplicates."""
    return tuple(dict.fromkeys(source_phrase(dataset, claim) for claim in claims))


class LedgerFigures:
    """The figures of the rows of a ledger.

    A row with one event asks about this event, and a row with several events about everything that the giver gave the
    receiver of its item. It asks for what its own claims state. If one of several events has a bound that the answer
    lacks, the answer about this event follows. An increment, a figure that rests on an assumption and any other figure
    that estimates do not use are listed as they were claimed.
    """

    def __init__(self, dataset: RecordSet) -> None:
        self._dataset = dataset
        self._policy = Policy()
        self._order = events_of(view_of(dataset).whole)
        self._all = Answers(dataset, self._policy, None)
        figures = ((self._all.figure(place), place) for place in range(len(self._all)))
        self._places = {(figure.event, figure.series): place for figure, place in figures}

    def of_row(
        self, fields: Mapping[str, Mapping[str, str]], events: Sequence[Event], claims: Sequence[Claim]
    ) -> Iterator[LedgerFigure]:
        """Yield the figures of a row.

        `fields` are the fields of the question of the row, by the kind of event. A kind that is left out has no such
        question, so that each event is asked about by itself.
        """
        stated: dict[tuple[str, Series], list[tuple[Claim, Measure]]] = {}
        kinds = {event.id: event.kind for event in events}
        for claim in claims:
            if claim.measure is not None:
                key = (kinds[claim.event], series_of(claim, claim.measure))
                stated.setdefault(key, []).append((claim, claim.measure))
        for (kind, series), figures in stated.items():
            of_kind = [event for event in events if event.kind == kind]
            answers: list[Estimate] = []
            for answer, event in self._answers(fields.get(kind), of_kind, series, figures):
                answers.append(answer)
                yield self._of_estimate(answer, event)
            yield from self._unused(figures, answers)

    def _answers(
        self,
        fields: Mapping[str, str] | None,
        events: Sequence[Event],
        series: Series,
        figures: Sequence[tuple[Claim, Measure]],
    ) -> Iterator[tuple[Estimate, Event | None]]:
        """Yield the answers about one series, each with the event if it is about one event only."""
        known: list[Quantity] = []
        counted: tuple[str, ...] = ()
        if len(events) > 1 and fields is not None:
            asked = question_about(self._dataset, fields, kind=events[0].kind)
            row = Estimation(self._dataset, asked, self._policy, series)
            counted = row.events
            for answer in self._so_far_and_since(row, figures):
                known.append(answer.quantity)
                yield answer, None
        claimed = {claim.event for claim, _ in figures}
        for event in (one for one in events if one.id in claimed):
            if self._adds(event, series, known if event.id in counted else ()):
                about = self._about(event, series)
                of_event = [
                    claim_and_measure for claim_and_measure in figures if claim_and_measure[0].event == event.id
                ]
                is_alone = len(events) == 1 and self._is_what_fields_say(event, fields)
                for answer in self._so_far_and_since(about, of_event):
                    yield answer, None if is_alone else event

    def _adds(self, event: Event, series: Series, known: Sequence[Quantity]) -> bool:
        """Whether the answer about one event has a bound, or a conflict, that the answers so far lack."""
        place = self._places.get((event.id, series))
        if place is None:
            return False
        found = self._all.row(place)
        low, high = found.quantity.low, found.quantity.high
        return (
            (low is not None and all(one.low is None for one in known))
            or (high is not None and all(one.high is None for one in known))
            or (found.is_in_conflict and not known)
        )

    def _about(self, event: Event, series: Series) -> Estimation:
        return Estimation(self._dataset, question_about(self._dataset, {}, event=event), self._policy, series)

    def _is_what_fields_say(self, event: Event, fields: Mapping[str, str] | None) -> bool:
        """Whether an event has no other fields than the question about its row, so that it need not be named."""
        return event.when is None and self._order.fields_of(event) == fields

    def _so_far_and_since(self, row: Estimation, figures: Sequence[tuple[Claim, Measure]]) -> Iterator[Estimate]:
        """Yield the answer so far, and those since the days from which totals count, where these are others."""
        known: list[Quantity] = []
        since = dict.fromkeys(measure.since for _, measure in figures if measure.since is not None)
        for one in (None, *since):
            estimation = row
            if one is not None:
                asked = row.asked._replace(since=one)
                estimation = Estimation(self._dataset, asked, self._policy, row.question.series)
            answer = Estimate(estimation, estimation.resolver.last_day(), None)
            if _says_something(answer) and answer.quantity not in known:
                known.append(answer.quantity)
                yield answer

    def _unused(self, figures: Sequence[tuple[Claim, Measure]], answers: Sequence[Estimate]) -> Iterator[LedgerFigure]:
        """Yield the increments, and the figures that no answer uses, as they were claimed."""
        used = {claim.id for one in answers for claim in (*one.supporting, *_in_conflict(one))}
        reasons = {key: why for one in reversed(answers) for key, why in _reasons(one).items()}
        alike: dict[tuple[Measure, Modality, str | None, str | None], list[Claim]] = {}
        for claim, measure in figures:
            if measure.reading is Reading.INCREMENT or claim.id not in used:
                key = (measure, modality_of(claim), claim.assumption, reasons.get(claim.id))
                alike.setdefault(key, []).append(claim)
        for (measure, modality, assumption, reason), group in alike.items():
            yield self._as_claimed(measure, modality, assumption, group, reason)

    def _of_estimate(self, estimate: Estimate, about: Event | None) -> LedgerFigure:
        question = estimate.question
        basis = {claim.id: claim for claim in (*estimate.binding_low, *estimate.binding_high, *_in_conflict(estimate))}
        claims = tuple(basis[key] for key in sorted(basis))
        return LedgerFigure(
            question.phase,
            question.reading,
            estimate.quantity,
            question.modality,
            estimate.at,
            question.since,
            question.per,
            question.share_of,
            estimate.counted,
            about,
            claims,
            claimants_of(self._dataset, claims),
            sources_of(self._dataset, claims),
            estimate,
            _words(estimate, about),
        )

    def _as_claimed(
        self,
        measure: Measure,
        modality: Modality,
        assumption: str | None,
        claims: Sequence[Claim],
        reason: str | None,
    ) -> LedgerFigure:
        text = str(measure) + _modality_words(modality, measure.phase)
        if assumption is not None:
            text += f", assuming: {assumption}"
        elif reason is not None:
            text += f", not used: {reason}"
        return LedgerFigure(
            measure.phase,
            measure.reading,
            measure.quantity,
            modality,
            None,
            measure.since,
            measure.per,
            measure.share_of,
            measure.quantity.unit,
            None,
            tuple(claims),
            claimants_of(self._dataset, claims),
            sources_of(self._dataset, claims),
            None,
            text,
        )


def _says_something(estimate: Estimate) -> bool:
    return (estimate.low, estimate.high) != (None, None) or bool(estimate.conflicts)


def _reasons(estimate: Estimate) -> dict[str, str]:
    """Return why an estimate does not use each claim that it sets aside."""
    return {one.claim.id: not_used_because(estimate, one) for one in estimate.set_aside}


def _in_conflict(estimate: Estimate) -> list[Claim]:
    return [claim for one in estimate.conflicts for claim in (*one.lower, *one.upper)]


def _words(estimate: Estimate, event: Event | None) -> str:
    question = estimate.question
    words = _figure_words(estimate.quantity, question.series)
    words += _modality_words(question.modality, question.phase)
    words += _day_words(estimate.at, question.reading, question.since)
    items = estimate.counted.removeprefix(estimate.unit).strip(" ()")
    if items:
        words += f", counting only {items}"
    return words if event is None else f'{words}, in "{event.name}"'


def _figure_words(quantity: Quantity, series: Series) -> str:
    if (quantity.low, quantity.high) == (None, None):
        # Without bounds, a sentence about the figure would read as if there were one.
        return quantity_phrase(quantity)
    return str(Measure(quantity, series.phase, series.reading, per=series.per, share_of=series.share_of))


def _modality_words(modality: Modality, phase: Phase) -> str:
    return "" if modality is Modality.ACTUAL or phase is Phase.PLANNED else f", as {modality.value}"


def _day_words(at: date | None, reading: Reading, since: ImpreciseDate | None) -> str:
    words = "" if at is None else f" {'by' if reading is Reading.TOTAL else 'on'} {at}"
    return words if since is None else f"{words}, counted since {date_phrase(since)}"
