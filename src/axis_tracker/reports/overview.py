"""The overview: who gave whom what, how much by whose word, who denies it, who went where, and what documents say so.

It gives records, in an order fit for reading; the command line and notebooks lay them out. Each figure stands with
the claim that it comes from: nothing is added up and nothing is inferred across events (that is what estimates are
for). Imports the dataset.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Period, Phase, Reading
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document
from axis_tracker.model.events import ArmsTransfer, Delegation, Deployment
from axis_tracker.model.vocabulary import Modality, Stance

if TYPE_CHECKING:
    from axis_tracker.dataset.record_set import RecordSet

__all__ = ["Denial", "Figure", "Flow", "Overview", "Presence", "Source", "Visit", "overview"]


class Figure(NamedTuple):
    """What the claims on one event say of one quantity: the strongest word for each end.

    `unit`, `phase`, `reading`, `per` and `share_of` tell what is counted and how (see `Measure`); figures that differ
    in one of them are never compared.
    `at_least` is the claim with the highest lower bound, `at_most` the one with the lowest upper bound, None where
    no claim bounds that end; `claims` are all that give this figure.
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
    """One arms transfer: its figures, all claims that assert it, and who denies it."""

    event: ArmsTransfer
    supplier: Actor
    recipient: Actor
    figures: tuple[Figure, ...]
    asserted: tuple[Claim, ...]
    denied_by: tuple[Actor, ...]
    denied_with_more_by: tuple[Actor, ...]
    """Who denies not this by name, but something of which it is a part, and not before it can have begun."""


class Presence(NamedTuple):
    """One deployment: its figures, all claims that assert it, and who denies it."""

    event: Deployment
    figures: tuple[Figure, ...]
    asserted: tuple[Claim, ...]
    denied_by: tuple[Actor, ...]
    denied_with_more_by: tuple[Actor, ...]
    """Who denies not this by name, but something of which it is a part, and not before it can have begun."""


class Visit(NamedTuple):
    """One delegation, and how many claims tell of it."""

    event: Delegation
    visitors: tuple[Actor, ...]
    host: Actor
    claims: int


class Denial(NamedTuple):
    """A denial, and the claims that it answers."""

    claim: Claim
    by: tuple[Actor, ...]
    answers: tuple[Claim, ...]


class Source(NamedTuple):
    """A document, and how many claims rest on it."""

    document: Document
    claims: int


class Overview(NamedTuple):
    """What a dataset says at a glance; each tuple in the order in which it is best read."""

    transfers: tuple[Flow, ...]
    deployments: tuple[Presence, ...]
    delegations: tuple[Visit, ...]
    denials: tuple[Denial, ...]
    documents: tuple[Source, ...]


def overview(dataset: RecordSet) -> Overview:
    """The overview of a dataset.

    Transfers are grouped by supplier and recipient, the pair with the most claims first, and in it those with
    figures; deployments and delegations begin with the latest, documents with the first published. A transfer or
    deployment that nobody asserts or denies as a fact (it is only advised, sought, possible) is left out, and so
    are a delegation of which no claim tells, and claims that a later one revises.

    >>> import axis_tracker as axt
    >>> report = axt.overview(axt.load())
    >>> report.delegations[0].event.id
    'belousov-in-north-korea-2024-11'
    """
    return Overview(
        transfers=_flows(dataset),
        deployments=_presences(dataset),
        delegations=_visits(dataset),
        denials=tuple(
            Denial(
                claim,
                tuple(dataset.actors[key] for key in claim.claimants),
                tuple(dataset.claims[key] for key in claim.answers),
            )
            for claim in dataset.claims.where(stance=Stance.DENIES)
        ),
        documents=tuple(
            Source(document, len(dataset.claims.where(source=document)))
            for document in sorted(dataset.documents, key=lambda one: one.published.sort_key)
        ),
    )


_Counted: TypeAlias = tuple[str, Phase, Reading, Period | None, str | None]


def figures_of(claims: Iterable[Claim]) -> tuple[Figure, ...]:
    """The figures that some claims on one event give, those with the most claims first."""
    groups: dict[_Counted, list[Claim]] = {}
    for claim in claims:
        if claim.measure is not None:
            of = claim.measure
            counted = (of.quantity.unit, of.phase, of.reading, of.per, of.share_of)
            groups.setdefault(counted, []).append(claim)
    figures = [
        Figure(*counted, _highest_low(group), _lowest_high(group), tuple(group)) for counted, group in groups.items()
    ]
    return tuple(sorted(figures, key=_most_claimed_first))


def _most_claimed_first(figure: Figure) -> tuple[object, ...]:
    per = "" if figure.per is None else figure.per.value
    return (-len(figure.claims), figure.unit, figure.phase.value, figure.reading.value, per, figure.share_of or "")


def _highest_low(claims: list[Claim]) -> Claim | None:
    bounded = [
        (quantity.low, not quantity.includes_low, claim)
        for claim in claims
        if claim.measure is not None and (quantity := claim.measure.quantity).low is not None
    ]
    return max(bounded, key=lambda one: one[:2])[2] if bounded else None


def _lowest_high(claims: list[Claim]) -> Claim | None:
    bounded = [
        (quantity.high, quantity.includes_high, claim)
        for claim in claims
        if claim.measure is not None and (quantity := claim.measure.quantity).high is not None
    ]
    return min(bounded, key=lambda one: one[:2])[2] if bounded else None


def _asserted(dataset: RecordSet, event: str) -> tuple[Claim, ...]:
    revised = {claim.revises for claim in dataset.claims if claim.revises is not None}
    asserting = dataset.claims.where(about=event, stance=Stance.ASSERTS, modality=Modality.ACTUAL)
    return tuple(claim for claim in asserting if claim.id not in revised)


def _denied_by(dataset: RecordSet, event: str) -> tuple[Actor, ...]:
    denials = dataset.claims.where(about=event, stance=Stance.DENIES)
    return tuple(dataset.actors[key] for key in dict.fromkeys(key for claim in denials for key in claim.claimants))


def _denied_with_more_by(dataset: RecordSet, event: ArmsTransfer | Deployment) -> tuple[Actor, ...]:
    from axis_tracker.reasoning.questions import events_of

    order = events_of(dataset)
    denials = (claim for claim in dataset.claims.where(stance=Stance.DENIES) if claim.event != event.id)
    wider = (
        claim
        for claim in denials
        if order.is_within(event.id, claim.event) and not _came_before(dataset.made(claim), event.when)
    )
    by_name = {actor.id for actor in _denied_by(dataset, event.id)}
    keys = dict.fromkeys(key for claim in wider for key in claim.claimants if key not in by_name)
    return tuple(dataset.actors[key] for key in keys)


def _came_before(made: ImpreciseDate, when: ImpreciseDate | None) -> bool:
    """Whether something was certainly said before an event began, so that it cannot have been meant."""
    return when is not None and made.moment.precedes(when) is Truth.YES


def _flows(dataset: RecordSet) -> tuple[Flow, ...]:
    flows = []
    for event in dataset.transfers:
        asserted = _asserted(dataset, event.id)
        flows.append(
            Flow(
                event,
                dataset.actors[event.supplier],
                dataset.actors[event.recipient],
                figures_of(asserted),
                asserted,
                _denied_by(dataset, event.id),
                _denied_with_more_by(dataset, event),
            )
        )
    told = [flow for flow in flows if flow.asserted or flow.denied_by]
    claims_on: Counter[tuple[str, str]] = Counter()
    for flow in told:
        claims_on[flow.event.supplier, flow.event.recipient] += len(flow.asserted)
    return tuple(sorted(told, key=lambda flow: _most_told_first(flow, claims_on)))


def _most_told_first(flow: Flow, claims_on: Counter[tuple[str, str]]) -> tuple[object, ...]:
    pair = (flow.event.supplier, flow.event.recipient)
    return (-claims_on[pair], pair, not flow.figures, -len(flow.asserted), flow.event.id)


def _presences(dataset: RecordSet) -> tuple[Presence, ...]:
    latest = sorted(dataset.deployments, key=lambda one: _latest_first(one.when, one.id))
    told = [(event, _asserted(dataset, event.id), _denied_by(dataset, event.id)) for event in latest]
    return tuple(
        Presence(event, figures_of(claims), claims, denied_by, _denied_with_more_by(dataset, event))
        for event, claims, denied_by in told
        if claims or denied_by
    )


def _visits(dataset: RecordSet) -> tuple[Visit, ...]:
    latest = sorted(dataset.delegations, key=lambda one: _latest_first(one.when, one.id))
    told = ((event, len(dataset.claims.where(about=event))) for event in latest)
    return tuple(
        Visit(event, tuple(dataset.actors[key] for key in event.visitors), dataset.actors[event.host], claims)
        for event, claims in told
        if claims
    )


def _latest_first(when: ImpreciseDate | None, key: str) -> tuple[int, str]:
    began = None if when is None else when.earliest
    return (-began.toordinal() if began is not None else 0, key)
