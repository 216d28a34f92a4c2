"""One object for equal values: datasets repeat ids, lists of ids, dates and words by the thousand.

Imports nothing of the package.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Final

__all__ = ["Shared"]

_LIMIT: Final = 65_536
_LONGEST: Final = 1_000
"""Characters of a text, or values in a list, up to which it is kept: what is longer seldom comes again."""


class Shared(dict[Any, Any]):
    """What values have been converted to; looking up a further one converts it.

    A table that has filled up starts again, and long values are not kept at all, so that a process that reads many
    datasets, or one that was made to fill the memory, does not keep all their ids. (An
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
        if isinstance(value, (str, tuple)) and _size(value) > _LONGEST:
            return converted
        if len(self) >= _LIMIT:
            self.clear()
        self[value] = converted
        return converted


def _size(value: str | tuple[Any, ...]) -> int:
    return len(value) if isinstance(value, str) else sum(len(one) if isinstance(one, str) else 1 for one in value)
