"""The shared style of all charts, which includes page width, colours, fonts, and text positioned in pixels.

Every chart must be readable on paper and without colour. A shape, a line or a word therefore repeats the meaning of
each colour. Charts load nothing from the network.
"""

from __future__ import annotations

import importlib
import textwrap
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias, TypeVar

from axis_tracker.errors import MissingExtraError

if TYPE_CHECKING:
    import altair as alt

    from axis_tracker.dataset.record_set import RecordSet

    C = TypeVar("C", "alt.LayerChart", "alt.VConcatChart")

__all__ = [
    "BLUE",
    "CROSS",
    "FAINT",
    "INK",
    "LETTER",
    "LINE",
    "MIDDLE",
    "WHITE",
    "WIDTH",
    "Records",
    "TextLine",
    "apply",
    "days",
    "marks",
    "pixels",
    "require",
    "sources_text",
    "text_layers",
    "time_axis",
    "utc_start",
    "wrap",
]

Records: TypeAlias = list[dict[str, object]]
"""The data rows for the marks of a layer."""

WIDTH: Final = 730
"""The width of a chart without margins, in pixels. With margins, a chart fits on a page that is 800 pixels wide."""
LINE: Final = 15
"""The height of a line of text, in pixels."""
LETTER: Final = 5.7
"""The average width of a letter in pixels. The value is a slight overestimate."""
_CHARACTERS: Final = 116
"""The number of characters of normal text that fit on a line of the full width."""
_TITLE_CHARACTERS: Final = 86
_DAY_LABELS: Final = 200
"""The longest span, in days, for which the labels of an axis show the day."""

INK: Final = "#1a1a1a"
# The lightest grey for text: WCAG 2.2 requires a contrast of 4.5 to 1, which a test measures.
MIDDLE: Final = "#595959"
FAINT: Final = "#a6a6a6"
WHITE: Final = "#ffffff"
BLUE: Final = "#1f4e79"
CROSS: Final = "M-1,-1L1,1M-1,1L1,-1"
"""The SVG path of the cross that marks denials."""

# Letters have the same widths in these fonts, so words stay in place whichever font is installed.
_FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"
_MARGIN: Final = 12


def require(module: str, *, purpose: str) -> ModuleType:
    """Import a module that the `charts` extra installs. Raises `MissingExtraError` if the module is not installed."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        # A different name means that the module itself is broken. Installing the extra would not repair it.
        if error.name != module:
            raise
        raise MissingExtraError("charts", purpose=purpose) from None


class TextLine(NamedTuple):
    """A line of text at a position on the page.

    Attributes:
        x: The distance in pixels from the left edge of the page to the side of the text that `align` names.
        y: The distance in pixels from the top of the page to the middle of the line.
        text: The text.
        color: The colour of the text.
        weight: The weight of the font.
        align: The side of the text to which `x` refers.
    """

    x: float
    y: float
    text: str
    color: str = INK
    weight: Literal["normal", "bold"] = "normal"
    align: Literal["left", "right"] = "left"


def wrap(text: str, width: int = _CHARACTERS, indent: str = "") -> list[str]:
    """Break a text into lines of at most `width` characters, and indent all lines except the first.

    >>> wrap("who said what and when", 14, "  ")
    ['who said what', '  and when']
    """
    return textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False) or [""]


def marks(records: Records) -> alt.Chart:
    """Return a chart of the records. The chart has no mark and no encoding yet."""
    import altair as alt

    return alt.Chart(alt.InlineData(values=records))


def pixels(**others: Any) -> dict[str, Any]:
    """Return the given channels, together with channels that read positions in pixels from the fields `x` and `y`."""
    import altair as alt

    return {"x": alt.X("x:Q", scale=None, axis=None), "y": alt.Y("y:Q", scale=None, axis=None), **others}


def text_layers(lines: Iterable[TextLine]) -> list[alt.Chart]:
    """Return lines of text as layers of a chart, one layer for each style."""
    styles: dict[tuple[str, Literal["normal", "bold"], Literal["left", "right"]], list[TextLine]] = {}
    for line in lines:
        styles.setdefault((line.color, line.weight, line.align), []).append(line)
    return [
        marks([{"x": line.x, "y": line.y, "text": line.text} for line in group])
        # By default, Vega cuts text that is wider than 180 pixels. A limit of 0 prevents this.
        .mark_text(align=align, baseline="middle", color=color, fontWeight=weight, fontSize=11, limit=0)
        .encode(**pixels(text="text:N"))
        for (color, weight, align), group in styles.items()
    ]


def utc_start(day: date) -> str:
    """Return the start of a day in UTC. Vega draws a UTC time at the same position in every time zone."""
    return f"{day.isoformat()}T00:00:00Z"


def days(first: date, last: date) -> dict[str, object]:
    """Return the fields of a mark that covers the days from the first to the last."""
    return {"day": utc_start(first), "until": utc_start(last + timedelta(days=1))}


def time_axis(first: date, last: date, *, title: str | None) -> alt.X:
    """Return the encoding of the field `day` on an axis from the start of the first day to the end of the last day."""
    import altair as alt

    # In a longer span, the ticks are months apart, and labels with days would suggest a precision that the axis lacks.
    label = "%Y-%m-%d" if (last - first).days < _DAY_LABELS else "%Y-%m"
    domain = [utc_start(first), utc_start(last + timedelta(days=1))]
    return alt.X(
        "day:T",
        scale=alt.Scale(type="utc", domain=domain, nice=False),
        axis=alt.Axis(title=title, tickCount=8, format=label, orient="bottom"),
    )


def _title(text: str, subtitle: Sequence[str]) -> alt.TitleParams:
    """Return the title of a chart, together with the lines below the title."""
    import altair as alt

    return alt.TitleParams(
        wrap(text, _TITLE_CHARACTERS),
        subtitle=[line for part in subtitle for line in wrap(part)],
        anchor="start",
        frame="group",
        fontSize=15,
        subtitleFontSize=11,
        color=INK,
        subtitleColor=MIDDLE,
        offset=_MARGIN,
    )


def apply(chart: C, text: str, subtitle: Sequence[str], description: str) -> C:
    """Return the chart with a title, a description, and the shared fonts, colours and margins, on white."""
    # With aria=False, a screen reader reads the description of the whole chart instead of hundreds of single marks.
    configured: C = (
        chart.properties(title=_title(text, subtitle), description=description)
        .configure(background="white", font=_FONT, padding=_MARGIN, aria=False)
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
    return configured


def sources_text(dataset: RecordSet) -> str:
    """Return a sentence with the number of documents behind a chart and the date of the latest document."""
    published = [document.published.latest for document in dataset.documents]
    latest = max((day for day in published if day is not None), default=None)
    count = f"{len(published)} document{'' if len(published) == 1 else 's'}"
    return f"Source: {count}." if latest is None else f"Source: {count} published by {latest}."
