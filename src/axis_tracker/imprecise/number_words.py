"""Read numbers in text, such as "2.5 million", "one hundred and fifty", "half a million" or "10k".

This module splits a text into tokens and reads one number from the tokens. `quantity_words` adds hedges, ranges and
units.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from axis_tracker.errors import QuantityWordsError
from axis_tracker.imprecise.exact_numbers import Number, negated, normalized_number, product, sum_of
from axis_tracker.imprecise.quantity_word_table import NUMBER_WORDS, SCALE_LETTERS, SCALES
from axis_tracker.imprecise.units import CURRENCIES

__all__ = ["Token", "Tokens", "WrittenNumber", "read_number"]

# The spaces that can group the digits of one number. An ordinary space can also separate two numbers.
_GROUPING: Final = ",\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}"
_HYPHENS: Final = "\N{HYPHEN}\N{NON-BREAKING HYPHEN}-"
_APOSTROPHE: Final = "\N{RIGHT SINGLE QUOTATION MARK}"
_STRAIGHT: Final = str.maketrans({_APOSTROPHE: "'", **dict.fromkeys(_HYPHENS, "-")})
_CURRENCY_SIGNS: Final = "".join(sign for sign in CURRENCIES if len(sign) == 1)
_TOKEN: Final = re.compile(
    rf"(?P<currency>US\$|[{_CURRENCY_SIGNS}])"
    rf"|(?P<digits>[0-9]+(?:[.{_GROUPING}][0-9]+)*)"
    rf"|(?P<word>[^\W\d_](?:[\w.'{_APOSTROPHE}{_HYPHENS}])*)"
    r"|(?P<sign>\S)"
)
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_DIGITS: Final = re.compile(
    rf"(?:[1-9][0-9]{{0,2}}(?P<group>[{_GROUPING}])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*|0|[1-9][0-9]*)(?:\.[0-9]+)?"
)
_HALF: Final = ("and", "a", "half")


class Token(NamedTuple):
    """A word, number or sign in a text.

    Attributes:
        kind: The kind of token: "word", "digits", "letters" (directly after digits), "currency", "sign" or "end".
        text: The token with straight apostrophes and plain hyphens.
        key: The text in lower case, for comparison with the tables.
        start: The position of the first character of the token.
        end: The position after the last character of the token.
    """

    kind: str
    text: str
    key: str
    start: int
    end: int


_END_KEYS: Final = ("",) * 8


class Tokens:
    """The tokens of a text. Tokens beyond the end are empty, so a reader can look ahead without checking the length."""

    def __init__(self, text: str, tokens: Sequence[Token] | None = None, *, end: int | None = None) -> None:
        self.text = text
        self.all = tuple(_cut(text) if tokens is None else tokens)
        self._end = len(text) if end is None else end
        self._keys = (*(token.key for token in self.all), *_END_KEYS)

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, index: int) -> Token:
        return self.all[index] if index < len(self.all) else Token("end", "", "", self._end, self._end)

    def before(self, end: int) -> Tokens:
        """Return the tokens before the index `end`, as if the text ended at this index."""
        return Tokens(self.text, self.all[:end], end=self[end].start)

    def keys(self, start: int, count: int) -> tuple[str, ...]:
        """Return the keys of `count` tokens from the index `start`."""
        return self._keys[start : start + count]

    def error(self, reason: str, at: int, suggestion: str | None = None) -> QuantityWordsError:
        """Return an error with the position of the token at the index `at`."""
        return QuantityWordsError(reason, value=self.text, position=self[at].start, suggestion=suggestion)


def _cut(text: str) -> list[Token]:
    tokens: list[Token] = []
    at = 0
    while match := _TOKEN.search(text, at):
        kind = str(match.lastgroup)
        if kind == "word" and tokens and tokens[-1].kind == "digits" and tokens[-1].end == match.start():
            # "10k-12k" is not one word. Letters directly after figures form a separate token.
            match = _LETTERS.match(text, match.start()) or match
            kind = "letters"
        at = match.end()
        written = match.group().translate(_STRAIGHT)
        if kind == "word" and "-" in written and all(_is_number_word(part) for part in written.casefold().split("-")):
            for part in re.finditer(r"[^-]+", written):
                start, end = (match.start() + offset for offset in part.span())
                tokens.append(Token("word", part.group(), part.group().casefold(), start, end))
        else:
            tokens.append(Token(kind, written, written.casefold(), match.start(), at))
    return tokens


def _is_number_word(word: str) -> bool:
    return word in NUMBER_WORDS or word in SCALES or word in ("hundred", "and", "dozen")


class WrittenNumber(NamedTuple):
    """A number, and how it was written in the text.

    Attributes:
        value: The number.
        step: The place value of the last significant digit. A hedge may round the number to this place value.
        scale: The factor of the scale word, such as 1,000 for "thousand", or 1 if there is no scale word.
        is_hundreds: Whether "hundred" is the last word before the scale word.
        is_compound: Whether the number has several parts, such as "two hundred and fifty".
    """

    value: Number
    step: Number
    scale: int = 1
    is_hundreds: bool = False
    is_compound: bool = False


def _step(value: Number) -> Number:
    """Return the place value of the last significant digit. Zeros at the end of a whole number are not significant."""
    if isinstance(value, Decimal):
        return Decimal(1).scaleb(int(value.as_tuple().exponent))
    step = 1
    while value and value % (10 * step) == 0:
        step *= 10
    return step


def read_number(tokens: Tokens, at: int) -> tuple[WrittenNumber, int] | None:
    """Return the number that begins at a token, and the index after the number.

    Return None if no number begins at the token.

    >>> read_number(Tokens("two and a half million shells"), 0)
    (WrittenNumber(value=2500000, step=100000, scale=1000000, is_hundreds=False, is_compound=False), 5)

    Raises `QuantityWordsError` for malformed figures or scale words.
    """
    if tokens[at].key != "minus":
        return _read_positive(tokens, at)
    after = _read_positive(tokens, at + 1)
    if after is None:
        raise tokens.error("expected a number after 'minus'", at + 1)
    written, end = after
    return written._replace(value=negated(written.value), is_compound=True), end


def _read_positive(tokens: Tokens, at: int) -> tuple[WrittenNumber, int] | None:
    token = tokens[at]
    if token.kind == "digits":
        return _read_digits(tokens, at)
    if token.key == "half":
        scale, end = _read_scale(tokens, at + 1 + (tokens[at + 1].key == "a"))
        if scale == 1:
            raise tokens.error("expected a scale word after 'half'", at, 'write "half a million", or use figures')
        return WrittenNumber(scale // 2, _step(scale // 2), scale), end
    return _read_words(tokens, at)


def _read_scale(tokens: Tokens, at: int) -> tuple[int, int]:
    """Read a scale word or "dozen". Return the factor (1 if there is no such word) and the index after the word."""
    key = tokens[at].key
    scale = 12 if key == "dozen" else SCALES.get(key, 1)
    return scale, at + (scale != 1)


def _read_digits(tokens: Tokens, at: int) -> tuple[WrittenNumber, int]:
    """Read a number that begins with figures, such as "2.5 million", "5 and a half", "3 hundred" or "10k"."""
    figures = tokens[at].text
    match = _DIGITS.fullmatch(figures)
    decimals = figures.partition(".")[2]
    if match is None:
        raise tokens.error(
            "malformed figures: use commas or no-break spaces between groups of three digits, and a full stop before"
            " decimals",
            at,
        )
    # Many languages group thousands with a full stop, so "12.500 troops" may mean 12,500 troops.
    if len(decimals) == 3 and decimals.endswith("0"):
        raise tokens.error(
            "the full stop could be a decimal point or a thousands separator", at, "write, for example, 12,000 or 12"
        )
    value, at = normalized_number(Decimal(re.sub(f"[{_GROUPING}]", "", figures))), at + 1
    step: Number = Decimal(1).scaleb(-len(decimals)) if decimals else _step(value)
    if tokens[at].kind == "letters":
        return _with_letters(tokens, at, value, step)
    if tokens.keys(at, 3) == _HALF and not decimals:
        value, step, at = sum_of(value, Decimal("0.5")), Decimal("0.1"), at + 3
    is_hundreds = tokens[at].key == "hundred"
    if is_hundreds:
        value, step, at = product(value, 100), product(step, 100), at + 1
    if tokens[at].text in SCALE_LETTERS and not is_hundreds:
        return _with_letters(tokens, at, value, step)
    scale, end = _read_scale(tokens, at)
    value, step = product(value, scale), product(step, scale)
    if scale != 1 and tokens.keys(end, 3) == _HALF:
        return WrittenNumber(sum_of(value, scale // 2), product(scale, Decimal("0.1")), scale), end + 3
    return WrittenNumber(value, step, scale, is_hundreds), end


def _with_letters(tokens: Tokens, at: int, value: Number, step: Number) -> tuple[WrittenNumber, int]:
    letters = tokens[at].text
    if letters not in SCALE_LETTERS:
        meant = 'write "million" or "billion", or the unit in full' if letters.casefold() in ("m", "mm", "b") else None
        raise tokens.error(
            f"the letters after figures must be one of {', '.join(SCALE_LETTERS)}",
            at,
            meant or "put a space between the number and the unit",
        )
    scale = SCALE_LETTERS[letters]
    return WrittenNumber(product(value, scale), product(step, scale), scale), at + 1


def _read_words(tokens: Tokens, at: int) -> tuple[WrittenNumber, int] | None:
    """Read a number in words, such as "two and a half million" or "one million two hundred thousand and five"."""
    first = _read_below_thousand(tokens, at)
    if first is None:
        return None
    group, at = first
    if tokens.keys(at, 3) == _HALF:
        group, at = group._replace(value=sum_of(group.value, Decimal("0.5"))), at + 3
    scale, at = _read_scale(tokens, at)
    total = product(group.value, scale)
    if scale == 12:
        step = product(_step(group.value), 12) if isinstance(group.value, int) else 1
        return WrittenNumber(total, step, scale, group.is_hundreds), at
    if scale == 1:
        return group._replace(step=_step(total)), at
    if tokens.keys(at, 3) == _HALF:
        return WrittenNumber(sum_of(total, scale // 2), product(scale, Decimal("0.1")), scale), at + 3
    written = WrittenNumber(total, _step(total), scale, group.is_hundreds)
    # Further parts follow in descending order of scale. "Thousand" may follow "million", but a second "million" may
    # not.
    ceiling = scale
    while ceiling > 1:
        part = _read_below_thousand(tokens, at + (tokens[at].key == "and"))
        if part is None:
            break
        scale, end = _read_scale(tokens, part[1])
        if scale in (12, ceiling) or scale > ceiling:
            raise tokens.error(f"{tokens[end - 1].text!r} cannot follow here", end - 1)
        total, at, ceiling = sum_of(total, product(part[0].value, scale)), end, scale
        written = WrittenNumber(total, _step(total), is_compound=True)
    return written, at


def _read_below_thousand(tokens: Tokens, at: int) -> tuple[WrittenNumber, int] | None:
    """Read a number below a thousand in words, such as "forty" or "two hundred and five", without any scale word."""
    key, follower = tokens.keys(at, 2)
    if key == "a" and (follower in SCALES or follower in ("hundred", "dozen")):
        value, at = 1, at + 1
    else:
        small = _read_below_hundred(tokens, at)
        if small is None:
            return None
        value, at = small
    if tokens[at].key != "hundred":
        return WrittenNumber(value, 1), at
    value, at = 100 * value, at + 1
    rest = _read_below_hundred(tokens, at + (tokens[at].key == "and"))
    if rest is None:
        return WrittenNumber(value, 1, is_hundreds=True), at
    return WrittenNumber(value + rest[0], 1, is_compound=True), rest[1]


def _read_below_hundred(tokens: Tokens, at: int) -> tuple[int, int] | None:
    value = NUMBER_WORDS.get(tokens[at].key)
    if value is None:
        return None
    ones = NUMBER_WORDS.get(tokens[at + 1].key, 0)
    return (value + ones, at + 2) if value >= 20 and 0 < ones < 10 else (value, at + 1)
