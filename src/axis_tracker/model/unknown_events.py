"""Events of unknown kinds, whose fields are kept unchanged and unchecked.

Functions that read files create such events only with `unknown_kinds="carry"`. This module is imported when the first
event of an unknown kind is read.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias, final

from attrs import Factory, field, frozen

from axis_tracker.errors import InvalidValueError
from axis_tracker.model.events import FOREIGN_TAG, Event
from axis_tracker.model.fields import SLUG
from axis_tracker.model.vocabulary import PartsCover

__all__ = ["PlainFields", "PlainValue", "UnknownEvent"]

PlainValue: TypeAlias = "str | int | float | bool | tuple[PlainValue, ...] | PlainFields | None"
"""A value that a field in a file can have, in immutable form."""

_MAX_DEPTH: Final = 100
"""The maximum depth of nested lists and objects. It equals the limit for reading YAML."""

_COMMON: Final = ("id", "name", "when", "parts", "note")


@final
class PlainFields(Mapping[str, PlainValue]):
    """An immutable mapping of an event's fields, with the values that a file stores.

    The values are strings, numbers, booleans, None, tuples (for lists) and nested `PlainFields`. The order of the
    fields is kept for writing but ignored in comparisons. `1`, `1.0` and `True` are different values, because files
    write them differently.

    >>> PlainFields({"by": "kp", "stages": [1, 2]})["stages"]
    (1, 2)

    Raises `InvalidValueError` for a value that files cannot hold. Such a value is a number that is not finite, a string
    with a lone surrogate (half of a character), a TOML date, or a value with more than a hundred nested levels. TOML
    dates must be written as strings. `depth` is the number of levels above these fields.
    """

    __slots__ = ("_key", "_values")

    _values: Mapping[str, PlainValue]
    _key: str

    def __init__(self, fields: Mapping[str, object], *, depth: int = 0) -> None:
        frozen_fields = _freeze_fields(fields, depth)
        object.__setattr__(self, "_values", frozen_fields)
        # JSON text distinguishes 1, 1.0 and True, which Python considers equal.
        object.__setattr__(self, "_key", json.dumps(_thaw(frozen_fields), sort_keys=True))

    def __getitem__(self, name: str) -> PlainValue:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        return self._key == other._key if isinstance(other, PlainFields) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        return f"PlainFields({self.plain()!r})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"fields cannot be changed (tried to set {name!r})")

    def __reduce__(self) -> tuple[type[PlainFields], tuple[dict[str, Any]]]:
        return (PlainFields, (self.plain(),))

    def plain(self) -> dict[str, Any]:
        """Return the fields as new dicts and lists."""
        thawed: dict[str, Any] = _thaw(self._values)
        return thawed


def _freeze_fields(fields: Mapping[str, object], depth: int) -> dict[str, PlainValue]:
    frozen_fields: dict[str, PlainValue] = {}
    for name, value in fields.items():
        if not isinstance(name, str):
            raise InvalidValueError("the name of a field must be a string", value=name)
        try:
            frozen_fields[_encodable(name)] = _freeze_value(value, depth + 1)
        except InvalidValueError as error:
            raise error.under(name if name.isprintable() else ascii(name)) from None
    return frozen_fields


def _freeze_value(value: object, depth: int) -> PlainValue:
    if depth > _MAX_DEPTH:
        raise InvalidValueError(f"nested too deeply (more than {_MAX_DEPTH} levels)", value=None)
    freeze = _FREEZE.get(type(value))
    if freeze is None:
        raise InvalidValueError(
            f"a field of an unknown kind of event cannot hold a value of type {type(value).__name__}",
            value=value,
            suggestion="write it as a string, in quotes",
        )
    frozen_value: PlainValue = freeze(value, depth)
    return frozen_value


def _freeze_list(value: Iterable[object], depth: int) -> tuple[PlainValue, ...]:
    # `model.fields.values` would convert a rejected list twice, and lists nested a hundred deep 2**100 times.
    frozen_list = []
    for index, element in enumerate(value):
        try:
            frozen_list.append(_freeze_value(element, depth + 1))
        except InvalidValueError as error:
            raise error.under(f"[{index}]") from None
    return tuple(frozen_list)


def _encodable(value: str) -> str:
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        raise InvalidValueError("contains half of a character (a lone surrogate)", value=value)
    return value


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise InvalidValueError("expected a finite number", value=value)
    return value


_FREEZE: Final[Mapping[type, Callable[[Any, int], PlainValue]]] = {
    type(None): lambda value, _: value,
    bool: lambda value, _: value,
    int: lambda value, _: value,
    float: lambda value, _: _finite(value),
    str: lambda value, _: _encodable(value),
    list: _freeze_list,
    tuple: _freeze_list,
    dict: lambda value, depth: PlainFields(value, depth=depth),
    PlainFields: lambda value, depth: PlainFields(value.plain(), depth=depth),
}


def _thaw(value: Any) -> Any:
    if isinstance(value, (dict, PlainFields)):
        return {name: _thaw(element) for name, element in value.items()}
    return [_thaw(element) for element in value] if isinstance(value, tuple) else value


def _tag(value: str) -> str:
    if not isinstance(value, str) or re.fullmatch(f"{FOREIGN_TAG}|{SLUG}", value) is None:
        raise InvalidValueError(
            "the tag of an event kind must be a name, or a namespace, a colon and a name for another project's kind",
            value=value,
            suggestion="such as 'cyber:intrusion'",
        )
    return value


def _fields(value: Mapping[str, object]) -> PlainFields:
    if not isinstance(value, Mapping):
        raise InvalidValueError("expected a mapping of fields", value=value)
    made = value if isinstance(value, PlainFields) else PlainFields(value)
    for name in ("kind", *_COMMON):
        if name in made:
            raise InvalidValueError(
                "every event has this field, so pass it as a separate argument", value=made[name], path=name
            )
    return made


def _names(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


@final
@frozen(eq=False, repr=False, kw_only=True)
class UnknownEvent(Event):
    """An event whose kind was unknown when the file was read, with all fields from the file.

    The claims, time and name of an unknown event work as they do for any other event. A query about an unknown event
    covers only the event itself, because the meaning of the other fields is unknown.

    >>> event = UnknownEvent(kind="cyber:intrusion", id="raid", name="A raid", fields={"by": "kp"})
    >>> event.fields["by"]
    'kp'

    Attributes:
        kind: The tag of the kind in the file. Unlike events of other classes, unknown events can have different tags.
        fields: The fields that only some kinds of events have, unchanged and read-only. Ids in these fields are not
            checked.
        order: The names of all fields, in the order of the file. Comparisons of events ignore this order.
    """

    kind: str = field(converter=_tag)  # type: ignore[misc]  # a constant of the class in all other kinds
    fields: PlainFields = field(default=Factory(lambda: PlainFields({})), converter=_fields)
    order: tuple[str, ...] = field(default=(), converter=_names)

    # `order` is left out: the same event may come from files with different orders of fields.
    def __eq__(self, other: object) -> bool:
        if not isinstance(other, UnknownEvent):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in ("kind", *_COMMON, "fields"))

    __hash__ = Event.__hash__

    @classmethod
    def of_plain(cls, kind: str, plain: Mapping[str, object]) -> UnknownEvent:
        """Create an event from its kind and its other fields, as stored in a file.

        Raises `InvalidValueError` for the first invalid field.
        """
        for name in ("id", "name"):
            if name not in plain:
                raise InvalidValueError("is required but missing", value=None, path=name)
        common: dict[str, Any] = {name: plain[name] for name in _COMMON if name in plain}
        others = {name: value for name, value in plain.items() if name not in common}
        return cls(kind=kind, **common, fields=_fields(others), order=tuple(plain))

    def plain(self) -> dict[str, Any]:
        """Return the fields as stored in files, with the kind first and the other fields in the order of the file."""
        written: dict[str, Any] = {"id": self.id, "name": self.name}
        written |= {} if self.when is None else {"when": str(self.when)}
        if self.parts:
            written["parts"] = [
                {"events": list(one.events)} | ({} if one.covers is PartsCover.SOME else {"covers": one.covers.value})
                for one in self.parts
            ]
        written |= {} if self.note is None else {"note": self.note}
        written |= self.fields.plain()
        ordered = [name for name in self.order if name in written]
        return {"kind": self.kind, **{name: written[name] for name in dict.fromkeys((*ordered, *written))}}
