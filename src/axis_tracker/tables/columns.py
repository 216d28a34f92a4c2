"""The columns of flat tables: their names, types, meanings and sources.

Columns are data. The reference page, the CSV descriptor, the SQL schema and the data frames are generated from them.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import Any, Final, NamedTuple, TypeAlias

from attrs import frozen

from axis_tracker.dataset.record_set import RecordSet, tables_of
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.model.records import IdentifiedRecord, Record

__all__ = [
    "Cell",
    "Column",
    "ColumnType",
    "ListRow",
    "OmittedField",
    "Read",
    "cell_converter",
    "column",
    "count_column",
    "date_columns",
    "owner_column",
    "passage_columns",
    "position_column",
]

Cell: TypeAlias = "str | int | Decimal | float | bool | date | tuple[str, ...] | None"
"""The value of one cell."""

Read: TypeAlias = "Callable[[RecordSet, Any], Cell]"
"""A function that takes a dataset and a row and returns a cell. The row is a record or a `ListRow`."""


class ColumnType(enum.Enum):
    """The type of a column's cells. Except in LIST columns, a cell is None if the record has no value."""

    TEXT = "text"
    """A string that is not empty. If the column has controlled terms, the string is one of these terms."""
    INTEGER = "integer"
    """A whole number of at most 64 bits."""
    DECIMAL = "decimal"
    """An exact number, an int or a `decimal.Decimal`, with at most 30 digits on either side of the point."""
    FLOAT = "float"
    """A binary floating-point number. This package's own fields use it only for latitude and longitude."""
    DATE = "date"
    """A day of the Gregorian calendar."""
    BOOLEAN = "boolean"
    """True or false."""
    LIST = "list"
    """An ordered tuple of strings, which may be empty."""


class ListRow(NamedTuple):
    """A row that shows one element of a list in a record, such as one role of an actor.

    Attributes:
        owner: The record that has the list.
        position: The position of the element in the list, from 0.
        element: The element.
    """

    owner: IdentifiedRecord
    position: int
    element: Record


_STEP: Final = re.compile(r"((?:element\.)?\w+)|\[(\d+)\]")
"""A step in a path. The element of a `ListRow` is never None, so `element.` is not a separate step."""


def _steps(path: str) -> list[attrgetter[Any] | itemgetter[Any]]:
    return [attrgetter(name) if name else itemgetter(int(index)) for name, index in _STEP.findall(path)]


def _term(value: enum.Enum | None) -> Any:
    return None if value is None else value.value


def _terms(values: Iterable[enum.Enum]) -> tuple[Any, ...]:
    return tuple([value.value for value in values])


def _text(value: object) -> str | None:
    """Return a value as a string, or None for None or an empty string, such as the unit of a bare number."""
    return None if value is None else str(value) or None


def cell_converter(type_: ColumnType, *, has_words: bool) -> Callable[[Any], Any] | None:
    """Return the function that converts a field's value to a cell, or None if the value already is a cell."""
    if has_words:
        return _terms if type_ is ColumnType.LIST else _term
    return _text if type_ is ColumnType.TEXT else None


def _read_source(source: str, type_: ColumnType, *, has_words: bool) -> Read:
    """Return the function that reads the value at a path such as `measure.quantity.low`.

    `roles[].title` reads the element that a `ListRow` shows. `event -> events.kind` takes the id or ids at the path on
    the left, looks them up in the table on the right, and reads a field there.
    """
    path, _, target = source.partition(" -> ")
    in_list, brackets, in_element = path.partition("[]")
    first, *further = _steps(f"element.{in_element}" if brackets else in_list)
    convert = cell_converter(type_, has_words=has_words)

    def value_at(row: Any) -> Any:
        value = first(row)
        for step in further:
            if value is None:
                return None
            value = step(value)
        return value

    if target:
        return _look_up(value_at, *target.split("."))
    # Most columns are a single field and need no loop.
    get = value_at if further else first
    return (lambda _, row: get(row)) if convert is None else (lambda _, row: convert(get(row)))


def _look_up(value_at: Callable[[Any], Any], table: str, name: str) -> Read:
    def read(dataset: RecordSet, row: Any) -> Any:
        records, found = tables_of(dataset)[table], value_at(row)
        if isinstance(found, tuple):
            return tuple(getattr(records[key], name) for key in found)
        return getattr(records[found], name)

    return read


@frozen(kw_only=True)
class Column:
    """One column of a `Table`.

    Attributes:
        name: The name of the column.
        type: The type of its cells.
        meaning: The meaning of its cells, in one line.
        source: The field from which the cells are read, as a path such as `measure.quantity.low`. For a computed
            column, the fields from which the cells are computed.
        read: The function that reads a cell.
        refers_to: The view whose ids the cells hold, or None.
        words: The controlled terms that the cells may hold, in the order of their vocabulary. Empty if any string is
            allowed.
        is_required: Whether every row has a value, so that no cell is None.
        is_derived: Whether the cells repeat the content of other columns and tables in another form.

    >>> import axis_tracker as axt
    >>> axt.load().table("claims")["quantity_low"].source
    'measure.quantity.low'
    """

    name: str
    type: ColumnType
    meaning: str
    source: str
    read: Read
    refers_to: str | None = None
    words: tuple[str, ...] = ()
    is_required: bool = False
    is_derived: bool = False


@frozen
class OmittedField:
    """A field that a view leaves out.

    Attributes:
        field: The name of the field.
        reason: Why the view leaves it out.
        kept_in: The view that shows it, or None.
        count: The function that counts the values of this field in a record.
    """

    field: str
    reason: str
    kept_in: str | None
    count: Callable[[Any], int]


def column(
    name: str,
    meaning: str,
    source: str | None = None,
    type: ColumnType = ColumnType.TEXT,  # noqa: A002 (the name of the field)
    *,
    read: Read | None = None,
    words: Iterable[enum.Enum] = (),
    refers_to: str | None = None,
    is_required: bool = False,
    is_derived: bool = False,
) -> Column:
    """Return a column. By default, it holds strings, and its source is the field with the same name.

    The cells are read from the source unless `read` is given. `words` is the vocabulary to which the cells belong. The
    other arguments are those of `Column`.
    """
    terms = tuple(str(word.value) for word in words)
    source = source or name
    return Column(
        name=name,
        type=type,
        meaning=meaning,
        source=source,
        read=read or _read_source(source, type, has_words=bool(terms)),
        words=terms,
        refers_to=refers_to,
        is_required=is_required,
        is_derived=is_derived,
    )


def count_column(name: str, meaning: str, source: str) -> Column:
    """Return a column that counts the elements of a list."""
    count = attrgetter(source)
    return column(
        name,
        meaning,
        source,
        ColumnType.INTEGER,
        read=lambda _, record: len(count(record)),
        is_required=True,
        is_derived=True,
    )


def position_column(meaning: str, source: str) -> Column:
    """Return the column `position` of a view that has one row per element of a list."""
    return column("position", meaning, source, ColumnType.INTEGER, read=lambda _, row: row.position, is_required=True)


def owner_column(
    name: str, meaning: str, source: str, *, refers_to: str | None = None, is_derived: bool = False
) -> Column:
    """Return a column for a field of the record that has the list. An example of a source is `actor.name`."""
    field_of = attrgetter(source.partition(".")[2])
    return column(
        name,
        meaning,
        source,
        read=lambda _, row: field_of(row.owner),
        refers_to=refers_to,
        is_required=True,
        is_derived=is_derived,
    )


def passage_columns(source: str) -> tuple[Column, Column, Column]:
    """Return the columns of a passage: its start, its end and its digest."""
    start, end = "The position of the passage's first character", "The position after the passage's last character"
    return (
        column("start", f"{start} in the document, from 0", f"{source}.start", ColumnType.INTEGER, is_required=True),
        column("end", end, f"{source}.end", ColumnType.INTEGER, is_required=True),
        column("digest", "The first digits of the passage's SHA-256", f"{source}.digest", is_required=True),
    )


_BOUNDS: Final = (
    ("earliest", "The first day that `{name}` covers; None if its start is open or unknown"),
    ("latest", "The last day that `{name}` covers; None if its end is open or unknown"),
)


def date_columns(
    name: str,
    meaning: str,
    source: str | None = None,
    *,
    read_date: Callable[[RecordSet, Any], ImpreciseDate | None] | None = None,
    is_required: bool = False,
    is_derived: bool = False,
) -> tuple[Column, Column, Column]:
    """Return the three columns of an imprecise date: its EDTF text, its first day and its last day.

    `read_date` is needed only for a date that is not a field of the record.
    """
    source = source or name
    head, semicolon, exception = meaning.partition(";")

    def read_as(step: Callable[[ImpreciseDate], Cell]) -> Read | None:
        if read_date is None:
            return None
        find = read_date

        def read(dataset: RecordSet, row: Any) -> Cell:
            found = find(dataset, row)
            return None if found is None else step(found)

        return read

    text = f"{head}, as EDTF text{semicolon}{exception}"
    notation = column(name, text, source, read=read_as(str), is_required=is_required, is_derived=is_derived)
    first, last = (
        column(
            f"{name}_{end}",
            explained.format(name=name),
            f"{source}.{end}",
            ColumnType.DATE,
            read=read_as(attrgetter(end)),
            is_derived=True,
        )
        for end, explained in _BOUNDS
    )
    return notation, first, last
