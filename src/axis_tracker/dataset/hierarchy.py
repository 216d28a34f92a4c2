"""What lies below what: items below items, places within places, and who acts for whom at a given time.

The one place of these three rules; queries and, later, estimates ask here. Imports the model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from axis_tracker.imprecise.dates import Extent
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.actors import Actor
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place

__all__ = ["Hierarchy", "first_cycle"]

T = TypeVar("T")


def first_cycle(nodes: Iterable[str], parents: Callable[[str], Iterable[str]]) -> tuple[str, ...] | None:
    """The ids along one cycle of "is below", first and last the same, or None if there is none."""
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
                return (*path[path.index(current) :], current)
            elif current not in done:
                path.append(current)
                on_path.add(current)
                stack.append((current, True))
                stack.extend((parent, False) for parent in parents(current))
    return None


class Hierarchy:
    """The orders of one dataset. Ids that are given must exist; answers are cached.

    Membership is transitive (a minister acts for his ministry, and so for his state) and, like everything that is
    dated, has three answers: a role whose time does not certainly cover the moment asked about gives POSSIBLY.
    """

    __slots__ = ("_actors", "_answers", "_below", "_items", "_places")

    def __init__(self, actors: Mapping[str, Actor], places: Mapping[str, Place], items: Mapping[str, Item]) -> None:
        self._actors = actors
        self._places = places
        self._items = items
        self._below: dict[tuple[str, str], frozenset[str]] = {}
        self._answers: dict[tuple[str, str, Extent | None], Truth] = {}

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
            children: dict[str, list[str]] = {}
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
        """Whether `actor` is `principal`, or acts for it at the time `when` (None: at a time nobody states)."""
        if actor == principal:
            return Truth.YES
        key = (actor, principal, when)
        answer = self._answers.get(key)
        if answer is None:
            answer = Truth.NO
            for role in self._actors[actor].roles:
                held = Truth.YES
                if role.during is not None:
                    held = Truth.POSSIBLY if when is None else when.within(role.during)
                answer |= held & self.acts_for(role.of, principal, when)
                if answer is Truth.YES:
                    break
            self._answers[key] = answer
        return answer
