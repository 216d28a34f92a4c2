"""The overview as a plain record: ids, texts and numbers, as `axis-tracker --json` prints it. Imports `overview`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict

from axis_tracker.reports.overview import Figure, overview

if TYPE_CHECKING:
    from axis_tracker.dataset.record_set import RecordSet
    from axis_tracker.model.claims import Claim
    from axis_tracker.model.records import IdentifiedRecord

__all__ = ["OverviewRecord", "overview_record"]


class FigureRecord(TypedDict):
    """A `Figure`; the claims by their ids."""

    unit: str
    phase: str
    reading: str
    per: str | None
    share_of: str | None
    at_least: str | None
    at_most: str | None
    claims: list[str]


class FlowRecord(TypedDict):
    """A transfer that is asserted or denied; all by ids."""

    event: str
    supplier: str
    recipient: str
    figures: list[FigureRecord]
    asserted: list[str]
    denied_by: list[str]
    denied_with_more_by: list[str]


class PresenceRecord(TypedDict):
    """A deployment that is asserted or denied; all by ids."""

    event: str
    figures: list[FigureRecord]
    asserted: list[str]
    denied_by: list[str]
    denied_with_more_by: list[str]


class VisitRecord(TypedDict):
    """A delegation, and how many claims tell of it."""

    event: str
    visitors: list[str]
    host: str
    claims: int


class DenialRecord(TypedDict):
    """A denial, whose it is, and the claims that it answers; all by ids."""

    claim: str
    by: list[str]
    answers: list[str]


class SourceRecord(TypedDict):
    """A document, and how many claims rest on it."""

    document: str
    claims: int


class OverviewRecord(TypedDict):
    """An `Overview`, and how many records each collection holds; in the order of the overview."""

    counts: dict[str, int]
    transfers: list[FlowRecord]
    deployments: list[PresenceRecord]
    delegations: list[VisitRecord]
    denials: list[DenialRecord]
    documents: list[SourceRecord]


def overview_record(dataset: RecordSet) -> OverviewRecord:
    """The overview of a dataset as a plain record.

    >>> import axis_tracker as axt
    >>> overview_record(axt.load())["delegations"][0]["event"]
    'belousov-in-north-korea-2024-11'
    """
    report = overview(dataset)
    return OverviewRecord(
        counts=dataset.counts,
        transfers=[
            FlowRecord(
                event=one.event.id,
                supplier=one.supplier.id,
                recipient=one.recipient.id,
                figures=_figures(one.figures),
                asserted=_ids(one.asserted),
                denied_by=_ids(one.denied_by),
                denied_with_more_by=_ids(one.denied_with_more_by),
            )
            for one in report.transfers
        ],
        deployments=[
            PresenceRecord(
                event=one.event.id,
                figures=_figures(one.figures),
                asserted=_ids(one.asserted),
                denied_by=_ids(one.denied_by),
                denied_with_more_by=_ids(one.denied_with_more_by),
            )
            for one in report.deployments
        ],
        delegations=[
            VisitRecord(event=one.event.id, visitors=_ids(one.visitors), host=one.host.id, claims=one.claims)
            for one in report.delegations
        ],
        denials=[
            DenialRecord(claim=one.claim.id, by=_ids(one.by), answers=_ids(one.answers)) for one in report.denials
        ],
        documents=[SourceRecord(document=one.document.id, claims=one.claims) for one in report.documents],
    )


def _figures(figures: Iterable[Figure]) -> list[FigureRecord]:
    return [
        FigureRecord(
            unit=one.unit,
            phase=one.phase.value,
            reading=one.reading.value,
            per=None if one.per is None else one.per.value,
            share_of=one.share_of,
            at_least=_id(one.at_least),
            at_most=_id(one.at_most),
            claims=_ids(one.claims),
        )
        for one in figures
    ]


def _ids(records: Iterable[IdentifiedRecord]) -> list[str]:
    return [record.id for record in records]


def _id(claim: Claim | None) -> str | None:
    return None if claim is None else claim.id
