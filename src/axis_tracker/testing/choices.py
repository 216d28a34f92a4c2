"""What an argument of a strategy can be: a value, which every example then has, or a strategy that draws it.

Imports Hypothesis and the errors. Every module of this room takes its arguments by these rules.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Callable, Collection, Hashable, Iterable
from itertools import permutations
from typing import Any, Final, TypeAlias, TypeVar

from hypothesis import strategies as st

from axis_tracker.errors import InvalidValueError

__all__ = ["Choice", "Draw", "maybe", "members", "position", "positions", "refuse_unknown", "sampled", "to_strategy"]

T = TypeVar("T")

Choice: TypeAlias = T | st.SearchStrategy[T]
"""A value, or a strategy to draw it from."""

Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]
"""What a composite strategy draws with (`hypothesis.strategies.DrawFn`, as seen from inside)."""


def to_strategy(choice: Choice[T]) -> st.SearchStrategy[T]:
    """A strategy itself, or the one that gives always this value."""
    return choice if isinstance(choice, st.SearchStrategy) else st.just(choice)


def refuse_unknown(given: Iterable[str], known: Collection[str], what: str) -> None:
    """Nothing, if all the fields that were asked for are known; else `InvalidValueError`, with the field as `path`."""
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            advice = f"did you mean {near[0]!r}?" if near else "choose from " + ", ".join(known)
            raise InvalidValueError(f"{what} has no such field", value=name, path=name, suggestion=advice)


def members(given: Iterable[T], known: Iterable[T], path: str) -> tuple[T, ...]:
    """The values that an argument picks from a list, each once; raises `InvalidValueError` for none and for others."""
    picked, known = tuple(dict.fromkeys(given)), tuple(known)
    for one in picked:
        if one not in known:
            raise InvalidValueError(
                "is none of those to choose from", value=one, path=path, suggestion=f"choose from {known}"
            )
    if not picked:
        raise InvalidValueError("at least one was expected", value=picked, path=path)
    return picked


@functools.lru_cache(maxsize=4_096)
def sampled(values: tuple[Hashable, ...] | type[Any]) -> st.SearchStrategy[Any]:
    """`st.sampled_from`, kept: to build a strategy takes longer than to draw from it."""
    return st.sampled_from(values)


def maybe(draw: Draw, strategy: st.SearchStrategy[T]) -> T | None:
    """None, or what is drawn: each half of the time."""
    drawn: T | None = draw(strategy) if draw(_EITHER) else None
    return drawn


_EITHER: Final = st.sampled_from((False, True))


def position(count: int) -> st.SearchStrategy[int]:
    """A position in a list of this length."""
    return sampled(tuple(range(count)))


@functools.cache
def positions(count: int, least: int) -> st.SearchStrategy[tuple[int, ...]]:
    """From `least` to two (or `least`) different positions in a list of this length; every number equally often."""
    sizes = range(least, max(least, min(2, count)) + 1)
    by_size = [[*permutations(range(count), size)] for size in sizes]
    most = max(map(len, by_size))
    return st.sampled_from([one for group in by_size for one in group * (most // len(group))])
