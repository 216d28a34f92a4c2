"""The fields of records as keyword arguments of strategies.

Each argument is optional. It is a value that the class accepts, or a strategy for such values.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeAlias, TypedDict

from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Measure, MeasureRecord, Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.actors import Role
from axis_tracker.model.claims import Grade
from axis_tracker.model.documents import Passage, Uncoded
from axis_tracker.model.fields import Several, Texts
from axis_tracker.model.vocabulary import (
    ActivityKind,
    ActorKind,
    AlignmentKind,
    AssistanceForm,
    Basis,
    Credibility,
    Dating,
    Likelihood,
    Modality,
    Reliability,
    Stance,
    UncodedReason,
    UnrocaCategory,
)
from axis_tracker.reasoning.policies import Assumptions, PhaseOrder, Rates, Unnamed
from axis_tracker.testing.arguments import Choice

__all__ = [
    "ActivityFields",
    "ActorFields",
    "AgreementFields",
    "AlignmentFields",
    "ArmsTransferFields",
    "AssistanceFields",
    "ClaimFields",
    "DelegationFields",
    "DeploymentFields",
    "DocumentFields",
    "EngagementFields",
    "EventFields",
    "ExchangeFields",
    "ExerciseFields",
    "GradeFields",
    "ItemFields",
    "MeasureFields",
    "PassageFields",
    "PlaceFields",
    "PolicyFields",
    "RoleFields",
    "SanctionFields",
    "UncodedFields",
]

OptionalDate: TypeAlias = Choice[ImpreciseDate | date | str | None]
OptionalText: TypeAlias = Choice[str | None]


class MeasureFields(TypedDict, total=False):
    """The fields of a `Measure`. The fields that depend on the reading are always drawn."""

    quantity: Choice[Quantity]
    phase: Choice[Phase | str]
    reading: Choice[Reading | str]
    since: Choice[ImpreciseDate | str | None]


class RoleFields(TypedDict, total=False):
    """The fields of a `Role`."""

    of: Choice[str]
    title: OptionalText
    during: OptionalDate


class PassageFields(TypedDict, total=False):
    """The fields of a `Passage`."""

    document: Choice[str]
    start: Choice[int]
    end: Choice[int]
    digest: Choice[str]


class UncodedFields(TypedDict, total=False):
    """The fields of an `Uncoded`."""

    passage: Choice[Passage | str]
    reason: Choice[UncodedReason | str]
    repeats: Choice[Texts]


class _IdentifiedFields(TypedDict, total=False):
    id: Choice[str]
    note: OptionalText


class _NamedFields(_IdentifiedFields, total=False):
    name: Choice[str]


class _RegisteredFields(_NamedFields, total=False):
    aliases: Choice[Texts]
    identifiers: Choice[Texts]


class ActorFields(_RegisteredFields, total=False):
    """The fields of an `Actor`."""

    kind: Choice[ActorKind | str]
    country: OptionalText
    roles: Choice[Several[Role]]


class PlaceFields(_RegisteredFields, total=False):
    """The fields of a `Place`."""

    within: OptionalText
    country: OptionalText
    coordinates: Choice[Several[float] | None]


class ItemFields(_RegisteredFields, total=False):
    """The fields of an `Item`."""

    broader: Choice[Texts]
    unroca: Choice[UnrocaCategory | str | None]


class DocumentFields(_IdentifiedFields, total=False):
    """The fields of a `Document`."""

    title: Choice[str]
    publisher: OptionalText
    authors: Choice[Texts]
    published: Choice[ImpreciseDate | date | str]
    dating: Choice[Dating | str]
    dating_note: OptionalText
    length: Choice[int]
    sha256: Choice[str]
    language: Choice[str]
    url: OptionalText
    uncoded: Choice[Several[Uncoded]]


class EventFields(_NamedFields, total=False):
    """The fields that every kind of `Event` has."""

    when: OptionalDate


class DelegationFields(EventFields, total=False):
    """The fields of a `Delegation`."""

    visitors: Choice[Texts]
    host: Choice[str]
    place: OptionalText
    met: Choice[Texts]


class ArmsTransferFields(EventFields, total=False):
    """The fields of an `ArmsTransfer`."""

    supplier: Choice[str]
    recipient: Choice[str]
    item: Choice[str]


class DeploymentFields(EventFields, total=False):
    """The fields of a `Deployment`."""

    of: Choice[str]
    to: Choice[str]
    item: Choice[str]
    in_support_of: OptionalText


class AssistanceFields(EventFields, total=False):
    """The fields of an `Assistance`."""

    supplier: Choice[str]
    recipient: Choice[str]
    form: Choice[AssistanceForm | str]
    item: OptionalText


class ExchangeFields(EventFields, total=False):
    """The fields of an `Exchange`."""

    given: Choice[Texts]
    in_return: Choice[Texts]


class AgreementFields(EventFields, total=False):
    """The fields of an `Agreement`."""

    parties: Choice[Texts]
    place: OptionalText


class ExerciseFields(EventFields, total=False):
    """The fields of an `Exercise`."""

    participants: Choice[Texts]
    place: OptionalText
    item: OptionalText


class EngagementFields(EventFields, total=False):
    """The fields of an `Engagement`."""

    sides: Choice[Texts]
    place: OptionalText
    losses_of: OptionalText
    item: OptionalText


class ActivityFields(EventFields, total=False):
    """The fields of an `Activity`."""

    activity: Choice[ActivityKind | str]
    actors: Choice[Texts]
    place: OptionalText
    item: OptionalText


class SanctionFields(EventFields, total=False):
    """The fields of a `Sanction`."""

    targets: Choice[Texts]
    imposers: Choice[Texts]
    item: OptionalText


class AlignmentFields(EventFields, total=False):
    """The fields of an `Alignment`."""

    relation: Choice[AlignmentKind | str]
    parties: Choice[Texts]
    toward: Choice[Texts]


class ClaimFields(_IdentifiedFields, total=False):
    """The fields of a `Claim`."""

    event: Choice[str]
    claimants: Choice[Texts]
    summary: Choice[str]
    stance: Choice[Stance | str]
    likelihood: Choice[Likelihood | str]
    hedge: OptionalText
    modality: Choice[Modality | str]
    measure: Choice[Measure | MeasureRecord | None]
    when: OptionalDate
    when_words: OptionalText
    made: OptionalDate
    made_words: OptionalText
    origin: OptionalText
    relays: Choice[Texts]
    basis: Choice[Several[Basis | str]]
    evidence: Choice[Several[Passage | str]]
    answers: Choice[Texts]
    revises: OptionalText
    derived_from: Choice[Texts]
    assumption: OptionalText
    grade: Choice[Grade | str | None]


class GradeFields(TypedDict, total=False):
    """The fields of a `Grade`."""

    reliability: Choice[Reliability | str]
    credibility: Choice[Credibility | str]


class PolicyFields(TypedDict, total=False):
    """The fields of a `Policy`."""

    stances: Choice[Several[Stance | str]]
    minimum_likelihood: Choice[Likelihood | str]
    only: Choice[Texts]
    without: Choice[Texts]
    origins: Choice[int]
    unnamed: Choice[Unnamed | str]
    assumptions: Choice[Assumptions | str]
    rates: Choice[Rates | str]
    phases: Choice[PhaseOrder | str]
    margin: Choice[int | Decimal | None]
