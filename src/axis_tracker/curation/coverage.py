"""The coverage of a document: which claims cite each sentence, or why the sentence is uncoded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from axis_tracker.curation.sentences import Sentence, sentences
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Uncoded

__all__ = ["CoveredSentence", "DocumentCoverage", "coverage"]

T = TypeVar("T")


class CoveredSentence(NamedTuple):
    """A sentence and its coding.

    Attributes:
        sentence: The sentence.
        claims: The claims whose evidence overlaps the sentence.
        uncoded: The uncoded passages that overlap the sentence.
    """

    sentence: Sentence
    claims: tuple[Claim, ...]
    uncoded: tuple[Uncoded, ...]

    @property
    def is_neither(self) -> bool:
        """Whether the sentence is neither cited nor marked as uncoded."""
        return not self.claims and not self.uncoded


class DocumentCoverage(NamedTuple):
    """The coverage of one document.

    Attributes:
        document: The id of the document.
        sentences: The sentences, in order.
    """

    document: str
    sentences: tuple[CoveredSentence, ...]

    @property
    def cited(self) -> int:
        """The number of sentences that at least one claim cites."""
        return sum(bool(one.claims) for one in self.sentences)

    @property
    def uncoded(self) -> int:
        """The number of sentences that are marked as uncoded and that no claim cites."""
        return sum(bool(one.uncoded) and not one.claims for one in self.sentences)

    @property
    def neither(self) -> int:
        """The number of sentences that are neither cited nor marked as uncoded."""
        return sum(one.is_neither for one in self.sentences)


def coverage(dataset: RecordSet, document: str, text: str) -> DocumentCoverage:
    """Return the coding of each sentence in a document's text.

    Raises `UnknownNameError` if the dataset does not contain the document.
    """
    spans = [
        (passage.start, passage.end, claim)
        for claim in dataset.claims.where(source=document)
        for passage in claim.evidence
        if passage.document == document
    ]
    gaps = [(one.passage.start, one.passage.end, one) for one in dataset.documents[document].uncoded]
    return DocumentCoverage(
        document,
        tuple(
            # A claim may cite several passages of one sentence and is listed once.
            CoveredSentence(one, tuple(dict.fromkeys(_overlapping(one, spans))), tuple(_overlapping(one, gaps)))
            for one in sentences(text)
        ),
    )


def _overlapping(sentence: Sentence, spans: Iterable[tuple[int, int, T]]) -> Iterator[T]:
    return (one for start, end, one in spans if start < sentence.end and end > sentence.start)
