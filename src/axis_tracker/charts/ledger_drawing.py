"""Draw a ledger of two actors. Each column lists the items that one actor gave the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from axis_tracker.charts import style
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.dataset.selections import ActorLike
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.phrases import names_phrase
from axis_tracker.reasoning import ledger_builder
from axis_tracker.reasoning.ledger import LedgerRow
from axis_tracker.reasoning.source_phrases import hedge_phrase, sources_phrase

if TYPE_CHECKING:
    import altair as alt

__all__ = ["LedgerEntry", "LedgerRows", "LedgerSide", "ledger", "ledger_rows"]

_COLUMN: Final = style.WIDTH / 2 - 12
"""The width of a column, in pixels."""
_CHARACTERS: Final = 66
"""The maximum number of characters in a line of a column."""
_MARKS_WIDTH: Final = 22
"""The number of characters reserved for the marks to the right of a label."""
_MOST_SOURCES: Final = 4
"""The number of sources listed for a figure. Further sources are counted."""
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


class LedgerEntry(NamedTuple):
    """A row for one item that one actor gave the other. Several reports of one utterance count as one utterance.

    Attributes:
        label: The name of the item.
        depth: The number of broader items above it in the same column.
        figures: The figures, with the claimants, the dates and the hedges of each figure.
        claimants: The names of the actors that assert that the item was given, with the hedges of hedged claims.
        opposition: Who denies or doubts that the item was given, with the dates and the hedges, and whether the denial
            certainly, possibly or not covers it, because it was made earlier.
        asserted: The number of utterances that assert the item as a fact.
        prospective: The number of utterances that mention the item as planned, predicted, wanted or possible.
        denied: The number of utterances that deny or doubt that the item was given.
    """

    label: str
    depth: int
    figures: tuple[str, ...]
    claimants: tuple[str, ...]
    opposition: tuple[str, ...]
    asserted: int
    prospective: int
    denied: int


class LedgerSide(NamedTuple):
    """The items that one actor gave the other.

    Attributes:
        giver: The name of the actor that gave.
        receiver: The name of the actor that received.
        entries: The rows for the items.
    """

    giver: str
    receiver: str
    entries: tuple[LedgerEntry, ...]


class LedgerRows(NamedTuple):
    """The complete contents of the ledger chart.

    Attributes:
        given: What the first actor gave the second.
        returned: What the second actor gave the first.
        exchanges: The number of claimed exchanges, which are not drawn.
        sources: A sentence with the number of documents and the date of the latest document.
    """

    given: LedgerSide
    returned: LedgerSide
    exchanges: int
    sources: str

    @property
    def sides(self) -> tuple[LedgerSide, LedgerSide]:
        """What each of the two actors gave the other."""
        return self.given, self.returned


def ledger_rows(dataset: RecordSet, one: ActorLike, other: ActorLike) -> LedgerRows:
    """Return the ledger of two actors, in the order of `Dataset.ledger`.

    >>> import axis_tracker as axt
    >>> rows = ledger_rows(axt.load(), "North Korea", "Russia")
    >>> troops = next(entry for entry in rows.given.entries if entry.label == "troops")
    >>> troops.figures[0]
    'more than 12,000 troops delivered (number at one time) on 2025-01-31 (Dorothy Camille Shea, by 2025-01 (?))'

    Raises `UnknownNameError` for an unknown actor.
    """
    found = ledger_builder.ledger(dataset, one, other)
    return LedgerRows(
        LedgerSide(found.one.name, found.other.name, tuple(_entry(dataset, row) for row in found.given)),
        LedgerSide(found.other.name, found.one.name, tuple(_entry(dataset, row) for row in found.returned)),
        len(found.exchanges),
        style.sources_text(dataset),
    )


def _entry(dataset: RecordSet, row: LedgerRow) -> LedgerEntry:
    return LedgerEntry(
        row.label,
        row.depth,
        tuple(
            f"{'' if figure.is_estimate else 'as claimed: '}{figure.text} "
            f"({sources_phrase(dataset, figure.claims, _MOST_SOURCES)}"
            f"{''.join(f'; conflict: {one}' for one in figure.conflicts)})"
            for figure in row.figures
        ),
        tuple(_hedged_name(actor, row.claims) for actor in row.claimants),
        row.opposition,
        *(len({claim.utterance for claim in claims}) for claims in (row.claims, row.prospects, row.counterclaims)),
    )


def _hedged_name(actor: Actor, claims: Iterable[Claim]) -> str:
    """Return the name of a claimant. If all claims of the claimant are hedged, the hedges follow."""
    hedges = dict.fromkeys(hedge_phrase(claim) for claim in claims if actor.id in claim.claimants)
    return actor.name if "" in hedges else f"{actor.name} ({'; '.join(hedges)})"


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
    most_marks = max((len(_kinds(entry)) for side in rows.sides for entry in side.entries), default=0)
    page = _Page(max(1, most_marks))
    height = max(page.add_column(rows.given, 0), page.add_column(rows.returned, style.WIDTH - _COLUMN))
    text = f"What {rows.given.giver} and {rows.given.receiver} gave each other, and who says so"
    subtitle = [
        f"{rows.sources} Not drawn: {rows.exchanges} claimed exchange{'' if rows.exchanges == 1 else 's'}.",
        _LEGEND,
    ]
    directions = (f"{side.giver} to {side.receiver}: {_side_text(side)}." for side in rows.sides)
    chart = alt.LayerChart(layer=page.layers()).properties(width=style.WIDTH, height=int(height))
    return style.apply(chart, text, subtitle, " ".join([f"{text}.", *directions]))


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
    return [*texts, *entry.opposition]


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
