"""Corroboration: how many say so independently, once every report of one utterance is counted as one.

Imports the model, `revisions` (what has been replaced) and `disputes` (what speaks against); the dataset only for type
checking.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import frozen

from axis_tracker.errors import InvalidValueError, UnknownNameError
from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event
from axis_tracker.model.vocabulary import NEUTRAL_STANCES, ActorKind, Likelihood, Modality, Stance
from axis_tracker.phrases import names_phrase
from axis_tracker.reasoning.disputes import calls_into_question
from axis_tracker.reasoning.revisions import superseded

if TYPE_CHECKING:
    from axis_tracker.dataset.record_set import RecordSet

__all__ = ["Corroboration", "Origin", "Uncounted", "UncountedReason", "corroboration"]


class UncountedReason(ControlledTerm):
    """Why a claim on the matter does not count."""

    SUPERSEDED = "superseded", "was replaced by a revision"
    NO_STAND = "no-stand", "neither confirms nor denies"
    OTHER_MODALITY = (
        "other-modality",
        "states a plan, forecast, wish or possibility where the matter is a fact, or the reverse",
    )
    NO_FIGURE = "no-figure", "gives no figure"
    OTHER_MEASURE = "other-measure", "gives a figure in another unit, phase or reading"
    OTHER_TIME = "other-time", "is about another time"
    SAYS_LESS = "says-less", "gives a figure too imprecise to support the claim"
    CONTRADICTS = "contradicts", "gives a figure that contradicts the claim"
    UNNAMED = "unnamed", "comes only from unnamed sources, who may be one and the same person"


@frozen(repr=False)
class Origin:
    """One utterance with all its reports.

    Attributes:
        utterance: The id of the utterance (see `Claim.utterance`).
        claimants: The actors who made it.
        claims: The reports of it that count.
    """

    utterance: str
    claimants: tuple[Actor, ...]
    claims: tuple[Claim, ...]

    def __repr__(self) -> str:
        return f"<Origin {self.utterance} in {len(self.claims)} claims>"


@frozen
class Uncounted:
    """A claim that does not count as corroboration, with the reason.

    Attributes:
        claim: The claim.
        reason: Why it does not count.
    """

    claim: Claim
    reason: UncountedReason


@frozen(repr=False)
class Corroboration:
    """The support for an event or a claim, counted by utterance rather than by report.

    An utterance supports an event if it asserts the event as a fact. It supports a claim with a figure if it gives a
    figure for the same event that implies the claim, and is not certainly about another time.

    >>> import axis_tracker as axt
    >>> about = {"event": "troops", "made": "2024-11", "summary": "Says how many troops there are."}
    >>> def said(key, claimant, figure, **fields):
    ...     measure = {"quantity": figure, "phase": "delivered"}
    ...     return axt.Claim(id=key, claimants=[claimant], measure=measure, **about, **fields)
    >>> ds = axt.Dataset([
    ...     axt.Actor(id="kp", name="North Korea", kind="state"),
    ...     axt.Actor(id="hur", name="HUR", kind="body"), axt.Actor(id="nis", name="NIS", kind="body"),
    ...     axt.Actor(id="officials", name="officials", kind="source"),
    ...     axt.Place(id="kursk", name="Kursk"), axt.Item(id="soldiers", name="soldiers"),
    ...     axt.Deployment(id="troops", name="Troops in Kursk", of="kp", to="kursk", item="soldiers"),
    ...     said("a", "hur", "more than 10,000 troops", origin="hur-briefing"),
    ...     said("b", "hur", "more than 10,000 troops", origin="hur-briefing", relays=["nis"]),
    ...     said("c", "nis", "around 12,000 troops"),
    ...     said("d", "officials", "more than 10,000 troops"),
    ... ])
    >>> of_event = ds.corroboration("troops")
    >>> of_event.independent, [origin.utterance for origin in of_event.origins]
    (2, ['c', 'hur-briefing'])
    >>> ds.corroboration("c").independent
    1
    >>> print(ds.corroboration("c").explain())
    1 independent origin supports this: NIS (c).
    Not counted: a, b, d (gives a figure too imprecise to support the claim).

    Attributes:
        of: The event or the claim in question.
        origins: The utterances that count.
        independent: The number of independent origins. Origins that share a named claimant count once, and so do
            origins that are derived from one another.
        uncounted: The claims that do not count, each with the reason.
        counterclaims: The claims that deny or question it. They do not reduce the count.
    """

    of: Event | Claim
    origins: tuple[Origin, ...]
    independent: int
    uncounted: tuple[Uncounted, ...]
    counterclaims: tuple[Claim, ...]

    def explain(self) -> str:
        """Who counts and how they hedge, who does not count and why, and who speaks against it, in sentences.

        A hedge takes nothing off the count: it stands beside the claim.
        """
        count = self.independent
        lines = [f"{count or 'No'} independent origin{'s support' if count > 1 else ' supports'} this"]
        if self.origins:
            lines[0] += ": " + "; ".join(
                f"{names_phrase(actor.name for actor in one.claimants)} ({', '.join(map(_hedged, one.claims))})"
                for one in self.origins
            )
        lines[0] += "."
        if self.uncounted:
            reasons = groupby(self.uncounted, key=_why)
            parts = (f"{', '.join(one.claim.id for one in alike)} ({why})" for why, alike in reasons)
            lines.append(f"Not counted: {'; '.join(parts)}.")
        if self.counterclaims:
            lines.append(f"Denied or doubted in: {', '.join(claim.id for claim in self.counterclaims)}.")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Corroboration of {self.of.id}: {self.independent} independent of {len(self.origins)} origins>"


def _why(one: Uncounted) -> str:
    """Why a claim is not counted, in few words, because long lists of claims repeat them."""
    if one.reason is UncountedReason.OTHER_MODALITY:
        return "stated as fact" if one.claim.modality is Modality.ACTUAL else f"stated as {one.claim.modality.value}"
    return "unnamed source" if one.reason is UncountedReason.UNNAMED else one.reason.meaning


def _hedged(claim: Claim) -> str:
    return claim.id if claim.likelihood is Likelihood.UNHEDGED else f"{claim.id}, {claim.likelihood.value}"


def corroboration(dataset: RecordSet, of: str | Event | Claim) -> Corroboration:
    """The corroboration of an event or a claim; see `Dataset.corroboration`."""
    matter = _matter(dataset, of)
    replaced = superseded(dataset)
    counted: dict[str, list[Claim]] = {}
    uncounted: list[Uncounted] = []
    counterclaims: list[Claim] = []
    for claim in dataset.claims.where(about=matter.event if isinstance(matter, Claim) else matter):
        against = claim.stance is Stance.DENIES or calls_into_question(claim)
        if against and claim.id not in replaced:
            counterclaims.append(claim)
            continue
        reason = UncountedReason.SUPERSEDED if claim.id in replaced else _reason(dataset, claim, matter)
        if reason is None:
            counted.setdefault(claim.utterance, []).append(claim)
        else:
            uncounted.append(Uncounted(claim, reason))
    origins = tuple(_origin(dataset, key, claims) for key, claims in sorted(counted.items()))
    return Corroboration(matter, origins, _independent(dataset, origins), tuple(uncounted), tuple(counterclaims))


def _matter(dataset: RecordSet, of: str | Event | Claim) -> Event | Claim:
    if isinstance(of, Claim):
        return _asserting(dataset.claims[of.id])
    if isinstance(of, Event):
        return dataset.events[of.id]
    event, claim = dataset.events.get(of), dataset.claims.get(of)
    if event is not None and claim is not None:
        raise InvalidValueError(
            "both an event and a claim have this id", value=of, suggestion="pass the record, such as ds.claims[...]"
        )
    if event is not None:
        return event
    if claim is not None:
        return _asserting(claim)
    from axis_tracker.dataset.names import nearest

    near = nearest(of, (*dataset.events.ids, *dataset.claims.ids))
    raise UnknownNameError(of, kind="event or claim", nearest=near)


def _asserting(claim: Claim) -> Claim:
    if claim.stance is not Stance.ASSERTS:
        raise InvalidValueError(
            f"only a claim that asserts something can be corroborated; this claim {claim.stance.value}", value=claim.id
        )
    return claim


def _reason(dataset: RecordSet, claim: Claim, matter: Event | Claim) -> UncountedReason | None:
    """Why the claim does not count, if it does not; it speaks of the same event and does not speak against it."""
    if claim.stance in NEUTRAL_STANCES:
        return UncountedReason.NO_STAND
    if claim.modality is not (matter.modality if isinstance(matter, Claim) else Modality.ACTUAL):
        return UncountedReason.OTHER_MODALITY
    if isinstance(matter, Claim):
        reason = _reason_of_figure(claim, matter)
        if reason is not None:
            return reason
    if all(dataset.actors[key].kind is ActorKind.SOURCE for key in claim.claimants):
        return UncountedReason.UNNAMED
    return None


def _reason_of_figure(claim: Claim, matter: Claim) -> UncountedReason | None:
    if claim.when is not None and matter.when is not None and claim.when.overlaps(matter.when) is Truth.NO:
        return UncountedReason.OTHER_TIME
    if matter.measure is None:
        return None
    if claim.measure is None:
        return UncountedReason.NO_FIGURE
    if not matter.measure.comparable(claim.measure):
        return UncountedReason.OTHER_MEASURE
    if matter.measure.quantity.contains(claim.measure.quantity):
        return None
    if matter.measure.quantity.compatible(claim.measure.quantity):
        return UncountedReason.SAYS_LESS
    return UncountedReason.CONTRADICTS


def _origin(dataset: RecordSet, utterance: str, claims: list[Claim]) -> Origin:
    claimants = dict.fromkeys(key for claim in claims for key in claim.claimants)
    return Origin(utterance, tuple(dataset.actors[key] for key in claimants), tuple(claims))


def _independent(dataset: RecordSet, origins: Iterable[Origin]) -> int:
    """How many groups the origins fall into, if a named claimant and a claim that is built on bind them together."""
    groups: list[set[str]] = []
    for origin in origins:
        bound = {f"utterance {origin.utterance}"}
        bound |= {f"actor {actor.id}" for actor in origin.claimants if actor.kind is not ActorKind.SOURCE}
        bound |= {f"utterance {key}" for key in _built_on(dataset, origin.claims)}
        touching = [group for group in groups if not group.isdisjoint(bound)]
        groups = [group for group in groups if group.isdisjoint(bound)]
        groups.append(bound.union(*touching))
    return len(groups)


def _built_on(dataset: RecordSet, claims: Iterable[Claim]) -> set[str]:
    """The utterances from which the claims were worked out, step by step."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [key for claim in claims for key in claim.derived_from]
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            claim = dataset.claims[key]
            found.add(claim.utterance)
            waiting.extend(claim.derived_from)
    return found
