"""From claims to bounds: on which days a figure limits a quantity, from below and from above.

A total that is claimed for a day limits what came before from above and what comes later from below; a level limits
its own days; an increment is a lower limit of everything that contains its window. The reports of one utterance are
put together here, so that nothing later counts them apart. Imports the model; `ends` puts bounds together.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

from axis_tracker.imprecise.dates import Boundary, ImpreciseDate
from axis_tracker.imprecise.exact_numbers import Number, product, sum_of
from axis_tracker.imprecise.intervals import Interval, hull, intersection
from axis_tracker.imprecise.measures import Period, Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.claims import Claim
from axis_tracker.reasoning.as_of import ALWAYS, NEVER, Moment, moment_of

__all__ = ["Bound", "High", "Low", "bounds_of", "of_one_utterance", "read_bound"]

Low: TypeAlias = tuple[Number, bool]
"""A lower end: the number, and whether it is excluded. The greater, the stronger."""
High: TypeAlias = tuple[Number, bool]
"""An upper end: the number, and whether it is included. The smaller, the stronger."""

Days: TypeAlias = tuple[int, int]
_DaysRead: TypeAlias = tuple[Days, Days, int, ImpreciseDate | None]
"""The days of the lower and of the upper end, and the first day and the beginning of the counting."""

_NO_DAYS: Final[Days] = (NEVER, ALWAYS)


class Bound(NamedTuple):
    """What one utterance says of one figure, by all claims that report it alike."""

    claims: tuple[Claim, ...]
    utterance: str
    is_named: bool
    """Whether a claimant has a name: unnamed sources corroborate nobody."""
    event: str
    phase: Phase
    ends: Interval
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
    made: Moment = (ALWAYS, NEVER)
    """The days on which it can have been said."""

    @property
    def is_dated(self) -> bool:
        """Whether there is a day on which one of its ends certainly holds."""
        return self.low_days[0] <= self.low_days[1] or self.high_days[0] <= self.high_days[1]

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


def _total(claim: Claim, made: Moment) -> _DaysRead:
    start = _start(claim)
    first, last = _days(claim.when, made)
    return (last, NEVER - 1), (ALWAYS, first), _first_day(start), start


def _increment(claim: Claim, made: Moment) -> _DaysRead:
    start = _start(claim)
    first = _first_day(start) if start is not None or claim.when is None else claim.when.extent.ordinals[0]
    return (_days(claim.when, made)[1], NEVER - 1), _NO_DAYS, first, start


def _level(claim: Claim, made: Moment) -> _DaysRead:
    if claim.when is None:
        days = made if made[0] == made[1] else _NO_DAYS
    else:
        _, begun, ended, _ = claim.when.extent.ordinals
        # What goes on without end goes on, as far as the claimant can know, until it is said.
        days = (begun, min(ended, made[0]) if claim.when.ends is Boundary.OPEN else ended)
    return days, days, ALWAYS, None


def _rate(claim: Claim, made: Moment) -> _DaysRead:
    first, last = _certain_days(claim.when)
    return (last, NEVER - 1), _NO_DAYS, first, None


def _certain_days(when: ImpreciseDate | None) -> Days:
    """The days that a time certainly covers; none without a first and a last day."""
    if when is None:
        return _NO_DAYS
    _, begun, ended, _ = when.extent.ordinals
    return (begun, ended) if ALWAYS < begun <= ended < NEVER else _NO_DAYS


def _each_period(claim: Claim, ends: Interval) -> Interval | None:
    """What the whole periods that a rate certainly covers add up to, None if there are none.

    "More than 3 a month" in no whole month is not "more than 0".
    """
    period = None if claim.measure is None else claim.measure.per
    days = _certain_days(claim.when)
    periods = 0 if period is None or days == _NO_DAYS else whole_periods(period, *days)
    return (product(ends[0], periods), None, ends[2], True) if periods and ends[0] is not None else None


def whole_periods(period: Period, first: int, last: int) -> int:
    """The number of whole calendar periods from the day `first` to the day `last` (ordinals, both included).

    A week is ISO 8601's, from Monday to Sunday.

    >>> whole_periods(Period.MONTH, date(2024, 1, 31).toordinal(), date(2024, 4, 30).toordinal())
    3
    >>> whole_periods(Period.YEAR, date(2023, 1, 2).toordinal(), date(2024, 12, 31).toordinal())
    1
    """
    if period is Period.DAY:
        return max(0, last - first + 1)
    if period is Period.WEEK:
        # Ordinal 1 is a Monday.
        return max(0, last // 7 - (first - 1 + 6) // 7)
    return max(0, _begun(period, last + 1) - _begun(period, first, up=True))


def _begun(period: Period, ordinal: int, *, up: bool = False) -> int:
    """The number of the period that the day lies in, or, going up, of the next one unless the day begins one."""
    if ordinal > date.max.toordinal():
        return 10_000 * 12 + 1 if period is Period.MONTH else 10_000
    day = date.fromordinal(ordinal)
    number = day.year * 12 + day.month if period is Period.MONTH else day.year
    begins = day.day == 1 and (period is Period.MONTH or day.month == 1)
    return number + 1 if up and not begins else number


_READ: Final = {Reading.TOTAL: _total, Reading.INCREMENT: _increment, Reading.LEVEL: _level, Reading.RATE: _rate}
"""How the days are read from a claim and from when it was made, by reading."""


def read_bound(claim: Claim, *, made: Moment, is_named: bool, margin: Number | None) -> Bound | None:
    """The bound that a claim with a figure is by itself, None if it bounds nothing on any day.

    `made` are the days on which it can have been made; `margin` is the policy's.
    """
    measure = claim.measure
    if measure is None or measure.reading not in _READ:
        return None
    ends: Interval | None = _read_margin(measure.quantity, margin)
    if ends is not None and measure.reading is Reading.RATE:
        ends = _each_period(claim, ends)
    if ends is None:
        return None
    days = _days_read(claim, measure.reading, made, ends)
    return Bound((claim,), claim.utterance, is_named, claim.event, measure.phase, ends, *days, made=made)


def _days_read(claim: Claim, reading: Reading, made: Moment, ends: Interval) -> _DaysRead:
    """As in `_READ`, without the days of an end that is open, or that holds on none."""
    low_days, high_days, first, start = _READ[reading](claim, made)
    if ends[0] is None or low_days[0] >= NEVER:
        low_days = _NO_DAYS
    if ends[1] is None or high_days[1] <= ALWAYS:
        high_days = _NO_DAYS
    return low_days, high_days, first, start


def _read_margin(quantity: Quantity, margin: Number | None) -> Interval:
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
    utterances: dict[str, list[Bound]] = {}
    for one in bounds:
        utterances.setdefault(one.utterance, []).append(one)
    found: list[Bound] = []
    for reports in utterances.values():
        if len(reports) == 1:
            found += reports
            continue
        figures: dict[tuple[object, ...], list[Bound]] = {}
        for one in reports:
            figures.setdefault(_figure_of(one), []).append(one)
        for alike in figures.values():
            found += of_one_utterance(alike) if len(alike) > 1 else alike
    return found


def _figure_of(bound: Bound) -> tuple[object, ...]:
    """What the reports of one figure have in common."""
    claim = bound.claims[0]
    reading = None if claim.measure is None else claim.measure.reading
    per = None if claim.measure is None else claim.measure.per
    return (bound.event, bound.phase, reading, per, claim.when, bound.start)


def of_one_utterance(reports: list[Bound]) -> list[Bound]:
    """One utterance's reports of one figure, as bounds.

    It was said on one day, which each report may narrow. If the figures can all be right, they are, and those that
    are alike become one bound. If not, the reports have drifted: it was one of them, so the bound is their hull.
    """
    reports = _on_one_day(reports)
    common: Interval | None = reports[0].ends
    for one in reports[1:]:
        common = None if common is None else intersection(common, one.ends)
    if common is None and _are_reported_apart(reports):
        return [_together(reports, functools.reduce(hull, (one.ends for one in reports)), is_drifted=True)]
    alike: dict[Interval, list[Bound]] = {}
    for one in reports:
        alike.setdefault(one.ends, []).append(one)
    return [_together(group, ends, is_drifted=False) for ends, group in alike.items()]


def _are_reported_apart(reports: list[Bound]) -> bool:
    """Whether no document gives two of the figures: one text that names two does not report one figure twice."""
    figures: dict[str, Interval] = {}
    for one in reports:
        for document in {key for claim in one.claims for key in claim.documents}:
            if figures.setdefault(document, one.ends) != one.ends:
                return False
    return True


def _on_one_day(reports: list[Bound]) -> list[Bound]:
    """The reports as they are on the days on which, by all of them, the utterance was made; by any, if none is left."""
    made = (max(one.made[0] for one in reports), min(one.made[1] for one in reports))
    if made[0] > made[1]:
        made = (min(one.made[0] for one in reports), max(one.made[1] for one in reports))
    return [one if one.made == made else _made_on(one, made) for one in reports]


def _made_on(report: Bound, made: Moment) -> Bound:
    measure = report.claims[0].measure
    if measure is None:
        return report
    low_days, high_days, _, _ = _days_read(report.claims[0], measure.reading, made, report.ends)
    return report._replace(low_days=low_days, high_days=high_days, made=made)


def _together(group: list[Bound], ends: Interval, *, is_drifted: bool) -> Bound:
    claims = sorted((claim for one in group for claim in one.claims), key=lambda claim: claim.id)
    low_days = next((one.low_days for one in group if one.low_days != _NO_DAYS), _NO_DAYS)
    high_days = next((one.high_days for one in group if one.high_days != _NO_DAYS), _NO_DAYS)
    return group[0]._replace(
        claims=tuple(claims),
        is_named=any(one.is_named for one in group),
        ends=ends,
        low_days=low_days if ends[0] is not None else _NO_DAYS,
        high_days=high_days if ends[1] is not None else _NO_DAYS,
        is_drifted=is_drifted,
    )
