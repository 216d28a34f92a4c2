"""Queries on claims."""

from __future__ import annotations

from typing import Any, Self

from axis_tracker.dataset.event_selections import EventSelection
from axis_tracker.dataset.said_times import said_times
from axis_tracker.dataset.selections import (
    ActorLike,
    Criterion,
    DateLike,
    RecordSelection,
    any_acts,
    possible_records,
    yes_or_no,
)
from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document
from axis_tracker.model.events import Event
from axis_tracker.model.records import IdentifiedRecord
from axis_tracker.model.vocabulary import (
    Certainty,
    CertaintyName,
    Likelihood,
    LikelihoodName,
    Modality,
    ModalityName,
    Stance,
    StanceName,
    to_likelihood,
    to_modality,
    to_stance,
)

__all__ = ["ClaimSelection"]


class ClaimSelection(RecordSelection[Claim]):
    """A selection of claims."""

    __slots__ = ()
    _collection = "claims"

    def where(
        self,
        *,
        by: ActorLike | None = None,
        stance: Stance | StanceName | None = None,
        likelihood: Likelihood | LikelihoodName | None = None,
        modality: Modality | ModalityName | None = None,
        about: str | Event | EventSelection[Any] | None = None,
        answering: str | Claim | None = None,
        source: str | Document | None = None,
        made: DateLike | None = None,
        during: DateLike | None = None,
        certainty: Certainty | CertaintyName = Certainty.CERTAIN,
    ) -> Self:
        """Return the claims that meet all the given conditions.

        - `by`: a claimant is this actor, or acted for this actor when the claim was made. A claim whose `speaking_for`
          names the actor also meets this condition.
        - `stance`, `likelihood`, `modality`: the claim has this value.
        - `about`: the claim is about this event, or about an event in this selection. Claims about the events that may
          belong to the selection (`possible`) may meet this condition.
        - `answering`: the claim answers the claim given here.
        - `source`: the claim cites a passage of this document.
        - `made`: the claim was made within this window of time (see `SaidTimes`).
        - `during`: the claimed time overlaps this window. The claimed time is the `when` of the claim or, if the claim
          has none, the `when` of the event.

        `certainty="possible"` also returns the claims that may meet the conditions. Otherwise, `possible` says how many
        these are.

        Raises `UnknownNameError` for an unknown actor, event, claim or document, and `InvalidValueError` for an invalid
        value.
        """
        dataset = self._dataset
        criteria: list[Criterion] = []
        if by is not None:
            criteria.append(self._said_by(by))
        if stance is not None:
            wanted_stance = to_stance(stance)
            criteria.append(lambda claim: yes_or_no(claim.stance is wanted_stance))
        if likelihood is not None:
            wanted_likelihood = to_likelihood(likelihood)
            criteria.append(lambda claim: yes_or_no(claim.likelihood is wanted_likelihood))
        if modality is not None:
            wanted_modality = to_modality(modality)
            criteria.append(lambda claim: yes_or_no(claim.modality is wanted_modality))
        if about is not None:
            criteria.append(self._about(about))
        if answering is not None:
            answered = dataset.claims[_id(answering, Claim, "claim")].id
            criteria.append(lambda claim: yes_or_no(answered in claim.answers))
        if source is not None:
            document = dataset.documents[_id(source, Document, "document")].id
            criteria.append(lambda claim: yes_or_no(document in claim.documents))
        if made is not None:
            made_window = ImpreciseDate.of(made)
            times = said_times(dataset)
            criteria.append(lambda claim: times.extent(claim).within(made_window))
        if during is not None:
            criteria.append(self._time_during(ImpreciseDate.of(during)))
        return self._where(criteria, certainty)

    def _said_by(self, principal: ActorLike) -> Criterion:
        acts_for = self._acting_for(principal)
        times = said_times(self._dataset)
        # Most claims have few claimants in common, so the answers that do not depend on a date are kept.
        at_any_time: dict[tuple[str, ...], Truth] = {}

        def criterion(claim: Claim) -> Truth:
            # Claimants who spoke for an actor need not be known to act for it.
            speakers = (*claim.claimants, *claim.speaking_for)
            answer = at_any_time.get(speakers)
            if answer is None:
                answer = at_any_time[speakers] = any_acts(speakers, acts_for, None)
            if answer is not Truth.POSSIBLY:
                return answer
            return any_acts(speakers, acts_for, times.extent(claim))

        return criterion

    def _about(self, about: str | Event | EventSelection[Any]) -> Criterion:
        if not isinstance(about, EventSelection):
            event = self._dataset.events[_id(about, Event, "event", or_else=" or a selection of events")].id
            return lambda claim: yes_or_no(claim.event == event)
        truths = dict.fromkeys(about.ids, Truth.YES)
        truths |= {event.id: Truth.POSSIBLY for event in possible_records(about)}
        return lambda claim: truths.get(claim.event, Truth.NO)

    def _time_during(self, window: ImpreciseDate) -> Criterion:
        events = self._dataset.events

        def criterion(claim: Claim) -> Truth:
            when = claim.when if claim.when is not None else events[claim.event].when
            return Truth.POSSIBLY if when is None else when.during(window)

        return criterion


def _id(given: object, kind: type[IdentifiedRecord], one: str, or_else: str = "") -> str:
    """Return the id of a record, given as an id or as the record itself. `one` is the word for the record in errors."""
    if isinstance(given, str):
        return given
    if isinstance(given, kind):
        return given.id
    raise InvalidValueError(f"expected the id of one {one}, or the {one} itself{or_else}", value=given)
