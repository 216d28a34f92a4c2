"""Hypothesis strategies for everything that this package is made of, for the tests of projects that build on it.

    from hypothesis import given
    from axis_tracker.testing import datasets

    @given(datasets(min_claims=1))
    def test_my_report_has_a_line_for_every_claim(ds): ...

Each strategy says in its docstring what it draws and what it leaves out, and why. Most take the fields of the class as
keyword arguments, each as a value or as a strategy, and a dataset that the drawn record is to fit into. Needs the extra
`testing` (Hypothesis); without it, importing this package raises `MissingExtraError`. What is computed (estimates,
disputes, timelines ...) has no strategy: draw the dataset, and ask it.
"""

from __future__ import annotations

from axis_tracker.errors import MissingExtraError

try:
    import hypothesis as _hypothesis  # noqa: F401
except ModuleNotFoundError as error:
    if error.name != "hypothesis":
        raise
    raise MissingExtraError("testing", purpose="axis_tracker.testing") from None

from axis_tracker.testing.carried import unknown_events
from axis_tracker.testing.claims import claims, grades
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
    sanctions,
)
from axis_tracker.testing.policies import policies
from axis_tracker.testing.quantities import WORDINGS, measures, numbers, quantities, units
from axis_tracker.testing.records import actors, documents, items, passages, places, roles, uncoded
from axis_tracker.testing.registration import register
from axis_tracker.testing.texts import coordinates, ids, texts

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
    "passages",
    "places",
    "policies",
    "quantities",
    "register",
    "roles",
    "sanctions",
    "texts",
    "uncoded",
    "units",
    "unknown_events",
]
