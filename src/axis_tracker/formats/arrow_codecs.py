"""Codecs that convert values to Arrow arrays, and the values of Arrow arrays to the canonical plain form.

The codec of each field is derived from the record codec. An array holds one field of many records, because an Arrow
call for a thousand values costs little more than a call for one value. pyarrow is passed as an argument, because it is
imported only on first use.
"""

from __future__ import annotations

import enum
import json
from array import array as buffer
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, chain, repeat
from operator import attrgetter, is_
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.formats.decoding import unique_keys
from axis_tracker.formats.problems import unwritable
from axis_tracker.formats.record_codec import Encoding, TypeSpec, record_spec
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Passage
from axis_tracker.model.events import EVENT_KINDS, Event
from axis_tracker.model.places import Place

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["NARROW", "WIDE", "ColumnCodec", "ColumnCodecs", "codecs", "needs_wide_numbers"]

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


class ColumnCodec(NamedTuple):
    """A codec for one column.

    Attributes:
        type: The Arrow type.
        array: The function that makes an array of values. Any of them may be None.
        plain: The function that converts a value of an array to the canonical plain form.
    """

    type: pa.DataType
    array: Callable[[Values], pa.Array]
    plain: Callable[[Any], Any] = lambda value: value


ColumnCodecs: TypeAlias = "Mapping[str, ColumnCodec]"
"""The codecs of collections or of fields, by name."""


def needs_wide_numbers(claims: Iterable[Claim]) -> bool:
    """Return whether any claim has a figure with more decimal places than the usual decimal type can hold."""
    return any(
        isinstance(end, Decimal) and -int(end.as_tuple().exponent) > NARROW[1]
        for claim in claims
        if claim.measure is not None
        for end in (claim.measure.quantity.low, claim.measure.quantity.high)
    )


def codecs(pyarrow: Any, *, digits: tuple[int, int] = NARROW) -> ColumnCodecs:
    """Return the codec of each collection. `digits` holds the number of digits and of decimal places of quantities."""
    make = _CodecFactory(pyarrow, digits)
    return {name: make.event() if cls is Event else make.record(make.fields(cls)) for name, cls in COLLECTIONS.items()}


class _CodecFactory:
    """Makes the codec of a field from its type, and combines the codecs of fields."""

    def __init__(self, pyarrow: Any, digits: tuple[int, int]) -> None:
        self.pa = pyarrow
        self.text = self.builtin(pyarrow.string())
        self.degrees = self.builtin(pyarrow.float64())
        whole = self.builtin(pyarrow.int64())
        unchanged = {str: self.text, int: whole, bool: self.builtin(pyarrow.bool_()), float: self.degrees}
        as_text = ColumnCodec(
            self.text.type, lambda values: self.text.array([None if one is None else str(one) for one in values])
        )
        passage = self.record({"document": self.text, "start": whole, "end": whole, "digest": self.text}, _locator)
        self._by_encoding: Mapping[Encoding, Callable[[Any], ColumnCodec]] = {
            Encoding.UNCHANGED: unchanged.__getitem__,
            Encoding.TEXT: lambda cls: passage if cls is Passage else as_text,
            Encoding.TERM: self.term,
            Encoding.NUMBER: lambda _: self.number(digits),
            Encoding.RECORD: lambda cls: self.record(self.fields(cls)),
        }

    def fields(self, cls: type[Any]) -> ColumnCodecs:
        """Return the codecs of the fields of a class."""
        found = {name: self._of_type(spec) for name, spec in record_spec(cls).types.items()}
        # A pair of degrees gets names, because a list of two numbers would not say which is which.
        return found | {"coordinates": self.pair("latitude", "longitude")} if cls is Place else found

    def _of_type(self, spec: TypeSpec) -> ColumnCodec:
        if spec.items is not None:
            return self.several(self._of_type(spec.items))
        return self._by_encoding[spec.encoding](spec.type)

    def builtin(self, kind: pa.DataType) -> ColumnCodec:
        """Return a codec for values that pyarrow converts without help."""
        return ColumnCodec(kind, lambda values: self.pa.array(values, kind))

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

    def record(self, fields: ColumnCodecs, read: Callable[[Any], Any] | None = None) -> ColumnCodec:
        """Return a codec for objects with attributes. `read` further converts the plain form of an object."""
        kind = self._struct_type(fields)

        def array(values: Values) -> pa.Array:
            missing = _missing(values)
            if not any(missing):
                return self._struct(_arrays(fields, values), kind)
            # Often most values are missing, so the columns first hold only present objects, and `take` adds the gaps.
            present = [value for value in values if value is not None]
            places = iter(range(len(present)))
            indices = self.pa.array([None if gap else next(places) for gap in missing], self.pa.int32())
            return self._struct(_arrays(fields, present), kind).take(indices)

        return ColumnCodec(kind, array, _plain_record(fields) if read is None else _then(_plain_record(fields), read))

    def pair(self, *names: str) -> ColumnCodec:
        """Return a codec for tuples of degrees. Each tuple is stored as a record whose fields are `names`."""
        kind = self._struct_type(dict.fromkeys(names, self.degrees))

        def array(values: Values) -> pa.Array:
            mask = self.pa.array(_missing(values))
            columns = [
                self.degrees.array([None if one is None else one[place] for one in values])
                for place in range(len(names))
            ]
            return self._struct(columns, kind, mask)

        def plain(value: Any) -> Any:
            return [value[name] for name in names] if isinstance(value, dict) and {*value} == {*names} else value

        return ColumnCodec(kind, array, plain)

    def event(self) -> ColumnCodec:
        """Return a codec for events. Fields of our kinds have columns. Fields of other kinds share a JSON column."""
        fields = {"kind": self.text}
        for cls in EVENT_KINDS:
            fields |= self.fields(cls)
        kind = self._struct_type({**fields, _FURTHER: self.text})

        def array(values: Values) -> pa.Array:
            groups: dict[type[Event], list[int]] = {}
            for place, event in enumerate(values):
                groups.setdefault(event.__class__, []).append(place)
            children = [self._event_field(name, codec, values, groups) for name, codec in fields.items()]
            further = [None if event.__class__ in _OURS else _further(event) for event in values]
            return self._struct([*children, self.text.array(further)], kind)

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

    def _struct_type(self, fields: ColumnCodecs) -> pa.DataType:
        return self.pa.struct([self.pa.field(name, codec.type) for name, codec in fields.items()])

    def _struct(self, children: list[pa.Array], kind: pa.DataType, mask: Any = None) -> pa.Array:
        fields = [kind.field(place) for place in range(kind.num_fields)]
        made: pa.Array = self.pa.StructArray.from_arrays(children, fields=fields, mask=mask)
        return made


def _missing(values: Values) -> list[bool]:
    """Return which values are None. The check uses identity, because comparing records takes a Python call."""
    return [*map(is_, values, repeat(None))]


def _arrays(fields: ColumnCodecs, values: Values) -> list[pa.Array]:
    """Return the columns of some fields. A thousand records are read at a time, so that they fit in the cache."""
    read = attrgetter(*fields)
    columns: list[list[Any]] = [[] for _ in fields]
    for start in range(0, len(values), _RECORDS_AT_ONCE):
        parts = zip(*map(read, values[start : start + _RECORDS_AT_ONCE]), strict=True)
        for column, part in zip(columns, parts, strict=True):
            column.extend(part)
    return [codec.array(column) for codec, column in zip(fields.values(), columns, strict=True)]


def _plain_record(fields: ColumnCodecs) -> Callable[[Any], Any]:
    def plain(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {
            name: fields[name].plain(one) if name in fields else one for name, one in value.items() if one is not None
        }

    return plain


def _then(first: Callable[[Any], Any], second: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: second(first(value))


# Passages, and kinds from other projects

_FURTHER: Final = "further"
"""The name of the JSON column for the fields that only kinds from other projects have."""

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
