"""Draw a ledger of two actors. Each column lists the items that one actor gave the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from axis_tracker.charts import style
from axis_tracker.charts.ledger_rows import LedgerEntry, LedgerSide, ledger_rows
from axis_tracker.phrases import names_phrase

if TYPE_CHECKING:
    import altair as alt

    from axis_tracker.dataset.record_set import RecordSet
    from axis_tracker.dataset.selections import ActorLike

__all__ = ["ledger"]

_COLUMN: Final = style.WIDTH / 2 - 12
"""The width of a column, in pixels."""
_CHARACTERS: Final = 66
"""The maximum number of characters in a line of a column."""
_MARKS_WIDTH: Final = 22
"""The number of characters reserved for the marks to the right of a label."""
_INDENT: Final = 10
_STEP: Final = 9.0
"""The distance between two marks, in pixels."""
_LONGEST_ROW: Final = 120
"""The maximum length of a row of marks, in pixels. If a row would be longer, its marks are smaller and closer."""
_MARKS: Final = {
    "filled": ("square", style.BLUE, style.BLUE),
    "hollow": ("square", style.BLUE, style.WHITE),
    "cross": (style.CROSS, style.INK, style.WHITE),
}
"""The shape, the stroke colour and the fill colour for each kind of mark."""

_LEGEND: Final = (
    "Each mark is one utterance. Filled: asserted as a fact. Hollow: planned, predicted, wanted or possible. "
    "Cross: denied or doubted."
)


def ledger(dataset: RecordSet, one: ActorLike, other: ActorLike) -> alt.LayerChart:
    """Draw what two actors gave each other, and who says so.

    Each direction has a column. Narrower items are indented below broader items. Each mark next to an item is one
    utterance about the item. A filled square is an assertion of a fact. A hollow square is a plan, a forecast, a wish
    or a possibility. A cross is a denial or a doubt. The figures and the claimants are listed below the item, as in
    `Dataset.ledger`.

    >>> import axis_tracker as axt
    >>> chart = axt.charts.ledger(axt.load(), "North Korea", "Russia")
    >>> chart.title.text
    ['What North Korea and Russia gave each other, and who says so']

    Raises `MissingExtraError` if the `charts` extra is not installed, and `UnknownNameError` for an unknown actor.
    """
    style.require("altair", purpose="drawing a chart")
    import altair as alt

    rows = ledger_rows(dataset, one, other)
    page = _Page(max((len(_kinds(entry)) for side in rows.sides for entry in side.entries), default=1))
    height = max(page.add_column(rows.given, 0), page.add_column(rows.returned, style.WIDTH - _COLUMN))
    text = f"What {rows.given.giver} and {rows.given.receiver} gave each other, and who says so"
    subtitle = [
        f"{rows.sources} Not drawn: {rows.exchanges} claimed exchange{'' if rows.exchanges == 1 else 's'}.",
        _LEGEND,
    ]
    directions = (f"{side.giver} to {side.receiver}: {_side_text(side)}." for side in rows.sides)
    chart = alt.LayerChart(layer=page.layers()).properties(
        width=style.WIDTH,
        height=int(height),
        title=style.title(text, subtitle),
        description=" ".join([f"{text}.", *directions]),
    )
    return style.apply(chart)


def _kinds(entry: LedgerEntry) -> list[str]:
    return ["filled"] * entry.asserted + ["hollow"] * entry.prospective + ["cross"] * entry.denied


def _side_text(side: LedgerSide) -> str:
    entries = (", ".join([entry.label, *entry.figures, *_source_texts(entry)]) for entry in side.entries)
    return "; ".join(entries) or "nothing on record"


def _source_texts(entry: LedgerEntry) -> list[str]:
    """Return a phrase that says who asserts an item and, if the item is denied, a phrase that says who denies it."""
    if entry.claimants:
        texts = [f"according to {names_phrase(entry.claimants)}"]
    else:
        texts = ["only planned, predicted, wanted or possible" if entry.prospective else "not asserted by anyone"]
    if entry.counterclaimants:
        texts.append(f"denied or doubted by {names_phrase(entry.counterclaimants)}")
    return texts


class _Page:
    """The lines of text, the marks and the rules of the chart."""

    def __init__(self, most_marks: int) -> None:
        self.step = min(_STEP, _LONGEST_ROW / most_marks)
        self.lines: list[style.TextLine] = []
        self.marks: dict[str, style.Records] = {kind: [] for kind in _MARKS}
        self.rules: style.Records = []

    def add_column(self, side: LedgerSide, left: float) -> float:
        """Add the column for one direction at the x coordinate `left`. Return the y coordinate below the column."""
        y = style.LINE / 2
        self.lines.append(style.TextLine(left, y, f"{side.giver} → {side.receiver}", style.INK, "bold"))
        self.rules.append({"x": left, "end": left + _COLUMN, "y": y + style.LINE * 0.7})
        y += style.LINE * 1.6
        for entry in side.entries:
            y = self._add_entry(entry, left, y)
        if not side.entries:
            y = self._add_lines(["nothing on record"], style.TextLine(left, y, "", style.MIDDLE), _CHARACTERS)
        return y

    def _add_entry(self, entry: LedgerEntry, left: float, y: float) -> float:
        start = style.TextLine(left + _INDENT * entry.depth, y, "")
        characters = _CHARACTERS - 2 * entry.depth
        y = self._add_lines([entry.label], start._replace(weight="bold"), characters - _MARKS_WIDTH)
        sources = _source_texts(entry)
        kinds = _kinds(entry)
        for index, kind in enumerate(kinds):
            x = left + _COLUMN - self.step * (len(kinds) - index - 0.5)
            # The marks are next to the last line of the label.
            self.marks[kind].append({"x": x, "y": y - style.LINE, "text": f"{entry.label}: {sources[0]}"})
        y = self._add_lines(entry.figures, start._replace(y=y), characters)
        y = self._add_lines(sources, start._replace(y=y, color=style.MIDDLE), characters)
        return y + style.LINE * 0.5

    def _add_lines(self, texts: Sequence[str], start: style.TextLine, characters: int) -> float:
        """Add wrapped texts at the position and in the style of `start`. Return the y coordinate of the next line."""
        y = start.y
        for text in texts:
            for line in style.wrap(text, characters, "  "):
                self.lines.append(start._replace(y=y, text=line))
                y += style.LINE
        return y

    def layers(self) -> list[alt.Chart]:
        """Return everything on the page as the layers of a chart."""
        rule = style.marks(self.rules).mark_rule(color=style.MIDDLE, strokeWidth=0.8)
        layers = [rule.encode(**style.pixels(x2="end:Q")), *style.text_layers(self.lines)]
        for kind, (shape, stroke, fill) in _MARKS.items():
            if self.marks[kind]:
                mark = style.marks(self.marks[kind]).mark_point(
                    shape=shape, size=self.step**2 * 0.6, stroke=stroke, fill=fill, strokeWidth=1.3, opacity=1
                )
                layers.append(mark.encode(**style.pixels()))
        return layers
