"""`ImpreciseDate`: a date or interval that is known only roughly, written in a profile of EDTF.

`date_notation` reads the notation, `extents` defines the relations between dates, `date_profile` lists the features of
the profile, and `date_words` reads English.
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
    """The state of one end of a date. The state explains why `earliest` or `latest` is None.

    >>> ImpreciseDate("2022/..").ends, ImpreciseDate("2022/").ends
    (<Boundary.OPEN: 'open'>, <Boundary.UNKNOWN: 'unknown'>)
    """

    KNOWN = "known"
    """The date states this end."""
    OPEN = "open"
    """The interval has no such end (`..`), because the period has always lasted or continues indefinitely."""
    UNKNOWN = "unknown"
    """The notation leaves this end blank, because the end is not known."""


@final
class ImpreciseDate:
    """A date or interval in this package's profile of EDTF (Library of Congress, 2019-02-04; ISO 8601-2:2019).

    Dates are in the Gregorian calendar, in the years 0001 to 9999. `date_profile.PROFILE` lists the features of
    the profile. Two dates are equal if their notations are the same. A qualifier is only a flag and does not change the
    bounds of a date. To widen the bounds, call `widen`.

    >>> about = ImpreciseDate("2023-09~")
    >>> str(about), about.is_approximate, about.latest
    ('2023-09~', True, datetime.date(2023, 9, 30))
    >>> about.precedes("2023-12-01"), about.within("2023-09-10/2023-10")
    (<Truth.YES>, <Truth.POSSIBLY>)

    A string outside the profile raises `DateNotationError`. The error names the unsupported feature and its position:

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
        """Parse an EDTF string, as `parse` does."""
        precision, begin, end = read_notation(notation)
        self: Any = _Mutable()
        self._text = notation if notation.__class__ is str else str.__str__(notation)  # converts a subclass of str
        self._precision = precision
        self._begin = begin
        self._end = end
        self._extent = None
        self.__class__ = ImpreciseDate
        sealed: ImpreciseDate = self
        return sealed

    @classmethod
    def parse(cls, text: str) -> ImpreciseDate:
        """Parse an EDTF string. Calling `str` on the date returns the same string.

        >>> ImpreciseDate.parse("2024-21").earliest
        datetime.date(2024, 3, 1)

        Raises `DateNotationError` for a string outside the profile. The error gives the position, the reason and, if
        possible, a valid string to write instead.
        """
        return cls(text)

    @classmethod
    def from_date(cls, day: date) -> ImpreciseDate:
        """Create a date from a calendar day.

        >>> ImpreciseDate.from_date(date(2024, 6, 1))
        ImpreciseDate('2024-06-01')

        Raises `InvalidValueError` for a `datetime`, because its time of day would be lost.
        """
        if not is_day(day):
            raise InvalidValueError("expected a datetime.date without a time of day", value=day)
        return cls(day.isoformat())

    @classmethod
    def of(cls, value: ImpreciseDate | date | str) -> ImpreciseDate:
        """Create an imprecise date from a `date` or an EDTF string. An `ImpreciseDate` is returned unchanged.

        Equal results may share one object, which saves memory in large datasets.

        >>> ImpreciseDate.of("2024") == ImpreciseDate.of(ImpreciseDate("2024"))
        True

        Raises `InvalidValueError` for a `datetime` or another type, and `DateNotationError` for a string outside the
        profile.
        """
        if isinstance(value, str):
            return _shared(value)
        if isinstance(value, ImpreciseDate):
            return value
        if isinstance(value, date):
            return _shared(value.isoformat()) if is_day(value) else cls.from_date(value)
        raise InvalidValueError("expected an ImpreciseDate, a datetime.date or an EDTF string", value=value)

    @classmethod
    def from_words(cls, words: str, *, relative_to: ImpreciseDate | date | str) -> ImpreciseDate:
        """Read an English time expression. The date of the text that contains the expression is `relative_to`.

        `date_word_table.DATE_EXPRESSIONS` lists the expressions and their meanings.

        >>> ImpreciseDate.from_words("back in June", relative_to="2024-11-29")
        ImpreciseDate('2024-06')

        Raises `DateWordsError` for an expression that the table does not cover.
        """
        from axis_tracker.imprecise.date_words import read_date_words

        return read_date_words(words, relative_to)

    def to_date(self) -> date:
        """Return this date as a `datetime.date`. The date must be a single day without a qualifier.

        >>> ImpreciseDate("2024-06-01").to_date()
        datetime.date(2024, 6, 1)

        Raises `InvalidValueError` for any other date.
        """
        day = self._begin[0]
        if self._precision is not _DAY or day is None:
            given = "an interval" if self._precision is _INTERVAL else f"a {self._precision.value}"
            raise InvalidValueError(
                f"expected a day, not {given}", value=self._text, suggestion="use .earliest or .latest"
            )
        if self.is_approximate or self.is_uncertain:
            reason = "a datetime.date cannot hold a qualifier"
            raise InvalidValueError(reason, value=self._text, suggestion="use .earliest to ignore the qualifier")
        return day

    @property
    def earliest(self) -> date | None:
        """The first day that the date covers, or None if the start is open or unknown (see `begins`)."""
        return self._begin[0]

    @property
    def latest(self) -> date | None:
        """The last day that the date covers, or None if the end is open or unknown (see `ends`)."""
        return self._end[1]

    @property
    def begins(self) -> Boundary:
        """Whether the start of the date is known, open or unknown."""
        if self._begin[0] is not None:
            return Boundary.KNOWN
        return Boundary.OPEN if self._begin[1] is None else Boundary.UNKNOWN

    @property
    def ends(self) -> Boundary:
        """Whether the end of the date is known, open or unknown."""
        if self._end[1] is not None:
            return Boundary.KNOWN
        return Boundary.OPEN if self._end[0] is None else Boundary.UNKNOWN

    @property
    def precision(self) -> Precision:
        """The finest calendar unit that the date states."""
        return self._precision

    @property
    def is_approximate(self) -> bool:
        """Whether any part of the date has the qualifier `~` or `%`."""
        return "~" in self._text or "%" in self._text

    @property
    def is_uncertain(self) -> bool:
        """Whether any part of the date has the qualifier `?` or `%`."""
        return "?" in self._text or "%" in self._text

    @property
    def start(self) -> ImpreciseDate | None:
        """The first date of an interval, or None if the start is open or unknown. A single date is its own start.

        >>> ImpreciseDate("2022~/2024").start
        ImpreciseDate('2022~')
        """
        if self._precision is not _INTERVAL:
            return self
        return None if self._begin[0] is None else ImpreciseDate(self._text.partition("/")[0])

    @property
    def end(self) -> ImpreciseDate | None:
        """The second date of an interval, or None if the end is open or unknown. A single date is its own end.

        >>> ImpreciseDate("2022/..").end is None
        True
        """
        if self._precision is not _INTERVAL:
            return self
        return None if self._end[1] is None else ImpreciseDate(self._text.partition("/")[2])

    @property
    def extent(self) -> Extent:
        """The possible first and last days of something that may have had a duration, such as a deployment.

        An interval means that the thing began within the first date and ended within the second date. A single date
        means that the thing both began and ended within that date.

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
        """The possible days, from `earliest` to `latest`, of something without duration, such as a publication.

        >>> winter = ImpreciseDate("2024-01/2024-03")
        >>> winter.moment.within("2024-02"), winter.within("2024-02")
        (<Truth.POSSIBLY>, <Truth.NO>)

        For a moment, an interval means "on one day between", not "from ... to". The four bounds of an extent cannot
        express that the first day is also the last day, but this limit does not change the answer of any relation.
        """
        days = (self.earliest, self.latest)
        return Extent(days, days)

    def precedes(self, other: TimeLike) -> Truth:
        """Return whether this date ends before `other` begins (see `Extent.precedes`)."""
        return self.extent.precedes(other)

    def follows(self, other: TimeLike) -> Truth:
        """Return whether this date begins after `other` ends (see `Extent.follows`)."""
        return self.extent.follows(other)

    def overlaps(self, other: TimeLike) -> Truth:
        """Return whether this date and `other` share a day (see `Extent.overlaps`)."""
        return self.extent.overlaps(other)

    def same_day(self, other: TimeLike) -> Truth:
        """Return whether this date and `other` are the same single day (see `Extent.same_day`)."""
        return self.extent.same_day(other)

    def within(self, window: TimeLike) -> Truth:
        """Return whether this date lies entirely in a calendar window (see `Extent.within`)."""
        return self.extent.within(window)

    def during(self, window: TimeLike) -> Truth:
        """Return whether at least one day of this date lies in a calendar window (see `Extent.during`)."""
        return self.extent.during(window)

    def widen(
        self,
        *,
        approximate: relativedelta | timedelta | None = None,
        uncertain: relativedelta | timedelta | None = None,
    ) -> Extent:
        """Return the extent, but with wider bounds for each end that has a qualifier.

        The first possible day of a qualified end becomes earlier, and the last possible day becomes later. The width of
        the change is `approximate` for the qualifier `~`, `uncertain` for `?`, and the sum of both widths for `%`.

        >>> ImpreciseDate("2023-09~").widen(approximate=timedelta(days=15)).begin_earliest
        datetime.date(2023, 8, 17)
        >>> ImpreciseDate("2023-09").widen(approximate=timedelta(days=15)) == ImpreciseDate("2023-09").extent
        True

        Raises `InvalidValueError` if a width is negative, includes a fraction of a day, or sets an absolute field such
        as `year`. The same error is raised if a bound would lie outside the years 1 to 9999.
        """
        widths = [("~", "approximate", approximate), ("?", "uncertain", uncertain)]
        given = [(mark, name, width) for mark, name, width in widths if width is not None]
        for _, name, width in given:  # check the widths even if no end has the qualifier
            _widened((_SOME_DAY, _SOME_DAY), width, name)
        start, _, end = self._text.partition("/")
        moved = []
        # An unknown end has no bounds of its own. The other end bounds it, so the other end's qualifier applies.
        for text, days in ((start or end, self._begin), (end or start, self._end)):
            bounds = days
            for mark, name, width in given:
                if text.endswith((mark, "%")):
                    bounds = _widened(bounds, width, name)
            moved.append(bounds)
        return Extent(*moved)

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """A key for `sorted(key=...)` that orders dates by first day, then by last day, then by notation.

        This order does not show which event happened first. To find out which event happened first, use `precedes`.

        >>> sorted(["2024-06", "2024", "2023/.."], key=lambda text: ImpreciseDate(text).sort_key)
        ['2023/..', '2024', '2024-06']
        """
        return (self.earliest or date.min, self.latest or date.max, self._text)

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, ImpreciseDate) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._text)

    # Type checkers do not see these methods, so they also report `<`, and `sorted` without a key, as errors.
    if not TYPE_CHECKING:  # pragma: no branch

        def __lt__(self, other: object) -> NoReturn:
            raise TypeError(
                "imprecise dates do not support < and >; use .precedes() or .follows(), and sort by .sort_key"
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
# The extent is computed on first use. This setter stores it, because the object itself rejects assignments.
_set_extent = ImpreciseDate.__dict__["_extent"].__set__


# The same dates recur throughout a dataset. With this cache, parsing a string again takes only a lookup.
@lru_cache(maxsize=16_384)
def _shared(text: str) -> ImpreciseDate:
    return ImpreciseDate(text)


_SOME_DAY: Final = date(2000, 1, 1)


def _widened(days: Days, width: relativedelta | timedelta, name: str) -> Days:
    """Return a pair of days with the first day earlier and the last day later by a width.

    `name` is the name of the argument in error messages.
    """
    if not isinstance(width, timedelta):
        from dateutil.relativedelta import relativedelta

        if not isinstance(width, relativedelta):
            raise InvalidValueError("expected a timedelta or a relativedelta", value=width, path=name)
        if any(getattr(width, field) is not None for field in ("year", "month", "day", "weekday")):
            reason = "expected a width, not an absolute year, month, day or weekday"
            raise InvalidValueError(reason, value=width, path=name)
    elif width % timedelta(days=1):
        raise InvalidValueError("a width must not include a fraction of a day", value=width, path=name)
    first, last = days
    try:
        back, on = first and first - width, last and last + width
    except (OverflowError, ValueError):
        raise InvalidValueError(
            "with this width, a bound would lie outside the years 1 to 9999", value=width, path=name
        ) from None
    if isinstance(back, datetime) or isinstance(on, datetime):  # a relativedelta with hours gives a datetime
        raise InvalidValueError("a width must not include a fraction of a day", value=width, path=name)
    if (first and back and back > first) or (last and on and on < last):
        raise InvalidValueError("a width must not be negative", value=width, path=name)
    return back, on
