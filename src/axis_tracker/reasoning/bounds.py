"""Bounds: the days on which a claimed figure limits a quantity from below and from above.

A claim with a figure is read as a `Bound`: an interval, the days on which each end of the interval certainly holds, and
the days on which it is presumed to hold. A total holds from its day on from below, and up to its day from above. A
level, a rate, a share or a fixed value holds on its own days only. `versions` puts the reports of one figure together,
and `bounds_index` holds the bounds of each event.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple, TypeAlias

from attrs import define, evolve, field

from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.imprecise.dates import Boundary, ImpreciseDate
from axis_tracker.imprecise.exact_numbers import Number, product, sum_of
from axis_tracker.imprecise.extents import Extent
from axis_tracker.imprecise.intervals import Interval
from axis_tracker.imprecise.measures import Measure, Period, Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.claims import Claim
from axis_tracker.model.vocabulary import Modality
from axis_tracker.reasoning.as_of import ALWAYS, NEVER, Moment, moment_of
from axis_tracker.reasoning.matters import beginning, figure_days, modality_of

__all__ = [
    "NO_DAYS",
    "Bound",
    "Chain",
    "Days",
    "Derivation",
    "High",
    "Low",
    "Series",
    "claims_of",
    "derived_bound",
    "low_and_high",
    "read_bound",
    "series_of",
    "total_from_rate",
    "whole_periods",
]

Low: TypeAlias = tuple[Number, bool]
"""A lower end: the number, and whether the number itself is excluded. The greater of two is the stronger."""
High: TypeAlias = tuple[Number, bool]
"""An upper end: the number, and whether the number itself is included. The smaller of two is the stronger."""

Days: TypeAlias = tuple[int, int]
"""A first and a last day, as ordinals. There are no such days if the first is after the last."""

NO_DAYS: Final[Days] = (NEVER, ALWAYS)


class Series(NamedTuple):
    """What a figure counts apart from its event. Only figures of one series are compared directly.

    Attributes:
        modality: Whether the figure is of a fact, a plan, a forecast and so on.
        reading: TOTAL for totals and increments, otherwise the reading of the figure.
        phase: How far the counted things have come.
        unit: What is counted.
        per: The period of a rate, otherwise None.
        share_of: The whole of a share, otherwise None.
    """

    modality: Modality
    reading: Reading
    phase: Phase
    unit: str
    per: Period | None = None
    share_of: str | None = None


class Derivation(ControlledTerm):
    """How a bound that no single claim states follows from other bounds."""

    LEVEL = "level", "whatever is present has come"
    LEVEL_AND_LOSSES = "level-and-losses", "whatever is present and whatever was lost there have come"
    LESS_INCREMENTS = "less-increments", "a later total without what came in between"
    SUM_OF_PARTS = "sum-of-parts", "the sum of disjoint parts"
    REST_OF_PARTS = "rest-of-parts", "a whole without its other parts"
    CONVERSION = "conversion", "converted from another unit"
    TOTAL = "total", "no more is present than has come"


@define(eq=False)
class Bound:
    """A figure of one series and one event, with the days on which its ends hold.

    Bounds are compared by identity: two claims that say the same are two bounds.

    Attributes:
        event: The id of the event.
        series: What is counted.
        reading: The reading of the claim, for example INCREMENT in a series of totals.
        ends: The interval.
        low_days: The days on which the lower end certainly holds.
        high_days: The days on which the upper end certainly holds.
        presumed_low: The days on which the lower end is presumed to hold as well. It then yields to certain ends.
        presumed_high: The same of the upper end.
        stood: The days on one of which the figure stood.
        first: The first day on which what is counted may have come. ALWAYS for what counts from the beginning.
        start: The beginning of counting as the claim gives it, or None.
        is_uncertain: Whether a source marks the figure as uncertain.
        is_drifted: Whether the bound covers several versions of one figure.
        derivation: How it follows from other bounds, or None for a claimed figure.
        chain: The bounds from which it follows, from the last to the first.
        conversion: The words for the conversion that was applied, or None.
    """

    _claims: tuple[Claim, ...]
    _origins: frozenset[str]
    event: str
    series: Series
    reading: Reading
    ends: Interval
    low_days: Days
    high_days: Days
    presumed_low: Days = NO_DAYS
    presumed_high: Days = NO_DAYS
    stood: Days = NO_DAYS
    first: int = ALWAYS
    start: ImpreciseDate | None = None
    is_uncertain: bool = False
    is_drifted: bool = False
    derivation: Derivation | None = None
    chain: Chain = None
    conversion: str | None = None
    _key: tuple[str, str] | None = field(default=None, init=False)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that report the figure, or from which it follows, by id."""
        if not self._claims:
            self._claims = claims_of(self.terms)
        return self._claims

    @property
    def origins(self) -> frozenset[str]:
        """The ids of the utterances behind it. What follows from several bounds can have several."""
        if not self._origins:
            self._origins = frozenset().union(*(one.origins for one in self.terms))
        return self._origins

    @property
    def terms(self) -> tuple[Bound, ...]:
        """The bounds from which it follows; none for a claimed figure."""
        found: list[Bound] = []
        chain = self.chain
        while chain is not None:
            one, chain = chain
            found.append(one)
        return tuple(reversed(found))

    @property
    def low(self) -> Low | None:
        """The lower end, or None if it is open."""
        return None if self.ends[0] is None else (self.ends[0], not self.ends[2])

    @property
    def high(self) -> High | None:
        """The upper end, or None if it is open."""
        return None if self.ends[1] is None else (self.ends[1], self.ends[3])

    @property
    def last(self) -> int:
        """The day by which everything that is counted had come."""
        return self.low_days[0]

    @property
    def key(self) -> tuple[str, str]:
        """What bounds are sorted by: the first origin, and the first claim."""
        if self._key is None:
            one = self
            while one.chain is not None:
                one = one.chain[0]
            self._key = (min(one.origins), one.claims[0].id)
        return self._key

    @property
    def is_dated(self) -> bool:
        """Whether there is a day on which one of the ends holds or is presumed to hold."""
        spans = (self.low_days, self.high_days, self.presumed_low, self.presumed_high)
        return any(first <= last for first, last in spans)

    def latest_of(self, days: Days) -> int:
        """The last day that a span of days speaks of: its last, or the first from which on it holds for ever.

        A plan without a target day speaks of the day of saying. 0 if there are no such days.
        """
        first, last = days
        if first > last or last >= NEVER:
            return 0
        if last < NEVER - 1:
            return last
        if self.series.modality is Modality.ACTUAL or self.stood[1] >= NEVER:
            return first
        return max(first, self.stood[1])

    def without(self, *, low: bool = False, high: bool = False) -> Bound:
        """The bound without one of its ends."""
        one = self
        if low:
            one = evolve(one, ends=(None, one.ends[1], True, one.ends[3]), low_days=NO_DAYS, presumed_low=NO_DAYS)
        if high:
            one = evolve(one, ends=(one.ends[0], None, one.ends[2], True), high_days=NO_DAYS, presumed_high=NO_DAYS)
        return one


Chain: TypeAlias = "tuple[Bound, Chain] | None"
"""Bounds that belong together, from the last to the first, so that many sums can share their beginnings."""


def derived_bound(one: Bound, chain: Chain, derivation: Derivation, **changes: Any) -> Bound:
    """A bound that follows from others: like one of them, but for the changes."""
    return evolve(one, claims=(), origins=frozenset(), chain=chain, derivation=derivation, is_drifted=False, **changes)


def claims_of(bounds: Iterable[Bound]) -> tuple[Claim, ...]:
    """The claims of some bounds, each once, by id."""
    found = {claim.id: claim for one in bounds for claim in one.claims}
    return tuple(found[key] for key in sorted(found))


def low_and_high(low: Low | None, high: High | None) -> Interval:
    """The interval with these ends."""
    return (
        None if low is None else low[0],
        None if high is None else high[0],
        low is None or not low[1],
        high is None or high[1],
    )


def series_of(claim: Claim, measure: Measure) -> Series:
    """What a claim's figure counts."""
    reading = Reading.TOTAL if measure.reading is Reading.INCREMENT else measure.reading
    return Series(modality_of(claim), reading, measure.phase, measure.quantity.unit, measure.per, measure.share_of)


def read_bound(claim: Claim, *, said: Extent, recorded: ImpreciseDate, margin: Number | None) -> Bound | None:
    """The bound that a claim with a figure states, or None if it limits nothing on any day.

    `said` is the day on which the claim was made, as far as it is known, and `recorded` is its recorded date; `margin`
    is the policy's.
    """
    measure = claim.measure
    if measure is None:
        return None
    ends = _with_margin(measure.quantity, margin)
    if ends[0] is None and ends[1] is None:
        return None
    series = series_of(claim, measure)
    made = (said.ordinals[0], said.ordinals[3])
    one = Bound(
        (claim,),
        frozenset((claim.utterance,)),
        claim.event,
        series,
        measure.reading,
        ends,
        NO_DAYS,
        NO_DAYS,
        is_uncertain=measure.quantity.is_uncertain,
    )
    if series.reading is Reading.TOTAL:
        _date_total(one, claim, said)
    else:
        _date_state(one, claim.when, made, recorded)
    if series.modality is not Modality.ACTUAL:
        _date_target(one, claim.when, made)
    _drop_days_of_open_ends(one)
    return one if one.is_dated else None


def _drop_days_of_open_ends(one: Bound) -> None:
    """Leave no days to an end that is open, or that is excluded from all days."""
    if one.ends[0] is None:
        one.low_days = one.presumed_low = NO_DAYS
    if one.ends[1] is None:
        one.high_days = one.presumed_high = NO_DAYS
    if one.low_days[0] >= NEVER:
        one.low_days = NO_DAYS
    if one.high_days[1] <= ALWAYS:
        one.high_days = NO_DAYS


def _date_total(one: Bound, claim: Claim, said: Extent) -> None:
    """A total stood at its figure on some day from `first` to `last`, and only grows.

    So the lower end holds from `last` on and the upper end up to `first`. Between the two days the upper end is
    presumed: who dates a total by a month means the total of that month.
    """
    one.start = beginning(claim)
    first, last = figure_days(claim.when, said)
    one.low_days = (last, NEVER - 1)
    one.stood = (first, last)
    if one.reading is Reading.INCREMENT:
        # More may have come in the window than one increment.
        one.ends = (one.ends[0], None, one.ends[2], True)
        one.first = _first_day(one.start)
        if one.start is None and claim.when is not None:
            one.first = claim.when.extent.ordinals[0]
        one.stood = (one.first, last)
        return
    one.first = _first_day(one.start)
    one.high_days = (ALWAYS, first)
    if first < last < NEVER:
        one.presumed_high = (first + 1, last)


def _first_day(start: ImpreciseDate | None) -> int:
    return ALWAYS if start is None else moment_of(start)[0]


def _date_state(one: Bound, when: ImpreciseDate | None, made: Moment, recorded: ImpreciseDate) -> None:
    """A level, a rate, a share or a fixed value holds on the days that `when` certainly covers.

    On the other days of `when` both ends are presumed to hold; without `when`, on the day of saying.
    """
    if when is None:
        first, last = made
        certain = made if first == last else NO_DAYS
        # If no first day is recorded, nothing suggests that it held long before it was reported.
        if recorded.begins is not Boundary.KNOWN:
            first = max(first, last if recorded.end is None else min(last, recorded.end.extent.ordinals[0]))
        possible = (first if first > ALWAYS else last, last)
    else:
        begin, begun, ended, end = when.extent.ordinals
        if when.ends is Boundary.OPEN:
            # What goes on without end goes on, as far as the claimant can know, until it is reported.
            ended, end = min(ended, made[0]), min(end, made[1])
        elif begin <= made[1]:
            # What is reported as a fact had happened when it was reported.
            end = min(end, made[1])
        certain = (begun, ended) if begun > ALWAYS else (ended, ended) if ALWAYS < ended < NEVER else NO_DAYS
        possible = (begin if begin > ALWAYS else min(begun, end), end)
        if possible[0] <= ALWAYS:
            possible = (end, end)
    if certain[0] > certain[1] or certain[1] >= NEVER:
        certain = NO_DAYS
    if possible[1] >= NEVER or possible[0] > possible[1] or possible == certain:
        possible = NO_DAYS
    one.stood = possible if possible[0] <= possible[1] else certain
    one.low_days = one.high_days = certain
    one.presumed_low = one.presumed_high = possible


def _date_target(one: Bound, when: ImpreciseDate | None, made: Moment) -> None:
    """A plan or forecast bounds its target day only; without one, it stands from the day of saying on."""
    one.low_days = one.high_days = NO_DAYS
    if when is None or when.extent.ordinals[3] >= NEVER:
        first = made[0] if made[0] > ALWAYS else made[1]
        target = (first, NEVER - 1)
    else:
        target = (max(when.extent.ordinals[2], 1), when.extent.ordinals[3])
        if target[0] == target[1]:
            one.low_days = one.high_days = target
    one.presumed_low = one.presumed_high = NO_DAYS if one.low_days == target else target


def total_from_rate(claim: Claim, *, margin: Number | None) -> Bound | None:
    """The lower end of a total that a rate implies: its figure once for each whole period that it certainly covers.

    None if it covers no whole period: "more than 3 a month" in no whole month is not "more than 0".
    """
    measure = claim.measure
    if measure is None or measure.per is None or claim.when is None or modality_of(claim) is not Modality.ACTUAL:
        return None
    low, _, includes_low, _ = _with_margin(measure.quantity, margin)
    _, begun, ended, _ = claim.when.extent.ordinals
    periods = whole_periods(measure.per, begun, ended) if ALWAYS < begun <= ended < NEVER else 0
    if low is None or not periods:
        return None
    return Bound(
        (claim,),
        frozenset((claim.utterance,)),
        claim.event,
        Series(Modality.ACTUAL, Reading.TOTAL, measure.phase, measure.quantity.unit),
        Reading.RATE,
        (product(low, periods), None, includes_low, True),
        (ended, NEVER - 1),
        NO_DAYS,
        first=begun,
        is_uncertain=measure.quantity.is_uncertain,
    )


def whole_periods(period: Period, first: int, last: int) -> int:
    """The number of whole calendar periods from the day `first` to the day `last` (ordinals, both included).

    A week runs from Monday to Sunday (ISO 8601).

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
    """The number of the period that contains the day, or, going up, of the next one unless the day begins one."""
    if ordinal > date.max.toordinal():
        return 10_000 * 12 + 1 if period is Period.MONTH else 10_000
    day = date.fromordinal(ordinal)
    number = day.year * 12 + day.month if period is Period.MONTH else day.year
    begins = day.day == 1 and (period is Period.MONTH or day.month == 1)
    return number + 1 if up and not begins else number


def _with_margin(quantity: Quantity, margin: Number | None) -> Interval:
    """The interval of a quantity. A margin moves approximate ends to so many percent from the figure."""
    low, high, includes_low, includes_high = quantity.ends
    if margin is None or not quantity.is_approximate or (figure := quantity.figure) is None:
        return quantity.ends
    width = product(figure, product(margin, Decimal("0.01")))
    if low is not None and low < figure:
        low, includes_low = sum_of(figure, -width), True
    if high is not None and high > figure:
        high, includes_high = sum_of(figure, width), True
    return (low, high, includes_low, includes_high)
