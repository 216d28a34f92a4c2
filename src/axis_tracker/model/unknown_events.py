"""Events of kinds that nobody here knows, carried through unchanged: what they say is kept, none of it judged.

Readers make them only when they are asked to (`unknown_kinds="carry"`). Imports its own room only; loaded when the
first such event is met.
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
"""What a field of a file can hold, made immutable."""

_DEEPEST: Final = 100
"""How many lists and objects may stand in one another; as deep as YAML is read."""

_COMMON: Final = ("id", "name", "when", "note")


@final
class PlainFields(Mapping[str, PlainValue]):
    """Fields as a file held them: an immutable mapping of texts, numbers, lists (as tuples) and further such mappings.

    Two are equal if they hold the same, in whatever order; `1`, `1.0` and `True` are not the same, for files do not
    write them alike. The order is kept, for writing.

    >>> PlainFields({"by": "kp", "stages": [1, 2]})["stages"]
    (1, 2)

    Raises `InvalidValueError` for what a file cannot hold: a number that is not finite, half of a character, a date of
    TOML (write it as a text), more than a hundred levels. `depth` is how many levels stand above these fields.
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
        """The fields as new lists and dicts, as a file holds them."""
        thawed: dict[str, Any] = _thawed(self._values)
        return thawed


def _frozen(fields: Mapping[str, object], depth: int) -> dict[str, PlainValue]:
    made: dict[str, PlainValue] = {}
    for name, value in fields.items():
        if not isinstance(name, str):
            raise InvalidValueError("the name of a field is a text", value=name)
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
            f"a field of a kind that is carried through is plain, not a {type(value).__name__}",
            value=value,
            suggestion="write it as a text, in quotes",
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
        raise InvalidValueError("has half of a character, a lone surrogate", value=value)
    return value


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise InvalidValueError("is no finite number", value=value)
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
            "the tag of a kind of event is a name, with a namespace and a colon before it unless it is ours",
            value=value,
            suggestion="such as 'cyber:intrusion'",
        )
    return value


def _fields(value: Mapping[str, object]) -> PlainFields:
    if not isinstance(value, Mapping):
        raise InvalidValueError("fields are a mapping", value=value)
    made = value if isinstance(value, PlainFields) else PlainFields(value)
    for name in ("kind", *_COMMON):
        if name in made:
            raise InvalidValueError("is a field of every event, and stands by itself", value=made[name], path=name)
    return made


def _names(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


@final
@frozen(eq=False, repr=False, kw_only=True)
class UnknownEvent(Event):
    """An event of a kind that was not known where it was read, with all that the file said of it.

    Fields besides those of every event: `kind` (the tag in the file; here each event has its own), `fields` (the other
    fields, read-only and as they stood; ids among them are not known for ids, and not checked), `order` (the names of
    all fields in the order in which they stood, which makes no event unequal). Claims, time and name work as for any
    event. A question about it counts it alone, since nobody knows what would be a part of it.

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
        """The event that a file describes by these fields, the kind not among them.

        Raises `InvalidValueError` for the first field that is refused.
        """
        for name in ("id", "name"):
            if name not in plain:
                raise InvalidValueError("is required and missing", value=None, path=name)
        common: dict[str, Any] = {name: plain[name] for name in _COMMON if name in plain}
        others = {name: value for name, value in plain.items() if name not in common}
        return cls(kind=kind, **common, fields=_fields(others), order=tuple(plain))

    def plain(self) -> dict[str, Any]:
        """What files write: the kind, then the fields in the order in which they stood."""
        said: dict[str, Any] = {"id": self.id, "name": self.name}
        said |= {} if self.when is None else {"when": str(self.when)}
        said |= {} if self.note is None else {"note": self.note}
        said |= self.fields.plain()
        ordered = [name for name in self.order if name in said]
        return {"kind": self.kind, **{name: said[name] for name in dict.fromkeys((*ordered, *said))}}
