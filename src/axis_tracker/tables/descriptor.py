"""The descriptor of a folder of tables: `datapackage.json`, after Frictionless Data (Data Package and Table Schema 1).

Imports `columns`, `table`, and how the formats put folders in their place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from axis_tracker.errors import Problem, WriteError
from axis_tracker.formats.atomic import whole_folder
from axis_tracker.tables.columns import Column, ColumnType
from axis_tracker.tables.table import Table

__all__ = ["DESCRIPTOR", "package_folder", "write_descriptor"]

DESCRIPTOR: Final = "datapackage.json"
"""The name that the standard gives to the descriptor."""

_NAME: Final = "axis-tracker-tables"
_MEDIA_TYPES: Final[Mapping[str, str]] = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}

_TYPES: Final[Mapping[ColumnType, str]] = {
    ColumnType.TEXT: "string",
    ColumnType.INTEGER: "integer",
    ColumnType.DECIMAL: "number",
    ColumnType.FLOAT: "number",
    ColumnType.DATE: "date",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.LIST: "array",
}
"""The types of Table Schema. An array stands in a CSV cell as JSON; its elements can have no foreign keys."""


def write_descriptor(
    folder: Path, suffix: str, tables: Sequence[Table], escaped: Mapping[str, Sequence[Mapping[str, object]]]
) -> None:
    """Describe the tables whose files are in the folder; `escaped` are the changed cells of each."""
    descriptor = {
        "profile": "tabular-data-package",
        "name": _NAME,
        "title": "Flat views of an axis_tracker dataset",
        "resources": [_resource(folder, suffix, table, escaped.get(table.name, ())) for table in tables],
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def package_folder(target: Path) -> Iterator[Path]:
    """A folder to fill with a package, which takes its place whole or not at all: see `whole_folder`.

    Raises `WriteError` where something stands that is no empty folder and no package of ours as it was written, for it
    would be lost; and `OSError`.
    """
    if target.exists() and not (target.is_dir() and (_is_as_written(target) or not any(target.iterdir()))):
        reason = "holds more than tables as this package wrote them, and would be lost"
        raise WriteError([Problem(reason, file=str(target), suggestion="name a new or an empty folder")])
    with whole_folder(target) as folder:
        yield folder


def _is_as_written(folder: Path) -> bool:
    """Whether all that a folder holds is a package that this module described, with nothing changed since."""
    try:
        found = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        digests = {one["path"]: one["hash"] for one in found["resources"]}
        held = {one.name for one in folder.iterdir()} - {DESCRIPTOR}
        return found.get("name") == _NAME and all(digests.get(name) == _digest(folder / name) for name in held)
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
        "type": _TYPES[column.type],
        "description": column.meaning,
        "source": column.source,
    }
    constraints: dict[str, Any] = {"required": True} if column.is_required else {}
    if column.words and column.type is ColumnType.TEXT:
        constraints["enum"] = list(column.words)
    return {**described, "constraints": constraints} if constraints else described


def _foreign_keys(name: str, columns: Iterable[Column]) -> Iterable[dict[str, object]]:
    for column in columns:
        if column.refers_to is not None and column.type is ColumnType.TEXT:
            target = "" if column.refers_to == name else column.refers_to
            yield {"fields": [column.name], "reference": {"resource": target, "fields": ["id"]}}
