"""Denials: what a denial or a doubt covers, given the day on which it was made.

A denial covers what had happened by its day. It says nothing of what happened later. Imports the model, the dataset,
`matters` and the order of events.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from axis_tracker.dataset.record_set import RecordSet, derived
from axis_tracker.imprecise.measures import Reading
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.claims import Claim
from axis_tracker.model.vocabulary import Modality, Stance
from axis_tracker.reasoning.as_of import ALWAYS, NEVER
from axis_tracker.reasoning.matters import Days, beginning
from axis_tracker.reasoning.questions import events_of
from axis_tracker.reasoning.revisions import replacements

__all__ = [
    "Coverage",
    "Happened",
    "calls_into_question",
    "coverage",
    "denial_covers",
    "events_covered",
    "happened",
    "is_against",
    "is_certainly_before",
    "is_of_matter",
    "said_on",
    "says_none",
]

_EVEN: Final = 45
"""Percent: where "roughly even chance" begins on the scale of ICD 203."""


def calls_into_question(claim: Claim) -> bool:
    """Return whether a claim doubts: by its stance, or because it asserts what its own hedge puts below an even chance.

    >>> doubt = {"id": "x", "event": "troops", "claimants": ["nis"], "made": "2024-10", "summary": "Troops are there."}
    >>> calls_into_question(Claim(**doubt)), calls_into_question(Claim(**doubt, likelihood="unlikely"))
    (False, True)
    """
    high = claim.likelihood.high
    return claim.stance is Stance.DOUBTS or (claim.stance is Stance.ASSERTS and high is not None and high <= _EVEN)


def is_against(claim: Claim) -> bool:
    """Return whether a claim denies or doubts. Refusals to comment and failed verifications take no side."""
    return claim.stance is Stance.DENIES or calls_into_question(claim)


def says_none(claim: Claim) -> bool:
    """Return whether a claim gives the figure zero, as an observer does who has seen none."""
    if claim.measure is None:
        return False
    quantity = claim.measure.quantity
    return quantity.high is not None and quantity.high <= 0


class Coverage(NamedTuple):
    """Whether a denial covers an assertion.

    Attributes:
        matter: Whether the denial is about what is asserted, regardless of the time.
        time: Whether what is asserted had happened by the day of the denial.
    """

    matter: Truth
    time: Truth

    @property
    def truth(self) -> Truth:
        """Whether the denial covers the assertion."""
        return self.matter & self.time

    @property
    def is_earlier(self) -> bool:
        """Whether the denial is about this matter, but was made before what is asserted can have happened."""
        return self.matter.is_possible and self.time is Truth.NO


def denial_covers(dataset: RecordSet, denial: Claim, assertion: Claim) -> Truth:
    """Return whether a denial or doubt covers an assertion.

    - It covers what it answers, and what has replaced this, unless that happened later.
    - It covers assertions on its event and on the parts of its event, in its modality. A denial of a figure covers the
      figures that imply the denied one. No denial covers an assertion that there were none.
    - It covers what had happened by the day on which it was made. `when` of the assertion decides, or else `when` of
      its event. What was reported as a fact before the denial had also happened. Otherwise the answer is POSSIBLY.

    It does not matter when others report the denial.

    >>> import axis_tracker as axt
    >>> about = {"event": "arms", "summary": "Says something of the arms."}
    >>> ds = axt.Dataset([
    ...     axt.Actor(id="kp", name="North Korea", kind="state"), axt.Actor(id="ru", name="Russia", kind="state"),
    ...     axt.Item(id="arms", name="arms"),
    ...     axt.ArmsTransfer(id="arms", name="Arms to Russia", supplier="kp", recipient="ru", item="arms"),
    ...     axt.Claim(id="never", claimants=["kp"], made="2022-09-22", stance="denies", **about),
    ...     axt.Claim(id="sold", claimants=["ru"], made="2024-11", when="2022-08", **about),
    ...     axt.Claim(id="later", claimants=["ru"], made="2024-11", when="2024", **about),
    ... ])
    >>> never = ds.claims["never"]
    >>> denial_covers(ds, never, ds.claims["sold"]), denial_covers(ds, never, ds.claims["later"])
    (<Truth.YES>, <Truth.NO>)
    """
    return coverage(dataset, denial, assertion).truth


def coverage(dataset: RecordSet, denial: Claim, assertion: Claim) -> Coverage:
    """Return whether a denial is about an assertion, and whether the assertion had happened by then."""
    if assertion.id in denial.answers:
        return Coverage(Truth.YES, Truth.YES)
    time = happened(dataset, assertion).by(said_on(dataset, denial))
    if any(
        assertion.id == one.id
        for key in denial.answers
        for one in replacements(dataset).standing_for(dataset.claims[key])
    ):
        return Coverage(Truth.YES, Truth.NO if time is Truth.NO else Truth.YES)
    if is_certainly_before(denial, assertion):
        time = Truth.NO
    return Coverage(is_of_matter(dataset, denial, assertion), time)


def is_certainly_before(one: Claim, other: Claim) -> bool:
    """Return whether what one claim is about certainly ended before what the other is about began, by their `when`."""
    return one.when is not None and other.when is not None and one.when.precedes(other.when).is_certain


def is_of_matter(dataset: RecordSet, denial: Claim, assertion: Claim) -> Truth:
    """Return whether a denial is about what is asserted, regardless of the day of the denial."""
    if denial.modality is not assertion.modality or says_none(assertion):
        return Truth.NO
    if assertion.event not in events_covered(dataset, denial.event) or is_certainly_before(assertion, denial):
        return Truth.NO
    if denial.measure is None:
        return Truth.YES
    if assertion.measure is None or not denial.measure.comparable(assertion.measure):
        return Truth.NO
    denied, asserted = denial.measure.quantity, assertion.measure.quantity
    return Truth.of(certain=denied.contains(asserted), possible=denied.compatible(asserted))


class Happened(NamedTuple):
    """When what a claim asserts happened, as ordinals.

    Attributes:
        begun: The first day by which it can have happened.
        certain: The day by which it certainly had happened.
    """

    begun: int
    certain: int

    def by(self, days: Days) -> Truth:
        """Whether it had happened by a day, given as the first and the last possible one."""
        return Truth.of(certain=self.certain <= days[0], possible=self.begun <= days[1])


def happened(dataset: RecordSet, claim: Claim) -> Happened:
    """Return when what a claim asserts happened. What was reported as a fact had happened when it was reported.

    A total is dated by the day on which it stood. What goes on had happened as soon as it had begun, except for figures
    that add up over the time. A plan or a forecast is dated by the day on which it was made, because it is denied as
    such.
    """
    said, said_last = said_on(dataset, claim)
    if claim.modality is not Modality.ACTUAL:
        return Happened(said, said_last)
    begun, complete = _days(dataset, claim)
    # Whoever reports something before it can have begun has the wrong date, so that nothing follows from it.
    return Happened(begun, complete if begun > said_last else min(complete, said_last))


def _days(dataset: RecordSet, claim: Claim) -> tuple[int, int]:
    when = claim.when
    if when is None:
        event = dataset.events[claim.event].when
        if event is None:
            return ALWAYS, NEVER
        begun, _, _, complete = event.extent.ordinals
        return begun, complete
    first_begin, last_begin, first_end, last_end = when.extent.ordinals
    reading = None if claim.measure is None else claim.measure.reading
    if reading is Reading.TOTAL and beginning(claim) is None:
        return first_end, last_end
    adds_up = reading in (Reading.TOTAL, Reading.INCREMENT)
    return first_begin, last_end if adds_up else last_begin


def said_on(dataset: RecordSet, claim: Claim) -> Days:
    """Return the first and the last day on which an utterance can have been made, by all claims that report it.

    If their dates exclude each other, these are the first and the last day that any of them gives.
    """
    if claim.origin is None:
        first, _, _, last = dataset.made(claim).moment.ordinals
        return first, last
    known = derived(dataset, _UtteranceDays)
    return known.of(claim.origin)


class _UtteranceDays:
    """When the utterances were made that have an origin."""

    __slots__ = ("_dataset", "_known", "_reports")

    def __init__(self, dataset: RecordSet) -> None:
        self._dataset = dataset
        self._known: dict[str, Days] = {}
        self._reports: dict[str, list[Claim]] = {}
        for claim in dataset.claims:
            if claim.origin is not None:
                self._reports.setdefault(claim.origin, []).append(claim)

    def of(self, origin: str) -> Days:
        days = self._known.get(origin)
        if days is None:
            moments = {self._dataset.made(claim).moment for claim in self._reports[origin]}
            firsts, lasts = ([one.ordinals[end] for one in moments] for end in (0, 3))
            days = (max(firsts), min(lasts))
            if days[0] > days[1]:
                days = (min(firsts), max(lasts))
            self._known[origin] = days
        return days


def events_covered(dataset: RecordSet, event: str) -> frozenset[str]:
    """Return the ids of an event and of all events that are within it or parts of it."""
    return derived(dataset, _Covered).by(event)


class _Covered:
    """The events within each event that somebody denies, or that is looked up."""

    __slots__ = ("_dataset", "_known")

    def __init__(self, dataset: RecordSet) -> None:
        self._dataset = dataset
        self._known: dict[str, frozenset[str]] = {}

    def by(self, event: str) -> frozenset[str]:
        known = self._known.get(event)
        if known is None:
            found: set[str] = set()
            for one in self._with_parts(event):
                found.update(self._within(one))
            known = self._known[event] = frozenset(found)
        return known

    def _with_parts(self, event: str) -> Iterator[str]:
        """Yield the event and its declared parts, their parts, and so on."""
        seen = {event}
        waiting = [event]
        while waiting:
            current = waiting.pop()
            yield current
            new = {key for parts in self._dataset.events[current].parts for key in parts.events} - seen
            seen |= new
            waiting.extend(sorted(new))

    def _within(self, event: str) -> Iterator[str]:
        order = events_of(self._dataset)
        whole = self._dataset.events[event]
        yield event
        for one in order.inside(whole.kind, order.fields_of(whole)):
            if order.is_within(one.id, event):
                yield one.id
