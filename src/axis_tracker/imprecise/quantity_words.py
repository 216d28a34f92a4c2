"""Read English number expressions. For example, "over 1 million rounds" becomes an interval, a unit and a wording.

`number_words` reads the numbers and `quantity_phrases` interprets the parts together. The reader does not guess. If
some text cannot be read, the reader raises an error with the position of that text.
"""

# Reading files does not need this module, so `Quantity.from_words` loads it only when first called.

from __future__ import annotations

import difflib
import re
from itertools import pairwise
from typing import Final, NamedTuple, TypeVar

from axis_tracker.errors import InvalidValueError, QuantityWordsError
from axis_tracker.imprecise.exact_numbers import Number
from axis_tracker.imprecise.number_words import Tokens, WrittenNumber, read_number
from axis_tracker.imprecise.quantity_phrases import Phrase, RoundedInterval, apply_hedges, combine_bounds, range_between
from axis_tracker.imprecise.quantity_word_table import (
    HEDGES,
    NUMBER_WORDS,
    SCALES,
    VAGUE_NUMBERS,
    VAGUE_SIZES,
    Hedge,
    VagueNumber,
)
from axis_tracker.imprecise.units import CURRENCIES, PERCENT_ALONE, invalid_unit_reason, is_counted, stored_unit

__all__ = ["QuantityWords", "read_quantity_words"]

_Row = TypeVar("_Row", Hedge, VagueNumber)

_BEFORE: Final = {tuple(hedge.words.split()): hedge for hedge in HEDGES if not hedge.follows}
_AFTER: Final = {tuple(hedge.words.split()): hedge for hedge in HEDGES if hedge.follows}
_VAGUE: Final = {tuple(vague.words.split()): vague for vague in (*VAGUE_NUMBERS, *VAGUE_SIZES)}
_LONGEST: Final = max(map(len, (*_BEFORE, *_AFTER, *_VAGUE)))
_MOST_CHARACTERS: Final = 1_000
"""The maximum length of an expression, in characters.

Longer expressions could take too long, because the text after "between" is read once for each "and".
"""
_NUMBERS: Final = [(word,) for word in ("between", *NUMBER_WORDS)]
_SMALL_SCALES: Final = {"dozen": 12, "hundred": 100}
_DASHES: Final = ("-", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}", "\N{FIGURE DASH}", "\N{EN DASH}")
_HYPHENS: Final = re.compile("-+|[\N{HYPHEN}\N{NON-BREAKING HYPHEN}]+")
"""The hyphens in words such as "twenty-five". Tokens do not contain these hyphens."""
_RANGE_JOINTS: Final = ("to", "or", *_DASHES)
_FIRST_WORDS: Final = sorted({word for words in (*_BEFORE, *_VAGUE, *_NUMBERS) for word in words[:1] if len(word) > 3})


class QuantityWords(NamedTuple):
    """The interval, the unit and the words that were read from a number expression.

    Attributes:
        low: The low end, or None if the interval has no lower bound.
        high: The high end, or None if the interval has no upper bound.
        includes_low: Whether the interval includes the low end itself.
        includes_high: Whether the interval includes the high end itself.
        unit: What is counted or measured, or "" if the expression has no unit.
        wording: The expression without its unit.
        figure: The single number in the expression, or None if there is no such number.
        hedge: The hedges, separated by commas, or None if there are none.
        is_approximate: Whether the words make the number approximate.
        is_uncertain: Whether a question mark follows the number.
    """

    low: Number | None
    high: Number | None
    includes_low: bool
    includes_high: bool
    unit: str
    wording: str
    figure: Number | None
    hedge: str | None
    is_approximate: bool
    is_uncertain: bool


def read_quantity_words(text: str, *, unit: str = "") -> QuantityWords:
    """Read an English number expression. `unit` is the unit of the number if the text does not contain the unit.

    >>> read_quantity_words("up to 12,000 troops")[:5]
    (None, 12000, True, True, 'troops')

    Raises `QuantityWordsError` if a part of the expression cannot be read. The error gives the position of that part.
    If hedges contradict each other, the error suggests which hedge to keep.
    """
    if not isinstance(text, str):
        raise QuantityWordsError("expected a string", value=text)
    if len(text) > _MOST_CHARACTERS:
        reason = f"a number expression must have at most {_MOST_CHARACTERS:,} characters"
        raise QuantityWordsError(reason, value=text, position=_MOST_CHARACTERS)
    try:
        return _Reader(text, unit).read()
    except QuantityWordsError:
        raise
    except InvalidValueError as error:
        raise QuantityWordsError(error.reason, value=text) from error


def _longest(rows: dict[tuple[str, ...], _Row], tokens: Tokens, at: int) -> tuple[_Row, int] | None:
    """Return the table row with the longest match at a token, and the index after the match."""
    for count in range(_LONGEST, 0, -1):
        row = rows.get(tokens.keys(at, count))
        if row is not None:
            return row, at + count
    return None


class _Reader:
    """A reader for one expression. `at` is the index of the next token."""

    def __init__(self, text: str, unit: str) -> None:
        self.tokens = Tokens(text)
        self.unit_elsewhere = unit
        self.at = 0
        self.currency = ""
        self.may_take_of = False

    def read(self) -> QuantityWords:
        tokens = self.tokens
        if not len(tokens):
            raise tokens.error("the expression is empty", 0)
        phrases = [self.phrase()]
        joint = self.at + (tokens[self.at].key == ",")
        joint += tokens[joint].key in ("and", "but")
        if joint > self.at and _longest(_BEFORE, tokens, joint):
            self.at = joint
            phrases.append(self.phrase())
        end_of_number = self.at
        is_uncertain = tokens[self.at].key == "?"
        self.at += is_uncertain
        tail, unit_end = self.hedge_at_the_end()
        if tail:
            phrases[-1] = phrases[-1]._replace(hedges=(*phrases[-1].hedges, tail))
        unit = self.unit(unit_end)
        counted = is_counted(unit or self.unit_elsewhere)
        intervals = [apply_hedges(phrase, tokens, counted=counted) for phrase in phrases]
        interval = intervals[0] if len(intervals) == 1 else combine_bounds(phrases, intervals, tokens)
        hedges = [hedge for phrase in phrases for hedge in phrase.hedges]
        single = phrases[0] if len(phrases) == 1 else None
        figure = single.written.value if single and single.written else None
        if single and single.is_vague and single.interval.low == single.interval.high:
            figure = single.interval.low
        return QuantityWords(
            *interval[:4],
            unit=unit,
            wording=self.wording(end_of_number, unit_end),
            figure=figure,
            hedge=", ".join(hedge.words for hedge in hedges) or None,
            is_approximate=any(hedge.rounds for hedge in hedges)
            or any(phrase.is_vague and phrase.interval.low != phrase.interval.high for phrase in phrases),
            is_uncertain=is_uncertain,
        )

    # The parts of an expression

    def phrase(self) -> Phrase:
        """Read a number or range with the hedges around it."""
        start = self.at
        self.may_take_of = False
        hedges = self.hedges()
        opening = self.tokens[self.at].key
        if opening in ("between", "from"):
            self.at += 1
            hedges += self.hedges()
            interval = self.between() if opening == "between" else self.range_from(self.number(), ("to", *_DASHES))
            return Phrase(hedges + self.hedge_after(), interval, None, is_vague=False, start=start)
        self.sign_of_currency()
        vague = _longest(_VAGUE, self.tokens, self.at)
        if vague:
            interval = self.vague(*vague)
            return Phrase(hedges + self.hedge_after(), interval, None, is_vague=True, start=start)
        written = self.number()
        after = self.hedge_after()
        if not after and self.tokens[self.at].key in _RANGE_JOINTS:
            interval = self.range_from(written, _RANGE_JOINTS)
            return Phrase(hedges + self.hedge_after(), interval, None, is_vague=False, start=start)
        interval = RoundedInterval(written.value, written.value, step=written.step)
        return Phrase(hedges + after, interval, written, is_vague=False, start=start)

    def hedge_after(self) -> tuple[Hedge, ...]:
        """Read a hedge that follows the number, if there is one."""
        after = _longest(_AFTER, self.tokens, self.at)
        if after is None:
            return ()
        self.at = after[1]
        return (after[0],)

    def hedges(self) -> tuple[Hedge, ...]:
        """Read the hedges before a number."""
        found: list[Hedge] = []
        # Hedges are tried before numbers, because "a minimum of" begins like "a hundred".
        while match := _longest(_BEFORE, self.tokens, self.at):
            found.append(match[0])
            self.at = match[1]
        return tuple(found)

    def sign_of_currency(self) -> None:
        """Read a currency sign, if there is one. A range may repeat the sign before its second number."""
        token = self.tokens[self.at]
        if token.kind != "currency":
            return
        unit = CURRENCIES[token.text]
        if self.currency not in ("", unit):
            raise self.tokens.error(f"expected one currency, found {self.currency} and {unit}", self.at)
        self.currency = unit
        self.at += 1

    def number(self) -> WrittenNumber:
        self.sign_of_currency()
        read = read_number(self.tokens, self.at)
        if read is None:
            raise self.no_number()
        self.at = read[1]
        return read[0]

    def no_number(self) -> QuantityWordsError:
        """Return the error for a token that cannot begin a number, with advice for common cases."""
        token = self.tokens[self.at]
        follower = self.tokens[self.at + 1]
        advice = None
        if token.key in (*_DASHES, "\N{MINUS SIGN}") and follower.kind == "digits":
            advice = f'for a negative number, write "minus {follower.text}"; counts are never negative'
        elif token.key in SCALES or token.key in ("hundred", "dozen"):
            advice = f'write "a {token.text}", or use figures'
        elif token.key in ("a", "an"):
            advice = 'write "one"'
        elif token.key in ("no", "none"):
            advice = 'write "zero"'
        elif token.kind == "word":
            near = difflib.get_close_matches(token.key, _FIRST_WORDS, n=1, cutoff=0.8)
            advice = f"did you mean {near[0]!r}?" if near else None
        found = f", found {token.text!r}" if token.text else ""
        return self.tokens.error(f"expected a number{found}", self.at, advice)

    def vague(self, row: VagueNumber, end: int) -> RoundedInterval:
        """Read a scale word after a vague number, if there is one, and return the interval of the number."""
        low, high, factor = row.low, row.high, 1
        after_of = end + (row.takes_of and self.tokens[end].key == "of")
        if row.takes_scale:
            factor, scaled_end = self.scales(after_of)
            end = scaled_end if factor > 1 else end
        self.at = end
        self.may_take_of = row.takes_of and factor == 1
        return RoundedInterval(None if low is None else low * factor, None if high is None else high * factor)

    def scales(self, at: int) -> tuple[int, int]:
        """Read scale words such as "hundred thousand". Return the factor of the words and the index after the words."""
        factor = 1
        if self.tokens[at].key in _SMALL_SCALES:
            factor, at = _SMALL_SCALES[self.tokens[at].key], at + 1
        if factor != _SMALL_SCALES["dozen"] and self.tokens[at].key in SCALES:
            factor, at = factor * SCALES[self.tokens[at].key], at + 1
        return factor, at

    def between(self) -> RoundedInterval:
        """Read a range after "between".

        Numbers can also contain "and", so each "and" is tried as the word between the two ends.
        """
        start, readings = self.at, []
        failure: QuantityWordsError | None = None
        for joint in (i for i in range(start, len(self.tokens)) if self.tokens[i].key == "and"):
            self.at = start
            try:
                low = self.number_up_to(joint)
                readings.append((self.range_from(low, ("and",)), self.at))
            except QuantityWordsError as error:
                failure = failure or error
        if len(readings) == 1:
            interval, self.at = readings[0]
            return interval
        if readings:
            raise self.tokens.error(
                "the words can be read as more than one range", start, "write the numbers in figures"
            )
        self.at = start
        raise failure or self.tokens.error('expected two numbers joined by "and" after "between"', start)

    def number_up_to(self, joint: int) -> WrittenNumber:
        """Read a number that must end before the token at `joint`, even if the words could also be read further."""
        whole = self.tokens
        self.tokens = whole.before(joint)
        try:
            written = self.number()
        finally:
            self.tokens = whole
        if self.at != joint:
            raise self.tokens.error('expected "and" and a second number', self.at)
        return written

    def range_from(self, low: WrittenNumber, joints: tuple[str, ...]) -> RoundedInterval:
        """Read the joining word and the second number of a range, and return the range."""
        if self.tokens[self.at].key not in joints:
            raise self.tokens.error(f"expected {joints[0]!r} and a second number", self.at)
        self.at += 1
        at_second = self.at
        return range_between(low, self.number(), self.tokens, at_second)

    def hedge_at_the_end(self) -> tuple[Hedge | None, int]:
        """Return the hedge at the end of the expression, or None, and the index at which the unit ends."""
        end = len(self.tokens)
        for words, hedge in _AFTER.items():
            if end - len(words) > self.at and self.tokens.keys(end - len(words), len(words)) == words:
                return hedge, end - len(words)
        return None, end

    def unit(self, end: int) -> str:
        """Read the unit, which is all the text up to the index `end`."""
        tokens = self.tokens
        takes_of = self.may_take_of and tokens[self.at].key == "of"
        start = self.at + takes_of
        rest = tokens.all[start:end]
        if not rest:
            if takes_of:
                raise tokens.error("expected a unit after 'of'", self.at)
            return self.currency
        if self.currency:
            raise tokens.error(f"the currency sign already gives the unit {self.currency}", start)
        unit = stored_unit(" ".join(token.text for token in rest))
        reason = invalid_unit_reason(unit)
        if reason is None:
            return unit
        if "percent" in (stored_unit(" ".join(token.text for token in rest[:count])) for count in (1, 2)):
            raise tokens.error(PERCENT_ALONE, start, "write 'percent', and put the whole in share_of")
        for index, token in enumerate(rest, start):
            if token.kind != "word":
                raise tokens.error(f"expected the unit in words, found {token.text!r}", index)
            if token.key != "of" and invalid_unit_reason(token.text):
                # The reason can depend on the next word, because "a" may begin a period such as "a month".
                after = f" {tokens[index + 1].text}" if index + 1 < end else ""
                raise tokens.error(invalid_unit_reason(token.text + after) or reason, index)
        raise tokens.error(reason, start)

    def wording(self, end_of_number: int, unit_end: int) -> str:
        """Return the expression without the unit and the currency signs, and with single spaces."""
        tokens = self.tokens
        every = (*tokens.all[:end_of_number], *tokens.all[unit_end:])
        kept = [token for token in every if token.kind != "currency"]
        words = tokens.text[kept[0].start : kept[0].end] if kept else ""
        for token, after in pairwise(kept):
            said = tokens.text[after.start : after.end]
            gap = tokens.text[token.end : after.start]
            if any(map(str.isspace, gap)):
                words += " "
            elif gap and token.kind == after.kind == "word" and _HYPHENS.fullmatch(gap):
                words += gap
            elif gap and token.kind != "sign" and after.kind != "sign":
                words += " "  # "5%or so" without its unit, and "c.$6" without its sign
            words += said
        return words
