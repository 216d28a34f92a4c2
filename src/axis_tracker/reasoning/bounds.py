"""From claims to bounds: on which days a figure limits a quantity, from below and from above.

A total that is claimed for a day limits what came before from above and what comes later from below; a level limits
its own days; an increment is a lower limit of everything that contains its window. The reports of one utterance are
put together here, so that nothing later counts them apart. Imports the model; `ends` puts bounds together.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

from axis_tracker.imprecise.dates import Boundary, ImpreciseDate
from axis_tracker.imprecise.exact_numbers import Number, product, sum_of
from axis_tracker.imprecise.intervals import Ends, hull, intersection
from axis_tracker.imprecise.measures import Period, Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.claims import Claim
from axis_tracker.reasoning.as_of import ALWAYS, NEVER, Moment, moment_of
from axis_tracker.reasoning.periods import whole_periods

__all__ = ["Bound", "High", "Low", "bounds_of", "of_one_utterance", "read_bound"]

Low: TypeAlias = tuple[Number, bool]
"""A lower end: the number, and whether it is excluded. The greater, the stronger."""
High: TypeAlias = tuple[Number, bool]
"""An upper end: the number, and whether it is included. The smaller, the stronger."""

Days: TypeAlias = tuple[int, int]

_NO_DAYS: Final[Days] = (NEVER, ALWAYS)


class Bound(NamedTuple):
    """What one utterance says of one figure, by all claims that report it alike."""

    claims: tuple[Claim, ...]
    utterance: str
    is_named: bool
    """Whether a claimant has a name: unnamed sources corroborate nobody."""
    event: str
    phase: Phase
    ends: Ends
    low_days: Days
    """The first and last day on which the lower end holds; the first is after the last where there is none."""
    high_days: Days
    """The same of the upper end."""
    first: int
    """The first day from which on it may have been counted."""
    start: ImpreciseDate | None
    """The beginning of the counting as the claim gives it, None for the beginning of all."""
    is_drifted: bool = False
    """Whether reports of the utterance exclude each other, so that it was taken as saying one of them."""

    @property
    def low(self) -> Low | None:
        """The lower end, None where it is open."""
        return None if self.ends[0] is None else (self.ends[0], not self.ends[2])

    @property
    def high(self) -> High | None:
        """The upper end, None where it is open."""
        return None if self.ends[1] is None else (self.ends[1], self.ends[3])

    @property
    def last(self) -> int:
        """The day by which all that is counted had come: the end of the window of a lower bound."""
        return self.low_days[0]


def _days(when: ImpreciseDate | None, made: Moment) -> Days:
    """The first and the last day on which a total can have stood at its figure."""
    if when is None or when.ends is Boundary.OPEN:
        return made
    first, last = when.extent.ordinals[2:]
    # What is told as a fact had happened when it was told.
    return (first, min(last, made[1])) if first <= made[1] else (first, last)


def _start(claim: Claim) -> ImpreciseDate | None:
    """Since when a total or an increment is counted: `since`, or the first part of an interval."""
    if claim.measure is not None and claim.measure.since is not None:
        return claim.measure.since
    when = claim.when
    if when is None or when.begins is not Boundary.KNOWN or when.start == when:
        return None
    return when.start


def _first_day(start: ImpreciseDate | None) -> int:
    return ALWAYS if start is None else moment_of(start)[0]


def _total(claim: Claim, made: Moment) -> tuple[Days, Days, int, ImpreciseDate | None]:
    start = _start(claim)
    first, last = _days(claim.when, made)
    return (last, NEVER - 1), (ALWAYS, first), _first_day(start), start


def _increment(claim: Claim, made: Moment) -> tuple[Days, Days, int, ImpreciseDate | None]:
    start = _start(claim)
    first = _first_day(start) if start is not None or claim.when is None else claim.when.extent.ordinals[0]
    return (_days(claim.when, made)[1], NEVER - 1), _NO_DAYS, first, start


def _level(claim: Claim, made: Moment) -> tuple[Days, Days, int, ImpreciseDate | None]:
    if claim.when is None:
        days = made if made[0] == made[1] else _NO_DAYS
    else:
        _, begun, ended, _ = claim.when.extent.ordinals
        # What goes on without end goes on, as far as the claimant can know, until it is said.
        days = (begun, min(ended, made[0]) if claim.when.ends is Boundary.OPEN else ended)
    return days, days, ALWAYS, None


def _rate(claim: Claim, period: Period | None) -> tuple[Days, int]:
    """The days that a rate certainly covers, and how many whole periods lie in them."""
    if claim.when is None or period is None:
        return _NO_DAYS, 0
    _, begun, ended, _ = claim.when.extent.ordinals
    # Without a first or a last day there is no number of periods to add up.
    is_counted = ALWAYS < begun <= ended < NEVER
    return (begun, ended), whole_periods(period, begun, ended) if is_counted else 0


def read_bound(claim: Claim, *, made: Moment, is_named: bool, margin: Number | None) -> Bound | None:
    """The bound that a claim with a figure is by itself, None if there is no day on which it certainly holds.

    `made` are the days on which it can have been made; `margin` is the policy's.
    """
    measure = claim.measure
    if measure is None:
        return None
    ends = _read_margin(measure.quantity, margin)
    match measure.reading:
        case Reading.TOTAL:
            low_days, high_days, first, start = _total(claim, made)
        case Reading.INCREMENT:
            low_days, high_days, first, start = _increment(claim, made)
        case Reading.LEVEL:
            low_days, high_days, first, start = _level(claim, made)
        case Reading.RATE:
            (first, last), periods = _rate(claim, measure.per)
            if not periods or ends[0] is None:
                return None  # and "more than 3 a month" in no whole month is not "more than 0"
            low_days, high_days, start = (last, NEVER - 1), _NO_DAYS, None
            ends = (product(ends[0], periods), None, ends[2], True)
        case _:
            return None
    if ends[0] is None or low_days[0] >= NEVER:
        low_days = _NO_DAYS
    if ends[1] is None or high_days[1] <= ALWAYS:
        high_days = _NO_DAYS
    if low_days[0] > low_days[1] and high_days[0] > high_days[1]:
        return None
    return Bound(
        (claim,), claim.utterance, is_named, claim.event, measure.phase, ends, low_days, high_days, first, start
    )


def _read_margin(quantity: Quantity, margin: Number | None) -> Ends:
    """The interval, whose blurred ends a margin moves to so many percent from the figure."""
    low, high, includes_low, includes_high = quantity.ends
    if margin is None or not quantity.is_approximate or (figure := quantity.figure) is None:
        return quantity.ends
    width = product(figure, product(margin, Decimal("0.01")))
    if low is not None and low < figure:
        low, includes_low = sum_of(figure, -width), True
    if high is not None and high > figure:
        high, includes_high = sum_of(figure, width), True
    return (low, high, includes_low, includes_high)


def bounds_of(bounds: Iterable[Bound]) -> list[Bound]:
    """The bounds with the reports of each utterance put together: see `of_one_utterance`."""
    groups: dict[tuple[object, ...], list[Bound]] = {}
    for one in bounds:
        claim = one.claims[0]
        reading = None if claim.measure is None else claim.measure.reading
        per = None if claim.measure is None else claim.measure.per
        key = (one.utterance, one.event, one.phase, reading, per, claim.when, one.start)
        groups.setdefault(key, []).append(one)
    return [put for group in groups.values() for put in (of_one_utterance(group) if len(group) > 1 else group)]


def of_one_utterance(reports: list[Bound]) -> list[Bound]:
    """One utterance's reports of one figure, as bounds.

    It was said on one day, which each report may narrow. If the figures can all be right, they are, and those that
    are alike become one bound. If not, the reports have drifted: it was one of them, so the bound is their hull.
    """
    reports = _on_one_day(reports)
    common: Ends | None = reports[0].ends
    for one in reports[1:]:
        common = None if common is None else intersection(common, one.ends)
    if common is None and _are_reported_apart(reports):
        outer = reports[0].ends
        for one in reports[1:]:
            outer = hull(outer, one.ends)
        return [_together(reports, outer, is_drifted=True)]
    alike: dict[Ends, list[Bound]] = {}
    for one in reports:
        alike.setdefault(one.ends, []).append(one)
    return [_together(group, ends, is_drifted=False) for ends, group in alike.items()]


def _are_reported_apart(reports: list[Bound]) -> bool:
    """Whether no document gives two of the figures: one text that names two does not report one figure twice."""
    figures: dict[str, Ends] = {}
    for one in reports:
        for document in {key for claim in one.claims for key in claim.documents}:
            if figures.setdefault(document, one.ends) != one.ends:
                return False
    return True


def _on_one_day(reports: list[Bound]) -> list[Bound]:
    measure = reports[0].claims[0].measure
    if measure is not None and measure.reading is Reading.LEVEL:
        return reports
    lows = [one.low_days for one in reports if one.low_days != _NO_DAYS]
    highs = [one.high_days for one in reports if one.high_days != _NO_DAYS]
    low_days = min(lows, default=_NO_DAYS)
    high_days = max(highs, default=_NO_DAYS, key=lambda days: (days[1], days[0]))
    if lows and highs and low_days[0] < high_days[1] and low_days != high_days:
        # The reports give days that exclude each other: each end holds only where all of them agree.
        low_days, high_days = max(lows), min(highs, key=lambda days: (days[1], days[0]))
    return [
        one._replace(
            low_days=low_days if one.ends[0] is not None else _NO_DAYS,
            high_days=high_days if one.ends[1] is not None else _NO_DAYS,
            first=min(report.first for report in reports),
        )
        for one in reports
    ]


def _together(group: list[Bound], ends: Ends, *, is_drifted: bool) -> Bound:
    claims = tuple(sorted((claim for one in group for claim in one.claims), key=lambda claim: claim.id))
    low_days = next((one.low_days for one in group if one.low_days != _NO_DAYS), _NO_DAYS)
    high_days = next((one.high_days for one in group if one.high_days != _NO_DAYS), _NO_DAYS)
    return group[0]._replace(
        claims=claims,
        is_named=any(one.is_named for one in group),
        ends=ends,
        low_days=low_days if ends[0] is not None else _NO_DAYS,
        high_days=high_days if ends[1] is not None else _NO_DAYS,
        is_drifted=is_drifted,
    )
