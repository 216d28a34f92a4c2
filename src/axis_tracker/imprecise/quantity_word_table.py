"""Tables that define the meaning of English number expressions: hedges, number words and conventions.

The readers in `number_words` and `quantity_words` use these tables, and the documentation prints them.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = [
    "HEDGES",
    "NUMBER_CONVENTIONS",
    "NUMBER_WORDS",
    "SCALES",
    "SCALE_LETTERS",
    "VAGUE_NUMBERS",
    "VAGUE_SIZES",
    "Bounds",
    "Hedge",
    "NumberConvention",
    "VagueNumber",
]


class Bounds(enum.Enum):
    """The end of an interval that a number with a hedge states."""

    LOW = "low"
    """The number is the low end, so the quantity may be greater."""
    HIGH = "high"
    """The number is the high end, so the quantity may be smaller."""
    BOTH = "both"
    """The number is both ends of the interval or, if the hedge rounds, the middle of the interval."""


class Hedge(NamedTuple):
    """Words such as "at least", which say how a number bounds a quantity.

    If the hedge rounds the number, the interval extends from the number by half the place value of the last significant
    digit, but at most by a tenth of the number and, for counted things, at least by 1. The interval extends upwards for
    LOW, downwards for HIGH, and in both directions for BOTH.

    Attributes:
        words: The words of the hedge.
        bounds: The end of the interval that the number states.
        includes: Whether the number itself is possible.
        rounds: Whether the number is rounded.
        follows: Whether the hedge comes after the number.
    """

    words: str
    bounds: Bounds
    includes: bool
    rounds: bool = False
    follows: bool = False


def _hedges(
    words: str, bounds: Bounds, *, includes: bool, rounds: bool = False, follows: bool = False
) -> tuple[Hedge, ...]:
    """Return a hedge for each phrase in `words`. Commas separate the phrases."""
    return tuple(Hedge(each, bounds, includes, rounds, follows) for each in words.split(", "))


HEDGES: Final = (
    *_hedges("more than, greater than, over, well over, well above, above", Bounds.LOW, includes=False),
    *_hedges("upwards of, upward of, in excess of, exceeding, >", Bounds.LOW, includes=False),
    *_hedges("at least, no fewer than, no less than, not fewer than, not less than", Bounds.LOW, includes=True),
    *_hedges("a minimum of, as few as, as little as, ≥", Bounds.LOW, includes=True),
    *_hedges("up to, as many as, as much as, at most, no more than, not more than", Bounds.HIGH, includes=True),
    *_hedges("not exceeding, a maximum of, ≤", Bounds.HIGH, includes=True),
    *_hedges("fewer than, less than, under, well under, below, well below, <", Bounds.HIGH, includes=False),
    *_hedges("nearly, almost, approaching, nearing, just under, just below", Bounds.HIGH, includes=False, rounds=True),
    *_hedges("slightly under, slightly fewer than, slightly less than", Bounds.HIGH, includes=False, rounds=True),
    *_hedges("just over, just above, slightly over, slightly more than", Bounds.LOW, includes=False, rounds=True),
    *_hedges("around, about, approximately, approx., approx, roughly, some", Bounds.BOTH, includes=True, rounds=True),
    *_hedges("an estimated, estimated, close to, in the region of", Bounds.BOTH, includes=True, rounds=True),
    *_hedges("circa, ca., ca, c., ~, ≈", Bounds.BOTH, includes=True, rounds=True),
    *_hedges("exactly, precisely, a total of", Bounds.BOTH, includes=True),
    *_hedges("or more, plus, +, at least", Bounds.LOW, includes=True, follows=True),
    *_hedges("or fewer, or less, at most", Bounds.HIGH, includes=True, follows=True),
    *_hedges("or so", Bounds.BOTH, includes=True, rounds=True, follows=True),
)
"""All hedges. If several hedges match the same words, the longest hedge applies."""


class VagueNumber(NamedTuple):
    """Words such as "dozens", which stand for an interval. The interval includes its ends.

    Attributes:
        words: The words, such as "dozens".
        low: The low end, or None if the interval has no lower bound.
        high: The high end, or None if the interval has no upper bound.
        takes_of: Whether "of" may follow, as in "dozens of tanks".
        takes_scale: Whether a scale word may follow, as in "several hundred".
    """

    words: str
    low: int | None
    high: int | None
    takes_of: bool = False
    takes_scale: bool = False


VAGUE_NUMBERS: Final = (
    VagueNumber("a pair", 2, 2, takes_of=True),
    VagueNumber("a couple", 2, 3, takes_of=True, takes_scale=True),
    VagueNumber("a few", 3, None, takes_scale=True),
    VagueNumber("several", 3, None, takes_scale=True),
    VagueNumber("tens", 20, None, takes_of=True),
    VagueNumber("dozens", 24, None, takes_of=True),
    VagueNumber("scores", 40, None, takes_of=True),
    VagueNumber("hundreds", 200, None, takes_of=True),
    VagueNumber("thousands", 2_000, None, takes_of=True),
    VagueNumber("tens of thousands", 20_000, None, takes_of=True),
    VagueNumber("hundreds of thousands", 200_000, None, takes_of=True),
    VagueNumber("millions", 2 * 10**6, None, takes_of=True),
    VagueNumber("tens of millions", 20 * 10**6, None, takes_of=True),
    VagueNumber("hundreds of millions", 200 * 10**6, None, takes_of=True),
    VagueNumber("billions", 2 * 10**9, None, takes_of=True),
    VagueNumber("tens of billions", 20 * 10**9, None, takes_of=True),
    VagueNumber("hundreds of billions", 200 * 10**9, None, takes_of=True),
    VagueNumber("trillions", 2 * 10**12, None, takes_of=True),
    VagueNumber("an unknown number", None, None, takes_of=True),
    VagueNumber("an unspecified number", None, None, takes_of=True),
)
"""All vague numbers.

A plural means at least two, without an upper bound. For example, "dozens" means at least two dozen.
"""

_SIZES: Final = (
    "large, very large, huge, massive, vast, significant, substantial, considerable, growing, increasing, small, "
    "limited, undisclosed"
)


def _vague_sizes() -> Iterator[VagueNumber]:
    for words in ("many", "very many", "numerous", "countless", "large", "heavy", "significant", "substantial"):
        yield VagueNumber(words, None, None)
    for noun, plural in (("number", "numbers"), ("quantity", "quantities"), ("amount", "amounts")):
        yield VagueNumber(f"a {noun}", None, None, takes_of=True)
        for size in _SIZES.split(", "):
            article = "an" if size[0] in "aeiou" else "a"
            yield VagueNumber(f"{article} {size} {noun}", None, None, takes_of=True)
            yield VagueNumber(f"{size} {plural}", None, None, takes_of=True)


VAGUE_SIZES: Final = tuple(_vague_sizes())
"""Sizes without a number, such as "many", "a large number" and "significant quantities".

A vague size is kept as wording and has no ends, so it bounds nothing.
"""

_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"

NUMBER_WORDS: Final = {word: number for number, word in enumerate(_ONES.split())} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), start=2)
}
"""The numbers below a hundred that are written as one word."""

SCALES: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
"""The words that multiply a number.

A billion is a thousand million. The readers treat "hundred" and "dozen" separately.
"""

SCALE_LETTERS: Final = {"k": 10**3, "K": 10**3, "M": 10**6, "mn": 10**6, "bn": 10**9}
"""The letters that multiply the figures before them. The letter "m" is excluded, because it could also mean metres."""


class NumberConvention(NamedTuple):
    """A choice between several possible meanings of a number expression.

    Attributes:
        name: A statement of the choice.
        example: An expression that depends on the choice.
        means: The same quantity, in words that do not depend on the choice.
    """

    name: str
    example: str
    means: str


# fmt: off
NUMBER_CONVENTIONS: Final = (
    NumberConvention("a rounded number extends on both sides by half the place value of its last significant digit, "
                     "but the upper end is excluded",
                     "around 5 million", "at least 4,500,000 and fewer than 5,500,000"),
    NumberConvention("zeros at the end of a whole number are not significant",
                     "about 28,000", "at least 27,500 and fewer than 28,500"),
    NumberConvention("a rounded number extends by at most a tenth of the number, and then both ends are included",
                     "about 10,000 troops", "between 9,000 and 11,000 troops"),
    NumberConvention("a rounded number of counted things extends by at least 1, and then both ends are included",
                     "about 12 ships", "between 11 and 13 ships"),
    NumberConvention("zeros before a scale word are not significant",
                     "about 120 million", "at least 115,000,000 and fewer than 125,000,000"),
    NumberConvention("zeros after a decimal point are significant",
                     "around 5.0 million", "at least 4,950,000 and fewer than 5,050,000"),
    NumberConvention("dozens are rounded to whole dozens",
                     "about eleven dozen", "at least 126 and fewer than 138"),
    NumberConvention('"half" with a scale word counts as one decimal place',
                     "about half a million", "at least 450,000 and fewer than 550,000"),
    NumberConvention('"nearly" means less than the number, by at most the same margin as for a rounded number',
                     "nearly 5 million", "at least 4,500,000 and fewer than 5,000,000"),
    NumberConvention('"just over" means more than the number, by at most the same margin as for a rounded number',
                     "just over 5 million", "more than 5,000,000 and fewer than 5,500,000"),
    NumberConvention("an upper bound on a rounded number uses the upper end of the rounded number",
                     "up to around 5 million", "fewer than 5,500,000"),
    NumberConvention("a lower bound on a rounded number uses the lower end of the rounded number",
                     "at least about 5 million", "at least 4,500,000"),
    NumberConvention("a rounded range uses the smaller of the place values of its two numbers",
                     "about 100 to 120 tons", "at least 95 and less than 125 tons"),
    NumberConvention("a scale word after the second number of a range applies to both numbers",
                     "10 to 12 thousand", "between 10,000 and 12,000"),
    NumberConvention("a scale word does not apply to a first number of a thousand or more",
                     "500,000 to 1 million", "between 500,000 and 1,000,000"),
    NumberConvention('"or" joins the ends of a range',
                     "5 or 6 million", "between 5,000,000 and 6,000,000"),
    NumberConvention("a plural means at least two",
                     "tens of thousands", "at least 20,000"),
    NumberConvention('"several" and "a few" mean at least three',
                     "several hundred", "at least 300"),
    NumberConvention('"a couple" means two or three, and "a pair" means two',
                     "a couple of thousand", "between 2,000 and 3,000"),
    NumberConvention('"some" before a number means that the number is rounded',
                     "some 200", "between 180 and 220"),
    NumberConvention("a no-break or thin space can group digits, but an ordinary space cannot",
                     "over 12\N{NO-BREAK SPACE}000", "more than 12,000"),
    NumberConvention("a billion is a thousand million",
                     "2 billion", "2,000,000,000"),
)
# fmt: on
"""The choices that give number expressions their meaning.

An `example` and its `means` are read as the same quantity.
"""
