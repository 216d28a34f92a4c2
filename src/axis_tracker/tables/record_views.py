"""The columns of actors and their roles, places, items, documents and the stretches that are left uncoded in them.

Imports `columns` and the model.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from axis_tracker.dataset.record_set import tables_of
from axis_tracker.model.actors import Actor, Role
from axis_tracker.model.documents import Document, Uncoded
from axis_tracker.model.vocabulary import ActorKind, Dating, UncodedReason, UnrocaCategory
from axis_tracker.tables.columns import Column, ColumnType, date_columns, word_values

__all__ = [
    "ACTOR_COLUMNS",
    "DOCUMENT_COLUMNS",
    "ITEM_COLUMNS",
    "PLACE_COLUMNS",
    "ROLE_COLUMNS",
    "UNCODED_COLUMNS",
    "roles_of",
    "uncoded_of",
]

_TEXT, _INTEGER, _FLOAT, _LIST = ColumnType.TEXT, ColumnType.INTEGER, ColumnType.FLOAT, ColumnType.LIST


def _own(name: str, meaning: str, **more: Any) -> Column:
    """A column that holds a field of the record as it is, a controlled word by its value."""
    read = lambda _, record: getattr(record, name)  # noqa: E731
    if "words" in more:
        read = lambda _, record: None if (word := getattr(record, name)) is None else word.value  # noqa: E731
    return Column(name=name, meaning=meaning, source=name, read=read, type=more.pop("type", _TEXT), **more)


def _texts(name: str, meaning: str, refers_to: str | None = None) -> Column:
    return _own(name, meaning, type=_LIST, refers_to=refers_to, is_required=True)


_COUNTRY: Final = _own("country", "ISO 3166-1 alpha-2 code, in lower case")
_ALIASES: Final = _texts("aliases", "Other names that people use")
_IDENTIFIERS: Final = _texts("identifiers", "Identifiers in other registers, as `scheme:value`")
_NOTE: Final = _own("note", "A remark by the curator")

ACTOR_COLUMNS: Final[tuple[Column, ...]] = (
    _own("id", "The actor's id; a state's is its ISO 3166-1 alpha-2 code", is_required=True),
    _own("name", "What reports call it, in English", is_required=True),
    _own("kind", "What it is", words=word_values(ActorKind), is_required=True),
    _ALIASES,
    _IDENTIFIERS,
    _COUNTRY,
    Column(
        name="role_count",
        type=_INTEGER,
        meaning="For how many others it acts, or did; the view `roles` has them",
        source="roles",
        read=lambda _, actor: len(actor.roles),
        is_required=True,
        is_derived=True,
    ),
    _NOTE,
)
"""One row an actor."""


def roles_of(actor: Actor) -> Iterator[tuple[Actor, int, Role]]:
    """What the rows of an actor's roles stand for."""
    return ((actor, position, role) for position, role in enumerate(actor.roles))


ROLE_COLUMNS: Final[tuple[Column, ...]] = (
    Column(
        name="actor",
        type=_TEXT,
        meaning="The id of the actor who has it",
        source="actor.id",
        read=lambda _, row: row[0].id,
        refers_to="actors",
        is_required=True,
    ),
    Column(
        name="position",
        type=_INTEGER,
        meaning="Its place among the actor's roles, from 0",
        source="roles",
        read=lambda _, row: row[1],
        is_required=True,
    ),
    Column(
        name="actor_name",
        type=_TEXT,
        meaning="The name of that actor",
        source="actor.name",
        read=lambda _, row: row[0].name,
        is_required=True,
        is_derived=True,
    ),
    Column(
        name="of",
        type=_TEXT,
        meaning="The id of the actor for whom it acts",
        source="roles[].of",
        read=lambda _, row: row[2].of,
        refers_to="actors",
        is_required=True,
    ),
    Column(
        name="of_name",
        type=_TEXT,
        meaning="The name of that actor",
        source="roles[].of -> actors.name",
        read=lambda dataset, row: tables_of(dataset)["actors"][row[2].of].name,
        is_required=True,
        is_derived=True,
    ),
    Column(
        name="title",
        type=_TEXT,
        meaning="As what; None for plain membership",
        source="roles[].title",
        read=lambda _, row: row[2].title,
    ),
    *date_columns(
        "during", "In which time; None for as long as the data reach", "roles[].during", lambda _, row: row[2].during
    ),
)
"""One row a role of an actor."""


def _coordinate(name: str, place_in_pair: int) -> Column:
    return Column(
        name=name,
        type=_FLOAT,
        meaning=f"The {name} of a point inside, in WGS 84 degrees",
        source=f"coordinates[{place_in_pair}]",
        read=lambda _, place: None if place.coordinates is None else place.coordinates[place_in_pair],
    )


PLACE_COLUMNS: Final[tuple[Column, ...]] = (
    _own("id", "The place's id", is_required=True),
    _own("name", "What reports call it, in English", is_required=True),
    _own("within", "The id of the next larger place", refers_to="places"),
    _COUNTRY,
    _coordinate("latitude", 0),
    _coordinate("longitude", 1),
    _ALIASES,
    _IDENTIFIERS,
    _NOTE,
)
"""One row a place."""

ITEM_COLUMNS: Final[tuple[Column, ...]] = (
    _own("id", "The item's id", is_required=True),
    _own("name", "What reports call it, in English", is_required=True),
    _texts("broader", "The ids of the items that contain every instance of this one", "items"),
    _own("unroca", "The category of the UN Register of Conventional Arms", words=word_values(UnrocaCategory)),
    _ALIASES,
    _IDENTIFIERS,
    _NOTE,
)
"""One row an item."""

DOCUMENT_COLUMNS: Final[tuple[Column, ...]] = (
    _own("id", "The document's id", is_required=True),
    _own("title", "Its title", is_required=True),
    _own("publisher", "The id of the actor who published it", refers_to="actors"),
    _texts("authors", "The ids of those who wrote it", "actors"),
    *date_columns("published", "When it was published", "published", lambda _, one: one.published, is_required=True),
    _own("dating", "How that is known", words=word_values(Dating), is_required=True),
    _own("dating_note", "From what, where it was inferred"),
    _own("length", "How many characters it has", type=_INTEGER, is_required=True),
    _own("sha256", "The SHA-256 of its file", is_required=True),
    _own("language", "Its language (BCP 47)", is_required=True),
    _own("url", "Where it was published"),
    Column(
        name="uncoded_count",
        type=_INTEGER,
        meaning="How many stretches of it are left uncoded; the view `uncoded` has them",
        source="uncoded",
        read=lambda _, document: len(document.uncoded),
        is_required=True,
        is_derived=True,
    ),
    _NOTE,
)
"""One row a document."""


def uncoded_of(document: Document) -> Iterator[tuple[Document, int, Uncoded]]:
    """What the rows of a document's uncoded stretches stand for."""
    return ((document, position, one) for position, one in enumerate(document.uncoded))


UNCODED_COLUMNS: Final[tuple[Column, ...]] = (
    Column(
        name="document",
        type=_TEXT,
        meaning="The id of the document that it stands in",
        source="uncoded[].passage.document",
        read=lambda _, row: row[0].id,
        refers_to="documents",
        is_required=True,
    ),
    Column(
        name="position",
        type=_INTEGER,
        meaning="Its place among the document's uncoded stretches, from 0",
        source="uncoded",
        read=lambda _, row: row[1],
        is_required=True,
    ),
    Column(
        name="start",
        type=_INTEGER,
        meaning="Characters of the document before it",
        source="uncoded[].passage.start",
        read=lambda _, row: row[2].passage.start,
        is_required=True,
    ),
    Column(
        name="end",
        type=_INTEGER,
        meaning="Characters of the document up to its end",
        source="uncoded[].passage.end",
        read=lambda _, row: row[2].passage.end,
        is_required=True,
    ),
    Column(
        name="digest",
        type=_TEXT,
        meaning="The first digits of the SHA-256 of its text",
        source="uncoded[].passage.digest",
        read=lambda _, row: row[2].passage.digest,
        is_required=True,
    ),
    Column(
        name="reason",
        type=_TEXT,
        meaning="Why it is not coded",
        source="uncoded[].reason",
        words=word_values(UncodedReason),
        read=lambda _, row: row[2].reason.value,
        is_required=True,
    ),
    Column(
        name="repeats",
        type=_LIST,
        meaning="The ids of the claims that say it already",
        source="uncoded[].repeats",
        read=lambda _, row: row[2].repeats,
        refers_to="claims",
        is_required=True,
    ),
)
"""One row a stretch of a document that is left uncoded."""
