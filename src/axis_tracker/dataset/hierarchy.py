"""The hierarchies of a dataset: narrower items, places within places, and who acts for whom at a given time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple, TypeAlias, TypeVar

from axis_tracker.imprecise.dates import Extent
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.actors import Actor
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place

__all__ = ["ALL_TIME", "Days", "Hierarchy", "cycles"]

T = TypeVar("T")

Days: TypeAlias = tuple[int, int]
"""The first and the last day of a period, as in `Extent.ordinals`."""

ALL_TIME: Final[Days] = (0, date.max.toordinal() + 1)
"""A period that contains every day."""


class Term(NamedTuple):
    """The periods in which one actor acts for another, in chronological order. No two periods overlap or touch.

    Attributes:
        certain: The periods in which the first actor certainly acts for the second.
        possible: The periods in which the first actor may act for the second, including the certain periods.
    """

    certain: tuple[Days, ...]
    possible: tuple[Days, ...]


def cycles(parents: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the cycles that a depth-first search finds.

    Each cycle is a tuple of ids that starts and ends with the same id. `parents` maps each id to its parents. Ids
    without parents may be missing. The search may miss a cycle, but removing the last step of each cycle that the
    search finds leaves no cycle.
    """
    done: set[str] = set()
    for node in parents:
        path: list[str] = []
        on_path: set[str] = set()
        # A stack instead of recursion, because a file may contain a chain longer than the recursion limit.
        stack: list[tuple[str, bool]] = [(node, False)]
        while stack:
            current, leaving = stack.pop()
            if leaving:
                on_path.discard(path.pop())
                done.add(current)
            elif current in on_path:
                yield (*path[path.index(current) :], current)
            elif current not in done:
                path.append(current)
                on_path.add(current)
                stack.append((current, True))
                stack.extend((parent, False) for parent in parents.get(current, ()))


class Hierarchy:
    """The hierarchies of one dataset. All ids passed to the methods must exist. Results are cached.

    Roles are transitive: a minister acts for the ministry, and therefore for the state. Roles are dated, so the answer
    to whether one actor acts for another is YES, NO or POSSIBLY. The answer is POSSIBLY if a role may cover the time in
    question but does not certainly cover that time. Consecutive roles count as one: a minister who moves from one
    ministry to the next acts for the state throughout.
    """

    __slots__ = ("_actors", "_below", "_children", "_items", "_places", "_terms")

    def __init__(self, actors: Mapping[str, Actor], places: Mapping[str, Place], items: Mapping[str, Item]) -> None:
        self._actors = actors
        self._places = places
        self._items = items
        self._below: dict[tuple[str, str], frozenset[str]] = {}
        self._children: dict[str, dict[str, list[str]]] = {}
        self._terms: dict[tuple[str, str], Term] = {}

    def items_below(self, item: str) -> frozenset[str]:
        """Return the ids of the item and of all narrower items."""
        return self._closure("items", item, self._items, lambda record: record.broader)

    def places_within(self, place: str) -> frozenset[str]:
        """Return the ids of the place and of all places within it."""
        return self._closure("places", place, self._places, lambda record: (record.within,) if record.within else ())

    def _closure(
        self, order: str, top: str, records: Mapping[str, T], parents: Callable[[T], Iterable[str]]
    ) -> frozenset[str]:
        known = self._below.get((order, top))
        if known is None:
            # Records name their parents, so their children are collected once for each hierarchy.
            children = self._children.get(order)
            if children is None:
                children = self._children[order] = {}
                for key, record in records.items():
                    for parent in parents(record):
                        children.setdefault(parent, []).append(key)
            found: set[str] = set()
            waiting = [top]
            while waiting:
                current = waiting.pop()
                if current not in found:
                    found.add(current)
                    waiting.extend(children.get(current, ()))
            known = self._below[order, top] = frozenset(found)
        return known

    def acts_for(self, actor: str, principal: str, when: Extent | None) -> Truth:
        """Return whether `actor` is `principal`, or acts for `principal` throughout the time `when`.

        None as `when` means that the time is unknown. A role's `during` is a calendar window, as in `Extent.within`.
        """
        # An unknown time may lie anywhere, so only a role without time limits certainly covers it.
        begin, end = ALL_TIME
        first_begin, last_begin, first_end, last_end = (begin, end, begin, end) if when is None else when.ordinals
        term = self._term(actor, principal)
        return Truth.of(
            certain=any(first <= first_begin and last_end <= last for first, last in term.certain),
            possible=any(first <= last_begin and first_end <= last for first, last in term.possible),
        )

    def _term(self, actor: str, principal: str) -> Term:
        if actor == principal:
            return _ALWAYS
        term = self._terms.get((actor, principal))
        if term is None:
            certain: list[Days] = []
            possible: list[Days] = []
            for role in self._actors[actor].roles:
                above = self._term(role.of, principal)
                if role.during is None:
                    certain += above.certain
                    possible += above.possible
                else:
                    first, surely_first, surely_last, last = role.during.extent.window.ordinals
                    certain += _common(above.certain, (surely_first, surely_last))
                    possible += _common(above.possible, (first, last))
            term = self._terms[actor, principal] = Term(_joined(certain), _joined(possible))
        return term


_ALWAYS: Final = Term((ALL_TIME,), (ALL_TIME,))


def _common(periods: Iterable[Days], window: Days) -> Iterator[Days]:
    for first, last in periods:
        if max(first, window[0]) <= min(last, window[1]):
            yield max(first, window[0]), min(last, window[1])


def _joined(periods: Iterable[Days]) -> tuple[Days, ...]:
    joined: list[Days] = []
    for first, last in sorted(periods):
        if joined and first <= joined[-1][1] + 1:  # the day after the last, so the two periods touch
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)
