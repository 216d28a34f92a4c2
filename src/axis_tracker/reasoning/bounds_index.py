"""The bounds index: the bounds of each event under a policy, once for all questions.

For each class of events that are alike in all fields it holds the claimed figures, with the versions of each put
together, and what follows from them. Single estimates and all estimates at once start from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from axis_tracker.dataset.record_set import RecordSet, derived, tables_of
from axis_tracker.imprecise.measures import Reading
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Deployment
from axis_tracker.model.vocabulary import Modality
from axis_tracker.reasoning.as_of import ALWAYS, view_of
from axis_tracker.reasoning.bounds import NO_DAYS, Bound, Derivation, derived_bound
from axis_tracker.reasoning.claim_filter import ClaimFilter, FilteredClaim, claims_by_event, filter_of
from axis_tracker.reasoning.contradictions import Within, contradictions_among
from axis_tracker.reasoning.derived_bounds import BY_SUBTRACTION, locally_derived, totals_before
from axis_tracker.reasoning.event_order import EventOrder, events_of
from axis_tracker.reasoning.part_sums import bounds_from_parts
from axis_tracker.reasoning.policies import Policy, phase_within
from axis_tracker.reasoning.versions import merged_versions

__all__ = ["BoundsIndex", "bounds_by_policy", "bounds_index"]


class BoundsIndex:
    """The bounds of the events of a dataset under a policy."""

    def __init__(self, dataset: RecordSet, policy: Policy) -> None:
        self._events = tables_of(dataset)["events"]
        self.order: EventOrder = events_of(view_of(dataset).whole)
        self._filter: ClaimFilter = filter_of(dataset, policy)
        self._with_windows = claims_by_event(view_of(dataset).whole).with_windows
        self._within = Within(
            self.order,
            lambda part, whole, kind: phase_within(part, whole, kind, policy.phases),
            lambda event: self._events[event].kind,
        )
        self._claimed: dict[str, list[Bound]] = {}
        self._by_class: dict[str, tuple[Bound, ...]] = {}
        self._from_parts: dict[str, list[Bound]] = {}
        self._parts_with_windows: dict[str, tuple[str, ...]] = {}

    def extended(self, dataset: RecordSet, policy: Policy, claims: Iterable[Claim]) -> BoundsIndex:
        """The same for a dataset with some new claims, none of which revises another. Untouched events are kept."""
        found = BoundsIndex(dataset, policy)
        touched = {one.event for one in claims}
        found._claimed = {key: bounds for key, bounds in self._claimed.items() if key not in touched}
        if not self.order.declared_parts.declaring:
            # What follows from declared parts depends on the bounds of many events.
            linked = (key for event in touched for key in (event, *self.order.losing_in.get(event, ())))
            changed = {self.order.alike(key)[0] for key in linked}
            found._by_class = {key: bounds for key, bounds in self._by_class.items() if key not in changed}
        if self._with_windows.keys() == found._with_windows.keys():
            found._parts_with_windows = self._parts_with_windows
        return found

    def readings(self, event: str) -> Sequence[FilteredClaim]:
        """The claims on an event with a figure or a denial, as the policy reads them."""
        return self._filter.on(event)

    def claimed(self, event: str) -> list[Bound]:
        """The figures that claims state of an event, with the versions of each figure put together."""
        found = self._claimed.get(event)
        if found is None:
            stated = [bound for one in self.readings(event) if one.reason is None for bound in one.bounds]
            found = self._claimed[event] = merged_versions(stated) if len(stated) > 1 else stated
        return found

    def totals_before(self, event: str) -> list[Bound]:
        """The upper ends of earlier totals of an event, from later totals and what came in between."""
        highs = [one for one in self.of(event) if one.ends[1] is not None and one.series.reading is Reading.TOTAL]
        if not highs:
            return []
        parts = self._parts_with_windows.get(event)
        if parts is None:
            parts = self._parts_with_windows[event] = tuple(
                one.id
                for one in (self.order.inside_event(event) if self._with_windows else ())
                if one.id in self._with_windows and self.order.destination_within(event, one.id)
            )
        return totals_before(highs, (one for part in parts for one in self.of(part))) if parts else []

    def of(self, event: str) -> tuple[Bound, ...]:
        """The bounds on an event and on those that are alike, claimed and derived."""
        alike = self.order.alike(event)
        found = self._by_class.get(alike[0])
        if found is None:
            found = self._by_class[alike[0]] = (*self._own(alike), *self._of_parts(alike))
        return found

    def _own(self, alike: Sequence[str]) -> tuple[Bound, ...]:
        """The bounds on some events that are alike, without those that follow from parts."""
        claimed = [bound for event in alike for bound in self.claimed(event)]
        if not any(one.series.reading is Reading.LEVEL for one in claimed):
            # Without a level, nothing follows from these bounds alone.
            return tuple(claimed)
        return (*claimed, *locally_derived(self._consistent(claimed), self._losses(alike)))

    def _consistent(self, bounds: Sequence[Bound]) -> Sequence[Bound]:
        """The bounds without the ends that contradict the same origin: nothing follows from those."""
        if len(bounds) < 2:
            return bounds
        own = contradictions_among(bounds, self._within)
        if not own.dropped_lows and not own.dropped_highs:
            return bounds
        return [one.without(low=id(one) in own.dropped_lows, high=id(one) in own.dropped_highs) for one in bounds]

    def _limiting(self, event: str) -> list[Bound]:
        """The bounds that limit an event, without those that follow from declared parts."""
        found: list[Bound] = []
        below = frozenset(self.order.declared_parts.below((event,)))
        above = frozenset(self.order.declared_parts.above((event,)))
        for one in self.order.inside_event(event):
            if one.id not in below:
                found += (bound.without(high=True) for bound in self._own((one.id,)) if one.id != event)
        found += self._own((event,))
        found = [*self._consistent(found)]
        for one in self.order.around_event(event):
            if one.id != event and one.id not in above:
                found += (bound.without(low=True) for bound in self._own((one.id,)))
        return [one for one in found if one.is_dated]

    def _losses(self, alike: Sequence[str]) -> list[Bound]:
        linked = {
            key for event in alike if isinstance(record := self._events[event], Deployment) for key in record.losses_in
        }
        return [bound for key in sorted(linked) for bound in self.claimed(key)]

    def _of_parts(self, alike: Sequence[str]) -> list[Bound]:
        declared = self.order.declared_parts
        if not declared.declaring:
            return []
        found: list[Bound] = []
        for event in alike:
            if event not in self._from_parts and (event in declared.wholes or event in declared.declaring):
                linked = declared.connected(event)
                self._from_parts.update(bounds_from_parts(linked, declared, self._limiting))
            found += self._from_parts.get(event, ())
        return found


def as_level(total: Bound) -> Bound:
    """The upper end of a total as one of a level: no more is present than has come by then."""
    return derived_bound(
        total,
        (total, None),
        Derivation.TOTAL,
        series=total.series._replace(reading=Reading.LEVEL),
        ends=(None, total.ends[1], True, total.ends[3]),
        low_days=NO_DAYS,
        presumed_low=NO_DAYS,
        presumed_high=NO_DAYS,
    )


def bounds_levels(bound: Bound) -> bool:
    """Whether the upper end of a total also bounds levels: if it counts from the beginning."""
    return (
        bound.series.reading is Reading.TOTAL
        and bound.series.modality is Modality.ACTUAL
        and bound.ends[1] is not None
        and bound.start is None
        and bound.derivation not in BY_SUBTRACTION
        and bound.high_days[1] > ALWAYS
    )


def bounds_by_policy(_: RecordSet) -> dict[Policy, BoundsIndex]:
    """The bounds indexes that are known of a dataset."""
    return {}


def bounds_index(dataset: RecordSet, policy: Policy) -> BoundsIndex:
    """The bounds index of a dataset under a policy, kept with the dataset."""
    known = derived(dataset, bounds_by_policy)
    found = known.get(policy)
    if found is None:
        found = known[policy] = BoundsIndex(dataset, policy)
    return found
