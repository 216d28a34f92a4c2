"""TOML in one file: what a curator writes who has little to write, and any dataset that is to be edited by hand.

Reading takes what a file in a folder of them may hold, with the same errors; writing needs the extra `toml` (tomli-w).
Imports `toml_files` and `plain_records`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO, Final

from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import MissingExtraError, Problem, ReadError, WriteError
from axis_tracker.formats.documents import FORMAT, VERSION
from axis_tracker.formats.limits import Limits
from axis_tracker.formats.plain_records import plain_record, within_64_bits
from axis_tracker.formats.toml_files import TomlFile, dataset_of_files
from axis_tracker.model.events import Event
from axis_tracker.model.records import IdentifiedRecord

__all__ = ["HEAD", "element", "read", "record_table", "table", "write"]

HEAD: Final = f'format = "{FORMAT}"\nversion = {VERSION}\n'
"""What a written file begins with."""


def read(source: BinaryIO, *, kinds: Iterable[type[Event]], name: str, limits: Limits) -> RecordSet:
    """The dataset in a TOML file; see `registry`."""
    file = TomlFile(source.read(), name)
    if not file.says_something:
        raise ReadError([Problem("there is nothing in it", file=name, suggestion="an empty dataset has a version")])
    return dataset_of_files([file], kinds)


def write(dataset: RecordSet, target: BinaryIO) -> None:
    """Write a dataset to a TOML file; see `registry`."""
    target.write(HEAD.encode())
    target.writelines(f"\n{part}".encode() for part in _tables(dataset))


def _tables(dataset: RecordSet) -> Iterator[str]:
    for name in COLLECTIONS:
        for record in getattr(dataset, name):
            yield record_table(name, record)


def record_table(collection: str, record: IdentifiedRecord) -> str:
    """A record as an element of the array of tables of its collection."""
    return element(collection, within_64_bits(plain_record(record)))


def element(name: str, plain: Mapping[str, Any]) -> str:
    """A plain record as an element of an array of tables, which tomli-w writes in brackets where it is short."""
    header, _, fields = table(name, plain).partition("\n")
    return f"[{header}]\n{fields}"


def table(name: str, plain: Mapping[str, Any]) -> str:
    """A plain record as a table with a name.

    Raises `WriteError` for what TOML cannot hold, `MissingExtraError` without tomli-w.
    """
    try:
        written = _dumps()({name: plain})
        written.encode()  # which half of a character makes impossible
    except (TypeError, ValueError, RecursionError) as error:
        where = f"{name}[{plain['id']!r}]"
        raise WriteError([Problem(f"cannot be written as TOML: {error}", path=where)]) from error
    return written


def _dumps() -> Callable[[Mapping[str, Any]], str]:
    try:
        from tomli_w import dumps
    except ImportError:
        raise MissingExtraError("toml", purpose="writing TOML") from None
    return dumps
