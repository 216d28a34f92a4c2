"""Which claims with a figure count under a policy, and why the others do not.

Imports the model, `policies` and the views of `as_of`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from axis_tracker.dataset.dataset import Dataset
from axis_tracker.imprecise.measures import Phase, Reading
from axis_tracker.model.claims import Claim
from axis_tracker.model.vocabulary import ActorKind, Modality, Stance
from axis_tracker.reasoning.as_of import View, view_of
from axis_tracker.reasoning.policies import (
    FIRMNESS,
    Assumptions,
    PhaseOrder,
    Policy,
    Rates,
    SetAsideReason,
    Unnamed,
)

__all__ = ["ClaimsByEvent", "Sieve", "claims_of", "phase_within"]


def phase_within(part: Phase, whole: Phase, order: PhaseOrder) -> bool:
    """Whether what is counted in one phase is certainly counted in the other as well."""
    if part is whole:
        return True
    return order is PhaseOrder.DELIVERED_WAS_SENT and part is Phase.DELIVERED and whole is Phase.SENT


class ClaimsByEvent:
    """The positions of the claims that give figures or deny, event by event, and what was revised by what."""

    __slots__ = ("_by_event", "_revised")

    def __init__(self, dataset: Dataset) -> None:
        self._by_event: dict[str, list[int]] = {}
        self._revised: dict[str, list[tuple[Claim, int]]] = {}
        table = dataset.tables["claims"]
        for position, claim in enumerate(table.values()):
            if claim.measure is not None or claim.stance is Stance.DENIES:
                self._by_event.setdefault(claim.event, []).append(position)
            if claim.revises is not None:
                revised = table[claim.revises]
                self._revised.setdefault(revised.utterance, []).append((revised, position))

    def of_event(self, event: str) -> list[int]:
        """The positions of an event's claims."""
        return self._by_event.get(event, [])

    def revisions_of(self, claim: Claim) -> Iterator[int]:
        """The positions of the claims that replace this one, or another report of what it reports."""
        for revised, position in self._revised.get(claim.utterance, ()):
            if revised.id == claim.id or _is_same_matter(revised, claim):
                yield position


def _is_same_matter(one: Claim, other: Claim) -> bool:
    if one.event != other.event or one.when != other.when or one.measure is None or other.measure is None:
        return False
    ours, theirs = one.measure, other.measure
    return ours.comparable(theirs) and ours.since == theirs.since


def claims_of(view: View) -> ClaimsByEvent:
    """The index of the whole dataset that a view is cut out of, worked out once."""
    return view.whole.derived(ClaimsByEvent)


class Sieve:
    """The claims on some events, with the reason against each that does not count under a policy."""

    def __init__(self, dataset: Dataset, policy: Policy) -> None:
        self._view = view_of(dataset)
        self._dataset = self._view.whole
        self._index = claims_of(self._view)
        self._policy = policy
        names = dataset.names("actors")
        self._only = tuple(names.find(one).id for one in policy.only)
        self._without = tuple(names.find(one).id for one in policy.without)
        self._checks: tuple[tuple[SetAsideReason, Callable[[Claim, int], bool]], ...] = (
            (SetAsideReason.STANCE, lambda claim, _: claim.stance not in policy.stances),
            (SetAsideReason.MODALITY, lambda claim, _: claim.modality is not Modality.ACTUAL),
            (SetAsideReason.SUPERSEDED, lambda claim, _: any(map(self._view.has, self._index.revisions_of(claim)))),
            (
                SetAsideReason.LIKELIHOOD,
                lambda claim, _: FIRMNESS[claim.likelihood] < FIRMNESS[policy.minimum_likelihood],
            ),
            (SetAsideReason.CLAIMANT, lambda claim, _: not self._is_heard(claim)),
            (SetAsideReason.UNNAMED, lambda claim, _: policy.unnamed is Unnamed.SET_ASIDE and not self.is_named(claim)),
            (
                SetAsideReason.ASSUMPTION,
                lambda claim, _: policy.assumptions is Assumptions.SET_ASIDE and claim.assumption is not None,
            ),
        )

    def claims_on(self, events: Iterable[str]) -> Iterator[tuple[Claim, int]]:
        """The claims of the dataset on these events that give a figure or deny, with their positions in the whole."""
        view = self._view
        for event in events:
            for position in self._index.of_event(event):
                if view.has(position):
                    yield view.claim(position), position

    def reason_against(self, claim: Claim, position: int) -> SetAsideReason | None:
        """Why the claim does not count whatever is asked, or None."""
        return next((reason for reason, applies in self._checks if applies(claim, position)), None)

    def is_named(self, claim: Claim) -> bool:
        """Whether one of the claimants is not an unnamed source."""
        actors = self._dataset.tables["actors"]
        return any(actors[key].kind is not ActorKind.SOURCE for key in claim.claimants)

    def _is_heard(self, claim: Claim) -> bool:
        if not self._only and not self._without:
            return True
        moment = self._dataset.made(claim).moment
        acts_for = self._dataset.hierarchy.acts_for
        if self._only and not any(
            acts_for(key, one, moment).is_certain for key in claim.claimants for one in self._only
        ):
            return False
        return not self._without or not all(
            any(acts_for(key, one, moment).is_possible for one in self._without) for key in claim.claimants
        )

    def reads(self, reading: Reading, wanted: Reading) -> bool:
        """Whether figures of one reading say something of the reading that is asked for."""
        if reading is wanted or wanted is not Reading.TOTAL:
            return reading is wanted
        return reading is Reading.INCREMENT or (reading is Reading.RATE and self._policy.rates is Rates.INTEGRATED)
