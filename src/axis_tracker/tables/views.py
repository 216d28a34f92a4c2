"""The flat views: which there are, of which records, by which key, and what each leaves out.

Imports the modules of columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from attrs import frozen

from axis_tracker.dataset.names import nearest
from axis_tracker.errors import UnknownNameError
from axis_tracker.model.events import Event
from axis_tracker.tables.claim_views import CLAIM_COLUMNS, PASSAGE_COLUMNS, passages_of
from axis_tracker.tables.columns import Column
from axis_tracker.tables.event_view import KIND_COLUMNS, event_columns
from axis_tracker.tables.record_views import (
    ACTOR_COLUMNS,
    DOCUMENT_COLUMNS,
    ITEM_COLUMNS,
    PLACE_COLUMNS,
    ROLE_COLUMNS,
    UNCODED_COLUMNS,
    roles_of,
    uncoded_of,
)

__all__ = ["VIEWS", "LeftOut", "View", "fitting_view", "view_named"]


@frozen
class LeftOut:
    """A field that a view leaves out: its name, why, the view that has it (or None), and how to count what it holds."""

    field: str
    reason: str
    kept_in: str | None
    count: Callable[[Any], int]


def _each_record(record: Any) -> Iterator[Any]:
    yield record


@frozen(kw_only=True)
class View:
    """One flat view.

    Fields: `name`, `of` (the collection whose records it shows), `meaning` (one line), `key` (the columns that tell its
    rows apart), `columns`, `left_out`, `rows_of` (what the rows of a record stand for).
    """

    name: str
    of: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    left_out: tuple[LeftOut, ...] = ()
    rows_of: Callable[[Any], Iterator[Any]] = _each_record

    @property
    def leaves_out(self) -> str:
        """The fields that it leaves out, and where they are, in words."""
        return "; ".join(f"`{one.field}`: see the view `{one.kept_in}`" for one in self.left_out) or "nothing"


def _in_rows_of(field: str, view: str) -> LeftOut:
    return LeftOut(field, "a record may have several", view, lambda record: len(getattr(record, field)))


VIEWS: Final[tuple[View, ...]] = (
    View(
        name="actors",
        of="actors",
        meaning="One row an actor",
        key=("id",),
        columns=ACTOR_COLUMNS,
        left_out=(_in_rows_of("roles", "roles"),),
    ),
    View(
        name="roles",
        of="actors",
        meaning="One row a role that an actor has",
        key=("actor", "position"),
        columns=ROLE_COLUMNS,
        rows_of=roles_of,
    ),
    View(name="places", of="places", meaning="One row a place", key=("id",), columns=PLACE_COLUMNS),
    View(name="items", of="items", meaning="One row an item", key=("id",), columns=ITEM_COLUMNS),
    View(
        name="documents",
        of="documents",
        meaning="One row a document",
        key=("id",),
        columns=DOCUMENT_COLUMNS,
        left_out=(_in_rows_of("uncoded", "uncoded"),),
    ),
    View(
        name="events",
        of="events",
        meaning="One row an event of any kind",
        key=("id",),
        columns=KIND_COLUMNS,
    ),
    View(
        name="claims",
        of="claims",
        meaning="One row a claim, with its event and its figure",
        key=("id",),
        columns=CLAIM_COLUMNS,
        left_out=(_in_rows_of("evidence", "passages"),),
    ),
    View(
        name="passages",
        of="claims",
        meaning="One row a passage that a claim cites",
        key=("claim", "position"),
        columns=PASSAGE_COLUMNS,
        rows_of=passages_of,
    ),
    View(
        name="uncoded",
        of="documents",
        meaning="One row a stretch of a document that is left uncoded",
        key=("document", "position"),
        columns=UNCODED_COLUMNS,
        rows_of=uncoded_of,
    ),
)
"""All views, each after those that it refers to most."""

_BY_NAME: Final = {view.name: view for view in VIEWS}


def view_named(name: str, *, of: str | None = None) -> View:
    """The view of that name; `of` narrows the choice to those of one collection. Raises `UnknownNameError`."""
    known = {key: view for key, view in _BY_NAME.items() if of is None or view.of == of}
    found = known.get(name)
    if found is None:
        kind = "view" if of is None else f"view of {of}"
        raise UnknownNameError(name, kind=kind, nearest=nearest(name, [*known]) or tuple(known))
    return found


def fitting_view(view: View, records: Sequence[Any]) -> View:
    """The view with the columns that these records need: events may be of kinds of other projects."""
    if view.name != "events":
        return view
    found = event_columns(records)
    left_out = tuple(
        LeftOut(f"{cls.kind}.{field}", f"no column holds a value such as its {what}", None, _not_default(cls, field))
        for cls, field, what in found.omitted
    ) + tuple(
        LeftOut(f"{tag}.fields", "a kind that is not known has no columns of its own", None, _carried_fields(tag))
        for tag in found.carried
    )
    return View(
        name=view.name, of=view.of, meaning=view.meaning, key=view.key, columns=found.columns, left_out=left_out
    )


def _carried_fields(tag: str) -> Callable[[Any], int]:
    return lambda event: len(event.fields) if event.kind == tag else 0


def _not_default(cls: type[Event], name: str) -> Callable[[Any], int]:
    (field,) = (one for one in cls.__attrs_attrs__ if one.name == name)
    return lambda event: int(event.__class__ is cls and getattr(event, name) != field.default)


def counted(left_out: LeftOut, records: Iterable[Any]) -> int:
    """How many values of the field these records hold."""
    return sum(map(left_out.count, records))
