"""Stances: where an actor, and everyone who speaks for it, stood on a matter over time.

Every position counts, also one that was later revised, for this is a history. Imports the model and `timeline` (whose
rule tells which position certainly came first); the dataset only for type checking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from axis_tracker.imprecise.dates import Extent, ImpreciseDate
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event
from axis_tracker.model.vocabulary import Certainty, Likelihood, Modality, Stance, to_certainty
from axis_tracker.phrases import date_phrase, names_phrase
from axis_tracker.reasoning.timeline import ALONE, Slot, placed

if TYPE_CHECKING:
    from axis_tracker.dataset.record_set import RecordSet
    from axis_tracker.dataset.selections import ActorLike
    from axis_tracker.model.vocabulary import CertaintyName
    from axis_tracker.reasoning.revisions import AboutLike

__all__ = ["STANCE_PHRASES", "Position", "Stances", "best_dated", "stances"]


@frozen(repr=False)
class Position:
    """The position that an actor takes on one event in one utterance.

    Attributes:
        speakers: The claimants who are, or act for, the actor in question.
        acting: Whether they certainly or possibly act for it at that time.
        event: The event.
        stance: The stance of the claims.
        likelihood: Their likelihood.
        modality: Their modality.
        made: When the utterance was made. If several reports date it, this is the most precise date.
        claims: All reports of the utterance.
        slot: The place among all positions (see `Slot`).
    """

    speakers: tuple[Actor, ...]
    acting: Truth
    event: Event
    stance: Stance
    likelihood: Likelihood
    modality: Modality
    made: ImpreciseDate
    claims: tuple[Claim, ...]
    slot: Slot = ALONE

    @property
    def extent(self) -> Extent:
        """The day on which it was taken, as far as that is known: `made` read as one moment."""
        return self.made.moment

    def explain(self) -> str:
        """The position in one sentence."""
        hedge = "" if self.likelihood is Likelihood.UNHEDGED else f", {self.likelihood.value}"
        modality = "" if self.modality is Modality.ACTUAL else f", as {self.modality.value}"
        perhaps = "" if self.acting is Truth.YES else " (possibly in this role)"
        return (
            f"{date_phrase(self.made)}: {STANCE_PHRASES[self.stance]} {names_phrase(one.name for one in self.speakers)}"
            f"{perhaps} ({self.event.name}{hedge}{modality})."
        )

    def __repr__(self) -> str:
        return f"<Position {self.made} {','.join(one.id for one in self.speakers)} {self.stance.value} {self.event.id}>"


STANCE_PHRASES: Final = {
    Stance.ASSERTS: "asserted by",
    Stance.DOUBTS: "doubted by",
    Stance.DECLINES: "neither confirmed nor denied by",
    Stance.SILENT: "reported not to have commented:",
    Stance.UNVERIFIED: "could not be verified by",
    Stance.DENIES: "denied by",
}
"""How a stance is put before the names of those who take it."""


@frozen(repr=False)
class Stances:
    """The positions of an actor, and of those who act for it, over time.

    A minister's position counts for the state if the minister is in office when taking it.

    >>> import axis_tracker as axt
    >>> about = {"event": "troops", "summary": "Says something of the troops."}
    >>> def said(key, claimant, made, **fields):
    ...     return axt.Claim(id=key, claimants=[claimant], made=made, **about, **fields)
    >>> ds = axt.Dataset([
    ...     axt.Actor(id="ru", name="Russia", kind="state"), axt.Actor(id="kr", name="South Korea", kind="state"),
    ...     axt.Actor(id="peskov", name="Peskov", kind="person", roles=[axt.Role(of="ru")]),
    ...     axt.Actor(id="putin", name="Putin", kind="person", roles=[axt.Role(of="ru")]),
    ...     axt.Place(id="kursk", name="Kursk"), axt.Item(id="soldiers", name="soldiers"),
    ...     axt.Deployment(id="troops", name="Foreign troops in Kursk", of="ru", to="kursk", item="soldiers"),
    ...     said("first", "kr", "2024-10-08"),
    ...     said("fake", "peskov", "2024-10-10", stance="denies", answers=["first"]),
    ...     said("neither", "putin", "2024-10-24", stance="declines", answers=["first"]),
    ...     said("confirmed", "putin", "2025-04-28"),
    ... ])
    >>> line = ds.stances("Russia", about="troops")
    >>> [position.stance.value for position in line.positions]
    ['denies', 'declines', 'asserts']
    >>> [position.stance.value for position in line.by("putin").positions]
    ['declines', 'asserts']
    >>> print(line.explain())
    Russia took 3 positions:
    - 2024-10-10: denied by Peskov (Foreign troops in Kursk).
    - 2024-10-24: neither confirmed nor denied by Putin (Foreign troops in Kursk).
    - 2025-04-28: asserted by Putin (Foreign troops in Kursk).

    Attributes:
        actor: The actor in question.
        positions: The positions in the order of a timeline. Positions that certainly came first are first. Within a
            step, the order has no meaning.
    """

    actor: Actor
    positions: tuple[Position, ...]

    @property
    def speakers(self) -> tuple[Actor, ...]:
        """Everyone who took one of the positions, by id."""
        found = {one.id: one for position in self.positions for one in position.speakers}
        return tuple(found[key] for key in sorted(found))

    def by(self, speaker: str | Actor) -> Stances:
        """The positions that one speaker took in person, not those that others took for it; none, if there are none."""
        key = speaker if isinstance(speaker, str) else speaker.id
        return Stances(
            next((one for one in self.speakers if one.id == key), self.actor),
            tuple(position for position in self.positions if key in (one.id for one in position.speakers)),
        )

    @property
    def latest(self) -> tuple[Position, ...]:
        """The positions after which certainly no other was taken on the same event.

        More than one on an event, if their order is open: they may then contradict each other.
        """
        newest: dict[str, int] = {}
        for position in self.positions:
            first_day = position.extent.ordinals[0]
            newest[position.event.id] = max(first_day, newest.get(position.event.id, first_day))
        return tuple(one for one in self.positions if one.extent.ordinals[3] >= newest[one.event.id])

    @property
    def changes(self) -> tuple[tuple[Position, Position], ...]:
        """The pairs of positions on one event of which the second certainly follows the first with another stance.

        Only such as have no third position on the event certainly between them.
        """
        return tuple(pair for pair in self._successive() if pair[0].stance is not pair[1].stance)

    def _successive(self) -> Iterator[tuple[Position, Position]]:
        for after in self.positions:
            begins = after.extent.ordinals[0]
            before = [one for one in self.positions if one.event == after.event and one.extent.ordinals[3] < begins]
            last_begun = max((one.extent.ordinals[0] for one in before), default=0)
            yield from ((one, after) for one in before if one.extent.ordinals[3] >= last_begun)

    def explain(self) -> str:
        """The positions one by one, in sentences."""
        count = len(self.positions)
        if not count:
            return f"{self.actor.name} took no position."
        listed = "\n".join(f"- {position.explain()}" for position in self.positions)
        return f"{self.actor.name} took {count} position{'s' if count > 1 else ''}:\n{listed}"

    def __repr__(self) -> str:
        return f"<Stances of {self.actor.id}: {', '.join(one.stance.value for one in self.positions)}>"


def stances(
    dataset: RecordSet,
    actor: ActorLike,
    *,
    about: AboutLike | None = None,
    certainty: Certainty | CertaintyName = Certainty.CERTAIN,
) -> Stances:
    """The positions of an actor; see `Dataset.stances`."""
    principal = dataset.names("actors").find(actor)
    wanted = to_certainty(certainty)
    groups: dict[tuple[Any, ...], list[Claim]] = {}
    for claim in dataset.claims.where(by=principal, about=about, certainty=wanted):
        key = (claim.utterance, claim.event, claim.claimants, claim.stance, claim.likelihood, claim.modality)
        groups.setdefault(key, []).append(claim)
    found = [_position(dataset, principal, tuple(claims), wanted) for claims in groups.values()]
    slots = placed([position.extent for position in found])
    positions = (evolve(one, slot=slot) for one, slot in zip(found, slots, strict=True))
    return Stances(
        principal,
        tuple(sorted(positions, key=_order)),
    )


def _order(position: Position) -> tuple[object, ...]:
    """Step by step; and within a step in an order that another report of an utterance does not change."""
    claim = position.claims[0]
    words = (claim.stance.value, claim.likelihood.value, claim.modality.value)
    return (position.slot.step, position.made.sort_key, claim.utterance, claim.event, words, claim.claimants)


def _position(dataset: RecordSet, principal: Actor, claims: tuple[Claim, ...], wanted: Certainty) -> Position:
    claim = claims[0]
    made = best_dated(dataset, claims)
    acts_for = dataset.hierarchy.acts_for
    at = [dataset.made(one).moment for one in claims]
    acting = {key: reduce(or_, (acts_for(key, principal.id, when) for when in at)) for key in claim.claimants}
    enough = (Truth.YES,) if wanted is Certainty.CERTAIN else (Truth.YES, Truth.POSSIBLY)
    speakers = [key for key in claim.claimants if acting[key] in enough]
    return Position(
        tuple(dataset.actors[key] for key in speakers),
        Truth.YES if Truth.YES in acting.values() else Truth.POSSIBLY,
        dataset.events[claim.event],
        claim.stance,
        claim.likelihood,
        claim.modality,
        made,
        claims,
    )


def best_dated(dataset: RecordSet, claims: Iterable[Claim]) -> ImpreciseDate:
    """When an utterance was made, by the report of it that leaves the fewest days open."""
    return min((dataset.made(claim) for claim in claims), key=_openness)


def _openness(made: ImpreciseDate) -> tuple[int, Any]:
    first, _, _, last = made.moment.ordinals
    return (last - first, made.sort_key)
