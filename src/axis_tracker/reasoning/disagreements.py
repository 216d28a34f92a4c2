"""All conflicts of a dataset, whatever is asked. Imports `conflicts` and `cases`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from axis_tracker.dataset.dataset import Dataset
from axis_tracker.imprecise.measures import Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.reasoning.as_of import view_of
from axis_tracker.reasoning.bounds import Bound, bounds_of
from axis_tracker.reasoning.cases import Case, Question
from axis_tracker.reasoning.conflicts import Conflict, Quarrel, quarrels_between
from axis_tracker.reasoning.policies import Policy
from axis_tracker.reasoning.questions import EventOrder, events_of
from axis_tracker.reasoning.sifting import Sieve

__all__ = ["conflicts_in"]

_Counts = dict[tuple[str, Reading], list[Bound]]
"""The bounds on one event by unit and reading, where all that bounds a total is under TOTAL."""


def conflicts_in(dataset: Dataset, policy: Policy) -> tuple[Conflict, ...]:
    """The conflicts of a dataset under a policy: see `Dataset.conflicts`."""
    order = events_of(view_of(dataset).whole)
    sieve = Sieve(dataset, policy)
    counts = {event: found for event in dataset.tables["events"] if (found := _counts(sieve, event))}
    return tuple(
        Conflict(quarrel, unit, partial(_answer, dataset, policy, unit, reading, quarrel))
        for quarrel, unit, reading in _quarrels(dataset, order, counts, policy)
    )


def _counts(sieve: Sieve, event: str) -> _Counts:
    found: _Counts = {}
    for claim, against, bound in sieve.figures_on((event,)):
        if claim.measure is None or against is not None or bound is None:
            continue
        reading = Reading.LEVEL if claim.measure.reading is Reading.LEVEL else Reading.TOTAL
        if sieve.reads(claim.measure.reading, reading):
            found.setdefault((claim.measure.quantity.unit, reading), []).append(bound)
    return {key: bounds_of(bounds) for key, bounds in found.items()}


def _quarrels(
    dataset: Dataset, order: EventOrder, counts: dict[str, _Counts], policy: Policy
) -> Iterator[tuple[Quarrel, str, Reading]]:
    events = dataset.tables["events"]
    for event in sorted(counts):
        record = events[event]
        around = order.around(record.kind, order.fields_of(record), [record])
        for (unit, reading), bounds in sorted(counts[event].items(), key=lambda one: (one[0][0], one[0][1].value)):
            lows = [one for one in bounds if one.low is not None]
            highs = [
                one
                for whole in around
                for one in counts.get(whole.id, {}).get((unit, reading), ())
                if one.high is not None
            ]
            for quarrel in quarrels_between(lows, highs, order, policy.phases):
                yield quarrel, unit, reading


def _answer(
    dataset: Dataset, policy: Policy, unit: str, reading: Reading, quarrel: Quarrel, dropped: Collection[Bound]
) -> Quantity:
    """What the figure that is limited from above would be, on the first day of the conflict."""
    order = events_of(view_of(dataset).whole)
    event = dataset.tables["events"][quarrel.high.event]
    fields = tuple(sorted(order.fields_of(event).items()))
    question = Question(event.kind, fields, quarrel.high.phase, reading, unit, quarrel.high.start, event.id)
    return Case(dataset, question, policy).settled(quarrel.day, dropped).quantity
