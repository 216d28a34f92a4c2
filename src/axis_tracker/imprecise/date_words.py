"""Reads English expressions of time ("back in June", "the past three months") against the date of their text.

What each means is a row of `CONVENTIONS`, written down in `date_word_table`; this module finds the row, resolves it on
the days that the text's own date allows, and refuses what no row covers. Loaded by `ImpreciseDate.from_words` on first
use.
"""

from __future__ import annotations

import difflib
import re
from calendar import month_abbr, month_name
from datetime import date
from typing import Final

from axis_tracker.errors import DateWordsError, InvalidValueError
from axis_tracker.imprecise.date_calendar import qualified, smallest_unit
from axis_tracker.imprecise.date_word_table import CONVENTIONS, MONTH, Convention
from axis_tracker.imprecise.dates import ImpreciseDate, Precision

__all__ = ["CONVENTIONS", "Convention", "read_date_words"]

_STRAIGHT: Final = str.maketrans("\u2018\u2019\u2011", "''-")
_WORD: Final = re.compile(r"[A-Za-z]+")
_LONGEST: Final = 200
"""Characters of an expression; the patterns of the conventions take the square of its length."""
_SHORT: Final = 3  # letters of an abbreviation, which is no good suggestion


def read_date_words(words: str, relative_to: ImpreciseDate | date | str) -> ImpreciseDate:
    """The date that English words mean in a text of the date `relative_to`.

    >>> read_date_words("over the past three months", "2024-11-29")
    ImpreciseDate('2024-08~/2024-11-29')

    Where `relative_to` is imprecise, the words are read on its first and on its last day. (Later days give no earlier
    readings, so the days between add nothing.) Where the two differ, the smallest of day, month, quarter, half-year
    and year that holds both is taken, for an interval at each end; the qualifiers of `relative_to` pass on to what was
    reckoned from it.

    >>> read_date_words("yesterday", "2024-11~")
    ImpreciseDate('2024-36~')

    Raises `DateWordsError` for words that no convention covers, with the position of the first that none of them knows.
    """
    if not isinstance(words, str):
        raise DateWordsError("expected words", value=words)
    if len(words) > _LONGEST:
        reason = f"an expression of time has at most {_LONGEST} characters"
        raise DateWordsError(reason, value=words, position=_LONGEST)
    anchor = ImpreciseDate.of(relative_to)
    scene = _Scene(words, anchor.earliest)
    first = scene.whole()
    if not scene.is_reckoned:
        return first
    last = _Scene(words, anchor.latest).whole()
    both = str(first) if first == last else _both(words, first, last)
    return ImpreciseDate(qualified(both, approximate=anchor.is_approximate, uncertain=anchor.is_uncertain))


class _Scene:
    """The words on one day: finds the row for each part of them, and notes whether the day was asked for."""

    def __init__(self, words: str, day: date | None) -> None:
        self.is_reckoned = False
        self._words = words
        self._text = words.translate(_STRAIGHT)
        self._day = day

    @property
    def day(self) -> date:
        self.is_reckoned = True
        if self._day is None:
            reason = "this is reckoned from the date of the text, and that has no first or no last day"
            raise DateWordsError(reason, value=self._words)
        return self._day

    def whole(self) -> ImpreciseDate:
        return self.part(0, len(self._text))

    def read(self, match: re.Match[str], group: str, day: date | None = None) -> ImpreciseDate:
        scene = self if day is None else _Scene(self._words, day)
        return scene.part(*match.span(group))

    def refusal(self, match: re.Match[str], reason: str) -> DateWordsError:
        return DateWordsError(reason, value=self._words, position=match.start())

    def part(self, start: int, end: int) -> ImpreciseDate:
        span = self._text[start:end]
        start, end = end - len(span.lstrip()), start + len(span.rstrip())
        for row in CONVENTIONS:
            match = row.pattern.fullmatch(self._text, start, end)
            if match is None:
                continue
            try:
                return ImpreciseDate(row.rule(match, self))
            except DateWordsError:
                raise
            except InvalidValueError as error:
                raise self.refusal(match, f"{error.value}: {error.reason}") from None
            except (OverflowError, ValueError):
                raise self.refusal(match, "this leads out of the years 0001 to 9999") from None
        raise self._unread(start, end)

    def _unread(self, start: int, end: int) -> DateWordsError:
        known = _vocabulary()
        for word in _WORD.finditer(self._text, start, end):
            if word[0].lower() not in known:
                long_words = [name for name in known if len(name) > _SHORT]
                near = difflib.get_close_matches(word[0].lower(), long_words, n=1, cutoff=0.75)
                suggestion = f"did you mean {near[0]!r}?" if near else None
                reason = f"no convention knows {word[0]!r}"
                return DateWordsError(reason, value=self._words, position=word.start(), suggestion=suggestion)
        reason = "no convention covers these words in this order" if start < end else "there are no words"
        return DateWordsError(reason, value=self._words, position=start, suggestion="write the date in EDTF")


def _vocabulary() -> list[str]:
    names = [name.lower() for name in (*month_name, *month_abbr) if name]
    patterns = (row.pattern.pattern.replace(MONTH, " ") for row in CONVENTIONS)
    others = (word.lower() for text in patterns for word in _WORD.findall(re.sub(r"\(\?P<\w+>|\\s", " ", text)))
    plurals = (f"{unit}s" for unit in ("day", "week", "month", "quarter", "year", "decade"))
    return sorted({*names, *others, *plurals})


def _both(words: str, first: ImpreciseDate, last: ImpreciseDate) -> str:
    """What holds two readings of the same words: a calendar unit, for intervals one at each end."""
    if first.precision is last.precision is Precision.INTERVAL:
        ends = zip(str(first).split("/"), str(last).split("/"), strict=True)
    else:
        ends = zip([str(first)], [str(last)], strict=True)
    units = []
    for one, other in ends:
        unit = one if one == other else _unit_of_both(ImpreciseDate(one), ImpreciseDate(other))
        if unit is None:
            reason = f"it may mean {first} or {last}, by the day in the date of the text, and no year holds both"
            raise DateWordsError(reason, value=words, suggestion="give a closer date for the text")
        units.append(unit)
    return "/".join(units)


def _unit_of_both(first: ImpreciseDate, last: ImpreciseDate) -> str | None:
    assert first.earliest is not None
    assert last.latest is not None
    unit = smallest_unit(first.earliest, last.latest)
    is_approximate = first.is_approximate or last.is_approximate
    is_uncertain = first.is_uncertain or last.is_uncertain
    return unit and qualified(unit, approximate=is_approximate, uncertain=is_uncertain)
