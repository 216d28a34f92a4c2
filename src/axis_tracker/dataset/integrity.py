"""What must hold between records: every rule that a single record cannot check of itself, all problems together.

Which field refers to which collection is read from the fields' own marks (`axis_tracker.model.fields.REFERS_TO`),
so that kinds of event from other projects are checked like ours. Imports the model, and `hierarchy` and `names` of
this room.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from axis_tracker.dataset.hierarchy import first_cycle
from axis_tracker.dataset.names import nearest
from axis_tracker.errors import Problem
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Passage
from axis_tracker.model.events import Exchange
from axis_tracker.model.fields import REFERS_TO, dataset_name
from axis_tracker.model.records import IdentifiedRecord, Record

__all__ = ["Tables", "dangling", "problems", "references_of"]

Tables = Mapping[str, Mapping[str, Any]]
"""The records of a dataset: collection name -> id -> record."""

_HIERARCHIES: Final[tuple[tuple[str, str, Callable[[Any], Iterable[str]]], ...]] = (
    ("actors", "roles", lambda record: [role.of for role in record.roles]),
    ("places", "within", lambda record: [record.within] if record.within else []),
    ("items", "broader", lambda record: record.broader),
    ("events", "given", lambda record: (*record.given, *record.in_return) if isinstance(record, Exchange) else ()),
    ("claims", "answers", lambda record: record.answers),
    ("claims", "revises", lambda record: [record.revises] if record.revises else []),
    ("claims", "derived_from", lambda record: record.derived_from),
)
"""The orders that must not run in a circle: collection, field, and the ids that a record names in it."""


def references_of(record: Record) -> Iterator[tuple[str, str, str]]:
    """Every reference in a record as (path within the record, collection, id)."""
    for field in record.__attrs_attrs__:
        collection = field.metadata.get(REFERS_TO)
        for path, one in _elements(field.name, getattr(record, field.name)):
            if collection is not None:
                yield path, collection, one
            elif isinstance(one, Record):
                yield from ((f"{path}.{inner}", referred, key) for inner, referred, key in references_of(one))


def _elements(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, tuple):
        yield from ((f"{name}[{index}]", one) for index, one in enumerate(value))
    elif value is not None:
        yield name, value


def problems(tables: Tables) -> list[Problem]:
    """Everything wrong between the records, in the order of the tables."""
    found = list(dangling(tables))
    if not found:
        found.extend(_cycles(tables))
        found.extend(_passages_outside(tables))
        found.extend(_claim_rules(tables))
    return found


def _at(collection: str, record: IdentifiedRecord, path: str) -> str:
    return f"{collection}[{record.id!r}].{path}"


def dangling(tables: Tables, *, also_known: Mapping[str, Collection[str]] = MappingProxyType({})) -> Iterator[Problem]:
    """References to ids that no record has.

    `also_known` are ids of records that could not be read, which are not reported again.
    """
    for collection, records in tables.items():
        for record in records.values():
            for path, referred, key in references_of(record):
                if key not in tables[referred] and key not in also_known.get(referred, ()):
                    near = nearest(key, tables[referred])
                    yield Problem(
                        f"no {dataset_name(referred)} has this id",
                        path=_at(collection, record, path),
                        value=key,
                        suggestion="did you mean " + " or ".join(map(repr, near)) + "?" if near else None,
                    )


def _cycles(tables: Tables) -> Iterator[Problem]:
    for collection, field, parents in _HIERARCHIES:
        records = tables[collection]
        cycle = first_cycle(records, lambda key, records=records, parents=parents: parents(records[key]))  # type: ignore[misc]
        if cycle is not None:
            yield Problem(
                "runs in a circle: " + " -> ".join(cycle), path=f"{collection}[{cycle[0]!r}].{field}", value=cycle[1]
            )


def _passages_outside(tables: Tables) -> Iterator[Problem]:
    for collection in ("documents", "claims"):
        for record in tables[collection].values():
            for path, passage in _passages_of(record):
                length = tables["documents"][passage.document].length
                if passage.end > length:
                    yield Problem(
                        f"lies outside its document, which has {length} characters",
                        path=_at(collection, record, path),
                        value=str(passage),
                    )


def _passages_of(record: Any) -> Iterator[tuple[str, Passage]]:
    if isinstance(record, Claim):
        yield from ((f"evidence[{index}]", passage) for index, passage in enumerate(record.evidence))
    else:
        yield from ((f"uncoded[{index}].passage", one.passage) for index, one in enumerate(record.uncoded))


def _claim_rules(tables: Tables) -> Iterator[Problem]:
    for claim in tables["claims"].values():
        if claim.made is None and not claim.evidence:
            yield Problem(
                "a claim without evidence must say when it was made", path=_at("claims", claim, "made"), value=None
            )
        if claim.revises is not None:
            yield from _revision_rules(claim, tables["claims"][claim.revises])


def _revision_rules(claim: Claim, revised: Claim) -> Iterator[Problem]:
    path = _at("claims", claim, "revises")
    if claim.event != revised.event:
        yield Problem(
            f"a revision speaks of the same event, here {claim.event!r} and {revised.event!r}",
            path=path,
            value=revised.id,
        )
    if not set(claim.claimants) & set(revised.claimants):
        yield Problem("a revision comes from a claimant of what it revises", path=path, value=revised.id)
