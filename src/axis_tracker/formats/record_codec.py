"""The record codec: one description of each record class, from which all ways of reading and writing are derived.

A record has a plain form, which is the same in every file format. The plain form is a mapping whose values are strings,
numbers, lists and further mappings. `record_spec` describes a class by its attrs fields. Each rule is defined in one
place:

- a field's converter (`axis_tracker.model.fields`) decides which values the field accepts;
- the class's `__attrs_post_init__` checks rules between fields;
- a field's default is the value that is left out on writing;
- `ENCODINGS` defines how a value of each type is written.

Four functions and modules use the description. `reader_of` and `writer_of` generate fast functions for our own classes.
`converters` configures cattrs, which explains refusals and writes classes of other projects. `arrow_codecs` derives
Arrow columns. The generated functions are faster than cattrs. For claims, reading takes 40 percent of the time that
cattrs takes, and writing takes 60 percent. Tests check that the generated functions agree with cattrs.
"""

from __future__ import annotations

import enum
import functools
import types
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple, TypeAlias

from attrs import NOTHING, fields

from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.fast_init import mutable_class
from axis_tracker.model.claims import Grade, passages
from axis_tracker.model.documents import Passage, to_passage
from axis_tracker.model.events import EVENT_KINDS, Event
from axis_tracker.model.fields import (
    REFERS_TO,
    is_slug,
    optional_date,
    optional_reference,
    optional_text,
    reference,
    slug,
    text,
    the_date,
)
from axis_tracker.model.interning import InternTable
from axis_tracker.model.records import IdentifiedRecord, Record
from axis_tracker.model.vocabulary import to_likelihood, to_modality, to_stance

__all__ = [
    "ENCODINGS",
    "OUR_CLASSES",
    "Encoding",
    "FieldSpec",
    "RecordSpec",
    "TypeSpec",
    "plain_record",
    "reader_of",
    "record_spec",
    "within_64_bits",
    "writer_of",
]

Reader: TypeAlias = Callable[[Mapping[str, Any]], Any]
"""A function that makes a record from its plain form."""

Writer: TypeAlias = Callable[[Any], dict[str, Any]]
"""A function that returns the plain form of a record."""

OUR_CLASSES: Final[frozenset[type[IdentifiedRecord]]] = frozenset((*COLLECTIONS.values(), *EVENT_KINDS))
"""The classes whose fields all have types and converters that this module knows."""


# The description of a class


class Encoding(enum.Enum):
    """How a value is written. The value of each member is the Python expression that writes a value."""

    UNCHANGED = "{value}"
    TEXT = "{value}.__str__()"
    TERM = "{value}._value_"
    NUMBER = "{value} if {value}.__class__ is int else format({value}, 'f')"
    """A JSON integer, or a decimal string for a number that is not whole, so that no reader rounds the number."""
    LIST = "[{items} for one in {value}]"
    RECORD = "write_{name}({value})"

    @property
    def function(self) -> Callable[[Any], Any]:
        """The expression as a function, for `UNCHANGED`, `TEXT`, `TERM` and `NUMBER`."""
        made: Callable[[Any], Any] = eval(f"lambda value: {self.value.format(value='value')}")
        return made


ENCODINGS: Final[Mapping[type, Encoding]] = {
    **dict.fromkeys((str, int, float, bool), Encoding.UNCHANGED),
    **dict.fromkeys((ImpreciseDate, Passage, Grade), Encoding.TEXT),
    Decimal: Encoding.NUMBER,
}
"""How values of these types are written. Enums become terms, tuples become lists, and other attrs classes become
records."""


class TypeSpec(NamedTuple):
    """The type of a field, not counting None.

    Attributes:
        encoding: How a value of the type is written.
        type: The Python type, or the type of the elements if the encoding is a list.
        items: The spec of the elements if the encoding is a list, otherwise None.
    """

    encoding: Encoding
    type: Any
    items: TypeSpec | None = None

    @classmethod
    def of(cls, hint: Any) -> TypeSpec:
        """Return the spec of a type hint."""
        union = typing.get_origin(hint) in (types.UnionType, typing.Union)
        kinds = frozenset(typing.get_args(hint) if union else (hint,)) - {type(None)}
        if Decimal in kinds:  # `Number` is the only union of two types
            return cls(Encoding.NUMBER, Decimal)
        (kind,) = kinds
        if typing.get_origin(kind) is tuple:
            items = cls.of(typing.get_args(kind)[0])
            return cls(Encoding.LIST, items.type, items)
        if isinstance(kind, type) and issubclass(kind, enum.Enum):
            return cls(Encoding.TERM, kind)
        return cls(ENCODINGS.get(kind, Encoding.RECORD), kind)


class FieldSpec(NamedTuple):
    """A field of a record class.

    Attributes:
        name: The name, in the class and in files.
        default: The value of the field if the field is left out, or `attrs.NOTHING` if the field is required.
        convert: The function that turns a plain value into the field's value or refuses the plain value. If `convert`
            is None, every value is accepted.
        collection: The collection whose ids the field holds, or None.
    """

    name: str
    default: Any
    convert: Callable[[Any], Any] | None
    collection: str | None


class RecordSpec:
    """The description of a record class.

    Attributes:
        cls: The class.
        fields: The fields of the class by name, in order.
        tag: The tag of an event kind, which files store under "kind". The tag is None for other classes.
    """

    def __init__(self, cls: type[Any]) -> None:
        self.cls = cls
        self.tag: str | None = cls.kind if issubclass(cls, Event) else None
        self.fields: Mapping[str, FieldSpec] = {
            one.name: FieldSpec(one.name, one.default, one.converter, one.metadata.get(REFERS_TO))
            for one in fields(cls)
        }

    @functools.cached_property
    def types(self) -> Mapping[str, TypeSpec]:
        """The types of the fields by name, for our own classes. Resolving hints is slow and not needed for reading."""
        hints = typing.get_type_hints(self.cls)
        return {name: TypeSpec.of(hints[name]) for name in self.fields}


_SPECS: Final[dict[type[Any], RecordSpec]] = {}


def record_spec(cls: type[Any]) -> RecordSpec:
    """Return the description of a record class, or of another attrs class whose values appear in records."""
    found = _SPECS.get(cls)
    if found is None:
        found = _SPECS[cls] = RecordSpec(cls)
    return found


# Reading

# `known` counts the fields that are found. If the mapping has more keys, some field is unknown. The class is set after
# all fields. The rules that relate fields to each other are checked last, because they read the fields.
_READ: Final = """
def read(plain):
    record = Mutable()
    known = {required}
{assignments}
    if known != len(plain):
        raise KeyError("an unknown field")
    record.__class__ = cls
    {check}
    return record
"""
_REQUIRED: Final = """
    value = plain[{name!r}]
    record.{name} = {converted}
"""
_OPTIONAL: Final = """
    if {name!r} in plain:
        known += 1
        value = plain[{name!r}]
        record.{name} = {converted}
    else:
        record.{name} = default_{name}
"""
_CONVERTED: Final = "convert_{name}(value)"
_LOOKED_UP: Final = "table_{name}[value]"
_LOOKED_UP_LIST: Final = "table_{name}[tuple(value)] if value.__class__ is list else convert_{name}(value)"

# A Python call costs as much as a simple check, so generated code contains the check for the usual values and calls
# the converter for other values. Values that repeat many times are looked up instead.
_INLINE: Final[Mapping[Any, str]] = {
    **dict.fromkeys(
        (optional_date, optional_reference, reference, the_date, to_likelihood, to_modality, to_stance), _LOOKED_UP
    ),
    **dict.fromkeys(
        (text, optional_text),
        "value if value.__class__ is str and value and value.isascii() and value.isprintable() "
        "and value[0] != ' ' and value[-1] != ' ' else convert_{name}(value)",
    ),
    passages: "tuple(map(to_passage, value)) if value.__class__ is list else convert_{name}(value)",
    slug: "value if value.__class__ is str and is_slug(value) else convert_{name}(value)",
}
"""For each of these converters, an expression that must give the same result."""


def reader_of(cls: type[Record]) -> Reader:
    """Generate a function that reads records of one of our classes in about half the time of `cls(**plain)`.

    The generated function makes the same records as `cls(**plain)` and refuses the same values. The generated function
    converts only the fields that are given, and its errors do not say which field refused a value.

    >>> from axis_tracker.model.items import Item
    >>> reader_of(Item)({"id": "arms", "name": "arms"})
    Item(id='arms', name='arms')

    The generated function raises `InvalidValueError` or `TypeError` for an invalid value, and `KeyError` for a missing
    or unknown field.
    """
    scope: dict[str, Any] = {"Mutable": mutable_class(cls), "cls": cls, "is_slug": is_slug, "to_passage": to_passage}
    required = 0
    assignments = ""
    for name, default, convert, collection in record_spec(cls).fields.values():
        if convert is None:
            raise TypeError(f"{cls.__name__}.{name} has no converter")
        scope[f"convert_{name}"] = convert
        scope[f"table_{name}"] = InternTable(convert)
        converted = _INLINE.get(convert, _CONVERTED if collection is None else _LOOKED_UP_LIST)
        if default is NOTHING:
            required += 1
            template = _REQUIRED
        else:
            scope[f"default_{name}"] = convert(default)
            template = _OPTIONAL
        assignments += template.format(name=name, converted=converted.format(name=name))
    check = "record.__attrs_post_init__()" if hasattr(cls, "__attrs_post_init__") else ""
    exec(_READ.format(required=required, assignments=assignments, check=check), scope)
    made: Reader = scope["read"]
    return made


# Writing

_WRITE: Final = """
def write(record):
    plain = {{{required}}}
{others}    return plain
"""
_UNLESS_DEFAULT: Final = "    value = record.{name}\n    if value {differs}:\n        plain[{name!r}] = {written}\n"


def plain_record(record: IdentifiedRecord) -> dict[str, Any]:
    """Return the plain form of a record. Required fields come first, and fields with their default are left out.

    >>> from axis_tracker.model.items import Item
    >>> plain_record(Item(id="arms", name="arms"))
    {'id': 'arms', 'name': 'arms'}
    """
    return writer_of(record.__class__)(record)


_WRITERS: Final[dict[type[Any], Writer]] = {}


def writer_of(cls: type[Any]) -> Writer:
    """Return the function that writes records of a class. Classes of other projects are written with cattrs."""
    made = _WRITERS.get(cls)
    if made is None:
        if cls in OUR_CLASSES:
            made = _generated_writer(cls)
        else:
            from axis_tracker.formats.converters import writing_converter

            made = writing_converter().unstructure
        _WRITERS[cls] = made
    return made


def _generated_writer(cls: type[Any]) -> Writer:
    spec = record_spec(cls)
    scope: dict[str, Any] = {}
    required = [] if spec.tag is None else [f"'kind': {spec.tag!r}"]
    others = ""
    for name, field in spec.fields.items():
        if field.default is NOTHING:
            required.append(f"{name!r}: {_written(spec.types[name], f'record.{name}', scope)}")
        else:
            written = _written(spec.types[name], "value", scope)
            others += _UNLESS_DEFAULT.format(name=name, written=written, differs=_differs(field, scope))
    exec(_WRITE.format(required=", ".join(required), others=others), scope)
    made: Writer = scope["write"]
    return made


def _differs(field: FieldSpec, scope: dict[str, Any]) -> str:
    """Return the end of the condition that is true if a value differs from the field's default."""
    default = field.default
    if default is None or isinstance(default, bool):
        return f"is not {default}"
    if default == ():
        return ""  # a non-empty tuple is true
    scope[f"default_{field.name}"] = default
    return f"is not default_{field.name}" if isinstance(default, enum.Enum) else f"!= default_{field.name}"


def _written(spec: TypeSpec, value: str, scope: dict[str, Any]) -> str:
    """Return the expression that writes `value`, which is itself an expression."""
    # A list of values that are written unchanged needs no loop.
    items = "" if spec.items is None else _written(spec.items, "one", scope)
    if items == "one":
        return f"list({value})"
    name = getattr(spec.type, "__name__", "")
    if spec.encoding is Encoding.RECORD:
        scope[f"write_{name}"] = _generated_writer(spec.type)
    return spec.encoding.value.format(value=value, items=items, name=name)


_TOO_LARGE: Final = 1 << 63


def within_64_bits(plain: dict[str, Any]) -> dict[str, Any]:
    """Return a plain record in which whole numbers of more than 64 bits are strings, for formats that need this.

    >>> within_64_bits({"measure": {"quantity": {"low": 2**64}}})
    {'measure': {'quantity': {'low': '18446744073709551616'}}}
    """
    quantity = plain.get("measure", {}).get("quantity", {})
    for end in ("low", "high"):
        number = quantity.get(end)
        if isinstance(number, int) and not -_TOO_LARGE <= number < _TOO_LARGE:
            quantity[end] = str(number)
    return plain
