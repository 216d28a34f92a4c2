"""The timeline: events and claims in chronological order, as far as their dates determine the order.

`placed` is the rule behind timelines and stances: it lists times by one of their possible days, and groups them into
steps within which no order is certain.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Final, NamedTuple, TypedDict

from attrs import evolve, frozen

from axis_tracker.dataset.event_selections import EventSelection
from axis_tracker.dataset.said_times import ALWAYS, NEVER, said_times
from axis_tracker.dataset.selections import possible_records
from axis_tracker.display import Displayable
from axis_tracker.imprecise.controlled_terms import ControlledTerm, to_term
from axis_tracker.imprecise.dates import Extent, ImpreciseDate, Precision
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event
from axis_tracker.model.vocabulary import Certainty, to_certainty
from axis_tracker.phrases import date_phrase

if TYPE_CHECKING:
    from axis_tracker.dataset.record_set import RecordSet
    from axis_tracker.dataset.selections import DateLike
    from axis_tracker.model.vocabulary import CertaintyName
    from axis_tracker.reasoning.revisions import AboutLike

__all__ = [
    "ALONE",
    "EntryKind",
    "Slot",
    "Timeline",
    "TimelineEntry",
    "TimelineRecord",
    "listing_day_of_moment",
    "listing_day_of_period",
    "placed",
    "timeline",
]


class Slot(NamedTuple):
    """The place of a time in an order of times that is only partly certain.

    Attributes:
        step: The step, counted from 1. The step is 0 for an event that had begun before the period of a timeline.
        first_step: The first step with a time whose order relative to this one is uncertain, or else `step`.
        last_step: The last step with a time whose order relative to this one is uncertain, or else `step`.
    """

    step: int
    first_step: int
    last_step: int


ALONE: Final = Slot(1, 1, 1)
"""The slot of a time that is compared with no other."""
_UNDER_WAY: Final = Slot(0, 0, 0)


def listing_day_of_moment(extent: Extent) -> int:
    """Return the day by which something without duration is listed, such as a claim: its last possible day.

    An unknown or inferred first day says little about when a claim was made. If the last possible day is unknown, the
    first possible day is used. Days are ordinals.
    """
    first, _, _, last = extent.ordinals
    return last if last != NEVER or first == ALWAYS else first


def listing_day_of_period(extent: Extent) -> int:
    """Return the day by which something that may last is listed, such as an event: the first possible day of its start.

    If the first possible day is unknown, the last possible day of the start is used. Days are ordinals.
    """
    first_begin, last_begin, _, _ = extent.ordinals
    return first_begin if first_begin != ALWAYS else last_begin


def placed(extents: Sequence[Extent], listed: Sequence[int] | None = None) -> tuple[Slot, ...]:
    """Return the slot of each time among all of them.

    Each time is listed by a day on which it may have happened (`listed`, as ordinals). The default is
    `listing_day_of_period`. A step ends where a time certainly comes after another time in the step (`Extent.precedes`
    is YES). Therefore whatever certainly comes first is in an earlier step, and within a step no order is certain.
    Between two times in different steps the order is certain if one of them does not reach the step of the other by its
    `first_step` and `last_step`.

    >>> days = [Extent.of(text) for text in ("2024-01", "2024-03", "2024", "2024-05")]
    >>> placed(days)  # doctest: +NORMALIZE_WHITESPACE
    (Slot(step=1, first_step=1, last_step=1), Slot(step=2, first_step=1, last_step=2),
     Slot(step=1, first_step=1, last_step=3), Slot(step=3, first_step=1, last_step=3))
    """
    days = [*map(listing_day_of_period, extents)] if listed is None else listed
    order = sorted(range(len(extents)), key=lambda index: _listing_key(extents[index], days[index]))
    firsts = [extents[index].ordinals[0] for index in order]
    lasts = [extents[index].ordinals[3] for index in order]
    steps: list[int] = []
    step, ended = 0, ALWAYS - 1
    for first, last in zip(firsts, lasts, strict=True):
        if step == 0 or first > ended:
            step, ended = step + 1, last
        ended = min(ended, last)
        steps.append(step)
    # Listing days lie within the times. So among the times whose order relative to a time is uncertain, the one listed
    # first is the first that ends late enough, and the one listed last is the last that begins early enough.
    last_so_far = [*accumulate(lasts, max)]
    first_from_here = [*accumulate(reversed(firsts), min)][::-1]
    slots = [ALONE] * len(extents)
    for position, index in enumerate(order):
        slots[index] = Slot(
            steps[position],
            steps[bisect_left(last_so_far, firsts[position])],
            steps[bisect_right(first_from_here, lasts[position]) - 1],
        )
    return tuple(slots)


def _listing_key(extent: Extent, day: int) -> tuple[int, int, int]:
    return (day, extent.ordinals[0], extent.ordinals[3])


class EntryKind(ControlledTerm):
    """The kind of an entry in a timeline."""

    EVENT = "event", "an event, at its own date (`Event.when`)"
    TOLD = "told", "an event, at the date that one claim gives (`Claim.when`)"
    SAID = "said", "a claim, at some day within the time when it was made (`Dataset.made`)"


@frozen(repr=False)
class TimelineEntry:
    """An event or a claim in a timeline, at one time.

    Attributes:
        kind: The kind of entry.
        event: The event.
        claim: The claim, or None if the entry is an event at its own date.
        when: The date as given.
        extent: What the date says about the first and the last day. Extents decide the order of entries.
        slot: The step of the entry, and how far from there it may be.
    """

    kind: EntryKind
    event: Event
    claim: Claim | None
    when: ImpreciseDate
    extent: Extent
    slot: Slot = ALONE

    @property
    def text(self) -> str:
        """The event's name, or the claim's summary."""
        return self.event.name if self.claim is None else self.claim.summary

    @property
    def id(self) -> str:
        """The id of the claim, or of the event where there is none."""
        return self.event.id if self.claim is None else self.claim.id

    def __repr__(self) -> str:
        return f"<TimelineEntry {self.when} {self.kind.value}: {self.id}>"


class TimelineRecord(TypedDict):
    """The fields of an entry as a flat record for JSON or a table.

    Attributes:
        step: The step, counted from 1, or 0 if the entry had begun before the period asked about.
        first_step: The first step at which the entry may be.
        last_step: The last step at which the entry may be.
        kind: The kind of entry.
        when: The date as given.
        earliest: The first possible day, or None if it is unknown.
        latest: The last possible day, or None if it is unknown.
        event: The id of the event.
        claim: The id of the claim, or None.
        text: The entry in words.
    """

    step: int
    first_step: int
    last_step: int
    kind: str
    when: str
    earliest: str | None
    latest: str | None
    event: str
    claim: str | None
    text: str


@frozen(repr=False)
class Timeline(Displayable):
    """A timeline of events and claims, in steps.

    An entry that certainly comes after another is in a later step. Within a step, no order is certain. Events are
    listed by their first possible day, and claims by the last day on which they can have been made.

    >>> import axis_tracker as axt
    >>> visit = {"visitors": ["ru"], "host": "kp"}
    >>> ds = axt.Dataset([
    ...     axt.Actor(id="kp", name="North Korea", kind="state"), axt.Actor(id="ru", name="Russia", kind="state"),
    ...     axt.Delegation(id="a", name="A visit in June", when="2024-06", **visit),
    ...     axt.Delegation(id="b", name="A visit in the first half", when="2024-40", **visit),
    ...     axt.Delegation(id="c", name="A visit in late July", when="2024-07-28", **visit),
    ...     axt.Delegation(id="d", name="A visit that year", when="2024", **visit),
    ...     axt.Delegation(id="e", name="A visit at some time", **visit),
    ... ])
    >>> print(ds.timeline())
    1  first half of 2024  event  A visit in the first half
       2024                event  A visit that year  (may be as late as step 2)
       2024-06             event  A visit in June
    2  2024-07-28          event  A visit in late July  (may be as early as step 1)
    Undated:
                           event  A visit at some time
    >>> half, june, july = (ds.timeline().entry(key).extent for key in "bac")
    >>> half.precedes(july), half.precedes(june)
    (<Truth.YES>, <Truth.POSSIBLY>)

    Attributes:
        entries: The entries, step by step, followed by those that had begun before the period asked about (step 0).
        undated: The events without a date.
        possible: The number of further entries and undated events that may belong to the timeline.
    """

    entries: tuple[TimelineEntry, ...]
    undated: tuple[Event, ...] = ()
    possible: int = 0

    @property
    def steps(self) -> tuple[tuple[TimelineEntry, ...], ...]:
        """The entries step by step, without those that had begun before the period asked about."""
        placed_entries = (entry for entry in self.entries if entry.slot.step)
        return tuple(tuple(group) for _, group in groupby(placed_entries, key=lambda entry: entry.slot.step))

    @property
    def under_way(self) -> tuple[TimelineEntry, ...]:
        """The entries that certainly overlap the period asked about but certainly began before it."""
        return tuple(entry for entry in self.entries if not entry.slot.step)

    def entry(self, key: str, kind: EntryKind | None = None) -> TimelineEntry:
        """The first entry of an event or a claim, by its id; of one kind, if that is given.

        Raises `UnknownNameError` if there is none.
        """
        for one in self.entries:
            if one.id == key and kind in (None, one.kind):
                return one
        from axis_tracker.dataset.names import nearest
        from axis_tracker.errors import UnknownNameError

        raise UnknownNameError(key, kind="entry", nearest=nearest(key, [one.id for one in self.entries]))

    def records(self) -> list[TimelineRecord]:
        """The entries as flat records, in their order, without the undated."""
        return [
            TimelineRecord(
                step=entry.slot.step,
                first_step=entry.slot.first_step,
                last_step=entry.slot.last_step,
                kind=entry.kind.value,
                when=str(entry.when),
                earliest=_day(entry.extent.begin_earliest),
                latest=_day(entry.extent.end_latest),
                event=entry.event.id,
                claim=None if entry.claim is None else entry.claim.id,
                text=entry.text,
            )
            for entry in self.entries
        ]

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        if not self.entries and not self.undated:
            yield "No entries."
        dates = [_dated(entry) for entry in self.entries]
        date_width = max(map(len, dates), default=0)
        step_width = len(str(max((entry.slot.step for entry in self.entries), default=0) or ""))
        kind_width = max(len(kind.value) for kind in EntryKind)
        step = -1
        for entry, date in zip(self.entries, dates, strict=True):
            if step != 0 == entry.slot.step:
                yield "Already under way:"
            number = "" if entry.slot.step in (0, step) else str(entry.slot.step)
            step = entry.slot.step
            yield (
                f"{number:>{step_width}}  {date:{date_width}}  {entry.kind.value:{kind_width}}  {entry.text}"
                f"{_reach(entry.slot)}"
            )
        if self.undated:
            yield "Undated:"
            for event in self.undated:
                yield f"{'':{step_width}}  {'':{date_width}}  {EntryKind.EVENT.value:{kind_width}}  {event.name}"
        if self.possible:
            yield f"{self.possible} more possible."

    def __repr__(self) -> str:
        more = f", {self.possible} more possible" if self.possible else ""
        return (
            f"<Timeline of {len(self.entries)} entries in {len(self.steps)} steps, {len(self.undated)} undated{more}>"
        )


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _dated(entry: TimelineEntry) -> str:
    """The date in words; of what was said at some time between two days, that it was one day."""
    words = date_phrase(entry.when)
    lasting = entry.when.precision is Precision.INTERVAL and None not in (entry.when.start, entry.when.end)
    return f"a day from {words}" if lasting and entry.kind is EntryKind.SAID else words


def _reach(slot: Slot) -> str:
    reached = [
        words
        for words, applies in (
            (f"as early as step {slot.first_step}", slot.first_step < slot.step),
            (f"as late as step {slot.last_step}", slot.last_step > slot.step),
        )
        if applies
    ]
    return f"  (may be {' or '.join(reached)})" if reached else ""


_KINDS: Final = (EntryKind.EVENT, EntryKind.SAID)


def timeline(
    dataset: RecordSet,
    *,
    about: AboutLike | None = None,
    during: DateLike | None = None,
    kinds: Iterable[EntryKind | str] = _KINDS,
    certainty: Certainty | CertaintyName = Certainty.CERTAIN,
) -> Timeline:
    """Return the timeline of a dataset (see `Dataset.timeline`)."""
    wanted = {_kind(kind) for kind in kinds}
    window = None if during is None else ImpreciseDate.of(during).extent.window
    entries: list[tuple[TimelineEntry, Truth]] = []
    undated: list[tuple[Event, Truth]] = []
    for events, claims, belongs in _about(dataset, about):
        for entry in _entries(dataset, events, claims):
            if entry.kind in wanted:
                inside = Truth.YES if window is None else entry.extent.during(window)
                entries.append((entry, belongs & inside))
        if EntryKind.EVENT in wanted:
            inside = Truth.YES if window is None else Truth.POSSIBLY
            undated += ((event, belongs & inside) for event in events if event.when is None)
    is_certain = to_certainty(certainty) is Certainty.CERTAIN
    accepted = (Truth.YES,) if is_certain else (Truth.YES, Truth.POSSIBLY)
    answers = [answer for _, answer in (*entries, *undated)]
    return Timeline(
        _in_order([entry for entry, answer in entries if answer in accepted], window),
        tuple(event for event, answer in undated if answer in accepted),
        answers.count(Truth.POSSIBLY) if is_certain else 0,
    )


def _about(dataset: RecordSet, about: AboutLike | None) -> Iterator[tuple[Sequence[Event], Sequence[Claim], Truth]]:
    """Yield the events and claims that a timeline is about, and then those that it may be about."""
    if about is None:
        yield [*dataset.events], [*dataset.claims], Truth.YES
        return
    claims = dataset.claims.where(about=about)
    if isinstance(about, EventSelection):
        yield [*about], [*claims], Truth.YES
        yield possible_records(about), possible_records(claims), Truth.POSSIBLY
    else:
        yield [dataset.events[about if isinstance(about, str) else about.id]], [*claims], Truth.YES


def _entries(dataset: RecordSet, events: Iterable[Event], claims: Iterable[Claim]) -> Iterator[TimelineEntry]:
    times = said_times(dataset)
    for event in events:
        if event.when is not None:
            yield TimelineEntry(EntryKind.EVENT, event, None, event.when, event.when.extent)
    for claim in claims:
        event = dataset.events[claim.event]
        if claim.when is not None:
            yield TimelineEntry(EntryKind.TOLD, event, claim, claim.when, claim.when.extent)
        yield TimelineEntry(EntryKind.SAID, event, claim, dataset.made(claim), times.extent(claim))


def _in_order(entries: list[TimelineEntry], window: Extent | None) -> tuple[TimelineEntry, ...]:
    first, last = (ALWAYS, NEVER) if window is None else (window.ordinals[0], window.ordinals[3])

    def in_window(entry: TimelineEntry) -> int:
        return min(max(_listing_day(entry), first), last)

    def sort_key(entry: TimelineEntry) -> tuple[object, ...]:
        key = _listing_key(entry.extent, in_window(entry))
        return (key, _listing_day(entry), str(entry.when), _ORDER[entry.kind], entry.id)

    under_way: list[TimelineEntry] = []
    ordered: list[TimelineEntry] = []
    for entry in sorted(entries, key=sort_key):
        began_before = entry.kind is not EntryKind.SAID and entry.extent.ordinals[1] < first
        (under_way if began_before else ordered).append(entry)
    slots = placed([entry.extent for entry in ordered], [*map(in_window, ordered)])
    return (
        *(evolve(entry, slot=slot) for entry, slot in zip(ordered, slots, strict=True)),
        *(evolve(entry, slot=_UNDER_WAY) for entry in under_way),
    )


def _listing_day(entry: TimelineEntry) -> int:
    if entry.kind is EntryKind.SAID:
        return listing_day_of_moment(entry.extent)
    return listing_day_of_period(entry.extent)


_ORDER: Final = {kind: number for number, kind in enumerate(EntryKind)}


def _kind(value: EntryKind | str) -> EntryKind:
    return to_term(EntryKind, value, "kind of entry")
