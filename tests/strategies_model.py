"""Hypothesis strategies for records and whole datasets; every exclusion says why.

`datasets()` draws the ids of all records first and then each record, which refers in a hierarchy only to ids drawn
before its own: so nothing has to be thrown away, and a failing dataset shrinks record by record. What a record may
hold is drawn from a `Known`: by default everything exists and texts, dates and figures are of any kind; within
datasets they come from short lists of odd ones, for a dataset has hundreds of them.
"""

from __future__ import annotations

import enum
import functools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import permutations, product
from typing import Any, get_type_hints

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from strategies_dates import imprecise_dates
from strategies_quantities import measures as unworded_measures

from axis_tracker import (
    Actor,
    ActorKind,
    Agreement,
    Basis,
    Claim,
    Credibility,
    Dataset,
    Dating,
    Document,
    Event,
    Grade,
    ImpreciseDate,
    Item,
    Likelihood,
    Measure,
    Modality,
    Passage,
    Phase,
    Place,
    Quantity,
    Reliability,
    Role,
    Stance,
    Uncoded,
    UncodedReason,
    UnrocaCategory,
)
from axis_tracker.model.events import EVENT_KINDS
from axis_tracker.model.fields import REFERS_TO

few = settings(max_examples=max(10, settings.default.max_examples // 5))
"""For properties of whole records and datasets: each example is some hundred values."""

# Values of fields

slugs = st.from_regex(r"[a-z0-9]{1,3}([-_][a-z0-9]{1,3}){0,2}", fullmatch=True)
"""Ids; short, because a long one is no other case."""

# Control, format and unassigned characters, surrogates, and white space other than the space are refused in texts, and
# so are texts that are not in normal form C or have a space at an end; that they are refused has tests of its own.
_characters = st.characters(exclude_categories=["C", "Z"], include_characters=" ")
texts = st.one_of(
    st.sampled_from(["North Korea", "Rodong Sinmun", "café", "«Кубанские новости»", "a'b\"c\\d", "# [x] = {y}"]),
    st.text(_characters, min_size=1, max_size=8).map(lambda one: unicodedata.normalize("NFC", one).strip(" ")),
).filter(bool)

digests = st.integers(0, 2**64 - 1).map("{:016x}".format)
sha256s = st.integers(0, 2**256 - 1).map("{:064x}".format)
latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
coordinates = st.tuples(latitudes, longitudes)
optional_countries = st.sampled_from((None, "kp", "ru", "zz"))
optional_coordinates = st.none() | coordinates

_TEXTS = ("North Korea", "Rodong Sinmun", "café", "«Кубанские новости»", "a'b\"c\\d", "# [x] = {y}", "1", "한국")
_DATES = (
    *("2024", "2024-06", "2024-06-14", "2023-09~", "2024?", "2024-06-14%", "201X", "2024-XX", "2024-02-XX", "2024-22"),
    *("2022/2024-06", "2023-01~/2023-03-05?", "2024/..", "../2023-12", "2024/", "/2024-11-29", "2024-34/2024-41"),
)
_WORDINGS = [
    "over 1 million rounds",
    "around 5 million shells",
    "up to 12,000 troops",
    "dozens of trains",
    "25 missiles",
]


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    """Measures of every kind, with and without the wording that their quantity was read from."""
    if draw(st.booleans()):
        return draw(unworded_measures())
    return Measure(Quantity.from_words(draw(st.sampled_from(_WORDINGS))), draw(st.sampled_from(Phase)))


_MEASURES = tuple(
    Measure(*fields[:3], **fields[3])
    for fields in (
        *((words, "delivered", "total", {}) for words in _WORDINGS),
        ({"low": 1_000_000, "unit": "rounds", "includes_low": False}, "sent", "total", {"since": "2023-08"}),
        ({"low": 1_000_000, "unit": "rounds"}, "planned", "increment", {}),
        ({"low": "0.5", "high": "2.5", "unit": "tons"}, "lost", "level", {}),
        ("up to 2,000 shells", "used", "rate", {"per": "day"}),
        ("60 percent", "used", "share", {"share_of": "the shells fired"}),
        ({}, "ordered", "total", {}),
    )
)


@dataclass(frozen=True)
class Leaves:
    """What texts, dates and measures a record can hold."""

    text: st.SearchStrategy[str]
    optional_text: st.SearchStrategy[str | None]
    date: st.SearchStrategy[ImpreciseDate]
    optional_date: st.SearchStrategy[ImpreciseDate | None]
    optional_measure: st.SearchStrategy[Measure | None]
    aliases: st.SearchStrategy[list[str]]
    optional_id: st.SearchStrategy[str | None]


ANY = Leaves(
    text=texts,
    optional_text=st.none() | texts,
    date=imprecise_dates(),
    optional_date=st.none() | imprecise_dates(),
    optional_measure=st.none() | measures(),
    aliases=st.lists(texts, max_size=2),
    optional_id=st.none() | slugs,
)
ODD = Leaves(
    text=st.sampled_from(_TEXTS),
    optional_text=st.sampled_from((None, *_TEXTS)),
    date=st.sampled_from(_DATES).map(ImpreciseDate.of),
    optional_date=st.sampled_from((None, *map(ImpreciseDate.of, _DATES))),
    optional_measure=st.sampled_from((None, *_MEASURES)),
    aliases=st.lists(st.sampled_from(_TEXTS), max_size=2),
    optional_id=st.sampled_from((None, "briefing", "a-1")),
)


identifiers = st.sampled_from(((), ("wikidata:Q423",), ("iso3166-1:KP", "geonames:2:3")))


# Records

_SOME = ("kp", "ru", "a-1", "b_2")


# Building a strategy takes longer than drawing from it, so those that are drawn from again and again are kept.
sampled = functools.cache(st.sampled_from)


@functools.cache
def _some(ids: tuple[str, ...], at_least: int) -> st.SearchStrategy[tuple[str, ...]]:
    choices = (permutations(ids, size) for size in range(at_least, max(at_least, 2) + 1))
    return st.sampled_from([one for choice in choices for one in choice])


@dataclass(frozen=True)
class Known:
    """What records may refer to: ids by collection, and the documents that passages lie in."""

    ids: dict[str, Sequence[str]]
    documents: Sequence[Document] = field(default=())
    leaves: Leaves = ANY

    def one(self, collection: str) -> st.SearchStrategy[str]:
        return sampled(tuple(self.ids[collection]))

    def maybe(self, collection: str) -> st.SearchStrategy[str | None]:
        return sampled((None, *self.ids[collection]))

    def some(self, collection: str, *, at_least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
        return _some(tuple(self.ids[collection]), at_least)


EVERYTHING = Known(dict.fromkeys(("actors", "places", "items", "documents", "events", "claims"), _SOME))


def roles(known: Known = EVERYTHING) -> st.SearchStrategy[Role]:
    return st.builds(Role, of=known.one("actors"), title=known.leaves.optional_text, during=known.leaves.optional_date)


@st.composite
def actors(draw: st.DrawFn, known: Known = EVERYTHING, ids: st.SearchStrategy[str] = slugs) -> Actor:
    return Actor(
        id=draw(ids),
        name=draw(known.leaves.text),
        kind=draw(sampled(ActorKind)),
        aliases=draw(known.leaves.aliases),
        identifiers=draw(identifiers),
        country=draw(optional_countries),
        roles=draw(st.lists(roles(known), max_size=2)) if known.ids["actors"] else (),
        note=draw(known.leaves.optional_text),
    )


@st.composite
def places(draw: st.DrawFn, known: Known = EVERYTHING, ids: st.SearchStrategy[str] = slugs) -> Place:
    return Place(
        id=draw(ids),
        name=draw(known.leaves.text),
        within=draw(known.maybe("places")),
        country=draw(optional_countries),
        coordinates=draw(optional_coordinates),
        aliases=draw(known.leaves.aliases),
        identifiers=draw(identifiers),
        note=draw(known.leaves.optional_text),
    )


@st.composite
def items(draw: st.DrawFn, known: Known = EVERYTHING, ids: st.SearchStrategy[str] = slugs) -> Item:
    return Item(
        id=draw(ids),
        name=draw(known.leaves.text),
        broader=draw(known.some("items")),
        unroca=draw(sampled((None, *UnrocaCategory))),
        aliases=draw(known.leaves.aliases),
        identifiers=draw(identifiers),
        note=draw(known.leaves.optional_text),
    )


@st.composite
def passages(draw: st.DrawFn, document: str = "kp", length: int = 1_000) -> Passage:
    """Passages of one document, within its length."""
    start = draw(st.integers(0, length - 1))
    end = draw(st.integers(start + 1, length))
    return Passage(document=document, start=start, end=end, digest=draw(digests))


@st.composite
def uncoded(draw: st.DrawFn, known: Known = EVERYTHING, document: str = "kp", length: int = 1_000) -> Uncoded:
    # A repetition names claims and nothing else does: with no claim to name there can be none.
    reasons = [one for one in UncodedReason if known.ids["claims"] or one is not UncodedReason.REPETITION]
    reason = draw(st.sampled_from(reasons))
    repeats = draw(known.some("claims", at_least=1)) if reason is UncodedReason.REPETITION else ()
    return Uncoded(passage=draw(passages(document, length)), reason=reason, repeats=repeats)


@st.composite
def documents(draw: st.DrawFn, known: Known = EVERYTHING, ids: st.SearchStrategy[str] = slugs) -> Document:
    key, length = draw(ids), draw(st.integers(1, 1_000))
    dating = draw(sampled(Dating))
    return Document(
        id=key,
        title=draw(known.leaves.text),
        publisher=draw(known.maybe("actors")),
        authors=draw(known.some("actors")),
        published=draw(known.leaves.date),
        dating=dating,
        dating_note=draw(
            known.leaves.text if dating is Dating.INFERRED else known.leaves.optional_text
        ),  # an inference needs its reasoning
        length=length,
        sha256=draw(sha256s),
        language=draw(sampled(("en", "ko", "ru-RU"))),
        url=draw(sampled((None, "https://example.org/a?b=c#d"))),
        uncoded=draw(st.lists(uncoded(known, key, length), max_size=2)),
        note=draw(known.leaves.optional_text),
    )


_hints = functools.cache(get_type_hints)


def _event_field(known: Known, cls: type[Event], name: str, hint: Any, metadata: Any, *, required: bool) -> Any:
    """What a field of an event can hold, by its type and by what it refers to."""
    collection = metadata.get(REFERS_TO)
    if collection is not None:
        if hint == tuple[str, ...]:
            two = cls is Agreement  # one party makes no agreement
            return known.some(collection, at_least=2 if two else int(required))
        return known.one(collection) if hint is str else known.maybe(collection)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return sampled(hint)
    leaves = known.leaves
    return {"name": leaves.text, "when": leaves.optional_date, "note": leaves.optional_text}[name]


def _possible_kinds(known: Known, kinds: Iterable[type[Event]]) -> list[type[Event]]:
    """The kinds whose required references can be filled."""
    least = {cls: dict[str, int]() for cls in kinds}
    for cls, needed in least.items():
        for one in cls.__attrs_attrs__:
            collection = one.metadata.get(REFERS_TO)
            if collection is not None and one.default is attrs.NOTHING:
                needed[collection] = 2 if cls is Agreement else 1
    return [cls for cls, needed in least.items() if all(len(known.ids[key]) >= n for key, n in needed.items())]


@st.composite
def events(
    draw: st.DrawFn,
    known: Known = EVERYTHING,
    ids: st.SearchStrategy[str] = slugs,
    kinds: Iterable[type[Event]] = EVENT_KINDS,
) -> Event:
    """Events of every kind, by the marks and types of the fields: a new kind needs nothing here."""
    cls = draw(st.sampled_from(_possible_kinds(known, kinds)))
    hints = _hints(cls)
    fields = {"id": draw(ids)}
    for one in cls.__attrs_attrs__:
        if one.name != "id":
            required = one.default is attrs.NOTHING
            fields[one.name] = draw(
                _event_field(known, cls, one.name, hints[one.name], one.metadata, required=required)
            )
    return cls(**fields)


def grades() -> st.SearchStrategy[Grade]:
    return st.builds(Grade, st.sampled_from(Reliability), st.sampled_from(Credibility))


_optional_grades = sampled((None, *(Grade(*pair) for pair in product(Reliability, Credibility))))
_bases = st.lists(st.sampled_from(Basis), max_size=2)


@st.composite
def _evidence(draw: st.DrawFn, known: Known, *, at_least: int) -> list[Passage]:
    if known is EVERYTHING:
        return draw(st.lists(passages(), min_size=at_least, max_size=2))
    if not known.documents:
        return []
    where = st.sampled_from(known.documents).flatmap(lambda one: passages(one.id, one.length))
    return draw(st.lists(where, min_size=at_least, max_size=2))


@st.composite
def claims(
    draw: st.DrawFn,
    known: Known = EVERYTHING,
    ids: st.SearchStrategy[str] = slugs,
    revisable: Sequence[Claim] = (),
) -> Claim:
    """Claims with every field; one that revises speaks of the same event by one of the same claimants."""
    # A denial names what it answers: with nothing to answer there can be none.
    stance = draw(sampled(tuple(one for one in Stance if known.ids["claims"] or one is not Stance.DENIES)))
    # A claim without a date has the date of a document.
    made = draw(known.leaves.optional_date if known is EVERYTHING or known.documents else known.leaves.date)
    revised = draw(st.none() | st.sampled_from(revisable)) if revisable else None
    claimants = draw(known.some("actors", at_least=1))
    derived_from = draw(known.some("claims"))
    return Claim(
        id=draw(ids),
        event=draw(known.one("events")) if revised is None else revised.event,
        claimants=claimants if revised is None else list(dict.fromkeys([*claimants, *revised.claimants[:1]])),
        summary=draw(known.leaves.text),
        stance=stance,
        likelihood=draw(sampled(Likelihood)),
        hedge=draw(known.leaves.optional_text),
        modality=draw(sampled(Modality)),
        measure=draw(known.leaves.optional_measure),
        when=draw(known.leaves.optional_date),
        when_words=draw(known.leaves.optional_text),
        made=made,
        made_words=draw(known.leaves.optional_text),
        origin=draw(known.leaves.optional_id),
        relays=draw(known.some("actors")),
        basis=draw(_bases),
        evidence=draw(_evidence(known, at_least=int(made is None and known is not EVERYTHING))),
        answers=draw(known.some("claims", at_least=int(stance is Stance.DENIES))),
        revises=None if revised is None else revised.id,
        derived_from=derived_from,
        assumption=draw(known.leaves.optional_text)
        if derived_from
        else None,  # it is one about what the claim is derived from
        grade=draw(_optional_grades),
        note=draw(known.leaves.optional_text),
    )


def records() -> st.SearchStrategy[Any]:
    """One record of any class, referring to ids that need not exist anywhere."""
    return st.one_of(actors(), places(), items(), documents(), events(), claims())


# Datasets

# Sizes, as often as they stand here: a dataset without actors can have no events, so few are.
_SIZES = {
    "actors": (0, 1, 2, 2, 3, 3, 4),
    "places": (0, 1, 2, 3),
    "items": (0, 1, 2, 3),
    "documents": (0, 1, 1, 2),
    "events": (0, 1, 1, 2, 2, 3, 4),
    "claims": (0, 1, 2, 2, 3, 4),
}
_IDS = st.sampled_from(("kp", "ru", "a", "0", "a-1", "a_1", "a1", "hur-2024-11-29-shells", "x-y_z"))


@st.composite
def record_lists(draw: st.DrawFn, prefix: str = "") -> list[Any]:
    """The records of a consistent dataset, in no order of their ids; all ids begin with `prefix`."""
    ids = {}
    for name, sizes in _SIZES.items():
        size = draw(st.sampled_from(sizes))
        ids[name] = [prefix + one for one in draw(st.lists(_IDS, unique=True, min_size=size, max_size=size))]
    # An event has a part for an actor, and a claim speaks of an event.
    if not ids["actors"]:
        ids["events"] = []
    if not ids["events"]:
        ids["claims"] = []

    def before(collection: str, index: int) -> Known:
        return Known({**ids, collection: ids[collection][:index]}, drawn_documents, ODD)

    drawn_documents: list[Document] = []
    drawn: list[Any] = []
    for name, strategy in (("actors", actors), ("places", places), ("items", items)):
        drawn += [draw(strategy(before(name, i), st.just(key))) for i, key in enumerate(ids[name])]
    drawn_documents += [draw(documents(Known(ids, leaves=ODD), st.just(key))) for key in ids["documents"]]
    drawn += drawn_documents
    drawn += [draw(events(before("events", i), st.just(key))) for i, key in enumerate(ids["events"])]
    drawn_claims: list[Claim] = []
    for i, key in enumerate(ids["claims"]):
        drawn_claims.append(draw(claims(before("claims", i), st.just(key), tuple(drawn_claims))))
    return drawn + drawn_claims


def datasets(prefix: str = "") -> st.SearchStrategy[Dataset]:
    """Consistent datasets of a few records of every class."""
    return record_lists(prefix).map(Dataset)
