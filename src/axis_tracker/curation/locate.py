"""Find a passage by its words, so that a curator can cite the locator of the passage."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from axis_tracker.errors import InvalidValueError
from axis_tracker.model.documents import Passage

__all__ = ["locate", "locate_in_file"]

_LOOKALIKES: Final = str.maketrans(
    {
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{THIN SPACE}": " ",
        "\n": " ",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
    }
)
"""The replacements for characters that look alike. Each is a single character, so positions stay the same."""


def locate(whole: str, words: str, *, document: str) -> tuple[Passage, ...]:
    """Return, in order, the passages of a document's text `whole` that consist of exactly these words.

    Characters must match exactly: a no-break space differs from a space, and a curly quote from a straight quote. If
    only such a difference prevents a match, the error quotes the words as the text has them. Positions are counted in
    characters, from 0.

    >>> [str(one) for one in locate("Kim met Putin. Putin left.", "Putin", document="example")]
    ['example#char=8,13;sha256=8d131df1684dda89', 'example#char=15,20;sha256=8d131df1684dda89']

    Raises `InvalidValueError` if the text does not contain the words, or if `words` is empty.
    """
    if not words:
        raise InvalidValueError("no words to search for", value=words)
    found = tuple(Passage.of_text(whole, at, at + len(words), document=document) for at in _positions(whole, words))
    if not found:
        near = next(_positions(whole.translate(_LOOKALIKES), words.translate(_LOOKALIKES)), None)
        raise InvalidValueError(
            "these words are not in the text",
            value=words,
            suggestion=None if near is None else f"the text has {whole[near : near + len(words)]!r}",
        )
    return found


def locate_in_file(file: str | os.PathLike[str], words: str) -> tuple[Passage, ...]:
    """Return the passages in a UTF-8 text file that consist of exactly these words.

    The name of the file without its suffix is the document's id. Line endings are not translated, so positions refer to
    the characters in the file.

    Raises `OSError` if the file cannot be opened. Raises `InvalidValueError` if the file is not encoded in UTF-8 or
    does not contain the words, or if `words` is empty.
    """
    path = Path(file)
    try:
        whole = path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise InvalidValueError(f"is not UTF-8: {error.reason} at byte {error.start}", value=str(path)) from None
    return locate(whole, words, document=path.stem)


def _positions(whole: str, words: str) -> Iterator[int]:
    # Occurrences may overlap, so the search continues one character further on.
    at = whole.find(words)
    while at >= 0:
        yield at
        at = whole.find(words, at + 1)
