"""Strategies for actors, places, items and documents, and for the small records within them.

Events and claims have their own modules.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, TypedDict, TypeVar, Unpack

from hypothesis import strategies as st

from axis_tracker.errors import InvalidValueError
from axis_tracker.facade.dataset import Dataset
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.model.actors import Actor, Role
from axis_tracker.model.documents import Document, Passage, Uncoded
from axis_tracker.model.fields import Several, Texts, text
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place
from axis_tracker.model.records import IdentifiedRecord
from axis_tracker.model.vocabulary import ActorKind, Dating, UncodedReason, UnrocaCategory
from axis_tracker.testing import record_drawing as drawing
from axis_tracker.testing.arguments import (
    Choice,
    FieldValues,
    IdentifiedFields,
    NamedFields,
    OptionalDate,
    OptionalText,
    maybe,
    sampled,
)
from axis_tracker.testing.plain_values import DIGESTS, SHA256S, coordinates, ids
from axis_tracker.testing.record_drawing import ReferencePool

__all__ = [
    "ACTOR",
    "DOCUMENT",
    "PASSAGE",
    "PLACE",
    "actors",
    "documents",
    "fixed_fields",
    "items",
    "passages",
    "places",
    "require",
    "roles",
    "some_passages",
    "some_uncoded",
    "uncoded",
]

R = TypeVar("R", bound=IdentifiedRecord)

_UNSEEN_LENGTH: Final = 1_000
"""The assumed length of a document that is not in the pool."""


class RoleFields(TypedDict, total=False):
    """The fields of a `Role`."""

    of: Choice[str]
    title: OptionalText
    during: OptionalDate


class PassageFields(TypedDict, total=False):
    """The fields of a `Passage`."""

    document: Choice[str]
    start: Choice[int]
    end: Choice[int]
    digest: Choice[str]


class UncodedFields(TypedDict, total=False):
    """The fields of an `Uncoded`."""

    passage: Choice[Passage | str]
    reason: Choice[UncodedReason | str]
    repeats: Choice[Texts]


class _RegisteredFields(NamedFields, total=False):
    aliases: Choice[Texts]
    identifiers: Choice[Texts]


class ActorFields(_RegisteredFields, total=False):
    """The fields of an `Actor`."""

    kind: Choice[ActorKind | str]
    country: OptionalText
    roles: Choice[Several[Role]]


class PlaceFields(_RegisteredFields, total=False):
    """The fields of a `Place`."""

    within: OptionalText
    country: OptionalText
    coordinates: Choice[Several[float] | None]


class ItemFields(_RegisteredFields, total=False):
    """The fields of an `Item`."""

    broader: Choice[Texts]
    unroca: Choice[UnrocaCategory | str | None]


class DocumentFields(IdentifiedFields, total=False):
    """The fields of a `Document`."""

    title: Choice[str]
    publisher: OptionalText
    authors: Choice[Texts]
    published: Choice[ImpreciseDate | date | str]
    dating: Choice[Dating | str]
    dating_note: OptionalText
    length: Choice[int]
    sha256: Choice[str]
    language: Choice[str]
    url: OptionalText
    uncoded: Choice[Several[Uncoded]]


def roles(dataset: Dataset | None = None, **fields: Unpack[RoleFields]) -> st.SearchStrategy[Role]:
    """Draw roles of actors in or for other actors, with and without a title and a time.

    `dataset` and `fields` work as in `actors`.
    """
    pool = drawing.pool_of(dataset)
    require(pool, "actors", "`Role`", "of", fields)
    return drawing.records_of(Role, pool, drawing.checked_fields(Role, fields))


def actors(dataset: Dataset | None = None, **fields: Unpack[ActorFields]) -> st.SearchStrategy[Actor]:
    """Draw actors of every kind, with up to two aliases and two roles.

    >>> from hypothesis import find
    >>> find(actors(kind="person"), lambda one: one.roles)
    Actor(id='a', name='a', kind=<ActorKind.PERSON>, roles=(Role(of='kp'),))

    If a `dataset` is given, the drawn record can be added to the dataset. The record then refers only to records in the
    dataset, and has a new id. If no dataset is given, references are ids from a short list.

    `fields` sets individual fields of the class. Each field is given as a value or a strategy. The other fields are
    drawn.

    Raises `InvalidValueError` for an unknown field and for a value that the class rejects. The `path` of the error is
    the name of the argument.
    """
    pool = drawing.pool_of(dataset)
    return drawing.records_of(Actor, pool, fixed_fields(Actor, pool, fields, "actors"), ACTOR)


def places(dataset: Dataset | None = None, **fields: Unpack[PlaceFields]) -> st.SearchStrategy[Place]:
    """Draw places, alone or within another place, with and without coordinates.

    `dataset` and `fields` work as in `actors`.
    """
    pool = drawing.pool_of(dataset)
    return drawing.records_of(Place, pool, fixed_fields(Place, pool, fields, "places"), PLACE)


def items(dataset: Dataset | None = None, **fields: Unpack[ItemFields]) -> st.SearchStrategy[Item]:
    """Draw items with up to two broader items, in every UNROCA category and without a category.

    `dataset` and `fields` work as in `actors`.
    """
    pool = drawing.pool_of(dataset)
    return drawing.records_of(Item, pool, fixed_fields(Item, pool, fields, "items"))


def passages(dataset: Dataset | None = None, **fields: Unpack[PassageFields]) -> st.SearchStrategy[Passage]:
    """Draw passages of documents, including whole texts and single characters.

    >>> from hypothesis import find
    >>> str(find(passages(document="report"), lambda one: one.end - one.start > 10))
    'report#char=0,11;sha256=0000000000000000'

    A passage lies within its document if the dataset contains the document. Otherwise, the passage lies within the
    first thousand characters. The digests are not computed from a text, so `Passage.matches` returns false.

    `dataset` and `fields` work as in `actors`.
    """
    pool = drawing.pool_of(dataset)
    require(pool, "documents", "`Passage`", "document", fields)
    return drawing.records_of(Passage, pool, drawing.checked_fields(Passage, fields), PASSAGE)


def uncoded(dataset: Dataset | None = None, **fields: Unpack[UncodedFields]) -> st.SearchStrategy[Uncoded]:
    """Draw uncoded passages with every reason.

    A repetition must name claims, so no repetition is drawn for a dataset that has no claims.

    `dataset` and `fields` work as in `actors`.
    """
    pool = drawing.pool_of(dataset)
    require(pool, "documents", "`Uncoded`", "passage", fields)
    return drawing.records_of(Uncoded, pool, drawing.checked_fields(Uncoded, fields), _UNCODED)


def documents(dataset: Dataset | None = None, **fields: Unpack[DocumentFields]) -> st.SearchStrategy[Document]:
    """Draw documents with one to a thousand characters, with every kind of dating and up to two uncoded passages.

    An inferred date always has a note on its basis, because `Document` requires such a note.

    `dataset` and `fields` work as in `actors`.
    """
    pool = drawing.pool_of(dataset)
    return drawing.records_of(Document, pool, fixed_fields(Document, pool, fields, "documents"), DOCUMENT)


def fixed_fields(cls: type[R], pool: ReferencePool, fields: Mapping[str, object], collection: str) -> dict[str, Any]:
    """Return the given fields. If there is a dataset and no id is given, add a strategy for new ids."""
    settled = drawing.checked_fields(cls, fields)
    if pool.is_dataset and "id" not in settled:
        taken = frozenset(pool.ids[collection])
        settled["id"] = ids().filter(lambda one: one not in taken)
    return settled


def require(
    pool: ReferencePool, collection: str, what: str, field: str, fields: Mapping[str, object], *, value: object = ()
) -> None:
    """Raise `InvalidValueError` if the pool has no records in a collection to which a field that is not given refers.

    In the error, `what` stands for the record to be drawn, and `value` is the invalid value.
    """
    if not pool.ids[collection] and field not in fields:
        raise InvalidValueError(
            f"{what} refers to {collection}, but the dataset has no {collection}",
            value=value,
            path="dataset",
            suggestion=f"set the field {field!r}",
        )


def _start(draw: st.DrawFn, pool: ReferencePool, fields: FieldValues) -> int:
    length = pool.lengths.get(fields["document"], _UNSEEN_LENGTH)
    return draw(st.integers(0, min(length, fields.get("end", length)) - 1))


def _end(draw: st.DrawFn, pool: ReferencePool, fields: FieldValues) -> int:
    start: int = fields["start"]
    length = pool.lengths.get(fields["document"], max(_UNSEEN_LENGTH, start + 1))
    return draw(st.integers(start + 1, length))


def _document(draw: st.DrawFn, pool: ReferencePool, _fields: FieldValues) -> str:
    return str(draw(sampled(tuple(pool.ids["documents"]))))


PASSAGE: Final[drawing.DependentFields] = {"document": _document, "start": _start, "end": _end, "digest": DIGESTS}


def some_passages(draw: st.DrawFn, pool: ReferencePool, *, least: int = 0) -> tuple[Passage, ...]:
    """Draw up to two passages of the documents in the pool."""
    if not pool.lengths:
        return ()
    count = draw(sampled((0, 1, 2)[least:]))
    return tuple(drawing.draw_record(draw, Passage, pool, {}, PASSAGE) for _ in range(count))


def _reason(draw: st.DrawFn, pool: ReferencePool, fields: FieldValues) -> UncodedReason:
    if fields.get("repeats"):
        return UncodedReason.REPETITION
    possible = (one for one in UncodedReason if one is not UncodedReason.REPETITION or _may_repeat(pool, fields))
    drawn: UncodedReason = draw(sampled(tuple(possible)))
    return drawn


def _may_repeat(pool: ReferencePool, fields: FieldValues) -> bool:
    return bool(pool.ids["claims"]) and "repeats" not in fields


def _repeats(draw: st.DrawFn, pool: ReferencePool, fields: FieldValues) -> tuple[str, ...]:
    return drawing.some_ids(draw, pool, "claims", least=1) if fields["reason"] is UncodedReason.REPETITION else ()


def _passage(draw: st.DrawFn, pool: ReferencePool, _fields: FieldValues) -> Passage:
    return drawing.draw_record(draw, Passage, pool, {}, PASSAGE)


_UNCODED: Final[drawing.DependentFields] = {"passage": _passage, "reason": _reason, "repeats": _repeats}


def some_uncoded(draw: st.DrawFn, pool: ReferencePool, fields: FieldValues) -> tuple[Uncoded, ...]:
    """Draw up to two uncoded passages of the document with these fields."""
    inside = ReferencePool(
        ids={**pool.ids, "documents": (fields["id"],)},
        lengths={fields["id"]: fields["length"]},
        values=pool.values,
    )
    return tuple(drawing.draw_record(draw, Uncoded, inside, {}, _UNCODED) for _ in range(draw(sampled((0, 0, 1, 2)))))


def _dating_note(draw: st.DrawFn, pool: ReferencePool, fields: FieldValues) -> str | None:
    notes: st.SearchStrategy[str] = pool.values[text]
    return draw(notes) if fields["dating"] is Dating.INFERRED else maybe(draw, notes)


def _some_roles(draw: st.DrawFn, pool: ReferencePool, _fields: FieldValues) -> tuple[Role, ...]:
    if not pool.ids["actors"]:
        return ()
    return tuple(drawing.draw_record(draw, Role, pool, {}) for _ in range(draw(sampled((0, 0, 1, 2)))))


ACTOR: Final[drawing.DependentFields] = {"roles": _some_roles}
PLACE: Final[drawing.DependentFields] = {"coordinates": lambda draw, _pool, _fields: maybe(draw, coordinates())}
DOCUMENT: Final[drawing.DependentFields] = {
    # The uncoded passages depend on the id and the length.
    "id": ids(),
    "length": st.integers(1, _UNSEEN_LENGTH),
    "dating": sampled(Dating),
    "dating_note": _dating_note,
    "sha256": SHA256S,
    "language": sampled(("en", "ko", "ru-RU")),
    "url": lambda draw, _pool, _fields: maybe(draw, sampled(("https://example.org/a?b=c#d",))),
    "uncoded": some_uncoded,
}
