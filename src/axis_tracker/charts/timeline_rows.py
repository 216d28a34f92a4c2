"""The contents of the timeline chart as plain rows. The rows are events in lanes, with their possible and certain days.

The module `timeline_drawing` draws the rows.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from axis_tracker.charts.style import sources_text
from axis_tracker.phrases import date_phrase
from axis_tracker.reasoning.as_of import NEVER
from axis_tracker.reasoning.timeline import timeline

if TYPE_CHECKING:
    from axis_tracker.dataset.record_set import RecordSet
    from axis_tracker.dataset.selections import DateLike
    from axis_tracker.model.events import Event
    from axis_tracker.reasoning.revisions import AboutLike
    from axis_tracker.reasoning.timeline import TimelineEntry

__all__ = ["LANES", "Lane", "TimelineRow", "TimelineRows", "timeline_rows"]


class Lane(NamedTuple):
    """A lane of the chart.

    Attributes:
        name: The heading of the lane.
        kinds: The kinds of events in the lane.
    """

    name: str
    kinds: tuple[str, ...]


LANES: Final = (
    Lane("Visits", ("delegation",)),
    Lane("Transfers and assistance", ("arms-transfer", "assistance")),
    Lane("Deployments", ("deployment",)),
    Lane("Agreements", ("agreement",)),
)

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
    is_core_open: bool


class TimelineRows(NamedTuple):
    """The complete contents of the timeline chart.

    Attributes:
        first: The first day of the chart, or None if nothing is dated.
        last: The last day of the chart, or None if nothing is dated.
        lanes: The heading and the events of each lane that has events.
        undated: The heading of each lane with undated events, and the number of undated events in the lane.
        others: The number of events whose kind has no lane.
        sources: A sentence with the number of documents and the date of the latest document.
    """

    first: date | None
    last: date | None
    lanes: tuple[tuple[str, tuple[TimelineRow, ...]], ...]
    undated: tuple[tuple[str, int], ...]
    others: int
    sources: str


def timeline_rows(
    dataset: RecordSet, *, about: AboutLike | None = None, during: DateLike | None = None
) -> TimelineRows:
    """Return the events of a dataset by lane, in the order of `Dataset.timeline`.

    `about` and `during` select events as in `Dataset.timeline`. This function raises the same errors as
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
    found = timeline(dataset, about=about, during=during, kinds=("event",))
    lane_of = {kind: lane.name for lane in LANES for kind in lane.kinds}
    entries = [entry for entry in found.entries if entry.event.kind in lane_of]
    published = [day for document in dataset.documents for day in [document.published.latest] if day is not None]
    window = _window(entries, published)
    rows: dict[str, list[TimelineRow]] = {lane.name: [] for lane in LANES}
    if window is not None:
        for entry in entries:
            rows[lane_of[entry.event.kind]].append(_row(entry, *window))
    return TimelineRows(
        None if window is None else date.fromordinal(window[0]),
        None if window is None else date.fromordinal(window[1]),
        tuple((name, tuple(lane)) for name, lane in rows.items() if lane),
        _undated(found.undated, lane_of),
        sum(event.kind not in lane_of for event in (*(entry.event for entry in found.entries), *found.undated)),
        sources_text(dataset),
    )


def _undated(events: tuple[Event, ...], lane_of: dict[str, str]) -> tuple[tuple[str, int], ...]:
    lanes = [lane_of[event.kind] for event in events if event.kind in lane_of]
    return tuple((lane.name, lanes.count(lane.name)) for lane in LANES if lane.name in lanes)


def _window(entries: list[TimelineEntry], published: list[date]) -> tuple[int, int] | None:
    """Return the first and the last day to show. This period includes all dates and the latest publication date."""
    # An open or unknown end has the ordinal 0 or `NEVER`, which must not stretch the chart.
    days = [day for entry in entries for day in entry.extent.ordinals if 0 < day < NEVER]
    if not days and not entries:
        return None
    if published:
        days.append(max(published).toordinal())
    # Events without a known day still need a window. Any window will do.
    days = days or [date(2000, 1, 1).toordinal()]
    return max(1, min(days) - _PADDING_DAYS), min(NEVER - 1, max(days) + _PADDING_DAYS)


def _row(entry: TimelineEntry, first: int, last: int) -> TimelineRow:
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
        end_first > last,
    )
