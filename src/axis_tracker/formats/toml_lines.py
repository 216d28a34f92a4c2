"""Where in a TOML text each record and each of its fields stands: the line numbers that `tomllib` does not give.

A scan of table headers and keys, which knows strings, comments and brackets well enough not to be fooled by them.
Imports nothing of the package; `toml_folder` uses it to say where a problem is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = ["RecordLines", "record_lines"]

_HEADER: Final = re.compile(r"\s*\[\[?\s*([A-Za-z0-9_-]+)((?:\s*\.\s*[A-Za-z0-9_-]+)*)\s*\]")
_KEY: Final = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')\s*[.=]")
_TOKEN: Final = re.compile(
    r"""
    \"{3} (?: [^\\] | \\. )*? \"{3}    # a basic string of several lines
    | '{3} .*? '{3}                    # a literal string of several lines
    | " (?: [^"\\\n] | \\. )* "        # a basic string
    | ' [^'\n]* '                      # a literal string
    | \# [^\n]*                        # a comment
    | [\[\]{}] | \n
    """,
    re.DOTALL | re.VERBOSE,
)


class RecordLines(NamedTuple):
    """The line of a record's header (from 1), and of each of its fields by name."""

    header: int
    fields: dict[str, int]


def record_lines(text: str) -> dict[str, list[RecordLines]]:
    r"""The lines of each table and array of tables of a valid TOML text, by its name, in order.

    >>> lines = record_lines('[[claims]]\nid = "a"\n\n[[claims]]\nid = "b"\nwhen = "2023"\n')
    >>> lines["claims"][1]
    RecordLines(header=4, fields={'id': 5, 'when': 6})
    """
    found: dict[str, list[RecordLines]] = {}
    current: RecordLines | None = None
    prefix: str | None = None
    for number, line in _statements(text):
        header = _HEADER.match(line)
        if header is not None:
            name, rest = header.groups()
            prefix = rest.split(".")[1].strip() if rest else None
            if prefix is None:
                current = RecordLines(number, {})
                found.setdefault(name, []).append(current)
            elif current is not None:
                current.fields.setdefault(prefix, number)
            continue
        key = _KEY.match(line)
        if key is not None and current is not None and prefix is None:
            current.fields.setdefault(key.group(1).strip("\"'"), number)
    return found


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """The lines that begin a statement: not those inside a string or a bracketed value that began earlier."""
    lines = text.split("\n")
    number, depth = 1, 0
    if lines:
        yield 1, lines[0]
    for token in _TOKEN.finditer(text):
        shown = token.group()
        if shown == "\n":
            number += 1
            if depth == 0 and number <= len(lines):
                yield number, lines[number - 1]
        elif shown in "[{":
            depth += 1
        elif shown in "]}":
            depth -= 1
        else:
            number += shown.count("\n")
