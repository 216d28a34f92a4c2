"""The strategy for whole datasets.

Records are drawn one after the other, and each refers in a hierarchy only to those drawn before it: so every draw is a
dataset, and a failing one shrinks record by record. Imports the strategies of the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, Final, NamedTuple

import attrs
from hypothesis import strategies as st

from axis_tracker.dataset.dataset import Dataset
from axis_tracker.errors import InvalidValueError
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document
from axis_tracker.model.events import Event
from axis_tracker.model.fields import slug
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place
from axis_tracker.model.records import IdentifiedRecord
from axis_tracker.testing.choices import Draw, sampled
from axis_tracker.testing.claims import CLAIM
from axis_tracker.testing.drawing import Known, Special, least_of, record
from axis_tracker.testing.events import checked_kinds, possible_kinds
from axis_tracker.testing.records import ACTOR, DOCUMENT, PLACE, some_uncoded
from axis_tracker.testing.texts import ANY, ODD, Leaves

__all__ = ["datasets"]

_IDS: Final = ("a", "kp", "ru", "0", "a-1", "a_1", "a1", "hur-2024-11-29-shells", "x-y_z")


def datasets(
    *,
    min_claims: int = 0,
    max_claims: int = 4,
    kinds: Iterable[type[Event]] | None = None,
    id_prefix: str = "",
) -> st.SearchStrategy[Dataset]:
    """Datasets with a few records of every collection, from the empty one on.

    >>> from hypothesis import find
    >>> small = find(datasets(), lambda ds: len(ds.claims) > 0)
    >>> len(small.actors), len(small.events), len(small.claims)
    (1, 1, 1)

    There are from `min_claims` to `max_claims` claims, up to four actors and events, three places and items, two
    documents. `kinds` are the kinds of event, by default `EVENT_KINDS`, also those of other projects; one whose
    references cannot be filled in a dataset is not in it. All ids begin with `id_prefix`, so that two datasets with
    different ones can be merged; else the same few ids are met in all datasets and collections.

    One in four datasets has texts, dates and figures of all kinds; the others have them from short lists of odd ones,
    since a dataset holds hundreds of them. Not drawn are circles in a hierarchy, references to nothing, and whatever
    else a dataset refuses.

    Raises `InvalidValueError`, with the argument as `path`, for numbers of claims in the wrong order or above the nine
    different ids that there are, for a prefix that begins no id, and for a kind that is none.
    """
    if not 0 <= min_claims <= max_claims <= len(_IDS):
        raise InvalidValueError(
            f"the numbers of claims are in order, from 0 to {len(_IDS)}",
            value=(min_claims, max_claims),
            path="min_claims",
        )
    slug(f"{id_prefix}{_IDS[0]}")
    classes = checked_kinds(kinds)
    return _datasets(min_claims, max_claims, classes, _needed(classes) if min_claims else {}, id_prefix)


class _Rule(NamedTuple):
    """The class of the records of a collection, the fields that depend on others, and how many there are at most."""

    cls: type[IdentifiedRecord]
    special: Special
    most: int


# What is left uncoded in documents can repeat claims, which are drawn after them.
_WITHOUT_UNCODED: Final[Special] = {**DOCUMENT, "uncoded": lambda _draw, _known, _fields: ()}

_RULES: Final = {
    "actors": _Rule(Actor, ACTOR, 4),
    "places": _Rule(Place, PLACE, 3),
    "items": _Rule(Item, {}, 3),
    "documents": _Rule(Document, _WITHOUT_UNCODED, 2),
    "events": _Rule(Event, {}, 4),
    "claims": _Rule(Claim, CLAIM, len(_IDS)),
}
"""The collections in the order in which they are drawn: each refers to those before it."""


class _Growing:
    """The records of a dataset that have been drawn, and what the next one may refer to."""

    def __init__(self, leaves: Leaves) -> None:
        self.records: dict[str, list[Any]] = {name: [] for name in _RULES}
        self.ids: dict[str, list[str]] = {name: [] for name in _RULES}
        self.lengths: dict[str, int] = {}
        self.known = Known(self.ids, self.lengths, self.records["claims"], leaves)

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
    growing = _Growing(draw(_LEAVES))
    for name, rule in _RULES.items():
        sizes = (min_claims, max_claims) if name == "claims" else (least.get(name, 0), rule.most)
        draw(_some(growing, name, kinds, prefix, sizes))
    known, records = growing.known, growing.records
    documents = [_with_uncoded(draw, known, one) for one in records["documents"]]
    return Dataset(chain(*({**records, "documents": documents}).values()))


_LEAVES: Final = st.sampled_from((ODD, ODD, ODD, ANY))


@st.composite
def _some(
    draw: st.DrawFn, growing: _Growing, name: str, kinds: tuple[type[Event], ...], prefix: str, sizes: tuple[int, int]
) -> None:
    """Adds records of a collection; none where what all of them need is not there."""
    rule, known = _RULES[name], growing.known
    if name == "claims" and not (known.ids["actors"] and known.ids["events"]):
        return
    if name == "events" and not possible_kinds(known, kinds):
        return
    # Few collections are empty: without actors and items there are no claims, and few kinds of event.
    first, last = sizes
    weighted = (first, *(size for size in range(max(first, 1), last + 1) for _ in range(2)))
    for _ in range(draw(sampled(weighted))):
        free = tuple(one for one in _IDS if prefix + one not in known.ids[name])
        key = prefix + draw(sampled(free))
        cls = draw(sampled(possible_kinds(known, kinds))) if name == "events" else rule.cls
        growing.add(name, record(draw, cls, known, {"id": key}, rule.special))


def _with_uncoded(draw: Draw, known: Known, document: Document) -> Document:
    uncoded = some_uncoded(draw, known, {"id": document.id, "length": document.length})
    return attrs.evolve(document, uncoded=uncoded) if uncoded else document


def _needed(kinds: tuple[type[Event], ...]) -> Mapping[str, int]:
    """The records without which no event of these kinds can be drawn, for the first kind for which that is possible."""
    needed = (least_of(cls) for cls in kinds if "events" not in least_of(cls))
    try:
        return {"actors": 1, "events": 1, **next(needed)}
    except StopIteration:
        raise InvalidValueError(
            "claims speak of events, and these kinds refer to other events only",
            value=tuple(cls.__name__ for cls in kinds),
            path="kinds",
        ) from None
