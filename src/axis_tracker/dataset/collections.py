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
"""The class of each collection's records, in the order in which files hold the collections."""

NAMED_COLLECTIONS: Final = ("actors", "places", "items")
"""The collections whose records have a name and aliases, which people can type instead of an id."""

SINGULAR: Final[dict[str, str]] = {name: dataset_name(name) for name in COLLECTIONS}
"""The word for one record of each collection."""


def collection_of_class(cls: type[object]) -> str | None:
    """Return the name of the collection that holds records of a class, or None if no collection does."""
    return next((name for name, record_class in COLLECTIONS.items() if issubclass(cls, record_class)), None)
