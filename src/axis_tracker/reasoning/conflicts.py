"""Bounds that cannot all hold: the pairs, what giving up either side would leave, and which origins agree.

Two bounds conflict if the lower end of the one is above the upper end of the other, on a day on which both hold, and
all that the one counts is counted by the other. Imports `bounds`, `ends` and `questions`; `estimates` shows conflicts
with the question they stand in the way of.
"""

from __future__ import annotations

import functools
from bisect import insort
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from inspect import Signature
from itertools import product
from typing import ClassVar, Final, NamedTuple, TypeAlias

from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.claims import Claim
from axis_tracker.reasoning.as_of import moment_of
from axis_tracker.reasoning.bounds import Bound, High
from axis_tracker.reasoning.ends import exceeds
from axis_tracker.reasoning.policies import PhaseOrder
from axis_tracker.reasoning.questions import EventOrder
from axis_tracker.reasoning.sifting import phase_within

__all__ = ["AgreeingSet", "Conflict", "Quarrel", "is_counted", "largest_agreeing", "quarrels_between"]

MOST_STEPS: Final = 2_000
"""How far the search for agreeing sets goes before it gives up; a hundred origins in one quarrel are usually near."""
MOST_SETS: Final = 64
"""How many largest agreeing sets an estimate lists."""


class AgreeingSet(NamedTuple):
    """A largest set of origins whose figures can all hold.

    Attributes:
        origins: The ids of the utterances.
        quantity: The bounds that these origins alone imply.
    """

    origins: tuple[str, ...]
    quantity: Quantity


class Quarrel(NamedTuple):
    """A lower bound above an upper bound; several bounds below stand for their sum."""

    lows: tuple[Bound, ...]
    high: Bound

    @property
    def origins(self) -> frozenset[str]:
        """The utterances on both sides."""
        return frozenset((*(one.utterance for one in self.lows), self.high.utterance))

    @property
    def day(self) -> int:
        """The first day on which all of them hold."""
        return max(*(one.low_days[0] for one in self.lows), self.high.high_days[0])


Answer: TypeAlias = Callable[[Collection[Bound]], Quantity]
"""What a question's answer would be without some bounds."""


class Conflict:
    """A conflict between two sides that cannot both hold.

    The claims in `lower` imply the lower bound `at_least`, and the claims in `upper` imply the upper bound `at_most`.
    Each side has all reports of one utterance. The lower side may instead have several increments over disjoint periods
    (`is_sum`). `without_lower` and `without_upper` are the two resolutions: the bounds if that side is dropped.

    >>> import axis_tracker as axt
    >>> told = dict(event="shells", claimants=["ua"], summary="A figure.")
    >>> def total(figure):
    ...     return {"quantity": figure, "phase": "delivered"}
    >>> ds = axt.Dataset([
    ...     axt.Actor(id="kp", name="North Korea", kind="state"), axt.Actor(id="ru", name="Russia", kind="state"),
    ...     axt.Actor(id="ua", name="Ukraine", kind="state"), axt.Item(id="shells", name="shells"),
    ...     axt.ArmsTransfer(id="shells", name="Shells", supplier="kp", recipient="ru", item="shells"),
    ...     axt.Claim(id="more", made="2024-05-01", measure=total("over 5 million shells"), **told),
    ...     axt.Claim(id="fewer", made="2024-06-01", measure=total("up to 3 million shells"), **told),
    ... ])
    >>> conflict = ds.conflicts()[0]
    >>> conflict.lower[0].id, conflict.upper[0].id, str(conflict.without_lower), str(conflict.without_upper)
    ('more', 'fewer', 'up to 3 million shells', 'more than 5 million shells')
    """

    __slots__ = ("__dict__", "_answer", "_quarrel", "_unit")
    __signature__: ClassVar = Signature()  # only this package makes them

    def __init__(self, quarrel: Quarrel, unit: str, answer: Answer) -> None:
        self._quarrel = quarrel
        self._unit = unit
        self._answer = answer

    @property
    def lower(self) -> tuple[Claim, ...]:
        """The claims that give the lower bound, by id."""
        return tuple(claim for one in self._quarrel.lows for claim in one.claims)

    @property
    def upper(self) -> tuple[Claim, ...]:
        """The claims that give the upper bound, by id."""
        return self._quarrel.high.claims

    @property
    def is_sum(self) -> bool:
        """Whether the lower bound is the sum of several."""
        return len(self._quarrel.lows) > 1

    @property
    def at_least(self) -> Quantity:
        """The lower bound."""
        total = Quantity(low=0, unit=self._unit)
        for one in self._quarrel.lows:
            total += Quantity(low=one.ends[0], includes_low=one.ends[2], unit=self._unit)
        return total

    @property
    def at_most(self) -> Quantity:
        """The upper bound."""
        ends = self._quarrel.high.ends
        return Quantity(high=ends[1], includes_high=ends[3], unit=self._unit)

    @functools.cached_property
    def without_lower(self) -> Quantity:
        """The answer if the lower side is dropped."""
        return self._answer(self._quarrel.lows)

    @functools.cached_property
    def without_upper(self) -> Quantity:
        """The answer if the upper side is dropped."""
        return self._answer((self._quarrel.high,))

    def __eq__(self, other: object) -> bool:
        return self._quarrel == other._quarrel if isinstance(other, Conflict) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._quarrel)

    def __repr__(self) -> str:
        lower, upper = (" + ".join(claim.id for claim in side) for side in (self.lower, self.upper))
        return f"<Conflict: {lower} ({self.at_least}) against {upper} ({self.at_most})>"


def quarrels_between(
    lows: Iterable[Bound], highs: Iterable[Bound], order: EventOrder, phases: PhaseOrder
) -> Iterator[Quarrel]:
    """Every pair of a lower and an upper bound that cannot both hold, in a fixed order."""
    # From the last day back, so that the bounds above that still hold are at hand, the strongest first.
    below = sorted((one for one in lows if one.low is not None), key=lambda one: (-one.low_days[0], _key(one)))
    above = sorted((one for one in highs if one.high is not None), key=lambda one: (-one.high_days[1], _key(one)))
    holding: list[tuple[High, tuple[str, str], int]] = []
    held = 0
    for one in below:
        while held < len(above) and above[held].high_days[1] >= one.low_days[0]:
            insort(holding, (above[held].high or (0, True), _key(above[held]), held))
            held += 1
        for high, _, position in holding:
            if one.low is None or not exceeds(one.low, high):
                break
            if _meet(one, above[position]) and is_counted(one, above[position], order, phases):
                yield Quarrel((one,), above[position])


def _key(bound: Bound) -> tuple[str, str]:
    return (bound.utterance, bound.claims[0].id)


def _meet(below: Bound, above: Bound) -> bool:
    """Whether there is a day on which both hold."""
    first = max(below.low_days[0], above.high_days[0])
    return first <= min(below.low_days[1], above.high_days[1])


def is_counted(below: Bound, above: Bound, order: EventOrder, phases: PhaseOrder) -> bool:
    """Whether all that the one counts is counted by the other."""
    return (
        phase_within(below.phase, above.phase, phases)
        and order.is_within(below.event, above.event)
        and _starts_in_time(below, above, order)
    )


def _starts_in_time(below: Bound, above: Bound, order: EventOrder) -> bool:
    start = above.start
    if start is None or order.begins_after(below.event, start):
        return True
    # What was delivered since a day may have been sent before it.
    return below.phase is above.phase and (below.start == start or below.first >= moment_of(start)[1])


def largest_agreeing(quarrels: Sequence[Quarrel]) -> list[frozenset[str]] | None:
    """The largest sets of the origins at odds in which no two are at odds, in a fixed order.

    An origin that is at odds with itself is in none. None where the search would go too far, or finds too many.
    """
    against: dict[str, set[str]] = {}
    for one in quarrels:
        for low in one.lows:
            against.setdefault(low.utterance, set()).add(one.high.utterance)
            against.setdefault(one.high.utterance, set()).add(low.utterance)
    choices: list[list[frozenset[str]]] = []
    count = 1
    for group in _components(against):
        peaceful = sorted(one for one in group if one not in against[one])
        found = _largest_independent(peaceful, against)
        if found is None:
            return None
        choices.append(found)
        count *= len(found)
        if count > MOST_SETS:
            return None
    sets = (frozenset().union(*choice) for choice in product(*choices))
    return sorted(sets, key=lambda one: (-len(one), sorted(one)))


def _components(against: Mapping[str, set[str]]) -> Iterator[list[str]]:
    seen: set[str] = set()
    for origin in sorted(against):
        if origin not in seen:
            group: list[str] = []
            waiting = [origin]
            while waiting:
                current = waiting.pop()
                if current not in seen:
                    seen.add(current)
                    group.append(current)
                    waiting.extend(against[current])
            yield group


def _largest_independent(nodes: list[str], against: Mapping[str, set[str]]) -> list[frozenset[str]] | None:
    """The largest sets of nodes of which no two are at odds: all nodes but the fewest that every quarrel has one of.

    Few origins usually quarrel with many, and these few are found first: whoever quarrels with more than may still be
    left out is left out.
    """
    peaceful = frozenset(nodes)
    quarrels = {one: against[one] & peaceful for one in nodes}
    left_out: list[frozenset[str]] = []
    steps = 0
    budget = _at_least_left_out(quarrels)
    while not left_out:
        waiting: list[tuple[frozenset[str], dict[str, set[str]]]] = [(frozenset(), quarrels)]
        while waiting:
            steps += 1
            out, open_ = waiting.pop()
            open_ = {one: others for one, others in open_.items() if others}
            if not open_:
                left_out.append(out)
                continue
            rest = budget - len(out)
            hub = max(sorted(open_), key=lambda one: len(open_[one]))
            if rest <= 0 or sum(map(len, open_.values())) > 2 * rest * len(open_[hub]):
                continue
            if steps > MOST_STEPS or len(left_out) > MOST_SETS:
                return None
            waiting.append((out | {hub}, _without({hub}, open_)))
            if len(open_[hub]) <= rest:
                waiting.append((out | open_[hub], _without(open_[hub], open_)))
        budget += 1
    return sorted((peaceful - out for out in left_out), key=sorted)


def _without(gone: Collection[str], quarrels: Mapping[str, set[str]]) -> dict[str, set[str]]:
    touched = {other for one in gone for other in quarrels[one]}
    return {
        one: others - set(gone) if one in touched else others for one, others in quarrels.items() if one not in gone
    }


def _at_least_left_out(quarrels: Mapping[str, set[str]]) -> int:
    """As many as there are quarrels between different pairs: of each, one must be left out."""
    paired: set[str] = set()
    for one in sorted(quarrels, key=lambda each: (-len(quarrels[each]), each)):
        other = next((each for each in sorted(quarrels[one]) if each not in paired), None)
        if one not in paired and other is not None:
            paired |= {one, other}
    return len(paired) // 2
