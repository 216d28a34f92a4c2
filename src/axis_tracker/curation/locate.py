"""From words of a document to the locator of the passage, for curators. Imports the model."""

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
"""Characters that are easily mistaken for others, one for one, so that positions stay."""


def locate(whole: str, words: str, *, document: str) -> tuple[Passage, ...]:
    """The passages of a document's text `whole` that read `words`, in order.

    Characters count as what they are: a no-break space is no space and a curly quote no straight one. Where only
    such a difference stands between `words` and the text, the error says what the text has. Positions are in
    characters, from 0.

    >>> [str(one) for one in locate("Kim met Putin. Putin left.", "Putin", document="example")]
    ['example#char=8,13;sha256=8d131df1684dda89', 'example#char=15,20;sha256=8d131df1684dda89']

    Raises `InvalidValueError` if the words are nowhere, or empty.
    """
    if not words:
        raise InvalidValueError("no words to look for", value=words)
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
    """The same in a UTF-8 text file, whose name without suffix is the document's id.

    Line ends count as they stand in the file. Raises `OSError` if it cannot be opened, `InvalidValueError` as
    `locate` does.
    """
    path = Path(file)
    try:
        whole = path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise InvalidValueError(f"is not UTF-8: {error.reason} at byte {error.start}", value=str(path)) from None
    return locate(whole, words, document=path.stem)


def _positions(whole: str, words: str) -> Iterator[int]:
    at = whole.find(words)
    while at >= 0:
        yield at
        at = whole.find(words, at + 1)
