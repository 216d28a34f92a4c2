"""Who says what about the military cooperation of North Korea, Russia, Iran and China, and what follows from it.

    import axis_tracker as axt

    ds = axt.load()

The public names are listed here and found on first use (PEP 562), so that importing the package loads next to
nothing. Each lives in the room that its line names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from axis_tracker._version import __version__

if TYPE_CHECKING:
    from axis_tracker.curation.checking import check as check
    from axis_tracker.curation.hedges import CLAIM_HEDGES as CLAIM_HEDGES
    from axis_tracker.curation.hedges import ClaimHedge as ClaimHedge
    from axis_tracker.curation.locate import locate as locate
    from axis_tracker.curation.locate import locate_in_file as locate_in_file
    from axis_tracker.dataset.dataset import Dataset as Dataset
    from axis_tracker.dataset.selections import (
        Actors as Actors,
    )
    from axis_tracker.dataset.selections import (
        Claims as Claims,
    )
    from axis_tracker.dataset.selections import (
        Delegations as Delegations,
    )
    from axis_tracker.dataset.selections import (
        Deployments as Deployments,
    )
    from axis_tracker.dataset.selections import (
        Documents as Documents,
    )
    from axis_tracker.dataset.selections import (
        Events as Events,
    )
    from axis_tracker.dataset.selections import (
        Items as Items,
    )
    from axis_tracker.dataset.selections import (
        Places as Places,
    )
    from axis_tracker.dataset.selections import (
        Selection as Selection,
    )
    from axis_tracker.dataset.selections import (
        Transfers as Transfers,
    )
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
    from axis_tracker.formats.files import load as load
    from axis_tracker.formats.files import read as read
    from axis_tracker.formats.files import write as write
    from axis_tracker.formats.json import dumps as dumps
    from axis_tracker.formats.json import loads as loads
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
    from axis_tracker.reports.overview import overview as overview

__all__ = [
    "CLAIM_HEDGES",
    "Activity",
    "ActivityKind",
    "Actor",
    "ActorKind",
    "Actors",
    "Agreement",
    "Alignment",
    "AlignmentKind",
    "ArmsTransfer",
    "Assistance",
    "AssistanceForm",
    "AxisTrackerError",
    "Basis",
    "Boundary",
    "Certainty",
    "Claim",
    "ClaimHedge",
    "Claims",
    "ClashError",
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
    "Document",
    "Documents",
    "Engagement",
    "Event",
    "Events",
    "Exchange",
    "Exercise",
    "Extent",
    "Grade",
    "ImpreciseDate",
    "IndefiniteError",
    "InvalidValueError",
    "Item",
    "Items",
    "Likelihood",
    "Measure",
    "MissingExtraError",
    "Modality",
    "Passage",
    "Period",
    "Phase",
    "Place",
    "Places",
    "Precision",
    "Problem",
    "Quantity",
    "QuantityWordsError",
    "ReadError",
    "Reading",
    "Reliability",
    "Role",
    "Sanction",
    "Selection",
    "Stance",
    "Transfers",
    "Truth",
    "Uncoded",
    "UncodedReason",
    "UnitMismatchError",
    "UnknownNameError",
    "UnrocaCategory",
    "__version__",
    "check",
    "dumps",
    "load",
    "loads",
    "locate",
    "locate_in_file",
    "overview",
    "read",
    "write",
]

_HOMES = {
    "curation.checking": "check",
    "curation.hedges": "CLAIM_HEDGES ClaimHedge",
    "curation.locate": "locate locate_in_file",
    "dataset.dataset": "Dataset",
    "dataset.selections": "Actors Claims Delegations Deployments Documents Events Items Places Selection Transfers",
    "errors": (
        "AxisTrackerError ClashError DatasetError DateNotationError DateWordsError IndefiniteError "
        "InvalidValueError MissingExtraError Problem QuantityWordsError ReadError UnitMismatchError "
        "UnknownNameError"
    ),
    "formats.files": "load read write",
    "formats.json": "dumps loads",
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
    "reports.overview": "overview",
}
"""Module -> the public names that live there."""


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
