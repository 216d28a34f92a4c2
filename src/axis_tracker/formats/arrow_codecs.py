"""Codecs that convert values to Arrow arrays, and the values of Arrow arrays to the canonical plain form.

`CodecFactory` makes and combines codecs. The module `arrow_columns` chooses the codec of each field. An array holds one
field of many records, because an Arrow call for a thousand values costs little more than a call for one value. pyarrow
is passed as an argument, because it is imported only on first use.
"""

from __future__ import annotations

import enum
import json
from array import array as buffer
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, chain, repeat
from operator import attrgetter, is_
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from axis_tracker.formats.decoding import unique_keys
from axis_tracker.formats.problems import unwritable
from axis_tracker.model.events import EVENT_KINDS, Event

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["NARROW", "WIDE", "CodecFactory", "ColumnCodec", "ColumnCodecs"]

Values: TypeAlias = "Sequence[Any]"

NARROW: Final = (38, 8)
"""The digits and decimal places of the usual decimal type. Every Arrow reader supports this type, which has 128
bits."""

WIDE: Final = (60, 30)
"""The digits and decimal places of a decimal type that can hold all numbers. This type has 256 bits and is used only if
a number needs it."""

_RECORDS_AT_ONCE: Final = 1 << 10
_INT64: Final = 1 << 63
_WHOLE: Final = {int, type(None)}


class ColumnCodec:
    """A codec for one column.

    Attributes:
        type: The Arrow type.
        plain: The function that converts a value of an array to the canonical plain form.
    """

    __slots__ = ("_array", "plain", "type")

    def __init__(
        self,
        type_: pa.DataType,
        array: Callable[[Values], pa.Array],
        plain: Callable[[Any], Any] = lambda value: value,
    ) -> None:
        self.type = type_
        self._array = array
        self.plain = plain

    def array(self, values: Values) -> pa.Array:
        """Return an array of the values. Any value may be None."""
        return self._array(values)


ColumnCodecs: TypeAlias = "Mapping[str, ColumnCodec]"
"""The codec of the records of each collection, by the name of the collection."""

_Fields: TypeAlias = "Mapping[str, ColumnCodec]"


class CodecFactory:
    """A factory for simple codecs, and for codecs that combine other codecs."""

    def __init__(self, pyarrow: Any) -> None:
        self.pa = pyarrow
        self.text = ColumnCodec(pyarrow.string(), lambda values: pyarrow.array(values, pyarrow.string()))
        self.as_text = ColumnCodec(
            pyarrow.string(),
            lambda values: pyarrow.array([None if one is None else str(one) for one in values], pyarrow.string()),
        )
        self.whole = ColumnCodec(pyarrow.int64(), lambda values: pyarrow.array(values, pyarrow.int64()))
        self.yes_or_no = ColumnCodec(pyarrow.bool_(), lambda values: pyarrow.array(values, pyarrow.bool_()))
        self.degrees = ColumnCodec(pyarrow.float64(), lambda values: pyarrow.array(values, pyarrow.float64()))
        self.passage = self.record(
            {"document": self.text, "start": self.whole, "end": self.whole, "digest": self.text}, _locator
        )

    def term(self, vocabulary: type[enum.Enum]) -> ColumnCodec:
        """Return a codec for the members of an enum, which are stored as their values."""
        # Looked up by identity, because reading or hashing a member would take a Python call for each value.
        codes = {id(one): code for code, one in enumerate((*vocabulary, None))}
        words = self.pa.array([*(str(one.value) for one in vocabulary), None], self.pa.string())

        def array(values: Values) -> pa.Array:
            found = self.pa.py_buffer(bytes(map(codes.__getitem__, map(id, values))))
            return words.take(self.pa.Array.from_buffers(self.pa.uint8(), len(values), [None, found]))

        return ColumnCodec(self.pa.string(), array)

    def number(self, digits: tuple[int, int]) -> ColumnCodec:
        """Return a codec for exact numbers."""
        kind = self.pa.decimal128(*digits) if digits == NARROW else self.pa.decimal256(*digits)

        def array(values: Values) -> pa.Array:
            if {*map(type, values)} <= _WHOLE and all(-_INT64 <= one < _INT64 for one in values if one is not None):
                return self.pa.array(values, self.pa.int64()).cast(kind)  # many times faster than using Decimal
            return self.pa.array([None if one is None else Decimal(one) for one in values], kind)

        return ColumnCodec(kind, array)

    def several(self, one: ColumnCodec) -> ColumnCodec:
        """Return a codec for tuples whose elements `one` encodes. None and an empty tuple remain distinct."""
        kind = self.pa.list_(one.type)

        def array(values: Values) -> pa.Array:
            gaps = None in values
            given = [() if value is None else value for value in values] if gaps else values
            # Building the offsets here is faster than passing a list of tuples to pyarrow.
            ends = buffer("i", [*accumulate(map(len, given), initial=0)])
            offsets = self.pa.Array.from_buffers(self.pa.int32(), len(ends), [None, self.pa.py_buffer(ends)])
            elements = one.array([*chain.from_iterable(given)])
            mask = self.pa.array(_missing(values)) if gaps else None
            return self.pa.ListArray.from_arrays(offsets, elements, type=kind, mask=mask)

        def plain(value: Any) -> Any:
            return [*map(one.plain, value)] if isinstance(value, list) else value

        return ColumnCodec(kind, array, plain)

    def record(self, fields: _Fields, read: Callable[[Any], Any] | None = None) -> ColumnCodec:
        """Return a codec for objects with attributes. `read` further converts the plain form of an object."""
        kind = self.pa.struct([self.pa.field(name, codec.type) for name, codec in fields.items()])

        def array(values: Values) -> pa.Array:
            missing = _missing(values)
            if not any(missing):
                return self._struct(_arrays(fields, values), kind, len(values))
            # Often most values are missing, so the columns first hold only present objects, and `take` adds the gaps.
            present = [value for value in values if value is not None]
            places = iter(range(len(present)))
            indices = self.pa.array([None if gap else next(places) for gap in missing], self.pa.int32())
            return self._struct(_arrays(fields, present), kind, len(present)).take(indices)

        return ColumnCodec(kind, array, _plain_record(fields) if read is None else _then(_plain_record(fields), read))

    def pair(self, *names: str) -> ColumnCodec:
        """Return a codec for tuples of degrees. Each tuple is stored as a record whose fields are `names`."""
        kind = self.pa.struct([self.pa.field(name, self.degrees.type) for name in names])

        def array(values: Values) -> pa.Array:
            mask = self.pa.array(_missing(values))
            columns = [
                self.degrees.array([None if one is None else one[place] for one in values])
                for place in range(len(names))
            ]
            return self._struct(columns, kind, len(values), mask)

        def plain(value: Any) -> Any:
            return [value[name] for name in names] if isinstance(value, dict) and {*value} == {*names} else value

        return ColumnCodec(kind, array, plain)

    def event(self, fields: _Fields) -> ColumnCodec:
        """Return a codec for events. Fields of our kinds have columns. Fields of other kinds share a JSON column."""
        kind = self.pa.struct(
            [
                *(self.pa.field(name, codec.type) for name, codec in fields.items()),
                self.pa.field(_FURTHER, self.pa.string()),
            ]
        )

        def array(values: Values) -> pa.Array:
            groups: dict[type[Event], list[int]] = {}
            for place, event in enumerate(values):
                groups.setdefault(event.__class__, []).append(place)
            children = [self._event_field(name, codec, values, groups) for name, codec in fields.items()]
            further = [None if event.__class__ in _OURS else _further(event) for event in values]
            return self._struct([*children, self.text.array(further)], kind, len(values))

        return ColumnCodec(kind, array, _then(_plain_record(fields), _with_further))

    def _event_field(
        self, name: str, codec: ColumnCodec, values: Values, groups: Mapping[type[Event], Sequence[int]]
    ) -> pa.Array:
        """Return the array of one field of events, with None for an event whose class lacks the field.

        `groups` holds the positions of the events, by class.
        """
        if name in _SHARED:
            return codec.array([*map(attrgetter(name), values)])
        owning = [places for cls, places in groups.items() if name in _OURS.get(cls, ())]
        if not owning:
            return self.pa.nulls(len(values), codec.type)
        read = attrgetter(name)
        # Each class is read separately, because only some classes have the field.
        column = [None] * len(values)
        for places in owning:
            for place in places:
                column[place] = read(values[place])
        return codec.array(column)

    def _struct(self, children: list[pa.Array], kind: pa.DataType, length: int, mask: Any = None) -> pa.Array:
        fields = [kind.field(place) for place in range(kind.num_fields)]
        made: pa.Array = self.pa.StructArray.from_arrays(children, fields=fields, mask=mask)
        return made


def _missing(values: Values) -> list[bool]:
    """Return which values are None. The check uses identity, because comparing records takes a Python call."""
    return [*map(is_, values, repeat(None))]


def _arrays(fields: _Fields, values: Values) -> list[pa.Array]:
    """Return the columns of some fields. A thousand records are read at a time, so that they fit in the cache."""
    read = attrgetter(*fields)
    columns: list[list[Any]] = [[] for _ in fields]
    for start in range(0, len(values), _RECORDS_AT_ONCE):
        parts = zip(*map(read, values[start : start + _RECORDS_AT_ONCE]), strict=True)
        for column, part in zip(columns, parts, strict=True):
            column.extend(part)
    return [codec.array(column) for codec, column in zip(fields.values(), columns, strict=True)]


def _plain_record(fields: _Fields) -> Callable[[Any], Any]:
    def plain(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {
            name: fields[name].plain(one) if name in fields else one for name, one in value.items() if one is not None
        }

    return plain


def _then(first: Callable[[Any], Any], second: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: second(first(value))


# Passages, and kinds of other projects

_FURTHER: Final = "further"
"""The name of the JSON column for the fields that only kinds of other projects have."""

_SHARED: Final = frozenset((*(field.name for field in Event.__attrs_attrs__), "kind"))
_OURS: Final = {cls: frozenset(field.name for field in cls.__attrs_attrs__) for cls in EVENT_KINDS}

_PASSAGE: Final = frozenset(("document", "start", "end", "digest"))


def _locator(value: Any) -> Any:
    """Return the locator of a passage, which is its plain form."""
    if not isinstance(value, dict) or value.keys() != _PASSAGE:
        return value
    return f"{value['document']}#char={value['start']},{value['end']};sha256={value['digest']}"


def _further(event: Event) -> str:
    from axis_tracker.formats.converters import writing_converter

    plain = writing_converter().unstructure(event)
    own = {name: value for name, value in plain.items() if name not in _SHARED}
    try:
        text = json.dumps(own, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        text.encode()  # refuses lone surrogates
    except (TypeError, ValueError) as error:
        raise unwritable(error, "JSON", f"events[{event.id!r}]", value=event.kind) from error
    return text


def _with_further(value: Any) -> Any:
    """Return an event with the fields of another project's kind. The reader later refuses invalid JSON."""
    if not isinstance(value, dict) or not isinstance(value.get(_FURTHER), str):
        return value
    try:
        own = json.loads(value[_FURTHER], object_pairs_hook=unique_keys)
    except (ValueError, RecursionError):
        return value
    shared = {name: one for name, one in value.items() if name != _FURTHER}
    return {**shared, **own} if isinstance(own, dict) and not own.keys() & shared.keys() else value
