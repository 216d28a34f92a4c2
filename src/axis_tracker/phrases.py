"""Phrases for dates, bounds and lists of names in reports."""

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
"""The phrase for an interval, by what is known about its start and its end."""

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
"""EDTF notations that only experts can read: a pattern and its phrase."""


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
"""The phrase for the sign of a bound, for counted (True) and for measured (False) quantities."""


def date_phrase(when: ImpreciseDate) -> str:
    """Return a phrase for a date, for readers who do not know EDTF.

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
    """Return a phrase for one bound of a quantity, its "low" or its "high" end.

    Millions are abbreviated. An open end gives "any number".

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
    """Return a list of names as a phrase.

    >>> names_phrase(["Russia", "North Korea"])
    'Russia and North Korea'
    """
    listed = list(names)
    return " and ".join(filter(None, [", ".join(listed[:-1]), *listed[-1:]]))
