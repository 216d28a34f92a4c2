"""Implication: whether one claim about an event or a figure implies another, for its day and its figure.

Running totals only grow, over time and from narrower to wider events. So "10,000 by October" implies "more than 8,000
by December", whereas "15,000 by April" says nothing of October. Imports the model, the dataset and `matters`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.dataset.said_times import ALWAYS, NEVER
from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.imprecise.dates import Boundary
from axis_tracker.imprecise.measures import Measure, Phase, Reading
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Activity
from axis_tracker.reasoning.covered_events import events_covered
from axis_tracker.reasoning.denials import says_none
from axis_tracker.reasoning.event_order import starts_no_later
from axis_tracker.reasoning.matters import Days, beginning, stood_on
from axis_tracker.reasoning.utterances import said_on

__all__ = ["Implication", "figure_of", "implication"]


class Implication(ControlledTerm):
    """How a claim relates to another claim that it may imply."""

    IMPLIES = "implies", "implies the claim"
    NO_FIGURE = "no-figure", "gives no figure"
    OTHER_MEASURE = (
        "other-measure",
        "gives a figure in another unit, phase or reading, of another whole or from another date",
    )
    OTHER_TIME = "other-time", "is about another time, so it does not imply this"
    SAYS_LESS = "says-less", "gives a figure too imprecise to support the claim"
    UNCERTAIN = "uncertain", "marks its own figure as uncertain"
    CONTRADICTS = "contradicts", "gives a figure that contradicts the claim"


_ABOVE: Final = {
    Phase.USED: (Phase.DELIVERED, Phase.SENT),
    Phase.DELIVERED: (Phase.SENT,),
    Phase.LOST: (Phase.SENT,),
}
"""The phases through which everything in a phase has gone before."""

_ADDING_UP: Final = (Reading.TOTAL, Reading.INCREMENT, Reading.LEVEL)
"""The readings from which a total has a lower bound."""


def figure_of(claim: Claim) -> Measure | None:
    """Return the measure of a claim if its figure has an end; a vague size such as "a large number" has none."""
    measure = claim.measure
    if measure is None or (measure.quantity.low is None and measure.quantity.high is None):
        return None
    return measure


def implication(dataset: RecordSet, claim: Claim, matter: Claim) -> Implication:
    """Return whether a claim implies another one. Both assert something of one event, or one within the other.

    >>> import axis_tracker as axt
    >>> def said(key, made, figure):
    ...     measure = {"quantity": figure, "phase": "sent"}
    ...     return axt.Claim(id=key, event="e", claimants=["kp"], made=made, measure=measure, summary="A total.")
    >>> october, april = said("a", "2024-10-23", "10,000 troops"), said("b", "2025-04", "at least 8,000 troops")
    >>> ds = axt.Dataset([
    ...     axt.Actor(id="kp", name="North Korea", kind="state"), axt.Place(id="ru", name="Russia"),
    ...     axt.Item(id="t", name="troops"), axt.Deployment(id="e", name="Troops", of="kp", to="ru", item="t"),
    ...     october, april,
    ... ])
    >>> implication(ds, october, april), implication(ds, april, october)
    (<Implication.IMPLIES>, <Implication.SAYS_LESS>)
    """
    wanted, given = figure_of(matter), figure_of(claim)
    if wanted is None:
        if claim.when is not None and matter.when is not None and claim.when.overlaps(matter.when) is Truth.NO:
            return Implication.OTHER_TIME
        return Implication.CONTRADICTS if says_none(claim) else Implication.IMPLIES
    if given is None:
        return Implication.NO_FIGURE
    if given.quantity.unit != wanted.quantity.unit:
        return Implication.OTHER_MEASURE
    if given.quantity.is_uncertain and not wanted.quantity.is_uncertain:
        return Implication.UNCERTAIN
    if wanted.reading is Reading.TOTAL and given.reading in _ADDING_UP:
        return _of_total(dataset, claim, matter, given, wanted)
    if not wanted.comparable(given) or claim.event != matter.event:
        return Implication.OTHER_MEASURE
    return _of_days(dataset, claim, matter, given, wanted)


def _of_total(dataset: RecordSet, claim: Claim, matter: Claim, given: Measure, wanted: Measure) -> Implication:
    """Whether a figure implies a total: end by end, on the days on which the ends hold."""
    is_below = _is_counted_in(dataset, claim, matter, given, wanted)
    is_above = given.reading is Reading.TOTAL and _is_counted_in(dataset, matter, claim, wanted, given)
    if not is_below and not is_above:
        return Implication.OTHER_MEASURE
    (first, last), (matter_first, matter_last) = (stood_on(one.when, said_on(dataset, one)) for one in (claim, matter))
    ours, theirs = given.quantity, wanted.quantity
    if is_below and last <= matter_first and ours.is_more_than(theirs).is_certain:
        return Implication.CONTRADICTS
    if is_above and matter_last <= first and ours.is_less_than(theirs).is_certain:
        return Implication.CONTRADICTS
    low_follows = theirs.low is None or (
        is_below and ours.low is not None and (ours.low, not ours.includes_low) >= (theirs.low, not theirs.includes_low)
    )
    high_follows = theirs.high is None or (
        is_above and ours.high is not None and (ours.high, ours.includes_high) <= (theirs.high, theirs.includes_high)
    )
    if not low_follows or not high_follows:
        kinds = [(one.phase, one.reading) for one in (given, wanted)]
        if kinds[0] != kinds[1] or beginning(claim) != beginning(matter):
            return Implication.OTHER_MEASURE
        # Figures that would contradict each other on one day do not on two, because totals grow.
        is_of_same = is_below and is_above and not ours.compatible(theirs)
        return Implication.OTHER_TIME if is_of_same else Implication.SAYS_LESS
    if (theirs.low is None or last <= matter_last) and (theirs.high is None or matter_first <= first):
        return Implication.IMPLIES
    return Implication.OTHER_TIME


def _is_counted_in(dataset: RecordSet, part: Claim, whole: Claim, ours: Measure, theirs: Measure) -> bool:
    """Whether everything that one figure counts is counted by a total as well."""
    if part.event not in events_covered(dataset, whole.event):
        return False
    is_ordered = not isinstance(dataset.events[part.event], Activity)
    if ours.phase is not theirs.phase and not (is_ordered and theirs.phase in _ABOVE.get(ours.phase, ())):
        return False
    start = beginning(whole)
    if start is None:
        return True
    if ours.phase is not theirs.phase:
        return False  # what was delivered since a day may have been sent before it
    begun = beginning(part)
    if begun is None and ours.reading is Reading.INCREMENT and part.when is not None:
        return starts_no_later(start, part.when.start)
    return begun is not None and starts_no_later(start, begun)


def _of_days(dataset: RecordSet, claim: Claim, matter: Claim, given: Measure, wanted: Measure) -> Implication:
    """Whether a figure implies another one that holds on certain days, such as a level, a rate or a share."""
    ours, theirs = _held(dataset, claim), _held(dataset, matter)
    certain = max(ours.certain[0], theirs.certain[0]) <= min(ours.certain[1], theirs.certain[1])
    is_increment = wanted.reading is Reading.INCREMENT
    if certain and not is_increment and not given.quantity.compatible(wanted.quantity):
        return Implication.CONTRADICTS
    if given.quantity.compatible(wanted.quantity) and not wanted.quantity.contains(given.quantity):
        return Implication.SAYS_LESS
    if not wanted.quantity.contains(given.quantity):
        return Implication.OTHER_TIME
    if claim.when == matter.when and (claim.when is not None or ours == theirs):
        return Implication.IMPLIES
    if is_increment:
        return Implication.OTHER_TIME
    return Implication.IMPLIES if ours.covers(theirs) else Implication.OTHER_TIME


class _Held(NamedTuple):
    """The days on which a figure certainly held, and a range of days that includes a day on which it held."""

    certain: Days
    possible: Days

    def covers(self, other: _Held) -> bool:
        """Whether this figure held on all certain days of the other, or else on a day in the range of the other."""
        if other.certain[0] <= other.certain[1]:
            return self.certain[0] <= other.certain[0] and other.certain[1] <= self.certain[1]
        if self.certain[0] <= self.certain[1]:
            return max(self.certain[0], other.possible[0]) <= min(self.certain[1], other.possible[1])
        return other.possible[0] <= self.possible[0] and self.possible[1] <= other.possible[1]


def _held(dataset: RecordSet, claim: Claim) -> _Held:
    said = said_on(dataset, claim)
    when = claim.when
    if when is None:
        return _Held(said if said[0] == said[1] else (NEVER, ALWAYS), said)
    begun, surely_begun, surely_ended, ended = when.extent.ordinals
    if when.ends is Boundary.OPEN:
        # What goes on without end goes on, as far as the claimant can know, until it is said.
        surely_ended, ended = said
    return _Held((surely_begun, surely_ended), (begun, ended))
