"""Diagnostics of plain records. They report every problem with its path and, if possible, the nearest valid value.

Readers call this module after a value has been refused. cattrs checks all fields of all records (see `converters`).
This module turns the errors of cattrs into problems and checks the rules that cattrs does not check.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import attrs
import cattrs
from cattrs.errors import ForbiddenExtraKeysError

from axis_tracker.dataset.collections import COLLECTIONS, collection_of_class
from axis_tracker.dataset.integrity import dangling
from axis_tracker.dataset.names import nearest
from axis_tracker.errors import InvalidValueError, Problem
from axis_tracker.formats.converters import reading_converter
from axis_tracker.formats.kinds import Kinds, carrier
from axis_tracker.formats.problems import nearest_or_all, problem_of
from axis_tracker.formats.record_codec import record_spec
from axis_tracker.formats.record_reader import ReadResult
from axis_tracker.imprecise.fast_init import mutable_class
from axis_tracker.model.records import IdentifiedRecord, Record

__all__ = ["dangling_references", "diagnose"]


def diagnose(parts: Sequence[Mapping[str, Any]], kinds: Kinds) -> ReadResult:
    """Read plain collections that together make one dataset, and report every problem.

    An error that does not mean that a value was refused is passed on as it is (see `record_reader`).
    """
    records: list[IdentifiedRecord] = []
    refused: dict[str, set[str]] = {name: set() for name in COLLECTIONS}
    problems: list[list[Problem]] = []
    for part in parts:
        found: list[Problem] = []
        for name, group in part.items():
            if name not in COLLECTIONS:
                found.append(_unknown("collection", name, COLLECTIONS))
            elif not isinstance(group, list):
                found.append(Problem("a collection must be a list of records", path=name, value=group))
            else:
                for index, one in enumerate(group):
                    try:
                        records.append(_structured(one, name, kinds))
                    except (InvalidValueError, ExceptionGroup) as error:
                        found.extend(_problems(error, f"{name}[{index}]", one))
                        if isinstance(one, Mapping) and isinstance(one.get("id"), str):
                            refused[name].add(one["id"])
        problems.append(found)
    return ReadResult(records, problems, dangling_references(records, refused) if any(problems) else [])


def _structured(plain: object, collection: str, kinds: Kinds) -> IdentifiedRecord:
    if not isinstance(plain, Mapping):
        raise InvalidValueError("a record must be an object with fields", value=plain)
    cls: type[IdentifiedRecord] = COLLECTIONS[collection]
    fields = dict(plain)  # a copy, because the kind is taken out below
    if collection == "events":
        tag = fields.pop("kind", None)
        if not isinstance(tag, str):
            raise InvalidValueError("the kind of an event must be a string", value=tag, path="kind")
        try:
            cls = kinds[tag]
        except KeyError:
            return _carried(tag, fields, kinds)
    try:
        structured: IdentifiedRecord = reading_converter().structure(fields, cls)
    except cattrs.ClassValidationError as error:
        broken = _broken_rule(error, fields, cls)
        raise (error if broken is None else ExceptionGroup("record", [error, broken])) from None
    return structured


def _broken_rule(
    error: cattrs.ClassValidationError, fields: Mapping[str, Any], cls: type[Record]
) -> InvalidValueError | None:
    """Return the error that the rules between fields raise, to report it with the refused fields, or None.

    The rules are checked on a record without the refused fields. The check stops at the first rule that reads a refused
    field. If the rules have already refused the record, there is nothing to add.
    """
    check = getattr(cls, "__attrs_post_init__", None)
    refused, others = error.group_exceptions()
    if check is None or not refused or any(not isinstance(one, ForbiddenExtraKeysError) for one in others):
        return None
    names = {note.name for _, note in refused}
    incomplete = mutable_class(cls)()
    for name, field in record_spec(cls).fields.items():
        if name not in names:
            value = fields.get(name, field.default)
            setattr(incomplete, name, value if field.convert is None else field.convert(value))
    try:
        check(incomplete)
    except InvalidValueError as broken:
        return broken
    except AttributeError as unset:
        if unset.name not in names:
            raise
    return None


def _carried(tag: str, fields: Mapping[str, Any], kinds: Kinds) -> IdentifiedRecord:
    """Return an event of an unknown kind.

    Raises an exception group with all invalid fields, or `InvalidValueError` if unknown kinds are refused.
    """
    make = carrier(tag, kinds)
    if make is None:
        advice = nearest_or_all(tag, kinds)
        if ":" in tag and not nearest(tag, kinds):
            advice = (
                f"install the distribution that provides the kinds of {tag.partition(':')[0]!r}, pass the class in "
                'kinds=, or keep the event with unknown_kinds="carry"'
            )
        raise InvalidValueError("no such kind of event", value=tag, path="kind", suggestion=advice)
    valid = {"id": "x", "name": "x"}
    make(valid)  # refuses an invalid tag
    errors = [
        InvalidValueError("is required but missing", value=None, path=name) for name in valid if name not in fields
    ]
    # Each field is tried in an otherwise valid event, so that one refused field does not hide another.
    for name, value in fields.items():
        try:
            make({**valid, name: value})
        except InvalidValueError as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("fields", errors)
    return make(fields)


def _problems(error: Exception, path: str, value: Any) -> list[Problem]:
    """Return the problems of an error that refuses a value, or raise the error if it does not."""
    if isinstance(error, cattrs.ClassValidationError):
        noted, others = error.group_exceptions()
        found = [problem for inner, note in noted for problem in _problems_of_field(inner, path, note.name, value)]
        return found + [problem for inner in others for problem in _problems(inner, path, value)]
    if isinstance(error, ExceptionGroup):
        return [problem for inner in error.exceptions for problem in _problems(inner, path, value)]
    if isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)] if error.cl is not None else []
        return [_unknown("field", name, known, path=f"{path}.") for name in sorted(error.extra_fields)]
    if isinstance(error, InvalidValueError):
        return [problem_of(error, path)]
    raise error


def _problems_of_field(error: Exception, path: str, name: str, record: Mapping[str, Any]) -> list[Problem]:
    if name not in record:
        return [Problem("is required but missing", path=f"{path}.{name}")]
    return _problems(error, f"{path}.{name}", record[name])


def _unknown(what: str, name: str, known: Collection[str], *, path: str = "") -> Problem:
    shown = name if name.isprintable() else ascii(name)
    return Problem(f"unknown {what}", path=f"{path}{shown}", value=name, suggestion=nearest_or_all(name, known))


def dangling_references(records: Sequence[IdentifiedRecord], refused: Mapping[str, set[str]]) -> list[Problem]:
    """Return the references to missing ids. The ids in `refused`, grouped by collection, do not count as missing."""
    tables: dict[str, dict[str, Any]] = {name: {} for name in COLLECTIONS}
    for record in records:
        collection = collection_of_class(type(record))
        if collection is not None:
            tables[collection][record.id] = record
    return list(dangling(tables, also_known=refused))
