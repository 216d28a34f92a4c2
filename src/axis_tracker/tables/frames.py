"""A flat table as a data frame: Arrow, pandas, Polars. Nothing is rounded on the way.

Each library is imported where it is used, and its absence is an error that names the extra. Imports `columns` and
`table`.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from axis_tracker.errors import InvalidValueError, MissingExtraError
from axis_tracker.tables.columns import Column, ColumnType

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-not-found, import-untyped, unused-ignore]  # types are in its stubs
    import polars as pl  # type: ignore[import-not-found, unused-ignore]
    import pyarrow as pa  # type: ignore[import-not-found, import-untyped, unused-ignore]  # it has no types

    from axis_tracker.tables.table import Omission, Table

__all__ = ["DIGITS", "PLACES", "decimal_type", "library", "to_arrow", "to_pandas", "to_polars"]

DIGITS: Final = 38
"""The digits of a usual decimal of Arrow and Polars: as many as 128 bits hold."""

PLACES: Final = 8
"""The decimal places of those: 30 are left before the point, as many as a quantity may have there."""

_MOST_DIGITS: Final = 60
_MOST_PLACES: Final = 30
"""What every number of a quantity fits: 30 digits on either side of the point."""

_INT64: Final = 2**63


def library(name: str, extra: str, *, purpose: str) -> ModuleType:
    """An optional library, imported now; `MissingExtraError` if it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        if error.name is not None and error.name.partition(".")[0] == name.partition(".")[0]:
            raise MissingExtraError(extra, purpose=purpose) from None
        raise


def _places(number: object) -> int:
    """The decimal places of a number: none of an int."""
    return -int(number.as_tuple().exponent) if isinstance(number, Decimal) else 0


def decimal_type(numbers: Sequence[object]) -> pa.DataType:
    """The Arrow type that holds all these exact numbers (and None): the usual one wherever it does."""
    import pyarrow as pa  # type: ignore[import-not-found, import-untyped, unused-ignore]  # it has no types

    if all(_places(one) <= PLACES for one in numbers):
        return pa.decimal128(DIGITS, PLACES)
    return pa.decimal256(_MOST_DIGITS, _MOST_PLACES)


def _omitted(omissions: Sequence[Omission]) -> list[dict[str, object]]:
    """What a frame's metadata say was left out."""
    return [
        {"field": one.field, "values": one.values, "reason": one.reason, "kept_in": one.kept_in} for one in omissions
    ]


# Arrow


def to_arrow(table: Table) -> pa.Table:
    """The table in Arrow; see `Table.to_arrow`."""
    pyarrow: Any = library("pyarrow", "arrow", purpose="an Arrow table")
    fields, arrays = [], []
    for column in table.columns:
        values = table.values(column.name)
        kind = _arrow_type(pyarrow, column, values)
        arrays.append(_arrow_array(pyarrow, column, values, kind))
        fields.append(
            pyarrow.field(column.name, kind, nullable=not column.is_required, metadata={"meaning": column.meaning})
        )
    said = json.dumps({"table": table.name, "omitted": _omitted(table.omitted)})
    schema = pyarrow.schema(fields, metadata={"axis_tracker": said})
    made: pa.Table = pyarrow.Table.from_arrays(arrays, schema=schema)
    return made


def _arrow_type(pyarrow: Any, column: Column, values: Sequence[object]) -> Any:
    if column.type is ColumnType.DECIMAL:
        return decimal_type(values)
    if column.words and column.type is ColumnType.TEXT:
        return pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
    return {
        ColumnType.TEXT: pyarrow.string,
        ColumnType.INTEGER: pyarrow.int64,
        ColumnType.FLOAT: pyarrow.float64,
        ColumnType.DATE: pyarrow.date32,
        ColumnType.BOOLEAN: pyarrow.bool_,
        ColumnType.LIST: lambda: pyarrow.list_(pyarrow.string()),
    }[column.type]()


def _arrow_array(pyarrow: Any, column: Column, values: list[Any], kind: Any) -> Any:
    if column.words and column.type is ColumnType.TEXT:
        codes = {word: code for code, word in enumerate(column.words)}
        indices = pyarrow.array([None if value is None else codes[value] for value in values], pyarrow.int32())
        return pyarrow.DictionaryArray.from_arrays(indices, pyarrow.array(column.words, pyarrow.string()))
    if column.type is ColumnType.DECIMAL:
        values = [None if value is None else Decimal(value) for value in values]
    return pyarrow.array(values, kind)


# pandas


def to_pandas(table: Table) -> pd.DataFrame:
    """The table in pandas; see `Table.to_pandas`."""
    pandas: Any = library("pandas", "pandas", purpose="a pandas data frame")
    series = {column.name: _pandas_series(pandas, column, table.values(column.name)) for column in table.columns}
    frame: pd.DataFrame = pandas.DataFrame(series, columns=[column.name for column in table.columns])
    frame.attrs["table"] = table.name
    frame.attrs["omitted"] = _omitted(table.omitted)
    return frame


def _pandas_series(pandas: Any, column: Column, values: list[Any]) -> Any:
    if column.words and column.type is ColumnType.TEXT:
        return pandas.Series(pandas.Categorical(values, categories=list(column.words)))
    if column.type is ColumnType.DECIMAL:
        small = all(one is None or (isinstance(one, int) and -_INT64 <= one < _INT64) for one in values)
        return pandas.Series(values, dtype="Int64" if small else "object")
    return pandas.Series(values, dtype=_PANDAS_TYPES[column.type])


_PANDAS_TYPES: Final[Mapping[ColumnType, str]] = {
    ColumnType.TEXT: "string",
    ColumnType.INTEGER: "Int64",
    ColumnType.FLOAT: "Float64",
    ColumnType.DATE: "datetime64[s]",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.LIST: "object",
}


# Polars


def to_polars(table: Table) -> pl.DataFrame:
    """The table in Polars; see `Table.to_polars`."""
    polars: Any = library("polars", "polars", purpose="a Polars data frame")
    series = [_polars_series(polars, table, column) for column in table.columns]
    frame: pl.DataFrame = polars.DataFrame(series)
    return frame


def _polars_series(polars: Any, table: Table, column: Column) -> Any:
    values: list[Any] = table.values(column.name)
    if column.type is ColumnType.DECIMAL:
        for row, value in enumerate(values):
            if _places(value) > PLACES:
                raise InvalidValueError(
                    f"has more than {PLACES} decimal places, which Polars would round",
                    value=value,
                    path=f"{table.name}[{row}].{column.name}",
                    suggestion="to_arrow() and to_pandas() keep it",
                )
        values = [None if value is None else Decimal(value) for value in values]
    if column.type is ColumnType.LIST:
        lists: list[Any] = [[*value] for value in values]
        return polars.Series(column.name, lists, dtype=polars.List(polars.String))
    if column.words and column.type is ColumnType.TEXT:
        return polars.Series(column.name, values, dtype=polars.Enum(list(column.words)), strict=True)
    return polars.Series(column.name, values, dtype=_polars_types(polars)[column.type](), strict=True)


def _polars_types(polars: Any) -> Mapping[ColumnType, Callable[[], Any]]:
    return {
        ColumnType.TEXT: polars.String,
        ColumnType.INTEGER: polars.Int64,
        ColumnType.DECIMAL: lambda: polars.Decimal(DIGITS, PLACES),
        ColumnType.FLOAT: polars.Float64,
        ColumnType.DATE: polars.Date,
        ColumnType.BOOLEAN: polars.Boolean,
    }
