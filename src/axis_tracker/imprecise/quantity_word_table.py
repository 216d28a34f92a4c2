"""What English expressions of number mean here: every hedge, number word and convention is one row of a table.

Imports nothing of the package. `number_words` and `quantity_words` read by these tables, and the documentation prints
them.
"""

from __future__ import annotations

import enum
from typing import Final, NamedTuple

__all__ = [
    "CONVENTIONS",
    "HEDGES",
    "NUMBER_WORDS",
    "SCALES",
    "SCALE_LETTERS",
    "VAGUE_NUMBERS",
    "Bounds",
    "Convention",
    "Hedge",
    "VagueNumber",
]


class Bounds(enum.Enum):
    """Which end of the interval the number after a hedge is."""

    LOW = "low"
    """There may be more."""
    HIGH = "high"
    """There may be less."""
    BOTH = "both"
    """Neither more nor less; with a hedge that rounds: as much more as less."""


class Hedge(NamedTuple):
    """Words that say how a number bounds the quantity.

    `rounds` tells whether the number was rounded. Then the other end is half a unit of its last significant digit away:
    with LOW above, with HIGH below, with BOTH on either side. `includes` tells whether the number itself is allowed.
    `follows` marks the hedges that come after the number.
    """

    words: str
    bounds: Bounds
    includes: bool
    rounds: bool = False
    follows: bool = False


HEDGES: Final = (
    Hedge("more than", Bounds.LOW, includes=False),
    Hedge("greater than", Bounds.LOW, includes=False),
    Hedge("over", Bounds.LOW, includes=False),
    Hedge("well over", Bounds.LOW, includes=False),
    Hedge("well above", Bounds.LOW, includes=False),
    Hedge("above", Bounds.LOW, includes=False),
    Hedge("upwards of", Bounds.LOW, includes=False),
    Hedge("upward of", Bounds.LOW, includes=False),
    Hedge("in excess of", Bounds.LOW, includes=False),
    Hedge("exceeding", Bounds.LOW, includes=False),
    Hedge(">", Bounds.LOW, includes=False),
    Hedge("at least", Bounds.LOW, includes=True),
    Hedge("no fewer than", Bounds.LOW, includes=True),
    Hedge("no less than", Bounds.LOW, includes=True),
    Hedge("not fewer than", Bounds.LOW, includes=True),
    Hedge("not less than", Bounds.LOW, includes=True),
    Hedge("a minimum of", Bounds.LOW, includes=True),
    Hedge("as few as", Bounds.LOW, includes=True),
    Hedge("as little as", Bounds.LOW, includes=True),
    Hedge("≥", Bounds.LOW, includes=True),
    Hedge("up to", Bounds.HIGH, includes=True),
    Hedge("as many as", Bounds.HIGH, includes=True),
    Hedge("as much as", Bounds.HIGH, includes=True),
    Hedge("at most", Bounds.HIGH, includes=True),
    Hedge("no more than", Bounds.HIGH, includes=True),
    Hedge("not more than", Bounds.HIGH, includes=True),
    Hedge("not exceeding", Bounds.HIGH, includes=True),
    Hedge("a maximum of", Bounds.HIGH, includes=True),
    Hedge("≤", Bounds.HIGH, includes=True),
    Hedge("fewer than", Bounds.HIGH, includes=False),
    Hedge("less than", Bounds.HIGH, includes=False),
    Hedge("under", Bounds.HIGH, includes=False),
    Hedge("well under", Bounds.HIGH, includes=False),
    Hedge("below", Bounds.HIGH, includes=False),
    Hedge("well below", Bounds.HIGH, includes=False),
    Hedge("<", Bounds.HIGH, includes=False),
    Hedge("nearly", Bounds.HIGH, includes=False, rounds=True),
    Hedge("almost", Bounds.HIGH, includes=False, rounds=True),
    Hedge("approaching", Bounds.HIGH, includes=False, rounds=True),
    Hedge("nearing", Bounds.HIGH, includes=False, rounds=True),
    Hedge("just under", Bounds.HIGH, includes=False, rounds=True),
    Hedge("just below", Bounds.HIGH, includes=False, rounds=True),
    Hedge("slightly under", Bounds.HIGH, includes=False, rounds=True),
    Hedge("slightly fewer than", Bounds.HIGH, includes=False, rounds=True),
    Hedge("slightly less than", Bounds.HIGH, includes=False, rounds=True),
    Hedge("just over", Bounds.LOW, includes=False, rounds=True),
    Hedge("just above", Bounds.LOW, includes=False, rounds=True),
    Hedge("slightly over", Bounds.LOW, includes=False, rounds=True),
    Hedge("slightly more than", Bounds.LOW, includes=False, rounds=True),
    Hedge("around", Bounds.BOTH, includes=True, rounds=True),
    Hedge("about", Bounds.BOTH, includes=True, rounds=True),
    Hedge("approximately", Bounds.BOTH, includes=True, rounds=True),
    Hedge("approx.", Bounds.BOTH, includes=True, rounds=True),
    Hedge("approx", Bounds.BOTH, includes=True, rounds=True),
    Hedge("roughly", Bounds.BOTH, includes=True, rounds=True),
    Hedge("some", Bounds.BOTH, includes=True, rounds=True),
    Hedge("an estimated", Bounds.BOTH, includes=True, rounds=True),
    Hedge("estimated", Bounds.BOTH, includes=True, rounds=True),
    Hedge("close to", Bounds.BOTH, includes=True, rounds=True),
    Hedge("in the region of", Bounds.BOTH, includes=True, rounds=True),
    Hedge("circa", Bounds.BOTH, includes=True, rounds=True),
    Hedge("ca.", Bounds.BOTH, includes=True, rounds=True),
    Hedge("ca", Bounds.BOTH, includes=True, rounds=True),
    Hedge("c.", Bounds.BOTH, includes=True, rounds=True),
    Hedge("~", Bounds.BOTH, includes=True, rounds=True),
    Hedge("≈", Bounds.BOTH, includes=True, rounds=True),
    Hedge("exactly", Bounds.BOTH, includes=True),
    Hedge("precisely", Bounds.BOTH, includes=True),
    Hedge("a total of", Bounds.BOTH, includes=True),
    Hedge("or more", Bounds.LOW, includes=True, follows=True),
    Hedge("plus", Bounds.LOW, includes=True, follows=True),
    Hedge("+", Bounds.LOW, includes=True, follows=True),
    Hedge("at least", Bounds.LOW, includes=True, follows=True),
    Hedge("or fewer", Bounds.HIGH, includes=True, follows=True),
    Hedge("or less", Bounds.HIGH, includes=True, follows=True),
    Hedge("at most", Bounds.HIGH, includes=True, follows=True),
    Hedge("or so", Bounds.BOTH, includes=True, rounds=True, follows=True),
)
"""All hedges. Of two that match, the longer is meant."""


class VagueNumber(NamedTuple):
    """Words that stand for a number and leave it open; both ends are included, None is an open end.

    `takes_of`: "of" may come between it and what is counted. `takes_scale`: it may count hundreds, thousands and so on.
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
"""A plural says at least two of its kind, and sets no upper bound."""

_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"

NUMBER_WORDS: Final = {word: number for number, word in enumerate(_ONES.split())} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), start=2)
}
"""The numbers below a hundred that are one word."""

SCALES: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
"""What a number may be multiplied by, in the short scale; "hundred" and "dozen" have rules of their own."""

SCALE_LETTERS: Final = {"k": 10**3, "K": 10**3, "M": 10**6, "mn": 10**6, "bn": 10**9}
"""The letters that multiply the figures before them. A small "m" is not among them: it may as well mean metres."""


class Convention(NamedTuple):
    """A choice of this package: its name, an expression that shows it, and the same in words that need no choice."""

    name: str
    example: str
    means: str


CONVENTIONS: Final = (
    Convention(
        "rounding: half a unit of the last significant digit either way, the upper end excluded",
        "around 5 million",
        "at least 4,500,000 and fewer than 5,500,000",
    ),
    Convention(
        "zeros at the end of a whole number are not significant",
        "about 28,000",
        "at least 27,500 and fewer than 28,500",
    ),
    Convention("also where a scale word follows", "about 10 million", "at least 5,000,000 and fewer than 15,000,000"),
    Convention(
        "zeros after a decimal point are significant",
        "around 5.0 million",
        "at least 4,950,000 and fewer than 5,050,000",
    ),
    Convention("a dozen rounds to dozens", "about two dozen", "at least 18 and fewer than 30"),
    Convention(
        "half of a scale counts as its decimal", "about half a million", "at least 450,000 and fewer than 550,000"
    ),
    Convention(
        "nearly: rounded up to the number, which is not reached",
        "nearly 5 million",
        "at least 4,500,000 and fewer than 5,000,000",
    ),
    Convention(
        "just over: rounded down to the number, which is passed",
        "just over 5 million",
        "more than 5,000,000 and fewer than 5,500,000",
    ),
    Convention(
        "a bound on a rounded number takes its outer end, above", "up to around 5 million", "fewer than 5,500,000"
    ),
    Convention(
        "a bound on a rounded number takes its outer end, below", "at least about 5 million", "at least 4,500,000"
    ),
    Convention(
        "a rounded range goes by the finer of its two numbers", "about 10 to 12", "at least 9.5 and fewer than 12.5"
    ),
    Convention(
        "a scale word after the second number counts for both", "10 to 12 thousand", "between 10,000 and 12,000"
    ),
    Convention(
        "but not for a first number of a thousand or more", "500,000 to 1 million", "between 500,000 and 1,000,000"
    ),
    Convention("or joins the ends of a range", "5 or 6 million", "between 5,000,000 and 6,000,000"),
    Convention("a plural is at least two", "tens of thousands", "at least 20,000"),
    Convention("several and a few are at least three", "several hundred", "at least 300"),
    Convention("a couple is two or three, a pair is two", "a couple of thousand", "between 2,000 and 3,000"),
    Convention("some before a number rounds it", "some 200", "at least 150 and fewer than 250"),
    Convention(
        "a no-break or thin space may group digits, a plain one may not",
        "over 12\N{NO-BREAK SPACE}000",
        "more than 12,000",
    ),
    Convention("billion is a thousand million", "2 billion", "2,000,000,000"),
)
"""The choices behind the tables; each example reads as its meaning."""
