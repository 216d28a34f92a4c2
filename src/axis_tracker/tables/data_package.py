"""Write folders of tables with a Frictionless Data descriptor (Data Package and Table Schema, version 1)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from axis_tracker.errors import Problem, WriteError
from axis_tracker.formats.atomic import whole_folder
from axis_tracker.formats.extras import library
from axis_tracker.tables.column_types import type_names
from axis_tracker.tables.columns import Column, ColumnType
from axis_tracker.tables.table import Table

__all__ = ["DESCRIPTOR", "write_package", "write_parquet_package"]

DESCRIPTOR: Final = "datapackage.json"
"""The name that the standard prescribes for the descriptor."""

_NAME: Final = "axis-tracker-tables"
_MEDIA_TYPES: Final[Mapping[str, str]] = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def write_package(
    tables: Sequence[Table],
    target: Path,
    suffix: str,
    write_file: Callable[[Table, Path], None],
    escaped: Mapping[str, Sequence[Mapping[str, object]]] | None = None,
) -> None:
    """Write one file per table and the descriptor to a folder. Either all files are written or none.

    `suffix` is the suffix of the files, `write_file` writes one file, and `escaped` lists the changed cells of each
    table.

    Raises `WriteError` if the path holds anything other than an empty folder or an unchanged package, so that no file
    is lost. Raises `OSError` if the folder cannot be written.
    """
    with _package_folder(target) as folder:
        for table in tables:
            write_file(table, folder / f"{table.name}.{suffix}")
        write_descriptor(folder, suffix, tables, escaped or {})


def write_parquet_package(tables: Sequence[Table], target: Path) -> None:
    """Write one Parquet file per table and the descriptor to a folder.

    These files hold flat views. The Parquet format in `axis_tracker.formats` holds all fields, nested and without loss.

    Raises `MissingExtraError` if pyarrow is not installed. Also raises the errors of `write_package`.
    """
    parquet: Any = library("pyarrow.parquet", "arrow", purpose="writing Parquet")
    write_package(tables, target, "parquet", lambda table, path: parquet.write_table(table.to_arrow(), path))


def write_descriptor(
    folder: Path, suffix: str, tables: Sequence[Table], escaped: Mapping[str, Sequence[Mapping[str, object]]]
) -> None:
    """Write the descriptor of the tables whose files are in the folder."""
    descriptor = {
        "profile": "tabular-data-package",
        "name": _NAME,
        "title": "Flat views of an axis_tracker dataset",
        "resources": [_resource(folder, suffix, table, escaped.get(table.name, ())) for table in tables],
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def _package_folder(target: Path) -> Iterator[Path]:
    """Yield a temporary folder, which replaces the target at the end unless an error occurs."""
    if target.exists() and not (target.is_dir() and (_is_as_written(target) or not any(target.iterdir()))):
        reason = "neither an empty folder nor an unchanged folder of tables, so writing would destroy it"
        raise WriteError([Problem(reason, file=str(target), suggestion="choose a new or empty folder")])
    with whole_folder(target) as folder:
        yield folder


def _is_as_written(folder: Path) -> bool:
    """Return whether the folder holds nothing except an unchanged package that this module wrote."""
    try:
        found = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        digests = {one["path"]: one["hash"] for one in found["resources"]}
        held = {one.name for one in folder.iterdir()} - {DESCRIPTOR}
        return found.get("name") == _NAME and all(digests.get(name) == _digest(folder / name) for name in held)
    # Whatever is wrong with the descriptor or the files, this module did not write the folder.
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return False


def _digest(file: Path) -> str:
    return f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"


def _resource(folder: Path, suffix: str, table: Table, escaped: Sequence[Mapping[str, object]]) -> dict[str, object]:
    path = f"{table.name}.{suffix}"
    content = (folder / path).read_bytes()
    resource: dict[str, object] = {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": path,
        "description": table.meaning,
        "format": suffix,
        "mediatype": _MEDIA_TYPES[suffix],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": _digest(folder / path),
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": list(_foreign_keys(table.name, table.columns)),
        },
        "omitted": [
            {"field": one.field, "values": one.values, "reason": one.reason, "keptIn": one.kept_in}
            for one in table.omitted
        ],
    }
    if suffix == "csv":
        resource["dialect"] = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}
        resource["escaped"] = list(escaped)
    return resource


def _field(column: Column) -> dict[str, object]:
    described: dict[str, object] = {
        "name": column.name,
        "type": type_names(column).csv,
        "description": column.meaning,
        "source": column.source,
    }
    constraints: dict[str, Any] = {"required": True} if column.is_required else {}
    if column.words and column.type is ColumnType.TEXT:
        constraints["enum"] = list(column.words)
    return {**described, "constraints": constraints} if constraints else described


def _foreign_keys(name: str, columns: Iterable[Column]) -> Iterator[dict[str, object]]:
    # A list is a JSON array in one cell, and Table Schema has no foreign keys for the elements of an array.
    for column in columns:
        if column.refers_to is not None and column.type is ColumnType.TEXT:
            target = "" if column.refers_to == name else column.refers_to
            yield {"fields": [column.name], "reference": {"resource": target, "fields": ["id"]}}
