"""Dates, figures and lists of names in plain English, for readers who do not know EDTF or interval notation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from axis_tracker.imprecise.dates import Boundary, ImpreciseDate
from axis_tracker.imprecise.measures import Phase, says_phase
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.imprecise.units import is_counted

__all__ = ["bound_phrase", "counted_phrase", "date_phrase", "names_phrase", "quantity_phrase"]

_SPANS: Final[dict[tuple[Boundary, Boundary], str]] = {
    (Boundary.KNOWN, Boundary.KNOWN): "{start} to {end}",
    (Boundary.KNOWN, Boundary.OPEN): "since {start}",
    (Boundary.KNOWN, Boundary.UNKNOWN): "from {start}",
    (Boundary.OPEN, Boundary.KNOWN): "until {end}",
    (Boundary.UNKNOWN, Boundary.KNOWN): "by {end}",
}
"""The phrase for an interval, keyed by the states of its start and its end."""

_NOTATIONS: Final[tuple[tuple[str, str], ...]] = (
    (r"(\d{4})-21", r"spring \1"),
    (r"(\d{4})-22", r"summer \1"),
    (r"(\d{4})-23", r"autumn \1"),
    (r"(\d{4})-24", r"winter beginning in \1-12"),
    (r"(\d{4})-33", r"first quarter of \1"),
    (r"(\d{4})-34", r"second quarter of \1"),
    (r"(\d{4})-35", r"third quarter of \1"),
    (r"(\d{4})-36", r"fourth quarter of \1"),
    (r"(\d{4})-40", r"first half of \1"),
    (r"(\d{4})-41", r"second half of \1"),
    (r"(\d{4})-XX-XX", r"a day in \1"),
    (r"(\d{4})-XX", r"a month in \1"),
    (r"(\d{4}-\d{2})-XX", r"a day in \1"),
    (r"(\d{3})X", r"a year in the \g<1>0s"),
    (r"(\d{2})XX", r"a year from \g<1>00 to \g<1>99"),
)
"""EDTF codes that most readers would not understand. Each pattern is paired with the phrase to print instead."""


def date_phrase(when: ImpreciseDate) -> str:
    """Return a date in plain English, with "(?)" after each part that is marked as uncertain.

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
    """Return the low or high end of a quantity in words. `end` must be "low" or "high".

    >>> bound_phrase(Quantity.from_words("over 1 million rounds"), "low")
    'more than 1 million rounds'
    """
    if end == "low":
        return str(
            Quantity(
                low=quantity.low,
                includes_low=quantity.includes_low,
                unit=quantity.unit,
                is_uncertain=quantity.is_uncertain,
            )
        )
    half = Quantity(
        high=quantity.high,
        includes_high=quantity.includes_high,
        unit=quantity.unit,
        is_uncertain=quantity.is_uncertain,
    )
    return str(half).replace("up to ", "at most ", 1)


def quantity_phrase(quantity: Quantity) -> str:
    """Return a quantity in words, or "no usable figure" if it has no bounds.

    >>> quantity_phrase(Quantity.from_words("over 1 million rounds")), quantity_phrase(Quantity(unit="rounds"))
    ('over 1 million rounds', 'no usable figure for rounds')
    """
    if quantity.low is not None or quantity.high is not None:
        return str(quantity)
    if not quantity.unit:
        return "no usable figure"
    return f"no usable figure {'for' if is_counted(quantity.unit) else 'in'} {quantity.unit}"


def counted_phrase(unit: str, phase: Phase) -> str:
    """Return what a figure counts, such as "rounds sent".

    >>> phases = {"rounds": Phase.SENT, "killed": Phase.LOST, "voyages": Phase.COUNTED}
    >>> tuple(counted_phrase(unit, phase) for unit, phase in phases.items())
    ('rounds sent', 'killed', 'voyages')
    """
    return f"{unit} {phase.value}".lstrip() if says_phase(unit, phase) else unit


def names_phrase(names: Iterable[str]) -> str:
    """Join names with commas and "and", for use in a sentence.

    >>> names_phrase(["Russia", "North Korea"])
    'Russia and North Korea'
    """
    listed = list(names)
    return " and ".join(filter(None, [", ".join(listed[:-1]), *listed[-1:]]))
