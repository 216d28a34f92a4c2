"""A dataset of one claim with one figure, on an event of all time."""

from __future__ import annotations

import axis_tracker as axt
from axis_tracker import Dataset


def one_claim(low=None, high=None):
    """A dataset of one claim with one figure."""
    return Dataset(
        [
            axt.Actor(id="ru", name="Russia", kind="state"),
            axt.Activity(id="e", name="E", activity="test", when="0001-01-01/9999-12-31"),
            axt.Claim(
                id="c",
                event="e",
                claimants=["ru"],
                summary="S.",
                made="2024",
                measure={"quantity": {"low": low, "high": high}, "phase": "sent"},
            ),
        ]
    )
