"""The events inside an event are found by its fields, and whether one event lies within another is asked of two."""

from __future__ import annotations

import axis_tracker as axt
from axis_tracker.reasoning.event_order import events_of


def test_the_events_inside_an_event_are_those_that_lie_within_it() -> None:
    dataset = axt.load()
    order = events_of(dataset)
    for whole in dataset.events.ids:
        within = [part for part in dataset.events.ids if order.is_within(part, whole)]
        assert [one.id for one in order.inside_event(whole)] == within
