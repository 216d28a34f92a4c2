"""A table for sharing equal values, because a dataset repeats ids, lists, dates and terms thousands of times."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Final

__all__ = ["InternTable"]

_LIMIT: Final = 65_536
"""The number of entries at which a table is cleared."""

_LONGEST: Final = 1_000
"""The maximum number of characters in a string or list that a table keeps, because longer values rarely repeat."""


class InternTable(dict[Any, Any]):
    """A table that maps values to their converted forms. Looking up a missing value converts it.

    The size of the table is limited. A full table is cleared, and long values are never kept. Therefore, neither many
    datasets in one process nor a malicious file can fill the memory.

    >>> table = InternTable(str.upper)
    >>> table["a"], len(table)
    ('A', 1)

    Raises the errors of the conversion, and `TypeError` for a value that cannot be hashed.
    """

    # Not an `lru_cache`: it tracks the order of use, which costs more than it saves here.
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
