"""Stances: the positions that an actor, and everyone who speaks for the actor, took over time.

Positions that were later revised are included, because this is a history.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import accumulate
from operator import or_
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import evolve, frozen

from axis_tracker.dataset.said_times import said_times
from axis_tracker.dataset.selections import possible_records
from axis_tracker.imprecise.dates import Extent, ImpreciseDate
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event
from axis_tracker.model.vocabulary import NEUTRAL_STANCES, Certainty, Likelihood, Modality, Stance, to_certainty
from axis_tracker.phrases import date_phrase, names_phrase
from axis_tracker.reasoning.timeline import ALONE, Slot, listing_day_of_moment, placed

if TYPE_CHECKING:
    from axis_tracker.dataset.record_set import RecordSet
    from axis_tracker.dataset.selections import ActorLike
    from axis_tracker.model.vocabulary import CertaintyName
    from axis_tracker.reasoning.revisions import AboutLike

__all__ = ["STANCE_PHRASES", "Position", "Stances", "stances"]

_Taken: TypeAlias = "tuple[str, str, tuple[str, ...], Stance, Likelihood, Modality]"
"""The fields that the reports of one position share: utterance, event, claimants, stance, likelihood and modality."""


@frozen(repr=False)
class Position:
    """The position that an actor takes on one event in one utterance.

    Attributes:
        speakers: The claimants who are, or act for, the actor in question. If the claim says that it was made for the
            actor (`Claim.speaking_for`), and no claimant is known to act for the actor, all claimants.
        acting: Whether they certainly or possibly act for the actor at that time.
        event: The event.
        stance: The stance of the claims.
        likelihood: Their likelihood.
        modality: Their modality.
        made: The recorded date of the utterance. If several reports date the utterance, the most precise date.
        extent: The days on which the utterance can have been made (see `SaidTimes`).
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
    extent: Extent
    claims: tuple[Claim, ...]
    slot: Slot = ALONE

    @property
    def takes_side(self) -> bool:
        """Whether the actor asserts, doubts or denies what is claimed, so that the stance is not neutral."""
        return self.stance not in NEUTRAL_STANCES

    def explain(self) -> str:
        """Return the position in one sentence."""
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
"""The words for a stance before the names of the actors who take it."""


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
        left_out: The further positions that the actor, or those who act for the actor, may have taken.
    """

    actor: Actor
    positions: tuple[Position, ...]
    left_out: tuple[Position, ...] = ()

    @property
    def possible(self) -> int:
        """The number of further positions that are merely possible. `certainty="possible"` lists them."""
        return len(self.left_out)

    @property
    def speakers(self) -> tuple[Actor, ...]:
        """Everyone who took one of the positions, sorted by id."""
        found = {one.id: one for position in self.positions for one in position.speakers}
        return tuple(found[key] for key in sorted(found))

    def by(self, speaker: str | Actor) -> Stances:
        """Return the positions that one speaker took in person, without those that others took for the speaker."""
        key = speaker if isinstance(speaker, str) else speaker.id
        positions, left_out = (
            tuple(position for position in found if key in (one.id for one in position.speakers))
            for found in (self.positions, self.left_out)
        )
        known = {one.id: one for position in (*positions, *left_out) for one in position.speakers}
        return Stances(known.get(key, self.actor), positions, left_out)

    @property
    def latest(self) -> tuple[Position, ...]:
        """The positions after which certainly no other position was taken on the same event.

        There may be several on one event if their order is uncertain. These may contradict each other. A neutral
        position, such as a refusal to comment, does not end an earlier position. It is listed only if no position on
        the event takes a side.
        """
        decided = {one.event.id for one in self.positions if one.takes_side}
        counted = [one for one in self.positions if one.takes_side or one.event.id not in decided]
        newest: dict[str, int] = {}
        for position in counted:
            first_day = position.extent.ordinals[0]
            newest[position.event.id] = max(first_day, newest.get(position.event.id, first_day))
        return tuple(one for one in counted if one.extent.ordinals[3] >= newest[one.event.id])

    @property
    def changes(self) -> tuple[tuple[Position, Position], ...]:
        """The pairs of positions on one event in which the second certainly follows the first with another stance.

        No third position on the event lies certainly between the two. Neutral positions do not count.
        """
        return tuple(pair for pair in self._successive() if pair[0].stance is not pair[1].stance)

    def _successive(self) -> Iterator[tuple[Position, Position]]:
        by_event: dict[str, list[Position]] = {}
        for position in self.positions:
            if position.takes_side:
                by_event.setdefault(position.event.id, []).append(position)
        for group in by_event.values():
            by_last = sorted(group, key=lambda one: one.extent.ordinals[3])
            lasts = [one.extent.ordinals[3] for one in by_last]
            begun = [*accumulate((one.extent.ordinals[0] for one in by_last), max)]
            for after in group:
                # Before a position come those with an earlier last day. Of these, only those count that may have been
                # taken as late as the one that began last.
                ended = bisect_left(lasts, after.extent.ordinals[0])
                if ended:
                    yield from ((one, after) for one in by_last[bisect_left(lasts, begun[ended - 1]) : ended])

    def explain(self) -> str:
        """Return the positions one by one, in sentences."""
        count = len(self.positions)
        if not count:
            return f"{self.actor.name} took no position{f'; {self.possible} possible' if self.possible else ''}."
        listed = (f"- {position.explain()}" for position in self.positions)
        more = [f"{self.possible} more possible."] if self.possible else []
        return "\n".join([f"{self.actor.name} took {count} position{'s' if count > 1 else ''}:", *listed, *more])

    def __repr__(self) -> str:
        more = f"; {self.possible} more possible" if self.possible else ""
        return f"<Stances of {self.actor.id}: {', '.join(one.stance.value for one in self.positions)}{more}>"


def stances(
    dataset: RecordSet,
    actor: ActorLike,
    *,
    about: AboutLike | None = None,
    certainty: Certainty | CertaintyName = Certainty.CERTAIN,
) -> Stances:
    """Return the positions of an actor (see `Dataset.stances`)."""
    principal = dataset.names("actors").find(actor)
    wanted = to_certainty(certainty)
    found = dataset.claims.where(by=principal, about=about, certainty=wanted)
    groups = _grouped(found)
    # Another report of a position that is certain adds no position.
    others = {key: claims for key, claims in _grouped(possible_records(found)).items() if key not in groups}
    positions = [_position(dataset, principal, claims, wanted) for claims in groups.values()]
    slots = placed(
        [position.extent for position in positions], [listing_day_of_moment(position.extent) for position in positions]
    )
    ordered = [evolve(one, slot=slot) for one, slot in zip(positions, slots, strict=True)]
    left_out = [_position(dataset, principal, claims, Certainty.POSSIBLE) for claims in others.values()]
    return Stances(principal, tuple(sorted(ordered, key=_order)), tuple(sorted(left_out, key=_order)))


def _grouped(claims: Iterable[Claim]) -> dict[_Taken, list[Claim]]:
    groups: dict[_Taken, list[Claim]] = {}
    for claim in claims:
        key = (claim.utterance, claim.event, claim.claimants, claim.stance, claim.likelihood, claim.modality)
        groups.setdefault(key, []).append(claim)
    return groups


def _order(position: Position) -> tuple[object, ...]:
    """Return a sort key: step by step, and within a step in an order that does not depend on the ids of reports."""
    claim, extent = position.claims[0], position.extent
    words = (claim.stance.value, claim.likelihood.value, claim.modality.value)
    days = (listing_day_of_moment(extent), extent.ordinals[0], str(position.made))
    return (position.slot.step, days, claim.utterance, claim.event, words, claim.claimants)


def _position(dataset: RecordSet, principal: Actor, claims: list[Claim], wanted: Certainty) -> Position:
    times = said_times(dataset)
    claim = times.most_precise(claims)
    acts_for = dataset.hierarchy.acts_for
    at = [times.extent(one) for one in claims]
    acting = {key: reduce(or_, (acts_for(key, principal.id, when) for when in at)) for key in claim.claimants}
    stated = reduce(
        or_,
        (acts_for(key, principal.id, times.extent(one)) for one in claims for key in one.speaking_for),
        Truth.NO,
    )
    enough = (Truth.YES,) if wanted is Certainty.CERTAIN else (Truth.YES, Truth.POSSIBLY)
    speakers = [key for key in claim.claimants if acting[key] in enough]
    if not speakers:
        # The text says for whom they spoke, so the dates of their roles need not say it too.
        speakers = [key for key in claim.claimants if acting[key].is_possible] or [*claim.claimants]
    return Position(
        tuple(dataset.actors[key] for key in speakers),
        reduce(or_, acting.values(), stated),
        dataset.events[claim.event],
        claim.stance,
        claim.likelihood,
        claim.modality,
        dataset.made(claim),
        times.extent(claim),
        tuple(claims),
    )
