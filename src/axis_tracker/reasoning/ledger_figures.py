"""The figures in the rows of a ledger: what estimates answer, and what stands only as it was claimed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

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
from axis_tracker.reasoning.estimates import question_about
from axis_tracker.reasoning.estimation import Estimation
from axis_tracker.reasoning.event_order import events_of
from axis_tracker.reasoning.ledger import LedgerFigure
from axis_tracker.reasoning.ledger_answers import LedgerAnswer, LedgerAnswers, answer_of
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
        self._of_events = LedgerAnswers(dataset, self._policy)

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
            answers: list[LedgerAnswer] = []
            for answer, event in self._answers(fields.get(kind), of_kind, series, figures):
                answers.append(answer)
                # Where a row has events of several kinds, no question counts all of them.
                is_of_one = event is None and len(of_kind) == 1 < len(events)
                yield self._of_answer(answer, of_kind[0] if is_of_one else event)
            yield from self._unused(figures, answers)

    def _answers(
        self,
        fields: Mapping[str, str] | None,
        events: Sequence[Event],
        series: Series,
        figures: Sequence[tuple[Claim, Measure]],
    ) -> Iterator[tuple[LedgerAnswer, Event | None]]:
        """Yield the answers about one series, each with the event if it is about one event only."""
        known: list[Quantity] = []
        counted: tuple[str, ...] = ()
        if len(events) > 1 and fields is not None:
            asked = question_about(self._dataset, fields, kind=events[0].kind)
            row = Estimation(self._dataset, asked, self._policy, series)
            counted = row.events
            for answer in self._so_far_and_since(answer_of(row), lambda: row, figures):
                known.append(answer.quantity)
                yield answer, None
        claimed = {claim.event for claim, _ in figures}
        for event in (one for one in events if one.id in claimed):
            if self._adds(event, series, known if event.id in counted else ()):
                own = [one for one in figures if one[0].event == event.id] if len(events) > 1 else figures
                answer = self._of_events.about(event.id, series)
                is_alone = len(events) == 1 and self._is_what_fields_say(event, fields)
                estimation = partial(self._of_events.estimation, event.id, series)
                for one in self._so_far_and_since(answer, estimation, own):
                    yield one, None if is_alone else event

    def _adds(self, event: Event, series: Series, known: Sequence[Quantity]) -> bool:
        """Whether the answer about one event has a bound, or a conflict, that the answers so far lack."""
        found = self._of_events.row(event.id, series)
        if found is None:
            return False
        low, high = found.quantity.low, found.quantity.high
        return (
            (low is not None and all(one.low is None for one in known))
            or (high is not None and all(one.high is None for one in known))
            or (found.is_in_conflict and not known)
        )

    def _is_what_fields_say(self, event: Event, fields: Mapping[str, str] | None) -> bool:
        """Whether an event has no other fields than the question about its row, so that it need not be named."""
        return dict(self._order.fields_of(event)) == fields

    def _so_far_and_since(
        self, so_far: LedgerAnswer, estimation: Callable[[], Estimation], figures: Sequence[tuple[Claim, Measure]]
    ) -> Iterator[LedgerAnswer]:
        """Yield the answer so far, and those since the days from which totals count, where these are others."""
        known: list[Quantity] = []
        if so_far.says_something:
            known.append(so_far.quantity)
            yield so_far
        for since in dict.fromkeys(measure.since for _, measure in figures if measure.since is not None):
            asked = estimation().asked._replace(since=since)
            answer = answer_of(Estimation(self._dataset, asked, self._policy, so_far.series))
            if answer.says_something and answer.quantity not in known:
                known.append(answer.quantity)
                yield answer

    def _unused(
        self, figures: Sequence[tuple[Claim, Measure]], answers: Sequence[LedgerAnswer]
    ) -> Iterator[LedgerFigure]:
        """Yield the increments, and the figures that no answer uses, as they were claimed."""
        used = frozenset[str]().union(*(one.used for one in answers))
        unused = [
            (claim, measure)
            for claim, measure in figures
            if measure.reading is Reading.INCREMENT or claim.id not in used
        ]
        reasons = {} if not unused else {key: why for one in answers[::-1] for key, why in one.reasons().items()}
        alike: dict[tuple[Measure, str, Modality, str | None, str | None], list[Claim]] = {}
        for claim, measure in unused:
            # Equal measures can have different words: "a large number" and "a limited number" both have no ends.
            key = (measure, str(measure), modality_of(claim), claim.assumption, reasons.get(claim.id))
            alike.setdefault(key, []).append(claim)
        for (measure, _, modality, assumption, reason), group in alike.items():
            yield self._as_claimed(measure, modality, assumption, group, reason)

    def _of_answer(self, answer: LedgerAnswer, about: Event | None) -> LedgerFigure:
        series = answer.series
        return LedgerFigure(
            series.phase,
            series.reading,
            answer.quantity,
            series.modality,
            answer.at,
            answer.since,
            series.per,
            series.share_of,
            answer.counted,
            about,
            answer.claims,
            claimants_of(self._dataset, answer.claims),
            sources_of(self._dataset, answer.claims),
            answer.conflicts,
            answer.estimate,
            _words(answer, about),
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
            (),
            None,
            text,
        )


def _words(answer: LedgerAnswer, event: Event | None) -> str:
    series = answer.series
    words = _figure_words(answer.quantity, series)
    words += _modality_words(series.modality, series.phase)
    words += _day_words(answer.at, series.reading, answer.since)
    items = answer.counted.removeprefix(answer.quantity.unit).strip(" ()")
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
