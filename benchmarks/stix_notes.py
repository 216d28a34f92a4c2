"""Claims as STIX 2.1 notes, which come nearest: somebody's words on other objects.

The summary is the content, the claimants are the authors, passages are external references, the event is an object
reference; what STIX has no property for goes into custom ones as it is. `stix2` checks identifiers, timestamps and
required properties.
"""

from __future__ import annotations

import json
import uuid
from typing import Any, Final

import stix2
from synthetic import Plain

_HOME: Final = uuid.UUID(int=20_240_601)
_TAKEN: Final = frozenset(("id", "event", "claimants", "summary", "evidence"))
_DAY: Final = "2024-11-29T00:00:00.000Z"


def lines(claims: list[Plain]) -> list[str]:
    """The notes of some claims, a line of JSON each."""
    return [json.dumps(_plain(one)) for one in claims]


def _plain(claim: Plain) -> dict[str, Any]:
    return {
        "type": "note",
        "spec_version": "2.1",
        "id": f"note--{uuid.uuid5(_HOME, claim['id'])}",
        "created": _DAY,
        "modified": _DAY,
        "content": claim["summary"],
        "authors": claim["claimants"],
        "object_refs": [f"grouping--{uuid.uuid5(_HOME, claim['event'])}"],
        "external_references": [
            {"source_name": document, "external_id": fragment}
            for document, _, fragment in (one.partition("#") for one in claim["evidence"])
        ],
        **{f"x_{name}": value for name, value in claim.items() if name not in _TAKEN},
    }


def read(text: str) -> Any:
    """A note."""
    return stix2.parse(text, allow_custom=True)


def write(note: Any) -> str:
    """Its line."""
    written: str = note.serialize()
    return written
