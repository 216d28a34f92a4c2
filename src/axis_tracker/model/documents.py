"""Documents and the passages in them: where a claim can be read. Imports its own room only.

No wording is kept: a passage is a position and a digest, which whoever has the document can check.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, NotRequired, TypedDict

from attrs import field, frozen

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.fast_init import mutable_class
from axis_tracker.model.fields import (
    ACTORS,
    CLAIMS,
    DOCUMENTS,
    Several,
    from_table,
    optional_reference,
    optional_text,
    reference,
    references,
    slug,
    text,
    the_date,
    values,
)
from axis_tracker.model.records import IdentifiedRecord, Record
from axis_tracker.model.vocabulary import Dating, UncodedReason, UncodedReasonName, to_dating, to_uncoded_reason

__all__ = ["Document", "Passage", "Uncoded"]

DIGEST_LENGTH: Final = 16
"""Hexadecimal digits of a passage's SHA-256 that a locator carries: 64 bits notice any change of a text."""

SHA256: Final = r"[0-9a-f]{64}"
"""The regular expression of the digest of a file."""

STRETCH: Final = r"#char=([0-9]{1,15}),([0-9]{1,15});sha256=([0-9a-f]{16,64})"
"""The regular expression of what stands in a locator after the document."""

LONGEST: Final = 10**15
"""A document has fewer characters than this."""

_DIGEST: Final = r"[0-9a-f]{16,64}"  # this one and the next are compiled when they are first needed, which is rare
_LOCATOR: Final = r"([^#]+)#char=([0-9]{1,15}),([0-9]{1,15});sha256=([0-9a-f]+)"
_USUAL_LOCATOR: Final = re.compile(rf"([^#]+){STRETCH}").fullmatch
_LOCATOR_SHAPE: Final = "DOCUMENT#char=START,END;sha256=DIGEST"


class UncodedRecord(TypedDict):
    """The plain form of an `Uncoded`."""

    passage: str
    reason: UncodedReasonName
    repeats: NotRequired[list[str]]


def _position(value: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < LONGEST:
        raise InvalidValueError("a position is a whole number of characters from 0", value=value)
    return value


def to_length(value: int) -> int:
    """A number of characters."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value < LONGEST:
        raise InvalidValueError("a length is a whole number of characters from 1", value=value)
    return value


def to_sha256(value: str) -> str:
    """The digest of a file."""
    if not isinstance(value, str) or re.fullmatch(SHA256, value) is None:
        raise InvalidValueError("a SHA-256 is 64 hexadecimal digits in lower case", value=value)
    return value


def _digest(value: str) -> str:
    if not isinstance(value, str) or re.fullmatch(_DIGEST, value) is None:
        raise InvalidValueError(
            "a digest is the first 16 to 64 hexadecimal digits of a SHA-256, in lower case", value=value
        )
    return value


@frozen(eq=False, repr=False, kw_only=True)
class Passage(Record):
    """A stretch of a document by character positions, with a digest of its text.

    Written as a locator: the fragment identifier of RFC 5147 (`char=START,END`, positions between characters, from
    0, END not included; W3C's TextPositionSelector counts the same way) with a SHA-256 digest, of which the first
    16 digits suffice.

    >>> passage = Passage.of_text("Kim met Putin.", 4, 7, document="example")
    >>> str(passage)
    'example#char=4,7;sha256=6efcbfb1f9f195ce'
    >>> Passage.parse(str(passage)) == passage
    True

    Fields: `document` (its id), `start` and `end` (characters, that is Unicode code points of the decoded text),
    `digest`.
    """

    document: str = field(converter=reference, metadata=DOCUMENTS)
    start: int = field(converter=_position)
    end: int = field(converter=_position)
    digest: str = field(converter=_digest)

    def __attrs_post_init__(self) -> None:
        if self.start >= self.end:
            raise InvalidValueError(
                f"ends at {self.end}, not after its start at {self.start}", value=self.end, path="end"
            )

    @classmethod
    def parse(cls, locator: str) -> Passage:
        """The passage of a locator; raises `InvalidValueError` if it is not one."""
        return to_passage(locator) if isinstance(locator, str) else _unusual(locator)

    @classmethod
    def of_text(cls, whole: str, start: int, end: int, *, document: str) -> Passage:
        """The passage from `start` to `end` of a document with the text `whole`.

        Raises `InvalidValueError` outside of it, and for half of a character (a lone surrogate) in the passage.
        """
        if not 0 <= start < end <= len(whole):
            raise InvalidValueError(f"is no stretch of a text of {len(whole)} characters", value=(start, end))
        try:
            digest = _digest_of(whole[start:end])[:DIGEST_LENGTH]
        except UnicodeEncodeError as error:
            code = ord(error.object[error.start])
            raise InvalidValueError(
                f"half of a character, U+{code:04X}, has no digest", value=error.object, position=error.start
            ) from None
        return cls(document=document, start=start, end=end, digest=digest)

    def matches(self, whole: str) -> bool:
        """Whether the document's text `whole` has, at this position, the text that was digested."""
        try:
            return self.end <= len(whole) and _digest_of(whole[self.start : self.end]).startswith(self.digest)
        except UnicodeEncodeError:  # half of a character, of which no digest was ever made
            return False

    def __str__(self) -> str:
        return f"{self.document}#char={self.start},{self.end};sha256={self.digest}"


_MutablePassage: Callable[[], Any] = mutable_class(Passage)


def _digest_of(stretch: str) -> str:
    import hashlib

    return hashlib.sha256(stretch.encode()).hexdigest()


def to_passage(value: Passage | str) -> Passage:
    """A `Passage`, or its locator."""
    found = _USUAL_LOCATOR(value) if isinstance(value, str) else None
    if found is not None:
        # Hundreds of thousands are read from files: what the expression has checked is not checked again.
        document, start, end, digest = found.groups()
        draft = _MutablePassage()
        draft.document = reference(document)
        draft.start = first = int(start)
        draft.end = last = int(end)
        draft.digest = digest
        draft.__class__ = Passage
        if first < last:
            passage: Passage = draft
            return passage
    return value if isinstance(value, Passage) else _unusual(value)


def _unusual(locator: str) -> Passage:
    """The passage of a locator that is written otherwise than most, or the reason why it is none."""
    found = re.fullmatch(_LOCATOR, locator) if isinstance(locator, str) else None
    if found is None:
        raise InvalidValueError(
            f"a passage is written {_LOCATOR_SHAPE}", value=locator, suggestion="axis-tracker locate prints it"
        )
    document, start, end, digest = found.groups()
    return Passage(document=document, start=int(start), end=int(end), digest=digest)


@frozen(eq=False, repr=False, kw_only=True)
class Uncoded(Record):
    """A stretch of a document that a curator left uncoded, and why.

    Fields: `passage` (a `Passage` or its locator), `reason`, `repeats` (ids of the claims that say it already; for
    a repetition, and only there).
    """

    passage: Passage = field(converter=to_passage)
    reason: UncodedReason = field(converter=to_uncoded_reason)
    repeats: tuple[str, ...] = field(default=(), converter=references, metadata=CLAIMS)

    def __attrs_post_init__(self) -> None:
        if (self.reason is UncodedReason.REPETITION) is not bool(self.repeats):
            raise InvalidValueError(
                "a repetition names the claims that it repeats, and nothing else does",
                value=self.repeats,
                path="repeats",
            )


def _uncoded(value: Several[Uncoded | UncodedRecord]) -> tuple[Uncoded, ...]:
    return values(value, _one_uncoded)


def _one_uncoded(value: Uncoded | UncodedRecord) -> Uncoded:
    return value if isinstance(value, Uncoded) else from_table(Uncoded, value)


@frozen(eq=False, repr=False, kw_only=True)
class Document(IdentifiedRecord):
    """A source text, described and never stored (after FollowTheMoney's Article and PROV's entity).

    Fields: `title`, `publisher` and `authors` (actors' ids; None and empty where the text names none), `published`
    (read as one day within the notation, see `ImpreciseDate.moment`), `dating` (how that is known) and
    `dating_note` (the reasoning; required if the date was inferred), `length` (characters), `sha256` (of the file's
    bytes), `uncoded` (the stretches that no claim cites, each with the reason), `language` (BCP 47), `url`, `note`.

    >>> Document(
    ...     id="example", title="An example", published="2023-10~", dating="inferred", length=14, sha256="0" * 64,
    ...     dating_note="Names a visit of that month as recent.",
    ... ).published
    ImpreciseDate('2023-10~')

    Raises `InvalidValueError`, with the field as `path`, for a value that cannot stand there.
    """

    id: str = field(converter=slug)
    title: str = field(converter=text)
    publisher: str | None = field(default=None, converter=optional_reference, metadata=ACTORS)
    authors: tuple[str, ...] = field(default=(), converter=references, metadata=ACTORS)
    published: ImpreciseDate = field(converter=the_date)
    dating: Dating = field(converter=to_dating)
    dating_note: str | None = field(default=None, converter=optional_text)
    length: int = field(converter=to_length)
    sha256: str = field(converter=to_sha256)
    language: str = field(default="en", converter=text)
    url: str | None = field(default=None, converter=optional_text)
    uncoded: tuple[Uncoded, ...] = field(default=(), converter=_uncoded)
    note: str | None = field(default=None, converter=optional_text)

    def __attrs_post_init__(self) -> None:
        if self.dating is Dating.INFERRED and self.dating_note is None:
            raise InvalidValueError("an inferred date needs its reasoning", value=None, path="dating_note")
        for index, one in enumerate(self.uncoded):
            if one.passage.document != self.id:
                raise InvalidValueError(
                    f"is a passage of another document than {self.id!r}",
                    value=str(one.passage),
                    path=f"uncoded[{index}].passage",
                )
