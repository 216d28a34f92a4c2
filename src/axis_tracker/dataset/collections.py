"""The table of collections in a dataset: their names, record classes and singular forms."""

from __future__ import annotations

from typing import Final

from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document
from axis_tracker.model.events import Event
from axis_tracker.model.fields import dataset_name
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place
from axis_tracker.model.records import IdentifiedRecord

__all__ = ["COLLECTIONS", "NAMED_COLLECTIONS", "SINGULAR", "collection_of_class"]

COLLECTIONS: Final[dict[str, type[IdentifiedRecord]]] = {
    "actors": Actor,
    "places": Place,
    "items": Item,
    "documents": Document,
    "events": Event,
    "claims": Claim,
}
"""The record class of each collection. The collections are in the same order as in files."""

NAMED_COLLECTIONS: Final = ("actors", "places", "items")
"""The collections whose records have a name and aliases, which people can type instead of an id."""

SINGULAR: Final[dict[str, str]] = {name: dataset_name(name) for name in COLLECTIONS}
"""The singular of each collection's name."""


def collection_of_class(cls: type[object]) -> str | None:
    """Return the name of the collection for records of a class, or None if there is no such collection."""
    return next((name for name, record_class in COLLECTIONS.items() if issubclass(cls, record_class)), None)
