"""The kinds of event of this project, under the namespace "cyber"."""

from __future__ import annotations

import enum
from typing import ClassVar, Final

from attrs import field, frozen

import axis_tracker as axt
from axis_tracker.model.fields import ACTORS, ITEMS, enum_member, reference

__all__ = ["KINDS", "Intrusion", "Means"]


class Means(enum.Enum):
    """How somebody got in."""

    PHISHING = "phishing"
    SUPPLY_CHAIN = "supply-chain"


_MEANS: Final = {one.value: one for one in Means}


def to_means(value: Means | str | None) -> Means | None:
    """The means, from itself or its word, or None."""
    return value if value is None or isinstance(value, Means) else enum_member(_MEANS, value, "means")


@frozen(eq=False, repr=False, kw_only=True)
class Intrusion(axt.Event):
    """Somebody in somebody else's network.

    Claims measure how much was taken, in the phase "lost".

    Attributes:
        by: The actor that broke in.
        target: The actor whose network it is.
        item: What was taken.
        means: How the intruder got in, or None. An event without it includes events with any means.
    """

    kind: ClassVar[str] = "cyber:intrusion"

    by: str = field(converter=reference, metadata=ACTORS)
    target: str = field(converter=reference, metadata=ACTORS)
    item: str = field(converter=reference, metadata=ITEMS)
    means: Means | None = field(default=None, converter=to_means)


KINDS: Final[tuple[type[axt.Event], ...]] = (Intrusion,)
"""What the entry point gives to axis_tracker."""
