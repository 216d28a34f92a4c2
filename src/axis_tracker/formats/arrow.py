"""Parquet and Arrow IPC: lossless storage of a dataset in one file of typed, nested columns.

Each record is one row. Each collection has one column of structs (`actor`, `place`, `item`, `document`, `event`,
`claim`), and each row has a value in only one of these columns. Therefore, one file holds a whole dataset, and a query
can refer to every field by name. Flat tables for analysts are in `axis_tracker.tables`. pyarrow, which the `arrow`
extra installs, is imported on first use.
"""

from __future__ import annotations

import enum
import io
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any, Final

from axis_tracker.dataset.collections import SINGULAR
from axis_tracker.dataset.record_set import RecordSet, tables_of
from axis_tracker.errors import ReadError
from axis_tracker.formats.arrow_codecs import NARROW, WIDE, ColumnCodecs, codecs, needs_wide_numbers
from axis_tracker.formats.documents import FORMAT, VERSION, collector_paused, dataset_of, kinds_by_tag
from axis_tracker.formats.extras import library
from axis_tracker.formats.problems import in_file, read_error
from axis_tracker.model.events import Event

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ArrowForm", "dumps_arrow", "loads_arrow", "read_arrow", "write_arrow"]

_ROWS: Final = 1 << 16
"""The maximum number of rows in a batch of an Arrow file, and in a row group of a Parquet file."""

_MOST_ROWS: Final = 1 << 24
"""The default maximum number of rows. A limit is needed because a few bytes of Parquet can claim to hold any number of
rows."""


class ArrowForm(enum.Enum):
    """The two file formats for Arrow columns."""

    PARQUET = "parquet"
    """Apache Parquet, a compressed format for storage and for query engines."""
    IPC = "arrow"
    """The Arrow IPC file format (Feather 2), which stores data as in memory, for passing data to another program."""


def _pyarrow() -> Any:
    return library("pyarrow", "arrow", purpose="an Arrow or Parquet file")


def dumps_arrow(dataset: RecordSet, *, form: ArrowForm = ArrowForm.PARQUET) -> bytes:
    """Return the dataset as the bytes of a Parquet or Arrow file.

    With the same release of pyarrow, equal datasets give equal bytes.

    >>> from axis_tracker import Dataset, Item
    >>> ds = Dataset([Item(id="arms", name="arms")])
    >>> loads_arrow(dumps_arrow(ds)) == ds
    True

    Raises the same errors as `write_arrow`.
    """
    sink = io.BytesIO()
    write_arrow(dataset, sink, form=form)
    return sink.getvalue()


def write_arrow(dataset: RecordSet, sink: IO[bytes], *, form: ArrowForm = ArrowForm.PARQUET) -> None:
    """Write the dataset to an open binary file, in batches.

    Raises `MissingExtraError` if pyarrow is not installed, and `OSError` if the file cannot be written. Raises
    `WriteError` for an event of another project's kind with a field that JSON cannot represent.
    """
    arrow = _pyarrow()
    wide = needs_wide_numbers(tables_of(dataset)["claims"].values())
    coding = codecs(arrow, digits=WIDE if wide else NARROW)
    metadata = {"format": FORMAT, "version": str(VERSION)}
    schema = arrow.schema([arrow.field(SINGULAR[key], one.type) for key, one in coding.items()], metadata=metadata)
    with collector_paused(), _writer(arrow, sink, schema, form) as writer:
        for batch in _batches(arrow, dataset, coding, schema):
            writer.write_batch(batch)


def _writer(arrow: Any, sink: IO[bytes], schema: pa.Schema, form: ArrowForm) -> Any:
    if form is ArrowForm.IPC:
        return arrow.ipc.new_file(sink, schema)
    from pyarrow import parquet

    # With page checksums, a damaged file is refused instead of being read as other values.
    return parquet.ParquetWriter(sink, schema, write_page_checksum=True)


def _batches(arrow: Any, dataset: RecordSet, coding: ColumnCodecs, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    for key, codec in coding.items():
        records = iter(tables_of(dataset)[key].values())
        while some := [*itertools.islice(records, _ROWS)]:
            columns = [
                codec.array(some) if other == key else arrow.nulls(len(some), coding[other].type) for other in coding
            ]
            yield arrow.RecordBatch.from_arrays(columns, schema=schema)


def read_arrow(
    source: IO[bytes],
    *,
    form: ArrowForm,
    kinds: Iterable[type[Event]] = (),
    name: str | None = None,
    limits: object = None,
) -> RecordSet:
    """Read an open Parquet or Arrow file; see `registry`."""
    return loads_arrow(source.read(), form=form, kinds=kinds, file=name)


def loads_arrow(
    content: bytes,
    *,
    form: ArrowForm = ArrowForm.PARQUET,
    kinds: Iterable[type[Event]] = (),
    file: str | None = None,
    most_rows: int = _MOST_ROWS,
) -> RecordSet:
    """Return the dataset that these bytes of a file contain, so that `loads_arrow(dumps_arrow(ds)) == ds`.

    `kinds` are further event classes, from other projects. `file` is the name of the file in error messages.
    `most_rows` is the maximum number of records that the bytes may claim to hold.

    Raises `ReadError` with every problem, and `MissingExtraError` if pyarrow is not installed.
    """
    arrow = _pyarrow()
    with collector_paused():
        try:
            table = _TABLES[form](arrow, content, most_rows)
            table.validate(full=True)  # refuses offsets that lead outside the bytes, before anything uses them
            plain = _plain(arrow, table)
        except (arrow.ArrowException, OSError, MemoryError, UnicodeDecodeError) as error:
            reason = str(error).partition("\n")[0] or type(error).__name__
            raise read_error(f"is not {_NAMES[form]} file: {reason}", file=file) from None
        except ReadError as error:
            raise ReadError(in_file(error.problems, file)) from None
        return dataset_of(plain, kinds=kinds_by_tag(kinds), file=file)


def _parquet_table(arrow: Any, content: bytes, most_rows: int) -> pa.Table:
    from pyarrow import parquet

    with parquet.ParquetFile(arrow.BufferReader(content), page_checksum_verification=True) as opened:
        # pyarrow can crash when asked about a column of a damaged file, so this asks only for the number of rows.
        _within_limit(opened.metadata.num_rows, most_rows)
        table: pa.Table = opened.read()
        return table


def _ipc_table(arrow: Any, content: bytes, most_rows: int) -> pa.Table:
    with arrow.ipc.open_file(arrow.BufferReader(content)) as opened:
        table: pa.Table = opened.read_all()
        _within_limit(table.num_rows, most_rows)
        return table


def _within_limit(rows: int, most: int) -> None:
    if rows > most:
        raise read_error(f"claims to hold {rows} records, more than the limit of {most}")


_TABLES: Final = {ArrowForm.PARQUET: _parquet_table, ArrowForm.IPC: _ipc_table}
_NAMES: Final = {ArrowForm.PARQUET: "a Parquet", ArrowForm.IPC: "an Arrow"}


def _plain(arrow: Any, table: pa.Table) -> dict[str, Any]:
    """Return the canonical document of a table, or only the heading if the table has another format or version.

    The columns of some older versions are among the current columns. Tables of all other versions are refused, because
    their columns are unknown.
    """
    heading = _heading(table.schema.metadata or {})
    version = heading["version"]
    if heading["format"] == FORMAT and isinstance(version, int) and version < _OLDEST_VERSION:
        reason = f"this release cannot read the columns of versions before {_OLDEST_VERSION}"
        raise read_error(reason, path="version", value=version)
    if heading["format"] != FORMAT or version not in range(_OLDEST_VERSION, VERSION + 1):
        return heading
    coding = codecs(arrow)
    keys = {one: name for name, one in SINGULAR.items()}
    names = table.column_names
    if len({*names}) < len(names) or not {*names} <= keys.keys():
        wrong = next((name for name in names if name not in keys), names)
        raise read_error(f"the columns must be among {', '.join(keys)}, each at most once", path="columns", value=wrong)
    filled = [0] * table.num_rows
    groups: dict[str, list[Any]] = {}
    for name in names:
        values = table.column(name).to_pylist()
        groups[keys[name]] = [coding[keys[name]].plain(value) for value in values if value is not None]
        filled = [count + (value is not None) for count, value in zip(filled, values, strict=True)]
    if any(count != 1 for count in filled):
        row = next(row for row, count in enumerate(filled) if count != 1)
        raise read_error(f"a row must hold one record, but this row holds {filled[row]}", path=f"row {row}")
    return {**heading, **groups}


_OLDEST_VERSION: Final = 1
"""The oldest version whose columns are among the current columns, so that the current codecs read them."""


def _heading(metadata: Mapping[bytes, bytes]) -> dict[str, Any]:
    """Return the format and version as a canonical document has them. Its reader refuses invalid values."""
    version = metadata.get(b"version", b"").decode("utf-8", "replace")
    return {
        "format": metadata.get(b"format", b"").decode("utf-8", "replace") or None,
        "version": int(version)
        if version.isascii() and version.isdigit() and len(version) < _DIGITS
        else version or None,
    }


_DIGITS: Final = 10
"""The length of a string of digits at or above which the string is not read as a version number."""
