"""The base classes of all records. Records are immutable and compared by content, and errors name the invalid field."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from axis_tracker.display import Displayable
from axis_tracker.errors import InvalidValueError

__all__ = ["IdentifiedRecord", "Record"]


class Record:
    """The base class of all model classes.

    Subclasses are `attrs.frozen` classes. Two records are equal if they have the same class and all their fields are
    equal.
    """

    # The subclasses in this package turn off attrs' `eq` and `repr` and inherit these methods, because attrs compiles
    # each generated method at import.
    __slots__ = ()
    if TYPE_CHECKING:
        __attrs_attrs__: ClassVar[tuple[attrs.Attribute[Any], ...]]

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        generated = cls.__dict__.get("__init__")
        if generated is not None:
            setattr(cls, generated.__name__, _naming_the_field(generated))

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if other.__class__ is not self.__class__:
            return NotImplemented
        return all(getattr(self, field.name) == getattr(other, field.name) for field in self.__attrs_attrs__)

    def __hash__(self) -> int:
        return hash((self.__class__, *(getattr(self, field.name) for field in self.__attrs_attrs__)))

    def __repr__(self) -> str:
        given = (
            f"{field.name}={value!r}"
            for field in self.__attrs_attrs__
            if (value := getattr(self, field.name)) != field.default
        )
        return f"{type(self).__name__}({', '.join(given)})"


class IdentifiedRecord(Record, Displayable):
    """A record with its own id, so that other records can refer to it.

    Attributes:
        id: The record's own id.
    """

    __slots__ = ()
    id: str

    def __hash__(self) -> int:
        # Each record in a dataset has a different id, so hashing the other fields would only take time.
        return hash((self.__class__, self.id))


def _naming_the_field(generated: Callable[..., None]) -> Callable[..., None]:
    """Wrap the `__init__` that attrs generates so that errors name the invalid field."""

    @functools.wraps(generated)
    def init(self: Record, *args: Any, **fields: Any) -> None:
        try:
            generated(self, *args, **fields)
        except InvalidValueError as error:
            # The converters run again only after an error, so that successful calls stay fast.
            by_position = (field.alias for field in self.__attrs_attrs__ if field.init and not field.kw_only)
            given = dict(zip(by_position, args, strict=False)) | fields
            raise _from_its_field(type(self), given) or error from None

    return init


def _from_its_field(cls: type[Record], given: dict[str | None, Any]) -> InvalidValueError | None:
    """Return the first error that a converter raises, with the field's name in its path.

    Return None if no converter raises an error. The original error then concerns the whole record.
    """
    for field in cls.__attrs_attrs__:
        convert: Any = field.converter
        if convert is not None and field.alias in given:
            try:
                convert(given[field.alias])
            except InvalidValueError as error:
                return error.under(field.name)
    return None
