"""From records to plain values, by the hundred thousand: the quick way that every format writes.

A function is written for each class of this package, from its fields and their types; it does the same as the cattrs
converter of `converters`, which is asked for classes of other projects. Imports the model.
"""

from __future__ import annotations

import enum
import types
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final, TypeAlias

from attrs import NOTHING

from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Measure, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.claims import Grade
from axis_tracker.model.documents import Passage
from axis_tracker.model.events import EVENT_KINDS, Event
from axis_tracker.model.records import IdentifiedRecord

__all__ = ["OMITTED", "plain_record", "plain_writer", "within_64_bits"]

Writer: TypeAlias = Callable[[Any], dict[str, Any]]

OMITTED: Final[Mapping[type, Mapping[str, Any]]] = {
    Quantity: {"low": None, "high": None, "unit": "", "includes_low": True, "includes_high": True, "wording": None},
    Measure: {"reading": Reading.TOTAL, "since": None, "per": None, "share_of": None},
}
"""What the two classes that write their own `__init__` take a field to be that is left out."""

_OURS: Final[frozenset[type[Any]]] = frozenset((*COLLECTIONS.values(), *EVENT_KINDS))
_KEPT: Final = frozenset((str, int, float, bool))
_WRITTEN: Final = frozenset((ImpreciseDate, Passage, Grade))
_NUMBER: Final = frozenset((int, Decimal))

_TOO_LARGE: Final = 1 << 63

_WRITERS: Final[dict[type[IdentifiedRecord], Writer]] = {}
"""What has been made for the classes of this package, on first use."""

_WRITE: Final = """
def write(record):
    plain = {{{required}}}
{others}    return plain
"""
_UNLESS: Final = "    value = record.{name}\n    if value {differs}:\n        plain[{name!r}] = {written}\n"


def plain_record(record: IdentifiedRecord) -> dict[str, Any]:
    """The plain form of a record: its fields by name, the required ones first, without those that have their default.

    >>> from axis_tracker.model.items import Item
    >>> plain_record(Item(id="arms", name="arms"))
    {'id': 'arms', 'name': 'arms'}
    """
    return plain_writer(record.__class__)(record)


def plain_writer(cls: type[IdentifiedRecord]) -> Writer:
    """What makes plain forms of the records of a class."""
    made = _WRITERS.get(cls)
    if made is not None:
        return made
    if cls not in _OURS:
        from axis_tracker.formats.converters import writing_converter

        foreign: Writer = writing_converter().unstructure
        return foreign
    made = _WRITERS[cls] = _writer(cls, {"kind": cls.kind} if issubclass(cls, Event) else {})
    return made


def within_64_bits(plain: dict[str, Any]) -> dict[str, Any]:
    """A plain record whose quantity has, as texts, the whole numbers that some formats cannot hold.

    >>> within_64_bits({"measure": {"quantity": {"low": 2**64}}})
    {'measure': {'quantity': {'low': '18446744073709551616'}}}
    """
    quantity = plain.get("measure", {}).get("quantity", {})
    for end in ("low", "high"):
        number = quantity.get(end)
        if isinstance(number, int) and not -_TOO_LARGE <= number < _TOO_LARGE:
            quantity[end] = str(number)
    return plain


def _writer(cls: Any, heads: Mapping[str, str]) -> Writer:
    hints = typing.get_type_hints(cls)
    scope: dict[str, Any] = {"number_text": _number_text}
    required = [f"{name!r}: {value!r}" for name, value in heads.items()]
    others = ""
    for field in cls.__attrs_attrs__:
        name = field.name
        default = OMITTED.get(cls, {}).get(name, field.default)
        if default is NOTHING:
            required.append(f"{name!r}: {_written(hints[name], f'record.{name}', scope)}")
        else:
            written = _written(hints[name], "value", scope)
            others += _UNLESS.format(name=name, written=written, differs=_differs(name, default, scope))
    exec(_WRITE.format(required=", ".join(required), others=others), scope)
    made: Writer = scope["write"]
    return made


def _differs(name: str, default: Any, scope: dict[str, Any]) -> str:
    """The comparison by which a field is found not to have its default."""
    if default is None or isinstance(default, bool):
        return f"is not {default}"
    if default == ():
        return ""  # whatever is not empty differs
    scope[f"default_{name}"] = default
    return f"is not default_{name}" if isinstance(default, enum.Enum) else f"!= default_{name}"


def _written(hint: Any, value: str, scope: dict[str, Any]) -> str:
    """The expression that makes a value of some type plain."""
    kinds = _alternatives(hint)
    if kinds == _NUMBER:
        return f"{value} if {value}.__class__ is int else number_text({value})"
    (kind,) = kinds
    if kind in _KEPT:
        return value
    if kind in _WRITTEN:
        return f"{value}.__str__()"
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return f"{value}._value_"
    if typing.get_origin(kind) is tuple:
        one = _written(typing.get_args(kind)[0], "one", scope)
        return f"list({value})" if one == "one" else f"[{one} for one in {value}]"
    scope[f"write_{kind.__name__}"] = _writer(kind, {})
    return f"write_{kind.__name__}({value})"


def _alternatives(hint: Any) -> frozenset[Any]:
    """The types that a field may have besides None."""
    union = typing.get_origin(hint) in (types.UnionType, typing.Union)
    return frozenset(typing.get_args(hint) if union else (hint,)) - {type(None)}


def _number_text(number: Decimal) -> str:
    return format(number, "f")
