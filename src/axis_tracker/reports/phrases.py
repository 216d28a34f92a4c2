"""How reports put values into words for people: dates, figures, names in a row. Imports the imprecise values only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from axis_tracker.imprecise.dates import Boundary, ImpreciseDate
from axis_tracker.imprecise.quantities import Quantity

__all__ = ["bound_phrase", "date_phrase", "names_phrase"]

_SPANS: Final[dict[tuple[Boundary, Boundary], str]] = {
    (Boundary.KNOWN, Boundary.KNOWN): "{start} to {end}",
    (Boundary.KNOWN, Boundary.OPEN): "since {start}",
    (Boundary.KNOWN, Boundary.UNKNOWN): "from {start}",
    (Boundary.OPEN, Boundary.KNOWN): "until {end}",
    (Boundary.UNKNOWN, Boundary.KNOWN): "by {end}",
}
"""How an interval is put, by what is known of its ends."""


def date_phrase(when: ImpreciseDate) -> str:
    """A date for a reader who does not know EDTF.

    >>> [date_phrase(ImpreciseDate(text)) for text in ("2024-06", "2024-10~", "/2024-12", "2023/..", "2024-04/2024-06?")]
    ['2024-06', 'about 2024-10', 'by 2024-12', 'since 2023', '2024-04 to 2024-06 (?)']
    """
    start, end = when.start, when.end
    if start is not None and start == end:
        return _single(when)
    return _SPANS[when.begins, when.ends].format(start=_single(start), end=_single(end))


def _single(when: ImpreciseDate | None) -> str:
    if when is None:
        return ""
    plain = str(when).rstrip("?~%")
    return f"{'about ' if when.is_approximate else ''}{plain}{' (?)' if when.is_uncertain else ''}"


def bound_phrase(quantity: Quantity, end: str) -> str:
    """One end of a quantity, its "low" or its "high", with the number abbreviated.

    >>> bound_phrase(Quantity.from_words("over 1 million rounds"), "low")
    'more than 1 M rounds'
    """
    if end == "low":
        half = Quantity(low=quantity.low, high=None, includes_low=quantity.includes_low, unit=quantity.unit)
    else:
        half = Quantity(low=None, high=quantity.high, includes_high=quantity.includes_high, unit=quantity.unit)
    sign, _, figure = format(half, "compact").partition(" ")
    return f"{_SIGNS[sign]} {figure}"


_SIGNS: Final = {">": "more than", "≥": "at least", "<": "fewer than", "≤": "at most"}


def names_phrase(names: Iterable[str]) -> str:
    """Names in a row.

    >>> names_phrase(["Russia", "North Korea"])
    'Russia and North Korea'
    """
    listed = list(names)
    return " and ".join(filter(None, [", ".join(listed[:-1]), *listed[-1:]]))
