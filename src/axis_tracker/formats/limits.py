"""Size limits for files, so that a hostile file cannot exhaust memory."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen

from axis_tracker.errors import InvalidValueError

__all__ = ["DEFAULT_LIMITS", "TABLE", "Limits"]


def _bytes(value: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise InvalidValueError("a limit must be a whole number of bytes, at least 1", value=value)
    return value


@frozen(kw_only=True)
class Limits:
    """The maximum sizes of files, in bytes after any decompression.

    Attributes:
        whole: The limit for a file in a format that is read as a whole; 512 MiB by default.
        stream: The limit for a file in a format that is read record by record; 64 GiB by default.
        line: The limit for one line of a file that is read record by record; 16 MiB by default.

    >>> Limits(line=1_000).line
    1000

    Raises `InvalidValueError` for anything but a positive whole number.
    """

    whole: int = field(default=1 << 29, converter=_bytes)
    stream: int = field(default=1 << 36, converter=_bytes)
    line: int = field(default=1 << 24, converter=_bytes)


DEFAULT_LIMITS: Final = Limits()
"""The limits that apply if none are given."""

TABLE: Final = (
    ("whole", "a file in a format that is read as a whole", DEFAULT_LIMITS.whole),
    ("stream", "a file in a format that is read record by record", DEFAULT_LIMITS.stream),
    ("line", "one line of a file that is read record by record", DEFAULT_LIMITS.line),
)
"""The limits with their meanings and defaults, for the documentation."""
