"""Interpret numbers and ranges together with their hedges, and reject hedges that contradict each other.

`quantity_words` splits an expression into the phrases that this module interprets.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from axis_tracker.errors import QuantityWordsError
from axis_tracker.imprecise.exact_numbers import Number, negated, product, sum_of
from axis_tracker.imprecise.intervals import intersection
from axis_tracker.imprecise.number_words import Tokens, WrittenNumber
from axis_tracker.imprecise.quantity_word_table import Bounds, Hedge

__all__ = ["Phrase", "RoundedInterval", "apply_hedges", "combine_bounds", "range_between"]


_UNCLEAR_SCALE: Final = "it is unclear whether the scale word applies to both numbers"


class RoundedInterval(NamedTuple):
    """An interval and the place value to which a hedge can round the ends of the interval.

    Attributes:
        low: The low end, or None if the interval has no lower bound.
        high: The high end, or None if the interval has no upper bound.
        includes_low: Whether the interval includes the low end itself.
        includes_high: Whether the interval includes the high end itself.
        step: The place value of the last significant digit. A hedge such as "around" rounds to this place value.
    """

    low: Number | None
    high: Number | None
    includes_low: bool = True
    includes_high: bool = True
    step: Number = 1


class Phrase(NamedTuple):
    """A number or a range, together with its hedges.

    Attributes:
        hedges: The hedges, in the order in which they appear in the text.
        interval: The number or range without the hedges.
        written: The number as written, or None for a range or a vague number such as "dozens".
        is_vague: Whether the number is vague, such as "dozens".
        start: The index of the first token of the phrase.
    """

    hedges: tuple[Hedge, ...]
    interval: RoundedInterval
    written: WrittenNumber | None
    is_vague: bool
    start: int


def range_between(low: WrittenNumber, high: WrittenNumber, tokens: Tokens, at: int) -> RoundedInterval:
    """Return the range between two numbers. `at` is the index of the first token of the second number.

    >>> ten, twelve_thousand = WrittenNumber(10, 10), WrittenNumber(12_000, 1_000, scale=1_000)
    >>> range_between(ten, twelve_thousand, Tokens("10 to 12 thousand"), 2)[:2]
    (10000, 12000)

    Raises `QuantityWordsError` if the second number is not greater than the first number, or if it is unclear to which
    numbers a scale word applies.
    """
    factor = _shared_scale(low, high, tokens, at)
    value = product(low.value, factor)
    if value >= high.value:
        advice = "write both numbers in figures" if factor > 1 else None
        raise tokens.error(
            f"a range must begin with the smaller number, but {value:,} is not less than {high.value:,}", at, advice
        )
    return RoundedInterval(value, high.value, step=min(product(low.step, factor), high.step))


def _shared_scale(low: WrittenNumber, high: WrittenNumber, tokens: Tokens, at: int) -> int:
    """Return the factor for the first number of a range.

    The scale word of the second number may also apply to the first number.
    """
    if low.scale > 1 or low.is_compound:
        return 1
    if low.value >= 1000:
        if high.scale > 1 and low.value * high.scale < high.value:
            raise tokens.error(_UNCLEAR_SCALE, at, "write both numbers in figures")
        return 1
    is_small = low.value < 100 and not low.is_hundreds
    if is_small and (high.is_compound or (high.is_hundreds and high.scale > 1)):
        raise tokens.error(
            "it is unclear which scale word applies to both numbers", at, "write both numbers in figures"
        )
    if high.scale > 1:
        return high.scale
    return 100 if is_small and high.is_hundreds else 1


def apply_hedges(phrase: Phrase, tokens: Tokens, *, counted: bool = True) -> RoundedInterval:
    """Return the interval that a number or range means together with its hedges.

    `counted` says whether the number counts things, so that it is whole.

    >>> over = Hedge("over", Bounds.LOW, includes=False)
    >>> five = Phrase((over,), RoundedInterval(5, 5), WrittenNumber(5, 1), is_vague=False, start=0)
    >>> apply_hedges(five, Tokens("over 5"))[:4]
    (5, None, False, True)

    Raises `QuantityWordsError` if hedges contradict each other, or if a hedge cannot apply to the number or range.
    """
    interval = phrase.interval
    roundings = [hedge for hedge in phrase.hedges if hedge.rounds]
    bounds = [hedge for hedge in phrase.hedges if not hedge.rounds]
    if _contradict(phrase.hedges, roundings, bounds):
        raise _contradiction(phrase, tokens)
    if phrase.written is None:
        _refuse_hedges(phrase, tokens)
    if roundings:
        if interval.low is None or interval.low <= 0:
            raise tokens.error("only a number above zero can be rounded", phrase.start)
        interval = _rounded(interval, roundings[0].bounds, counted=counted)
    for bound in bounds:
        if bound.bounds is Bounds.LOW:
            interval = RoundedInterval(interval.low, None, includes_low=interval.includes_low and bound.includes)
        elif bound.bounds is Bounds.HIGH:
            interval = RoundedInterval(None, interval.high, includes_high=interval.includes_high and bound.includes)
    return interval


def _contradict(hedges: tuple[Hedge, ...], roundings: list[Hedge], bounds: list[Hedge]) -> bool:
    """Return whether hedges contradict or repeat each other, for example two bounds, or "exactly" and "about"."""
    if len(bounds) > 1 or len({hedge.bounds for hedge in roundings}) > 1:
        return True
    if not (bounds and roundings):
        return False
    bound, rounding = bounds[0], roundings[0]
    # "At least nearly 5" bounds a rounded number. "Nearly at least 5" has no meaning, because a bound cannot be
    # rounded.
    is_turned_round = rounding.bounds is not Bounds.BOTH and not bound.follows and hedges.index(rounding) == 0
    return bound.bounds is Bounds.BOTH or is_turned_round


def _contradiction(phrase: Phrase, tokens: Tokens) -> QuantityWordsError:
    firmest = min(phrase.hedges, key=lambda hedge: (hedge.rounds, hedge.bounds is not Bounds.LOW))
    others = " and ".join(repr(hedge.words) for hedge in phrase.hedges if hedge is not firmest)
    return tokens.error(
        f"the hedges contradict or repeat each other: {', '.join(repr(hedge.words) for hedge in phrase.hedges)}",
        phrase.start,
        f"keep the firmer bound, {firmest.words!r}, and record {others or 'the other'} in a note",
    )


def _refuse_hedges(phrase: Phrase, tokens: Tokens) -> None:
    """Check that every hedge can apply to a vague number or to a range."""
    end_of = {Bounds.LOW: phrase.interval.low, Bounds.HIGH: phrase.interval.high}
    for hedge in phrase.hedges:
        if phrase.is_vague and (hedge.rounds or end_of.get(hedge.bounds) is None):
            raise tokens.error(
                f"{hedge.words!r} cannot apply to a vague number",
                phrase.start,
                f"omit {hedge.words!r}, and record it in a note",
            )
        if not phrase.is_vague and hedge.bounds is not Bounds.BOTH:
            raise tokens.error(
                f"a range has two ends, but {hedge.words!r} bounds only one end",
                phrase.start,
                "write the range without this hedge, or one number with this hedge, and record the rest in a note",
            )


def _rounded(interval: RoundedInterval, bounds: Bounds, *, counted: bool) -> RoundedInterval:
    """Extend an interval by its margins: upwards for LOW, downwards for HIGH, and in both directions for BOTH."""
    low, high, includes_low, includes_high = interval.low, interval.high, bounds is not Bounds.LOW, False
    if high is not None and bounds is not Bounds.HIGH:
        margin, includes_high = _margin(high, interval.step, counted=counted)
        high = sum_of(high, margin)
    if low is not None and bounds is not Bounds.LOW:
        low = sum_of(low, negated(_margin(low, interval.step, counted=counted)[0]))
    return RoundedInterval(low, high, includes_low=includes_low, includes_high=includes_high)


def _margin(number: Number, step: Number, *, counted: bool) -> tuple[Number, bool]:
    """Return how far a rounded number may be from the true number, and whether it may be that far above.

    The margin is half the place value of the last significant digit, but at most a tenth of the number. For counted
    things, the margin is at least 1. Half a place value itself is excluded above the number, because the number would
    have been rounded up.
    """
    half, tenth = product(step, Decimal("0.5")), product(number, Decimal("0.1"))
    margin = min(half, tenth)
    if counted and margin < 1:
        return 1, True
    return margin, tenth < half


def combine_bounds(phrases: Sequence[Phrase], intervals: Sequence[RoundedInterval], tokens: Tokens) -> RoundedInterval:
    """Return the interval between the bounds that two phrases state, as in "at least 3 and fewer than 7".

    >>> phrases = [Phrase((), RoundedInterval(n, n), WrittenNumber(n, 1), is_vague=False, start=0) for n in (3, 7)]
    >>> bounds = [RoundedInterval(3, None), RoundedInterval(None, 7, includes_high=False)]
    >>> combine_bounds(phrases, bounds, Tokens("at least 3 and fewer than 7"))[:4]
    (3, 7, True, False)

    Raises `QuantityWordsError` unless one phrase states a lower bound, the other phrase states an upper bound, and at
    least one number satisfies both bounds.
    """
    lower, upper = sorted(intervals, key=lambda interval: interval.low is None)
    at = phrases[1].start
    if lower.low is None or lower.high is not None or upper.high is None or upper.low is not None:
        raise tokens.error("expected a lower bound and an upper bound", at)
    first, second = (phrase.written for phrase in phrases)
    if first and second and _shared_scale(first, second, tokens, at) > 1:
        raise tokens.error(_UNCLEAR_SCALE, at, "write both numbers in figures")
    ends = intersection(lower[:4], upper[:4])
    if ends is None:
        raise tokens.error("no number satisfies both bounds", at)
    return RoundedInterval(*ends)
