"""The columns of flat tables: their names, types, meanings and sources.

Columns are data. The reference page, the CSV descriptor, the SQL schema and the data frames are generated from them.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import Any, Final, NamedTuple, TypeAlias

from attrs import asdict, frozen

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.formats.record_codec import Encoding, TypeSpec, record_spec
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.model.records import IdentifiedRecord, Record

__all__ = [
    "Cell",
    "Column",
    "ColumnType",
    "Computed",
    "FieldAt",
    "ListRow",
    "OmittedField",
    "Read",
    "Shape",
    "columns_of",
    "count_of",
    "date_columns",
    "of_owner",
    "passage_at",
    "position_in",
    "shape_of",
    "shaped_columns",
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
    """A binary floating-point number. Among this package's own fields, only latitudes and longitudes have this type."""
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


class Shape(NamedTuple):
    """The values that a column can hold.

    Attributes:
        type: The type of the column.
        words: The controlled terms that the column may hold.
        is_date: Whether the values are imprecise dates, which need three columns.
    """

    type: ColumnType
    words: tuple[str, ...] = ()
    is_date: bool = False


_TYPES: Final[Mapping[type, ColumnType]] = {
    int: ColumnType.INTEGER,
    Decimal: ColumnType.DECIMAL,
    float: ColumnType.FLOAT,
    bool: ColumnType.BOOLEAN,
}
"""The types of columns by the Python type of their values. All other values become strings."""


def shape_of(spec: TypeSpec) -> Shape:
    """Return the shape for the type of a field."""
    if spec.items is not None:
        return Shape(ColumnType.LIST, shape_of(spec.items).words)
    if spec.encoding is Encoding.TERM:
        return Shape(ColumnType.TEXT, tuple(str(word.value) for word in spec.type))
    return Shape(_TYPES.get(spec.type, ColumnType.TEXT), is_date=spec.type is ImpreciseDate)


_STEP: Final = re.compile(r"((?:element\.)?\w+)|\[(\d+)\]")
"""A step in a path. The element of a `ListRow` is never None, so `element.` is not a separate step."""


def _value_at(path: str) -> Callable[[Any], Any]:
    """Return the function that reads the value at a path. `roles[].title` reads the element of a `ListRow`."""
    in_list, brackets, in_element = path.partition("[]")
    steps = _STEP.findall(f"element.{in_element}" if brackets else in_list)
    first, *further = [attrgetter(name) if name else itemgetter(int(index)) for name, index in steps]
    if not further:
        return first  # most columns are a single field and need no loop

    def value_at(row: Any) -> Any:
        value = first(row)
        for step in further:
            if value is None:
                return None
            value = step(value)
        return value

    return value_at


def _term(value: enum.Enum | None) -> Any:
    return None if value is None else value.value


def _terms(values: Iterable[enum.Enum]) -> tuple[Any, ...]:
    return tuple([value.value for value in values])


def _text(value: object) -> str | None:
    """Return a value as a string. None and an empty string, such as the unit of a bare number, become None."""
    return None if value is None else str(value) or None


def _cell_converter(shape: Shape) -> Callable[[Any], Any] | None:
    """Return the function that converts a field's value to a cell, or None if the value already is a cell."""
    if shape.words:
        return _terms if shape.type is ColumnType.LIST else _term
    return _text if shape.type is ColumnType.TEXT else None


@frozen(kw_only=True)
class Column:
    """One column of a `Table`.

    Attributes:
        name: The name of the column.
        type: The type of the cells.
        meaning: The meaning of the cells, in one line.
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
        reason: Why the view leaves the field out.
        kept_in: The view that shows the field, or None.
        count: The function that counts the values of this field in a record.
    """

    field: str
    reason: str
    kept_in: str | None
    count: Callable[[Any], int]


@frozen
class Computed:
    """The description of a column that a function computes. The attributes are those of `Column`."""

    meaning: str
    source: str
    read: Read
    type: ColumnType = ColumnType.TEXT
    words: tuple[str, ...] = ()
    refers_to: str | None = None
    is_required: bool = True
    is_derived: bool = True

    def named(self, name: str) -> Column:
        """Return the column with this name."""
        return Column(name=name, **asdict(self, recurse=False))


class FieldAt(NamedTuple):
    """The description of a column whose field has a different name or is part of another field.

    Attributes:
        source: The path of the field.
        meaning: The meaning of the cells.
    """

    source: str
    meaning: str


def columns_of(cls: type[Record], /, **described: str | FieldAt | Computed) -> tuple[Column, ...]:
    """Return the columns with these names. A string gives the meaning of the field with the same name.

    The class determines the types, controlled terms and references of the fields. A date field has three columns.

    >>> from axis_tracker.model.items import Item
    >>> (name,) = columns_of(Item, name="The English name")
    >>> name.source, name.type, name.is_required
    ('name', <ColumnType.TEXT: 'text'>, True)
    """
    columns: list[Column] = []
    for name, one in described.items():
        if isinstance(one, Computed):
            columns.append(one.named(name))
        else:
            source, meaning = one if isinstance(one, FieldAt) else (name, one)
            shape, refers_to, is_required = _described(cls, source)
            value_at = _value_at(source)
            columns += shaped_columns(name, meaning, source, value_at, shape, refers_to, is_required=is_required)
    return tuple(columns)


def shaped_columns(
    name: str,
    meaning: str,
    source: str,
    value_at: Callable[[Any], Any],
    shape: Shape,
    refers_to: str | None,
    *,
    is_required: bool,
) -> tuple[Column, ...]:
    """Return the column, or the three columns of a date, for the values that `value_at` reads from a row."""
    if shape.is_date:
        return date_columns(name, meaning, source, lambda _, row: value_at(row), is_required=is_required)
    convert = _cell_converter(shape)
    return (
        Column(
            name=name,
            type=shape.type,
            meaning=meaning,
            source=source,
            read=(lambda _, row: value_at(row)) if convert is None else (lambda _, row: convert(value_at(row))),
            refers_to=refers_to,
            words=shape.words,
            is_required=is_required,
        ),
    )


def _described(cls: type[Any], path: str) -> tuple[Shape, str | None, bool]:
    """Describe the field at a path such as `measure.quantity.low`, `roles[].title` or `coordinates[0]`.

    Return the field's shape, the collection whose ids the field holds, and whether the field always has a value.
    """
    step, _, rest = path.partition(".")
    name, bracket, _ = step.partition("[")
    spec = record_spec(cls)
    field, type_ = spec.fields[name], spec.types[name]
    if bracket and type_.items is not None:
        type_ = type_.items
    # The default of a field that may be left empty is None.
    is_required = field.default is not None
    if not rest:
        return shape_of(type_), field.collection, is_required
    shape, collection, is_inner_required = _described(type_.type, rest)
    return shape, collection, is_required and is_inner_required


def count_of(source: str, meaning: str) -> Computed:
    """Describe a column that counts the elements of a list."""
    elements = attrgetter(source)
    return Computed(meaning, source, lambda _, record: len(elements(record)), ColumnType.INTEGER)


def position_in(source: str, meaning: str) -> Computed:
    """Describe a column for the position of the row's element in its list."""
    return Computed(meaning, source, lambda _, row: row.position, ColumnType.INTEGER, is_derived=False)


def of_owner(source: str, meaning: str, *, refers_to: str | None = None) -> Computed:
    """Describe a column for a field of the record that has the list. `actor.name` is an example of a source.

    Unless the field is an id, the column repeats values that are also in the table of the records with the lists.
    """
    field_of = attrgetter(source.partition(".")[2])
    return Computed(
        meaning, source, lambda _, row: field_of(row.owner), refers_to=refers_to, is_derived=refers_to is None
    )


def passage_at(source: str) -> dict[str, FieldAt]:
    """Describe the columns of the passage at a path: its start, its end and its digest."""
    return {
        "start": FieldAt(f"{source}.start", "The position of the passage's first character in the document, from 0"),
        "end": FieldAt(f"{source}.end", "The position after the passage's last character"),
        "digest": FieldAt(f"{source}.digest", "The first digits of the passage's SHA-256"),
    }


_BOUNDS: Final = (
    ("earliest", "The first day that `{name}` covers; None if the start is open or unknown"),
    ("latest", "The last day that `{name}` covers; None if the end is open or unknown"),
)


def date_columns(
    name: str,
    meaning: str,
    source: str,
    read_date: Callable[[RecordSet, Any], ImpreciseDate | None],
    *,
    is_required: bool = False,
    is_derived: bool = False,
) -> tuple[Column, Column, Column]:
    """Return the three columns of an imprecise date: its EDTF text, its first day and its last day."""
    head, semicolon, exception = meaning.partition(";")

    def read_as(step: Callable[[ImpreciseDate], Cell]) -> Read:
        def read(dataset: RecordSet, row: Any) -> Cell:
            found = read_date(dataset, row)
            return None if found is None else step(found)

        return read

    text = f"{head}, as EDTF text{semicolon}{exception}"
    notation = Computed(text, source, read_as(str), is_required=is_required, is_derived=is_derived)
    first, last = (
        Computed(
            explained.format(name=name), f"{source}.{end}", read_as(attrgetter(end)), ColumnType.DATE, is_required=False
        ).named(f"{name}_{end}")
        for end, explained in _BOUNDS
    )
    return notation.named(name), first, last
