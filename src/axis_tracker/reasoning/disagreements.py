"""All conflicts of a dataset, whatever is asked. Imports `survey`, `conflicts` and `cases`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from axis_tracker.dataset.dataset import Dataset
from axis_tracker.imprecise.measures import Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.reasoning.as_of import view_of
from axis_tracker.reasoning.bounds import Bound
from axis_tracker.reasoning.cases import Case, Question
from axis_tracker.reasoning.conflicts import Conflict, Quarrel, is_counted
from axis_tracker.reasoning.ends import exceeds, fewest_above, strongest_sum, sums_of
from axis_tracker.reasoning.policies import Policy
from axis_tracker.reasoning.questions import events_of
from axis_tracker.reasoning.survey import Cell, Survey, survey_of

__all__ = ["conflicts_in"]


def conflicts_in(dataset: Dataset, policy: Policy) -> tuple[Conflict, ...]:
    """The conflicts of a dataset under a policy: see `Dataset.conflicts`."""
    found = [
        (quarrel, unit, reading)
        for reading in (Reading.TOTAL, Reading.LEVEL)
        for quarrel, unit in _quarrels(survey_of(dataset, policy, reading), dataset, policy)
    ]
    found.sort(key=lambda one: _place(*one))
    return tuple(
        Conflict(quarrel, unit, partial(_answer, dataset, policy, unit, reading, quarrel))
        for quarrel, unit, reading in found
    )


def _place(quarrel: Quarrel, unit: str, reading: Reading) -> tuple[object, ...]:
    """Where a conflict stands in the list: by the events and claims on the lower side, then by those on the upper."""
    sides = tuple((one.event, *(claim.id for claim in one.claims)) for one in (*quarrel.lows, quarrel.high))
    return (quarrel.lows[0].event, unit, reading.value, len(quarrel.lows), sides)


def _quarrels(survey: Survey, dataset: Dataset, policy: Policy) -> Iterator[tuple[Quarrel, str]]:
    yield from survey.quarrels
    for key, cell in survey.cells.items():
        for quarrel in _sum_quarrels(cell, dataset, policy):
            yield quarrel, key.unit


def _sum_quarrels(cell: Cell, dataset: Dataset, policy: Policy) -> Iterator[Quarrel]:
    """For each upper bound, the fewest disjoint windows that add up to more, none of which does so by itself."""
    sums = sums_of(cell.lows)
    order = events_of(view_of(dataset).whole)
    for above in cell.own_highs if sums else ():
        high, last = above.high, above.high_days[1]
        if high is not None and exceeds(max(one.by(last) for one in sums), high):
            lesser = [
                one
                for one in cell.lows
                if one.low is not None
                and one.last <= last
                and not exceeds(one.low, high)
                and is_counted(one, above, order, policy.phases)
            ]
            total, chain = strongest_sum(lesser)
            if total is not None and exceeds(total, high):
                yield Quarrel(fewest_above(chain, high), above)


def _answer(
    dataset: Dataset, policy: Policy, unit: str, reading: Reading, quarrel: Quarrel, dropped: Collection[Bound]
) -> Quantity:
    """What the figure that is limited from above would be, on the first day of the conflict."""
    order = events_of(view_of(dataset).whole)
    event = dataset.tables["events"][quarrel.high.event]
    fields = tuple(sorted(order.fields_of(event).items()))
    question = Question(event.kind, fields, quarrel.high.phase, reading, unit, quarrel.high.start, event.id)
    return Case(dataset, question, policy).weighing.settled(quarrel.day, dropped).quantity
