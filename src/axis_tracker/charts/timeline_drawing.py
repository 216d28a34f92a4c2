"""Draws events in time, lane by lane: dark where the recorded time certainly is, light where it may be.

Imports the rows and the look of the page.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from axis_tracker.charts.page import (
    INK,
    LETTER,
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
from axis_tracker.charts.timeline_rows import TimelineRow, TimelineRows, timeline_rows
from axis_tracker.phrases import names_phrase

if TYPE_CHECKING:
    import altair as alt

    from axis_tracker.dataset.record_set import RecordSet
    from axis_tracker.dataset.selections import DateLike
    from axis_tracker.reasoning.revisions import AboutLike

__all__ = ["timeline"]

_THICK: Final = 8
_THIN: Final = 5
"""How thick the certain and the possible days are drawn, in pixels."""

_CHARACTERS: Final = 116
_CAVEAT: Final = "That an event is drawn does not mean that it happened."
_POSSIBLE: Final = "#ededed"
_CERTAIN: Final = "#1f4e79"

_Records: TypeAlias = list[dict[str, Any]]


def timeline(dataset: RecordSet, *, about: AboutLike | None = None, during: DateLike | None = None) -> alt.LayerChart:
    """A chart of the events of a dataset in time: visits, transfers and assistance, deployments, agreements.

    Each event is a span below its name: a thick dark span are the days that its recorded time certainly covers, a thin,
    pale, outlined one those that it possibly does. That it is drawn does not mean that it happened. An arrow goes on
    beyond what is shown, for nobody gives an end. What has no time has no place; the line below the title counts it.
    `about` and `during` narrow it as they do in `Dataset.timeline`.

    >>> import axis_tracker as axt
    >>> chart = axt.charts.timeline(axt.load(), during="2024")
    >>> chart.title.subtitle[0]
    'From 5 documents published up to 2025-02-28. Kinds of events without a lane: 5 events.'

    Raises `MissingExtraError` without the extra `charts`, and what `Dataset.timeline` raises.
    """
    needs_altair()
    import altair as alt

    rows = timeline_rows(dataset, about=about, during=during)
    if rows.first is None or rows.last is None:
        nothing = alt.Chart(alt.InlineData(values=[{}])).mark_text(
            text="No event of these lanes has a time.", color=INK
        )
        layers, height = [nothing], 2 * LINE
    else:
        layers, height = _layers(rows, rows.first, rows.last)
    chart = alt.LayerChart(layer=layers).properties(
        width=WIDTH,
        height=height,
        title=title_of("What is claimed, by its recorded time", _subtitle(rows)),
        description=_description(rows),
    )
    return dressed(chart)


def _subtitle(rows: TimelineRows) -> list[str]:
    documents = f"{rows.documents} document{'' if rows.documents == 1 else 's'}"
    sources = f"From {documents} published up to {day_text(rows.latest)}."
    others = f" Kinds of events without a lane: {rows.others} events." if rows.others else ""
    lines = [
        f"{sources}{others}",
        "Thick and dark: the recorded time certainly covers the day. Thin and pale: it possibly does.",
        f"Arrow: goes on, or nobody gives an end. {_CAVEAT}",
    ]
    if rows.undated:
        undated = names_phrase(f"{count} in {name.lower()}" for name, count in rows.undated)
        lines.append(f"Without any time, and so not drawn: {undated}.")
    return lines


def _description(rows: TimelineRows) -> str:
    lanes = (f"{name}: {'; '.join(f'{row.name}, {row.when}' for row in lane)}." for name, lane in rows.lanes)
    return " ".join(["Events in time, lane by lane.", *lanes, _CAVEAT, *_subtitle(rows)[3:]])


def _layers(rows: TimelineRows, first: date, last: date) -> tuple[list[alt.Chart], int]:
    import altair as alt

    names: list[Written] = []
    heads: _Records = []
    possible: _Records = []
    certain: _Records = []
    arrows: _Records = []
    y = 0.0
    for lane, entries in rows.lanes:
        heads.append({"y": y + LINE, "text": lane, "end": y + 1.6 * LINE})
        y += 2.3 * LINE
        for row in entries:
            lines = wrapped(f"{row.name}, {row.when}", _CHARACTERS, "")
            place = _pixels(row.first, first, last)
            fits = place + LETTER * max(map(len, lines)) <= WIDTH
            for line in lines:
                names.append(Written(place, y, line) if fits else Written(WIDTH, y, line, align="right"))
                y += LINE
            possible.append(_span(row.first, row.last, y - 1, _THIN, f"{row.name}: possibly by its time, {row.when}"))
            if row.core is not None:
                certain.append(_span(*row.core, y - 1, _THICK, f"{row.name}: certainly by its time, {row.when}"))
            arrows += _arrows(row, y - 1)
            y += 1.4 * LINE
    height = int(y + LINE / 2)
    scale = alt.Scale(domain=[0, height], range=[0, height])
    x = alt.X(
        "day:T",
        scale=alt.Scale(type="utc", domain=[_instant(first), _instant(last + timedelta(days=1))], nice=False),
        axis=alt.Axis(
            title=None, orient="bottom", tickCount=8, format="%Y-%m" if (last - first).days > 250 else "%Y-%m-%d"
        ),
    )
    at = alt.Y("y:Q", scale=scale, axis=None)

    def chart(records: _Records) -> alt.Chart:
        return alt.Chart(alt.InlineData(values=records))

    told = {"tooltip": alt.Tooltip("text:N", title="event")}
    spans: dict[str, Any] = {"x": x, "x2": "until:T", "y": at, "y2": "low:Q", **told}
    layers = [
        chart(heads)
        .mark_rule(color=MIDDLE, strokeWidth=0.8)
        .encode(x=alt.value(0), x2=alt.value(WIDTH), y=alt.Y("end:Q", scale=scale, axis=None)),
        chart(possible).mark_rect(color=_POSSIBLE, stroke=MIDDLE, strokeWidth=0.7, strokeDash=[2, 2]).encode(**spans),
        chart(heads)
        .mark_text(fontSize=12, fontWeight="bold", align="left", baseline="middle", limit=0, color=INK)
        .encode(x=alt.value(0), y=at, text="text:N"),
        *written(names),
    ]
    if certain:
        layers.append(chart(certain).mark_rect(color=_CERTAIN).encode(**spans))
    for shape in dict.fromkeys(arrow["shape"] for arrow in arrows):
        for is_core in (True, False):
            chosen = [one for one in arrows if one["shape"] == shape and one["core"] is is_core]
            if chosen:
                mark = chart(chosen).mark_point(
                    shape=shape,
                    size=120,
                    opacity=1,
                    strokeWidth=1,
                    fill=_CERTAIN if is_core else "#ffffff",
                    stroke=_CERTAIN if is_core else MIDDLE,
                )
                layers.append(mark.encode(x=x, y=at))
    return layers, height


def _pixels(day: date, first: date, last: date) -> float:
    return WIDTH * (day - first).days / ((last - first).days + 1)


def _span(first: date, last: date, y: float, thick: float, text: str) -> dict[str, Any]:
    return {
        "day": _instant(first),
        "until": _instant(last + timedelta(days=1)),
        "y": y - thick / 2,
        "low": y + thick / 2,
        "text": text,
    }


def _arrows(row: TimelineRow, y: float) -> _Records:
    heads = [
        ("triangle-left", row.first, row.begins_before, False),
        ("triangle-right", row.last + timedelta(days=1), row.ends_after, row.is_core_open),
    ]
    return [
        {"day": _instant(day), "y": y, "shape": shape, "core": is_core}
        for shape, day, applies, is_core in heads
        if applies
    ]


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
