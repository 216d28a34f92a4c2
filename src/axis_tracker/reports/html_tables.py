"""Draw HTML tables for notebooks: escaped, limited in length, legible on dark and light pages and by screen readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice
from typing import Final

from attrs import frozen

__all__ = ["CELL", "ROWS", "Indented", "facts", "table"]

ROWS: Final = 20
"""The largest number of rows that a table shows. A line below it gives the number of further rows."""

CELL: Final = 300
"""The largest number of characters that a cell shows. Longer texts end in "…"."""

_SEVERAL: Final = 8
"""The largest number of values that a cell shows."""

# Notebooks and web pages style tables for numbers: cells are aligned to the right or centred, without lines or space
# between them. These styles reset that. Grey is the only colour, because it is visible on white and on black.
_TABLE_STYLE: Final = "border-collapse: collapse; margin: 0 0 1em"
_CAPTION_STYLE: Final = 'style="caption-side: top; text-align: left; font-weight: bold; padding: 0.4em 0"'
_CELL_STYLE: Final = (
    "text-align: left; vertical-align: top; padding: 0.3em 1em 0.3em 0; "
    "border: 0; border-top: 1px solid rgba(128, 128, 128, 0.5)"
)
_DAY_STYLE: Final = 'style="white-space: nowrap"'
_BOX_STYLE: Final = 'style="overflow-x: auto"'

_COLUMN: Final = 7
"""The smallest average width of a column in em. On a phone, a table scrolls instead of breaking after each word."""

_LEVEL: Final = 1
"""The indentation of one level in em."""

_DAY: Final = re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b")
"""Dates, which browsers would break at their hyphens."""


@frozen
class Indented:
    """The heading of a row, indented by its depth in a hierarchy.

    Attributes:
        text: The text of the heading.
        depth: The number of levels to indent by.
    """

    text: str
    depth: int


def table(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    total: int,
    what: str,
    *,
    widths: Sequence[int] | None = None,
) -> str:
    """Return an HTML table with a heading for each column. The first cell of each row is the heading of the row.

    Only the first `ROWS` rows are shown; `total` is the number of all rows, and `what` is their name in the line below
    the table. `widths` are the widths of the columns in percent; without them, the texts decide.

    >>> import re
    >>> print(re.sub(' style=".*?"', "", table("One", ["id"], [("a", "x < y")], 1, "claims")))
    <div role="region" aria-label="One" tabindex="0"><table><caption>One</caption>
    <thead><tr><th scope="col">id</th></tr></thead>
    <tbody>
    <tr><th scope="row">a</th><td>x &lt; y</td></tr>
    </tbody></table></div>
    """
    shares = ["" for _ in columns] if widths is None else [f"; width: {width}%" for width in widths]
    head = "".join(
        f'<th scope="col" style="{_CELL_STYLE}{share}">{_cell(name)}</th>'
        for name, share in zip(columns, shares, strict=True)
    )
    shown = list(islice(rows, ROWS))
    more = f"\n<p>and {total - len(shown)} more {escape(what)}</p>" if total > len(shown) else ""
    layout = "" if widths is None else "; table-layout: fixed; width: 100%"
    style = f"{_TABLE_STYLE}; min-width: {_COLUMN * len(columns)}em{layout}"
    return f"{_boxed(caption, style, f'<thead><tr>{head}</tr></thead>', shown)}{more}"


def facts(caption: str, rows: Iterable[tuple[str, object]]) -> str:
    """Return an HTML table of names and their values, such as the fields of a record. It shows `2 * ROWS` rows.

    >>> facts("A claim", [("stance", "denies")]).count("<tr>")
    1
    """
    given = list(rows)
    shown = given[: 2 * ROWS]
    more = f"\n<p>and {len(given) - len(shown)} more</p>" if len(given) > len(shown) else ""
    return f"{_boxed(caption, _TABLE_STYLE, '', shown)}{more}"


def _boxed(caption: str, style: str, head: str, rows: Iterable[Sequence[object]]) -> str:
    """Return a table in a box that scrolls if the table is wider than the page. The box has keyboard focus."""
    body = "\n".join(f"<tr>{_row(row)}</tr>" for row in rows)
    return (
        f'<div role="region" aria-label="{_cut(caption)}" tabindex="0" {_BOX_STYLE}>'
        f'<table style="{style}"><caption {_CAPTION_STYLE}>{_cell(caption)}</caption>\n'
        f"{head}\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _row(row: Sequence[object]) -> str:
    first, *rest = row
    heading, style = first, _CELL_STYLE
    if isinstance(first, Indented):
        heading, style = first.text, f"{_CELL_STYLE}; padding-left: {_LEVEL * first.depth}em"
    return f'<th scope="row" style="{style}">{_cell(heading)}</th>' + "".join(
        f'<td style="{_CELL_STYLE}">{_cell(one)}</td>' for one in rest
    )


def _cell(value: object) -> str:
    """Return a value as escaped text. Lists are separated by semicolons, because names can contain commas."""
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        more = len(value) - _SEVERAL
        listed = [str(one) for one in value[:_SEVERAL]] + ([f"{more} more"] if more > 0 else [])
        return _in_lines("; ".join(listed))
    return _in_lines(str(value))


def _in_lines(text: str) -> str:
    return _DAY.sub(rf"<span {_DAY_STYLE}>\g<0></span>", _cut(text))


def _cut(text: str) -> str:
    return escape(text if len(text) <= CELL else f"{text[: CELL - 1]}…", quote=True)
