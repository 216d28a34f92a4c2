"""Claims: who says what about an event, when, with what certainty, on what evidence, and in answer to whom."""

from __future__ import annotations

import functools
import re
from typing import NotRequired, TypedDict

from attrs import field, frozen

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Measure, MeasureRecord
from axis_tracker.model import fields, vocabulary
from axis_tracker.model.documents import Passage, to_passage
from axis_tracker.model.fields import Several, interned, reference, references, values
from axis_tracker.model.records import IdentifiedRecord, Record
from axis_tracker.model.vocabulary import (
    Basis,
    BasisName,
    Credibility,
    Likelihood,
    Modality,
    Reliability,
    Stance,
    SupportKind,
)

__all__ = ["Claim", "Grade", "Support", "SupportRecord", "passages", "to_supports"]


@frozen(eq=False, repr=False)
class Grade(Record):
    """A curator's Admiralty (NATO) grade for the reliability of a source and the credibility of information.

    >>> grade = Grade.parse("F6")
    >>> grade.reliability.meaning
    'reliability cannot be judged'
    >>> str(grade)
    'F6'

    Attributes:
        reliability: The reliability of the source, from A to F.
        credibility: The credibility of the information, from 1 to 6.
    """

    reliability: Reliability = field(converter=vocabulary.to_reliability)
    credibility: Credibility = field(converter=vocabulary.to_credibility)

    @classmethod
    def parse(cls, value: str) -> Grade:
        """Parse a grade such as "B2", which is a letter from A to F followed by a digit from 1 to 6.

        Raises `InvalidValueError` for any other string.
        """
        if not isinstance(value, str) or re.fullmatch("[A-F][1-6]", value) is None:
            raise InvalidValueError(
                "an Admiralty grade must be a letter A-F followed by a digit 1-6",
                value=value,
                suggestion="such as 'B2'",
            )
        return cls(Reliability(value[0]), Credibility(value[1]))

    def __str__(self) -> str:
        return f"{self.reliability.value}{self.credibility.value}"


@frozen(eq=False, repr=False)
class Support(Record):
    """A claim that another claim supports, and how it supports that claim according to the text.

    A list of supports may contain plain ids. A plain id stands for a support of the kind `SupportKind.SUPPORT`.

    >>> Support("hur-shells", "ground").kind
    <SupportKind.GROUND>

    Attributes:
        claim: The id of the supported claim.
        kind: How the claim is supported.

    Raises `InvalidValueError` for an invalid value. The error's `path` names the field.
    """

    claim: str = field(converter=reference, metadata=fields.CLAIMS)
    kind: SupportKind = field(default=SupportKind.SUPPORT, converter=vocabulary.to_support_kind)


class SupportRecord(TypedDict):
    """The fields of a `Support` as stored in files.

    Attributes:
        claim: The id of the supported claim.
        kind: How the claim is supported.
    """

    claim: str
    kind: NotRequired[vocabulary.SupportKindName]


def to_supports(value: Several[Support | SupportRecord | str]) -> tuple[Support, ...]:
    """Convert a list of `Support` objects, records or plain ids. No claim may be listed twice."""
    supports = values(value, lambda one: Support(one) if isinstance(one, str) else fields.from_table(Support, one))
    references([one.claim for one in supports])  # refuses an id that is listed twice
    return supports


def _grade(value: Grade | str | None) -> Grade | None:
    if value is None or isinstance(value, Grade):
        return value
    return _shared_grade(value) if isinstance(value, str) else Grade.parse(value)


@functools.lru_cache(maxsize=64)
def _shared_grade(value: str) -> Grade:
    return Grade.parse(value)


def _measure(value: Measure | MeasureRecord | None) -> Measure | None:
    return None if value is None else Measure.of(value)


def passages(value: Several[Passage | str]) -> tuple[Passage, ...]:
    """Convert a list of `Passage` objects or locators to a tuple of passages in the same order."""
    return values(value, to_passage)


def _basis(value: Several[Basis | BasisName]) -> tuple[Basis, ...]:
    return _shared_bases(value)


@interned
def _shared_bases(value: tuple[Basis | BasisName, ...]) -> tuple[Basis, ...]:
    return values(value, vocabulary.to_basis)


def _wording(claim: Claim) -> str | None:
    return None if claim.measure is None else claim.measure.quantity.wording


@frozen(eq=False, repr=False, kw_only=True)
class Claim(IdentifiedRecord):
    """One utterance about one event, with at most one measure.

    The closest concepts in other models are statements in FollowTheMoney and Wikidata, and ClaimReview in schema.org.

    >>> claim = Claim(
    ...     id="hur-shells", event="kp-ru-artillery-shells", claimants=["hur"], made="2024-11-29",
    ...     measure={"quantity": "around 5 million shells", "phase": "delivered"},
    ...     summary="HUR says that North Korea has supplied Russia with around 5 million artillery shells.",
    ... )
    >>> claim.stance, claim.likelihood
    (<Stance.ASSERTS>, <Likelihood.UNHEDGED>)
    >>> claim.measure.quantity.low
    4500000

    Attributes:
        id: The claim's own id.
        event: The id of the event that the claim is about.
        claimants: The ids of the actors who make the claim, at least one. Actors who only pass the claim on are listed
            in `relays`.
        speaking_for: The ids of the actors for whom the claimants spoke according to the text. For example, the text
            calls the claimant a minister of that state. Empty if the text does not say.
        summary: The content of the claim, as one plain sentence in the curator's own words.
        stance: Whether the claimants assert, doubt or deny what is claimed, or take no side.
        likelihood: The level on the ICD 203 scale that matches the hedge in the text.
        hedge: The words of the hedge in the text, or None.
        modality: How the claim presents the event, for example as a fact, as planned or as predicted.
        measure: The claimed figure and how to read this figure, or None.
        when: When the event happened according to the claim, or None if the claim does not say when.
        when_words: The words in the text for the time of the event, or None.
        made: When the claim was made. An imprecise date means that the claim was made on a single day in the range of
            the date. None means that the document itself makes the claim, so that the document's date of publication
            applies (see `Dataset.made`).
        made_words: The words in the text for the time of the claim, or None.
        origin: An id for the utterance, shared by all claims that report this utterance. None if no other claim reports
            the utterance (see `utterance`).
        relays: The ids of the actors who passed the claim on, in order from the claimant to the document.
        basis: What the claim is based on according to the text, such as intelligence.
        evidence: The passages that contain the claim, given as `Passage` objects or locators.
        answers: The ids of the claims that this claim denies, doubts, confirms or takes no side on. A denial without
            answers stands alone, as in "has never sold arms".
        supports: The claims that this claim explains or supports according to the text. Plain ids are allowed.
        revises: The id of the earlier claim that this claim replaces, or None. The two claims must share a claimant, or
            a claimant of each must possibly act for a common state.
        derived_from: The ids of the claims from which this claim was derived.
        assumption: The assumption behind a derived claim, or None.
        grade: The Admiralty grade that a curator gave the claim, such as "B2", or None.
        note: A curator's remark, or None.

    Raises `InvalidValueError` for an invalid value. The error's `path` names the field.
    """

    id: str = field(converter=fields.slug)
    event: str = field(converter=reference, metadata=fields.EVENTS)
    claimants: tuple[str, ...] = field(converter=fields.one_or_more, metadata=fields.ACTORS)
    summary: str = field(converter=fields.text)
    speaking_for: tuple[str, ...] = field(default=(), converter=references, metadata=fields.ACTORS)
    stance: Stance = field(default=Stance.ASSERTS, converter=vocabulary.to_stance)
    likelihood: Likelihood = field(default=Likelihood.UNHEDGED, converter=vocabulary.to_likelihood)
    hedge: str | None = field(default=None, converter=fields.optional_text)
    modality: Modality = field(default=Modality.ACTUAL, converter=vocabulary.to_modality)
    measure: Measure | None = field(default=None, converter=_measure)
    when: ImpreciseDate | None = field(default=None, converter=fields.optional_date)
    when_words: str | None = field(default=None, converter=fields.optional_text)
    made: ImpreciseDate | None = field(default=None, converter=fields.optional_date)
    made_words: str | None = field(default=None, converter=fields.optional_text)
    origin: str | None = field(default=None, converter=fields.optional_reference)
    relays: tuple[str, ...] = field(default=(), converter=references, metadata=fields.ACTORS)
    basis: tuple[Basis, ...] = field(default=(), converter=_basis)
    evidence: tuple[Passage, ...] = field(default=(), converter=passages)
    answers: tuple[str, ...] = field(default=(), converter=references, metadata=fields.CLAIMS)
    supports: tuple[Support, ...] = field(default=(), converter=to_supports)
    revises: str | None = field(default=None, converter=fields.optional_reference, metadata=fields.CLAIMS)
    derived_from: tuple[str, ...] = field(default=(), converter=references, metadata=fields.CLAIMS)
    assumption: str | None = field(default=None, converter=fields.optional_text)
    grade: Grade | None = field(default=None, converter=_grade)
    note: str | None = field(default=None, converter=fields.optional_text)

    def __attrs_post_init__(self) -> None:
        if self.assumption is not None and not self.derived_from:
            raise InvalidValueError(
                "only a claim with `derived_from` can have an assumption", value=self.assumption, path="assumption"
            )

    def __eq__(self, other: object) -> bool:
        # Equal quantities may differ in their wording. Claims with different wordings are different, because files
        # store the wording.
        equal = super().__eq__(other)
        return _wording(self) == _wording(other) if equal is True and isinstance(other, Claim) else equal

    __hash__ = IdentifiedRecord.__hash__

    @property
    def utterance(self) -> str:
        """The id of the reported utterance, which is `origin` or, if `origin` is None, the claim's own id."""
        return self.origin if self.origin is not None else self.id

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that contain the evidence, without duplicates, in order of first appearance."""
        return tuple(dict.fromkeys(passage.document for passage in self.evidence))
