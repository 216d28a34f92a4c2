"""Extending a dataset: adding records without computing anew what they do not touch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from axis_tracker.dataset.record_set import RecordSet, tables_of, with_new_claims
from axis_tracker.dataset.said_times import SaidTimes, said_times
from axis_tracker.errors import InvalidValueError
from axis_tracker.model.claims import Claim
from axis_tracker.model.records import IdentifiedRecord
from axis_tracker.reasoning.as_of import view_of
from axis_tracker.reasoning.claim_filter import claims_by_event, claims_by_event_of
from axis_tracker.reasoning.event_order import EventOrder, events_of

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


def _carried_over(before: D, after: D, claims: Mapping[str, Claim]) -> Mapping[Callable[[Any], Any], Any]:
    """What was known of a dataset and holds for the one with more claims."""
    return {
        SaidTimes: said_times(before).extended(after, [*claims.values()]),
        claims_by_event_of: claims_by_event(before).extended(claims),
        # The order of events does not depend on claims.
        EventOrder: events_of(before),
    }
