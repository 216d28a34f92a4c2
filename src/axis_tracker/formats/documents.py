"""The canonical form of a dataset: plain mappings, lists, texts and numbers, the same in every format.

`records_of` goes from the plain form to records, `plain_of` back. Every format reads and writes through these two.
The quick way in asks only the fields' own converters (`Makers`); only when something is refused does
`axis_tracker.formats.converters` go over the whole again with cattrs, to report everything that is wrong and where. A
field refuses a value by an `InvalidValueError`; whatever else a class of another project raises is a mistake in its
code, not in the data, and is let through. Imports the dataset and the model.
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
from axis_tracker.formats.record_reader import records_of
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
"""The name that every file of this package carries."""

VERSION: Final = 1
"""The version of the canonical form that this package writes."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """The cyclic garbage collector off while many objects are made, and as it was afterwards."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def dataset_of(plain: object, *, kinds: Kinds, file: str | None = None, steps: Steps | None = None) -> RecordSet:
    """The dataset of a whole canonical document: format name, version and collections.

    A document of an older version is brought here by `steps` (see `collections_of`). Raises `ReadError` for anything
    that is not one, with all problems, each naming `file`.
    """
    collections = collections_of(plain, file, steps=steps)
    try:
        records = records_of(collections, kinds)
    except ReadError as error:
        raise ReadError(in_file(error.problems, file)) from None
    return checked(records, file)


def checked(records: Iterable[IdentifiedRecord], file: str | None) -> RecordSet:
    """The dataset of records from a file; what is wrong between them is a `ReadError` that names the file."""
    try:
        return RecordSet(records)
    except DatasetError as error:
        raise ReadError(in_file(error.problems, file)) from None


def collections_of(plain: object, file: str | None, *, steps: Steps | None = None) -> dict[str, Any]:
    """The collections of a canonical document, by name, as the present version has them.

    `steps` are those from older versions, this package's own by default. Raises `ReadError` if the document is of
    another format, of a version from which no steps lead here, or holds a record that a step refuses.
    """
    collections, way = headed(plain, file, steps=steps)
    if not way:
        return collections
    from axis_tracker.formats.migrations import migrated

    return migrated(collections, way, file=file)


def headed(plain: object, file: str | None, *, steps: Steps | None = None) -> tuple[dict[str, Any], Sequence[Step]]:
    """What a canonical document holds besides its format and version, and the steps that lead from that version here.

    For formats that read record by record and put each through these steps. Raises as `collections_of` does, but for
    the records.
    """
    if not isinstance(plain, dict):
        raise read_error("a dataset is an object with a format, a version and collections", value=plain, file=file)
    if plain.get("format") != FORMAT:
        raise read_error(f"the format is named {FORMAT!r}", path="format", value=plain.get("format"), file=file)
    version = plain.get("version")
    collections = {key: value for key, value in plain.items() if key not in ("format", "version")}
    if type(version) is int and version == VERSION:
        return collections, ()
    from axis_tracker.formats import migrations

    known = migrations.STEPS if steps is None else steps
    return collections, migrations.route(version, to=VERSION, steps=known, file=file)


def plain_of(dataset: RecordSet) -> dict[str, Any]:
    """The canonical document of a dataset. Fields that have their default are left out; empty collections are, too."""
    plain: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    for name in COLLECTIONS:
        records = getattr(dataset, name)
        if len(records):
            plain[name] = [plain_record(record) for record in records]
    return plain
