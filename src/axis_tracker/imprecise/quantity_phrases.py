"""What hedges and numbers mean together: rounding, bounds, ranges, and the hedges that contradict each other.

Imports the errors and, of this room, numbers, intervals and tables. `quantity_words` cuts an expression into the
phrases that are given a meaning here.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from axis_tracker.errors import QuantityWordsError
from axis_tracker.imprecise.exact_numbers import Number, opposite, product, sum_of
from axis_tracker.imprecise.intervals import intersection
from axis_tracker.imprecise.number_words import Tokens, WrittenNumber
from axis_tracker.imprecise.quantity_word_table import Bounds, Hedge

__all__ = ["Phrase", "Span", "hedged", "joined", "range_of"]


class Span(NamedTuple):
    """An interval under way; `step` is the unit that its numbers are rounded to, if they are."""

    low: Number | None
    high: Number | None
    includes_low: bool = True
    includes_high: bool = True
    step: Number = 1


class Phrase(NamedTuple):
    """Hedges, and the number or range that they hedge; `written` is the number, where it is one that is not vague.

    `start` is the index of its first token.
    """

    hedges: tuple[Hedge, ...]
    span: Span
    written: WrittenNumber | None
    is_vague: bool
    start: int


def range_of(low: WrittenNumber, high: WrittenNumber, tokens: Tokens, at: int) -> Span:
    """The range between two numbers, of which the second stands at a token.

    >>> range_of(WrittenNumber(10, 10), WrittenNumber(12_000, 1_000, scale=1_000), Tokens("10 to 12 thousand"), 2)[:2]
    (10000, 12000)

    Raises `QuantityWordsError` for ranges that do not rise.
    """
    factor = _shared_scale(low, high, tokens, at)
    value = product(low.value, factor)
    if value >= high.value:
        advice = "write both numbers in figures" if factor > 1 else None
        raise tokens.error(f"a range rises, and {value:,} is not below {high.value:,}", at, advice)
    return Span(value, high.value, step=min(product(low.step, factor), high.step))


def _shared_scale(low: WrittenNumber, high: WrittenNumber, tokens: Tokens, at: int) -> int:
    """What the first number of a range is multiplied by, because the second number's scale word counts for both."""
    if low.scale > 1 or low.is_compound:
        return 1
    if low.value >= 1000:
        if high.scale > 1 and low.value * high.scale < high.value:
            raise tokens.error("does the scale word count for both numbers?", at, "write both in figures")
        return 1
    is_small = low.value < 100 and not low.is_hundreds
    if is_small and (high.is_compound or (high.is_hundreds and high.scale > 1)):
        raise tokens.error("which part of the second number counts for both?", at, "write both in figures")
    if high.scale > 1:
        return high.scale
    return 100 if is_small and high.is_hundreds else 1


def hedged(phrase: Phrase, tokens: Tokens) -> Span:
    """The interval of a number or range under its hedges.

    >>> over = Hedge("over", Bounds.LOW, includes=False)
    >>> hedged(Phrase((over,), Span(5, 5), WrittenNumber(5, 1), is_vague=False, start=0), Tokens("over 5"))[:4]
    (5, None, False, True)

    Raises `QuantityWordsError` for hedges that cannot stand together, or not before such a number.
    """
    span = phrase.span
    roundings = [hedge for hedge in phrase.hedges if hedge.rounds]
    bounds = [hedge for hedge in phrase.hedges if not hedge.rounds]
    if _contradict(phrase.hedges, roundings, bounds):
        raise _contradiction(phrase, tokens)
    if phrase.is_vague:
        _refuse_hedges_of_vague_number(phrase, tokens)
    elif phrase.written is None:
        _refuse_hedges_of_range(phrase, tokens)
    if roundings:
        if span.low is None or span.low <= 0:
            raise tokens.error("only a number above zero can be rounded", phrase.start)
        span = _rounded(span, roundings[0].bounds)
    for bound in bounds:
        if bound.bounds is Bounds.LOW:
            span = Span(span.low, None, includes_low=span.includes_low and bound.includes)
        elif bound.bounds is Bounds.HIGH:
            span = Span(None, span.high, includes_high=span.includes_high and bound.includes)
    return span


def _contradict(hedges: tuple[Hedge, ...], roundings: list[Hedge], bounds: list[Hedge]) -> bool:
    """Whether hedges of one number cannot stand together: two bounds, two ways of rounding, "exactly about"."""
    if len(bounds) > 1 or len({hedge.bounds for hedge in roundings}) > 1:
        return True
    if not (bounds and roundings):
        return False
    bound, rounding = bounds[0], roundings[0]
    # "at least nearly 5" bounds a rounded number; "nearly at least 5" rounds what is no number
    is_turned_round = rounding.bounds is not Bounds.BOTH and not bound.follows and hedges.index(rounding) == 0
    return bound.bounds is Bounds.BOTH or is_turned_round


def _contradiction(phrase: Phrase, tokens: Tokens) -> QuantityWordsError:
    firmest = min(phrase.hedges, key=lambda hedge: (hedge.rounds, hedge.bounds is not Bounds.LOW))
    others = " and ".join(repr(hedge.words) for hedge in phrase.hedges if hedge is not firmest)
    return tokens.error(
        f"hedges that contradict or repeat each other: {', '.join(repr(hedge.words) for hedge in phrase.hedges)}",
        phrase.start,
        f"take the firmer bound, {firmest.words!r}, and record {others or 'the other'} in a note",
    )


def _refuse_hedges_of_vague_number(phrase: Phrase, tokens: Tokens) -> None:
    end_of = {Bounds.LOW: phrase.span.low, Bounds.HIGH: phrase.span.high}
    for hedge in phrase.hedges:
        if hedge.rounds or end_of.get(hedge.bounds) is None:
            raise tokens.error(
                f"{hedge.words!r} cannot hedge a number that is vague itself",
                phrase.start,
                f"leave {hedge.words!r} out, and record it in a note",
            )


def _refuse_hedges_of_range(phrase: Phrase, tokens: Tokens) -> None:
    for hedge in phrase.hedges:
        if hedge.bounds is not Bounds.BOTH:
            raise tokens.error(
                f"a range has two ends, and {hedge.words!r} bounds one",
                phrase.start,
                "keep the range, or the one number, and record the other in a note",
            )


def _rounded(span: Span, bounds: Bounds) -> Span:
    """What was rounded to the number: half a step below it, above it, or either way."""
    half = product(span.step, Decimal("0.5"))
    low = span.low if span.low is None or bounds is Bounds.LOW else sum_of(span.low, opposite(half))
    high = span.high if span.high is None or bounds is Bounds.HIGH else sum_of(span.high, half)
    return Span(low, high, includes_low=bounds is not Bounds.LOW, includes_high=False)


def joined(phrases: Sequence[Phrase], spans: Sequence[Span], tokens: Tokens) -> Span:
    """The interval between the bounds of two phrases, such as "at least 3 and fewer than 7".

    >>> three, seven = (WrittenNumber(number, 1) for number in (3, 7))
    >>> phrases = [Phrase((), Span(number.value, number.value), number, False, 0) for number in (three, seven)]
    >>> joined(phrases, [Span(3, None), Span(None, 7, includes_high=False)], Tokens("at least 3 and fewer than 7"))[:4]
    (3, 7, True, False)

    Raises `QuantityWordsError` unless one is a lower and one an upper bound, and there are numbers between them.
    """
    lower, upper = sorted(spans, key=lambda span: span.low is None)
    at = phrases[1].start
    if lower.low is None or lower.high is not None or upper.high is None or upper.low is not None:
        raise tokens.error("of two bounds joined, one is a lower and one an upper bound", at)
    first, second = (phrase.written for phrase in phrases)
    if first and second and _shared_scale(first, second, tokens, at) > 1:
        raise tokens.error("does the scale word count for both numbers?", at, "write both in figures")
    ends = intersection(lower[:4], upper[:4])
    if ends is None:
        raise tokens.error("no number is within both bounds", at)
    return Span(*ends)
