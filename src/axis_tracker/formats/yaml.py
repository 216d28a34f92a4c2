r"""Strict YAML: an unquoted value is a string unless it is null, a boolean or a number.

Reading uses PyYAML, which the `yaml` extra installs, only to split the text into events. The C parser of PyYAML is used
if it is available. This module alone turns the events into plain values. `null`, `~`, `true`, `false` and JSON numbers
have their usual meaning. Every other unquoted value is a string. Examples of strings are `no`, `2024-01-01`, `1_000`
and `0x1f`. Repeated keys, anchors, aliases, tags and a second document are refused. Writing quotes every string that
any YAML reader could take for something other than a string.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO, Final

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import Problem, ReadError
from axis_tracker.formats.decoding import decoded
from axis_tracker.formats.documents import collector_paused, dataset_of, kinds_by_tag, plain_of
from axis_tracker.formats.extras import library
from axis_tracker.formats.limits import Limits
from axis_tracker.formats.problems import read_error, relocated, unwritable
from axis_tracker.formats.toml_lines import RECORD_PATH, RecordLines
from axis_tracker.model.events import Event

__all__ = ["DEEPEST", "read", "write"]

DEEPEST: Final = 100
"""The maximum depth of nested mappings and lists."""

_CONSTANTS: Final = {"null": None, "~": None, "": None, "true": True, "false": False}
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?", re.ASCII)


def read(source: BinaryIO, *, kinds: Iterable[type[Event]], name: str, limits: Limits) -> RecordSet:
    """Read a YAML file; see `registry`."""
    content = source.read()
    with collector_paused():
        plain, lines = _parsed(content, name)
        try:
            return dataset_of(plain, kinds=kinds_by_tag(kinds), file=name)
        except ReadError as error:
            raise ReadError(_with_line(one, plain, lines) for one in error.problems) from None


def _with_line(problem: Problem, plain: object, lines: RecordLines) -> Problem:
    """Return the problem with the line of its path. The path names a record by its position or by its id."""
    path = problem.path
    found = RECORD_PATH.fullmatch(path)
    if found is not None and found["id"] is not None and isinstance(plain, dict):
        group = plain.get(found["collection"])
        ids = [one.get("id") if isinstance(one, dict) else None for one in group] if isinstance(group, list) else []
        path = found["collection"]
        if found["id"] in ids:  # the last one, because the problem may be that the id appears twice
            path += f"[{len(ids) - 1 - ids[::-1].index(found['id'])}].{found['field']}"
    return relocated(problem, file=problem.file, line=lines.line(path))


def _parsed(content: bytes, file: str) -> tuple[object, RecordLines]:
    """Return the value of a YAML text, and the line of each of its parts."""
    yaml: Any = library("yaml", "yaml", purpose="reading YAML")
    text = decoded(content, file)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        reader = _EventReader(yaml.parse(text, Loader=loader), file)
        return reader.document(), reader.lines
    except yaml.MarkedYAMLError as error:
        at = None if error.problem_mark is None else error.problem_mark.line + 1
        raise read_error(f"is not YAML: {error.problem}", file=file, line=at) from None
    except yaml.reader.ReaderError as error:
        found = text.find(chr(error.character)) if isinstance(error.character, int) and error.character >= 0 else 0
        line = text.count("\n", 0, max(0, found)) + 1
        raise read_error(f"is not YAML: {error.reason}", file=file, line=line) from None
    except yaml.YAMLError as error:
        raise read_error(f"is not YAML: {str(error).splitlines()[0]}", file=file) from None


class _EventReader:
    """A converter from the events of a parser to plain values, which also stores the line of each value."""

    def __init__(self, events: Iterator[Any], file: str) -> None:
        self.lines = RecordLines(1)
        self._events = events
        self._file = file

    def document(self) -> object:
        """Return the only document of the text."""
        next(self._events)  # the stream begins
        first = next(self._events)
        if _named(first, "StreamEnd"):
            raise self._refusal("is not YAML: the file is empty", first)
        value = self._value(next(self._events), "", 0)
        next(self._events)  # the document ends
        after = next(self._events)
        if not _named(after, "StreamEnd"):
            raise self._refusal("a file must contain only one document, but a second one begins here", after)
        return value

    def _value(self, event: Any, path: str, depth: int) -> object:
        if _named(event, "Alias"):
            raise self._refusal("aliases are not accepted: repeat the value where it is needed", event)
        if event.anchor is not None:
            raise self._refusal("anchors are not accepted: repeat the value where it is needed", event)
        if event.tag is not None:
            raise self._refusal(f"tags are not accepted: remove {event.tag}", event)
        if _named(event, "Scalar"):
            return self._scalar(event)
        if depth >= DEEPEST:
            raise self._refusal("is nested too deeply", event)
        return self._mapping(path, depth + 1) if _named(event, "MappingStart") else self._list(path, depth + 1)

    def _list(self, path: str, depth: int) -> list[object]:
        values: list[object] = []
        while not _named(event := next(self._events), "SequenceEnd"):
            inner = f"{path}[{len(values)}]"
            self.lines.add(inner, event.start_mark.line + 1)
            values.append(self._value(event, inner, depth))
        return values

    def _mapping(self, path: str, depth: int) -> dict[str, object]:
        fields: dict[str, object] = {}
        while not _named(event := next(self._events), "MappingEnd"):
            key = self._value(event, path, depth)
            if not isinstance(key, str):
                raise self._refusal("a key must be a string", event)
            if key in fields:
                raise self._refusal(f"the key {key!r} appears twice in one mapping", event)
            inner = f"{path}.{key}" if path else key
            self.lines.add(inner, event.start_mark.line + 1)
            fields[key] = self._value(next(self._events), inner, depth)
        return fields

    def _scalar(self, event: Any) -> object:
        text: str = event.value
        if event.style is not None and event.style != "":
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        number = _NUMBER.fullmatch(text)
        if number is None:
            return text
        try:
            return float(text) if number.group(1) or number.group(2) else int(text)
        except ValueError:  # Python's limit on digits
            raise self._refusal("a number has too many digits", event) from None

    def _refusal(self, reason: str, event: Any) -> ReadError:
        return read_error(reason, file=self._file, line=event.start_mark.line + 1)


def _named(event: Any, name: str) -> bool:
    return type(event).__name__ == f"{name}Event"


# Writing

# A string is unquoted only if every reader takes it for the same string: it starts with a letter and contains no
# YAML syntax.
_PLAIN: Final = re.compile(r"[A-Za-z](?:[-A-Za-z0-9_ ,./()']*[A-Za-z0-9_./()'])?", re.ASCII)
_OTHERWISE: Final = frozenset(("false", "n", "no", "null", "off", "on", "true", "y", "yes"))
"""Words, in lower or upper case, that some readers of YAML 1.1 or 1.2 do not read as strings."""

_LONGEST_KEY: Final = 100
"""The maximum length of a key. Readers accept at most 1,024 characters, and escaping may turn one character into
ten."""

_ESCAPED: Final = re.compile(r"[^ -~]")


def write(dataset: RecordSet, target: BinaryIO) -> None:
    """Write a dataset to a YAML file; see `registry`."""
    for name, value in plain_of(dataset).items():
        if isinstance(value, list):
            target.write(f"{name}:\n".encode())
            target.writelines(_written_record(name, record) for record in value)
        else:
            target.write(f"{name}: {_scalar_text(value)}\n".encode())


def _written_record(collection: str, record: Mapping[str, Any]) -> bytes:
    try:
        return "".join(f"{line}\n" for line in _list_lines([record])).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise unwritable(error, "YAML", f"{collection}[{record.get('id')!r}]") from error


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _entry(f"{_key_text(key)}:", inner)
    elif isinstance(value, (list, tuple)) and value:
        yield from _list_lines(value)
    else:
        yield _scalar_text(value)


def _entry(key: str, value: Any) -> Iterator[str]:
    if isinstance(value, (dict, list, tuple)) and value:
        yield key
        indent = "  " if isinstance(value, dict) else ""
        for line in _lines(value):
            yield f"{indent}{line}"
    else:
        yield f"{key} {_scalar_text(value)}"


def _list_lines(values: Iterable[Any]) -> Iterator[str]:
    for one in values:
        first = "- "
        for line in _lines(one):
            yield f"{first}{line}"
            first = "  "


def _scalar_text(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, (bool, int, float)):
        return json.dumps(value, allow_nan=False)
    if value in ({}, [], ()):
        return "{}" if isinstance(value, dict) else "[]"
    raise TypeError(f"a {type(value).__name__} is not a plain value")


def _key_text(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError("a key must be a string")
    if len(key) > _LONGEST_KEY:
        raise ValueError(f"a key has more than {_LONGEST_KEY:,} characters")
    return _text(key)


def _text(value: str) -> str:
    if _PLAIN.fullmatch(value) is not None and value.casefold() not in _OTHERWISE:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return quoted if quoted.isprintable() else _ESCAPED.sub(_escape, quoted)


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    if 0xD800 <= code <= 0xDFFF:
        raise ValueError(f"lone surrogate U+{code:04X}")
    return f"\\U{code:08x}"
