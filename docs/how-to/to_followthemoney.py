"""A dataset as entities of FollowTheMoney, a line of JSON each.

    python to_followthemoney.py > axis.ftm.json

Needs axis_tracker alone. What FollowTheMoney has no property for is kept in words.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator

import attrs

import axis_tracker as axt
from axis_tracker.model.fields import ACTORS

SCHEMATA = {
    axt.ActorKind.STATE: "PublicBody",
    axt.ActorKind.BODY: "PublicBody",
    axt.ActorKind.UNIT: "PublicBody",
    axt.ActorKind.BLOC: "Organization",
    axt.ActorKind.OUTLET: "Organization",
    axt.ActorKind.PERSON: "Person",
    axt.ActorKind.SOURCE: "LegalEntity",
}
COUNTRIES = {"su": "suhh"}  # the Soviet Union, by FollowTheMoney's own code

Entity = dict[str, object]


def key(collection: str, record: str) -> str:
    """An id without underscores, which FollowTheMoney refuses; ours have no dots."""
    return f"axis-{collection}-{record.replace('_', '.')}"


def entity(schema: str, id_: str, **properties: object) -> Entity:
    """Properties are lists of texts; what is empty is left out."""
    given = {name: value for name, value in properties.items() if value}
    lists = {name: value if isinstance(value, list) else [value] for name, value in given.items()}
    return {"id": id_, "schema": schema, "properties": lists}


def exact(date: object) -> str | None:
    """The date if it is a plain year, month or day: there is no "about" and no interval."""
    return str(date) if re.fullmatch(r"\d{4}(-\d\d){0,2}", str(date)) else None


def extent(when: axt.ImpreciseDate | None) -> dict[str, str | None]:
    """A date, or the two ends of an interval, each as far as it is exact."""
    first, slash, last = str(when).partition("/")
    if not slash:
        return {"date": exact(when)}
    return {"startDate": exact(first), "endDate": exact(last)}


def actor_entities(actor: axt.Actor) -> Iterator[Entity]:
    country = actor.id if actor.kind is axt.ActorKind.STATE else actor.country
    wikidata = [one.removeprefix("wikidata:") for one in actor.identifiers if one.startswith("wikidata:")]
    yield entity(
        SCHEMATA[actor.kind],
        key("actor", actor.id),
        name=actor.name,
        alias=[*actor.aliases],
        country=country and COUNTRIES.get(country, country),
        wikidataId=wikidata,
        notes=actor.note,
    )
    for number, role in enumerate(actor.roles):
        yield entity(
            "Representation",
            key("role", f"{actor.id}-{number}"),
            agent=key("actor", actor.id),
            client=key("actor", role.of),
            role=role.title,
            summary=role.during and f"during {role.during}",
            **extent(role.during),
        )


def document_entity(ds: axt.Dataset, document: axt.Document) -> Entity:
    return entity(
        "Article",
        key("document", document.id),
        title=document.title,
        author=[ds.actors[one].name for one in document.authors],
        publisher=document.publisher and ds.actors[document.publisher].name,
        publishedAt=exact(document.published),
        summary=f"published {document.published} ({document.dating})",
        sourceUrl=document.url,
    )


def event_entity(event: axt.Event) -> Entity:
    involved: dict[str, None] = {}
    for field in attrs.fields(type(event)):
        if field.metadata == ACTORS:
            value = getattr(event, field.name)
            involved.update(dict.fromkeys([value] if isinstance(value, str) else value or ()))
    return entity(
        "Event",
        key("event", event.id),
        name=event.name,
        involved=[key("actor", one) for one in involved],
        keywords=event.kind,
        summary=event.when and f"when {event.when}",
        notes=event.note,
        **extent(event.when),
    )


def claim_entities(ds: axt.Dataset, claim: axt.Claim) -> Iterator[Entity]:
    """A note on the event, linked to who makes or relays it, what it answers, where it stands."""
    note = key("claim", claim.id)
    said = f"said {ds.made(claim)}"
    told = [said, claim.stance, claim.likelihood, claim.modality, claim.measure]
    yield entity(
        "Note",
        note,
        entity=key("event", claim.event),
        description=claim.summary,
        summary="; ".join(str(one) for one in told if one is not None),
        proof=[key("document", one) for one in claim.documents],
        notes=claim.note,
    )
    said_on, stance = exact(claim.made), str(claim.stance)
    links = [(key("actor", one), stance, said_on) for one in claim.claimants]
    links += [(key("actor", one), "relays", None) for one in claim.relays]
    links += [(key("claim", one), "is answered by", None) for one in claim.answers]
    if claim.revises is not None:
        links.append((key("claim", claim.revises), "is revised by", None))
    for number, (subject, role, date) in enumerate(links):
        link = key("link", f"{claim.id}-{number}")
        parties = {"subject": subject, "object": note}
        yield entity("UnknownLink", link, **parties, role=role, date=date)
    for number, passage in enumerate(claim.evidence):
        yield entity(
            "Documentation",
            key("passage", f"{claim.id}-{number}"),
            document=key("document", passage.document),
            entity=note,
            role=str(passage),
        )


def entities(ds: axt.Dataset) -> Iterator[Entity]:
    """Everything in a dataset that has a place in FollowTheMoney."""
    for actor in ds.actors:
        yield from actor_entities(actor)
    for document in ds.documents:
        yield document_entity(ds, document)
    for event in ds.events:
        yield event_entity(event)
    for claim in ds.claims:
        yield from claim_entities(ds, claim)


if __name__ == "__main__":
    for one in entities(axt.load()):
        sys.stdout.write(f"{json.dumps(one)}\n")
