"""As-of views: what had been said by a day.

`axis_tracker.dataset.said_times` dates claims one by one. A view is two days with which the days of a claim are
compared. A view therefore costs nothing until a record is read, and a question about one event dates only the claims
that bear on the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

import attrs

from axis_tracker.dataset.record_set import RecordSet, derived, subset_of, tables_of
from axis_tracker.dataset.said_times import ALWAYS, NEVER, Moment, SaidTimes, moment_of, said_times
from axis_tracker.dataset.selections import DateLike
from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document, Uncoded
from axis_tracker.model.vocabulary import Certainty, CertaintyName, UncodedReason, to_certainty

__all__ = ["ALWAYS", "NEVER", "AsOfView", "Moment", "as_of", "last_day", "moment_of", "view_of"]

D = TypeVar("D", bound=RecordSet)


def last_day(value: DateLike, path: str) -> int:
    """Return the ordinal of a day, or of the last day of a longer period.

    Raises `InvalidValueError` for a period whose last day is unknown.
    """
    when = ImpreciseDate.of(value)
    if when.latest is None:
        raise InvalidValueError("expected a day, or a period with a last day", value=str(when), path=path)
    return when.latest.toordinal()


class AsOfView(NamedTuple):
    """The part of a dataset that had certainly been said by one day, and possibly by another.

    Attributes:
        whole: The dataset from which the view was taken.
        times: The days on which the claims of the whole dataset can have been made.
        certainly_by: The day by which the claims in the view had certainly been made.
        possibly_by: The day by which they may have been made.
    """

    whole: RecordSet
    times: SaidTimes
    certainly_by: int = NEVER
    possibly_by: int = NEVER

    @property
    def is_whole(self) -> bool:
        """Whether the view contains the whole dataset."""
        return self.certainly_by >= NEVER and self.possibly_by >= NEVER

    def has(self, claim: Claim) -> bool:
        """Return whether a claim of the whole dataset is in the view."""
        return (self.certainly_by >= NEVER or self.times.certainly_by(claim) <= self.certainly_by) and (
            self.possibly_by >= NEVER or self.times.possibly_from(claim) <= self.possibly_by
        )

    def shows(self, document: str) -> bool:
        """Return whether a document of the whole dataset is in the view."""
        first, last = self.times.published(document)
        return last <= self.certainly_by and first <= self.possibly_by

    def claim(self, claim: Claim) -> Claim:
        """Return a claim of the whole dataset as it is in the view, without passages of later documents."""
        if self.is_whole or all(map(self.shows, claim.documents)):
            return claim
        evidence = tuple(one for one in claim.evidence if self.shows(one.document))
        made = claim.made
        if made is None:
            made = self.whole.made(claim)
            published = (self.whole.documents[one.document].published for one in evidence)
            # The date is stored only if no remaining document gives it. An inferred date is never stored.
            made = None if made in published else made
        seen: Claim = attrs.evolve(claim, evidence=evidence, relays=claim.relays if evidence else (), made=made)
        return seen

    def tables(self) -> Mapping[str, Mapping[str, Any]]:
        """Return the records of the view, by collection and id. Each collection is computed when it is first read."""
        return _ViewTables(self)


class _ViewTables(Mapping[str, Mapping[str, Any]]):
    """The tables of a view. Only documents and claims differ from those of the whole dataset."""

    def __init__(self, view: AsOfView) -> None:
        self._view = view
        self._whole = tables_of(view.whole)
        self._cut: dict[str, Mapping[str, Any]] = {}
        self._make: dict[str, Callable[[], Mapping[str, Any]]] = {"documents": self._documents, "claims": self._claims}

    def __getitem__(self, collection: str) -> Mapping[str, Any]:
        make = self._make.get(collection)
        if make is None:
            return self._whole[collection]
        found = self._cut.get(collection)
        if found is None:
            found = self._cut[collection] = make()
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)

    def _documents(self) -> dict[str, Document]:
        whole = self._whole["documents"]
        return {key: self._repeating_only_said(one) for key, one in whole.items() if self._view.shows(key)}

    def _claims(self) -> dict[str, Claim]:
        view = self._view
        return {key: view.claim(claim) for key, claim in self._whole["claims"].items() if view.has(claim)}

    def _repeating_only_said(self, document: Document) -> Document:
        """Return the document, in which uncoded repetitions name only claims in the view."""
        claims = self._whole["claims"]
        kept: list[Uncoded] = []
        for one in document.uncoded:
            repeats = tuple(key for key in one.repeats if self._view.has(claims[key]))
            if repeats == one.repeats:
                kept.append(one)
            elif repeats or one.reason is not UncodedReason.REPETITION:
                kept.append(attrs.evolve(one, repeats=repeats))
        if tuple(kept) == document.uncoded:
            return document
        seen: Document = attrs.evolve(document, uncoded=tuple(kept))
        return seen


def _whole_view(dataset: RecordSet) -> AsOfView:
    return AsOfView(dataset, said_times(dataset))


def view_of(dataset: RecordSet) -> AsOfView:
    """Return the view that a dataset is of another dataset, or of itself. The view is kept with the dataset."""
    return derived(dataset, _whole_view)


def as_of(dataset: D, day: DateLike, certainty: Certainty | CertaintyName = Certainty.CERTAIN) -> D:
    """Return what had been said by the end of a day, or of the last day of a longer period (see `Dataset.as_of`).

    Raises `InvalidValueError` for a period that has no last day.
    """
    by = last_day(day, "day")
    view = view_of(dataset)
    if to_certainty(certainty) is Certainty.CERTAIN:
        view = view._replace(certainly_by=min(view.certainly_by, by))
    else:
        view = view._replace(possibly_by=min(view.possibly_by, by))
    return subset_of(dataset, view.tables, {_whole_view: view, SaidTimes: view.times})
