"""Every figure of a dataset at once: which bounds limit each, carried along the order of events in one go.

An `EstimateBounds` is to one event what a `Case` is to a question: the bounds that limit a figure of the event. Its
ends are computed for all days together (`staircases`), so the answer for a day is looked up; `weighing` is used only
if the strongest bounds conflict. `all_estimates` shows the answers, `disagreements` the conflicts. Imports `sifting`
and `questions`; docs/explanation/estimates.md argues that this gives the same answer as a case.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from axis_tracker.dataset.record_set import RecordSet, derived, tables_of
from axis_tracker.imprecise.measures import Phase, Reading
from axis_tracker.reasoning.as_of import NEVER, view_of
from axis_tracker.reasoning.bounds import Bound, High, Low
from axis_tracker.reasoning.conflicts import Quarrel, is_counted, quarrels_between
from axis_tracker.reasoning.ends import exceeds, fewest_above, strongest_sum
from axis_tracker.reasoning.policies import Policy, SetAsideReason
from axis_tracker.reasoning.questions import EventOrder, events_of
from axis_tracker.reasoning.sifting import counted_under, phase_within
from axis_tracker.reasoning.staircases import FLAT, Staircase, level_staircases, total_staircases
from axis_tracker.reasoning.told import Told, front_of_highs, front_of_lows, told_of
from axis_tracker.reasoning.weighing import Bearing, Weighing

__all__ = ["Answers", "EstimateBounds", "EstimateKey", "Survey", "survey_of"]


class EstimateKey(NamedTuple):
    """What a cell is about: an event, the value of a phase, a unit."""

    event: str
    phase: str
    unit: str


class Answers(NamedTuple):
    """What is known of each figure on a day: one place for each cell, in their order."""

    keys: Sequence[EstimateKey]
    days: Sequence[int | None]
    """The day that was asked about, or the last that the bounds of the figure speak of; None if they speak of none."""
    lows: Sequence[Low | None]
    highs: Sequence[High | None]
    in_conflict: Collection[int]
    """The places at which claims on the matter cannot all hold."""


Staircases: TypeAlias = tuple[Staircase, Staircase]

_ALL_FLAT: Final[Staircases] = (FLAT, FLAT)
_REASON: Final = SetAsideReason.ANOTHER_DAY


class EstimateBounds:
    """What limits one figure."""

    __slots__ = ("conflict_days", "parts", "peaceful", "staircases", "started", "weighing", "wholes")

    def __init__(self) -> None:
        self.parts: list[Told] = []
        """What is told of the event and of its parts, whose lower ends limit the figure."""
        self.wholes: list[Told] = []
        """What is told of the event and of what it is a part of, whose upper ends do."""
        self.started: list[Bound] = []
        """Of the bounds that count from a day on, those whose upper ends limit it, too."""
        self.staircases: Staircases = _ALL_FLAT
        """The strongest ends by day."""
        self.peaceful: Staircases = _ALL_FLAT
        """The same without the origins that are at odds with any."""
        self.conflict_days: tuple[tuple[int, int], ...] = ()
        """The days on which a bound that conflicts with another on the matter limits the figure."""
        self.weighing: Weighing | None = None

    @property
    def lows(self) -> list[Bound]:
        """All bounds that give a lower end."""
        return [bound for one in self.parts for bound in one.lows]

    @property
    def highs(self) -> list[Bound]:
        """All bounds that give an upper end."""
        return [*self.started, *(bound for one in self.wholes for bound in one.highs)]

    def fronts(self) -> tuple[list[Bound], list[Bound]]:
        """Of these the ones that can be the strongest on some day, or a part of the strongest sum."""
        return (
            [bound for one in self.parts for bound in one.low_front],
            [*self.started, *(bound for one in self.wholes for bound in one.high_front)],
        )

    def last_day(self) -> int | None:
        """The last day that the bounds speak of, as in `Weighing.last_day`."""
        days = [one.last_low for one in self.parts if one.last_low is not None]
        days += [one.last_high for one in self.wholes if one.last_high is not None]
        days += [one.high_days[1] for one in self.started if one.high_days[1] < NEVER]
        return max(days, default=None)


class Survey:
    """The cells of all events of a dataset under a policy, for totals or for levels."""

    def __init__(self, dataset: RecordSet, policy: Policy, reading: Reading) -> None:
        self._policy = policy
        self._reading = reading
        self._events = tables_of(dataset)["events"]
        self._order: EventOrder = events_of(view_of(dataset).whole)
        self._phases = {
            one.value: (
                tuple(other.value for other in Phase if phase_within(one, other, policy.phases)),
                tuple(other.value for other in Phase if phase_within(other, one, policy.phases)),
            )
            for one in Phase
        }
        counted = counted_under(dataset, policy)
        self._told = {event: told_of(counted.on(event), reading) for event in self._events}
        found: dict[EstimateKey, EstimateBounds] = {}
        self._carry(found)
        self.cells: Mapping[EstimateKey, EstimateBounds] = {key: found[key] for key in sorted(found)}
        self._pairs: list[tuple[Quarrel, str]] | None = None
        self._sums: list[tuple[Quarrel, str]] | None = None
        self._contested: set[int] = set()  # by identity, what is told and at odds with anything
        self._at_odds = AtOdds(())
        self._is_settled = False
        self._keys: list[EstimateKey] = []
        self._in_order: list[EstimateBounds] = []
        self._last_days: list[int | None] = []
        self._low_steps: list[Staircase] = []
        self._high_steps: list[Staircase] = []
        self._touched: set[int] = set()

    def _carry(self, cells: dict[EstimateKey, EstimateBounds]) -> None:
        """Put what is told of each event in the cells of all events that it limits."""
        for event, record in self._events.items():
            wholes = self._order.wholes_of(record)
            for (phase, unit), told in self._told[event].items():
                for whole in wholes.of_lows if told.lows else ():
                    for around in self._phases[phase][0]:
                        _cell(cells, whole, around, unit).parts.append(told)
            for whole in wholes.of_highs:
                self._carry_highs(whole, event, cells)

    def _carry_highs(self, whole: str, event: str, cells: dict[EstimateKey, EstimateBounds]) -> None:
        for (phase, unit), told in self._told[whole].items():
            started = [one for one in told.started if one.start and self._order.begins_after(event, one.start)]
            for inside in self._phases[phase][1] if told.highs or started else ():
                cell = _cell(cells, event, inside, unit)
                cell.started += started
                cell.wholes += (told,) if told.highs else ()

    # --- conflicts

    @property
    def quarrels(self) -> Sequence[tuple[Quarrel, str]]:
        """Every pair of bounds that cannot both hold, with its unit."""
        if self._pairs is None:
            self._pairs = [*self._quarrels_of_pairs()]
        return self._pairs

    def _quarrels_of_pairs(self) -> Iterator[tuple[Quarrel, str]]:
        for event, record in self._events.items():
            for (phase, unit), told in self._told[event].items():
                for whole in self._order.wholes_of(record).of_lows if told.greatest is not None else ():
                    for around in self._phases[phase][0]:
                        above = self._told[whole].get((around, unit))
                        if above and above.least and told.greatest and exceeds(told.greatest, above.least):
                            highs = (*above.highs, *above.started)
                            for quarrel in quarrels_between(told.lows, highs, self._order, self._policy.phases):
                                self._contested |= {id(told), id(above)}
                                yield quarrel, unit

    @property
    def sum_quarrels(self) -> Sequence[tuple[Quarrel, str]]:
        """For each upper bound, the fewest disjoint windows that add up to more, none of which does so by itself."""
        if self._sums is None:
            self._settle()
            self._sums = [*self._quarrels_of_sums()]
        return self._sums

    def _quarrels_of_sums(self) -> Iterator[tuple[Quarrel, str]]:
        for key, cell in self.cells.items():
            own = self._told[key.event].get((key.phase, key.unit))
            if own is not None and any(one.has_windows for one in cell.parts):
                for above in (*own.highs, *own.started):
                    reached = cell.staircases[0].on(above.high_days[1])
                    if reached is not None and above.high is not None and exceeds(reached, above.high):
                        lows = self._sum_above(cell, above, above.high)
                        if lows:
                            yield Quarrel(lows, above), key.unit

    def _sum_above(self, cell: EstimateBounds, above: Bound, high: High) -> tuple[Bound, ...]:
        lesser = [
            one
            for one in cell.lows
            if one.low is not None
            and one.last <= above.high_days[1]
            and not exceeds(one.low, high)
            and is_counted(one, above, self._order, self._policy.phases)
        ]
        total, chain = strongest_sum(lesser)
        return fewest_above(chain, high) if total is not None and exceeds(total, high) else ()

    def _settle(self) -> None:
        """Work out the ends of every cell for all days, and where conflicts stand in the way."""
        if self._is_settled:
            return
        self._is_settled = True
        self._at_odds = AtOdds(self.quarrels)
        staircases = level_staircases if self._reading is Reading.LEVEL else total_staircases
        self._keys, self._in_order = [*self.cells], [*self.cells.values()]
        for place, (key, cell) in enumerate(self.cells.items()):
            cell.staircases = cell.peaceful = staircases(*cell.fronts())
            is_near = bool(cell.started) or any(id(one) in self._contested for one in (*cell.parts, *cell.wholes))
            days = self._conflict_days(key, cell) if is_near else ()
            if days:
                self._touched.add(place)
                cell.conflict_days = tuple(_joined(days))
                at_odds = self._at_odds.origins[key.unit]
                cell.peaceful = staircases(
                    [one for one in cell.lows if one.utterance not in at_odds],
                    [one for one in cell.highs if one.utterance not in at_odds],
                )
        self._last_days = [cell.last_day() for cell in self._in_order]
        self._low_steps = [cell.staircases[0] for cell in self._in_order]
        self._high_steps = [cell.staircases[1] for cell in self._in_order]

    def _conflict_days(self, key: EstimateKey, cell: EstimateBounds) -> list[tuple[int, int]]:
        return [
            *(one.low_days for one in cell.lows if self._is_contradicted(one, self._at_odds.below, key)),
            *(one.high_days for one in cell.highs if self._is_contradicted(one, self._at_odds.above, key)),
        ]

    def _is_contradicted(self, bound: Bound, side: Mapping[int, Sequence[Quarrel]], key: EstimateKey) -> bool:
        return any(self._is_on_the_matter(one, key) for one in side.get(id(bound), ()))

    def _is_on_the_matter(self, quarrel: Quarrel, key: EstimateKey) -> bool:
        """Whether all bounds of a quarrel are told of parts of the event, or of what it is a part of."""
        wholes_of, records, event = self._order.wholes_of, self._events, key.event
        around = wholes_of(records[event]).of_highs
        phase, order = Phase(key.phase), self._policy.phases
        return all(
            (one.event in around or event in wholes_of(records[one.event]).of_lows)
            and (phase_within(one.phase, phase, order) or phase_within(phase, one.phase, order))
            for one in (*quarrel.lows, quarrel.high)
        )

    def _weighing(self, key: EstimateKey, cell: EstimateBounds) -> Weighing:
        if cell.weighing is None:
            lows, highs = cell.lows, cell.highs
            quarrels = self._at_odds.linked((*lows, *highs), lambda one: self._is_on_the_matter(one, key))
            if self._policy.origins == 1:
                lows, highs = self._that_can_count(lows, highs, {key for one in quarrels for key in one.origins})
            gives: dict[int, Bearing] = {
                id(one): Bearing(one, gives_low=True, gives_high=False, reason=_REASON) for one in lows
            }
            for one in highs:
                gives[id(one)] = Bearing(one, gives_low=id(one) in gives, gives_high=True, reason=_REASON)
            cell.weighing = Weighing([*gives.values()], key.unit, self._order, self._policy, quarrels)
        return cell.weighing

    def _that_can_count(
        self, lows: list[Bound], highs: list[Bound], at_odds: Collection[str]
    ) -> tuple[list[Bound], list[Bound]]:
        """The bounds that can be the strongest, whichever of the origins at odds are given up."""
        if self._reading is Reading.LEVEL:
            return lows, highs
        disputed = [one for one in lows if one.utterance in at_odds], [one for one in highs if one.utterance in at_odds]
        return (
            [*disputed[0], *front_of_lows(one for one in lows if one.utterance not in at_odds)],
            [*disputed[1], *front_of_highs(one for one in highs if one.utterance not in at_odds)],
        )

    # --- the answers

    def answers(self, day: int | None) -> Answers:
        """What is known of each figure on a day, or on the last that its bounds speak of."""
        self._settle()
        days = self._last_days if day is None else [day] * len(self._keys)
        on = [one or 0 for one in days]  # on no day whatever, where there are no bounds
        lows = [ends[bisect_right(steps, one)] for (steps, ends), one in zip(self._low_steps, on, strict=True)]
        highs = [ends[bisect_right(steps, one)] for (steps, ends), one in zip(self._high_steps, on, strict=True)]
        in_conflict: set[int] = set()
        for place in self._places_to_weigh(lows, highs):
            settled = self._settled_at(place, on[place], lows[place], highs[place])
            lows[place], highs[place], is_in_conflict = settled
            if is_in_conflict:
                in_conflict.add(place)
        return Answers(self._keys, days, lows, highs, in_conflict)

    def _places_to_weigh(self, lows: Sequence[Low | None], highs: Sequence[High | None]) -> Iterable[int]:
        """The places where the strongest ends need not be the answer."""
        if self._policy.origins > 1:
            return range(len(lows))
        crossing = {
            place
            for place, (low, high) in enumerate(zip(lows, highs, strict=True))
            if low is not None and high is not None and low[0] >= high[0] and exceeds(low, high)
        }
        return sorted(crossing | self._touched)

    def _settled_at(
        self, place: int, day: int, low: Low | None, high: High | None
    ) -> tuple[Low | None, High | None, bool]:
        cell = self._in_order[place]
        is_in_conflict = any(first <= day <= last for first, last in cell.conflict_days)
        # Whatever origins are given up, those at odds with nobody stay, and the ends lie between theirs and these.
        is_untouched = not is_in_conflict or (low, high) == (cell.peaceful[0].on(day), cell.peaceful[1].on(day))
        if is_untouched and self._policy.origins == 1 and not (low and high and exceeds(low, high)):
            return low, high, is_in_conflict
        settled = self._weighing(self._keys[place], cell).settled(day)
        quantity = settled.quantity
        low = None if quantity.low is None else (quantity.low, not quantity.includes_low)
        high = None if quantity.high is None else (quantity.high, quantity.includes_high)
        return low, high, bool(settled.quarrels)


class AtOdds:
    """The pairs that cannot both hold, by who is in them. Bounds are told apart by identity."""

    def __init__(self, quarrels: Iterable[tuple[Quarrel, str]]) -> None:
        self.below: dict[int, list[Quarrel]] = {}
        self.above: dict[int, list[Quarrel]] = {}
        self.origins: dict[str, set[str]] = {}
        """By unit."""
        self._of_origin: dict[tuple[str, str], list[Quarrel]] = {}
        self._units: dict[int, str] = {}
        for one, unit in quarrels:
            self.below.setdefault(id(one.lows[0]), []).append(one)
            self.above.setdefault(id(one.high), []).append(one)
            self.origins.setdefault(unit, set()).update(one.origins)
            self._units[id(one)] = unit
            for origin in one.origins:
                self._of_origin.setdefault((unit, origin), []).append(one)

    def linked(self, bounds: Iterable[Bound], is_on_the_matter: Callable[[Quarrel], bool]) -> list[Quarrel]:
        """The quarrels that one of the bounds is in, and those of the origins in them, as far as they matter."""
        waiting = [one for each in bounds for side in (self.below, self.above) for one in side.get(id(each), ())]
        found: dict[int, Quarrel] = {}
        origins: set[tuple[str, str]] = set()
        while waiting:
            one = waiting.pop()
            if id(one) not in found and is_on_the_matter(one):
                found[id(one)] = one
                unit = self._units[id(one)]
                for origin in {(unit, each) for each in one.origins} - origins:
                    origins.add(origin)
                    waiting.extend(self._of_origin[origin])
        return [*found.values()]


def _cell(cells: dict[EstimateKey, EstimateBounds], event: str, phase: str, unit: str) -> EstimateBounds:
    key = EstimateKey(event, phase, unit)
    cell = cells.get(key)
    if cell is None:
        cell = cells[key] = EstimateBounds()
    return cell


def _joined(stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches of days as few that do not touch."""
    begun: tuple[int, int] | None = None
    for first, last in sorted(one for one in stretches if one[0] <= one[1]):
        if begun is None:
            begun = (first, last)
        elif first <= begun[1] + 1:
            begun = (begun[0], max(begun[1], last))
        else:
            yield begun
            begun = (first, last)
    if begun is not None:
        yield begun


def _by_policy(_: RecordSet) -> dict[tuple[Policy, Reading], Survey]:
    return {}


def survey_of(dataset: RecordSet, policy: Policy, reading: Reading) -> Survey:
    """The survey of a dataset under a policy, kept with the dataset."""
    known = derived(dataset, _by_policy)
    found = known.get((policy, reading))
    if found is None:
        found = known[policy, reading] = Survey(dataset, policy, reading)
    return found
