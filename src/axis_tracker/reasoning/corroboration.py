"""Corroboration: how many independent voices say so, for the day and the figure in question.

Imports the model, `claims_on_matter` (which claims support it) and `voices` (how many of them count).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from attrs import field, frozen

from axis_tracker.dataset.record_set import RecordSet, derived
from axis_tracker.errors import InvalidValueError, UnknownNameError
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event
from axis_tracker.model.vocabulary import Modality, Stance, SupportKind
from axis_tracker.phrases import names_phrase
from axis_tracker.reasoning.claim_phrases import claim_phrase
from axis_tracker.reasoning.claims_on_matter import ClaimsOnMatter, Uncounted, UncountedReason
from axis_tracker.reasoning.matters import modality_of
from axis_tracker.reasoning.revisions import replacements
from axis_tracker.reasoning.voices import independent_utterances, touching

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Corroboration", "Origin", "Supporting", "Uncounted", "UncountedReason", "Voice", "corroboration"]


@frozen(repr=False)
class Origin:
    """One utterance with all its reports.

    Attributes:
        utterance: The id of the utterance (see `Claim.utterance`).
        claimants: The actors who made it.
        claims: The reports of it that count.
        phrases: Each of these claims with its figure, hedge, date and source.
    """

    utterance: str
    claimants: tuple[Actor, ...]
    claims: tuple[Claim, ...]
    phrases: tuple[str, ...] = field(default=(), eq=False)

    def explain(self) -> str:
        """The claimants and the claims, each with its figure, hedge, date and source."""
        return f"{names_phrase(actor.name for actor in self.claimants)} ({'; '.join(self.phrases)})"

    def __repr__(self) -> str:
        return f"<Origin {self.utterance} in {len(self.claims)} claims>"


@frozen(repr=False)
class Voice:
    """An independent voice, with everything else that comes from the same voice.

    Attributes:
        origin: The utterance that counts.
        others: The utterances that do not count besides it, because they come from the same state, were made jointly
            with it, or were derived from one another.
    """

    origin: Origin
    others: tuple[Origin, ...]

    def __repr__(self) -> str:
        return f"<Voice {self.origin.utterance} and {len(self.others)} others>"


class Supporting(NamedTuple):
    """A claim that explains or supports what is corroborated (see `Claim.supports`). It adds no voice.

    Attributes:
        claim: The supporting claim.
        kind: How it supports the other claim.
    """

    claim: Claim
    kind: SupportKind


@frozen(repr=False)
class Corroboration:
    """The support for an event or a claim, counted by independent voices rather than by reports.

    An utterance supports an event if it asserts the event, or a part of it, as a fact. It supports a claim with a
    figure if it gives a figure that implies this figure for its day. A running total only grows: "10,000 by October"
    implies "more than 8,000 by December", and "15,000 in April" says nothing of the October before. A figure of a
    narrower event gives a total at least its lower bound.

    >>> import axis_tracker as axt
    >>> about = {"event": "troops", "made": "2024-11", "summary": "Says how many troops there are."}
    >>> def said(key, claimant, figure, **fields):
    ...     measure = {"quantity": figure, "phase": "delivered"}
    ...     return axt.Claim(id=key, claimants=[claimant], measure=measure, **about | fields)
    >>> ds = axt.Dataset([
    ...     axt.Actor(id="kp", name="North Korea", kind="state"), axt.Actor(id="kr", name="South Korea", kind="state"),
    ...     axt.Actor(id="hur", name="HUR", kind="body"),
    ...     axt.Actor(id="nis", name="NIS", kind="body", roles=[axt.Role(of="kr")]),
    ...     axt.Actor(id="officials", name="officials", kind="source"),
    ...     axt.Place(id="kursk", name="Kursk"), axt.Item(id="soldiers", name="soldiers"),
    ...     axt.Deployment(id="troops", name="Troops in Kursk", of="kp", to="kursk", item="soldiers"),
    ...     said("a", "hur", "more than 10,000 troops", origin="hur-briefing"),
    ...     said("b", "hur", "more than 10,000 troops", origin="hur-briefing", relays=["nis"]),
    ...     said("c", "nis", "around 12,000 troops"),
    ...     said("d", "kr", "11,000 troops", made="2024-10-30"),
    ...     said("e", "officials", "more than 10,000 troops"),
    ...     said("f", "nis", "14,000 troops", made="2025-04"),
    ... ])
    >>> found = ds.corroboration("a")
    >>> found.independent, [origin.utterance for origin in found.origins]
    (2, ['c', 'd', 'hur-briefing'])
    >>> print(found.explain())
    2 independent voices support this:
    - NIS (c: around 12,000 troops, 2024-11); the same voice: South Korea (d: 11,000 troops, 2024-10-30)
    - HUR (a: more than 10,000 troops, 2024-11; b: more than 10,000 troops, 2024-11, via NIS)
    Not counted: e (unnamed source); f (is about another time, so it does not imply this).

    Attributes:
        of: The event or the claim in question.
        origins: The utterances that support it and have a voice, by id.
        independent: The number of independent voices.
        uncounted: The claims on the event that do not count, each with the reason. Of the claims on narrower events,
            only those that would count if they came from a voice.
        counterclaims: The claims that certainly deny or question it, on the event or on a wider event. They do not
            reduce the count.
        voices: The independent voices, with everything that comes from the same voice.
        possible_counterclaims: The denials and doubts that possibly concern it, depending on when it happened.
        earlier_counterclaims: The denials and doubts from before it can have happened.
        supported_by: The claims that explain or support it according to their text, whether they count or not.
        phrases: `counterclaims` and then `supported_by`, each with its figure, hedge, date and source.
    """

    of: Event | Claim
    origins: tuple[Origin, ...]
    independent: int
    uncounted: tuple[Uncounted, ...]
    counterclaims: tuple[Claim, ...]
    voices: tuple[Voice, ...] = ()
    possible_counterclaims: tuple[Claim, ...] = ()
    earlier_counterclaims: tuple[Claim, ...] = ()
    supported_by: tuple[Supporting, ...] = ()
    phrases: tuple[str, ...] = field(default=(), eq=False)

    def explain(self) -> str:
        """Which voices count, what does not count and why, and what speaks against it, in sentences.

        A hedge does not reduce the count. It is shown with the claim.
        """
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        count = self.independent
        if not count:
            yield "No independent voice supports this."
        else:
            yield f"{count} independent voice{'s support' if count > 1 else ' supports'} this:"
        for voice in self.voices:
            others = "; ".join(one.explain() for one in voice.others)
            yield f"- {voice.origin.explain()}{f'; the same voice: {others}' if others else ''}"
        if self.uncounted:
            reasons = groupby(self.uncounted, key=_why)
            parts = (f"{', '.join(one.claim.id for one in alike)} ({why})" for why, alike in reasons)
            yield f"Not counted: {'; '.join(parts)}."
        against, supporting = (
            self.phrases[: len(self.counterclaims)],
            self.phrases[len(self.counterclaims) :],
        )
        if against:
            yield f"Denied or doubted in: {'; '.join(against)}."
        if self.possible_counterclaims:
            yield f"Possibly denied or doubted, depending on when it happened, in: {_ids(self.possible_counterclaims)}."
        if self.earlier_counterclaims:
            yield f"Only denied or doubted earlier, in: {_ids(self.earlier_counterclaims)}."
        if supporting:
            kinds = (one.kind.value for one in self.supported_by)
            parts = (f"{phrase} ({kind})" for phrase, kind in zip(supporting, kinds, strict=True))
            yield f"Supported by: {'; '.join(parts)}."

    def __repr__(self) -> str:
        return f"<Corroboration of {self.of.id}: {self.independent} voices in {len(self.origins)} origins>"


def _ids(claims: Iterable[Claim]) -> str:
    return ", ".join(claim.id for claim in claims)


def _why(one: Uncounted) -> str:
    """Why a claim is not counted, in few words, because long lists of claims repeat them."""
    if one.reason is UncountedReason.OTHER_MODALITY:
        modality = modality_of(one.claim)
        return "stated as fact" if modality is Modality.ACTUAL else f"stated as {modality.value}"
    return "unnamed source" if one.reason is UncountedReason.UNNAMED else one.reason.meaning


def corroboration(dataset: RecordSet, of: str | Event | Claim) -> Corroboration:
    """The corroboration of an event or a claim; see `Dataset.corroboration`."""
    matter = _matter(dataset, of)
    sorted_claims = ClaimsOnMatter(dataset, matter)
    said = {key: sorted_claims.counted[key] for key in sorted(sorted_claims.counted)}
    origins = {key: _origin(dataset, key, claims) for key, claims in said.items()}
    chosen = independent_utterances(dataset, said)
    others: dict[str, list[Origin]] = {}
    for key, voice in touching(dataset, said, chosen).items():
        others.setdefault(voice, []).append(origins[key])
    against = [sorted_claims.against(truth) for truth in (Truth.YES, Truth.POSSIBLY)]
    supporting = tuple(_supporting(dataset, [matter] if isinstance(matter, Claim) else sorted_claims.all_counted))
    mentioned = (*against[0], *(one.claim for one in supporting))
    return Corroboration(
        matter,
        tuple(origins.values()),
        len(chosen),
        tuple(sorted(sorted_claims.uncounted, key=lambda one: one.claim.id)),
        tuple(against[0]),
        tuple(Voice(origins[key], tuple(others.get(key, ()))) for key in chosen),
        tuple(against[1]),
        tuple(sorted_claims.earlier),
        supporting,
        tuple(claim_phrase(dataset, claim) for claim in mentioned),
    )


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


def _supporting(dataset: RecordSet, supported: Iterable[Claim]) -> Iterator[Supporting]:
    """The claims that say that they support one of these claims, and that have not been replaced."""
    replaced = replacements(dataset)
    supports = derived(dataset, _supports)
    seen: set[Supporting] = set()
    for claim in supported:
        for one in supports.get(claim.id, ()):
            if one not in seen and one.claim.stance is Stance.ASSERTS and not replaced.are_there(one.claim):
                seen.add(one)
                yield one


def _supports(dataset: RecordSet) -> dict[str, list[Supporting]]:
    found: dict[str, list[Supporting]] = {}
    for claim in dataset.claims:
        for one in claim.supports:
            found.setdefault(one.claim, []).append(Supporting(claim, one.kind))
    return found


def _origin(dataset: RecordSet, utterance: str, claims: Sequence[Claim]) -> Origin:
    claimants = dict.fromkeys(key for claim in claims for key in claim.claimants)
    return Origin(
        utterance,
        tuple(dataset.actors[key] for key in claimants),
        tuple(claims),
        tuple(claim_phrase(dataset, claim) for claim in claims),
    )
