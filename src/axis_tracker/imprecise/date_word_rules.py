"""The rules by which `date_word_table` gives English expressions of time their readings in EDTF.

Every rule takes what its row's pattern matched and the scene, which knows the day of the text and reads what the
pattern left open. Calendar arithmetic is `relativedelta`'s. Imports the errors, `dates` and `date_calendar`.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, Protocol, TypeAlias

from axis_tracker.errors import DateWordsError
from axis_tracker.imprecise.date_calendar import (
    FRACTIONS,
    PARTS,
    SEASONS,
    adjoining,
    filled,
    move,
    notation,
    qualified,
    within_unit,
)
from axis_tracker.imprecise.dates import ImpreciseDate

__all__ = ["NUMBERS", "ORDINALS", "WEEKDAYS", "Rule", "Scene"]


class Scene(Protocol):
    """What a rule can ask while it is applied."""

    @property
    def day(self) -> date:
        """The day of the text in which the words stand."""
        ...

    def read(self, match: re.Match[str], group: str, day: date | None = None) -> ImpreciseDate:
        """The reading of a part that the row leaves open; on another day than the text's, if one is given."""
        ...

    def refusal(self, match: re.Match[str], reason: str) -> DateWordsError:
        """The error that says why the words have no reading."""
        ...


Rule: TypeAlias = Callable[[re.Match[str], Scene], str]

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CARDINALS: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBERS: Final = {
    **{word: number for number, word in enumerate(_CARDINALS.split(), start=1)},
    "a": 1,
    "an": 1,
    "a couple of": 2,
}
ORDINALS: Final = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "latter": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": -1,
    "final": -1,
}
_NEIGHBOURS: Final = {"last": -1, "previous": -1, "this": 0, "the": 0, "current": 0, "next": 1, "coming": 1}
_SOME_LEAP_YEAR: Final = 2000
_NAMED_DAYS: Final = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}

# How many "recent", "past few" and "coming" ones are, and how closely the far end of a stretch is written.
_FEW: Final = {"day": 7, "week": 6, "month": 6, "quarter": 4, "year": 5, "decade": 3}
_FAR_END: Final = {"day": "day", "week": "day", "month": "month", "quarter": "month", "year": "month", "decade": "year"}

# What gives an end of an interval its year.
_HAS_YEAR: Final = re.compile(
    r"[0-9]{3}|\b(?:ago|last|next|this|today|tomorrow|yesterday|week|month|year)\b", re.IGNORECASE
)


def _words(text: str) -> str:
    return " ".join(text.lower().split())


def _year(match: re.Match[str], scene: Scene) -> str:
    year = match["year"].lower()
    return f"{int(year) if year.isdigit() else scene.day.year + _NEIGHBOURS[year.split()[0]]:04}"


def _month(match: re.Match[str]) -> str:
    return f"{MONTHS.index(match['month'][:3].lower()) + 1:02}"


def _unit(match: re.Match[str]) -> str:
    return match["unit"].lower()


def _count(match: re.Match[str]) -> int:
    words = _words(match.groupdict().get("count", "one"))
    return int(words) if words.isdigit() else NUMBERS[words]


def _edge(match: re.Match[str], scene: Scene, whole: ImpreciseDate, *, last: bool) -> ImpreciseDate:
    """The first or the last date of what a row left open."""
    edge = whole.end if last else whole.start
    if edge is None:
        raise scene.refusal(match, f"{whole} has no known {'end' if last else 'start'} to go by")
    return edge


# Intervals, and the ends of intervals.


def from_to(match: re.Match[str], scene: Scene) -> str:
    """From X to Y. An end without a year takes the other's: the last X not after Y, or the first Y not before X."""
    if _HAS_YEAR.search(match["x"]):
        start = scene.read(match, "x")
        year_on = None if start.earliest is None else move(start.earliest, 1, "year") - timedelta(days=1)
        end = scene.read(match, "y", None if _HAS_YEAR.search(match["y"]) else year_on)
    else:
        end = scene.read(match, "y")
        start = scene.read(match, "x", end.earliest)
    return f"{_edge(match, scene, start, last=False)}/{_edge(match, scene, end, last=True)}"


def since(match: re.Match[str], scene: Scene) -> str:
    """From the first date of X on, without end."""
    return f"{_edge(match, scene, scene.read(match, 'x'), last=False)}/.."


def as_early_as(match: re.Match[str], scene: Scene) -> str:
    """From the first date of X to an end that is not given."""
    return f"{_edge(match, scene, scene.read(match, 'x'), last=False)}/"


def until(match: re.Match[str], scene: Scene) -> str:
    """Always, to the last date of X."""
    return f"../{_edge(match, scene, scene.read(match, 'x'), last=True)}"


def by(match: re.Match[str], scene: Scene) -> str:
    """From a start that is not given to the last date of X."""
    return f"/{_edge(match, scene, scene.read(match, 'x'), last=True)}"


def before(match: re.Match[str], scene: Scene) -> str:
    """From a start that is not given to what lies before X."""
    return f"/{adjoining(_edge(match, scene, scene.read(match, 'x'), last=False), -1)}"


def after(match: re.Match[str], scene: Scene) -> str:
    """From what lies after X to an end that is not given."""
    return f"{adjoining(_edge(match, scene, scene.read(match, 'x'), last=True), 1)}/"


# Hedges and fillers.


def approximate(match: re.Match[str], scene: Scene) -> str:
    """X, marked as approximate."""
    return qualified(str(scene.read(match, "x")), approximate=True)


def uncertain(match: re.Match[str], scene: Scene) -> str:
    """X, marked as uncertain."""
    return qualified(str(scene.read(match, "x")), uncertain=True)


def as_it_is(match: re.Match[str], scene: Scene) -> str:
    """X."""
    return str(scene.read(match, "x"))


# Stretches of time that reach to the day of the text, or from it.


def past(match: re.Match[str], scene: Scene) -> str:
    """From so many units before the day of the text to that day."""
    return f"{_far_end(scene, -_count(match), _unit(match))}/{scene.day}"


def next_ones(match: re.Match[str], scene: Scene) -> str:
    """From the day of the text to so many units after it."""
    return f"{scene.day}/{_far_end(scene, _count(match), _unit(match))}"


def recent(match: re.Match[str], scene: Scene) -> str:
    """From a few units before the day of the text to that day."""
    unit = _unit(match)
    return f"{qualified(_far_end(scene, -_FEW[unit], unit), approximate=True)}/{scene.day}"


def coming(match: re.Match[str], scene: Scene) -> str:
    """From the day of the text to a few units after it."""
    unit = _unit(match)
    return f"{scene.day}/{qualified(_far_end(scene, _FEW[unit], unit), approximate=True)}"


def recently(match: re.Match[str], scene: Scene) -> str:
    """As "in recent weeks"."""
    return f"{qualified(_far_end(scene, -_FEW['week'], 'week'), approximate=True)}/{scene.day}"


def _far_end(scene: Scene, count: int, unit: str) -> str:
    return qualified(notation(move(scene.day, count, unit), _FAR_END[unit]), approximate=unit != "day")


def so_far(match: re.Match[str], scene: Scene) -> str:
    """The part of the current unit before the day of the text, or after it; that day included."""
    first, last = within_unit(scene.day, _unit(match))
    return f"{scene.day}/{last}" if match["side"].lower() == "later" else f"{first}/{scene.day}"


def ago(match: re.Match[str], scene: Scene) -> str:
    """The unit that lies so many before or after that of the text; exact for days alone."""
    unit = _unit(match)
    there = move(scene.day, -_count(match) if match["side"].lower() == "ago" else _count(match), unit)
    return qualified(notation(there, "year" if unit == "decade" else unit), approximate=unit != "day")


def neighbour(match: re.Match[str], scene: Scene) -> str:
    """The calendar unit of the text, the one before or the one after."""
    unit = _unit(match)
    return notation(move(scene.day, _NEIGHBOURS[_words(match["which"]).split()[-1]], unit), unit)


def named_day(match: re.Match[str], scene: Scene) -> str:
    """Today, yesterday and the like."""
    return notation(move(scene.day, _NAMED_DAYS[_words(match["name"])], "day"), "day")


# Parts of a month, season, year or decade.


def part(match: re.Match[str], scene: Scene) -> str:
    """The early, middle or late part, the beginning or the end of X."""
    whole, name = scene.read(match, "x"), match["part"].lower()
    table = PARTS.get(whole.precision)
    if table is None:
        raise scene.refusal(match, f"{name!r} is defined for months, seasons, years and decades, not for {whole}")
    return _filled(match, scene, table[{"middle": "mid", "start": "beginning"}.get(name, name)], whole)


def fraction(match: re.Match[str], scene: Scene) -> str:
    """A half or quarter of a year, a half or week of a month."""
    whole, unit, number = scene.read(match, "x"), _unit(match), ORDINALS[match["ordinal"].lower()]
    row = FRACTIONS.get((whole.precision, unit), ())
    if number > len(row) or not row:
        raise scene.refusal(match, f"there is no {match['ordinal'].lower()} {unit} of {whole}")
    return _filled(match, scene, row[number if number < 0 else number - 1], whole)


def _filled(match: re.Match[str], scene: Scene, form: str, whole: ImpreciseDate) -> str:
    if whole.is_approximate or whole.is_uncertain:
        raise scene.refusal(match, f"{whole} has no definite parts")
    return filled(form, whole)


def short_fraction(match: re.Match[str], scene: Scene) -> str:
    """Q1 to Q4, H1 and H2 of a year."""
    return f"{_year(match, scene)}-{(32 if match['kind'] in 'qQ' else 39) + int(match['number'])}"


# Calendar dates.


def dated_day(match: re.Match[str], scene: Scene) -> str:
    """A day of a given year; the weekday must be that day's."""
    return _checked_weekday(match, scene, f"{_year(match, scene)}-{_month(match)}-{int(match['day']):02}")


def undated_day(match: re.Match[str], scene: Scene) -> str:
    """A day without a year: the last that is not after the day of the text."""
    day, month = int(match["day"]), _month(match)
    if not 1 <= day <= monthrange(_SOME_LEAP_YEAR, int(month))[1]:
        raise scene.refusal(match, f"there is no day {day} in that month")
    form = f"{{0:04}}-{month}-{day:02}"
    return _checked_weekday(match, scene, _pick(match, scene, _yearly(scene, form)))


def dated_days(match: re.Match[str], scene: Scene) -> str:
    """From one day of a month to another, in a given year."""
    month = f"{_year(match, scene)}-{_month(match)}"
    return f"{month}-{int(match['day']):02}/{month}-{int(match['until']):02}"


def undated_days(match: re.Match[str], scene: Scene) -> str:
    """From one day of a month to another, without a year: the last that began not after the day of the text."""
    day, until_day = int(match["day"]), int(match["until"])
    return _pick(
        match, scene, _yearly(scene, f"{{0:04}}-{_month(match)}-{day:02}/{{0:04}}-{_month(match)}-{until_day:02}")
    )


def dated_month(match: re.Match[str], scene: Scene) -> str:
    """A month of a given year."""
    return f"{_year(match, scene)}-{_month(match)}"


def undated_month(match: re.Match[str], scene: Scene) -> str:
    """A month without a year: the last that has begun by the day of the text."""
    return _pick(match, scene, _yearly(scene, f"{{0:04}}-{_month(match)}"))


def dated_season(match: re.Match[str], scene: Scene) -> str:
    """A season of a given year."""
    return f"{_year(match, scene)}-{SEASONS[match['season'].lower()]}"


def undated_season(match: re.Match[str], scene: Scene) -> str:
    """A season without a year: the last that has begun by the day of the text."""
    return _pick(match, scene, _yearly(scene, f"{{0:04}}-{SEASONS[match['season'].lower()]}"))


def winter(match: re.Match[str], scene: Scene) -> str:
    """A winter by the two years in which it lies."""
    following = match["following"]
    if f"{int(match['year']) + 1:04}"[-len(following) :] != following:
        raise scene.refusal(match, "a winter lies in one year and the next")
    return f"{match['year']}-24"


def weekday(match: re.Match[str], scene: Scene) -> str:
    """A weekday: the last that is not after the day of the text."""
    nearby = [move(scene.day, step, "day") for step in range(-7, 8)]
    wanted = WEEKDAYS.index(match["weekday"].lower())
    return _pick(match, scene, [notation(day, "day") for day in nearby if day.weekday() == wanted])


def as_written(match: re.Match[str], scene: Scene) -> str:
    """A year in digits, or a date in the notation itself."""
    return match["text"]


def decade(match: re.Match[str], scene: Scene) -> str:
    """A decade by its first year."""
    return f"{match['digits']}X"


def _checked_weekday(match: re.Match[str], scene: Scene, text: str) -> str:
    name = match["weekday"]
    if name and ImpreciseDate(text).to_date().weekday() != WEEKDAYS.index(name.lower()):
        raise scene.refusal(match, f"{text} is not a {name.capitalize()}")
    return text


def _yearly(scene: Scene, form: str) -> list[str]:
    """A form such as `{0:04}-06` for the years near that of the text, in order; for leap years alone if need be."""
    years = range(max(scene.day.year - 8, 1), min(scene.day.year + 8, date.max.year - 1) + 1)
    return [form.format(year) for year in years if "-02-29" not in form or isleap(year)]


def _pick(match: re.Match[str], scene: Scene, candidates: list[str]) -> str:
    """The candidate that "last", "this", "next" or none of them means on the day of the text."""
    which = _words(match["which"] or "").removeprefix("the ")
    nearby = [ImpreciseDate(candidate) for candidate in candidates]
    if which in ("next", "coming"):
        picked = [one for one in nearby if one.earliest and one.earliest > scene.day][:1]
    elif which in ("last", "previous"):
        picked = [one for one in nearby if one.latest and one.latest < scene.day][-1:]
    elif which == "this":
        picked = [one for one in nearby if one.earliest and one.earliest.year == scene.day.year]
    else:
        picked = [one for one in nearby if one.earliest and one.earliest <= scene.day][-1:]
    if not picked:
        raise scene.refusal(match, "there is no such date near that of the text")
    return str(picked[0])
