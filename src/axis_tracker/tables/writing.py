"""All flat tables of a dataset as files: `write_tables`, and its report."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.controlled_terms import ControlledTerm, to_term
from axis_tracker.tables.formulas import EscapedCell, Formulas
from axis_tracker.tables.table import Omission, Table, table_of
from axis_tracker.tables.views import VIEWS

__all__ = ["TableFormat", "TablesReport", "write_tables"]


class TableFormat(ControlledTerm):
    """The file formats of flat tables."""

    CSV = "csv", "a folder with one CSV file per table and a Frictionless Data Package descriptor, `datapackage.json`"
    PARQUET = "parquet", 'a folder with one Parquet file per table and the same descriptor (extra "arrow")'
    SQLITE = "sqlite", "an SQLite database with keys, link tables for lists, views and a search index"


def _read_only(rows: Mapping[str, int]) -> Mapping[str, int]:
    return MappingProxyType({**rows})


@frozen(kw_only=True)
class TablesReport:
    """The report of `write_tables`: the files it wrote, and what the tables leave out.

    Attributes:
        path: The folder or the database.
        format: The format of the files.
        rows: The number of rows in each table.
        omitted: The fields that each table leaves out; most are in another table.
        escaped: The cells of CSV files that were changed so that no spreadsheet executes them.
    """

    path: Path
    format: TableFormat
    rows: Mapping[str, int] = field(converter=_read_only)
    omitted: tuple[Omission, ...] = ()
    escaped: tuple[EscapedCell, ...] = ()

    @property
    def lost(self) -> tuple[Omission, ...]:
        """The fields with values that no table shows. Only kinds of event from other projects have such fields."""
        return tuple(one for one in self.omitted if one.values and one.kept_in not in self.rows)

    def __str__(self) -> str:
        parts = [f"{sum(self.rows.values())} rows in {len(self.rows)} tables, as {self.format.value}"]
        if self.escaped:
            parts.append(f"{len(self.escaped)} cells escaped")
        return "; ".join([*parts, *map(str, self.lost)])


_SUFFIXES: Final[Mapping[str, TableFormat]] = {
    "": TableFormat.CSV,
    ".sqlite": TableFormat.SQLITE,
    ".sqlite3": TableFormat.SQLITE,
    ".db": TableFormat.SQLITE,
}
"""The format for the suffix of a path."""


def write_tables(
    dataset: RecordSet,
    path: str | os.PathLike[str],
    *,
    format: TableFormat | str | None = None,  # noqa: A002 (the natural name, as in `write`)
    formulas: Formulas | str | None = None,
) -> TablesReport:
    """Write all flat views of a dataset as CSV or Parquet files in a folder, or as an SQLite database.

    `format` is "csv", "parquet" or "sqlite". By default the path decides: .sqlite, .sqlite3 and .db mean a database, no
    suffix means a folder of CSV files. `formulas` is the policy for texts in CSV files that a spreadsheet would execute
    (see `Formulas`), by default "escape".

    The files appear all together or not at all. An empty folder, or an unchanged folder of tables, is replaced. The
    same dataset gives the same bytes. The report names what the tables leave out.

    >>> import axis_tracker as axt, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     report = axt.write_tables(axt.load(), f"{folder}/tables")
    ...     report.rows["events"], report.lost, (report.path / "datapackage.json").exists()
    (128, (), True)

    Raises `InvalidValueError` for an unknown format or policy and for formulas that the policy refuses, `WriteError` if
    the path holds anything else, `MissingExtraError` for Parquet if pyarrow is not installed, and `OSError` if the
    files cannot be written.
    """
    target = Path(path)
    if format is None and target.suffix not in _SUFFIXES:
        known = ", ".join(filter(None, _SUFFIXES))
        raise InvalidValueError(
            "no format of tables has this suffix",
            value=str(target),
            suggestion=f'name a folder for CSV, a file for SQLite ({known}), a folder for Parquet (format="parquet")',
        )
    chosen = _SUFFIXES[target.suffix] if format is None else to_term(TableFormat, format, "format of tables", "format")
    policy = None if formulas is None else to_term(Formulas, formulas, "policy", "formulas")
    if policy is not None and chosen is not TableFormat.CSV:
        raise InvalidValueError(
            "only CSV files can hold formulas",
            value=policy.value,
            path="formulas",
            suggestion=f"leave it out for {chosen.value}",
        )
    tables = [table_of(dataset, view.name) for view in VIEWS]
    return TablesReport(
        path=target,
        format=chosen,
        rows={table.name: len(table) for table in tables},
        omitted=tuple(one for table in tables for one in table.omitted),
        escaped=_write(tables, target, chosen, policy or Formulas.ESCAPE),
    )


def _write(tables: list[Table], target: Path, chosen: TableFormat, policy: Formulas) -> tuple[EscapedCell, ...]:
    # Each format is imported only when it is used, so that the others do not slow down the first call.
    match chosen:
        case TableFormat.CSV:
            from axis_tracker.tables.csv_package import write_csv_package

            return write_csv_package(tables, target, policy)
        case TableFormat.PARQUET:
            from axis_tracker.tables.data_package import write_parquet_package

            write_parquet_package(tables, target)
        case TableFormat.SQLITE:
            from axis_tracker.tables.sqlite import write_database

            write_database(tables, target)
    return ()
