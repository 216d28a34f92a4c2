"""The events of one kind, found by the values of their fields. `event_order` says which of them contain which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import product
from typing import Any, Final, NamedTuple

from attrs import NOTHING

from axis_tracker.errors import InvalidValueError
from axis_tracker.model.events import Event
from axis_tracker.model.fields import REFERS_TO

__all__ = ["OF_EVERY_KIND", "ORDERED", "Dimension", "KindIndex", "ids_of"]

ORDERED: Final = ("actors", "places", "items")
"""The collections whose records are ordered: by roles, by `within` and by `broader`."""
OF_EVERY_KIND: Final = frozenset(("id", "name", "when", "note", "parts"))
"""The fields that events of every kind have."""
_LINKS: Final = frozenset(("losses_in",))
"""The fields that link an event to others, but do not say what it is."""


class Dimension(NamedTuple):
    """A field of a kind of event, by which its events are ordered or told apart."""

    name: str
    collection: str | None
    """The collection whose ids it holds; None for a controlled word."""
    is_required: bool


def _dimensions(kind: type[Event]) -> tuple[Dimension, ...]:
    """The fields of a kind of event that its own class adds; of one that nobody knows, each event is by itself."""
    if any(field.name == "kind" for field in kind.__attrs_attrs__):
        return (Dimension("id", None, is_required=True),)
    return tuple(
        Dimension(field.name, field.metadata.get(REFERS_TO), field.default is NOTHING)
        for field in kind.__attrs_attrs__
        if field.name not in OF_EVERY_KIND | _LINKS
    )


class KindIndex:
    """The events of one kind, by the values of their fields."""

    def __init__(self, cls: type[Event]) -> None:
        self.cls = cls
        self.dimensions = _dimensions(cls)
        self.events: list[Event] = []
        self.by_value: dict[str, dict[str, list[Event]]] = {
            one.name: {} for one in self.dimensions if one.collection in ORDERED
        }
        self.required: tuple[str, ...] = ()
        self.by_required: dict[tuple[str, ...], list[Event]] = {}

    def add(self, event: Event) -> None:
        """Add an event of the kind."""
        if not self.events:
            self.required = tuple(
                one.name
                for one in self.dimensions
                if one.is_required and one.collection in ORDERED and isinstance(getattr(event, one.name), str)
            )
        self.events.append(event)
        for name, by_value in self.by_value.items():
            for key in ids_of(getattr(event, name)):
                by_value.setdefault(key, []).append(event)
        if self.required:
            self.by_required.setdefault(tuple(getattr(event, name) for name in self.required), []).append(event)

    def converted(self, name: str, value: Any) -> Any:
        """A value as the field has it that is asked for."""
        convert: Any = next(field.converter for field in self.cls.__attrs_attrs__ if field.name == name)
        try:
            return value if convert is None else convert(value)
        except InvalidValueError as error:
            raise error.under(name) from None

    def candidates(self, allowed: Mapping[str, Collection[str]]) -> Iterable[Event]:
        """The events whose fields may have the allowed values; the rest is for the caller to check."""
        if not allowed:
            return self.events
        sizes = {name: sum(len(self.by_value[name].get(key, ())) for key in values) for name, values in allowed.items()}
        best = min(sizes, key=lambda name: (sizes[name], name))
        if self.required and all(name in allowed for name in self.required):
            combinations = 1
            for name in self.required:
                combinations *= len(allowed[name])
            if combinations < sizes[best]:
                return self._combined(allowed)
        found = {event.id: event for key in allowed[best] for event in self.by_value[best].get(key, ())}
        return found.values()

    def _combined(self, allowed: Mapping[str, Collection[str]]) -> Iterator[Event]:
        for key in product(*(allowed[name] for name in self.required)):
            yield from self.by_required.get(key, ())


def ids_of(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """The ids in the value of a field."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value
