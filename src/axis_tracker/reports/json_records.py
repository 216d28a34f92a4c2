"""Build JSON records from answers."""

from __future__ import annotations

import enum
import functools
from decimal import Decimal
from typing import Any, TypeAlias, TypeVar, cast, get_args, get_origin, get_type_hints, is_typeddict

from axis_tracker.imprecise.exact_numbers import json_number
from axis_tracker.model.records import IdentifiedRecord

__all__ = ["json_record", "json_value"]

JsonValue: TypeAlias = "str | int | float | bool | list[JsonValue] | dict[str, JsonValue] | None"
R = TypeVar("R")

_hints = functools.cache(get_type_hints)


def json_record(record_class: type[R], source: object, **given: object) -> R:
    """Return a record of a `TypedDict` class. The fields have the same order as in the class.

    The value of a field is the keyword argument with the name of the field. If there is no such argument, the value is
    the attribute of `source` with this name. If the type of the field is a `TypedDict` class or a list of such records,
    the attribute is converted in the same way.

    >>> from typing import TypedDict
    >>> from axis_tracker import Item
    >>> class ItemRecord(TypedDict):
    ...     name: str
    ...     aliases: list[str]
    ...     claims: int
    >>> json_record(ItemRecord, Item(id="shells", name="shells", aliases=["rounds"]), claims=3)
    {'name': 'shells', 'aliases': ['rounds'], 'claims': 3}
    """
    made = {
        name: given[name] if name in given else _of_type(hint, getattr(source, name))
        for name, hint in _hints(cast("Any", record_class)).items()
    }
    return cast("R", made)


def _of_type(hint: Any, value: Any) -> object:
    nested = next(filter(is_typeddict, (hint, *get_args(hint))), None)
    if nested is None or value is None:
        return json_value(value)
    return [json_record(nested, one) for one in value] if get_origin(hint) is list else json_record(nested, value)


def json_value(value: object) -> JsonValue:
    """Return the JSON form of a value.

    A record becomes its id, an enum member becomes its value, and a tuple becomes a list. Decimals and other objects
    become strings.
    """
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, IdentifiedRecord):
        return value.id
    if isinstance(value, enum.Enum):
        return cast("str", value.value)
    if isinstance(value, tuple | list):
        return [json_value(one) for one in value]
    return json_number(value) if isinstance(value, Decimal) else str(value)
