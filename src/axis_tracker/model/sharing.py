"""One object for equal values: datasets repeat ids, lists of ids, dates and words by the thousand.

Imports nothing of the package.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Final

__all__ = ["Shared"]

_LIMIT: Final = 65_536


class Shared(dict[Any, Any]):
    """What values have been converted to; looking up a further one converts it.

    A table that has filled up starts again, so that a process that reads many datasets does not keep all their ids. (An
    `lru_cache` keeps account of every look-up, which costs more than what it is good for here.)

    >>> shared = Shared(str.upper)
    >>> shared["a"], len(shared)
    ('A', 1)

    Raises what the conversion raises, and `TypeError` for a value without a hash.
    """

    __slots__ = ("_convert",)

    def __init__(self, convert: Callable[[Any], Any]) -> None:
        self._convert = convert

    def __missing__(self, value: Hashable) -> Any:
        converted = self._convert(value)
        if len(self) >= _LIMIT:
            self.clear()
        self[value] = converted
        return converted
