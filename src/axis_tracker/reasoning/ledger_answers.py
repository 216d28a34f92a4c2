"""The answers of estimates, as far as a ledger shows them.

An estimate of one event goes through all figures of the events within it. In a chain of items, this would take a ledger
quadratic time. So where nothing stands against the figures of an event, `plain_answer` reads the answer and the claims
behind it from the carried bounds. A test keeps both ways equal.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from axis_tracker.dataset.record_set import RecordSet, tables_of
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.claims import Claim
from axis_tracker.phrases import names_phrase
from axis_tracker.reasoning.bounds import Bound, High, Low, Series, claims_of
from axis_tracker.reasoning.bulk_estimates import Answers, EstimateRow
from axis_tracker.reasoning.conflict_index import ConflictIndex, conflict_index
from axis_tracker.reasoning.estimates import Estimate, question_about
from axis_tracker.reasoning.estimation import Estimation
from axis_tracker.reasoning.explaining import not_used_because
from axis_tracker.reasoning.policies import Policy

__all__ = ["LedgerAnswer", "LedgerAnswers", "answer_of"]

_MOST_CONFLICTS: Final = 3
"""How many conflicts of a figure are written out; the others are counted."""
_MOST_ITEMS: Final = 3


class LedgerAnswer(NamedTuple):
    """What an estimate says.

    Attributes:
        series: What is counted.
        quantity: The bounds.
        at: The day.
        since: The beginning of the count, or None.
        counted: The unit, and the items if they are narrower than the item asked about.
        claims: The claims that give the bounds, and those in conflict, by id.
        used: The ids of the claims that bound the quantity or are in conflict.
        conflicts: The conflicts in words.
        estimate: The function that returns the estimate.
    """

    series: Series
    quantity: Quantity
    at: date | None
    since: ImpreciseDate | None
    counted: str
    claims: tuple[Claim, ...]
    used: frozenset[str]
    conflicts: tuple[str, ...]
    estimate: Callable[[], Estimate]

    @property
    def says_something(self) -> bool:
        """Whether it has a bound or a conflict."""
        return bool(self.conflicts) or (self.quantity.low, self.quantity.high) != (None, None)

    def reasons(self) -> Mapping[str, str]:
        """Return why the estimate does not use each claim that it sets aside, by the id of the claim."""
        estimate = self.estimate()
        return {one.claim.id: not_used_because(estimate, one) for one in estimate.set_aside}


def answer_of(estimation: Estimation) -> LedgerAnswer:
    """Return the answer of an estimation for the last day that its claims mention."""
    estimate = Estimate(estimation, estimation.resolver.last_day(), None)
    in_conflict = [claim for one in estimate.conflicts for claim in (*one.lower, *one.upper)]
    basis = {claim.id: claim for claim in (*estimate.binding_low, *estimate.binding_high, *in_conflict)}
    return LedgerAnswer(
        estimation.series,
        estimate.quantity,
        estimate.at,
        estimate.question.since,
        estimate.counted,
        tuple(basis[key] for key in sorted(basis)),
        frozenset(claim.id for claim in (*estimate.supporting, *in_conflict)),
        tuple(_conflicts(estimate)),
        lambda: estimate,
    )


def _conflicts(estimate: Estimate) -> Iterator[str]:
    for one in estimate.conflicts[:_MOST_CONFLICTS]:
        yield f"{one.at_least} and {one.at_most} cannot both be true"
    more = len(estimate.conflicts) - _MOST_CONFLICTS
    if more > 0:
        yield f"{more} more conflicts"


class LedgerAnswers:
    """The answers about single events."""

    def __init__(self, dataset: RecordSet, policy: Policy) -> None:
        self._dataset = dataset
        self._policy = policy
        self._all = Answers(dataset, policy, None)
        figures = ((self._all.figure(place), place) for place in range(len(self._all)))
        self._places = {(figure.event, figure.series): place for figure, place in figures}
        self._index: ConflictIndex = conflict_index(dataset, policy)
        self._found: dict[Hashable, dict[int, tuple[Bound, ...]]] = {}

    def row(self, event: str, series: Series) -> EstimateRow | None:
        """The bounds of one figure of an event, or None if no claim limits it."""
        place = self._places.get((event, series))
        return None if place is None else self._all.row(place)

    def about(self, event: str, series: Series) -> LedgerAnswer:
        """Return the answer about one figure of an event."""
        return self._plain(event, series) or answer_of(self.estimation(event, series))

    def estimation(self, event: str, series: Series) -> Estimation:
        """Return the full estimation of one figure of an event."""
        return Estimation(self._dataset, question_about(self._dataset, {}, event=event), self._policy, series)

    def _plain(self, event: str, series: Series) -> LedgerAnswer | None:
        """The answer from the carried bounds, or None if the figure needs to be resolved."""
        place = self._places.get((event, series))
        cell = None if place is None else self._all.figure(place).cell
        day = None if cell is None else cell.last_day
        ends = None if cell is None or day is None else cell.on(day)
        if place is None or day is None or ends is None:
            return None
        low, high, includes_low, includes_high = ends
        number = self._index.classes.number[event]
        lows = () if low is None else self._lows(number, series, (low, not includes_low), day)
        highs = () if high is None else self._highs(number, series, (high, includes_high), day)
        # Without a single bound that gives an end, several bounds give it together.
        if (low is not None and not lows) or (high is not None and not highs):
            return None
        row = self._all.row(place)
        own = self._index.carried.own[number]
        return LedgerAnswer(
            series,
            row.quantity,
            row.at,
            None,
            self._counted(event, series.unit, (*lows, *highs)),
            claims_of((*lows, *highs)),
            frozenset(claim.id for one in own if _is_on(one, series, day) for claim in one.claims),
            (),
            lambda: Estimate(self.estimation(event, series), day, None),
        )

    def _lows(self, number: int, series: Series, low: Low, day: int) -> tuple[Bound, ...]:
        """The lower ends of a class and its parts that give an end on a day."""
        carried = self._index.carried
        wanted = frozenset(self._index.parts_of(series, self._index.kind_of(number), carried.lows[number]))

        def own(current: int) -> Iterator[Bound]:
            for one in carried.own[current]:
                if one.series in wanted and one.low == low and one.low_days[0] <= day <= one.low_days[1]:
                    yield one

        def has_end(part: int) -> bool:
            found = [lows for one in wanted if (lows := carried.lows[part].get(one)) is not None]
            return any(low == one.on(day) or any(low == window.low for window in one.windows) for one in found)

        return self._giving((wanted, low, day, "low"), number, own, lambda one: filter(has_end, carried.parts[one]))

    def _highs(self, number: int, series: Series, high: High, day: int) -> tuple[Bound, ...]:
        """The upper ends of a class and its wholes that give an end on a day."""
        carried, wholes = self._index.carried, self._index.classes.lasting_wholes
        wanted = frozenset(self._index.wholes_of(series, self._index.kind_of(number), carried.highs[number]))

        def own(current: int) -> Iterator[Bound]:
            for one in carried.own[current]:
                if one.series in wanted and one.high == high and one.start is None and _is_high_on(one, day):
                    yield one

        def has_end(whole: int) -> bool:
            found = [highs for one in wanted if (highs := carried.highs[whole].get(one)) is not None]
            strongest = (each for one in found for each in (one.strongest(day), one.strongest_presumed(day)))
            return any(one is not None and one.high == high for one in strongest)

        return self._giving((wanted, high, day, "high"), number, own, lambda one: filter(has_end, wholes[one]))

    def _giving(
        self,
        end: Hashable,
        number: int,
        own: Callable[[int], Iterable[Bound]],
        further: Callable[[int], Iterable[int]],
    ) -> tuple[Bound, ...]:
        """The bounds that give an end: those of a class, and those of the classes from which it is carried there.

        What is found for a class is kept, because the rows of a ledger ask for the same end along a chain of items.
        """
        known = self._found.setdefault(end, {})
        waiting, begun = [number], {number}
        while waiting:
            current = waiting[-1]
            sources = [*further(current)] if current not in known else []
            missing = [one for one in sources if one not in begun and one not in known]
            if missing:
                waiting += missing
                begun.update(missing)
                continue
            waiting.pop()
            if current not in known:
                bounds = (*own(current), *(bound for one in sources for bound in known.get(one, ())))
                known[current] = tuple({id(one): one for one in bounds}.values())
        return known[number]

    def _counted(self, event: str, unit: str, bounds: Iterable[Bound]) -> str:
        events, items = tables_of(self._dataset)["events"], tables_of(self._dataset)["items"]
        asked = getattr(events[event], "item", None)
        found = {getattr(events[term.event], "item", None) for one in bounds for term in (one.terms or (one,))}
        narrower = sorted(item for item in found if item not in (None, asked))
        if not 0 < len(narrower) <= _MOST_ITEMS:
            return unit
        return f"{unit} ({names_phrase(items[key].name for key in narrower)})"


def _is_high_on(bound: Bound, day: int) -> bool:
    return any(first <= day <= last for first, last in (bound.high_days, bound.presumed_high))


def _is_on(bound: Bound, series: Series, day: int) -> bool:
    """Whether a bound of a series holds on a day, at one end at least."""
    is_low = bound.low is not None and bound.low_days[0] <= day <= bound.low_days[1]
    return bound.series == series and (is_low or (bound.high is not None and _is_high_on(bound, day)))
