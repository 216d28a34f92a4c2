"""Write flat tables as a folder of Parquet files with the same descriptor as for CSV files.

The Parquet format in `axis_tracker.formats` is different: it holds all fields, nested and without loss.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from axis_tracker.tables.data_package import write_package
from axis_tracker.tables.frames import library
from axis_tracker.tables.table import Table

__all__ = ["write_parquet_package"]


def write_parquet_package(tables: Sequence[Table], target: Path) -> None:
    """Write one Parquet file per table and the descriptor to a folder.

    Raises `MissingExtraError` if pyarrow is not installed. Also raises the errors of `write_package`.
    """
    parquet: Any = library("pyarrow.parquet", "arrow", purpose="writing Parquet")
    write_package(tables, target, "parquet", lambda table, path: parquet.write_table(table.to_arrow(), path))
