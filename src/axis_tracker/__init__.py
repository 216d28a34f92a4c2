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
    from axis_tracker import charts as charts
    from axis_tracker.curation.checking import check as check
    from axis_tracker.curation.comparing import (
        Comparison as Comparison,
    )
    from axis_tracker.curation.comparing import (
        Difference as Difference,
    )
    from axis_tracker.curation.comparing import (
        FieldAgreement as FieldAgreement,
    )
    from axis_tracker.curation.comparing import (
        compare as compare,
    )
    from axis_tracker.curation.coverage import (
        CoveredSentence as CoveredSentence,
    )
    from axis_tracker.curation.coverage import (
        DocumentCoverage as DocumentCoverage,
    )
    from axis_tracker.curation.coverage import (
        coverage as coverage,
    )
    from axis_tracker.curation.hedges import CLAIM_HEDGES as CLAIM_HEDGES
    from axis_tracker.curation.hedges import ClaimHedge as ClaimHedge
    from axis_tracker.curation.locate import locate as locate
    from axis_tracker.curation.locate import locate_in_file as locate_in_file
    from axis_tracker.curation.sentences import Sentence as Sentence
    from axis_tracker.curation.sentences import sentences as sentences
    from axis_tracker.curation.texts import SourceText as SourceText
    from axis_tracker.curation.texts import source_text as source_text
    from axis_tracker.curation.verifying import Verification as Verification
    from axis_tracker.curation.verifying import verify as verify
    from axis_tracker.dataset.claim_selections import Claims as Claims
    from axis_tracker.dataset.dataset import Dataset as Dataset
    from axis_tracker.dataset.event_selections import (
        Delegations as Delegations,
    )
    from axis_tracker.dataset.event_selections import (
        Deployments as Deployments,
    )
    from axis_tracker.dataset.event_selections import (
        Events as Events,
    )
    from axis_tracker.dataset.event_selections import (
        Transfers as Transfers,
    )
    from axis_tracker.dataset.record_selections import (
        Actors as Actors,
    )
    from axis_tracker.dataset.record_selections import (
        Documents as Documents,
    )
    from axis_tracker.dataset.record_selections import (
        Items as Items,
    )
    from axis_tracker.dataset.record_selections import (
        Places as Places,
    )
    from axis_tracker.dataset.selections import Selection as Selection
    from axis_tracker.errors import (
        AxisTrackerError as AxisTrackerError,
    )
    from axis_tracker.errors import (
        ClashError as ClashError,
    )
    from axis_tracker.errors import (
        DatasetError as DatasetError,
    )
    from axis_tracker.errors import (
        DateNotationError as DateNotationError,
    )
    from axis_tracker.errors import (
        DateWordsError as DateWordsError,
    )
    from axis_tracker.errors import (
        FormatError as FormatError,
    )
    from axis_tracker.errors import (
        IndefiniteError as IndefiniteError,
    )
    from axis_tracker.errors import (
        InvalidValueError as InvalidValueError,
    )
    from axis_tracker.errors import (
        MissingExtraError as MissingExtraError,
    )
    from axis_tracker.errors import (
        Problem as Problem,
    )
    from axis_tracker.errors import (
        QuantityWordsError as QuantityWordsError,
    )
    from axis_tracker.errors import (
        ReadError as ReadError,
    )
    from axis_tracker.errors import (
        UnitMismatchError as UnitMismatchError,
    )
    from axis_tracker.errors import (
        UnknownNameError as UnknownNameError,
    )
    from axis_tracker.errors import (
        WriteError as WriteError,
    )
    from axis_tracker.formats.files import (
        iter_records as iter_records,
    )
    from axis_tracker.formats.files import (
        read as read,
    )
    from axis_tracker.formats.files import (
        write as write,
    )
    from axis_tracker.formats.files import (
        write_records as write_records,
    )
    from axis_tracker.formats.json import dumps as dumps
    from axis_tracker.formats.json import loads as loads
    from axis_tracker.formats.kinds import UnknownKinds as UnknownKinds
    from axis_tracker.formats.limits import Limits as Limits
    from axis_tracker.formats.packaged import load as load
    from axis_tracker.formats.registry import FORMATS as FORMATS
    from axis_tracker.formats.registry import Format as Format
    from axis_tracker.formats.registry import Layout as Layout
    from axis_tracker.formats.schema import json_schema as json_schema
    from axis_tracker.imprecise.dates import (
        Boundary as Boundary,
    )
    from axis_tracker.imprecise.dates import (
        ImpreciseDate as ImpreciseDate,
    )
    from axis_tracker.imprecise.dates import (
        Precision as Precision,
    )
    from axis_tracker.imprecise.extents import Extent as Extent
    from axis_tracker.imprecise.measures import Measure as Measure
    from axis_tracker.imprecise.measures import Period as Period
    from axis_tracker.imprecise.measures import Phase as Phase
    from axis_tracker.imprecise.measures import Reading as Reading
    from axis_tracker.imprecise.quantities import Quantity as Quantity
    from axis_tracker.imprecise.truth import Truth as Truth
    from axis_tracker.model.actors import Actor as Actor
    from axis_tracker.model.actors import Role as Role
    from axis_tracker.model.claims import Claim as Claim
    from axis_tracker.model.claims import Grade as Grade
    from axis_tracker.model.documents import Document as Document
    from axis_tracker.model.documents import Passage as Passage
    from axis_tracker.model.documents import Uncoded as Uncoded
    from axis_tracker.model.events import (
        Activity as Activity,
    )
    from axis_tracker.model.events import (
        Agreement as Agreement,
    )
    from axis_tracker.model.events import (
        Alignment as Alignment,
    )
    from axis_tracker.model.events import (
        ArmsTransfer as ArmsTransfer,
    )
    from axis_tracker.model.events import (
        Assistance as Assistance,
    )
    from axis_tracker.model.events import (
        Delegation as Delegation,
    )
    from axis_tracker.model.events import (
        Deployment as Deployment,
    )
    from axis_tracker.model.events import (
        Engagement as Engagement,
    )
    from axis_tracker.model.events import (
        Event as Event,
    )
    from axis_tracker.model.events import (
        Exchange as Exchange,
    )
    from axis_tracker.model.events import (
        Exercise as Exercise,
    )
    from axis_tracker.model.events import (
        Sanction as Sanction,
    )
    from axis_tracker.model.items import Item as Item
    from axis_tracker.model.places import Place as Place
    from axis_tracker.model.unknown_events import UnknownEvent as UnknownEvent
    from axis_tracker.model.vocabulary import (
        ActivityKind as ActivityKind,
    )
    from axis_tracker.model.vocabulary import (
        ActorKind as ActorKind,
    )
    from axis_tracker.model.vocabulary import (
        AlignmentKind as AlignmentKind,
    )
    from axis_tracker.model.vocabulary import (
        AssistanceForm as AssistanceForm,
    )
    from axis_tracker.model.vocabulary import (
        Basis as Basis,
    )
    from axis_tracker.model.vocabulary import (
        Certainty as Certainty,
    )
    from axis_tracker.model.vocabulary import (
        Credibility as Credibility,
    )
    from axis_tracker.model.vocabulary import (
        Dating as Dating,
    )
    from axis_tracker.model.vocabulary import (
        Likelihood as Likelihood,
    )
    from axis_tracker.model.vocabulary import (
        Modality as Modality,
    )
    from axis_tracker.model.vocabulary import (
        Reliability as Reliability,
    )
    from axis_tracker.model.vocabulary import (
        Stance as Stance,
    )
    from axis_tracker.model.vocabulary import (
        UncodedReason as UncodedReason,
    )
    from axis_tracker.model.vocabulary import (
        UnrocaCategory as UnrocaCategory,
    )
    from axis_tracker.reasoning.all_estimates import (
        EstimateRecord as EstimateRecord,
    )
    from axis_tracker.reasoning.all_estimates import (
        EstimateRow as EstimateRow,
    )
    from axis_tracker.reasoning.all_estimates import (
        Estimates as Estimates,
    )
    from axis_tracker.reasoning.cases import Question as Question
    from axis_tracker.reasoning.cases import SetAside as SetAside
    from axis_tracker.reasoning.conflicts import AgreeingSet as AgreeingSet
    from axis_tracker.reasoning.conflicts import Conflict as Conflict
    from axis_tracker.reasoning.corroboration import (
        Corroboration as Corroboration,
    )
    from axis_tracker.reasoning.corroboration import (
        Origin as Origin,
    )
    from axis_tracker.reasoning.corroboration import (
        Uncounted as Uncounted,
    )
    from axis_tracker.reasoning.corroboration import (
        UncountedReason as UncountedReason,
    )
    from axis_tracker.reasoning.disputes import (
        Dispute as Dispute,
    )
    from axis_tracker.reasoning.disputes import (
        DisputedFigure as DisputedFigure,
    )
    from axis_tracker.reasoning.disputes import (
        DisputeKind as DisputeKind,
    )
    from axis_tracker.reasoning.drift import Drift as Drift
    from axis_tracker.reasoning.drift import DriftKind as DriftKind
    from axis_tracker.reasoning.drift import DriftVersion as DriftVersion
    from axis_tracker.reasoning.estimates import Estimate as Estimate
    from axis_tracker.reasoning.history import HistoryStep as HistoryStep
    from axis_tracker.reasoning.ledger import (
        Ledger as Ledger,
    )
    from axis_tracker.reasoning.ledger import (
        LedgerExchange as LedgerExchange,
    )
    from axis_tracker.reasoning.ledger import (
        LedgerFigure as LedgerFigure,
    )
    from axis_tracker.reasoning.ledger import (
        LedgerRecord as LedgerRecord,
    )
    from axis_tracker.reasoning.ledger import (
        LedgerRow as LedgerRow,
    )
    from axis_tracker.reasoning.policies import (
        Assumptions as Assumptions,
    )
    from axis_tracker.reasoning.policies import (
        PhaseOrder as PhaseOrder,
    )
    from axis_tracker.reasoning.policies import (
        Policy as Policy,
    )
    from axis_tracker.reasoning.policies import (
        Rates as Rates,
    )
    from axis_tracker.reasoning.policies import (
        SetAsideReason as SetAsideReason,
    )
    from axis_tracker.reasoning.policies import (
        Unnamed as Unnamed,
    )
    from axis_tracker.reasoning.revisions import Change as Change
    from axis_tracker.reasoning.revisions import Revision as Revision
    from axis_tracker.reasoning.revisions import Shift as Shift
    from axis_tracker.reasoning.stances import Position as Position
    from axis_tracker.reasoning.stances import Stances as Stances
    from axis_tracker.reasoning.timeline import (
        EntryKind as EntryKind,
    )
    from axis_tracker.reasoning.timeline import (
        Slot as Slot,
    )
    from axis_tracker.reasoning.timeline import (
        Timeline as Timeline,
    )
    from axis_tracker.reasoning.timeline import (
        TimelineEntry as TimelineEntry,
    )
    from axis_tracker.reasoning.timeline import (
        TimelineRecord as TimelineRecord,
    )
    from axis_tracker.reports.overview import overview as overview
    from axis_tracker.tables.columns import Column as Column
    from axis_tracker.tables.columns import ColumnType as ColumnType
    from axis_tracker.tables.formulas import Formulas as Formulas
    from axis_tracker.tables.table import Omission as Omission
    from axis_tracker.tables.table import Table as Table
    from axis_tracker.tables.writing import (
        TablesReport as TablesReport,
    )
    from axis_tracker.tables.writing import (
        write_tables as write_tables,
    )

__all__ = [
    "CLAIM_HEDGES",
    "FORMATS",
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
    "Certainty",
    "Change",
    "Claim",
    "ClaimHedge",
    "Claims",
    "ClashError",
    "Column",
    "ColumnType",
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
    "EstimateRecord",
    "EstimateRow",
    "Estimates",
    "Event",
    "Events",
    "Exchange",
    "Exercise",
    "Extent",
    "FieldAgreement",
    "Format",
    "FormatError",
    "Formulas",
    "Grade",
    "HistoryStep",
    "ImpreciseDate",
    "IndefiniteError",
    "InvalidValueError",
    "Item",
    "Items",
    "Layout",
    "Ledger",
    "LedgerExchange",
    "LedgerFigure",
    "LedgerRecord",
    "LedgerRow",
    "Likelihood",
    "Limits",
    "Measure",
    "MissingExtraError",
    "Modality",
    "Omission",
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
    "Table",
    "TablesReport",
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
    "UnknownEvent",
    "UnknownKinds",
    "UnknownNameError",
    "Unnamed",
    "UnrocaCategory",
    "Verification",
    "WriteError",
    "__version__",
    "check",
    "compare",
    "coverage",
    "dumps",
    "iter_records",
    "json_schema",
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
    "write_records",
    "write_tables",
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
        "AxisTrackerError ClashError DatasetError DateNotationError DateWordsError FormatError "
        "IndefiniteError InvalidValueError MissingExtraError Problem QuantityWordsError ReadError UnitMismatchError "
        "UnknownNameError WriteError"
    ),
    "formats.files": "iter_records read write write_records",
    "formats.json": "dumps loads",
    "formats.kinds": "UnknownKinds",
    "formats.limits": "Limits",
    "formats.packaged": "load",
    "formats.registry": "FORMATS Format Layout",
    "formats.schema": "json_schema",
    "imprecise.dates": "Boundary ImpreciseDate Precision",
    "imprecise.extents": "Extent",
    "imprecise.measures": "Measure Period Phase Reading",
    "imprecise.quantities": "Quantity",
    "imprecise.truth": "Truth",
    "model.actors": "Actor Role",
    "model.unknown_events": "UnknownEvent",
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
    "reasoning.all_estimates": "EstimateRecord EstimateRow Estimates",
    "reasoning.estimates": "Estimate",
    "reasoning.history": "HistoryStep",
    "reasoning.ledger": "Ledger LedgerExchange LedgerFigure LedgerRecord LedgerRow",
    "reasoning.policies": "Assumptions PhaseOrder Policy Rates SetAsideReason Unnamed",
    "reasoning.revisions": "Change Revision Shift",
    "reasoning.stances": "Position Stances",
    "reasoning.timeline": "EntryKind Slot Timeline TimelineEntry TimelineRecord",
    "reports.overview": "overview",
    "tables.columns": "Column ColumnType",
    "tables.formulas": "Formulas",
    "tables.table": "Omission Table",
    "tables.writing": "TablesReport write_tables",
}
"""Module -> the public names that live there."""

_ROOMS = ("charts",)
"""The rooms that are used under their own name: `axis_tracker.charts.timeline(ds)`."""

_DEPRECATED: dict[str, tuple[str, str]] = {}
"""Name that goes -> the public name to use instead, and the version without the old one."""


if not TYPE_CHECKING:  # else type checkers would believe that every name is there

    def __getattr__(name: str) -> object:
        if name in _DEPRECATED:
            import warnings

            instead, last = _DEPRECATED[name]
            message = f"axis_tracker.{name} goes in version {last}: use axis_tracker.{instead}"
            warnings.warn(message, DeprecationWarning, stacklevel=2)
            name = instead
        from importlib import import_module

        if name in _ROOMS:
            return import_module(f"axis_tracker.{name}")
        for module, names in _HOMES.items():
            if name in names.split():
                found: object = getattr(import_module(f"axis_tracker.{module}"), name)
                globals()[name] = found
                return found
        raise AttributeError(f"module 'axis_tracker' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
