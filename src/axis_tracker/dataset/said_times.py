"""The days on which each claim of a dataset can have been made: the only place that answers this question.

`RecordSet.made` returns the date that the records state. `SaidTimes` adds what follows from other fields and from other
records. Nothing is ever written back to the records. Each claim is dated when it is first asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from axis_tracker.errors import Problem
from axis_tracker.imprecise.extents import Extent
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document
from axis_tracker.model.events import Event
from axis_tracker.model.vocabulary import Modality, Stance

if TYPE_CHECKING:
    from axis_tracker.dataset.record_set import RecordSet
    from axis_tracker.imprecise.dates import ImpreciseDate
    from axis_tracker.model.records import IdentifiedRecord

__all__ = ["ALWAYS", "NEVER", "Moment", "SaidTimes", "moment_of", "said_times", "said_too_early"]

ALWAYS: Final = 0
"""The ordinal of an unknown first day. It is before every day."""
NEVER: Final = date.max.toordinal() + 1
"""The ordinal of an unknown last day. It is after every day."""

Moment: TypeAlias = tuple[int, int]
"""The first and the last day on which something without duration can have happened, as ordinals."""


def moment_of(when: ImpreciseDate) -> Moment:
    """Return the first and the last possible day of something without duration (see `ImpreciseDate.moment`)."""
    first, last = when.earliest, when.latest
    return (ALWAYS if first is None else first.toordinal(), NEVER if last is None else last.toordinal())


def said_times(dataset: RecordSet) -> SaidTimes:
    """Return the times of the claims of a dataset, which are kept with the dataset.

    An as-of view shares the times of the dataset from which it was taken.
    """
    from axis_tracker.dataset.record_set import derived

    return derived(dataset, SaidTimes)


class SaidTimes:
    """The days on which each claim of a dataset can have been made.

    `moment` and `extent` depend only on the claim, its event, its documents and the roles of its claimants. The first
    and the last day are those of the recorded date (see `RecordSet.made`). Two facts may move the first day:

    - A claim that asserts a fact was not made before this fact can have begun, according to the `when` of the claim or,
      if the claim has none, of the event.
    - A claim that was made for an actor (`Claim.speaking_for`) was not made before a claimant can have acted for this
      actor.

    A bound after the last possible day contradicts the recorded date. It is ignored, and `said_too_early` reports it.

    `possibly_from` and `certainly_by` add what the other records of the dataset say: a claim had been made when a
    document that contains it appeared, and when another claim answered, revised or supported it or was derived from it.
    No claim was made before the claims to which it refers. If dates contradict this (an answer is dated before the
    claim that it answers), the answer counts as made once all claims to which it refers certainly had been made.

    >>> import axis_tracker as axt
    >>> ds = axt.Dataset([
    ...     axt.Actor(id="kr", name="South Korea", kind="state"), axt.Actor(id="ru", name="Russia", kind="state"),
    ...     axt.Delegation(id="visit", name="A visit", visitors=["ru"], host="kr", when="2024-06-18"),
    ...     axt.Claim(id="said", event="visit", claimants=["kr"], made="/2024-07-01", summary="They came."),
    ... ])
    >>> claim = ds.claims["said"]
    >>> str(ds.made(claim)), str(said_times(ds).extent(claim).begin_earliest)
    ('/2024-07-01', '2024-06-18')
    """

    __slots__ = (
        "_actors", "_certain", "_claims", "_dataset", "_documents", "_events", "_extents", "_first", "_held",
        "_moments", "_published", "_referrers",
    )  # fmt: skip

    def __init__(self, dataset: RecordSet) -> None:
        from axis_tracker.dataset.record_set import tables_of

        tables = tables_of(dataset)
        self._dataset = dataset
        self._actors: Mapping[str, Actor] = tables["actors"]
        self._claims: Mapping[str, Claim] = tables["claims"]
        self._documents: Mapping[str, Document] = tables["documents"]
        self._events: Mapping[str, Event] = tables["events"]
        self._moments: dict[str, Moment] = {}
        self._published: dict[str, Moment] = {}
        self._extents: dict[Moment, Extent] = {}
        # For each claim that is referred to, the claims that refer to it. Made for all claims when first needed; this
        # reads the references, but dates no claim.
        self._referrers: dict[str, tuple[str, ...]] | None = None
        self._first: dict[str, int] = {}
        self._held: dict[str, int] = {}
        self._certain: dict[str, int] = {}

    def moment(self, claim: Claim) -> Moment:
        """Return the first and the last day on which a claim can have been made, as ordinals.

        The result is the same in every as-of view.
        """
        found = self._moments.get(claim.id)
        if found is None:
            claim = self._claims.get(claim.id, claim)
            first, last = moment_of(self._dataset.made(claim))
            bounds = [self._begun(claim), *self._in_office(claim, first)]
            found = self._moments[claim.id] = (max(first, *(day for day in bounds if day <= last), ALWAYS), last)
        return found

    def extent(self, claim: Claim) -> Extent:
        """Return `moment` as an extent. Claims with equal moments share one extent."""
        moment = self.moment(claim)
        found = self._extents.get(moment)
        if found is None:
            first, last = moment
            days = (
                None if first == ALWAYS else date.fromordinal(first),
                None if last == NEVER else date.fromordinal(last),
            )
            found = self._extents[moment] = Extent(days, days)
        return found

    def most_precise(self, claims: Iterable[Claim]) -> Claim:
        """Return the claim whose moment leaves the fewest days open. All claims should report one utterance."""

        def openness(claim: Claim) -> tuple[int, int, tuple[date, date, str]]:
            first, last = self.moment(claim)
            return last - first, first, self._dataset.made(claim).sort_key

        return min(claims, key=openness)

    def published(self, document: str) -> Moment:
        """Return the first and the last day on which a document can have appeared, as ordinals."""
        found = self._published.get(document)
        if found is None:
            found = self._published[document] = moment_of(self._documents[document].published)
        return found

    def possibly_from(self, claim: Claim) -> int:
        """Return the first day by which a claim may have been made, as an ordinal."""
        if claim.id not in self._first:
            self._settle(claim.id)
        return self._first[claim.id]

    def certainly_by(self, claim: Claim) -> int:
        """Return the first day by which a claim had certainly been made, as an ordinal."""
        if claim.id not in self._certain:
            self._settle(claim.id)
        return self._certain[claim.id]

    def extended(self, dataset: RecordSet, records: Collection[IdentifiedRecord]) -> SaidTimes:
        """Return the times of a dataset that adds these records to the dataset of these times, or replaces some.

        What is known about claims that the records do not affect is kept. If a document, an event or an actor was
        replaced, nothing is kept, because any claim may depend on such a record.
        """
        times = SaidTimes(dataset)
        for cls, known in ((Document, self._documents), (Event, self._events), (Actor, self._actors)):
            if any(isinstance(one, cls) and one.id in known for one in records):
                return times
        changed = [one for one in records if isinstance(one, Claim)]
        affected = self._affected_by(one.id for one in changed if one.id in self._claims)
        times._extents, times._published = self._extents, self._published.copy()
        times._moments = self._moments.copy()
        times._first, times._held, times._certain = self._first.copy(), self._held.copy(), self._certain.copy()
        if self._referrers is not None:
            referrers = times._referrers = self._referrers.copy()
            for one in changed:
                before = self._claims.get(one.id)
                for key in () if before is None else _references(before):
                    referrers[key] = tuple(other for other in referrers[key] if other != one.id)
                for key in _references(one):
                    referrers[key] = (*referrers.get(key, ()), one.id)
        affected |= times._affected_by(one.id for one in changed)
        for key in affected:
            for known_days in (times._first, times._held, times._certain):
                known_days.pop(key, None)
        for one in changed:
            times._moments.pop(one.id, None)
        return times

    def _affected_by(self, changed: Iterable[str]) -> set[str]:
        """Return the claims whose days may depend on these: whatever refers to them, and what that refers to."""
        if self._referrers is None:
            return set()
        return {*_postorder(_postorder(changed, self._referring_to, ()), self._referred_by, ())}

    def _begun(self, claim: Claim) -> int:
        """Return the first day on which a fact that the claim asserts can have begun."""
        if claim.stance is not Stance.ASSERTS or claim.modality is not Modality.ACTUAL:
            return ALWAYS
        when = claim.when if claim.when is not None else self._events[claim.event].when
        return ALWAYS if when is None else when.extent.ordinals[0]

    def _in_office(self, claim: Claim, since: int) -> Iterator[int]:
        """Yield, for each actor for whom the claim was made, the first day on which a claimant can have acted for it.

        Times in office that certainly ended before the day `since` do not count.
        """
        may_act_from = self._dataset.hierarchy.may_act_from
        for principal in claim.speaking_for:
            days = (may_act_from(actor, principal, since) for actor in claim.claimants)
            yield min((day for day in days if day is not None), default=ALWAYS)

    def _own_days(self, key: str) -> Moment:
        """Return the days of a claim according to its own moment and to its documents."""
        claim = self._claims[key]
        first, last = self.moment(claim)
        for document in claim.documents:
            appeared = self.published(document)[1]
            if first <= appeared < last:
                last = appeared
        return first, last

    def _referred_by(self, key: str) -> Collection[str]:
        return _references(self._claims[key])

    def _referring_to(self, key: str) -> Collection[str]:
        if self._referrers is None:
            found: dict[str, list[str]] = {}
            for claim in self._claims.values():
                for earlier in _references(claim):
                    found.setdefault(earlier, []).append(claim.id)
            self._referrers = {key: tuple(claims) for key, claims in found.items()}
        return self._referrers.get(key, ())

    def _settle(self, key: str) -> None:
        """Date a claim, all claims that refer to it directly or indirectly, and all to which these refer."""
        first, held, certain = self._first, self._held, self._certain
        later = _postorder((key,), self._referring_to, certain)
        for one in (earlier := _postorder(later, self._referred_by, first)):
            first[one], held[one] = self._own_days(one)

        def not_before(one: str) -> int:
            return max(first[one], *(first[other] for other in self._referred_by(one)), ALWAYS)

        _until_stable(earlier, first, not_before)
        # Only claims that are dated before a claim to which they refer wait for it. The others keep their day.
        contradictory = [one for one in earlier if first[one] > held[one]]

        def after_all(one: str) -> int:
            return max(held[one], first[one], *(held[other] for other in self._referred_by(one)))

        _until_stable(contradictory, held, after_all)
        certain.update((one, held[one]) for one in later)

        def once_referred_to(one: str) -> int:
            return min(certain[one], *(certain[other] for other in self._referring_to(one)), NEVER)

        _until_stable(later, certain, once_referred_to)


def said_too_early(dataset: RecordSet) -> Iterator[Problem]:
    """Yield a problem for each claim whose recorded date is before the fact that it asserts, or before its office.

    Such claims remain in the dataset, but one of their dates is probably wrong.
    """
    times = said_times(dataset)
    for claim in dataset.claims:
        first, last = times._own_days(claim.id)  # noqa: SLF001 (of this module)
        bounds = [(times._begun(claim), "what it asserts can have begun")]  # noqa: SLF001
        office = "a claimant can have acted for an actor named in `speaking_for`"
        bounds += ((day, office) for day in times._in_office(claim, first))  # noqa: SLF001
        for bound, what in bounds:
            if bound > last:
                yield Problem(
                    f"the claim was made by {_day(last)}, before {what} ({_day(bound)})",
                    path=f"claims[{claim.id!r}].made",
                    value=str(dataset.made(claim)),
                )


def _day(ordinal: int) -> str:
    return "an unknown day" if ordinal >= NEVER else date.fromordinal(ordinal).isoformat()


def _references(claim: Claim) -> tuple[str, ...]:
    """Return the ids of the claims that had been made before a claim, because the claim refers to them."""
    if claim.answers or claim.derived_from or claim.supports or claim.revises is not None:
        revised = () if claim.revises is None else (claim.revises,)
        return (*claim.answers, *claim.derived_from, *(one.claim for one in claim.supports), *revised)
    return ()


def _postorder(starts: Iterable[str], edges: Callable[[str], Collection[str]], known: Collection[str]) -> list[str]:
    """Return everything that edges lead to from the starts, including the starts, and each after what it leads to.

    Whatever is known is left out. In a cycle, the order depends on where the search enters it.
    """
    order: list[str] = []
    seen: set[str] = set()
    for start in starts:
        if start in known or start in seen:
            continue
        seen.add(start)
        # A stack instead of recursion, because chains may be longer than the recursion limit.
        stack = [(start, iter(edges(start)))]
        while stack:
            node, rest = stack[-1]
            for one in rest:
                if one not in known and one not in seen:
                    seen.add(one)
                    stack.append((one, iter(edges(one))))
                    break
            else:
                stack.pop()
                order.append(node)
    return order


def _until_stable(keys: list[str], days: dict[str, int], settled: Callable[[str], int]) -> None:
    """Replace the day of each key by the result of `settled`, until no day changes.

    In the order of `_postorder`, one pass is enough unless references form a cycle. Each relation alone is free of
    cycles, but two relations together may form one.
    """
    changed = True
    while changed:
        changed = False
        for key in keys:
            day = settled(key)
            if day != days[key]:
                days[key] = day
                changed = True
