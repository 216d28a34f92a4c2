"""How reports put values into words for people: dates, figures, names in a row. Imports the imprecise values only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from axis_tracker.imprecise.dates import Boundary, ImpreciseDate
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.imprecise.units import is_counted

__all__ = ["bound_phrase", "date_phrase", "names_phrase"]

_SPANS: Final[dict[tuple[Boundary, Boundary], str]] = {
    (Boundary.KNOWN, Boundary.KNOWN): "{start} to {end}",
    (Boundary.KNOWN, Boundary.OPEN): "since {start}",
    (Boundary.KNOWN, Boundary.UNKNOWN): "from {start}",
    (Boundary.OPEN, Boundary.KNOWN): "until {end}",
    (Boundary.UNKNOWN, Boundary.KNOWN): "by {end}",
}
"""How an interval is put, by what is known of its ends."""

_NOTATIONS: Final[tuple[tuple[str, str], ...]] = (
    (r"(\d{4})-21", r"spring \1"),
    (r"(\d{4})-22", r"summer \1"),
    (r"(\d{4})-23", r"autumn \1"),
    (r"(\d{4})-24", r"winter from \1-12"),
    (r"(\d{4})-33", r"first quarter of \1"),
    (r"(\d{4})-34", r"second quarter of \1"),
    (r"(\d{4})-35", r"third quarter of \1"),
    (r"(\d{4})-36", r"fourth quarter of \1"),
    (r"(\d{4})-40", r"first half of \1"),
    (r"(\d{4})-41", r"second half of \1"),
    (r"(\d{4})-XX-XX", r"some day of \1"),
    (r"(\d{4})-XX", r"some month of \1"),
    (r"(\d{4}-\d{2})-XX", r"some day of \1"),
    (r"(\d{3})X", r"some year of the \g<1>0s"),
    (r"(\d{2})XX", r"some year from \g<1>00 to \g<1>99"),
)
"""What EDTF writes in numbers and X that say nothing to others: a pattern, and how it is put."""


_SIGNS: Final = {
    (">", True): "more than",
    (">", False): "more than",
    ("≥", True): "at least",
    ("≥", False): "at least",
    ("<", True): "fewer than",
    ("<", False): "less than",
    ("≤", True): "at most",
    ("≤", False): "at most",
}
"""How the sign of a bound is put, for what is counted and for what is measured."""


def date_phrase(when: ImpreciseDate) -> str:
    """A date for a reader who does not know EDTF.

    >>> [date_phrase(ImpreciseDate(text)) for text in ("2024-10~", "/2024-12", "2023/..", "2024-04/2024-06?")]
    ['about 2024-10', 'by 2024-12', 'since 2023', '2024-04 to 2024-06 (?)']
    >>> date_phrase(ImpreciseDate("2024-22"))
    'summer 2024'
    """
    start, end = when.start, when.end
    if start is not None and start == end:
        return _single(start)
    return _SPANS[when.begins, when.ends].format(start=_single(start), end=_single(end))


def _single(when: ImpreciseDate | None) -> str:
    if when is None:
        return ""
    plain = str(when).rstrip("?~%")
    for pattern, phrase in _NOTATIONS:
        found = re.fullmatch(pattern, plain)
        if found is not None:
            plain = found.expand(phrase)
            break
    return f"{'about ' if when.is_approximate else ''}{plain}{' (?)' if when.is_uncertain else ''}"


def bound_phrase(quantity: Quantity, end: str) -> str:
    """One end of a quantity, its "low" or its "high", with the number abbreviated; an open end is any number.

    >>> bound_phrase(Quantity.from_words("over 1 million rounds"), "low")
    'more than 1 M rounds'
    """
    if end == "low":
        half = Quantity(low=quantity.low, high=None, includes_low=quantity.includes_low, unit=quantity.unit)
    else:
        half = Quantity(low=None, high=quantity.high, includes_high=quantity.includes_high, unit=quantity.unit)
    compact = format(half, "compact")
    if half.low is None and half.high is None:
        return compact
    sign, _, figure = compact.partition(" ")
    return f"{_SIGNS[sign, is_counted(quantity.unit)]} {figure}"


def names_phrase(names: Iterable[str]) -> str:
    """Names in a row.

    >>> names_phrase(["Russia", "North Korea"])
    'Russia and North Korea'
    """
    listed = list(names)
    return " and ".join(filter(None, [", ".join(listed[:-1]), *listed[-1:]]))
