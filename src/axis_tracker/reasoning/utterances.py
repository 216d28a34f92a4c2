"""Utterances: on which days an utterance can have been made, by all claims that report it.

Imports the dataset, which says when each claim can have been made.
"""

from __future__ import annotations

from axis_tracker.dataset.record_set import RecordSet, derived
from axis_tracker.dataset.said_times import Moment, said_times
from axis_tracker.model.claims import Claim

__all__ = ["said_on"]


def said_on(dataset: RecordSet, claim: Claim) -> Moment:
    """Return the first and the last day on which an utterance can have been made, as ordinals.

    All claims that report it count, so that a late report of a denial does not make the denial later. If their dates
    exclude each other, these are the first and the last day that any of them gives.
    """
    if claim.origin is None:
        return said_times(dataset).moment(claim)
    return derived(dataset, _Utterances).said_on(claim.origin)


class _Utterances:
    """When the utterances were made that have an origin."""

    __slots__ = ("_dataset", "_known", "_reports")

    def __init__(self, dataset: RecordSet) -> None:
        self._dataset = dataset
        self._known: dict[str, Moment] = {}
        self._reports: dict[str, list[Claim]] = {}
        for claim in dataset.claims:
            if claim.origin is not None:
                self._reports.setdefault(claim.origin, []).append(claim)

    def said_on(self, origin: str) -> Moment:
        known = self._known.get(origin)
        if known is None:
            moment = said_times(self._dataset).moment
            moments = {moment(claim) for claim in self._reports[origin]}
            first, last = max(one[0] for one in moments), min(one[1] for one in moments)
            if first > last:
                first, last = min(one[0] for one in moments), max(one[1] for one in moments)
            known = self._known[origin] = (first, last)
        return known
