"""Summarise a dataset: arms transfers, deployments and delegations, with figures, claimants, denials and documents.

The overview does not add up figures or draw conclusions across events. For such conclusions, use estimates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias, TypedDict

from axis_tracker.dataset.record_set import RecordSet, derived
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Period, Phase, Reading
from axis_tracker.imprecise.quantities import Number, Quantity
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document
from axis_tracker.model.events import ArmsTransfer, Delegation, Deployment
from axis_tracker.model.vocabulary import Modality, Stance
from axis_tracker.reports.json_records import json_record

__all__ = [
    "ClaimedBounds",
    "Denial",
    "Flow",
    "Overview",
    "OverviewRecord",
    "Presence",
    "Source",
    "Visit",
    "overview",
    "overview_record",
]


class ClaimedBounds(NamedTuple):
    """The highest minimum and the lowest maximum that anyone claims for one quantity of one event.

    Figures that count different things (see `Measure.comparable`) are never compared. The minimum and the maximum may
    hold for different dates, and may conflict with each other.

    Attributes:
        unit: The unit of the figures.
        phase: The phase of the figures.
        reading: The reading of the figures.
        per: The period of a rate, or None for other figures.
        share_of: The whole of which a share is a percentage, or None for other figures.
        at_least: The claim with the highest minimum, or None if no claim gives a minimum.
        at_most: The claim with the lowest maximum, or None if no claim gives a maximum.
        claims: All claims that give a figure for this quantity.
    """

    unit: str
    phase: Phase
    reading: Reading
    per: Period | None
    share_of: str | None
    at_least: Claim | None
    at_most: Claim | None
    claims: tuple[Claim, ...]


class Flow(NamedTuple):
    """An arms transfer in an overview.

    Attributes:
        event: The event of the transfer.
        supplier: The actor that supplies the arms.
        recipient: The actor that receives the arms.
        figures: The figures, with the most frequently claimed figure first.
        asserted: The claims that assert the transfer as a fact.
        denied_by: The actors that deny the transfer.
        denied_with_more_by: The actors whose broader denial covers the transfer without naming it. A denial does not
            cover a transfer that certainly began after the denial.
    """

    event: ArmsTransfer
    supplier: Actor
    recipient: Actor
    figures: tuple[ClaimedBounds, ...]
    asserted: tuple[Claim, ...]
    denied_by: tuple[Actor, ...]
    denied_with_more_by: tuple[Actor, ...]


class Presence(NamedTuple):
    """A deployment in an overview.

    Attributes:
        event: The event of the deployment.
        figures: The figures, with the most frequently claimed figure first.
        asserted: The claims that assert the deployment as a fact.
        denied_by: The actors that deny the deployment.
        denied_with_more_by: The actors whose broader denial covers the deployment without naming it. A denial does not
            cover a deployment that certainly began after the denial.
    """

    event: Deployment
    figures: tuple[ClaimedBounds, ...]
    asserted: tuple[Claim, ...]
    denied_by: tuple[Actor, ...]
    denied_with_more_by: tuple[Actor, ...]


class Visit(NamedTuple):
    """A delegation in an overview.

    Attributes:
        event: The event of the delegation.
        visitors: The actors that visit the host.
        host: The actor that receives the visitors.
        claims: The number of claims about the delegation.
    """

    event: Delegation
    visitors: tuple[Actor, ...]
    host: Actor
    claims: int


class Denial(NamedTuple):
    """A denial in an overview.

    Attributes:
        claim: The claim that makes the denial.
        by: The claimants of the claim that makes the denial.
        answers: The claims that the denial answers.
    """

    claim: Claim
    by: tuple[Actor, ...]
    answers: tuple[Claim, ...]


class Source(NamedTuple):
    """A document in an overview.

    Attributes:
        document: The document.
        claims: The number of claims that cite the document.
    """

    document: Document
    claims: int


class Overview(NamedTuple):
    """A summary of a dataset.

    Attributes:
        transfers: The arms transfers, grouped by supplier and recipient. The pair of actors with the most claims comes
            first.
        deployments: The deployments, sorted by date, with the latest event first.
        delegations: The delegations, sorted by date, with the latest event first.
        denials: The denials.
        documents: The documents, sorted by date of publication.
    """

    transfers: tuple[Flow, ...]
    deployments: tuple[Presence, ...]
    delegations: tuple[Visit, ...]
    denials: tuple[Denial, ...]
    documents: tuple[Source, ...]


def overview(dataset: RecordSet) -> Overview:
    """Return the overview of a dataset.

    The overview omits transfers and deployments that nobody asserts as a fact or denies. The overview also omits
    delegations that have no claims, and assertions that a later claim revises.

    >>> import axis_tracker as axt
    >>> report = axt.overview(axt.load())
    >>> report.delegations[0].event.id
    'belousov-in-north-korea-2024-11'
    """
    actors, claims = dataset.actors, dataset.claims
    flows = [
        Flow(event, actors[event.supplier], actors[event.recipient], *found)
        for event in dataset.events.of_kind(ArmsTransfer)
        if (found := _contested(dataset, event)) is not None
    ]
    asserted: Counter[tuple[str, str]] = Counter()
    for flow in flows:
        asserted[flow.supplier.id, flow.recipient.id] += len(flow.asserted)
    return Overview(
        transfers=tuple(sorted(flows, key=lambda flow: _most_asserted_first(flow, asserted))),
        deployments=tuple(
            Presence(event, *found)
            for event in sorted(dataset.events.of_kind(Deployment), key=_latest_first)
            if (found := _contested(dataset, event)) is not None
        ),
        delegations=tuple(
            Visit(event, tuple(actors[key] for key in event.visitors), actors[event.host], count)
            for event in sorted(dataset.events.of_kind(Delegation), key=_latest_first)
            if (count := len(claims.where(about=event)))
        ),
        denials=tuple(
            Denial(one, tuple(actors[key] for key in one.claimants), tuple(claims[key] for key in one.answers))
            for one in claims.where(stance=Stance.DENIES)
        ),
        documents=tuple(
            Source(document, len(claims.where(source=document)))
            for document in sorted(dataset.documents, key=lambda one: one.published.sort_key)
        ),
    )


def _most_asserted_first(flow: Flow, asserted: Counter[tuple[str, str]]) -> tuple[object, ...]:
    pair = (flow.supplier.id, flow.recipient.id)
    return (-asserted[pair], pair, not flow.figures, -len(flow.asserted), flow.event.id)


def _latest_first(event: Deployment | Delegation) -> tuple[int, str]:
    began = None if event.when is None else event.when.earliest
    return (-began.toordinal() if began is not None else 0, event.id)


_Contested: TypeAlias = tuple[tuple[ClaimedBounds, ...], tuple[Claim, ...], tuple[Actor, ...], tuple[Actor, ...]]


def _contested(dataset: RecordSet, event: ArmsTransfer | Deployment) -> _Contested | None:
    """Return the figures, assertions and deniers of an event, or None if nobody asserts or denies the event."""
    from axis_tracker.reasoning.event_order import events_of
    from axis_tracker.reasoning.revisions import superseded

    revised = derived(dataset, superseded)
    about = dataset.claims.where(about=event)
    asserting = about.where(stance=Stance.ASSERTS, modality=Modality.ACTUAL)
    asserted = tuple(claim for claim in asserting if claim.id not in revised)
    denied_by = _claimants(about.where(stance=Stance.DENIES))
    if not asserted and not denied_by:
        return None
    order = events_of(dataset)
    broader = _claimants(
        claim
        for claim in dataset.claims.where(stance=Stance.DENIES)
        if claim.event != event.id
        and order.is_within(event.id, claim.event)
        and not _preceded(dataset.made(claim), event.when)
    )
    return (
        figures_of(asserted),
        asserted,
        tuple(dataset.actors[key] for key in denied_by),
        tuple(dataset.actors[key] for key in broader if key not in denied_by),
    )


def _claimants(claims: Iterable[Claim]) -> list[str]:
    return [*dict.fromkeys(key for claim in claims for key in claim.claimants)]


def _preceded(made: ImpreciseDate, when: ImpreciseDate | None) -> bool:
    """Return whether a statement was certainly made before an event began.

    Such a statement cannot be about the event.
    """
    return when is not None and made.moment.precedes(when) is Truth.YES


def figures_of(claims: Iterable[Claim]) -> tuple[ClaimedBounds, ...]:
    """Return the figures in claims about one event, with the most frequently claimed figure first."""
    groups: dict[tuple[str, Phase, Reading, Period | None, str | None], list[tuple[Quantity, Claim]]] = {}
    for claim in claims:
        if claim.measure is not None:
            of = claim.measure
            key = (of.quantity.unit, of.phase, of.reading, of.per, of.share_of)
            groups.setdefault(key, []).append((of.quantity, claim))
    figures = (
        ClaimedBounds(
            *key,
            at_least=max(_minima(group), key=lambda one: one[:2], default=(None, None, None))[2],
            at_most=min(_maxima(group), key=lambda one: one[:2], default=(None, None, None))[2],
            claims=tuple(claim for _, claim in group),
        )
        for key, group in groups.items()
    )
    return tuple(sorted(figures, key=_most_claimed_first))


def _minima(figures: Iterable[tuple[Quantity, Claim]]) -> Iterator[tuple[Number, bool, Claim]]:
    # "More than 5" is stronger than "at least 5".
    return ((one.low, not one.includes_low, claim) for one, claim in figures if one.low is not None)


def _maxima(figures: Iterable[tuple[Quantity, Claim]]) -> Iterator[tuple[Number, bool, Claim]]:
    # "Fewer than 5" is stronger than "at most 5".
    return ((one.high, one.includes_high, claim) for one, claim in figures if one.high is not None)


def _most_claimed_first(figure: ClaimedBounds) -> tuple[object, ...]:
    per = "" if figure.per is None else figure.per.value
    return (-len(figure.claims), figure.unit, figure.phase.value, figure.reading.value, per, figure.share_of or "")


class ClaimedBoundsRecord(TypedDict):
    """The JSON record of `ClaimedBounds`, with ids in place of the claims."""

    unit: str
    phase: str
    reading: str
    per: str | None
    share_of: str | None
    at_least: str | None
    at_most: str | None
    claims: list[str]


class FlowRecord(TypedDict):
    """The JSON record of a `Flow`, with ids in place of the event, the actors and the claims."""

    event: str
    supplier: str
    recipient: str
    figures: list[ClaimedBoundsRecord]
    asserted: list[str]
    denied_by: list[str]
    denied_with_more_by: list[str]


class PresenceRecord(TypedDict):
    """The JSON record of a `Presence`, with ids in place of the event, the actors and the claims."""

    event: str
    figures: list[ClaimedBoundsRecord]
    asserted: list[str]
    denied_by: list[str]
    denied_with_more_by: list[str]


class VisitRecord(TypedDict):
    """The JSON record of a `Visit`, with ids in place of the event and the actors."""

    event: str
    visitors: list[str]
    host: str
    claims: int


class DenialRecord(TypedDict):
    """The JSON record of a `Denial`, with ids in place of the claims and the actors."""

    claim: str
    by: list[str]
    answers: list[str]


class SourceRecord(TypedDict):
    """The JSON record of a `Source`, with an id in place of the document."""

    document: str
    claims: int


class OverviewRecord(TypedDict):
    """The JSON record of an `Overview`.

    Attributes:
        counts: The number of records in each collection.
        transfers: The arms transfers.
        deployments: The deployments.
        delegations: The delegations.
        denials: The denials.
        documents: The documents.
    """

    counts: dict[str, int]
    transfers: list[FlowRecord]
    deployments: list[PresenceRecord]
    delegations: list[VisitRecord]
    denials: list[DenialRecord]
    documents: list[SourceRecord]


def overview_record(dataset: RecordSet) -> OverviewRecord:
    """Return the overview of a dataset as a JSON record.

    >>> import axis_tracker as axt
    >>> overview_record(axt.load())["delegations"][0]["event"]
    'belousov-in-north-korea-2024-11'
    """
    return json_record(OverviewRecord, overview(dataset), counts=dataset.counts)
