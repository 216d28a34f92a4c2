"""The arguments of strategies. An argument is a fixed value for all examples, or a strategy that draws a value.

A strategy for records takes the fields of the drawn class as optional arguments. A `TypedDict` next to the strategy
lists the fields.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Collection, Hashable, Iterable, Mapping
from datetime import date
from itertools import permutations
from typing import Any, Final, TypeAlias, TypedDict, TypeVar

from hypothesis import strategies as st

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.dates import ImpreciseDate

__all__ = [
    "Choice",
    "FieldValues",
    "IdentifiedFields",
    "NamedFields",
    "OptionalDate",
    "OptionalText",
    "maybe",
    "members",
    "position",
    "positions",
    "refuse_unknown",
    "sampled",
    "to_strategy",
]

T = TypeVar("T")

Choice: TypeAlias = T | st.SearchStrategy[T]
"""A value, or a strategy that draws values."""

OptionalDate: TypeAlias = Choice[ImpreciseDate | date | str | None]
OptionalText: TypeAlias = Choice[str | None]

FieldValues: TypeAlias = Mapping[str, Any]
"""The fields of a record that have been drawn so far, keyed by name."""


class IdentifiedFields(TypedDict, total=False):
    """The fields of every record with an id."""

    id: Choice[str]
    note: OptionalText


class NamedFields(IdentifiedFields, total=False):
    """The fields of every record with a name."""

    name: Choice[str]


def to_strategy(choice: Choice[T]) -> st.SearchStrategy[T]:
    """Return a given strategy as it is. For a given value, return a strategy that always draws the value."""
    return choice if isinstance(choice, st.SearchStrategy) else st.just(choice)


def refuse_unknown(given: Iterable[str], known: Collection[str], what: str) -> None:
    """Raise `InvalidValueError` for the first unknown field. The `path` of the error is the name of the field."""
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            advice = f"did you mean {near[0]!r}?" if near else "use one of " + ", ".join(known)
            raise InvalidValueError(f"{what} has no such field", value=name, path=name, suggestion=advice)


def members(given: Iterable[T], known: Iterable[T], path: str) -> tuple[T, ...]:
    """Return the values that an argument selects from a list, without duplicates.

    Raises `InvalidValueError` for an unknown value, or if no value is selected.
    """
    picked, known = tuple(dict.fromkeys(given)), tuple(known)
    for one in picked:
        if one not in known:
            raise InvalidValueError(
                "not one of the possible values", value=one, path=path, suggestion=f"choose from {known}"
            )
    if not picked:
        raise InvalidValueError("no value is selected", value=picked, path=path, suggestion=f"choose from {known}")
    return picked


@functools.lru_cache(maxsize=4_096)
def sampled(values: tuple[Hashable, ...] | type[Any]) -> st.SearchStrategy[Any]:
    """Return a cached `st.sampled_from(values)`. Building this strategy takes longer than drawing a value."""
    return st.sampled_from(values)


def maybe(draw: st.DrawFn, strategy: st.SearchStrategy[T]) -> T | None:
    """Draw from the strategy half of the time. Otherwise, return None."""
    return draw(strategy) if draw(_EITHER) else None


_EITHER: Final = st.sampled_from((False, True))


def position(count: int) -> st.SearchStrategy[int]:
    """Draw a position in a list of the given length."""
    return sampled(tuple(range(count)))


@functools.cache
def positions(count: int, least: int) -> st.SearchStrategy[tuple[int, ...]]:
    """Draw at least `least` different positions in a list of this length, and at most two unless `least` is larger.

    Each possible number of positions is equally likely.
    """
    sizes = range(least, max(least, min(2, count)) + 1)
    by_size = [[*permutations(range(count), size)] for size in sizes]
    # A larger size has more permutations. Repeating those of the smaller sizes makes every size equally likely.
    most = max(map(len, by_size))
    return st.sampled_from([one for group in by_size for one in group * (most // len(group))])
