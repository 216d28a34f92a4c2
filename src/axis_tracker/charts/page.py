"""What all charts look like: the width of a page, ink that survives a copying machine, fonts that exist everywhere.

Imports the errors; Altair where it is used. Whatever a colour says, a shape, a line or a word says too.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, TypedDict, TypeVar

from axis_tracker.errors import MissingExtraError

if TYPE_CHECKING:
    import altair as alt

    C = TypeVar("C", "alt.LayerChart", "alt.VConcatChart")

Weight: TypeAlias = Literal["normal", "bold"]
Align: TypeAlias = Literal["left", "right"]

__all__ = [
    "FAINT",
    "INK",
    "LETTER",
    "LINE",
    "MIDDLE",
    "PALE",
    "WIDTH",
    "Written",
    "day_text",
    "dressed",
    "needs_altair",
    "title",
    "wrapped",
    "written",
]

WIDTH: Final = 730
"""The width of the drawing in pixels; with its margins no chart is wider than 800."""

LINE: Final = 15
"""The height of a line of text in pixels."""

_CHARACTERS: Final = 116
"""How many characters of ordinary text a line of the full width holds."""

LETTER: Final = 5.7
"""The width of a letter in pixels, rather more than most text has."""

INK: Final = "#1a1a1a"
MIDDLE: Final = "#595959"
FAINT: Final = "#a6a6a6"
PALE: Final = "#dcdcdc"

_FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"
"""These are of one width, letter by letter, so that the first that there is does not change where words stand."""


def needs_altair() -> None:
    """Nothing where Altair is installed; else raises `MissingExtraError`."""
    try:
        import altair as alt  # noqa: F401
    except ModuleNotFoundError as error:
        if error.name != "altair":
            raise
        raise MissingExtraError("charts", purpose="drawing a chart") from None


class Written(NamedTuple):
    """A line of text at a place in pixels, from the left and from the top; `align` tells which side of it is there."""

    x: float
    y: float
    text: str
    color: str = INK
    weight: Weight = "normal"
    align: Align = "left"


class WrittenRecord(TypedDict):
    """A line of text as a chart takes it."""

    x: float
    y: float
    text: str


def wrapped(text: str, width: int = _CHARACTERS, indent: str = "    ") -> list[str]:
    """The text in lines of the page, those after the first set in.

    >>> wrapped("who said what and when", 14, "  ")
    ['who said what', '  and when']
    """
    return textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False) or [""]


def written(lines: Iterable[Written]) -> list[alt.Chart]:
    """Lines of text as layers of a chart whose places are pixels: one for each style."""
    import altair as alt

    styles: dict[tuple[str, Weight, Align], list[WrittenRecord]] = {}
    for line in lines:
        records = styles.setdefault((line.color, line.weight, line.align), [])
        records.append({"x": line.x, "y": line.y, "text": line.text})
    return [
        alt.Chart(alt.InlineData(values=records))
        .mark_text(align=align, baseline="middle", color=color, fontWeight=weight, fontSize=11, limit=0)
        .encode(x=alt.X("x:Q", scale=None, axis=None), y=alt.Y("y:Q", scale=None, axis=None), text="text:N")
        for (color, weight, align), records in styles.items()
    ]


def title(text: str, subtitle: Sequence[str]) -> alt.TitleParams:
    """The title of a chart, and below it what it rests on."""
    import altair as alt

    return alt.TitleParams(
        wrapped(text, 86, ""),
        subtitle=[line for part in subtitle for line in wrapped(part, _CHARACTERS, "")],
        anchor="start",
        frame="group",
        fontSize=15,
        subtitleFontSize=11,
        color=INK,
        subtitleColor=MIDDLE,
        offset=12,
    )


def dressed(chart: C) -> C:
    """The chart in the fonts and inks of the house, on white; what is read aloud is its description as a whole."""
    clad: C = (
        chart.configure(background="white", font=_FONT, padding=12, aria=False)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK,
            titleColor=INK,
            titleFontWeight="normal",
            gridColor="#ebebeb",
            domainColor=MIDDLE,
            tickColor=MIDDLE,
            labelFontSize=11,
            labelSeparation=8,
            titleFontSize=11,
        )
    )
    return clad


def day_text(day: date | None) -> str:
    """A day, or that none is known.

    >>> day_text(date(2024, 11, 29)), day_text(None)
    ('2024-11-29', 'no known day')
    """
    return "no known day" if day is None else day.isoformat()
