"""The columns of events: those shared by all kinds, and those for the fields of each kind.

Every table of events has the columns of this package's kinds. If the table holds events of another project's kind, the
columns of that kind follow. The types of these further columns depend on the values in the events.
"""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from math import isfinite
from typing import Any, Final

import attrs

from axis_tracker.errors import InvalidValueError
from axis_tracker.formats.record_codec import record_spec
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.exact_numbers import normalized_number
from axis_tracker.model.events import EVENT_KINDS, Event
from axis_tracker.model.fields import REFERS_TO
from axis_tracker.tables.columns import (
    Column,
    ColumnType,
    Computed,
    FieldAt,
    OmittedField,
    Shape,
    columns_of,
    count_of,
    of_owner,
    position_in,
    shape_of,
    shaped_columns,
)

__all__ = ["KIND_COLUMNS", "PARTS_COLUMNS", "event_columns"]

_TEXT, _INTEGER, _DECIMAL, _LIST = ColumnType.TEXT, ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.LIST
_LARGEST_INTEGER: Final = 2**63

_SHARED: Final[tuple[Column, ...]] = columns_of(
    Event,
    id="The event's id",
    kind=Computed("The kind of event", "kind", lambda _, event: event.kind, is_derived=False),
    name="A short title, in the curator's own words",
    when="The date that distinguishes the event from similar events",
    parts_count=count_of("parts", "The number of groups of disjoint parts; the view `parts` lists them"),
    note="A remark by the curator",
)

PARTS_COLUMNS: Final[tuple[Column, ...]] = columns_of(
    Event,
    event=of_owner("event.id", "The id of the event that has the parts", refers_to="events"),
    position=position_in("parts", "The position of the group in the event's list of groups of parts, from 0"),
    events=FieldAt("parts[].events", "The ids of the parts, which are disjoint"),
    covers=FieldAt("parts[].covers", "Whether the parts together are the whole event"),
)
"""One row per group of disjoint parts of an event."""

_MEANINGS: Final[Mapping[str, str]] = {
    "visitors": "The ids of the visitors",
    "host": "The id of the host",
    "place": "The id of the place",
    "met": "The ids of the actors whom the visitors met in addition to the host",
    "supplier": "The id of the supplier",
    "recipient": "The id of the recipient",
    "item": "The id of the item that is moved, given or counted",
    "of": "The id of the actor whose forces are deployed",
    "to": "The id of the destination",
    "in_support_of": "The id of the actor whom the forces support",
    "losses_in": "The ids of the engagements whose losses are losses of the deployed forces",
    "form": "The form of assistance",
    "given": "The ids of the events that one side gives",
    "in_return": "The ids of the events that the other side gives in return",
    "parties": "The ids of the parties",
    "participants": "The ids of the participants",
    "sides": "The ids of the actors who fight",
    "losses_of": "The id of the actor whose losses are counted",
    "activity": "The kind of activity",
    "actors": "The ids of the actors responsible for the activity",
    "targets": "The ids of the actors under sanctions",
    "imposers": "The ids of the actors who impose the sanctions",
    "relation": "The kind of alignment",
    "toward": "The ids of the actors toward whom the alignment is directed",
}
"""The meanings of the fields in this package's kinds."""


def _own_fields(cls: type[Event]) -> Iterator[attrs.Attribute[Any]]:
    shared = {field.name for field in Event.__attrs_attrs__}
    return (field for field in cls.__attrs_attrs__ if field.name not in shared)


def _columns_of(
    name: str, shape: Shape, meaning: str, source: str, refers_to: str | None, kinds: frozenset[type[Event]]
) -> tuple[Column, ...]:
    """Return the column, or the three columns of a date, for a field in events of these kinds."""
    # Another kind may have a field of the same name that means something else, so the class decides, not `hasattr`.
    is_list = shape.type is _LIST

    def value_at(event: Event) -> Any:
        found = getattr(event, source) if event.__class__ in kinds else None
        return () if found is None and is_list else found

    return shaped_columns(name, meaning, source, value_at, shape, refers_to, is_required=is_list)


@functools.cache
def _ours() -> Mapping[str, tuple[Shape, str | None, tuple[type[Event], ...]]]:
    """Return a mapping from the name of each field of this package's kinds to its shape, collection and kinds."""
    found: dict[str, tuple[Shape, str | None, tuple[type[Event], ...]]] = {}
    for cls in EVENT_KINDS:
        spec = record_spec(cls)
        for name in (field.name for field in _own_fields(cls)):
            described = (shape_of(spec.types[name]), spec.fields[name].collection, ())
            shape, refers_to, owners = found.get(name, described)
            found[name] = (shape, refers_to, (*owners, cls))
    return found


def _our_column(name: str, further: Iterable[type[Event]] = ()) -> tuple[Column, ...]:
    shape, refers_to, owners = _ours()[name]
    meaning = f"{_MEANINGS[name]} ({', '.join(cls.kind for cls in owners)})"
    return _columns_of(name, shape, meaning, name, refers_to, frozenset((*owners, *further)))


KIND_COLUMNS: Final[tuple[Column, ...]] = (*_SHARED, *(column for name in _ours() for column in _our_column(name)))
"""The columns of events of this package's kinds, with one row per event."""

_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")
"""The characters in a kind's tag that are not allowed in the name of a column."""


# Kinds of other projects


def event_columns(events: Iterable[Event]) -> tuple[tuple[Column, ...], tuple[OmittedField, ...]]:
    """Return the columns for a table of these events, and the fields that no column can hold."""
    ours = frozenset(EVENT_KINDS)
    groups: dict[type[Event], list[Event]] = {}
    for event in events:
        if event.__class__ not in ours:
            groups.setdefault(event.__class__, []).append(event)
    if not groups:
        return KIND_COLUMNS, ()
    from axis_tracker.model.unknown_events import UnknownEvent

    unknown_kinds = sorted({event.kind for event in groups.pop(UnknownEvent, ())})
    joined: dict[str, list[type[Event]]] = {}
    taken = {column.name.lower() for column in KIND_COLUMNS}  # SQLite ignores the case of names
    added: list[Column] = []
    omitted: list[OmittedField] = []
    # Sorted, so that the columns do not depend on the order of the events.
    for cls, group in sorted(groups.items(), key=lambda one: (one[0].kind, one[0].__qualname__)):
        for field in _own_fields(cls):
            values = [value for event in group if (value := getattr(event, field.name)) is not None]
            shape = _seen(values)
            refers_to = field.metadata.get(REFERS_TO)
            known = _ours().get(field.name)
            if shape is None:
                reason = f"no column can hold a value of type {type(values[0]).__name__}"
                omitted.append(OmittedField(f"{cls.kind}.{field.name}", reason, None, partial(_is_set, cls, field)))
            elif known is not None and known[1] == refers_to and (not values or known[0] == shape):
                joined.setdefault(field.name, []).append(cls)
            else:
                name = _free_name(field.name, cls, shape, taken)
                meaning = f"The field `{field.name}` of the kind `{cls.kind}`"
                columns = _columns_of(name, shape, meaning, field.name, refers_to, frozenset((cls,)))
                taken.update(column.name.lower() for column in columns)
                added.extend(columns)
    ours_joined = (column for name in _ours() for column in _our_column(name, joined.get(name, ())))
    reason = "an unknown kind has no columns of its own"
    omitted += [OmittedField(f"{kind}.fields", reason, None, partial(_field_count, kind)) for kind in unknown_kinds]
    return (*_SHARED, *ours_joined, *added), tuple(omitted)


def _is_set(cls: type[Event], field: attrs.Attribute[Any], event: Event) -> int:
    """Return 1 if the event is of this kind and the field has a value other than its default, otherwise 0."""
    return int(event.__class__ is cls and getattr(event, field.name) != field.default)


def _field_count(kind: str, event: Any) -> int:
    return len(event.fields) if event.kind == kind else 0


def _free_name(name: str, cls: type[Event], shape: Shape, taken: set[str]) -> str:
    """Return the field's name if it is free, otherwise the kind and the field's name, with a number if necessary."""
    whole = f"{_NOT_IN_NAMES.sub('_', cls.kind)}_{name}"
    for candidate in (name, whole, *(f"{whole}_{number}" for number in range(2, len(taken) + 3))):
        wanted = [candidate, f"{candidate}_earliest", f"{candidate}_latest"] if shape.is_date else [candidate]
        if not any(one.lower() in taken for one in wanted):
            return candidate
    raise AssertionError(whole)  # there are more candidates than taken names


def _seen(values: Sequence[Any]) -> Shape | None:
    """Return the shape that can hold all of these values, or None if there is no such shape."""
    if all(isinstance(value, tuple) for value in values) and values:
        inner = _seen([one for value in values for one in value])
        if inner is None or inner.type is not _TEXT or inner.is_date:
            return None
        return Shape(_LIST, inner.words)
    for fits, shape in _SHAPES:
        if all(map(fits, values)):
            return shape
    vocabularies = {type(value) for value in values if isinstance(value, enum.Enum)}
    if len(vocabularies) == 1 and all(isinstance(value, enum.Enum) for value in values):
        (vocabulary,) = vocabularies
        words = [member.value for member in vocabulary]
        return Shape(_TEXT, tuple(words)) if all(isinstance(word, str) for word in words) else None
    return None


def _is_text(value: object) -> bool:
    """Return whether every format can hold the value as a string. CSV, for example, cannot hold an empty string."""
    return type(value) is str and value != "" and not any(one == "\0" or "\ud800" <= one <= "\udfff" for one in value)


def _is_number(value: object) -> bool:
    try:
        return not isinstance(value, enum.Enum) and normalized_number(value) == value
    except InvalidValueError:
        return False


_SHAPES: Final[tuple[tuple[Callable[[Any], bool], Shape], ...]] = (
    (_is_text, Shape(_TEXT)),
    (lambda value: type(value) is bool, Shape(ColumnType.BOOLEAN)),
    (lambda value: type(value) is int and -_LARGEST_INTEGER <= value < _LARGEST_INTEGER, Shape(_INTEGER)),
    (lambda value: type(value) in (int, Decimal) and _is_number(value), Shape(_DECIMAL)),
    (lambda value: type(value) is float and isfinite(value), Shape(ColumnType.FLOAT)),
    (lambda value: type(value) is date, Shape(ColumnType.DATE)),
    (lambda value: type(value) is ImpreciseDate, Shape(_TEXT, is_date=True)),
)
"""The shapes for values in other projects' fields, each with a test for one value. The first shape that fits is used.

The tests compare exact types, because True is also an int, and a datetime is also a date.
"""
