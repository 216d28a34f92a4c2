"""Extending a dataset: adding records without computing anew what they do not touch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from axis_tracker.dataset.record_set import RecordSet, known_of, tables_of, with_new_claims
from axis_tracker.dataset.said_times import SaidTimes, said_times
from axis_tracker.errors import InvalidValueError
from axis_tracker.model.claims import Claim
from axis_tracker.model.records import IdentifiedRecord
from axis_tracker.reasoning.as_of import view_of
from axis_tracker.reasoning.bounds_index import bounds_by_policy
from axis_tracker.reasoning.claim_filter import claims_by_event, claims_by_event_of, readings_by_policy
from axis_tracker.reasoning.event_classes import EventClasses
from axis_tracker.reasoning.event_order import EventOrder, events_of
from axis_tracker.reasoning.revisions import Replacements, replacements

__all__ = ["with_records"]

D = TypeVar("D", bound=RecordSet)


def with_records(dataset: D, records: Iterable[IdentifiedRecord]) -> D:
    """The dataset with some records added, or put in the place of others; see `Dataset.with_records`."""
    added: dict[tuple[str, str], IdentifiedRecord] = {}
    for one in records:
        if not isinstance(one, IdentifiedRecord):
            raise InvalidValueError("expected records", value=one)
        key = (_collection(one), one.id)
        if key in added:
            raise InvalidValueError("two of the records have this id", value=one.id)
        added[key] = one
    tables = tables_of(dataset)
    claims = {one.id: one for one in added.values() if isinstance(one, Claim)}
    # A view knows more than its records: when they were said depends on the whole dataset. So it is not extended.
    if len(claims) < len(added) or not claims.keys().isdisjoint(tables["claims"]) or not view_of(dataset).is_whole:
        kept = (one for one in dataset.records if (_collection(one), one.id) not in added)
        return type(dataset)([*kept, *added.values()])
    return with_new_claims(dataset, claims, lambda result: _carried_over(dataset, result, claims))


def _collection(record: IdentifiedRecord) -> str:
    from axis_tracker.dataset.collections import collection_of_class

    name = collection_of_class(type(record))
    if name is None:
        raise InvalidValueError("expected records", value=record)
    return name


def _carried_over(before: D, after: D, claims: Mapping[str, Claim]) -> Iterator[tuple[Callable[[Any], Any], object]]:
    """What was known of a dataset and holds for the one with more claims."""
    yield SaidTimes, said_times(before).extended(after, [*claims.values()])
    yield claims_by_event_of, claims_by_event(before).extended(claims)
    yield Replacements, replacements(before).extended(after, claims.values())
    # The order of events does not depend on claims.
    yield EventOrder, events_of(before)
    if (classes := known_of(before, EventClasses)) is not None:
        yield EventClasses, classes
    # How a claim is read does not depend on other claims.
    readings = known_of(before, readings_by_policy) or {}
    yield readings_by_policy, {policy: dict(known) for policy, known in readings.items()}
    if not any(one.revises is not None for one in claims.values()):
        indexes = known_of(before, bounds_by_policy) or {}
        yield (
            bounds_by_policy,
            {policy: index.extended(after, policy, claims.values()) for policy, index in indexes.items()},
        )
