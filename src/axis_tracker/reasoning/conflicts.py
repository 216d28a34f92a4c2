"""Conflicts: bounds that cannot all hold, as answers show them, and all conflicts of a dataset."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection
from inspect import Signature
from typing import ClassVar, TypeAlias

from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.claims import Claim
from axis_tracker.reasoning.bounds import Bound, Derivation, claims_of
from axis_tracker.reasoning.contradictions import Contradiction

__all__ = ["Conflict"]

Answer: TypeAlias = Callable[[Collection[Bound]], Quantity]
"""What a question's answer would be without some bounds."""


class Conflict:
    """A conflict between two sides that cannot both hold.

    The claims in `lower` imply the lower bound `at_least`, and the claims in `upper` imply the upper bound `at_most`.
    Each side has all reports of one utterance. The lower side may instead be a sum (`is_sum`): of several increments
    over disjoint periods, or of disjoint parts. `without_lower` and `without_upper` are the two resolutions: the bounds
    if that side is dropped.

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

    __slots__ = ("__dict__", "_answer", "_contradiction", "_unit")
    __signature__: ClassVar = Signature()  # only this package makes them

    def __init__(self, contradiction: Contradiction, unit: str, answer: Answer) -> None:
        self._contradiction = contradiction
        self._unit = unit
        self._answer = answer

    @property
    def lower(self) -> tuple[Claim, ...]:
        """The claims that give the lower bound, by id."""
        return claims_of(self._contradiction.lows)

    @property
    def upper(self) -> tuple[Claim, ...]:
        """The claims that give the upper bound, by id."""
        return self._contradiction.high.claims

    @property
    def is_sum(self) -> bool:
        """Whether the lower bound is the sum of several."""
        lows = self._contradiction.lows
        return len(lows) > 1 or any(one.derivation is Derivation.SUM_OF_PARTS for one in lows)

    @property
    def origins(self) -> tuple[str, ...]:
        """The utterances on both sides, by id."""
        return tuple(sorted(self._contradiction.origins))

    @property
    def conversion(self) -> str | None:
        """The conversion without which the bounds would not conflict, in words, or None."""
        return next(
            (one.conversion for one in (*self._contradiction.lows, self._contradiction.high) if one.conversion), None
        )

    @property
    def at_least(self) -> Quantity:
        """The lower bound."""
        total = Quantity(low=0, unit=self._unit)
        for one in self._contradiction.lows:
            total += Quantity(low=one.ends[0], includes_low=one.ends[2], unit=self._unit)
        return total

    @property
    def at_most(self) -> Quantity:
        """The upper bound."""
        ends = self._contradiction.high.ends
        return Quantity(high=ends[1], includes_high=ends[3], unit=self._unit)

    @functools.cached_property
    def without_lower(self) -> Quantity:
        """The answer if the lower side is dropped."""
        return self._answer(self._contradiction.lows)

    @functools.cached_property
    def without_upper(self) -> Quantity:
        """The answer if the upper side is dropped."""
        return self._answer((self._contradiction.high,))

    @functools.cached_property
    def _key(self) -> tuple[object, ...]:
        lower, upper = (tuple(claim.id for claim in side) for side in (self.lower, self.upper))
        return (lower, upper, self.at_least, self.at_most)

    def __eq__(self, other: object) -> bool:
        return self._key == other._key if isinstance(other, Conflict) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        lower, upper = (" + ".join(claim.id for claim in side) for side in (self.lower, self.upper))
        return f"<Conflict: {lower} ({self.at_least}) against {upper} ({self.at_most})>"
