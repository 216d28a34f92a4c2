"""Which claims with a figure count under a policy, why the others do not, and the bounds on each event.

The reports of each utterance are put together, and this is worked out once: what every question about an event starts
from, whether one is asked (`cases`) or all are (`survey`), and where conflicts are looked for (`disagreements`).
Imports `policies`, `bounds` and the views of `as_of`; `cases` takes what comes through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, TypeAlias

from axis_tracker.dataset.record_set import RecordSet, derived, tables_of
from axis_tracker.imprecise.measures import Phase, Reading
from axis_tracker.model.claims import Claim
from axis_tracker.model.vocabulary import ActorKind, Likelihood, Modality, Stance
from axis_tracker.reasoning.as_of import AsOfView, view_of
from axis_tracker.reasoning.bounds import Bound, bounds_of, read_bound
from axis_tracker.reasoning.policies import Assumptions, PhaseOrder, Policy, Rates, SetAsideReason, Unnamed

__all__ = ["ClaimsByEvent", "Counted", "OnEvent", "Sieve", "claims_of", "counted_under", "phase_within"]

_FIRMNESS: Final = sorted(Likelihood, key=lambda one: one is Likelihood.UNHEDGED)
"""The order of likelihoods from the weakest hedge to none."""


def phase_within(part: Phase, whole: Phase, order: PhaseOrder) -> bool:
    """Whether what is counted in one phase is certainly counted in the other as well."""
    if part is whole:
        return True
    return order is PhaseOrder.DELIVERED_WAS_SENT and part is Phase.DELIVERED and whole is Phase.SENT


class ClaimsByEvent:
    """The claims that give figures or deny, event by event, and what was revised by what."""

    __slots__ = ("_by_event", "_revised", "figures")

    def __init__(self, dataset: RecordSet) -> None:
        self.figures: dict[Policy, dict[str, list[Figure]]] = {}
        """What policies have made of the claims on events that were asked about."""
        self._by_event: dict[str, list[Claim]] = {}
        self._revised: dict[str, list[tuple[Claim, Claim]]] = {}
        table = tables_of(dataset)["claims"]
        for claim in table.values():
            if claim.measure is not None or claim.stance is Stance.DENIES:
                self._by_event.setdefault(claim.event, []).append(claim)
            if claim.revises is not None:
                revised = table[claim.revises]
                self._revised.setdefault(revised.utterance, []).append((revised, claim))

    def of_event(self, event: str) -> list[Claim]:
        """An event's claims."""
        return self._by_event.get(event, [])

    def revisions_of(self, claim: Claim) -> Iterator[Claim]:
        """The claims that replace this one, or another report of what it reports."""
        for revised, later in self._revised.get(claim.utterance, ()):
            if revised.id == claim.id or _is_same_matter(revised, claim):
                yield later


def _is_same_matter(one: Claim, other: Claim) -> bool:
    if one.event != other.event or one.when != other.when or one.measure is None or other.measure is None:
        return False
    ours, theirs = one.measure, other.measure
    return ours.comparable(theirs) and ours.since == theirs.since


def claims_of(view: AsOfView) -> ClaimsByEvent:
    """The index of the whole dataset that a view is cut out of, worked out once."""
    return derived(view.whole, ClaimsByEvent)


class Figure(NamedTuple):
    """A claim as a policy takes it: why it does not count, whatever is asked, and the bound that it is if it does."""

    claim: Claim
    before: SetAsideReason | None
    """What is against it in the first place: its stance, its modality."""
    revised_by: tuple[Claim, ...]
    """What replaces it."""
    after: SetAsideReason | None
    """What else is against it."""
    bound: Bound | None
    """None if it has no figure, or none that certainly holds on some day."""


class Sieve:
    """The claims on some events, with the reason against each that does not count under a policy."""

    def __init__(self, dataset: RecordSet, policy: Policy) -> None:
        self._view = view_of(dataset)
        self._dataset = self._view.whole
        self._index = claims_of(self._view)
        self._policy = policy
        self._figures = self._index.figures.setdefault(policy, {})
        names = dataset.names("actors")
        actors = tables_of(self._dataset)["actors"].values()
        self._unnamed = frozenset(one.id for one in actors if one.kind is ActorKind.SOURCE)
        self._too_weak = tuple(_FIRMNESS[: _FIRMNESS.index(policy.minimum_likelihood)])
        self._only = tuple(names.find(one).id for one in policy.only)
        self._without = tuple(names.find(one).id for one in policy.without)

    def figures_on(self, events: Iterable[str]) -> Iterator[tuple[Claim, SetAsideReason | None, Bound | None]]:
        """The claims of the dataset on these events that give a figure or deny: why each does not count; its bound."""
        view = self._view
        for event in events:
            for one in self._of_event(event):
                if view.is_whole:
                    superseded = SetAsideReason.SUPERSEDED if one.revised_by else None
                    yield one.claim, one.before or superseded or one.after, one.bound
                elif view.has(one.claim):
                    superseded = SetAsideReason.SUPERSEDED if any(map(view.has, one.revised_by)) else None
                    seen = view.claim(one.claim)
                    changed = one.bound is not None and seen is not one.claim
                    bound = one.bound._replace(claims=(seen,)) if one.bound is not None and changed else one.bound
                    yield seen, one.before or superseded or one.after, bound

    def _of_event(self, event: str) -> list[Figure]:
        figures = self._figures.get(event)
        if figures is None:
            figures = self._figures[event] = [self._figure(claim) for claim in self._index.of_event(event)]
        return figures

    def _figure(self, claim: Claim) -> Figure:
        before = after = None
        if claim.stance not in self._policy.stances:
            before = SetAsideReason.STANCE
        elif claim.modality is not Modality.ACTUAL:
            before = SetAsideReason.MODALITY
        else:
            after = self._reason_against(claim)
        bound = read_bound(
            claim,
            made=self._view.times.moment(claim),
            is_named=self._is_named(claim),
            margin=self._policy.margin,
        )
        return Figure(claim, before, tuple(self._index.revisions_of(claim)), after, bound)

    def _reason_against(self, claim: Claim) -> SetAsideReason | None:
        policy = self._policy
        if claim.likelihood in self._too_weak:
            return SetAsideReason.LIKELIHOOD
        if not self._is_heard(claim):
            return SetAsideReason.CLAIMANT
        if policy.unnamed is Unnamed.SET_ASIDE and not self._is_named(claim):
            return SetAsideReason.UNNAMED
        if policy.assumptions is Assumptions.SET_ASIDE and claim.assumption is not None:
            return SetAsideReason.ASSUMPTION
        return None

    def _is_named(self, claim: Claim) -> bool:
        """Whether one of the claimants is not an unnamed source."""
        return not self._unnamed.issuperset(claim.claimants)

    def _is_heard(self, claim: Claim) -> bool:
        if not self._only and not self._without:
            return True
        moment = self._view.times.extent(claim)
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


Counts: TypeAlias = "dict[tuple[str, Reading], list[Bound]]"
"""Bounds by their unit and by what they bound: a level, or a total."""


class OnEvent(NamedTuple):
    """What counts on one event."""

    bounds: Counts
    origins: dict[tuple[str, Reading, Phase], frozenset[str]]
    """Who counts what: the utterances by unit, by what they bound and phase, those that bound on no day among them."""


class Counted:
    """What counts on the events of a dataset under a policy."""

    __slots__ = ("_known", "_sieve")

    def __init__(self, dataset: RecordSet, policy: Policy) -> None:
        self._sieve = Sieve(dataset, policy)
        self._known: dict[str, OnEvent] = {}

    def on(self, event: str) -> OnEvent:
        """What counts on an event, by its id."""
        found = self._known.get(event)
        if found is None:
            found = self._known[event] = self._counts_on(event)
        return found

    def _counts_on(self, event: str) -> OnEvent:
        bounds: Counts = {}
        origins: dict[tuple[str, Reading, Phase], set[str]] = {}
        for claim, against, bound in self._sieve.figures_on((event,)):
            measure = claim.measure
            if measure is None or against is not None:
                continue
            wanted = Reading.LEVEL if measure.reading is Reading.LEVEL else Reading.TOTAL
            if self._sieve.reads(measure.reading, wanted):
                unit = measure.quantity.unit
                origins.setdefault((unit, wanted, measure.phase), set()).add(claim.utterance)
                if bound is not None:
                    bounds.setdefault((unit, wanted), []).append(bound)
        return OnEvent(
            {key: bounds_of(group) for key, group in bounds.items()},
            {key: frozenset(group) for key, group in origins.items()},
        )


def _by_policy(_: RecordSet) -> dict[Policy, Counted]:
    return {}


def counted_under(dataset: RecordSet, policy: Policy) -> Counted:
    """What counts in a dataset under a policy, kept with the dataset."""
    known = derived(dataset, _by_policy)
    found = known.get(policy)
    if found is None:
        found = known[policy] = Counted(dataset, policy)
    return found
