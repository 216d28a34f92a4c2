"""The columns of claims, and of the passages that claims cite.

A claim has one event and at most one measure, so the claim's own row has the columns of both. A claim may cite several
passages, so passages have a separate view.
"""

from __future__ import annotations

import functools
from typing import Final

from axis_tracker.dataset.record_set import RecordSet, tables_of
from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.exact_numbers import Number
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.claims import Claim
from axis_tracker.tables import columns

__all__ = ["CLAIM_COLUMNS", "PASSAGE_COLUMNS", "SUPPORT_COLUMNS"]


def _figure(_: RecordSet, claim: Claim) -> Number | None:
    """Return the number in the quantity's wording. If there is no wording, return the single value of the endpoints."""
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


def _event_field(name: str, meaning: str) -> columns.Computed:
    def read(dataset: RecordSet, claim: Claim) -> str:
        return str(getattr(tables_of(dataset)["events"][claim.event], name))

    return columns.Computed(meaning, f"event -> events.{name}", read)


def _claimant_names(dataset: RecordSet, claim: Claim) -> tuple[str, ...]:
    return tuple(tables_of(dataset)["actors"][key].name for key in claim.claimants)


def _probability(end: str, superlative: str) -> columns.Computed:
    return columns.Computed(
        f"The {superlative} probability that ICD 203 gives for this likelihood, in percent; None if unhedged",
        f"likelihood.{end}",
        lambda _, claim: getattr(claim.likelihood, end),
        columns.ColumnType.INTEGER,
        is_required=False,
    )


def _end(end: str, ordinal: str) -> columns.FieldAt:
    meaning = f"The {ordinal} end of the claimed figure; None if the {ordinal} end is open or the claim has no figure"
    return columns.FieldAt(f"measure.quantity.{end}", meaning)


def _includes_end(end: str, ordinal: str) -> columns.FieldAt:
    meaning = (
        f"Whether the interval includes the {ordinal} end; true for an open end, and None if the claim has no figure"
    )
    return columns.FieldAt(f"measure.quantity.includes_{end}", meaning)


CLAIM_COLUMNS: Final[tuple[columns.Column, ...]] = (
    *columns.columns_of(
        Claim,
        id="The claim's id",
        event="The id of the event that the claim is about",
        event_kind=_event_field("kind", "The kind of the event that the claim is about"),
        event_name=_event_field("name", "The name of the event that the claim is about"),
        claimants="The ids of the claimants",
        claimant_names=columns.Computed(
            "The names of the claimants, in the same order as their ids",
            "claimants -> actors.name",
            _claimant_names,
            columns.ColumnType.LIST,
        ),
        speaking_for="The ids of the actors for whom the claimants spoke according to the text",
        summary="The content of the claim, as one sentence in the curator's own words",
        # How firmly it is claimed
        stance="Whether the claimants assert, doubt or deny what is claimed, or take no side",
        likelihood="The text's own hedge, on the ICD 203 scale",
        likelihood_low=_probability("low", "lowest"),
        likelihood_high=_probability("high", "highest"),
        hedge="The words of the hedge",
        modality="Whether the event is presented as a fact, or as planned, predicted, sought, recommended or possible",
        # The measure
        quantity_low=_end("low", "lower"),
        quantity_high=_end("high", "upper"),
        quantity_includes_low=_includes_end("low", "lower"),
        quantity_includes_high=_includes_end("high", "upper"),
        is_uncertain=columns.FieldAt(
            "measure.quantity.is_uncertain",
            "Whether the source itself marks the figure as uncertain; None if the claim has no figure",
        ),
        quantity_figure=columns.Computed(
            "The single number in the wording; None if the wording has no single number or cannot be read",
            "measure.quantity.wording",
            _figure,
            columns.ColumnType.DECIMAL,
            is_required=False,
        ),
        unit=columns.FieldAt("measure.quantity.unit", "The unit of the figure; None for a bare number"),
        quantity_wording=columns.FieldAt(
            "measure.quantity.wording", "The text's own figure and hedge, without the unit"
        ),
        phase=columns.FieldAt(
            "measure.phase",
            "The phase that the figure counts, such as sent or delivered; 'counted' for things without phases, and "
            "None if the claim has no figure",
        ),
        reading=columns.FieldAt(
            "measure.reading",
            "How to read the figure: as a running total, an increment, a level, a rate, a share or a fixed value",
        ),
        since=columns.FieldAt("measure.since", "The start of the count, for a total or an increment"),
        per=columns.FieldAt("measure.per", "The period of a rate"),
        share_of=columns.FieldAt("measure.share_of", "The whole to which a share refers"),
        # When it happened, and when it was said
        when="The date of the event according to the claim",
        when_words="The text's own words for the date of the event",
        made=columns.Computed(
            "The date of the claim, as EDTF text; None if the document itself makes the claim",
            "made",
            lambda _, claim: None if claim.made is None else str(claim.made),
            is_required=False,
            is_derived=False,
        ),
        made_words="The text's own words for the date of the claim",
        said_from=columns.Computed(
            "Whether the next three columns give the claim's own date or the date of the earliest cited document",
            "made",
            lambda _, claim: "document" if claim.made is None else "claim",
            words=("claim", "document"),
        ),
    ),
    *columns.date_columns(
        "said",
        "The date of the utterance; this date is the claim's own date, or otherwise the date of publication",
        "made, documents.published",
        lambda dataset, claim: dataset.made(claim),
        is_required=True,
        is_derived=True,
    ),
    *columns.columns_of(
        Claim,
        origin="The id of the utterance, shared by all its reports; None if there is only one report",
        utterance=columns.Computed(
            "The origin, or otherwise the claim's own id; group by this column to count each utterance once",
            "origin, id",
            lambda _, claim: claim.utterance,
        ),
        relays="The ids of the actors who passed the claim on, from the claimants to the document",
        basis="The evidence for the claim, as far as the text names it",
        documents=columns.Computed(
            "The ids of the documents that contain the cited passages",
            "evidence[].document",
            lambda _, claim: claim.documents,
            columns.ColumnType.LIST,
            refers_to="documents",
        ),
        passage_count=columns.count_of("evidence", "The number of cited passages; the view `passages` lists them"),
        answers="The ids of the claims that this claim denies, doubts, confirms or takes no side on",
        support_count=columns.count_of("supports", "The number of supported claims; the view `supports` lists them"),
        revises="The id of the earlier claim that this claim replaces",
        derived_from="The ids of the claims that this claim is computed from",
        assumption="The assumption behind a claim that is computed from other claims",
        grade="The curator's Admiralty grade, a letter and a digit; the grades F and 6 mean 'cannot be judged'",
        note="A remark by the curator",
    ),
)
"""One row per claim, with its event and its measure."""

SUPPORT_COLUMNS: Final[tuple[columns.Column, ...]] = columns.columns_of(
    Claim,
    claim=columns.of_owner("claim.id", "The id of the claim that supports the other claim", refers_to="claims"),
    position=columns.position_in("supports", "The position in the claim's list of supported claims, from 0"),
    supported=columns.FieldAt("supports[].claim", "The id of the supported claim"),
    kind=columns.FieldAt("supports[].kind", "How the claim is supported"),
)
"""One row per claim that another claim supports."""

PASSAGE_COLUMNS: Final[tuple[columns.Column, ...]] = columns.columns_of(
    Claim,
    claim=columns.of_owner("claim.id", "The id of the claim that cites the passage", refers_to="claims"),
    position=columns.position_in("evidence", "The position in the claim's list of passages, from 0"),
    document=columns.FieldAt("evidence[].document", "The id of the document"),
    **columns.passage_at("evidence[]"),
    locator=columns.Computed(
        "The document, start, end and digest in one string (RFC 5147)", "evidence[]", lambda _, row: str(row.element)
    ),
)
"""One row per passage that a claim cites."""
