"""Cyber operations between the actors of axis_tracker: an example of a project built on it. All facts are invented."""

from __future__ import annotations

from axis_tracker import Format
from axis_tracker_cyber.dataset import load
from axis_tracker_cyber.kinds import KINDS, Intrusion, Means

__all__ = ["CARDS", "KINDS", "Intrusion", "Means", "load"]

CARDS = Format(
    name="cards",
    meaning="a card a record, to be read aloud",
    module="axis_tracker_cyber.cards",
    suffixes=(".cards",),
    media_type="text/plain",
)
"""The format of this project, which axis_tracker finds by its entry point."""
