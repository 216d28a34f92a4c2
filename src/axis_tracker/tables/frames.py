"""Convert flat tables to Arrow tables and to data frames in pandas and Polars. No number is rounded.

Each library is imported only when it is used. If a library is missing, the error names the extra that installs the
library.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from axis_tracker.errors import InvalidValueError
from axis_tracker.formats.extras import library
from axis_tracker.tables.column_types import type_names
from axis_tracker.tables.columns import Column, ColumnType

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from axis_tracker.tables.table import Omission, Table

__all__ = ["DIGITS", "PLACES", "decimal_type", "to_arrow", "to_pandas", "to_polars"]

DIGITS: Final = 38
"""The number of digits of an ordinary decimal in Arrow and Polars, which is the maximum for 128 bits."""

PLACES: Final = 8
"""The number of decimal places of an ordinary decimal. This number leaves 30 digits for the part before the point."""

_MOST_DIGITS: Final = 60
_MOST_PLACES: Final = 30
"""The size of a decimal that can hold any number in a quantity, with 30 digits on either side of the point."""

_INT64: Final = 2**63


def _places(number: object) -> int:
    """Return the number of decimal places, which is 0 for an int or None."""
    return -int(number.as_tuple().exponent) if isinstance(number, Decimal) else 0


def decimal_type(numbers: Sequence[object]) -> pa.DataType:
    """Return an Arrow type that can hold None and all of these exact numbers, if possible the ordinary decimal."""
    import pyarrow as pa

    if all(_places(one) <= PLACES for one in numbers):
        return pa.decimal128(DIGITS, PLACES)
    return pa.decimal256(_MOST_DIGITS, _MOST_PLACES)


def _decimals(values: list[Any]) -> list[Decimal | None]:
    """Return the numbers as Decimals, because Arrow and Polars reject large ints in a decimal column."""
    return [None if value is None else Decimal(value) for value in values]


def _omitted(omissions: Sequence[Omission]) -> list[dict[str, object]]:
    """Return the omitted fields in the form used in the metadata of a frame."""
    return [
        {"field": one.field, "values": one.values, "reason": one.reason, "kept_in": one.kept_in} for one in omissions
    ]


# Arrow


def to_arrow(table: Table) -> pa.Table:
    """Return the table as a `pyarrow.Table` (see `Table.to_arrow`)."""
    pyarrow: Any = library("pyarrow", "arrow", purpose="an Arrow table")
    arrays = [_arrow_array(pyarrow, column, table.values(column.name)) for column in table.columns]
    fields = [
        pyarrow.field(column.name, array.type, nullable=not column.is_required, metadata={"meaning": column.meaning})
        for column, array in zip(table.columns, arrays, strict=True)
    ]
    about = json.dumps({"table": table.name, "omitted": _omitted(table.omitted)})
    schema = pyarrow.schema(fields, metadata={"axis_tracker": about})
    made: pa.Table = pyarrow.Table.from_arrays(arrays, schema=schema)
    return made


def _arrow_array(pyarrow: Any, column: Column, values: list[Any]) -> Any:
    name = type_names(column).arrow
    if name == "dictionary":
        codes = {word: code for code, word in enumerate(column.words)}
        indices = pyarrow.array([None if value is None else codes[value] for value in values], pyarrow.int32())
        return pyarrow.DictionaryArray.from_arrays(indices, pyarrow.array(column.words, pyarrow.string()))
    if column.type is ColumnType.DECIMAL:
        return pyarrow.array(_decimals(values), decimal_type(values))
    if column.type is ColumnType.LIST:
        return pyarrow.array(values, pyarrow.list_(pyarrow.string()))
    return pyarrow.array(values, pyarrow.type_for_alias(name))


# pandas


def to_pandas(table: Table) -> pd.DataFrame:
    """Return the table as a `pandas.DataFrame` (see `Table.to_pandas`)."""
    pandas: Any = library("pandas", "pandas", purpose="a pandas data frame")
    series = {column.name: _pandas_series(pandas, column, table.values(column.name)) for column in table.columns}
    frame: pd.DataFrame = pandas.DataFrame(series, columns=[column.name for column in table.columns])
    frame.attrs["table"] = table.name
    frame.attrs["omitted"] = _omitted(table.omitted)
    return frame


def _pandas_series(pandas: Any, column: Column, values: list[Any]) -> Any:
    name = type_names(column).pandas
    if name == "category":
        return pandas.Series(pandas.Categorical(values, categories=list(column.words)))
    if column.type is ColumnType.DECIMAL:
        # pandas has no exact decimals. If "Int64" cannot hold a number, the whole column consists of Python objects.
        fits = all(one is None or (isinstance(one, int) and -_INT64 <= one < _INT64) for one in values)
        name = name if fits else "object"
    return pandas.Series(values, dtype=name)


# Polars


def to_polars(table: Table) -> pl.DataFrame:
    """Return the table as a `polars.DataFrame` (see `Table.to_polars`)."""
    polars: Any = library("polars", "polars", purpose="a Polars data frame")
    frame: pl.DataFrame = polars.DataFrame([_polars_series(polars, table, column) for column in table.columns])
    return frame


def _polars_series(polars: Any, table: Table, column: Column) -> Any:
    values: list[Any] = table.values(column.name)
    kind = getattr(polars, type_names(column).polars)
    if column.type is ColumnType.DECIMAL:
        for row, value in enumerate(values):
            if _places(value) > PLACES:
                raise InvalidValueError(
                    f"has more than {PLACES} decimal places, so Polars would round the number",
                    value=value,
                    path=f"{table.name}[{row}].{column.name}",
                    suggestion="use to_arrow() or to_pandas(), which keep all digits",
                )
        values, kind = _decimals(values), kind(DIGITS, PLACES)
    elif column.type is ColumnType.LIST:
        values, kind = [[*value] for value in values], kind(polars.String)
    elif column.words:
        kind = kind(list(column.words))
    return polars.Series(column.name, values, dtype=kind, strict=True)
