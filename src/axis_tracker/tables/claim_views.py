"""The columns of claims, and of the passages that they rest on. Imports `columns` and the model.

A claim has at most one event and one measure, so both are columns beside its own fields; it may have several passages,
which have a view of their own.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any, Final

from axis_tracker.dataset.record_set import RecordSet, tables_of
from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.exact_numbers import Number
from axis_tracker.imprecise.measures import Measure, Period, Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Passage
from axis_tracker.model.vocabulary import Basis, Likelihood, Modality, Stance
from axis_tracker.tables.columns import Cell, Column, ColumnType, date_columns, word_values

__all__ = ["CLAIM_COLUMNS", "PASSAGE_COLUMNS", "passages_of"]

_TEXT, _INTEGER, _DECIMAL = ColumnType.TEXT, ColumnType.INTEGER, ColumnType.DECIMAL
_BOOLEAN, _LIST = ColumnType.BOOLEAN, ColumnType.LIST


def _of_measure(read: Callable[[Measure], Cell]) -> Callable[[RecordSet, Claim], Cell]:
    return lambda _, claim: None if claim.measure is None else read(claim.measure)


def _of_quantity(read: Callable[[Quantity], Cell]) -> Callable[[RecordSet, Claim], Cell]:
    return lambda _, claim: None if claim.measure is None else read(claim.measure.quantity)


def _figure(quantity: Quantity) -> Number | None:
    if quantity.wording is not None:
        return _figure_of_words(quantity.wording)
    ends = {quantity.low, quantity.high} - {None}
    return ends.pop() if len(ends) == 1 else None


@functools.lru_cache(maxsize=4096)
def _figure_of_words(wording: str) -> Number | None:
    try:
        return Quantity.from_words(wording).figure
    except InvalidValueError:
        return None


def _since(_: RecordSet, claim: Claim) -> ImpreciseDate | None:
    return None if claim.measure is None else claim.measure.since


def _made(dataset: RecordSet, claim: Claim) -> ImpreciseDate:
    return dataset.made(claim)


def _names(dataset: RecordSet, claim: Claim) -> tuple[str, ...]:
    actors = tables_of(dataset)["actors"]
    return tuple(actors[key].name for key in claim.claimants)


def _event(dataset: RecordSet, claim: Claim) -> Any:
    return tables_of(dataset)["events"][claim.event]


def _own(name: str, meaning: str, **more: Any) -> Column:
    """A column that holds a field of the claim as it is."""
    read = more.pop("read", lambda _, claim: getattr(claim, name))
    return Column(name=name, meaning=meaning, source=name, read=read, type=more.pop("type", _TEXT), **more)


def _ids(name: str, meaning: str, refers_to: str) -> Column:
    return _own(name, meaning, type=_LIST, refers_to=refers_to, is_required=True)


_WHO_AND_WHAT: Final = (
    _own("id", "The claim's id", is_required=True),
    _own("event", "The id of the event that it speaks of", refers_to="events", is_required=True),
    Column(
        name="event_kind",
        type=_TEXT,
        meaning="The kind of that event",
        source="event -> events.kind",
        read=lambda dataset, claim: _event(dataset, claim).kind,
        is_required=True,
        is_derived=True,
    ),
    Column(
        name="event_name",
        type=_TEXT,
        meaning="The name of that event",
        source="event -> events.name",
        read=lambda dataset, claim: _event(dataset, claim).name,
        is_required=True,
        is_derived=True,
    ),
    _ids("claimants", "The ids of those who say it", "actors"),
    Column(
        name="claimant_names",
        type=_LIST,
        meaning="Their names, in the same order",
        source="claimants -> actors.name",
        read=_names,
        is_required=True,
        is_derived=True,
    ),
    _own("summary", "What it says, in one sentence of our own", is_required=True),
)
_HOW_FIRMLY: Final = (
    _own(
        "stance",
        "What the claimants do with what is claimed",
        words=word_values(Stance),
        read=lambda _, claim: claim.stance.value,
        is_required=True,
    ),
    _own(
        "likelihood",
        "The text's own hedge on the scale of ICD 203",
        words=word_values(Likelihood),
        read=lambda _, claim: claim.likelihood.value,
        is_required=True,
    ),
    Column(
        name="likelihood_low",
        type=_INTEGER,
        meaning="The lowest probability that ICD 203 gives for it, in percent; None if unhedged",
        source="likelihood.low",
        read=lambda _, claim: claim.likelihood.low,
        is_derived=True,
    ),
    Column(
        name="likelihood_high",
        type=_INTEGER,
        meaning="The highest probability that ICD 203 gives for it, in percent; None if unhedged",
        source="likelihood.high",
        read=lambda _, claim: claim.likelihood.high,
        is_derived=True,
    ),
    _own("hedge", "The words of that hedge"),
    _own(
        "modality",
        "Whether it is claimed as a fact, or as planned, foreseen, wanted, advised, possible",
        words=word_values(Modality),
        read=lambda _, claim: claim.modality.value,
        is_required=True,
    ),
)
_MEASURE: Final = (
    Column(
        name="quantity_low",
        type=_DECIMAL,
        meaning="The lower end of the claimed figure; None where it is open, or there is no figure",
        source="measure.quantity.low",
        read=_of_quantity(lambda quantity: quantity.low),
    ),
    Column(
        name="quantity_high",
        type=_DECIMAL,
        meaning="The upper end of the claimed figure; None where it is open, or there is no figure",
        source="measure.quantity.high",
        read=_of_quantity(lambda quantity: quantity.high),
    ),
    Column(
        name="quantity_includes_low",
        type=_BOOLEAN,
        meaning="Whether the lower end itself is allowed (true where it is open); None without a figure",
        source="measure.quantity.includes_low",
        read=_of_quantity(lambda quantity: quantity.includes_low),
    ),
    Column(
        name="quantity_includes_high",
        type=_BOOLEAN,
        meaning="Whether the upper end itself is allowed (true where it is open); None without a figure",
        source="measure.quantity.includes_high",
        read=_of_quantity(lambda quantity: quantity.includes_high),
    ),
    Column(
        name="quantity_figure",
        type=_DECIMAL,
        meaning="The one number that the words name; None if they name none or two, or cannot be read as a number",
        source="measure.quantity.wording",
        read=_of_quantity(_figure),
        is_derived=True,
    ),
    Column(
        name="unit",
        type=_TEXT,
        meaning="What is counted; None for a bare number",
        source="measure.quantity.unit",
        read=_of_quantity(lambda quantity: quantity.unit or None),
    ),
    Column(
        name="quantity_wording",
        type=_TEXT,
        meaning="The text's own figure and hedge, without the unit",
        source="measure.quantity.wording",
        read=_of_quantity(lambda quantity: quantity.wording),
    ),
    Column(
        name="phase",
        type=_TEXT,
        meaning="How far what is counted has come; None without a figure",
        source="measure.phase",
        words=word_values(Phase),
        read=_of_measure(lambda measure: measure.phase.value),
    ),
    Column(
        name="reading",
        type=_TEXT,
        meaning="Whether the figure is a running total, an increment, a level, a rate or a share",
        source="measure.reading",
        words=word_values(Reading),
        read=_of_measure(lambda measure: measure.reading.value),
    ),
    *date_columns("since", "When the counting of a total or increment began", "measure.since", _since),
    Column(
        name="per",
        type=_TEXT,
        meaning="The period of a rate",
        source="measure.per",
        words=word_values(Period),
        read=_of_measure(lambda measure: None if measure.per is None else measure.per.value),
    ),
    Column(
        name="share_of",
        type=_TEXT,
        meaning="What a share is of",
        source="measure.share_of",
        read=_of_measure(lambda measure: measure.share_of),
    ),
)
_SAID_FROM: Final = ("claim", "document")
_WHEN: Final = (
    *date_columns("when", "When the claim says that it happened", "when", lambda _, claim: claim.when),
    _own("when_words", "The text's own expression for that"),
    _own(
        "made",
        "When the claim was made, as EDTF text; None where the document itself speaks",
        read=lambda _, claim: None if claim.made is None else str(claim.made),
    ),
    _own("made_words", "The text's own expression for that"),
    Column(
        name="said_from",
        type=_TEXT,
        meaning="Where the next three columns come from: the claim's `made`, or its first document's publication",
        source="made",
        words=_SAID_FROM,
        read=lambda _, claim: _SAID_FROM[claim.made is None],
        is_required=True,
        is_derived=True,
    ),
    *(
        Column(
            name=column.name,
            type=column.type,
            meaning=column.meaning,
            source=column.source,
            read=column.read,
            is_required=column.is_required,
            is_derived=True,
        )
        for column in date_columns(
            "said",
            "When it was said: when the claim was made, or else published",
            "made, documents.published",
            _made,
            is_required=True,
        )
    ),
)
_ON_WHAT: Final = (
    _own("origin", "The id of the utterance that all reports of it share; None if nothing else reports it"),
    Column(
        name="utterance",
        type=_TEXT,
        meaning="The origin, or the claim's own id: group by it to count a statement once",
        source="origin, id",
        read=lambda _, claim: claim.utterance,
        is_required=True,
        is_derived=True,
    ),
    _ids("relays", "The ids of those who passed it on, from the claimants' side to the document's", "actors"),
    _own(
        "basis",
        "What it rests on, as far as the text says",
        type=_LIST,
        words=word_values(Basis),
        read=lambda _, claim: tuple(one.value for one in claim.basis),
        is_required=True,
    ),
    Column(
        name="documents",
        type=_LIST,
        meaning="The ids of the documents that its passages stand in",
        source="evidence[].document",
        refers_to="documents",
        read=lambda _, claim: claim.documents,
        is_required=True,
        is_derived=True,
    ),
    Column(
        name="passage_count",
        type=_INTEGER,
        meaning="How many passages it cites; the view `passages` has them",
        source="evidence",
        read=lambda _, claim: len(claim.evidence),
        is_required=True,
        is_derived=True,
    ),
    _ids("answers", "The ids of the claims that it denies, doubts, confirms or declines to comment on", "claims"),
    _own("revises", "The id of the earlier claim that it replaces", refers_to="claims"),
    _ids("derived_from", "The ids of the claims from which it was worked out", "claims"),
    _own("assumption", "Under which assumption"),
    _own(
        "grade",
        "The curator's Admiralty grade, a letter and a digit; F and 6 mean that it cannot be judged",
        read=lambda _, claim: None if claim.grade is None else str(claim.grade),
    ),
    _own("note", "A remark by the curator"),
)

CLAIM_COLUMNS: Final[tuple[Column, ...]] = (*_WHO_AND_WHAT, *_HOW_FIRMLY, *_MEASURE, *_WHEN, *_ON_WHAT)
"""One row a claim, with its event and its measure."""


def passages_of(claim: Claim) -> Iterator[tuple[Claim, int, Passage]]:
    """What the rows of a claim's passages stand for."""
    return ((claim, position, passage) for position, passage in enumerate(claim.evidence))


PASSAGE_COLUMNS: Final[tuple[Column, ...]] = (
    Column(
        name="claim",
        type=_TEXT,
        meaning="The id of the claim that cites it",
        source="claim.id",
        read=lambda _, row: row[0].id,
        refers_to="claims",
        is_required=True,
    ),
    Column(
        name="position",
        type=_INTEGER,
        meaning="Its place among the claim's passages, from 0",
        source="evidence",
        read=lambda _, row: row[1],
        is_required=True,
    ),
    Column(
        name="document",
        type=_TEXT,
        meaning="The id of the document that it stands in",
        source="evidence[].document",
        read=lambda _, row: row[2].document,
        refers_to="documents",
        is_required=True,
    ),
    Column(
        name="start",
        type=_INTEGER,
        meaning="Characters of the document before it",
        source="evidence[].start",
        read=lambda _, row: row[2].start,
        is_required=True,
    ),
    Column(
        name="end",
        type=_INTEGER,
        meaning="Characters of the document up to its end",
        source="evidence[].end",
        read=lambda _, row: row[2].end,
        is_required=True,
    ),
    Column(
        name="digest",
        type=_TEXT,
        meaning="The first digits of the SHA-256 of its text",
        source="evidence[].digest",
        read=lambda _, row: row[2].digest,
        is_required=True,
    ),
    Column(
        name="locator",
        type=_TEXT,
        meaning="All of this in one text (RFC 5147, with the digest)",
        source="evidence[]",
        read=lambda _, row: str(row[2]),
        is_required=True,
        is_derived=True,
    ),
)
"""One row a passage that a claim cites."""
