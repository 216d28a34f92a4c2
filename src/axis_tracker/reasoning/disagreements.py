"""All conflicts of a dataset, whatever is asked. Imports `survey`, `conflicts` and `cases`."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from axis_tracker.dataset.record_set import RecordSet, tables_of
from axis_tracker.imprecise.measures import Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.reasoning.as_of import view_of
from axis_tracker.reasoning.bounds import Bound
from axis_tracker.reasoning.cases import Case, Question
from axis_tracker.reasoning.conflicts import Conflict, Quarrel
from axis_tracker.reasoning.policies import Policy
from axis_tracker.reasoning.questions import events_of
from axis_tracker.reasoning.survey import survey_of

__all__ = ["conflicts_in"]


def conflicts_in(dataset: RecordSet, policy: Policy) -> tuple[Conflict, ...]:
    """The conflicts of a dataset under a policy: see `Dataset.conflicts`."""
    found = [
        (quarrel, unit, reading)
        for reading in (Reading.TOTAL, Reading.LEVEL)
        for survey in (survey_of(dataset, policy, reading),)
        for quarrel, unit in (*survey.quarrels, *survey.sum_quarrels)
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


def _answer(
    dataset: RecordSet, policy: Policy, unit: str, reading: Reading, quarrel: Quarrel, dropped: Collection[Bound]
) -> Quantity:
    """What the figure that is limited from above would be, on the first day of the conflict."""
    order = events_of(view_of(dataset).whole)
    event = tables_of(dataset)["events"][quarrel.high.event]
    fields = tuple(sorted(order.fields_of(event).items()))
    question = Question(event.kind, fields, quarrel.high.phase, reading, unit, quarrel.high.start, event.id)
    return Case(dataset, question, policy).weighing.settled(quarrel.day, dropped).quantity
