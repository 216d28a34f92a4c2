"""What a chart of coverage shows, as plain rows: how much of a document is cited, left uncoded with a reason, neither.

Imports the dataset and what curation tells of coverage; `coverage_drawing` draws it.
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
    """A document, and how many of its sentences or characters are what."""

    document: str
    name: str
    cited: int
    uncoded: int
    neither: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.cited + self.uncoded + self.neither


class CoverageRows(NamedTuple):
    """All that the chart shows; `unit` is what is counted, "sentences" or "characters"."""

    unit: str
    rows: tuple[CoverageRow, ...]


def coverage_rows(of: RecordSet | Iterable[DocumentCoverage]) -> CoverageRows:
    """Sentence by sentence, of what `axis_tracker.coverage` gave; of a dataset, which has no texts, by characters.

    >>> import axis_tracker as axt
    >>> found = coverage_rows(axt.load())
    >>> found.unit, [row.total for row in found.rows] == [one.length for one in axt.load().documents]
    ('characters', True)
    """
    if isinstance(of, RecordSet):
        return CoverageRows("characters", tuple(_by_characters(of)))
    return CoverageRows(
        "sentences",
        tuple(CoverageRow(one.document, one.document, one.cited, one.uncoded, one.neither) for one in of),
    )


def _by_characters(dataset: RecordSet) -> Iterable[CoverageRow]:
    passages: dict[str, list[Passage]] = {document.id: [] for document in dataset.documents}
    for claim in dataset.claims:
        for passage in claim.evidence:
            passages[passage.document].append(passage)
    for document in dataset.documents:
        cited = _length(passages[document.id], document.length)
        both = _length([*passages[document.id], *(one.passage for one in document.uncoded)], document.length)
        yield CoverageRow(document.id, document.title, cited, both - cited, document.length - both)


def _length(passages: Iterable[Passage], length: int) -> int:
    """How many characters of a text of that length lie in one of the passages at least."""
    reached = total = 0
    for start, end in sorted((passage.start, min(passage.end, length)) for passage in passages):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
