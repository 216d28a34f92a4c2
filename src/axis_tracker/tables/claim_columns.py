"""The columns of claims, and of the passages that claims cite.

A claim has one event and at most one measure, so both are columns of the claim's own row. A claim may cite several
passages, so passages have a separate view.
"""

from __future__ import annotations

import functools
from typing import Final

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.exact_numbers import Number
from axis_tracker.imprecise.measures import Period, Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.claims import Claim
from axis_tracker.model.vocabulary import Basis, Likelihood, Modality, Stance
from axis_tracker.tables.columns import (
    Column,
    ColumnType,
    column,
    count_column,
    date_columns,
    owner_column,
    passage_columns,
    position_column,
)

__all__ = ["CLAIM_COLUMNS", "PASSAGE_COLUMNS"]

_INTEGER, _DECIMAL = ColumnType.INTEGER, ColumnType.DECIMAL
_BOOLEAN, _LIST = ColumnType.BOOLEAN, ColumnType.LIST


def _figure(_: RecordSet, claim: Claim) -> Number | None:
    """Return the number in the quantity's wording. Without a wording, return the only end or the value of both."""
    if claim.measure is None:
        return None
    quantity = claim.measure.quantity
    if quantity.wording is not None:
        return _figure_of_words(quantity.wording)
    ends = {quantity.low, quantity.high} - {None}
    return ends.pop() if len(ends) == 1 else None


# Reports repeat their wordings ("over 1 million"), and reading words costs far more than a look-up.
@functools.lru_cache(maxsize=4096)
def _figure_of_words(wording: str) -> Number | None:
    try:
        return Quantity.from_words(wording).figure
    except InvalidValueError:
        return None


def _ids(name: str, meaning: str, refers_to: str) -> Column:
    return column(name, meaning, type=_LIST, refers_to=refers_to, is_required=True)


_CONTENT: Final = (
    column("id", "The claim's id", is_required=True),
    column("event", "The id of the event that the claim is about", refers_to="events", is_required=True),
    column("event_kind", "The kind of that event", "event -> events.kind", is_required=True, is_derived=True),
    column("event_name", "The name of that event", "event -> events.name", is_required=True, is_derived=True),
    _ids("claimants", "The ids of the claimants", "actors"),
    column(
        "claimant_names",
        "The names of the claimants, in the same order",
        "claimants -> actors.name",
        _LIST,
        is_required=True,
        is_derived=True,
    ),
    column("summary", "The content of the claim, as one sentence in the curator's own words", is_required=True),
)
_CERTAINTY: Final = (
    column(
        "stance",
        "Whether the claimants assert, doubt or deny what is claimed, or decline to comment",
        words=Stance,
        is_required=True,
    ),
    column("likelihood", "The text's own hedge, on the ICD 203 scale", words=Likelihood, is_required=True),
    *(
        column(
            f"likelihood_{end}",
            f"The {superlative} probability that ICD 203 gives for this likelihood, in percent; None if unhedged",
            f"likelihood.{end}",
            _INTEGER,
            is_derived=True,
        )
        for end, superlative in (("low", "lowest"), ("high", "highest"))
    ),
    column("hedge", "The words of the hedge"),
    column(
        "modality",
        "Whether the claim presents the event as a fact, or as planned, predicted, sought, recommended or possible",
        words=Modality,
        is_required=True,
    ),
)
_MEASURE: Final = (
    *(
        column(
            f"quantity_{end}",
            f"The {ordinal} end of the claimed figure; None if this end is open or there is no figure",
            f"measure.quantity.{end}",
            _DECIMAL,
        )
        for end, ordinal in (("low", "lower"), ("high", "upper"))
    ),
    *(
        column(
            f"quantity_includes_{end}",
            f"Whether the interval includes its {ordinal} end (true if this end is open); None if there is no figure",
            f"measure.quantity.includes_{end}",
            _BOOLEAN,
        )
        for end, ordinal in (("low", "lower"), ("high", "upper"))
    ),
    column(
        "quantity_figure",
        "The single number in the wording; None if the wording has no single number or cannot be read",
        "measure.quantity.wording",
        _DECIMAL,
        read=_figure,
        is_derived=True,
    ),
    column("unit", "The unit of the figure; None for a bare number", "measure.quantity.unit"),
    column("quantity_wording", "The text's own figure and hedge, without the unit", "measure.quantity.wording"),
    column(
        "phase",
        "The phase that the figure counts, such as sent or delivered; None if there is no figure",
        "measure.phase",
        words=Phase,
    ),
    column(
        "reading",
        "How to read the figure: as a running total, an increment, a level, a rate or a share",
        "measure.reading",
        words=Reading,
    ),
    *date_columns("since", "The start of the count, for a total or an increment", "measure.since"),
    column("per", "The period of a rate", "measure.per", words=Period),
    column("share_of", "The whole to which a share refers", "measure.share_of"),
)
_WHEN: Final = (
    *date_columns("when", "The date of the event according to the claim"),
    column("when_words", "The text's own words for that date"),
    column("made", "The date of the claim, as EDTF text; None if the document itself makes the claim"),
    column("made_words", "The text's own words for that date"),
    Column(
        name="said_from",
        type=ColumnType.TEXT,
        meaning="The source of the next three columns: the claim's own date, or its earliest document's publication",
        source="made",
        read=lambda _, claim: "document" if claim.made is None else "claim",
        words=("claim", "document"),
        is_required=True,
        is_derived=True,
    ),
    *date_columns(
        "said",
        "The date of the utterance; this is the claim's own date, or otherwise the date of publication",
        "made, documents.published",
        read_date=lambda dataset, claim: dataset.made(claim),
        is_required=True,
        is_derived=True,
    ),
)
_SOURCES: Final = (
    column("origin", "The id of the utterance, shared by all its reports; None if there is only one report"),
    column(
        "utterance",
        "The origin, or otherwise the claim's own id; group by this column to count each utterance once",
        "origin, id",
        read=lambda _, claim: claim.utterance,
        is_required=True,
        is_derived=True,
    ),
    _ids("relays", "The ids of the actors who passed the claim on, from the claimants to the document", "actors"),
    column(
        "basis", "The evidence for the claim, as far as the text names it", type=_LIST, words=Basis, is_required=True
    ),
    column(
        "documents",
        "The ids of the documents with the cited passages",
        "evidence[].document",
        _LIST,
        read=lambda _, claim: claim.documents,
        refers_to="documents",
        is_required=True,
        is_derived=True,
    ),
    count_column("passage_count", "The number of cited passages; the view `passages` lists them", "evidence"),
    _ids(
        "answers", "The ids of the claims that this claim denies, doubts, confirms or declines to comment on", "claims"
    ),
    column("revises", "The id of the earlier claim that this claim replaces", refers_to="claims"),
    _ids("derived_from", "The ids of the claims that this claim is computed from", "claims"),
    column("assumption", "The assumption behind that computation"),
    column("grade", "The curator's Admiralty grade, a letter and a digit; F and 6 mean 'cannot be judged'"),
    column("note", "A remark by the curator"),
)

CLAIM_COLUMNS: Final[tuple[Column, ...]] = (*_CONTENT, *_CERTAINTY, *_MEASURE, *_WHEN, *_SOURCES)
"""One row per claim, with its event and its measure."""

PASSAGE_COLUMNS: Final[tuple[Column, ...]] = (
    owner_column("claim", "The id of the claim that cites the passage", "claim.id", refers_to="claims"),
    position_column("The position in the claim's list of passages, from 0", "evidence"),
    column("document", "The id of the document", "evidence[].document", refers_to="documents", is_required=True),
    *passage_columns("evidence[]"),
    column(
        "locator",
        "The document, start, end and digest in one string (RFC 5147)",
        "evidence[]",
        is_required=True,
        is_derived=True,
    ),
)
"""One row per passage that a claim cites."""
