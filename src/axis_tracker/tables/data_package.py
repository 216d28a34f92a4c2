"""Write folders of tables with a Frictionless Data descriptor (Data Package and Table Schema, version 1).

The tables are Parquet files or CSV files (RFC 4180, UTF-8). Spreadsheets execute strings that start like a formula. A
policy decides how such strings are written to CSV files, and the report lists every changed cell.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from axis_tracker.errors import InvalidValueError, Problem, WriteError
from axis_tracker.formats.atomic import whole_folder
from axis_tracker.formats.extras import library
from axis_tracker.imprecise.exact_numbers import number_text
from axis_tracker.tables.column_types import type_names
from axis_tracker.tables.columns import Column, ColumnType
from axis_tracker.tables.formulas import ESCAPE, EscapedCell, Formulas, is_formula
from axis_tracker.tables.table import Table

__all__ = ["DESCRIPTOR", "write_csv_package", "write_package", "write_parquet_package"]

DESCRIPTOR: Final = "datapackage.json"
"""The name that the standard prescribes for the descriptor."""

_NAME: Final = "axis-tracker-tables"
_MEDIA_TYPES: Final[Mapping[str, str]] = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
_SHOWN: Final = 3
"""The maximum number of cells that an error names."""

_WRITTEN: Final[Mapping[ColumnType, Callable[[Any], str]]] = {
    ColumnType.TEXT: str,
    ColumnType.INTEGER: str,
    ColumnType.DECIMAL: number_text,
    ColumnType.FLOAT: repr,
    ColumnType.DATE: lambda day: day.isoformat(),
    ColumnType.BOOLEAN: lambda yes: "true" if yes else "false",
    ColumnType.LIST: lambda texts: json.dumps(texts, ensure_ascii=False),
}
"""The function that writes the cells of each type. No number is a formula, even if it starts with a minus sign."""


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
    if target.exists() and not (target.is_dir() and (_is_as_written(target) or not any(target.iterdir()))):
        reason = "neither an empty folder nor an unchanged folder of tables, so writing would destroy it"
        raise WriteError([Problem(reason, file=str(target), suggestion="choose a new or empty folder")])
    with whole_folder(target) as folder:
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


# CSV


def write_csv_package(tables: Sequence[Table], target: Path, formulas: Formulas) -> tuple[EscapedCell, ...]:
    """Write one CSV file per table and the descriptor to a folder, and return the escaped cells.

    Raises `InvalidValueError` if the policy refuses formulas and a table contains a formula. Also raises the errors of
    `write_package`.
    """
    hazards = () if formulas is Formulas.KEEP else tuple(cell for table in tables for cell in _hazards(table))
    if hazards and formulas is Formulas.REFUSE:
        shown = "; ".join(f"{one.table}[{', '.join(map(str, one.key))}].{one.column}" for one in hazards[:_SHOWN])
        more = f" and {len(hazards) - _SHOWN} more" if len(hazards) > _SHOWN else ""
        raise InvalidValueError(
            f"a spreadsheet would execute this string (in {shown}{more})",
            value=hazards[0].value,
            path=f"{hazards[0].table}.{hazards[0].column}",
            suggestion='use formulas="escape" or formulas="keep"',
        )
    escaped: dict[str, list[dict[str, object]]] = {}
    for one in hazards:
        escaped.setdefault(one.table, []).append({"key": list(one.key), "field": one.column})
    write_package(tables, target, "csv", partial(_write_csv, formulas), escaped)
    return hazards


def _hazards(table: Table) -> list[EscapedCell]:
    # Only free text can begin like a formula: controlled terms begin with a letter, and dates with a digit.
    texts = [place for place, column in enumerate(table.columns) if column.type is ColumnType.TEXT and not column.words]
    names = [column.name for column in table.columns]
    key_places = [names.index(name) for name in table.key]
    return [
        EscapedCell(table.name, tuple(row[one] for one in key_places), names[place], value)
        for row in table.rows
        for place in texts
        if isinstance(value := row[place], str) and is_formula(value)
    ]


def _write_csv(formulas: Formulas, table: Table, path: Path) -> None:
    writers: list[Callable[[Any], str]] = [
        _texts(formulas) if column.type is ColumnType.TEXT and not column.words else _WRITTEN[column.type]
        for column in table.columns
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
        writer.writerow([column.name for column in table.columns])
        for row in table.rows:
            writer.writerow("" if cell is None else write(cell) for cell, write in zip(row, writers, strict=True))


def _texts(formulas: Formulas) -> Callable[[Any], str]:
    if formulas is Formulas.ESCAPE:
        return lambda text: f"{ESCAPE}{text}" if is_formula(text) else text
    return str
