"""Every figure of a dataset at once: which bounds limit each, carried along the order of events in one go.

A `Cell` is to one event what a `Case` is to a question: the bounds that limit a figure of it. Its ends are worked out
for all days together (`staircases`), so that the answer for a day is looked up; only where bounds that conflict are the
strongest is `weighing` asked. `all_estimates` shows the answers, `disagreements` the conflicts. Imports `counted` and
`questions`; the argument that this gives what a case gives stands in docs/explanation/estimates.md.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from axis_tracker.dataset.dataset import Dataset
from axis_tracker.imprecise.measures import Phase, Reading
from axis_tracker.reasoning.as_of import NEVER, view_of
from axis_tracker.reasoning.bounds import Bound, High, Low
from axis_tracker.reasoning.conflicts import Quarrel, quarrels_between
from axis_tracker.reasoning.counted import Counted, counted_under
from axis_tracker.reasoning.ends import exceeds
from axis_tracker.reasoning.policies import Policy, SetAsideReason
from axis_tracker.reasoning.questions import EventOrder, events_of
from axis_tracker.reasoning.sifting import phase_within
from axis_tracker.reasoning.staircases import FLAT, Staircase, level_staircases, total_staircases
from axis_tracker.reasoning.weighing import Bearing, Weighing

__all__ = ["Answers", "Cell", "CellKey", "Survey", "survey_of"]


class CellKey(NamedTuple):
    """What a cell is about: an event, the value of a phase, a unit."""

    event: str
    phase: str
    unit: str


class Answers(NamedTuple):
    """What is known of each figure on a day: one place for each cell, in their order."""

    keys: Sequence[CellKey]
    days: Sequence[int | None]
    """The day that was asked about, or the last that the bounds of the figure speak of; None if they speak of none."""
    lows: Sequence[Low | None]
    highs: Sequence[High | None]
    in_conflict: Collection[int]
    """The places at which claims on the matter cannot all hold."""


Staircases: TypeAlias = tuple[Staircase, Staircase]

_ALL_FLAT: Final[Staircases] = (FLAT, FLAT)
_REASON: Final = SetAsideReason.ANOTHER_DAY


class Cell:
    """What limits one figure."""

    __slots__ = ("conflict_days", "highs", "last_day", "lows", "own_highs", "peaceful", "staircases", "weighing")

    def __init__(self) -> None:
        self.lows: list[Bound] = []
        """The bounds on the event and on its parts that give a lower end."""
        self.highs: list[Bound] = []
        """The bounds on the event and on what it is a part of that give an upper end."""
        self.own_highs: list[Bound] = []
        """Those on the event itself that give an upper end."""
        self.staircases: Staircases = _ALL_FLAT
        """The strongest ends by day."""
        self.peaceful: Staircases = _ALL_FLAT
        """The same without the origins that are at odds with any."""
        self.conflict_days: tuple[tuple[int, int], ...] = ()
        """The days on which a bound that conflicts with another on the matter limits the figure."""
        self.last_day: int | None = None
        """The last day that the bounds speak of, as in `Weighing.last_day`."""
        self.weighing: Weighing | None = None


class Survey:
    """The cells of all events of a dataset under a policy, for totals or for levels."""

    def __init__(self, dataset: Dataset, policy: Policy, reading: Reading) -> None:
        self._policy = policy
        self._reading = reading
        self._events = dataset.tables["events"]
        self._order: EventOrder = events_of(view_of(dataset).whole)
        self._phases = {
            one.value: (
                tuple(other.value for other in Phase if phase_within(one, other, policy.phases)),
                tuple(other.value for other in Phase if phase_within(other, one, policy.phases)),
            )
            for one in Phase
        }
        found: dict[CellKey, Cell] = {}
        self._carry(counted_under(dataset, policy), found)
        self.cells: Mapping[CellKey, Cell] = {key: found[key] for key in sorted(found)}
        self._pairs: list[tuple[Quarrel, str]] | None = None
        self._at_odds = AtOdds(())
        self._is_settled = False
        self._keys: list[CellKey] = []
        self._in_order: list[Cell] = []
        self._low_steps: list[Staircase] = []
        self._high_steps: list[Staircase] = []
        self._touched: set[int] = set()

    # --- carrying the bounds to all that they limit

    def _carry(self, counted: Counted, cells: dict[CellKey, Cell]) -> None:
        bounds_on = {event: self._sorted_out(counted, event) for event in self._events}
        for event, record in self._events.items():
            wholes = self._order.wholes_of(record)
            for key, (lows, highs) in bounds_on[event].items():
                if lows:
                    for whole in wholes.of_lows:
                        for phase in self._phases[key[0]][0]:
                            _cell(cells, whole, phase, key[1]).lows += lows
                if highs:
                    _cell(cells, event, *key).own_highs += highs
            for whole in wholes.of_highs:
                for key, (_, highs) in bounds_on[whole].items():
                    limiting = [one for one in highs if one.start is None or self._order.begins_after(event, one.start)]
                    for phase in self._phases[key[0]][1] if limiting else ():
                        _cell(cells, event, phase, key[1]).highs += limiting

    def _sorted_out(self, counted: Counted, event: str) -> dict[tuple[str, str], tuple[list[Bound], list[Bound]]]:
        """The bounds on an event by phase and unit: those whose lower end holds on some day, and those whose upper."""
        found: dict[tuple[str, str], tuple[list[Bound], list[Bound]]] = {}
        for (unit, reading), bounds in counted.on(event).bounds.items():
            if reading is self._reading:
                for one in bounds:
                    lows, highs = found.setdefault((one.phase.value, unit), ([], []))
                    if one.ends[0] is not None and one.low_days[0] <= one.low_days[1]:
                        lows.append(one)
                    if one.ends[1] is not None and one.high_days[0] <= one.high_days[1]:
                        highs.append(one)
        return found

    # --- conflicts

    @property
    def quarrels(self) -> Sequence[tuple[Quarrel, str]]:
        """Every pair of bounds that cannot both hold, with its unit."""
        if self._pairs is None:
            self._pairs = [(quarrel, key.unit) for key, cell in self.cells.items() for quarrel in self._between(cell)]
        return self._pairs

    def _between(self, cell: Cell) -> Iterable[Quarrel]:
        """The pairs of a bound below and one above that is told of the event itself."""
        lows, highs = cell.lows, cell.own_highs
        if lows and highs:
            strongest = max(one.low for one in lows if one.low), min(one.high for one in highs if one.high)
            if exceeds(*strongest):
                return quarrels_between(lows, highs, self._order, self._policy.phases)
        return ()

    def _settle(self) -> None:
        """Work out the ends of every cell for all days, and where conflicts stand in the way."""
        self._at_odds = AtOdds(self.quarrels)
        self._is_settled = True
        staircases = level_staircases if self._reading is Reading.LEVEL else total_staircases
        for key, cell in self.cells.items():
            cell.last_day = _last_day(cell)
            cell.staircases = cell.peaceful = staircases(cell.lows, cell.highs)
            days = [
                *(one.low_days for one in cell.lows if self._is_contradicted(one, self._at_odds.below, key)),
                *(one.high_days for one in cell.highs if self._is_contradicted(one, self._at_odds.above, key)),
            ]
            if days:
                cell.conflict_days = tuple(_joined(days))
                at_odds = self._at_odds.origins[key.unit]
                cell.peaceful = staircases(
                    [one for one in cell.lows if one.utterance not in at_odds],
                    [one for one in cell.highs if one.utterance not in at_odds],
                )
        self._keys, self._in_order = [*self.cells], [*self.cells.values()]
        self._low_steps = [cell.staircases[0] for cell in self._in_order]
        self._high_steps = [cell.staircases[1] for cell in self._in_order]
        self._touched = {place for place, cell in enumerate(self._in_order) if cell.conflict_days}

    def _is_contradicted(self, bound: Bound, side: Mapping[int, Sequence[Quarrel]], key: CellKey) -> bool:
        return any(self._is_on_the_matter(one, key) for one in side.get(id(bound), ()))

    def _is_on_the_matter(self, quarrel: Quarrel, key: CellKey) -> bool:
        """Whether all bounds of a quarrel are told of parts of the event, or of what it is a part of."""
        wholes_of, records, event = self._order.wholes_of, self._events, key.event
        around = wholes_of(records[event]).of_highs
        phase, order = Phase(key.phase), self._policy.phases
        return all(
            (one.event in around or event in wholes_of(records[one.event]).of_lows)
            and (phase_within(one.phase, phase, order) or phase_within(phase, one.phase, order))
            for one in (*quarrel.lows, quarrel.high)
        )

    def _weighing(self, key: CellKey, cell: Cell) -> Weighing:
        if cell.weighing is None:
            gives: dict[int, Bearing] = {
                id(one): Bearing(one, gives_low=True, gives_high=False, reason=_REASON) for one in cell.lows
            }
            for one in cell.highs:
                gives[id(one)] = Bearing(one, gives_low=id(one) in gives, gives_high=True, reason=_REASON)
            quarrels = self._at_odds.linked((*cell.lows, *cell.highs), lambda one: self._is_on_the_matter(one, key))
            cell.weighing = Weighing([*gives.values()], key.unit, self._order, self._policy, quarrels)
        return cell.weighing

    # --- the answers

    def answers(self, day: int | None) -> Answers:
        """What is known of each figure on a day, or on the last that its bounds speak of."""
        if not self._is_settled:
            self._settle()
        cells = self._in_order
        days = [cell.last_day for cell in cells] if day is None else [day] * len(cells)
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


def _cell(cells: dict[CellKey, Cell], event: str, phase: str, unit: str) -> Cell:
    key = CellKey(event, phase, unit)
    cell = cells.get(key)
    if cell is None:
        cell = cells[key] = Cell()
    return cell


def _last_day(cell: Cell) -> int | None:
    days = [
        first if last == NEVER - 1 else last for first, last in (one.low_days for one in cell.lows) if first <= last
    ]
    days += [last for first, last in (one.high_days for one in cell.highs) if first <= last < NEVER]
    return max(days, default=None)


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


def _by_policy(_: Dataset) -> dict[tuple[Policy, Reading], Survey]:
    return {}


def survey_of(dataset: Dataset, policy: Policy, reading: Reading) -> Survey:
    """The survey of a dataset under a policy, kept with the dataset."""
    known = dataset.derived(_by_policy)
    found = known.get((policy, reading))
    if found is None:
        found = known[policy, reading] = Survey(dataset, policy, reading)
    return found
