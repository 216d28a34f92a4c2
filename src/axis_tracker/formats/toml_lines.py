"""The line of each record and field in a TOML text. `tomllib` does not report these lines.

This module scans for table headers and keys. The scan recognises strings, comments and brackets, so that nothing inside
them is taken for a header or a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

__all__ = ["DEEPEST", "RECORD_PATH", "RecordLines", "line_of_deep_key", "record_lines"]

DEEPEST: Final = 100
"""The maximum number of parts in a dotted key. The time that `tomllib` takes grows with the square of this number."""

RECORD_PATH: Final = re.compile(r"(?P<collection>\w+)\[(?:(?P<index>\d+)|'(?P<id>[^']*)')\]\.?(?P<field>.*)", re.DOTALL)
"""The pattern of the path of a problem in a record. The path names the record by its position or by its id."""

_NAME: Final = r"""(?: [A-Za-z0-9_-]+ | "(?:[^"\\\n]|\\.)*" | '[^'\n]*' )"""
_NAMES: Final = rf"{_NAME} (?: \s*\.\s* {_NAME} )*"
_HEADER: Final = re.compile(rf"\s* \[ (\[?) \s* ({_NAMES}) \s* \]", re.VERBOSE)
_KEY: Final = re.compile(rf"\s* ({_NAMES}) \s* =", re.VERBOSE)
_NAME_ALONE: Final = re.compile(_NAME, re.VERBOSE)
_TOKEN: Final = re.compile(
    r"""
    \"{3} (?: [^\\] | \\. )*? \"{3,5}  # a multi-line basic string, whose content may end in two quotes
    | '{3} .*? '{3,5}                  # a multi-line literal string
    | " (?: [^"\\\n] | \\. )* "        # a basic string
    | ' [^'\n]* '                      # a literal string
    | \# [^\n]*                        # a comment
    | [\[\]{}] | \n
    """,
    re.DOTALL | re.VERBOSE,
)
# The possessive quantifiers `*+` never backtrack, so the time does not grow with the square of the length.
_DOTTED: Final = re.compile(
    rf"""
    \"{{3}} (?: [^\\"] | \\. | "{{1,2}}+(?!") )*+ (?: \"{{3,5}} | \Z )  # unlike above, the text may not be valid TOML
    | '{{3}} (?: [^'] | '{{1,2}}+(?!') )*+ (?: '{{3,5}} | \Z )
    | \# [^\n]*+
    | (?P<deep> (?: {_NAME} [ \t]*+ \. [ \t]*+ ){{{DEEPEST}}} {_NAME} )
    | (?: {_NAME} [ \t]*+ \. [ \t]*+ )*+ {_NAME}
    """,
    re.DOTALL | re.VERBOSE,
)
_STEP: Final = re.compile(r"\[[0-9]+\]|\.?[^.\[]+|.", re.DOTALL)


class RecordLines:
    """The lines of a record and its fields.

    Attributes:
        header: The line of the record's header, counted from 1.
        fields: The line of each field, by its path within the record.
    """

    __slots__ = ("_lengths", "fields", "header")

    def __init__(self, header: int, fields: Mapping[str, int] | None = None) -> None:
        self.header = header
        self.fields = dict(fields or {})
        self._lengths: dict[str, int] = {}

    def add(self, path: str, line: int) -> None:
        """Store the line where a path begins, unless a line is already stored for it."""
        self.fields.setdefault(path, line)

    def add_element(self, path: str, line: int) -> str:
        """Store the line where the next element of an array begins, and return the path of the element."""
        self.add(path, line)
        index = self._lengths[path] = self._lengths.get(path, -1) + 1
        self.add(f"{path}[{index}]", line)
        return f"{path}[{index}]"

    def last_of(self, path: str) -> str:
        """Return the path of the last element added to an array, or `path` itself if `path` is not an array."""
        return f"{path}[{self._lengths[path]}]" if path in self._lengths else path

    def line(self, path: str) -> int:
        """Return the line of a path such as `roles[1].of`, or of the nearest enclosing path with a known line.

        >>> RecordLines(1, {"id": 2, "roles": 3}).line("roles[1].of")
        3
        """
        steps = _STEP.findall(path)
        outward = ("".join(steps[:length]) for length in range(len(steps), 0, -1))
        return next((self.fields[part] for part in outward if part in self.fields), self.header)


def record_lines(text: str) -> dict[str, list[RecordLines]]:
    r"""Return, by name, the lines of each table and of each element of an array of tables in a valid TOML text.

    A key outside any table counts as a table of its own.

    >>> lines = record_lines('[[claims]]\nid = "a"\n\n[[claims]]\nid = "b"\nwhen = "2023"\n')
    >>> lines["claims"][1].header, lines["claims"][1].fields
    (4, {'id': 5, 'when': 6})
    """
    found: dict[str, list[RecordLines]] = {}
    current: RecordLines | None = None
    prefix = ""
    for number, line in _statements(text):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header is not None:
            current, prefix = _enter(found, header, number)
        elif key is not None:
            names = _names(key.group(1))
            if current is None:
                found.setdefault(names[0], [RecordLines(number)])
            else:
                path = prefix
                for name in names:
                    path = _joined(path, name)
                    current.add(path, number)
    return found


def line_of_deep_key(text: str) -> int | None:
    r"""Return the line of the first dotted key with more than `DEEPEST` parts, or None if there is no such key.

    The text need not be valid TOML. The time grows linearly with the length of the text.

    >>> line_of_deep_key("a = 1\n" + "a." * 100 + "a = 1")
    2
    """
    if text.count(".") < DEEPEST:  # most files are short and need no scan
        return None
    deep = next((found for found in _DOTTED.finditer(text) if found.group("deep") is not None), None)
    return None if deep is None else text.count("\n", 0, deep.start()) + 1


def _enter(found: dict[str, list[RecordLines]], header: re.Match[str], number: int) -> tuple[RecordLines, str]:
    """Return the record that a table header begins or continues, and the path of the table within the record."""
    name, *inner = _names(header.group(2))
    if not inner or name not in found:
        found.setdefault(name, []).append(RecordLines(number))
    record = found[name][-1]
    path = ""
    for step in inner[:-1]:
        path = record.last_of(_joined(path, step))
    if inner:
        path = _joined(path, inner[-1])
        if header.group(1):
            path = record.add_element(path, number)
        else:
            record.add(path, number)
    return record, path


def _names(dotted: str) -> list[str]:
    return [name.strip("\"'") for name in _NAME_ALONE.findall(dotted)]


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line that begins a statement, with its number. Lines inside a string or brackets are left out."""
    lines = text.split("\n")
    number, depth = 1, 0
    yield 1, lines[0]
    for token in _TOKEN.finditer(text):
        shown = token.group()
        if shown == "\n":
            number += 1
            if depth == 0:
                yield number, lines[number - 1]
        elif shown in "[{":
            depth += 1
        elif shown in "]}":
            depth -= 1
        else:
            number += shown.count("\n")
