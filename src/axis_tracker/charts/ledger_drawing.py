"""Draws a ledger: on the left what the one gave the other, on the right what came back, item by item.

Imports the rows and the look of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from axis_tracker.charts.ledger_rows import LedgerRows, LedgerSide, LedgerThing, ledger_rows
from axis_tracker.charts.page import (
    INK,
    LINE,
    MIDDLE,
    WIDTH,
    Written,
    day_text,
    dressed,
    needs_altair,
    wrapped,
    written,
)
from axis_tracker.charts.page import title as title_of
from axis_tracker.phrases import names_phrase

if TYPE_CHECKING:
    import altair as alt

    from axis_tracker.dataset.record_set import RecordSet
    from axis_tracker.dataset.selections import ActorLike

__all__ = ["ledger"]

_COLUMN: Final = WIDTH / 2 - 12
"""The width of a column in pixels."""

_LETTERS: Final = 66
"""How many characters a line of a column holds."""

_INDENT: Final = 10
_BAR: Final = 7
_BARS: Final = 120
"""The length of the longest bar in pixels."""

_DARK: Final = "#1f4e79"

_Records: TypeAlias = list[dict[str, Any]]


def ledger(dataset: RecordSet, one: ActorLike, other: ActorLike) -> alt.LayerChart:
    """A chart of what two actors gave each other, by whose word.

    Two columns, one for each way; narrower items stand under broader ones. Each item has a bar as long as the number of
    utterances on it: filled squares assert it as a fact, hollow ones tell of it as planned, foreseen, wanted or
    possible, crosses deny or doubt it. Below stand the figures and the claimants, as in `Dataset.ledger`.

    >>> import axis_tracker as axt
    >>> chart = axt.charts.ledger(axt.load(), "North Korea", "Russia")
    >>> chart.title.text
    ['What North Korea and Russia gave each other, by whose word']

    Raises `MissingExtraError` without the extra `charts`, `UnknownNameError` for an actor that there is none of.
    """
    needs_altair()
    import altair as alt

    rows = ledger_rows(dataset, one, other)
    page = _Page(max((_told(thing) for side in (rows.given, rows.returned) for thing in side.things), default=1))
    height = max(page.column(rows.given, 0), page.column(rows.returned, WIDTH - _COLUMN))
    chart = alt.LayerChart(layer=page.layers()).properties(
        width=WIDTH,
        height=int(height),
        title=title_of(_title(rows), _subtitle(rows)),
        description=_description(rows),
    )
    return dressed(chart)


def _told(thing: LedgerThing) -> int:
    return thing.asserted + thing.prospective + thing.denied


def _title(rows: LedgerRows) -> str:
    return f"What {rows.given.giver} and {rows.given.receiver} gave each other, by whose word"


def _subtitle(rows: LedgerRows) -> list[str]:
    documents = f"{rows.documents} document{'' if rows.documents == 1 else 's'}"
    signs = (
        "A square is one utterance: filled where it asserts it as a fact, hollow where it tells of a plan, a wish or a "
        "possibility; a cross denies or doubts it."
    )
    return [
        f"From {documents} published up to {day_text(rows.latest)}; {rows.exchanges} claimed exchanges are not drawn.",
        signs,
    ]


def _description(rows: LedgerRows) -> str:
    sides = (rows.given, rows.returned)
    return " ".join([f"{_title(rows)}.", *(f"{side.giver} to {side.receiver}: {_listed(side)}." for side in sides)])


def _listed(side: LedgerSide) -> str:
    return "; ".join(_in_words(thing) for thing in side.things) or "nothing on record"


def _in_words(thing: LedgerThing) -> str:
    parts = [*thing.figures, _said(thing)]
    if thing.counterclaimants:
        parts.append(f"denied or doubted by {names_phrase(thing.counterclaimants)}")
    return f"{thing.label}, {', '.join(parts)}"


def _said(thing: LedgerThing) -> str:
    if thing.claimants:
        return f"said by {names_phrase(thing.claimants)}"
    return "told of as planned, wanted or possible only" if thing.prospective else "asserted by nobody"


class _Page:
    """What has been put on the page so far: lines of text, squares and crosses."""

    def __init__(self, longest: int) -> None:
        self.step = min(_BAR + 2.0, _BARS / longest)
        self.lines: list[Written] = []
        self.marks: _Records = []
        self.rules: _Records = []

    def column(self, side: LedgerSide, left: float) -> float:
        """Puts down one side from the given place on; where it ends."""
        y = LINE / 2
        self.lines.append(Written(left, y, f"{side.giver} → {side.receiver}", INK, "bold"))
        self.rules.append({"x": left, "end": left + _COLUMN, "y": y + LINE * 0.7})
        y += LINE * 1.6
        for thing in side.things:
            y = self._thing(thing, left, y)
        if not side.things:
            self.lines.append(Written(left, y, "nothing on record", MIDDLE))
            y += LINE
        return y

    def _thing(self, thing: LedgerThing, left: float, y: float) -> float:
        x = left + _INDENT * thing.depth
        letters = _LETTERS - 2 * thing.depth
        for line in wrapped(thing.label, letters - 22, "  "):
            self.lines.append(Written(x, y, line, INK, "bold"))
            y += LINE
        self._squares(thing, left + _COLUMN, y - LINE)
        for text in thing.figures:
            for line in wrapped(text, letters, "  "):
                self.lines.append(Written(x, y, line))
                y += LINE
        denied = [f"denied or doubted by {names_phrase(thing.counterclaimants)}"] if thing.counterclaimants else []
        for text in (_said(thing), *denied):
            for line in wrapped(text, letters, "  "):
                self.lines.append(Written(x, y, line, MIDDLE))
                y += LINE
        return y + LINE * 0.5

    def _squares(self, thing: LedgerThing, right: float, y: float) -> None:
        kinds = ["filled"] * thing.asserted + ["hollow"] * thing.prospective + ["cross"] * thing.denied
        for index, kind in enumerate(kinds):
            x = right - self.step * (len(kinds) - index - 0.5)
            self.marks.append({"x": x, "y": y, "kind": kind, "text": f"{thing.label}: {_said(thing)}"})

    def layers(self) -> list[alt.Chart]:
        """Everything on the page as the layers of a chart."""
        import altair as alt

        x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)
        rule = alt.Chart(alt.InlineData(values=self.rules)).mark_rule(color=MIDDLE, strokeWidth=0.8)
        layers = [rule.encode(x=x, x2="end:Q", y=y), *written(self.lines)]
        for kind, (shape, color, fill) in _MARKS.items():
            records = [mark for mark in self.marks if mark["kind"] == kind]
            if records:
                mark = alt.Chart(alt.InlineData(values=records)).mark_point(
                    shape=shape, size=self.step**2 * 0.6, stroke=color, fill=fill, strokeWidth=1.3, opacity=1
                )
                layers.append(mark.encode(x=x, y=y))
        return layers


_MARKS: Final = {
    "filled": ("square", _DARK, _DARK),
    "hollow": ("square", _DARK, "#ffffff"),
    "cross": ("M-1,-1L1,1M-1,1L1,-1", INK, "#ffffff"),
}
"""Shape, line and filling of each kind of mark."""
