"""Records from the mappings of their fields, by the hundred thousand: the quick way that files take.

A class's own `__init__` asks the converter of every field, also of those that are left out, and names the field that
refuses. Here a function is written for each class that converts only what is given, equal ids, dates and words once,
and says nothing of where a refusal was: whoever calls it asks `axis_tracker.formats.converters` to explain. Imports
its own room.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from attrs import NOTHING

from axis_tracker.imprecise.drafts import draft_class
from axis_tracker.model.claims import passages
from axis_tracker.model.documents import to_passage
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
from axis_tracker.model.records import Record
from axis_tracker.model.sharing import Shared
from axis_tracker.model.vocabulary import to_likelihood, to_modality, to_stance

__all__ = ["Builder", "builder"]

Builder: TypeAlias = Callable[[Mapping[str, Any]], Any]

_BUILD: Final = """
def build(fields):
    draft = Draft()
    known = {required}
{assignments}
    if known != len(fields):
        raise KeyError("an unknown field")
    draft.__class__ = sealed
    {check}
    return draft
"""
_REQUIRED: Final = """
    value = fields[{name!r}]
    draft.{name} = {converted}
"""
_OPTIONAL: Final = """
    if {name!r} in fields:
        known += 1
        value = fields[{name!r}]
        draft.{name} = {converted}
    else:
        draft.{name} = default_{name}
"""
_EACH: Final = "convert_{name}(value)"
_TUPLE: Final = "tuple(map(one_{name}, value)) if value.__class__ is list else convert_{name}(value)"
_SLUG: Final = "value if value.__class__ is str and is_slug(value) else convert_{name}(value)"
# What has these five needs no more of the checks of `text`.
_TEXT: Final = (
    "value if value.__class__ is str and value and value.isascii() and value.isprintable() "
    "and value[0] != ' ' and value[-1] != ' ' else convert_{name}(value)"
)
_SHARED: Final = "shared_{name}[value]"
_SHARED_LIST: Final = "shared_{name}[tuple(value)] if value.__class__ is list else convert_{name}(value)"

_REPEATED: Final = frozenset(
    (optional_date, optional_reference, reference, the_date, to_likelihood, to_modality, to_stance)
)
"""The converters of texts that come again and again, so that it pays to look up what they have become."""

_WRITTEN_OUT: Final[Mapping[Any, str]] = {
    **dict.fromkeys(_REPEATED, _SHARED),
    passages: _TUPLE,
    slug: _SLUG,
    text: _TEXT,
    optional_text: _TEXT,
}
"""The converters whose usual case is written out where it is needed, because a call costs as much as what it does."""

_ONE_OF: Final[Mapping[Any, Callable[[Any], object]]] = {passages: to_passage}
"""What converts one element, for the converters of lists that do nothing else."""


def builder(cls: type[Record]) -> Builder:
    """What makes records of the class: equal to `cls(**fields)`, and refusing exactly what that refuses.

    The class is slotted, and all its fields have converters that depend on the value alone: all those of this package.

    >>> from axis_tracker.model.items import Item
    >>> builder(Item)({"id": "arms", "name": "arms"})
    Item(id='arms', name='arms')

    Raises `InvalidValueError`, `TypeError` or `KeyError` (the last for missing and unknown fields).
    """
    scope: dict[str, Any] = {"Draft": draft_class(cls), "sealed": cls, "is_slug": is_slug}
    required = 0
    assignments = ""
    for field in cls.__attrs_attrs__:
        convert: Any = field.converter
        scope[f"convert_{field.name}"] = convert
        scope[f"shared_{field.name}"] = Shared(convert)
        scope[f"one_{field.name}"] = _ONE_OF.get(convert)
        listed = _SHARED_LIST if REFERS_TO in field.metadata else _EACH
        converted = _WRITTEN_OUT.get(convert, listed)
        if field.default is NOTHING:
            required += 1
            template = _REQUIRED
        else:
            scope[f"default_{field.name}"] = convert(field.default)
            template = _OPTIONAL
        assignments += template.format(name=field.name, converted=converted.format(name=field.name))
    check = "draft.__attrs_post_init__()" if hasattr(cls, "__attrs_post_init__") else ""
    exec(_BUILD.format(required=required, assignments=assignments, check=check), scope)
    made: Builder = scope["build"]
    return made
