"""Flat tables as a folder of Parquet files, with the descriptor that CSV files have. Imports `frames` and `descriptor`.

For all fields, nested and without loss, see the format Parquet in `axis_tracker.formats`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from axis_tracker.tables.descriptor import package_folder, write_descriptor
from axis_tracker.tables.frames import library
from axis_tracker.tables.table import Table

__all__ = ["write_package"]


def write_package(tables: Sequence[Table], target: Path) -> None:
    """Write a Parquet file a table and the descriptor to a folder.

    Raises as `package_folder`, and `MissingExtraError`.
    """
    parquet: Any = library("pyarrow.parquet", "arrow", purpose="writing Parquet")
    with package_folder(target) as folder:
        for table in tables:
            parquet.write_table(table.to_arrow(), folder / f"{table.name}.parquet")
        write_descriptor(folder, "parquet", tables, {})
