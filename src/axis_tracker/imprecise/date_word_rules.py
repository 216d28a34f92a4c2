"""The rules that turn English time expressions into EDTF. `date_word_table` assigns them to expressions.

A rule takes the match of its pattern and a context. The context provides the date of the text. The context also reads
the parts of the expression that the pattern leaves open, such as X in "since X".
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, Protocol, TypeAlias

from axis_tracker.errors import DateWordsError
from axis_tracker.imprecise import date_calendar
from axis_tracker.imprecise.date_calendar import add_qualifiers, shift, unit_notation
from axis_tracker.imprecise.dates import ImpreciseDate

__all__ = ["NUMBERS", "ORDINALS", "WEEKDAYS", "Context", "Rule"]


class Context(Protocol):
    """The context in which a rule reads an expression."""

    @property
    def day(self) -> date:
        """The date of the text that contains the words."""
        ...

    def read(self, match: re.Match[str], group: str, day: date | None = None) -> ImpreciseDate:
        """Read a group of the match as a separate expression, relative to `day`.

        If `day` is None, the expression is read relative to the date of the text.
        """
        ...

    def error(self, match: re.Match[str], reason: str) -> DateWordsError:
        """Return an error that explains why the words have no meaning."""
        ...


Rule: TypeAlias = Callable[[re.Match[str], Context], str]

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CARDINALS: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBERS: Final = {word: number for number, word in enumerate(_CARDINALS.split(), start=1)} | {
    "a": 1,
    "an": 1,
    "a couple of": 2,
}
_ORDINAL_WORDS: Final = {1: "first 1st", 2: "second 2nd latter", 3: "third 3rd", 4: "fourth 4th", -1: "last final"}
ORDINALS: Final = {word: number for number, words in _ORDINAL_WORDS.items() for word in words.split()}
_NEIGHBOURS: Final = {"last": -1, "previous": -1, "this": 0, "the": 0, "current": 0, "next": 1, "coming": 1}
_SOME_LEAP_YEAR: Final = 2000
_NAMED_DAYS: Final = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}

# The number of units that "recent", "past few" and "coming" stand for, and the precision of the far end of such a
# period.
_FEW: Final = {"day": 7, "week": 6, "month": 6, "quarter": 4, "year": 5, "decade": 3}
_FAR_END: Final = {"day": "day", "week": "day", "month": "month", "quarter": "month", "year": "month", "decade": "year"}

# An end of an interval has its own year if it contains a number of at least three digits or one of these words.
_HAS_YEAR: Final = re.compile(
    r"[0-9]{3}|\b(?:ago|last|next|this|today|tomorrow|yesterday|week|month|year)\b", re.IGNORECASE
)


def _words(text: str) -> str:
    return " ".join(text.lower().split())


def _year(match: re.Match[str], context: Context) -> str:
    year = match["year"].lower()
    return f"{int(year) if year.isdigit() else context.day.year + _NEIGHBOURS[year.split()[0]]:04}"


def _month(match: re.Match[str]) -> str:
    return f"{MONTHS.index(match['month'][:3].lower()) + 1:02}"


def _unit(match: re.Match[str]) -> str:
    return match.groupdict().get("unit", "week").lower()  # "recently" names no unit


def _count(match: re.Match[str]) -> int:
    words = _words(match.groupdict().get("count", "one"))
    return int(words) if words.isdigit() else NUMBERS[words]


def _edge(match: re.Match[str], context: Context, whole: ImpreciseDate, *, last: bool) -> ImpreciseDate:
    """Return the last date of a part of the expression if `last` is True, and the first date otherwise."""
    edge = whole.end if last else whole.start
    if edge is None:
        raise context.error(match, f"{whole} has no known {'end' if last else 'start'}")
    return edge


# Intervals and their ends.


def from_to(match: re.Match[str], context: Context) -> str:
    """Read "from X to Y".

    If one end has no year, the other end determines the year: X is the last such date up to Y, or Y is the first such
    date from X on.
    """
    if _HAS_YEAR.search(match["x"]):
        start = context.read(match, "x")
        year_on = None if start.earliest is None else shift(start.earliest, 1, "year") - timedelta(days=1)
        end = context.read(match, "y", None if _HAS_YEAR.search(match["y"]) else year_on)
    else:
        end = context.read(match, "y")
        start = context.read(match, "x", end.earliest)
    return f"{_edge(match, context, start, last=False)}/{_edge(match, context, end, last=True)}"


def since(match: re.Match[str], context: Context) -> str:
    """Read "since X": from the first date of X, with an open end."""
    return f"{_edge(match, context, context.read(match, 'x'), last=False)}/.."


def as_early_as(match: re.Match[str], context: Context) -> str:
    """Read "as early as X": from the first date of X to an unknown end."""
    return f"{_edge(match, context, context.read(match, 'x'), last=False)}/"


def until(match: re.Match[str], context: Context) -> str:
    """Read "until X": from an open start to the last date of X."""
    return f"../{_edge(match, context, context.read(match, 'x'), last=True)}"


def by(match: re.Match[str], context: Context) -> str:
    """Read "by X": from an unknown start to the last date of X."""
    return f"/{_edge(match, context, context.read(match, 'x'), last=True)}"


def before(match: re.Match[str], context: Context) -> str:
    """Read "before X": from an unknown start to the unit before X."""
    return f"/{date_calendar.adjacent_unit(_edge(match, context, context.read(match, 'x'), last=False), -1)}"


def after(match: re.Match[str], context: Context) -> str:
    """Read "after X": from the unit after X to an unknown end."""
    return f"{date_calendar.adjacent_unit(_edge(match, context, context.read(match, 'x'), last=True), 1)}/"


# Hedges and fillers.


def approximate(match: re.Match[str], context: Context) -> str:
    """Read "about X": X with the qualifier `~` (approximate)."""
    return add_qualifiers(str(context.read(match, "x")), approximate=True)


def uncertain(match: re.Match[str], context: Context) -> str:
    """Read "possibly X": X with the qualifier `?` (uncertain)."""
    return add_qualifiers(str(context.read(match, "x")), uncertain=True)


def as_it_is(match: re.Match[str], context: Context) -> str:
    """Read X alone, because the words around it add no meaning."""
    return str(context.read(match, "x"))


# Periods that end or begin on the date of the text.


def past(match: re.Match[str], context: Context) -> str:
    """Read "the past N units": the N units up to the date of the text."""
    return f"{_far_end(context, -_count(match), _unit(match))}/{context.day}"


def next_ones(match: re.Match[str], context: Context) -> str:
    """Read "the next N units": the N units from the date of the text."""
    return f"{context.day}/{_far_end(context, _count(match), _unit(match))}"


def recent(match: re.Match[str], context: Context) -> str:
    """Read "recent units": a few units up to the date of the text. "Recently" means the same as "in recent weeks"."""
    unit = _unit(match)
    return f"{add_qualifiers(_far_end(context, -_FEW[unit], unit), approximate=True)}/{context.day}"


def coming(match: re.Match[str], context: Context) -> str:
    """Read "the coming units": a few units from the date of the text."""
    unit = _unit(match)
    return f"{context.day}/{add_qualifiers(_far_end(context, _FEW[unit], unit), approximate=True)}"


def _far_end(context: Context, count: int, unit: str) -> str:
    return add_qualifiers(unit_notation(shift(context.day, count, unit), _FAR_END[unit]), approximate=unit != "day")


def so_far(match: re.Match[str], context: Context) -> str:
    """Read "earlier this unit" or "later this unit".

    "Earlier" means the part of the unit up to the date of the text, and "later" means the part from that date on.
    """
    first, last = date_calendar.unit_bounds(context.day, _unit(match))
    return f"{context.day}/{last}" if match["side"].lower() == "later" else f"{first}/{context.day}"


def ago(match: re.Match[str], context: Context) -> str:
    """Read "N units ago" or "N units from now". The result is approximate unless the unit is a day."""
    unit = _unit(match)
    there = shift(context.day, -_count(match) if match["side"].lower() == "ago" else _count(match), unit)
    return add_qualifiers(unit_notation(there, "year" if unit == "decade" else unit), approximate=unit != "day")


def neighbour(match: re.Match[str], context: Context) -> str:
    """Read "last unit", "this unit" or "next unit" as a calendar unit."""
    unit = _unit(match)
    return unit_notation(shift(context.day, _NEIGHBOURS[_words(match["which"]).split()[-1]], unit), unit)


def named_day(match: re.Match[str], context: Context) -> str:
    """Read "today", "yesterday" and similar words."""
    return unit_notation(shift(context.day, _NAMED_DAYS[_words(match["name"])], "day"), "day")


# Parts of a month, season, year or decade.


def part(match: re.Match[str], context: Context) -> str:
    """Read "early X", "mid X", "late X", "the beginning of X" or "the end of X"."""
    whole, name = context.read(match, "x"), match["part"].lower()
    table = date_calendar.PARTS.get(whole.precision)
    if table is None:
        raise context.error(match, f"{name!r} applies to months, seasons, years and decades, not to {whole}")
    return _part_of(match, context, table[{"middle": "mid", "start": "beginning"}.get(name, name)], whole)


def fraction(match: re.Match[str], context: Context) -> str:
    """Read a half or a quarter of a year, or a half or a week of a month."""
    whole, unit, number = context.read(match, "x"), _unit(match), ORDINALS[match["ordinal"].lower()]
    row = date_calendar.FRACTIONS.get((whole.precision, unit), ())
    if number > len(row) or not row:
        raise context.error(match, f"there is no {match['ordinal'].lower()} {unit} of {whole}")
    return _part_of(match, context, row[number if number < 0 else number - 1], whole)


def _part_of(match: re.Match[str], context: Context, form: str, whole: ImpreciseDate) -> str:
    if whole.is_approximate or whole.is_uncertain:
        raise context.error(match, f"{whole} has a qualifier, so its parts are not defined")
    return date_calendar.fill_template(form, whole)


def short_fraction(match: re.Match[str], context: Context) -> str:
    """Read a quarter (Q1 to Q4) or a half (H1 or H2) of a year."""
    return f"{_year(match, context)}-{(32 if match['kind'] in 'qQ' else 39) + int(match['number'])}"


# Calendar dates.


def dated_day(match: re.Match[str], context: Context) -> str:
    """Read a day with a year. If the words name a weekday, the day must fall on that weekday."""
    return _checked_weekday(match, context, f"{_year(match, context)}-{_month(match)}-{int(match['day']):02}")


def undated_day(match: re.Match[str], context: Context) -> str:
    """Read a day without a year: the most recent such day up to the date of the text."""
    day, month = int(match["day"]), _month(match)
    if not 1 <= day <= monthrange(_SOME_LEAP_YEAR, int(month))[1]:
        raise context.error(match, f"day {day} does not exist in that month")
    form = f"{{0:04}}-{month}-{day:02}"
    return _checked_weekday(match, context, _pick(match, context, _yearly(context, form)))


def dated_days(match: re.Match[str], context: Context) -> str:
    """Read a range of days in one month with a year."""
    month = f"{_year(match, context)}-{_month(match)}"
    return f"{month}-{int(match['day']):02}/{month}-{int(match['until']):02}"


def undated_days(match: re.Match[str], context: Context) -> str:
    """Read a range of days in one month without a year.

    The result is the most recent such range that began on or before the date of the text.
    """
    day, until_day = int(match["day"]), int(match["until"])
    return _pick(
        match, context, _yearly(context, f"{{0:04}}-{_month(match)}-{day:02}/{{0:04}}-{_month(match)}-{until_day:02}")
    )


def dated_month(match: re.Match[str], context: Context) -> str:
    """Read a month with a year."""
    return f"{_year(match, context)}-{_month(match)}"


def undated_month(match: re.Match[str], context: Context) -> str:
    """Read a month without a year: the most recent such month that began on or before the date of the text."""
    return _pick(match, context, _yearly(context, f"{{0:04}}-{_month(match)}"))


def dated_season(match: re.Match[str], context: Context) -> str:
    """Read a season with a year."""
    return f"{_year(match, context)}-{date_calendar.SEASONS[match['season'].lower()]}"


def undated_season(match: re.Match[str], context: Context) -> str:
    """Read a season without a year: the most recent such season that began on or before the date of the text."""
    return _pick(match, context, _yearly(context, f"{{0:04}}-{date_calendar.SEASONS[match['season'].lower()]}"))


def winter(match: re.Match[str], context: Context) -> str:
    """Read a winter with two years, such as "the winter of 2022-23"."""
    following = match["following"]  # two or four digits
    if f"{int(match['year']) + 1:04}"[-len(following) :] != following:
        raise context.error(match, "a winter must span two consecutive years")
    return f"{match['year']}-24"


def weekday(match: re.Match[str], context: Context) -> str:
    """Read a weekday: the most recent such day up to the date of the text."""
    nearby = [shift(context.day, step, "day") for step in range(-7, 8)]
    wanted = WEEKDAYS.index(match["weekday"].lower())
    return _pick(match, context, [unit_notation(day, "day") for day in nearby if day.weekday() == wanted])


def as_written(match: re.Match[str], context: Context) -> str:
    """Read a year in digits, or a date in EDTF."""
    return match["text"]


def decade(match: re.Match[str], context: Context) -> str:
    """Read a decade, such as "the 2010s"."""
    return f"{match['digits']}X"


def _checked_weekday(match: re.Match[str], context: Context, text: str) -> str:
    name = match["weekday"]
    if name and ImpreciseDate(text).to_date().weekday() != WEEKDAYS.index(name.lower()):
        raise context.error(match, f"{text} is not a {name.capitalize()}")
    return text


def _yearly(context: Context, form: str) -> list[str]:
    """Fill in a template such as `{0:04}-06` for the years near the date of the text.

    For 29 February, only leap years are used.
    """
    # Leap years can be eight years apart, as they were around 1900.
    years = range(max(context.day.year - 8, 1), min(context.day.year + 8, date.max.year - 1) + 1)
    return [form.format(year) for year in years if "-02-29" not in form or isleap(year)]


def _pick(match: re.Match[str], context: Context, candidates: list[str]) -> str:
    """Return the candidate that "last", "this" or "next" selects.

    Without such a word, the result is the most recent candidate.
    """
    which = _words(match["which"] or "").removeprefix("the ")
    nearby = [ImpreciseDate(candidate) for candidate in candidates]
    if which in ("next", "coming"):
        picked = [one for one in nearby if one.earliest and one.earliest > context.day][:1]
    elif which in ("last", "previous"):
        picked = [one for one in nearby if one.latest and one.latest < context.day][-1:]
    elif which == "this":
        picked = [one for one in nearby if one.earliest and one.earliest.year == context.day.year]
    else:
        picked = [one for one in nearby if one.earliest and one.earliest <= context.day][-1:]
    if not picked:
        raise context.error(match, "there is no such date near the date of the text")
    return str(picked[0])
