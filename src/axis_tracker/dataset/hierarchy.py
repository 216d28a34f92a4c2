"""What lies below what: items below items, places within places, and who acts for whom at a given time.

The one place of these three rules; queries and, later, estimates ask here. Imports the model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple, TypeAlias, TypeVar

from axis_tracker.imprecise.dates import Extent
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.actors import Actor
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place

__all__ = ["Hierarchy", "cycles"]

T = TypeVar("T")

Days: TypeAlias = tuple[int, int]
"""The first and the last day of a stretch of time, as in `Extent.ordinals`."""

_ALL_TIME: Final[Days] = (0, date.max.toordinal() + 1)


class Term(NamedTuple):
    """When one actor acts for another: stretches of time, in order, none touching the next."""

    certain: tuple[Days, ...]
    possible: tuple[Days, ...]


def cycles(nodes: Iterable[str], parents: Callable[[str], Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """The ids along each cycle of "is below" that a walk meets, first and last the same.

    None of them goes unmet: what is still in a circle without the last step of each is none.
    """
    done: set[str] = set()
    for node in nodes:
        path: list[str] = []
        on_path: set[str] = set()
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
                stack.extend((parent, False) for parent in parents(current))


class Hierarchy:
    """The orders of one dataset. Ids that are given must exist; answers are cached.

    Membership is transitive (a minister acts for his ministry, and so for his state) and, like everything that is
    dated, has three answers: a role whose time does not certainly cover the moment asked about gives POSSIBLY. Roles
    that follow each other count as one: who changes from one ministry to another acts for the state throughout.
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
        """The ids of the item and of everything narrower."""
        return self._closure("items", item, self._items, lambda record: record.broader)

    def places_within(self, place: str) -> frozenset[str]:
        """The ids of the place and of everything within it."""
        return self._closure("places", place, self._places, lambda record: (record.within,) if record.within else ())

    def _closure(
        self, order: str, top: str, records: Mapping[str, T], parents: Callable[[T], Iterable[str]]
    ) -> frozenset[str]:
        known = self._below.get((order, top))
        if known is None:
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
        """Whether `actor` is `principal`, or acts for it at the time `when` (None: at a time nobody states).

        At a time means throughout it. A role's `during` is a calendar window, as in `Extent.within`.
        """
        begin, end = _ALL_TIME
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


_ALWAYS: Final = Term((_ALL_TIME,), (_ALL_TIME,))


def _common(stretches: Iterable[Days], window: Days) -> Iterator[Days]:
    for first, last in stretches:
        if max(first, window[0]) <= min(last, window[1]):
            yield max(first, window[0]), min(last, window[1])


def _joined(stretches: Iterable[Days]) -> tuple[Days, ...]:
    joined: list[Days] = []
    for first, last in sorted(stretches):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)
