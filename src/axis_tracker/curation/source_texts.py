"""Read source texts from a folder with a UTF-8 file `ID.txt` for each document.

The texts are needed only to check positions and digests. They are not part of a dataset.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from axis_tracker.errors import Problem, ReadError

__all__ = ["SourceText", "source_text"]


class SourceText(NamedTuple):
    """A source text.

    Attributes:
        content: The text, decoded as UTF-8, with its original line endings.
        raw: The bytes of the file.
    """

    content: str
    raw: bytes


def source_text(folder: str | os.PathLike[str], document: str) -> SourceText | None:
    """Return the text of the document with this id, or None if the folder has no file `ID.txt`.

    Raises `ReadError` if the path is not a folder, or the file is not UTF-8.
    """
    if not Path(folder).is_dir():
        raise ReadError([Problem("not a folder", file=str(folder))])
    path = Path(folder) / f"{document}.txt"
    if not path.is_file():
        return None
    # Read as bytes, because text mode would translate line endings and shift positions.
    raw = path.read_bytes()
    try:
        return SourceText(raw.decode(), raw)
    except UnicodeDecodeError as error:
        raise ReadError([Problem(f"is not UTF-8: {error.reason} at byte {error.start}", file=str(path))]) from None
