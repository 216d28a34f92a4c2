"""The conflict index: all contradictions of a dataset under a policy, and the figures that each of them touches."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from axis_tracker.dataset.record_set import RecordSet, derived, tables_of
from axis_tracker.imprecise.measures import Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.vocabulary import Modality
from axis_tracker.reasoning.aggregation import Stages, exceeds, fewest_above, greatest_low, sums_of
from axis_tracker.reasoning.answer_tiers import Rules
from axis_tracker.reasoning.as_of import view_of
from axis_tracker.reasoning.bounds import Bound, Derivation, High, Low, Series
from axis_tracker.reasoning.bounds_index import as_level, bounds_index, bounds_levels
from axis_tracker.reasoning.carried_bounds import CarriedBounds
from axis_tracker.reasoning.conflicts import Conflict
from axis_tracker.reasoning.contradictions import (
    Contradiction,
    Within,
    contradicting_lows,
    contradicting_pairs,
    is_compared,
    is_counted,
)
from axis_tracker.reasoning.estimation import Asked, Estimation
from axis_tracker.reasoning.event_classes import EventClasses, classes_of
from axis_tracker.reasoning.policies import Policy, phase_within

__all__ = ["ConflictIndex", "Found", "conflict_index", "conflicts_in"]


class Found(NamedTuple):
    """A contradiction, with the class of events of the upper end and the series of the lower side."""

    contradiction: Contradiction
    number: int
    series: Series


class ConflictIndex:
    """The contradictions among the bounds of a dataset, and the classes and units that they touch."""

    def __init__(self, dataset: RecordSet, policy: Policy) -> None:
        whole = view_of(dataset).whole
        self.index = bounds_index(dataset, policy)
        self.classes: EventClasses = classes_of(whole)
        self.carried = CarriedBounds(self.classes, self.index)
        self.policy = policy
        self._events = tables_of(dataset)["events"]
        self._within = Within(self.index.order, self.phase_within, lambda event: self._events[event].kind)
        self._rules: dict[str, Rules] = {}
        self._found: list[Found] = []
        self._compared: list[tuple[int, Series, list[Bound], list[Bound]]] = []
        self._related: set[tuple[int, int, Modality, str]] = set()
        self.touched: set[tuple[int, Modality, str]] = set()
        """The classes, modalities and units whose figures a contradiction touches."""
        self.contested: dict[tuple[Modality, str], set[str]] = {}
        """The origins that may be in a contradiction, by modality and unit; at least those that are."""
        for number in range(len(self.carried.own)):
            self._find(number)

    def events_reached(self, event: str, edges: Sequence[Iterable[int]]) -> list[str]:
        """The ids of the events that are alike with one, and of those to which edges between classes lead from it."""
        number = self.classes.number[event]
        return [key for one in (number, *_reached(number, edges)) for key in self.classes.members[one]]

    def phase_within(self, part: Phase, whole: Phase, kind: str) -> bool:
        """Whether one phase is within another for events of a kind."""
        return phase_within(part, whole, kind, self.policy.phases)

    def kind_of(self, number: int) -> str:
        """The kind of the events of a class."""
        kind: str = self._events[self.classes.members[number][0]].kind
        return kind

    def stages(self, number: int) -> Stages:
        """Which figures can be put on top of which, for the events of a class."""
        kind = self.kind_of(number)
        order = self.index.order
        return Stages(
            order.destination_of, order.destination_within, lambda one, other: self.phase_within(one, other, kind)
        )

    def rules_of(self, event: str) -> Rules:
        """The rules for the figures of an event that no contradiction touches, so that no voices are counted."""
        kind = self._events[event].kind
        rules = self._rules.get(kind)
        if rules is None:
            stages = self.stages(self.classes.number[event])
            rules = self._rules[kind] = Rules(self._within, stages, 1, len)
        return rules

    def parts_of(self, series: Series, kind: str, present: Iterable[Series]) -> list[Series]:
        """Of the series that are present, those whose lower ends bound a series."""
        return [one for one in present if self._is_part(one, series, kind)]

    def wholes_of(self, series: Series, kind: str, present: Iterable[Series]) -> list[Series]:
        """Of the series that are present, those whose upper ends bound a series."""
        return [one for one in present if self._is_part(series, one, kind)]

    def _is_part(self, part: Series, whole: Series, kind: str) -> bool:
        if part == whole:
            return True
        in_order = part.modality is Modality.ACTUAL and part.reading is Reading.TOTAL
        return (
            in_order and part == whole._replace(phase=part.phase) and self.phase_within(part.phase, whole.phase, kind)
        )

    def _find(self, number: int) -> None:
        """Find the contradictions of the upper ends of a class with lower ends of its parts."""
        highs: dict[Series, list[Bound]] = {}
        for one in self.carried.own[number]:
            if one.high is not None and one.high_days[0] <= one.high_days[1] and not one.is_uncertain:
                highs.setdefault(one.series, []).append(one)
                if bounds_levels(one):
                    level = as_level(one)
                    highs.setdefault(level.series, []).append(level)
        kind = self.kind_of(number)
        for series, above in highs.items():
            parts = self.parts_of(series, kind, self.carried.lows[number])
            if series.reading is Reading.LEVEL and any(one.derivation is Derivation.TOTAL for one in above):
                total = series._replace(reading=Reading.TOTAL)
                parts = [
                    one
                    for one in self.carried.lows[number]
                    if one.reading is Reading.LEVEL and self._is_part(one._replace(reading=Reading.TOTAL), total, kind)
                ]
            if not parts:
                continue
            least = min(one.high for one in above if one.high is not None)
            if not self._may_exceed(number, parts, above, least):
                if series.reading is Reading.TOTAL:
                    self._find_sums(number, series, parts, above, least)
                continue
            below = self.carried.lows_below(number, (least[0], False), parts)
            self._record(number, series, below, above)
            if series.reading is Reading.TOTAL:
                self._find_sums(number, series, parts, above, least)

    def _may_exceed(self, number: int, parts: Sequence[Series], above: Sequence[Bound], least: High) -> bool:
        """Whether a single lower end may exceed one of the upper ends while both hold."""
        highs = [one for one in above if is_compared(one)]
        for series in parts:
            lows = self.carried.lows[number][series]
            for one in highs:
                low = lows.on(one.high_days[1])
                if low is not None and one.high is not None and exceeds(low, one.high):
                    return True
            others = [
                one
                for one in (*lows.windows, *lows.others)
                if one.low is not None and exceeds(one.low, least) and is_compared(one)
            ]
            if others and next(contradicting_pairs(others, highs, self._within), None) is not None:
                return True
        return False

    def _record(self, number: int, series: Series, below: Sequence[Bound], above: Sequence[Bound]) -> None:
        lows = [one for one in {id(one): one for one in below}.values() if is_compared(one)]
        highs = [one for one in above if is_compared(one)]
        self._compared.append((number, series, lows, highs))
        greatest: Low | None = None
        contested = self.contested.setdefault((series.modality, series.unit), set())
        for one in contradicting_lows(lows, highs, self._within):
            self._touch(one.lows, one.high, number)
            for low in one.lows:
                contested |= low.origins
                if low.low is not None and (greatest is None or low.low > greatest):
                    greatest = low.low
        for high in highs:
            if greatest is not None and high.high is not None and exceeds(greatest, high.high):
                contested |= high.origins

    @functools.cached_property
    def found(self) -> list[Found]:
        """The contradictions between different origins, without the ends that contradict their own origin."""
        found = [*self._found]
        dropped_lows: set[int] = set()
        dropped_highs: set[int] = set()
        for number, series, lows, highs in self._compared:
            for one in contradicting_pairs(lows, highs, self._within):
                if one.lows[0].origins == one.high.origins:
                    dropped_lows.add(id(one.lows[0]))
                    dropped_highs.add(id(one.high))
                elif one.high.derivation is not Derivation.TOTAL:
                    # A level above a total is found among totals, too.
                    found.append(Found(one, number, series))
        return [
            one
            for one in found
            if id(one.contradiction.high) not in dropped_highs
            and not any(id(low) in dropped_lows for low in one.contradiction.lows)
        ]

    def _find_sums(
        self, number: int, series: Series, parts: Sequence[Series], above: Sequence[Bound], least: High
    ) -> None:
        """For each upper end, the fewest disjoint windows that add up to more, none of which does so by itself."""
        carried = self.carried.lows[number]
        if not any(carried[one].windows for one in parts):
            return
        lows = [bound for one in parts for bound in (*carried[one].front, *carried[one].windows)]
        stages = self.stages(number)
        sums = sums_of(lows, stages)
        if not sums or not exceeds(sums[-1][1], least):
            return
        days = [day for day, _, _ in sums]
        for high in above:
            if high.high is None:
                continue
            place = bisect_right(days, high.high_days[1])
            if not place or not exceeds(sums[place - 1][1], high.high):
                continue
            lesser = [
                one
                for one in lows
                if one.low is not None
                and one.last <= high.high_days[1]
                and not exceeds(one.low, high.high)
                and is_counted(one, high, self._within)
            ]
            total, chain = greatest_low(lesser, stages)
            if total is not None and exceeds(total, high.high):
                one = Contradiction(fewest_above(chain, high.high, stages), high)
                self.contested.setdefault((series.modality, series.unit), set()).update(one.origins)
                self._touch(one.lows, high, number)
                if len(one.origins) > 1:
                    self._found.append(Found(one, number, series))

    # --- what is touched

    def _touch(self, lows: Iterable[Bound], high: Bound, number: int) -> None:
        """Mark the figures for which a contradiction matters: those related to both of its sides."""
        key = (high.series.modality, high.series.unit)
        for one in lows:
            part = self.classes.number[one.event]
            if (part, number, *key) in self._related:
                continue
            self._related.add((part, number, *key))
            below = frozenset(_reached(number, self.carried.parts))
            between = below.intersection(_reached(part, self.classes.wholes))
            above = _reached(number, self.classes.wholes)
            for touched in (*_reached(part, self.carried.parts), *above, *between, part, number):
                self.touched.add((touched, *key))


def _reached(start: int, edges: Sequence[Iterable[int]]) -> Iterator[int]:
    seen = {start}
    waiting = [start]
    while waiting:
        for one in edges[waiting.pop()]:
            if one not in seen:
                seen.add(one)
                waiting.append(one)
                yield one


def _by_policy(_: RecordSet) -> dict[Policy, ConflictIndex]:
    return {}


def conflict_index(dataset: RecordSet, policy: Policy) -> ConflictIndex:
    """The conflict index of a dataset under a policy, kept with the dataset."""
    known = derived(dataset, _by_policy)
    found = known.get(policy)
    if found is None:
        found = known[policy] = ConflictIndex(dataset, policy)
    return found


def conflicts_in(dataset: RecordSet, policy: Policy) -> tuple[Conflict, ...]:
    """The conflicts of a dataset under a policy: see `Dataset.conflicts`."""
    index = conflict_index(dataset, policy)
    # Plans and forecasts may differ without contradicting each other's facts; their estimates name what conflicts.
    found = sorted((one for one in index.found if one.series.modality is Modality.ACTUAL), key=_place)
    return tuple(_conflict(dataset, policy, one, index.classes.members[one.number][0]) for one in found)


def _place(found: Found) -> tuple[object, ...]:
    """Where a conflict stands in the list: by the events and claims on the lower side, then by those on the upper."""
    one = found.contradiction
    sides = tuple((each.event, *(claim.id for claim in each.claims)) for each in (*one.lows, one.high))
    return (one.lows[0].event, found.series.unit, found.series.reading.value, len(one.lows), sides)


def _conflict(dataset: RecordSet, policy: Policy, found: Found, event: str) -> Conflict:
    one = found.contradiction
    series = one.high.series

    def answer(dropped: Iterable[Bound]) -> Quantity:
        """What the figure that is limited from above would be, on the first day of the conflict."""
        order = bounds_index(dataset, policy).order
        record = tables_of(dataset)["events"][one.high.event]
        asked = Asked(record.kind, tuple(sorted(order.fields_of(record).items())), event, since=one.high.start)
        estimation = Estimation(dataset, asked, policy, series)
        return estimation.resolver.on(one.day, tuple(dropped)).quantity

    return Conflict(one, series.unit, answer)
