"""A flat table: named, typed columns, rows that are read when they are asked for, and what it leaves out.

Imports `views`; pandas, Polars and pyarrow are reached through `frames`, on first use.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from axis_tracker.dataset.names import nearest
from axis_tracker.dataset.record_set import RecordSet, tables_of
from axis_tracker.errors import UnknownNameError
from axis_tracker.tables.columns import Cell, Column
from axis_tracker.tables.views import View, counted, fitting_view, view_named

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-not-found, import-untyped, unused-ignore]  # types are in its stubs
    import polars as pl  # type: ignore[import-not-found, unused-ignore]
    import pyarrow as pa  # type: ignore[import-not-found, import-untyped, unused-ignore]  # it has no types

__all__ = ["Omission", "Table", "table_of"]


@frozen
class Omission:
    """A field of the records that a flat table leaves out.

    Fields: `table`, `field`, `values` (how many values other than the default the records of this table hold there;
    of lists, how many elements), `reason`, `kept_in` (the table that has them, or None if no flat table has).

    >>> import axis_tracker as axt
    >>> print(*axt.load().actors.where(kind="bloc").table().omitted)
    actors.roles: 0 values left out (a record may have several), see the table 'roles'
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

    Made by `Dataset.table` and by the method `table` of every selection. Iterating gives each row as a dictionary,
    read when it is reached; `len` counts rows, `["stance"]` is a column. Nothing is
    rounded, and None stands for "nothing is said".

    >>> import axis_tracker as axt
    >>> table = axt.load().claims.where(by="Ukraine").table()
    >>> next(iter(table))["stance"]
    'asserts'
    >>> [one.field for one in table.omitted]
    ['evidence']

    Raises `UnknownNameError` for a column that it does not have.
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
        """What its rows are, in one line."""
        return self._view.meaning

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in order."""
        return self._view.columns

    @property
    def key(self) -> tuple[str, ...]:
        """The names of the columns that tell its rows apart."""
        return self._view.key

    @property
    def omitted(self) -> tuple[Omission, ...]:
        """The fields that it leaves out, and how much these records hold there."""
        return tuple(
            Omission(self.name, one.field, counted(one, self._records), one.reason, one.kept_in)
            for one in self._view.left_out
        )

    @property
    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The rows as tuples, in the order of the columns."""
        readers = [column.read for column in self.columns]
        dataset = self._dataset
        return (tuple([read(dataset, row) for read in readers]) for row in self._rows)

    def values(self, column: str) -> list[Any]:
        """The cells of a column, row by row; raises `UnknownNameError`.

        >>> import axis_tracker as axt
        >>> axt.load().items.where(below="artillery-ammunition").table().values("broader")[0]
        ('ammunition',)
        """
        read, dataset = self[column].read, self._dataset
        return [read(dataset, row) for row in self._rows]

    def to_arrow(self) -> pa.Table:
        """A `pyarrow.Table`: exact decimals, `date32`, lists, dictionaries for controlled words (extra "arrow").

        The schema's metadata hold the meaning of each column and, under `axis_tracker`, what is left out. Numbers are
        `decimal128(38, 8)`, or `decimal256(60, 30)` where one of them has more than eight places.

        >>> import axis_tracker as axt
        >>> str(axt.load().table("claims").to_arrow().schema.field("quantity_low").type)
        'decimal128(38, 8)'

        Raises `MissingExtraError` without pyarrow.
        """
        from axis_tracker.tables.frames import to_arrow

        return to_arrow(self)

    def to_pandas(self) -> pd.DataFrame:
        """A `pandas.DataFrame` with nullable types (extra "pandas").

        Texts are "string", controlled words categories in the order of their vocabulary, days `datetime64[s]`, lists
        tuples. Numbers are "Int64" where all of a column are whole and of at most 64 bits, else Python's exact ints and
        Decimals as objects. What is left out stands in `.attrs["omitted"]`.

        >>> import axis_tracker as axt
        >>> str(axt.load().table("claims").to_pandas()["quantity_low"].dtype)
        'Int64'

        Raises `MissingExtraError` without pandas.
        """
        from axis_tracker.tables.frames import to_pandas

        return to_pandas(self)

    def to_polars(self) -> pl.DataFrame:
        """A `polars.DataFrame`: `Decimal(38, 8)`, `Date`, `List`, `Enum` for controlled words (extra "polars").

        >>> import axis_tracker as axt
        >>> axt.load().table("claims").to_polars().schema["said_latest"]
        Date

        Raises `InvalidValueError` for a number with more than eight decimal places, which Polars could only round
        (`to_arrow` has them), and `MissingExtraError` without Polars.
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
    """The view of that name of these records of a dataset, or of all; `of` is the collection that they are from."""
    view = view_named(name, of=of)
    shown = tuple(tables_of(dataset)[view.of].values()) if records is None else records
    view = fitting_view(view, shown)
    return Table(dataset, view, shown, [row for record in shown for row in view.rows_of(record)])
