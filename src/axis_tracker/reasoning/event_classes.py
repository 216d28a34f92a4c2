"""Classes of events that are alike in all fields, and the direct edges from each class to the classes that contain it.

Bounds of all events of a dataset travel along these edges, so no event is compared with all others. An edge may be
redundant: there may also be a way through another class.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

from axis_tracker.dataset.record_set import RecordSet, derived, tables_of
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.model.events import Event
from axis_tracker.reasoning.event_order import State, events_of, when_covers

__all__ = ["EventClasses", "classes_of"]


class EventClasses:
    """The classes of a dataset, numbered from 0, with their edges.

    Attributes:
        members: The ids of the events of each class, sorted.
        number: The number of the class of each event.
        wholes: For each class, the classes that count everything it counts.
        lasting_wholes: The same, if actors must act for others at all times and not only at the time of the event.
        order: The numbers, parts before wholes.
    """

    def __init__(self, dataset: RecordSet) -> None:
        self._order = events_of(dataset)
        self._events = tables_of(dataset)["events"]
        self.members: list[list[str]] = []
        self.number: dict[str, int] = {}
        self._groups: dict[tuple[str, State], _Group] = {}
        by_key: dict[Hashable, int] = {}
        declared = self._order.declared_parts
        for event in self._events.values():
            key = self._order.class_of(event)
            number = by_key.get(key)
            if number is None:
                number = by_key[key] = len(self.members)
                self.members.append([])
                if event.id not in declared.singled_out:  # fields do not say what is part of these
                    group = self._groups.setdefault((event.kind, self._order.state_of(event)), _Group())
                    group.add(event.when, number)
            self.members[number].append(event.id)
            self.number[event.id] = number
        self.wholes = [self._wholes_of(number, at_any_time=False) for number in range(len(self.members))]
        self.lasting_wholes = [
            self.wholes[number] if self._first(number).when is None else self._wholes_of(number, at_any_time=True)
            for number in range(len(self.members))
        ]
        self.order = _topological(self.wholes)

    def _first(self, number: int) -> Event:
        event: Event = self._events[self.members[number][0]]
        return event

    def _wholes_of(self, number: int, *, at_any_time: bool) -> tuple[int, ...]:
        event = self._first(number)
        found: dict[int, None] = {}
        extent = None if event.when is None or at_any_time else event.when.extent
        state = self._order.state_of(event)

        def visit(wider: State) -> bool:
            group = self._groups.get((event.kind, wider))
            if group is None:
                return True
            covers, is_exact = group.covers(event.when, number)
            found.update(dict.fromkeys(covers))
            return not is_exact

        # A part that only its declaration distinguishes lies in what its fields describe, too.
        if not self._order.is_by_itself(event) or event.id in self._order.declared_parts.singled_out:
            visit(state)
        self._order.walk_up(event.kind, state, extent, visit)
        for member in self.members[number]:
            found.update(dict.fromkeys(self.number[key] for key in self._order.declared_parts.wholes.get(member, ())))
        found.pop(number, None)
        return tuple(found)


class _Group:
    """The classes with the same fields, by their time."""

    def __init__(self) -> None:
        self._by_when: dict[ImpreciseDate | None, list[int]] = {}
        self._sorted: tuple[list[tuple[int, int, ImpreciseDate]], list[int]] | None = None

    def add(self, when: ImpreciseDate | None, number: int) -> None:
        self._by_when.setdefault(when, []).append(number)
        self._sorted = None

    def covers(self, when: ImpreciseDate | None, itself: int) -> tuple[list[int], bool]:
        """The classes whose time covers a time, the narrowest of them; and whether some have exactly this time."""
        same = [number for number in self._by_when.get(when, ()) if number != itself]
        if same:
            return same, True
        if when is None:
            return [], False
        found = [dated for dated in self._dated_covers(when) if dated != when]
        found.sort(key=lambda dated: (dated.extent.ordinals[3] - dated.extent.ordinals[0], str(dated)))
        narrowest: list[ImpreciseDate | None] = []
        kept: list[ImpreciseDate] = []
        for dated in found:
            if not any(when_covers(dated, other) for other in kept):
                kept.append(dated)
        narrowest += kept
        if not narrowest and None in self._by_when:
            narrowest = [None]
        return [number for dated in narrowest for number in self._by_when[dated]], False

    def _dated_covers(self, when: ImpreciseDate) -> Iterator[ImpreciseDate]:
        """The times of dated classes that cover a time, by a search tree over the last days."""
        if self._sorted is None:
            entries = sorted(
                (dated.extent.ordinals[0], dated.extent.ordinals[3], str(dated), dated)
                for dated in self._by_when
                if dated is not None
            )
            rows = [(first, last, dated) for first, last, _, dated in entries]
            self._sorted = (rows, _greatest_tree([last for _, last, _ in rows]))
        rows, tree = self._sorted
        first, _, _, last = when.extent.ordinals
        for place in _reaching(rows, tree, first, last):
            if when_covers(rows[place][2], when):
                yield rows[place][2]


def _greatest_tree(values: Sequence[int]) -> list[int]:
    size = 1 << max(len(values) - 1, 0).bit_length()
    tree = [0] * size + list(values) + [0] * (size - len(values))
    for place in range(size - 1, 0, -1):
        tree[place] = max(tree[2 * place], tree[2 * place + 1])
    return tree


def _reaching(
    rows: Sequence[tuple[int, int, ImpreciseDate]], tree: Sequence[int], first: int, last: int
) -> Iterator[int]:
    """The places of the rows that begin by a day and end at or after another; rows are sorted by their beginning."""
    waiting = [(1, 0, len(tree) // 2)]
    while waiting:
        node, begin, end = waiting.pop()
        if begin >= len(rows) or tree[node] < last or rows[begin][0] > first:
            continue
        if end - begin == 1:
            yield begin
        else:
            middle = (begin + end) // 2
            waiting += ((2 * node, begin, middle), (2 * node + 1, middle, end))


def _topological(wholes: Sequence[Iterable[int]]) -> list[int]:
    """The numbers, parts before wholes. In a circle of declared parts, the order is arbitrary."""
    waits_for = [0] * len(wholes)
    for above in wholes:
        for one in above:
            waits_for[one] += 1
    ready = [number for number, count in enumerate(waits_for) if not count]
    for number in ready:
        for one in wholes[number]:
            waits_for[one] -= 1
            if not waits_for[one]:
                ready.append(one)
    done = set(ready)
    return [*ready, *(number for number in range(len(wholes)) if number not in done)]


def classes_of(dataset: RecordSet) -> EventClasses:
    """The classes of the events of a dataset, kept with the dataset."""
    return derived(dataset, EventClasses)
