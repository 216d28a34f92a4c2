"""The EDTF profile of `ImpreciseDate`: its accepted and rejected features, and the errors for rejected strings."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from typing import Final, NamedTuple

from axis_tracker.errors import DateNotationError
from axis_tracker.imprecise.date_notation import SECOND_COMPONENTS, try_read_notation

__all__ = ["PATTERN", "PROFILE", "Feature", "diagnose"]


class Feature(NamedTuple):
    """A feature of EDTF, or of a notation that is often mistaken for EDTF.

    >>> [feature.example for feature in PROFILE if feature.is_accepted and feature.level == 2]
    ['2001-34', '2001-40']

    Attributes:
        name: A short description of the feature.
        level: The EDTF conformance level of the feature, or None if it is not part of EDTF.
        example: A string that has the feature.
        pattern: The pattern that finds the feature in a rejected string, or None for an accepted feature.
        advice: What to write instead of the feature, or None if the profile includes nothing similar.
    """

    name: str
    level: int | None
    example: str
    pattern: str | None = None
    advice: str | None = None

    @property
    def is_accepted(self) -> bool:
        """Whether the profile includes the feature."""
        return self.pattern is None

    @property
    def reason(self) -> str | None:
        """The reason in the error message for this feature, or None if the feature is accepted."""
        if self.is_accepted:
            return None
        status = "not in EDTF" if self.level is None else f"EDTF Level {self.level}, not in the profile"
        return f"{self.name} ({status})"


_YEARS: Final = "write a year from 0001 to 9999"

PROFILE: Final = (
    Feature("day, month or year", 0, "1985-04-12"),
    Feature("interval between two dates", 0, "2004-02-01/2005"),
    Feature("qualifier of a whole date: uncertain ?, approximate ~, both %", 1, "2004-06~"),
    Feature("unspecified digits at the end of a single date", 1, "1985-XX-XX"),
    Feature("interval with an open start or end", 1, "1985-04/.."),
    Feature("interval with an unknown start or end", 1, "/1985-04-12"),
    Feature("season 21-24 (spring is March to May; winter ends in the following February)", 1, "2001-21"),
    Feature("quarter 33-36 (33 is January to March)", 2, "2001-34"),
    Feature("half-year 40-41 (40 is January to June)", 2, "2001-40"),
    # Rejected features. The first pattern that matches explains the error, so specific features come before general
    # features. The position of the error is that of the pattern's group, or of the whole match if the pattern has no
    # group.
    Feature("empty string", None, "", r"\A\Z", "write a year, a month as YYYY-MM or a day as YYYY-MM-DD"),
    Feature(
        "keyword from the 2012 draft",
        None,
        "2004/open",
        r"(?:\A|/)(open|unknown)",
        "write .. for an open end, and leave an unknown end blank",
    ),
    Feature("lower-case x or u", None, "201x", r"(?<![A-Za-z])[xu]+(?![A-Za-z])", "write X for an unspecified digit"),
    Feature("season with a qualifier after ^", None, "2001-21^south", r"\^"),
    Feature(
        "words",
        None,
        "June 2024",
        r"(?:(?!X)[A-Za-z]){2,}",
        "write a date, such as 2019-01 or 2019-01-01/2019-01-10~ (in Python, ImpreciseDate.from_words reads English)",
    ),
    Feature("white space", None, " 2024-06", r"\s"),
    Feature("a digit other than 0-9", None, "\u0662\u0660\u0662\u0664", r"(?![0-9])\d", "write 0-9"),
    Feature(
        "a dash other than the hyphen-minus",
        None,
        "2024\u201306",
        "[\u2010-\u2015\u2212]",
        "write an ordinary hyphen (-)",
    ),
    Feature("set of dates", 2, "[1667,1668,1670..1672]", r"[\[\]{}]", "write an interval from first to last date"),
    Feature("date and time", 0, "1985-04-12T23:20:30Z", r"T[0-9:]", "omit the time of day"),
    Feature("duration in an interval", None, "2004/P1Y", r"P[0-9]", "write the date of the other end"),
    Feature("year with significant digits", 2, "1950S2", r"S[0-9]"),
    Feature("exponential year", 2, "Y-17E7", r"Y?-?[0-9]+E[0-9]", _YEARS),
    Feature("year of more than four digits", 1, "Y170000002", r"Y-?[0-9]+", _YEARS),
    Feature("negative year", 1, "-1985", r"(?:\A|/)[?~%]?(-)[0-9X]{4}", _YEARS),
    Feature("year 0000", 0, "0000", r"(?:\A|/)[?~%]?(0000|000X|00XX)", _YEARS),
    Feature(
        "ISO 8601 week date", None, "2024-W05", r"W[0-9]", "write the first and last day of the week as an interval"
    ),
    Feature("ISO 8601 day of the year", None, "2024-153", r"(?:\A|/)[0-9]{4}-([0-9]{3})(?![0-9])", "write YYYY-MM-DD"),
    Feature(
        "basic format", None, "20240601", r"(?<![0-9])(?:[0-9]{8}|[0-9]{6})(?![0-9])", "write YYYY-MM-DD with hyphens"
    ),
    Feature("interval without a date", None, "../..", r"\A(?:\.\.)?/(?:\.\.)?\Z", "give a date for at least one end"),
    Feature("second slash", None, "2024/06/01", r"/[^/]*(/)", "use a slash only between the two ends of an interval"),
    Feature("slash instead of a hyphen", None, "06/2024", r"\A[0-9]{1,2}(/)[0-9]{4}\Z", "write YYYY-MM"),
    Feature(
        "dots without a slash",
        None,
        "2024..2025",
        r"\A[^/]*?(\.\.)[^/]*\Z",
        "write an interval as 2024/2025 or 2024/..",
    ),
    Feature("two qualifiers in one place", None, "2024?~", r"[?~%]([?~%])", "write % for both qualifiers"),
    Feature("qualifier of a single component", 2, "2004-%06-11", r"[?~%](?=[-0-9X])", "put one qualifier at the end"),
    Feature("unspecified digit in an interval", 2, "2004-06-XX/2004-07-03", r"X(?=.*/)|/.*?(X)", "omit the component"),
    Feature(
        "three or four unspecified digits in a year",
        2,
        "1XXX",
        r"\A[0-9]?X{3,4}(?=[?~%]?\Z)",
        "write an interval of years",
    ),
    Feature("unspecified digit before the end", 2, "156X-12-25", r"X+(?=-?[0-9])|\A[0-9]*(X+)-|-(?:[0-9](X)|(X)[0-9])"),
    Feature(
        "season by hemisphere, 25-32",
        2,
        "2001-25",
        r"[0-9]{4}-(2[5-9]|3[0-2])(?![0-9])",
        "write 21-24, the seasons of the northern hemisphere",
    ),
    Feature("quadrimester 37-39", 2, "2001-37", r"[0-9]{4}-(3[7-9])(?![0-9])", "write an interval of months"),
    Feature(
        "decade or century without X", None, "201", r"(?:\A|/)([0-9]{2,3})(?=[?~%]?(?:/|\Z))", "write 201X or 20XX"
    ),
    Feature(
        "single digit for a month or day",
        None,
        "2024-6",
        r"[0-9]{4}-(?:[0-9]{2}-)?([0-9])(?![0-9])",
        "write two digits",
    ),
)

_YEAR: Final = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
_MONTH: Final = "(?:0[1-9]|1[0-2])"
_DAY_OF_YEAR: Final = (
    "02-(?:0[1-9]|[12][0-9])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
)
_NO_DAYS: Final = tuple(part for part in SECOND_COMPONENTS if re.fullmatch(_MONTH, part) is None)
_SINGLE: Final = rf"{_YEAR}(?:-(?:{_MONTH}|{_DAY_OF_YEAR}|{'|'.join(_NO_DAYS)}))?[?~%]?"
_MASKED: Final = (
    rf"(?:(?:[1-9][0-9]{{2}}|0[1-9][0-9]|00[1-9])X|(?:[1-9][0-9]|0[1-9])XX|{_YEAR}-(?:XX|{_MONTH})-XX|{_YEAR}-XX)[?~%]?"
)

PATTERN: Final = rf"{_SINGLE}(?:/(?:{_SINGLE}|\.\.)?)?|(?:\.\.)?/{_SINGLE}|{_MASKED}"
"""The profile as a regular expression, for programs that do not use this package.

The expression uses only syntax that all dialects of regular expressions share. The expression matches every string in
the profile. It also matches some strings outside the profile: 29 February in years that are not leap years,
the winter of 9999, and intervals whose end is before the start.
"""

# Common mistakes and their corrections. The corrections are applied in this order until the string is valid.
_REPAIRS: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\s+", ""),  # white space
        ("[\u2010-\u2015\u2212]", "-"),  # typographic dashes
        (r"(?:\A|(?<=/))unknown", ""),  # the keywords from the 2012 draft
        (r"(?:\A|(?<=/))open", ".."),
        (r"T[0-9:]+(?:Z|[+-][0-9:]+)?", ""),  # a time of day
        (r"[xu]", "X"),  # lower-case marks of an unspecified digit
        (r"\A([0-9]{4})([0-9]{2})([0-9]{2})\Z", r"\1-\2-\3"),  # the basic format, without hyphens
        (r"\A([0-9]{4})([0-9]{2})\Z", r"\1-\2"),
        (r"\A([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})\Z", r"\1-\2-\3"),  # slashes instead of hyphens
        (r"\A([0-9]{1,2})/([0-9]{4})\Z", r"\2-\1"),
        (r"-([0-9])(?![0-9X])", r"-0\1"),  # single digits
        (r"\?~|~\?", "%"),  # two qualifiers
        (r"\A([^/]*)(\.\.)\Z", r"\1/.."),  # dots without a slash
        (r"\A(\.\.)([^/]*)\Z", r"../\2"),
        (r"\A([^/]+)\.\.([^/]+)\Z", r"\1/\2"),
        (r"-XX(?:-XX)?(?=[?~%]?(?:/|\Z))", ""),  # unspecified months and days, which intervals cannot have
    )
)

_LONGEST: Final = len("2024-06-01?/2024-06-02%")
_LONGEST_DIAGNOSED: Final = 100
"""The maximum length, in characters, of a string that is searched for features. The search takes quadratic time."""

_COMPONENTS: Final = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}|XX))?[?~%]?").fullmatch
# The longest prefix that could still become a valid date. The error is at the character after it.
_BEGINNING: Final = re.compile(
    r"[0-9]{1,3}(?![0-9])|[0-9]{4}(?:-(?:[0-9]{2}(?:-[0-9]{0,2})?|[0-9]?))?[?~%]?|\.{1,2}|"
).match


def diagnose(text: object) -> DateNotationError:
    """Return the error for a string outside the profile. The error includes the position, the reason and a suggestion.

    >>> print(diagnose("2024-6"))
    '2024-6' (at character 5): single digit for a month or day (not in EDTF); write two digits: '2024-06'
    """
    if not isinstance(text, str):
        return DateNotationError(
            "expected an EDTF string", value=text, suggestion="ImpreciseDate.of also accepts a datetime.date"
        )
    if len(text) > _LONGEST_DIAGNOSED:
        return _error(f"a date must have at most {_LONGEST} characters", text, _LONGEST, None)
    for feature in PROFILE:  # a feature that the profile excludes
        found = re.search(feature.pattern, text) if feature.pattern is not None else None
        if found:
            position = found.start(found.lastindex or 0)
            return _error(str(feature.reason), text, position, _suggestion(text, feature.advice))
    # No rejected feature was found, so a date is malformed or the two dates are in the wrong order.
    start, slash, end = text.partition("/")
    for part, offset in ((start, 0), (end, len(start) + 1)):
        if (not slash or part not in ("", "..")) and try_read_notation(part) is None:
            position, reason = _fault(part)
            return _error(reason, text, offset + position, _suggestion(text, None))
    reason = "the interval runs backwards: the end is before the start"
    return _error(reason, text, len(start) + 1, f"write {f'{end}/{start}'!r}")


def _error(reason: str, text: str, position: int, suggestion: str | None) -> DateNotationError:
    return DateNotationError(reason, value=text, position=position, suggestion=suggestion)


def _suggestion(text: str, advice: str | None) -> str | None:
    repaired = text
    for pattern, replacement in _REPAIRS:
        repaired = pattern.sub(replacement, repaired)
        if repaired != text and try_read_notation(repaired) is not None:
            return f"{advice or 'write'}: {repaired!r}" if advice else f"write {repaired!r}"
    return advice


def _fault(text: str) -> tuple[int, str]:
    """Return the position and the reason of the error in a single date that has no rejected feature."""
    match = _COMPONENTS(text)
    if match is None:
        found = _BEGINNING(text)
        return (found.end() if found else 0), "not a date of the form YYYY, YYYY-MM or YYYY-MM-DD"
    year, part, day = match.groups()
    if part in _NO_DAYS and day is not None:
        return match.start(3) - 1, "a season, quarter or half-year cannot be followed by a day"
    if part == "24":
        return match.start(2), "this winter ends in the year 10000, but the last year of the profile is 9999"
    month = int(part)
    if not 1 <= month <= 12:
        return match.start(2), f"{part} is not the number of a month, season, quarter or half-year"
    last = monthrange(int(year), month)[1]
    leap = f", because {year} is not a leap year" if (month, day) == (2, "29") else ""
    return match.start(3), f"day {day} does not exist; {month_name[month]} {year} has {last} days{leap}"
