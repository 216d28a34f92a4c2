"""Check that quantities match the words from which they were read."""

from __future__ import annotations

from collections.abc import Iterator

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import InvalidValueError, Problem

__all__ = ["misread_wordings"]


def misread_wordings(dataset: RecordSet) -> Iterator[Problem]:
    """Yield a problem for each quantity that does not match its wording."""
    for claim in dataset.claims:
        if claim.measure is not None:
            try:
                claim.measure.quantity.check_wording()
            except InvalidValueError as error:
                yield Problem(
                    error.reason,
                    path=f"claims[{claim.id!r}].measure.quantity.wording",
                    value=error.value,
                    suggestion=error.suggestion,
                )
