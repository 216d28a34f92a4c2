"""Who says what about the military cooperation of North Korea, Russia, Iran and China, and what follows from it.

    import axis_tracker as axt

    ds = axt.load()

The public names are listed here and found on first use (PEP 562), so that importing the package loads next to
nothing. Each lives in the room that its line names.
"""

from __future__ import annotations

from axis_tracker._version import __version__

TYPE_CHECKING = False  # type checkers take it for true; to import it from `typing` costs more than all the rest

if TYPE_CHECKING:
    from axis_tracker.curation.checking import check as check
    from axis_tracker.curation.comparing import (
        Comparison as Comparison,
        Difference as Difference,
        FieldAgreement as FieldAgreement,
        compare as compare,
    )
    from axis_tracker.curation.coverage import (
        CoveredSentence as CoveredSentence,
        DocumentCoverage as DocumentCoverage,
        coverage as coverage,
    )
    from axis_tracker.curation.hedges import CLAIM_HEDGES as CLAIM_HEDGES, ClaimHedge as ClaimHedge
    from axis_tracker.curation.locate import locate as locate, locate_in_file as locate_in_file
    from axis_tracker.curation.sentences import Sentence as Sentence, sentences as sentences
    from axis_tracker.curation.texts import SourceText as SourceText, source_text as source_text
    from axis_tracker.curation.verifying import Verification as Verification, verify as verify
    from axis_tracker.dataset.claim_selections import Claims as Claims
    from axis_tracker.dataset.dataset import Dataset as Dataset
    from axis_tracker.dataset.event_selections import (
        Delegations as Delegations,
        Deployments as Deployments,
        Events as Events,
        Transfers as Transfers,
    )
    from axis_tracker.dataset.record_selections import (
        Actors as Actors,
        Documents as Documents,
        Items as Items,
        Places as Places,
    )
    from axis_tracker.dataset.selections import Selection as Selection
    from axis_tracker.errors import (
        AxisTrackerError as AxisTrackerError,
        ClashError as ClashError,
        DatasetError as DatasetError,
        DateNotationError as DateNotationError,
        DateWordsError as DateWordsError,
        IndefiniteError as IndefiniteError,
        InvalidValueError as InvalidValueError,
        MissingExtraError as MissingExtraError,
        Problem as Problem,
        QuantityWordsError as QuantityWordsError,
        ReadError as ReadError,
        UnitMismatchError as UnitMismatchError,
        UnknownNameError as UnknownNameError,
    )
    from axis_tracker.formats.files import read as read, write as write
    from axis_tracker.formats.json import dumps as dumps, loads as loads
    from axis_tracker.formats.packaged import load as load
    from axis_tracker.imprecise.dates import (
        Boundary as Boundary,
        ImpreciseDate as ImpreciseDate,
        Precision as Precision,
    )
    from axis_tracker.imprecise.extents import Extent as Extent
    from axis_tracker.imprecise.measures import Measure as Measure, Period as Period, Phase as Phase, Reading as Reading
    from axis_tracker.imprecise.quantities import Quantity as Quantity
    from axis_tracker.imprecise.truth import Truth as Truth
    from axis_tracker.model.actors import Actor as Actor, Role as Role
    from axis_tracker.model.claims import Claim as Claim, Grade as Grade
    from axis_tracker.model.documents import Document as Document, Passage as Passage, Uncoded as Uncoded
    from axis_tracker.model.events import (
        Activity as Activity,
        Agreement as Agreement,
        Alignment as Alignment,
        ArmsTransfer as ArmsTransfer,
        Assistance as Assistance,
        Delegation as Delegation,
        Deployment as Deployment,
        Engagement as Engagement,
        Event as Event,
        Exchange as Exchange,
        Exercise as Exercise,
        Sanction as Sanction,
    )
    from axis_tracker.model.items import Item as Item
    from axis_tracker.model.places import Place as Place
    from axis_tracker.model.vocabulary import (
        ActivityKind as ActivityKind,
        ActorKind as ActorKind,
        AlignmentKind as AlignmentKind,
        AssistanceForm as AssistanceForm,
        Basis as Basis,
        Certainty as Certainty,
        Credibility as Credibility,
        Dating as Dating,
        Likelihood as Likelihood,
        Modality as Modality,
        Reliability as Reliability,
        Stance as Stance,
        UncodedReason as UncodedReason,
        UnrocaCategory as UnrocaCategory,
    )
    from axis_tracker.reasoning.cases import Question as Question, SetAside as SetAside
    from axis_tracker.reasoning.conflicts import AgreeingSet as AgreeingSet, Conflict as Conflict
    from axis_tracker.reasoning.corroboration import (
        Corroboration as Corroboration,
        Origin as Origin,
        Uncounted as Uncounted,
        UncountedReason as UncountedReason,
    )
    from axis_tracker.reasoning.disputes import (
        Dispute as Dispute,
        DisputeKind as DisputeKind,
        DisputedFigure as DisputedFigure,
    )
    from axis_tracker.reasoning.drift import Drift as Drift, DriftKind as DriftKind, DriftVersion as DriftVersion
    from axis_tracker.reasoning.estimates import Estimate as Estimate
    from axis_tracker.reasoning.history import HistoryStep as HistoryStep
    from axis_tracker.reasoning.ledger import (
        Ledger as Ledger,
        LedgerExchange as LedgerExchange,
        LedgerFigure as LedgerFigure,
        LedgerRecord as LedgerRecord,
        LedgerRow as LedgerRow,
    )
    from axis_tracker.reasoning.policies import (
        Assumptions as Assumptions,
        PhaseOrder as PhaseOrder,
        Policy as Policy,
        Rates as Rates,
        SetAsideReason as SetAsideReason,
        Unnamed as Unnamed,
    )
    from axis_tracker.reasoning.revisions import Change as Change, Revision as Revision, Shift as Shift
    from axis_tracker.reasoning.stances import Position as Position, Stances as Stances
    from axis_tracker.reasoning.timeline import (
        EntryKind as EntryKind,
        Slot as Slot,
        Timeline as Timeline,
        TimelineEntry as TimelineEntry,
        TimelineRecord as TimelineRecord,
    )
    from axis_tracker.reports.overview import overview as overview

__all__ = [
    "Activity",
    "ActivityKind",
    "Actor",
    "ActorKind",
    "Actors",
    "AgreeingSet",
    "Agreement",
    "Alignment",
    "AlignmentKind",
    "ArmsTransfer",
    "Assistance",
    "AssistanceForm",
    "Assumptions",
    "AxisTrackerError",
    "Basis",
    "Boundary",
    "CLAIM_HEDGES",
    "Certainty",
    "Change",
    "Claim",
    "ClaimHedge",
    "Claims",
    "ClashError",
    "Comparison",
    "Conflict",
    "Corroboration",
    "CoveredSentence",
    "Credibility",
    "Dataset",
    "DatasetError",
    "DateNotationError",
    "DateWordsError",
    "Dating",
    "Delegation",
    "Delegations",
    "Deployment",
    "Deployments",
    "Difference",
    "Dispute",
    "DisputeKind",
    "DisputedFigure",
    "Document",
    "DocumentCoverage",
    "Documents",
    "Drift",
    "DriftKind",
    "DriftVersion",
    "Engagement",
    "EntryKind",
    "Estimate",
    "Event",
    "Events",
    "Exchange",
    "Exercise",
    "Extent",
    "FieldAgreement",
    "Grade",
    "HistoryStep",
    "ImpreciseDate",
    "IndefiniteError",
    "InvalidValueError",
    "Item",
    "Items",
    "Ledger",
    "LedgerExchange",
    "LedgerFigure",
    "LedgerRecord",
    "LedgerRow",
    "Likelihood",
    "Measure",
    "MissingExtraError",
    "Modality",
    "Origin",
    "Passage",
    "Period",
    "Phase",
    "PhaseOrder",
    "Place",
    "Places",
    "Policy",
    "Position",
    "Precision",
    "Problem",
    "Quantity",
    "QuantityWordsError",
    "Question",
    "Rates",
    "ReadError",
    "Reading",
    "Reliability",
    "Revision",
    "Role",
    "Sanction",
    "Selection",
    "Sentence",
    "SetAside",
    "SetAsideReason",
    "Shift",
    "Slot",
    "SourceText",
    "Stance",
    "Stances",
    "Timeline",
    "TimelineEntry",
    "TimelineRecord",
    "Transfers",
    "Truth",
    "Uncoded",
    "UncodedReason",
    "Uncounted",
    "UncountedReason",
    "UnitMismatchError",
    "UnknownNameError",
    "Unnamed",
    "UnrocaCategory",
    "Verification",
    "__version__",
    "check",
    "compare",
    "coverage",
    "dumps",
    "load",
    "loads",
    "locate",
    "locate_in_file",
    "overview",
    "read",
    "sentences",
    "source_text",
    "verify",
    "write",
]

_HOMES = {
    "curation.checking": "check",
    "curation.comparing": "Comparison Difference FieldAgreement compare",
    "curation.coverage": "CoveredSentence DocumentCoverage coverage",
    "curation.hedges": "CLAIM_HEDGES ClaimHedge",
    "curation.locate": "locate locate_in_file",
    "curation.sentences": "Sentence sentences",
    "curation.texts": "SourceText source_text",
    "curation.verifying": "Verification verify",
    "dataset.claim_selections": "Claims",
    "dataset.dataset": "Dataset",
    "dataset.event_selections": "Delegations Deployments Events Transfers",
    "dataset.record_selections": "Actors Documents Items Places",
    "dataset.selections": "Selection",
    "errors": (
        "AxisTrackerError ClashError DatasetError DateNotationError DateWordsError IndefiniteError "
        "InvalidValueError MissingExtraError Problem QuantityWordsError ReadError UnitMismatchError "
        "UnknownNameError"
    ),
    "formats.files": "read write",
    "formats.json": "dumps loads",
    "formats.packaged": "load",
    "imprecise.dates": "Boundary ImpreciseDate Precision",
    "imprecise.extents": "Extent",
    "imprecise.measures": "Measure Period Phase Reading",
    "imprecise.quantities": "Quantity",
    "imprecise.truth": "Truth",
    "model.actors": "Actor Role",
    "model.claims": "Claim Grade",
    "model.documents": "Document Passage Uncoded",
    "model.events": (
        "Activity Agreement Alignment ArmsTransfer Assistance Delegation Deployment Engagement Event Exchange "
        "Exercise Sanction"
    ),
    "model.items": "Item",
    "model.places": "Place",
    "model.vocabulary": (
        "ActivityKind ActorKind AlignmentKind AssistanceForm Basis Certainty Credibility Dating Likelihood "
        "Modality Reliability Stance UncodedReason UnrocaCategory"
    ),
    "reasoning.cases": "Question SetAside",
    "reasoning.conflicts": "AgreeingSet Conflict",
    "reasoning.corroboration": "Corroboration Origin Uncounted UncountedReason",
    "reasoning.disputes": "Dispute DisputeKind DisputedFigure",
    "reasoning.drift": "Drift DriftKind DriftVersion",
    "reasoning.estimates": "Estimate",
    "reasoning.history": "HistoryStep",
    "reasoning.ledger": "Ledger LedgerExchange LedgerFigure LedgerRecord LedgerRow",
    "reasoning.policies": "Assumptions PhaseOrder Policy Rates SetAsideReason Unnamed",
    "reasoning.revisions": "Change Revision Shift",
    "reasoning.stances": "Position Stances",
    "reasoning.timeline": "EntryKind Slot Timeline TimelineEntry TimelineRecord",
    "reports.overview": "overview",
}
"""Module -> the public names that live there."""


if not TYPE_CHECKING:  # else type checkers would believe that every name is there

    def __getattr__(name: str) -> object:
        for module, names in _HOMES.items():
            if name in names.split():
                from importlib import import_module

                found: object = getattr(import_module(f"axis_tracker.{module}"), name)
                globals()[name] = found
                return found
        raise AttributeError(f"module 'axis_tracker' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
