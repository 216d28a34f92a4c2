"""The reader for the notation of `ImpreciseDate`. The reader returns a precision and the possible days of each end.

`date_profile` lists the accepted features, and explains why a string is rejected.
"""

from __future__ import annotations

import enum
import re
from datetime import date, datetime
from typing import Final, TypeAlias, TypeGuard

__all__ = ["SECOND_COMPONENTS", "Days", "Precision", "is_day", "read_notation", "try_read_notation"]

Days: TypeAlias = tuple[date | None, date | None]
"""The first and the last day on which something could have begun, or could have ended.

If one of the two days is None, that bound is unknown. If both days are None, there is no such day, because the thing
has always existed or continues indefinitely.
"""


class Precision(enum.Enum):
    """The finest calendar unit that a date specifies. `1985-04-XX` specifies a month, and `201X` specifies a decade.

    >>> from axis_tracker.imprecise.dates import ImpreciseDate
    >>> ImpreciseDate("2024-XX").precision
    <Precision.YEAR: 'year'>
    """

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"


_DAY: Final = Precision.DAY
_YEAR: Final = Precision.YEAR
_INTERVAL: Final = Precision.INTERVAL

_single: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?").fullmatch
# Masked dates are rare, so this pattern is compiled on first use.
_MASKED: Final = r"(?:([0-9]{3})X|([0-9]{2})XX|([0-9]{4})-XX(?:-XX)?|([0-9]{4}-[0-9]{2})-XX)[?~%]?"

_LAST_DAY: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# For each second component: its precision, its first and last months, and the number of years from the first to the
# last. EDTF does not define the months of seasons 21 to 24. These are the meteorological seasons of the northern
# hemisphere.
SECOND_COMPONENTS: Final = {
    **{f"{month:02}": (Precision.MONTH, month, month, 0) for month in range(1, 13)},
    "21": (Precision.SEASON, 3, 5, 0),
    "22": (Precision.SEASON, 6, 8, 0),
    "23": (Precision.SEASON, 9, 11, 0),
    "24": (Precision.SEASON, 12, 2, 1),
    "33": (Precision.QUARTER, 1, 3, 0),
    "34": (Precision.QUARTER, 4, 6, 0),
    "35": (Precision.QUARTER, 7, 9, 0),
    "36": (Precision.QUARTER, 10, 12, 0),
    "40": (Precision.HALF, 1, 6, 0),
    "41": (Precision.HALF, 7, 12, 0),
}


def read_notation(text: str) -> tuple[Precision, Days, Days]:
    """Return the precision of an EDTF string, and the possible days of its start and its end.

    >>> read_notation("2024-02/..")  # doctest: +NORMALIZE_WHITESPACE
    (<Precision.INTERVAL: 'interval'>,
     (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29)), (None, None))

    Raises `DateNotationError` for a string outside the profile.
    """
    read = try_read_notation(text) if isinstance(text, str) else None
    if read is None:
        # The profile is a large table of patterns, which is needed only to explain an error.
        from axis_tracker.imprecise.date_profile import diagnose

        raise diagnose(text)
    return read


def try_read_notation(text: str) -> tuple[Precision, Days, Days] | None:
    """Return the result of `read_notation`, or None for a string outside the profile."""
    single = _read_single(text)
    if single is not None:
        return single[0], single[1:], single[1:]
    ends = _read_ends(text) if "/" in text else None
    if ends is not None:
        return _INTERVAL, *ends
    masked = _read_masked(text)
    return None if masked is None else (masked[0], masked[1:], masked[1:])


def is_day(value: object) -> TypeGuard[date]:
    """Return whether a value is a `date` but not a `datetime`. The time of day of a `datetime` would be lost."""
    return isinstance(value, date) and not isinstance(value, datetime)


def _read_single(text: str) -> tuple[Precision, date, date] | None:
    match = _single(text)
    if match is None:
        return None
    year_digits, part, day = match.groups()
    year = int(year_digits)
    try:
        if day is not None:
            first = date(year, int(part), int(day))
            return _DAY, first, first
        if part is None:
            return _YEAR, date(year, 1, 1), date(year, 12, 31)
        precision, first_month, last_month, later = SECOND_COMPONENTS[part]
        first = date(year, first_month, 1)
        year += later
        if last_month == 2 and not year % 4 and (year % 100 or not year % 400):  # a leap year
            return precision, first, date(year, 2, 29)
        return precision, first, date(year, last_month, _LAST_DAY[last_month])
    except (KeyError, ValueError):  # an unknown second component, or a day that does not exist
        return None


def _read_masked(text: str) -> tuple[Precision, date, date] | None:
    match = re.fullmatch(_MASKED, text)
    if match is None:
        return None
    decade, century, year, month = match.groups()
    if decade or century:
        first_year, count = (int(f"{decade}0"), 10) if decade else (int(f"{century}00"), 100)
        precision = Precision.DECADE if decade else Precision.CENTURY
        return (precision, date(first_year, 1, 1), date(first_year + count - 1, 12, 31)) if first_year else None
    read = _read_single(year or month)
    return read if read is not None and read[0] in (_YEAR, Precision.MONTH) else None


def _read_ends(text: str) -> tuple[Days, Days] | None:
    start, _, end = text.partition("/")
    begun, ended = _read_single(start), _read_single(end)
    if begun and ended:
        return (begun[1:], ended[1:]) if begun[1] <= ended[2] else None
    if begun and end in ("", ".."):
        return begun[1:], (None, None) if end else (begun[1], None)
    if ended and start in ("", ".."):
        return (None, None) if start else (None, ended[2]), ended[1:]
    return None
