"""The figures of events in an overview: what estimates say of each event, and what stands as it was claimed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Measure, Period, Phase, Reading
from axis_tracker.imprecise.quantities import Number, Quantity
from axis_tracker.model.claims import Claim
from axis_tracker.model.vocabulary import Modality
from axis_tracker.phrases import date_phrase, quantity_phrase

if TYPE_CHECKING:
    from axis_tracker.reasoning.bulk_estimates import EstimateRow
    from axis_tracker.reasoning.conflicts import Conflict
    from axis_tracker.reasoning.estimates import Estimate

__all__ = ["EventFigure", "EventFigureRecord", "event_figures"]


class EventFigure(NamedTuple):
    """A figure of one event.

    Attributes:
        phase: How far the counted things have come.
        reading: How the number is read.
        quantity: The bounds that the claims allow, as in `Estimate.quantity`.
        at: The day of the bounds, or None if the claims mention no day or the figure stands as it was claimed.
        since: The beginning of the count, or None if everything so far is counted.
        per: The period of a rate, or None for other figures.
        share_of: The whole of which a share is a percentage, or None for other figures.
        counted: What is counted: the unit, and the item if it is narrower than the item of the event.
        at_least: The claims that give the minimum.
        at_most: The claims that give the maximum.
        conflicts: The conflicts between the claims.
    """

    phase: Phase
    reading: Reading
    quantity: Quantity
    at: date | None
    since: ImpreciseDate | None
    per: Period | None
    share_of: str | None
    counted: str
    at_least: tuple[Claim, ...]
    at_most: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...] = ()

    @property
    def unit(self) -> str:
        """What is counted, in one word or a few."""
        return self.quantity.unit

    @property
    def low(self) -> Number | None:
        """The lower bound, or None if it is open."""
        return self.quantity.low

    @property
    def high(self) -> Number | None:
        """The upper bound, or None if it is open."""
        return self.quantity.high

    @property
    def includes_low(self) -> bool:
        """Whether the lower bound itself is possible."""
        return self.quantity.includes_low

    @property
    def includes_high(self) -> bool:
        """Whether the upper bound itself is possible."""
        return self.quantity.includes_high

    @property
    def is_uncertain(self) -> bool:
        """Whether an end rests on a figure that its source marks as uncertain."""
        return self.quantity.is_uncertain

    @property
    def is_in_conflict(self) -> bool:
        """Whether the claims cannot all hold."""
        return bool(self.conflicts)

    @property
    def conflicting(self) -> tuple[Claim, ...]:
        """The claims in conflict, without duplicates."""
        found = {claim.id: claim for one in self.conflicts for claim in (*one.lower, *one.upper)}
        return tuple(found.values())

    def phrase(self, quantity: Quantity | None = None) -> str:
        """Return the figure in words, with what it counts and for which day. `quantity` replaces the bounds.

        >>> import axis_tracker as axt
        >>> flow = next(one for one in axt.overview(axt.load()).transfers if one.event.id == "kp-ru-missiles")
        >>> flow.figures[0].phrase()
        'more than 100 missiles delivered in total by 2024-11-29 (short-range ballistic missiles)'
        """
        shown = self.quantity if quantity is None else quantity
        if (shown.low, shown.high) == (None, None) and not shown.wording:
            words = quantity_phrase(shown)
        else:
            measure = Measure(shown, self.phase, self.reading, per=self.per, share_of=self.share_of)
            words = str(measure)
        if self.at is not None:
            words += f" {'by' if self.reading is Reading.TOTAL else 'on'} {self.at}"
        if self.since is not None:
            words += f", counted since {date_phrase(self.since)}"
        item = self.counted.removeprefix(self.unit).strip()
        return f"{words} {item}" if item else words


class EventFigureRecord(TypedDict):
    """The JSON record of an `EventFigure`, with ids in place of the claims.

    Attributes:
        unit: What is counted.
        counted: What is counted, with the item if it is narrower than the item of the event.
        phase: How far the counted things have come.
        reading: How the number is read.
        per: The period of a rate, or None.
        share_of: The whole of a share, or None.
        since: The beginning of the count, or None.
        low: The lower bound: a whole number, a text for any other number, or None if the end is open.
        high: The upper bound, in the same form.
        includes_low: Whether the lower bound itself is possible.
        includes_high: Whether the upper bound itself is possible.
        is_uncertain: Whether an end rests on a figure that its source marks as uncertain.
        at: The day of the bounds, or None.
        is_in_conflict: Whether the claims cannot all hold.
        at_least: The claims that give the minimum.
        at_most: The claims that give the maximum.
        conflicting: The claims in conflict.
    """

    unit: str
    counted: str
    phase: str
    reading: str
    per: str | None
    share_of: str | None
    since: str | None
    low: int | str | None
    high: int | str | None
    includes_low: bool
    includes_high: bool
    is_uncertain: bool
    at: str | None
    is_in_conflict: bool
    at_least: list[str]
    at_most: list[str]
    conflicting: list[str]


class _Series(NamedTuple):
    """What a figure counts and how, apart from its beginning."""

    phase: Phase
    reading: Reading
    unit: str
    per: Period | None = None
    share_of: str | None = None


def event_figures(dataset: RecordSet, asserted: Mapping[str, Sequence[Claim]]) -> dict[str, tuple[EventFigure, ...]]:
    """Return the figures of events, given the claims that assert each event as a fact.

    The figures are the rows of `Dataset.estimates`. A figure that counts from a stated beginning follows if its bounds
    differ. Last come the figures that no estimate covers, such as increments, as they were claimed. The figures for
    which most of the claims give a number come first.

    >>> import axis_tracker as axt
    >>> ds = axt.load()
    >>> (figure,) = event_figures(ds, {"kp-ru-arms-and-munitions": ()})["kp-ru-arms-and-munitions"]
    >>> figure.phrase()
    'more than 1,000 containers sent in total by 2023-10-31'
    """
    estimates: dict[str, list[tuple[_Series, Estimate]]] = {event: [] for event in asserted}
    for row, estimate in _estimates(dataset, estimates):
        series = _Series(row.phase, row.reading, row.quantity.unit, row.per, row.share_of)
        estimates[row.event].append((series, estimate))
    return {
        event: tuple(_ordered(_figures(dataset, event, estimates[event], claims), claims))
        for event, claims in asserted.items()
    }


def _estimates(dataset: RecordSet, events: Mapping[str, object]) -> Iterator[tuple[EstimateRow, Estimate]]:
    from axis_tracker.reasoning.bulk_estimates import all_estimates

    found = all_estimates(dataset, modality=Modality.ACTUAL)
    for row in found:
        if row.event in events:
            yield row, found.estimate(row)


def _figures(
    dataset: RecordSet, event: str, estimates: Sequence[tuple[_Series, Estimate]], claims: Sequence[Claim]
) -> Iterator[EventFigure]:
    covered: dict[_Series, Quantity] = {}
    for series, estimate in estimates:
        bounds = (estimate.low, estimate.high)
        if bounds != (None, None) or estimate.conflicts:
            covered[series] = estimate.quantity
            yield _of_estimate(series, estimate)
    others: dict[Measure, list[Claim]] = {}
    for claim in claims:
        measure = claim.measure
        if measure is not None:
            series = _series(measure)
            if series not in covered:
                others.setdefault(measure, []).append(claim)
            elif measure.since is not None:
                yield from _since(dataset, event, series, measure.since, covered[series])
    for measure, group in others.items():
        quantity = measure.quantity
        yield EventFigure(
            measure.phase,
            measure.reading,
            quantity,
            None,
            measure.since,
            measure.per,
            measure.share_of,
            quantity.unit,
            tuple(group) if quantity.low is not None else (),
            tuple(group) if quantity.high is not None else (),
        )


def _series(measure: Measure) -> _Series:
    return _Series(measure.phase, measure.reading, measure.quantity.unit, measure.per, measure.share_of)


def _of_estimate(series: _Series, estimate: Estimate, since: ImpreciseDate | None = None) -> EventFigure:
    return EventFigure(
        series.phase,
        series.reading,
        estimate.quantity,
        estimate.at,
        since,
        series.per,
        series.share_of,
        estimate.counted,
        estimate.binding_low,
        estimate.binding_high,
        estimate.conflicts,
    )


def _since(
    dataset: RecordSet, event: str, series: _Series, since: ImpreciseDate, known: Quantity
) -> Iterator[EventFigure]:
    """Yield what an estimate says of a figure with a stated beginning, unless it says the same of everything so far."""
    from axis_tracker.reasoning.estimates import estimate_of, question_about

    question = question_about(
        dataset, {}, event=event, phase=series.phase, reading=series.reading, unit=series.unit, since=since
    )
    estimate = estimate_of(dataset, question, None, None)
    if estimate.quantity != known and (estimate.low, estimate.high) != (None, None):
        yield _of_estimate(series, estimate, since)


def _ordered(figures: Iterable[EventFigure], claims: Sequence[Claim]) -> list[EventFigure]:
    """Return the figures without duplicates, the most frequently claimed one first."""
    claimed = Counter(_series(claim.measure) for claim in claims if claim.measure is not None)

    def key(figure: EventFigure) -> int:
        return -claimed[_Series(figure.phase, figure.reading, figure.unit, figure.per, figure.share_of)]

    return sorted(dict.fromkeys(figures), key=key)
