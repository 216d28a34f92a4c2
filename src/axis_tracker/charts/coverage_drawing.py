"""Draw coverage. Each document has one bar, which is divided into the cited, the uncoded and the remaining text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from axis_tracker.charts import style
from axis_tracker.curation.coverage import DocumentCoverage
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.model.documents import Passage

if TYPE_CHECKING:
    import altair as alt

__all__ = ["CoverageRow", "CoverageRows", "coverage", "coverage_rows"]

_BAR_HEIGHT: Final = 12
# Dark, medium and white, so that the parts can be distinguished without colour.
_PARTS: Final = {"cited": (style.BLUE, [1, 0]), "uncoded": ("#c9c9c9", [1, 0]), "neither": (style.WHITE, [3, 2])}
"""The fill colour and the dash pattern of the outline for each part of a bar."""


class CoverageRow(NamedTuple):
    """The coverage of one document, in sentences or characters.

    Attributes:
        name: The title of the document, or its id.
        cited: The number of sentences or characters cited by a claim.
        uncoded: The number of sentences or characters marked as uncoded for a reason.
        neither: The number of sentences or characters that are neither cited nor marked as uncoded.
    """

    name: str
    cited: int
    uncoded: int
    neither: int

    @property
    def total(self) -> int:
        """The number of sentences or characters in the document."""
        return self.cited + self.uncoded + self.neither


class CoverageRows(NamedTuple):
    """The complete contents of the coverage chart.

    Attributes:
        unit: What is counted: "sentences" or "characters".
        rows: The row for each document.
    """

    unit: str
    rows: tuple[CoverageRow, ...]


def coverage_rows(of: RecordSet | Iterable[DocumentCoverage]) -> CoverageRows:
    """Return the coverage in sentences for results of `axis_tracker.coverage`, and in characters for a dataset.

    >>> import axis_tracker as axt
    >>> found = coverage_rows(axt.load())
    >>> found.unit, [row.total for row in found.rows] == [document.length for document in axt.load().documents]
    ('characters', True)
    """
    if isinstance(of, RecordSet):
        return CoverageRows("characters", tuple(_by_characters(of)))
    return CoverageRows(
        "sentences",
        tuple(CoverageRow(one.document, one.cited, one.uncoded, one.neither) for one in of),
    )


def _by_characters(dataset: RecordSet) -> Iterable[CoverageRow]:
    passages: dict[str, list[Passage]] = {document.id: [] for document in dataset.documents}
    for claim in dataset.claims:
        for passage in claim.evidence:
            passages[passage.document].append(passage)
    for document in dataset.documents:
        cited = _length(passages[document.id], document.length)
        both = _length([*passages[document.id], *(one.passage for one in document.uncoded)], document.length)
        yield CoverageRow(document.title, cited, both - cited, document.length - both)


def _length(passages: Iterable[Passage], length: int) -> int:
    """Count the characters of a text that are in at least one of the passages."""
    reached = total = 0
    for start, end in sorted((passage.start, min(passage.end, length)) for passage in passages):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


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
    description = " ".join([f"{text}.", *(f"{row.name}: {_numbers(row, found.unit)}." for row in found.rows)])
    chart = alt.LayerChart(layer=layers).properties(width=style.WIDTH, height=height)
    return style.apply(chart, text, [subtitle], description)


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
