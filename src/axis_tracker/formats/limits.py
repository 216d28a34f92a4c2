"""How much a file may hold before it is refused: what keeps a hostile one from filling the memory.

Imports nothing of the package. `streams` applies the first two, `jsonl` the third.
"""

from __future__ import annotations

from typing import Final

from attrs import field, frozen

from axis_tracker.errors import InvalidValueError

__all__ = ["DEFAULT_LIMITS", "TABLE", "Limits"]


_MEANINGS: Final = {
    "whole": "a file of a format that is read whole",
    "stream": "a file of a format that is read record by record",
    "line": "one line of such a file",
}


def _bytes(value: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise InvalidValueError("a limit is a whole number of bytes from 1", value=value)
    return value


@frozen(kw_only=True)
class Limits:
    """How many bytes a file may hold, after unpacking where it is packed.

    Fields: `whole` (a file of a format that is read whole, by default 512 MiB), `stream` (a file of a format that is
    read record by record: 64 GiB), `line` (one line of such a file: 16 MiB).

    >>> Limits(line=1_000).line
    1000

    Raises `InvalidValueError` for anything but whole numbers from 1.
    """

    whole: int = field(default=1 << 29, converter=_bytes)
    stream: int = field(default=1 << 36, converter=_bytes)
    line: int = field(default=1 << 24, converter=_bytes)


TABLE: Final = tuple((name, meaning, getattr(Limits(), name)) for name, meaning in _MEANINGS.items())
"""The limits, what they are for, and their defaults, for the documentation."""

DEFAULT_LIMITS: Final = Limits()
"""The limits where none are given."""
