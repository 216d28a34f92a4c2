"""What every record has in common: immutability, equality by content, a short `repr`, errors that name the field.

Imports only attrs and the errors. The classes themselves stand in the modules beside this one.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from axis_tracker.display import Displayable
from axis_tracker.errors import InvalidValueError

if TYPE_CHECKING:
    import attrs

__all__ = ["IdentifiedRecord", "Record"]


class Record:
    """The base of all model classes.

    Subclasses are `attrs.frozen` classes; those of this package leave `eq` and `repr` to this base, which makes
    `import` cheaper (each generated method is compiled at import). Two records are equal if they are of one class
    and all their fields are equal.
    """

    __slots__ = ()
    if TYPE_CHECKING:
        __attrs_attrs__: ClassVar[tuple[attrs.Attribute[Any], ...]]

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        generated = cls.__dict__.get("__init__")
        if generated is not None:
            cls.__init__ = _naming_the_field(generated)  # type: ignore[method-assign]

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
    """A record with an `id` of its own, which is what other records refer to."""

    __slots__ = ()
    id: str

    def __hash__(self) -> int:
        return hash((self.__class__, self.id))


def _naming_the_field(generated: Callable[..., None]) -> Callable[..., None]:
    """The attrs-made `__init__`, whose converters do not know their field, made to name it when one refuses."""

    @functools.wraps(generated)
    def init(self: Record, *args: Any, **fields: Any) -> None:
        try:
            generated(self, *args, **fields)
        except InvalidValueError as error:
            by_position = (field.alias for field in self.__attrs_attrs__ if field.init and not field.kw_only)
            given = dict(zip(by_position, args, strict=False)) | fields
            raise _from_its_field(type(self), given) or error from None

    return init


def _from_its_field(cls: type[Record], given: dict[str | None, Any]) -> InvalidValueError | None:
    """What the first refusing converter says, under its field's name; None if the record as a whole was refused."""
    for field in cls.__attrs_attrs__:
        convert: Any = field.converter
        if convert is not None and field.alias in given:
            try:
                convert(given[field.alias])
            except InvalidValueError as error:
                return error.under(field.name)
    return None
