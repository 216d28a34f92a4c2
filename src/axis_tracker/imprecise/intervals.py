"""Intervals of real numbers, and the interval arithmetic that quantities use.

An interval is a tuple (low, high, includes_low, includes_high). If `low` or `high` is None, the interval has no bound
on that side, and the flag for that side is True.
"""

from __future__ import annotations

from typing import TypeAlias

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.exact_numbers import Number, normalized_number, product, sum_of
from axis_tracker.imprecise.truth import Truth

__all__ = [
    "Interval",
    "hull",
    "intersection",
    "is_below",
    "normalized_interval",
    "scaled",
    "sums",
]

# This is a plain tuple, because a named tuple takes eight times as long to create and estimates create many intervals.
Interval: TypeAlias = tuple[Number | None, Number | None, bool, bool]


def normalized_interval(low: object, high: object, includes_low: object, includes_high: object) -> Interval:
    """Check the parts of an interval, and return the interval in its stored form.

    >>> normalized_interval(None, 5, False, True)
    (None, 5, True, True)

    Raises `InvalidValueError` if an argument has the wrong type, or if the interval contains no number. The `path` of
    the error names the argument.
    """
    if low is not None:
        low = normalized_number(low, "low")
    if high is not None:
        high = normalized_number(high, "high")
    for name, flag in (("includes_low", includes_low), ("includes_high", includes_high)):
        if not isinstance(flag, bool):
            raise InvalidValueError("expected True or False", value=flag, path=name)
    interval = (low, high, low is None or bool(includes_low), high is None or bool(includes_high))
    if _is_empty(interval):
        reason = f"is above the high end {high}" if low != high else "is equal to the high end, but an end is excluded"
        raise InvalidValueError(f"the low end {reason}", value=low, path="low")
    return interval


def _is_empty(interval: Interval) -> bool:
    low, high, includes_low, includes_high = interval
    return low is not None and high is not None and low >= high and (low > high or not (includes_low and includes_high))


def _is_tighter_low(one: Interval, other: Interval) -> bool:
    """Return whether the low end of `one` excludes numbers that the low end of `other` allows."""
    low, other_low = one[0], other[0]
    if low is None or other_low is None:
        return low is not None
    return low > other_low or (low == other_low and other[2] and not one[2])


def _is_tighter_high(one: Interval, other: Interval) -> bool:
    """Return whether the high end of `one` excludes numbers that the high end of `other` allows."""
    high, other_high = one[1], other[1]
    if high is None or other_high is None:
        return high is not None
    return high < other_high or (high == other_high and other[3] and not one[3])


def intersection(one: Interval, other: Interval) -> Interval | None:
    """Return the interval of the numbers that are in both intervals, or None if there are no such numbers.

    >>> intersection((3, None, True, True), (3, 7, False, True))
    (3, 7, False, True)
    """
    low = one if _is_tighter_low(one, other) else other
    high = one if _is_tighter_high(one, other) else other
    common = (low[0], high[1], low[2], high[3])
    return None if _is_empty(common) else common


def hull(one: Interval, other: Interval) -> Interval:
    """Return the smallest interval that contains both intervals.

    >>> hull((3, 4, False, True), (3, 7, True, False))
    (3, 7, True, False)
    """
    low = other if _is_tighter_low(one, other) else one
    high = other if _is_tighter_high(one, other) else one
    return (low[0], high[1], low[2], high[3])


def sums(one: Interval, other: Interval) -> Interval:
    """Return the interval of all sums of a number from `one` and a number from `other`.

    >>> sums((3, None, False, True), (2, 5, True, True))
    (5, None, False, True)
    """
    low = None if one[0] is None or other[0] is None else sum_of(one[0], other[0])
    high = None if one[1] is None or other[1] is None else sum_of(one[1], other[1])
    return (low, high, low is None or (one[2] and other[2]), high is None or (one[3] and other[3]))


def scaled(interval: Interval, factor: Number) -> Interval:
    """Return an interval with every number multiplied by a factor. The factor must not be negative.

    >>> scaled((3, None, False, True), 2), scaled((3, None, False, True), 0)
    ((6, None, False, True), (0, 0, True, True))
    """
    low, high, includes_low, includes_high = interval
    if factor == 0:  # zero times any number is zero, so open ends become zero as well
        return (0, 0, True, True)
    low = None if low is None else product(low, factor)
    high = None if high is None else product(high, factor)
    return (low, high, includes_low, includes_high)


def is_below(one: Interval, other: Interval) -> Truth:
    """Return whether a number in `one` is less than a number in `other`. The two numbers are independent.

    >>> is_below((None, 3, True, False), (3, 5, True, True)), is_below((3, None, True, True), (None, 3, True, True))
    (<Truth.YES>, <Truth.NO>)
    """
    low, high, _, includes_high = one
    other_low, other_high, includes_other_low, _ = other
    return Truth.of(
        certain=high is not None
        and other_low is not None
        and (high < other_low or (high == other_low and not (includes_high and includes_other_low))),
        # The flags do not matter. Equal ends allow no smaller number, but unequal ends always allow one.
        possible=low is None or other_high is None or low < other_high,
    )
