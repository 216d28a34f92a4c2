"""Draws a contested figure: the claims as bars, the bounds that follow as a band behind them, the denials on the axis.

Imports the rows and the look of the page. A key below the plot names every bar, so that nothing depends on colour, on
a legend or on a pointer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from axis_tracker.charts.contested_rows import (
    ContestedClaim,
    ContestedDenial,
    ContestedRows,
    begun,
    contested_rows,
    middle,
    spread,
)
from axis_tracker.charts.page import (
    FAINT,
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

    from axis_tracker.reasoning.estimates import Estimate

__all__ = ["contested"]

_HEIGHT: Final = 320
_PLOT: Final = WIDTH - 80
"""The width of the plot itself: beside it stand the numbers of the axis."""

_ARROW: Final = 0.09
"""How far an open end is drawn, of the height."""

_BAR_GAP: Final = 13
"""How many pixels bars keep from each other."""

_DENIAL_GAP: Final = 30
"""The same for crosses, with the numbers beside them."""

_SHAPES: Final = (
    "circle", "square", "diamond", "triangle-up", "triangle-down", "triangle-right", "triangle-left", "cross",
)  # fmt: skip
_COLORS: Final = ("#0b4f8a", "#9a3b00", "#00594c", "#6a1b7a", "#5d4037", "#9c1450", "#33591e")
"""All dark enough for white paper; there are fewer of them than of the shapes, so that no pair comes twice in 56."""

_DENIAL: Final = "M-1,-1L1,1M-1,1L1,-1"
_ASIDE: Final = 0.5
_NAMED: Final = 6
"""How many claimants the line below the title names."""

_Records: TypeAlias = list[dict[str, Any]]


def contested(estimate: Estimate) -> alt.VConcatChart:
    """A chart of everything that is claimed of the quantity of an estimate.

    Each utterance is a bar from its lower to its upper bound at the day on which it was said; what is included ends in
    a filled mark, what is not in a hollow one, an open end in an arrow. Claimants differ by the shape of the marks. A
    dashed, lighter bar was set aside; the key below the plot, and the tooltip, say why. Behind the bars stands what all
    claims together allow for each day (`Estimate.history`); it fades away where nothing bounds it. Denials are crosses
    on the axis.

    >>> import axis_tracker as axt
    >>> chart = axt.charts.contested(axt.load().estimate(event="kp-ru-artillery-ammunition"))
    >>> chart.title.text
    ['Artillery ammunition delivered from North Korea to Russia, in rounds']

    Raises `MissingExtraError` without the extra `charts`.
    """
    needs_altair()
    import altair as alt

    rows = contested_rows(estimate)
    plot = _plot(rows)
    key, height = _key(rows)
    legend = alt.LayerChart(layer=key).properties(width=_PLOT, height=height)
    parts = [legend] if plot is None else [plot, legend]
    chart = alt.vconcat(*parts, spacing=4).properties(
        title=title_of(_title(rows), _subtitle(rows)), description=_description(rows)
    )
    return dressed(chart)


def _title(rows: ContestedRows) -> str:
    matter = begun(rows.matter)
    is_said = not rows.unit or f"{matter} ".casefold().startswith(f"{rows.unit} ".casefold())
    return matter if is_said else f"{matter}, in {rows.unit}"


def _subtitle(rows: ContestedRows) -> list[str]:
    if not rows.claimants:
        return ["Nobody gives a figure or denies it."]
    more = len(rows.claimants) - _NAMED
    together = rows.answer.removeprefix(f"{rows.matter}, ")
    named = [*rows.claimants[:_NAMED], *([f"{more} more"] if more > 0 else [])]
    return [
        f"What all claims together allow, {together}",
        f"Claimed or denied by {names_phrase(named)}; what was said up to {day_text(rows.latest)}.",
    ]


def _description(rows: ContestedRows) -> str:
    """The chart in words, for who cannot see it."""
    said = [f"{row.number}: {row.text}" for row in _all(rows)]
    return f"{rows.answer} {_title(rows)}: what was claimed, and when. {'. '.join(said)}{'.' if said else ''}"


def _all(rows: ContestedRows) -> list[ContestedClaim | ContestedDenial]:
    return [*rows.claims, *rows.denials]


def _plot(rows: ContestedRows) -> alt.LayerChart | None:
    import altair as alt

    if rows.first is None or rows.last is None:
        return None
    first, last = rows.first, rows.last
    top = _top(rows)
    x = alt.X(
        "day:T",
        scale=alt.Scale(type="utc", domain=[_instant(first), _instant(last + timedelta(days=1))], nice=False),
        axis=alt.Axis(
            title="Day on which it was said, and for which the band holds", tickCount=8, format=_format(rows)
        ),
    )
    y = alt.Y(
        "low:Q",
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(title=None, format=",.0f" if top > 6 else ",.2~f", tickCount=6),
    )
    layers = [*_band(rows, x, y, top), *_bars(rows, x, y, top), *_denials(rows, x)]
    return alt.LayerChart(layer=layers).properties(width=_PLOT, height=_HEIGHT)


def _format(rows: ContestedRows) -> str:
    first, last = rows.first or date.min, rows.last or date.max
    return "%Y-%m-%d" if (last - first).days < 200 else "%Y-%m"


def _top(rows: ContestedRows) -> float:
    ends = [end for row in rows.claims if row.is_drawn for end in (row.low, row.high) if end is not None]
    ends += [end for step in rows.steps for end in (step.low, step.high) if end is not None]
    return (max(ends, default=0.0) or 1.0) * (1 + 2 * _ARROW)


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _at(place: float) -> str:
    """A place among the days, to the minute."""
    minutes = round((place % 1) * 1440)
    day = date.fromordinal(int(place)) + timedelta(days=minutes // 1440)
    return f"{day.isoformat()}T{minutes % 1440 // 60:02}:{minutes % 60:02}:00Z"


def _band(rows: ContestedRows, x: alt.X, y: alt.Y, top: float) -> list[alt.Chart]:
    """What all claims allow for each day: even where both ends are known, fading towards an end that is open."""
    import altair as alt

    kinds: dict[str, _Records] = {"even": [], "upwards": [], "downwards": []}
    edges: dict[str, _Records] = {"low": [], "high": []}
    for step in rows.steps:
        known = {"even": None not in (step.low, step.high), "upwards": step.high is None}
        kind = next((name for name, applies in known.items() if applies), "downwards")
        span = {"day": _instant(step.first), "until": _instant(step.last + timedelta(days=1))}
        ends = {"low": 0.0 if step.low is None else step.low, "high": top if step.high is None else step.high}
        kinds[kind].append({**span, **ends})
        for name, end in (("low", step.low), ("high", step.high)):
            if end is not None:
                edges[name].append({**span, "low": end})
    layers = []
    for name, records in kinds.items():
        if records:
            chart = alt.Chart(alt.InlineData(values=records)).mark_rect(color=_shade(name))
            layers.append(chart.encode(x=x, x2="until:T", y=y, y2="high:Q"))
    for name, records in edges.items():
        if records:
            dash = [1, 0] if name == "low" else [2, 2]
            chart = alt.Chart(alt.InlineData(values=records)).mark_rule(color=MIDDLE, strokeWidth=1.2, strokeDash=dash)
            layers.append(chart.encode(x=x, x2="until:T", y=y))
    return layers


def _shade(kind: str) -> alt.LinearGradient | str:
    import altair as alt

    if kind == "even":
        return "#e4e4e4"
    full, gone = ("#e4e4e4", "#ffffff") if kind == "upwards" else ("#ffffff", "#e4e4e4")
    return alt.LinearGradient(
        gradient="linear",
        x1=0,
        x2=0,
        y1=1,
        y2=0,
        stops=[alt.GradientStop(offset=0, color=full), alt.GradientStop(offset=1, color=gone)],
    )


def _bars(rows: ContestedRows, x: alt.X, y: alt.Y, top: float) -> list[alt.Chart]:
    """Two layers of each kind: of the claims that bound the quantity, and of those that were set aside."""
    import altair as alt

    drawn = [row for row in rows.claims if row.is_drawn]
    places = _places(rows, drawn)
    layers: list[alt.Chart] = []
    for is_aside in (True, False):
        chosen = [
            (row, place) for row, place in zip(drawn, places, strict=True) if (row.reason is not None) is is_aside
        ]
        if not chosen:
            continue
        opacity, dash = (_ASIDE, [3, 3]) if is_aside else (1.0, [1, 0])
        bars = [_bar(rows, row, place, top) for row, place in chosen]
        spans = [_span(row) for row, _ in chosen if row.first != row.last]
        ends = [end for row, place in chosen for end in _ends(rows, row, place)]
        arrows = [arrow for row, place in chosen for arrow in _arrows(rows, row, place, top)]
        color = alt.Color("color:N", scale=None)
        told = alt.Tooltip("text:N", title="claim")

        def chart(values: _Records) -> alt.Chart:
            return alt.Chart(alt.InlineData(values=values))

        if spans:
            rule = chart(spans).mark_rule(color=FAINT, strokeWidth=1, opacity=opacity)
            layers.append(rule.encode(x=x, x2="until:T", y=y))
        bar = chart(bars).mark_rule(strokeWidth=3, strokeDash=dash, opacity=opacity)
        layers.append(bar.encode(x=x, y=y, y2="high:Q", color=color, tooltip=told))
        for shape in dict.fromkeys(one["shape"] for one in arrows):
            head = chart([one for one in arrows if one["shape"] == shape])
            mark = head.mark_point(shape=shape, size=70, filled=True, opacity=opacity)
            layers.append(mark.encode(x=x, y=y, color=color, tooltip=told))
        point = chart(ends).mark_point(size=45, opacity=1.0, strokeWidth=1.6, strokeOpacity=opacity)
        layers.append(
            point.encode(
                x=x,
                y=y,
                shape=alt.Shape("shape:N", scale=None),
                stroke=alt.Stroke("color:N", scale=None),
                fill=alt.Fill("fill:N", scale=None),
                fillOpacity=alt.FillOpacity("opacity:Q", scale=None),
                tooltip=told,
            )
        )
        number = chart(bars).mark_text(dy=-12, fontSize=11, fontWeight="bold", color=MIDDLE if is_aside else INK)
        layers.append(number.encode(x=x, y=alt.Y("high:Q"), text="number:N"))
    return layers


def _places(
    rows: ContestedRows, drawn: Sequence[ContestedClaim | ContestedDenial], pixels: int = _BAR_GAP
) -> list[float]:
    """Where the bars stand: each in the middle of the days on which it can have been said, but apart from others."""
    if rows.first is None or rows.last is None:
        return []
    days = (rows.last - rows.first).days + 1
    inside = (rows.first.toordinal() + 0.5, rows.last.toordinal() + 0.5)
    middles = sorted(
        (middle(row.first, row.last), index)
        for index, row in enumerate(drawn)
        if row.first is not None and row.last is not None
    )
    gap = min(pixels * days / _PLOT, (inside[1] - inside[0]) / max(1, len(drawn)))
    apart = spread([place for place, _ in middles], gap)
    places = [0.0] * len(drawn)
    for (_, index), place in zip(middles, apart, strict=True):
        places[index] = min(max(place, inside[0]), inside[1])
    return places


def _look(rows: ContestedRows, claimants: str) -> tuple[str, str]:
    index = rows.claimants.index(claimants)
    return _SHAPES[index % len(_SHAPES)], _COLORS[index % len(_COLORS)]


def _drawn_ends(row: ContestedClaim, top: float) -> tuple[float, float]:
    """The ends of the bar; an open one a short way from the other."""
    length = top * _ARROW
    low = row.low if row.low is not None else max(0.0, (row.high or 0.0) - length)
    return low, row.high if row.high is not None else low + length


def _bar(rows: ContestedRows, row: ContestedClaim, place: float, top: float) -> dict[str, Any]:
    low, high = _drawn_ends(row, top)
    _, color = _look(rows, row.claimants)
    return {"day": _at(place), "low": low, "high": high, "color": color, "number": str(row.number), "text": row.text}


def _span(row: ContestedClaim) -> dict[str, Any]:
    """The days on which it can have been said, at the height of the end that is known."""
    first, last = row.first or date.min, row.last or date.max
    return {
        "day": _instant(first),
        "until": _instant(last + timedelta(days=1)),
        "low": row.low if row.low is not None else row.high,
    }


def _ends(rows: ContestedRows, row: ContestedClaim, place: float) -> _Records:
    shape, color = _look(rows, row.claimants)
    return [
        {
            "day": _at(place),
            "low": end,
            "shape": shape,
            "color": color,
            "fill": color if included else "#ffffff",
            "opacity": _ASIDE if included and row.reason is not None else 1.0,
            "text": row.text,
        }
        for end, included in dict.fromkeys([(row.low, row.includes_low), (row.high, row.includes_high)])
        if end is not None
    ]


def _arrows(rows: ContestedRows, row: ContestedClaim, place: float, top: float) -> _Records:
    low, high = _drawn_ends(row, top)
    _, color = _look(rows, row.claimants)
    heads = [("triangle-down", low, row.low is None), ("triangle-up", high, row.high is None)]
    return [
        {"day": _at(place), "low": end, "shape": shape, "color": color, "text": row.text}
        for shape, end, is_open in heads
        if is_open
    ]


def _denials(rows: ContestedRows, x: alt.X) -> list[alt.Chart]:
    import altair as alt

    drawn = [row for row in rows.denials if row.first is not None]
    places = _places(rows, drawn, _DENIAL_GAP)
    records = [
        {"day": _at(place), "number": str(row.number), "text": row.text}
        for row, place in zip(drawn, places, strict=True)
    ]
    if not records:
        return []
    base = alt.Chart(alt.InlineData(values=records))
    at = alt.value(_HEIGHT - 8)
    cross = base.mark_point(shape=_DENIAL, size=60, stroke=INK, strokeWidth=2.4, filled=False, opacity=1)
    number = base.mark_text(dx=9, align="left", fontSize=11, fontWeight="bold", color=INK)
    return [
        cross.encode(x=x, y=at, tooltip=alt.Tooltip("text:N", title="denial")),
        number.encode(x=x, y=at, text="number:N"),
    ]


_SIGNS: Final = (
    "A bar runs from the lower to the upper bound of a claim. Filled end: included; hollow: not included; arrow: open.",
    "Dashed: set aside. Thin line across: the days on which it can have been said. Cross: denied.",
    "Shaded: what all claims together allow for each day, from the solid to the dotted line; fading: no bound there.",
)


def _key(rows: ContestedRows) -> tuple[list[alt.Chart], int]:
    """Every bar and cross by its number, in words, and what the signs mean."""
    import altair as alt

    lines: list[Written] = []
    marks: _Records = []
    y = 0.5 * LINE
    for row in _all(rows):
        is_claim = isinstance(row, ContestedClaim)
        is_aside = isinstance(row, ContestedClaim) and row.reason is not None
        shape, color = _look(rows, row.claimants)
        marks.append({"x": 34, "y": y, "shape": shape if is_claim else _DENIAL, "color": color if is_claim else INK})
        lines.append(Written(22, y, str(row.number), MIDDLE if is_aside else INK, "bold", "right"))
        for text in wrapped(row.text, 106, ""):
            lines.append(Written(46, y, text, MIDDLE if is_aside else INK))
            y += LINE
    y += LINE / 2
    for sign in _SIGNS if rows.claimants else ():
        lines.append(Written(0, y, sign, MIDDLE))
        y += LINE
    shapes = (
        alt.Chart(alt.InlineData(values=marks))
        .mark_point(size=55, opacity=1, strokeWidth=1.6)
        .encode(
            x=alt.X("x:Q", scale=None, axis=None),
            y=alt.Y("y:Q", scale=None, axis=None),
            shape=alt.Shape("shape:N", scale=None),
            stroke=alt.Stroke("color:N", scale=None),
            fill=alt.Fill("color:N", scale=None),
        )
    )
    return [shapes, *written(lines)], int(y + LINE / 2)
