"""The canonical form of a dataset: plain mappings, lists, texts and numbers, the same in every format.

`records_of` goes from the plain form to records, `plain_of` back. Every format reads and writes through these two.
The quick way in asks only the fields' own converters (`Makers`); only when something is refused does
`axis_tracker.formats.converters` go over the whole again with cattrs, to report everything that is wrong and where. A
field refuses a value by an `InvalidValueError`; whatever else a class of another project raises is a mistake in its
code, not in the data, and is let through. Imports the dataset and the model.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import DatasetError, InvalidValueError, Problem, ReadError
from axis_tracker.formats.kinds import Kinds, carrier, kinds_by_tag
from axis_tracker.model.building import builder
from axis_tracker.model.events import EVENT_KINDS, Event
from axis_tracker.model.records import IdentifiedRecord

if TYPE_CHECKING:
    from axis_tracker.formats.migrations import Step, Steps

__all__ = [
    "BYTE_ORDER_MARK",
    "FORMAT",
    "VERSION",
    "Kinds",
    "Makers",
    "checked",
    "collections_of",
    "collector_paused",
    "dataset_of",
    "headed",
    "in_file",
    "kinds_by_tag",
    "plain_of",
    "records_of",
]

FORMAT: Final = "axis-tracker"
"""The name that every file of this package carries."""

BYTE_ORDER_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""What some editors put before a text; files of this package have none."""

VERSION: Final = 1
"""The version of the canonical form that this package writes."""

_OURS: Final[frozenset[type[IdentifiedRecord]]] = frozenset((*COLLECTIONS.values(), *EVENT_KINDS))
_WORTH_A_BUILDER: Final = 50
"""How many records must be made of a class before it pays to write a function that makes them."""


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
    except (InvalidValueError, TypeError, KeyError):
        from axis_tracker.formats.converters import problems_in

        found = problems_in(plain, kinds)
        if not found:
            raise
        raise ReadError(found) from None


def _quickly(plain: Mapping[str, Sequence[Mapping[str, Any]]], kinds: Kinds) -> list[IdentifiedRecord]:
    return Makers(kinds).records(plain)


class Makers:
    """What makes records of plain ones, class by class, and says nothing of where a refusal was."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._builders: dict[type[IdentifiedRecord], Callable[[Mapping[str, Any]], Any]] = {}
        self._made: Counter[type[IdentifiedRecord]] = Counter()

    def record(self, collection: str, plain: Any) -> IdentifiedRecord:
        """The record of a collection, one of who knows how many.

        Raises `InvalidValueError`, `TypeError` or `KeyError`.
        """
        cls = COLLECTIONS[collection]
        if cls is Event:
            plain = {**plain}
            tag = plain.pop("kind")
            try:
                cls = self._kinds[tag]
            except KeyError:
                return self._carrying(tag)(plain)
        made: IdentifiedRecord = self._maker(cls, 1)(plain)
        return made

    def records(self, plain: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[IdentifiedRecord]:
        """The records of some collections.

        Raises `InvalidValueError`, `TypeError` or `KeyError`.
        """
        records: list[IdentifiedRecord] = []
        for name, group in plain.items():
            cls = COLLECTIONS[name]
            if not isinstance(group, list):
                raise TypeError(name)
            if cls is Event:
                counts = Counter(one["kind"] for one in group)
                makers = {tag: self._of_kind(tag, count) for tag, count in counts.items()}
                for one in group:
                    fields = {**one}
                    records.append(makers[fields.pop("kind")](fields))
            else:
                records.extend(map(self._maker(cls, len(group)), group))
        return records

    def _of_kind(self, tag: str, count: int) -> Callable[[Mapping[str, Any]], Any]:
        try:
            cls = self._kinds[tag]
        except KeyError:
            return self._carrying(tag)
        return self._maker(cls, count)

    def _carrying(self, tag: str) -> Callable[[Mapping[str, Any]], Event]:
        found = carrier(tag, self._kinds)
        if found is None:
            raise KeyError(tag)
        return found

    def _maker(self, cls: type[IdentifiedRecord], count: int) -> Callable[[Mapping[str, Any]], Any]:
        found = self._builders.get(cls)
        if found is None:
            self._made[cls] += count
            # Nothing is known of classes of other projects: they are called.
            if self._made[cls] < _WORTH_A_BUILDER or cls not in _OURS:
                return lambda fields: cls(**fields)
            found = self._builders[cls] = builder(cls)
        return found


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


def in_file(problems: Iterable[Problem], file: str | None) -> list[Problem]:
    """The problems, each said to be in `file`."""
    return [
        Problem(
            one.reason, path=one.path, value=one.value, suggestion=one.suggestion, file=one.file or file, line=one.line
        )
        for one in problems
    ]


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
        raise ReadError(
            [Problem("a dataset is an object with a format, a version and collections", value=plain, file=file)]
        )
    if plain.get("format") != FORMAT:
        raise ReadError(
            [Problem(f"the format is named {FORMAT!r}", path="format", value=plain.get("format"), file=file)]
        )
    version = plain.get("version")
    collections = {key: value for key, value in plain.items() if key not in ("format", "version")}
    if type(version) is int and version == VERSION:
        return collections, ()
    from axis_tracker.formats import migrations

    known = migrations.STEPS if steps is None else steps
    return collections, migrations.route(version, to=VERSION, steps=known, file=file)


def plain_of(dataset: RecordSet) -> dict[str, Any]:
    """The canonical document of a dataset. Fields that have their default are left out; empty collections are, too."""
    from axis_tracker.formats.plain_records import plain_record

    plain: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    for name in COLLECTIONS:
        records = getattr(dataset, name)
        if len(records):
            plain[name] = [plain_record(record) for record in records]
    return plain
