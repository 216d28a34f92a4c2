"""All flat tables of a dataset as files: the door `write_tables`, and what it reports.

Imports `table`, `views` and `formulas`; the module of each format on first use.
"""

from __future__ import annotations

import enum
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeVar

from attrs import field, frozen

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import InvalidValueError
from axis_tracker.tables.formulas import EscapedCell, Formulas
from axis_tracker.tables.table import Omission, Table, table_of
from axis_tracker.tables.views import VIEWS

__all__ = ["TableFormat", "TablesReport", "write_tables"]


class TableFormat(enum.Enum):
    """What flat tables are written as."""

    CSV = "csv"
    """A folder with a CSV file a table and a Frictionless Data Package descriptor, `datapackage.json`."""
    PARQUET = "parquet"
    """A folder with a Parquet file a table, and the same descriptor (extra "arrow")."""
    SQLITE = "sqlite"
    """An SQLite database, with keys, link tables for lists, views and a search index."""


def _read_only(rows: Mapping[str, int]) -> Mapping[str, int]:
    return MappingProxyType({**rows})


@frozen(kw_only=True)
class TablesReport:
    """What `write_tables` wrote, and what the tables do not say.

    Fields: `path`, `format`, `rows` (how many of each table), `omitted` (the fields that each table leaves out; most
    are in another table), `escaped` (the cells of CSV files that were changed so that no spreadsheet executes them).
    """

    path: Path
    format: TableFormat
    rows: Mapping[str, int] = field(converter=_read_only)
    omitted: tuple[Omission, ...] = ()
    escaped: tuple[EscapedCell, ...] = ()

    @property
    def lost(self) -> tuple[Omission, ...]:
        """What no table has: only ever fields of kinds of event from other projects."""
        return tuple(one for one in self.omitted if one.values and one.kept_in not in self.rows)

    def __str__(self) -> str:
        said = [f"{sum(self.rows.values())} rows in {len(self.rows)} tables, as {self.format.value}"]
        if self.escaped:
            said.append(f"{len(self.escaped)} cells escaped")
        said += [str(one) for one in self.lost]
        return "; ".join(said)


_FORMATS: Final = {one.value: one for one in TableFormat}
_FORMULAS: Final = {one.value: one for one in Formulas}
_SUFFIXES: Final[Mapping[str, TableFormat]] = {
    "": TableFormat.CSV,
    ".sqlite": TableFormat.SQLITE,
    ".sqlite3": TableFormat.SQLITE,
    ".db": TableFormat.SQLITE,
}
"""Which format a path asks for."""

E = TypeVar("E", bound=enum.Enum)


def _member(members: Mapping[str, E], value: E | str, path: str) -> E:
    found = members.get(value) if isinstance(value, str) else value
    if found not in members.values():
        known = ", ".join(map(repr, members))
        raise InvalidValueError(f"unknown {path}", value=value, path=path, suggestion=f"one of {known}")
    return found  # type: ignore[return-value]  # it is one of them


def _csv(tables: list[Table], path: Path, formulas: Formulas | None) -> tuple[EscapedCell, ...]:
    from axis_tracker.tables.csv_package import write_package

    return write_package(tables, path, Formulas.ESCAPE if formulas is None else formulas)


def _parquet(tables: list[Table], path: Path, formulas: Formulas | None) -> tuple[EscapedCell, ...]:
    from axis_tracker.tables.parquet_package import write_package

    _no_formulas(formulas)
    write_package(tables, path)
    return ()


def _sqlite(tables: list[Table], path: Path, formulas: Formulas | None) -> tuple[EscapedCell, ...]:
    from axis_tracker.tables.sqlite import write_database

    _no_formulas(formulas)
    write_database(tables, path)
    return ()


def _no_formulas(formulas: Formulas | None) -> None:
    if formulas is not None:
        raise InvalidValueError("only CSV files can hold formulas", value=formulas.value, path="formulas")


_WRITERS: Final[Mapping[TableFormat, Callable[[list[Table], Path, Any], tuple[EscapedCell, ...]]]] = {
    TableFormat.CSV: _csv,
    TableFormat.PARQUET: _parquet,
    TableFormat.SQLITE: _sqlite,
}


def write_tables(
    dataset: RecordSet,
    path: str | os.PathLike[str],
    *,
    format: TableFormat | str | None = None,  # noqa: A002 (the word for it, as in `write`)
    formulas: Formulas | str | None = None,
) -> TablesReport:
    """Write all flat views of a dataset as CSV or Parquet files in a folder, or as an SQLite database.

    `format` is "csv", "parquet" or "sqlite"; by default what the path asks for: .sqlite, .sqlite3 and .db a database,
    no suffix a folder of CSV files. `formulas` says what becomes of CSV texts that a spreadsheet would execute (see
    `Formulas`), by default "escape". All of it appears, or nothing; an empty folder, or one with nothing but such
    tables as they were written, is replaced. The same dataset gives the same bytes. The report names what the tables
    leave out.

    >>> import axis_tracker as axt, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     report = axt.write_tables(axt.load(), f"{folder}/tables")
    ...     report.rows["events"], report.lost, (report.path / "datapackage.json").exists()
    (128, (), True)

    Raises `InvalidValueError` for an unknown format or policy and for formulas that are refused, `WriteError` where
    something else stands, `MissingExtraError` for Parquet without pyarrow, `OSError` if it cannot be written.
    """
    target = Path(path)
    if format is None and target.suffix not in _SUFFIXES:
        known = ", ".join(filter(None, _SUFFIXES))
        raise InvalidValueError(
            "no tables have this suffix",
            value=str(target),
            suggestion=f"for CSV give a folder, for SQLite a file ({known}); for Parquet a folder and the format",
        )
    asked = _SUFFIXES[target.suffix] if format is None else _member(_FORMATS, format, "format")
    policy = None if formulas is None else _member(_FORMULAS, formulas, "formulas")
    tables = [table_of(dataset, view.name) for view in VIEWS]
    escaped = _WRITERS[asked](tables, target, policy)
    return TablesReport(
        path=target,
        format=asked,
        rows={table.name: len(table) for table in tables},
        omitted=tuple(one for table in tables for one in table.omitted),
        escaped=escaped,
    )
