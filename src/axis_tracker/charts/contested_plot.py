"""Draw the plot of a contested figure: bars on their dates, the band of the bounds, and crosses for denials."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from axis_tracker.charts import style
from axis_tracker.charts.contested_rows import ContestedClaim, ContestedDenial, ContestedRows
from axis_tracker.charts.placement import Area, day_position, label_offsets, rows_without_overlap

if TYPE_CHECKING:
    import altair as alt

__all__ = ["WIDTH", "look", "plot", "symbol"]

_HEIGHT: Final = 320
WIDTH: Final = style.WIDTH - 80
"""The width of the plot without the numbers on the axis, in pixels."""
_OPEN_LENGTH: Final = 0.09
"""The length at which an open end is drawn, as a fraction of the height of the plot."""
_BAR_WIDTH: Final = 3
_WIDER: Final = 5
"""The number of pixels by which a bar is wider than a bar that lies in front of it."""
_WIDEST: Final = 28
"""The maximum width of a bar, in pixels. More bars at one place differ less in width."""
_MARK: Final = 8
"""The width and the height of a mark at the end of a bar, in pixels."""
_LABEL: Final = (15, 12)
"""The width and the height of the number of a bar, in pixels."""
_ARROW: Final = 24
"""The length of a thin line without a known first or last day, in pixels."""
_CROSS: Final = 30
"""The width of a cross with the number on its right, in pixels."""
_ROW: Final = 16
"""The distance between two rows of crosses, in pixels."""

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
_Bar: TypeAlias = tuple[ContestedClaim, dict[str, object], tuple[float, float]]
"""A claim, the record of its bar, and the offset of its number in pixels: to the right, and down."""

_BAND: Final = "#e4e4e4"
_UNUSED_OPACITY: Final = 0.5


def plot(rows: ContestedRows) -> alt.LayerChart | None:
    """Return the bars, the band and the crosses, or only the crosses if there is no figure, or None if nothing is left.

    Vega fails if a chart has no layers, or an axis without a mark.
    """
    import altair as alt

    if rows.first is None or rows.last is None:
        return None
    height = _HEIGHT if rows.has_figures else 0
    x = style.time_axis(
        rows.first, rows.last, title="Day of the claim; for the shaded band, the day on which it applies"
    )
    crosses, strip = _denials(rows, x, height)
    layers: list[alt.Chart] = []
    if rows.has_figures:
        ends = [end for row in rows.claims if row.is_drawn for end in (row.low, row.high) if end is not None]
        ends += [end for step in rows.steps for end in (step.low, step.high) if end is not None]
        top = (max(ends, default=0.0) or 1.0) * (1 + 2 * _OPEN_LENGTH)
        y = alt.Y(
            "low:Q",
            # The crosses are in a strip below zero, which has no labels.
            scale=alt.Scale(domain=[-top * strip / _HEIGHT, top], nice=False),
            axis=alt.Axis(
                title=None,
                format=",.0f" if top > 6 else ",.2~f",
                tickCount=6,
                labelExpr="datum.value < 0 ? '' : datum.label",
                tickOpacity=alt.condition("datum.value < 0", alt.value(0), alt.value(1)),
                gridOpacity=alt.condition("datum.value < 0", alt.value(0), alt.value(1)),
            ),
        )
        layers = [*_band(rows, x, y, top), *_bars(rows, x, y, top)]
    layers += crosses
    return alt.LayerChart(layer=layers).properties(width=WIDTH, height=height + strip) if layers else None


def _pixel(rows: ContestedRows) -> Callable[[float], float]:
    """Return the function from fractional day numbers to pixels on the time axis."""
    first, last = rows.first or date.min, rows.last or date.max
    return lambda place: (place - first.toordinal()) * WIDTH / ((last - first).days + 1)


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

    color = alt.Color("color:N", scale=None)
    tooltip = alt.Tooltip("text:N", title="claim")
    size, width = alt.Size("size:Q", scale=None), alt.StrokeWidth("width:Q", scale=None)
    layers: list[alt.Chart] = []
    bars = _bar_records(rows, top)
    for is_used in (False, True):
        chosen = [(row, bar, offset) for row, bar, offset in bars if (row.reason is None) is is_used]
        if not chosen:
            continue
        opacity, dash, ink = (1.0, [1, 0], style.INK) if is_used else (_UNUSED_OPACITY, [3, 3], style.MIDDLE)
        layers += _spans(rows, [(row, row.low if row.low is not None else row.high) for row, _, _ in chosen], x, y)
        records = [bar for _, bar, _ in chosen]
        rules = style.marks(records).mark_rule(strokeDash=dash, opacity=opacity)
        layers.append(rules.encode(x=x, y=y, y2="high:Q", color=color, strokeWidth=width, tooltip=tooltip))
        for shape, is_low in (("triangle-down", True), ("triangle-up", False)):
            heads = [
                {**bar, "low": bar["low" if is_low else "high"]}
                for row, bar, _ in chosen
                if (row.low if is_low else row.high) is None
            ]
            if heads:
                head = style.marks(heads).mark_point(shape=shape, filled=True, opacity=opacity)
                layers.append(head.encode(x=x, y=y, color=color, size=size, tooltip=tooltip))
        ends = [end for row, bar, _ in chosen for end in _ends(rows, row, bar)]
        end_mark = style.marks(ends).mark_point(opacity=1.0, strokeWidth=1.6, strokeOpacity=opacity)
        shade = alt.FillOpacity("opacity:Q", scale=None)
        layers.append(end_mark.encode(x=x, y=y, fillOpacity=shade, size=size, tooltip=tooltip, **symbol("fill:N")))
        # Vega has no channel for an offset in pixels, so labels at different offsets are different layers.
        for right, down in dict.fromkeys(offset for _, _, offset in chosen):
            labels = [bar for _, bar, offset in chosen if offset == (right, down)]
            number = style.marks(labels).mark_text(dx=right, dy=down, fontSize=11, fontWeight="bold", color=ink)
            layers.append(number.encode(x=x, y=alt.Y("high:Q"), text="number:N"))
    return layers


def symbol(fill: str) -> dict[str, Any]:
    """Return the channels that read the shape, the stroke colour and, from the field `fill`, the fill colour."""
    import altair as alt

    shape, stroke = alt.Shape("shape:N", scale=None), alt.Stroke("color:N", scale=None)
    return {"shape": shape, "stroke": stroke, "fill": alt.Fill(fill, scale=None)}


def look(rows: ContestedRows, claimants: str) -> tuple[str, str]:
    """Return the shape and the colour of the marks of some claimants."""
    index = rows.claimants.index(claimants)
    return _SHAPES[index % len(_SHAPES)], _COLORS[index % len(_COLORS)]


def _bar_records(rows: ContestedRows, top: float) -> list[_Bar]:
    """Return the bar of each drawn claim, the widest bars first.

    Every bar is at its date. Where bars would cover each other, those behind are wider.
    """
    drawn = [row for row in rows.claims if row.is_drawn]
    pixel = _pixel(rows)
    places = [day_position(row.first, row.last) for row in drawn]
    lengths = [_drawn_ends(row, top) for row in drawn]
    boxes = [
        Area(pixel(place) - _MARK / 2, pixel(place) + _MARK / 2, *(_HEIGHT * (1 - end / top) for end in (high, low)))
        for place, (low, high) in zip(places, lengths, strict=True)
    ]
    margins = [box._replace(low=box.low - _MARK / 2, high=box.high + _MARK / 2) for box in boxes]
    depths = rows_without_overlap(margins)
    step = min(_WIDER, (_WIDEST - _BAR_WIDTH) / max(1, max(depths, default=0)))
    wide = [
        box._replace(left=box.left - step * depth / 2, right=box.right + step * depth / 2)
        for box, depth in zip(boxes, depths, strict=True)
    ]
    labels = label_offsets(wide, _LABEL, page=Area(0, WIDTH, 0, _HEIGHT))
    found: list[_Bar] = []
    for index in sorted(range(len(drawn)), key=lambda index: -depths[index]):
        row, (low, high), wider = drawn[index], lengths[index], step * depths[index]
        record = {
            "day": _instant(places[index]),
            "low": low,
            "high": high,
            "width": _BAR_WIDTH + wider,
            "size": (_MARK - 1 + wider) ** 2,
            "color": look(rows, row.claimants)[1],
            "number": f"{row.number}{'?' if row.is_uncertain else ''}",
            "text": row.text,
        }
        right, down = labels[index]
        found.append((row, record, (round(right, 1), round(down, 1))))
    return found


def _drawn_ends(row: ContestedClaim, top: float) -> tuple[float, float]:
    """Return the ends between which a bar is drawn. An open end has a fixed length."""
    length = top * _OPEN_LENGTH
    low = row.low if row.low is not None else max(0.0, (row.high or 0.0) - length)
    return low, row.high if row.high is not None else low + length


def _ends(rows: ContestedRows, row: ContestedClaim, bar: dict[str, object]) -> style.Records:
    shape, color = look(rows, row.claimants)
    # The dictionary merges the two bounds of an exact figure, because they share one mark.
    ends = dict.fromkeys([(row.low, row.includes_low), (row.high, row.includes_high)])
    return [
        {
            "day": bar["day"],
            "low": end,
            "size": bar["size"],
            "shape": shape,
            "color": color,
            "fill": color if is_included else style.WHITE,
            "opacity": _UNUSED_OPACITY if is_included and row.reason is not None else 1.0,
            "text": row.text,
        }
        for end, is_included in ends
        if end is not None
    ]


def _spans(
    rows: ContestedRows, lines: Sequence[tuple[ContestedClaim | ContestedDenial, float | None]], x: alt.X, y: alt.Y
) -> list[alt.Chart]:
    """Return the layers of thin lines across the days on which claims may have been made, at the given heights.

    A line is short and ends in an arrow where no first or no last day is known.
    """
    spans: style.Records = []
    arrows: dict[str, style.Records] = {"triangle-left": [], "triangle-right": []}
    for row, height in lines:
        if row.first != row.last:
            first, last = _span(rows, row)
            spans.append({**style.days(first, last), "low": height})
            if row.first is None:
                arrows["triangle-left"].append({"day": style.utc_start(first), "low": height})
            if row.last is None:
                arrows["triangle-right"].append({"day": style.utc_start(last + timedelta(days=1)), "low": height})
    layers = []
    if spans:
        rule = style.marks(spans).mark_rule(color=style.MIDDLE, strokeWidth=0.8)
        layers.append(rule.encode(x=x, x2="until:T", y=y))
    for shape, records in arrows.items():
        if records:
            head = style.marks(records).mark_point(shape=shape, size=22, filled=True, color=style.MIDDLE, opacity=1)
            layers.append(head.encode(x=x, y=y))
    return layers


def _span(rows: ContestedRows, row: ContestedClaim | ContestedDenial) -> tuple[date, date]:
    """Return the first and the last day that the thin line of a claim covers."""
    first, last = rows.first or date.min, rows.last or date.max
    length = max(1, round(_ARROW * ((last - first).days + 1) / WIDTH))
    begin = row.first or max(first, (row.last or last) - timedelta(days=length))
    return begin, row.last or min(last, begin + timedelta(days=length))


def _denials(rows: ContestedRows, x: alt.X, top: int) -> tuple[list[alt.Chart], int]:
    """Return the layers and the height of the strip of crosses. The strip is `top` pixels from the top of the plot."""
    import altair as alt

    drawn = [row for row in rows.denials if row.first is not None or row.last is not None]
    if not drawn:
        return [], 0
    pixel = _pixel(rows)
    areas = []
    for row in drawn:
        place = pixel(day_position(row.first, row.last))
        begin, end = (pixel(day.toordinal() + 0.5) for day in _span(rows, row))
        areas.append(Area(min(begin, place) - _MARK, max(end, place + _CROSS - _MARK)))
    heights = [top + _ROW * (number + 0.75) for number in rows_without_overlap(areas)]
    records: style.Records = [
        {"day": _instant(day_position(row.first, row.last)), "low": height, "number": str(row.number), "text": row.text}
        for row, height in zip(drawn, heights, strict=True)
    ]
    base, y = style.marks(records), alt.Y("low:Q", scale=None, axis=None)
    cross = base.mark_point(shape=style.CROSS, size=60, stroke=style.INK, strokeWidth=2.4, filled=False, opacity=1)
    number: dict[str, Any] = {"dx": 9, "align": "left", "fontSize": 11, "fontWeight": "bold"}
    # A thin line may run through a number, so the number has a white edge.
    edge = base.mark_text(color=style.WHITE, stroke=style.WHITE, strokeWidth=4, **number)
    layers = [
        *_spans(rows, [*zip(drawn, heights, strict=True)], x, y),
        cross.encode(x=x, y=y, tooltip=alt.Tooltip("text:N", title="denial")),
        edge.encode(x=x, y=y, text="number:N"),
        base.mark_text(color=style.INK, **number).encode(x=x, y=y, text="number:N"),
    ]
    return layers, int(max(heights) - top + _ROW)
