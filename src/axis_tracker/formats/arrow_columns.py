"""Which Arrow columns the records of a dataset have: one codec for each collection, field by field.

Imports `arrow_codecs` and the model; pyarrow is handed in by whoever has imported it.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, get_type_hints

from axis_tracker.formats.arrow_codecs import NARROW, PASSAGE, Codec, Codecs, Makers, locator
from axis_tracker.imprecise.measures import Period, Phase, Reading
from axis_tracker.model.events import EVENT_KINDS, Event
from axis_tracker.model.vocabulary import (
    ActorKind,
    Basis,
    Dating,
    Likelihood,
    Modality,
    Stance,
    UncodedReason,
    UnrocaCategory,
)

__all__ = ["codecs", "needs_wide_numbers"]


def needs_wide_numbers(claims: Iterable[Any]) -> bool:
    """Whether some claim's figure has more decimal places than the usual decimal."""
    return any(
        isinstance(end, Decimal) and -int(end.as_tuple().exponent) > NARROW[1]
        for claim in claims
        if claim.measure is not None
        for end in (claim.measure.quantity.low, claim.measure.quantity.high)
    )


def codecs(pyarrow: Any, *, digits: tuple[int, int] = NARROW) -> Codecs:
    """The codec of a record of each collection; `digits` and decimal places are those of quantities."""
    make = Makers(pyarrow)
    text, date, texts = make.text, make.date, make.several(make.text)
    passage = make.record(dict(zip(PASSAGE, (text, make.whole, make.whole, text), strict=True)), locator)
    quantity = make.record(
        {
            "low": make.number(digits),
            "high": make.number(digits),
            "unit": text,
            "includes_low": make.yes_or_no,
            "includes_high": make.yes_or_no,
            "wording": text,
        }
    )
    measure = make.record(
        {
            "quantity": quantity,
            "phase": make.word(Phase),
            "reading": make.word(Reading),
            "since": date,
            "per": make.word(Period),
            "share_of": text,
        }
    )
    named = {"id": text, "name": text}
    known_as = {"aliases": texts, "identifiers": texts}
    role = make.record({"of": text, "title": text, "during": date})
    uncoded = make.record({"passage": passage, "reason": make.word(UncodedReason), "repeats": texts})
    return {
        "actors": make.record(
            {
                **named,
                "kind": make.word(ActorKind),
                **known_as,
                "country": text,
                "roles": make.several(role),
                "note": text,
            }
        ),
        "places": make.record(
            {
                **named,
                "within": text,
                "country": text,
                "coordinates": make.pair("latitude", "longitude"),
                **known_as,
                "note": text,
            }
        ),
        "items": make.record(
            {**named, "broader": texts, "unroca": make.word(UnrocaCategory), **known_as, "note": text}
        ),
        "documents": make.record(
            {
                "id": text,
                "title": text,
                "publisher": text,
                "authors": texts,
                "published": date,
                "dating": make.word(Dating),
                "dating_note": text,
                "length": make.whole,
                "sha256": text,
                "language": text,
                "url": text,
                "uncoded": make.several(uncoded),
                "note": text,
            }
        ),
        "events": make.event({"kind": text, **named, "when": date, "note": text, **_of_kinds(make)}),
        "claims": make.record(
            {
                "id": text,
                "event": text,
                "claimants": texts,
                "summary": text,
                "stance": make.word(Stance),
                "likelihood": make.word(Likelihood),
                "hedge": text,
                "modality": make.word(Modality),
                "measure": measure,
                "when": date,
                "when_words": text,
                "made": date,
                "made_words": text,
                "origin": text,
                "relays": texts,
                "basis": make.several(make.word(Basis)),
                "evidence": make.several(passage),
                "answers": texts,
                "revises": text,
                "derived_from": texts,
                "assumption": text,
                "grade": make.grade,
                "note": text,
            }
        ),
    }


def _of_kinds(make: Makers) -> dict[str, Codec]:
    """The fields of our kinds of event, by their types."""
    shared = {field.name for field in Event.__attrs_attrs__}
    known = {str: make.text, str | None: make.text, tuple[str, ...]: make.several(make.text)}
    found: dict[str, Codec] = {}
    for cls in EVENT_KINDS:
        hints = get_type_hints(cls)
        for field in cls.__attrs_attrs__:
            if field.name not in shared:
                hint = hints[field.name]
                found[field.name] = known[hint] if hint in known else make.word(hint)
    return found
