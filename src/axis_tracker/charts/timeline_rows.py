"""What a chart of events in time shows, as plain rows: lanes, and in them each event with its possible, certain days.

Imports the reasoning and the phrases of reports; `timeline_drawing` draws it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

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
    """A lane: its name, and the kinds of events in it."""

    name: str
    kinds: tuple[str, ...]


LANES: Final = (
    Lane("Visits", ("delegation",)),
    Lane("Transfers and assistance", ("arms-transfer", "assistance")),
    Lane("Deployments", ("deployment",)),
    Lane("Agreements", ("agreement",)),
)

_PADDING: Final = 30
"""Days before the first and after the last that is known."""


class TimelineRow(NamedTuple):
    """An event: `first` to `last` are the days that its recorded time may cover, `core` those that it certainly covers.

    All are inside what is shown. `begins_before` and `ends_after` tell that nobody bounds it at that end, or only
    outside what is shown; `is_core_open` that by this time it goes on.
    """

    lane: str
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
    """All that the chart shows: the days, the lanes that hold something, and how much has no place in it."""

    first: date | None
    last: date | None
    lanes: tuple[tuple[str, tuple[TimelineRow, ...]], ...]
    undated: tuple[tuple[str, int], ...]
    """Lane by lane, how many events have no time."""
    others: int
    """How many events are of kinds that have no lane."""
    documents: int
    latest: date | None
    """The last day by which one of the documents had been published."""


def timeline_rows(
    dataset: RecordSet, *, about: AboutLike | None = None, during: DateLike | None = None
) -> TimelineRows:
    """The events of a dataset by lanes, in the order of `Dataset.timeline`, which `about` and `during` narrow.

    >>> import axis_tracker as axt
    >>> rows = timeline_rows(axt.load(), during="2024")
    >>> for row in dict(rows.lanes)["Visits"]:
    ...     print(row.when, "|", row.name)
    2024 (?) | North Korean agricultural delegation in Russia
    2024 (?) | North Korean forestry delegation in Russia
    2024-06 | Putin's visit to Pyongyang
    about 2024-11 | Belousov's visit to North Korea

    Raises what `Dataset.timeline` raises.
    """
    found = timeline(dataset, about=about, during=during, kinds=("event",))
    lane_of = {kind: lane.name for lane in LANES for kind in lane.kinds}
    entries = [entry for entry in found.entries if entry.event.kind in lane_of]
    published = [day for one in dataset.documents for day in [one.published.latest] if day is not None]
    latest = max(published, default=None)
    window = _window(entries, latest)
    rows: dict[str, list[TimelineRow]] = {lane.name: [] for lane in LANES}
    if window is not None:
        for entry in entries:
            lane = lane_of[entry.event.kind]
            rows[lane].append(_row(lane, entry, *window))
    return TimelineRows(
        None if window is None else date.fromordinal(window[0]),
        None if window is None else date.fromordinal(window[1]),
        tuple((name, tuple(lane)) for name, lane in rows.items() if lane),
        _undated(found.undated, lane_of),
        sum(event.kind not in lane_of for event in (*(one.event for one in found.entries), *found.undated)),
        len(dataset.documents),
        latest,
    )


def _undated(events: tuple[Event, ...], lane_of: dict[str, str]) -> tuple[tuple[str, int], ...]:
    lanes = [lane_of[event.kind] for event in events if event.kind in lane_of]
    return tuple((lane.name, lanes.count(lane.name)) for lane in LANES if lane.name in lanes)


def _window(entries: list[TimelineEntry], latest: date | None) -> tuple[int, int] | None:
    """The days to show: from the first to the last that any event names, and to the last document."""
    days = [day for entry in entries for day in entry.extent.ordinals if 0 < day < NEVER]
    if not days and not entries:
        return None
    days += [] if latest is None else [latest.toordinal()]
    days = days or [date(2000, 1, 1).toordinal()]
    return max(1, min(days) - _PADDING), min(NEVER - 1, max(days) + _PADDING)


def _row(lane: str, entry: TimelineEntry, first: int, last: int) -> TimelineRow:
    begin_first, begin_last, end_first, end_last = entry.extent.ordinals
    core = (max(begin_last, first), min(end_first, last))
    return TimelineRow(
        lane,
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
