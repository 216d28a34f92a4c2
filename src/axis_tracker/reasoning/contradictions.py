"""Contradictions: bounds that cannot all hold, and the largest sets of origins without a contradiction.

Two bounds contradict each other if the lower end of one is above the upper end of the other on a day on which both
certainly hold, and everything that the one counts is counted by the other. A contradiction within one origin is no
dispute: both ends are dropped.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import accumulate, product
from typing import Final, NamedTuple

from axis_tracker.imprecise.measures import Phase, Reading
from axis_tracker.model.vocabulary import Modality
from axis_tracker.reasoning.aggregation import exceeds
from axis_tracker.reasoning.as_of import ALWAYS, moment_of
from axis_tracker.reasoning.bounds import Bound, Derivation, High, Low
from axis_tracker.reasoning.event_order import EventOrder

__all__ = [
    "Contradiction",
    "Contradictions",
    "Within",
    "contradicting_lows",
    "contradicting_pairs",
    "contradictions_among",
    "is_compared",
    "is_counted",
    "largest_agreeing",
]

MOST_PAIRS: Final = 2_000
"""How many pairs of bounds an estimate lists. Beyond, it lists one pair for each bound."""
MOST_STEPS: Final = 2_000
"""How far the search for agreeing sets goes before it gives up."""
MOST_SETS: Final = 64
"""How many largest agreeing sets an estimate lists."""

_NOT_COMPARED: Final = frozenset((Derivation.LESS_INCREMENTS, Derivation.REST_OF_PARTS, Derivation.CONVERSION))
"""What follows by subtraction contradicts something only if the sum does; a conversion never contradicts by itself."""


class Contradiction(NamedTuple):
    """A lower bound above an upper bound. Several lower bounds stand for their sum."""

    lows: tuple[Bound, ...]
    high: Bound

    @property
    def origins(self) -> frozenset[str]:
        """The utterances on both sides."""
        return self.high.origins.union(*(one.origins for one in self.lows))

    @property
    def day(self) -> int:
        """The first day on which all of them hold."""
        return max(*(one.low_days[0] for one in self.lows), self.high.high_days[0])


class Within(NamedTuple):
    """When everything that one bound counts is counted by another."""

    order: EventOrder
    phase_within: Callable[[Phase, Phase, str], bool]
    """Whether one phase is within another, for events of a kind."""
    kind_of: Callable[[str], str]


class Contradictions(NamedTuple):
    """The contradictions among some bounds.

    Attributes:
        between: Those between different origins.
        is_complete: Whether these are all pairs; otherwise there is one for each bound.
        dropped_lows: The identities of the bounds whose lower end contradicts the same origin.
        dropped_highs: The same for upper ends.
    """

    between: tuple[Contradiction, ...]
    is_complete: bool
    dropped_lows: frozenset[int]
    dropped_highs: frozenset[int]


_NONE: Final = Contradictions((), is_complete=True, dropped_lows=frozenset(), dropped_highs=frozenset())


def contradictions_among(bounds: Iterable[Bound], within: Within, *, limit: int = MOST_PAIRS) -> Contradictions:
    """The contradictions among bounds of one or several series."""
    compared = [one for one in bounds if is_compared(one)]
    lows = [one for one in compared if one.low is not None and one.low_days[0] <= one.low_days[1]]
    highs = [one for one in compared if one.high is not None and one.high_days[0] <= one.high_days[1]]
    least = min((one.high for one in highs if one.high is not None), default=None)
    if least is None or not any(one.low is not None and exceeds(one.low, least) for one in lows):
        return _NONE
    dropped_lows: set[int] = set()
    dropped_highs: set[int] = set()
    own = _by_origin(lows, highs)
    for own_lows, own_highs in own:
        for one in contradicting_pairs(own_lows, own_highs, within):
            dropped_lows.add(id(one.lows[0]))
            dropped_highs.add(id(one.high))
    lows = [one for one in lows if id(one) not in dropped_lows]
    highs = [one for one in highs if id(one) not in dropped_highs]
    found: list[Contradiction] = []
    is_complete = True
    for one in contradicting_pairs(lows, highs, within):
        if len(found) >= limit:
            is_complete = False
            found = [*_one_for_each(lows, highs, within)]
            break
        found.append(one)
    return Contradictions(tuple(found), is_complete, frozenset(dropped_lows), frozenset(dropped_highs))


def is_compared(bound: Bound) -> bool:
    """Whether a bound can contradict others."""
    return bound.derivation not in _NOT_COMPARED and not bound.is_uncertain


def _by_origin(lows: Sequence[Bound], highs: Sequence[Bound]) -> list[tuple[list[Bound], list[Bound]]]:
    """The bounds of each origin that gives several ends."""
    found: dict[frozenset[str], tuple[list[Bound], list[Bound]]] = {}
    for one in lows:
        found.setdefault(one.origins, ([], []))[0].append(one)
    for one in highs:
        if one.origins in found:
            found[one.origins][1].append(one)
    return [sides for sides in found.values() if len({id(one) for one in (*sides[0], *sides[1])}) > 1]


def contradicting_pairs(lows: Iterable[Bound], highs: Iterable[Bound], within: Within) -> Iterator[Contradiction]:
    """Every pair of a lower and an upper bound that cannot both hold, in a fixed order."""
    for one, above in _contradicted_by(lows, highs, within):
        for other in above:
            yield Contradiction((one,), other)


def contradicting_lows(lows: Iterable[Bound], highs: Iterable[Bound], within: Within) -> Iterator[Contradiction]:
    """For every lower bound that contradicts an upper bound, one such pair."""
    for one, above in _contradicted_by(lows, highs, within):
        first = next(above, None)
        if first is not None:
            yield Contradiction((one,), first)


def _contradicted_by(
    lows: Iterable[Bound], highs: Iterable[Bound], within: Within
) -> Iterator[tuple[Bound, Iterator[Bound]]]:
    """The lower bounds, each with the upper bounds that it contradicts. They have to be read before the next one."""
    # From the last day back, so that the upper bounds that still hold are at hand, the strongest first.
    above = [one for one in highs if one.high is not None and one.high_days[0] <= one.high_days[1]]
    least = min((one.high for one in above if one.high is not None), default=None)
    if least is None:
        return
    below = [
        one for one in lows if one.low is not None and exceeds(one.low, least) and one.low_days[0] <= one.low_days[1]
    ]
    if not below:
        return
    below.sort(key=lambda one: (-one.low_days[0], one.key))
    above.sort(key=lambda one: (-one.high_days[1], one.key))
    holding: list[tuple[High, int]] = []
    held = 0
    # What begins after all that is left ends is let go of.
    ends = [*accumulate((one.low_days[1] for one in reversed(below)), max)]
    beginning: list[tuple[int, int]] = []
    for one in below:
        end = ends.pop()
        while beginning and -beginning[0][0] > end:
            _, place = heappop(beginning)
            del holding[bisect_left(holding, (above[place].high or (0, True), place))]
        while held < len(above) and above[held].high_days[1] >= one.low_days[0]:
            if above[held].high_days[0] <= end:
                insort(holding, (above[held].high or (0, True), held))
                if above[held].high_days[0] > ALWAYS:
                    heappush(beginning, (-above[held].high_days[0], held))
            held += 1
        if holding and one.low is not None and exceeds(one.low, holding[0][0]):
            yield one, _below_it(one, one.low, holding, above, within)


def _below_it(
    one: Bound, low: Low, holding: Sequence[tuple[High, int]], above: Sequence[Bound], within: Within
) -> Iterator[Bound]:
    for high, place in holding:
        if not exceeds(low, high):
            return
        if _meet(one, above[place]) and is_counted(one, above[place], within):
            yield above[place]


def _one_for_each(lows: Sequence[Bound], highs: Sequence[Bound], within: Within) -> Iterator[Contradiction]:
    """For each bound that contradicts another, one contradiction: with the strongest bound that it contradicts."""
    strongest_lows = sorted(lows, key=lambda one: (_descending(one), one.key))
    strongest_highs = sorted(highs, key=lambda one: (one.high or (0, True), one.key))
    seen: set[tuple[int, int]] = set()
    pairs = (
        *((one, other) for other in highs for one in _first(strongest_lows, other, within, low=True)),
        *((one, other) for one in lows for other in _first(strongest_highs, one, within, low=False)),
    )
    for one, other in pairs:
        if (id(one), id(other)) not in seen:
            seen.add((id(one), id(other)))
            yield Contradiction((one,), other)


def _descending(bound: Bound) -> tuple[object, bool]:
    low, is_excluded = bound.low or (0, False)
    return (-low, not is_excluded)


def _first(sorted_bounds: Sequence[Bound], other: Bound, within: Within, *, low: bool) -> Iterator[Bound]:
    for one in sorted_bounds:
        below, above = (one, other) if low else (other, one)
        if below.low is None or above.high is None or not exceeds(below.low, above.high):
            return
        if below.origins != above.origins and _meet(below, above) and is_counted(below, above, within):
            yield one
            return


def _meet(below: Bound, above: Bound) -> bool:
    """Whether there is a day on which both hold."""
    first = max(below.low_days[0], above.high_days[0])
    return first <= min(below.low_days[1], above.high_days[1])


def is_counted(below: Bound, above: Bound, within: Within) -> bool:
    """Whether everything that the one counts is counted by the other."""
    one, other = below.series, above.series
    return (
        one.unit == other.unit
        and one.reading is other.reading
        and one.modality is other.modality
        and one.per is other.per
        and one.share_of == other.share_of
        and (one.reading is not Reading.FIXED or below.event in within.order.alike(above.event))
        and _is_of_phase(below, above, within)
        and within.order.is_within(below.event, above.event)
        and _starts_in_time(below, above, within.order)
    )


def _is_of_phase(below: Bound, above: Bound, within: Within) -> bool:
    """Whether the phase of the one lies within that of the other. Only totals pass through phases."""
    one, other = below.series, above.series
    if one.phase is other.phase:
        return True
    is_total = one.reading is Reading.TOTAL or above.derivation is Derivation.TOTAL
    is_actual = one.modality is Modality.ACTUAL
    return is_total and is_actual and within.phase_within(one.phase, other.phase, within.kind_of(below.event))


def _starts_in_time(below: Bound, above: Bound, order: EventOrder) -> bool:
    start = above.start
    if start is None or order.begins_after(below.event, start):
        return True
    # What was delivered since a day may have been sent before it, and what came to a place since a day may have come to
    # a wider place before.
    return (
        below.series.phase is above.series.phase
        and (below.start == start or below.first >= moment_of(start)[1])
        and order.destination_within(above.event, below.event)
    )


def largest_agreeing(
    contradictions: Sequence[Contradiction], voices: Callable[[Collection[str]], int]
) -> list[frozenset[str]] | None:
    """The sets of contradicting origins without a contradiction that have most voices, in a fixed order.

    None where the search would go too far, or finds too many.
    """
    conflicts = {one.origins for one in contradictions}
    choices: list[list[frozenset[str]]] = []
    count = 1
    for component, own in _components(conflicts):
        found = _maximal_sets(component, own)
        if found is None:
            return None
        counted = [(voices(one), one) for one in found]
        most = max(number for number, _ in counted)
        choices.append(sorted((one for number, one in counted if number == most), key=sorted))
        count *= len(choices[-1])
        if count > MOST_SETS:
            return None
    sets = (frozenset().union(*choice) for choice in product(*choices))
    return sorted(sets, key=lambda one: (-len(one), sorted(one)))


def _components(conflicts: Collection[frozenset[str]]) -> Iterator[tuple[frozenset[str], list[frozenset[str]]]]:
    """The origins that are linked by conflicts, with these conflicts."""
    linked: dict[str, set[str]] = {}
    of: dict[str, list[frozenset[str]]] = {}
    for conflict in conflicts:
        for origin in conflict:
            linked.setdefault(origin, set()).update(conflict)
            of.setdefault(origin, []).append(conflict)
    seen: set[str] = set()
    for origin in sorted(linked):
        if origin not in seen:
            group: set[str] = set()
            waiting = [origin]
            while waiting:
                current = waiting.pop()
                if current not in group:
                    group.add(current)
                    waiting.extend(linked[current] - group)
            seen |= group
            own = dict.fromkeys(conflict for one in sorted(group) for conflict in of[one])
            yield frozenset(group), [*own]


def _maximal_sets(origins: frozenset[str], conflicts: Sequence[frozenset[str]]) -> list[frozenset[str]] | None:
    """The maximal sets of origins that contain no conflict, or None if there are too many to find.

    Origins in the same conflicts are decided together. Among pairs this is the search for maximal cliques by Bron and
    Kerbosch with pivots; a set that contains a conflict of several origins is split by leaving out each of them.
    """
    alike = _alike(origins, conflicts)
    pairs: dict[str, set[str]] = {one: set() for one in alike}
    wider: list[frozenset[str]] = []
    of = {origin: head for head, group in alike.items() for origin in group}
    for conflict in conflicts:
        heads = frozenset(of[origin] for origin in conflict)
        if len(conflict) == 2 and len(heads) == 2:
            one, other = sorted(heads)
            pairs[one].add(other)
            pairs[other].add(one)
        elif len(conflict) > 2:
            wider.append(conflict)
    found = _independent_sets(pairs)
    if found is None:
        return None
    sets = {frozenset(origin for head in one for origin in alike[head]) for one in found}
    return _without_wider(sets, wider) if wider else sorted(sets, key=sorted)


def _alike(origins: Iterable[str], conflicts: Sequence[frozenset[str]]) -> dict[str, list[str]]:
    """The origins that contradict exactly the same others, under the first of them."""
    others: dict[str, set[frozenset[str]]] = {one: set() for one in origins}
    for conflict in conflicts:
        for origin in conflict:
            # In wider conflicts each origin is decided by itself.
            others[origin].add(conflict - {origin} if len(conflict) == 2 else conflict | {f"{origin} itself"})
    groups: dict[frozenset[frozenset[str]], list[str]] = {}
    for origin in sorted(others):
        groups.setdefault(frozenset(others[origin]), []).append(origin)
    return {group[0]: group for group in groups.values()}


def _independent_sets(against: Mapping[str, set[str]]) -> list[frozenset[str]] | None:
    nodes = frozenset(against)
    found: list[frozenset[str]] = []
    waiting: list[tuple[frozenset[str], frozenset[str], frozenset[str]]] = [(frozenset(), nodes, frozenset())]
    steps = 0
    while waiting:
        chosen, open_, done = waiting.pop()
        steps += 1
        if steps > MOST_STEPS or len(found) > MOST_STEPS:
            return None
        if not open_:
            if not done:
                found.append(chosen)
            continue
        # The pivot leaves the fewest nodes to branch on: itself, and those that contradict it.
        pivot = min(sorted(open_ | done), key=lambda one: len(open_ & against[one]) + (one in open_))
        for node in sorted(open_ & (against[pivot] | {pivot})):
            apart = against[node] | {node}
            waiting.append((chosen | {node}, open_ - apart, done - apart))
            open_ -= {node}
            done |= {node}
    return found


def _without_wider(sets: Iterable[frozenset[str]], wider: Sequence[frozenset[str]]) -> list[frozenset[str]] | None:
    found: set[frozenset[str]] = set()
    seen: set[frozenset[str]] = set()
    waiting = sorted(sets, key=sorted)
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        if len(seen) > MOST_STEPS:
            return None
        broken = next((one for one in wider if one <= current), None)
        if broken is None:
            found.add(current)
        else:
            waiting.extend(current - {origin} for origin in sorted(broken))
    return sorted((one for one in found if not any(one < other for other in found)), key=sorted)
