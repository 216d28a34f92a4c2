"""Functions that several formats share, which decode bytes to text and key-value pairs to objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from axis_tracker.formats.problems import read_error

__all__ = ["BYTE_ORDER_MARK", "decoded", "unique_keys"]

BYTE_ORDER_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""The character that some editors put at the start of a file."""


def decoded(content: str | bytes, file: str | None) -> str:
    """Return the text of a file.

    Raises `ReadError` if the content is not UTF-8 or begins with a byte order mark.
    """
    try:
        text = content.decode() if isinstance(content, bytes) else content
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise read_error(f"is not UTF-8: {error.reason} at byte {error.start}", file=file, line=line) from None
    if text.startswith(BYTE_ORDER_MARK):
        advice = "save it as UTF-8 without a byte order mark"
        raise read_error("begins with a byte order mark", file=file, line=1, suggestion=advice)
    return text


def unique_keys(pairs: Sequence[tuple[Any, Any]]) -> dict[str, Any]:
    """Return the object that has these pairs of key and value. Parsers call this function as a hook.

    Without this hook, most parsers silently keep only the last value of a repeated key.

    Raises `ValueError` for a key that is not a string or that appears twice.
    """
    found: dict[str, Any] = {}
    for key, value in pairs:
        if not isinstance(key, str):
            raise ValueError(f"the key {key!r} is not a string")
        if key in found:
            raise ValueError(f"the key {key!r} appears twice in one object")
        found[key] = value
    return found
