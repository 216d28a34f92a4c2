"""Tables in HTML for notebooks: everything escaped, bounded in length, readable on dark and light, by ear as by eye.

Imports nothing of the package. `html_records` shows records and selections, `html_answers` what is worked out from
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice
from typing import Final

__all__ = ["CELL", "ROWS", "facts", "table"]

ROWS: Final = 20
"""How many rows a table shows at most; below it stands how many more there are."""

CELL: Final = 300
"""How many characters a cell shows at most; a longer text ends in "…"."""

_LEFT: Final = 'style="text-align: left"'
"""Notebooks set the cells of a table to the right, which suits numbers alone."""

_SEVERAL: Final = 8
"""How many values of one field are shown at most."""


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[object]], total: int, what: str) -> str:
    """A table with a heading for each column; the first cell of a row is its heading.

    `total` is how many rows there are, of which only the first `ROWS` are taken; `what` names them.

    >>> print(table("One", ["id"], [("a", "x < y")], 1, "claims"))
    <table><caption>One</caption>
    <thead><tr><th scope="col" style="text-align: left">id</th></tr></thead>
    <tbody>
    <tr><th scope="row" style="text-align: left">a</th><td style="text-align: left">x &lt; y</td></tr>
    </tbody></table>
    """
    head = "".join(f'<th scope="col" {_LEFT}>{_cell(name)}</th>' for name in columns)
    shown = list(islice(rows, ROWS))
    body = "\n".join(f"<tr>{_row(row)}</tr>" for row in shown)
    more = f"\n<p>and {total - len(shown)} more {escape(what)}</p>" if total > len(shown) else ""
    return (
        f"<table><caption>{_cell(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody></table>{more}"
    )


def facts(caption: str, rows: Iterable[tuple[str, object]]) -> str:
    """A table of names and what stands for each, such as the fields of a record; at most `2 * ROWS`.

    >>> print(facts("A claim", [("stance", "denies")]))
    <table><caption>A claim</caption>
    <tbody>
    <tr><th scope="row" style="text-align: left">stance</th><td style="text-align: left">denies</td></tr>
    </tbody></table>
    """
    given = list(rows)
    shown = given[: 2 * ROWS]
    body = "\n".join(f"<tr>{_row(row)}</tr>" for row in shown)
    more = f"\n<p>and {len(given) - len(shown)} more</p>" if len(given) > len(shown) else ""
    return f"<table><caption>{_cell(caption)}</caption>\n<tbody>\n{body}\n</tbody></table>{more}"


def _row(row: Sequence[object]) -> str:
    first, *rest = row
    return f'<th scope="row" {_LEFT}>{_cell(first)}</th>' + "".join(f"<td {_LEFT}>{_cell(one)}</td>" for one in rest)


def _cell(value: object) -> str:
    """A value as text that is nothing but text."""
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        more = len(value) - _SEVERAL
        listed = [str(one) for one in value[:_SEVERAL]] + ([f"{more} more"] if more > 0 else [])
        return _text(", ".join(listed))
    return _text(str(value))


def _text(text: str) -> str:
    return escape(text if len(text) <= CELL else f"{text[: CELL - 1]}…", quote=True)
