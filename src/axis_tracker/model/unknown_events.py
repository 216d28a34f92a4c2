"""Events of unknown kinds, carried through unchanged and unchecked.

Readers make them only with `unknown_kinds="carry"`, and import this module only for the first such event.
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

__all__ = ["PlainFields", "PlainValue", "UnknownEvent"]

PlainValue: TypeAlias = "str | int | float | bool | tuple[PlainValue, ...] | PlainFields | None"
"""The immutable form of a value that a file can hold."""

_DEEPEST: Final = 100
"""The maximum depth of nested lists and objects, the same as in YAML."""

_COMMON: Final = ("id", "name", "when", "note")


@final
class PlainFields(Mapping[str, PlainValue]):
    """The fields of an event as a file holds them: an immutable mapping of strings, numbers, tuples and such mappings.

    Two mappings are equal if they hold the same fields in any order. `1`, `1.0` and `True` are different values,
    because files write them differently. The order is kept for writing.

    >>> PlainFields({"by": "kp", "stages": [1, 2]})["stages"]
    (1, 2)

    `depth` is the number of levels above these fields.

    Raises `InvalidValueError` for a value that not every file format can hold: a number that is not finite, a lone
    surrogate, a TOML date (write it as a string), more than a hundred levels.
    """

    __slots__ = ("_key", "_values")

    _values: Mapping[str, PlainValue]
    _key: str

    def __init__(self, fields: Mapping[str, object], *, depth: int = 0) -> None:
        values = _frozen(fields, depth)
        object.__setattr__(self, "_values", values)
        object.__setattr__(self, "_key", json.dumps(_thawed(values), sort_keys=True))

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
        """Return the fields as new lists and dictionaries, as a file holds them."""
        thawed: dict[str, Any] = _thawed(self._values)
        return thawed


def _frozen(fields: Mapping[str, object], depth: int) -> dict[str, PlainValue]:
    made: dict[str, PlainValue] = {}
    for name, value in fields.items():
        if not isinstance(name, str):
            raise InvalidValueError("the name of a field must be a string", value=name)
        try:
            made[_whole(name)] = _frozen_value(value, depth + 1)
        except InvalidValueError as error:
            raise error.under(name if name.isprintable() else ascii(name)) from None
    return made


def _frozen_value(value: object, depth: int) -> PlainValue:
    if depth > _DEEPEST:
        raise InvalidValueError("is nested too deeply", value=None)
    freeze = _FREEZE.get(type(value))
    if freeze is None:
        raise InvalidValueError(
            f"a field of an unknown kind must be a plain value, not a {type(value).__name__}",
            value=value,
            suggestion="write it as a string, in quotes",
        )
    frozen_value: PlainValue = freeze(value, depth)
    return frozen_value


def _frozen_list(value: Any, depth: int) -> tuple[PlainValue, ...]:
    made = []
    for index, one in enumerate(value):
        try:
            made.append(_frozen_value(one, depth + 1))
        except InvalidValueError as error:
            raise error.under(f"[{index}]") from None
    return tuple(made)


def _whole(value: str) -> str:
    if not value.isascii() and any("\ud800" <= one <= "\udfff" for one in value):
        raise InvalidValueError("contains a lone surrogate", value=value)
    return value


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise InvalidValueError("is not a finite number", value=value)
    return value


_FREEZE: Final[Mapping[type, Callable[[Any, int], PlainValue]]] = {
    type(None): lambda value, _: value,
    bool: lambda value, _: value,
    int: lambda value, _: value,
    float: lambda value, _: _finite(value),
    str: lambda value, _: _whole(value),
    list: _frozen_list,
    tuple: _frozen_list,
    dict: lambda value, depth: PlainFields(value, depth=depth),
    PlainFields: lambda value, depth: PlainFields(value.plain(), depth=depth),
}


def _thawed(value: Any) -> Any:
    if isinstance(value, (dict, PlainFields)):
        return {name: _thawed(one) for name, one in value.items()}
    return [_thawed(one) for one in value] if isinstance(value, tuple) else value


def _tag(value: str) -> str:
    if not isinstance(value, str) or re.fullmatch(f"{FOREIGN_TAG}|{SLUG}", value) is None:
        raise InvalidValueError(
            "the tag of a kind of event is a name; kinds of other projects have a namespace and a colon before it",
            value=value,
            suggestion="such as 'cyber:intrusion'",
        )
    return value


def _fields(value: Mapping[str, object]) -> PlainFields:
    if not isinstance(value, Mapping):
        raise InvalidValueError("fields must be a mapping", value=value)
    made = value if isinstance(value, PlainFields) else PlainFields(value)
    for name in ("kind", *_COMMON):
        if name in made:
            raise InvalidValueError(
                "every event has this field, so give it as an argument of its own", value=made[name], path=name
            )
    return made


def _names(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


@final
@frozen(eq=False, repr=False, kw_only=True)
class UnknownEvent(Event):
    """An event of a kind that the reader did not know, with everything that the file says about it.

    Its claims, time and name work as for any event. A question about it covers this event alone, because its parts are
    unknown.

    Attributes:
        kind: The tag in the file; each event of this class has its own.
        fields: The fields that not every event has, read-only and unchanged. Ids among them are not checked.
        order: The names of all fields in the order of the file. Events that differ only in it are equal.

    >>> event = UnknownEvent(kind="cyber:intrusion", id="raid", name="A raid", fields={"by": "kp"})
    >>> event.fields["by"]
    'kp'
    """

    kind: str = field(converter=_tag)  # type: ignore[misc]  # a constant of its class everywhere else
    fields: PlainFields = field(default=Factory(lambda: PlainFields({})), converter=_fields)
    order: tuple[str, ...] = field(default=(), converter=_names)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, UnknownEvent):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in ("kind", *_COMMON, "fields"))

    __hash__ = Event.__hash__

    @classmethod
    def of_plain(cls, kind: str, plain: Mapping[str, object]) -> UnknownEvent:
        """Return the event with these fields of a file, which do not include the kind.

        Raises `InvalidValueError` for the first refused field.
        """
        for name in ("id", "name"):
            if name not in plain:
                raise InvalidValueError("is required and missing", value=None, path=name)
        common: dict[str, Any] = {name: plain[name] for name in _COMMON if name in plain}
        others = {name: value for name, value in plain.items() if name not in common}
        return cls(kind=kind, **common, fields=_fields(others), order=tuple(plain))

    def plain(self) -> dict[str, Any]:
        """Return the plain form: the kind, then the fields in the order of the file."""
        said: dict[str, Any] = {"id": self.id, "name": self.name}
        said |= {} if self.when is None else {"when": str(self.when)}
        said |= {} if self.note is None else {"note": self.note}
        said |= self.fields.plain()
        ordered = [name for name in self.order if name in said]
        return {"kind": self.kind, **{name: said[name] for name in dict.fromkeys((*ordered, *said))}}
