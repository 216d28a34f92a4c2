"""A model of contested facts: who says what about the military cooperation of North Korea, Russia, Iran and China.

    import axis_tracker as axt

    ds = axt.load()

This module lists the public names and imports each name on first use (PEP 562). Therefore, importing the package loads
almost nothing.
"""

from __future__ import annotations

from axis_tracker._version import __version__
from axis_tracker.display import register_renderer

TYPE_CHECKING = False  # type checkers assume that it is true; importing `typing` would take too long

if TYPE_CHECKING:
    from collections.abc import Callable

    from axis_tracker import charts as charts  # a module, hence not in `__all__`
    from axis_tracker.curation.agreement import Comparison, Difference, FieldAgreement, compare
    from axis_tracker.curation.coverage import CoveredSentence, DocumentCoverage, coverage
    from axis_tracker.curation.hedges import CLAIM_HEDGES, ClaimHedge
    from axis_tracker.curation.locate import locate, locate_in_file
    from axis_tracker.curation.sentences import Sentence, sentences
    from axis_tracker.curation.verification import SourceText, Verification, source_text, verify
    from axis_tracker.errors import (
        AxisTrackerError,
        ClashError,
        DatasetError,
        DateNotationError,
        DateWordsError,
        FormatError,
        IndefiniteError,
        InvalidValueError,
        MissingExtraError,
        Problem,
        QuantityWordsError,
        ReadError,
        UnitMismatchError,
        UnknownNameError,
        WriteError,
    )
    from axis_tracker.facade.dataset import Dataset
    from axis_tracker.facade.packaged import load
    from axis_tracker.facade.reading import check, loads, read
    from axis_tracker.facade.selections import (
        Actors,
        Claims,
        Delegations,
        Deployments,
        Documents,
        Events,
        Items,
        Places,
        Selection,
        Transfers,
    )
    from axis_tracker.formats.files import iter_records, write, write_records
    from axis_tracker.formats.json import dumps
    from axis_tracker.formats.kinds import UnknownKinds
    from axis_tracker.formats.limits import Limits
    from axis_tracker.formats.registry import FORMATS, Format, Layout
    from axis_tracker.formats.schema import json_schema
    from axis_tracker.imprecise.dates import Boundary, ImpreciseDate, Precision
    from axis_tracker.imprecise.extents import Extent
    from axis_tracker.imprecise.measures import Measure, Period, Phase, Reading
    from axis_tracker.imprecise.quantities import Quantity
    from axis_tracker.imprecise.truth import Truth
    from axis_tracker.model.actors import Actor, Role
    from axis_tracker.model.claims import Claim, Grade, Support
    from axis_tracker.model.documents import Document, Passage, Uncoded
    from axis_tracker.model.events import (
        Activity,
        Agreement,
        Alignment,
        ArmsTransfer,
        Assistance,
        Delegation,
        Deployment,
        Engagement,
        Event,
        Exchange,
        Exercise,
        Parts,
        Sanction,
    )
    from axis_tracker.model.items import Item
    from axis_tracker.model.places import Place
    from axis_tracker.model.unknown_events import UnknownEvent
    from axis_tracker.model.vocabulary import (
        ActivityKind,
        ActorKind,
        AlignmentKind,
        AssistanceForm,
        Basis,
        Certainty,
        Credibility,
        Dating,
        Likelihood,
        Modality,
        PartsCover,
        Reliability,
        Stance,
        SupportKind,
        UncodedReason,
        UnrocaCategory,
    )
    from axis_tracker.reasoning.answer_tiers import AgreeingSet
    from axis_tracker.reasoning.bulk_estimates import EstimateRecord, EstimateRow, Estimates
    from axis_tracker.reasoning.conflicts import Conflict
    from axis_tracker.reasoning.conversions import Conversion, Inclusion
    from axis_tracker.reasoning.corroboration import (
        Corroboration,
        Origin,
        Supporting,
        Uncounted,
        UncountedReason,
        Voice,
    )
    from axis_tracker.reasoning.disputes import Dispute, DisputedFigure, DisputeKind
    from axis_tracker.reasoning.drift import Drift, DriftKind, DriftVersion
    from axis_tracker.reasoning.estimates import Estimate, OtherFigure
    from axis_tracker.reasoning.estimation import Question, SetAside
    from axis_tracker.reasoning.history import HistoryStep
    from axis_tracker.reasoning.ledger import Ledger, LedgerExchange, LedgerFigure, LedgerRecord, LedgerRow
    from axis_tracker.reasoning.policies import (
        Assumptions,
        PhaseOrder,
        Policy,
        Rates,
        SetAsideReason,
        UncertainFigures,
        Unnamed,
    )
    from axis_tracker.reasoning.revisions import Change, Revision, Shift
    from axis_tracker.reasoning.stances import Position, Stances
    from axis_tracker.reasoning.timeline import EntryKind, Slot, Timeline, TimelineEntry, TimelineRecord
    from axis_tracker.reports.overview import overview
    from axis_tracker.tables.columns import Column, ColumnType
    from axis_tracker.tables.formulas import Formulas
    from axis_tracker.tables.table import Omission, Table
    from axis_tracker.tables.writing import TablesReport, write_tables

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
    "Conversion",
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
    "Inclusion",
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
    "OtherFigure",
    "Parts",
    "PartsCover",
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
    "Support",
    "SupportKind",
    "Supporting",
    "Table",
    "TablesReport",
    "Timeline",
    "TimelineEntry",
    "TimelineRecord",
    "Transfers",
    "Truth",
    "UncertainFigures",
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
    "Voice",
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
    "curation.agreement": "Comparison Difference FieldAgreement compare",
    "curation.coverage": "CoveredSentence DocumentCoverage coverage",
    "curation.hedges": "CLAIM_HEDGES ClaimHedge",
    "curation.locate": "locate locate_in_file",
    "curation.sentences": "Sentence sentences",
    "curation.verification": "SourceText Verification source_text verify",
    "errors": (
        "AxisTrackerError ClashError DatasetError DateNotationError DateWordsError FormatError IndefiniteError "
        "InvalidValueError MissingExtraError Problem QuantityWordsError ReadError UnitMismatchError "
        "UnknownNameError WriteError"
    ),
    "facade.dataset": "Dataset",
    "facade.packaged": "load",
    "facade.reading": "check loads read",
    "facade.selections": "Actors Claims Delegations Deployments Documents Events Items Places Selection Transfers",
    "formats.files": "iter_records write write_records",
    "formats.json": "dumps",
    "formats.kinds": "UnknownKinds",
    "formats.limits": "Limits",
    "formats.registry": "FORMATS Format Layout",
    "formats.schema": "json_schema",
    "imprecise.dates": "Boundary ImpreciseDate Precision",
    "imprecise.extents": "Extent",
    "imprecise.measures": "Measure Period Phase Reading",
    "imprecise.quantities": "Quantity",
    "imprecise.truth": "Truth",
    "model.actors": "Actor Role",
    "model.unknown_events": "UnknownEvent",
    "model.claims": "Claim Grade Support",
    "model.documents": "Document Passage Uncoded",
    "model.events": (
        "Activity Agreement Alignment ArmsTransfer Assistance Delegation Deployment Engagement Event Exchange "
        "Exercise Parts Sanction"
    ),
    "model.items": "Item",
    "model.places": "Place",
    "model.vocabulary": (
        "ActivityKind ActorKind AlignmentKind AssistanceForm Basis Certainty Credibility Dating Likelihood "
        "Modality PartsCover Reliability Stance SupportKind UncodedReason UnrocaCategory"
    ),
    "reasoning.answer_tiers": "AgreeingSet",
    "reasoning.bulk_estimates": "EstimateRecord EstimateRow Estimates",
    "reasoning.conflicts": "Conflict",
    "reasoning.conversions": "Conversion Inclusion",
    "reasoning.corroboration": "Corroboration Origin Supporting Uncounted UncountedReason Voice",
    "reasoning.disputes": "Dispute DisputeKind DisputedFigure",
    "reasoning.drift": "Drift DriftKind DriftVersion",
    "reasoning.estimates": "Estimate OtherFigure",
    "reasoning.estimation": "Question SetAside",
    "reasoning.history": "HistoryStep",
    "reasoning.ledger": "Ledger LedgerExchange LedgerFigure LedgerRecord LedgerRow",
    "reasoning.policies": "Assumptions PhaseOrder Policy Rates SetAsideReason UncertainFigures Unnamed",
    "reasoning.revisions": "Change Revision Shift",
    "reasoning.stances": "Position Stances",
    "reasoning.timeline": "EntryKind Slot Timeline TimelineEntry TimelineRecord",
    "reports.overview": "overview",
    "tables.columns": "Column ColumnType",
    "tables.formulas": "Formulas",
    "tables.table": "Omission Table",
    "tables.writing": "TablesReport write_tables",
}
"""For each module, the public names that the module defines."""

_ROOMS = ("charts",)
"""The subpackages that users access as attributes, as in `axis_tracker.charts.timeline(ds)`."""

_DEPRECATED: dict[str, tuple[str, str]] = {}
"""For each deprecated name, the name to use instead and the version that removes the old name."""


def _load_renderer() -> Callable[[object], str]:
    from axis_tracker.reports.html_records import html_of

    return html_of


register_renderer(_load_renderer)


if not TYPE_CHECKING:  # with `__getattr__`, type checkers would accept every name

    def __getattr__(name: str) -> object:
        if name in _DEPRECATED:
            import warnings

            instead, last = _DEPRECATED[name]
            message = f"axis_tracker.{name} will be removed in version {last}; use axis_tracker.{instead}"
            warnings.warn(message, DeprecationWarning, stacklevel=2)
            name = instead
        from importlib import import_module

        if name in _ROOMS:
            return import_module(f"axis_tracker.{name}")
        for module, names in _HOMES.items():
            if name in names.split():
                found: object = getattr(import_module(f"axis_tracker.{module}"), name)
                # Python then finds the name without calling `__getattr__` again.
                globals()[name] = found
                return found
        raise AttributeError(f"module 'axis_tracker' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
