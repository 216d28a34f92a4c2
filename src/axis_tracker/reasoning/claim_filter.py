"""The claim filter: which claims with a figure count under a policy, why the others do not, and the bound of each.

A claim is read once for a dataset and a policy. As-of views share the readings of the whole dataset and only leave out
what had not been said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from attrs import evolve

from axis_tracker.dataset.record_set import RecordSet, derived, tables_of
from axis_tracker.imprecise.dates import Boundary
from axis_tracker.imprecise.measures import Measure, Reading
from axis_tracker.model.claims import Claim
from axis_tracker.model.vocabulary import ActorKind, Likelihood, Modality, Stance
from axis_tracker.reasoning.as_of import NEVER, Moment, view_of
from axis_tracker.reasoning.bounds import Bound, read_bound, series_of, total_from_rate
from axis_tracker.reasoning.matters import beginning, modality_of
from axis_tracker.reasoning.policies import Assumptions, Policy, Rates, SetAsideReason, UncertainFigures, Unnamed
from axis_tracker.reasoning.revisions import replacements

__all__ = [
    "ClaimFilter",
    "ClaimsByEvent",
    "FilteredClaim",
    "claims_by_event",
    "claims_by_event_of",
    "filter_of",
    "readings_by_policy",
]

_FIRMNESS: Final = sorted(Likelihood, key=lambda one: one is Likelihood.UNHEDGED)
"""The likelihoods from the weakest hedge to none."""


class ClaimsByEvent:
    """The claims of a dataset that give figures or deny, by event."""

    __slots__ = ("_by_event", "with_windows")

    def __init__(self, claims: Mapping[str, Claim], known: Mapping[str, tuple[Claim, ...]] | None = None) -> None:
        self._by_event: dict[str, tuple[Claim, ...]] = {} if known is None else dict(known)
        self.with_windows: dict[str, None] = {}
        """The events with a figure that counts from a day on."""
        added: dict[str, list[Claim]] = {}
        for claim in claims.values():
            if claim.measure is not None or claim.stance is Stance.DENIES:
                added.setdefault(claim.event, []).append(claim)
                if claim.measure is not None and _has_window(claim, claim.measure):
                    self.with_windows[claim.event] = None
        for event, group in added.items():
            known_before = self._by_event.get(event, ())
            self._by_event[event] = tuple(sorted((*known_before, *group), key=attrgetter("id")))

    def on(self, event: str) -> tuple[Claim, ...]:
        """The claims on an event, by id."""
        return self._by_event.get(event, ())

    def extended(self, claims: Mapping[str, Claim]) -> ClaimsByEvent:
        """The same with some new claims."""
        found = ClaimsByEvent(claims, self._by_event)
        found.with_windows = {**self.with_windows, **found.with_windows}
        return found


def _has_window(claim: Claim, measure: Measure) -> bool:
    return measure.reading in (Reading.INCREMENT, Reading.RATE) or beginning(claim) is not None


def claims_by_event(dataset: RecordSet) -> ClaimsByEvent:
    """The claims with figures of a dataset by event, kept with the dataset."""
    return derived(dataset, claims_by_event_of)


def claims_by_event_of(dataset: RecordSet) -> ClaimsByEvent:
    """The claims with figures of a dataset by event, made anew."""
    return ClaimsByEvent(tables_of(dataset)["claims"])


class FilteredClaim(NamedTuple):
    """A claim under a policy: why it does not count, if it does not, and the bounds that it states."""

    claim: Claim
    reason: SetAsideReason | None
    bounds: tuple[Bound, ...]


class ClaimFilter:
    """The readings of the claims of a dataset under a policy, event by event."""

    def __init__(self, dataset: RecordSet, policy: Policy) -> None:
        self._view = view_of(dataset)
        self._policy = policy
        self._claims = claims_by_event(self._view.whole)
        self._replacements = replacements(self._view.whole)
        self._readings = derived(self._view.whole, readings_by_policy).setdefault(policy, {})
        names = dataset.names("actors")
        actors = tables_of(self._view.whole)["actors"].values()
        self._unnamed = frozenset(one.id for one in actors if one.kind is ActorKind.SOURCE)
        self._too_weak = frozenset(_FIRMNESS[: _FIRMNESS.index(policy.minimum_likelihood)])
        self._only = tuple(names.find(one).id for one in policy.only)
        self._without = tuple(names.find(one).id for one in policy.without)

    def on(self, event: str) -> Sequence[FilteredClaim]:
        """The claims of the dataset on an event that give a figure or deny, as the policy reads them."""
        view = self._view
        found: list[FilteredClaim] = []
        for claim in self._claims.on(event):
            if not view.has(claim):
                continue
            one = self._reading(claim)
            seen = view.claim(claim)
            if one.reason is None and any(view.has(other) for other in self._replacements.of(claim)):
                one = one._replace(reason=SetAsideReason.SUPERSEDED)
            if seen is not claim:
                one = FilteredClaim(seen, one.reason, tuple(evolve(bound, claims=(seen,)) for bound in one.bounds))
            found.append(one)
        return _without_replaced_plans(found, self._view.times.moment)

    def _reading(self, claim: Claim) -> FilteredClaim:
        known = self._readings.get(claim.id)
        if known is None:
            known = self._readings[claim.id] = self._read(claim)
        return known

    def _read(self, claim: Claim) -> FilteredClaim:
        margin = self._policy.margin
        bound = read_bound(
            claim, said=self._view.times.extent(claim), recorded=self._view.whole.made(claim), margin=margin
        )
        bounds = () if bound is None else (bound,)
        if self._policy.rates is Rates.INTEGRATED and claim.measure is not None and claim.measure.per is not None:
            total = total_from_rate(claim, margin=margin)
            bounds = bounds if total is None else (*bounds, total)
        return FilteredClaim(claim, self._reason_against(claim), bounds)

    def _reason_against(self, claim: Claim) -> SetAsideReason | None:
        policy = self._policy
        if claim.stance not in policy.stances:
            return SetAsideReason.STANCE
        if claim.likelihood in self._too_weak:
            return SetAsideReason.LIKELIHOOD
        if not self._is_heard(claim):
            return SetAsideReason.CLAIMANT
        if policy.unnamed is Unnamed.SET_ASIDE and self._unnamed.issuperset(claim.claimants):
            return SetAsideReason.UNNAMED
        if policy.assumptions is Assumptions.SET_ASIDE and claim.assumption is not None:
            return SetAsideReason.ASSUMPTION
        measure = claim.measure
        if policy.uncertain is UncertainFigures.SET_ASIDE and measure is not None and measure.quantity.is_uncertain:
            return SetAsideReason.UNCERTAIN
        return None

    def _is_heard(self, claim: Claim) -> bool:
        if not self._only and not self._without:
            return True
        moment = self._view.times.extent(claim)
        acts_for = self._view.whole.hierarchy.acts_for
        speakers = (*claim.claimants, *claim.speaking_for)
        if self._only and not any(acts_for(key, one, moment).is_certain for key in speakers for one in self._only):
            return False
        return not self._without or not all(
            any(acts_for(key, one, moment).is_possible for one in self._without) for key in claim.claimants
        )


def _without_replaced_plans(claims: list[FilteredClaim], moment: Callable[[Claim], Moment]) -> list[FilteredClaim]:
    """The claims, where a speaker's later plan or forecast for the same target replaces the earlier one.

    An earlier one without a target day stands until then.
    """
    by_speaker: dict[object, list[FilteredClaim]] = {}
    for one in claims:
        measure = one.claim.measure
        if one.reason is None and measure is not None and modality_of(one.claim) is not Modality.ACTUAL:
            key = (one.claim.claimants, series_of(one.claim, measure), measure.reading, measure.since)
            by_speaker.setdefault(key, []).append(one)
    changed: dict[str, FilteredClaim] = {}
    for group in by_speaker.values():
        dated = sorted(((*moment(one.claim), one) for one in group), key=lambda each: (each[:2], each[2].claim.id))
        for place, (_, last, one) in enumerate(dated):
            # A plan that was replaced in the meantime still ends with its own replacement.
            until = next(
                (
                    first
                    for first, _, later in dated[place + 1 :]
                    if first > last and _may_share_target(one.claim, later.claim)
                ),
                None,
            )
            if until is not None and one.claim.when is None:
                bounds = tuple(_standing_until(bound, until - 1) for bound in one.bounds)
                changed[one.claim.id] = one._replace(bounds=bounds)
            elif until is not None:
                changed[one.claim.id] = one._replace(reason=SetAsideReason.LATER_PLAN)
    return [changed.get(one.claim.id, one) for one in claims] if changed else claims


def _standing_until(bound: Bound, last: int) -> Bound:
    low, high = bound.presumed_low, bound.presumed_high
    return evolve(bound, presumed_low=(low[0], min(low[1], last)), presumed_high=(high[0], min(high[1], last)))


def _may_share_target(one: Claim, other: Claim) -> bool:
    if one.when is None or other.when is None:
        return True
    _, _, first, last = one.when.extent.ordinals
    _, _, other_first, other_last = other.when.extent.ordinals
    open_ = Boundary.OPEN in (one.when.ends, other.when.ends) or NEVER in (last, other_last)
    return open_ or (first <= other_last and other_first <= last)


def readings_by_policy(_: RecordSet) -> dict[Policy, dict[str, FilteredClaim]]:
    """The readings that are known of a dataset, by policy and claim. They do not depend on other claims."""
    return {}


def _filters_by_policy(_: RecordSet) -> dict[Policy, ClaimFilter]:
    return {}


def filter_of(dataset: RecordSet, policy: Policy) -> ClaimFilter:
    """The filter of a dataset under a policy, kept with the dataset."""
    known = derived(dataset, _filters_by_policy)
    found = known.get(policy)
    if found is None:
        found = known[policy] = ClaimFilter(dataset, policy)
    return found
