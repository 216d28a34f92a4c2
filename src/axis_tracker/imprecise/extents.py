"""What a date says about the first and the last day of something, and the rules of their order.

Every rule is exact: YES if it holds in all the worlds that the bounds allow, NO if in none. Imports only the errors,
`Truth` and the reader of the notation; go to `dates` for the notation itself.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Protocol, TypeAlias, final

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.date_notation import Days, is_day, read_notation
from axis_tracker.imprecise.truth import Truth

__all__ = ["Extended", "Extent", "TimeLike"]

# Days are compared as ordinals; these two stand for "always" and "never", so None needs no case of its own.
_ALWAYS: Final = 0
_NEVER: Final = date.max.toordinal() + 1


class Extended(Protocol):
    """Whatever has an extent in time, such as an `ImpreciseDate`."""

    @property
    def extent(self) -> Extent:
        """Its first and last day, as far as they are known."""
        ...


@final
class Extent:
    """When something began and when it ended: for each, the first and the last day on which that can have been.

    `begin` and `end` are pairs of days, both inclusive. None in one place of a pair means that nobody says how far;
    None in both means that there is no such day (it has always been so, or never ends). What nobody bounds may be any
    day; how far back it began and how late it ended may also be that it always was, or never does. Nothing ends before
    it begins: bounds that this excludes are drawn in.

    >>> june = (date(2024, 6, 1), date(2024, 6, 30))
    >>> Extent(begin=june, end=(None, None)).begin_latest
    datetime.date(2024, 6, 30)

    Extents are immutable and equal when their four bounds are. Raises `InvalidValueError` for bounds that allow no
    world.
    """

    __slots__ = ("ordinals",)

    ordinals: tuple[int, int, int, int]
    """The four bounds as `date.toordinal`, in the order of the pairs; 0 is before all days, `date.max` + 1 after."""

    def __new__(cls, begin: Days, end: Days) -> Extent:
        """The extent that two pairs of days allow."""
        first_begin, last_begin = _ordinals(begin, neither=_ALWAYS, path="begin")
        first_end, last_end = _ordinals(end, neither=_NEVER, path="end")
        if first_begin > last_end:
            raise InvalidValueError(
                "the last day it can have ended is before the first it can have begun", value=(begin, end)
            )
        self = object.__new__(cls)
        object.__setattr__(
            self, "ordinals", (first_begin, min(last_begin, last_end), max(first_end, first_begin), last_end)
        )
        return self

    @classmethod
    def of(cls, value: TimeLike) -> Extent:
        """An extent itself, that of an `ImpreciseDate`, or that of a day or an EDTF text.

        >>> Extent.of("2024-06") == Extent.of("2024-06-01/2024-06-30")
        False

        Raises `InvalidValueError` for other types and for a `datetime`, `DateNotationError` for a text outside the
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
        raise InvalidValueError("expected an ImpreciseDate, an Extent, a datetime.date or an EDTF text", value=value)

    @property
    def begin(self) -> Days:
        """The first and the last day on which it can have begun."""
        return _day(self.ordinals[0]), _day(self.ordinals[1])

    @property
    def end(self) -> Days:
        """The first and the last day on which it can have ended."""
        return _day(self.ordinals[2]), _day(self.ordinals[3])

    @property
    def begin_earliest(self) -> date | None:
        """The first day on which it can have begun."""
        return _day(self.ordinals[0])

    @property
    def begin_latest(self) -> date | None:
        """The last day on which it can have begun."""
        return _day(self.ordinals[1])

    @property
    def end_earliest(self) -> date | None:
        """The first day on which it can have ended."""
        return _day(self.ordinals[2])

    @property
    def end_latest(self) -> date | None:
        """The last day on which it can have ended."""
        return _day(self.ordinals[3])

    @property
    def window(self) -> Extent:
        """All the days from the first to the last that it can have covered; an end that nobody bounds stays so.

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
        """Whether it ended before the first day of the other.

        >>> Extent.of("2023").precedes("2024"), Extent.of("2023").precedes("2023-06")
        (<Truth.YES>, <Truth.POSSIBLY>)
        """
        ours, theirs = self.ordinals, Extent.of(other).ordinals
        return Truth.of(certain=ours[3] < theirs[0], possible=ours[2] < theirs[1])

    def follows(self, other: TimeLike) -> Truth:
        """Whether it began after the last day of the other.

        >>> Extent.of("2024/..").follows("2022/2023")
        <Truth.YES>
        """
        return Extent.of(other).precedes(self)

    def overlaps(self, other: TimeLike) -> Truth:
        """Whether there is a day that both cover.

        >>> Extent.of("2022/2024").overlaps("2023-06"), Extent.of("2024-06").overlaps("2024-06")
        (<Truth.YES>, <Truth.POSSIBLY>)
        """
        ours, theirs = self.ordinals, Extent.of(other).ordinals
        return Truth.of(
            certain=ours[1] <= theirs[2] and theirs[1] <= ours[2],
            possible=ours[0] <= theirs[3] and theirs[0] <= ours[3],
        )

    def same_day(self, other: TimeLike) -> Truth:
        """Whether both began and ended on one and the same day.

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
        """Whether all of it lies in a calendar window, which runs from its first day to its last.

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
        """Whether at least a day of it lies in a calendar window, which runs from its first day to its last.

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


TimeLike: TypeAlias = Extent | Extended | date | str
"""What a relation takes: an extent, what has one (an `ImpreciseDate`), a calendar day, or an EDTF text."""


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if _ALWAYS < ordinal < _NEVER else None


def _ordinals(days: Days, *, neither: int, path: str) -> tuple[int, int]:
    for day in days:
        if day is not None and not is_day(day):
            raise InvalidValueError("expected a datetime.date without a time of day, or None", value=day, path=path)
    first, last = days
    if first is None and last is None:
        return neither, neither
    low = _ALWAYS if first is None else first.toordinal()
    high = _NEVER if last is None else last.toordinal()
    if low > high:
        raise InvalidValueError("the last day is before the first", value=days, path=path)
    return low, high


def _extent(*days: int) -> Extent:
    self = object.__new__(Extent)
    object.__setattr__(self, "ordinals", days)
    return self
