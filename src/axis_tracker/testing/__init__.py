"""Hypothesis strategies for datasets and their parts, for the tests of projects that use this package.

    from hypothesis import given
    from axis_tracker.testing import datasets

    @given(datasets(min_claims=1))
    def test_my_report_has_a_line_for_every_claim(ds): ...

The docstring of each strategy says what the strategy draws, what the strategy excludes, and why. Most strategies accept
the fields of the drawn class as keyword arguments. Each argument is a value or a strategy. Most strategies also accept
a dataset. The drawn record can then be added to the dataset. There are no strategies for estimates, disputes, timelines
and other answers. To test such an answer, draw a dataset and compute the answer from the dataset.

The `testing` extra installs Hypothesis. Without Hypothesis, importing `axis_tracker.testing` raises
`MissingExtraError`.
"""

from __future__ import annotations

from axis_tracker.errors import MissingExtraError

try:
    import hypothesis as _hypothesis  # noqa: F401
except ModuleNotFoundError as error:
    if error.name != "hypothesis":
        raise
    raise MissingExtraError("testing", purpose="axis_tracker.testing") from None

from axis_tracker.testing.claims import claims, grades, supports
from axis_tracker.testing.datasets import datasets
from axis_tracker.testing.dates import extents, imprecise_dates
from axis_tracker.testing.events import (
    activities,
    agreements,
    alignments,
    arms_transfers,
    assistance,
    delegations,
    deployments,
    engagements,
    events,
    exchanges,
    exercises,
    parts,
    sanctions,
    unknown_events,
)
from axis_tracker.testing.plain_values import coordinates, ids, texts
from axis_tracker.testing.policies import policies
from axis_tracker.testing.quantities import WORDINGS, measures, numbers, quantities, units
from axis_tracker.testing.records import actors, documents, items, passages, places, roles, uncoded
from axis_tracker.testing.registration import register

__all__ = [
    "WORDINGS",
    "activities",
    "actors",
    "agreements",
    "alignments",
    "arms_transfers",
    "assistance",
    "claims",
    "coordinates",
    "datasets",
    "delegations",
    "deployments",
    "documents",
    "engagements",
    "events",
    "exchanges",
    "exercises",
    "extents",
    "grades",
    "ids",
    "imprecise_dates",
    "items",
    "measures",
    "numbers",
    "parts",
    "passages",
    "places",
    "policies",
    "quantities",
    "register",
    "roles",
    "sanctions",
    "supports",
    "texts",
    "uncoded",
    "units",
    "unknown_events",
]
