"""Matters: which claims count one thing, and which claims of one origin report one figure.

Imports the model alone, so that corroboration, denials, drift and revisions use one rule. `versions` applies the same
rule to the bounds of an estimate.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple, TypeAlias

from axis_tracker.imprecise.dates import Boundary, ImpreciseDate
from axis_tracker.imprecise.extents import Extent
from axis_tracker.imprecise.measures import Period, Phase, Reading
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.claims import Claim
from axis_tracker.model.vocabulary import Modality

__all__ = ["Days", "Matter", "beginning", "figure_days", "is_version_of", "matter_of", "number_of", "report_of"]

Days: TypeAlias = tuple[int, int]
"""A first and a last possible day, as in `Extent.ordinals`."""


class Matter(NamedTuple):
    """What all versions of one figure have in common, besides their origin. Without a figure, most fields are None."""

    event: str
    modality: Modality
    unit: str | None = None
    phase: Phase | None = None
    reading: Reading | None = None
    per: Period | None = None
    share_of: str | None = None
    beginning: ImpreciseDate | None = None


def matter_of(claim: Claim) -> Matter:
    """Return what a claim counts, and on what event."""
    measure = claim.measure
    if measure is None:
        return Matter(claim.event, claim.modality)
    return Matter(
        claim.event,
        claim.modality,
        measure.quantity.unit,
        measure.phase,
        measure.reading,
        measure.per,
        measure.share_of,
        beginning(claim),
    )


def beginning(claim: Claim) -> ImpreciseDate | None:
    """Return the date from which a total or an increment is counted, or None for the beginning of all.

    This is `Measure.since` or else the start of an interval in `when`. An unknown start ("/2024-12") begins nothing.
    """
    measure = claim.measure
    if measure is None or measure.reading not in (Reading.TOTAL, Reading.INCREMENT):
        return None
    if measure.since is not None:
        return measure.since
    when = claim.when
    if when is None or when.begins is not Boundary.KNOWN or when.start == when:
        return None
    return when.start


def figure_days(when: ImpreciseDate | None, said: Extent) -> Days:
    """Return the first and the last day on which a total can have stood, given when the claim was made.

    These are the possible ends of `when`. If `when` is missing or goes on, the total stood on the day of saying. What
    is reported as a fact had happened when it was reported.
    """
    first_said, _, _, last_said = said.ordinals
    if when is None or when.ends is Boundary.OPEN:
        return first_said, last_said
    first, last = when.extent.ordinals[2:]
    return (first, min(last, last_said)) if first <= last_said else (first, last)


def number_of(claim: Claim) -> Hashable:
    """Return the number that a claim names, however it is hedged, or else its ends. None without a figure."""
    if claim.measure is None:
        return None
    figure = claim.measure.quantity.figure
    return claim.measure.quantity.ends if figure is None else figure


def report_of(claim: Claim) -> Hashable:
    """Return what distinguishes one report of an utterance from another: its documents, or its relays without any."""
    return claim.documents or claim.relays or claim.id


def is_version_of(one: Claim, other: Claim) -> bool:
    """Return whether two claims are versions of one figure, or of one claim without a figure.

    Versions are claims of one origin in different reports that share event, unit, phase, reading, modality and
    beginning, and either the number or possibly the day. So "3,000 by October" and "10,000 by December" are two
    figures, and so are two figures in one report.
    """
    return (
        one.utterance == other.utterance
        and report_of(one) != report_of(other)
        and matter_of(one) == matter_of(other)
        and (_are_possibly_of_one_day(one, other) or number_of(one) == number_of(other))
    )


def _are_possibly_of_one_day(one: Claim, other: Claim) -> bool:
    """Whether two claims of one utterance can be about one day. A claim without a date can be about any day."""
    if one.when is None or other.when is None or one.when == other.when:
        return True
    if one.measure is not None and one.measure.reading is Reading.TOTAL:
        first, last = one.when.extent.ordinals[2:]
        other_first, other_last = other.when.extent.ordinals[2:]
        return first <= other_last and other_first <= last
    return one.when.overlaps(other.when) is not Truth.NO
