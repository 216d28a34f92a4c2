"""Claims as msgspec structs: types, required and unknown fields, enums and patterns, all checked in its compiled core.

A passage stays a text of the right pattern, and an EDTF date too: msgspec calls nothing of Python for them. References
are not followed.
"""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from pydantic_models import EDTF, LOCATOR, SLUG, Basis, Likelihood, Modality, Period, Phase, Reading, Stance

Slug = Annotated[str, msgspec.Meta(pattern=SLUG)]
Edtf = Annotated[str, msgspec.Meta(pattern=EDTF)]
Text = Annotated[str, msgspec.Meta(min_length=1, pattern=r"^\S(?:[^\x00-\x1f\x7f]*\S)?$")]
Locator = Annotated[str, msgspec.Meta(pattern=f"^{LOCATOR}$")]


class Quantity(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    low: int | None = None
    high: int | None = None
    unit: str = ""
    includes_low: bool = True
    includes_high: bool = True
    wording: str | None = None


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    quantity: Quantity
    phase: Phase
    reading: Reading = Reading.TOTAL
    since: Edtf | None = None
    per: Period | None = None
    share_of: Text | None = None


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    id: Slug
    event: Slug
    claimants: Annotated[tuple[Slug, ...], msgspec.Meta(min_length=1)]
    summary: Text
    stance: Stance = Stance.ASSERTS
    likelihood: Likelihood = Likelihood.UNHEDGED
    hedge: Text | None = None
    modality: Modality = Modality.ACTUAL
    measure: Measure | None = None
    when: Edtf | None = None
    when_words: Text | None = None
    made: Edtf | None = None
    made_words: Text | None = None
    origin: Slug | None = None
    relays: tuple[Slug, ...] = ()
    basis: tuple[Basis, ...] = ()
    evidence: tuple[Locator, ...] = ()
    answers: tuple[Slug, ...] = ()
    revises: Slug | None = None
    derived_from: tuple[Slug, ...] = ()
    assumption: Text | None = None
    grade: Annotated[str, msgspec.Meta(pattern="^[A-F][1-6]$")] | None = None
    note: Text | None = None


decode: Final = msgspec.json.Decoder(Claim).decode
encode: Final = msgspec.json.Encoder().encode
unpack: Final = msgspec.msgpack.Decoder(list[Claim]).decode
pack: Final = msgspec.msgpack.Encoder().encode
