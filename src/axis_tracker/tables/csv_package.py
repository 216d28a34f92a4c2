"""Write flat tables as a folder of CSV files (RFC 4180, UTF-8) with a Frictionless Data Package descriptor.

Spreadsheets execute strings that start like a formula. A policy decides how such strings are written, and the report
lists every changed cell.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.exact_numbers import number_text
from axis_tracker.tables.columns import ColumnType
from axis_tracker.tables.data_package import write_package
from axis_tracker.tables.formulas import ESCAPE, EscapedCell, Formulas, is_formula
from axis_tracker.tables.table import Table

__all__ = ["write_csv_package"]

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
    found = []
    for row in table.rows:
        for place in texts:
            value = row[place]
            if isinstance(value, str) and is_formula(value):
                key = tuple(row[one] for one in key_places)
                found.append(EscapedCell(table.name, key, names[place], value))
    return found


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
