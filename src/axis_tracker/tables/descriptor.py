"""The descriptor of a folder of tables: `datapackage.json`, after Frictionless Data (Data Package and Table Schema 1).

Imports `columns` and `table`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from axis_tracker.tables.columns import Column, ColumnType
from axis_tracker.tables.table import Table
from axis_tracker.tables.views import VIEWS

__all__ = ["DESCRIPTOR", "is_our_package", "write_descriptor"]

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


def is_our_package(folder: Path) -> bool:
    """Whether all that a folder holds is a package that this module described, so that a new one may replace it."""
    try:
        found = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        paths = {one["path"] for one in found["resources"]}
    except (OSError, ValueError, TypeError, KeyError):
        return False
    ours = {f"{view.name}.{suffix}" for view in VIEWS for suffix in _MEDIA_TYPES}
    held = {one.name for one in folder.iterdir()}
    return found.get("name") == _NAME and held <= {DESCRIPTOR, *(paths & ours)}


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
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
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
