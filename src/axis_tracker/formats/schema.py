"""The JSON Schema (2020-12) of the canonical form, generated from the model classes.

The attrs fields define the name of each property, whether the property is required, and to which collection it refers.
The converter of a field (see `schema_values`) or the type of the field defines the valid values. `schema_rules` defines
the rules between fields. The descriptions come from docstrings. The schema is shipped as the file `SCHEMA_FILE`, and a
test checks that the file is up to date.

Kinds of event from other projects are described in the same way. The converters of such kinds are unknown here, so the
type of a field defines the valid values. The type may be a controlled term, a date, a passage, a string, a number, a
small record, or a tuple of such values. The metadata of a field may instead contain a schema, under
`axis_tracker.model.fields.JSON_SCHEMA`. For any other type, all values are valid.
"""

from __future__ import annotations

import copy
import enum
import inspect
import json
import re
import types
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import attrs

from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.formats import schema_values
from axis_tracker.formats.converters import writing_converter
from axis_tracker.formats.documents import FORMAT, VERSION, kinds_by_tag
from axis_tracker.formats.schema_rules import RULES
from axis_tracker.formats.schema_values import Schema, listed, or_null, referred
from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Measure, Phase
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.claims import Grade, Support, to_supports
from axis_tracker.model.documents import Passage
from axis_tracker.model.events import Event, Parts, to_parts
from axis_tracker.model.fields import JSON_SCHEMA, REFERS_TO, optional_reference, reference

__all__ = ["DIALECT", "SCHEMA_FILE", "json_schema", "schema_text"]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
"""The dialect of JSON Schema."""

SCHEMA_FILE: Final = "data/axis-tracker.schema.json"
"""The file in the package that holds the schema. This schema does not contain kinds from other projects."""

_ID: Final = f"urn:{FORMAT}:dataset:{VERSION}"

_OF_TYPES: Final[Mapping[Any, Schema]] = {
    ImpreciseDate: referred("date"),
    Passage: referred("passage"),
    Grade: referred("grade"),
    Quantity: {"anyOf": [referred("quantity"), referred("quantity-words"), referred("number")]},
    Decimal: {"type": "string"},
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}
_OF_OWN_FIELDS: Final[Mapping[tuple[type, str], Schema]] = {
    (Quantity, "low"): or_null(referred("number")),
    (Quantity, "high"): or_null(referred("number")),
    (Quantity, "unit"): referred("unit"),
    (Quantity, "wording"): or_null(referred("wording")),
    (Measure, "share_of"): or_null(referred("text")),
}
"""The schemas of fields whose type is not precise enough. The two classes of these fields check values without
converters."""


def json_schema(kinds: Iterable[type[Event]] = ()) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the canonical form, as plain data.

    `kinds` are further event classes, from other projects. Every dataset that this package writes is valid under the
    schema, and the reader refuses every document of this version that the schema refuses. `schema_rules.LIMITS`
    lists the rules that only the reader checks.

    >>> schema = json_schema()
    >>> schema["$defs"]["arms-transfer"]["required"]
    ['kind', 'id', 'name', 'supplier', 'recipient', 'item']
    >>> schema["$defs"]["stance"]["enum"]
    ['asserts', 'doubts', 'declines', 'silent', 'unverified', 'denies']

    Raises `DatasetError` if two kinds share a tag.
    """
    return copy.deepcopy(_Definitions(kinds_by_tag(kinds)).document())  # otherwise callers could change our tables


def schema_text(kinds: Iterable[type[Event]] = ()) -> str:
    """Return the schema as JSON text in ASCII, with a final newline. The text is the same every time."""
    return json.dumps(json_schema(kinds), indent=2) + "\n"


class _Definitions:
    """The definitions of a schema. Each definition is made when another definition first refers to it."""

    def __init__(self, kinds: Mapping[str, type[Event]]) -> None:
        self._kinds = kinds
        self._records: dict[str, Schema] = {}
        self._terms: dict[str, Schema] = {}
        self._of_classes: dict[type, str] = {}

    def document(self) -> Schema:
        collections = {
            name: {
                **listed(self._event() if cls is Event else self._record(cls)),
                "description": f"The {name}. No two {name} have the same id.",
            }
            for name, cls in COLLECTIONS.items()
        }
        self._record(Quantity)
        # The `$id` names the further kinds, so that different schemas never share an `$id`.
        further = [tag for tag, cls in self._kinds.items() if not _is_ours(cls)]
        return {
            "$schema": DIALECT,
            "$id": ":".join((_ID, *sorted(further))),
            "title": "A dataset of axis_tracker",
            "description": "Claims about events: who says what. A field that is null is read as if the field "
            "were left out, and null is never written. Only the reader checks references, hierarchies and other rules "
            "between records.",
            "type": "object",
            "properties": {
                "format": {"const": FORMAT, "description": "The name of the format."},
                "version": {"const": VERSION, "description": "The version of the format."},
                **collections,
            },
            "required": ["format", "version"],
            "additionalProperties": False,
            "$defs": {**self._records, **self._terms, **schema_values.VALUES},
        }

    def _event(self) -> Schema:
        self._records["event"] = {
            "title": "Event",
            "description": _first_paragraph(Event),
            "oneOf": [self._record(cls, tag) for tag, cls in self._kinds.items()],
        }
        return referred("event")

    def _name(self, cls: type) -> str:
        short = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower()
        return short if _is_ours(cls) else f"{cls.__module__}.{cls.__qualname__}"

    def _record(self, cls: Any, tag: str | None = None) -> Schema:
        """Return a reference to the definition of an attrs class. `tag` is the tag of an event kind."""
        name = self._name(cls)
        if self._of_classes.setdefault(cls, name) in self._records:
            return referred(name)
        self._records[name] = {}  # keeps the order of definitions, and ends the recursion if a class contains itself
        hints, notes = _hints(cls), _notes(cls)
        fields = [one for one in attrs.fields(cls) if one.init]
        properties = {one.name: self._field(cls, one, hints.get(one.name, object), notes) for one in fields}
        required = [one.name for one in fields if one.default is attrs.NOTHING]
        if tag is not None:
            properties = {"kind": {"const": tag, "description": "The kind of event."}, **properties}
            required = ["kind", *required]
        self._records[name] = {
            "title": cls.__name__,
            "description": _first_paragraph(cls),
            "type": "object",
            "properties": properties,
            **({"required": required} if required else {}),
            "additionalProperties": False,
            **({"allOf": [dict(rule) for rule in RULES[cls]]} if cls in RULES else {}),
        }
        return referred(name)

    def _field(self, cls: type, one: attrs.Attribute[Any], hint: Any, notes: Mapping[str, str]) -> Schema:
        schema = dict(self._value(cls, one, hint))
        note = notes.get(one.name) or schema_values.NOTES.get(one.name)
        if note:
            schema["description"] = f"{note[0].upper()}{note[1:]}{'' if note.endswith('.') else '.'}"
        default = _default(one)
        if default is not None:
            schema["default"] = default
        return schema

    def _value(self, cls: type, one: attrs.Attribute[Any], hint: Any) -> Schema:
        said: Schema | None = one.metadata.get(JSON_SCHEMA) or _OF_OWN_FIELDS.get((cls, one.name))
        if said is not None:
            return said
        convert: Any = one.converter
        collection = one.metadata.get(REFERS_TO)
        key = referred("id" if collection is None else schema_values.one_of_ids(collection))
        if convert in schema_values.BY_CONVERTER:
            return schema_values.BY_CONVERTER[convert]
        if convert in schema_values.LISTS_OF_IDS:
            return {**listed(key, at_least=schema_values.LISTS_OF_IDS[convert]), "uniqueItems": True}
        if convert is to_supports:
            return listed({"anyOf": [referred(schema_values.one_of_ids("claims")), self._record(Support)]})
        if convert is to_parts:
            ids = {**listed(referred(schema_values.one_of_ids("events"))), "uniqueItems": True}
            return {"anyOf": [listed(self._record(Parts)), ids]}
        if (cls, one.name) == (Measure, "phase"):
            return or_null(self._controlled(Phase))
        if convert in (reference, optional_reference):
            return key if convert is reference else or_null(key)
        return self._of_type(hint, {**_OF_TYPES, str: key} if collection is not None else _OF_TYPES)

    def _of_type(self, hint: Any, plain: Mapping[Any, Schema]) -> Schema:
        if hint in plain:
            return plain[hint]
        origin, parts = get_origin(hint), get_args(hint)
        if origin in (Union, types.UnionType):
            return {"anyOf": [self._of_type(part, plain) for part in parts]}
        if origin is tuple and parts[-1] is Ellipsis:
            return listed(self._of_type(parts[0], plain))
        if isinstance(hint, type) and issubclass(hint, enum.Enum):
            return self._controlled(hint)
        if isinstance(hint, type) and attrs.has(hint):
            return self._record(hint)
        return {}

    def _controlled(self, cls: type[enum.Enum]) -> Schema:
        name = self._of_classes.setdefault(cls, self._name(cls))
        described = _first_paragraph(cls)
        if issubclass(cls, ControlledTerm):
            described = f"{described} {'; '.join(f'{one.value}: {one.meaning}' for one in cls)}."
        self._terms[name] = {
            "title": cls.__name__,
            "description": described,
            "enum": [one.value for one in cls],
        }
        return referred(name)


def _is_ours(cls: type) -> bool:
    return cls.__module__.partition(".")[0] == __name__.partition(".")[0]


def _hints(cls: type) -> Mapping[str, Any]:
    try:
        return get_type_hints(cls)
    except NameError:  # a hint has a name that only type checkers know, so converters must decide
        return {}


def _default(one: attrs.Attribute[Any]) -> Any:
    """Return the default as stored in files, or None if the default is missing, empty or made by a function."""
    default = one.default
    if default in (attrs.NOTHING, None, ()) or hasattr(default, "factory"):
        return None
    return writing_converter().unstructure(default)


# Descriptions

_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_ATTRIBUTE: Final = re.compile(r"^    (?P<name>\w+): (?P<text>.*(?:\n        .*)*)", re.MULTILINE)


def _first_paragraph(cls: type) -> str:
    return " ".join(_PARAGRAPH.split(inspect.getdoc(cls) or "")[0].split())


def _notes(cls: type) -> dict[str, str]:
    """Return the descriptions of fields under "Attributes:" in the docstrings of a class and its bases."""
    notes: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        _, _, attributes = inspect.cleandoc(base.__dict__.get("__doc__") or "").partition("\nAttributes:\n")
        for found in _ATTRIBUTE.finditer(_PARAGRAPH.split(attributes)[0]):
            notes[found["name"]] = re.sub(r"\bNone\b", "null", " ".join(found["text"].split()))
    return notes
