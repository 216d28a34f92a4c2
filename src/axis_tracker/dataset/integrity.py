"""What must hold between records: every rule that a single record cannot check of itself, all problems together.

Which field refers to which collection is read from the fields' own marks (`axis_tracker.model.fields.REFERS_TO`),
so that kinds of event from other projects are checked like ours. Imports the model, and `hierarchy` and `names` of
this room.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from axis_tracker.dataset.hierarchy import cycles
from axis_tracker.dataset.names import nearest
from axis_tracker.errors import Problem
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Passage
from axis_tracker.model.events import EVENT_KINDS, Exchange
from axis_tracker.model.fields import PLAIN, REFERS_TO, dataset_name
from axis_tracker.model.records import IdentifiedRecord, Record
from axis_tracker.model.vocabulary import to_likelihood, to_modality, to_stance

if TYPE_CHECKING:
    import attrs

__all__ = ["Tables", "dangling", "problems", "references_of"]

Tables = Mapping[str, Mapping[str, Any]]
"""The records of a dataset: collection name -> id -> record."""

_HIERARCHIES: Final[tuple[tuple[str, tuple[str, ...], Callable[[Any], Iterable[str]]], ...]] = (
    ("actors", ("roles",), lambda record: [role.of for role in record.roles]),
    ("places", ("within",), lambda record: [record.within] if record.within else []),
    ("items", ("broader",), attrgetter("broader")),
    (
        "events",
        ("given", "in_return"),
        lambda record: (*record.given, *record.in_return) if isinstance(record, Exchange) else (),
    ),
    ("claims", ("answers",), attrgetter("answers")),
    ("claims", ("revises",), lambda record: [record.revises] if record.revises else []),
    ("claims", ("derived_from",), attrgetter("derived_from")),
)
"""The orders that must not run in a circle: collection, fields, and the ids that a record names in them."""

_OUR_KINDS: Final = frozenset(EVENT_KINDS)

_WITHOUT_RECORDS: Final = PLAIN | {to_likelihood, to_modality, to_stance, int, "int", str, "str"}
"""Converters and types of the commonest fields that hold no records; the values of all others are looked at."""

_COMPARISONS: Final = 20_000
"""Ids with which unknown ones are compared, all in all, to say what is near: beyond that nothing is suggested."""

_SHOWN_CIRCLES: Final = 100
"""Circles of an order that are reported one by one."""

_SHOWN_STEPS: Final = 10
"""Steps of a circle that are shown; of a longer one the first and the last."""

_links: Final = attrgetter("answers", "revises", "derived_from")


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
    """Everything wrong between the records, rule by rule, each in the order of the tables."""
    unresolved = () if _nothing_dangles(tables) else dangling(tables)
    return [
        *unresolved,
        *_kinds_of_two_classes(tables),
        *_cycles(tables),
        *_passages_outside(tables),
        *_claim_rules(tables),
    ]


def _nothing_dangles(tables: Tables) -> bool:
    """Whether `dangling` would find nothing: the same question put to columns of fields, many times faster."""
    for records in tables.values():
        values = [*records.values()]
        # By some hundred, which the processor's cache holds while it goes through their columns.
        for start in range(0, len(values), 256):
            if not _all_lead_somewhere(values[start : start + 256], tables):
                return False
    return True


def _all_lead_somewhere(values: list[Any], tables: Tables) -> bool:
    """Whether all references in values of any kind, records among them, lead to a record."""
    classes = set(map(type, values))
    for cls in classes:
        group: list[Any] = values if len(classes) == 1 else [value for value in values if value.__class__ is cls]
        if issubclass(cls, tuple):
            if not _all_lead_somewhere([*chain.from_iterable(group)], tables):
                return False
        elif issubclass(cls, Record):
            for field in cls.__attrs_attrs__:
                collection = field.metadata.get(REFERS_TO)
                if collection is not None:
                    if not tables[collection].keys() >= _ids_in(set(map(attrgetter(field.name), group))):
                        return False
                elif not _holds_no_records(field) and not _all_lead_somewhere(
                    [*map(attrgetter(field.name), group)], tables
                ):
                    return False
    return True


def _holds_no_records(field: attrs.Attribute[Any]) -> bool:
    return field.converter in _WITHOUT_RECORDS or field.type in _WITHOUT_RECORDS


def _ids_in(values: set[str | tuple[str, ...] | None]) -> set[str]:
    ids: set[str] = set()
    for value in values:
        if isinstance(value, tuple):
            ids.update(value)
        elif value is not None:
            ids.add(value)
    return ids


def _at(collection: str, record: IdentifiedRecord, path: str) -> str:
    return f"{collection}[{record.id!r}].{path}"


def dangling(tables: Tables, *, also_known: Mapping[str, Collection[str]] = MappingProxyType({})) -> Iterator[Problem]:
    """References to ids that no record has.

    `also_known` are ids of records that could not be read, which are not reported again. Nearest ids are looked for
    until that has taken long enough.
    """
    comparisons = 0
    for collection, records in tables.items():
        for record in records.values():
            for path, referred, key in references_of(record):
                if key not in tables[referred] and key not in also_known.get(referred, ()):
                    near: tuple[str, ...] = ()
                    if comparisons < _COMPARISONS:
                        there = [*tables[referred], *also_known.get(referred, ())]
                        comparisons += len(there)
                        near = nearest(key, there)
                    yield Problem(
                        f"no {dataset_name(referred)} has this id",
                        path=_at(collection, record, path),
                        value=key,
                        suggestion="did you mean " + " or ".join(map(repr, near)) + "?" if near else None,
                    )


def _cycles(tables: Tables) -> Iterator[Problem]:
    linked = {key: claim for key, claim in tables["claims"].items() if any(_links(claim))}
    for collection, fields, parents in _HIERARCHIES:
        records = linked if collection == "claims" else tables[collection]
        below = {key: above for key, above in zip(records, map(parents, records.values()), strict=True) if above}
        for count, cycle in enumerate(cycles(below, _parents_in(below))):
            if count == _SHOWN_CIRCLES:
                yield Problem(f"there are more circles than these {count} in {' and '.join(fields)}", path=collection)
                break
            record = records[cycle[0]]
            path = next(
                path
                for path, referred, key in references_of(record)
                if key == cycle[1] and referred == collection and path.startswith(fields)
            )
            yield Problem(
                "runs in a circle: " + " -> ".join(_shown_steps(cycle)),
                path=_at(collection, record, path),
                value=cycle[1],
            )


def _shown_steps(cycle: Sequence[str]) -> Sequence[str]:
    left_out = len(cycle) - _SHOWN_STEPS
    if left_out < 2:
        return cycle
    half = _SHOWN_STEPS // 2
    return [*cycle[:half], f"({left_out:,} more)", *cycle[-half:]]


def _kinds_of_two_classes(tables: Tables) -> Iterator[Problem]:
    """Events whose tag others have that are of another class: nothing could be asked of such a kind."""
    if _OUR_KINDS.issuperset(map(type, tables["events"].values())):
        return
    classes: dict[str, type] = {}
    for event in tables["events"].values():
        if classes.setdefault(event.kind, type(event)) is not type(event):
            names = f"{classes[event.kind].__name__} and {type(event).__name__}"
            yield Problem(
                f"the events of a kind are of one class, here {names}",
                path=_at("events", event, "kind"),
                value=event.kind,
                suggestion="read both with the kind known",
            )


def _parents_in(below: Mapping[str, Iterable[str]]) -> Callable[[str], Iterable[str]]:
    return lambda key: below.get(key, ())


def _passages_outside(tables: Tables) -> Iterator[Problem]:
    lengths = {key: document.length for key, document in tables["documents"].items()}

    def outside(collection: str, record: IdentifiedRecord, path: str, passage: Passage) -> Problem:
        reason = f"lies outside its document, which has {lengths[passage.document]} characters"
        return Problem(reason, path=_at(collection, record, path), value=str(passage))

    for document in tables["documents"].values():
        for index, one in enumerate(document.uncoded):
            if one.passage.end > lengths.get(one.passage.document, one.passage.end):
                yield outside("documents", document, f"uncoded[{index}].passage", one.passage)
    for claim in tables["claims"].values():
        for index, passage in enumerate(claim.evidence):
            if passage.end > lengths.get(passage.document, passage.end):
                yield outside("claims", claim, f"evidence[{index}]", passage)


def _claim_rules(tables: Tables) -> Iterator[Problem]:
    for claim in tables["claims"].values():
        if claim.made is None and not claim.evidence:
            yield Problem(
                "a claim without evidence must say when it was made", path=_at("claims", claim, "made"), value=None
            )
        revised = None if claim.revises is None else tables["claims"].get(claim.revises)
        if revised is not None:
            yield from _revision_rules(claim, revised)


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
