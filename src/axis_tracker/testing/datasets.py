"""The strategy for whole datasets.

Records are drawn one after another, and each record in a hierarchy refers only to earlier records. Every draw is
therefore a valid dataset, and Hypothesis shrinks a failing dataset record by record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, Final, NamedTuple

import attrs
from hypothesis import strategies as st

from axis_tracker.errors import InvalidValueError
from axis_tracker.facade.dataset import Dataset
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document
from axis_tracker.model.events import Event
from axis_tracker.model.fields import slug
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place
from axis_tracker.model.records import IdentifiedRecord
from axis_tracker.testing.arguments import sampled
from axis_tracker.testing.claims import CLAIM
from axis_tracker.testing.events import checked_kinds, event_fields, possible_kinds
from axis_tracker.testing.plain_values import ALL_VALUES, UNUSUAL_VALUES, ValueStrategies
from axis_tracker.testing.record_drawing import DependentFields, ReferencePool, draw_record, required_counts
from axis_tracker.testing.records import ACTOR, DOCUMENT, PLACE, some_uncoded

__all__ = ["datasets"]

_IDS: Final = ("a", "kp", "ru", "0", "a-1", "a_1", "a1", "hur-2024-11-29-shells", "x-y_z")


def datasets(
    *,
    min_claims: int = 0,
    max_claims: int = 4,
    kinds: Iterable[type[Event]] | None = None,
    id_prefix: str = "",
) -> st.SearchStrategy[Dataset]:
    """Draw datasets with few records in each collection. The simplest example is the empty dataset.

    >>> from hypothesis import find
    >>> small = find(datasets(), lambda ds: len(ds.claims) > 0)
    >>> len(small.actors), len(small.events), len(small.claims)
    (1, 1, 1)

    A dataset has between `min_claims` and `max_claims` claims, up to four actors and events, up to three places and
    items, and up to two documents.

    `kinds` are the kinds of event, by default `EVENT_KINDS`. Kinds from other projects are allowed. A kind is omitted
    if the dataset lacks a record to which an event of the kind must refer. All ids begin with `id_prefix`, so that
    datasets with different prefixes can be merged. Apart from the prefix, all datasets and collections use the same few
    ids.

    One in four datasets has texts, dates and figures of all kinds. In the other datasets, texts, dates and figures come
    from short lists of unusual values, because a dataset has hundreds of values and must be drawn quickly. Everything
    that a dataset rejects is excluded, such as cycles in a hierarchy and references to missing records.

    Raises `InvalidValueError` in the following cases:

    - `min_claims` exceeds `max_claims`, or one of the two is not from 0 to 9. Only nine ids are possible.
    - No id can begin with the prefix.
    - A kind is not a subclass of `Event`.
    - Claims are required, but all of the kinds refer to other events.

    The `path` of the error is the name of the argument, except for an error in the prefix.
    """
    if not 0 <= min_claims <= max_claims <= len(_IDS):
        raise InvalidValueError(
            f"min_claims must not exceed max_claims, and both must be from 0 to {len(_IDS)}",
            value=(min_claims, max_claims),
            path="min_claims",
        )
    slug(f"{id_prefix}{_IDS[0]}")
    classes = checked_kinds(kinds)
    return _datasets(min_claims, max_claims, classes, _needed(classes) if min_claims else {}, id_prefix)


class _Collection(NamedTuple):
    """The plan for drawing the records of a collection.

    Attributes:
        cls: The class of the records.
        dependent: The fields that depend on other fields.
        most: The maximum number of records.
    """

    cls: type[IdentifiedRecord]
    dependent: DependentFields
    most: int


# Uncoded passages may repeat claims, which are drawn after the documents. They are therefore added at the end.
_WITHOUT_UNCODED: Final[DependentFields] = {**DOCUMENT, "uncoded": st.just(())}

_COLLECTIONS: Final = {
    "actors": _Collection(Actor, ACTOR, 4),
    "places": _Collection(Place, PLACE, 3),
    "items": _Collection(Item, {}, 3),
    "documents": _Collection(Document, _WITHOUT_UNCODED, 2),
    "events": _Collection(Event, {}, 4),
    "claims": _Collection(Claim, CLAIM, len(_IDS)),
}
"""The collections in the order in which they are drawn. A record may refer to records of earlier collections."""


class _DrawnRecords:
    """The records drawn so far, and the pool of records to which the next record may refer."""

    def __init__(self, values: ValueStrategies) -> None:
        self.records: dict[str, list[Any]] = {name: [] for name in _COLLECTIONS}
        self.ids: dict[str, list[str]] = {name: [] for name in _COLLECTIONS}
        self.lengths: dict[str, int] = {}
        self.pool = ReferencePool(self.ids, self.lengths, self.records["claims"], self.records["events"], values)

    def add(self, collection: str, one: IdentifiedRecord) -> None:
        self.records[collection].append(one)
        self.ids[collection].append(one.id)
        if isinstance(one, Document):
            self.lengths[one.id] = one.length


@st.composite
def _datasets(
    draw: st.DrawFn,
    min_claims: int,
    max_claims: int,
    kinds: tuple[type[Event], ...],
    least: Mapping[str, int],
    prefix: str,
) -> Dataset:
    drawn = _DrawnRecords(draw(_VALUES))
    for name, collection in _COLLECTIONS.items():
        sizes = (min_claims, max_claims) if name == "claims" else (least.get(name, 0), collection.most)
        draw(_add_records(drawn, name, kinds, prefix, sizes))
    pool, records = drawn.pool, drawn.records
    documents = [_with_uncoded(draw, pool, one) for one in records["documents"]]
    return Dataset(chain(*({**records, "documents": documents}).values()))


_VALUES: Final = st.sampled_from((UNUSUAL_VALUES, UNUSUAL_VALUES, UNUSUAL_VALUES, ALL_VALUES))


@st.composite
def _add_records(
    draw: st.DrawFn,
    drawn: _DrawnRecords,
    name: str,
    kinds: tuple[type[Event], ...],
    prefix: str,
    sizes: tuple[int, int],
) -> None:
    """Add records of a collection, unless the records to which they must refer are missing."""
    collection, pool = _COLLECTIONS[name], drawn.pool
    if name == "claims" and not (pool.ids["actors"] and pool.ids["events"]):
        return
    if name == "events" and not possible_kinds(pool, kinds):
        return
    # The smallest size is half as likely as every other size. Few collections should be empty, because claims need
    # actors, and many kinds of event need items.
    first, last = sizes
    weighted = (first, *(size for size in range(max(first, 1), last + 1) for _ in range(2)))
    for _ in range(draw(sampled(weighted))):
        free = tuple(one for one in _IDS if prefix + one not in pool.ids[name])
        key = prefix + draw(sampled(free))
        cls, dependent = collection.cls, collection.dependent
        if name == "events":
            cls = draw(sampled(possible_kinds(pool, kinds)))
            dependent = event_fields(cls)
        drawn.add(name, draw_record(draw, cls, pool, {"id": key}, dependent))


def _with_uncoded(draw: st.DrawFn, pool: ReferencePool, document: Document) -> Document:
    uncoded = some_uncoded(draw, pool, {"id": document.id, "length": document.length})
    return attrs.evolve(document, uncoded=uncoded) if uncoded else document


def _needed(kinds: tuple[type[Event], ...]) -> Mapping[str, int]:
    """Return the number of records that a claim needs from each collection.

    The claim is about an event of the first given kind that does not refer to other events.
    """
    needed = (required_counts(cls) for cls in kinds if "events" not in required_counts(cls))
    try:
        return {"actors": 1, "events": 1, **next(needed)}
    except StopIteration:
        raise InvalidValueError(
            "claims need an event, but all of the given kinds refer to other events",
            value=tuple(cls.__name__ for cls in kinds),
            path="kinds",
        ) from None
