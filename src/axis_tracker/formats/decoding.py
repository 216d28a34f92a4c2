"""From bytes to text, and from parsed pairs to objects: what the parsers of all text formats share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from axis_tracker.formats.problems import read_error

__all__ = ["BYTE_ORDER_MARK", "decoded", "unique_keys"]

BYTE_ORDER_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""The character that some editors put at the start of a file."""


def decoded(content: str | bytes, file: str | None) -> str:
    """Return the text of a file.

    Raises `ReadError` if it is not UTF-8 or begins with a byte order mark.
    """
    try:
        text = content.decode() if isinstance(content, bytes) else content
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise read_error(f"is not UTF-8: {error.reason} at byte {error.start}", file=file, line=line) from None
    if text.startswith(BYTE_ORDER_MARK):
        raise read_error("begins with a byte order mark", file=file, line=1, suggestion="save it as plain UTF-8")
    return text


def unique_keys(pairs: Sequence[tuple[Any, Any]]) -> dict[str, Any]:
    """Return an object from its pairs of key and value, as a hook of a parser.

    Raises `ValueError` for a key that is not a string or that appears twice. Most parsers would keep only the last of
    two values, without an error.
    """
    found: dict[str, Any] = {}
    for key, value in pairs:
        if not isinstance(key, str):
            raise ValueError(f"the key {key!r} is not a string")
        if key in found:
            raise ValueError(f"the key {key!r} appears twice in one object")
        found[key] = value
    return found
