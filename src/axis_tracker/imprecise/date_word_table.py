"""The English time expressions that `date_words` reads. Each row has an example, which the tests check.

The pattern of a row must match the whole expression, or the whole part (X or Y) that another row leaves open.
Matching ignores case. The first matching row applies, so the order of the rows matters.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from axis_tracker.imprecise import date_word_rules as rules
from axis_tracker.imprecise.date_calendar import SEASONS

__all__ = ["DATE_EXPRESSIONS", "MONTH", "DateExpression"]


class DateExpression(NamedTuple):
    """A time expression and its meaning.

    >>> next(row.reading for row in DATE_EXPRESSIONS if row.words == "since 2006")
    '2006/..'

    Attributes:
        name: The name of the expression.
        words: An example of the expression.
        relative_to: The date of the text that contains the example.
        reading: The meaning of the example, in EDTF.
        meaning: The rule in words.
        pattern: The pattern that matches the expression.
        rule: The function that creates the EDTF string.
    """

    name: str
    words: str
    relative_to: str
    reading: str
    meaning: str
    pattern: re.Pattern[str]
    rule: rules.Rule


# Every example is from a text dated 29 November 2024, a Friday, so that the readings can be compared.
def _row(name: str, words: str, reading: str, meaning: str, pattern: str, rule: rules.Rule) -> DateExpression:
    # A space in a pattern stands for any white space.
    spaced = re.compile(pattern.replace(" ?", r"\s*").replace(" ", r"\s+"), re.IGNORECASE)
    return DateExpression(name, words, "2024-11-29", reading, meaning, spaced, rule)


MONTH: Final = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|jun(?:e|\.)?|jul(?:y|\.)?|aug(?:ust|\.)?"
    r"|sep(?:tember|t?\.?)|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_YEAR: Final = r"(?P<year>[0-9]{4}|(?:last|this|next) year)"
_DAY: Final = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_UNTIL: Final = r"(?: (?:to|and|through|until) | ?[-\u2013] ?)(?P<until>[0-9]{1,2})(?:st|nd|rd|th)?"
_WEEKDAYS: Final = "|".join(rules.WEEKDAYS)
_SEASON: Final = rf"(?P<season>{'|'.join(SEASONS)})"
_COUNT: Final = rf"(?P<count>[0-9]{{1,3}}|{'|'.join(sorted(rules.NUMBERS, key=len, reverse=True))})"
_UNIT: Final = r"(?P<unit>day|week|month|quarter|year|decade)s?"
_WHICH: Final = r"(?:(?P<which>(?:the )?(?:last|previous|this|next|coming)) )?"
_X: Final = r"(?P<x>.+)"

# fmt: off
DATE_EXPRESSIONS: Final = (
    # Intervals and their ends.
    _row("days of one month", "from September 13 to 17, 2023", "2023-09-13/2023-09-17",
         "both days are included",
         rf"(?:from |between )?{MONTH} {_DAY}{_UNTIL},? {_YEAR}", rules.dated_days),
    _row("days of one month, day first", "13-17 September 2023", "2023-09-13/2023-09-17",
         "both days are included",
         rf"(?:from |between )?(?:the )?{_DAY}{_UNTIL} {MONTH},? {_YEAR}", rules.dated_days),
    _row("days of one month without a year", "between September 13 and 17", "2024-09-13/2024-09-17",
         "the most recent such days that began on or before the date of the text",
         rf"(?:from |between )?{_WHICH}{MONTH} {_DAY}{_UNTIL}", rules.undated_days),
    _row("days of one month without a year, day first", "13-17 September", "2024-09-13/2024-09-17",
         "the most recent such days that began on or before the date of the text",
         rf"(?:from |between )?{_WHICH}(?:the )?{_DAY}{_UNTIL} {MONTH}", rules.undated_days),
    _row("between X and Y", "between March and May 2023", "2023-03/2023-05",
         "begins in X and ends in Y; if one end has no year, the other end determines the year",
         rf"between {_X} and (?P<y>.+)", rules.from_to),
    _row("until X", "until June 2024", "../2024-06",
         "from an open start to the end of X",
         rf"(?:until|till|up to|up until) {_X}", rules.until),
    _row("by X", "by the end of 2023", "/2023-12~",
         "from an unknown start to the end of X",
         rf"(?:by|no later than|not later than|as late as) {_X}", rules.by),
    _row("before X", "before June 2024", "/2024-05",
         "from an unknown start to the unit before X (to the day before, if X is a day or season)",
         rf"(?:before|prior to) {_X}", rules.before),
    _row("after X", "after June 2024", "2024-07/",
         "from the unit after X (from the day after, if X is a day or season) to an unknown end",
         rf"(?:after|following) {_X}", rules.after),
    _row("as early as X", "as early as 2023", "2023/",
         "from X to an unknown end",
         rf"(?:as early as|no earlier than|not before) {_X}", rules.as_early_as),
    _row("since X", "since 2006", "2006/..",
         "from X, with an open end",
         rf"(?:ever )?since {_X}", rules.since),
    _row("from X on", "from June 2024 onwards", "2024-06/..",
         "from X, with an open end",
         rf"from {_X} on(?:wards?)?", rules.since),
    _row("starting in X", "starting in June 2024", "2024-06/..",
         "from X, with an open end",
         rf"(?:starting|beginning) (?!of )(?:in |on |from )?{_X}", rules.since),
    _row("from X to Y", "from November 2023 to June", "2023-11/2024-06",
         "begins in X and ends in Y; if one end has no year, the other end determines the year",
         r"(?:from )?(?P<x>.+?) (?:to|until|till|through) (?P<y>.+)", rules.from_to),
    _row("year-year", "2014-2016", "2014/2016",
         "begins in the first year and ends in the second",
         r"(?:from )?(?P<x>[0-9]{4}) ?[-\u2013] ?(?P<y>[0-9]{4})", rules.from_to),

    # Hedges and fillers.
    _row("about X", "around June 2024", "2024-06~",
         "X with the qualifier ~ (approximate)",
         rf"(?:(?:around|about|circa|roughly|approximately) |ca?\. ?|~ ?){_X}", rules.approximate),
    _row("possibly X", "possibly in June", "2024-06?",
         "X with the qualifier ? (uncertain)",
         rf"(?:possibly|perhaps|maybe|probably) {_X}", rules.uncertain),

    # Periods that end or begin on the date of the text.
    _row("recent", "recent weeks", "2024-10-18~/2024-11-29",
         "the last 7 days, 6 weeks, 6 months, 4 quarters, 5 years or 3 decades, up to the date of the text",
         r"(?:the )?(?:most )?(?:recent|(?:past|last) (?:few|several)) (?P<unit>day|week|month|quarter|year|decade)s",
         rules.recent),
    _row("recently", "recently", "2024-10-18~/2024-11-29",
         "the same as recent weeks",
         r"(?:very |most )?recently|lately|of late", rules.recent),
    _row("the coming", "the coming months", "2024-11-29/2025-05~",
         "the next 7 days, 6 weeks, 6 months, 4 quarters, 5 years or 3 decades, from the date of the text",
         r"(?:the )?(?:coming|(?:next|coming) (?:few|several)) (?P<unit>day|week|month|quarter|year|decade)s",
         rules.coming),
    _row("the past N", "the past three months", "2024-08~/2024-11-29",
         "the N units up to the date of the text; the start is a day for days and weeks, a year for decades, and a "
         "month for other units",
         rf"(?:the )?(?:past|last|previous|preceding) {_COUNT} {_UNIT}", rules.past),
    _row("the past year", "the past year", "2023-11~/2024-11-29",
         'the unit up to the date of the text; in contrast, "the last year" is a calendar year',
         r"(?:the )?past (?P<unit>week|month|quarter|year|decade)", rules.past),
    _row("the next N", "the next two months", "2024-11-29/2025-01~",
         'the N units from the date of the text; the end is as precise as the start of "the past N"',
         rf"(?:the )?(?:next|coming|following) {_COUNT} {_UNIT}", rules.next_ones),
    _row("within N", "within a year", "2024-11-29/2025-11~",
         'the N units from the date of the text; the end is as precise as the start of "the past N"',
         rf"within {_COUNT} {_UNIT}", rules.next_ones),
    _row("N ago", "three months ago", "2024-08~",
         "the calendar day, week, month, quarter or year that is N units earlier; for decades, the year; only a number "
         "of days is exact",
         rf"{_COUNT} {_UNIT} (?P<side>ago|from now)", rules.ago),
    _row("earlier this year", "earlier this year", "2024-01-01/2024-11-29",
         'from the first day of the unit to the date of the text; with "later", from that date to the last day of the '
         "unit",
         r"(?P<side>earlier|later) this (?P<unit>week|month|quarter|year|decade)", rules.so_far),

    # Units next to that of the text.
    _row("yesterday", "yesterday", "2024-11-28",
         "the day before the date of the text; also today, tomorrow, the day before yesterday, the day after tomorrow",
         r"(?P<name>today|yesterday|tomorrow|the day (?:before yesterday|after tomorrow))", rules.named_day),
    _row("last month", "last month", "2024-10",
         '"this" or "the" is the calendar unit that contains the date of the text; "last" is the unit before '
         'that unit; "next" is the unit after that unit; weeks run from Monday to Sunday',
         r"(?P<which>(?:the )?(?:last|previous|this|current|next|coming)|the) (?P<unit>week|month|quarter|year|decade)",
         rules.neighbour),

    # Parts.
    _row("early, mid, late", "late 2023", "2023-36~",
         "for a year, its first quarter, its summer (June to August) or its last quarter; for a season, its first, "
         "second or third month; for a month, days 1-10, 11-20 or 21 to the end; for a decade, years 0-3, 4-6 or 7-9; "
         "edges inside X are approximate",
         rf"(?:the )?(?P<part>early|mid|late)(?: |-){_X}", rules.part),
    _row("the beginning, middle, end of", "the end of June 2024", "2024-06-24~/2024-06-30",
         "for a year or season, its first or last month; for a month, its first or last 7 days; for a decade, its "
         'first or last year; "middle" means the same as "mid"',
         rf"(?:the )?(?:very )?(?P<part>beginning|start|middle|end) of {_X}", rules.part),
    _row("halves and quarters", "the second half of 2023", "2023-41",
         "for a year, one of its halves or quarters; for a month, days 1-15 or the remaining days",
         rf"(?:the )?(?P<ordinal>{'|'.join(rules.ORDINALS)}) (?P<unit>half|quarter) of {_X}", rules.fraction),
    _row("weeks of a month", "the first week of June", "2024-06-01/2024-06-07",
         "days 1-7, 8-14, 15-21 or 22-28; the last week is the last seven days",
         rf"(?:the )?(?P<ordinal>{'|'.join(rules.ORDINALS)}) (?P<unit>week) of {_X}", rules.fraction),
    _row("Q3 2023", "Q3 2023", "2023-35",
         "the quarter or half of the calendar year",
         rf"(?P<kind>[qh])(?P<number>[1-4])(?: of)? {_YEAR}", rules.short_fraction),

    # Calendar dates.
    _row("day, month, year", "Friday, 29 November 2024", "2024-11-29",
         "that day; if the words name a weekday, the day must fall on that weekday",
         rf"(?:(?P<weekday>{_WEEKDAYS}),? )?(?:the )?{_DAY}(?: of)? {MONTH},?(?: of)? {_YEAR}", rules.dated_day),
    _row("month, day, year", "Nov. 29, 2024", "2024-11-29",
         "that day; if the words name a weekday, the day must fall on that weekday",
         rf"(?:(?P<weekday>{_WEEKDAYS}),? )?{MONTH} (?:the )?{_DAY},?(?: of)? {_YEAR}", rules.dated_day),
    _row("day and month", "the 29th of November", "2024-11-29",
         'the most recent such day up to the date of the text; with "next", the first such day after that date; '
         'with "last", the most recent such day before that date',
         rf"(?:(?P<weekday>{_WEEKDAYS}),? )?{_WHICH}(?:the )?{_DAY}(?: of)? {MONTH}", rules.undated_day),
    _row("month and day", "December 1", "2023-12-01",
         'the most recent such day up to the date of the text; with "next", the first such day after that date; '
         'with "last", the most recent such day before that date',
         rf"(?:(?P<weekday>{_WEEKDAYS}),? )?{_WHICH}{MONTH} (?:the )?{_DAY}", rules.undated_day),
    _row("month and year", "June 2024", "2024-06",
         "that month",
         rf"{MONTH},?(?: of| in)? {_YEAR}", rules.dated_month),
    _row("month", "December", "2023-12",
         'the most recent such month that began on or before the date of the text; with "last", the most recent that '
         'ended before that date; with "this", that month in the year of the text; with "next", the first that begins '
         "after that date",
         rf"{_WHICH}{MONTH}", rules.undated_month),
    _row("winter of two years", "the winter of 2022-23", "2022-24",
         "December of the first year to February of the second",
         r"(?:the )?winter (?:of )?(?P<year>[0-9]{4})[-/\u2013](?P<following>[0-9]{4}|[0-9]{2})", rules.winter),
    _row("season and year", "the fall of 2023", "2023-23",
         "the meteorological season of the northern hemisphere: spring is March to May, winter is December to February",
         rf"(?:the )?{_SEASON},?(?: of| in)? {_YEAR}", rules.dated_season),
    _row("season", "last winter", "2023-24",
         "the same rules as for a month",
         rf"(?:the )?{_WHICH}{_SEASON}", rules.undated_season),
    _row("weekday", "Monday", "2024-11-25",
         'the most recent such day up to the date of the text; with "last", the most recent such day before '
         'that date; with "next", the first such day after that date',
         rf"(?:(?P<which>last|next|coming) )?(?P<weekday>{_WEEKDAYS})", rules.weekday),
    _row("decade", "the 2010s", "201X",
         "the ten years that begin with these three digits; the 2000s are 2000 to 2009",
         r"(?:the )?(?P<digits>[0-9]{3})0'?s", rules.decade),
    _row("year", "2023", "2023",
         "that year",
         r"(?:the year )?(?P<text>[0-9]{4})", rules.as_written),
    _row("the notation", "2024-06-01", "2024-06-01",
         "a day or month in EDTF",
         r"(?P<text>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)", rules.as_written),

    # Words that add no meaning. They come last, because some rows above need the same words.
    _row("prepositions and fillers", "back in June", "2024-06",
         "the same as X alone",
         rf"(?:back|some ?time|at some point|in|on|at|during|over|for|of|within) {_X}", rules.as_it_is),
)
# fmt: on
