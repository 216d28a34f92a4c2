"""What the pages of the data say of actors, documents, items and places, and the lists that lead to the pages.

Like `data_events`, from which it has the lines on events and claims, it lays out what the package answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from data_events import claim_line, counted, event_line, in_order, kind_meaning, kind_words, locator, word, written
from data_nodes import (
    Linker,
    Part,
    anchor_of,
    bullets,
    code,
    fields,
    identifier,
    in_a_row,
    page,
    paragraph,
    section,
    strong,
    target,
    web_address,
)
from docutils import nodes

import axis_tracker as axt
from axis_tracker.model.events import EVENT_KINDS
from axis_tracker.phrases import date_phrase
from axis_tracker.reports.cross_references import CrossReferences, cross_references

# --- actors


def actor_page(actor: axt.Actor, to: Linker) -> nodes.section:
    """The page of an actor: who it is, what it takes part in, what it says."""
    dataset = to.dataset
    found = cross_references(dataset, actor.id, "actors")
    claims = in_order(found.claims, dataset)
    rows = [
        ("Other names", [", ".join(actor.aliases)] if actor.aliases else None),
        ("Country", [code(actor.country)] if actor.country else None),
        ("Elsewhere", in_a_row(identifier(one) for one in actor.identifiers)),
        ("Acts for", _first(bullets(_role(one, to.to("actors", one.of)) for one in actor.roles))),
        ("Represented by", _first(bullets(_acting(found, to)))),
        ("Documents", to.all("documents", _documents_of(actor, dataset))),
        ("Note", [actor.note] if actor.note else None),
        ("Id", [code(actor.id)]),
    ]
    asserted, countered = (
        [one for one in claims if (one.stance is axt.Stance.ASSERTS) is asserts] for asserts in (True, False)
    )
    passed_on = in_order((one for one in dataset.claims if actor.id in one.relays), dataset)
    parts = (
        ("What is said", "says", _said_lines(actor, asserted, to)),
        ("What is denied, doubted or left open", "denies", _counterclaims(actor, countered, to)),
        ("Takes part in", "events", _events_by_kind(found.events, to)),
        ("What is passed on", "passes-on", bullets((claim_line(one, to) for one in passed_on), "axis-short")),
    )
    return page(
        actor.name,
        paragraph(
            strong(f"{actor.kind.value.capitalize()}."),
            f" {counted(len(claims), 'claim')}, with those made on this actor's behalf; takes part in "
            f"{counted(len(found.events), 'event')}.",
        ),
        *fields(rows),
        *(section(title, *content, key=key) for title, key, content in parts if content),
        key=f"actor-{actor.id}",
    )


def _first(listed: list[nodes.Node]) -> nodes.Element | None:
    return listed[0] if listed else None  # type: ignore[return-value]


def _role(role: axt.Role, whom: nodes.Node) -> list[Part]:
    during: list[Part] = [] if role.during is None else [", ", *written(role.during)]
    return [whom, f", {role.title}" if role.title else "", *during]


def _acting(found: CrossReferences, to: Linker) -> Iterator[list[Part]]:
    for one in found.spoken_for_by:
        yield from (_role(role, to.to("actors", one.id)) for role in one.roles if role.of == found.record.id)


def _documents_of(actor: axt.Actor, dataset: axt.Dataset) -> list[str]:
    return [one.id for one in dataset.documents if actor.id in (one.publisher, *one.authors)]


def _said_lines(actor: axt.Actor, claims: Iterable[axt.Claim], to: Linker) -> list[nodes.Node]:
    return bullets((_said_line(actor, claim, to) for claim in claims), "axis-short")


def _said_line(actor: axt.Actor, claim: axt.Claim, to: Linker) -> list[Part]:
    """A claim in a line, with those who made it if it was not the actor alone."""
    alone = {*claim.claimants} <= {actor.id}
    return claim_line(claim, to) if alone else _attributed(claim, to)


def _counterclaims(actor: axt.Actor, claims: Iterable[axt.Claim], to: Linker) -> list[nodes.Node]:
    """What is denied, doubted, or neither confirmed nor denied, each with what that answers."""
    return bullets(
        [
            paragraph(*_said_line(actor, claim, to)),
            *bullets((_attributed(to.dataset.claims[key], to) for key in claim.answers), "axis-short"),
        ]
        for claim in claims
    )


def _events_by_kind(events: Iterable[axt.Event], to: Linker) -> list[nodes.Node]:
    return bullets(
        [paragraph(strong(kind_words(kind))), *bullets((event_line(one, to) for one in listed), "axis-short")]
        for kind, listed in by_kind(events).items()
    )


def by_kind(events: Iterable[axt.Event]) -> dict[str, list[axt.Event]]:
    """Events by their kinds, ours first in the order in which they are documented."""
    found: dict[str, list[axt.Event]] = {cls.kind: [] for cls in EVENT_KINDS}
    for event in events:
        found.setdefault(event.kind, []).append(event)
    return {kind: listed for kind, listed in found.items() if listed}


# --- documents


def document_page(record: axt.Document, to: Linker) -> nodes.section:
    """The page of a document: what it is, what is claimed in it passage by passage, what is left uncoded and why."""
    claims = cross_references(to.dataset, record.id, "documents").claims
    rows = [
        ("Published by", to.all("actors", [record.publisher]) if record.publisher else ["No publisher is recorded"]),
        ("Written by", to.all("actors", record.authors)),
        ("Published", written(record.published)),
        ("How dated", [f"{record.dating.value}: {record.dating_note}" if record.dating_note else word(record.dating)]),
        ("Address", [web_address(record.url)] if record.url else ["No address is recorded"]),
        ("Language", [code(record.language)]),
        ("Length", [f"{record.length:,} characters"]),
        ("SHA-256", [code(record.sha256, "axis-locator")]),
        ("Note", [record.note] if record.note else None),
        ("Id", [code(record.id, "axis-locator")]),
    ]
    cited: dict[axt.Passage, list[axt.Claim]] = {}
    for claim in claims:
        for one in claim.evidence:
            if one.document == record.id:
                cited.setdefault(one, []).append(claim)
    said = section(
        "What is claimed, passage by passage",
        *bullets(
            [*_where(one), *bullets((_attributed(claim, to) for claim in cited[one]), "axis-short")]
            for one in sorted(cited, key=lambda passage: (passage.start, passage.end))
        ),
        key="claims",
    )
    left = section("What is left uncoded, and why", *_uncoded(record, to), key="uncoded")
    return page(
        record.title,
        paragraph(
            strong("Document."),
            f" {counted(len(claims), 'claim')} in {counted(len(cited), 'passage')}; "
            f"{counted(len(record.uncoded), 'passage')} left uncoded with a reason.",
        ),
        *fields(rows),
        *([said] if cited else []),
        *([left] if record.uncoded else []),
        key=f"document-{record.id}",
    )


def _where(passage: axt.Passage) -> list[nodes.Node]:
    """Where a passage stands in the document, for people, and below it the locator to be copied."""
    return [
        paragraph(strong(f"Characters {passage.start:,} to {passage.end:,}")),
        paragraph(locator(passage), classes=["axis-where"]),
    ]


def _attributed(claim: axt.Claim, to: Linker) -> list[Part]:
    return claim_line(claim, to, *to.all("actors", claim.claimants), ": ")


def _uncoded(record: axt.Document, to: Linker) -> Iterator[nodes.Node]:
    for reason in axt.UncodedReason:
        stretches = [one for one in record.uncoded if one.reason is reason]
        if stretches:
            yield paragraph(strong(reason.value.capitalize()), f": {reason.meaning}.")
            yield from bullets(
                [
                    *_where(one.passage),
                    *bullets((claim_line(to.dataset.claims[key], to) for key in one.repeats), "axis-short"),
                ]
                for one in stretches
            )


# --- items and places


def item_sections(to: Linker, document: nodes.document) -> list[nodes.Node]:
    """The hierarchy of items, and each of them with the events that name it."""

    def rows(item: Any) -> Rows:
        yield "Broader", to.all("items", item.broader)
        yield "Other names", [", ".join(item.aliases)] if item.aliases else None
        yield "UN Register of Conventional Arms", [word(item.unroca)] if item.unroca is not None else None

    return _hierarchy("items", to.dataset.items, lambda item: item.broader, rows, to, document)


def place_sections(to: Linker, document: nodes.document) -> list[nodes.Node]:
    """The hierarchy of places, and each of them with the events that name it."""

    def rows(place: Any) -> Rows:
        yield "Within", to.all("places", [place.within] if place.within else [])
        yield "Other names", [", ".join(place.aliases)] if place.aliases else None
        yield "Country", [code(place.country)] if place.country else None
        if place.coordinates is not None:
            yield "Coordinates", ["{}, {} (latitude, longitude)".format(*place.coordinates)]

    above: Callable[[Any], tuple[str, ...]] = lambda place: (place.within,) if place.within else ()  # noqa: E731
    return _hierarchy("places", to.dataset.places, above, rows, to, document)


Rows = Iterator[tuple[str, list[Part] | nodes.Element | None]]


def _hierarchy(
    collection: str,
    records: Iterable[Any],
    above: Callable[[Any], Iterable[str]],
    rows: Callable[[Any], Rows],
    to: Linker,
    document: nodes.document,
) -> list[nodes.Node]:
    listed = sorted(records, key=lambda one: (one.name.casefold(), one.id))
    below: dict[str | None, list[Any]] = {}
    for record in listed:
        for key in [*above(record)] or [None]:
            below.setdefault(key, []).append(record)

    def tree(key: str | None) -> list[nodes.Node]:
        return bullets(
            ([paragraph(to.to(collection, one.id)), *tree(one.id)] for one in below.get(key, ())), "axis-short"
        )

    def details(record: Any) -> nodes.Element:
        events = cross_references(to.dataset, record.id, collection).events
        made = section(
            record.name,
            *fields(
                [
                    *rows(record),
                    ("Elsewhere", in_a_row(identifier(one) for one in record.identifiers)),
                    ("Note", [record.note] if record.note else None),
                    ("Events", _first(bullets((event_line(one, to) for one in events), "axis-short"))),
                    ("Id", [code(record.id)]),
                ]
            ),
            key="",
        )
        return target(made, anchor_of(collection, record.id), document)

    return [
        section("What is part of what", *tree(None), key="hierarchy"),
        section("One by one", *(details(one) for one in listed), key="one-by-one"),
    ]


# --- lists


def event_list(to: Linker) -> list[nodes.Node]:
    """All events by kind, each kind with its meaning."""
    return [
        section(
            f"{kind_words(kind)} ({len(listed)})",
            *([paragraph(kind_meaning(listed[0]))] if kind_meaning(listed[0]) else []),
            *bullets((event_line(one, to) for one in listed), "axis-short"),
            key=f"kind-{nodes.make_id(kind)}",
        )
        for kind, listed in by_kind(to.dataset.events).items()
    ]


def actor_list(to: Linker) -> list[nodes.Node]:
    """All actors by kind, each kind with its meaning."""

    def line(actor: axt.Actor) -> list[Part]:
        return [to.to("actors", actor.id), f" ({counted(len(to.dataset.claims.where(by=actor)), 'claim')})"]

    found = {kind: [one for one in to.dataset.actors if one.kind is kind] for kind in axt.ActorKind}
    return [
        section(
            f"{kind.value.capitalize()} ({len(listed)})",
            paragraph(f"{kind.meaning[:1].upper()}{kind.meaning[1:]}."),
            *bullets((line(one) for one in listed), "axis-short"),
            key=f"kind-{kind.value}",
        )
        for kind, listed in found.items()
        if listed
    ]


def document_list(to: Linker) -> list[nodes.Node]:
    """All documents, by the time at which they were published."""
    listed = sorted(to.dataset.documents, key=lambda one: (one.published.sort_key, one.id))
    return bullets(
        [
            to.to("documents", one.id),
            f", {date_phrase(one.published)} ({counted(len(to.dataset.claims.where(source=one)), 'claim')})",
        ]
        for one in listed
    )
