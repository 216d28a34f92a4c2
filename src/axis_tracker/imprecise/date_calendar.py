"""Calendar units as the notation of `ImpreciseDate` writes them, for `date_word_table` and `date_words`.

Weeks run from Monday to Sunday (ISO 8601-1) and have no notation of their own but the interval of their days; the
seasons are those of the notation, so that winter begins in December. Imports `dates`.
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
    "adjoining",
    "filled",
    "move",
    "notation",
    "qualified",
    "smallest_unit",
    "within_unit",
]

SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

# The parts of a date, as forms for `filled`: what blurs is approximate on its inner side.
PARTS: Final = {
    Precision.MONTH: {
        "early": "{text}-01/{text}-10~",
        "mid": "{text}-11~/{text}-20~",
        "late": "{text}-21~/{last_day}",
        "beginning": "{text}-01/{text}-07~",
        "end": "{last_week}~/{last_day}",
    },
    Precision.SEASON: {
        "early": "{first_month}~",
        "mid": "{second_month}~",
        "late": "{last_month}~",
        "beginning": "{first_month}~",
        "end": "{last_month}~",
    },
    Precision.YEAR: {
        "early": "{text}-33~",
        "mid": "{text}-22~",
        "late": "{text}-36~",
        "beginning": "{text}-01~",
        "end": "{text}-12~",
    },
    Precision.DECADE: {
        "early": "{decade}0/{decade}3~",
        "mid": "{decade}4~/{decade}6~",
        "late": "{decade}7~/{decade}9",
        "beginning": "{decade}0~",
        "end": "{decade}9~",
    },
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


def move(day: date, count: int, unit: str) -> date:
    """The day so many units later, or earlier for a negative count; the 31st may become the last of a shorter month.

    >>> move(date(2024, 5, 31), -3, "month")
    datetime.date(2024, 2, 29)
    """
    if unit in _DAYS_OF:
        return day + timedelta(days=count * _DAYS_OF[unit])
    return day + relativedelta(months=count * _MONTHS_OF[unit])


def notation(day: date, unit: str) -> str:
    """The unit that the day lies in.

    >>> [notation(date(2024, 11, 29), unit) for unit in ("day", "week", "month", "quarter", "half", "year", "decade")]
    ['2024-11-29', '2024-11-25/2024-12-01', '2024-11', '2024-36', '2024-41', '2024', '202X']
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


def adjoining(whole: ImpreciseDate, step: int) -> str:
    """The unit of the same size next to a date; the day next to it, where such a unit cannot stand in an interval.

    >>> adjoining(ImpreciseDate("2024-01~"), -1), adjoining(ImpreciseDate("2024-21"), 1)
    ('2023-12~', '2024-06-01')
    """
    edge = whole.earliest if step < 0 else whole.latest
    assert edge is not None
    unit = whole.precision.value
    near = notation(move(edge, step, "day"), unit if unit in ("month", "quarter", "half", "year") else "day")
    return qualified(near, approximate=whole.is_approximate, uncertain=whole.is_uncertain)


def filled(form: str, whole: ImpreciseDate) -> str:
    """A form of `PARTS` or `FRACTIONS`, filled in for a date that has them.

    >>> filled(PARTS[Precision.MONTH]["late"], ImpreciseDate("2024-02"))
    '2024-02-21~/2024-02-29'
    """
    first, last = whole.earliest, whole.latest
    assert first is not None
    assert last is not None
    return form.format(
        text=whole,
        decade=str(whole)[:3],
        first_month=notation(first, "month"),
        second_month=notation(move(first, 1, "month"), "month"),
        last_month=notation(last, "month"),
        last_week=move(last, -6, "day"),
        last_day=last,
    )


def within_unit(day: date, unit: str) -> tuple[date, date]:
    """The first and the last day of the unit that the day lies in."""
    whole = ImpreciseDate(notation(day, unit))
    assert whole.earliest is not None
    assert whole.latest is not None
    return whole.earliest, whole.latest


def smallest_unit(first: date, last: date) -> str | None:
    """The smallest of day, month, quarter, half-year and year that holds both days; None if they lie in two years.

    >>> smallest_unit(date(2024, 10, 31), date(2024, 11, 29)), smallest_unit(date(2023, 12, 31), date(2024, 1, 1))
    ('2024-36', None)
    """
    for unit in ("day", "month", "quarter", "half", "year"):
        if notation(first, unit) == notation(last, unit):
            return notation(first, unit)
    return None


def qualified(text: str, *, approximate: bool = False, uncertain: bool = False) -> str:
    """The notation with the qualifiers added to each date in it.

    >>> qualified("2024-06~/..", uncertain=True)
    '2024-06%/..'
    """
    ends = []
    for end in text.split("/"):
        bare = end.rstrip("?~%")
        marks = (uncertain or end.endswith(("?", "%")), approximate or end.endswith(("~", "%")))
        ends.append(bare + _MARKS[marks] if bare not in ("", "..") else bare)
    return "/".join(ends)


_MARKS: Final = {(False, False): "", (True, False): "?", (False, True): "~", (True, True): "%"}
