"""Carried bounds: the bounds of all classes of events, carried along the direct edges between classes.

Lower ends are carried from parts to wholes, and upper ends from wholes to parts. Of totals, only those are carried that
can be the strongest on some day. All other bounds are carried as they are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import define, field

from axis_tracker.imprecise.measures import Reading
from axis_tracker.model.vocabulary import Modality
from axis_tracker.reasoning.as_of import ALWAYS
from axis_tracker.reasoning.bounds import NO_DAYS, Bound, Low, Series
from axis_tracker.reasoning.bounds_index import BoundsIndex
from axis_tracker.reasoning.derived_bounds import BY_SUBTRACTION, front_of_highs, front_of_lows, totals_before
from axis_tracker.reasoning.event_classes import EventClasses

__all__ = ["CarriedBounds", "Highs", "Lows"]


def _is_plain(bound: Bound) -> bool:
    """Whether it is the certain end of a total, of which the strongest on a day can be looked up."""
    return (
        bound.series.reading is Reading.TOTAL
        and bound.series.modality is Modality.ACTUAL
        and not bound.is_uncertain
        and bound.derivation not in BY_SUBTRACTION
    )


@define
class Lows:
    """The lower ends of one series that limit the events of a class.

    Attributes:
        front: The totals that exceed all that held before, by day.
        windows: The totals and increments that count from a day on, and can be added to others.
        others: All other bounds.
        latest: The last day that one of them speaks of, or 0.
        is_stated: Whether a claim states one of them.
    """

    front: list[Bound] = field(factory=list)
    windows: list[Bound] = field(factory=list)
    others: list[Bound] = field(factory=list)
    latest: int = 0
    is_stated: bool = False
    _lasts: list[int] | None = None

    def strongest(self, day: int) -> Bound | None:
        """The total with the greatest lower end that counts from the beginning, on a day."""
        if self._lasts is None:
            self._lasts = [one.last for one in self.front]
        place = bisect_right(self._lasts, day)
        return self.front[place - 1] if place else None

    def on(self, day: int) -> Low | None:
        """The greatest lower end of the totals that count from the beginning, on a day."""
        one = self.strongest(day)
        return None if one is None else one.low

    @property
    def all(self) -> Iterator[Bound]:
        """All of them that are kept."""
        yield from self.front
        yield from self.windows
        yield from self.others


@define
class Highs:
    """The upper ends of one series that limit the events of a class.

    Attributes:
        front: The totals that are below all that hold for longer, from the last day back.
        presumed_front: The same, where the days on which they are presumed to hold count as well.
        started: The totals that count from a day on, and limit only what begins later.
        others: All other bounds.
        latest: The last day that one of them speaks of, or 0.
        is_stated: Whether a claim states one of them.
    """

    front: list[Bound] = field(factory=list)
    presumed_front: list[Bound] = field(factory=list)
    started: list[Bound] = field(factory=list)
    others: list[Bound] = field(factory=list)
    latest: int = 0
    is_stated: bool = False
    _untils: list[int] | None = None
    _presumed_untils: list[int] | None = None

    def strongest(self, day: int) -> Bound | None:
        """The total with the least upper end that counts from the beginning and certainly holds on a day."""
        if self._untils is None:
            self._untils = [-one.high_days[1] for one in self.front]
        place = bisect_right(self._untils, -day)
        return self.front[place - 1] if place else None

    def strongest_presumed(self, day: int) -> Bound | None:
        """The same, of those that hold or are presumed to hold on the day."""
        if self._presumed_untils is None:
            self._presumed_untils = [-_until(one) for one in self.presumed_front]
        place = bisect_left(self._presumed_untils, -day + 1)
        return self.presumed_front[place - 1] if place else None

    @property
    def all(self) -> Iterator[Bound]:
        """All of them that are kept, each once."""
        kept = {id(one): one for one in (*self.front, *self.presumed_front, *self.started, *self.others)}
        yield from kept.values()


def _until(bound: Bound) -> int:
    return max(bound.high_days[1] if bound.high_days != NO_DAYS else 0, bound.presumed_high[1])


class CarriedBounds:
    """The bounds on all classes of a dataset.

    Attributes:
        lows: For each class, the lower ends that limit it, by series.
        highs: For each class, the upper ends that limit it, by series.
        own: For each class, its own bounds.
    """

    def __init__(self, classes: EventClasses, index: BoundsIndex) -> None:
        self._classes = classes
        self._index = index
        self.own: list[tuple[Bound, ...]] = [index.of(members[0]) for members in classes.members]
        self.lows: list[Mapping[Series, Lows]] = [{} for _ in self.own]
        self.highs: list[Mapping[Series, Highs]] = [{} for _ in self.own]
        self.parts: list[list[int]] = [[] for _ in self.own]
        for number, wholes in enumerate(classes.wholes):
            for whole in wholes:
                self.parts[whole].append(number)
        for number in classes.order:
            self.lows[number] = self._lows_of(number)
        for number in reversed(classes.order):
            self.highs[number] = self._highs_of(number)

    def _lows_of(self, number: int) -> Mapping[Series, Lows]:
        own = [one for one in self.own[number] if one.ends[0] is not None]
        below = [self.lows[part] for part in self.parts[number] if self.lows[part]]
        if not own and len(below) == 1:
            return {series: lows for series, lows in below[0].items() if series.reading is not Reading.FIXED}
        by_series: dict[Series, list[Bound]] = {}
        for one in own:
            by_series.setdefault(one.series, []).append(one)
        carried: dict[Series, list[Lows]] = {}
        for each in below:
            for series, lows in each.items():
                # The value of one contract says nothing about that of another.
                if series.reading is not Reading.FIXED:
                    carried.setdefault(series, []).append(lows)
        return {
            series: _merged_lows(by_series.get(series, ()), carried.get(series, ()))
            for series in (*by_series, *(one for one in carried if one not in by_series))
        }

    def _highs_of(self, number: int) -> Mapping[Series, Highs]:
        own = [one for one in (*self.own[number], *self._totals_before(number)) if one.ends[1] is not None]
        above = [self.highs[whole] for whole in self._classes.lasting_wholes[number] if self.highs[whole]]
        if not own and len(above) == 1:
            return {series: highs for series, highs in above[0].items() if series.reading is not Reading.FIXED}
        by_series: dict[Series, list[Bound]] = {}
        for one in own:
            by_series.setdefault(one.series, []).append(one)
        carried: dict[Series, list[Highs]] = {}
        for each in above:
            for series, highs in each.items():
                if series.reading is not Reading.FIXED:
                    carried.setdefault(series, []).append(highs)
        return {
            series: _merged_highs(by_series.get(series, ()), carried.get(series, ()))
            for series in (*by_series, *(one for one in carried if one not in by_series))
        }

    def _totals_before(self, number: int) -> list[Bound]:
        """The upper ends of earlier totals of a class, from later totals and what came in between."""
        windows = [bound for lows in self.lows[number].values() for bound in lows.windows]
        if not windows or not any(one.ends[1] is not None for one in self.own[number]):
            return []
        event, is_within = self._classes.members[number][0], self._index.order.destination_within
        return totals_before(self.own[number], (one for one in windows if is_within(event, one.event)))

    def lows_below(self, number: int, at_least: Low, phases: Iterable[Series]) -> list[Bound]:
        """All certain lower ends of a class and its parts that are as great as an end, in some series."""
        found: list[Bound] = []
        wanted = frozenset(phases)
        seen = {number}
        waiting = [number]
        while waiting:
            current = waiting.pop()
            found += (
                one
                for one in self.own[current]
                if one.series in wanted and one.low is not None and one.low >= at_least and not one.is_uncertain
            )
            for part in self.parts[current]:
                if part not in seen and any(
                    (peak := self._peak(part, series)) is not None and peak >= at_least for series in wanted
                ):
                    seen.add(part)
                    waiting.append(part)
        return found

    def _peak(self, number: int, series: Series) -> Low | None:
        """The greatest lower end of a series that limits a class."""
        lows = self.lows[number].get(series)
        if lows is None:
            return None
        ends = [one.low for one in (*lows.front[-1:], *lows.windows, *lows.others) if one.low is not None]
        return max(ends, default=None)


def _merged_lows(own: Sequence[Bound], carried: Sequence[Lows]) -> Lows:
    if not own and len(carried) == 1:
        return carried[0]
    plain = [one for one in own if _is_plain(one)]
    merged = Lows(
        latest=max((*(_latest_low(one) for one in own), *(one.latest for one in carried))),
        is_stated=any(one.is_stated for one in carried) or any(one.derivation is None for one in own),
    )
    front = [*plain, *(bound for one in carried for bound in (*one.front, *one.windows))]
    unique = {id(one): one for one in front}
    for one in front_of_lows(unique.values()):
        (merged.windows if one.first > ALWAYS else merged.front).append(one)
    merged.front = _increasing(merged.front)
    others = (*(one for one in own if not _is_plain(one)), *(bound for one in carried for bound in one.others))
    merged.others = [*{id(one): one for one in others}.values()]
    return merged


def _increasing(front: Sequence[Bound]) -> list[Bound]:
    """A front that rises throughout, also where a window was left out."""
    kept: list[Bound] = []
    for one in front:
        if not kept or (one.low or (0, False)) > (kept[-1].low or (0, False)):
            kept.append(one)
    return kept


def _latest_low(one: Bound) -> int:
    return max(map(one.latest_of, (one.low_days, one.presumed_low)))


def _merged_highs(own: Sequence[Bound], carried: Sequence[Highs]) -> Highs:
    if not own and len(carried) == 1:
        return carried[0]
    plain = [one for one in own if _is_plain(one)]
    merged = Highs(
        latest=max((*(_latest_high(one) for one in own if one.start is None), *(one.latest for one in carried), 0)),
        is_stated=any(one.is_stated for one in carried) or any(one.derivation is None for one in own),
    )
    certain = [one for one in plain if one.start is None and one.high_days != NO_DAYS]
    certain += (bound for one in carried for bound in one.front)
    presumed = [one for one in plain if one.start is None]
    presumed += (bound for one in carried for bound in one.presumed_front)
    merged.front = front_of_highs({id(one): one for one in certain}.values())
    merged.presumed_front = front_of_highs({id(one): one for one in presumed}.values(), presumed=True)
    started = (*(one for one in plain if one.start is not None), *(bound for one in carried for bound in one.started))
    merged.started = [*{id(one): one for one in started}.values()]
    others = (*(one for one in own if not _is_plain(one)), *(bound for one in carried for bound in one.others))
    merged.others = [*{id(one): one for one in others}.values()]
    return merged


def _latest_high(one: Bound) -> int:
    return max(map(one.latest_of, (one.high_days, one.presumed_high)))
