"""Parquet of a whole dataset beside pyarrow writing the same columns; and the flat table of its claims.

pyarrow is asked twice: from the columns as lists of Python values, which is what we begin with too, and from Arrow
arrays that are ready to be written, where nothing is left but the file. All write to memory, in row groups of one
collection each. Processor time of all threads.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from results import Row
from synthetic import as_json, dataset
from timing import Rounds, ratio, take_turns

import axis_tracker
from axis_tracker import Dataset
from axis_tracker.formats.arrow import dumps_arrow, loads_arrow

_OURS = "axis_tracker, dataset to Parquet"
_VALUES = "pyarrow, columns of Python values to Parquet"
_ARRAYS = "pyarrow, Arrow arrays to Parquet"
_READ = "axis_tracker, Parquet to dataset"
_JSON = "axis_tracker.loads"
_FLAT = "table('claims').to_arrow()"


def rows(*, claims: int, rounds: int) -> Iterator[Row]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        return
    text = as_json(dataset(claims))
    ds = axis_tracker.loads(text)
    content = dumps_arrow(ds)
    arrays = [*_arrays(content)]
    values = [(table.schema, {name: table.column(name).to_pylist() for name in table.column_names}) for table in arrays]

    def from_arrays() -> None:
        for table in arrays:
            pq.write_table(table, io.BytesIO(), row_group_size=1 << 16)

    def from_values() -> None:
        for schema, columns in values:
            pq.write_table(pa.table(columns, schema=schema), io.BytesIO(), row_group_size=1 << 16)

    contenders: dict[str, Callable[[], object]] = {
        _OURS: lambda: dumps_arrow(ds),
        _VALUES: from_values,
        _ARRAYS: from_arrays,
        _READ: lambda: loads_arrow(content),
        _JSON: lambda: axis_tracker.loads(text),
        _FLAT: lambda: _flat(ds),
    }
    times = take_turns(contenders, rounds)
    yield _row(_OURS, times, claims, to=_VALUES, at_most=3.0)
    yield _row(_OURS, times, claims, to=_ARRAYS)
    yield _row(_VALUES, times, claims, to=_ARRAYS)
    yield _row(_READ, times, claims, to=_JSON)
    yield _row(_FLAT, times, claims, to=_OURS)
    yield Row(benchmark="tables", what="Parquet", value=len(content) / claims, unit="bytes a claim")
    yield Row(benchmark="tables", what="JSON", value=len(text) / claims, unit="bytes a claim")


def _arrays(content: bytes) -> Iterator[Any]:
    """The columns of each collection, as Arrow tables without the gaps of the other collections' rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    whole = pq.read_table(io.BytesIO(content))
    for name in whole.column_names:
        records = whole.column(name).combine_chunks().drop_null()
        yield pa.Table.from_batches([pa.RecordBatch.from_struct_array(records)])


def _flat(ds: Dataset) -> object:
    return ds.table("claims").to_arrow()


def _row(name: str, times: Rounds, claims: int, *, to: str, at_most: float | None = None) -> Row:
    return Row(
        benchmark="tables",
        what=name,
        value=1e6 * median(times[name]) / claims,
        unit="us a claim",
        ratio=ratio(times, name, to),
        to=to,
        at_most=at_most,
    )
