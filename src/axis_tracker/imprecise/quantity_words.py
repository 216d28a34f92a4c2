"""Reading English expressions of number: "over 1 million rounds" -> an interval, its unit, and the wording.

A reader of the tables in `quantity_word_table`: `number_words` reads the numbers, `quantity_phrases` says what the
parts mean together. What it cannot read without guessing it refuses with the position. `Quantity.from_words` loads it
on first use.
"""

from __future__ import annotations

import difflib
import re
from itertools import pairwise
from typing import Final, NamedTuple, TypeVar

from axis_tracker.errors import InvalidValueError, QuantityWordsError
from axis_tracker.imprecise.exact_numbers import Number
from axis_tracker.imprecise.number_words import Tokens, WrittenNumber, read_number
from axis_tracker.imprecise.quantity_phrases import Phrase, Span, hedged, joined, range_of
from axis_tracker.imprecise.quantity_word_table import (
    HEDGES,
    NUMBER_WORDS,
    SCALES,
    VAGUE_NUMBERS,
    Hedge,
    VagueNumber,
)
from axis_tracker.imprecise.units import CURRENCIES, PERCENT_ALONE, refusal, stored_unit

__all__ = ["QuantityWords", "read_quantity_words"]

_Row = TypeVar("_Row", Hedge, VagueNumber)

_BEFORE: Final = {tuple(hedge.words.split()): hedge for hedge in HEDGES if not hedge.follows}
_AFTER: Final = {tuple(hedge.words.split()): hedge for hedge in HEDGES if hedge.follows}
_VAGUE: Final = {tuple(vague.words.split()): vague for vague in VAGUE_NUMBERS}
_LONGEST: Final = max(map(len, (*_BEFORE, *_AFTER, *_VAGUE)))
_MOST_CHARACTERS: Final = 1_000
"""Of an expression: what stands after "between" is read once for each "and"."""
_NUMBERS: Final = [(word,) for word in ("between", *NUMBER_WORDS)]
_SMALL_SCALES: Final = {"dozen": 12, "hundred": 100}
_DASHES: Final = ("-", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}", "\N{FIGURE DASH}", "\N{EN DASH}")
_TOKENLESS: Final = re.compile("-+|[\N{HYPHEN}\N{NON-BREAKING HYPHEN}]+")
"""The hyphen of "twenty-five", which is in no token."""
_RANGE_JOINTS: Final = ("to", "or", *_DASHES)
_FIRST_WORDS: Final = sorted({word for words in (*_BEFORE, *_VAGUE, *_NUMBERS) for word in words[:1] if len(word) > 3})


class QuantityWords(NamedTuple):
    """What an expression of number says: the interval, its unit, and how it was said.

    `wording` is the expression without its unit; `figure`, `hedge` and `is_approximate` are those of `Quantity`.
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


def read_quantity_words(text: str) -> QuantityWords:
    """What an English expression of number says.

    >>> read_quantity_words("up to 12,000 troops")[:5]
    (None, 12000, True, True, 'troops')

    Raises `QuantityWordsError` with the position of what it cannot read; contradicting hedges get a suggestion.
    """
    if not isinstance(text, str):
        raise QuantityWordsError("expected a text", value=text)
    if len(text) > _MOST_CHARACTERS:
        reason = f"an expression of number has at most {_MOST_CHARACTERS:,} characters"
        raise QuantityWordsError(reason, value=text, position=_MOST_CHARACTERS)
    try:
        return _Reader(text).read()
    except QuantityWordsError:
        raise
    except InvalidValueError as error:
        raise QuantityWordsError(error.reason, value=text) from error


def _longest(rows: dict[tuple[str, ...], _Row], tokens: Tokens, at: int) -> tuple[_Row, int] | None:
    """The row of most words that stands at a token, and the index after it."""
    for count in range(_LONGEST, 0, -1):
        row = rows.get(tokens.keys(at, count))
        if row is not None:
            return row, at + count
    return None


class _Reader:
    """One reading of one text; `at` is the index of the next token."""

    def __init__(self, text: str) -> None:
        self.tokens = Tokens(text)
        self.at = 0
        self.currency = ""
        self.may_take_of = False

    def read(self) -> QuantityWords:
        tokens = self.tokens
        if not len(tokens):
            raise tokens.error("there is nothing to read", 0)
        phrases = [self.phrase()]
        joint = self.at + (tokens[self.at].key == ",")
        joint += tokens[joint].key in ("and", "but")
        if joint > self.at and _longest(_BEFORE, tokens, joint):
            self.at = joint
            phrases.append(self.phrase())
        end_of_number = self.at
        tail, unit_end = self.hedge_at_the_end()
        if tail:
            phrases[-1] = phrases[-1]._replace(hedges=(*phrases[-1].hedges, tail))
        unit = self.unit(unit_end)
        spans = [hedged(phrase, tokens) for phrase in phrases]
        span = spans[0] if len(spans) == 1 else joined(phrases, spans, tokens)
        hedges = [hedge for phrase in phrases for hedge in phrase.hedges]
        single = phrases[0] if len(phrases) == 1 else None
        figure = single.written.value if single and single.written else None
        if single and single.is_vague and single.span.low == single.span.high:
            figure = single.span.low
        return QuantityWords(
            *span[:4],
            unit=unit,
            wording=self.wording(end_of_number, unit_end),
            figure=figure,
            hedge=", ".join(hedge.words for hedge in hedges) or None,
            is_approximate=any(hedge.rounds for hedge in hedges)
            or any(phrase.is_vague and phrase.span.low != phrase.span.high for phrase in phrases),
        )

    # The parts of an expression

    def phrase(self) -> Phrase:
        start = self.at
        self.may_take_of = False
        hedges = self.hedges()
        opening = self.tokens[self.at].key
        if opening in ("between", "from"):
            self.at += 1
            hedges += self.hedges()
            span = self.between() if opening == "between" else self.range_from(self.number(), ("to", *_DASHES))
            return Phrase(hedges + self.hedge_after(), span, None, is_vague=False, start=start)
        self.sign_of_currency()
        vague = _longest(_VAGUE, self.tokens, self.at)
        if vague:
            span = self.vague(*vague)
            return Phrase(hedges + self.hedge_after(), span, None, is_vague=True, start=start)
        written = self.number()
        after = self.hedge_after()
        if not after and self.tokens[self.at].key in _RANGE_JOINTS:
            span = self.range_from(written, _RANGE_JOINTS)
            return Phrase(hedges + self.hedge_after(), span, None, is_vague=False, start=start)
        span = Span(written.value, written.value, step=written.step)
        return Phrase(hedges + after, span, written, is_vague=False, start=start)

    def hedge_after(self) -> tuple[Hedge, ...]:
        after = _longest(_AFTER, self.tokens, self.at)
        if after is None:
            return ()
        self.at = after[1]
        return (after[0],)

    def hedges(self) -> tuple[Hedge, ...]:
        found: list[Hedge] = []
        # "a hundred" and "some hundreds" begin like hedges of several words, so numbers are not asked for here
        while match := _longest(_BEFORE, self.tokens, self.at):
            found.append(match[0])
            self.at = match[1]
        return tuple(found)

    def sign_of_currency(self) -> None:
        token = self.tokens[self.at]
        if token.kind != "currency":
            return
        unit = CURRENCIES[token.text]
        if self.currency not in ("", unit):
            raise self.tokens.error(f"{unit} and {self.currency} in one quantity", self.at)
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
        token = self.tokens[self.at]
        follower = self.tokens[self.at + 1]
        advice = None
        if token.key in (*_DASHES, "\N{MINUS SIGN}") and follower.kind == "digits":
            advice = f'counts are not negative; where a difference is meant, write "minus {follower.text}"'
        elif token.key in SCALES or token.key in ("hundred", "dozen"):
            advice = f'write "a {token.text}", or the figures'
        elif token.key in ("a", "an"):
            advice = 'write "one"'
        elif token.key in ("no", "none"):
            advice = 'write "zero"'
        elif token.kind == "word":
            near = difflib.get_close_matches(token.key, _FIRST_WORDS, n=1, cutoff=0.8)
            advice = f"did you mean {near[0]!r}?" if near else None
        found = f", found {token.text!r}" if token.text else ""
        return self.tokens.error(f"expected a number{found}", self.at, advice)

    def vague(self, row: VagueNumber, end: int) -> Span:
        low, high, factor = row.low, row.high, 1
        after_of = end + (row.takes_of and self.tokens[end].key == "of")
        if row.takes_scale:
            factor, scaled_end = self.scales(after_of)
            end = scaled_end if factor > 1 else end
        self.at = end
        self.may_take_of = row.takes_of and factor == 1
        return Span(None if low is None else low * factor, None if high is None else high * factor)

    def scales(self, at: int) -> tuple[int, int]:
        """The scale words from a token on, as one factor: "hundred thousand"."""
        factor = 1
        if self.tokens[at].key in _SMALL_SCALES:
            factor, at = _SMALL_SCALES[self.tokens[at].key], at + 1
        if factor != _SMALL_SCALES["dozen"] and self.tokens[at].key in SCALES:
            factor, at = factor * SCALES[self.tokens[at].key], at + 1
        return factor, at

    def between(self) -> Span:
        """A range after "between": every "and" is tried, since numbers have some of their own."""
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
            span, self.at = readings[0]
            return span
        if readings:
            raise self.tokens.error("these words make more than one range", start, "write the numbers in figures")
        self.at = start
        raise failure or self.tokens.error('expected "between" one number "and" another', start)

    def number_up_to(self, joint: int) -> WrittenNumber:
        """The number that ends right before a token, though it could go on after it."""
        whole = self.tokens
        self.tokens = whole.before(joint)
        try:
            written = self.number()
        finally:
            self.tokens = whole
        if self.at != joint:
            raise self.tokens.error('expected "and" and a second number', self.at)
        return written

    def range_from(self, low: WrittenNumber, joints: tuple[str, ...]) -> Span:
        """The range whose first number was just read."""
        if self.tokens[self.at].key not in joints:
            raise self.tokens.error(f"expected {joints[0]!r} and a second number", self.at)
        self.at += 1
        at_second = self.at
        return range_of(low, self.number(), self.tokens, at_second)

    def hedge_at_the_end(self) -> tuple[Hedge | None, int]:
        """The hedge that stands after the unit, and the index where the unit ends."""
        end = len(self.tokens)
        for words, hedge in _AFTER.items():
            if end - len(words) > self.at and self.tokens.keys(end - len(words), len(words)) == words:
                return hedge, end - len(words)
        return None, end

    def unit(self, end: int) -> str:
        tokens = self.tokens
        takes_of = self.may_take_of and tokens[self.at].key == "of"
        start = self.at + takes_of
        rest = tokens.all[start:end]
        if not rest:
            if takes_of:
                raise tokens.error("of what?", self.at)
            return self.currency
        if self.currency:
            raise tokens.error(f"the unit is {self.currency} already", start)
        unit = stored_unit(" ".join(token.text for token in rest))
        reason = refusal(unit)
        if reason is None:
            return unit
        if "percent" in (stored_unit(" ".join(token.text for token in rest[:count])) for count in (1, 2)):
            raise tokens.error(PERCENT_ALONE, start, "write 'percent', and the rest in share_of")
        for index, token in enumerate(rest, start):
            if token.kind != "word":
                raise tokens.error(f"expected the unit in words, found {token.text!r}", index)
            after = f" {tokens[index + 1].text}" if index + 1 < end else ""  # "a" may begin "a month"
            of_word = refusal(token.text + after) if refusal(token.text) and token.key != "of" else None
            if of_word:
                raise tokens.error(of_word, index)
        raise tokens.error(reason, start)

    def wording(self, end_of_number: int, unit_end: int) -> str:
        """The text's own words, without the unit and signs of currency, and with single spaces."""
        tokens = self.tokens
        every = (*tokens.all[:end_of_number], *tokens.all[unit_end:])
        kept = [token for token in every if token.kind != "currency"]
        words = tokens.text[kept[0].start : kept[0].end] if kept else ""
        for token, after in pairwise(kept):
            said = tokens.text[after.start : after.end]
            gap = tokens.text[token.end : after.start]
            if any(map(str.isspace, gap)):
                words += " "
            elif gap and token.kind == after.kind == "word" and _TOKENLESS.fullmatch(gap):
                words += gap
            elif gap and token.kind != "sign" and after.kind != "sign":
                words += " "  # "5%or so" without its unit, and "c.$6" without its sign
            words += said
        return words
