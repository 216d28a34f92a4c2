"""What a check finds as plain records: what `--json` prints of checks, verification, coverage, comparison and tables.

Imports the curation and tables rooms, for type checking only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from axis_tracker.curation.agreement import Comparison
    from axis_tracker.curation.coverage import DocumentCoverage
    from axis_tracker.curation.verification import Verification
    from axis_tracker.dataset.record_set import RecordSet
    from axis_tracker.errors import Problem
    from axis_tracker.tables.writing import TablesReport

__all__ = [
    "CheckRecord",
    "ComparisonRecord",
    "CoverageRecord",
    "TablesRecord",
    "VerificationRecord",
    "check_record",
    "comparison_record",
    "coverage_record",
    "tables_record",
    "verification_record",
]


class ProblemRecord(TypedDict):
    """A `Problem`; `text` says all of it in a sentence."""

    file: str | None
    line: int | None
    path: str
    reason: str
    suggestion: str | None
    text: str


class CheckRecord(TypedDict):
    """What a check found: the records by collection (None if there is no dataset, for the problems), the problems."""

    counts: dict[str, int] | None
    problems: list[ProblemRecord]


class VerificationRecord(TypedDict):
    """A `Verification`: ids of the documents that were checked and of those that could not be, and what failed."""

    documents: list[str]
    absent: list[str]
    passages: int
    unchecked: int
    failures: list[ProblemRecord]


class SentenceRecord(TypedDict):
    """A sentence by its characters, the ids of the claims that cite it, and the reasons why it is uncoded."""

    start: int
    end: int
    claims: list[str]
    uncoded: list[str]


class DocumentCoverageRecord(TypedDict):
    """The sentences of one document: how many are cited, uncoded with a reason, or neither, and each of them."""

    document: str
    cited: int
    uncoded: int
    neither: int
    sentences: list[SentenceRecord]


class CoverageRecord(TypedDict):
    """The coverage of the documents whose text was there, and the ids of the others."""

    documents: list[DocumentCoverageRecord]
    absent: list[str]


class FieldAgreementRecord(TypedDict):
    """How many pairs of claims agree in a field, of how many, and Krippendorff's alpha (None where it has none)."""

    field: str
    agreed: int
    pairs: int
    alpha: float | None


class DifferenceRecord(TypedDict):
    """A field in which two matched claims (ids) differ, with both values as text."""

    document: str
    field: str
    first: str
    second: str
    values: list[str]


class ComparisonRecord(TypedDict):
    """A `Comparison` of two codings; claims by their ids."""

    pairs: list[list[str]]
    only_first: list[str]
    only_second: list[str]
    fields: list[FieldAgreementRecord]
    differences: list[DifferenceRecord]


class OmissionRecord(TypedDict):
    """A field that a table leaves out, with how many values, and the table that has it (None if none has)."""

    table: str
    field: str
    values: int
    kept_in: str | None


class TablesRecord(TypedDict):
    """A `TablesReport`: what was written where, how many rows of each table, what they leave out."""

    path: str
    format: str
    rows: dict[str, int]
    escaped: int
    omitted: list[OmissionRecord]


def check_record(dataset: RecordSet | None, problems: Iterable[Problem]) -> CheckRecord:
    """What a check found."""
    return CheckRecord(counts=None if dataset is None else dataset.counts, problems=_problems(problems))


def verification_record(found: Verification) -> VerificationRecord:
    """What was verified and what failed."""
    return VerificationRecord(
        documents=list(found.documents),
        absent=list(found.absent),
        passages=found.passages,
        unchecked=found.unchecked,
        failures=_problems(found.failures),
    )


def coverage_record(found: Iterable[DocumentCoverage], absent: Sequence[str]) -> CoverageRecord:
    """The coverage of some documents, and which could not be looked at."""
    return CoverageRecord(
        documents=[
            DocumentCoverageRecord(
                document=one.document,
                cited=one.cited,
                uncoded=one.uncoded,
                neither=one.neither,
                sentences=[
                    SentenceRecord(
                        start=covered.sentence.start,
                        end=covered.sentence.end,
                        claims=[claim.id for claim in covered.claims],
                        uncoded=[stretch.reason.value for stretch in covered.uncoded],
                    )
                    for covered in one.sentences
                ],
            )
            for one in found
        ],
        absent=list(absent),
    )


def comparison_record(found: Comparison) -> ComparisonRecord:
    """How far two codings agree."""
    return ComparisonRecord(
        pairs=[[first.id, second.id] for first, second in found.pairs],
        only_first=[claim.id for claim in found.only_first],
        only_second=[claim.id for claim in found.only_second],
        fields=[
            FieldAgreementRecord(field=one.field, agreed=one.agreed, pairs=one.pairs, alpha=one.alpha)
            for one in found.fields
        ],
        differences=[
            DifferenceRecord(
                document=one.document,
                field=one.field,
                first=one.first.id,
                second=one.second.id,
                values=list(one.values),
            )
            for one in found.differences
        ],
    )


def tables_record(report: TablesReport) -> TablesRecord:
    """What was written as tables."""
    return TablesRecord(
        path=str(report.path),
        format=report.format.value,
        rows=dict(report.rows),
        escaped=len(report.escaped),
        omitted=[
            OmissionRecord(table=one.table, field=one.field, values=one.values, kept_in=one.kept_in)
            for one in report.omitted
        ],
    )


def _problems(problems: Iterable[Problem]) -> list[ProblemRecord]:
    return [
        ProblemRecord(
            file=one.file,
            line=one.line,
            path=one.path,
            reason=one.reason,
            suggestion=one.suggestion,
            text=str(one),
        )
        for one in problems
    ]
