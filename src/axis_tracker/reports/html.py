"""Tables in HTML for notebooks: everything escaped, bounded in length, readable on dark and light, by ear as by eye.

Imports nothing of the package. `html_records` shows records and selections, `html_answers` what is worked out from
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice
from typing import Final

from attrs import frozen

__all__ = ["CELL", "ROWS", "Indented", "facts", "table"]

ROWS: Final = 20
"""How many rows a table shows at most; below it stands how many more there are."""

CELL: Final = 300
"""How many characters a cell shows at most; a longer text ends in "…"."""

_SEVERAL: Final = 8
"""How many values of one field are shown at most."""

# Notebooks and pages style tables for numbers: cells to the right or in the middle, without lines or room between them.
# No colour is set but a grey that shows on white and on black.
_TABLE_STYLE: Final = "border-collapse: collapse; margin: 0 0 1em"
_CAPTION_STYLE: Final = 'style="caption-side: top; text-align: left; font-weight: bold; padding: 0.4em 0"'
_CELL_STYLE: Final = (
    "text-align: left; vertical-align: top; padding: 0.3em 1em 0.3em 0; "
    "border: 0; border-top: 1px solid rgba(128, 128, 128, 0.5)"
)
_DAY_STYLE: Final = 'style="white-space: nowrap"'
_BOX_STYLE: Final = 'style="overflow-x: auto"'

_COLUMN: Final = 7
"""How wide columns are on average at least, in em: on a phone a table scrolls, rather than giving each word a line."""

_LEVEL: Final = 1
"""How far a level is indented, in em."""

_DAY: Final = re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b")
"""What a browser would break at its hyphens."""


@frozen
class Indented:
    """The heading of a row that stands `depth` levels below those of depth 0."""

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
    """A table with a heading for each column; the first cell of a row is its heading.

    `total` is how many rows there are, of which only the first `ROWS` are taken; `what` names them. `widths` are those
    of the columns in percent; without them the texts decide.

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
    """A table of names and what stands for each, such as the fields of a record; at most `2 * ROWS`.

    >>> facts("A claim", [("stance", "denies")]).count("<tr>")
    1
    """
    given = list(rows)
    shown = given[: 2 * ROWS]
    more = f"\n<p>and {len(given) - len(shown)} more</p>" if len(given) > len(shown) else ""
    return f"{_boxed(caption, _TABLE_STYLE, '', shown)}{more}"


def _boxed(caption: str, style: str, head: str, rows: Iterable[Sequence[object]]) -> str:
    """A table in a box in which it scrolls where it is wider than the page; the keyboard can reach the box."""
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
    """A value as text that is nothing but text, its days in one piece; names hold commas, so semicolons part them."""
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
