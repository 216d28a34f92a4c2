"""Documents, and the passages in them that claims cite.

The package does not store the text of any document. A passage consists of positions and a digest, so anyone who has the
document can check the passage.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, NotRequired, TypedDict

from attrs import field, frozen

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.fast_init import mutable_class
from axis_tracker.model import fields
from axis_tracker.model.fields import Several, reference
from axis_tracker.model.records import IdentifiedRecord, Record
from axis_tracker.model.vocabulary import Dating, UncodedReason, UncodedReasonName, to_dating, to_uncoded_reason

__all__ = ["Document", "Passage", "Uncoded"]

DIGEST_LENGTH: Final = 16
"""The number of hexadecimal digits in a new digest. Sixteen digits (64 bits) are enough to detect a change."""

SHA256: Final = r"[0-9a-f]{64}"
"""The pattern for the SHA-256 of a file."""

STRETCH: Final = r"#char=([0-9]{1,15}),([0-9]{1,15});sha256=([0-9a-f]{16,64})"
"""The pattern for the part of a locator after the document's id."""

LONGEST: Final = 10**15
"""The exclusive upper limit on positions and lengths, in characters."""

# Only unusual input needs the next two patterns, so they are not compiled at import.
_DIGEST: Final = r"[0-9a-f]{16,64}"
_LOCATOR: Final = r"([^#]+)#char=([0-9]{1,15}),([0-9]{1,15});sha256=([0-9a-f]+)"
_USUAL_LOCATOR: Final = re.compile(rf"([^#]+){STRETCH}").fullmatch
_LOCATOR_SHAPE: Final = "DOCUMENT#char=START,END;sha256=DIGEST"


class UncodedRecord(TypedDict):
    """The fields of an `Uncoded` as stored in files.

    Attributes:
        passage: The locator of the passage.
        reason: Why the passage is not coded.
        repeats: The ids of the claims that the passage repeats.
    """

    passage: str
    reason: UncodedReasonName
    repeats: NotRequired[list[str]]


def _position(value: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < LONGEST:
        raise InvalidValueError("a position must be a whole number of characters, 0 or more", value=value)
    return value


def to_length(value: int) -> int:
    """Check the length of a document in characters."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value < LONGEST:
        raise InvalidValueError("a length must be a whole number of characters, 1 or more", value=value)
    return value


def to_sha256(value: str) -> str:
    """Check that a string is a SHA-256 of 64 hexadecimal digits."""
    if not isinstance(value, str) or re.fullmatch(SHA256, value) is None:
        raise InvalidValueError("a SHA-256 must be 64 hexadecimal digits in lower case", value=value)
    return value


def _digest(value: str) -> str:
    if not isinstance(value, str) or re.fullmatch(_DIGEST, value) is None:
        raise InvalidValueError(
            "a digest must be the first 16 to 64 hexadecimal digits of a SHA-256, in lower case", value=value
        )
    return value


@frozen(eq=False, repr=False, kw_only=True)
class Passage(Record):
    """A passage of a document, given by two positions and a digest of the text between these positions.

    The string form of a passage is called a locator. A locator consists of the document's id, a fragment identifier
    according to RFC 5147 (`char=START,END`) and at least the first 16 digits of a SHA-256. Positions lie between
    characters and start from 0, as in the W3C TextPositionSelector.

    >>> passage = Passage.of_text("Kim met Putin.", 4, 7, document="example")
    >>> str(passage)
    'example#char=4,7;sha256=6efcbfb1f9f195ce'
    >>> Passage.parse(str(passage)) == passage
    True

    Attributes:
        document: The id of the document.
        start: The number of characters before the passage. Characters are Unicode code points of the decoded text.
        end: The number of characters from the start of the document to the end of the passage.
        digest: The first 16 to 64 hexadecimal digits of the SHA-256 of the passage's text in UTF-8.

    Raises `InvalidValueError` for an invalid value. The error's `path` names the field.
    """

    document: str = field(converter=reference, metadata=fields.DOCUMENTS)
    start: int = field(converter=_position)
    end: int = field(converter=_position)
    digest: str = field(converter=_digest)

    def __attrs_post_init__(self) -> None:
        if self.start >= self.end:
            raise InvalidValueError(
                f"the end {self.end} must be greater than the start {self.start}", value=self.end, path="end"
            )

    @classmethod
    def parse(cls, locator: str) -> Passage:
        """Parse a locator and return its passage.

        Raises `InvalidValueError` if the string is not a locator.
        """
        return to_passage(locator) if isinstance(locator, str) else _unusual(locator)

    @classmethod
    def of_text(cls, whole: str, start: int, end: int, *, document: str) -> Passage:
        """Return the passage from `start` to `end` in a document whose full text is `whole`.

        Raises `InvalidValueError` if the positions lie outside the text, or if the passage contains a lone surrogate
        (half of a character).
        """
        if not 0 <= start < end <= len(whole):
            raise InvalidValueError(
                f"the positions must lie within the text, which has {len(whole)} characters", value=(start, end)
            )
        try:
            digest = _digest_of(whole[start:end])[:DIGEST_LENGTH]
        except UnicodeEncodeError as error:
            code = ord(error.object[error.start])
            raise InvalidValueError(
                f"contains a lone surrogate (U+{code:04X}), which cannot be encoded",
                value=error.object,
                position=error.start,
            ) from None
        return cls(document=document, start=start, end=end, digest=digest)

    def matches(self, whole: str) -> bool:
        """Return whether the digest matches the text at the passage's positions in the full text `whole`."""
        try:
            return self.end <= len(whole) and _digest_of(whole[self.start : self.end]).startswith(self.digest)
        except UnicodeEncodeError:  # `of_text` rejects lone surrogates, so no passage can match
            return False

    def __str__(self) -> str:
        return f"{self.document}#char={self.start},{self.end};sha256={self.digest}"


_MutablePassage: Callable[[], Any] = mutable_class(Passage)


def _digest_of(stretch: str) -> str:
    import hashlib

    return hashlib.sha256(stretch.encode()).hexdigest()


def to_passage(value: Passage | str) -> Passage:
    """Convert a locator to a `Passage`. A value that is already a `Passage` is returned unchanged."""
    found = _USUAL_LOCATOR(value) if isinstance(value, str) else None
    if found is not None:
        # Files hold hundreds of thousands of locators. The pattern has checked each part, so the field
        # converters would only repeat the checks.
        document, start, end, digest = found.groups()
        mutable = _MutablePassage()
        mutable.document = reference(document)
        mutable.start = first = int(start)
        mutable.end = last = int(end)
        mutable.digest = digest
        mutable.__class__ = Passage
        if first < last:
            passage: Passage = mutable
            return passage
    return value if isinstance(value, Passage) else _unusual(value)


def _unusual(locator: str) -> Passage:
    """Convert a locator that the fast path did not accept, or raise an error that explains why it is invalid."""
    found = re.fullmatch(_LOCATOR, locator) if isinstance(locator, str) else None
    if found is None:
        raise InvalidValueError(
            f"a locator must have the form {_LOCATOR_SHAPE}",
            value=locator,
            suggestion="run `axis-tracker locate` to get a locator",
        )
    document, start, end, digest = found.groups()
    return Passage(document=document, start=int(start), end=int(end), digest=digest)


@frozen(eq=False, repr=False, kw_only=True)
class Uncoded(Record):
    """A passage that a curator left uncoded, and the reason why the passage is not coded.

    Attributes:
        passage: The passage, given as a `Passage` or a locator.
        reason: Why the passage is not coded.
        repeats: The ids of the claims that the passage repeats. At least one id is required if the reason is
            "repetition". Otherwise, no id is allowed.

    Raises `InvalidValueError` for an invalid value. The error's `path` names the field.
    """

    passage: Passage = field(converter=to_passage)
    reason: UncodedReason = field(converter=to_uncoded_reason)
    repeats: tuple[str, ...] = field(default=(), converter=fields.references, metadata=fields.CLAIMS)

    def __attrs_post_init__(self) -> None:
        if (self.reason is UncodedReason.REPETITION) is not bool(self.repeats):
            raise InvalidValueError(
                "at least one id is required if the reason is 'repetition', and no id is allowed otherwise",
                value=self.repeats,
                path="repeats",
            )


def _uncoded(value: Several[Uncoded | UncodedRecord]) -> tuple[Uncoded, ...]:
    return fields.values(value, lambda one: fields.from_table(Uncoded, one))


@frozen(eq=False, repr=False, kw_only=True)
class Document(IdentifiedRecord):
    """The description of a source text, without the text (similar to Article in FollowTheMoney and Entity in PROV).

    >>> Document(
    ...     id="example", title="An example", published="2023-10~", dating="inferred", length=14, sha256="0" * 64,
    ...     dating_note="Names a visit of that month as recent.",
    ... ).published
    ImpreciseDate('2023-10~')

    Attributes:
        id: The document's own id.
        title: The title of the document.
        publisher: The id of the actor that published the document, or None.
        authors: The ids of the actors who wrote the document. Empty if the document names no author.
        published: The date of publication. An imprecise date means that the document was published on a single day in
            the range of the date (see `ImpreciseDate.moment`).
        dating: How the date of publication is known.
        dating_note: The reasoning behind the date of publication. A note is required if the date was inferred.
        length: The number of characters (Unicode code points) in the text.
        sha256: The SHA-256 of the bytes of the text file, in hexadecimal digits.
        language: The language of the text, as a BCP 47 tag.
        url: The web address at which the document was found, or None.
        uncoded: The passages that a curator left uncoded, each with the reason why it is not coded.
        note: A curator's remark, or None.

    Raises `InvalidValueError` for an invalid value. The error's `path` names the field.
    """

    id: str = field(converter=fields.slug)
    title: str = field(converter=fields.text)
    publisher: str | None = field(default=None, converter=fields.optional_reference, metadata=fields.ACTORS)
    authors: tuple[str, ...] = field(default=(), converter=fields.references, metadata=fields.ACTORS)
    published: ImpreciseDate = field(converter=fields.the_date)
    dating: Dating = field(converter=to_dating)
    dating_note: str | None = field(default=None, converter=fields.optional_text)
    length: int = field(converter=to_length)
    sha256: str = field(converter=to_sha256)
    language: str = field(default="en", converter=fields.text)
    url: str | None = field(default=None, converter=fields.optional_text)
    uncoded: tuple[Uncoded, ...] = field(default=(), converter=_uncoded)
    note: str | None = field(default=None, converter=fields.optional_text)

    def __attrs_post_init__(self) -> None:
        if self.dating is Dating.INFERRED and self.dating_note is None:
            raise InvalidValueError("a note is required if the date was inferred", value=None, path="dating_note")
        for index, one in enumerate(self.uncoded):
            if one.passage.document != self.id:
                raise InvalidValueError(
                    f"the passage must be in the document {self.id!r}",
                    value=str(one.passage),
                    path=f"uncoded[{index}].passage",
                )
