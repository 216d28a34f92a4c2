"""JSON: the canonical format of a dataset. Equal datasets give equal bytes.

The file is UTF-8, indented by two spaces. Fields are in the order that their class defines, and records are sorted by
id. Quantities that are not whole numbers are written as strings, so that no reader rounds them. Repeated keys, NaN and
Infinity are refused, although many JSON readers accept them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO, Final

from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import ReadError, WriteError
from axis_tracker.formats import documents
from axis_tracker.formats.decoding import decoded, unique_keys
from axis_tracker.formats.kinds import FurtherKinds, UnknownKinds, UnknownKindsName
from axis_tracker.formats.limits import Limits
from axis_tracker.formats.problems import read_error, unwritable
from axis_tracker.formats.record_codec import OUR_CLASSES, plain_record
from axis_tracker.formats.record_reader import REFUSALS, RecordReader
from axis_tracker.model.events import Event
from axis_tracker.model.places import Place
from axis_tracker.model.records import IdentifiedRecord

__all__ = ["SAME_IN_ORJSON", "UNENCODABLE", "dumps", "loads", "orjson_encoder", "parsed_strictly", "read", "write"]

SAME_IN_ORJSON: Final[frozenset[type[IdentifiedRecord]]] = OUR_CLASSES - {Place}
"""The classes whose records orjson writes exactly as `json` does. The two libraries write some fractions differently,
and only places contain fractions that are written as numbers."""

UNENCODABLE: Final = (TypeError, ValueError, RecursionError)
"""The errors that an encoder raises for a value that it cannot write."""

_LONG: Final = 1 << 20
"""JSON text of at least this length, in characters or bytes, is read in chunks."""

_CHUNK: Final = 1 << 16
"""The minimum length of a chunk, in bytes."""

# In canonical JSON, these bytes come before the first record of a collection, between two records and after the last.
# No string inside a record can look like them, because JSON strings contain no line breaks. Other JSON may have them
# elsewhere. Then some chunk opens brackets that it does not close, and that chunk is refused as invalid.
_OPENING: Final = b": [\n    {\n"
_BETWEEN: Final = b"\n    },\n    {\n"
_CLOSING: Final = b"\n    }\n  ]"

_BEFORE_RECORDS: Final = len(b": [\n")
_END_OF_RECORD: Final = len(b"\n    }")

# Loading orjson takes a few milliseconds, which is more than it saves for small files.
_WORTH_WRITING: Final = 500
"""The minimum number of records for which orjson writes faster, even counting the time to load orjson."""
_WORTH_ORJSON: Final = 1 << 18
"""The minimum length, in characters or bytes, for which orjson reads faster, even counting the time to load it."""

# Each collection is encoded as a separate object. Without their braces, these objects can be joined into one.
_MEMBERS: Final = slice(len("{\n"), -len("\n}"))


def dumps(dataset: RecordSet) -> str:
    r"""Return the dataset as canonical JSON text, with a final newline.

    >>> from axis_tracker import Actor, Dataset
    >>> print(dumps(Dataset([Actor(id="kp", name="North Korea", kind="state")])), end="")
    {
      "format": "axis-tracker",
      "version": 2,
      "actors": [
        {
          "id": "kp",
          "name": "North Korea",
          "kind": "state"
        }
      ]
    }

    Raises `WriteError` if an event of another project's kind contains a value that JSON cannot represent.
    """
    return _encoded(dataset).decode()


def loads(
    text: str | bytes,
    *,
    kinds: Iterable[type[Event]] = (),
    unknown_kinds: UnknownKinds | UnknownKindsName = UnknownKinds.REFUSE,
    file: str | None = None,
) -> RecordSet:
    """Read a dataset; see `axis_tracker.loads`, which returns it as the public class."""
    return _dataset_of(text, FurtherKinds(kinds, unknown_kinds), file)


def _dataset_of(text: str | bytes, kinds: Iterable[type[Event]], file: str | None) -> RecordSet:
    known = documents.kinds_by_tag(kinds)
    with documents.collector_paused():
        records = _records_in_chunks(text, known) if len(text) >= _LONG else None
        if records is not None:
            return documents.checked(records, file)
        return documents.dataset_of(_parsed(text, file), kinds=known, file=file)


def read(source: BinaryIO, *, kinds: Iterable[type[Event]], name: str, limits: Limits) -> RecordSet:
    """Read a JSON file; see `registry`."""
    return _dataset_of(source.read(), kinds, name)


def write(dataset: RecordSet, target: BinaryIO) -> None:
    """Write a dataset to a JSON file; see `registry`."""
    target.write(_encoded(dataset))


def _encoded(dataset: RecordSet) -> bytes:
    """Return canonical JSON. If orjson is installed, it encodes the collections for which it gives the same bytes."""
    collections = {name: getattr(dataset, name) for name in COLLECTIONS}
    worth_loading = sum(map(len, collections.values())) >= _WORTH_WRITING
    fast = orjson_encoder("OPT_INDENT_2", _indented) if worth_loading else _indented
    parts = [_indented({"format": documents.FORMAT, "version": documents.VERSION})[_MEMBERS]]
    for name, records in collections.items():
        if len(records):
            encode = fast if SAME_IN_ORJSON.issuperset(map(type, records)) else _indented
            plain = [plain_record(one) for one in records]
            try:
                parts.append(encode({name: plain})[_MEMBERS])
            except UNENCODABLE as error:
                raise _first_unwritable(name, plain, error) from error
    return b"{\n" + b",\n".join(parts) + b"\n}\n"


def _first_unwritable(collection: str, records: Iterable[dict[str, Any]], error: Exception) -> WriteError:
    """Return the error for the first record that JSON cannot hold."""
    for one in records:
        try:
            _indented(one)
        except UNENCODABLE as found:
            return unwritable(found, "JSON", f"{collection}[{one.get('id')!r}]")
    return unwritable(error, "JSON", collection)


def orjson_encoder(option: str, otherwise: Callable[[object], bytes]) -> Callable[[object], bytes]:
    """Return a function that encodes with orjson. `option` is the name of an option of orjson.

    `otherwise` must give the same bytes. It is called if orjson is not installed or cannot write a value.
    """
    try:
        import orjson
    except ImportError:
        return otherwise

    dumps, flag = orjson.dumps, getattr(orjson, option)

    def encode(plain: object) -> bytes:
        try:
            return dumps(plain, option=flag)
        except TypeError:  # a whole number of more than 64 bits
            return otherwise(plain)

    return encode


def _indented(plain: object) -> bytes:
    return json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False).encode()


def _records_in_chunks(text: str | bytes, kinds: documents.Kinds) -> list[IdentifiedRecord] | None:
    """Read a long text chunk by chunk and return the records, or None if anything is wrong.

    If the result is None, the caller reads the whole text to find the problem. The chunks of a collection, joined by
    commas, are exactly the content of the brackets of the collection in the whole text.
    """
    records: list[IdentifiedRecord] = []
    reader = RecordReader(kinds)
    try:
        chunks = _ChunkedJson(text.encode() if isinstance(text, str) else text)
        frame: Any = _parsed_fast(chunks.frame, None)
        names = [*documents.collections_of(frame, None)]
        # An older version is read as a whole, because migration may move a record to another collection.
        if len(names) != len(chunks) or frame["version"] != documents.VERSION:
            return None
        for position, name in enumerate(names):
            for chunk in chunks.of(position, name):
                parsed: Any = _parsed_fast(chunk, None)
                records += reader.records(parsed)
    except (ReadError, UnicodeError, *REFUSALS):
        return None
    return records


class _ChunkedJson:
    """A long canonical JSON text that is split into chunks of a few hundred records.

    Each chunk is parsed and converted to records before the next chunk is parsed. Therefore, a chunk is still in the
    processor's cache when its records are made, and its plain form is freed early. Reading in chunks takes half the
    time and a third of the memory of reading the whole text at once.

    Attributes:
        frame: The text without the records, with an empty list for each collection.
    """

    __slots__ = ("_sections", "_text", "frame")

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._sections: list[tuple[int, int]] = []
        frame: list[bytes] = []
        at = 0
        while (opening := text.find(_OPENING, at)) >= 0:
            first = opening + _BEFORE_RECORDS
            closing = text.find(_CLOSING, first)
            if closing < 0:
                break
            frame.append(text[at : first - 1])
            self._sections.append((first, closing + _END_OF_RECORD))
            at = closing + len(_CLOSING) - 1
        self.frame = b"".join((*frame, text[at:]))

    def __len__(self) -> int:
        return len(self._sections)

    def of(self, position: int, name: str) -> Iterator[bytes]:
        """Yield the chunks of the collection at a position. Each chunk is a JSON object whose only key is `name`."""
        first, last = self._sections[position]
        while first < last:
            cut = self._text.find(_BETWEEN, first + _CHUNK, last)
            end = last if cut < 0 else cut + _END_OF_RECORD
            yield b'{\n  "%b": [\n%b\n  ]\n}\n' % (name.encode(), self._text[first:end])
            first = end + len(b",\n")


def _parsed(text: str | bytes, file: str | None) -> object:
    return _parsed_fast(text, file) if len(text) >= _WORTH_ORJSON else parsed_strictly(text, file)


def _parsed_fast(text: str | bytes, file: str | None) -> object:
    try:
        import orjson
    except ImportError:
        return parsed_strictly(text, file)
    try:
        encoded = text.encode() if isinstance(text, str) else text
        parsed = orjson.loads(encoded)
        # orjson keeps only the last of two equal keys. If writing gives the same bytes, there were no equal keys.
        if orjson.dumps(parsed, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE) == encoded:
            return parsed
    except (ValueError, TypeError):  # invalid JSON, or a value that orjson reads but cannot write
        pass
    return parsed_strictly(text, file)


def parsed_strictly(text: str | bytes, file: str | None) -> object:
    """Return the value of a JSON text.

    Raises `ReadError` for anything that is not standard JSON, and for a key that appears twice in one object.
    """
    plain = decoded(text, file)
    try:
        return json.loads(plain, object_pairs_hook=unique_keys, parse_constant=_refused_constant)
    except json.JSONDecodeError as error:
        raise read_error(f"is not JSON: {error.msg} (column {error.colno})", file=file, line=error.lineno) from None
    except RecursionError:
        raise read_error("is nested too deeply", file=file) from None
    except ValueError as error:
        reason = str(error).partition(";")[0]  # Python adds advice for programmers about its limit on digits
        raise read_error(f"is not JSON: {reason}", file=file) from None


def _refused_constant(name: str) -> object:
    raise ValueError(f"{name} is not a JSON number")
