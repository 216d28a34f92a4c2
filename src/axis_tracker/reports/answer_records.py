"""JSON records of answers. The option `--json` of the commands prints such records, and programs can store them.

A record always contains all fields of its class. The values of the fields are strings, integers, true, false and null,
or lists and records of such values. The classes of ledgers, timelines and lists of estimates have a method `records()`.
Records such as actors and claims have the same form in JSON answers as in data files.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict

from axis_tracker.reasoning.explaining import other_figure_phrase
from axis_tracker.reports.json_records import json_record, json_value

if TYPE_CHECKING:
    from axis_tracker.imprecise.quantities import Quantity
    from axis_tracker.reasoning import conflicts, corroboration, disputes, drift, estimates, history, revisions, stances

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
    """The two ends of a quantity.

    Attributes:
        low: The lower end, or null if the range has no lower bound. A number with a fraction is stored as a string.
        high: The upper end, or null if the range has no upper bound. A number with a fraction is stored as a string.
        includes_low: Whether the number can equal the lower end.
        includes_high: Whether the number can equal the upper end.
        unit: What is counted or measured.
        is_uncertain: Whether an end rests on a figure that its source marks as uncertain.
    """

    low: int | str | None
    high: int | str | None
    includes_low: bool
    includes_high: bool
    unit: str
    is_uncertain: bool


class QuestionRecord(TypedDict):
    """The question that an estimate answers.

    Attributes:
        kind: The kind of event.
        fields: The event fields that the question specifies. The values are ids.
        phase: The phase of the figure.
        reading: The reading of the figure: total, level, rate, share or fixed.
        unit: The unit of the figure.
        since: The date on which counting begins (EDTF), or null if counting has no start date.
        event: The id of the event, or null if the question is about all events with the given kind and fields.
        modality: The modality of the figure: actual for facts, otherwise planned, predicted and so on.
        per: The period of a rate, or null for other figures.
        share_of: The whole of a share, or null for other figures.
    """

    kind: str
    fields: dict[str, str | list[str]]
    phase: str
    reading: str
    unit: str | None
    since: str | None
    event: str | None
    modality: str
    per: str | None
    share_of: str | None


class SetAsideRecord(TypedDict):
    """A claim that was not used for an estimate.

    Attributes:
        claim: The id of the claim.
        reason: The reason why the claim was not used, as a keyword.
    """

    claim: str
    reason: str


class ConflictRecord(TypedDict):
    """Two groups of claims that cannot both be true.

    Attributes:
        lower: The ids of the claims that give the minimum.
        upper: The ids of the claims that give the maximum.
        is_sum: Whether the minimum is a sum of figures from several claims.
        at_least: The minimum.
        at_most: The maximum.
        conversion: The conversion between units that the conflict rests on, in words, or null.
        without_lower: The bounds that remain without the claims in `lower`.
        without_upper: The bounds that remain without the claims in `upper`.
    """

    lower: list[str]
    upper: list[str]
    is_sum: bool
    at_least: BoundsRecord
    at_most: BoundsRecord
    conversion: str | None
    without_lower: BoundsRecord
    without_upper: BoundsRecord


class AgreeingRecord(TypedDict):
    """A group of origins whose figures can all be true at once.

    Attributes:
        origins: The ids of the utterances.
        bounds: The bounds that follow from the figures of the group.
    """

    origins: list[str]
    bounds: BoundsRecord


class OtherFigureRecord(TypedDict):
    """An `OtherFigure`: the bounds of another figure on the same matter.

    Attributes:
        phase: The phase of the figure.
        reading: The reading of the figure.
        modality: The modality of the figure.
        per: The period of a rate, or null for other figures.
        share_of: The whole of a share, or null for other figures.
        at: The date for which the bounds hold, or null if no claim has a date.
        bounds: The bounds.
        text: The figure in words.
    """

    phase: str
    reading: str
    modality: str
    per: str | None
    share_of: str | None
    at: str | None
    bounds: BoundsRecord
    text: str


class FullEstimateRecord(TypedDict):
    """An `Estimate` and the claims behind it.

    Attributes:
        question: The question that the estimate answers.
        at: The date for which the answer holds, or null if no claim has a date.
        bounds: The answer, as bounds.
        text: The answer in words.
        counted: What the figure counts: the unit, and the items if all of them are narrower than the item asked about.
        binding_low: The ids of the claims that give the minimum.
        binding_high: The ids of the claims that give the maximum.
        supporting: The ids of the claims that were used.
        origins: The ids of the utterances that the supporting claims report, without those that corroborate no one.
        voices: The number of independent voices among these origins.
        denials: The ids of the claims that deny the event.
        possible_denials: The ids of the claims that possibly deny the event, depending on when it happened.
        earlier_denials: The ids of the claims that denied the event before it can have happened.
        set_aside: The claims that were not used, each with a reason.
        conflicts: The conflicts between claims.
        agreeing: If claims conflict, the largest groups of origins that agree.
        drifted: The groups of claims that report the same utterance with different figures.
        also: The other figures on the matter that have bounds.
        explanation: The explanation, as a list of sentences.
    """

    question: QuestionRecord
    at: str | None
    bounds: BoundsRecord
    text: str
    counted: str
    binding_low: list[str]
    binding_high: list[str]
    supporting: list[str]
    origins: list[str]
    voices: int
    denials: list[str]
    possible_denials: list[str]
    earlier_denials: list[str]
    set_aside: list[SetAsideRecord]
    conflicts: list[ConflictRecord]
    agreeing: list[AgreeingRecord]
    drifted: list[list[str]]
    also: list[OtherFigureRecord]
    explanation: list[str]


class HistoryRecord(TypedDict):
    """A `HistoryStep`: a period in which the bounds do not change.

    Attributes:
        first: The first day, or null if the period has no start.
        last: The last day, or null if the period has no end.
        bounds: The bounds during the period.
        binding_low: The ids of the claims that give the minimum.
        binding_high: The ids of the claims that give the maximum.
    """

    first: str | None
    last: str | None
    bounds: BoundsRecord
    binding_low: list[str]
    binding_high: list[str]


class DisputedFigureRecord(TypedDict):
    """What a disputed figure counts.

    Attributes:
        unit: The unit of the figure.
        phase: The phase of the figure.
        reading: The reading of the figure.
    """

    unit: str
    phase: str
    reading: str


class DisputeRecord(TypedDict):
    """A `Dispute`, with the claims and the actors on both sides.

    Attributes:
        kind: The kind of dispute: denied, doubted, conflict or date.
        events: The ids of the events in dispute.
        figure: The disputed figure, or null if the event itself is disputed.
        claims: The ids of the claims on the first side.
        counterclaims: The ids of the claims on the other side.
        claimants: The ids of the actors on the first side.
        counterclaimants: The ids of the actors on the other side.
        divided: The ids of the actors that appear on both sides.
        conflict: The conflict between the figures, or null if no figures conflict.
        possible: The ids of the claims that are only possibly part of the dispute.
        earlier: The ids of the claims about something that happened after the denials.
        text: The dispute in words.
    """

    kind: str
    events: list[str]
    figure: DisputedFigureRecord | None
    claims: list[str]
    counterclaims: list[str]
    claimants: list[str]
    counterclaimants: list[str]
    divided: list[str]
    conflict: ConflictRecord | None
    possible: list[str]
    earlier: list[str]
    text: str


class VersionRecord(TypedDict):
    """One version of an utterance that was reported in several versions.

    Attributes:
        event: The id of the event.
        claims: The ids of the claims that report the version.
        when: The time according to the version (EDTF), or null if the versions do not differ in time.
        text: The version in words.
    """

    event: str
    claims: list[str]
    when: str | None
    text: str


class DriftRecord(TypedDict):
    """A `Drift`: an utterance that was reported in several versions.

    Attributes:
        origin: The id of the utterance.
        kinds: What differs between the versions.
        versions: The versions of the utterance.
    """

    origin: str
    kinds: list[str]
    versions: list[VersionRecord]


class ChangeRecord(TypedDict):
    """A field that a revision changed.

    Attributes:
        revised: The id of the earlier claim.
        revising: The id of the later claim, which revises the earlier claim.
        field: The name of the field.
        before: The earlier value, or null if the earlier claim gives no value.
        after: The later value, or null if the later claim gives no value.
        shift: How the range of a figure changed, such as "raised" or "narrowed", or null for any other change.
    """

    revised: str
    revising: str
    field: str
    before: str | list[str] | None
    after: str | list[str] | None
    shift: str | None


class RevisionRecord(TypedDict):
    """A `Revision`: a chain of claims in which each claim replaces the previous claim.

    Attributes:
        claims: The ids of the claims, with the earliest first.
        reports: The ids of all claims that report each step.
        made: When each claim was made (EDTF).
        changes: The changes that the revisions made.
        still_standing: The ids of claims that still stand, because the next total may have grown.
    """

    claims: list[str]
    reports: list[list[str]]
    made: list[str]
    changes: list[ChangeRecord]
    still_standing: list[str]


class PositionRecord(TypedDict):
    """A `Position` that an actor took.

    Attributes:
        made: When the actor took the position (EDTF).
        speakers: The ids of the actors who spoke.
        acting: Whether the speakers certainly or possibly spoke for the actor.
        event: The id of the event.
        stance: The stance of the position, such as asserts or denies.
        likelihood: The likelihood that the wording of the position expresses.
        modality: The modality of the position, such as actual or planned.
        claims: The ids of the claims that report the position.
        step: The number of the position's step in the timeline of positions.
        first_step: The number of the earliest step to which the position may belong.
        last_step: The number of the latest step to which the position may belong.
    """

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
    """An utterance that counts as one origin, even if several claims report the utterance.

    Attributes:
        utterance: The id of the utterance.
        claimants: The ids of the actors who made the utterance.
        claims: The ids of the claims that report the utterance.
    """

    utterance: str
    claimants: list[str]
    claims: list[str]


class VoiceRecord(TypedDict):
    """A `Voice` that is counted as independent.

    Attributes:
        origin: The utterance that is counted.
        others: The other utterances that come from the same voice.
    """

    origin: OriginRecord
    others: list[OriginRecord]


class SupportingRecord(TypedDict):
    """A claim that explains or supports another claim.

    Attributes:
        claim: The id of the supporting claim.
        kind: How the claim supports the other claim.
    """

    claim: str
    kind: str


class CorroborationRecord(TypedDict):
    """A `Corroboration` of an event or a claim.

    Attributes:
        of: The id of the event or claim.
        independent: The number of independent voices.
        voices: The independent voices, each with everything else that comes from the same voice.
        origins: All utterances that support the event or claim and come from a voice.
        uncounted: The claims that are not counted, each with a reason.
        counterclaims: The ids of the claims that deny or doubt the event or claim.
        possible_counterclaims: The ids of the claims that possibly deny or doubt it, depending on when it happened.
        earlier_counterclaims: The ids of the claims that denied or doubted it before it can have happened.
        supported_by: The claims that explain or support it according to their text.
    """

    of: str
    independent: int
    voices: list[VoiceRecord]
    origins: list[OriginRecord]
    uncounted: list[SetAsideRecord]
    counterclaims: list[str]
    possible_counterclaims: list[str]
    earlier_counterclaims: list[str]
    supported_by: list[SupportingRecord]


def bounds_record(quantity: Quantity) -> BoundsRecord:
    """Return the two ends of a quantity as a JSON record.

    >>> from axis_tracker import Quantity
    >>> record = bounds_record(Quantity.from_words("over 1 million rounds"))
    >>> record["low"], record["includes_low"], record["high"]
    (1000000, False, None)
    """
    return json_record(BoundsRecord, quantity)


def estimate_record(estimate: estimates.Estimate) -> FullEstimateRecord:
    """Return the JSON record of an estimate, which includes the claims behind the estimate."""
    question = estimate.question
    fields = {name: json_value(value) for name, value in question.fields}
    return json_record(
        FullEstimateRecord,
        estimate,
        question=json_record(QuestionRecord, question, fields=fields),
        bounds=bounds_record(estimate.quantity),
        text=str(estimate),
        agreeing=[json_record(AgreeingRecord, one, bounds=bounds_record(one.quantity)) for one in estimate.agreeing],
        also=[
            json_record(OtherFigureRecord, one, bounds=bounds_record(one.quantity), text=other_figure_phrase(one))
            for one in estimate.also
        ],
        explanation=estimate.explain().splitlines(),
    )


def history_records(steps: Iterable[history.HistoryStep]) -> list[HistoryRecord]:
    """Return the JSON records of the steps of `Estimate.history`."""
    return [json_record(HistoryRecord, step, bounds=bounds_record(step.quantity)) for step in steps]


def conflict_record(conflict: conflicts.Conflict) -> ConflictRecord:
    """Return the JSON record of a conflict, which includes the bounds that remain without each side."""
    return json_record(ConflictRecord, conflict)


def dispute_record(dispute: disputes.Dispute) -> DisputeRecord:
    """Return the JSON record of a dispute."""
    return json_record(DisputeRecord, dispute, text=dispute.explain())


def drift_record(drift: drift.Drift) -> DriftRecord:
    """Return the JSON record of an utterance that was reported in several versions."""
    return json_record(DriftRecord, drift)


def revision_record(revision: revisions.Revision) -> RevisionRecord:
    """Return the JSON record of a chain of revisions."""
    return json_record(RevisionRecord, revision, still_standing=sorted(revision.still_standing))


def position_records(stances: stances.Stances) -> list[PositionRecord]:
    """Return the JSON records of the positions of an actor, in the order of `Stances.positions`."""
    return [json_record(PositionRecord, one, **one.slot._asdict()) for one in stances.positions]


def corroboration_record(found: corroboration.Corroboration) -> CorroborationRecord:
    """Return the JSON record of the corroboration of an event or a claim."""
    return json_record(CorroborationRecord, found)
