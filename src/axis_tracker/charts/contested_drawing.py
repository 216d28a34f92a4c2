"""Draw a contested figure. Claims are bars, the resulting bounds are a shaded band, and denials are crosses.

A key below the plot describes every bar and every cross in words. Readers therefore need neither colour nor tooltips.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from axis_tracker.charts import style
from axis_tracker.charts.contested_rows import (
    ContestedClaim,
    ContestedDenial,
    ContestedRows,
    capitalized,
    contested_rows,
    midpoint,
    spread,
)
from axis_tracker.phrases import names_phrase
from axis_tracker.reasoning.estimates import Estimate

if TYPE_CHECKING:
    import altair as alt

__all__ = ["contested"]

_HEIGHT: Final = 320
_PLOT: Final = style.WIDTH - 80
"""The width of the plot without the numbers on the axis, in pixels."""
_OPEN_LENGTH: Final = 0.09
"""The length at which an open end is drawn, as a fraction of the height of the plot."""
_BAR_GAP: Final = 13
"""The minimum distance between two bars, in pixels."""
_DENIAL_GAP: Final = 30
"""The minimum distance between two crosses, in pixels. Each cross needs room for the number on its right."""

_SHAPES: Final = (
    "circle",
    "square",
    "diamond",
    "triangle-up",
    "triangle-down",
    "triangle-right",
    "triangle-left",
    "cross",
)
# Eight shapes and seven colours have no common factor, so 56 claimants look different.
_COLORS: Final = ("#0b4f8a", "#9a3b00", "#00594c", "#6a1b7a", "#5d4037", "#9c1450", "#33591e")
_BAND: Final = "#e4e4e4"
_UNUSED_OPACITY: Final = 0.5
_MOST_NAMES: Final = 6

_LEGEND: Final = (
    "A bar runs from the minimum to the maximum of a claim. Filled end: included. Hollow: excluded. Arrow: no limit.",
    "Dashed: not used. Thin line: days on which the claim may have been made. Cross: denial.",
    "Shaded: what all claims together allow on each day, from the solid to the dotted line. Fading: no limit.",
)


def contested(estimate: Estimate) -> alt.VConcatChart:
    """Draw all claims about the quantity of an estimate.

    Each utterance is a bar from the lower to the upper bound of its figure, on the day of the utterance. A filled mark
    is an included bound, a hollow mark is an excluded bound, and an arrow is an open end. The shape of the marks shows
    the claimant. A dashed, lighter bar is a claim that the estimate does not use. The key below the plot and the
    tooltip of the bar say why the claim is not used. The shaded band shows the range that all claims together allow on
    each day (see `Estimate.history`). The band fades towards an open end. Each cross on the axis is a denial.

    >>> import axis_tracker as axt
    >>> chart = axt.charts.contested(axt.load().estimate(event="kp-ru-artillery-ammunition"))
    >>> chart.title.text
    ['Artillery ammunition delivered from North Korea to Russia, in rounds']

    Raises `MissingExtraError` if the `charts` extra is not installed.
    """
    style.require("altair", purpose="drawing a chart")
    import altair as alt

    rows = contested_rows(estimate)
    plot = _plot(rows)
    key, height = _key(rows)
    legend = alt.LayerChart(layer=key).properties(width=_PLOT, height=height)
    parts = [legend] if plot is None else [plot, legend]
    return style.apply(alt.vconcat(*parts, spacing=4), _title(rows), _subtitle(rows), _description(rows))


def _title(rows: ContestedRows) -> str:
    matter = capitalized(rows.matter)
    # "Missiles delivered ..., in missiles" would say the unit twice.
    is_unit_named = not rows.unit or f"{matter} ".casefold().startswith(f"{rows.unit} ".casefold())
    return matter if is_unit_named else f"{matter}, in {rows.unit}"


def _subtitle(rows: ContestedRows) -> list[str]:
    if not rows.claimants:
        return ["No claims with figures, and no denials."]
    names = [*rows.claimants[:_MOST_NAMES]]
    if len(rows.claimants) > _MOST_NAMES:
        names.append(f"{len(rows.claimants) - _MOST_NAMES} more")
    until = "" if rows.latest is None else f", up to {rows.latest}"
    # The answer begins with what the title already says.
    answer = rows.answer.removeprefix(f"{capitalized(rows.matter)}, ")
    return [
        f"Range that all claims together allow, {answer}",
        f"Claims and denials by {names_phrase(names)}{until}.",
    ]


def _description(rows: ContestedRows) -> str:
    """Describe the chart in words, for readers who cannot see the chart."""
    sentences = [f"{row.number}: {row.text}." for row in rows.numbered]
    return " ".join([rows.answer, f"{_title(rows)}: what was claimed, and when.", *sentences])


def _plot(rows: ContestedRows) -> alt.LayerChart | None:
    import altair as alt

    if rows.first is None or rows.last is None:
        return None
    ends = [end for row in rows.claims if row.is_drawn for end in (row.low, row.high) if end is not None]
    ends += [end for step in rows.steps for end in (step.low, step.high) if end is not None]
    top = (max(ends, default=0.0) or 1.0) * (1 + 2 * _OPEN_LENGTH)
    x = style.time_axis(
        rows.first, rows.last, title="Day of the claim; for the shaded band, the day on which it applies"
    )
    y = alt.Y(
        "low:Q",
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(title=None, format=",.0f" if top > 6 else ",.2~f", tickCount=6),
    )
    layers = [*_band(rows, x, y, top), *_bars(rows, x, y, top), *_denials(rows, x)]
    return alt.LayerChart(layer=layers).properties(width=_PLOT, height=_HEIGHT)


def _instant(place: float) -> str:
    """Return a fractional day number as a UTC time, rounded to the minute."""
    minutes = round((place % 1) * 1440)
    day = date.fromordinal(int(place)) + timedelta(days=minutes // 1440)
    return f"{day.isoformat()}T{minutes % 1440 // 60:02}:{minutes % 60:02}:00Z"


def _band(rows: ContestedRows, x: alt.X, y: alt.Y, top: float) -> list[alt.Chart]:
    """Return the layers that shade the range allowed by all claims on each day. The shading fades at an open end."""
    import altair as alt

    fading_up, fading_down = (
        alt.LinearGradient(
            gradient="linear",
            x1=0,
            x2=0,
            y1=1,
            y2=0,
            stops=[alt.GradientStop(offset=0, color=bottom), alt.GradientStop(offset=1, color=upper)],
        )
        for bottom, upper in ((_BAND, style.WHITE), (style.WHITE, _BAND))
    )
    areas: list[tuple[alt.LinearGradient | str, style.Records]] = [(_BAND, []), (fading_up, []), (fading_down, [])]
    solid, dotted = [1, 0], [2, 2]
    edges: list[tuple[list[int], style.Records]] = [(solid, []), (dotted, [])]
    for step in rows.steps:
        days = style.days(step.first, step.last)
        shade = 1 if step.high is None else 2 if step.low is None else 0
        low, high = step.low if step.low is not None else 0.0, step.high if step.high is not None else top
        areas[shade][1].append({**days, "low": low, "high": high})
        for (_, records), end in zip(edges, (step.low, step.high), strict=True):
            if end is not None:
                records.append({**days, "low": end})
    layers = [
        style.marks(records).mark_rect(color=color).encode(x=x, x2="until:T", y=y, y2="high:Q")
        for color, records in areas
        if records
    ]
    layers += [
        style.marks(records)
        .mark_rule(color=style.MIDDLE, strokeWidth=1.2, strokeDash=dash)
        .encode(x=x, x2="until:T", y=y)
        for dash, records in edges
        if records
    ]
    return layers


def _bars(rows: ContestedRows, x: alt.X, y: alt.Y, top: float) -> list[alt.Chart]:
    """Return the layers of bars. Bars of claims that are not used come first, so that the other bars cover them."""
    import altair as alt

    drawn = [row for row in rows.claims if row.is_drawn]
    places = _places(rows, drawn, _BAR_GAP)
    color = alt.Color("color:N", scale=None)
    tooltip = alt.Tooltip("text:N", title="claim")
    layers: list[alt.Chart] = []
    for is_used in (False, True):
        chosen = [(row, place) for row, place in zip(drawn, places, strict=True) if (row.reason is None) is is_used]
        if not chosen:
            continue
        opacity, dash, ink = (1.0, [1, 0], style.INK) if is_used else (_UNUSED_OPACITY, [3, 3], style.MIDDLE)
        spans = [_span(row) for row, _ in chosen if row.first != row.last]
        if spans:
            rule = style.marks(spans).mark_rule(color=style.FAINT, strokeWidth=1, opacity=opacity)
            layers.append(rule.encode(x=x, x2="until:T", y=y))
        bars = [_bar(rows, row, place, top) for row, place in chosen]
        bar = style.marks(bars).mark_rule(strokeWidth=3, strokeDash=dash, opacity=opacity)
        layers.append(bar.encode(x=x, y=y, y2="high:Q", color=color, tooltip=tooltip))
        for shape, is_low in (("triangle-down", True), ("triangle-up", False)):
            heads = [
                {**bar, "low": bar["low" if is_low else "high"]}
                for bar, (row, _) in zip(bars, chosen, strict=True)
                if (row.low if is_low else row.high) is None
            ]
            if heads:
                head = style.marks(heads).mark_point(shape=shape, size=70, filled=True, opacity=opacity)
                layers.append(head.encode(x=x, y=y, color=color, tooltip=tooltip))
        ends = [end for row, place in chosen for end in _ends(rows, row, place)]
        end_mark = style.marks(ends).mark_point(size=45, opacity=1.0, strokeWidth=1.6, strokeOpacity=opacity)
        shade = alt.FillOpacity("opacity:Q", scale=None)
        layers.append(end_mark.encode(x=x, y=y, fillOpacity=shade, tooltip=tooltip, **_symbol("fill:N")))
        number = style.marks(bars).mark_text(dy=-12, fontSize=11, fontWeight="bold", color=ink)
        layers.append(number.encode(x=x, y=alt.Y("high:Q"), text="number:N"))
    return layers


def _symbol(fill: str) -> dict[str, Any]:
    """Return the channels that read the shape, the stroke colour and, from the field `fill`, the fill colour."""
    import altair as alt

    shape, stroke = alt.Shape("shape:N", scale=None), alt.Stroke("color:N", scale=None)
    return {"shape": shape, "stroke": stroke, "fill": alt.Fill(fill, scale=None)}


def _places(rows: ContestedRows, drawn: Sequence[ContestedClaim | ContestedDenial], pixels_apart: int) -> list[float]:
    """Return the day number at which each bar or cross is drawn.

    A bar or cross is drawn at the middle of its possible days, unless a neighbouring bar or cross is too close.
    """
    if rows.first is None or rows.last is None:
        return []
    days = (rows.last - rows.first).days + 1
    start, end = rows.first.toordinal() + 0.5, rows.last.toordinal() + 0.5
    middles = sorted(
        (midpoint(row.first, row.last), index)
        for index, row in enumerate(drawn)
        if row.first is not None and row.last is not None
    )
    # With many bars, the gap shrinks until all of them fit.
    gap = min(pixels_apart * days / _PLOT, (end - start) / max(1, len(drawn)))
    places = [0.0] * len(drawn)
    for (_, index), place in zip(middles, spread([place for place, _ in middles], gap), strict=True):
        places[index] = min(max(place, start), end)
    return places


def _look(rows: ContestedRows, claimants: str) -> tuple[str, str]:
    index = rows.claimants.index(claimants)
    return _SHAPES[index % len(_SHAPES)], _COLORS[index % len(_COLORS)]


def _bar(rows: ContestedRows, row: ContestedClaim, place: float, top: float) -> dict[str, object]:
    length = top * _OPEN_LENGTH
    low = row.low if row.low is not None else max(0.0, (row.high or 0.0) - length)
    high = row.high if row.high is not None else low + length
    _, color = _look(rows, row.claimants)
    return {
        "day": _instant(place),
        "low": low,
        "high": high,
        "color": color,
        "number": str(row.number),
        "text": row.text,
    }


def _span(row: ContestedClaim) -> dict[str, object]:
    """Return a line across the days on which the claim may have been made. The height of the line is a known bound."""
    days = style.days(row.first or date.min, row.last or date.max)
    return {**days, "low": row.low if row.low is not None else row.high}


def _ends(rows: ContestedRows, row: ContestedClaim, place: float) -> style.Records:
    shape, color = _look(rows, row.claimants)
    # The dictionary merges the two bounds of an exact figure, because they share one mark.
    ends = dict.fromkeys([(row.low, row.includes_low), (row.high, row.includes_high)])
    return [
        {
            "day": _instant(place),
            "low": end,
            "shape": shape,
            "color": color,
            "fill": color if is_included else style.WHITE,
            "opacity": _UNUSED_OPACITY if is_included and row.reason is not None else 1.0,
            "text": row.text,
        }
        for end, is_included in ends
        if end is not None
    ]


def _denials(rows: ContestedRows, x: alt.X) -> list[alt.Chart]:
    import altair as alt

    drawn = [row for row in rows.denials if row.first is not None]
    records: style.Records = [
        {"day": _instant(place), "number": str(row.number), "text": row.text}
        for row, place in zip(drawn, _places(rows, drawn, _DENIAL_GAP), strict=True)
    ]
    if not records:
        return []
    base, y = style.marks(records), alt.value(_HEIGHT - 8)
    cross = base.mark_point(shape=style.CROSS, size=60, stroke=style.INK, strokeWidth=2.4, filled=False, opacity=1)
    number = base.mark_text(dx=9, align="left", fontSize=11, fontWeight="bold", color=style.INK)
    return [
        cross.encode(x=x, y=y, tooltip=alt.Tooltip("text:N", title="denial")),
        number.encode(x=x, y=y, text="number:N"),
    ]


def _key(rows: ContestedRows) -> tuple[list[alt.Chart], int]:
    """Return the layers and the height of the key. The key describes every bar and cross, then the symbols."""
    lines: list[style.TextLine] = []
    shapes: style.Records = []
    y = 0.5 * style.LINE
    for row in rows.numbered:
        shape, color, ink = style.CROSS, style.INK, style.INK
        if isinstance(row, ContestedClaim):
            shape, color = _look(rows, row.claimants)
            ink = style.INK if row.reason is None else style.MIDDLE
        shapes.append({"x": 34, "y": y, "shape": shape, "color": color})
        lines.append(style.TextLine(22, y, str(row.number), ink, "bold", "right"))
        for text in style.wrap(row.text, 106):
            lines.append(style.TextLine(46, y, text, ink))
            y += style.LINE
    y += style.LINE / 2
    for sign in _LEGEND if rows.claimants else ():
        lines.append(style.TextLine(0, y, sign, style.MIDDLE))
        y += style.LINE
    points = style.marks(shapes).mark_point(size=55, opacity=1, strokeWidth=1.6)
    symbols = points.encode(**style.pixels(**_symbol("color:N")))
    return [symbols, *style.text_layers(lines)], int(y + style.LINE / 2)
