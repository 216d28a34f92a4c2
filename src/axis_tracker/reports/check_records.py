"""JSON records of the results of checking, verifying, measuring coverage, comparing codings and exporting tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypedDict

from axis_tracker.dataset.said_times import said_too_early
from axis_tracker.reports.json_records import json_record, json_value

if TYPE_CHECKING:
    from axis_tracker.curation import agreement, coverage, verification
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
    "warning_lines",
]


class ProblemRecord(TypedDict):
    """A `Problem`.

    Attributes:
        file: The file that contains the problem, or null if the problem is not in a file.
        line: The number of the line, or null if the line is unknown.
        path: The path of the field that has the problem.
        reason: What is wrong.
        suggestion: What to write instead, or null if there is no suggestion.
        text: The complete message about the problem.
    """

    file: str | None
    line: int | None
    path: str
    reason: str
    suggestion: str | None
    text: str


class CheckRecord(TypedDict):
    """The result of a check of a dataset.

    Attributes:
        counts: The number of records in each collection, or null if the dataset could not be read.
        problems: The problems that were found.
        warnings: The dates that contradict what a claim reports. A dataset with warnings is valid.
    """

    counts: dict[str, int] | None
    problems: list[ProblemRecord]
    warnings: list[ProblemRecord]


class VerificationRecord(TypedDict):
    """A `Verification` of passages against the source texts.

    Attributes:
        documents: The ids of the documents that were verified.
        absent: The ids of the documents whose source text is missing.
        passages: The number of passages that were verified.
        unchecked: The number of passages in documents whose source text is missing.
        failures: The documents and passages that failed verification.
    """

    documents: list[str]
    absent: list[str]
    passages: int
    unchecked: int
    failures: list[ProblemRecord]


class SentenceRecord(TypedDict):
    """A sentence of a document.

    Attributes:
        start: The position of the first character of the sentence.
        end: The position after the last character of the sentence.
        claims: The ids of the claims that cite the sentence.
        uncoded: The reasons for leaving the sentence uncoded.
    """

    start: int
    end: int
    claims: list[str]
    uncoded: list[str]


class DocumentCoverageRecord(TypedDict):
    """The coverage of one document.

    Attributes:
        document: The id of the document.
        cited: The number of sentences that claims cite.
        uncoded: The number of sentences that are left uncoded for a reason.
        neither: The number of sentences that are neither cited nor left uncoded for a reason.
        sentences: The sentences, in the order of the document.
    """

    document: str
    cited: int
    uncoded: int
    neither: int
    sentences: list[SentenceRecord]


class CoverageRecord(TypedDict):
    """The coverage of several documents.

    Attributes:
        documents: The coverage of each document that has a text.
        absent: The ids of the documents that have no text.
    """

    documents: list[DocumentCoverageRecord]
    absent: list[str]


class FieldAgreementRecord(TypedDict):
    """The agreement between two codings on one field.

    Attributes:
        field: The name of the field.
        agreed: The number of matched pairs of claims that agree on the field.
        pairs: The number of matched pairs of claims.
        alpha: Krippendorff's alpha, or null if alpha is undefined.
    """

    field: str
    agreed: int
    pairs: int
    alpha: float | None


class DifferenceRecord(TypedDict):
    """A field that differs between two matched claims.

    Attributes:
        document: The id of the document.
        field: The name of the field.
        first: The id of the claim in the first coding.
        second: The id of the claim in the second coding.
        values: The values in the first and the second coding, as strings.
    """

    document: str
    field: str
    first: str
    second: str
    values: list[str]


class ComparisonRecord(TypedDict):
    """A `Comparison` of two codings.

    Attributes:
        pairs: The matched pairs of claims, each as two ids.
        only_first: The ids of the unmatched claims of the first coding.
        only_second: The ids of the unmatched claims of the second coding.
        fields: The agreement on each field.
        differences: The differences between matched claims.
    """

    pairs: list[list[str]]
    only_first: list[str]
    only_second: list[str]
    fields: list[FieldAgreementRecord]
    differences: list[DifferenceRecord]


class OmissionRecord(TypedDict):
    """A field that a table omits.

    Attributes:
        table: The name of the table.
        field: The name of the field.
        values: The number of values that the table omits.
        kept_in: The name of the table that contains the field, or null if no table contains the field.
    """

    table: str
    field: str
    values: int
    kept_in: str | None


class TablesRecord(TypedDict):
    """A `TablesReport` about exported tables.

    Attributes:
        path: The path to which the tables were written.
        format: The format of the tables.
        rows: The number of rows in each table.
        escaped: The number of cells that were escaped.
        omitted: The fields that the tables omit.
    """

    path: str
    format: str
    rows: dict[str, int]
    escaped: int
    omitted: list[OmissionRecord]


def check_record(dataset: RecordSet | None, problems: Iterable[Problem]) -> CheckRecord:
    """Return the JSON record of the result of a check. `dataset` is None if the dataset could not be read."""
    if dataset is None:
        return CheckRecord(counts=None, problems=_problems(problems), warnings=[])
    return CheckRecord(counts=dataset.counts, problems=_problems(problems), warnings=_problems(said_too_early(dataset)))


def warning_lines(dataset: RecordSet) -> Iterator[str]:
    """Yield a line for each warning about a valid dataset."""
    yield from (f"warning: {one}" for one in said_too_early(dataset))


def verification_record(found: verification.Verification) -> VerificationRecord:
    """Return the JSON record of the result of a verification."""
    return json_record(VerificationRecord, found, failures=_problems(found.failures))


def coverage_record(found: Iterable[coverage.DocumentCoverage], absent: Sequence[str]) -> CoverageRecord:
    """Return the JSON record of the coverage of documents.

    `absent` contains the ids of the documents that have no text.
    """
    documents = [
        json_record(DocumentCoverageRecord, one, sentences=[_sentence(covered) for covered in one.sentences])
        for one in found
    ]
    return CoverageRecord(documents=documents, absent=list(absent))


def comparison_record(found: agreement.Comparison) -> ComparisonRecord:
    """Return the JSON record of a comparison of two codings."""
    return json_record(ComparisonRecord, found)


def tables_record(report: TablesReport) -> TablesRecord:
    """Return the JSON record of a report on exported tables."""
    return json_record(TablesRecord, report, rows=dict(report.rows), escaped=len(report.escaped))


def _sentence(covered: coverage.CoveredSentence) -> SentenceRecord:
    uncoded = [passage.reason.value for passage in covered.uncoded]
    return json_record(SentenceRecord, covered.sentence, claims=json_value(covered.claims), uncoded=uncoded)


def _problems(problems: Iterable[Problem]) -> list[ProblemRecord]:
    return [json_record(ProblemRecord, one, text=str(one)) for one in problems]
