"""The cattrs converters: from records to plain values, and from plain values to a report of all that is wrong.

Each is made once, on first use, and is this module's own; no global converter is touched. The rules for a value stay
with its field (`axis_tracker.model.fields`): reading asks the field's own converter, so that a file and a constructor
agree. Imports cattrs, which nothing on the quick way does.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs
import cattrs
from cattrs.errors import ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.dataset.integrity import dangling
from axis_tracker.dataset.names import nearest
from axis_tracker.errors import InvalidValueError, Problem
from axis_tracker.formats.kinds import carrier
from axis_tracker.formats.plain_records import OMITTED
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.drafts import draft_class
from axis_tracker.imprecise.measures import Period, Phase, Reading
from axis_tracker.model.claims import Grade
from axis_tracker.model.documents import Passage
from axis_tracker.model.events import Event
from axis_tracker.model.records import IdentifiedRecord, Record
from axis_tracker.model.unknown_events import UnknownEvent
from axis_tracker.model.vocabulary import Word

__all__ = ["dangling_among", "problems_in", "reading_converter", "structure_all", "writing_converter"]


@functools.cache
def writing_converter() -> cattrs.Converter:
    """The converter from records to plain values, leaving out what has its default."""
    converter = cattrs.Converter(omit_if_default=True)
    for cls in (ImpreciseDate, Passage, Grade):
        converter.register_unstructure_hook(cls, str)
    for words in (Word, Phase, Reading, Period):
        converter.register_unstructure_hook(words, lambda member: member.value)
    converter.register_unstructure_hook(Decimal, lambda number: format(number, "f"))
    for own, defaults in OMITTED.items():
        plain = {name: one.value if isinstance(one, enum.Enum) else one for name, one in defaults.items()}
        converter.register_unstructure_hook(own, _without(plain, make_dict_unstructure_fn(own, converter)))
    converter.register_unstructure_hook(UnknownEvent, UnknownEvent.plain)
    converter.register_unstructure_hook_factory(_is_event, lambda cls: _with_kind(cls, converter))
    return converter


def _without(defaults: Mapping[str, Any], fields_of: Any) -> Any:
    return lambda value: {
        name: plain for name, plain in fields_of(value).items() if name not in defaults or plain != defaults[name]
    }


def _is_event(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Event)


def _with_kind(cls: type[Event], converter: cattrs.Converter) -> Any:
    fields_of = make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True)
    return lambda event: {"kind": event.kind, **fields_of(event)}


@functools.cache
def reading_converter() -> cattrs.Converter:
    """The converter from plain mappings to records: it collects every error and forbids unknown fields."""
    converter = cattrs.Converter(detailed_validation=True, forbid_extra_keys=True)
    converter.register_structure_hook_factory(_is_record, lambda cls: _asking_the_fields(cls, converter))
    return converter


def _is_record(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Record)


def _asking_the_fields(cls: type[Record], converter: cattrs.Converter) -> Any:
    hooks: dict[str, Any] = {field.name: override(struct_hook=_asking(field.converter)) for field in attrs.fields(cls)}
    return make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **hooks
    )


def _asking(convert: Any) -> Any:
    """What the constructor does with a field's value, but refusing every wrong element of a list, not the first."""

    def ask(value: Any, _: Any) -> Any:
        if convert is None:
            return value
        try:
            return convert(value)
        except InvalidValueError as error:
            # A table has no elements: there the bracket is the start of a name, as somebody wrote it.
            if error.path.startswith("[") and not isinstance(value, Mapping):
                raise ExceptionGroup("elements", list(_refused_elements(value, convert))) from None
            raise

    return ask


def _refused_elements(value: Sequence[Any], convert: Any) -> Iterator[InvalidValueError]:
    for index, one in enumerate(value):
        try:
            convert([one])
        except InvalidValueError as error:
            if error.path.startswith("[0]"):
                error.path = f"[{index}]{error.path.removeprefix('[0]')}"
                yield error


def problems_in(plain: Mapping[str, Any], kinds: Mapping[str, type[Event]]) -> list[Problem]:
    """Every problem in plain collections, each with its path."""
    _, (found,), unresolved = structure_all([plain], kinds)
    return [*found, *unresolved]


def structure_all(
    plains: Sequence[Mapping[str, Any]], kinds: Mapping[str, type[Event]]
) -> tuple[list[IdentifiedRecord], list[list[Problem]], list[Problem]]:
    """What several plain parts of one dataset hold.

    Gives the records that could be read, the problems of each part with paths within it (`claims[3].when`), and the
    references of the read records to ids that neither they nor a refused record have. An error that is no refusal of
    a value (see `axis_tracker.formats.documents`) is raised as it is.
    """
    converter = reading_converter()
    records: list[IdentifiedRecord] = []
    refused: dict[str, set[str]] = {name: set() for name in COLLECTIONS}
    by_part: list[list[Problem]] = []
    for plain in plains:
        found: list[Problem] = []
        for name, group in plain.items():
            if name not in COLLECTIONS:
                found.append(_unknown(name, "collection", COLLECTIONS))
            elif not isinstance(group, list):
                found.append(Problem("a collection is a list of records", path=name, value=group))
            else:
                for index, one in enumerate(group):
                    try:
                        records.append(_structured(one, name, kinds, converter))
                    except (InvalidValueError, ExceptionGroup) as error:
                        found.extend(_explained(error, f"{name}[{index}]", one))
                        if isinstance(one, Mapping) and isinstance(one.get("id"), str):
                            refused[name].add(one["id"])
        by_part.append(found)
    unresolved = dangling_among(records, refused) if any(by_part) else []
    return records, by_part, unresolved


def _structured(
    one: object, collection: str, kinds: Mapping[str, type[Event]], converter: cattrs.Converter
) -> IdentifiedRecord:
    if not isinstance(one, Mapping):
        raise InvalidValueError("a record is an object with fields", value=one)
    cls: type[IdentifiedRecord] = COLLECTIONS[collection]
    fields = dict(one)
    if collection == "events":
        tag = fields.pop("kind", None)
        if not isinstance(tag, str):
            raise InvalidValueError("the kind of an event is its tag, a text", value=tag, path="kind")
        try:
            cls = kinds[tag]
        except KeyError:
            return _carried(tag, fields, kinds)
    try:
        structured: IdentifiedRecord = converter.structure(fields, cls)
    except cattrs.ClassValidationError as error:
        broken = _broken_rule(error, fields, cls)
        raise (error if broken is None else ExceptionGroup("record", [error, broken])) from None
    return structured


def _broken_rule(
    error: cattrs.ClassValidationError, fields: Mapping[str, Any], cls: type[Record]
) -> InvalidValueError | None:
    """What the rules of the whole record refuse besides the fields that were refused, as far as they read only others.

    A class without such rules has none that are broken, nor has a record that was refused by them already.
    """
    check = getattr(cls, "__attrs_post_init__", None)
    refused, others = error.group_exceptions()
    if check is None or not refused or any(not isinstance(one, ForbiddenExtraKeysError) for one in others):
        return None
    names = {note.name for _, note in refused}
    draft = draft_class(cls)()
    for field in attrs.fields(cls):
        if field.name not in names:
            value = fields.get(field.name, field.default)
            setattr(draft, field.name, value if field.converter is None else field.converter(value))
    try:
        check(draft)
    except InvalidValueError as broken:
        return broken
    except AttributeError as unset:
        if unset.name not in names:
            raise
    return None


def _carried(tag: str, fields: Mapping[str, Any], kinds: Mapping[str, type[Event]]) -> IdentifiedRecord:
    """An event of an unknown kind; all that is refused of it together, or the kind where none is carried through."""
    make = carrier(tag, kinds)
    if make is None:
        near = nearest(tag, kinds)
        advice = f"did you mean {near[0]!r}?" if near else "one of " + ", ".join(kinds)
        if not near and ":" in tag:
            advice = (
                f"install the distribution that has the kinds of {tag.partition(':')[0]!r}, give the class with "
                'kinds=, or carry it through with unknown_kinds="carry"'
            )
        raise InvalidValueError("no such kind of event", value=tag, path="kind", suggestion=advice)
    whole = {"id": "x", "name": "x"}
    make(whole)  # which refuses a tag that is none
    errors = [
        InvalidValueError("is required and missing", value=None, path=name) for name in whole if name not in fields
    ]
    for name, value in fields.items():
        try:
            make({**whole, name: value})
        except InvalidValueError as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("fields", errors)
    return make(fields)


def _explained(error: Exception, path: str, value: Any) -> list[Problem]:
    """The problems that a refusal tells of; any other error is raised."""
    if isinstance(error, cattrs.ClassValidationError):
        noted, others = error.group_exceptions()
        found = [problem for inner, note in noted for problem in _explained_field(inner, path, note.name, value)]
        return found + [problem for inner in others for problem in _explained(inner, path, value)]
    if isinstance(error, ExceptionGroup):
        return [problem for inner in error.exceptions for problem in _explained(inner, path, value)]
    if isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)] if error.cl is not None else []
        return [_unknown(name, "field", known, path=f"{path}.") for name in sorted(error.extra_fields)]
    if isinstance(error, InvalidValueError):
        inner = error.path
        where = path if not inner else f"{path}{inner}" if inner.startswith("[") else f"{path}.{inner}"
        advice = error.suggestion
        reason = error.reason if error.position is None else f"{error.reason} (at character {error.position})"
        return [Problem(reason, path=where, value=error.value, suggestion=advice)]
    raise error


def _explained_field(error: Exception, path: str, name: str, record: Mapping[str, Any]) -> list[Problem]:
    if name not in record:
        return [Problem("is required and missing", path=f"{path}.{name}")]
    return _explained(error, f"{path}.{name}", record[name])


def _unknown(name: str, what: str, known: Collection[str], *, path: str = "") -> Problem:
    near = nearest(name, known)
    advice = f"did you mean {near[0]!r}?" if near else "one of " + ", ".join(known)
    shown = name if name.isprintable() else ascii(name)
    return Problem(f"unknown {what}", path=f"{path}{shown}", value=name, suggestion=advice)


def dangling_among(records: Sequence[IdentifiedRecord], refused: Mapping[str, set[str]]) -> list[Problem]:
    """The references of records to ids that neither they have nor those that were refused (ids by collection)."""
    tables: dict[str, dict[str, Any]] = {name: {} for name in COLLECTIONS}
    for record in records:
        for name, cls in COLLECTIONS.items():
            if isinstance(record, cls):
                tables[name][record.id] = record
    return list(dangling(tables, also_known=refused))
