"""Covered events: which events a statement about one event covers, because they are within it or parts of it."""

from __future__ import annotations

from axis_tracker.dataset.record_set import RecordSet, derived
from axis_tracker.reasoning.as_of import view_of
from axis_tracker.reasoning.event_order import events_of

__all__ = ["events_covered"]


def events_covered(dataset: RecordSet, event: str) -> frozenset[str]:
    """Return the ids of an event and of all events that are within it or parts of it."""
    whole = view_of(dataset).whole
    known = derived(whole, _by_event)
    found = known.get(event)
    if found is None:
        found = known[event] = frozenset(one.id for one in events_of(whole).inside_event(event))
    return found


def _by_event(_: RecordSet) -> dict[str, frozenset[str]]:
    return {}
