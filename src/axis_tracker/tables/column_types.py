"""The types of columns, and their names in each library and format.

The writers and the data frames take their types from this table, and the reference page shows it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from axis_tracker.tables.columns import Column, ColumnType

__all__ = ["TYPES", "TypeNames", "type_names"]


class TypeNames(NamedTuple):
    """The names of one type of column in other libraries and formats.

    Attributes:
        column: The type of the column.
        words: Whether these names are for text columns with controlled terms.
        arrow: The type in Arrow and Parquet.
        pandas: The dtype in pandas.
        polars: The data type in Polars.
        csv: The type in a Table Schema (Frictionless Data), which describes CSV files.
        sqlite: The declared type in SQLite.
    """

    column: ColumnType
    words: bool
    arrow: str
    pandas: str
    polars: str
    csv: str
    sqlite: str


TYPES: Final[tuple[TypeNames, ...]] = (
    TypeNames(ColumnType.TEXT, False, "string", "string", "String", "string", "TEXT"),
    TypeNames(ColumnType.TEXT, True, "dictionary", "category", "Enum", "string", "TEXT"),
    TypeNames(ColumnType.INTEGER, False, "int64", "Int64", "Int64", "integer", "INTEGER"),
    TypeNames(ColumnType.DECIMAL, False, "decimal128(38, 8)", "Int64", "Decimal", "number", "NUMERIC"),
    TypeNames(ColumnType.FLOAT, False, "double", "Float64", "Float64", "number", "REAL"),
    TypeNames(ColumnType.DATE, False, "date32[day]", "datetime64[s]", "Date", "date", "TEXT"),
    TypeNames(ColumnType.BOOLEAN, False, "bool", "boolean", "Boolean", "boolean", "INTEGER"),
    TypeNames(ColumnType.LIST, False, "list<item: string>", "object", "List", "array", "a table of its own"),
)
"""The names of all types. Decimal columns may need another type in Arrow and pandas (see `Table.to_arrow`)."""

_BY_TYPE: Final = {(names.column, names.words): names for names in TYPES}


def type_names(column: Column) -> TypeNames:
    """Return the names of a column's type in each library and format."""
    return _BY_TYPE[column.type, bool(column.words) and column.type is ColumnType.TEXT]
