"""Derived bounds: what follows from several figures of events that are alike in all fields.

Whatever is present has come, and so has whatever was lost there. A later total without what came in between bounds the
earlier total from above. `part_sums` has what follows from declared parts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from attrs import evolve

from axis_tracker.imprecise.exact_numbers import Number, sum_of
from axis_tracker.imprecise.measures import Phase, Reading
from axis_tracker.model.vocabulary import Modality
from axis_tracker.reasoning.as_of import ALWAYS, NEVER
from axis_tracker.reasoning.bounds import NO_DAYS, Bound, Chain, Days, Derivation, High, Low, Series, derived_bound

__all__ = ["BY_SUBTRACTION", "front_of_highs", "front_of_lows", "locally_derived", "totals_before"]

BY_SUBTRACTION: Final = frozenset((Derivation.LESS_INCREMENTS, Derivation.REST_OF_PARTS))
"""How bounds follow by taking something away, which contradicts nothing unless the sum does."""

PEOPLE: Final = frozenset(
    ("advisers", "engineers", "men", "officers", "people", "personnel", "soldiers", "troops", "volunteers", "workers")
)
"""The units that count people."""
REMOVED_PEOPLE: Final = frozenset(("captured", "dead", "killed", "prisoners"))
"""The units that count people who are no longer present: unlike the wounded, they are not among those counted there."""


def locally_derived(bounds: Sequence[Bound], losses: Sequence[Bound]) -> list[Bound]:
    """What follows from the bounds of one class of events. `losses` are those of engagements that they link to."""
    found: list[Bound] = []
    lost: dict[str, list[Bound]] | None = None
    fronts: dict[str, list[Bound]] = {}
    for level in bounds:
        series = level.series
        if series.reading is Reading.LEVEL and level.low is not None and series.modality is Modality.ACTUAL:
            if lost is None:
                lost = {}
                for one in (*bounds, *losses):
                    if _is_loss(one):
                        lost.setdefault(one.series.unit, []).append(one)
            unit = series.unit
            if unit not in fronts:
                gone = [one for key, alike in lost.items() if _is_gone(key, unit) for one in alike]
                fronts[unit] = front_of_lows(evolve(each, first=ALWAYS) for each in gone)
            found += _totals_of_level(level, fronts[unit])
    return found


def _is_loss(one: Bound) -> bool:
    return (
        one.series.phase is Phase.LOST
        and one.series.reading is Reading.TOTAL
        and one.series.modality is Modality.ACTUAL
        and one.low is not None
        and one.low > (0, False)
    )


def totals_before(bounds: Iterable[Bound], windows: Iterable[Bound]) -> list[Bound]:
    """The upper ends of earlier totals that follow from later ones without what came in between.

    `windows` are lower ends that count from a day on, of the same events or of parts of them in the same place.
    """
    increments: dict[Series, dict[int, Bound]] = {}
    for one in windows:
        if one.first > ALWAYS and one.low is not None and one.low > (0, False):
            increments.setdefault(one.series, {})[id(one)] = one
    totals: dict[Series, list[Bound]] = {}
    for one in bounds:
        if (
            one.series in increments
            and one.series.reading is Reading.TOTAL
            and one.series.modality is Modality.ACTUAL
            and one.derivation not in BY_SUBTRACTION
        ):
            totals.setdefault(one.series, []).append(one)
    return [
        derived for series, alike in totals.items() for derived in _totals_before(alike, [*increments[series].values()])
    ]


def _totals_of_level(level: Bound, lost: Iterable[Bound]) -> Iterator[Bound]:
    """The lower ends of totals that a level implies, by itself and with what was lost there before, by last day."""
    is_certain = level.low_days[0] <= level.low_days[1]
    first, last = level.low_days if is_certain else level.presumed_low
    holds_from = first if is_certain else last
    series = level.series._replace(reading=Reading.TOTAL)
    total = derived_bound(
        level,
        (level, None),
        Derivation.LEVEL,
        series=series,
        ends=(level.ends[0], None, level.ends[2], True),
        low_days=(holds_from, NEVER - 1),
        high_days=NO_DAYS,
        presumed_low=NO_DAYS,
        presumed_high=NO_DAYS,
    )
    yield total
    # What was lost by the first day of the level, and what was lost later while it certainly lasted.
    until = last if is_certain else first
    for one in lost:
        if one.last <= until:
            yield derived_bound(
                total,
                (one, (level, None)),
                Derivation.LEVEL_AND_LOSSES,
                ends=(_plus(level.ends[0], one.ends[0]), None, level.ends[2] and one.ends[2], True),
                low_days=(max(holds_from, one.last), NEVER - 1),
                is_uncertain=level.is_uncertain or one.is_uncertain,
            )


def _is_gone(lost: str, present: str) -> bool:
    return lost == present or (lost in REMOVED_PEOPLE and present in PEOPLE)


def _plus(one: Number | None, other: Number | None) -> Number:
    return sum_of(one or 0, other or 0)


def _totals_before(bounds: Sequence[Bound], increments: Sequence[Bound]) -> Iterator[Bound]:
    """The upper ends of earlier totals: a later total without the increments that came in between."""
    highs = front_of_highs(one for one in bounds if one.start is None and one.high_days[0] <= one.high_days[1])
    by_last = sorted(increments, key=lambda one: (one.last, one.key))
    lasts = [one.last for one in by_last]
    for place, high in enumerate(highs):
        # Before an earlier upper end, that one and what came until then say more.
        earlier = highs[place + 1].high_days[1] if place + 1 < len(highs) else ALWAYS
        within = [
            one for one in by_last[: bisect_right(lasts, high.high_days[1])] if one.first > earlier and one is not high
        ]
        for first, added, is_closed, is_uncertain, chain in _sums_from(within):
            rest = sum_of(high.ends[1] or 0, -added)
            if first > 1 and rest >= 0:
                yield derived_bound(
                    high,
                    (high, chain),
                    Derivation.LESS_INCREMENTS,
                    ends=(None, rest, True, high.ends[3] and is_closed),
                    low_days=NO_DAYS,
                    high_days=(ALWAYS, first - 1),
                    presumed_low=NO_DAYS,
                    presumed_high=NO_DAYS,
                    is_uncertain=high.is_uncertain or is_uncertain,
                )


_Sum: TypeAlias = tuple[int, Number, bool, bool, Chain]
"""The first day of the first window, the sum, whether it includes its end and is uncertain, and its increments."""


def _sums_from(increments: Sequence[Bound]) -> Iterator[_Sum]:
    """For each first day, the increments with disjoint windows from it on that add up to the most."""
    best: list[_Sum] = []  # from the last window back
    for one in sorted(increments, key=lambda each: (-each.first, each.key)):
        following = next((each for each in reversed(best) if each[0] > one.last), None)
        total: _Sum = (one.first, one.ends[0] or 0, one.ends[2], one.is_uncertain, (one, None))
        if following is not None:
            total = (
                one.first,
                sum_of(total[1], following[1]),
                total[2] and following[2],
                total[3] or following[3],
                (one, following[4]),
            )
        if not best or total[1] > best[-1][1]:
            best.append(total)
            yield total


def front_of_lows(lows: Iterable[Bound]) -> list[Bound]:
    """The lower ends of totals that exceed all that held before, by day; those that can be added to others are kept."""
    front: list[Bound] = []
    greatest: dict[object, Low] = {}
    for one in sorted(lows, key=_from_first):
        low = one.low
        if low is None:
            continue
        if one.first > ALWAYS:
            front.append(one)
        elif one.series.phase not in greatest or low > greatest[one.series.phase]:
            greatest[one.series.phase] = low
            front.append(one)
    return front


def _from_first(bound: Bound) -> tuple[int, Low, tuple[str, str]]:
    low, excluded = bound.low or (0, False)
    return (bound.last, (-low, not excluded), bound.key)


def front_of_highs(highs: Iterable[Bound], *, presumed: bool = False) -> list[Bound]:
    """The upper ends of totals that are below all that hold for longer, from the last day back."""
    front: list[Bound] = []
    least: High | None = None
    for one in sorted(highs, key=lambda each: (-_until(each, presumed=presumed), each.high or (0, True), each.key)):
        high = one.high
        if high is not None and (least is None or high < least):
            least = high
            front.append(one)
    return front


def _until(bound: Bound, *, presumed: bool) -> int:
    days: Days = bound.high_days
    if presumed and bound.presumed_high[0] <= bound.presumed_high[1]:
        return max(days[1], bound.presumed_high[1])
    return days[1]
