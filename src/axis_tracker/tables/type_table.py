"""What each type of column is called in each of the forms that tables take: the table of the reference.

The tests hold it to what is really made. Imports `columns`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from axis_tracker.tables.columns import ColumnType

__all__ = ["TYPES", "TypeNames"]


class TypeNames(NamedTuple):
    """The names of one type of column; of a text with controlled words, where `words` says so."""

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
"""The names of all types, of decimals the usual ones."""
