"""How the bounds of an estimate change from day to day: in the world, and in what was known of it.

Imports `cases`; `estimates` calls it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.claims import Claim
from axis_tracker.phrases import quantity_phrase
from axis_tracker.reasoning.as_of import NEVER, as_of, view_of
from axis_tracker.reasoning.cases import Case
from axis_tracker.reasoning.sifting import claims_of
from axis_tracker.reasoning.weighing import Settled, claims_in

__all__ = ["HistoryStep", "history_of"]


class HistoryStep(NamedTuple):
    """A period in which the bounds do not change.

    >>> import axis_tracker as axt
    >>> for step in axt.load().estimate(event="kp-ru-artillery-ammunition").history():
    ...     print(step)
    until 2024-06-29: no usable figure for rounds
    2024-06-30 to 2024-12-30: more than 1 million rounds
    from 2024-12-31: more than 5 million rounds

    Attributes:
        first: The first day. None for the first step, which has no beginning.
        last: The last day. None for the last step, which has no end.
        quantity: The bounds.
        binding_low: The claims behind the lower bound, by id.
        binding_high: The claims behind the upper bound, by id.
    """

    first: date | None
    last: date | None
    quantity: Quantity
    binding_low: tuple[Claim, ...]
    binding_high: tuple[Claim, ...]

    @property
    def days(self) -> str:
        """Its first and last day in words, such as "from 2024-06-30" for a step without an end."""
        if self.first is None:
            return "at all times" if self.last is None else f"until {self.last}"
        return f"from {self.first}" if self.last is None else f"{self.first} to {self.last}"

    def __str__(self) -> str:
        return f"{self.days}: {quantity_phrase(self.quantity)}"

    def __repr__(self) -> str:
        return f"<HistoryStep {self}>"


def history_of(case: Case, day: int | None, of: str) -> tuple[HistoryStep, ...]:
    """The steps of an estimate: see `Estimate.history`."""
    if of == "world":
        return _steps(_days_of_the_world(case), case.weighing.settled)
    if of == "knowledge":
        return _steps(_days_of_knowledge(case), lambda by: _known(case, by, day))
    raise InvalidValueError('expected "world" or "knowledge"', value=of, path="of")


def _days_of_the_world(case: Case) -> set[int]:
    days: set[int] = set()
    for one in case.bearings:
        if one.gives_low:
            days |= {one.bound.low_days[0], one.bound.low_days[1] + 1}
        if one.gives_high:
            days |= {one.bound.high_days[0], one.bound.high_days[1] + 1}
    return days


def _days_of_knowledge(case: Case) -> set[int]:
    """The days from which on one more of the claims on the matter, or what revises it, had certainly been made."""
    view = view_of(case.dataset)
    index = claims_of(view)
    claims = {claim.id: claim for event in case.events for claim in index.of_event(event)}
    claims |= {later.id: later for one in [*claims.values()] for later in index.revisions_of(one)}
    return {view.times.certainly_by(one) for one in claims.values() if view.has(one)}


def _known(case: Case, by: int, day: int | None) -> Settled:
    known = as_of(case.dataset, date.fromordinal(by))
    return Case(known, case.question, case.policy).weighing.settled(day)


def _steps(changes: Iterable[int], settled: Callable[[int], Settled]) -> tuple[HistoryStep, ...]:
    steps: list[HistoryStep] = []
    first_day = 1
    for day in sorted({first_day, *(one for one in changes if first_day < one < NEVER)}):
        answer = settled(day)
        low, high = claims_in(answer.low_from), claims_in(answer.high_from)
        if steps and _is_same(steps[-1], answer.quantity, low, high):
            continue
        if steps:
            steps[-1] = steps[-1]._replace(last=date.fromordinal(day - 1))
        steps.append(HistoryStep(None if day == first_day else date.fromordinal(day), None, answer.quantity, low, high))
    return tuple(steps)


def _is_same(step: HistoryStep, quantity: Quantity, low: tuple[Claim, ...], high: tuple[Claim, ...]) -> bool:
    """Whether nothing has changed; a claim that has only appeared in another document is the same."""
    ids = tuple(tuple(claim.id for claim in side) for side in (low, high))
    return step.quantity == quantity and ids == tuple(
        tuple(claim.id for claim in side) for side in (step.binding_low, step.binding_high)
    )
