"""The bounds on each event under a policy, with the reports of each utterance put together: worked out once.

What every question about an event starts from, whether one is asked (`cases`) or all are (`panoramas`), and where
conflicts are looked for (`disagreements`). Imports `sifting` and `bounds`.
"""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

from axis_tracker.dataset.record_set import RecordSet, derived
from axis_tracker.imprecise.measures import Phase, Reading
from axis_tracker.reasoning.bounds import Bound, bounds_of
from axis_tracker.reasoning.policies import Policy
from axis_tracker.reasoning.sifting import Sieve

__all__ = ["Counted", "Counts", "OnEvent", "counted_under"]

Counts: TypeAlias = "dict[tuple[str, Reading], list[Bound]]"
"""Bounds by their unit and by what they bound: a level, or a total."""


class OnEvent(NamedTuple):
    """What counts on one event."""

    bounds: Counts
    origins: dict[tuple[str, Reading, Phase], frozenset[str]]
    """Who counts what: the utterances by unit, by what they bound and phase, those that bound on no day among them."""


_NOTHING: Final = OnEvent({}, {})


class Counted:
    """What counts on the events of a dataset under a policy."""

    __slots__ = ("_known", "_sieve")

    def __init__(self, dataset: RecordSet, policy: Policy) -> None:
        self._sieve = Sieve(dataset, policy)
        self._known: dict[str, OnEvent] = {}

    def on(self, event: str) -> OnEvent:
        """What counts on an event, by its id."""
        found = self._known.get(event)
        if found is None:
            found = self._known[event] = self._counts_on(event)
        return found

    def _counts_on(self, event: str) -> OnEvent:
        bounds: Counts = {}
        origins: dict[tuple[str, Reading, Phase], set[str]] = {}
        for claim, against, bound in self._sieve.figures_on((event,)):
            measure = claim.measure
            if measure is None or against is not None:
                continue
            wanted = Reading.LEVEL if measure.reading is Reading.LEVEL else Reading.TOTAL
            if self._sieve.reads(measure.reading, wanted):
                unit = measure.quantity.unit
                origins.setdefault((unit, wanted, measure.phase), set()).add(claim.utterance)
                if bound is not None:
                    bounds.setdefault((unit, wanted), []).append(bound)
        if not origins:
            return _NOTHING
        return OnEvent(
            {key: bounds_of(group) for key, group in bounds.items()},
            {key: frozenset(group) for key, group in origins.items()},
        )


def _by_policy(_: RecordSet) -> dict[Policy, Counted]:
    return {}


def counted_under(dataset: RecordSet, policy: Policy) -> Counted:
    """What counts in a dataset under a policy, kept with the dataset."""
    known = derived(dataset, _by_policy)
    found = known.get(policy)
    if found is None:
        found = known[policy] = Counted(dataset, policy)
    return found
