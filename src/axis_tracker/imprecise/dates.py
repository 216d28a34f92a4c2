"""`ImpreciseDate`: a date or interval that is known only so far, written in a profile of EDTF.

Imports only the errors and this room's `truth`, `date_notation` (how it is read) and `extents` (what it means, and the
rules of the relations). `date_profile` lists what is accepted and names what is refused; `date_words` reads English.
"""

from __future__ import annotations

import enum
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NoReturn, final

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.date_notation import Days, Precision, is_day, read_notation
from axis_tracker.imprecise.extents import Extent, TimeLike
from axis_tracker.imprecise.fast_init import mutable_class
from axis_tracker.imprecise.truth import Truth

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta

__all__ = ["Boundary", "Extent", "ImpreciseDate", "Precision", "TimeLike"]

_DAY: Final = Precision.DAY
_INTERVAL: Final = Precision.INTERVAL


class Boundary(enum.Enum):
    """Whether one end of a date is known. It explains why `earliest` or `latest` is None.

    >>> ImpreciseDate("2022/..").ends, ImpreciseDate("2022/").ends
    (<Boundary.OPEN: 'open'>, <Boundary.UNKNOWN: 'unknown'>)
    """

    KNOWN = "known"
    """The date gives this end."""
    OPEN = "open"
    """The interval has no such end (`..`): it has always lasted, or it continues."""
    UNKNOWN = "unknown"
    """The interval has such an end, but nobody states it (blank)."""


@final
class ImpreciseDate:
    """A date or interval in this package's profile of EDTF (Library of Congress, 2019-02-04; ISO 8601-2:2019).

    Gregorian calendar, years 0001 to 9999; `date_profile.PROFILE` lists the features. Two dates are equal when their
    notations are. A qualifier is a flag and moves no bounds; only `widen` does.

    >>> about = ImpreciseDate("2023-09~")
    >>> str(about), about.is_approximate, about.latest
    ('2023-09~', True, datetime.date(2023, 9, 30))
    >>> about.precedes("2023-12-01"), about.within("2023-09-10/2023-10")
    (<Truth.YES>, <Truth.POSSIBLY>)

    Anything else raises `DateNotationError`, which names the feature that the profile leaves out and where it stands:

    >>> ImpreciseDate("1950S2")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    axis_tracker.errors.DateNotationError: '1950S2' (at character 4): year with significant digits (EDTF Level 2...
    """

    __slots__ = ("_begin", "_end", "_extent", "_precision", "_text")

    _text: str
    _precision: Precision
    _begin: Days
    _end: Days
    _extent: Extent | None

    def __new__(cls, notation: str) -> ImpreciseDate:
        """The date that an EDTF text notates, as `parse`."""
        precision, begin, end = read_notation(notation)
        self: Any = _Mutable()
        self._text = notation if notation.__class__ is str else str.__str__(notation)
        self._precision = precision
        self._begin = begin
        self._end = end
        self._extent = None
        self.__class__ = ImpreciseDate
        sealed: ImpreciseDate = self
        return sealed

    @classmethod
    def parse(cls, text: str) -> ImpreciseDate:
        """The date that an EDTF text notates; `str` gives the same text back.

        >>> ImpreciseDate.parse("2024-21").earliest
        datetime.date(2024, 3, 1)

        Raises `DateNotationError` with the position, the reason and, where there is a near one, the valid text.
        """
        return cls(text)

    @classmethod
    def from_date(cls, day: date) -> ImpreciseDate:
        """A calendar day. A `datetime` is refused with `InvalidValueError`, for its time of day would be lost.

        >>> ImpreciseDate.from_date(date(2024, 6, 1))
        ImpreciseDate('2024-06-01')
        """
        if not is_day(day):
            raise InvalidValueError("expected a datetime.date without a time of day", value=day)
        return cls(day.isoformat())

    @classmethod
    def of(cls, value: ImpreciseDate | date | str) -> ImpreciseDate:
        """The date itself, or what a `date` or an EDTF text means; equal ones may share one object.

        >>> ImpreciseDate.of("2024") == ImpreciseDate.of(ImpreciseDate("2024"))
        True

        Raises `InvalidValueError` for other types and for a `datetime`, `DateNotationError` for a text outside the
        profile.
        """
        if isinstance(value, str):
            return _shared(value)
        if isinstance(value, ImpreciseDate):
            return value
        if isinstance(value, date):
            return _shared(value.isoformat()) if is_day(value) else cls.from_date(value)
        raise InvalidValueError("expected an ImpreciseDate, a datetime.date or an EDTF text", value=value)

    @classmethod
    def from_words(cls, words: str, *, relative_to: ImpreciseDate | date | str) -> ImpreciseDate:
        """What English words mean in a text of the date `relative_to`, by the table `date_words.CONVENTIONS`.

        >>> ImpreciseDate.from_words("back in June", relative_to="2024-11-29")
        ImpreciseDate('2024-06')

        Raises `DateWordsError` for what the table does not cover.
        """
        from axis_tracker.imprecise.date_words import read_date_words

        return read_date_words(words, relative_to)

    def to_date(self) -> date:
        """The day, where exactly one is given and none of it is qualified; `InvalidValueError` otherwise.

        >>> ImpreciseDate("2024-06-01").to_date()
        datetime.date(2024, 6, 1)
        """
        day = self._begin[0]
        if self._precision is not _DAY or day is None:
            given = "an interval" if self._precision is _INTERVAL else f"a {self._precision.value}"
            raise InvalidValueError(
                f"expected a day, not {given}", value=self._text, suggestion="ask .earliest or .latest"
            )
        if self.is_approximate or self.is_uncertain:
            reason = "a datetime.date cannot carry the qualifier"
            raise InvalidValueError(reason, value=self._text, suggestion="ask .earliest to leave it out")
        return day

    @property
    def earliest(self) -> date | None:
        """The first day that it covers; None where its start is open or unknown, which `begins` tells apart."""
        return self._begin[0]

    @property
    def latest(self) -> date | None:
        """The last day that it covers; None where its end is open or unknown, which `ends` tells apart."""
        return self._end[1]

    @property
    def begins(self) -> Boundary:
        """Whether its start is known, open or unknown."""
        if self._begin[0] is not None:
            return Boundary.KNOWN
        return Boundary.OPEN if self._begin[1] is None else Boundary.UNKNOWN

    @property
    def ends(self) -> Boundary:
        """Whether its end is known, open or unknown."""
        if self._end[1] is not None:
            return Boundary.KNOWN
        return Boundary.OPEN if self._end[0] is None else Boundary.UNKNOWN

    @property
    def precision(self) -> Precision:
        """The finest calendar unit that is given."""
        return self._precision

    @property
    def is_approximate(self) -> bool:
        """Whether `~` or `%` stands anywhere in it."""
        return "~" in self._text or "%" in self._text

    @property
    def is_uncertain(self) -> bool:
        """Whether `?` or `%` stands anywhere in it."""
        return "?" in self._text or "%" in self._text

    @property
    def start(self) -> ImpreciseDate | None:
        """The first of an interval's two dates, None where it is open or unknown; a single date is its own start.

        >>> ImpreciseDate("2022~/2024").start
        ImpreciseDate('2022~')
        """
        if self._precision is not _INTERVAL:
            return self
        return None if self._begin[0] is None else ImpreciseDate(self._text.partition("/")[0])

    @property
    def end(self) -> ImpreciseDate | None:
        """The second of an interval's two dates, None where it is open or unknown; a single date is its own end.

        >>> ImpreciseDate("2022/..").end is None
        True
        """
        if self._precision is not _INTERVAL:
            return self
        return None if self._end[1] is None else ImpreciseDate(self._text.partition("/")[2])

    @property
    def extent(self) -> Extent:
        """What it says of something that may have lasted.

        An interval begins on a day of its first date and ends on a day of its second; a single date begins and ends
        within itself.

        >>> ImpreciseDate("2024-06/..").extent
        Extent(begin=(datetime.date(2024, 6, 1), datetime.date(2024, 6, 30)), end=(None, None))
        """
        extent = self._extent
        if extent is None:
            extent = Extent(self._begin, self._end)
            _set_extent(self, extent)
        return extent

    @property
    def moment(self) -> Extent:
        """What it says of something without duration, such as a publication: one day from `earliest` to `latest`.

        >>> winter = ImpreciseDate("2024-01/2024-03")
        >>> winter.moment.within("2024-02"), winter.within("2024-02")
        (<Truth.POSSIBLY>, <Truth.NO>)

        Its first day is its last, which four bounds cannot say; but no relation comes out differently for that, so all
        that changes is how an interval is read: as "some day between", and not as "from ... to".
        """
        days = (self.earliest, self.latest)
        return Extent(days, days)

    def precedes(self, other: TimeLike) -> Truth:
        """Whether it ended before the first day of the other: `Extent.precedes` of its `extent`."""
        return self.extent.precedes(other)

    def follows(self, other: TimeLike) -> Truth:
        """Whether it began after the last day of the other: `Extent.follows` of its `extent`."""
        return self.extent.follows(other)

    def overlaps(self, other: TimeLike) -> Truth:
        """Whether there is a day that both cover: `Extent.overlaps` of its `extent`."""
        return self.extent.overlaps(other)

    def same_day(self, other: TimeLike) -> Truth:
        """Whether both took place on one and the same day: `Extent.same_day` of its `extent`."""
        return self.extent.same_day(other)

    def within(self, window: TimeLike) -> Truth:
        """Whether all of it lies in the calendar window: `Extent.within` of its `extent`."""
        return self.extent.within(window)

    def during(self, window: TimeLike) -> Truth:
        """Whether at least a day of it lies in the calendar window: `Extent.during` of its `extent`."""
        return self.extent.during(window)

    def widen(
        self,
        *,
        approximate: relativedelta | timedelta | None = None,
        uncertain: relativedelta | timedelta | None = None,
    ) -> Extent:
        """Its extent, each qualified end widened: by `approximate` for `~`, by `uncertain` for `?`, by both for `%`.

        The first day of the end moves back and its last day forward.

        >>> ImpreciseDate("2023-09~").widen(approximate=timedelta(days=15)).begin_earliest
        datetime.date(2023, 8, 17)
        >>> ImpreciseDate("2023-09").widen(approximate=timedelta(days=15)) == ImpreciseDate("2023-09").extent
        True

        Raises `InvalidValueError` for a width that is negative, not of whole days or fixes a field, and for bounds
        outside the years 1 to 9999.
        """
        widths = [("~", "approximate", approximate), ("?", "uncertain", uncertain)]
        given = [(mark, name, width) for mark, name, width in widths if width is not None]
        for _, name, width in given:
            _outwards((_SOME_DAY, _SOME_DAY), width, name)
        start, _, end = self._text.partition("/")
        moved = []
        # An unknown end is bounded by the other end alone, and moves with it.
        for text, days in ((start or end, self._begin), (end or start, self._end)):
            bounds = days
            for mark, name, width in given:
                if text.endswith((mark, "%")):
                    bounds = _outwards(bounds, width, name)
            moved.append(bounds)
        return Extent(*moved)

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """For `sorted(key=...)`: a total order by first day, last day and notation.

        It orders notations; what happened first is for `precedes` to say.

        >>> sorted(["2024-06", "2024", "2023/.."], key=lambda text: ImpreciseDate(text).sort_key)
        ['2023/..', '2024', '2024-06']
        """
        return (self.earliest or date.min, self.latest or date.max, self._text)

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, ImpreciseDate) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._text)

    # Hidden from type checkers, so that they too refuse `<` and `sorted` without a key.
    if not TYPE_CHECKING:  # pragma: no branch

        def __lt__(self, other: object) -> NoReturn:
            raise TypeError(
                "imprecise dates have no < or >: ask .precedes() or .follows(), and sort with key=.sort_key"
            )

        __le__ = __gt__ = __ge__ = __lt__

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"an ImpreciseDate cannot be changed (tried to set {name!r})")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"an ImpreciseDate cannot be changed (tried to delete {name!r})")

    def __copy__(self) -> ImpreciseDate:
        return self

    def __deepcopy__(self, memo: object) -> ImpreciseDate:
        return self

    def __reduce__(self) -> tuple[type[ImpreciseDate], tuple[str]]:
        return (ImpreciseDate, (self._text,))

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"ImpreciseDate({self._text!r})"


_Mutable = mutable_class(ImpreciseDate)
_set_extent = ImpreciseDate.__dict__["_extent"].__set__


@lru_cache(maxsize=16_384)
def _shared(text: str) -> ImpreciseDate:
    return ImpreciseDate(text)


_SOME_DAY: Final = date(2000, 1, 1)


def _outwards(days: Days, width: relativedelta | timedelta, name: str) -> Days:
    if not isinstance(width, timedelta):
        from dateutil.relativedelta import relativedelta

        if not isinstance(width, relativedelta):
            raise InvalidValueError("expected a timedelta or a relativedelta", value=width, path=name)
        if any(getattr(width, field) is not None for field in ("year", "month", "day", "weekday")):
            raise InvalidValueError("expected a width, not a fixed year, month, day or weekday", value=width, path=name)
    elif width % timedelta(days=1):
        raise InvalidValueError("expected whole days", value=width, path=name)
    first, last = days
    try:
        back, on = first and first - width, last and last + width
    except (OverflowError, ValueError):
        raise InvalidValueError("the bounds leave the years 1 to 9999", value=width, path=name) from None
    if isinstance(back, datetime) or isinstance(on, datetime):
        raise InvalidValueError("expected whole days", value=width, path=name)
    if (first and back and back > first) or (last and on and on < last):
        raise InvalidValueError("expected a width that is not negative", value=width, path=name)
    return back, on
