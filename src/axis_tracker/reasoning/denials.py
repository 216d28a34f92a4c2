"""Denials: what a denial or a doubt covers, given the day on which it was made.

A denial covers what had happened by its day. It says nothing of what happened later. Imports the model, the dataset,
`matters`,
`revisions` and `covered_events`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from axis_tracker.dataset.record_set import RecordSet, derived
from axis_tracker.dataset.said_times import ALWAYS, NEVER
from axis_tracker.imprecise.measures import Reading
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.claims import Claim
from axis_tracker.model.vocabulary import Modality, Stance
from axis_tracker.reasoning.covered_events import events_covered
from axis_tracker.reasoning.matters import Days, beginning, modality_of
from axis_tracker.reasoning.revisions import replacements
from axis_tracker.reasoning.utterances import said_on

__all__ = [
    "Contest",
    "Coverage",
    "DenialsOf",
    "Happened",
    "answered",
    "calls_into_question",
    "claims_by_event",
    "counterclaims_by_event",
    "coverage",
    "denial_covers",
    "denials_of",
    "happened",
    "is_against",
    "is_certainly_before",
    "is_of_matter",
    "says_none",
]

_EVEN: Final = 45
"""Percent: where "roughly even chance" begins on the scale of ICD 203."""


def calls_into_question(claim: Claim) -> bool:
    """Return whether a claim doubts: by its stance, or because it asserts what its own hedge puts below an even chance.

    >>> doubt = {"id": "x", "event": "troops", "claimants": ["nis"], "made": "2024-10", "summary": "Troops are there."}
    >>> calls_into_question(Claim(**doubt)), calls_into_question(Claim(**doubt, likelihood="unlikely"))
    (False, True)
    """
    high = claim.likelihood.high
    return claim.stance is Stance.DOUBTS or (claim.stance is Stance.ASSERTS and high is not None and high <= _EVEN)


def is_against(claim: Claim) -> bool:
    """Return whether a claim denies or doubts. Refusals to comment and failed verifications take no side."""
    return claim.stance is Stance.DENIES or calls_into_question(claim)


def says_none(claim: Claim) -> bool:
    """Return whether a claim gives the figure zero, as an observer does who has seen none."""
    if claim.measure is None:
        return False
    quantity = claim.measure.quantity
    return quantity.high is not None and quantity.high <= 0


class Coverage(NamedTuple):
    """Whether a denial covers an assertion.

    Attributes:
        matter: Whether the denial is about what is asserted, regardless of the time.
        time: Whether what is asserted had happened by the day of the denial.
    """

    matter: Truth
    time: Truth

    @property
    def truth(self) -> Truth:
        """Whether the denial covers the assertion."""
        return self.matter & self.time

    @property
    def is_earlier(self) -> bool:
        """Whether the denial is about this matter, but was made before what is asserted can have happened."""
        return self.matter.is_possible and self.time is Truth.NO


def denial_covers(dataset: RecordSet, denial: Claim, assertion: Claim) -> Truth:
    """Return whether a denial or doubt covers an assertion.

    - It covers what it answers, and what has replaced this, unless that happened later.
    - It covers assertions on its event and on the parts of its event, in its modality. A denial of a figure covers the
      figures that imply the denied one. No denial covers an assertion that there were none.
    - It covers what had happened by the day on which it was made. `when` of the assertion decides, or else `when` of
      its event. What was reported as a fact before the denial had also happened. Otherwise the answer is POSSIBLY.

    It does not matter when others report the denial.

    >>> import axis_tracker as axt
    >>> about = {"event": "arms", "summary": "Says something of the arms."}
    >>> ds = axt.Dataset([
    ...     axt.Actor(id="kp", name="North Korea", kind="state"), axt.Actor(id="ru", name="Russia", kind="state"),
    ...     axt.Item(id="arms", name="arms"),
    ...     axt.ArmsTransfer(id="arms", name="Arms to Russia", supplier="kp", recipient="ru", item="arms"),
    ...     axt.Claim(id="never", claimants=["kp"], made="2022-09-22", stance="denies", **about),
    ...     axt.Claim(id="sold", claimants=["ru"], made="2024-11", when="2022-08", **about),
    ...     axt.Claim(id="later", claimants=["ru"], made="2024-11", when="2024", **about),
    ... ])
    >>> never = ds.claims["never"]
    >>> denial_covers(ds, never, ds.claims["sold"]), denial_covers(ds, never, ds.claims["later"])
    (<Truth.YES>, <Truth.NO>)
    """
    return coverage(dataset, denial, assertion).truth


def coverage(dataset: RecordSet, denial: Claim, assertion: Claim) -> Coverage:
    """Return whether a denial is about an assertion, and whether the assertion had happened by then."""
    if assertion.id in denial.answers:
        return Coverage(Truth.YES, Truth.YES)
    time = happened(dataset, assertion).by(said_on(dataset, denial))
    if any(assertion.id == one.id for one in answered(dataset, denial)):
        return Coverage(Truth.YES, Truth.NO if time is Truth.NO else Truth.YES)
    if is_certainly_before(denial, assertion):
        time = Truth.NO
    return Coverage(is_of_matter(dataset, denial, assertion), time)


def is_certainly_before(one: Claim, other: Claim) -> bool:
    """Return whether what one claim is about certainly ended before what the other is about began, by their `when`."""
    return one.when is not None and other.when is not None and one.when.precedes(other.when).is_certain


def is_of_matter(dataset: RecordSet, denial: Claim, assertion: Claim) -> Truth:
    """Return whether a denial is about what is asserted, regardless of the day of the denial."""
    if modality_of(denial) is not modality_of(assertion) or says_none(assertion):
        return Truth.NO
    if assertion.event not in events_covered(dataset, denial.event) or is_certainly_before(assertion, denial):
        return Truth.NO
    if denial.measure is None:
        return Truth.YES
    if assertion.measure is None or not denial.measure.comparable(assertion.measure):
        return Truth.NO
    denied, asserted = denial.measure.quantity, assertion.measure.quantity
    return Truth.of(certain=denied.contains(asserted), possible=denied.compatible(asserted))


class Happened(NamedTuple):
    """When what a claim asserts happened, as ordinals.

    Attributes:
        begun: The first day by which it can have happened.
        certain: The day by which it certainly had happened.
    """

    begun: int
    certain: int

    def by(self, days: Days) -> Truth:
        """Whether it had happened by a day, given as the first and the last possible one."""
        return Truth.of(certain=self.certain <= days[0], possible=self.begun <= days[1])


def happened(dataset: RecordSet, claim: Claim) -> Happened:
    """Return when what a claim asserts happened. What was reported as a fact had happened when it was reported.

    A total is dated by the day on which it stood. What goes on had happened as soon as it had begun, except for figures
    that add up over the time. A plan or a forecast is dated by the day on which it was made, because it is denied as
    such.
    """
    said, said_last = said_on(dataset, claim)
    if modality_of(claim) is not Modality.ACTUAL:
        return Happened(said, said_last)
    begun, complete = _days(dataset, claim)
    # Whoever reports something before it can have begun has the wrong date, so that nothing follows from it.
    return Happened(begun, complete if begun > said_last else min(complete, said_last))


def _days(dataset: RecordSet, claim: Claim) -> tuple[int, int]:
    when = claim.when
    if when is None:
        event = dataset.events[claim.event].when
        if event is None:
            return ALWAYS, NEVER
        begun, _, _, complete = event.extent.ordinals
        return begun, complete
    first_begin, last_begin, first_end, last_end = when.extent.ordinals
    reading = None if claim.measure is None else claim.measure.reading
    if reading is Reading.TOTAL and beginning(claim) is None:
        return first_end, last_end
    adds_up = reading in (Reading.TOTAL, Reading.INCREMENT)
    return first_begin, last_end if adds_up else last_begin


class DenialsOf(NamedTuple):
    """The denials of what some claims assert, by id.

    Attributes:
        certain: Those that certainly cover one of the assertions. Without assertions, all that stand alone.
        possible: Those that possibly cover one, depending on when it happened.
        earlier: Those that were made before what the assertions report can have happened.
    """

    certain: tuple[Claim, ...]
    possible: tuple[Claim, ...]
    earlier: tuple[Claim, ...]


def denials_of(dataset: RecordSet, events: Iterable[str], assertions: Sequence[Claim], modality: Modality) -> DenialsOf:
    """Return the denials on some events, in one modality, that nothing has replaced, by how they cover assertions."""
    by_event = counterclaims_by_event(dataset)
    denials = [
        claim
        for event in dict.fromkeys(events)
        for claim in by_event.get(event, ())
        if claim.stance is Stance.DENIES and modality_of(claim) is modality
    ]
    contest = Contest(dataset)
    contest.add(denials, assertions)
    ids = {one.id for one in assertions}
    for claim in denials:
        for one in answered(dataset, claim):
            if one.id in ids and one.utterance != claim.utterance:
                contest.add_answer(claim, one)
        if not assertions and claim.measure is None:
            contest.note(Truth.YES, claim)
    certain, possible = (contest.covered(truth)[1] for truth in (Truth.YES, Truth.POSSIBLY))
    found = {claim.id for claim in (*certain, *possible)}
    earlier = {
        claim.id: claim
        for claim in denials
        if claim.id not in found and any(coverage(dataset, claim, one).is_earlier for one in assertions)
    }
    return DenialsOf(tuple(certain), tuple(possible), tuple(earlier[key] for key in sorted(earlier)))


def answered(dataset: RecordSet, counterclaim: Claim) -> Iterator[Claim]:
    """Yield what stands for the claims that a counterclaim answers."""
    replaced = replacements(dataset)
    for key in counterclaim.answers:
        yield from replaced.standing_for(dataset.claims[key])


def claims_by_event(dataset: RecordSet) -> dict[str, list[Claim]]:
    """Return all claims of a dataset by their event."""
    return derived(dataset, _claims_by_event)


def _claims_by_event(dataset: RecordSet) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in dataset.claims:
        found.setdefault(claim.event, []).append(claim)
    return found


def counterclaims_by_event(dataset: RecordSet) -> dict[str, list[Claim]]:
    """Return the claims that deny or doubt, and that nothing has replaced, by their event."""
    return derived(dataset, _counterclaims_by_event)


def _counterclaims_by_event(dataset: RecordSet) -> dict[str, list[Claim]]:
    replaced = replacements(dataset)
    found: dict[str, list[Claim]] = {}
    for claim in dataset.claims:
        if is_against(claim) and not replaced.are_there(claim):
            found.setdefault(claim.event, []).append(claim)
    return found


class Contest:
    """What some counterclaims on one event and figure dispute, and how certainly.

    Whether a denial covers an assertion depends on the day of the denial: a later denial covers more. So the latest
    denials decide for each assertion, and the earliest assertions decide for each denial, and no pairs are compared.
    """

    def __init__(self, dataset: RecordSet) -> None:
        self._dataset = dataset
        self._found: dict[Truth, dict[str, Claim]] = {truth: {} for truth in Truth}

    def add(self, counterclaims: Iterable[Claim], assertions: Sequence[Claim]) -> None:
        """Take counterclaims into account, with everything that they may be about."""
        alike: dict[object, list[Claim]] = {}
        for claim in counterclaims:
            alike.setdefault((claim.event, modality_of(claim), claim.measure, claim.when), []).append(claim)
        for group in alike.values():
            self._add_alike(group, assertions)

    def _add_alike(self, counterclaims: Sequence[Claim], assertions: Iterable[Claim]) -> None:
        """Take counterclaims into account that are alike but for their day."""
        about = [(one, is_of_matter(self._dataset, counterclaims[0], one)) for one in assertions]
        about = [(one, matter) for one, matter in about if matter.is_possible]
        said = {one.id: said_on(self._dataset, one) for one in counterclaims}
        latest = _Extremes((one.utterance, said[one.id]) for one in counterclaims)
        earliest = {truth: _Extremes() for truth in Truth}
        for one, matter in about:
            days = happened(self._dataset, one)
            denied = latest.without(one.utterance)
            if denied is None:
                continue
            if is_certainly_before(counterclaims[0], one) or days.begun > denied[1]:
                self.note(Truth.NO, one)
                continue
            self.note(matter & Truth.of(certain=days.certain <= denied[0], possible=True), one)
            earliest[matter].add(one.utterance, (-days.certain, -days.begun))
        for claim in counterclaims:
            first, last = said[claim.id]
            for matter, days_of in earliest.items():
                extreme = days_of.without(claim.utterance)
                if extreme is not None and -extreme[1] <= last:
                    self.note(matter & Truth.of(certain=-extreme[0] <= first, possible=True), claim)

    def add_answer(self, counterclaim: Claim, answered: Claim) -> None:
        """Take a claim into account that a counterclaim answers, or that stands in the place of this claim."""
        covered = coverage(self._dataset, counterclaim, answered)
        self.note(covered.truth, answered)
        if covered.truth.is_possible:
            self.note(covered.truth, counterclaim)

    def note(self, truth: Truth, claim: Claim) -> None:
        """Take a claim as part of the dispute, as certainly as this at least."""
        self._found[truth][claim.id] = claim

    def covered(self, truth: Truth) -> tuple[list[Claim], list[Claim]]:
        """The assertions and the counterclaims that are part of the dispute so certainly and no more certainly."""
        more = {Truth.YES: set(), Truth.POSSIBLY: {*self._found[Truth.YES]}}
        more[Truth.NO] = more[Truth.POSSIBLY] | {*self._found[Truth.POSSIBLY]}
        found = [one for key, one in sorted(self._found[truth].items()) if key not in more[truth]]
        return [one for one in found if not is_against(one)], [one for one in found if is_against(one)]


class _Extremes:
    """The largest pairs of numbers, number by number, with or without those of one utterance."""

    def __init__(self, pairs: Iterable[tuple[str, tuple[int, int]]] = ()) -> None:
        self._best: list[list[tuple[int, str]]] = [[], []]
        for utterance, pair in pairs:
            self.add(utterance, pair)

    def add(self, utterance: str, pair: tuple[int, int]) -> None:
        """Take a pair of an utterance into account."""
        for best, number in zip(self._best, pair, strict=True):
            best.append((number, utterance))
            best.sort(reverse=True)
            if len(best) > 1 and best[1][1] == best[0][1]:
                del best[1]
            del best[2:]

    def without(self, utterance: str) -> tuple[int, int] | None:
        """The largest numbers of other utterances, or None if there are no others."""
        first, second = (next((number for number, other in best if other != utterance), None) for best in self._best)
        return None if first is None or second is None else (first, second)
