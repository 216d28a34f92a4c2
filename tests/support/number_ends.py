"""The ends of the numbers that worlds give, and those that a quantity allows, in a form that can be compared.

Claims speak of whole steps, and worlds of fractions of steps, so that each excluded end, and each sum of a few excluded
ends, has a nearest number. Imports quantities only.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import NamedTuple

import axis_tracker as axt


class Ends(NamedTuple):
    """The ends of what is possible; where nothing bounds a number from below, it is at least 0."""

    low: Decimal
    includes_low: bool
    high: Decimal | None
    includes_high: bool


def ends_between(numbers: Collection[int], fractions: int, endless: int) -> Ends:
    """The ends of some numbers of fractions of steps, of which those from `endless` on stand for all above.

    A number between two whole steps stands for all between them: the step next to it is excluded. So `fractions` must
    exceed the number of excluded ends that can add up.
    """
    low, high = min(numbers), max(numbers)
    if high >= endless:
        return Ends(Decimal(low // fractions), low % fractions == 0, None, includes_high=True)
    return Ends(Decimal(low // fractions), low % fractions == 0, Decimal(-(-high // fractions)), high % fractions == 0)


def ends_of(quantity: axt.Quantity) -> Ends:
    """The ends that a quantity allows."""
    low, high, includes_low, includes_high = quantity.ends
    return Ends(Decimal(low or 0), includes_low, None if high is None else Decimal(high), includes_high)
