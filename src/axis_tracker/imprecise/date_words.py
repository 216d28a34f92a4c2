"""The reader for English time expressions, such as "back in June" or "the past three months".

`date_word_table` defines the expressions. This module finds the row that matches an expression, and applies the rule of
that row relative to the date of the text.
"""

# This module imports dateutil, so `ImpreciseDate.from_words` loads it only when first called.

from __future__ import annotations

import difflib
import re
from calendar import month_abbr, month_name
from datetime import date
from typing import Final

from axis_tracker.errors import DateWordsError, InvalidValueError
from axis_tracker.imprecise.date_calendar import add_qualifiers, smallest_common_unit
from axis_tracker.imprecise.date_word_table import DATE_EXPRESSIONS, MONTH
from axis_tracker.imprecise.dates import ImpreciseDate, Precision

__all__ = ["read_date_words"]

_STRAIGHT: Final = str.maketrans("\u2018\u2019\u2011", "''-")
_WORD: Final = re.compile(r"[A-Za-z]+")
_LONGEST: Final = 200
"""The maximum length of an expression, in characters. Matching the patterns takes quadratic time."""
_SHORT: Final = 3
"""The length of abbreviations such as "jan". Words of at most this length are too similar to be good suggestions."""


def read_date_words(words: str, relative_to: ImpreciseDate | date | str) -> ImpreciseDate:
    """Read an English time expression. The date of the text that contains the expression is `relative_to`.

    >>> read_date_words("over the past three months", "2024-11-29")
    ImpreciseDate('2024-08~/2024-11-29')

    If `relative_to` is not a single day, the words are read twice: relative to the first day of `relative_to` and
    relative to the last day. (The days in between would add nothing, because a later day never gives an earlier date.)
    If the two readings differ, the result is the smallest day, month, quarter, half-year or year that contains both
    readings. If the readings are intervals, each end of the result is determined in this way. If the words depend on
    `relative_to`, the result also has the qualifiers of `relative_to`.

    >>> read_date_words("yesterday", "2024-11~")
    ImpreciseDate('2024-36~')

    Raises `DateWordsError` for words that the table does not cover. The error gives the position of the first unknown
    word.
    """
    if not isinstance(words, str):
        raise DateWordsError("expected a string", value=words)
    if len(words) > _LONGEST:
        reason = f"a time expression must have at most {_LONGEST} characters"
        raise DateWordsError(reason, value=words, position=_LONGEST)
    anchor = ImpreciseDate.of(relative_to)
    reader = _Reader(words, anchor.earliest)
    first = reader.part(0, len(words))
    if not reader.depends_on_day:
        return first
    last = _Reader(words, anchor.latest).part(0, len(words))
    both = str(first) if first == last else _both(words, first, last)
    return ImpreciseDate(add_qualifiers(both, approximate=anchor.is_approximate, uncertain=anchor.is_uncertain))


class _Reader:
    """A reader for one expression, relative to one possible date of the text.

    The attribute `depends_on_day` becomes True when a rule uses the date of the text.
    """

    def __init__(self, words: str, day: date | None) -> None:
        self.depends_on_day = False
        self._words = words
        self._text = words.translate(_STRAIGHT)
        self._day = day

    @property
    def day(self) -> date:
        self.depends_on_day = True
        if self._day is None:
            reason = "the words depend on the date of the text, but that date has an open or unknown end"
            raise DateWordsError(reason, value=self._words)
        return self._day

    def read(self, match: re.Match[str], group: str, day: date | None = None) -> ImpreciseDate:
        reader = self if day is None else _Reader(self._words, day)
        return reader.part(*match.span(group))

    def error(self, match: re.Match[str], reason: str) -> DateWordsError:
        return DateWordsError(reason, value=self._words, position=match.start())

    def part(self, start: int, end: int) -> ImpreciseDate:
        span = self._text[start:end]
        start, end = end - len(span.lstrip()), start + len(span.rstrip())
        for row in DATE_EXPRESSIONS:
            match = row.pattern.fullmatch(self._text, start, end)
            if match is None:
                continue
            try:
                return ImpreciseDate(row.rule(match, self))
            except DateWordsError:
                raise
            except InvalidValueError as error:
                raise self.error(match, f"{error.value}: {error.reason}") from None
            except (OverflowError, ValueError):
                raise self.error(match, "the result is outside the years 0001 to 9999") from None
        raise self._unread(start, end)

    def _unread(self, start: int, end: int) -> DateWordsError:
        known = _vocabulary()
        for word in _WORD.finditer(self._text, start, end):
            if word[0].lower() not in known:
                long_words = [name for name in known if len(name) > _SHORT]
                near = difflib.get_close_matches(word[0].lower(), long_words, n=1, cutoff=0.75)
                suggestion = f"did you mean {near[0]!r}?" if near else None
                reason = f"unknown word {word[0]!r}"
                return DateWordsError(reason, value=self._words, position=word.start(), suggestion=suggestion)
        reason = "these words have no meaning in this order" if start < end else "the expression is empty"
        return DateWordsError(reason, value=self._words, position=start, suggestion="write the date in EDTF")


def _vocabulary() -> list[str]:
    names = [name.lower() for name in (*month_name, *month_abbr) if name]
    patterns = (row.pattern.pattern.replace(MONTH, " ") for row in DATE_EXPRESSIONS)
    others = (word.lower() for text in patterns for word in _WORD.findall(re.sub(r"\(\?P<\w+>|\\s", " ", text)))
    plurals = (f"{unit}s" for unit in ("day", "week", "month", "quarter", "year", "decade"))
    return sorted({*names, *others, *plurals})


def _both(words: str, first: ImpreciseDate, last: ImpreciseDate) -> str:
    """Return the notation that covers two dates: a calendar unit, or an interval with a unit at each end."""
    are_intervals = first.precision is last.precision is Precision.INTERVAL
    firsts, lasts = (str(each).split("/") if are_intervals else [str(each)] for each in (first, last))
    units = []
    for one, other in zip(firsts, lasts, strict=True):
        unit = one if one == other else _unit_of_both(ImpreciseDate(one), ImpreciseDate(other))
        if unit is None:
            reason = (
                f"the words mean {first} or {last}, depending on the date of the text;"
                " no year contains both of these dates"
            )
            raise DateWordsError(reason, value=words, suggestion="give a more precise date for the text")
        units.append(unit)
    return "/".join(units)


def _unit_of_both(first: ImpreciseDate, last: ImpreciseDate) -> str | None:
    assert first.earliest is not None
    assert last.latest is not None
    unit = smallest_common_unit(first.earliest, last.latest)
    is_approximate = first.is_approximate or last.is_approximate
    is_uncertain = first.is_uncertain or last.is_uncertain
    return unit and add_qualifiers(unit, approximate=is_approximate, uncertain=is_uncertain)
