"""The contents of the coverage chart as plain rows. A row counts what is cited, uncoded or neither in a document.

The module `coverage_drawing` draws the rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from axis_tracker.dataset.record_set import RecordSet

if TYPE_CHECKING:
    from axis_tracker.curation.coverage import DocumentCoverage
    from axis_tracker.model.documents import Passage

__all__ = ["CoverageRow", "CoverageRows", "coverage_rows"]


class CoverageRow(NamedTuple):
    """The coverage of one document, in sentences or characters.

    Attributes:
        name: The title of the document, or its id.
        cited: The number of sentences or characters cited by a claim.
        uncoded: The number of sentences or characters marked as uncoded for a reason.
        neither: The number of sentences or characters that are neither cited nor marked as uncoded.
    """

    name: str
    cited: int
    uncoded: int
    neither: int

    @property
    def total(self) -> int:
        """The number of sentences or characters in the document."""
        return self.cited + self.uncoded + self.neither


class CoverageRows(NamedTuple):
    """The complete contents of the coverage chart.

    Attributes:
        unit: What is counted: "sentences" or "characters".
        rows: The row for each document.
    """

    unit: str
    rows: tuple[CoverageRow, ...]


def coverage_rows(of: RecordSet | Iterable[DocumentCoverage]) -> CoverageRows:
    """Return the coverage in sentences for results of `axis_tracker.coverage`, and in characters for a dataset.

    >>> import axis_tracker as axt
    >>> found = coverage_rows(axt.load())
    >>> found.unit, [row.total for row in found.rows] == [document.length for document in axt.load().documents]
    ('characters', True)
    """
    if isinstance(of, RecordSet):
        return CoverageRows("characters", tuple(_by_characters(of)))
    return CoverageRows(
        "sentences",
        tuple(CoverageRow(one.document, one.cited, one.uncoded, one.neither) for one in of),
    )


def _by_characters(dataset: RecordSet) -> Iterable[CoverageRow]:
    passages: dict[str, list[Passage]] = {document.id: [] for document in dataset.documents}
    for claim in dataset.claims:
        for passage in claim.evidence:
            passages[passage.document].append(passage)
    for document in dataset.documents:
        cited = _length(passages[document.id], document.length)
        both = _length([*passages[document.id], *(one.passage for one in document.uncoded)], document.length)
        yield CoverageRow(document.title, cited, both - cited, document.length - both)


def _length(passages: Iterable[Passage], length: int) -> int:
    """Count the characters of a text that are in at least one of the passages."""
    reached = total = 0
    for start, end in sorted((passage.start, min(passage.end, length)) for passage in passages):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
