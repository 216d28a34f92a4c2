"""Draw coverage. Each document has one bar, which is divided into the cited, the uncoded and the remaining text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from axis_tracker.charts import style
from axis_tracker.charts.coverage_rows import CoverageRow, CoverageRows, coverage_rows

if TYPE_CHECKING:
    import altair as alt

    from axis_tracker.curation.coverage import DocumentCoverage
    from axis_tracker.dataset.record_set import RecordSet

__all__ = ["coverage"]

_BAR_HEIGHT: Final = 12
# Dark, medium and white, so that the parts can be distinguished without colour.
_PARTS: Final = {"cited": (style.BLUE, [1, 0]), "uncoded": ("#c9c9c9", [1, 0]), "neither": (style.WHITE, [3, 2])}
"""The fill colour and the dash pattern of the outline for each part of a bar."""


def coverage(of: RecordSet | Iterable[DocumentCoverage]) -> alt.LayerChart:
    """Draw how much of each document is coded.

    For results of `axis_tracker.coverage`, the chart counts sentences. For a dataset, the chart counts characters,
    because a dataset does not contain the texts of its documents. In each bar, the cited part is dark, the part marked
    as uncoded for a reason is grey, and the rest is white with a dashed outline. The counts are written above each bar.

    >>> import axis_tracker as axt
    >>> axt.charts.coverage(axt.load()).title.text
    ['How much of each document is coded, in characters']

    Raises `MissingExtraError` if the `charts` extra is not installed.
    """
    style.require("altair", purpose="drawing a chart")
    import altair as alt

    found = coverage_rows(of)
    layers, height = _layers(found)
    text = f"How much of each document is coded, in {found.unit}"
    documents = f"{len(found.rows)} document{'' if len(found.rows) == 1 else 's'}"
    subtitle = f"{documents}. Dark: cited by a claim. Grey: uncoded for a reason. White: neither."
    chart = alt.LayerChart(layer=layers).properties(
        width=style.WIDTH,
        height=height,
        title=style.title(text, [subtitle]),
        description=" ".join([f"{text}.", *(f"{row.name}: {_numbers(row, found.unit)}." for row in found.rows)]),
    )
    return style.apply(chart)


def _numbers(row: CoverageRow, unit: str) -> str:
    return f"{row.total:,} {unit}: {row.cited:,} cited, {row.uncoded:,} uncoded for a reason, {row.neither:,} neither"


def _layers(found: CoverageRows) -> tuple[list[alt.Chart], int]:
    import altair as alt

    lines: list[style.TextLine] = [] if found.rows else [style.TextLine(0, style.LINE / 2, "No documents.")]
    parts: dict[str, style.Records] = {name: [] for name in _PARTS}
    y = style.LINE / 2 if found.rows else style.LINE * 1.5
    longest = max((row.total for row in found.rows), default=0) or 1
    for row in found.rows:
        for line in style.wrap(row.name, indent="    "):
            lines.append(style.TextLine(0, y, line, style.INK, "bold"))
            y += style.LINE
        lines.append(style.TextLine(0, y, _numbers(row, found.unit)))
        y += style.LINE * 0.7
        x = 0.0
        for name, count in zip(_PARTS, (row.cited, row.uncoded, row.neither), strict=True):
            end = x + (style.WIDTH - 1) * count / longest
            if count:
                text = f"{row.name}: {count} {name}"
                parts[name].append({"x": x, "end": end, "y": y, "low": y + _BAR_HEIGHT, "text": text})
            x = end
        y += _BAR_HEIGHT + style.LINE * 1.3
    layers = style.text_layers(lines)
    for name, (color, dash) in _PARTS.items():
        if parts[name]:
            mark = style.marks(parts[name]).mark_rect(color=color, stroke=style.INK, strokeWidth=0.8, strokeDash=dash)
            layers.append(
                mark.encode(**style.pixels(x2="end:Q", y2="low:Q", tooltip=alt.Tooltip("text:N", title="part")))
            )
    return layers, int(y)
