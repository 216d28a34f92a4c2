"""JSON Schemas for the values of fields: ids, lines of text, dates, passages and numbers.

Patterns are imported from the modules that read these values (`axis_tracker.model.fields`, `documents`,
`date_profile`). The patterns use only syntax that all dialects of regular expressions share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from axis_tracker.dataset.collections import COLLECTIONS, SINGULAR
from axis_tracker.imprecise.date_profile import PATTERN as DATE
from axis_tracker.imprecise.exact_numbers import LIMIT
from axis_tracker.model import fields
from axis_tracker.model.documents import LONGEST, SHA256, STRETCH, to_length, to_sha256
from axis_tracker.model.places import LARGEST_LATITUDE, LARGEST_LONGITUDE, to_coordinates
from axis_tracker.model.vocabulary import Credibility, Reliability

__all__ = ["BY_CONVERTER", "LISTS_OF_IDS", "NOTES", "VALUES", "Schema", "listed", "one_of_ids", "or_null", "referred"]

Schema: TypeAlias = dict[str, Any]
"""A JSON Schema, or a part of one."""

# The characters that no string may contain: control, format and private-use characters, and white space other than the
# space. Only the reader refuses unassigned characters, because these depend on the version of Unicode.
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
    """Return a reference to a definition of the same schema."""
    return {"$ref": f"#/$defs/{name.replace('~', '~0').replace('/', '~1')}"}


def or_null(schema: Schema) -> Schema:
    """Return the schema of a value or null. A field that is null is read as if the field were left out."""
    return {"anyOf": [schema, {"type": "null"}]}


def listed(items: Schema, *, at_least: int = 0) -> Schema:
    """Return the schema of a list of values."""
    return {"type": "array", "items": items, **({"minItems": at_least} if at_least else {})}


def one_of_ids(collection: str) -> str:
    """Return the name of the schema definition for a collection's ids."""
    return f"{SINGULAR[collection]}-id"


def _text(pattern: str, description: str) -> Schema:
    return {"type": "string", "pattern": pattern, "description": description}


VALUES: Final[Mapping[str, Schema]] = {
    "id": _text(
        _SLUG, "An id, which consists of parts of a-z and 0-9 that are joined by single hyphens or underscores."
    ),
    **{
        one_of_ids(name): {"$ref": "#/$defs/id", "description": f"The id of a record in `{name}`."}
        for name in COLLECTIONS
    },
    "text": _text(
        f"^{_OUTER}(?:{_INNER}*{_OUTER})?$",
        "One line of text in Unicode normal form C, without white space at either end and without control or invisible "
        "characters.",
    ),
    "wording": _text(
        f"^[ {_SPACES}]*{_OUTER}{_OF_A_WORDING}*$",
        "The figure and the hedge, in the words of the text and without the unit.",
    ),
    "curie": {
        "allOf": [{"$ref": "#/$defs/text"}, {"pattern": f"^{fields.CURIE}$"}],
        "description": "An identifier in another register, in the form scheme:value, such as wikidata:Q423.",
    },
    "country": _text(f"^{fields.COUNTRY}$", "A country, as an ISO 3166-1 alpha-2 code in lower case."),
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
        "An imprecise date or interval, in a profile of EDTF (ISO 8601-2). The pattern also accepts 29 February in "
        "any year and intervals that end before they begin; the reader refuses such dates.",
    ),
    "passage": _text(
        f"^{fields.SLUG}{STRETCH}$",
        "A passage of a document: the document's id, the positions of the first character and of the character "
        "after the last (RFC 5147), and the first 16 to 64 hexadecimal digits of the SHA-256 of the passage.",
    ),
    "grade": _text(
        f"^[{''.join(one.value for one in Reliability)}][{''.join(one.value for one in Credibility)}]$",
        "An Admiralty grade: the source's reliability, A to F, and the information's credibility, 1 to 6.",
    ),
    "sha256": _text(f"^{SHA256}$", "A SHA-256 digest, in lower-case hexadecimal digits."),
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
        "description": "An exact number: a JSON integer or, for a fraction, a decimal string such as '0.5'.",
    },
    "unit": {
        "anyOf": [{"const": ""}, {"$ref": "#/$defs/text"}],
        "description": "The unit in its standard spelling, or an empty string for a number without a unit.",
    },
    "quantity-words": {
        "type": "string",
        "minLength": 1,
        "description": "A number in English words. Such a number is accepted on reading and never written.",
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
"""The values that the converters of plain fields accept, by converter."""

LISTS_OF_IDS: Final[Mapping[Callable[..., Any], int]] = {
    fields.references: 0,
    fields.one_or_more: 1,
    fields.two_or_more: 2,
}
"""The minimum length of each list of ids, by the converter of the list. No list contains an id twice."""

NOTES: Final[Mapping[str, str]] = {
    "id": "the id of the record",
    "name": "the English name of the record",
    "note": "a curator's remark, or null",
    "url": "where the document was found, or null",
    "quantity": "how many or how much",
    "phase": "the stage that the counted things have reached; things without stages, such as voyages, are counted as "
    "such",
    "reading": "how to read the number",
    "since": "the date since which a total or an increment is counted, or null",
    "per": "the period of a rate, or null for any other reading",
    "share_of": "the whole of which a share is a part, or null for any other reading",
    "low": "the lower end, or null if the range has no lower end",
    "high": "the upper end, or null if the range has no upper end",
    "unit": "what is counted or measured, or an empty string for a number without a unit",
    "includes_low": "whether the lower end itself is possible",
    "includes_high": "whether the upper end itself is possible",
    "is_uncertain": "whether the source itself marks the figure as uncertain",
    "wording": "the figure and the hedge, in the words of the text and without the unit, or null",
}
"""Descriptions of fields that the docstring of their class does not describe."""
