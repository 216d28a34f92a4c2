"""Flat tables as an SQLite database, for Datasette and any SQL tool."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from axis_tracker.errors import Problem, WriteError
from axis_tracker.formats.atomic import whole_path
from axis_tracker.tables.sqlite_schema import FTS, VIEWS_TO_READ, quoted, sql_tables
from axis_tracker.tables.table import Table

__all__ = ["write_database"]

_MAGIC = b"SQLite format 3\0"


def write_database(tables: Sequence[Table], target: Path) -> None:
    """Write the tables to a new database file. It replaces any SQLite database or empty file at the path.

    The same tables give the same bytes with the same version of SQLite. The search index is left out if SQLite was
    built without FTS5, which is rare.

    Raises `WriteError` if the path holds any other file, and `OSError` if it cannot be written.
    """
    import sqlite3

    if target.exists() and not _is_database(target):
        raise WriteError(
            [
                Problem(
                    "not an SQLite database, so writing would destroy it",
                    file=str(target),
                    suggestion="choose another path",
                )
            ]
        )
    with whole_path(target) as new_file, closing(sqlite3.connect(new_file, isolation_level=None)) as database:
        # If a statement fails, the new file is deleted, so there is nothing to roll back. With
        # `isolation_level=None`, Python starts no transactions of its own, and one transaction covers all statements.
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("BEGIN")
        for table in sql_tables(tables):
            database.execute(table.create)
            marks = ", ".join("?" * table.width)
            database.executemany(f"INSERT INTO {quoted(table.name)} VALUES ({marks})", table.rows())
        for name, select in VIEWS_TO_READ.items():
            database.execute(f"CREATE VIEW {quoted(name)} AS {select}")
        if database.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone():
            for statement in FTS:
                database.execute(statement)
        database.execute("COMMIT")


def _is_database(target: Path) -> bool:
    with target.open("rb") as file:
        return file.read(len(_MAGIC)) in (_MAGIC, b"")
