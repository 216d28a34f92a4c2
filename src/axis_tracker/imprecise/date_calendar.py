"""Calendar arithmetic in the notation of `ImpreciseDate`: calendar units, parts of units and neighbouring units.

Weeks run from Monday to Sunday (ISO 8601-1). EDTF has no notation for a week, so a week is written as an interval
from Monday to Sunday. The seasons are those of `ImpreciseDate`, so winter begins in December.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from axis_tracker.imprecise.dates import ImpreciseDate, Precision

__all__ = [
    "FRACTIONS",
    "PARTS",
    "SEASONS",
    "add_qualifiers",
    "adjacent_unit",
    "fill_template",
    "shift",
    "smallest_common_unit",
    "unit_bounds",
    "unit_notation",
]

SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

# Templates for the parts of a month, season, year and decade. An edge inside the date is approximate, because words
# such as "early" state no exact edge.
_PARTS_BY_NAME: Final = {
    "early": ("{text}-01/{text}-10~", "{first_month}~", "{text}-33~", "{decade}0/{decade}3~"),
    "mid": ("{text}-11~/{text}-20~", "{second_month}~", "{text}-22~", "{decade}4~/{decade}6~"),
    "late": ("{text}-21~/{last_day}", "{last_month}~", "{text}-36~", "{decade}7~/{decade}9"),
    "beginning": ("{text}-01/{text}-07~", "{first_month}~", "{text}-01~", "{decade}0~"),
    "end": ("{last_week}~/{last_day}", "{last_month}~", "{text}-12~", "{decade}9~"),
}
PARTS: Final = {
    precision: {name: row[column] for name, row in _PARTS_BY_NAME.items()}
    for column, precision in enumerate((Precision.MONTH, Precision.SEASON, Precision.YEAR, Precision.DECADE))
}
FRACTIONS: Final[dict[tuple[Precision, str], tuple[str, ...]]] = {
    (Precision.YEAR, "half"): ("{text}-40", "{text}-41"),
    (Precision.YEAR, "quarter"): ("{text}-33", "{text}-34", "{text}-35", "{text}-36"),
    (Precision.MONTH, "half"): ("{text}-01/{text}-15", "{text}-16/{last_day}"),
    (Precision.MONTH, "week"): (
        "{text}-01/{text}-07",
        "{text}-08/{text}-14",
        "{text}-15/{text}-21",
        "{text}-22/{text}-28",
        "{last_week}/{last_day}",
    ),
}

_MONTHS_OF: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}
_DAYS_OF: Final = {"day": 1, "week": 7}


def shift(day: date, count: int, unit: str) -> date:
    """Return the day that is `count` units later than `day`. If `count` is negative, the result is earlier.

    If the resulting month has no such day, the result is the last day of that month.

    >>> shift(date(2024, 5, 31), -3, "month")
    datetime.date(2024, 2, 29)
    """
    if unit in _DAYS_OF:
        return day + timedelta(days=count * _DAYS_OF[unit])
    return day + relativedelta(months=count * _MONTHS_OF[unit])


def unit_notation(day: date, unit: str) -> str:
    """Return the notation of the calendar unit that contains a day.

    >>> [unit_notation(date(2024, 11, 29), unit) for unit in ("day", "week", "month", "quarter", "half", "decade")]
    ['2024-11-29', '2024-11-25/2024-12-01', '2024-11', '2024-36', '2024-41', '202X']
    """
    year = f"{day.year:04}"
    match unit:
        case "day":
            return day.isoformat()
        case "week":
            monday = day - timedelta(days=day.weekday())
            return f"{monday}/{monday + timedelta(days=6)}"
        case "month":
            return f"{year}-{day.month:02}"
        case "quarter":
            return f"{year}-{33 + (day.month - 1) // 3}"
        case "half":
            return f"{year}-{40 + (day.month - 1) // 6}"
        case "decade":
            return f"{year[:3]}X"
        case _:
            return year


def adjacent_unit(whole: ImpreciseDate, step: int) -> str:
    """Return the notation of the unit before a date (if `step` is -1) or after the date (if `step` is 1).

    If the date is a month, quarter, half-year or year, the unit is of the same kind. Otherwise, the unit
    is a day.

    >>> adjacent_unit(ImpreciseDate("2024-01~"), -1), adjacent_unit(ImpreciseDate("2024-21"), 1)
    ('2023-12~', '2024-06-01')
    """
    edge = whole.earliest if step < 0 else whole.latest
    assert edge is not None
    unit = whole.precision.value
    near = unit_notation(shift(edge, step, "day"), unit if unit in ("month", "quarter", "half", "year") else "day")
    return add_qualifiers(near, approximate=whole.is_approximate, uncertain=whole.is_uncertain)


def fill_template(form: str, whole: ImpreciseDate) -> str:
    """Fill in a template of `PARTS` or `FRACTIONS` for a date.

    >>> fill_template(PARTS[Precision.MONTH]["late"], ImpreciseDate("2024-02"))
    '2024-02-21~/2024-02-29'
    """
    first, last = whole.earliest, whole.latest
    assert first is not None
    assert last is not None
    return form.format(
        text=whole,
        decade=str(whole)[:3],
        first_month=unit_notation(first, "month"),
        second_month=unit_notation(shift(first, 1, "month"), "month"),
        last_month=unit_notation(last, "month"),
        last_week=shift(last, -6, "day"),
        last_day=last,
    )


def unit_bounds(day: date, unit: str) -> tuple[date, date]:
    """Return the first and the last day of the calendar unit that contains a day."""
    whole = ImpreciseDate(unit_notation(day, unit))
    assert whole.earliest is not None
    assert whole.latest is not None
    return whole.earliest, whole.latest


def smallest_common_unit(first: date, last: date) -> str | None:
    """Return the notation of the smallest unit that contains both days, or None if the years differ.

    The units are day, month, quarter, half-year and year.

    >>> smallest_common_unit(date(2024, 10, 31), date(2024, 11, 29))
    '2024-36'
    """
    for unit in ("day", "month", "quarter", "half", "year"):
        if unit_notation(first, unit) == unit_notation(last, unit):
            return unit_notation(first, unit)
    return None


def add_qualifiers(text: str, *, approximate: bool = False, uncertain: bool = False) -> str:
    """Return a notation with qualifiers added to every date in the notation.

    >>> add_qualifiers("2024-06~/..", uncertain=True)
    '2024-06%/..'
    """
    ends = []
    for end in text.split("/"):
        bare = end.rstrip("?~%")
        marks = (uncertain or end.endswith(("?", "%")), approximate or end.endswith(("~", "%")))
        ends.append(bare + _MARKS[marks] if bare not in ("", "..") else bare)
    return "/".join(ends)


_MARKS: Final = {(False, False): "", (True, False): "?", (False, True): "~", (True, True): "%"}
