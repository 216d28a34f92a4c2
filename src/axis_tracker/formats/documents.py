"""The canonical form of a dataset, which consists of plain values and is the same in every format.

A canonical document consists of mappings, lists, strings, numbers and booleans. `dataset_of` reads such a document, and
`plain_of` makes it. Most formats need only these two functions. A format that reads record by record uses `headed` and
the record codec.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import DatasetError, ReadError
from axis_tracker.formats.kinds import Kinds, kinds_by_tag
from axis_tracker.formats.problems import in_file, read_error
from axis_tracker.formats.record_codec import plain_record
from axis_tracker.formats.record_reader import read_parts
from axis_tracker.model.records import IdentifiedRecord

if TYPE_CHECKING:
    from axis_tracker.formats.migrations import Step, Steps

__all__ = [
    "FORMAT",
    "VERSION",
    "Kinds",
    "checked",
    "collections_of",
    "collector_paused",
    "dataset_of",
    "headed",
    "kinds_by_tag",
    "plain_of",
]

FORMAT: Final = "axis-tracker"
"""The name of the format, as stated in files."""

VERSION: Final = 2
"""The version of the canonical form that this release writes."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the cyclic garbage collector while many objects are made, then restore its state.

    The collector would run many times and find nothing, because records do not form cycles.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def dataset_of(plain: object, *, kinds: Kinds, file: str | None = None, steps: Steps | None = None) -> RecordSet:
    """Return the dataset of a canonical document, a mapping with the format's name, a version and collections.

    A document of an older version is migrated by `steps` (see `collections_of`). `file` is the name of the document in
    error messages.

    Raises `ReadError` with all problems if the document is not valid.
    """
    records, (problems,), dangling = read_parts([collections_of(plain, file, steps=steps)], kinds)
    if problems:
        raise ReadError(in_file([*problems, *dangling], file))
    return checked(records, file)


def checked(records: Iterable[IdentifiedRecord], file: str | None) -> RecordSet:
    """Return the dataset that consists of these records of a file.

    Raises `ReadError`, with the name of the file, if the records do not form a valid dataset.
    """
    try:
        return RecordSet(records)
    except DatasetError as error:
        raise ReadError(in_file(error.problems, file)) from None


def collections_of(plain: object, file: str | None, *, steps: Steps | None = None) -> dict[str, Any]:
    """Return the collections of a canonical document by name, migrated to the current version.

    `steps` holds the step from each older version to the next version. The default of `steps` is `migrations.STEPS`.

    Raises `ReadError` if the document has another format, if it has a version that cannot be migrated to the current
    version, or if a step refuses a record.
    """
    collections, route = headed(plain, file, steps=steps)
    if not route:
        return collections
    from axis_tracker.formats.migrations import migrate

    current, _, problems = migrate(collections, route)
    if problems:
        raise ReadError(in_file(problems, file))
    return current


def headed(plain: object, file: str | None, *, steps: Steps | None = None) -> tuple[dict[str, Any], Sequence[Step]]:
    """Return a document without its format and version, and the steps from that version to the current version.

    A format that reads record by record applies these steps to each record.

    Raises `ReadError` if the document has another format, or a version that cannot be migrated to the current version.
    """
    if not isinstance(plain, dict):
        raise read_error("a dataset must be an object with a format, a version and collections", value=plain, file=file)
    if plain.get("format") != FORMAT:
        raise read_error(
            f"the name of the format must be {FORMAT!r}", path="format", value=plain.get("format"), file=file
        )
    version = plain.get("version")
    collections = {key: value for key, value in plain.items() if key not in ("format", "version")}
    if type(version) is int and version == VERSION:
        return collections, ()
    from axis_tracker.formats import migrations

    known = migrations.STEPS if steps is None else steps
    return collections, migrations.route(version, to=VERSION, steps=known, file=file)


def plain_of(dataset: RecordSet) -> dict[str, Any]:
    """Return the canonical document of a dataset, without empty collections and default values."""
    plain: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    for name in COLLECTIONS:
        records = getattr(dataset, name)
        if len(records):
            plain[name] = [plain_record(record) for record in records]
    return plain
