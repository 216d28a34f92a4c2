"""Find a record by its id or name, and find the records that are related to this record."""

from __future__ import annotations

from typing import Any, TypedDict

from attrs import frozen

from axis_tracker.dataset.collections import NAMED_COLLECTIONS, SINGULAR
from axis_tracker.dataset.integrity import references_of
from axis_tracker.dataset.names import nearest
from axis_tracker.dataset.record_set import RecordSet, tables_of
from axis_tracker.errors import InvalidValueError, UnknownNameError
from axis_tracker.formats.record_codec import plain_record
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document
from axis_tracker.model.events import Event
from axis_tracker.model.records import IdentifiedRecord
from axis_tracker.reports.json_records import json_record

__all__ = ["CrossReferences", "CrossReferencesRecord", "cross_references"]


class CrossReferencesRecord(TypedDict):
    """The JSON record of `CrossReferences`.

    Attributes:
        collection: The collection of the record, such as "events".
        record: The record, in the same form as in data files.
        events: The ids of the related events.
        claims: The ids of the related claims.
        answered_by: If the record is a claim, the ids of the claims that answer the record.
        revised_by: If the record is a claim, the ids of the claims that revise the record.
        spoken_for_by: If the record is an actor, the ids of the actors that have a role for the record.
    """

    collection: str
    record: dict[str, Any]
    events: list[str]
    claims: list[str]
    answered_by: list[str]
    revised_by: list[str]
    spoken_for_by: list[str]


@frozen(repr=False)
class CrossReferences:
    """A record and the records that are related to this record.

    Attributes:
        collection: The collection of the record, such as "events".
        record: The record.
        events: If the record is a claim, the event of the claim. Otherwise, the events that refer to the record.
        claims: If the record is an event, the claims about the event. If the record is a document, the claims that cite
            the document. If the record is an actor, the claims by the actor and by other actors who certainly spoke for
            the actor.
        answers: If the record is a claim, the claims that the record answers.
        revises: If the record is a claim, the claim that the record revises.
        answered_by: If the record is a claim, the claims that answer the record.
        revised_by: If the record is a claim, the claims that revise the record.
        spoken_for_by: If the record is an actor, the actors that have a role for the record.

    >>> import axis_tracker as axt
    >>> found = cross_references(axt.load(), "kp")
    >>> found.collection, found.record.id, "kp-ru-ammunition" in [event.id for event in found.events]
    ('actors', 'kp', True)
    """

    collection: str
    record: IdentifiedRecord
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    answers: tuple[Claim, ...] = ()
    revises: tuple[Claim, ...] = ()
    answered_by: tuple[Claim, ...] = ()
    revised_by: tuple[Claim, ...] = ()
    spoken_for_by: tuple[Actor, ...] = ()

    def plain(self) -> CrossReferencesRecord:
        """Return the cross-references as a JSON record."""
        fields = plain_record(self.record)
        if isinstance(self.record, Event):
            fields = {"kind": self.record.kind, **fields}
        return json_record(CrossReferencesRecord, self, record=fields)

    def __repr__(self) -> str:
        return f"<CrossReferences of {self.record.id} in {self.collection}>"


def cross_references(dataset: RecordSet, key: str, collection: str | None = None) -> CrossReferences:
    """Return the record that has the given id or name, and the records that are related to this record.

    If no record has the given id, actors, places and items are also found by name or alias. If several collections
    contain the id or name, `collection` selects a collection: "actors", "places", "items", "documents", "events" or
    "claims".

    Raises `UnknownNameError` if there is no such record or no such collection. Raises `InvalidValueError` if several
    collections contain such a record and `collection` is None.
    """
    tables = tables_of(dataset)
    if collection is not None and collection not in tables:
        raise UnknownNameError(collection, kind="collection", nearest=nearest(collection, tables))
    searched = [*tables] if collection is None else [collection]
    named = [name for name in searched if name in NAMED_COLLECTIONS]
    found = [name for name in searched if key in tables[name]]
    found = found or [name for name in named if key in getattr(dataset, name)]
    if not found:
        known = [one for name in searched for one in tables[name]]
        known += [record.name for name in named for record in tables[name].values()]
        kind = "record" if collection is None else SINGULAR[collection]
        raise UnknownNameError(key, kind=kind, nearest=nearest(key, known))
    if len(found) > 1:
        raise InvalidValueError(
            "several collections contain a record with this id or name",
            value=key,
            suggestion=f"name the collection: {' or '.join(found)}",
        )
    (name,) = found
    record = getattr(dataset, name)[key]
    return CrossReferences(name, record, **_related(dataset, name, record))


def _related(dataset: RecordSet, collection: str, record: IdentifiedRecord) -> dict[str, tuple[Any, ...]]:
    key = record.id
    if isinstance(record, Claim):
        return {
            "events": (dataset.events[record.event],),
            "answers": tuple(dataset.claims[one] for one in record.answers),
            "revises": () if record.revises is None else (dataset.claims[record.revises],),
            "answered_by": tuple(one for one in dataset.claims if key in one.answers),
            "revised_by": tuple(one for one in dataset.claims if one.revises == key),
        }
    if isinstance(record, Document):
        return {"claims": tuple(dataset.claims.where(source=record))}
    # Fields of events can refer to the remaining kinds of records.
    found: dict[str, tuple[Any, ...]] = {
        "events": tuple(
            event for event in dataset.events if any(one[1:] == (collection, key) for one in references_of(event))
        )
    }
    if isinstance(record, Event):
        found["claims"] = tuple(dataset.claims.where(about=record))
    if isinstance(record, Actor):
        found["claims"] = tuple(dataset.claims.where(by=record))
        found["spoken_for_by"] = tuple(one for one in dataset.actors if any(role.of == key for role in one.roles))
    return found
