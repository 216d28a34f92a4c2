"""Disputes: what is denied, called into question or contradicted, with both sides.

Imports the model, `denials` (what a denial covers), `revisions` (what has been replaced takes no side any more) and
`conflicts` (figures that cannot all hold).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from attrs import field, frozen

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.dataset.said_times import NEVER, said_times
from axis_tracker.display import Displayable
from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.imprecise.measures import Phase, Reading
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Activity, Agreement, Delegation, Event
from axis_tracker.model.vocabulary import ActivityKind, ActorKind, Modality, Stance
from axis_tracker.phrases import counted_phrase, names_phrase
from axis_tracker.reasoning.claim_phrases import claim_phrase
from axis_tracker.reasoning.conflicts import Conflict
from axis_tracker.reasoning.covered_events import events_covered
from axis_tracker.reasoning.denials import Contest, answered, calls_into_question, is_against
from axis_tracker.reasoning.matters import modality_of
from axis_tracker.reasoning.revisions import AboutLike, replacements

__all__ = ["Dispute", "DisputeKind", "DisputedFigure", "calls_into_question", "disputes"]


class DisputeKind(ControlledTerm):
    """What makes a dispute."""

    DENIED = "denied", "somebody denies it"
    DOUBTED = "doubted", "somebody doubts it, or says that it is unlikely"
    CONFLICT = "conflict", "two figures cannot both be true"
    DATE = "date", "two dates of something that happens once exclude each other"


class DisputedFigure(NamedTuple):
    """What a disputed figure counts.

    Attributes:
        unit: What is counted.
        phase: How far the counted things have come.
        reading: How the number is read.
    """

    unit: str
    phase: Phase
    reading: Reading


@frozen(repr=False)
class Dispute(Displayable):
    """A dispute about an event, a figure or a date, with both sides.

    Revised claims take no side; the revisions do. Neutral stances take no side either, and one utterance never stands
    on both sides. A denial disputes what had happened by the day on which it was made, for its event and the parts of
    its event. All reports of one utterance are listed, whereas `origins` counts utterances.

    >>> import axis_tracker as axt
    >>> troops = {"event": "troops", "summary": "Says something of the troops."}
    >>> ds = axt.Dataset([
    ...     axt.Actor(id="ru", name="Russia", kind="state"), axt.Actor(id="kr", name="South Korea", kind="state"),
    ...     axt.Place(id="kursk", name="Kursk"), axt.Item(id="soldiers", name="soldiers"),
    ...     axt.Deployment(id="troops", name="Foreign troops in Kursk", of="ru", to="kursk", item="soldiers"),
    ...     axt.Claim(id="there", claimants=["kr"], made="2024-10-08", hedge="probably", likelihood="likely", **troops),
    ...     axt.Claim(id="fake", claimants=["ru"], made="2024-10-10", stance="denies", **troops),
    ...     axt.Claim(id="more", claimants=["kr"], made="2024-12-01", when="2024-11", **troops),
    ... ])
    >>> dispute, = ds.disputes()
    >>> dispute.kind, [claim.id for claim in dispute.claims], [claim.id for claim in dispute.earlier]
    (<DisputeKind.DENIED>, ['there'], ['more'])
    >>> print(dispute.explain())  # doctest: +NORMALIZE_WHITESPACE
    Foreign troops in Kursk: asserted by South Korea (there: likely ("probably"), 2024-10-08), denied by Russia (fake:
    2024-10-10). Only denied earlier: 1 claim about something later.

    Attributes:
        kind: Whether the event or figure is denied, doubted or in conflict with another figure, or a date with another.
        events: The event in dispute, or two events if figures conflict across a hierarchy.
        figure: What the disputed figure counts, or None if the dispute is about the event itself.
        claims: The claims that assert it. In a conflict, the claims behind the lower bound or the earlier date.
        counterclaims: The claims that deny or doubt it. In a conflict, the claims behind the upper bound or the later
            date.
        claimants: The actors who make `claims`.
        counterclaimants: The actors who make `counterclaims`.
        divided: The actors on both sides, in person or through those who acted for them when they spoke. Blocs are
            left out. A claim that is only possibly part of the dispute counts as well.
        conflict: The conflict between the figures, with the bounds that remain if either side is dropped; otherwise
            None.
        possible: The claims that are only possibly part of the dispute, because what is asserted may have happened
            after it was denied. If `claims` is empty, the whole dispute is only possible.
        earlier: The assertions about something that happened after the denials. They are not disputed.
        phrases: Each claim with its figure, hedge, date and source, as `explain` lists them: those of `claims`, then
            those of `counterclaims`.
    """

    kind: DisputeKind
    events: tuple[Event, ...]
    figure: DisputedFigure | None
    claims: tuple[Claim, ...]
    counterclaims: tuple[Claim, ...]
    claimants: tuple[Actor, ...]
    counterclaimants: tuple[Actor, ...]
    divided: tuple[Actor, ...]
    conflict: Conflict | None = None
    possible: tuple[Claim, ...] = ()
    earlier: tuple[Claim, ...] = ()
    phrases: tuple[str, ...] = field(default=(), eq=False)

    @property
    def origins(self) -> tuple[int, int]:
        """How many utterances stand on each side."""
        ours, theirs = ({claim.utterance for claim in side} for side in (self.claims, self.counterclaims))
        return len(ours), len(theirs)

    @property
    def is_certain(self) -> bool:
        """Whether the two sides certainly contradict each other."""
        return bool(self.claims)

    def explain(self) -> str:
        """The dispute in one sentence, then what is only possibly disputed, and who has been on both sides."""
        for_it, against_it = _PHRASES[self.kind]
        matter = " and ".join(event.name for event in self.events)
        figure = "" if self.figure is None else f" ({counted_phrase(self.figure.unit, self.figure.phase)})"
        ours, theirs = self.phrases[: len(self.claims)], self.phrases[len(self.claims) :]
        sides = [_side(for_it, self.claimants, ours)] if self.claims else []
        sides.append(_side(against_it, self.counterclaimants, theirs))
        lines = [f"{matter}{figure}: {', '.join(sides)}."]
        if self.possible:
            lines.append(f"Possibly also: {_count(self.possible)}, which may be about something later.")
        if self.earlier:
            lines.append(f"Only denied earlier: {_count(self.earlier)} about something later.")
        lines += [f"{actor.name} has taken both sides." for actor in self.divided]
        return " ".join(lines)

    def __repr__(self) -> str:
        return f"<Dispute {self.kind.value}: {', '.join(event.id for event in self.events)}>"


_PHRASES: Final = {
    DisputeKind.DENIED: ("asserted by", "denied by"),
    DisputeKind.DOUBTED: ("asserted by", "doubted by"),
    DisputeKind.CONFLICT: ("a higher figure from", "a lower figure from"),
    DisputeKind.DATE: ("an earlier date from", "a later date from"),
}
"""How either side of each kind is put before the names of those who take it."""


def _side(phrase: str, actors: tuple[Actor, ...], phrases: Sequence[str]) -> str:
    return f"{phrase} {names_phrase(actor.name for actor in actors)} ({'; '.join(phrases)})"


def _count(claims: Sequence[Claim]) -> str:
    return f"{len(claims)} claim{'s' if len(claims) > 1 else ''}"


def disputes(dataset: RecordSet, *, about: AboutLike | None = None) -> tuple[Dispute, ...]:
    """The disputes of a dataset; see `Dataset.disputes`."""
    events = {claim.event for claim in (dataset.claims if about is None else dataset.claims.where(about=about))}
    standing = _standing(dataset)
    found = [
        one
        for one in (*_contested(dataset, standing), *_conflicting(dataset), *_differently_dated(dataset, standing))
        if any(event.id in events for event in one.events) or any(claim.event in events for claim in one.claims)
    ]
    return tuple(sorted(found, key=_order))


def _order(one: Dispute) -> tuple[object, ...]:
    figure = ("", "", "") if one.figure is None else (one.figure.unit, one.figure.phase.value, one.figure.reading.value)
    return (
        tuple(event.id for event in one.events),
        [*DisputeKind].index(one.kind),
        figure,
        tuple(claim.id for claim in (*one.claims, *one.counterclaims)),
    )


def _standing(dataset: RecordSet) -> dict[str, list[Claim]]:
    """The claims on each event that assert, deny or doubt something and have not been replaced, by event."""
    replaced = replacements(dataset)
    found: dict[str, list[Claim]] = {}
    for claim in dataset.claims:
        if (claim.stance is Stance.ASSERTS or is_against(claim)) and not replaced.are_there(claim):
            found.setdefault(claim.event, []).append(claim)
    return found


def _contested(dataset: RecordSet, standing: dict[str, list[Claim]]) -> Iterator[Dispute]:
    """What is denied or doubted: a figure if the counterclaim carries a figure, else the event."""
    against: dict[tuple[str, DisputedFigure | None, DisputeKind], list[Claim]] = {}
    for claims in standing.values():
        for claim in claims:
            if is_against(claim):
                kind = DisputeKind.DENIED if claim.stance is Stance.DENIES else DisputeKind.DOUBTED
                against.setdefault((claim.event, _counted(claim), kind), []).append(claim)
    asserted = {event: [one for one in claims if not is_against(one)] for event, claims in standing.items()}
    for (event, figure, kind), counterclaims in against.items():
        contest = Contest(dataset)
        there = [one for key in sorted(events_covered(dataset, event)) for one in asserted.get(key, ())]
        contest.add(counterclaims, there)
        for claim in counterclaims:
            for one in _answered(dataset, claim):
                contest.add_answer(claim, one)
        if (found := _found(dataset, kind, event, figure, contest)) is not None:
            yield found


def _answered(dataset: RecordSet, counterclaim: Claim) -> Iterator[Claim]:
    """What stands for the claims that a counterclaim answers, if it asserts something."""
    for one in answered(dataset, counterclaim):
        if one.stance is Stance.ASSERTS and not is_against(one) and one.utterance != counterclaim.utterance:
            yield one


def _found(
    dataset: RecordSet, kind: DisputeKind, event: str, figure: DisputedFigure | None, contest: Contest
) -> Dispute | None:
    sides, perhaps = contest.covered(Truth.YES), contest.covered(Truth.POSSIBLY)
    if not sides[0] and not perhaps[0]:
        return None
    possible = perhaps[0] if not sides[0] else [*perhaps[0], *perhaps[1]]
    if not sides[0]:
        sides = ([], perhaps[1])
    earlier = contest.covered(Truth.NO)[0]
    return _dispute(dataset, kind, (event,), figure, sides, possible=tuple(possible), earlier=tuple(earlier))


def _conflicting(dataset: RecordSet) -> Iterator[Dispute]:
    """The figures that cannot all hold, pair by pair. The figures of one origin never conflict with each other."""
    from axis_tracker.reasoning.conflict_index import conflicts_in
    from axis_tracker.reasoning.policies import Policy

    for conflict in conflicts_in(dataset, Policy()):
        sides = (conflict.lower, conflict.upper)
        events = dict.fromkeys(claim.event for side in sides for claim in side)
        yield _dispute(dataset, DisputeKind.CONFLICT, events, _counted(sides[0][0]), sides, conflict)


_ONCE: Final = (ActivityKind.LAUNCH, ActivityKind.TEST)
"""The kinds of activity that happen on one day."""


def _happens_once(event: Event, claims: Iterable[Claim]) -> bool:
    """Whether an event is a visit, a signing, a launch or a test: something that happens once, on one day or a few.

    A launch or a test with a figure stands for several.
    """
    if isinstance(event, Activity):
        return event.activity in _ONCE and all(claim.measure is None for claim in claims)
    return isinstance(event, (Delegation, Agreement))


def _differently_dated(dataset: RecordSet, standing: dict[str, list[Claim]]) -> Iterator[Dispute]:
    """The dates of one event that exclude each other: each against the next one that certainly comes after it."""
    for event, claims in standing.items():
        if not _happens_once(dataset.events[event], claims):
            continue
        dated: dict[tuple[int, int, int, int], list[Claim]] = {}
        for claim in claims:
            if claim.when is not None and modality_of(claim) is Modality.ACTUAL and not is_against(claim):
                dated.setdefault(claim.when.extent.ordinals, []).append(claim)
        begins = sorted(dated)
        for days in begins:
            number = bisect_right(begins, (days[3], NEVER, NEVER, NEVER))
            later = dated[begins[number]] if number < len(begins) else []
            sides = _of_other_utterances(dated[days], later)
            if all(sides):
                yield _dispute(dataset, DisputeKind.DATE, (event,), None, sides)


def _of_other_utterances(one: Sequence[Claim], other: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """Both sides without what only the same utterance contradicts: that is drift, or one speaker's several dates."""
    ours, theirs = ({claim.utterance for claim in side} for side in (one, other))
    return [claim for claim in one if theirs - {claim.utterance}], [
        claim for claim in other if ours - {claim.utterance}
    ]


def _counted(claim: Claim) -> DisputedFigure | None:
    measure = claim.measure
    return None if measure is None else DisputedFigure(measure.quantity.unit, measure.phase, measure.reading)


def _dispute(
    dataset: RecordSet,
    kind: DisputeKind,
    events: Iterable[str],
    figure: DisputedFigure | None,
    sides: tuple[Sequence[Claim], Sequence[Claim]],
    conflict: Conflict | None = None,
    *,
    possible: tuple[Claim, ...] = (),
    earlier: tuple[Claim, ...] = (),
) -> Dispute:
    """A dispute with the actors of either side, by id."""
    actors = dataset.actors
    claims, counterclaims = map(tuple, sides)
    makers, opponents = ({key for claim in side for key in claim.claimants} for side in sides)
    perhaps = [claim for claim in possible if not is_against(claim)]
    both = _principals(dataset, counterclaims) & _principals(dataset, (*claims, *perhaps))
    divided = sorted(key for key in both if actors[key].kind is not ActorKind.BLOC)
    claimants, counterclaimants, on_both_sides = (
        tuple(actors[key] for key in keys) for keys in (sorted(makers), sorted(opponents), divided)
    )
    about = tuple(dataset.events[key] for key in events)
    return Dispute(
        kind,
        about,
        figure,
        claims,
        counterclaims,
        claimants,
        counterclaimants,
        on_both_sides,
        conflict,
        possible,
        earlier,
        tuple(claim_phrase(dataset, claim) for claim in (*claims, *counterclaims)),
    )


def _principals(dataset: RecordSet, claims: Iterable[Claim]) -> set[str]:
    """The actors who certainly speak in one of the claims, in person or by somebody who acted for them then."""
    acts_for = dataset.hierarchy.acts_for
    extent = said_times(dataset).extent
    made = {(claimant, extent(claim)) for claim in claims for claimant in claim.claimants}
    above = {claimant: _above(dataset, claimant) for claimant in sorted({claimant for claimant, _ in made})}
    found = {
        principal
        for claimant, moment in made
        for principal in above[claimant]
        if acts_for(claimant, principal, moment).is_certain
    }
    return found | {principal for claim in claims for key in claim.speaking_for for principal in _above(dataset, key)}


def _above(dataset: RecordSet, actor: str) -> set[str]:
    found: set[str] = set()
    waiting = [actor]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(role.of for role in dataset.actors[current].roles)
    return found
