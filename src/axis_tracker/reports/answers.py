"""Answers as plain records: what `--json` prints of each thing that a dataset was asked, and what a program can keep.

A record has ids, texts, whole numbers, true, false and None (JSON null), and always every field of its class here.
Claims, events and the other records of a dataset stay in the canonical form of the data files; ledgers, timelines and
all estimates at once have `records()` of their own. Imports the reasoning room, for type checking only.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypedDict

from axis_tracker.imprecise.exact_numbers import json_number

if TYPE_CHECKING:
    from axis_tracker.imprecise.quantities import Quantity
    from axis_tracker.model.records import IdentifiedRecord
    from axis_tracker.reasoning.conflicts import Conflict
    from axis_tracker.reasoning.corroboration import Corroboration
    from axis_tracker.reasoning.disputes import Dispute
    from axis_tracker.reasoning.drift import Drift
    from axis_tracker.reasoning.estimates import Estimate
    from axis_tracker.reasoning.history import HistoryStep
    from axis_tracker.reasoning.revisions import Revision
    from axis_tracker.reasoning.stances import Stances

__all__ = [
    "BoundsRecord",
    "ConflictRecord",
    "CorroborationRecord",
    "DisputeRecord",
    "DriftRecord",
    "FullEstimateRecord",
    "HistoryRecord",
    "PositionRecord",
    "RevisionRecord",
    "bounds_record",
    "conflict_record",
    "corroboration_record",
    "dispute_record",
    "drift_record",
    "estimate_record",
    "history_records",
    "position_records",
    "revision_record",
]


class BoundsRecord(TypedDict):
    """A quantity by its ends: None where one is open, a text where it is no whole number."""

    low: int | str | None
    high: int | str | None
    includes_low: bool
    includes_high: bool
    unit: str


class QuestionRecord(TypedDict):
    """What an estimate was asked: `fields` are those of the event's kind that are fixed, by name, with ids."""

    kind: str
    fields: dict[str, str | list[str]]
    phase: str
    reading: str
    unit: str | None
    since: str | None
    event: str | None


class SetAsideRecord(TypedDict):
    """A claim (by id) that does not count, and why, in a word."""

    claim: str
    reason: str


class ConflictRecord(TypedDict):
    """Two sides (ids of claims) that cannot both hold, and what is left without either."""

    lower: list[str]
    upper: list[str]
    is_sum: bool
    at_least: BoundsRecord
    at_most: BoundsRecord
    without_lower: BoundsRecord
    without_upper: BoundsRecord


class AgreeingRecord(TypedDict):
    """Origins whose figures can all hold, and the bounds that they give alone."""

    origins: list[str]
    bounds: BoundsRecord


class FullEstimateRecord(TypedDict):
    """An `Estimate`: the question, the answer, and the ids of the claims that it follows from."""

    question: QuestionRecord
    at: str | None
    bounds: BoundsRecord
    text: str
    binding_low: list[str]
    binding_high: list[str]
    supporting: list[str]
    origins: list[str]
    denials: list[str]
    set_aside: list[SetAsideRecord]
    conflicts: list[ConflictRecord]
    agreeing: list[AgreeingRecord]
    drifted: list[list[str]]
    explanation: list[str]


class HistoryRecord(TypedDict):
    """A `HistoryStep`: first and last day (None: without beginning or end), bounds, and the claims that bind."""

    first: str | None
    last: str | None
    bounds: BoundsRecord
    binding_low: list[str]
    binding_high: list[str]


class FigureRecord(TypedDict):
    """What a disputed figure counts."""

    unit: str
    phase: str
    reading: str


class DisputeRecord(TypedDict):
    """A `Dispute`: both sides by ids; `figure` is None where it is about whether the event took place."""

    kind: str
    events: list[str]
    figure: FigureRecord | None
    claims: list[str]
    counterclaims: list[str]
    claimants: list[str]
    counterclaimants: list[str]
    divided: list[str]
    conflict: ConflictRecord | None
    text: str


class VersionRecord(TypedDict):
    """One way in which an utterance was reported, and the ids of the claims that report it so."""

    event: str
    claims: list[str]
    text: str


class DriftRecord(TypedDict):
    """A `Drift`: one utterance, what differs, and its versions."""

    origin: str
    kinds: list[str]
    versions: list[VersionRecord]


class ChangeRecord(TypedDict):
    """One field that a revision changed; `before` and `after` as text, or None where the claim leaves it open."""

    revised: str
    revising: str
    field: str
    before: str | list[str] | None
    after: str | list[str] | None
    shift: str | None


class RevisionRecord(TypedDict):
    """A `Revision`: a chain of claims (ids), when each was made (EDTF), and what changed."""

    claims: list[str]
    made: list[str]
    changes: list[ChangeRecord]


class PositionRecord(TypedDict):
    """A `Position`: who spoke, of what event, with which stance; the steps are those of a timeline."""

    made: str
    speakers: list[str]
    acting: str
    event: str
    stance: str
    likelihood: str
    modality: str
    claims: list[str]
    step: int
    first_step: int
    last_step: int


class OriginRecord(TypedDict):
    """One utterance, who made it, and every report of it that counts (ids)."""

    utterance: str
    claimants: list[str]
    claims: list[str]


class CorroborationRecord(TypedDict):
    """A `Corroboration`: of which event or claim (id), how many independent origins, and what does not count."""

    of: str
    independent: int
    origins: list[OriginRecord]
    uncounted: list[SetAsideRecord]
    counterclaims: list[str]


def bounds_record(quantity: Quantity) -> BoundsRecord:
    """A quantity by its ends.

    >>> from axis_tracker import Quantity
    >>> bounds_record(Quantity.from_words("over 1 million rounds"))
    {'low': 1000000, 'high': None, 'includes_low': False, 'includes_high': True, 'unit': 'rounds'}
    """
    return BoundsRecord(
        low=json_number(quantity.low),
        high=json_number(quantity.high),
        includes_low=quantity.includes_low,
        includes_high=quantity.includes_high,
        unit=quantity.unit,
    )


def estimate_record(estimate: Estimate) -> FullEstimateRecord:
    """An estimate with all that it follows from."""
    asked = estimate.question
    return FullEstimateRecord(
        question=QuestionRecord(
            kind=asked.kind,
            fields={name: value if isinstance(value, str) else list(value) for name, value in asked.fields},
            phase=asked.phase.value,
            reading=asked.reading.value,
            unit=asked.unit,
            since=_text(asked.since),
            event=asked.event,
        ),
        at=_text(estimate.at),
        bounds=bounds_record(estimate.quantity),
        text=str(estimate),
        binding_low=_ids(estimate.binding_low),
        binding_high=_ids(estimate.binding_high),
        supporting=_ids(estimate.supporting),
        origins=list(estimate.origins),
        denials=_ids(estimate.denials),
        set_aside=[SetAsideRecord(claim=one.claim.id, reason=one.reason.value) for one in estimate.set_aside],
        conflicts=[conflict_record(one) for one in estimate.conflicts],
        agreeing=[
            AgreeingRecord(origins=list(one.origins), bounds=bounds_record(one.quantity)) for one in estimate.agreeing
        ],
        drifted=[_ids(claims) for claims in estimate.drifted],
        explanation=estimate.explain().splitlines(),
    )


def history_records(steps: Iterable[HistoryStep]) -> list[HistoryRecord]:
    """The steps of `Estimate.history`."""
    return [
        HistoryRecord(
            first=_text(step.first),
            last=_text(step.last),
            bounds=bounds_record(step.quantity),
            binding_low=_ids(step.binding_low),
            binding_high=_ids(step.binding_high),
        )
        for step in steps
    ]


def conflict_record(conflict: Conflict) -> ConflictRecord:
    """A conflict with both of its resolutions."""
    return ConflictRecord(
        lower=_ids(conflict.lower),
        upper=_ids(conflict.upper),
        is_sum=conflict.is_sum,
        at_least=bounds_record(conflict.at_least),
        at_most=bounds_record(conflict.at_most),
        without_lower=bounds_record(conflict.without_lower),
        without_upper=bounds_record(conflict.without_upper),
    )


def dispute_record(dispute: Dispute) -> DisputeRecord:
    """A dispute with both of its sides."""
    figure = dispute.figure
    return DisputeRecord(
        kind=dispute.kind.value,
        events=_ids(dispute.events),
        figure=None
        if figure is None
        else FigureRecord(unit=figure.unit, phase=figure.phase.value, reading=figure.reading.value),
        claims=_ids(dispute.claims),
        counterclaims=_ids(dispute.counterclaims),
        claimants=_ids(dispute.claimants),
        counterclaimants=_ids(dispute.counterclaimants),
        divided=_ids(dispute.divided),
        conflict=None if dispute.conflict is None else conflict_record(dispute.conflict),
        text=dispute.explain(),
    )


def drift_record(drift: Drift) -> DriftRecord:
    """A drift with its versions."""
    return DriftRecord(
        origin=drift.origin,
        kinds=[kind.value for kind in drift.kinds],
        versions=[VersionRecord(event=one.event.id, claims=_ids(one.claims), text=one.text) for one in drift.versions],
    )


def revision_record(revision: Revision) -> RevisionRecord:
    """A chain of revisions with what each step changed."""
    return RevisionRecord(
        claims=_ids(revision.claims),
        made=list(revision.made),
        changes=[
            ChangeRecord(
                revised=one.revised.id,
                revising=one.revising.id,
                field=one.field,
                before=_value(one.before),
                after=_value(one.after),
                shift=None if one.shift is None else one.shift.value,
            )
            for one in revision.changes
        ],
    )


def position_records(stances: Stances) -> list[PositionRecord]:
    """The positions of an actor, in their order."""
    return [
        PositionRecord(
            made=str(one.made),
            speakers=_ids(one.speakers),
            acting=one.acting.value,
            event=one.event.id,
            stance=one.stance.value,
            likelihood=one.likelihood.value,
            modality=one.modality.value,
            claims=_ids(one.claims),
            step=one.slot.step,
            first_step=one.slot.first_step,
            last_step=one.slot.last_step,
        )
        for one in stances.positions
    ]


def corroboration_record(found: Corroboration) -> CorroborationRecord:
    """Who counts, who does not and why, and what speaks against it."""
    return CorroborationRecord(
        of=found.of.id,
        independent=found.independent,
        origins=[
            OriginRecord(utterance=one.utterance, claimants=_ids(one.claimants), claims=_ids(one.claims))
            for one in found.origins
        ],
        uncounted=[SetAsideRecord(claim=one.claim.id, reason=one.reason.value) for one in found.uncounted],
        counterclaims=_ids(found.counterclaims),
    )


def _ids(records: Iterable[IdentifiedRecord]) -> list[str]:
    return [record.id for record in records]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _value(value: Any) -> str | list[str] | None:
    if isinstance(value, tuple):
        return [text for one in value if (text := _text(_value(one))) is not None]
    return str(value.value) if isinstance(value, enum.Enum) else _text(value)
