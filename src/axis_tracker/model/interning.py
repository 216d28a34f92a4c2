"""One object for equal values: a dataset repeats ids, lists of ids, dates and controlled terms thousands of times."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Final

__all__ = ["InternTable"]

_LIMIT: Final = 65_536
"""The number of entries at which a table starts again."""

_LONGEST: Final = 1_000
"""The longest text (in characters) or list (in total) that a table keeps: longer values rarely repeat."""


class InternTable(dict[Any, Any]):
    """A table from values to their converted forms; looking up a missing value converts it.

    The table is bounded. It starts again when it is full, and it never keeps long values. So a process that reads many
    datasets, or a file made to fill the memory, does not leave all its ids behind.

    >>> table = InternTable(str.upper)
    >>> table["a"], len(table)
    ('A', 1)

    Raises whatever the conversion raises, and `TypeError` if a value cannot be hashed.
    """

    # Not an `lru_cache`, which tracks the order of use: that costs more than it saves here.
    __slots__ = ("_convert",)

    def __init__(self, convert: Callable[[Any], Any]) -> None:
        self._convert = convert

    def __missing__(self, value: Hashable) -> Any:
        converted = self._convert(value)
        if isinstance(value, (str, tuple)) and _size(value) > _LONGEST:
            return converted
        if len(self) >= _LIMIT:
            self.clear()
        self[value] = converted
        return converted


def _size(value: str | tuple[Any, ...]) -> int:
    return len(value) if isinstance(value, str) else sum(len(one) if isinstance(one, str) else 1 for one in value)
