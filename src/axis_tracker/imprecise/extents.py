"""The possible first and last days of a period, and the relations between two periods.

The answer of every relation is exact. The answer is YES if the relation holds for all days that the bounds allow, NO if
the relation holds for none of those days, and POSSIBLY otherwise.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Protocol, TypeAlias, final

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.date_notation import Days, is_day, read_notation
from axis_tracker.imprecise.truth import Truth

__all__ = ["Extent", "HasExtent", "TimeLike"]

# Bounds are compared as day numbers. These two numbers replace None, so that it needs no special case.
_ALWAYS: Final = 0
_NEVER: Final = date.max.toordinal() + 1


class HasExtent(Protocol):
    """An object with an extent in time, such as an `ImpreciseDate`."""

    @property
    def extent(self) -> Extent:
        """The possible first and last days of the object."""
        ...


@final
class Extent:
    """The days on which a period could have begun and could have ended.

    The attribute `begin` is a pair: the first and the last day on which the period could have begun. The attribute
    `end` is the pair of the first and the last day on which the period could have ended. If one day of a pair is None,
    that bound is unknown: the beginning or end may be arbitrarily early or late, or may not exist at all. If both days
    of `begin` are None, the period has always lasted. If both days of `end` are None, the period never ends. A period
    cannot end before it begins, so the days in one pair can tighten the bounds in the other pair.

    >>> june = (date(2024, 6, 1), date(2024, 6, 30))
    >>> Extent(begin=june, end=(None, None)).begin_latest
    datetime.date(2024, 6, 30)

    Extents are immutable. Two extents are equal if all four bounds are equal.

    Raises `InvalidValueError` if a bound is not a date, or if no period satisfies all bounds.
    """

    __slots__ = ("ordinals",)

    ordinals: tuple[int, int, int, int]
    """The four bounds as `date.toordinal` numbers: the two days of `begin`, then the two days of `end`.

    The number 0 is earlier than every day, and `date.max.toordinal() + 1` is later than every day.
    """

    def __new__(cls, begin: Days, end: Days) -> Extent:
        """Create an extent from two pairs of days."""
        first_begin, last_begin = _ordinals(begin, neither=_ALWAYS, path="begin")
        first_end, last_end = _ordinals(end, neither=_NEVER, path="end")
        if first_begin > last_end:
            raise InvalidValueError(
                "the last day on which the period could have ended is before the first day on which the period"
                " could have begun",
                value=(begin, end),
            )
        self = object.__new__(cls)
        object.__setattr__(
            self, "ordinals", (first_begin, min(last_begin, last_end), max(first_end, first_begin), last_end)
        )
        return self

    @classmethod
    def of(cls, value: TimeLike) -> Extent:
        """Return the extent of an `ImpreciseDate`, a day or an EDTF string. An `Extent` is returned unchanged.

        >>> Extent.of("2024-06") == Extent.of("2024-06-01/2024-06-30")
        False

        Raises `InvalidValueError` for a `datetime` or another type, and `DateNotationError` for a string outside the
        profile.
        """
        if isinstance(value, Extent):
            return value
        if isinstance(value, str):
            _, begin, end = read_notation(value)
            return cls(begin, end)
        if is_day(value):
            return cls((value, value), (value, value))
        extent = getattr(value, "extent", None)
        if isinstance(extent, Extent):
            return extent
        raise InvalidValueError("expected an ImpreciseDate, an Extent, a datetime.date or an EDTF string", value=value)

    @property
    def begin(self) -> Days:
        """The first and the last day on which the period could have begun."""
        return _day(self.ordinals[0]), _day(self.ordinals[1])

    @property
    def end(self) -> Days:
        """The first and the last day on which the period could have ended."""
        return _day(self.ordinals[2]), _day(self.ordinals[3])

    @property
    def begin_earliest(self) -> date | None:
        """The first day on which the period could have begun."""
        return _day(self.ordinals[0])

    @property
    def begin_latest(self) -> date | None:
        """The last day on which the period could have begun."""
        return _day(self.ordinals[1])

    @property
    def end_earliest(self) -> date | None:
        """The first day on which the period could have ended."""
        return _day(self.ordinals[2])

    @property
    def end_latest(self) -> date | None:
        """The last day on which the period could have ended."""
        return _day(self.ordinals[3])

    @property
    def window(self) -> Extent:
        """The calendar window from the first to the last day that the period could have covered.

        If the beginning or the end of the period is unknown, that side of the window is unknown too.

        >>> Extent.of("2024").window == Extent.of("2024-01-01/2024-12-31")
        True
        """
        first_begin, last_begin, first_end, last_end = self.ordinals
        unknown_begin = first_begin == _ALWAYS != last_begin
        unknown_end = last_end == _NEVER != first_end
        return _extent(
            first_begin,
            last_begin if unknown_begin else first_begin,
            first_end if unknown_end else last_end,
            last_end,
        )

    def precedes(self, other: TimeLike) -> Truth:
        """Return whether the period ended before `other` began.

        >>> Extent.of("2023").precedes("2024"), Extent.of("2023").precedes("2023-06")
        (<Truth.YES>, <Truth.POSSIBLY>)
        """
        ours, theirs = self.ordinals, Extent.of(other).ordinals
        return Truth.of(certain=ours[3] < theirs[0], possible=ours[2] < theirs[1])

    def follows(self, other: TimeLike) -> Truth:
        """Return whether the period began after `other` ended.

        >>> Extent.of("2024/..").follows("2022/2023")
        <Truth.YES>
        """
        return Extent.of(other).precedes(self)

    def overlaps(self, other: TimeLike) -> Truth:
        """Return whether the period and `other` share a day.

        >>> Extent.of("2022/2024").overlaps("2023-06"), Extent.of("2024-06").overlaps("2024-06")
        (<Truth.YES>, <Truth.POSSIBLY>)
        """
        ours, theirs = self.ordinals, Extent.of(other).ordinals
        return Truth.of(
            certain=ours[1] <= theirs[2] and theirs[1] <= ours[2],
            possible=ours[0] <= theirs[3] and theirs[0] <= ours[3],
        )

    def same_day(self, other: TimeLike) -> Truth:
        """Return whether the period and `other` are the same single day.

        >>> Extent.of("2024-06").same_day("2024-06-14"), Extent.of("2024-06-14").same_day(date(2024, 6, 14))
        (<Truth.POSSIBLY>, <Truth.YES>)
        """
        ours, theirs = self.ordinals, Extent.of(other).ordinals
        first, last = max(ours[2], theirs[2]), min(ours[1], theirs[1])
        return Truth.of(
            certain=ours[0] == ours[3] == theirs[0] == theirs[3],
            possible=first <= last and first != _NEVER and last != _ALWAYS,
        )

    def within(self, window: TimeLike) -> Truth:
        """Return whether all days of the period lie in a calendar window.

        >>> Extent.of("2024-06").within("2024"), Extent.of("2023-06/2024-06").within("2024")
        (<Truth.YES>, <Truth.NO>)
        >>> Extent.of("2024-06").within("2024/.."), Extent.of("2024-06").within("2024/")
        (<Truth.YES>, <Truth.POSSIBLY>)
        """
        ours, theirs = self.ordinals, Extent.of(window).window.ordinals
        return Truth.of(
            certain=theirs[1] <= ours[0] and ours[3] <= theirs[2],
            possible=theirs[0] <= ours[1] and ours[2] <= theirs[3],
        )

    def during(self, window: TimeLike) -> Truth:
        """Return whether at least one day of the period lies in a calendar window.

        >>> Extent.of("2023-06/2024-06").during("2024"), Extent.of("2023-06/2024-06").during("2024-06-10")
        (<Truth.YES>, <Truth.POSSIBLY>)
        """
        return self.overlaps(Extent.of(window).window)

    def __eq__(self, other: object) -> bool:
        return self.ordinals == other.ordinals if isinstance(other, Extent) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.ordinals)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"an Extent cannot be changed (tried to set {name!r})")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"an Extent cannot be changed (tried to delete {name!r})")

    def __copy__(self) -> Extent:
        return self

    def __deepcopy__(self, memo: object) -> Extent:
        return self

    def __reduce__(self) -> tuple[type[Extent], tuple[Days, Days]]:
        return (Extent, (self.begin, self.end))

    def __repr__(self) -> str:
        return f"Extent(begin={self.begin!r}, end={self.end!r})"


TimeLike: TypeAlias = Extent | HasExtent | date | str
"""An operand of a relation: an extent, an object that has an extent, a day, or an EDTF string."""


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if _ALWAYS < ordinal < _NEVER else None


def _ordinals(days: Days, *, neither: int, path: str) -> tuple[int, int]:
    """Return the day numbers of a pair of days. If both days are None, both numbers are `neither`."""
    for day in days:
        if day is not None and not is_day(day):
            raise InvalidValueError("expected a datetime.date without a time of day, or None", value=day, path=path)
    first, last = days
    if first is None and last is None:
        return neither, neither
    low = _ALWAYS if first is None else first.toordinal()
    high = _NEVER if last is None else last.toordinal()
    if low > high:
        raise InvalidValueError("the last day of a pair must not be before the first day", value=days, path=path)
    return low, high


def _extent(*days: int) -> Extent:
    """Create an extent from day numbers that are known to be consistent."""
    self = object.__new__(Extent)
    object.__setattr__(self, "ordinals", days)
    return self
