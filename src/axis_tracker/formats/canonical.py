"""The canonical form of a dataset: plain mappings, lists, texts and numbers, the same in every format.

`records_of` goes from the plain form to records, `plain_of` back. Every format reads and writes through these two.
The quick way in calls the classes, whose fields convert and check what they are given; only when something is
refused does `axis_tracker.formats.converters` go over the whole again with cattrs, to report everything that is
wrong and where. Imports the dataset and the model.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from axis_tracker.dataset.dataset import COLLECTIONS, Dataset
from axis_tracker.errors import AxisTrackerError, DatasetError, Problem, ReadError
from axis_tracker.model.events import EVENT_KINDS, Event
from axis_tracker.model.records import IdentifiedRecord

__all__ = ["FORMAT", "VERSION", "Kinds", "collector_paused", "dataset_of", "kinds_by_tag", "plain_of", "records_of"]

FORMAT: Final = "axis-tracker"
"""The name that every file of this package carries."""

VERSION: Final = 1
"""The version of the canonical form that this package writes."""

Kinds = Mapping[str, type[Event]]


def kinds_by_tag(further: Iterable[type[Event]] = ()) -> Kinds:
    """The known kinds of event by their tag, with those of another project; two kinds with one tag are refused."""
    kinds = {cls.kind: cls for cls in EVENT_KINDS}
    for cls in further:
        if kinds.setdefault(cls.kind, cls) is not cls:
            raise DatasetError(
                [
                    Problem(
                        f"{cls.__qualname__} and {kinds[cls.kind].__qualname__} have this tag",
                        path="kinds",
                        value=cls.kind,
                    )
                ]
            )
    return kinds


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


def records_of(plain: Mapping[str, Sequence[Mapping[str, Any]]], kinds: Kinds) -> list[IdentifiedRecord]:
    """The records of the collections in `plain` (collection name -> plain records).

    Raises `ReadError` with every problem and its path, such as `claims[3].when`.
    """
    try:
        return _quickly(plain, kinds)
    except (AxisTrackerError, TypeError, KeyError, AttributeError):
        from axis_tracker.formats.converters import structure_or_explain

        return structure_or_explain(plain, kinds)


def _quickly(plain: Mapping[str, Sequence[Mapping[str, Any]]], kinds: Kinds) -> list[IdentifiedRecord]:
    records: list[IdentifiedRecord] = []
    for name, group in plain.items():
        cls: Any = COLLECTIONS[name]
        if type(group) is not list:
            raise TypeError(name)
        if cls is Event:
            for one in group:
                fields = dict(one)
                records.append(kinds[fields.pop("kind")](**fields))
        else:
            records.extend([cls(**one) for one in group])
    return records


def dataset_of(plain: object, *, kinds: Kinds, file: str | None = None) -> Dataset:
    """The dataset of a whole canonical document: format name, version and collections.

    Raises `ReadError` for anything that is not one, with all problems, each naming `file`.
    """
    collections = _collections(plain, file)
    try:
        return Dataset(records_of(collections, kinds))
    except (ReadError, DatasetError) as error:
        raise ReadError(in_file(error.problems, file)) from None


def in_file(problems: Iterable[Problem], file: str | None) -> list[Problem]:
    """The problems, each said to be in `file`."""
    return [
        Problem(
            one.reason, path=one.path, value=one.value, suggestion=one.suggestion, file=one.file or file, line=one.line
        )
        for one in problems
    ]


def _collections(plain: object, file: str | None) -> dict[str, Any]:
    if not isinstance(plain, dict):
        raise ReadError(
            [Problem("a dataset is an object with a format, a version and collections", value=plain, file=file)]
        )
    if plain.get("format") != FORMAT:
        raise ReadError(
            [Problem(f"the format is named {FORMAT!r}", path="format", value=plain.get("format"), file=file)]
        )
    version = plain.get("version")
    if version != VERSION or isinstance(version, bool):
        raise ReadError(
            [Problem(f"this package reads version {VERSION} of the format", path="version", value=version, file=file)]
        )
    return {key: value for key, value in plain.items() if key not in ("format", "version")}


def plain_of(dataset: Dataset) -> dict[str, Any]:
    """The canonical document of a dataset. Fields that have their default are left out; empty collections are, too."""
    from axis_tracker.formats.converters import writing_converter

    converter = writing_converter()
    plain: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    for name in COLLECTIONS:
        records = getattr(dataset, name)
        if len(records):
            plain[name] = [converter.unstructure(record) for record in records]
    return plain
