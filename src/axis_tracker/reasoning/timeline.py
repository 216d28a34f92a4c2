"""The timeline: events and claims in order, as far as imprecise times give one, and no further.

`placed` is the rule: it puts stretches of time into steps such that what certainly comes first stands in an earlier
step, and says for each how far from there it may be. Imports the imprecise values and the model; the
dataset only for type checking.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Final, NamedTuple, TypedDict

from attrs import evolve, frozen

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

__all__ = ["ALONE", "EntryKind", "Slot", "Timeline", "TimelineEntry", "TimelineRecord", "placed", "timeline"]


class Slot(NamedTuple):
    """The place of a time in an order of times that is only partly certain.

    Attributes:
        step: The step, counted from 1.
        first_step: The first step with a time whose order relative to this one is uncertain, or else `step`.
        last_step: The last step with a time whose order relative to this one is uncertain, or else `step`.
    """

    step: int
    first_step: int
    last_step: int


ALONE: Final = Slot(1, 1, 1)
"""The slot of what is compared with nothing."""


def placed(extents: Sequence[Extent]) -> tuple[Slot, ...]:
    """The slot of each stretch of time among all of them.

    A step is one more than the highest step of what certainly precedes it (`Extent.precedes` is YES), and 1 for what
    nothing certainly precedes. So within a step no order is certain. Between two steps it is certain only where neither
    stretch reaches the step of the other by its `first_step` and `last_step`.

    >>> days = [Extent.of(text) for text in ("2024-01", "2024-03", "2024", "2024-05")]
    >>> placed(days)  # doctest: +NORMALIZE_WHITESPACE
    (Slot(step=1, first_step=1, last_step=1), Slot(step=2, first_step=1, last_step=2),
     Slot(step=1, first_step=1, last_step=3), Slot(step=3, first_step=1, last_step=3))
    """
    # A certainly precedes B if the last day of A is before the first of B, so the step of B depends on that day alone,
    # and grows with it: in the order of first days the steps are consecutive stretches.
    by_first = sorted(range(len(extents)), key=lambda index: extents[index].ordinals[0])
    by_last = sorted(range(len(extents)), key=lambda index: extents[index].ordinals[3])
    firsts = [extents[index].ordinals[0] for index in by_first]
    last_so_far = [*accumulate((extents[index].ordinals[3] for index in by_first), max)]
    steps = [0] * len(extents)
    ended = highest = 0
    for index in by_first:
        while extents[by_last[ended]].ordinals[3] < extents[index].ordinals[0]:
            highest = max(highest, steps[by_last[ended]])
            ended += 1
        steps[index] = highest + 1
    return tuple(
        Slot(
            steps[index],
            steps[by_first[bisect_left(last_so_far, extent.ordinals[0])]],
            steps[by_first[bisect_right(firsts, extent.ordinals[3]) - 1]],
        )
        for index, extent in enumerate(extents)
    )


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
        step: The step, counted from 1.
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

    An entry that certainly comes after another is in a later step. Within a step, no order is certain.

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
        entries: The entries, step by step. Within a step, they are listed by first and last possible day.
        undated: The events without a date.
    """

    entries: tuple[TimelineEntry, ...]
    undated: tuple[Event, ...] = ()

    @property
    def steps(self) -> tuple[tuple[TimelineEntry, ...], ...]:
        """The entries step by step."""
        return tuple(tuple(group) for _, group in groupby(self.entries, key=lambda entry: entry.slot.step))

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
            return
        dates = [_dated(entry) for entry in self.entries]
        date_width = max(map(len, dates), default=0)
        step_width = len(str(self.entries[-1].slot.step)) if self.entries else 0
        kind_width = max(len(kind.value) for kind in EntryKind)
        step = 0
        for entry, date in zip(self.entries, dates, strict=True):
            number = "" if entry.slot.step == step else str(entry.slot.step)
            step = entry.slot.step
            yield (
                f"{number:>{step_width}}  {date:{date_width}}  {entry.kind.value:{kind_width}}  {entry.text}"
                f"{_reach(entry.slot)}"
            )
        if self.undated:
            yield "Undated:"
            for event in self.undated:
                yield f"{'':{step_width}}  {'':{date_width}}  {EntryKind.EVENT.value:{kind_width}}  {event.name}"

    def __repr__(self) -> str:
        return f"<Timeline of {len(self.entries)} entries in {len(self.steps)} steps, {len(self.undated)} undated>"


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
    """The timeline of a dataset; see `Dataset.timeline`."""
    wanted = {_kind(kind) for kind in kinds}
    accepted = to_certainty(certainty)
    claims = dataset.claims if about is None else dataset.claims.where(about=about)
    if about is None:
        events: list[Event] = [*dataset.events]
    elif isinstance(about, str | Event):
        events = [dataset.events[about if isinstance(about, str) else about.id]]
    else:
        events = [*about]
    found = [entry for entry in _entries(dataset, events, claims) if entry.kind in wanted]
    if during is not None:
        inside = _inside(ImpreciseDate.of(during), accepted)
        found = [entry for entry in found if inside(entry)]
    undated = EntryKind.EVENT in wanted and (during is None or accepted is Certainty.POSSIBLE)
    return Timeline(
        _in_order(found),
        tuple(event for event in events if event.when is None) if undated else (),
    )


def _entries(dataset: RecordSet, events: Iterable[Event], claims: Iterable[Claim]) -> Iterator[TimelineEntry]:
    for event in events:
        if event.when is not None:
            yield TimelineEntry(EntryKind.EVENT, event, None, event.when, event.when.extent)
    for claim in claims:
        event = dataset.events[claim.event]
        if claim.when is not None:
            yield TimelineEntry(EntryKind.TOLD, event, claim, claim.when, claim.when.extent)
        made = dataset.made(claim)
        yield TimelineEntry(EntryKind.SAID, event, claim, made, made.moment)


def _inside(window: ImpreciseDate, certainty: Certainty) -> Callable[[TimelineEntry], bool]:
    accepted = (Truth.YES,) if certainty is Certainty.CERTAIN else (Truth.YES, Truth.POSSIBLY)
    return lambda entry: entry.extent.during(window) in accepted


def _in_order(entries: list[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    slots = placed([entry.extent for entry in entries])
    ordered = [evolve(entry, slot=slot) for entry, slot in zip(entries, slots, strict=True)]
    return tuple(
        sorted(ordered, key=lambda one: (one.slot.step, one.when.sort_key, _ORDER[one.kind], one.id)),
    )


_ORDER: Final = {kind: number for number, kind in enumerate(EntryKind)}


def _kind(value: EntryKind | str) -> EntryKind:
    return to_term(EntryKind, value, "kind of entry")
