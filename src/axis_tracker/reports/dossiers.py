"""Dossiers: one record of a dataset, whatever its collection, with all that the other records say of it.

Imports the dataset; the canonical form of a record when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from attrs import frozen

from axis_tracker.dataset.collections import NAMED_COLLECTIONS, SINGULAR
from axis_tracker.dataset.integrity import references_of
from axis_tracker.dataset.names import nearest
from axis_tracker.dataset.record_set import tables_of
from axis_tracker.errors import InvalidValueError, UnknownNameError
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document
from axis_tracker.model.events import Event
from axis_tracker.model.records import IdentifiedRecord

if TYPE_CHECKING:
    from axis_tracker.dataset.record_set import RecordSet

__all__ = ["Dossier", "DossierRecord", "dossier"]


class DossierRecord(TypedDict):
    """A `Dossier` as a flat record: the record itself in the canonical form, all others that name it by their ids."""

    collection: str
    record: dict[str, Any]
    events: list[str]
    claims: list[str]
    answered_by: list[str]
    revised_by: list[str]
    spoken_for_by: list[str]


@frozen(repr=False)
class Dossier:
    """One record, and what stands in relation to it; each tuple by id.

    Fields: `collection` (such as "events"), `record`; `events` (that the record is a part of, or of a claim the event
    that it is about), `claims` (about an event, in a document, by an actor in person or by those who certainly spoke
    for it), `answers` and `revises` (the claims that a claim names), `answered_by` and `revised_by` (the claims that
    name it), `spoken_for_by` (the actors that have a role for an actor).

    >>> import axis_tracker as axt
    >>> found = dossier(axt.load(), "kp")
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

    def plain(self) -> DossierRecord:
        """The dossier as a flat record."""
        from axis_tracker.formats.record_codec import plain_record

        fields = plain_record(self.record)
        return DossierRecord(
            collection=self.collection,
            record={"kind": self.record.kind, **fields} if isinstance(self.record, Event) else fields,
            events=[one.id for one in self.events],
            claims=[one.id for one in self.claims],
            answered_by=[one.id for one in self.answered_by],
            revised_by=[one.id for one in self.revised_by],
            spoken_for_by=[one.id for one in self.spoken_for_by],
        )

    def __repr__(self) -> str:
        return f"<Dossier on {self.record.id} of the {self.collection}>"


def dossier(dataset: RecordSet, key: str, collection: str | None = None) -> Dossier:
    """The dossier on the record with an id; an actor, place or item is also found by name or alias.

    An id comes before a name. `collection` ("actors", "places", "items", "documents", "events" or "claims") says which
    is meant where several collections have the id. Raises `UnknownNameError` for an id that no record has and for an
    unknown collection, `InvalidValueError` for one that records of several collections have.
    """
    if collection is not None and collection not in tables_of(dataset):
        raise UnknownNameError(collection, kind="collection", nearest=nearest(collection, tables_of(dataset)))
    within = [*tables_of(dataset)] if collection is None else [collection]
    found = [name for name in within if key in tables_of(dataset)[name]]
    found = found or [name for name in within if name in NAMED_COLLECTIONS and key in getattr(dataset, name)]
    if not found:
        known = [one for name in within for one in tables_of(dataset)[name]]
        known += [
            record.name for name in within if name in NAMED_COLLECTIONS for record in tables_of(dataset)[name].values()
        ]
        what = "record" if collection is None else SINGULAR[collection]
        raise UnknownNameError(key, kind=what, nearest=nearest(key, known))
    if len(found) > 1:
        raise InvalidValueError(
            "several collections have a record of this id or name",
            value=key,
            suggestion=f"say which is meant: {' or '.join(found)}",
        )
    (name,) = found
    record = getattr(dataset, name)[key]
    return Dossier(name, record, **_related(dataset, name, record))


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
    if isinstance(record, Event):
        return {"claims": tuple(dataset.claims.where(about=record)), "events": _naming(dataset, collection, key)}
    if isinstance(record, Document):
        return {"claims": tuple(dataset.claims.where(source=record))}
    if isinstance(record, Actor):
        return {
            "events": _naming(dataset, collection, key),
            "claims": tuple(dataset.claims.where(by=record)),
            "spoken_for_by": tuple(one for one in dataset.actors if any(role.of == key for role in one.roles)),
        }
    return {"events": _naming(dataset, collection, key)}


def _naming(dataset: RecordSet, collection: str, key: str) -> tuple[Event, ...]:
    """The events that name a record in one of their fields."""
    return tuple(event for event in dataset.events if any(one[1:] == (collection, key) for one in references_of(event)))
