"""Flat tables as an SQLite database, for Datasette and any SQL tool.

The database has tables with keys, link tables for lists, views with names instead of ids, and a search index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from attrs import frozen

from axis_tracker.errors import Problem, WriteError
from axis_tracker.formats.atomic import whole_path
from axis_tracker.imprecise.exact_numbers import Number, number_text
from axis_tracker.tables.column_types import type_names
from axis_tracker.tables.columns import Column, ColumnType
from axis_tracker.tables.table import Table

__all__ = ["VIEWS_TO_READ", "write_database"]

_MAGIC: Final = b"SQLite format 3\0"


def write_database(tables: Sequence[Table], target: Path) -> None:
    """Write the tables to a new database file, which replaces any SQLite database or empty file at the path.

    The same tables give the same bytes with the same version of SQLite. The search index is left out if SQLite was
    built without FTS5, which is rare.

    Raises `WriteError` if the path holds any other file, and `OSError` if the database cannot be written.
    """
    import sqlite3

    if target.exists() and not _is_database(target):
        reason = "not an SQLite database, so writing would destroy it"
        raise WriteError([Problem(reason, file=str(target), suggestion="choose another path")])
    with whole_path(target) as new_file, closing(sqlite3.connect(new_file, isolation_level=None)) as database:
        # If a statement fails, the new file is deleted, so there is nothing to roll back. With
        # `isolation_level=None`, Python starts no transactions of its own, and one transaction covers all statements.
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("BEGIN")
        for table in _sql_tables(tables):
            database.execute(table.create)
            marks = ", ".join("?" * table.width)
            database.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", table.rows())
        for name, select in VIEWS_TO_READ.items():
            database.execute(f"CREATE VIEW {_quoted(name)} AS {select}")
        if database.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone():
            for statement in _FTS:
                database.execute(statement)
        database.execute("COMMIT")


def _is_database(target: Path) -> bool:
    with target.open("rb") as file:
        return file.read(len(_MAGIC)) in (_MAGIC, b"")


_LARGEST: Final = 2**63

_SqlValue = str | int | float | None


@frozen
class _SqlTable:
    """A table of the database.

    Attributes:
        name: The name of the table.
        create: The statement that creates the table.
        width: The number of columns in the table.
        rows: The function that returns the rows of the table.
    """

    name: str
    create: str
    width: int
    rows: Callable[[], Iterator[Sequence[_SqlValue]]]


def _nearest(number: Number) -> int | float:
    """Return the nearest number that SQLite can calculate with. Another column holds the exact digits."""
    return number if isinstance(number, int) and -_LARGEST <= number < _LARGEST else float(number)


class _SqlColumn(NamedTuple):
    """A column in SQLite.

    Attributes:
        suffix: The suffix to add to the name of the flat table's column.
        type: The declared type.
        write: The function that converts a cell.
    """

    suffix: str
    type: str
    write: Callable[[Any], _SqlValue]


_CONVERTERS: Final[Mapping[ColumnType, Callable[[Any], _SqlValue]]] = {
    ColumnType.TEXT: str,
    ColumnType.INTEGER: int,
    ColumnType.DECIMAL: _nearest,
    ColumnType.FLOAT: float,
    ColumnType.DATE: date.isoformat,
    ColumnType.BOOLEAN: int,
}


def _sql_columns(column: Column) -> Iterator[_SqlColumn]:
    """Yield the SQLite columns for a column. A list has a table and no column. An exact number has two columns."""
    if column.type in _CONVERTERS:
        yield _SqlColumn("", type_names(column).sqlite, _CONVERTERS[column.type])
    if column.type is ColumnType.DECIMAL:
        yield _SqlColumn("_exact", "TEXT", number_text)


def _quoted(name: str) -> str:
    """Return a name as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _sql_tables(tables: Sequence[Table]) -> Iterator[_SqlTable]:
    """Yield each table and the link tables for its lists, and finally `about_columns`, which describes all columns."""
    for table in tables:
        yield _main(table)
        for column in table.columns:
            if column.type is ColumnType.LIST and not column.is_derived:
                yield _link(table, column)
    yield _about(tables)


def _main(table: Table) -> _SqlTable:
    kept = [(place, column) for place, column in enumerate(table.columns) if column.type is not ColumnType.LIST]
    parts = [(place, column, part) for place, column in kept for part in _sql_columns(column)]
    lines = [_declared(column, part) for _, column, part in parts]
    lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})")
    lines += [_foreign(column.name, column) for _, column in kept if column.refers_to is not None]

    def rows() -> Iterator[Sequence[_SqlValue]]:
        for row in table.rows:
            yield [None if row[place] is None else part.write(row[place]) for place, _, part in parts]

    return _SqlTable(table.name, _create(table.name, lines), len(parts), rows)


def _declared(column: Column, part: _SqlColumn) -> str:
    line = f"{_quoted(column.name + part.suffix)} {part.type}"
    if column.is_required:
        line += " NOT NULL"
    if column.words:
        line += f" CHECK ({_quoted(column.name)} IN ({', '.join(map(_text, column.words))}))"
    return line


def _foreign(name: str, column: Column) -> str:
    # Deferred, because rows refer to rows that come later, in their own table or in another.
    return (
        f"FOREIGN KEY ({_quoted(name)}) REFERENCES {_quoted(str(column.refers_to))} (id) DEFERRABLE INITIALLY DEFERRED"
    )


def _create(name: str, lines: Sequence[str]) -> str:
    return f"CREATE TABLE {_quoted(name)} (\n  " + ",\n  ".join(lines) + "\n)"


def _link(table: Table, column: Column) -> _SqlTable:
    """Return the table of a list's elements. Its columns are the key of the list's row, the position and the value."""
    name = f"{table.name}_{column.name}"
    # A key of one column takes the name of the record ("claim"); a longer key keeps the names of its columns, except
    # `position`, which is a column of this table.
    whole = len(table.key) == 1
    owner = [table.name.removesuffix("s")] if whole else [_owner(table, one) for one in table.key]
    types = [type_names(table[key]).sqlite for key in table.key]
    lines = [f"{_quoted(one)} {type_} NOT NULL" for one, type_ in zip(owner, types, strict=True)]
    check = f" CHECK (value IN ({', '.join(map(_text, column.words))}))" if column.words else ""
    lines += ['"position" INTEGER NOT NULL', f'"value" TEXT NOT NULL{check}']
    lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, owner))}, position)")
    lines.append(
        f"FOREIGN KEY ({', '.join(map(_quoted, owner))}) REFERENCES {_quoted(table.name)} "
        f"({', '.join(map(_quoted, table.key))}) DEFERRABLE INITIALLY DEFERRED"
    )
    if column.refers_to is not None:
        lines.append(_foreign("value", column))

    def rows() -> Iterator[Sequence[_SqlValue]]:
        keys = zip(*map(table.values, table.key), strict=True)
        for key, values in zip(keys, table.values(column.name), strict=True):
            for position, value in enumerate(values):
                yield (*key, position, value)

    return _SqlTable(name, _create(name, lines), len(owner) + 2, rows)


def _owner(table: Table, key: str) -> str:
    return f"{table.name}_{key}" if key == "position" else key


def _about(tables: Sequence[Table]) -> _SqlTable:
    def rows() -> Iterator[Sequence[_SqlValue]]:
        for table in tables:
            for column in table.columns:
                yield (table.name, column.name, column.type.value, column.meaning, column.source)

    names = ("table", "column", "type", "meaning", "source")
    lines = [*(f'"{name}" TEXT NOT NULL' for name in names), 'PRIMARY KEY ("table", "column")']
    return _SqlTable("about_columns", _create("about_columns", lines), len(names), rows)


def _names(link: str, owner: str) -> str:
    """Return an SQL expression for the names of the actors in a list, in order, as one string."""
    return (
        "(SELECT group_concat(name, '; ') FROM (SELECT actors.name AS name FROM "
        f"{link} JOIN actors ON actors.id = {link}.value WHERE {link}.{owner} ORDER BY {link}.position))"
    )


VIEWS_TO_READ: Final[Mapping[str, str]] = {
    "claims_to_read": f"""
SELECT claims.id, claims.said, {_names("claims_claimants", "claim = claims.id")} AS claimants, claims.stance,
  claims.likelihood, claims.event_name, claims.quantity_low, claims.quantity_high, claims.unit, claims.phase,
  claims.reading, claims.summary
FROM claims ORDER BY claims.said_earliest, claims.id""",
    "transfers_to_read": """
SELECT events.id, suppliers.name AS supplier, recipients.name AS recipient, items.name AS item, events."when",
  (SELECT count(*) FROM claims WHERE claims.event = events.id) AS claims
FROM events
JOIN actors AS suppliers ON suppliers.id = events.supplier
JOIN actors AS recipients ON recipients.id = events.recipient
JOIN items ON items.id = events.item
WHERE events.kind = 'arms-transfer' ORDER BY events.id""",
}
"""Views for human readers, with names instead of ids."""

_FTS: Final = (
    'CREATE VIRTUAL TABLE claims_search USING fts5(summary, content="claims")',  # Datasette looks for double quotes
    "INSERT INTO claims_search(claims_search) VALUES ('rebuild')",
)
"""A full-text index of the summaries, by the rowid of `claims`. Query it with `claims_search MATCH 'artillery'`."""
