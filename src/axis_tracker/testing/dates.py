"""Strategies for imprecise dates, and for the bounds of an extent in time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final, Literal, NamedTuple, TypeAlias

from hypothesis import strategies as st

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.date_notation import Days
from axis_tracker.imprecise.dates import Extent, ImpreciseDate, Precision
from axis_tracker.testing.arguments import members, sampled

__all__ = ["Qualifier", "extents", "imprecise_dates"]

Qualifier: TypeAlias = Literal["", "?", "~", "%"]

_QUALIFIERS: Final[tuple[Qualifier, ...]] = ("", "?", "~", "%")
_RECENT: Final = (2000, 2030)


class _Years(NamedTuple):
    """The years that a date may cover.

    Attributes:
        first: The first year.
        last: The last year.
    """

    first: int
    last: int


def imprecise_dates(
    *,
    min_year: int = 1,
    max_year: int = 9999,
    precisions: Iterable[Precision] | None = None,
    qualifiers: Iterable[Qualifier] = _QUALIFIERS,
) -> st.SearchStrategy[ImpreciseDate]:
    """Draw dates and intervals in every form of the EDTF profile.

    >>> from hypothesis import find
    >>> find(imprecise_dates(), lambda one: True)
    ImpreciseDate('2000')
    >>> find(imprecise_dates(max_year=1990, precisions=[Precision.INTERVAL]), lambda one: one.latest is None)
    ImpreciseDate('0001/..')

    All days that a date covers lie between `min_year` and `max_year`, except beyond an open or unknown end. Half of the
    years are from 2000 to 2030, so that the dates vary in order and include leap years.

    `precisions` are the values of `ImpreciseDate.precision` to draw, by default all precisions that fit between the two
    years. INTERVAL draws intervals between years, months, days, seasons, quarters and halves, with known, open and
    unknown ends. YEAR and MONTH also draw unspecified digits ("2024-XX"). `qualifiers` are the qualifiers that a date
    or an end of an interval may have.

    Dates outside the profile are excluded: the year 0000 (and therefore 000X and 00XX), years with more than four
    digits, the winter of 9999 (because it ends in the year 10000), intervals that run backwards, and intervals with
    neither end specified.

    Raises `InvalidValueError` if a year is not from 1 to 9999, if `min_year` is after `max_year`, and if a precision
    does not fit between the two years.
    """
    if not 1 <= min_year <= max_year <= 9999:
        raise InvalidValueError(
            "years must be from 1 to 9999, and min_year must not be after max_year",
            value=(min_year, max_year),
            path="min_year",
        )
    years = _Years(min_year, max_year)
    possible = tuple(one for one in Precision if _fits(one, years))
    chosen = possible if precisions is None else members(precisions, possible, "precisions")
    # Simple forms come first, because Hypothesis shrinks examples towards the first one.
    ordered = tuple(sorted(chosen, key=_SIMPLEST_FIRST.index))
    return _imprecise_dates(years, ordered, members(qualifiers, _QUALIFIERS, "qualifiers"))


def extents(*, min_value: date = date.min, max_value: date = date.max) -> st.SearchStrategy[Extent]:
    """Draw extents in time, which are bounds for the first day and for the last day. Any bound may be missing.

    >>> from hypothesis import find
    >>> find(extents(min_value=date(2024, 2, 27)), lambda one: one.end_latest is not None)
    Extent(begin=(None, None), end=(None, datetime.date(2024, 2, 27)))

    The days lie between `min_value` and `max_value`, inclusive. Contradictory bounds (an end before every possible
    beginning) are excluded, because `Extent` rejects them.

    Raises `InvalidValueError` if `max_value` is before `min_value`.
    """
    if min_value > max_value:
        raise InvalidValueError("max_value is before min_value", value=(min_value, max_value), path="max_value")
    return _extents(st.dates(min_value, max_value))


@st.composite
def _imprecise_dates(
    draw: st.DrawFn, years: _Years, precisions: tuple[Precision, ...], qualifiers: tuple[Qualifier, ...]
) -> ImpreciseDate:
    precision = draw(sampled(precisions))
    if precision is Precision.INTERVAL:
        return ImpreciseDate(_interval(draw, years, qualifiers))
    notation = _WRITERS[precision](draw, years)
    return ImpreciseDate(notation + draw(sampled(_UNSPECIFIED.get(precision, ("", "")))) + draw(sampled(qualifiers)))


def _interval(draw: st.DrawFn, years: _Years, qualifiers: tuple[Qualifier, ...]) -> str:
    ends = []
    for _ in range(2):
        notation = _WRITERS[draw(sampled(_OF_ENDS))](draw, years)
        ends.append((ImpreciseDate(notation).sort_key, notation + draw(sampled(qualifiers))))
    ends.sort()  # intervals that run backwards are rejected
    start, end = (notation for _, notation in ends)
    return str(draw(sampled((f"{start}/{end}", f"{start}/..", f"{start}/", f"../{end}", f"/{end}"))))


def _some_year(draw: st.DrawFn, years: _Years) -> int:
    recent = _Years(max(years.first, _RECENT[0]), min(years.last, _RECENT[1]))
    bounds = recent if recent.first <= recent.last and draw(sampled((True, False))) else years
    return draw(st.integers(*bounds))


def _day(draw: st.DrawFn, years: _Years) -> str:
    year, month = _some_year(draw, years), draw(st.integers(1, 12))
    return f"{year:04}-{month:02}-{draw(st.integers(1, monthrange(year, month)[1])):02}"


def _season(draw: st.DrawFn, years: _Years) -> str:
    # The winter of a year ends in the next one.
    year = _some_year(draw, years)
    return f"{year:04}-{draw(sampled((21, 22, 23, 24) if year < years.last else (21, 22, 23)))}"


def _period(draw: st.DrawFn, length: int, years: _Years) -> int:
    """Draw a decade or century between the years. For speed, the period is derived from a year."""
    first, last = _span(length, years)
    return min(max(_some_year(draw, years) // length, first), last)


def _span(length: int, years: _Years) -> tuple[int, int]:
    """Return the first and the last decade or century between the years. A period with the year 0000 is excluded."""
    return max(1, -(-years.first // length)), (years.last + 1) // length - 1


def _fits(precision: Precision, years: _Years) -> bool:
    length = {Precision.DECADE: 10, Precision.CENTURY: 100}.get(precision)
    return length is None or _span(length, years)[0] <= _span(length, years)[1]


_WRITERS: Final[dict[Precision, Callable[[st.DrawFn, _Years], str]]] = {
    Precision.YEAR: lambda draw, years: f"{_some_year(draw, years):04}",
    Precision.MONTH: lambda draw, years: f"{_some_year(draw, years):04}-{draw(st.integers(1, 12)):02}",
    Precision.DAY: _day,
    Precision.SEASON: _season,
    Precision.QUARTER: lambda draw, years: f"{_some_year(draw, years):04}-{draw(sampled((33, 34, 35, 36)))}",
    Precision.HALF: lambda draw, years: f"{_some_year(draw, years):04}-{draw(sampled((40, 41)))}",
    Precision.DECADE: lambda draw, years: f"{_period(draw, 10, years):03}X",
    Precision.CENTURY: lambda draw, years: f"{_period(draw, 100, years):02}XX",
}
_OF_ENDS: Final = tuple(one for one in _WRITERS if one not in (Precision.DECADE, Precision.CENTURY))
_SIMPLEST_FIRST: Final = (*_WRITERS, Precision.INTERVAL)
_UNSPECIFIED: Final = {Precision.YEAR: ("", "", "-XX", "-XX-XX"), Precision.MONTH: ("", "", "-XX")}


@st.composite
def _extents(draw: st.DrawFn, days: st.SearchStrategy[date]) -> Extent:
    (begun, begun_by), (ended, ended_by) = _pair(draw, days), _pair(draw, days)
    if begun is not None and ended_by is not None and begun > ended_by:
        begun, ended_by = ended_by, begun
    return Extent((begun, begun_by), (ended, ended_by))


def _pair(draw: st.DrawFn, days: st.SearchStrategy[date]) -> Days:
    first, last = draw(sampled(((False, False), (False, True), (True, False), (True, True), (True, True))))
    bounds = sorted(draw(days) for _ in range(first + last))
    return (bounds[0] if first else None, bounds[-1] if last else None)
