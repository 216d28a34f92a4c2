"""Render HTML tables for notebooks.

All text is escaped, and long text is cut. Tables are legible on dark and light pages, and screen readers can read the
tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice
from typing import Final

from attrs import frozen

__all__ = ["CELL", "ROWS", "Indented", "Listed", "facts", "table"]

ROWS: Final = 20
"""The maximum number of rows in a table. A line below the table gives the number of rows that are not shown."""

CELL: Final = 300
"""The maximum number of characters in a cell. Longer text is cut, and then ends in "…"."""

_SEVERAL: Final = 8
"""The maximum number of values in a cell."""

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
"""The minimum average column width, in ems.

With this minimum, a table scrolls on a phone, and its lines do not break after each word.
"""

_LEVEL: Final = 1
"""The indentation for each level, in ems."""

_DAY: Final = re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b")
"""The pattern of a date. Without special handling, browsers would break dates at the hyphens."""


@frozen
class Listed:
    """Phrases that are each shown on a line of their own, and are shortened one by one if they are long.

    Attributes:
        phrases: The phrases.
    """

    phrases: tuple[str, ...]


@frozen
class Indented:
    """The heading of a table row, indented to show a hierarchy.

    Attributes:
        text: The text of the heading.
        depth: The number of levels of indentation.
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

    Only the first `ROWS` rows are shown. `total` is the number of all rows, and `what` names the rows in the line below
    the table. `widths` are the column widths in percent. Without `widths`, the browser fits the columns to their text.

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
    """Return an HTML table of names and their values, such as the fields of a record.

    The table has at most `2 * ROWS` rows.

    >>> facts("A claim", [("stance", "denies")]).count("<tr>")
    1
    """
    given = list(rows)
    shown = given[: 2 * ROWS]
    more = f"\n<p>and {len(given) - len(shown)} more</p>" if len(given) > len(shown) else ""
    return f"{_boxed(caption, _TABLE_STYLE, '', shown)}{more}"


def _boxed(caption: str, style: str, head: str, rows: Iterable[Sequence[object]]) -> str:
    """Return a table in a box, which scrolls if the table is wider than the page.

    The box can receive keyboard focus.
    """
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
    """Return a value as escaped text. Semicolons separate the values of a list, because names can contain commas."""
    if value is None:
        return ""
    if isinstance(value, Listed):
        lines = [*map(_in_lines, value.phrases)]
        return lines[0] if len(lines) == 1 else "".join(f"<p>{line}</p>" for line in lines)
    if isinstance(value, tuple | list):
        more = len(value) - _SEVERAL
        listed = [str(one) for one in value[:_SEVERAL]] + ([f"{more} more"] if more > 0 else [])
        return _in_lines("; ".join(listed))
    return _in_lines(str(value))


def _in_lines(text: str) -> str:
    return _DAY.sub(rf"<span {_DAY_STYLE}>\g<0></span>", _cut(text))


def _cut(text: str) -> str:
    return escape(text if len(text) <= CELL else f"{text[: CELL - 1]}…", quote=True)
