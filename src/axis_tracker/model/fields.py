"""How a value becomes a field: one named function a kind of field, which converts what it accepts and refuses the rest.

Used as attrs converters, so that a constructor, a JSON file and a curator's TOML file obey the same rules. Imports
attrs, the errors and the imprecise values. The metadata `ACTORS`, `PLACES` ... mark the fields that hold ids of other
records; `Dataset` follows those marks.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Protocol, SupportsIndex, TypeAlias, TypeVar, cast

from attrs import NOTHING

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.controlled_terms import enum_member, nearest_or_all
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.model.interning import InternTable

if TYPE_CHECKING:
    from axis_tracker.model.records import Record

__all__ = [
    "ACTORS",
    "CLAIMS",
    "COUNTRY",
    "CURIE",
    "DOCUMENTS",
    "EVENTS",
    "ITEMS",
    "JSON_SCHEMA",
    "PLACES",
    "PLAIN",
    "REFERS_TO",
    "SLUG",
    "Several",
    "Texts",
    "curies",
    "dataset_name",
    "enum_member",
    "from_table",
    "interned",
    "is_slug",
    "one_or_more",
    "optional_country",
    "optional_date",
    "optional_reference",
    "optional_text",
    "reference",
    "references",
    "slug",
    "text",
    "texts",
    "the_date",
    "two_or_more",
    "values",
]

REFERS_TO: Final = "refers_to"
"""The key of the field metadata that names the collection whose ids a field holds."""

ACTORS: Final[Mapping[str, str]] = {REFERS_TO: "actors"}
PLACES: Final[Mapping[str, str]] = {REFERS_TO: "places"}
ITEMS: Final[Mapping[str, str]] = {REFERS_TO: "items"}
DOCUMENTS: Final[Mapping[str, str]] = {REFERS_TO: "documents"}
EVENTS: Final[Mapping[str, str]] = {REFERS_TO: "events"}
CLAIMS: Final[Mapping[str, str]] = {REFERS_TO: "claims"}

JSON_SCHEMA: Final = "json_schema"
"""The key of the field metadata that says, as a JSON Schema, how files write a field of another project's kind.

Only needed where it does not follow from the field's type (see `axis_tracker.formats.schema`).
"""

SLUG: Final = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"
"""The regular expression of an id."""

CURIE: Final = r"[a-z0-9]+(?:[-.][a-z0-9]+)*:[^\s:]\S*"
"""The regular expression of an identifier in another register; such a one is a text, too."""

COUNTRY: Final = r"[a-z]{2}"
"""The regular expression of a country."""

is_slug: Final = re.compile(SLUG).fullmatch
"""Whether a text can be an id."""

_is_curie: Final = re.compile(CURIE).fullmatch
_is_country: Final = re.compile(COUNTRY).fullmatch

R = TypeVar("R", bound="Record")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Several(Protocol[T_co]):
    """What a field of several values takes: a list or a tuple.

    A `Sequence[str]` would let type checkers take a single text for a list of its letters. A text is none of these,
    for it cannot be asked whether it contains just any object.
    """

    def __contains__(self, value: object, /) -> bool: ...
    def __getitem__(self, index: SupportsIndex, /) -> T_co: ...
    def __iter__(self) -> Iterator[T_co]: ...
    def __len__(self) -> int: ...


Texts: TypeAlias = Several[str]


def dataset_name(collection: str) -> str:
    """The word for one record of a collection: "actors" gives "actor"."""
    return collection.removesuffix("s")


def slug(value: str) -> str:
    """An id: ASCII lower-case letters and digits in parts joined by single hyphens or underscores.

    >>> slug("hur-2024-11-29-shells")
    'hur-2024-11-29-shells'
    """
    if not isinstance(value, str):
        raise InvalidValueError("an id is a text", value=value)
    if is_slug(value) is None:
        near = re.sub(r"[^a-z0-9]+", "-", _without_accents(value).lower()).strip("-")
        raise InvalidValueError(
            "an id has only a-z and 0-9, in parts joined by single hyphens or underscores",
            value=value,
            suggestion=f"such as {near!r}" if near else None,
        )
    return value


def _without_accents(value: str) -> str:
    return unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode()


_slugs: Final = InternTable(slug)


def reference(value: str) -> str:
    """The id of another record; equal ids share one text object."""
    if not isinstance(value, str):
        raise InvalidValueError("a reference to another record is its id, a text", value=value)
    shared: str = _slugs[value]
    return shared


def optional_reference(value: str | None) -> str | None:
    """The id of another record, or None."""
    return None if value is None else reference(value)


def interned(convert: Callable[[tuple[Any, ...]], tuple[T, ...]]) -> Callable[[Several[Any]], tuple[T, ...]]:
    """Make a converter of lists return the same tuple for equal lists."""
    table = InternTable(convert)

    @functools.wraps(convert)
    def convert_or_look_up(value: Any) -> tuple[T, ...]:
        try:
            if isinstance(value, (list, tuple)):
                converted: tuple[T, ...] = table[tuple(value)]
                return converted
        except TypeError:
            pass  # an element cannot be hashed: the converter says which one is wrong
        return convert(cast("tuple[Any, ...]", value))

    return convert_or_look_up


def references(value: Texts) -> tuple[str, ...]:
    """Ids of other records, each once, in order."""
    return _shared_ids(value)


@interned
def _shared_ids(value: tuple[str, ...]) -> tuple[str, ...]:
    checked = values(value, reference)
    if len(set(checked)) < len(checked):
        raise InvalidValueError("stands twice", value=_first_repeated(checked))
    return checked


def _first_repeated(values: tuple[str, ...]) -> str:
    seen: set[str] = set()
    for one in values:
        if one in seen:
            return one
        seen.add(one)
    raise AssertionError("none is")


def one_or_more(value: Texts) -> tuple[str, ...]:
    """Ids of other records as in `references`, at least one."""
    checked = references(value)
    if not checked:
        raise InvalidValueError("one or more were expected", value=value)
    return checked


def two_or_more(value: Texts) -> tuple[str, ...]:
    """Ids of other records as in `references`, at least two."""
    checked = references(value)
    if len(checked) < 2:
        raise InvalidValueError("two or more were expected", value=value)
    return checked


def text(value: str) -> str:
    """A plain text: one line, no outer white space, no control or invisible characters, Unicode normal form C."""
    if not isinstance(value, str):
        raise InvalidValueError("a text was expected", value=value)
    if not value:
        raise InvalidValueError("empty", value=value, suggestion="leave the field out, or fill it")
    if value[0] == " " or value[-1] == " ":
        raise InvalidValueError("has white space at an end", value=value, suggestion=f"write {value.strip()!r}")
    if not value.isprintable():
        at = next(index for index, character in enumerate(value) if not character.isprintable())
        raise InvalidValueError(
            f"has a character that is not plain text, U+{ord(value[at]):04X}", value=value, position=at
        )
    if not value.isascii() and not unicodedata.is_normalized("NFC", value):
        raise InvalidValueError("is not in Unicode normal form C", value=value)
    return value


def optional_text(value: str | None) -> str | None:
    """A plain text as in `text`, or None."""
    return None if value is None else text(value)


def texts(value: Texts) -> tuple[str, ...]:
    """Plain texts, in order."""
    return values(value, text)


def curies(value: Texts) -> tuple[str, ...]:
    """Identifiers in other registers, each a CURIE ("wikidata:Q423"), one a scheme."""
    checked = values(value, _curie)
    schemes = tuple(one.partition(":")[0] for one in checked)
    if len(set(schemes)) < len(schemes):
        raise InvalidValueError(f"has two identifiers of the scheme {_first_repeated(schemes)!r}", value=list(checked))
    return checked


def _curie(value: str) -> str:
    if _is_curie(text(value)) is None:
        raise InvalidValueError(
            "an identifier is written scheme:value", value=value, suggestion="such as 'wikidata:Q423'"
        )
    return value


def optional_country(value: str | None) -> str | None:
    """A country by its ISO 3166-1 alpha-2 code in lower case ("kp"), or None."""
    if value is None:
        return None
    if not isinstance(value, str) or _is_country(value) is None:
        raise InvalidValueError("a country is two lower-case letters of ISO 3166-1 alpha-2", value=value)
    return reference(value)


def the_date(value: ImpreciseDate | date | str) -> ImpreciseDate:
    """An `ImpreciseDate`, a `datetime.date`, or EDTF text."""
    return ImpreciseDate.of(value)


def optional_date(value: ImpreciseDate | date | str | None) -> ImpreciseDate | None:
    """A date as in `the_date`, or None."""
    return None if value is None else ImpreciseDate.of(value)


def values(value: Several[Any], convert: Callable[[Any], T]) -> tuple[T, ...]:
    """The elements of a list, each converted; a refusal names the element."""
    if not isinstance(value, (list, tuple)):
        raise InvalidValueError("a list was expected", value=value)
    try:
        return tuple(map(convert, value))
    except InvalidValueError:
        pass
    converted: list[T] = []
    for index, one in enumerate(value):
        try:
            converted.append(convert(one))
        except InvalidValueError as error:
            raise error.under(f"[{index}]") from None
    return tuple(converted)


def from_table(cls: type[R], value: object) -> R:
    """A small record from the mapping of its fields, as a file holds it; unknown and missing ones are refused."""
    fields = {field.name: field for field in cls.__attrs_attrs__}
    if not isinstance(value, Mapping):
        raise InvalidValueError(f"a table with the fields {', '.join(fields)} was expected", value=value)
    for name in value:
        if name not in fields:
            raise InvalidValueError(
                "unknown field", value=name, path=str(name), suggestion=nearest_or_all(name, list(fields))
            )
    for name, field in fields.items():
        if field.default is NOTHING and name not in value:
            raise InvalidValueError("is required and missing", value=None, path=name)
    return cls(**value)


PLAIN: Final[frozenset[object]] = frozenset(
    (curies, optional_country, optional_date, optional_text, slug, text, texts, the_date)
)
"""The converters to texts and dates that refer to no record and hold none."""
