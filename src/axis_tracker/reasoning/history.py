"""How the bounds of an estimate change from day to day: in the world, and in what was known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from attrs import evolve

from axis_tracker.dataset.record_set import tables_of
from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.claims import Claim
from axis_tracker.model.vocabulary import Modality
from axis_tracker.phrases import quantity_phrase
from axis_tracker.reasoning.answer_tiers import Resolution
from axis_tracker.reasoning.as_of import NEVER, as_of, view_of
from axis_tracker.reasoning.bounds import Bound, Days, claims_of
from axis_tracker.reasoning.claim_filter import claims_by_event
from axis_tracker.reasoning.estimation import Estimation
from axis_tracker.reasoning.policies import SetAsideReason
from axis_tracker.reasoning.revisions import replacements
from axis_tracker.reasoning.strongest_ends import StrongestEnds

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


def history_of(estimation: Estimation, day: int | None, of: str) -> tuple[HistoryStep, ...]:
    """The steps of an estimate: see `Estimate.history`."""
    if of == "world":
        return _steps(_days_of_the_world(estimation), _in_the_world(estimation))
    if of == "knowledge":
        return _steps(_days_of_knowledge(estimation), _in_what_was_known(estimation, day))
    raise InvalidValueError('expected "world" or "knowledge"', value=of, path="of")


def _in_the_world(estimation: Estimation) -> Callable[[int], Resolution]:
    """The answers on days that are asked for from the first to the last."""
    resolver = estimation.resolver
    if not resolver.takes_strongest:
        return resolver.on
    holding = StrongestEnds(resolver.contradictions)
    for one in resolver.contributions:
        holding.add(one)
    return lambda day: resolver.among(holding.on(day)).on(day)


def _in_what_was_known(estimation: Estimation, day: int | None) -> Callable[[int], Resolution]:
    """The answers for a day by what was known on days that are asked for from the first to the last."""
    if not _only_adds_up(estimation):
        return lambda by: _known(estimation, by, day)
    view = view_of(estimation.dataset)
    claims = tables_of(view.whole)["claims"]
    resolver = estimation.resolver
    holding = StrongestEnds(resolver.contradictions)
    dated = ((view.times.certainly_by(claims[one.bound.claims[0].id]), one) for one in resolver.contributions)
    waiting = sorted(dated, key=lambda each: each[0], reverse=True)

    def seen(bound: Bound, by: int) -> Bound:
        known = view._replace(certainly_by=min(view.certainly_by, by))
        return evolve(bound, claims=tuple(known.claim(claims[one.id]) for one in bound.claims))

    def answered(by: int) -> Resolution:
        while waiting and waiting[-1][0] <= by:
            holding.add(waiting.pop()[1])
        answer = resolver.among(holding.on(day) if day is not None else ()).on(day)
        return evolve(
            answer,
            low_from=tuple(seen(one, by) for one in answer.low_from),
            high_from=tuple(seen(one, by) for one in answer.high_from),
        )

    return answered


def _only_adds_up(estimation: Estimation) -> bool:
    """Whether each claim that became known added its own bound, and changed no other one."""
    resolver = estimation.resolver
    own = resolver.contradictions
    with_windows = claims_by_event(view_of(estimation.dataset).whole).with_windows
    return (
        resolver.takes_strongest
        and not (own.dropped_lows or own.dropped_highs)
        and not estimation.order.declared_parts.declaring
        and with_windows.keys().isdisjoint(estimation.events)
        and all(_is_of_one_claim(one.bound) for one in resolver.contributions)
        and not any(one.reason is SetAsideReason.SUPERSEDED for one in estimation.set_aside)
    )


def _is_of_one_claim(bound: Bound) -> bool:
    return (
        bound.chain is None
        and not bound.is_drifted
        and not bound.is_uncertain
        and bound.series.modality is Modality.ACTUAL
        and len(bound.claims) == 1
    )


def _days_of_the_world(estimation: Estimation) -> set[int]:
    days: set[int] = set()
    for one in estimation.contributions:
        spans: tuple[Days, ...] = (one.bound.low_days, one.bound.presumed_low) if one.gives_low else ()
        spans += (one.bound.high_days, one.bound.presumed_high) if one.gives_high else ()
        days.update(day for first, last in spans if first <= last for day in (first, last + 1))
    return days


def _days_of_knowledge(estimation: Estimation) -> set[int]:
    """The days from which on one more of the claims on the matter, or what revises it, had certainly been made."""
    view = view_of(estimation.dataset)
    replaced_by = replacements(view.whole)
    by_event = claims_by_event(view.whole)
    claims = {claim.id: claim for event in estimation.events for claim in by_event.on(event)}
    claims |= {later.id: later for one in [*claims.values()] for later in replaced_by.of(one)}
    return {view.times.certainly_by(one) for one in claims.values() if view.has(one)}


def _known(estimation: Estimation, by: int, day: int | None) -> Resolution:
    known = as_of(estimation.dataset, date.fromordinal(by))
    return Estimation(known, estimation.asked, estimation.policy, estimation.series).resolver.on(day)


def _steps(changes: Iterable[int], answered: Callable[[int], Resolution]) -> tuple[HistoryStep, ...]:
    steps: list[HistoryStep] = []
    first_day = 1
    for day in sorted({first_day, *(one for one in changes if first_day < one < NEVER)}):
        answer = answered(day)
        low, high = claims_of(answer.low_from), claims_of(answer.high_from)
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
