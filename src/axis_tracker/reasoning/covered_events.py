"""Covered events: which events a statement about one event covers, because they are within it or parts of it.

Imports the order of events.
"""

from __future__ import annotations

from collections.abc import Iterator

from axis_tracker.dataset.record_set import RecordSet, derived
from axis_tracker.reasoning.questions import events_of

__all__ = ["events_covered"]


def events_covered(dataset: RecordSet, event: str) -> frozenset[str]:
    """Return the ids of an event and of all events that are within it or parts of it."""
    return derived(dataset, _Covered).by(event)


class _Covered:
    """The events within each event that somebody denies, or that is looked up."""

    __slots__ = ("_dataset", "_known")

    def __init__(self, dataset: RecordSet) -> None:
        self._dataset = dataset
        self._known: dict[str, frozenset[str]] = {}

    def by(self, event: str) -> frozenset[str]:
        known = self._known.get(event)
        if known is None:
            found: set[str] = set()
            for one in self._with_parts(event):
                found.update(self._within(one))
            known = self._known[event] = frozenset(found)
        return known

    def _with_parts(self, event: str) -> Iterator[str]:
        """Yield the event and its declared parts, their parts, and so on."""
        seen = {event}
        waiting = [event]
        while waiting:
            current = waiting.pop()
            yield current
            new = {key for parts in self._dataset.events[current].parts for key in parts.events} - seen
            seen |= new
            waiting.extend(sorted(new))

    def _within(self, event: str) -> Iterator[str]:
        order = events_of(self._dataset)
        whole = self._dataset.events[event]
        yield event
        for one in order.inside(whole.kind, order.fields_of(whole)):
            if order.is_within(one.id, event):
                yield one.id
