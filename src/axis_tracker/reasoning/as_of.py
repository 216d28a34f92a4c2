"""What had been said by a day: the days on which each claim can have been made, and the view that they cut out.

The claims of a dataset are dated once, when the first view is asked for; a view is then two numbers to compare those
days with, and its records are made when they are first read. Imports the dataset room; `estimates` reads the same
days.
"""

from __future__ import annotations

import functools
from array import array
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

import attrs

from axis_tracker.dataset.record_set import RecordSet, derived, subset_of, tables_of
from axis_tracker.dataset.selections import DateLike
from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document, Uncoded
from axis_tracker.model.vocabulary import Certainty, CertaintyName, UncodedReason, to_certainty

__all__ = ["ALWAYS", "NEVER", "AsOfView", "Moment", "SaidDays", "as_of", "last_day", "moment_of", "view_of"]

D = TypeVar("D", bound=RecordSet)

ALWAYS: Final = 0
"""The ordinal that stands for a first day that nobody gives: before all days."""
NEVER: Final = date.max.toordinal() + 1
"""The ordinal that stands for a last day that nobody gives: after all days."""

Moment: TypeAlias = tuple[int, int]
"""The first and the last day on which something can have been said, as ordinals."""
_References: TypeAlias = dict[int, list[int]]
"""The positions of some claims, each with those of the claims that it refers to, or that refer to it."""


def last_day(value: DateLike, path: str) -> int:
    """The ordinal of a day, or of the last day of a longer time: "2023" asks about its end.

    Raises `InvalidValueError` for a time whose end nobody gives.
    """
    when = ImpreciseDate.of(value)
    if when.latest is None:
        raise InvalidValueError("expected a day, or a period with a last day", value=str(when), path=path)
    return when.latest.toordinal()


def moment_of(when: ImpreciseDate) -> Moment:
    """The days on which something without duration can have been, by `ImpreciseDate.moment`."""
    first, last = when.earliest, when.latest
    return (ALWAYS if first is None else first.toordinal(), NEVER if last is None else last.toordinal())


class SaidDays:
    """When each claim of a dataset can have been made, and when each document can have appeared.

    To what the dates say, three things are added that hold in every world: a claim had been made when a document that
    carries it appeared; it had been made when it was answered, revised or built upon; and nothing answers, revises or
    builds upon what had not been said. Where dates contradict that (an answer dated before what it answers), the
    answer counts from the day from which all that it needs had been said.
    """

    __slots__ = ("certain", "claims", "documents", "first", "order")

    first: array[int]
    """For each claim the first day on which it can have been made, as an ordinal."""
    certain: array[int]
    """For each claim the day from which on it certainly had been made, as an ordinal."""
    order: array[int]
    """The days in `certain`, sorted: how many claims had been made by a day is a bisection."""

    def __init__(self, dataset: RecordSet) -> None:
        moment = functools.cache(moment_of)
        self.claims = tuple(dataset.claims)
        self.documents = {one.id: moment(one.published) for one in dataset.documents}
        self.first = array("l", bytes(array("l").itemsize * len(self.claims)))
        self.certain = self.first[:]
        for position, claim in enumerate(self.claims):
            published = [self.documents[key] for key in claim.documents]
            if claim.made is not None:
                first, last = moment(claim.made)
            else:
                first, last = min(one[0] for one in published), min(one[1] for one in published)
            for _, appeared in published:
                if first <= appeared < last:
                    last = appeared
            self.first[position], self.certain[position] = first, last
        self._follow_references()
        self.order = array("l", sorted(self.certain))

    def said_by(self, day: int) -> int:
        """How many claims had certainly been made by a day."""
        return bisect_right(self.order, day)

    def _follow_references(self) -> None:
        needs = _needs(self.claims)
        if not needs:
            return
        needed_by: _References = {}
        for position, earlier in needs.items():
            for one in earlier:
                needed_by.setdefault(one, []).append(position)
        first, certain = self.first, self.certain

        def not_before(position: int) -> int:
            return max(first[position], *(first[one] for one in needs[position]))

        _settle(first, needs, needed_by, not_before)

        def not_certain_before(position: int) -> int:
            # Only for an answer that is dated before what it answers; the others keep their day.
            if first[position] <= dated[position]:
                return certain[position]
            return max(certain[position], first[position], *(certain[one] for one in needs[position]))

        dated = certain[:]
        _settle(certain, needs, needed_by, not_certain_before)
        _settle(certain, needed_by, needs, lambda one: min(certain[one], *map(certain.__getitem__, needed_by[one])))


def _needs(claims: tuple[Claim, ...]) -> _References:
    """For each claim that answers, revises or builds upon others: their positions."""
    referring: dict[int, tuple[str, ...]] = {}
    wanted: set[str] = set()
    for position, claim in enumerate(claims):
        if claim.answers or claim.derived_from or claim.revises is not None:
            earlier = (*claim.answers, *claim.derived_from, *((claim.revises,) if claim.revises else ()))
            referring[position] = earlier
            wanted.update(earlier)
    positions = {claim.id: position for position, claim in enumerate(claims) if claim.id in wanted}
    return {position: [positions[key] for key in earlier] for position, earlier in referring.items()}


def _settle(days: array[int], inputs: _References, outputs: _References, settled: Callable[[int], int]) -> None:
    """Moves days in one direction until each is what `settled` says of it and of its inputs."""
    waiting = deque(inputs)
    while waiting:
        position = waiting.popleft()
        day = settled(position)
        if day != days[position]:
            days[position] = day
            waiting.extend(one for one in outputs.get(position, ()) if one in inputs)


class AsOfView(NamedTuple):
    """A dataset as the days of another cut it out: what had certainly been said by one day, possibly by another."""

    whole: RecordSet
    days: SaidDays
    certainly_by: int = NEVER
    possibly_by: int = NEVER

    def has(self, position: int) -> bool:
        """Whether the claim at this position of the whole dataset is in the view."""
        return self.days.certain[position] <= self.certainly_by and self.days.first[position] <= self.possibly_by

    def shows(self, document: str) -> bool:
        """Whether a document of the whole dataset is in the view."""
        first, last = self.days.documents[document]
        return last <= self.certainly_by and first <= self.possibly_by

    def claim(self, position: int) -> Claim:
        """The claim at this position as the view has it: without the passages that could not yet be read."""
        claim = self.days.claims[position]
        if all(map(self.shows, claim.documents)):
            return claim
        evidence = tuple(one for one in claim.evidence if self.shows(one.document))
        made = claim.made
        if made is None:
            made = self.whole.made(claim)
            published = (self.whole.documents[one.document].published for one in evidence)
            made = None if made in published else made
        seen: Claim = attrs.evolve(claim, evidence=evidence, relays=claim.relays if evidence else (), made=made)
        return seen

    def tables(self) -> Mapping[str, Mapping[str, Any]]:
        """The records of the view, collection by collection."""
        whole = tables_of(self.whole)
        claims = [self.claim(position) for position in range(len(self.days.claims)) if self.has(position)]
        said = {claim.id: claim for claim in claims}
        documents = {
            key: _repeating_only(document, said) for key, document in whole["documents"].items() if self.shows(key)
        }
        return {**whole, "documents": documents, "claims": said}


def _repeating_only(document: Document, said: dict[str, Claim]) -> Document:
    """The document, whose uncoded repetitions name only claims that had been said."""
    if all(key in said for one in document.uncoded for key in one.repeats):
        return document
    kept: list[Uncoded] = []
    for one in document.uncoded:
        repeats = tuple(key for key in one.repeats if key in said)
        if repeats or one.reason is not UncodedReason.REPETITION:
            kept.append(attrs.evolve(one, repeats=repeats))
    seen: Document = attrs.evolve(document, uncoded=tuple(kept))
    return seen


def _whole_view(dataset: RecordSet) -> AsOfView:
    return AsOfView(dataset, SaidDays(dataset))


def view_of(dataset: RecordSet) -> AsOfView:
    """The view that a dataset is of another, or that of itself; worked out once and kept with the dataset."""
    return derived(dataset, _whole_view)


def as_of(dataset: D, day: DateLike, certainty: Certainty | CertaintyName = Certainty.CERTAIN) -> D:
    """What had been said by the end of a day (or of the last day of a longer time), as a dataset.

    This is `Dataset.as_of`; see there. Raises `InvalidValueError` for a time without a last day.
    """
    by = last_day(day, "day")
    view = view_of(dataset)
    if to_certainty(certainty) is Certainty.CERTAIN:
        view = view._replace(certainly_by=min(view.certainly_by, by))
    else:
        view = view._replace(possibly_by=min(view.possibly_by, by))
    return subset_of(dataset, view.tables, {_whole_view: view})
