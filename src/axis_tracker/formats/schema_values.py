"""How the values of fields are written, as JSON Schema: ids, texts, dates, passages, numbers, controlled words.

A pattern stands where the reader's own expression is (`axis_tracker.model.fields`, `documents`, `date_profile`) and is
taken from there. It uses nothing that only some dialects of regular expressions know. Imports the model; `schema` puts
these values together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from axis_tracker.dataset.collections import COLLECTIONS, SINGULAR
from axis_tracker.imprecise.date_profile import PATTERN as DATE
from axis_tracker.imprecise.exact_numbers import LIMIT
from axis_tracker.model import fields
from axis_tracker.model.claims import to_claimants
from axis_tracker.model.documents import LONGEST, SHA256, STRETCH, to_length, to_sha256
from axis_tracker.model.places import LARGEST_LATITUDE, LARGEST_LONGITUDE, to_coordinates
from axis_tracker.model.vocabulary import Credibility, Reliability

__all__ = ["BY_CONVERTER", "LISTS_OF_IDS", "NOTES", "VALUES", "Schema", "listed", "one_of_ids", "or_null", "referred"]

Schema: TypeAlias = dict[str, Any]
"""A JSON Schema, or a part of one."""

# What no text has: control, format and private characters, and white space other than the space. Characters that no
# version of Unicode has assigned yet are left to the reader, whose Unicode is that of its Python.
_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NOT_PLAIN: Final = (
    "\u0000-\u001f\u007f-\u009f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064"
    "\u2066-\u206f\ue000-\uf8ff\ufeff\ufff9-\ufffb"
)
_OUTER: Final = f"[^ {_SPACES}{_NOT_PLAIN}]"
_INNER: Final = f"[^{_SPACES}{_NOT_PLAIN}]"
_OF_A_WORDING: Final = f"[^{_NOT_PLAIN}]"

_SLUG: Final = f"^{fields.SLUG}$"


def referred(name: str) -> Schema:
    """A reference to a definition of the same document."""
    return {"$ref": f"#/$defs/{name.replace('~', '~0').replace('/', '~1')}"}


def or_null(schema: Schema) -> Schema:
    """The value, or null, which is read as if the field was left out."""
    return {"anyOf": [schema, {"type": "null"}]}


def listed(items: Schema, *, at_least: int = 0) -> Schema:
    """A list of such values."""
    return {"type": "array", "items": items, **({"minItems": at_least} if at_least else {})}


def one_of_ids(collection: str) -> str:
    """The name of the definition of the ids of a collection."""
    return f"{SINGULAR[collection]}-id"


def _text(pattern: str, description: str) -> Schema:
    return {"type": "string", "pattern": pattern, "description": description}


VALUES: Final[Mapping[str, Schema]] = {
    "id": _text(_SLUG, "An id: a-z and 0-9, in parts joined by single hyphens or underscores."),
    **{
        one_of_ids(name): {"$ref": "#/$defs/id", "description": f"The id of a record in `{name}`."}
        for name in COLLECTIONS
    },
    "text": _text(
        f"^{_OUTER}(?:{_INNER}*{_OUTER})?$",
        "One line of text in Unicode normal form C, without outer white space, control or invisible characters.",
    ),
    "wording": _text(
        f"^[ {_SPACES}]*{_OUTER}{_OF_A_WORDING}*$",
        "The text's own figure and hedge, without the unit.",
    ),
    "curie": {
        "allOf": [{"$ref": "#/$defs/text"}, {"pattern": f"^{fields.CURIE}$"}],
        "description": "An identifier in another register, as scheme:value, such as wikidata:Q423.",
    },
    "country": _text(f"^{fields.COUNTRY}$", "A country by its ISO 3166-1 alpha-2 code, in lower case."),
    "coordinates": {
        "type": "array",
        "prefixItems": [
            {"type": "number", "minimum": -largest, "maximum": largest}
            for largest in (LARGEST_LATITUDE, LARGEST_LONGITUDE)
        ],
        "items": False,
        "minItems": 2,
        "description": "Latitude and longitude, in degrees (WGS 84).",
    },
    "date": _text(
        f"^(?:{DATE})$",
        "A date or interval known only so far, in a profile of EDTF (ISO 8601-2). The pattern cannot tell leap years, "
        "nor intervals that run backwards.",
    ),
    "passage": _text(
        f"^{fields.SLUG}{STRETCH}$",
        "A stretch of a document: its id, the positions of the first character and of the one after the last (RFC "
        "5147), and the first 16 to 64 hexadecimal digits of the SHA-256 of its text.",
    ),
    "grade": _text(
        f"^[{''.join(one.value for one in Reliability)}][{''.join(one.value for one in Credibility)}]$",
        "An Admiralty grade: the source's reliability, A to F, and the information's credibility, 1 to 6.",
    ),
    "sha256": _text(f"^{SHA256}$", "A SHA-256, in lower-case hexadecimal digits."),
    "length": {
        "type": "integer",
        "minimum": 1,
        "exclusiveMaximum": LONGEST,
        "description": "A number of characters (Unicode code points).",
    },
    "number": {
        "anyOf": [
            {"type": "integer", "exclusiveMinimum": -LIMIT, "exclusiveMaximum": LIMIT},
            {"type": "string", "pattern": r"^-?(?:0*[0-9]{1,30}(?:\.[0-9]{1,30})?|0+\.0+)$"},
        ],
        "description": "An exact number: a JSON integer, or, if it is not whole, a decimal text such as 0.5.",
    },
    "unit": {
        "anyOf": [{"const": ""}, {"$ref": "#/$defs/text"}],
        "description": "What is counted or measured: words in their settled spelling, or nothing.",
    },
    "quantity-words": {
        "type": "string",
        "minLength": 1,
        "description": "An English expression of number, which is read as it stands; it is never written.",
    },
}
"""The definitions of values, by name."""

BY_CONVERTER: Final[Mapping[Callable[..., Any], Schema]] = {
    fields.slug: referred("id"),
    fields.text: referred("text"),
    fields.optional_text: or_null(referred("text")),
    fields.texts: listed(referred("text")),
    fields.curies: {**listed(referred("curie")), "uniqueItems": True},
    fields.optional_country: or_null(referred("country")),
    to_coordinates: or_null(referred("coordinates")),
    to_length: referred("length"),
    to_sha256: referred("sha256"),
}
"""What the converters of plain fields take."""

LISTS_OF_IDS: Final[Mapping[Callable[..., Any], int]] = {
    fields.references: 0,
    fields.one_or_more: 1,
    fields.two_or_more: 2,
    to_claimants: 1,
}
"""The converters of lists of ids, each id once, and how many they ask for."""

NOTES: Final[Mapping[str, str]] = {
    "id": "the record's own id",
    "name": "what it is called, in English",
    "note": "a curator's remark, or null",
    "url": "where the document was found, or null",
    "quantity": "how many or how much",
    "phase": "how far the thing counted has come",
    "reading": "how the number is to be read",
    "since": "when the counting of a total or an increment began, or null",
    "per": "the period of a rate; null for all else",
    "share_of": "what a share is of; null for all else",
    "low": "the low end, or null where it is open",
    "high": "the high end, or null where it is open",
    "unit": "what is counted or measured; empty if it is a bare number",
    "includes_low": "whether the low end itself is allowed",
    "includes_high": "whether the high end itself is allowed",
    "wording": "the text's own figure and hedge, without the unit, or null",
}
"""What fields are of which the docstring of their class says nothing in brackets."""
