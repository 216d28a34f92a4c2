"""HTML tables of records, selections and datasets for notebooks."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, Final

from axis_tracker.dataset.record_set import RecordSet, tables_of
from axis_tracker.dataset.selections import RecordSelection, dataset_of
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document
from axis_tracker.model.events import Event
from axis_tracker.model.records import IdentifiedRecord
from axis_tracker.phrases import date_phrase
from axis_tracker.reports.html_tables import facts, table

__all__ = ["html_of"]

_EXAMPLES: Final = 4
"""The maximum number of records in each collection that the table of a dataset names."""


def html_of(value: object) -> str:
    """Return the HTML table of a record, a selection, a dataset or an answer.

    >>> import axis_tracker as axt
    >>> html_of(axt.Item(id="shells", name="shells")).startswith("<div")
    True

    Raises `TypeError` if the object belongs to any other class.
    """
    if isinstance(value, IdentifiedRecord):
        return record_html(value)
    if isinstance(value, RecordSelection):
        return selection_html(value)
    if isinstance(value, RecordSet):
        return dataset_html(value)
    # Answers come last, because this import loads the package `reasoning`, which records do not need.
    from axis_tracker.reports.html_answers import answer_html

    return answer_html(value)


def dataset_html(dataset: RecordSet) -> str:
    """Return a table of the collections of a dataset.

    >>> import axis_tracker as axt
    >>> "X &amp; sons</td>" in dataset_html(axt.Dataset([axt.Actor(id="x", name="X & sons", kind="body")]))
    True
    """
    counts = dataset.counts
    rows = [
        (name, count, [_name(one) for one in islice(tables_of(dataset)[name].values(), _EXAMPLES)])
        for name, count in counts.items()
    ]
    return table(repr(dataset).strip("<>"), ["collection", "records", "such as"], rows, len(rows), "collections")


def selection_html(selection: RecordSelection[Any]) -> str:
    """Return a table of the records of a selection.

    >>> import axis_tracker as axt
    >>> ds = axt.load()
    >>> selection_html(ds.claims).splitlines()[-1]
    '<p>and 256 more claims</p>'
    """
    dataset, kind = dataset_of(selection), type(selection).__name__
    known = [(columns, row) for cls, columns, row in _COLUMNS if len(selection) and isinstance(selection[0], cls)]
    columns, row = known[0] if known else (["id"], _any_row)
    rows = (row(dataset, record) for record in selection)
    caption = f"{kind}: {len(selection)}{f', {selection.possible} more possible' if selection.possible else ''}"
    return table(caption, columns, rows, len(selection), kind.lower())


def record_html(record: IdentifiedRecord) -> str:
    """Return a table of the fields of a record. The table omits fields that are empty or have their default value.

    >>> import axis_tracker as axt
    >>> "&lt;b&gt;shells&lt;/b&gt;" in record_html(axt.Item(id="shells", name="<b>shells</b>"))
    True
    """
    return facts(f"{type(record).__name__} {record.id}", _fields(record))


def _claim_row(dataset: RecordSet, claim: Claim) -> tuple[object, ...]:
    claimants = [_name(tables_of(dataset)["actors"].get(key), key) for key in claim.claimants]
    measure = None if claim.measure is None else str(claim.measure)
    return (claim.id, claimants, date_phrase(dataset.made(claim)), claim.stance.value, measure, claim.summary)


def _fields(record: IdentifiedRecord) -> Iterator[tuple[str, object]]:
    for field in record.__attrs_attrs__:
        value = getattr(record, field.name)
        if value != field.default and value not in (None, ()):
            yield field.name.replace("_", " "), _plain(value)


def _plain(value: object) -> object:
    if isinstance(value, enum.Enum):
        return value.value
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _name(record: object, otherwise: str = "") -> str:
    for field in ("name", "title", "id"):
        found = getattr(record, field, None)
        if found is not None:
            return str(found)
    return otherwise


def _event_row(dataset: RecordSet, event: Event) -> tuple[object, ...]:
    when = None if event.when is None else date_phrase(event.when)
    return (event.id, event.kind, when, event.name, len(dataset.claims.where(about=event)))


def _document_row(_dataset: RecordSet, document: Document) -> tuple[object, ...]:
    return (document.id, document.title, date_phrase(document.published))


def _any_row(_dataset: RecordSet, record: IdentifiedRecord) -> tuple[object, ...]:
    return (record.id, _name(record))


_COLUMNS: Final[tuple[tuple[type, list[str], Callable[[RecordSet, Any], tuple[object, ...]]], ...]] = (
    (Claim, ["id", "by", "said", "stance", "figure", "summary"], _claim_row),
    (Event, ["id", "kind", "when", "name", "claims"], _event_row),
    (Document, ["id", "title", "published"], _document_row),
    (IdentifiedRecord, ["id", "name"], _any_row),
)
"""The columns of the table of a selection, for each class of records. The first class that matches is used."""
