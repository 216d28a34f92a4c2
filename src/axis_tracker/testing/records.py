"""Strategies for actors, places, items and documents, and for the small records within them.

Imports the machinery of `drawing`. Events and claims have modules of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar, Unpack

from hypothesis import strategies as st

from axis_tracker.errors import InvalidValueError
from axis_tracker.model.actors import Actor, Role
from axis_tracker.model.documents import Document, Passage, Uncoded
from axis_tracker.model.fields import text
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place
from axis_tracker.model.records import IdentifiedRecord
from axis_tracker.model.vocabulary import Dating, UncodedReason
from axis_tracker.testing.choices import Draw, maybe, sampled
from axis_tracker.testing.drawing import Known, Special, checked, of_dataset, record, records_of, reference
from axis_tracker.testing.texts import coordinates, digests, ids, sha256s

if TYPE_CHECKING:
    from axis_tracker.facade.dataset import Dataset
    from axis_tracker.testing.fields import (
        ActorFields,
        DocumentFields,
        ItemFields,
        PassageFields,
        PlaceFields,
        RoleFields,
        UncodedFields,
    )

__all__ = [
    "ACTOR",
    "DOCUMENT",
    "PASSAGE",
    "PLACE",
    "actors",
    "asked",
    "documents",
    "items",
    "passages",
    "places",
    "roles",
    "some_passages",
    "some_uncoded",
    "uncoded",
]

R = TypeVar("R", bound=IdentifiedRecord)

_UNSEEN_LENGTH: Final = 1_000
"""How long a document is taken to be of which nothing is known."""


def roles(dataset: Dataset | None = None, **fields: Unpack[RoleFields]) -> st.SearchStrategy[Role]:
    """What actors are within or for others, with and without a title and a time.

    `dataset` and `fields` are as for `actors`.
    """
    known = of_dataset(dataset)
    _require(known, "actors", Role, fields)
    return records_of(Role, known, checked(Role, fields))


def actors(dataset: Dataset | None = None, **fields: Unpack[ActorFields]) -> st.SearchStrategy[Actor]:
    """Actors of every kind, with up to two aliases and two roles.

    >>> from hypothesis import find
    >>> find(actors(kind="person"), lambda one: one.roles)
    Actor(id='a', name='a', kind=<ActorKind.PERSON>, roles=(Role(of='kp'),))

    `dataset`: the ids that are referred to are those of its records, and the drawn one's own id is new to it, so that
    `Dataset([drawn, *...])` holds. Without it, some ids are referred to that need not exist anywhere.

    `fields`: what any field of the class is to be, as a value or as a strategy. The others are drawn.

    Raises `InvalidValueError`, with the field as `path`, for a field that the class does not have and for a value that
    it refuses.
    """
    known = of_dataset(dataset)
    return records_of(Actor, known, asked(Actor, known, fields, "actors"), ACTOR)


def places(dataset: Dataset | None = None, **fields: Unpack[PlaceFields]) -> st.SearchStrategy[Place]:
    """Places, alone or within another, with and without coordinates.

    `dataset` and `fields` are as for `actors`.
    """
    known = of_dataset(dataset)
    return records_of(Place, known, asked(Place, known, fields, "places"), PLACE)


def items(dataset: Dataset | None = None, **fields: Unpack[ItemFields]) -> st.SearchStrategy[Item]:
    """Items, at the top of a hierarchy or below up to two others, of every UNROCA category and of none.

    `dataset` and `fields` are as for `actors`.
    """
    known = of_dataset(dataset)
    return records_of(Item, known, asked(Item, known, fields, "items"))


def passages(dataset: Dataset | None = None, **fields: Unpack[PassageFields]) -> st.SearchStrategy[Passage]:
    """Stretches of documents, the whole text and single characters among them.

    >>> from hypothesis import find
    >>> str(find(passages(document="report"), lambda one: one.end - one.start > 10))
    'report#char=0,11;sha256=0000000000000000'

    They lie within their document, where the dataset knows it, and else in the first thousand characters. The digests
    are of no text: `Passage.matches` is false of them, for there is no text that they were taken from.

    `dataset` and `fields` are as for `actors`.
    """
    known = of_dataset(dataset)
    _require(known, "documents", Passage, fields)
    return records_of(Passage, known, checked(Passage, fields), PASSAGE)


def uncoded(dataset: Dataset | None = None, **fields: Unpack[UncodedFields]) -> st.SearchStrategy[Uncoded]:
    """Stretches that were left uncoded, for every reason.

    A repetition names claims, and nothing else does: in a dataset without claims none is drawn.

    `dataset` and `fields` are as for `actors`.
    """
    known = of_dataset(dataset)
    _require(known, "documents", Uncoded, {"document": fields["passage"]} if "passage" in fields else {})
    return records_of(Uncoded, known, checked(Uncoded, fields), _UNCODED)


def documents(dataset: Dataset | None = None, **fields: Unpack[DocumentFields]) -> st.SearchStrategy[Document]:
    """Documents dated in every way, of one to a thousand characters, with up to two stretches left uncoded.

    A date that was inferred has its reasoning, without which `Document` refuses it.

    `dataset` and `fields` are as for `actors`.
    """
    known = of_dataset(dataset)
    return records_of(Document, known, asked(Document, known, fields, "documents"), DOCUMENT)


def asked(cls: type[R], known: Known, fields: Mapping[str, object], collection: str) -> dict[str, Any]:
    """The fields that are asked for, and an id that is new to the dataset where none is."""
    settled = checked(cls, fields)
    if known.exists and "id" not in settled:
        taken = frozenset(known.ids[collection])
        settled["id"] = ids().filter(lambda one: one not in taken)
    return settled


def _require(known: Known, collection: str, cls: type, fields: Mapping[str, object]) -> None:
    given = {"actors": "of", "documents": "document"}[collection]
    if not known.ids[collection] and given not in fields:
        raise InvalidValueError(
            f"has no {collection} that a {cls.__name__} could name", value=known.ids[collection], path="dataset"
        )


def _start(draw: Draw, known: Known, fields: Mapping[str, Any]) -> int:
    length = known.lengths.get(fields["document"], _UNSEEN_LENGTH)
    return int(draw(st.integers(0, min(length, fields.get("end", length)) - 1)))


def _end(draw: Draw, known: Known, fields: Mapping[str, Any]) -> int:
    start: int = fields["start"]
    length = known.lengths.get(fields["document"], max(_UNSEEN_LENGTH, start + 1))
    return int(draw(st.integers(start + 1, length)))


def _document(draw: Draw, known: Known, _fields: Mapping[str, Any]) -> str:
    return str(draw(sampled(tuple(known.ids["documents"]))))


def _digest(draw: Draw, _known: Known, _fields: Mapping[str, Any]) -> str:
    return str(draw(digests()))


PASSAGE: Final[Special] = {"document": _document, "start": _start, "end": _end, "digest": _digest}


def some_passages(draw: Draw, known: Known, *, least: int = 0) -> tuple[Passage, ...]:
    """Up to two passages of the documents that are known."""
    if not known.lengths:
        return ()
    count = draw(sampled((0, 1, 2)[least:]))
    return tuple(record(draw, Passage, known, {}, PASSAGE) for _ in range(count))


def _reason(draw: Draw, known: Known, fields: Mapping[str, Any]) -> UncodedReason:
    if fields.get("repeats"):
        return UncodedReason.REPETITION
    possible = (one for one in UncodedReason if one is not UncodedReason.REPETITION or _may_repeat(known, fields))
    drawn: UncodedReason = draw(sampled(tuple(possible)))
    return drawn


def _may_repeat(known: Known, fields: Mapping[str, Any]) -> bool:
    return bool(known.ids["claims"]) and "repeats" not in fields


def _repeats(draw: Draw, known: Known, fields: Mapping[str, Any]) -> tuple[str, ...]:
    return reference(draw, known, "claims", least=1) if fields["reason"] is UncodedReason.REPETITION else ()


def _passage(draw: Draw, known: Known, _fields: Mapping[str, Any]) -> Passage:
    return record(draw, Passage, known, {}, PASSAGE)


_UNCODED: Final[Special] = {"passage": _passage, "reason": _reason, "repeats": _repeats}


def some_uncoded(draw: Draw, known: Known, fields: Mapping[str, Any]) -> tuple[Uncoded, ...]:
    """Up to two stretches of the document with these fields."""
    inside = Known(
        ids={**known.ids, "documents": (fields["id"],)},
        lengths={fields["id"]: fields["length"]},
        leaves=known.leaves,
    )
    return tuple(record(draw, Uncoded, inside, {}, _UNCODED) for _ in range(draw(sampled((0, 0, 1, 2)))))


def _id(draw: Draw, _known: Known, _fields: Mapping[str, Any]) -> str:
    return str(draw(ids()))


def _length(draw: Draw, _known: Known, _fields: Mapping[str, Any]) -> int:
    return int(draw(st.integers(1, _UNSEEN_LENGTH)))


def _dating_note(draw: Draw, known: Known, fields: Mapping[str, Any]) -> str | None:
    notes: st.SearchStrategy[str] = known.leaves[text]
    return draw(notes) if fields["dating"] is Dating.INFERRED else maybe(draw, notes)


def _some_roles(draw: Draw, known: Known, _fields: Mapping[str, Any]) -> tuple[Role, ...]:
    if not known.ids["actors"]:
        return ()
    return tuple(record(draw, Role, known, {}) for _ in range(draw(sampled((0, 0, 1, 2)))))


ACTOR: Final[Special] = {"roles": _some_roles}
PLACE: Final[Special] = {"coordinates": lambda draw, _known, _fields: maybe(draw, coordinates())}
DOCUMENT: Final[Special] = {
    "id": _id,
    "length": _length,
    "dating": lambda draw, _known, _fields: draw(sampled(Dating)),
    "dating_note": _dating_note,
    "sha256": lambda draw, _known, _fields: draw(sha256s()),
    "language": lambda draw, _known, _fields: draw(sampled(("en", "ko", "ru-RU"))),
    "url": lambda draw, _known, _fields: maybe(draw, sampled(("https://example.org/a?b=c#d",))),
    "uncoded": some_uncoded,
}
