"""The same records as pydantic models that check the same: ids by pattern, enums, EDTF by pattern, nothing unknown.

They check less than the package does where pydantic has no quick way: that a date exists (29 February), that a unit
is in its settled spelling, that a text is in Unicode normal form C, and that ids lead somewhere. A passage is read in
one of two ways: `LocatorClaim` keeps the locator as a text of the right pattern, all in pydantic's compiled core;
`PassageClaim` makes the nested record of it that the package makes, by a validator in Python.
"""

from __future__ import annotations

import enum
import re
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, TypeAdapter

SLUG = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"
_DATE = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]|2[1-4]|3[3-6]|4[01])(?:-(?:0[1-9]|[12][0-9]|3[01]|XX))?|-XX(?:-XX)?)?[?~%]?"
_MASKED = r"[0-9]{3}X[?~%]?|[0-9]{2}XX[?~%]?"
EDTF = rf"^(?:(?:{_DATE}|{_MASKED})|(?:{_DATE}|\.\.)?/(?:{_DATE}|\.\.)?)$"
LOCATOR = r"([^#]+)#char=([0-9]+),([0-9]+);sha256=([0-9a-f]{16,64})"

Slug = Annotated[str, StringConstraints(pattern=SLUG)]
Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(?:[^\x00-\x1f\x7f]*\S)?$")]
Edtf = Annotated[str, StringConstraints(pattern=EDTF)]
Locator = Annotated[str, StringConstraints(pattern=f"^{LOCATOR}$")]


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Stance(enum.Enum):
    ASSERTS = "asserts"
    DOUBTS = "doubts"
    DECLINES = "declines"
    DENIES = "denies"


class Likelihood(enum.Enum):
    UNHEDGED = "unhedged"
    ALMOST_NO_CHANCE = "almost-no-chance"
    VERY_UNLIKELY = "very-unlikely"
    UNLIKELY = "unlikely"
    EVEN_CHANCE = "even-chance"
    LIKELY = "likely"
    VERY_LIKELY = "very-likely"
    ALMOST_CERTAIN = "almost-certain"


class Modality(enum.Enum):
    ACTUAL = "actual"
    PLANNED = "planned"
    PREDICTED = "predicted"
    SOUGHT = "sought"
    RECOMMENDED = "recommended"
    POSSIBLE = "possible"


class Basis(enum.Enum):
    OFFICIAL_STATEMENT = "official-statement"
    INTELLIGENCE = "intelligence"
    SATELLITE_IMAGERY = "satellite-imagery"
    FIELD_EVIDENCE = "field-evidence"
    DOCUMENTS = "documents"
    STATE_MEDIA = "state-media"
    MEDIA_REPORT = "media-report"
    ANALYSIS = "analysis"


class Phase(enum.Enum):
    ORDERED = "ordered"
    PLANNED = "planned"
    SENT = "sent"
    DELIVERED = "delivered"
    USED = "used"
    LOST = "lost"


class Reading(enum.Enum):
    TOTAL = "total"
    INCREMENT = "increment"
    LEVEL = "level"
    RATE = "rate"
    SHARE = "share"


class Period(enum.Enum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Quantity(Model):
    low: int | None = None
    high: int | None = None
    unit: str = ""
    includes_low: bool = True
    includes_high: bool = True
    wording: str | None = None


class Measure(Model):
    quantity: Quantity
    phase: Phase
    reading: Reading = Reading.TOTAL
    since: Edtf | None = None
    per: Period | None = None
    share_of: Text | None = None


class Passage(Model):
    document: Slug
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16,64}$")]


_locator: Final = re.compile(LOCATOR).fullmatch


def _parts(locator: object) -> dict[str, Any]:
    found = _locator(locator) if isinstance(locator, str) else None
    if found is None:
        raise ValueError("not a locator")
    document, start, end, digest = found.groups()
    return {"document": document, "start": int(start), "end": int(end), "digest": digest}


class _Claim(Model):
    id: Slug
    event: Slug
    claimants: Annotated[tuple[Slug, ...], Field(min_length=1)]
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
    answers: tuple[Slug, ...] = ()
    revises: Slug | None = None
    derived_from: tuple[Slug, ...] = ()
    assumption: Text | None = None
    grade: Annotated[str, StringConstraints(pattern=r"^[A-F][1-6]$")] | None = None
    note: Text | None = None


class LocatorClaim(_Claim):
    evidence: tuple[Locator, ...] = ()


class PassageClaim(_Claim):
    evidence: tuple[Annotated[Passage, BeforeValidator(_parts)], ...] = ()


class Role(Model):
    of: Slug
    title: Text | None = None
    during: Edtf | None = None


class Actor(Model):
    id: Slug
    name: Text
    kind: Literal["state", "body", "bloc", "person", "unit", "outlet", "source"]
    aliases: tuple[Text, ...] = ()
    identifiers: tuple[Text, ...] = ()
    country: Annotated[str, StringConstraints(pattern="^[a-z]{2}$")] | None = None
    roles: tuple[Role, ...] = ()
    note: Text | None = None


class Place(Model):
    id: Slug
    name: Text
    within: Slug | None = None
    country: Annotated[str, StringConstraints(pattern="^[a-z]{2}$")] | None = None
    coordinates: tuple[float, float] | None = None
    aliases: tuple[Text, ...] = ()
    identifiers: tuple[Text, ...] = ()
    note: Text | None = None


class Item(Model):
    id: Slug
    name: Text
    broader: tuple[Slug, ...] = ()
    aliases: tuple[Text, ...] = ()
    identifiers: tuple[Text, ...] = ()
    note: Text | None = None


class Document(Model):
    id: Slug
    title: Text
    publisher: Slug | None = None
    authors: tuple[Slug, ...] = ()
    published: Edtf
    dating: Literal["printed", "metadata", "inferred"]
    dating_note: Text | None = None
    length: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
    language: Text = "en"
    url: Text | None = None
    note: Text | None = None


class _Event(Model):
    id: Slug
    name: Text
    when: Edtf | None = None
    note: Text | None = None


class Delegation(_Event):
    kind: Literal["delegation"]
    visitors: Annotated[tuple[Slug, ...], Field(min_length=1)]
    host: Slug
    place: Slug | None = None


class ArmsTransfer(_Event):
    kind: Literal["arms-transfer"]
    supplier: Slug
    recipient: Slug
    item: Slug


class Deployment(_Event):
    kind: Literal["deployment"]
    of: Slug
    to: Slug
    item: Slug
    in_support_of: Slug | None = None


class _Dataset(Model):
    format: Literal["axis-tracker"]
    version: Literal[2]
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    items: tuple[Item, ...] = ()
    documents: tuple[Document, ...] = ()
    events: tuple[Annotated[Delegation | ArmsTransfer | Deployment, Field(discriminator="kind")], ...] = ()


class LocatorDataset(_Dataset):
    claims: tuple[LocatorClaim, ...] = ()


class PassageDataset(_Dataset):
    claims: tuple[PassageClaim, ...] = ()


with_locators: Final = TypeAdapter(LocatorDataset).validate_json
with_passages: Final = TypeAdapter(PassageDataset).validate_json
