"""How many whole periods of the calendar lie in a stretch of days: what a rate needs to become a total."""

from __future__ import annotations

from datetime import date

from axis_tracker.imprecise.measures import Period

__all__ = ["whole_periods"]


def whole_periods(period: Period, first: int, last: int) -> int:
    """The number of whole calendar periods from the day `first` to the day `last` (ordinals, both included).

    A week is ISO 8601's, from Monday to Sunday.

    >>> whole_periods(Period.MONTH, date(2024, 1, 31).toordinal(), date(2024, 4, 30).toordinal())
    3
    >>> whole_periods(Period.YEAR, date(2023, 1, 2).toordinal(), date(2024, 12, 31).toordinal())
    1
    """
    if period is Period.DAY:
        return max(0, last - first + 1)
    if period is Period.WEEK:
        # Ordinal 1 is a Monday.
        return max(0, last // 7 - (first - 1 + 6) // 7)
    return max(0, _begun(period, last + 1) - _begun(period, first, up=True))


def _begun(period: Period, ordinal: int, *, up: bool = False) -> int:
    """The number of the period that the day lies in, or, going up, of the next one unless the day begins one."""
    if ordinal > date.max.toordinal():
        return 10_000 * 12 + 1 if period is Period.MONTH else 10_000
    day = date.fromordinal(ordinal)
    number = day.year * 12 + day.month if period is Period.MONTH else day.year
    begins = day.day == 1 and (period is Period.MONTH or day.month == 1)
    return number + 1 if up and not begins else number
