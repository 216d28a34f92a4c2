"""Write all flat tables of a dataset to files, and report what was written."""

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
    PARQUET = (
        "parquet",
        "a folder with one Parquet file per table and the descriptor `datapackage.json` (needs the `arrow` extra)",
    )
    SQLITE = "sqlite", "an SQLite database with keys, link tables for lists, views and a search index"


def _read_only(rows: Mapping[str, int]) -> Mapping[str, int]:
    return MappingProxyType({**rows})


@frozen(kw_only=True)
class TablesReport:
    """A report on the tables that `write_tables` wrote, and on the fields that the tables leave out.

    Attributes:
        path: The path of the folder or database.
        format: The format of the files.
        rows: The number of rows in each table.
        omitted: The fields that each table leaves out. Most of these fields are in another table.
        escaped: The cells in CSV files that were changed so that spreadsheets do not execute them as formulas.
    """

    path: Path
    format: TableFormat
    rows: Mapping[str, int] = field(converter=_read_only)
    omitted: tuple[Omission, ...] = ()
    escaped: tuple[EscapedCell, ...] = ()

    @property
    def lost(self) -> tuple[Omission, ...]:
        """The fields with values that no table shows. Only event kinds from other projects can have such fields."""
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
"""The format for each suffix of a path."""


def write_tables(
    dataset: RecordSet,
    path: str | os.PathLike[str],
    *,
    format: TableFormat | str | None = None,  # noqa: A002 (the natural name, as in `write`)
    formulas: Formulas | str | None = None,
) -> TablesReport:
    """Write all flat views of a dataset as CSV or Parquet files in a folder, or as an SQLite database.

    `format` is "csv", "parquet" or "sqlite". By default, the suffix of the path determines the format. The suffixes
    .sqlite, .sqlite3 and .db mean a database, and no suffix means a folder of CSV files. `formulas` is the policy for
    strings in CSV files that a spreadsheet would execute (see `Formulas`). The default policy is "escape".

    Either all files are written or none. A folder at the path is replaced if the folder is empty, or if it holds tables
    that were not changed after they were written. The same dataset always gives the same bytes. The report lists the
    fields that the tables leave out.

    >>> import axis_tracker as axt, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     report = axt.write_tables(axt.load(), f"{folder}/tables")
    ...     report.rows["events"], report.lost, (report.path / "datapackage.json").exists()
    (128, (), True)

    Raises `InvalidValueError` for an unknown format or policy, or for formulas that the policy refuses. Raises
    `WriteError` if the path holds files that must not be replaced. Raises `MissingExtraError` for Parquet if pyarrow is
    not installed, and `OSError` if the files cannot be written.
    """
    target = Path(path)
    if format is None and target.suffix not in _SUFFIXES:
        known = ", ".join(filter(None, _SUFFIXES))
        raise InvalidValueError(
            "no table format has this suffix",
            value=str(target),
            suggestion=f'give a folder for CSV, a file for SQLite ({known}), or a folder with format="parquet"',
        )
    chosen = _SUFFIXES[target.suffix] if format is None else to_term(TableFormat, format, "table format", "format")
    policy = None if formulas is None else to_term(Formulas, formulas, "policy", "formulas")
    if policy is not None and chosen is not TableFormat.CSV:
        raise InvalidValueError(
            "a policy for formulas applies only to CSV files",
            value=policy.value,
            path="formulas",
            suggestion=f"omit formulas= for {chosen.value}",
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
            from axis_tracker.tables.data_package import write_csv_package

            return write_csv_package(tables, target, policy)
        case TableFormat.PARQUET:
            from axis_tracker.tables.data_package import write_parquet_package

            write_parquet_package(tables, target)
        case TableFormat.SQLITE:
            from axis_tracker.tables.sqlite import write_database

            write_database(tables, target)
    return ()
