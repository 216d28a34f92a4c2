"""Where in a TOML text each record and each of its fields stands: the line numbers that `tomllib` does not give.

A scan of table headers and keys, which knows strings, comments and brackets well enough not to be fooled by them.
Imports nothing of the package; `toml_folder` uses it to say where a problem is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

__all__ = ["DEEPEST", "RecordLines", "line_of_deep_key", "record_lines"]

DEEPEST: Final = 100
"""How many names a key may have, with dots between them: `tomllib` takes the square of their number."""

_NAME: Final = r"""(?: [A-Za-z0-9_-]+ | "(?:[^"\\\n]|\\.)*" | '[^'\n]*' )"""
_NAMES: Final = rf"{_NAME} (?: \s*\.\s* {_NAME} )*"
_HEADER: Final = re.compile(rf"\s* \[ (\[?) \s* ({_NAMES}) \s* \]", re.VERBOSE)
_KEY: Final = re.compile(rf"\s* ({_NAMES}) \s* =", re.VERBOSE)
_NAME_ALONE: Final = re.compile(_NAME, re.VERBOSE)
_TOKEN: Final = re.compile(
    r"""
    \"{3} (?: [^\\] | \\. )*? \"{3,5}  # a basic string of several lines, which may end in two quotes of its own
    | '{3} .*? '{3,5}                  # a literal string of several lines
    | " (?: [^"\\\n] | \\. )* "        # a basic string
    | ' [^'\n]* '                      # a literal string
    | \# [^\n]*                        # a comment
    | [\[\]{}] | \n
    """,
    re.DOTALL | re.VERBOSE,
)
_DOTTED: Final = re.compile(
    rf"""
    \"{{3}} (?: [^\\"] | \\. | "{{1,2}}+(?!") )*+ (?: \"{{3,5}} | \Z )  # unlike above, also where a text is no TOML
    | '{{3}} (?: [^'] | '{{1,2}}+(?!') )*+ (?: '{{3,5}} | \Z )
    | \# [^\n]*+
    | (?P<deep> (?: {_NAME} [ \t]*+ \. [ \t]*+ ){{{DEEPEST}}} {_NAME} )
    | (?: {_NAME} [ \t]*+ \. [ \t]*+ )*+ {_NAME}
    """,
    re.DOTALL | re.VERBOSE,
)
_STEP: Final = re.compile(r"\[[0-9]+\]|\.?[^.\[]+|.", re.DOTALL)


class RecordLines:
    """The line of a record's header (from 1), and of what stands in it, by the path within the record."""

    __slots__ = ("_lengths", "fields", "header")

    def __init__(self, header: int, fields: Mapping[str, int] | None = None) -> None:
        self.header = header
        self.fields = dict(fields or {})
        self._lengths: dict[str, int] = {}

    def add(self, path: str, line: int) -> None:
        """Note that a path begins on a line, unless it began before."""
        self.fields.setdefault(path, line)

    def add_element(self, path: str, line: int) -> str:
        """Note that the next element of an array begins on a line; gives the element's path."""
        self.add(path, line)
        index = self._lengths[path] = self._lengths.get(path, -1) + 1
        self.add(f"{path}[{index}]", line)
        return f"{path}[{index}]"

    def last_of(self, path: str) -> str:
        """The path of an array's last element so far, or the same path if it is no array."""
        return f"{path}[{self._lengths[path]}]" if path in self._lengths else path

    def line(self, path: str) -> int:
        """The line of the innermost part of a path such as `roles[1].of` that begins a line of its own.

        >>> RecordLines(1, {"id": 2, "roles": 3}).line("roles[1].of")
        3
        """
        steps = _STEP.findall(path)
        outward = ("".join(steps[:length]) for length in range(len(steps), 0, -1))
        return next((self.fields[part] for part in outward if part in self.fields), self.header)


def record_lines(text: str) -> dict[str, list[RecordLines]]:
    r"""The lines of each table and array of tables of a valid TOML text, by its name, in order.

    A name that is given a value outside of any table counts as one table.

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
    r"""The line of the first key of more than `DEEPEST` names with dots between them; None if there is none.

    The text need not be TOML. It takes no longer than its length.

    >>> line_of_deep_key("a = 1\n" + "a." * 100 + "a = 1")
    2
    """
    if text.count(".") < DEEPEST:
        return None
    deep = next((found for found in _DOTTED.finditer(text) if found.group("deep") is not None), None)
    return None if deep is None else text.count("\n", 0, deep.start()) + 1


def _enter(found: dict[str, list[RecordLines]], header: re.Match[str], number: int) -> tuple[RecordLines, str]:
    """The record that a table header begins or goes on with, and the path of the table within it."""
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
    """The lines that begin a statement: not those inside a string or a bracketed value that began earlier."""
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
