"""TOML in one file, for small datasets and for editing by hand.

The file is read like a file in a folder of TOML files, with the same errors. Writing needs the `toml` extra, which
installs tomli-w.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO, Final

from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.formats.documents import FORMAT, VERSION
from axis_tracker.formats.extras import library
from axis_tracker.formats.limits import Limits
from axis_tracker.formats.problems import read_error, unwritable
from axis_tracker.formats.record_codec import plain_record, within_64_bits
from axis_tracker.formats.toml_files import TomlFile, dataset_of_files
from axis_tracker.model.events import Event
from axis_tracker.model.records import IdentifiedRecord

__all__ = ["HEADER", "array_element", "read", "record_table", "table", "write"]

HEADER: Final = f'format = "{FORMAT}"\nversion = {VERSION}\n'
"""The first lines of a written file."""


def read(source: BinaryIO, *, kinds: Iterable[type[Event]], name: str, limits: Limits) -> RecordSet:
    """Read a TOML file; see `registry`."""
    file = TomlFile(source.read(), name)
    if file.is_empty:
        raise read_error("the file is empty", file=name, suggestion="write at least a format and a version")
    return dataset_of_files([file], kinds)


def write(dataset: RecordSet, target: BinaryIO) -> None:
    """Write a dataset to a TOML file; see `registry`."""
    target.write(HEADER.encode())
    for name in COLLECTIONS:
        target.writelines(f"\n{record_table(name, record)}".encode() for record in getattr(dataset, name))


def record_table(collection: str, record: IdentifiedRecord) -> str:
    """Return a record as an element of the array of tables of its collection."""
    return array_element(collection, within_64_bits(plain_record(record)))


def array_element(name: str, plain: Mapping[str, Any]) -> str:
    """Return a plain record as an element of an array of tables.

    tomli-w would write a short array in brackets on one line, so this function makes the element from a single table.
    """
    header, _, fields = table(name, plain).partition("\n")
    return f"[{header}]\n{fields}"


def table(name: str, plain: Mapping[str, Any]) -> str:
    """Return a plain record as a named table.

    Raises `WriteError` for a value that TOML cannot hold, and `MissingExtraError` if tomli-w is not installed.
    """
    tomli_w: Any = library("tomli_w", "toml", purpose="writing TOML")
    try:
        written: str = tomli_w.dumps({name: plain})
        written.encode()  # fails for a lone surrogate
    except (TypeError, ValueError, RecursionError) as error:
        raise unwritable(error, "TOML", f"{name}[{plain['id']!r}]") from error
    return written
