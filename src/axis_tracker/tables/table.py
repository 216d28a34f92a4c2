"""Flat tables: named and typed columns, rows that are read on demand, and a list of omitted fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from axis_tracker.dataset.names import nearest
from axis_tracker.dataset.record_set import RecordSet, tables_of
from axis_tracker.errors import UnknownNameError
from axis_tracker.tables.columns import Cell, Column
from axis_tracker.tables.views import View, fitting_view, view_named

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["Omission", "Table", "table_of"]


@frozen
class Omission:
    """A field of the records that a flat table leaves out.

    Attributes:
        table: The name of the table.
        field: The name of the field.
        values: The number of values in this field that differ from its default. For a list, the number of elements.
        reason: Why the table leaves the field out.
        kept_in: The table that shows the field, or None.

    >>> import axis_tracker as axt
    >>> print(*axt.load().actors.where(kind="bloc").table().omitted)
    actors.roles: 0 values left out (a record may have several of them), see the table 'roles'
    """

    table: str
    field: str
    values: int
    reason: str
    kept_in: str | None

    def __str__(self) -> str:
        where = "" if self.kept_in is None else f", see the table {self.kept_in!r}"
        noun = "value" if self.values == 1 else "values"
        return f"{self.table}.{self.field}: {self.values} {noun} left out ({self.reason}){where}"


@final
class Table:
    """A flat view of some records: rows and columns for a spreadsheet, a data frame or a database.

    `Dataset.table` and the method `table` of every selection return a `Table`. Iterate over a table to read each row as
    a dictionary. `len(table)` is the number of rows, and `table["stance"]` is a column. No number is rounded. A cell is
    None if the record has no value.

    >>> import axis_tracker as axt
    >>> table = axt.load().claims.where(by="Ukraine").table()
    >>> next(iter(table))["stance"]
    'asserts'
    >>> [one.field for one in table.omitted]
    ['evidence', 'supports']

    Raises `UnknownNameError` for an unknown column.
    """

    __slots__ = ("_dataset", "_records", "_rows", "_view")

    def __init__(self, dataset: RecordSet, view: View, records: Sequence[Any], rows: Sequence[Any]) -> None:
        self._dataset = dataset
        self._view = view
        self._records = records
        self._rows = rows

    @property
    def name(self) -> str:
        """The name of the view, such as "claims"."""
        return self._view.name

    @property
    def meaning(self) -> str:
        """A one-line description of a row."""
        return self._view.meaning

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in order."""
        return self._view.columns

    @property
    def key(self) -> tuple[str, ...]:
        """The names of the columns that identify a row."""
        return self._view.key

    @property
    def omitted(self) -> tuple[Omission, ...]:
        """The fields that the table leaves out, with the number of values that the records have in each field."""
        return tuple(
            Omission(self.name, one.field, sum(map(one.count, self._records)), one.reason, one.kept_in)
            for one in self._view.omitted
        )

    @property
    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The rows as tuples, in the order of the columns."""
        readers = [column.read for column in self.columns]
        dataset = self._dataset
        return (tuple([read(dataset, row) for read in readers]) for row in self._rows)

    def values(self, column: str) -> list[Any]:
        """Return the cells of a column, row by row.

        >>> import axis_tracker as axt
        >>> axt.load().items.where(below="artillery-ammunition").table().values("broader")[0]
        ('ammunition',)

        Raises `UnknownNameError` for an unknown column.
        """
        read, dataset = self[column].read, self._dataset
        return [read(dataset, row) for row in self._rows]

    def to_arrow(self) -> pa.Table:
        """Return the table as a `pyarrow.Table` (requires the `arrow` extra).

        Controlled terms are dictionary-encoded, days are `date32`, and lists are lists of strings. Exact numbers are
        `decimal128(38, 8)`, or `decimal256(60, 30)` if a number in the column has more than eight decimal places. The
        metadata of each field hold the meaning of the column. The metadata of the schema list the omitted fields under
        the key `axis_tracker`.

        >>> import axis_tracker as axt
        >>> str(axt.load().table("claims").to_arrow().schema.field("quantity_low").type)
        'decimal128(38, 8)'

        Raises `MissingExtraError` if pyarrow is not installed.
        """
        from axis_tracker.tables.frames import to_arrow

        return to_arrow(self)

    def to_pandas(self) -> pd.DataFrame:
        """Return the table as a `pandas.DataFrame` with nullable types (requires the `pandas` extra).

        Strings have the dtype "string", and days have the dtype "datetime64[s]". Lists are tuples. Controlled terms are
        categories in the order of their vocabulary. Exact numbers have the dtype "Int64" if every number in the column
        is whole and fits into 64 bits. Otherwise, exact numbers are Python ints and Decimals in a column of dtype
        "object". `.attrs["omitted"]` lists the omitted fields.

        >>> import axis_tracker as axt
        >>> str(axt.load().table("claims").to_pandas()["quantity_low"].dtype)
        'Int64'

        Raises `MissingExtraError` if pandas is not installed.
        """
        from axis_tracker.tables.frames import to_pandas

        return to_pandas(self)

    def to_polars(self) -> pl.DataFrame:
        """Return the table as a `polars.DataFrame` (requires the `polars` extra).

        The data types are `Enum` for controlled terms, `Date` for days, `List(String)` for lists, and `Decimal(38, 8)`
        for exact numbers.

        >>> import axis_tracker as axt
        >>> axt.load().table("claims").to_polars().schema["said_latest"]
        Date

        Raises `InvalidValueError` for a number with more than eight decimal places, which Polars would round. Use
        `to_arrow` for such numbers. Raises `MissingExtraError` if Polars is not installed.
        """
        from axis_tracker.tables.frames import to_polars

        return to_polars(self)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        names = [column.name for column in self.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows)

    def __getitem__(self, column: str) -> Column:
        found = {one.name: one for one in self.columns}
        if column not in found:
            raise UnknownNameError(column, kind="column", nearest=nearest(column, [*found]))
        return found[column]

    def __repr__(self) -> str:
        return f"<Table {self.name}: {len(self)} rows, {len(self.columns)} columns>"


def table_of(dataset: RecordSet, name: str, records: Sequence[Any] | None = None, *, of: str | None = None) -> Table:
    """Return the view called `name` as a table of `records`, or of all records in the dataset by default.

    If `of` is given, only views of the collection `of` are allowed. Raises `UnknownNameError` if there is no such view.
    """
    view = view_named(name, of=of)
    shown = tuple(tables_of(dataset)[view.of].values()) if records is None else records
    view = fitting_view(view, shown)
    return Table(dataset, view, shown, [row for record in shown for row in view.rows_of(record)])
