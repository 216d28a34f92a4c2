"""Split an English news text into sentences, precisely enough to check that each sentence is coded.

A sentence never extends over several lines. Within a line, a sentence ends at a full stop, question mark or exclamation
mark if a capital letter, a digit or an opening quote follows. Closing quotes after the mark belong to the sentence. A
known abbreviation does not end a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = ["ABBREVIATIONS", "Sentence", "sentences"]

_TITLES: Final = "Mr. Mrs. Ms. Dr. Gen. Lt. Col. Sgt. Sen. Rep. Gov. St."
_MONTHS: Final = "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec."

ABBREVIATIONS: Final = frozenset(f"U.S. U.K. U.N. {_TITLES} {_MONTHS} No. vs. e.g. i.e. etc. cf.".split())
"""Words whose full stop does not end a sentence."""

_LINE: Final = re.compile(r"[^\r\n]+")
# A match starts only at the first of several signs, and possessive quantifiers never backtrack. Otherwise a long line
# of full stops would take quadratic time.
_END: Final = re.compile(
    r"(?<![.!?])[.!?]++[\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK})]*+(?=\s)"
)
_BEGINS: Final = re.compile(r"\s+[\"'\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}(]?[A-Z0-9]")
_OPENING: Final = "\"'(\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
_LAST_WORD: Final = re.compile(r"\S+$")
_LONGEST_WORD: Final = 40
"""The number of characters before a full stop that are searched for an abbreviation. The limit saves time."""


class Sentence(NamedTuple):
    """A sentence, given by its positions in the text.

    Attributes:
        start: The position of the sentence's first character, from 0.
        end: The position after the sentence's last character.
    """

    start: int
    end: int


def sentences(text: str) -> Iterator[Sentence]:
    r"""Yield the sentences of a text, in order, without leading bullets and without surrounding white space.

    >>> text = "Kim left. The U.S. Navy saw it.\nNobody else did."
    >>> [text[one.start : one.end] for one in sentences(text)]
    ['Kim left.', 'The U.S. Navy saw it.', 'Nobody else did.']
    """
    for line in _LINE.finditer(text):
        start = line.start()
        for end in _ends(line.group()):
            yield from _trimmed(text, start, line.start() + end)
            start = line.start() + end
        yield from _trimmed(text, start, line.end())


def _ends(line: str) -> Iterator[int]:
    for found in _END.finditer(line):
        word = _LAST_WORD.search(line[max(0, found.end() - _LONGEST_WORD) : found.end()])
        abbreviated = word is not None and word.group().lstrip("\"'(") in ABBREVIATIONS
        if not abbreviated and _BEGINS.match(line, found.end()):
            yield found.end()


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    while start < end and not (text[start].isalnum() or text[start] in _OPENING):
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Sentence(start, end)
