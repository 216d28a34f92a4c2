"""The order of events: which events count a part of what a question counts, and which count all of it.

Events of one kind are ordered by their fields: actors by whom they act for, items by what is broader, places by what
contains them. A question fixes some of the fields. The events *inside* it count parts of what it counts, and the events
*around* it count all of it. Events can also declare parts (`Event.parts`). Events that are alike in all fields form one
class, and `event_classes` has the direct edges between classes.
"""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from axis_tracker.dataset.hierarchy import Hierarchy
from axis_tracker.dataset.names import nearest
from axis_tracker.dataset.record_set import RecordSet, derived, tables_of
from axis_tracker.errors import InvalidValueError, UnknownNameError
from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.imprecise.dates import Boundary, Extent, ImpreciseDate
from axis_tracker.model.events import EVENT_KINDS, Deployment, Engagement, Event
from axis_tracker.reasoning.as_of import moment_of
from axis_tracker.reasoning.declared_parts import DeclaredParts
from axis_tracker.reasoning.kind_index import OF_EVERY_KIND, ORDERED, Dimension, KindIndex, ids_of

__all__ = ["Dimension", "EventOrder", "Fields", "State", "Value", "events_of", "starts_no_later", "when_covers"]

Fields: TypeAlias = "dict[str, str | tuple[str, ...]]"
"""The fields that a question fixes: name of the field -> id, or ids where an event has several."""

Value: TypeAlias = "str | frozenset[str] | ControlledTerm | None"
"""The value of a field: an id, several ids, a controlled word, or None where the field is left open."""

State: TypeAlias = tuple[Value, ...]
"""The values of all fields by which events of a kind are ordered."""

_NOT_TOLD_BY_FIELDS: Final = frozenset(
    ("activity", "agreement", "alignment", "delegation", "exchange", "exercise", "sanction")
)
"""The kinds whose fields do not say what an event is: two operations of one party in one place are two events.

An event of these kinds contains another only if one of its fields is wider, and a field that it leaves open contains
nothing.
"""
_CLOSED: Final = {"engagement": frozenset(("item",))}
"""The fields of other kinds that contain nothing if they are left open: combat without an item counts no losses."""
_DESTINATIONS: Final = frozenset(("to", "recipient", "place"))
"""The fields that say where or to whom something comes. What has come to a part may have come to the whole before."""


def _is_told_by_name(event: Event) -> bool:
    """Whether events that are alike in all fields are two events: fields do not say what they are."""
    return event.kind in _NOT_TOLD_BY_FIELDS or (isinstance(event, Engagement) and event.item is None)


def starts_no_later(one: ImpreciseDate | None, other: ImpreciseDate | None) -> bool:
    """Whether counting from `one` certainly counts all that counting from `other` does; None: from the beginning.

    Two starts in the same notation are taken for one and the same day, which nobody gives more exactly.
    """
    if one is None or other is None:
        return one is None
    return one == other or moment_of(one)[1] <= moment_of(other)[0]


def when_covers(one: ImpreciseDate | None, other: ImpreciseDate | None) -> bool:
    """Whether an event of the time `one` is told from others by nothing that one of the time `other` is not."""
    if one is None or other is None:
        return one is None
    if one == other:
        return True
    begins = one.begins is Boundary.OPEN
    if one.start is not None and other.start is not None:
        begins = starts_no_later(one.start, other.start)
    ends = one.extent.ordinals[2] >= other.extent.ordinals[3] or (one.end is not None and one.end == other.end)
    return begins and ends


class EventOrder:
    """The events of a dataset in their order, found by what they are about."""

    def __init__(self, dataset: RecordSet) -> None:
        self._dataset = dataset
        self._events: Mapping[str, Event] = tables_of(dataset)["events"]
        self._hierarchy: Hierarchy = dataset.hierarchy
        self._kinds: dict[str, KindIndex] = {cls.kind: KindIndex(cls) for cls in EVENT_KINDS}
        self._members: dict[tuple[str, str], frozenset[str]] = {}
        self._destinations: dict[str, Hashable] = {}
        self._wider: dict[tuple[str, str, Value], tuple[Value, ...]] = {}
        self._acts_always: dict[tuple[str, str], bool] = {}
        self._within: dict[tuple[str, str, bool], bool] = {}
        for event in dataset.events:
            index = self._kinds.get(event.kind)
            if index is None:
                index = self._kinds[event.kind] = KindIndex(type(event))
            index.add(event)

    def fields_of(self, event: Event) -> Fields:
        """The fields of an event that a question about it fixes."""
        values = ((one.name, getattr(event, one.name)) for one in self._kinds[event.kind].dimensions)
        return {name: value for name, value in values if value is not None and value != ()}

    def kind_with(self, kind: str | None, names: Iterable[str]) -> str:
        """The kind of event that a question is about: the one named, or the first that has all these fields.

        Raises `UnknownNameError` for an unknown kind, `InvalidValueError` for a field that the kind does not have.
        """
        given = sorted(names)
        if refused := OF_EVERY_KIND.intersection(given):
            raise InvalidValueError("not a field to ask about: events of every kind have it", value=min(refused))
        if kind is not None and kind not in self._kinds:
            raise UnknownNameError(kind, kind="kind of event", nearest=nearest(kind, sorted(self._kinds)))
        if kind is None and not given:
            raise InvalidValueError(
                "the question does not say what it is about",
                value=None,
                suggestion="give a supplier, an item or a place",
            )
        for one in self._kinds if kind is None else (kind,):
            if {field.name for field in self._kinds[one].dimensions} >= set(given):
                return one
        what = "no kind of event has all of these fields"
        if kind is not None:
            what = f"events of the kind {kind!r} do not have all of these fields"
        raise InvalidValueError(what, value=given)

    def resolved(self, kind: str, given: Mapping[str, Any]) -> Fields:
        """The fields with ids in the place of names, aliases and records.

        Raises `UnknownNameError`, and `InvalidValueError` for a word that the field does not have.
        """
        index = self._kinds[kind]
        found: Fields = {}
        for one in index.dimensions:
            value = given.get(one.name)
            if value is None:
                continue
            if one.collection not in ORDERED:
                found[one.name] = index.converted(one.name, value)
            elif isinstance(value, (list, tuple)):
                found[one.name] = tuple(self._dataset.names(one.collection).find(each).id for each in value)
            else:
                found[one.name] = self._dataset.names(one.collection).find(value).id
        return found

    def inside(self, kind: str, fields: Fields) -> list[Event]:
        """The events that count a part of what the fields describe, or all of it, by id."""
        return self._with_declared_parts(
            one for one in self._may_be_inside(kind, fields) if self._is_inside(one, fields)
        )

    def _may_be_inside(self, kind: str, fields: Fields) -> Iterable[Event]:
        """The events that can be inside what the fields describe."""
        index = self._kinds[kind]
        allowed: dict[str, Collection[str]] = {}
        for one in index.dimensions:
            if one.collection in ORDERED and (value := fields.get(one.name)):
                # Of several ids an event inside has the same ones, so it is found by any of them.
                allowed[one.name] = self._below(one.collection, value) if isinstance(value, str) else value[:1]
        return index.candidates(allowed)

    def _with_declared_parts(self, events: Iterable[Event]) -> list[Event]:
        """Some events and their declared parts, by id."""
        found = {event.id: event for event in events}
        for key in self.declared_parts.below(found):
            found.setdefault(key, self._events[key])
        return [found[key] for key in sorted(found)]

    def inside_event(self, event: str) -> list[Event]:
        """The events that count a part of what one event counts, or all of it, by id."""
        about = self._events[event]
        if event in self.declared_parts.singled_out:
            # Fields do not say what is part of it.
            return [self._events[key] for key in sorted((event, *self.declared_parts.below((event,))))]
        found = self._may_be_inside(about.kind, self.fields_of(about))
        return self._with_declared_parts(one for one in found if one is about or self._event_within(one, about))

    def around_event(self, event: str) -> list[Event]:
        """The events that certainly count all of what one event counts, by id."""
        about = self._events[event]
        wholes = [about, *(self._events[key] for key in self.declared_parts.above((event,)))]
        found = {
            one.id: one
            for whole in wholes
            for one in self._above_all(whole.kind, self.fields_of(whole))
            if self.is_within(event, one.id, at_any_time=True)
        }
        found.update((one.id, one) for one in wholes)
        return [found[key] for key in sorted(found)]

    def _is_inside(self, event: Event, fields: Fields) -> bool:
        when = None if event.when is None else event.when.extent
        for one in self._kinds[event.kind].dimensions:
            value = fields.get(one.name)
            if value is not None and not self._value_below(one.collection, getattr(event, one.name), value, when):
                return False
        return True

    def around(self, kind: str, fields: Fields, inside: list[Event]) -> list[Event]:
        """The events that certainly count all of what the fields describe, by id.

        `inside` are the events inside it. Where the question leaves a required field open (who the supplier is), no
        event counts all. What else it leaves open (the place of an engagement, the time that distinguishes an event
        from others) is read as what the events inside it have: an event that covers each of them in that counts all.
        """
        times = {event.when for event in inside}
        found = (
            event
            for event in self._above_all(kind, fields)
            if event.id not in self.declared_parts.singled_out
            and self._is_around(event, fields, inside, times)
            and (not _is_told_by_name(event) or all(self.is_within(one.id, event.id) for one in inside))
        )
        return sorted(found, key=lambda event: event.id)

    def _above_all(self, kind: str, fields: Fields) -> Iterable[Event]:
        """The events whose required fields may have what the given ones have, or something above it."""
        index = self._containing[kind]
        allowed: dict[str, Collection[str]] = {}
        for one in index.dimensions:
            if one.is_required and one.collection in ORDERED and (value := fields.get(one.name)):
                allowed[one.name] = self._above(one.collection, value) if isinstance(value, str) else value[:1]
        return index.candidates(allowed)

    @functools.cached_property
    def _containing(self) -> dict[str, KindIndex]:
        """The events that can contain others by their fields, by kind."""
        singled_out = self.declared_parts.singled_out
        if not singled_out:
            return self._kinds
        found = {kind: KindIndex(index.cls) for kind, index in self._kinds.items()}
        for event in self._dataset.events:
            if event.id not in singled_out:
                found[event.kind].add(event)
        return found

    def _is_around(
        self, event: Event, fields: Fields, inside: list[Event], times: Collection[ImpreciseDate | None]
    ) -> bool:
        for one in self._kinds[event.kind].dimensions:
            ours = getattr(event, one.name)
            value = fields.get(one.name)
            if ours is None or ours == ():
                if self.is_closed(event.kind, one.name) and (
                    value is not None or any(getattr(part, one.name) for part in inside)
                ):
                    return False
                continue
            if value is not None:
                covers = self._value_below(one.collection, value, ours, None)
            else:
                may_be_open = not one.is_required or isinstance(ours, tuple) or one.collection not in ORDERED
                covers = may_be_open and all(
                    self._value_below(one.collection, getattr(part, one.name), ours, None) for part in inside
                )
            if not covers:
                return False
        return all(when_covers(event.when, when) for when in times)

    def is_within(self, part: str, whole: str, *, at_any_time: bool = False) -> bool:
        """Whether everything that one event counts is certainly counted by the other as well (two ids).

        Whoever acts for somebody else only at the time of the event is left out with `at_any_time`.
        """
        if part == whole:
            return True
        known = self._within.get((part, whole, at_any_time))
        if known is None:
            known = self._within[part, whole, at_any_time] = self._is_part(part, whole, at_any_time=at_any_time)
        return known

    def _is_part(self, part: str, whole: str, *, at_any_time: bool) -> bool:
        declared = self.declared_parts
        if not declared.declaring:
            return self._event_within(self._events[part], self._events[whole], at_any_time=at_any_time)
        wholes = declared.above((part,))
        if whole in wholes:
            return True
        if whole in declared.singled_out:
            return False
        events = self._dataset.events
        return any(self._event_within(events[one], events[whole], at_any_time=at_any_time) for one in (part, *wholes))

    @functools.cached_property
    def declared_parts(self) -> DeclaredParts:
        """Which events are declared to be disjoint parts of which."""
        return DeclaredParts(tables_of(self._dataset)["events"], self._containing_others)

    def _containing_others(self, whole: Event, parts: Sequence[Event]) -> Iterator[str]:
        """The ids of the parts that contain the whole or another part by their fields, or are alike in all fields."""
        by_state: dict[State, list[Event]] = {}
        for one in (whole, *parts):
            by_state.setdefault(self.state_of(one), []).append(one)
        for state, alike in by_state.items():
            wider = self._wider_than(whole.kind, state, by_state)
            for one in alike:
                for other in (*alike, *wider):
                    if other is not one and other is not whole and when_covers(other.when, one.when):
                        yield other.id

    def _wider_than(self, kind: str, state: State, events: Mapping[State, list[Event]]) -> list[Event]:
        """Those of some events whose fields certainly contain a state at all times."""
        found: list[Event] = []

        def visit(above: State) -> bool:
            found.extend(events.get(above, ()))
            return True

        self.walk_up(kind, state, None, visit)
        return found

    @functools.cached_property
    def _alike(self) -> dict[str, tuple[str, ...]]:
        """For each event, the ids of those that are alike in all fields."""
        by_class: dict[Hashable, list[str]] = {}
        for event in self._events.values():
            by_class.setdefault(self.class_of(event), []).append(event.id)
        members = (tuple(alike) for alike in by_class.values())
        return {event: alike for alike in members for event in alike}

    @functools.cached_property
    def losing_in(self) -> Mapping[str, Sequence[str]]:
        """For each event whose losses are losses of deployments, the ids of these."""
        found: dict[str, list[str]] = {}
        for event in self._events.values():
            for key in event.losses_in if isinstance(event, Deployment) else ():
                found.setdefault(key, []).append(event.id)
        return found

    def is_by_itself(self, event: Event) -> bool:
        """Whether events that are alike in all fields are not the same, but each by itself."""
        return _is_told_by_name(event) or event.id in self.declared_parts.singled_out

    def is_closed(self, kind: str, field: str) -> bool:
        """Whether a field that is left open contains nothing."""
        return kind in _NOT_TOLD_BY_FIELDS or field in _CLOSED.get(kind, ())

    def class_of(self, event: Event) -> Hashable:
        """What events that are alike in all fields have in common."""
        own = event.id if self.is_by_itself(event) else ""
        return (event.kind, self.state_of(event), event.when, own)

    def state_of(self, event: Event) -> State:
        """The values of the fields by which events of the kind are ordered; None where one is left open."""
        return tuple(_value(getattr(event, one.name)) for one in self._kinds[event.kind].dimensions)

    def dimensions_of(self, kind: str) -> tuple[Dimension, ...]:
        """The fields by which events of a kind are ordered."""
        return self._kinds[kind].dimensions

    def alike(self, event: str) -> tuple[str, ...]:
        """The ids of the events that are alike in all fields, itself among them, sorted."""
        return self._alike[event]

    def walk_up(self, kind: str, state: State, when: Extent | None, visit: Callable[[State], bool]) -> None:
        """Visit the states that certainly contain a state, from narrow to wide; above one only if `visit` says so.

        `when` is the time for which actors must act for others, or None for all times. The state itself is not visited.
        """
        dimensions = self._kinds[kind].dimensions
        seen = {state}
        waiting = deque((state,))
        while waiting:
            current = waiting.popleft()
            for place, one in enumerate(dimensions):
                for value in self._wider_values(kind, one, current[place], when):
                    wider = (*current[:place], value, *current[place + 1 :])
                    if wider not in seen:
                        seen.add(wider)
                        if visit(wider):
                            waiting.append(wider)

    def _wider_values(self, kind: str, one: Dimension, value: Value, when: Extent | None) -> Iterable[Value]:
        """The values of a field that certainly contain the given one, step by step for items and places."""
        if when is not None:
            return self._values_above(kind, one, value, when)
        known = self._wider.get((kind, one.name, value))
        if known is None:
            known = self._wider[kind, one.name, value] = tuple(self._values_above(kind, one, value, when))
        return known

    def _values_above(self, kind: str, one: Dimension, value: Value, when: Extent | None) -> Iterator[Value]:
        if isinstance(value, str):
            if one.collection == "actors":
                acts_for = self._hierarchy.acts_for
                yield from (
                    above
                    for above in sorted(self._above("actors", value))
                    if above != value and acts_for(value, above, when).is_certain
                )
            elif one.collection in ORDERED:
                yield from self._parents(one.collection, value)
        if value is not None and not one.is_required and not self.is_closed(kind, one.name):
            yield None

    def destination_within(self, part: str, whole: str) -> bool:
        """Whether the place and the recipient of one event are those of the other, or within them (two ids)."""
        events = self._dataset.events
        one, other = events[part], events[whole]
        if one.kind != other.kind:
            return False
        return all(
            self._value_below(field.collection, getattr(one, field.name), getattr(other, field.name), None)
            for field in self._kinds[one.kind].dimensions
            if field.name in _DESTINATIONS
        )

    def is_destination(self, kind: str, fields: Fields, event: str) -> bool:
        """Whether the place and the recipient that a question names, or leaves open, lie within those of an event."""
        one = self._events[event]
        return all(
            self._value_below(field.collection, fields.get(field.name), getattr(one, field.name), None)
            for field in self._kinds[kind].dimensions
            if field.name in _DESTINATIONS
        )

    def destination_of(self, event: str) -> Hashable:
        """The place and the recipient of an event."""
        known = self._destinations.get(event)
        if known is None:
            one = self._events[event]
            fields = self._kinds[one.kind].dimensions
            values = (_value(getattr(one, field.name)) for field in fields if field.name in _DESTINATIONS)
            known = self._destinations[event] = (one.kind, *values)
        return known

    def begins_after(self, event: str, start: ImpreciseDate) -> bool:
        """Whether the time that tells an event from others begins certainly at or after a start of counting."""
        when = self._events[event].when
        return when is not None and starts_no_later(start, when.start)

    def _event_within(self, part: Event, whole: Event, *, at_any_time: bool = False) -> bool:
        if part.kind != whole.kind or not when_covers(whole.when, part.when):
            return False
        when = None if part.when is None or at_any_time else part.when.extent
        differs = not _is_told_by_name(part) or part.id == whole.id
        for one in self._kinds[part.kind].dimensions:
            ours, theirs = getattr(part, one.name), getattr(whole, one.name)
            if not self._value_below(one.collection, ours, theirs, when):
                return False
            if ours and not theirs and self.is_closed(part.kind, one.name):
                return False
            differs = differs or _value(ours) != _value(theirs)
        return differs

    def _value_below(self, collection: str | None, ours: Any, theirs: Any, when: Extent | None) -> bool:
        """Whether one value of a field is, or is part of, the other; a field that is left open holds all values."""
        if theirs is None or theirs == ():
            return True
        if ours is None or ours == ():
            return False
        if isinstance(theirs, tuple):
            return set(ids_of(ours)) == set(theirs)
        if isinstance(ours, tuple):
            return any(self._value_below(collection, one, theirs, when) for one in ours)
        if collection == "actors":
            if ours == theirs or when is not None:
                return bool(ours == theirs) or self._hierarchy.acts_for(ours, theirs, when).is_certain
            known = self._acts_always.get((ours, theirs))
            if known is None:
                known = self._acts_always[ours, theirs] = self._hierarchy.acts_for(ours, theirs, None).is_certain
            return known
        return ours in self._below(collection, theirs) if collection in ORDERED else bool(ours == theirs)

    def _below(self, collection: str | None, key: str) -> frozenset[str]:
        """The id, and those of all that may be part of it."""
        if collection == "items":
            return self._hierarchy.items_below(key)
        if collection == "places":
            return self._hierarchy.places_within(key)
        known = self._members.get(("below", key))
        if known is None:
            acts_for = self._hierarchy.acts_for
            known = frozenset(one.id for one in self._dataset.actors if acts_for(one.id, key, None).is_possible)
            self._members["below", key] = known
        return known

    def _above(self, collection: str | None, key: str) -> frozenset[str]:
        """The id, and those of all that it is part of."""
        known = self._members.get((f"above {collection}", key))
        if known is None:
            found: set[str] = set()
            waiting = [key]
            while waiting:
                current = waiting.pop()
                if current not in found:
                    found.add(current)
                    waiting.extend(self._parents(collection, current))
            known = self._members[f"above {collection}", key] = frozenset(found)
        return known

    def _parents(self, collection: str | None, key: str) -> Iterable[str]:
        if collection == "items":
            return self._dataset.items[key].broader
        if collection == "places":
            return ids_of(self._dataset.places[key].within)
        return [role.of for role in self._dataset.actors[key].roles]


def _value(value: Any) -> Value:
    if isinstance(value, tuple):
        return frozenset(value) or None
    known: Value = value
    return known


def events_of(dataset: RecordSet) -> EventOrder:
    """The events of a dataset in their order, worked out once."""
    return derived(dataset, EventOrder)
