"""Coverage: for each sentence of a document, which claims cite it, or why it was left uncoded.

Imports the dataset and `sentences`.
"""

from __future__ import annotations

from typing import NamedTuple

from axis_tracker.curation.sentences import Sentence, sentences
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Uncoded

__all__ = ["CoveredSentence", "DocumentCoverage", "coverage"]


class CoveredSentence(NamedTuple):
    """A sentence, the claims whose evidence lies in it (in part at least), and the uncoded stretches that do."""

    sentence: Sentence
    claims: tuple[Claim, ...]
    uncoded: tuple[Uncoded, ...]

    @property
    def is_neither(self) -> bool:
        """Whether nobody has said anything of this sentence."""
        return not self.claims and not self.uncoded


class DocumentCoverage(NamedTuple):
    """The sentences of one document."""

    document: str
    sentences: tuple[CoveredSentence, ...]

    @property
    def cited(self) -> int:
        """How many sentences some claim cites."""
        return sum(bool(one.claims) for one in self.sentences)

    @property
    def uncoded(self) -> int:
        """How many are uncoded with a reason, and cited by no claim."""
        return sum(bool(one.uncoded) and not one.claims for one in self.sentences)

    @property
    def neither(self) -> int:
        """How many are neither."""
        return sum(one.is_neither for one in self.sentences)


def coverage(dataset: RecordSet, document: str, text: str) -> DocumentCoverage:
    """Which sentences of a document's text are coded.

    Raises `UnknownNameError` for a document that the dataset does not have.
    """
    uncoded = dataset.documents[document].uncoded
    spans = [
        (passage.start, passage.end, claim)
        for claim in dataset.claims.where(source=document)
        for passage in claim.evidence
        if passage.document == document
    ]
    return DocumentCoverage(
        document,
        tuple(
            CoveredSentence(
                one,
                tuple(dict.fromkeys(claim for start, end, claim in spans if start < one.end and end > one.start)),
                tuple(
                    stretch
                    for stretch in uncoded
                    if stretch.passage.start < one.end and stretch.passage.end > one.start
                ),
            )
            for one in sentences(text)
        ),
    )
