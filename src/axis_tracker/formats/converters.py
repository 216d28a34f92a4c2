"""The two cattrs converters, configured from the record codec.

One converter explains why records are refused. The other writes records of classes from other projects. Each converter
is made once, on first use. The global converter of cattrs is left as it is. Fast reading never imports this module.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import cattrs
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from axis_tracker.errors import InvalidValueError
from axis_tracker.formats.record_codec import ENCODINGS, Encoding, record_spec
from axis_tracker.model.events import Event
from axis_tracker.model.records import Record
from axis_tracker.model.unknown_events import UnknownEvent

__all__ = ["reading_converter", "writing_converter"]


@functools.cache
def writing_converter() -> cattrs.Converter:
    """Return the converter from records to plain values, which leaves out fields that have their default."""
    converter = cattrs.Converter(omit_if_default=True)
    for cls, encoding in ENCODINGS.items():
        if encoding is not Encoding.UNCHANGED:
            converter.register_unstructure_hook(cls, encoding.function)
    converter.register_unstructure_hook(UnknownEvent, UnknownEvent.plain)
    converter.register_unstructure_hook_factory(_is_event, lambda cls: _with_kind(cls, converter))
    return converter


def _is_event(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Event)


def _with_kind(cls: type[Event], converter: cattrs.Converter) -> Callable[[Event], dict[str, Any]]:
    fields_of = make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True)
    return lambda event: {"kind": event.kind, **fields_of(event)}


@functools.cache
def reading_converter() -> cattrs.Converter:
    """Return the converter from plain values to records, which collects all errors and forbids unknown fields."""
    converter = cattrs.Converter(detailed_validation=True, forbid_extra_keys=True)
    converter.register_structure_hook_factory(_is_record, lambda cls: _structure_fn(cls, converter))
    return converter


def _is_record(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Record)


def _structure_fn(cls: type[Record], converter: cattrs.Converter) -> Any:
    # The fields' own converters decide, rather than their types, as in the constructor and in generated code.
    hooks: dict[str, Any] = {
        name: override(struct_hook=_field_hook(field.convert)) for name, field in record_spec(cls).fields.items()
    }
    return make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **hooks
    )


def _field_hook(convert: Callable[[Any], Any] | None) -> Callable[[Any, Any], Any]:
    """Return a hook that converts a field as the constructor does, but reports every invalid element of a list."""

    def structure(value: Any, _: Any) -> Any:
        if convert is None:
            return value
        try:
            return convert(value)
        except InvalidValueError as error:
            # In a mapping, a path that begins with "[" is an unknown key, not the position of an element.
            refused: list[InvalidValueError] = []
            if error.path.startswith("[") and isinstance(value, (list, tuple)):
                refused += _refused_elements(value, convert)
            if not refused:  # an element may be invalid only beside the others
                raise
            raise ExceptionGroup("elements", refused) from None

    return structure


def _refused_elements(value: Sequence[Any], convert: Callable[[Any], Any]) -> Iterator[InvalidValueError]:
    for index, one in enumerate(value):
        try:
            convert([one])
        except InvalidValueError as error:
            if error.path.startswith("[0]"):
                error.path = f"[{index}]{error.path.removeprefix('[0]')}"
                yield error
