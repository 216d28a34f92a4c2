"""Disputes: what is denied, called into question or contradicted, with both sides.

Imports the model, `revisions` (what has been replaced takes no side any more) and `conflicts` (figures that cannot all
hold).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from attrs import frozen

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.display import Displayable
from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.imprecise.measures import Phase, Reading
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event
from axis_tracker.model.vocabulary import ActorKind, Modality, Stance
from axis_tracker.phrases import counted_phrase, names_phrase
from axis_tracker.reasoning.conflicts import Conflict
from axis_tracker.reasoning.revisions import AboutLike, replacements

__all__ = ["Dispute", "DisputeKind", "DisputedFigure", "calls_into_question", "disputes"]

_EVEN: Final = 45
"""Percent: where "roughly even chance" begins on the scale of ICD 203."""


def calls_into_question(claim: Claim) -> bool:
    """Whether a claim doubts: by its stance, or because it asserts what its own hedge puts below an even chance.

    >>> doubt = {"id": "x", "event": "troops", "claimants": ["nis"], "made": "2024-10", "summary": "Troops are there."}
    >>> calls_into_question(Claim(**doubt)), calls_into_question(Claim(**doubt, likelihood="unlikely"))
    (False, True)
    """
    high = claim.likelihood.high
    return claim.stance is Stance.DOUBTS or (claim.stance is Stance.ASSERTS and high is not None and high <= _EVEN)


class DisputeKind(ControlledTerm):
    """What makes a dispute."""

    DENIED = "denied", "somebody denies it"
    DOUBTED = "doubted", "somebody doubts it, or says that it is unlikely"
    CONFLICT = "conflict", "two figures cannot both be true"


class DisputedFigure(NamedTuple):
    """What a disputed figure counts.

    Attributes:
        unit: What is counted.
        phase: How far the counted things have come.
        reading: How the number is read.
    """

    unit: str
    phase: Phase
    reading: Reading


@frozen(repr=False)
class Dispute(Displayable):
    """A dispute about an event or a figure, with both sides.

    Revised claims take no side; the revisions do. All reports of one utterance are listed, whereas `origins` counts
    utterances.

    >>> import axis_tracker as axt
    >>> troops = {"event": "troops", "made": "2024-10", "summary": "Says something of the troops."}
    >>> ds = axt.Dataset([
    ...     axt.Actor(id="ru", name="Russia", kind="state"), axt.Actor(id="kr", name="South Korea", kind="state"),
    ...     axt.Place(id="kursk", name="Kursk"), axt.Item(id="soldiers", name="soldiers"),
    ...     axt.Deployment(id="troops", name="Foreign troops in Kursk", of="ru", to="kursk", item="soldiers"),
    ...     axt.Claim(id="there", claimants=["kr"], **troops),
    ...     axt.Claim(id="fake", claimants=["ru"], stance="denies", answers=["there"], **troops),
    ... ])
    >>> dispute, = ds.disputes()
    >>> dispute.kind, [claim.id for claim in dispute.counterclaims]
    (<DisputeKind.DENIED>, ['fake'])
    >>> print(dispute.explain())
    Foreign troops in Kursk: asserted by South Korea (there), denied by Russia (fake).

    Attributes:
        kind: Whether the event or figure is denied, doubted or in conflict with another figure.
        events: The event in dispute, or two events if figures conflict across a hierarchy.
        figure: What the disputed figure counts, or None if the dispute is about the event itself.
        claims: The claims that assert it. In a conflict, the claims behind the lower bound.
        counterclaims: The claims that deny or doubt it. In a conflict, the claims behind the upper bound.
        claimants: The actors who make `claims`.
        counterclaimants: The actors who make `counterclaims`.
        divided: The actors on both sides, in person or through those who acted for them when they spoke. Blocs are
            left out.
        conflict: The conflict between the figures, with the bounds that remain if either side is dropped; otherwise
            None.
    """

    kind: DisputeKind
    events: tuple[Event, ...]
    figure: DisputedFigure | None
    claims: tuple[Claim, ...]
    counterclaims: tuple[Claim, ...]
    claimants: tuple[Actor, ...]
    counterclaimants: tuple[Actor, ...]
    divided: tuple[Actor, ...]
    conflict: Conflict | None = None

    @property
    def origins(self) -> tuple[int, int]:
        """How many utterances stand on each side."""
        ours, theirs = ({claim.utterance for claim in side} for side in (self.claims, self.counterclaims))
        return len(ours), len(theirs)

    def explain(self) -> str:
        """The dispute in one sentence, and who has been on both sides in another."""
        for_it, against_it = _PHRASES[self.kind]
        matter = " and ".join(event.name for event in self.events)
        figure = "" if self.figure is None else f" ({counted_phrase(self.figure.unit, self.figure.phase)})"
        sentence = (
            f"{matter}{figure}: {_side(for_it, self.claimants, self.claims)}, "
            f"{_side(against_it, self.counterclaimants, self.counterclaims)}."
        )
        return sentence + "".join(f" {actor.name} has taken both sides." for actor in self.divided)

    def __repr__(self) -> str:
        return f"<Dispute {self.kind.value}: {', '.join(event.id for event in self.events)}>"


_PHRASES: Final = {
    DisputeKind.DENIED: ("asserted by", "denied by"),
    DisputeKind.DOUBTED: ("asserted by", "doubted by"),
    DisputeKind.CONFLICT: ("a higher figure from", "a lower figure from"),
}
"""How either side of each kind is put before the names of those who take it."""


def _side(phrase: str, actors: tuple[Actor, ...], claims: tuple[Claim, ...]) -> str:
    return f"{phrase} {names_phrase(actor.name for actor in actors)} ({', '.join(_shown(claim) for claim in claims)})"


def _shown(claim: Claim) -> str:
    return claim.id if claim.measure is None else f"{claim.id}: {claim.measure.quantity}"


def disputes(dataset: RecordSet, *, about: AboutLike | None = None) -> tuple[Dispute, ...]:
    """The disputes of a dataset; see `Dataset.disputes`."""
    events = {claim.event for claim in (dataset.claims if about is None else dataset.claims.where(about=about))}
    found = [
        one for one in (*_contested(dataset), *_conflicting(dataset)) if any(event.id in events for event in one.events)
    ]
    return tuple(sorted(found, key=_order))


def _order(one: Dispute) -> tuple[object, ...]:
    figure = ("", "", "") if one.figure is None else (one.figure.unit, one.figure.phase.value, one.figure.reading.value)
    return (
        tuple(event.id for event in one.events),
        [*DisputeKind].index(one.kind),
        figure,
        tuple(claim.id for claim in (*one.claims, *one.counterclaims)),
    )


def _contested(dataset: RecordSet) -> Iterator[Dispute]:
    """What is denied or doubted: a figure if the counterclaim carries a figure, else the event."""
    replaced = replacements(dataset)
    asserting: dict[str, list[Claim]] = {}
    against: dict[tuple[str, DisputedFigure | None, DisputeKind], list[Claim]] = {}
    for claim in dataset.claims:
        if replaced.are_there(claim):
            continue
        if claim.stance is Stance.DENIES or calls_into_question(claim):
            kind = DisputeKind.DENIED if claim.stance is Stance.DENIES else DisputeKind.DOUBTED
            against.setdefault((claim.event, _counted(claim), kind), []).append(claim)
        elif claim.stance is Stance.ASSERTS and claim.modality is Modality.ACTUAL:
            asserting.setdefault(claim.event, []).append(claim)
    for (event, figure, kind), counterclaims in against.items():
        answered = (
            standing
            for claim in counterclaims
            for key in claim.answers
            for standing in replaced.standing_for(dataset.claims[key])
            if standing.stance is Stance.ASSERTS and not calls_into_question(standing)
        )
        alike = (one for one in asserting.get(event, ()) if figure is None or _counted(one) == figure)
        claims = {claim.id: claim for claim in (*alike, *answered)}
        if claims:
            sides = ([claims[key] for key in sorted(claims)], counterclaims)
            yield _dispute(dataset, kind, (event,), figure, sides)


def _conflicting(dataset: RecordSet) -> Iterator[Dispute]:
    """The figures that cannot all hold, pair by pair."""
    from axis_tracker.reasoning.disagreements import conflicts_in
    from axis_tracker.reasoning.policies import Policy

    for conflict in conflicts_in(dataset, Policy()):
        sides = (conflict.lower, conflict.upper)
        events = dict.fromkeys(claim.event for side in sides for claim in side)
        yield _dispute(dataset, DisputeKind.CONFLICT, events, _counted(sides[0][0]), sides, conflict)


def _counted(claim: Claim) -> DisputedFigure | None:
    measure = claim.measure
    return None if measure is None else DisputedFigure(measure.quantity.unit, measure.phase, measure.reading)


def _dispute(
    dataset: RecordSet,
    kind: DisputeKind,
    events: Iterable[str],
    figure: DisputedFigure | None,
    sides: tuple[Sequence[Claim], Sequence[Claim]],
    conflict: Conflict | None = None,
) -> Dispute:
    """A dispute with the actors of either side, by id."""
    actors = dataset.actors
    claims, counterclaims = map(tuple, sides)
    makers, opponents = ({key for claim in side for key in claim.claimants} for side in sides)
    committed = opponents.union(*(_above(dataset, key) for key in opponents))
    divided = (
        key
        for key in sorted(committed)
        if actors[key].kind is not ActorKind.BLOC and all(_speaks_in(dataset, key, side) for side in sides)
    )
    claimants, counterclaimants, on_both_sides = (
        tuple(actors[key] for key in keys) for keys in (sorted(makers), sorted(opponents), divided)
    )
    about = tuple(dataset.events[key] for key in events)
    return Dispute(kind, about, figure, claims, counterclaims, claimants, counterclaimants, on_both_sides, conflict)


def _speaks_in(dataset: RecordSet, principal: str, claims: Iterable[Claim]) -> bool:
    """Whether one of the claims is certainly the actor's, in person or by somebody who acted for it then."""
    acts_for = dataset.hierarchy.acts_for
    return any(
        acts_for(claimant, principal, None).is_possible
        and acts_for(claimant, principal, dataset.made(claim).moment).is_certain
        for claim in claims
        for claimant in claim.claimants
    )


def _above(dataset: RecordSet, actor: str) -> set[str]:
    found: set[str] = set()
    waiting = [actor]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(role.of for role in dataset.actors[current].roles)
    return found
