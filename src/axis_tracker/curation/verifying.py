"""Verification: whether the documents are those that were coded, and every passage reads what was digested.

Imports the dataset and `texts`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from typing import NamedTuple

from axis_tracker.curation.texts import SourceText, source_text
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import Problem
from axis_tracker.model.documents import Document, Passage

__all__ = ["Verification", "passages_in", "verify"]


class Verification(NamedTuple):
    """What was checked, and what failed.

    `documents` and `absent` are ids: those whose text was there, and those that could not be checked; `passages` is
    how many passages were checked, `unchecked` how many lie in absent documents; `failures` has a row for each
    failure.
    """

    documents: tuple[str, ...]
    absent: tuple[str, ...]
    passages: int
    unchecked: int
    failures: tuple[Problem, ...]


def passages_in(dataset: RecordSet, document: str) -> Iterator[tuple[str, Passage]]:
    """Every passage of a document that the dataset points at, with the path of the record that does."""
    for claim in dataset.claims:
        for index, passage in enumerate(claim.evidence):
            if passage.document == document:
                yield f"claims[{claim.id!r}].evidence[{index}]", passage
    for index, one in enumerate(dataset.documents[document].uncoded):
        if one.passage.document == document:
            yield f"documents[{document!r}].uncoded[{index}].passage", one.passage


def verify(dataset: RecordSet, texts: str | os.PathLike[str]) -> Verification:
    """Check each document's length and SHA-256, and each passage's digest, against the texts in a folder.

    A document whose text is absent counts as not checked, never as verified. Raises `ReadError` if `texts` is no
    folder.
    """
    present: list[str] = []
    absent: list[str] = []
    failures: list[Problem] = []
    passages = unchecked = 0
    for document in dataset.documents:
        pointed_at = list(passages_in(dataset, document.id))
        text = source_text(texts, document.id)
        if text is None:
            absent.append(document.id)
            unchecked += len(pointed_at)
            continue
        present.append(document.id)
        passages += len(pointed_at)
        failures.extend(_document_failures(document, text))
        failures.extend(
            Problem("the text there is not the one that was digested", path=path, value=str(passage))
            for path, passage in pointed_at
            if not passage.matches(text.content)
        )
    return Verification(tuple(present), tuple(absent), passages, unchecked, tuple(failures))


def _document_failures(document: Document, text: SourceText) -> Iterator[Problem]:
    path = f"documents[{document.id!r}]"
    if len(text.content) != document.length:
        yield Problem(
            f"the text has {len(text.content)} characters, the record {document.length}",
            path=f"{path}.length",
            value=document.length,
        )
    digest = hashlib.sha256(text.raw).hexdigest()
    if digest != document.sha256:
        yield Problem(f"the file has the SHA-256 {digest}", path=f"{path}.sha256", value=document.sha256)
