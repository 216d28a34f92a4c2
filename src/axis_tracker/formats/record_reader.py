"""Fast reading of plain records. Full diagnostics run only if a value is refused.

A field refuses a value with an `InvalidValueError`. Any other error that a class of another project raises is a bug in
that class, so the error is never reported as a problem with the data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.errors import InvalidValueError, Problem
from axis_tracker.formats.kinds import Kinds, carrier
from axis_tracker.formats.record_codec import OUR_CLASSES, reader_of
from axis_tracker.model.events import Event
from axis_tracker.model.records import IdentifiedRecord

__all__ = ["REFUSALS", "ReadResult", "RecordReader", "read_parts"]

REFUSALS: Final = (InvalidValueError, TypeError, KeyError)
"""The errors that `RecordReader` raises to refuse data. A bug can raise such an error too, but then `diagnose` finds no
problem in the data."""

_WORTH_GENERATING: Final = 50
"""The minimum number of records of a class for which generating code saves time."""


class RecordReader:
    """A reader for plain records of any class, without diagnostics.

    The reader keeps the functions that it generates, so use the same reader for a whole file.
    """

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._generated: dict[type[IdentifiedRecord], Callable[[Mapping[str, Any]], Any]] = {}
        self._counts: Counter[type[IdentifiedRecord]] = Counter()

    def record(self, collection: str, plain: Any) -> IdentifiedRecord:
        """Return one record of a collection, for formats that read record by record.

        Raises one of `REFUSALS` for invalid data.
        """
        cls = COLLECTIONS[collection]
        if cls is Event:
            plain = {**plain}
            read = self._reader_of_kind(plain.pop("kind"), 1)
        else:
            read = self._reader(cls, 1)
        made: IdentifiedRecord = read(plain)
        return made

    def records(self, collections: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[IdentifiedRecord]:
        """Return the records of whole collections.

        Raises one of `REFUSALS` for invalid data.
        """
        records: list[IdentifiedRecord] = []
        for name, group in collections.items():
            cls = COLLECTIONS[name]
            if not isinstance(group, list):
                raise TypeError(name)
            if cls is Event:
                counts = Counter(one["kind"] for one in group)
                readers = {tag: self._reader_of_kind(tag, count) for tag, count in counts.items()}
                for one in group:
                    fields = {**one}
                    records.append(readers[fields.pop("kind")](fields))
            else:
                records.extend(map(self._reader(cls, len(group)), group))
        return records

    def _reader_of_kind(self, tag: str, count: int) -> Callable[[Mapping[str, Any]], Any]:
        try:
            cls = self._kinds[tag]
        except KeyError:
            carrying = carrier(tag, self._kinds)
            if carrying is None:
                raise
            return carrying
        return self._reader(cls, count)

    def _reader(self, cls: type[IdentifiedRecord], count: int) -> Callable[[Mapping[str, Any]], Any]:
        """Return a function that reads `count` more records. The function is generated if that saves time."""
        found = self._generated.get(cls)
        if found is None:
            self._counts[cls] += count
            # Converters of other projects may depend on more than the value, so the constructors are always called.
            if self._counts[cls] < _WORTH_GENERATING or cls not in OUR_CLASSES:
                return lambda fields: cls(**fields)
            found = self._generated[cls] = reader_of(cls)
        return found


class ReadResult(NamedTuple):
    """The result of reading the parts of one dataset.

    Attributes:
        records: The records that could be read.
        problems: The problems of each part, with paths within the part, such as `claims[3].when`.
        dangling: The references to ids that no record has, not even a refused record. If there are no problems, this
            list is empty.
    """

    records: list[IdentifiedRecord]
    problems: list[list[Problem]]
    dangling: list[Problem]


def read_parts(parts: Sequence[Mapping[str, Any]], kinds: Kinds) -> ReadResult:
    """Read plain collections that together make one dataset, such as the files of a folder.

    An error that does not mean that a value was refused is passed on as it is.
    """
    reader = RecordReader(kinds)
    try:
        return ReadResult([record for part in parts for record in reader.records(part)], [[] for _ in parts], [])
    except REFUSALS:
        from axis_tracker.formats.diagnostics import diagnose

        result = diagnose(parts, kinds)
        if not any(result.problems):
            raise  # nothing is wrong with the data, so the error is a bug in the code of a class
        return result
