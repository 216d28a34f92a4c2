"""The columns of events: those that every kind has, and the fields of each kind, found by looking at the classes.

The columns of our kinds are always there, so that every dataset's table has them. Those of another project's kind
come after them, if the table has such an event; their types are those of the values that the events hold. Imports
`columns` and the model.
"""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, get_type_hints

import attrs

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.exact_numbers import settled_number
from axis_tracker.model.events import EVENT_KINDS, Event
from axis_tracker.model.fields import REFERS_TO
from axis_tracker.tables.columns import Cell, Column, ColumnType, date_columns, word_values

__all__ = ["KIND_COLUMNS", "EventColumns", "event_columns"]

_TEXT, _INTEGER, _DECIMAL, _LIST = ColumnType.TEXT, ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.LIST
_LARGEST_INTEGER: Final = 2**63

_SHARED: Final[tuple[Column, ...]] = (
    Column(name="id", type=_TEXT, meaning="The event's id", source="id", read=lambda _, e: e.id, is_required=True),
    Column(
        name="kind", type=_TEXT, meaning="The kind of event", source="kind", read=lambda _, e: e.kind, is_required=True
    ),
    Column(
        name="name",
        type=_TEXT,
        meaning="A short title, in our own words",
        source="name",
        read=lambda _, e: e.name,
        is_required=True,
    ),
    *date_columns("when", "The time that tells it from events like it", "when", lambda _, e: e.when),
    Column(name="note", type=_TEXT, meaning="A remark by the curator", source="note", read=lambda _, e: e.note),
)

_MEANINGS: Final[Mapping[str, str]] = {
    "visitors": "The ids of those who went",
    "host": "The id of who received them",
    "place": "The id of the place",
    "met": "The ids of those whom they met there besides the host",
    "supplier": "The id of who gives",
    "recipient": "The id of who gets",
    "item": "The id of what is moved, given or counted",
    "of": "The id of whose forces they are",
    "to": "The id of the place that they are sent to",
    "in_support_of": "The id of whom they help",
    "form": "What kind of help it is",
    "given": "The ids of the events given",
    "in_return": "The ids of the events given in return",
    "parties": "The ids of the parties",
    "participants": "The ids of those who take part",
    "sides": "The ids of those who fight",
    "losses_of": "The id of whose losses are counted",
    "activity": "What was done or seen",
    "actors": "The ids of those whose activity it is",
    "targets": "The ids of those who are sanctioned",
    "imposers": "The ids of those who impose the sanctions",
    "relation": "What the alignment is",
    "toward": "The ids of those about whom it is",
}
"""What the fields of our kinds mean."""


class _Shape:
    """What can stand in a column: its type, the words it takes, and what its ids refer to."""

    def __init__(self, type_: ColumnType, words: tuple[str, ...] = (), *, is_date: bool = False) -> None:
        self.key = (type_, words, is_date)
        self.type, self.words, self.is_date = self.key


_TEXTS: Final = _Shape(_LIST)
_HINTED: Final[Mapping[object, _Shape]] = {str: _Shape(_TEXT), str | None: _Shape(_TEXT), tuple[str, ...]: _TEXTS}


def _hinted(hint: Any) -> _Shape:
    """The shape of a field of ours, by its type."""
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return _Shape(_TEXT, word_values(hint))
    return _HINTED[hint]


def _own_fields(cls: type[Event]) -> Iterator[attrs.Attribute[Any]]:
    shared = {field.name for field in Event.__attrs_attrs__}
    return (field for field in cls.__attrs_attrs__ if field.name not in shared)


def _read(name: str, owners: frozenset[type[Event]], *, empty: Cell) -> Callable[[RecordSet, Event], Cell]:
    """What stands in a field; `empty` for no value, and for events that do not have the field."""

    def read(_: RecordSet, event: Event) -> Cell:
        value = getattr(event, name) if event.__class__ in owners else None
        return empty if value is None else _cell(value)

    return read


def _cell(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return value.value
    return tuple(map(_cell, value)) if isinstance(value, tuple) else value


def _columns_of(
    name: str, shape: _Shape, meaning: str, source: str, refers_to: str | None, owners: frozenset[type[Event]]
) -> tuple[Column, ...]:
    if shape.is_date:

        def time(_: RecordSet, event: Event) -> ImpreciseDate | None:
            found: ImpreciseDate | None = getattr(event, source) if event.__class__ in owners else None
            return found

        return date_columns(name, meaning, source, time)
    column = Column(
        name=name,
        type=shape.type,
        meaning=meaning,
        source=source,
        read=_read(source, owners, empty=() if shape.type is _LIST else None),
        refers_to=refers_to,
        words=shape.words,
        is_required=shape.type is _LIST,
    )
    return (column,)


@functools.cache
def _ours() -> Mapping[str, tuple[_Shape, str | None, tuple[type[Event], ...]]]:
    """The fields of our kinds by name: shape, what they refer to, and the kinds that have them."""
    found: dict[str, tuple[_Shape, str | None, tuple[type[Event], ...]]] = {}
    for cls in EVENT_KINDS:
        hints = get_type_hints(cls)
        for field in _own_fields(cls):
            shape, refers_to, owners = found.get(
                field.name, (_hinted(hints[field.name]), field.metadata.get(REFERS_TO), ())
            )
            found[field.name] = (shape, refers_to, (*owners, cls))
    return found


def _our_column(name: str, further: Iterable[type[Event]] = ()) -> tuple[Column, ...]:
    shape, refers_to, owners = _ours()[name]
    meaning = f"{_MEANINGS[name]} ({', '.join(cls.kind for cls in owners)})"
    return _columns_of(name, shape, meaning, name, refers_to, frozenset((*owners, *further)))


KIND_COLUMNS: Final[tuple[Column, ...]] = (*_SHARED, *(column for name in _ours() for column in _our_column(name)))
"""One row an event of our kinds."""

_NO_NAME: Final = re.compile(r"[^a-z0-9]+")
"""What stands in tags, and in no column's name."""


# Kinds of other projects


@attrs.frozen
class EventColumns:
    """The columns for some events, and the fields that no column can hold, as (kind, field, what stands in it)."""

    columns: tuple[Column, ...]
    omitted: tuple[tuple[type[Event], str, str], ...] = ()
    carried: tuple[str, ...] = ()
    """The tags of kinds that nobody here knows, whose own fields have no columns."""


def event_columns(events: Iterable[Event]) -> EventColumns:
    """The columns of a table of these events."""
    ours = frozenset(EVENT_KINDS)
    groups: dict[type[Event], list[Event]] = {}
    for event in events:
        if event.__class__ not in ours:
            groups.setdefault(event.__class__, []).append(event)
    if not groups:
        return EventColumns(KIND_COLUMNS)
    from axis_tracker.model.unknown_events import UnknownEvent

    carried = tuple(sorted({event.kind for event in groups.pop(UnknownEvent, ())}))
    joined: dict[str, list[type[Event]]] = {}
    taken = {column.name.lower() for column in KIND_COLUMNS}
    added: list[Column] = []
    omitted: list[tuple[type[Event], str, str]] = []
    for cls, group in sorted(groups.items(), key=lambda one: (one[0].kind, one[0].__qualname__)):
        for field in _own_fields(cls):
            values = [value for event in group if (value := getattr(event, field.name)) is not None]
            shape = _seen(values)
            refers_to = field.metadata.get(REFERS_TO)
            known = _ours().get(field.name)
            if shape is None:
                omitted.append((cls, field.name, type(values[0]).__name__))
            elif known is not None and known[1] == refers_to and (not values or known[0].key == shape.key):
                joined.setdefault(field.name, []).append(cls)
            else:
                name = _free_name(field.name, cls, shape, taken)
                meaning = f"The field `{field.name}` of the kind `{cls.kind}`"
                columns = _columns_of(name, shape, meaning, field.name, refers_to, frozenset((cls,)))
                taken.update(column.name.lower() for column in columns)
                added.extend(columns)
    ours_joined = (column for name in _ours() for column in _our_column(name, joined.get(name, ())))
    return EventColumns((*_SHARED, *ours_joined, *added), tuple(omitted), carried)


def _free_name(name: str, cls: type[Event], shape: _Shape, taken: set[str]) -> str:
    """The field's name, or with its kind and a number where other columns have that name."""
    whole = f"{_NO_NAME.sub('_', cls.kind)}_{name}"
    for candidate in (name, whole, *(f"{whole}_{number}" for number in range(2, len(taken) + 3))):
        wanted = [candidate, f"{candidate}_earliest", f"{candidate}_latest"] if shape.is_date else [candidate]
        if not any(one.lower() in taken for one in wanted):
            return candidate
    raise AssertionError(whole)  # there are more candidates than names taken


def _seen(values: Sequence[Any]) -> _Shape | None:
    """The shape that holds all of these values, or None."""
    if all(isinstance(value, tuple) for value in values) and values:
        inner = _seen([one for value in values for one in value])
        return _Shape(_LIST, inner.words) if inner is not None and inner.type is _TEXT else None
    for fits, shape in _SHAPES:
        if all(map(fits, values)):
            return shape
    vocabularies = {type(value) for value in values if isinstance(value, enum.Enum)}
    if len(vocabularies) == 1 and all(isinstance(value, enum.Enum) for value in values):
        (vocabulary,) = vocabularies
        words = [member.value for member in vocabulary]
        return _Shape(_TEXT, tuple(words)) if all(isinstance(word, str) for word in words) else None
    return None


def _is_text(value: object) -> bool:
    """Whether it is a text that every format can hold: none of them tells an empty one from no text at all."""
    return type(value) is str and value != "" and not any(one == "\0" or "\ud800" <= one <= "\udfff" for one in value)


def _is_number(value: object) -> bool:
    try:
        return not isinstance(value, enum.Enum) and settled_number(value) == value
    except InvalidValueError:
        return False


_SHAPES: Final[tuple[tuple[Callable[[Any], bool], _Shape], ...]] = (
    (_is_text, _Shape(_TEXT)),
    (lambda value: type(value) is bool, _Shape(ColumnType.BOOLEAN)),
    (lambda value: type(value) is int and -_LARGEST_INTEGER <= value < _LARGEST_INTEGER, _Shape(_INTEGER)),
    (lambda value: type(value) in (int, Decimal) and _is_number(value), _Shape(_DECIMAL)),
    (lambda value: type(value) is float and value - value == 0, _Shape(ColumnType.FLOAT)),
    (lambda value: type(value) is date, _Shape(ColumnType.DATE)),
    (lambda value: type(value) is ImpreciseDate, _Shape(_TEXT, is_date=True)),
)
"""Which values of other projects' fields a column holds; the first that fits."""
