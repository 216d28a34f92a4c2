"""Write quantities in English or in a compact form. `quantity_words` reads the English form as the same quantity."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from axis_tracker.imprecise.exact_numbers import Number, product
from axis_tracker.imprecise.quantity_word_table import VAGUE_NUMBERS, VAGUE_SIZES
from axis_tracker.imprecise.units import is_counted, singular_unit

if TYPE_CHECKING:
    from axis_tracker.imprecise.quantities import Quantity

__all__ = ["in_compact_form", "in_words"]

_HUNDREDTH: Final = Decimal("0.01")
_SCALES: Final = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))
"""The scale words for large numbers. Thousands are written in digits, as in newspapers."""

_WORDS_BEFORE_OF: Final = frozenset(
    vague.words.split()[-1] for vague in (*VAGUE_NUMBERS, *VAGUE_SIZES) if vague.takes_of
)
"""The words after which English puts "of" before the unit, as in "dozens of tanks"."""


def in_words(quantity: Quantity) -> str:
    """Return the quantity in English. If the quantity has a wording, the result contains that wording.

    >>> from axis_tracker.imprecise.quantities import Quantity
    >>> in_words(Quantity(low=3, high=7, includes_high=False, unit="containers"))
    'at least 3 and fewer than 7 containers'
    """
    words = quantity.wording or _plain_words(quantity)
    mark = "?" if quantity.is_uncertain else ""
    if not quantity.unit:
        return words + mark
    joint = " of " if words.split()[-1].casefold() in _WORDS_BEFORE_OF else " "
    return words + mark + joint + _inflected_unit(quantity)


def in_compact_form(quantity: Quantity) -> str:
    """Return the quantity in figures and signs. Brackets follow ISO 80000-2, item 2-7.9.

    >>> from axis_tracker.imprecise.quantities import Quantity
    >>> in_compact_form(Quantity(low=3_000, high=7_500, includes_high=False, unit="shells"))
    '[3,000, 7,500) shells'
    """
    low, high = quantity.low, quantity.high
    ends: list[Number] = [end for end in (low, high) if end is not None]
    scale, name = next((row for row in _SCALES if _is_short(ends, row[0])), (1, ""))
    figures = [_digits(_scaled(end, scale)) for end in ends]
    if low is None and high is None:
        text = "any number of" if quantity.unit else "any number"
    elif low is None:
        text = f"{'≤' if quantity.includes_high else '<'} {figures[0]}"
    elif high is None:
        text = f"{'≥' if quantity.includes_low else '>'} {figures[0]}"
    elif low == high:
        text = figures[0]
    elif quantity.includes_low and quantity.includes_high and low >= 0:
        text = "\N{EN DASH}".join(figures)
    else:
        text = f"{'[' if quantity.includes_low else '('}{', '.join(figures)}{']' if quantity.includes_high else ')'}"
    mark = "?" if quantity.is_uncertain else ""
    return f"{text}{name}{mark} {_inflected_unit(quantity)}".rstrip()


def _is_short(ends: list[Number], scale: int) -> bool:
    """Return whether a scale fits the largest end and leaves every end exact with two decimals."""
    reaches = any(not -scale < end < scale for end in ends)
    return reaches and all(
        -1_000 * scale < end < 1_000 * scale and _hundredths(end, scale).denominator == 1 for end in ends
    )


def _hundredths(end: Number, scale: int) -> Fraction:
    return Fraction(end) * 100 / scale


def _digits(number: Number) -> str:
    return f"{number:,f}" if isinstance(number, Decimal) else f"{number:,d}"


def _scaled(number: Number, scale: int) -> Number:
    return number if scale == 1 else product(_hundredths(number, scale).numerator, _HUNDREDTH)


def _figures(*ends: Number) -> list[str]:
    """Return the ends in digits. If two decimals keep every end exact, use words such as "million" instead of zeros."""
    scales = [next((row for row in _SCALES if _is_short([end], row[0])), (1, "")) for end in ends]
    if any(scale == 1 for scale, _ in scales):
        # "between 1 and 1.2 million" would read as 1 million to 1.2 million.
        scales = [(1, "") for _ in ends]
    # The sign is replaced in the text, because abs() would round a Decimal to 28 digits.
    return [
        f"{_digits(_scaled(end, scale))}{name}".replace("-", "minus ")
        for end, (scale, name) in zip(ends, scales, strict=True)
    ]


def _inflected_unit(quantity: Quantity) -> str:
    last = quantity.low if quantity.high is None else quantity.high
    return singular_unit(quantity.unit) if last == 1 else quantity.unit


def _plain_words(quantity: Quantity) -> str:
    """Return the interval in standard words, without the wording of the quantity."""
    low, high = quantity.low, quantity.high
    above = "at least" if quantity.includes_low else "more than"
    below = "fewer than" if is_counted(quantity.unit) else "less than"
    if low is None:
        if high is None:
            return "an unknown number"
        return f"{'up to' if quantity.includes_high else below} {_figures(high)[0]}"
    if high is None:
        return f"{above} {_figures(low)[0]}"
    if low == high:
        return _figures(low)[0]
    first, last = _figures(low, high)
    if quantity.includes_low and quantity.includes_high:
        return f"between {first} and {last}"
    return f"{above} {first} and {'at most' if quantity.includes_high else below} {last}"
