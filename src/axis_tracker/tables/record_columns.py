"""The columns of actors, roles, places, items, documents and uncoded passages."""

from __future__ import annotations

from typing import Final

from axis_tracker.dataset.record_set import tables_of
from axis_tracker.model.actors import Actor
from axis_tracker.model.documents import Document
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place
from axis_tracker.tables import columns

__all__ = [
    "ACTOR_COLUMNS",
    "DOCUMENT_COLUMNS",
    "ITEM_COLUMNS",
    "PLACE_COLUMNS",
    "ROLE_COLUMNS",
    "UNCODED_COLUMNS",
]

_NAME: Final = "The English name used in reports"
_COUNTRY: Final = "The country, as an ISO 3166-1 alpha-2 code in lower case"
_ALIASES: Final = "Other names of the actor, place or item"
_IDENTIFIERS: Final = "Identifiers in other registers, as `scheme:value`"
_NOTE: Final = "A remark by the curator"

ACTOR_COLUMNS: Final[tuple[columns.Column, ...]] = columns.columns_of(
    Actor,
    id="The actor's id; for a state, its ISO 3166-1 alpha-2 code in lower case",
    name=_NAME,
    kind="The kind of actor",
    aliases=_ALIASES,
    identifiers=_IDENTIFIERS,
    country=_COUNTRY,
    role_count=columns.count_of("roles", "The number of the actor's roles; the view `roles` lists them"),
    note=_NOTE,
)
"""One row per actor."""

ROLE_COLUMNS: Final[tuple[columns.Column, ...]] = columns.columns_of(
    Actor,
    actor=columns.of_owner("actor.id", "The id of the actor who has the role", refers_to="actors"),
    position=columns.position_in("roles", "The position of the role in the actor's list of roles, from 0"),
    actor_name=columns.of_owner("actor.name", "The name of the actor who has the role"),
    of=columns.FieldAt("roles[].of", "The id of the actor for whom the holder of the role acts"),
    of_name=columns.Computed(
        "The name of the actor for whom the holder of the role acts",
        "roles[].of -> actors.name",
        lambda dataset, row: tables_of(dataset)["actors"][row.element.of].name,
    ),
    title=columns.FieldAt("roles[].title", "The office or function; None for plain membership"),
    during=columns.FieldAt(
        "roles[].during", "The period in which the actor has the role; None for the whole period of the data"
    ),
)
"""One row per role of an actor."""

PLACE_COLUMNS: Final[tuple[columns.Column, ...]] = columns.columns_of(
    Place,
    id="The place's id",
    name=_NAME,
    within="The id of the place that directly contains this place",
    country=_COUNTRY,
    latitude=columns.FieldAt("coordinates[0]", "The latitude of a point in the place, in WGS 84 degrees"),
    longitude=columns.FieldAt("coordinates[1]", "The longitude of a point in the place, in WGS 84 degrees"),
    aliases=_ALIASES,
    identifiers=_IDENTIFIERS,
    note=_NOTE,
)
"""One row per place."""

ITEM_COLUMNS: Final[tuple[columns.Column, ...]] = columns.columns_of(
    Item,
    id="The item's id",
    name=_NAME,
    broader="The ids of the broader items",
    unroca="The category in the UN Register of Conventional Arms",
    aliases=_ALIASES,
    identifiers=_IDENTIFIERS,
    note=_NOTE,
)
"""One row per item."""

DOCUMENT_COLUMNS: Final[tuple[columns.Column, ...]] = columns.columns_of(
    Document,
    id="The document's id",
    title="The title",
    publisher="The id of the publisher",
    authors="The ids of the authors",
    published="The date of publication",
    dating="How the date of publication is known",
    dating_note="The reasoning behind an inferred date",
    length="The number of characters",
    sha256="The SHA-256 digest of the file",
    language="The language, as a BCP 47 tag",
    url="The web address of the document",
    uncoded_count=columns.count_of("uncoded", "The number of uncoded passages; the view `uncoded` lists them"),
    note=_NOTE,
)
"""One row per document."""

UNCODED_COLUMNS: Final[tuple[columns.Column, ...]] = columns.columns_of(
    Document,
    document=columns.FieldAt("uncoded[].passage.document", "The id of the document"),
    position=columns.position_in("uncoded", "The position in the document's list of uncoded passages, from 0"),
    **columns.passage_at("uncoded[].passage"),
    reason=columns.FieldAt("uncoded[].reason", "Why the passage is not coded"),
    repeats=columns.FieldAt("uncoded[].repeats", "The ids of the claims that already record the passage's content"),
)
"""One row per uncoded passage of a document."""
