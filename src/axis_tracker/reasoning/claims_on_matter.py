"""Claims on a matter: which of them support it, which do not count and why, and which speak against it.

Imports `voices` (who counts), `implication` (what a figure implies), `denials` (what speaks against it) and `revisions`
(what has been replaced); `corroboration` counts the voices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.dataset.said_times import ALWAYS
from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event
from axis_tracker.model.vocabulary import NEUTRAL_STANCES, ActorKind, Modality
from axis_tracker.reasoning.covered_events import events_covered
from axis_tracker.reasoning.denials import (
    Contest,
    answered,
    claims_by_event,
    counterclaims_by_event,
    is_against,
    is_of_matter,
    says_none,
)
from axis_tracker.reasoning.implication import Implication, implication
from axis_tracker.reasoning.matters import modality_of
from axis_tracker.reasoning.revisions import replacements
from axis_tracker.reasoning.utterances import said_on
from axis_tracker.reasoning.voices import speakers_of

__all__ = ["ClaimsOnMatter", "Uncounted", "UncountedReason"]


class UncountedReason(ControlledTerm):
    """Why a claim on the matter does not count."""

    SUPERSEDED = "superseded", "was replaced by a revision"
    NO_STAND = "no-stand", "takes no side"
    OTHER_MODALITY = (
        "other-modality",
        "states a plan, forecast, wish or possibility where the matter is a fact, or the reverse",
    )
    OTHER_DENIAL = "other-denial", "denies or doubts something else"
    OWN_DOUBT = "own-doubt", "doubts or denies what the same utterance asserts"
    NO_FIGURE = "no-figure", Implication.NO_FIGURE.meaning
    OTHER_MEASURE = "other-measure", Implication.OTHER_MEASURE.meaning
    OTHER_TIME = "other-time", Implication.OTHER_TIME.meaning
    SAYS_LESS = "says-less", Implication.SAYS_LESS.meaning
    UNCERTAIN = "uncertain", Implication.UNCERTAIN.meaning
    CONTRADICTS = "contradicts", Implication.CONTRADICTS.meaning
    UNNAMED = "unnamed", "comes only from unnamed sources, who may be one and the same person"
    BYLINE = "byline", "comes only from an author or an outlet that names no basis for it"


@frozen
class Uncounted:
    """A claim that does not count as corroboration, with the reason.

    Attributes:
        claim: The claim.
        reason: Why it does not count.
    """

    claim: Claim
    reason: UncountedReason


class ClaimsOnMatter:
    """The claims on a matter, sorted by whether they support it.

    Attributes:
        counted: The claims that support it and have a voice, by utterance.
        uncounted: The claims that do not count, each with the reason.
        earlier: The denials and doubts from before it can have happened.
    """

    def __init__(self, dataset: RecordSet, matter: Event | Claim) -> None:
        self._dataset = dataset
        self._matter = matter
        self._event = matter.event if isinstance(matter, Claim) else matter.id
        self._modality = modality_of(matter) if isinstance(matter, Claim) else Modality.ACTUAL
        self._replaced = replacements(dataset)
        self.counted: dict[str, list[Claim]] = {}
        self.uncounted: list[Uncounted] = []
        self.earlier: list[Claim] = []
        by_event = claims_by_event(dataset)
        opposed: list[Claim] = []
        for key in sorted(events_covered(dataset, self._event)):
            for claim in by_event.get(key, ()):
                if not self._replaced.are_there(claim) and is_against(claim):
                    opposed += [claim] if key == self._event else []
                else:
                    self._sift(claim)
        opposed += self._opposed_elsewhere(counterclaims_by_event(dataset))
        self._oppose(opposed)

    @property
    def all_counted(self) -> list[Claim]:
        """All claims that count, utterance by utterance."""
        return [claim for claims in self.counted.values() for claim in claims]

    def against(self, truth: Truth) -> list[Claim]:
        """The claims that speak against the matter so certainly."""
        return self._contest.covered(truth)[1]

    def _sift(self, claim: Claim) -> None:
        reason = self._reason(claim)
        if reason is None:
            self.counted.setdefault(claim.utterance, []).append(claim)
        elif claim.event == self._event or reason in (UncountedReason.UNNAMED, UncountedReason.BYLINE):
            self.uncounted.append(Uncounted(claim, reason))

    def _reason(self, claim: Claim) -> UncountedReason | None:
        """Why a claim does not count, if it does not; it does not speak against the matter."""
        if self._replaced.are_there(claim):
            return UncountedReason.SUPERSEDED
        if claim.stance in NEUTRAL_STANCES:
            return UncountedReason.NO_STAND
        if modality_of(claim) is not self._modality:
            return UncountedReason.OTHER_MODALITY
        if not isinstance(self._matter, Claim):
            if says_none(claim):
                return UncountedReason.CONTRADICTS
        else:
            implied = implication(self._dataset, claim, self._matter)
            if implied is not Implication.IMPLIES:
                return UncountedReason(implied.value)
        if speakers_of(self._dataset, claim):
            return None
        kinds = {self._dataset.actors[key].kind for key in claim.claimants}
        return UncountedReason.UNNAMED if kinds == {ActorKind.SOURCE} else UncountedReason.BYLINE

    def _opposed_elsewhere(self, by_event: dict[str, list[Claim]]) -> Iterator[Claim]:
        """What speaks against a wider event, or answers the claim in question from elsewhere."""
        disputed = {self._matter.id} if isinstance(self._matter, Claim) else set()
        for key, claims in by_event.items():
            if key != self._event:
                is_wider = self._event in events_covered(self._dataset, key)
                for claim in claims:
                    if is_wider or not disputed.isdisjoint(one.id for one in answered(self._dataset, claim)):
                        yield claim

    def _oppose(self, opposed: Sequence[Claim]) -> None:
        """Sort what speaks against the matter by how certainly it does."""
        self._contest = contest = Contest(self._dataset)
        disputed = [self._matter] if isinstance(self._matter, Claim) else self.all_counted
        contest.add(opposed, disputed)
        ids = {one.id for one in disputed}
        for claim in opposed:
            for one in answered(self._dataset, claim):
                if one.id in ids and one.utterance != claim.utterance:
                    contest.add_answer(claim, one)
        if not disputed:
            self._oppose_event(opposed)
        found = {claim.id for truth in (Truth.YES, Truth.POSSIBLY) for claim in self.against(truth)}
        for claim in opposed:
            if claim.id not in found:
                self._set_aside(claim, disputed)

    def _oppose_event(self, opposed: Sequence[Claim]) -> None:
        """A denial of an event that nobody asserts stands alone, unless it was made before the event."""
        when = self._dataset.events[self._event].when
        begun = ALWAYS if when is None else when.extent.ordinals[0]
        for claim in opposed:
            if modality_of(claim) is self._modality and claim.measure is None:
                denied = said_on(self._dataset, claim)[1]
                self._contest.note(Truth.YES if begun <= denied else Truth.NO, claim)

    def _set_aside(self, claim: Claim, disputed: Sequence[Claim]) -> None:
        if modality_of(claim) is not self._modality:
            reason = UncountedReason.OTHER_MODALITY
        elif disputed and all(one.utterance == claim.utterance for one in disputed):
            reason = UncountedReason.OWN_DOUBT
        elif (not disputed and claim.measure is None) or any(
            is_of_matter(self._dataset, claim, one).is_possible for one in disputed
        ):
            self.earlier.append(claim)
            return
        else:
            reason = UncountedReason.OTHER_DENIAL
        if claim.event == self._event:
            self.uncounted.append(Uncounted(claim, reason))
