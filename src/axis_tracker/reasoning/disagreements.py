"""All conflicts of a dataset, whatever is asked. Imports `conflicts` and `cases`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from axis_tracker.dataset.dataset import Dataset
from axis_tracker.imprecise.measures import Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.reasoning.as_of import moment_of, view_of
from axis_tracker.reasoning.bounds import Bound, bounds_of, read_bound
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
    counts = {event: found for event in dataset.tables["events"] if (found := _counts(dataset, event, policy))}
    return tuple(
        Conflict(quarrel, unit, partial(_answer, dataset, policy, unit, reading, quarrel))
        for quarrel, unit, reading in _quarrels(dataset, order, counts, policy)
    )


def _counts(dataset: Dataset, event: str, policy: Policy) -> _Counts:
    sieve = Sieve(dataset, policy)
    whole = view_of(dataset).whole
    found: _Counts = {}
    for claim, position in sieve.claims_on((event,)):
        if claim.measure is None or sieve.reason_against(claim, position) is not None:
            continue
        reading = Reading.LEVEL if claim.measure.reading is Reading.LEVEL else Reading.TOTAL
        if sieve.reads(claim.measure.reading, reading):
            bound = read_bound(
                claim,
                event=event,
                made=moment_of(whole.made(claim) if claim.made is None else claim.made),
                is_named=sieve.is_named(claim),
                margin=policy.margin,
            )
            if bound is not None:
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
