"""Intervals of real numbers whose ends may be open, included or excluded: what quantities compute with.

Ends are a tuple (low, high, includes_low, includes_high), where None is an open end and an open end counts as included.
Imports the errors and the exact numbers; `quantities` adds the unit and the words.
"""

from __future__ import annotations

from typing import TypeAlias

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.exact_numbers import Number, product, settled_number, sum_of

__all__ = [
    "Ends",
    "are_certainly_below",
    "are_possibly_below",
    "hull",
    "intersection",
    "scaled",
    "settled_ends",
    "sums",
]

Ends: TypeAlias = tuple[Number | None, Number | None, bool, bool]


def settled_ends(low: object, high: object, includes_low: object, includes_high: object) -> Ends:
    """The ends as they are stored, or the reason why there is no such interval, with the field as its path.

    >>> settled_ends(None, 5, False, True)
    (None, 5, True, True)

    Raises `InvalidValueError`.
    """
    if low is not None:
        low = settled_number(low, "low")
    if high is not None:
        high = settled_number(high, "high")
    for name, flag in (("includes_low", includes_low), ("includes_high", includes_high)):
        if not isinstance(flag, bool):
            raise InvalidValueError("expected True or False", value=flag, path=name)
    ends = (low, high, low is None or bool(includes_low), high is None or bool(includes_high))
    if _is_empty(ends):
        reason = f"is above the high end {high}" if low != high else "is the high end too, and one of them is excluded"
        raise InvalidValueError(f"the low end {reason}", value=low, path="low")
    return ends


def _is_empty(ends: Ends) -> bool:
    low, high, includes_low, includes_high = ends
    return low is not None and high is not None and low >= high and (low > high or not (includes_low and includes_high))


def _is_inner_low(one: Ends, other: Ends) -> bool:
    """Whether the low end of the one shuts out numbers that the other's lets in."""
    low, other_low = one[0], other[0]
    if low is None or other_low is None:
        return low is not None
    return low > other_low or (low == other_low and other[2] and not one[2])


def _is_inner_high(one: Ends, other: Ends) -> bool:
    """Whether the high end of the one shuts out numbers that the other's lets in."""
    high, other_high = one[1], other[1]
    if high is None or other_high is None:
        return high is not None
    return high < other_high or (high == other_high and other[3] and not one[3])


def intersection(one: Ends, other: Ends) -> Ends | None:
    """The numbers in both, or None if there are none.

    >>> intersection((3, None, True, True), (3, 7, False, True))
    (3, 7, False, True)
    """
    low = one if _is_inner_low(one, other) else other
    high = one if _is_inner_high(one, other) else other
    ends = (low[0], high[1], low[2], high[3])
    return None if _is_empty(ends) else ends


def hull(one: Ends, other: Ends) -> Ends:
    """The smallest interval that holds both.

    >>> hull((3, 4, False, True), (3, 7, True, False))
    (3, 7, True, False)
    """
    low = other if _is_inner_low(one, other) else one
    high = other if _is_inner_high(one, other) else one
    return (low[0], high[1], low[2], high[3])


def sums(one: Ends, other: Ends) -> Ends:
    """Every sum of a number of the one and a number of the other.

    >>> sums((3, None, False, True), (2, 5, True, True))
    (5, None, False, True)
    """
    low = None if one[0] is None or other[0] is None else sum_of(one[0], other[0])
    high = None if one[1] is None or other[1] is None else sum_of(one[1], other[1])
    return (low, high, low is None or (one[2] and other[2]), high is None or (one[3] and other[3]))


def scaled(ends: Ends, factor: Number) -> Ends:
    """Every number of the interval, times a factor that is not negative; times zero, all of them are zero.

    >>> scaled((3, None, False, True), 2), scaled((3, None, False, True), 0)
    ((6, None, False, True), (0, 0, True, True))
    """
    low, high, includes_low, includes_high = ends
    if factor == 0:
        return (0, 0, True, True)
    low = None if low is None else product(low, factor)
    high = None if high is None else product(high, factor)
    return (low, high, includes_low, includes_high)


def are_certainly_below(one: Ends, other: Ends) -> bool:
    """Whether every number of the one is less than every number of the other.

    >>> are_certainly_below((None, 3, True, False), (3, 5, True, True))
    True
    """
    high, low = one[1], other[0]
    return high is not None and low is not None and (high < low or (high == low and not (one[3] and other[2])))


def are_possibly_below(one: Ends, other: Ends) -> bool:
    """Whether some number of the one is less than some number of the other.

    >>> are_possibly_below((3, None, True, True), (None, 3, True, True))
    False
    """
    low, high = one[0], other[1]
    return low is None or high is None or low < high
