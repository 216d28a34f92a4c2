"""The columns of actors, roles, places, items, documents and uncoded passages."""

from __future__ import annotations

from typing import Final

from axis_tracker.model.vocabulary import ActorKind, Dating, UncodedReason, UnrocaCategory
from axis_tracker.tables.columns import (
    Column,
    ColumnType,
    column,
    count_column,
    date_columns,
    owner_column,
    passage_columns,
    position_column,
)

__all__ = [
    "ACTOR_COLUMNS",
    "DOCUMENT_COLUMNS",
    "ITEM_COLUMNS",
    "PLACE_COLUMNS",
    "ROLE_COLUMNS",
    "UNCODED_COLUMNS",
]

_INTEGER, _FLOAT, _LIST = ColumnType.INTEGER, ColumnType.FLOAT, ColumnType.LIST

_NAME: Final = column("name", "The English name used in reports", is_required=True)
_COUNTRY: Final = column("country", "The country, as an ISO 3166-1 alpha-2 code in lower case")
_ALIASES: Final = column("aliases", "Other names in use", type=_LIST, is_required=True)
_IDENTIFIERS: Final = column(
    "identifiers", "Identifiers in other registers, as `scheme:value`", type=_LIST, is_required=True
)
_NOTE: Final = column("note", "A remark by the curator")

ACTOR_COLUMNS: Final[tuple[Column, ...]] = (
    column("id", "The actor's id; for a state, its ISO 3166-1 alpha-2 code in lower case", is_required=True),
    _NAME,
    column("kind", "The kind of actor", words=ActorKind, is_required=True),
    _ALIASES,
    _IDENTIFIERS,
    _COUNTRY,
    count_column("role_count", "The number of the actor's roles; the view `roles` lists them", "roles"),
    _NOTE,
)
"""One row per actor."""

ROLE_COLUMNS: Final[tuple[Column, ...]] = (
    owner_column("actor", "The id of the actor who has the role", "actor.id", refers_to="actors"),
    position_column("The position of the role in the actor's list of roles, from 0", "roles"),
    owner_column("actor_name", "The name of the actor who has the role", "actor.name", is_derived=True),
    column(
        "of",
        "The id of the actor for whom the holder of the role acts",
        "roles[].of",
        refers_to="actors",
        is_required=True,
    ),
    column(
        "of_name",
        "The name of the actor for whom the holder of the role acts",
        "roles[].of -> actors.name",
        is_required=True,
        is_derived=True,
    ),
    column("title", "The office or function; None for plain membership", "roles[].title"),
    *date_columns(
        "during",
        "The period in which the actor has the role; None if it covers the whole period of the data",
        "roles[].during",
    ),
)
"""One row per role of an actor."""

PLACE_COLUMNS: Final[tuple[Column, ...]] = (
    column("id", "The place's id", is_required=True),
    _NAME,
    column("within", "The id of the place that directly contains it", refers_to="places"),
    _COUNTRY,
    column("latitude", "The latitude of a point in the place, in WGS 84 degrees", "coordinates[0]", _FLOAT),
    column("longitude", "The longitude of a point in the place, in WGS 84 degrees", "coordinates[1]", _FLOAT),
    _ALIASES,
    _IDENTIFIERS,
    _NOTE,
)
"""One row per place."""

ITEM_COLUMNS: Final[tuple[Column, ...]] = (
    column("id", "The item's id", is_required=True),
    _NAME,
    column("broader", "The ids of the broader items", type=_LIST, refers_to="items", is_required=True),
    column("unroca", "The category in the UN Register of Conventional Arms", words=UnrocaCategory),
    _ALIASES,
    _IDENTIFIERS,
    _NOTE,
)
"""One row per item."""

DOCUMENT_COLUMNS: Final[tuple[Column, ...]] = (
    column("id", "The document's id", is_required=True),
    column("title", "The title", is_required=True),
    column("publisher", "The id of the publisher", refers_to="actors"),
    column("authors", "The ids of the authors", type=_LIST, refers_to="actors", is_required=True),
    *date_columns("published", "The date of publication", is_required=True),
    column("dating", "How the date of publication is known", words=Dating, is_required=True),
    column("dating_note", "The basis of an inferred date"),
    column("length", "The number of characters", type=_INTEGER, is_required=True),
    column("sha256", "The SHA-256 digest of the file", is_required=True),
    column("language", "The language, as a BCP 47 tag", is_required=True),
    column("url", "The web address of the document"),
    count_column("uncoded_count", "The number of uncoded passages; the view `uncoded` lists them", "uncoded"),
    _NOTE,
)
"""One row per document."""

UNCODED_COLUMNS: Final[tuple[Column, ...]] = (
    column("document", "The id of the document", "uncoded[].passage.document", refers_to="documents", is_required=True),
    position_column("The position in the document's list of uncoded passages, from 0", "uncoded"),
    *passage_columns("uncoded[].passage"),
    column("reason", "Why the passage is not coded", "uncoded[].reason", words=UncodedReason, is_required=True),
    column(
        "repeats",
        "The ids of the claims that already record the passage's content",
        "uncoded[].repeats",
        _LIST,
        refers_to="claims",
        is_required=True,
    ),
)
"""One row per uncoded passage of a document."""
