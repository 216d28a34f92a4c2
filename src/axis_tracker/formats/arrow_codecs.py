"""Codecs: an Arrow type each, how values become an array of it, and what its values are in the canonical plain form.

`Makers` makes codecs of one another; `arrow_columns` says which fields have which. Arrays are made of one field of many
records at a time, which is what makes it quick. Imports the model; pyarrow is handed in by whoever has imported it.
"""

from __future__ import annotations

import json
from array import array as buffer
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, chain, repeat
from operator import attrgetter, is_
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from axis_tracker.errors import Problem, WriteError
from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.model.events import EVENT_KINDS, Event

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["NARROW", "PASSAGE", "WIDE", "Codec", "Codecs", "Makers", "locator"]

Values: TypeAlias = "Sequence[Any]"

NARROW: Final = (38, 8)
"""Digits and decimal places of the usual decimal: 128 bits, which every reader of Arrow knows."""

WIDE: Final = (60, 30)
"""Those of the decimal that holds every number of a quantity: 256 bits, written only where a number needs it."""


_AT_A_TIME: Final = 1 << 10
_INT64: Final = 1 << 63
_WHOLE: Final = {int, type(None)}


class Codec:
    """An Arrow type, the array of some values in it, and what a value of it is in the canonical plain form."""

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
        """The array of these values, of which any may be None."""
        return self._array(values)


Codecs: TypeAlias = "Mapping[str, Codec]"
"""The codec of a record of each collection."""

_Fields: TypeAlias = "Mapping[str, Codec]"


class Makers:
    """What makes codecs of one another, with the one pyarrow."""

    def __init__(self, pyarrow: Any) -> None:
        self.pa = pyarrow
        self.text = Codec(pyarrow.string(), lambda values: pyarrow.array(values, pyarrow.string()))
        self.date = Codec(
            pyarrow.string(),
            lambda values: pyarrow.array([None if one is None else str(one) for one in values], pyarrow.string()),
        )
        self.grade = self.date
        self.whole = Codec(pyarrow.int64(), lambda values: pyarrow.array(values, pyarrow.int64()))
        self.yes_or_no = Codec(pyarrow.bool_(), lambda values: pyarrow.array(values, pyarrow.bool_()))
        self.degrees = Codec(pyarrow.float64(), lambda values: pyarrow.array(values, pyarrow.float64()))

    def word(self, vocabulary: type[ControlledTerm]) -> Codec:
        """Members of an enum, by their values."""
        # By identity: to ask a member for its value, or to hash it, takes a Python call.
        codes = {id(one): code for code, one in enumerate((*vocabulary, None))}
        words = self.pa.array([*(str(one.value) for one in vocabulary), None], self.pa.string())

        def array(values: Values) -> pa.Array:
            found = self.pa.py_buffer(bytes(map(codes.__getitem__, map(id, values))))
            return words.take(self.pa.Array.from_buffers(self.pa.uint8(), len(values), [None, found]))

        return Codec(self.pa.string(), array)

    def number(self, digits: tuple[int, int]) -> Codec:
        """Exact numbers."""
        kind = self.pa.decimal128(*digits) if digits == NARROW else self.pa.decimal256(*digits)

        def array(values: Values) -> pa.Array:
            if {*map(type, values)} <= _WHOLE and all(-_INT64 <= one < _INT64 for one in values if one is not None):
                return self.pa.array(values, self.pa.int64()).cast(kind)  # many times as quick
            return self.pa.array([None if one is None else Decimal(one) for one in values], kind)

        return Codec(kind, array)

    def several(self, one: Codec) -> Codec:
        """Tuples of what `one` encodes; None is none of them, which is not the same as an empty one."""
        kind = self.pa.list_(one.type)

        def array(values: Values) -> pa.Array:
            gaps = None in values
            given = [() if value is None else value for value in values] if gaps else values
            ends = buffer("i", [*accumulate(map(len, given), initial=0)])
            offsets = self.pa.Array.from_buffers(self.pa.int32(), len(ends), [None, self.pa.py_buffer(ends)])
            elements = one.array([*chain.from_iterable(given)])
            mask = self.pa.array(_missing(values)) if gaps else None
            return self.pa.ListArray.from_arrays(offsets, elements, type=kind, mask=mask)

        def plain(value: Any) -> Any:
            return [*map(one.plain, value)] if isinstance(value, list) else value

        return Codec(kind, array, plain)

    def record(self, fields: _Fields, read: Callable[[Any], Any] | None = None) -> Codec:
        """Objects with attributes; `read` makes something else of their plain form."""
        kind = self.pa.struct([self.pa.field(name, codec.type) for name, codec in fields.items()])

        def array(values: Values) -> pa.Array:
            missing = _missing(values)
            if not any(missing):
                return self._struct(_arrays(fields, values), kind, len(values))
            # What is there is made by itself, and then put where it belongs: gaps are often most of it.
            present = [value for value in values if value is not None]
            places = iter(range(len(present)))
            indices = self.pa.array([None if gap else next(places) for gap in missing], self.pa.int32())
            return self._struct(_arrays(fields, present), kind, len(present)).take(indices)

        return Codec(kind, array, _plain_record(fields) if read is None else _then(_plain_record(fields), read))

    def pair(self, *names: str) -> Codec:
        """Tuples of degrees, as a record with these names."""
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

        return Codec(kind, array, plain)

    def event(self, fields: _Fields) -> Codec:
        """Events: the fields of our kinds in columns, those of other projects' kinds as JSON in one."""
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

        return Codec(kind, array, _then(_plain_record(fields), _with_further))

    def _event_field(
        self, name: str, codec: Codec, values: Values, groups: Mapping[type[Event], Sequence[int]]
    ) -> pa.Array:
        """One field of events that are grouped by their class; those whose class does not have it are gaps."""
        if name in _SHARED:
            return codec.array([*map(attrgetter(name), values)])
        owning = [places for cls, places in groups.items() if name in _OURS.get(cls, ())]
        if not owning:
            return self.pa.nulls(len(values), codec.type)
        read = attrgetter(name)
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
    """Which of the values are None, by identity: to compare records takes a Python call."""
    return [*map(is_, values, repeat(None))]


def _arrays(fields: _Fields, values: Values) -> list[pa.Array]:
    """The columns of some fields, read a thousand records at a time, which the processor's cache holds meanwhile."""
    read = attrgetter(*fields)
    columns: list[list[Any]] = [[] for _ in fields]
    for start in range(0, len(values), _AT_A_TIME):
        parts = zip(*map(read, values[start : start + _AT_A_TIME]), strict=True)
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


# What one field cannot say of itself

_FURTHER: Final = "further"
"""The column that holds, as JSON, what kinds of other projects have besides the fields of every event."""

_SHARED: Final = frozenset((*(field.name for field in Event.__attrs_attrs__), "kind"))
_OURS: Final = {cls: frozenset(field.name for field in cls.__attrs_attrs__) for cls in EVENT_KINDS}

PASSAGE: Final = ("document", "start", "end", "digest")


def locator(value: Any) -> Any:
    """A passage's plain form is its locator."""
    if not isinstance(value, dict) or {*value} != {*PASSAGE}:
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
        reason = f"cannot be written as JSON: {error}"
        raise WriteError([Problem(reason, path=f"events[{event.id!r}]", value=event.kind)]) from error
    return text


def _with_further(value: Any) -> Any:
    """Another project's fields beside those of every event; a text that is no object is left to be refused."""
    if not isinstance(value, dict) or not isinstance(value.get(_FURTHER), str):
        return value
    try:
        own = json.loads(value[_FURTHER], object_pairs_hook=_without_repeated_keys)
    except (ValueError, RecursionError):
        return value
    shared = {name: one for name, one in value.items() if name != _FURTHER}
    return {**shared, **own} if isinstance(own, dict) and not own.keys() & shared.keys() else value


def _without_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    gathered = dict(pairs)
    if len(gathered) < len(pairs):
        raise ValueError("a repeated key")
    return gathered
