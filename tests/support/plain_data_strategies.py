"""Plain data that stands in files: one small document with every kind of record, and what can go wrong with it.

`plain_document()` is right; `mutated_documents()` puts wrong values, names and shapes at random places of it. Whether
a mutation does harm is left open: sometimes it does not.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

_DIGEST = "0123456789abcdef"

_DOCUMENT: dict[str, Any] = {
    "format": "axis-tracker",
    "version": 2,
    "actors": [
        {
            "id": "kp",
            "name": "North Korea",
            "kind": "state",
            "aliases": ["DPRK", "Pyongyang"],
            "identifiers": ["iso3166-1:KP", "wikidata:Q423"],
            "country": "kp",
            "note": "A note.",
        },
        {"id": "ru", "name": "Russia", "kind": "state"},
        {
            "id": "lavrov",
            "name": "Sergei Lavrov",
            "kind": "person",
            "roles": [{"of": "ru", "title": "Foreign Minister", "during": "2004-03/.."}, {"of": "kp"}],
        },
        {"id": "hur", "name": "HUR", "kind": "body"},
    ],
    "places": [
        {"id": "russia", "name": "Russia", "country": "ru"},
        {"id": "kursk", "name": "Kursk", "within": "russia", "coordinates": [51.7, 36], "aliases": ["Kursk Oblast"]},
    ],
    "items": [
        {"id": "arms", "name": "arms", "unroca": "outside"},
        {"id": "shells", "name": "shells", "broader": ["arms"]},
        {"id": "troops", "name": "troops"},
    ],
    "documents": [
        {
            "id": "report",
            "title": "A report",
            "publisher": "hur",
            "authors": ["lavrov"],
            "published": "2024-11-29/2024-12",
            "dating": "inferred",
            "dating_note": "Names a day.",
            "length": 500,
            "sha256": "0" * 64,
            "uncoded": [
                {"passage": f"report#char=0,10;sha256={_DIGEST}", "reason": "heading"},
                {"passage": f"report#char=9,30;sha256={_DIGEST}", "reason": "repetition", "repeats": ["hur-shells"]},
            ],
            "language": "en",
            "url": "https://example.org/",
        }
    ],
    "events": [
        {"kind": "delegation", "id": "visit", "name": "Visit", "visitors": ["lavrov"], "host": "kp", "when": "2023-10"},
        {
            "kind": "arms-transfer",
            "id": "kp-ru-shells",
            "name": "Shells to Russia",
            "supplier": "kp",
            "recipient": "ru",
            "item": "shells",
        },
        {
            "kind": "deployment",
            "id": "kp-kursk",
            "name": "Troops in Kursk",
            "of": "kp",
            "to": "kursk",
            "item": "troops",
            "in_support_of": "ru",
            "parts": [{"events": ["kp-village"]}],
            "losses_in": ["battle"],
        },
        {"kind": "exchange", "id": "deal", "name": "Deal", "given": ["kp-ru-shells"], "in_return": ["kp-kursk"]},
        {"kind": "agreement", "id": "pact", "name": "Pact", "parties": ["kp", "ru"]},
        {"kind": "activity", "id": "launch", "name": "Launch", "activity": "launch", "actors": ["kp"]},
        {"kind": "deployment", "id": "kp-village", "name": "Troops", "of": "kp", "to": "kursk", "item": "troops"},
        {"kind": "engagement", "id": "battle", "name": "Battle", "sides": ["kp"], "losses_of": "kp"},
    ],
    "claims": [
        {
            "id": "hur-shells",
            "event": "kp-ru-shells",
            "claimants": ["hur"],
            "summary": "HUR counts shells.",
            "likelihood": "likely",
            "hedge": "likely",
            "measure": {
                "quantity": {
                    "low": 4500000,
                    "high": 5500000,
                    "unit": "shells",
                    "includes_high": False,
                    "wording": "around 5 million",
                },
                "phase": "delivered",
                "since": "2023-08",
            },
            "when": "2023-08/2024-11",
            "made": "2024-11-29",
            "origin": "hur-2024",
            "relays": ["lavrov"],
            "basis": ["intelligence"],
            "evidence": [f"report#char=10,20;sha256={_DIGEST}", f"report#char=30,40;sha256={_DIGEST}"],
            "grade": "B2",
        },
        {
            "id": "ru-denies",
            "event": "kp-ru-shells",
            "claimants": ["ru"],
            "summary": "Russia denies it.",
            "stance": "denies",
            "answers": ["hur-shells"],
            "evidence": [f"report#char=40,50;sha256={_DIGEST}"],
        },
        {
            "id": "kp-share",
            "event": "kp-ru-shells",
            "claimants": ["kp"],
            "summary": "A share.",
            "made": "2024",
            "derived_from": ["hur-shells"],
            "assumption": "Nothing is lost.",
            "measure": {
                "quantity": {"low": "0.5", "high": "2.5", "unit": "percent"},
                "phase": "used",
                "reading": "share",
                "share_of": "the shells",
            },
        },
        {
            "id": "hur-shells-again",
            "event": "kp-ru-shells",
            "claimants": ["hur"],
            "summary": "HUR counts again.",
            "made": "2025",
            "revises": "hur-shells",
            "speaking_for": ["kp"],
            "supports": [{"claim": "ru-denies", "kind": "ground"}],
            "measure": {
                "quantity": {"low": 6000000, "unit": "shells", "is_uncertain": True},
                "phase": "sent",
                "reading": "rate",
                "per": "day",
            },
        },
    ],
}


def plain_document() -> dict[str, Any]:
    """A right document with records of every collection and most fields; a fresh copy each time."""
    return copy.deepcopy(_DOCUMENT)


ODD_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 10**15, 10**40, 0.5, 1.0, -0.0, float("inf"), float("nan")),
    *("", " ", "x", "kp", "KP", "shells", "2024", "2024-13", "state", "denies", "kind", "over 5 shells", "B2", "1e3"),
    *("\0", "a\nb", "\ud800", "\u202e", "e\u0301", "0" * 64, "9" * 5_000, "char=1,2", f"report#char=0,{'9' * 5_000}"),
    *(f"report#char=5,5;sha256={_DIGEST}", f"report#char=0,{'9' * 5_000};sha256={_DIGEST}"),
    *([], {}, [[]], [{}], [None], ["kp"], ["kp", "kp"], [["id", "x"]], {"of": "kp"}, {"low": 5}, {"kp": "ru"}),
)
"""What may stand in a file where it must not."""


def _steps(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in plain data, as the container and the key or index in it."""
    if isinstance(value, (dict, list)):
        for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
            yield value, key
            yield from _steps(inner)


@st.composite
def mutated_documents(draw: st.DrawFn) -> dict[str, Any]:
    """The right document with one to three things replaced, moved, taken out, doubled or renamed."""
    plain = plain_document()
    for _ in range(draw(st.integers(1, 3))):
        places = list(_steps(plain))
        container, key = draw(st.sampled_from(places))
        match draw(st.sampled_from(("replace", "move", "delete", "double", "rename"))):
            case "replace":
                container[key] = copy.deepcopy(draw(st.sampled_from(ODD_VALUES)))
            case "move":
                other, at = draw(st.sampled_from(places))
                container[key] = copy.deepcopy(other[at])
            case "delete":
                del container[key]
            case "double" if isinstance(container, list):
                container.append(copy.deepcopy(container[key]))
            case _ if isinstance(container, dict):
                container[draw(st.sampled_from(("id", "kind", "nmae", "note", "x\n", "\ud800")))] = container.pop(key)
            case _:
                pass
    return plain


@st.composite
def mutated_texts(draw: st.DrawFn) -> str:
    """The right document as JSON text, with one to three stretches replaced by others, or the end cut off."""
    text = json.dumps(plain_document(), indent=draw(st.sampled_from((None, 2))))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, start + 3)) if draw(st.booleans()) else len(text)
        put = draw(
            st.sampled_from(("", "[", "]", "{", "}", '"', ",", ":", "\\", "0", "-", "e9", "NaN", "\0", "\ufeff"))
        )
        text = text[:start] + put + text[end:]
    return text
