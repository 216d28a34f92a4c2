"""Draw a timeline of events in lanes. The certain days of an event are dark, and the possible days are pale."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from axis_tracker.charts import style
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.dataset.selections import DateLike
from axis_tracker.imprecise.dates import Extent, ImpreciseDate
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.events import Event
from axis_tracker.phrases import date_phrase, names_phrase
from axis_tracker.reasoning import timeline as timelines
from axis_tracker.reasoning.as_of import NEVER
from axis_tracker.reasoning.revisions import AboutLike

if TYPE_CHECKING:
    import altair as alt

__all__ = ["LANES", "TimelineRow", "TimelineRows", "timeline", "timeline_rows"]

_CERTAIN_HEIGHT: Final = 8
_POSSIBLE_HEIGHT: Final = 5
_POSSIBLE: Final = "#ededed"
_CAVEAT: Final = "The chart shows what is claimed, not what is established."


LANES: Final = {
    "delegation": "Visits",
    "arms-transfer": "Transfers and assistance",
    "assistance": "Transfers and assistance",
    "deployment": "Deployments",
    "agreement": "Agreements",
}
"""The heading of the lane for each kind of event, in the order of the lanes."""

_PADDING_DAYS: Final = 30
"""The number of days shown before the first known day and after the last known day."""


class TimelineRow(NamedTuple):
    """A row for one event. Days outside the chart are cut off.

    Attributes:
        event: The id of the event.
        name: The name of the event.
        when: The recorded date of the event, in words.
        first: The first day that the recorded date may cover.
        last: The last day that the recorded date may cover.
        core: The first and the last day that the recorded date certainly covers, or None if no day is certain.
        begins_before: Whether the event may begin before the chart, or has no known beginning.
        ends_after: Whether the event may end after the chart, or has no known end.
        is_core_begun: Whether the event certainly began before the chart.
        is_core_open: Whether the event certainly continues after the chart.
    """

    event: str
    name: str
    when: str
    first: date
    last: date
    core: tuple[date, date] | None
    begins_before: bool
    ends_after: bool
    is_core_begun: bool
    is_core_open: bool


class TimelineRows(NamedTuple):
    """The complete contents of the timeline chart. Every event that was asked about is drawn or counted.

    Attributes:
        period: The period that was asked about, in words, or an empty string.
        first: The first day of the chart, or None if nothing is drawn. If a period was asked about, its first day.
        last: The last day of the chart, or None if nothing is drawn. If a period was asked about, its last day.
        lanes: The heading and the events of each lane that has events.
        undated: The heading of each lane with undated events, and the number of undated events in the lane.
        possible: The number of events in a lane that may belong to the chart. With a period, these are the undated
            events and the events that may be within the period.
        outside: The number of events in a lane that are certainly outside the period.
        others: The number of events whose kind has no lane.
        sources: A sentence with the number of documents and the date of the latest document.
    """

    period: str
    first: date | None
    last: date | None
    lanes: tuple[tuple[str, tuple[TimelineRow, ...]], ...]
    undated: tuple[tuple[str, int], ...]
    possible: int
    outside: int
    others: int
    sources: str


def timeline_rows(
    dataset: RecordSet, *, about: AboutLike | None = None, during: DateLike | None = None
) -> TimelineRows:
    """Return the events of a dataset by lane, in the order of `Dataset.timeline`.

    `about` and `during` select events as in `Dataset.timeline`. With `during`, the chart covers this period, and the
    rows are the events that are certainly at least partly within it. This function raises the same errors as
    `Dataset.timeline`.

    >>> import axis_tracker as axt
    >>> rows = timeline_rows(axt.load(), during="2024")
    >>> for row in dict(rows.lanes)["Visits"]:
    ...     print(row.when, "|", row.name)
    2024 (?) | North Korean agricultural delegation in Russia
    2024 (?) | North Korean forestry delegation in Russia
    2024-06 | Putin's visit to Pyongyang
    about 2024-11 | Belousov's visit to North Korea
    """
    found = timelines.timeline(dataset, about=about, during=during, kinds=("event",))
    everything = timelines.timeline(dataset, about=about, kinds=("event",), certainty="possible")
    asked = [*(entry.event for entry in everything.entries), *everything.undated]
    in_lanes = [event for event in asked if event.kind in LANES]
    entries = [entry for entry in found.entries if entry.event.kind in LANES]
    undated = _undated(found.undated)
    unseen = len(in_lanes) - len(entries) - sum(count for _, count in undated)
    outside = 0
    if during is not None:
        window = ImpreciseDate.of(during).extent.window
        outside = sum(event.when is not None and event.when.during(window) is Truth.NO for event in in_lanes)
    published = [day for document in dataset.documents for day in [document.published.latest] if day is not None]
    shown = _window(entries, published, None if during is None else ImpreciseDate.of(during).extent.window)
    rows: dict[str, list[TimelineRow]] = {lane: [] for lane in LANES.values()}
    if shown is not None:
        for entry in entries:
            rows[LANES[entry.event.kind]].append(_row(entry, *shown))
    return TimelineRows(
        "" if during is None else date_phrase(ImpreciseDate.of(during)),
        None if shown is None else date.fromordinal(shown[0]),
        None if shown is None else date.fromordinal(shown[1]),
        tuple((name, tuple(lane)) for name, lane in rows.items() if lane),
        undated,
        unseen - outside,
        outside,
        len(asked) - len(in_lanes),
        style.sources_text(dataset),
    )


def _undated(events: tuple[Event, ...]) -> tuple[tuple[str, int], ...]:
    lanes = [LANES[event.kind] for event in events if event.kind in LANES]
    return tuple((lane, lanes.count(lane)) for lane in dict.fromkeys(LANES.values()) if lane in lanes)


def _window(
    entries: list[timelines.TimelineEntry], published: list[date], asked: Extent | None
) -> tuple[int, int] | None:
    """Return the first and the last day to show.

    These are the first and the last day of the period that was asked about. An end that was not asked about includes
    all dates and the latest publication date.
    """
    if not entries:
        return None
    # An open or unknown end has the ordinal 0 or `NEVER`, which must not stretch the chart.
    days = [day for entry in entries for day in entry.extent.ordinals if 0 < day < NEVER]
    if published:
        days.append(max(published).toordinal())
    # Events without a known day still need a window. Any window will do.
    days = days or [date(2000, 1, 1).toordinal()]
    first, last = max(1, min(days) - _PADDING_DAYS), min(NEVER - 1, max(days) + _PADDING_DAYS)
    if asked is None:
        return first, last
    begin, _, _, end = asked.ordinals
    # Every event overlaps the period, so the known end of the period is not beyond the other end of the window.
    return (begin if begin > 0 else first), (end if end < NEVER else last)


def _row(entry: timelines.TimelineEntry, first: int, last: int) -> TimelineRow:
    begin_first, begin_last, end_first, end_last = entry.extent.ordinals
    core = (max(begin_last, first), min(end_first, last))
    return TimelineRow(
        entry.event.id,
        entry.event.name,
        date_phrase(entry.when),
        date.fromordinal(max(begin_first, first)),
        date.fromordinal(min(end_last, last)),
        (date.fromordinal(core[0]), date.fromordinal(core[1])) if core[0] <= core[1] else None,
        begin_first < first,
        end_last > last,
        begin_last < first,
        end_first > last,
    )


def timeline(dataset: RecordSet, *, about: AboutLike | None = None, during: DateLike | None = None) -> alt.LayerChart:
    """Draw the events of a dataset over time: visits, transfers and assistance, deployments, and agreements.

    Each event is a bar below its name. The thick, dark part spans the days that the recorded date certainly covers. The
    thin, pale part spans the days that the date may cover. An arrow means that the event extends beyond the chart, or
    that the beginning or end of the event is unknown. The chart shows what is claimed, not what is established. The
    line below the title counts the events that are not drawn. `about` and `during` select events as in
    `Dataset.timeline`. With `during`, the chart covers exactly this period.

    >>> import axis_tracker as axt
    >>> chart = axt.charts.timeline(axt.load(), during="2024")
    >>> for line in chart.title.subtitle[:2]:
    ...     print(line)
    Source: 5 documents published by 2025-02-28. Not drawn: 38 events that may be in 2024, 2 events outside 2024 and 68
    events of other kinds.

    Raises `MissingExtraError` if the `charts` extra is not installed. Also raises the errors of `Dataset.timeline`.
    """
    style.require("altair", purpose="drawing a chart")
    import altair as alt

    rows = timeline_rows(dataset, about=about, during=during)
    if rows.first is None or rows.last is None:
        layers, height = [style.marks([{}]).mark_text(text=_nothing_text(rows), color=style.INK)], 2 * style.LINE
    else:
        layers, height = _layers(rows, rows.first, rows.last)
    undrawn = _undrawn_text(rows)
    lanes = (f"{name}: {'; '.join(f'{row.name}, {row.when}' for row in lane)}." for name, lane in rows.lanes)
    subtitle = [
        f"{rows.sources}{undrawn}",
        "Thick and dark: days that the recorded date certainly covers. Thin and pale: days that it may cover.",
        f"Arrow: continues, or no end is known. {_CAVEAT}",
    ]
    description = f"Events over time, lane by lane. {' '.join(lanes)} {_CAVEAT}{undrawn}"
    chart = alt.LayerChart(layer=layers).properties(width=style.WIDTH, height=height)
    return style.apply(chart, "Claimed events by date", subtitle, description)


def _nothing_text(rows: TimelineRows) -> str:
    return f"No events that are certainly in {rows.period}." if rows.period else "No dated events."


def _undrawn_text(rows: TimelineRows) -> str:
    parts = [f"{count} undated in {name.lower()}" for name, count in rows.undated]
    if rows.possible:
        parts.append(
            f"{_events(rows.possible)} that may be {f'in {rows.period}' if rows.period else 'of the selection'}"
        )
    if rows.outside:
        parts.append(f"{_events(rows.outside)} outside {rows.period}")
    if rows.others:
        parts.append(f"{_events(rows.others)} of other kinds")
    return f" Not drawn: {names_phrase(parts)}." if parts else ""


def _events(count: int) -> str:
    return f"{count} event{'' if count == 1 else 's'}"


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
    return {**style.days(first, last), "y": y - height / 2, "low": y + height / 2, "text": text}


def _arrows(row: TimelineRow) -> list[tuple[str, date, bool]]:
    """Return the shape and the day of each arrow, and whether the event certainly continues."""
    arrows = []
    if row.begins_before:
        arrows.append(("triangle-left", row.first, row.is_core_begun))
    if row.ends_after:
        arrows.append(("triangle-right", row.last + timedelta(days=1), row.is_core_open))
    return arrows
