"""The flat views. Each view has a key and columns, and lists the fields that the view leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from attrs import Factory, evolve, field, frozen

from axis_tracker.dataset.names import nearest
from axis_tracker.errors import UnknownNameError
from axis_tracker.model.records import IdentifiedRecord
from axis_tracker.tables import record_columns
from axis_tracker.tables.claim_columns import CLAIM_COLUMNS, PASSAGE_COLUMNS, SUPPORT_COLUMNS
from axis_tracker.tables.columns import Column, ListRow, OmittedField
from axis_tracker.tables.event_columns import KIND_COLUMNS, PARTS_COLUMNS, event_columns

__all__ = ["VIEWS", "View", "fitting_view", "view_named"]


@frozen(kw_only=True)
class View:
    """One flat view.

    Attributes:
        name: The name of the view.
        of: The collection whose records the view shows, by default the collection with the same name.
        meaning: A one-line description of a row.
        key: The columns that identify a row.
        columns: The columns, in order.
        omitted: The fields that the view leaves out.
        each: The name of the list field whose elements are the rows, or None if each record is one row.
    """

    name: str
    of: str = field(default=Factory(lambda view: view.name, takes_self=True))
    meaning: str
    key: tuple[str, ...] = ("id",)
    columns: tuple[Column, ...]
    omitted: tuple[OmittedField, ...] = ()
    each: str | None = None

    @property
    def leaves_out(self) -> str:
        """The fields that the view leaves out and the views that show these fields, as a string."""
        return "; ".join(f"`{one.field}`: see the view `{one.kept_in}`" for one in self.omitted) or "nothing"

    def rows_of(self, record: IdentifiedRecord) -> Iterator[IdentifiedRecord | ListRow]:
        """Return the rows of a record, which are the record itself or a `ListRow` for each element of a list."""
        if self.each is None:
            return iter((record,))
        return (ListRow(record, position, one) for position, one in enumerate(getattr(record, self.each)))


def _shown_in(view: str, name: str) -> OmittedField:
    return OmittedField(name, "a record may have several of them", view, lambda record: len(getattr(record, name)))


VIEWS: Final[tuple[View, ...]] = (
    View(
        name="actors",
        meaning="One row per actor",
        columns=record_columns.ACTOR_COLUMNS,
        omitted=(_shown_in("roles", "roles"),),
    ),
    View(
        name="roles",
        of="actors",
        meaning="One row per role of an actor",
        key=("actor", "position"),
        columns=record_columns.ROLE_COLUMNS,
        each="roles",
    ),
    View(name="places", meaning="One row per place", columns=record_columns.PLACE_COLUMNS),
    View(name="items", meaning="One row per item", columns=record_columns.ITEM_COLUMNS),
    View(
        name="documents",
        meaning="One row per document",
        columns=record_columns.DOCUMENT_COLUMNS,
        omitted=(_shown_in("uncoded", "uncoded"),),
    ),
    View(
        name="events",
        meaning="One row per event of any kind",
        columns=KIND_COLUMNS,
        omitted=(_shown_in("parts", "parts"),),
    ),
    View(
        name="parts",
        of="events",
        meaning="One row per group of disjoint parts of an event",
        key=("event", "position"),
        columns=PARTS_COLUMNS,
        each="parts",
    ),
    View(
        name="claims",
        meaning="One row per claim, with its event and its figure",
        columns=CLAIM_COLUMNS,
        omitted=(_shown_in("passages", "evidence"), _shown_in("supports", "supports")),
    ),
    View(
        name="passages",
        of="claims",
        meaning="One row per passage that a claim cites",
        key=("claim", "position"),
        columns=PASSAGE_COLUMNS,
        each="evidence",
    ),
    View(
        name="supports",
        of="claims",
        meaning="One row per claim that another claim supports",
        key=("claim", "position"),
        columns=SUPPORT_COLUMNS,
        each="supports",
    ),
    View(
        name="uncoded",
        of="documents",
        meaning="One row per uncoded passage of a document",
        key=("document", "position"),
        columns=record_columns.UNCODED_COLUMNS,
        each="uncoded",
    ),
)
"""All views. As far as possible, a view comes after the views that it refers to."""

_BY_NAME: Final = {view.name: view for view in VIEWS}


def view_named(name: str, *, of: str | None = None) -> View:
    """Return the view called `name`. If `of` is given, only views of the collection `of` are allowed.

    Raises `UnknownNameError` if there is no such view.
    """
    known = {key: view for key, view in _BY_NAME.items() if of is None or view.of == of}
    found = known.get(name)
    if found is None:
        kind = "view" if of is None else f"view of {of}"
        raise UnknownNameError(name, kind=kind, nearest=nearest(name, [*known]) or tuple(known))
    return found


def fitting_view(view: View, records: Sequence[Any]) -> View:
    """Return the view with the columns that these records need. Events may have kinds from other projects."""
    if view.name != "events":
        return view
    columns, omitted = event_columns(records)
    return evolve(view, columns=columns, omitted=(*view.omitted, *omitted))
