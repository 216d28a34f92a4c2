"""The source texts, where somebody has them: a folder with a UTF-8 file `ID.txt` for each document.

Imports the errors only. Texts are read, checked against and thrown away; nothing of them is kept.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from axis_tracker.errors import Problem, ReadError

__all__ = ["SourceText", "source_text"]


class SourceText(NamedTuple):
    """A text: its `content`, decoded as UTF-8 with line ends as they stand, and the `raw` bytes of its file."""

    content: str
    raw: bytes


def source_text(folder: str | os.PathLike[str], document: str) -> SourceText | None:
    """The text of the document with this id, or None if the folder has no `ID.txt`.

    Raises `ReadError` if the folder is none or the file is not UTF-8.
    """
    if not Path(folder).is_dir():
        raise ReadError([Problem("is no folder", file=str(folder))])
    path = Path(folder) / f"{document}.txt"
    if not path.is_file():
        return None
    raw = path.read_bytes()
    try:
        return SourceText(raw.decode(), raw)
    except UnicodeDecodeError as error:
        raise ReadError([Problem(f"is not UTF-8: {error.reason} at byte {error.start}", file=str(path))]) from None
