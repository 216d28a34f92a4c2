"""Draw a timeline of events in lanes. The certain days of an event are dark, and the possible days are pale."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from axis_tracker.charts import style
from axis_tracker.charts.timeline_rows import TimelineRow, TimelineRows, timeline_rows
from axis_tracker.phrases import names_phrase

if TYPE_CHECKING:
    import altair as alt

    from axis_tracker.dataset.record_set import RecordSet
    from axis_tracker.dataset.selections import DateLike
    from axis_tracker.reasoning.revisions import AboutLike

__all__ = ["timeline"]

_CERTAIN_HEIGHT: Final = 8
_POSSIBLE_HEIGHT: Final = 5
_POSSIBLE: Final = "#ededed"
_CAVEAT: Final = "The chart shows what is claimed, not what is established."


def timeline(dataset: RecordSet, *, about: AboutLike | None = None, during: DateLike | None = None) -> alt.LayerChart:
    """Draw the events of a dataset over time: visits, transfers and assistance, deployments, and agreements.

    Each event is a bar below its name. The thick, dark part spans the days that the recorded date certainly covers. The
    thin, pale part spans the days that the date may cover. An arrow means that the event extends beyond the chart, or
    that the beginning or end of the event is unknown. The chart shows what is claimed, not what is established. The
    line below the title counts the events that are not drawn. `about` and `during` select events as in
    `Dataset.timeline`.

    >>> import axis_tracker as axt
    >>> chart = axt.charts.timeline(axt.load(), during="2024")
    >>> chart.title.subtitle[0]
    'Source: 5 documents published by 2025-02-28. Not drawn: 5 events of other kinds.'

    Raises `MissingExtraError` if the `charts` extra is not installed. Also raises the errors of `Dataset.timeline`.
    """
    style.require("altair", purpose="drawing a chart")
    import altair as alt

    rows = timeline_rows(dataset, about=about, during=during)
    if rows.first is None or rows.last is None:
        layers, height = [style.marks([{}]).mark_text(text="No dated events.", color=style.INK)], 2 * style.LINE
    else:
        layers, height = _layers(rows, rows.first, rows.last)
    undrawn = _undrawn_text(rows)
    lanes = (f"{name}: {'; '.join(f'{row.name}, {row.when}' for row in lane)}." for name, lane in rows.lanes)
    chart = alt.LayerChart(layer=layers).properties(
        width=style.WIDTH,
        height=height,
        title=style.title(
            "Claimed events by date",
            [
                f"{rows.sources}{undrawn}",
                "Thick and dark: days that the recorded date certainly covers. Thin and pale: days that it may cover.",
                f"Arrow: continues, or no end is known. {_CAVEAT}",
            ],
        ),
        description=f"Events over time, lane by lane. {' '.join(lanes)} {_CAVEAT}{undrawn}",
    )
    return style.apply(chart)


def _undrawn_text(rows: TimelineRows) -> str:
    parts = [f"{count} undated in {name.lower()}" for name, count in rows.undated]
    if rows.others:
        parts.append(f"{rows.others} event{'' if rows.others == 1 else 's'} of other kinds")
    return f" Not drawn: {names_phrase(parts)}." if parts else ""


def _layers(rows: TimelineRows, first: date, last: date) -> tuple[list[alt.Chart], int]:
    import altair as alt

    names: list[style.TextLine] = []
    heads: style.Records = []
    possible: style.Records = []
    certain: style.Records = []
    arrows: dict[tuple[str, bool], style.Records] = {}
    y = 0.0
    for lane, entries in rows.lanes:
        heads.append({"y": y + style.LINE, "text": lane, "end": y + 1.6 * style.LINE})
        y += 2.3 * style.LINE
        for row in entries:
            lines = style.wrap(f"{row.name}, {row.when}")
            place = style.WIDTH * (row.first - first).days / ((last - first).days + 1)
            fits = place + style.LETTER * max(map(len, lines)) <= style.WIDTH
            for line in lines:
                names.append(
                    style.TextLine(place, y, line) if fits else style.TextLine(style.WIDTH, y, line, align="right")
                )
                y += style.LINE
            middle = y - 1
            possible.append(_bar(row.first, row.last, middle, _POSSIBLE_HEIGHT, f"{row.name}: possible, {row.when}"))
            if row.core is not None:
                certain.append(_bar(*row.core, middle, _CERTAIN_HEIGHT, f"{row.name}: certain, {row.when}"))
            for shape, day, is_certain in _arrows(row):
                arrows.setdefault((shape, is_certain), []).append({"day": style.utc_start(day), "y": middle})
            y += 1.4 * style.LINE
    height = int(y + style.LINE / 2)
    scale = alt.Scale(domain=[0, height], range=[0, height])
    x, at = style.time_axis(first, last, title=None), alt.Y("y:Q", scale=scale, axis=None)
    bars: dict[str, Any] = {
        "x": x,
        "x2": "until:T",
        "y": at,
        "y2": "low:Q",
        "tooltip": alt.Tooltip("text:N", title="event"),
    }
    layers = [
        style.marks(heads)
        .mark_rule(color=style.MIDDLE, strokeWidth=0.8)
        .encode(x=alt.value(0), x2=alt.value(style.WIDTH), y=alt.Y("end:Q", scale=scale, axis=None)),
        style.marks(possible)
        .mark_rect(color=_POSSIBLE, stroke=style.MIDDLE, strokeWidth=0.7, strokeDash=[2, 2])
        .encode(**bars),
        style.marks(heads)
        .mark_text(fontSize=12, fontWeight="bold", align="left", baseline="middle", limit=0, color=style.INK)
        .encode(x=alt.value(0), y=at, text="text:N"),
        *style.text_layers(names),
    ]
    if certain:
        layers.append(style.marks(certain).mark_rect(color=style.BLUE).encode(**bars))
    for (shape, is_certain), records in arrows.items():
        fill, stroke = (style.BLUE, style.BLUE) if is_certain else (style.WHITE, style.MIDDLE)
        mark = style.marks(records).mark_point(
            shape=shape, size=120, opacity=1, strokeWidth=1, fill=fill, stroke=stroke
        )
        layers.append(mark.encode(x=x, y=at))
    return layers, height


def _bar(first: date, last: date, y: float, height: float, text: str) -> dict[str, object]:
    return {
        "day": style.utc_start(first),
        "until": style.utc_start(last + timedelta(days=1)),
        "y": y - height / 2,
        "low": y + height / 2,
        "text": text,
    }


def _arrows(row: TimelineRow) -> list[tuple[str, date, bool]]:
    """Return the shape and the day of each arrow, and whether the event certainly continues."""
    arrows = []
    if row.begins_before:
        arrows.append(("triangle-left", row.first, False))
    if row.ends_after:
        arrows.append(("triangle-right", row.last + timedelta(days=1), row.is_core_open))
    return arrows
