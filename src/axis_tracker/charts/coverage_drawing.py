"""Draws coverage: a bar for each document, cut into what is cited, what was left uncoded with a reason, and the rest.

Imports the rows and the look of the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from axis_tracker.charts.coverage_rows import CoverageRow, CoverageRows, coverage_rows
from axis_tracker.charts.page import INK, LINE, WIDTH, Written, dressed, needs_altair, wrapped, written
from axis_tracker.charts.page import title as title_of

if TYPE_CHECKING:
    import altair as alt

    from axis_tracker.curation.coverage import DocumentCoverage
    from axis_tracker.dataset.record_set import RecordSet

__all__ = ["coverage"]

_THICK: Final = 12

_PARTS: Final = {
    "cited": ("#1f4e79", [1, 0]),
    "uncoded": ("#c9c9c9", [1, 0]),
    "neither": ("#ffffff", [3, 2]),
}
"""How each part is filled, and how it is outlined: dark, middle and white, so that it can do without colour."""

_Records: TypeAlias = list[dict[str, Any]]


def coverage(of: RecordSet | Iterable[DocumentCoverage]) -> alt.LayerChart:
    """A chart of how much of each document is coded.

    Of what `axis_tracker.coverage` gave for some documents it counts sentences; of a dataset, which keeps no wording of
    its documents, characters. Cited by a claim is dark, left uncoded with a reason middle, neither white with a dashed
    outline; the numbers stand above each bar.

    >>> import axis_tracker as axt
    >>> axt.charts.coverage(axt.load()).title.text
    ['How much of each document is coded, in characters']

    Raises `MissingExtraError` without the extra `charts`.
    """
    needs_altair()
    import altair as alt

    found = coverage_rows(of)
    layers, height = _layers(found)
    title = f"How much of each document is coded, in {found.unit}"
    chart = alt.LayerChart(layer=layers).properties(
        width=WIDTH,
        height=height,
        title=title_of(
            title, [f"{_documents(found)}. Dark: cited by a claim. Grey: uncoded with a reason. White: neither."]
        ),
        description=f"{title}. {' '.join(f'{row.name}: {_in_words(row, found.unit)}.' for row in found.rows)}",
    )
    return dressed(chart)


def _documents(found: CoverageRows) -> str:
    return "1 document" if len(found.rows) == 1 else f"{len(found.rows)} documents"


def _in_words(row: CoverageRow, unit: str) -> str:
    return f"{row.total:,} {unit}: {row.cited:,} cited, {row.uncoded:,} uncoded with a reason, {row.neither:,} neither"


def _layers(found: CoverageRows) -> tuple[list[alt.Chart], int]:
    import altair as alt

    lines: list[Written] = []
    parts: dict[str, _Records] = {name: [] for name in _PARTS}
    y = LINE / 2
    longest = max((row.total for row in found.rows), default=0) or 1
    for row in found.rows:
        for line in wrapped(row.name):
            lines.append(Written(0, y, line, INK, "bold"))
            y += LINE
        lines.append(Written(0, y, _in_words(row, found.unit)))
        y += LINE * 0.7
        x = 0.0
        for name, count in zip(_PARTS, (row.cited, row.uncoded, row.neither), strict=True):
            end = x + (WIDTH - 1) * count / longest
            if count:
                parts[name].append(
                    {"x": x, "end": end, "y": y, "low": y + _THICK, "text": f"{row.name}: {count} {name}"}
                )
            x = end
        y += _THICK + LINE * 1.3
    if not found.rows:
        lines.append(Written(0, y, "No documents."))
        y += LINE
    layers = written(lines)
    for name, (color, dash) in _PARTS.items():
        if parts[name]:
            mark = alt.Chart(alt.InlineData(values=parts[name])).mark_rect(
                color=color, stroke=INK, strokeWidth=0.8, strokeDash=dash
            )
            layers.append(
                mark.encode(
                    x=alt.X("x:Q", scale=None, axis=None),
                    x2="end:Q",
                    y=alt.Y("y:Q", scale=None, axis=None),
                    y2="low:Q",
                    tooltip=alt.Tooltip("text:N", title="part"),
                )
            )
    return layers, int(y)
