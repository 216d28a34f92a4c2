"""Draw a contested figure. Claims are bars, the resulting bounds are a shaded band, and denials are crosses.

A key below the plot describes every bar and every cross in words. Readers therefore need neither colour nor tooltips.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from axis_tracker.charts import style
from axis_tracker.charts.contested_plot import WIDTH, look, plot, symbol
from axis_tracker.charts.contested_rows import ContestedClaim, ContestedRows, capitalized, contested_rows
from axis_tracker.phrases import names_phrase
from axis_tracker.reasoning.estimates import Estimate

if TYPE_CHECKING:
    import altair as alt

__all__ = ["contested"]

_MOST_NAMES: Final = 6

_LEGEND: Final = (
    "A bar runs from the minimum to the maximum of a claim. Filled end: included. Hollow: excluded. Arrow: no limit.",
    "Dashed: not used. Thin line: days on which the claim may have been made. Thin arrow: no first or last day known.",
    "Cross: denial. ?: a figure that the source marks as uncertain.",
    "Shaded: what all claims together allow on each day, from the solid to the dotted line. Fading: no limit.",
)


def contested(estimate: Estimate) -> alt.VConcatChart:
    """Draw all claims about the quantity of an estimate.

    Each utterance is a bar from the lower to the upper bound of its figure, on the day of the utterance. If only a
    period is known, the bar is in the middle of the period, and a thin line covers the period. Bars at the same place
    differ in width. A filled mark is an included bound, a hollow mark is an excluded bound, and an arrow is an open
    end. The shape of the marks shows the claimant. A dashed, lighter bar is a claim that the estimate does not use. The
    key below the plot and the tooltip of the bar say why the claim is not used.

    The shaded band shows the range that all claims together allow on each day (see `Estimate.history`). The band fades
    towards an open end. Each cross below the scale is a denial. The lines below the title give the answer and the
    conflicts in the words of `Estimate.explain`. If no figure can be drawn, the chart says so.

    >>> import axis_tracker as axt
    >>> chart = axt.charts.contested(axt.load().estimate(event="kp-ru-artillery-ammunition"))
    >>> chart.title.text
    ['Artillery ammunition delivered from North Korea to Russia, in rounds']

    Raises `MissingExtraError` if the `charts` extra is not installed.
    """
    style.require("altair", purpose="drawing a chart")
    import altair as alt

    rows = contested_rows(estimate)
    drawn = plot(rows)
    key, height = _key(rows)
    legend = alt.LayerChart(layer=key).properties(width=WIDTH, height=height)
    parts = [legend] if drawn is None else [drawn, legend]
    return style.apply(alt.vconcat(*parts, spacing=4), _title(rows), _subtitle(rows), _description(rows))


def _title(rows: ContestedRows) -> str:
    matter = capitalized(rows.matter)
    item = rows.counted.removeprefix(rows.unit).strip()
    # "Missiles delivered ..., in missiles" would say the unit twice.
    is_unit_named = not rows.unit or f"{matter} ".casefold().startswith(f"{rows.unit} ".casefold())
    return " ".join(filter(None, (matter if is_unit_named else f"{matter}, in {rows.unit}", item)))


def _subtitle(rows: ContestedRows) -> list[str]:
    if not rows.claimants:
        return ["No claims with figures, and no denials."]
    names = [*rows.claimants[:_MOST_NAMES]]
    if len(rows.claimants) > _MOST_NAMES:
        names.append(f"{len(rows.claimants) - _MOST_NAMES} more")
    until = "" if rows.latest is None else f", up to {rows.latest}"
    # The answer begins with what the title already says.
    answer = rows.answer.removeprefix(capitalized(rows.matter))
    return [
        f"Range that all claims together allow{answer}",
        *rows.conflicts,
        *([rows.also] if rows.also else []),
        f"Claims and denials by {names_phrase(names)}{until}.",
    ]


def _description(rows: ContestedRows) -> str:
    """Describe the chart in words, for readers who cannot see the chart."""
    sentences = [f"{row.number}: {row.text}." for row in rows.numbered]
    also = [rows.also] if rows.also else []
    return " ".join([rows.answer, *rows.conflicts, *also, f"{_title(rows)}: what was claimed, and when.", *sentences])


def _key(rows: ContestedRows) -> tuple[list[alt.Chart], int]:
    """Return the layers and the height of the key. The key describes every bar and cross, then the symbols."""
    lines: list[style.TextLine] = []
    shapes: style.Records = []
    y = 0.5 * style.LINE
    if not rows.has_figures:
        lines.append(style.TextLine(0, y, f"{capitalized(rows.figure)}.", style.INK, "bold"))
        y += 1.5 * style.LINE
    for row in rows.numbered:
        shape, color, ink = style.CROSS, style.INK, style.INK
        if isinstance(row, ContestedClaim):
            shape, color = look(rows, row.claimants)
            ink = style.INK if row.reason is None else style.MIDDLE
        shapes.append({"x": 34, "y": y, "shape": shape, "color": color})
        lines.append(style.TextLine(22, y, str(row.number), ink, "bold", "right"))
        for text in style.wrap(row.text, 106):
            lines.append(style.TextLine(46, y, text, ink))
            y += style.LINE
    y += style.LINE / 2
    for sign in _LEGEND if rows.has_figures else ():
        lines.append(style.TextLine(0, y, sign, style.MIDDLE))
        y += style.LINE
    points = style.marks(shapes).mark_point(size=55, opacity=1, strokeWidth=1.6)
    symbols = points.encode(**style.pixels(**symbol("color:N")))
    return [symbols, *style.text_layers(lines)], int(y + style.LINE / 2)
