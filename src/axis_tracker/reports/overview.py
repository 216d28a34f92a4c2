"""Summarise a dataset: arms transfers, deployments and delegations, with figures, claimants, denials and documents.

The figures are those of estimates, so the overview says what `Dataset.estimate` says for the same event and day.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple, TypedDict

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document
from axis_tracker.model.events import ArmsTransfer, Delegation, Deployment
from axis_tracker.model.vocabulary import Modality, Stance
from axis_tracker.reports.event_figures import EventFigure, EventFigureRecord, event_figures
from axis_tracker.reports.json_records import json_record

__all__ = [
    "Denial",
    "Denials",
    "Flow",
    "Overview",
    "OverviewRecord",
    "Presence",
    "Source",
    "Visit",
    "overview",
    "overview_record",
]


class Denials(NamedTuple):
    """The denials of what is asserted about one event. A denial covers what had happened by its day.

    Attributes:
        direct: The denials of the event itself.
        broader: The denials of a broader event that cover this event without naming it.
        possible: The denials, direct or broader, that may have been made too early to cover what is asserted.
        earlier: The denials, direct or broader, that were made before what is asserted can have happened.
    """

    direct: tuple[Claim, ...] = ()
    broader: tuple[Claim, ...] = ()
    possible: tuple[Claim, ...] = ()
    earlier: tuple[Claim, ...] = ()


class Flow(NamedTuple):
    """An arms transfer in an overview.

    Attributes:
        event: The event of the transfer.
        supplier: The actor that supplies the arms.
        recipient: The actor that receives the arms.
        figures: The figures, with the most frequently claimed figure first.
        asserted: The claims that assert the transfer as a fact.
        denials: The denials of the transfer.
    """

    event: ArmsTransfer
    supplier: Actor
    recipient: Actor
    figures: tuple[EventFigure, ...]
    asserted: tuple[Claim, ...]
    denials: Denials


class Presence(NamedTuple):
    """A deployment in an overview.

    Attributes:
        event: The event of the deployment.
        figures: The figures, with the most frequently claimed figure first.
        asserted: The claims that assert the deployment as a fact.
        denials: The denials of the deployment.
    """

    event: Deployment
    figures: tuple[EventFigure, ...]
    asserted: tuple[Claim, ...]
    denials: Denials


class Visit(NamedTuple):
    """A delegation in an overview.

    Attributes:
        event: The event of the delegation.
        visitors: The actors that visit the host.
        host: The actor that receives the visitors.
        asserted: The claims that assert the delegation as a fact.
        claims: The number of claims about the delegation.
    """

    event: Delegation
    visitors: tuple[Actor, ...]
    host: Actor
    asserted: tuple[Claim, ...]
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

    The figures of an event are those of `Dataset.estimates`, each for the last day that its claims mention. The
    overview omits transfers and deployments that nobody asserts as a fact or denies. The overview also omits
    delegations that have no claims, and assertions that a later claim replaces.

    >>> import axis_tracker as axt
    >>> report = axt.overview(axt.load())
    >>> report.delegations[0].event.id
    'belousov-in-north-korea-2024-11'
    """
    actors, claims = dataset.actors, dataset.claims
    transfers, deployments = dataset.events.of_kind(ArmsTransfer), dataset.events.of_kind(Deployment)
    disputed = _Disputed(dataset)
    shown = [event for event in (*transfers, *deployments) if disputed.is_disputed(event.id)]
    figures = event_figures(dataset, {event.id: disputed.asserted(event.id) for event in shown})
    flows = [
        Flow(
            event,
            actors[event.supplier],
            actors[event.recipient],
            figures[event.id],
            disputed.asserted(event.id),
            disputed.denials(event.id),
        )
        for event in transfers
        if event.id in figures
    ]
    asserted: Counter[tuple[str, str]] = Counter()
    for flow in flows:
        asserted[flow.supplier.id, flow.recipient.id] += len(flow.asserted)
    return Overview(
        transfers=tuple(sorted(flows, key=lambda flow: _most_asserted_first(flow, asserted))),
        deployments=tuple(
            Presence(event, figures[event.id], disputed.asserted(event.id), disputed.denials(event.id))
            for event in sorted(deployments, key=_latest_first)
            if event.id in figures
        ),
        delegations=tuple(
            Visit(
                event,
                tuple(actors[key] for key in event.visitors),
                actors[event.host],
                disputed.asserted(event.id),
                count,
            )
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


class _Disputed:
    """Who asserts and who denies each event."""

    def __init__(self, dataset: RecordSet) -> None:
        from axis_tracker.reasoning.covered_events import events_covered
        from axis_tracker.reasoning.revisions import superseded

        self._dataset = dataset
        self._asserted: dict[str, list[Claim]] = {}
        self._denials: dict[str, list[Claim]] = {}
        replaced = superseded(dataset)
        for claim in dataset.claims.where(stance=Stance.ASSERTS, modality=Modality.ACTUAL):
            if claim.id not in replaced:
                self._asserted.setdefault(claim.event, []).append(claim)
        for claim in dataset.claims.where(stance=Stance.DENIES):
            for event in sorted(events_covered(dataset, claim.event)):
                self._denials.setdefault(event, []).append(claim)

    def is_disputed(self, event: str) -> bool:
        """Return whether somebody asserts the event as a fact, or denies this very event."""
        return event in self._asserted or any(claim.event == event for claim in self._denials.get(event, ()))

    def asserted(self, event: str) -> tuple[Claim, ...]:
        """Return the claims that assert an event as a fact."""
        return tuple(self._asserted.get(event, ()))

    def denials(self, event: str) -> Denials:
        """Return the denials of an event, by what they cover."""
        found: dict[str, list[Claim]] = {name: [] for name in Denials._fields}
        for denial in self._denials.get(event, ()):
            name = self._cover(denial, event)
            if name is not None:
                found[name].append(denial)
        return Denials(*map(tuple, found.values()))

    def _cover(self, denial: Claim, event: str) -> str | None:
        from axis_tracker.reasoning.denials import coverage

        covers = [coverage(self._dataset, denial, claim) for claim in self._asserted.get(event, ())]
        if not covers:
            # Nobody asserts it, so there is nothing that may have happened later.
            return "direct" if denial.event == event else None
        if any(one.truth is Truth.YES for one in covers):
            return "direct" if denial.event == event else "broader"
        if any(one.truth is Truth.POSSIBLY for one in covers):
            return "possible"
        return "earlier" if any(one.is_earlier for one in covers) else None


class DenialsRecord(TypedDict):
    """The JSON record of `Denials`, with ids in place of the claims."""

    direct: list[str]
    broader: list[str]
    possible: list[str]
    earlier: list[str]


class FlowRecord(TypedDict):
    """The JSON record of a `Flow`, with ids in place of the event, the actors and the claims."""

    event: str
    supplier: str
    recipient: str
    figures: list[EventFigureRecord]
    asserted: list[str]
    denials: DenialsRecord


class PresenceRecord(TypedDict):
    """The JSON record of a `Presence`, with ids in place of the event, the actors and the claims."""

    event: str
    figures: list[EventFigureRecord]
    asserted: list[str]
    denials: DenialsRecord


class VisitRecord(TypedDict):
    """The JSON record of a `Visit`, with ids in place of the event and the actors."""

    event: str
    visitors: list[str]
    host: str
    asserted: list[str]
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
