"""Voices: whose word a claim is, and how many independent voices stand behind several utterances.

Organs and officials speak for their state, a bloc for its members, and an unnamed source or a mere byline for nobody
who could corroborate anything. Imports the dataset and the model.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from axis_tracker.dataset.record_set import RecordSet, derived
from axis_tracker.imprecise.extents import Extent
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.vocabulary import ActorKind, Basis

__all__ = ["independent", "independent_utterances", "speakers_of", "touching"]

_SECOND_HAND: Final = frozenset((Basis.MEDIA_REPORT, Basis.STATE_MEDIA))
"""Bases that only say that somebody else reported it."""

_LARGEST_EXACT: Final = 48
"""The number of utterances that overlap in part up to which the search for the largest choice is exact or nearly so."""
_MOST_STEPS: Final = 2_000
"""The number of steps after which that search returns the largest choice found so far."""


def speakers_of(dataset: RecordSet, claim: Claim) -> frozenset[str]:
    """Return the ids of the states whose voice a claim is, or of the actors if they belong to no state.

    - A claimant speaks for every state for which the claimant possibly acts when the claim is made. The text may also
      name an actor for whom the claimants spoke (`Claim.speaking_for`).
    - A claimant who belongs to no state speaks for the organisation at the top of the claimant's roles. A claimant
      whose roles are dated also speaks in person, because these roles may have ended.
    - A bloc speaks for all its members.
    - Unnamed sources speak for nobody. Neither do outlets, those who act only for outlets, and authors without a
      role, unless the claim has a basis other than media reports.

    >>> import axis_tracker as axt
    >>> ds = axt.load()
    >>> sorted(speakers_of(ds, ds.claims["001-hur-arms"])), sorted(speakers_of(ds, ds.claims["000-laxmi-weapons"]))
    (['ua'], [])
    """
    return derived(dataset, _Voices).of(claim)


def independent(dataset: RecordSet, utterances: Mapping[str, Iterable[Claim]]) -> int:
    """Return the number of independent voices behind utterances, given as the claims of each utterance by its id.

    This is the largest number of utterances of which no two share a speaker (see `speakers_of`), and of which no two
    are derived from one another or from one and the same utterance. An utterance without a speaker does not count.

    >>> import axis_tracker as axt
    >>> ds = axt.load()
    >>> claims = [ds.claims[key] for key in ("003-us-weapons", "003-white-house-procurement", "001-hur-arms")]
    >>> independent(ds, {claim.utterance: [claim] for claim in claims})
    2

    The number is exact unless very many utterances overlap in part. It is then possibly too low, but never too high.
    """
    return len(independent_utterances(dataset, utterances))


def independent_utterances(dataset: RecordSet, utterances: Mapping[str, Iterable[Claim]]) -> tuple[str, ...]:
    """Return the ids of as many utterances as `independent` counts, of which no two share a speaker or a source."""
    marks = _marks(dataset, utterances)
    return tuple(sorted(_most_disjoint((key, found) for key, found in sorted(marks.items()) if found)))


def touching(dataset: RecordSet, utterances: Mapping[str, Iterable[Claim]], chosen: Iterable[str]) -> dict[str, str]:
    """Return, for each utterance with a speaker that is not among the chosen ones, a chosen one with which it shares.

    If it shares a speaker or a source with several, this is the first.
    """
    marks = _marks(dataset, utterances)
    holders: dict[str, str] = {}
    for key in sorted(chosen, reverse=True):
        holders.update(dict.fromkeys(marks[key], key))
    found: dict[str, str] = {}
    for key in sorted(marks.keys() - set(chosen)):
        shared = sorted(holders[mark] for mark in marks[key] if mark in holders)
        if shared:
            found[key] = shared[0]
    return found


def _marks(dataset: RecordSet, utterances: Mapping[str, Iterable[Claim]]) -> dict[str, frozenset[str]]:
    """Return the speakers and the sources of each utterance, and nothing for one that corroborates nobody."""
    voices = derived(dataset, _Voices)
    said = {key: tuple(claims) for key, claims in utterances.items()}
    roots = _Roots(dataset, said)
    found: dict[str, frozenset[str]] = {}
    for key, claims in said.items():
        speakers: frozenset[str] = frozenset().union(*map(voices.of, claims))
        found[key] = speakers.union(*map(roots.of, claims)) if speakers else frozenset()
    return found


class _Voices:
    """The speakers of claims. What does not depend on the day is computed once for each actor."""

    __slots__ = ("_dataset", "_members", "_tops")

    def __init__(self, dataset: RecordSet) -> None:
        self._dataset = dataset
        self._tops: dict[str, tuple[tuple[str, ...], bool]] = {}
        self._members: dict[str, list[str]] | None = None

    def of(self, claim: Claim) -> frozenset[str]:
        actors = self._dataset.actors
        named = [key for key in claim.claimants if actors[key].kind is not ActorKind.SOURCE]
        found: set[str] = set()
        if named:
            moment = self._dataset.made(claim).moment
            for key in named:
                if not self._is_byline(key, claim):
                    found.update(self._speaks_for(key, moment))
            for key in claim.speaking_for:
                found.update(self._speaks_for(key, moment))
        return frozenset(found)

    def _is_byline(self, key: str, claim: Claim) -> bool:
        """Whether a claimant only writes or publishes what the claim says, without a basis for it."""
        if not _SECOND_HAND.issuperset(claim.basis):
            return False
        actors = self._dataset.actors
        tops, _ = self._tops_of(key)
        if all(actors[one].kind is ActorKind.OUTLET for one in tops):
            return True
        actor = actors[key]
        return (
            actor.kind is ActorKind.PERSON
            and not actor.roles
            and any(key in self._dataset.documents[one].authors for one in claim.documents)
        )

    def _speaks_for(self, key: str, moment: Extent) -> Iterator[str]:
        acts_for = self._dataset.hierarchy.acts_for
        tops, is_permanent = self._tops_of(key)
        if not is_permanent:
            yield key
        for top in tops:
            if is_permanent or acts_for(key, top, moment).is_possible:
                yield from self._members_of(top, moment)

    def _tops_of(self, key: str) -> tuple[tuple[str, ...], bool]:
        """Return the states above an actor, or what is at the top of its roles, and whether it certainly always is."""
        known = self._tops.get(key)
        if known is None:
            actors = self._dataset.actors
            tops: list[str] = []
            is_permanent = True
            seen: set[str] = set()
            waiting = [key]
            while waiting:
                current = waiting.pop()
                if current in seen:
                    continue
                seen.add(current)
                actor = actors[current]
                if actor.kind is ActorKind.STATE or not actor.roles:
                    tops.append(current)
                    continue
                is_permanent = is_permanent and all(role.during is None for role in actor.roles)
                waiting.extend(role.of for role in actor.roles)
            known = self._tops[key] = (tuple(sorted(tops)), is_permanent)
        return known

    def _members_of(self, top: str, moment: Extent) -> Iterator[str]:
        """Return the states in a bloc that is at the top, and the bloc itself, or else the actor that is at the top."""
        yield top
        if self._dataset.actors[top].kind is not ActorKind.BLOC:
            return
        if self._members is None:
            self._members = _members(self._dataset.actors)
        acts_for = self._dataset.hierarchy.acts_for
        seen = {top}
        waiting = [top]
        while waiting:
            for key in self._members.get(waiting.pop(), ()):
                if key not in seen and acts_for(key, top, moment).is_possible:
                    seen.add(key)
                    yield key
                    if self._dataset.actors[key].kind is not ActorKind.STATE:
                        waiting.append(key)


def _members(actors: Iterable[Actor]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for actor in actors:
        for role in actor.roles:
            found.setdefault(role.of, []).append(actor.id)
    return found


class _Roots:
    """The utterances from which claims were derived in the end, as marks that derived utterances share."""

    __slots__ = ("_dataset", "_known", "_said")

    def __init__(self, dataset: RecordSet, said: Mapping[str, Sequence[Claim]]) -> None:
        self._dataset = dataset
        self._said = said
        self._known: dict[str, frozenset[str]] = {}

    def of(self, claim: Claim) -> frozenset[str]:
        """Return marks such that claims share one if and only if they are derived from one utterance, or one is it."""
        known = self._known
        waiting = [claim]
        while waiting:
            current = waiting[-1]
            above = [self._dataset.claims[key] for key in current.derived_from]
            unknown = [one for one in above if one.id not in known]
            if unknown:
                waiting.extend(unknown)
                continue
            waiting.pop()
            # An utterance has a mark of its own if it was derived from nothing. Other marks would make long chains
            # costly, and are needed only if the utterance does not consist of this claim alone.
            marks = frozenset().union(*(known[one.id] for one in above))
            if not above or self._said.get(current.utterance, (current,)) != (current,):
                marks |= {f"utterance {current.utterance}"}
            known[current.id] = marks
        return known[claim.id]


_Marked: TypeAlias = tuple[str, frozenset[str]]
"""The id of an utterance, and its marks."""


def _most_disjoint(marked: Iterable[_Marked]) -> list[str]:
    """Return the ids of the largest choice of which no two share a mark, or possibly fewer for large groups."""
    chosen, left = _settled(marked)
    for group in _groups(left):
        chosen += _search(group) if len(group) <= _LARGEST_EXACT else _smallest_first(group)
    return chosen


def _settled(marked: Iterable[_Marked]) -> tuple[list[str], list[_Marked]]:
    """Return what a largest choice can contain without loss, and what is still open.

    A mark that only one has is not shared, so it is left out. One with at most one mark left is part of some largest
    choice, because a choice contains at most one with that mark. The others with that mark drop out.
    """
    listed = [*marked]
    open_ = [set(marks) for _, marks in listed]
    holders: dict[str, set[int]] = {}
    for number, one in enumerate(open_):
        for mark in one:
            holders.setdefault(mark, set()).add(number)
    is_open = [True] * len(open_)
    chosen: list[str] = []
    waiting = deque(range(len(open_)))
    while waiting:
        number = waiting.popleft()
        if not is_open[number]:
            continue
        one = open_[number]
        one -= {mark for mark in one if len(holders[mark]) == 1}
        if len(one) > 1:
            continue
        chosen.append(listed[number][0])
        for dropped in {number}.union(*(holders[mark] for mark in one)):
            is_open[dropped] = False
            for mark in open_[dropped]:
                holders[mark].discard(dropped)
                if len(holders[mark]) == 1:
                    waiting.extend(holders[mark])
    # Of several with the same marks, one at most can count: the first.
    numbers = [number for number in reversed(range(len(listed))) if is_open[number]]
    left = {frozenset(open_[number]): listed[number][0] for number in numbers}
    return chosen, sorted((key, marks) for marks, key in left.items())


def _groups(marked: Sequence[_Marked]) -> Iterator[list[_Marked]]:
    """Yield what is open in groups that share no mark."""
    holders: dict[str, list[int]] = {}
    for number, (_, marks) in enumerate(marked):
        for mark in marks:
            holders.setdefault(mark, []).append(number)
    seen: set[int] = set()
    for start in range(len(marked)):
        if start in seen:
            continue
        seen.add(start)
        group = [start]
        for number in group:
            for mark in sorted(marked[number][1]):
                new = [one for one in holders.pop(mark, ()) if one not in seen]
                seen.update(new)
                group += new
        yield [marked[number] for number in group]


def _search(group: Sequence[_Marked]) -> list[str]:
    """Return the largest choice in a small group, by branch and bound. Sets of numbers are the bits of an int."""
    meets = [sum(1 << other for other, (_, two) in enumerate(group) if one & two) for _, one in group]
    best = steps = 0
    waiting = [((1 << len(group)) - 1, 0)]
    while waiting and steps < _MOST_STEPS:
        steps += 1
        left, chosen = waiting.pop()
        if chosen.bit_count() + left.bit_count() <= best.bit_count():
            continue
        if not left:
            best = chosen
            continue
        degrees = {one: (meets[one] & left).bit_count() for one in range(len(group)) if left >> one & 1}
        lonely = min(degrees, key=degrees.__getitem__)
        if degrees[lonely] <= 2:  # it shares a mark with itself, and with at most one other
            waiting.append((left & ~meets[lonely], chosen | 1 << lonely))
            continue
        busiest = max(degrees, key=degrees.__getitem__)
        waiting.append((left & ~(1 << busiest), chosen))
        waiting.append((left & ~meets[busiest], chosen | 1 << busiest))
    return [key for number, (key, _) in enumerate(group) if best >> number & 1]


def _smallest_first(group: Iterable[_Marked]) -> list[str]:
    """Return a choice that is found by taking those with few marks first."""
    taken: set[str] = set()
    chosen: list[str] = []
    for key, marks in sorted(group, key=lambda one: (len(one[1]), one[0])):
        if taken.isdisjoint(marks):
            taken |= marks
            chosen.append(key)
    return chosen
