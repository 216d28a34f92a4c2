"""Verify that a dataset matches its source texts, and that each quantity matches the words from which it was read.

The source texts are in a folder with a UTF-8 file `ID.txt` for each document, where ID is the id of the document. The
texts are not part of a dataset, and only the check of positions and digests needs them.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import InvalidValueError, Problem, ReadError
from axis_tracker.model.documents import Document, Passage

__all__ = ["SourceText", "Verification", "misread_wordings", "passages_in", "source_text", "verify"]


class SourceText(NamedTuple):
    """The source text of a document.

    Attributes:
        content: The text, decoded as UTF-8, with its original line endings.
        raw: The bytes of the file.
    """

    content: str
    raw: bytes


def source_text(folder: str | os.PathLike[str], document: str) -> SourceText | None:
    """Return the text of the document with this id, or None if the folder has no file `ID.txt`.

    Raises `ReadError` if `folder` is not a folder, or if the file is not encoded in UTF-8.
    """
    if not Path(folder).is_dir():
        raise ReadError([Problem("not a folder", file=str(folder))])
    path = Path(folder) / f"{document}.txt"
    if not path.is_file():
        return None
    # Read as bytes, because text mode would translate line endings and shift positions.
    raw = path.read_bytes()
    try:
        return SourceText(raw.decode(), raw)
    except UnicodeDecodeError as error:
        raise ReadError([Problem(f"is not UTF-8: {error.reason} at byte {error.start}", file=str(path))]) from None


class Verification(NamedTuple):
    """The result of verifying a dataset against its source texts.

    Attributes:
        documents: The ids of the checked documents.
        absent: The ids of the documents that have no text in the folder and were therefore not checked.
        passages: The number of checked passages.
        unchecked: The number of passages in documents that have no text in the folder.
        failures: The failed checks.
    """

    documents: tuple[str, ...]
    absent: tuple[str, ...]
    passages: int
    unchecked: int
    failures: tuple[Problem, ...]


def passages_in(dataset: RecordSet, document: str) -> Iterator[tuple[str, Passage]]:
    """Yield the path and the passage for each reference in the dataset to a passage of this document."""
    for claim in dataset.claims:
        for index, passage in enumerate(claim.evidence):
            if passage.document == document:
                yield f"claims[{claim.id!r}].evidence[{index}]", passage
    for index, one in enumerate(dataset.documents[document].uncoded):
        if one.passage.document == document:
            yield f"documents[{document!r}].uncoded[{index}].passage", one.passage


def verify(dataset: RecordSet, texts: str | os.PathLike[str]) -> Verification:
    """Check the length and SHA-256 of each document, and the digest of each passage, against the texts in a folder.

    A document that has no text in the folder counts as unchecked, never as verified. Raises `ReadError` if `texts` is
    not a folder.
    """
    present: list[str] = []
    absent: list[str] = []
    failures: list[Problem] = []
    passages = unchecked = 0
    for document in dataset.documents:
        references = list(passages_in(dataset, document.id))
        text = source_text(texts, document.id)
        if text is None:
            absent.append(document.id)
            unchecked += len(references)
            continue
        present.append(document.id)
        passages += len(references)
        failures.extend(_document_failures(document, text))
        failures.extend(
            Problem("the text at this position does not match the digest", path=path, value=str(passage))
            for path, passage in references
            if not passage.matches(text.content)
        )
    return Verification(tuple(present), tuple(absent), passages, unchecked, tuple(failures))


def _document_failures(document: Document, text: SourceText) -> Iterator[Problem]:
    path = f"documents[{document.id!r}]"
    if len(text.content) != document.length:
        yield Problem(
            f"the text has {len(text.content)} characters, but the record says {document.length}",
            path=f"{path}.length",
            value=document.length,
        )
    digest = hashlib.sha256(text.raw).hexdigest()
    if digest != document.sha256:
        yield Problem(
            f"the file has a different SHA-256, which is {digest}", path=f"{path}.sha256", value=document.sha256
        )


def misread_wordings(dataset: RecordSet) -> Iterator[Problem]:
    """Yield a problem for each quantity that does not match its wording."""
    for claim in dataset.claims:
        if claim.measure is not None:
            try:
                claim.measure.quantity.check_wording()
            except InvalidValueError as error:
                yield Problem(
                    error.reason,
                    path=f"claims[{claim.id!r}].measure.quantity.wording",
                    value=error.value,
                    suggestion=error.suggestion,
                )
