"""Claims: who says what of one event, when, how firmly, on what evidence, in answer to whom.

Imports its own room only.
"""

from __future__ import annotations

import functools
from typing import Final, cast

from attrs import field, frozen

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Measure, MeasureRecord
from axis_tracker.model.documents import Passage, to_passage
from axis_tracker.model.fields import (
    ACTORS,
    CLAIMS,
    EVENTS,
    Several,
    Texts,
    interned,
    optional_date,
    optional_reference,
    optional_text,
    reference,
    references,
    slug,
    text,
    values,
)
from axis_tracker.model.records import IdentifiedRecord, Record
from axis_tracker.model.vocabulary import (
    Basis,
    BasisName,
    Credibility,
    CredibilityName,
    Likelihood,
    Modality,
    Reliability,
    ReliabilityName,
    Stance,
    to_basis,
    to_credibility,
    to_likelihood,
    to_modality,
    to_reliability,
    to_stance,
)

__all__ = ["Claim", "Grade", "passages"]


@frozen(eq=False, repr=False)
class Grade(Record):
    """A curator's Admiralty (NATO) grade: how reliable the source, how credible the information.

    >>> grade = Grade.parse("F6")
    >>> grade.reliability.meaning
    'reliability cannot be judged'
    >>> str(grade)
    'F6'
    """

    reliability: Reliability = field(converter=to_reliability)
    credibility: Credibility = field(converter=to_credibility)

    @classmethod
    def parse(cls, value: str) -> Grade:
        """The grade written as a letter A-F and a digit 1-6; raises `InvalidValueError` for anything else."""
        letters = {one.value for one in Reliability}
        digits = {one.value for one in Credibility}
        if not isinstance(value, str) or len(value) != 2 or value[0] not in letters or value[1] not in digits:
            raise InvalidValueError(
                "an Admiralty grade is a letter A-F and a digit 1-6", value=value, suggestion="such as 'B2'"
            )
        return cls(cast("ReliabilityName", value[0]), cast("CredibilityName", value[1]))

    def __str__(self) -> str:
        return f"{self.reliability.value}{self.credibility.value}"


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
    """Passages or their locators, in order."""
    return values(value, to_passage)


def _basis(value: Several[Basis | BasisName]) -> tuple[Basis, ...]:
    return _shared_bases(value)


@interned
def _shared_bases(value: tuple[Basis | BasisName, ...]) -> tuple[Basis, ...]:
    return values(value, to_basis)


def to_claimants(value: Texts) -> tuple[str, ...]:
    """Ids of actors, at least one."""
    checked = references(value)
    if not checked:
        raise InvalidValueError("a claim has at least one claimant", value=value)
    return checked


_DENIES: Final = Stance.DENIES


def _wording(claim: Claim) -> str | None:
    return None if claim.measure is None else claim.measure.quantity.wording


@frozen(eq=False, repr=False, kw_only=True)
class Claim(IdentifiedRecord):
    """One utterance about one event, with at most one measure.

    What FollowTheMoney and Wikidata call a statement, and schema.org a ClaimReview, comes nearest to it.

    >>> claim = Claim(
    ...     id="hur-shells", event="kp-ru-artillery-shells", claimants=["hur"], made="2024-11-29",
    ...     measure={"quantity": "around 5 million shells", "phase": "delivered"},
    ...     summary="HUR says that North Korea has supplied Russia with around 5 million artillery shells.",
    ... )
    >>> claim.stance, claim.likelihood
    (<Stance.ASSERTS>, <Likelihood.UNHEDGED>)
    >>> claim.measure.quantity.low
    4500000

    Who: `claimants` (actors' ids, those who say it, not those who pass it on), `origin` (the utterance that every
    report of it shares; None if nothing else reports it, see `utterance`), `relays` (actors who passed it on, from
    the claimant's side to the document's).

    What: `event`, `stance`, `likelihood` and `hedge` (the text's own hedge on the ICD 203 scale, and its words),
    `modality` (a fact, or planned, sought, ...), `measure` (a figure and how to read it, or None), `when` (when the
    claim says that it happened; None where it says nothing) and `when_words` (the text's own expression), `summary`
    (one plain sentence in our own words).

    When: `made` (read as one day within the notation) and `made_words`; `made` is None where the document itself
    speaks: then the claim was made when that document was published (see `Dataset.made`).

    On what: `basis` (what the text says it rests on), `evidence` (passages, as `Passage` or locator),
    `derived_from` (claims from which it was worked out) and `assumption` (under which).

    In answer to what: `answers` (claims that it denies, doubts, confirms or declines to comment on; a denial must
    name some), `revises` (the earlier claim of the same origin's claimant that it replaces).

    By the curator: `grade` (Admiralty, such as "B2", or None), `note`.

    Raises `InvalidValueError`, with the field as `path`, for a value that cannot stand there.
    """

    id: str = field(converter=slug)
    event: str = field(converter=reference, metadata=EVENTS)
    claimants: tuple[str, ...] = field(converter=to_claimants, metadata=ACTORS)
    summary: str = field(converter=text)
    stance: Stance = field(default=Stance.ASSERTS, converter=to_stance)
    likelihood: Likelihood = field(default=Likelihood.UNHEDGED, converter=to_likelihood)
    hedge: str | None = field(default=None, converter=optional_text)
    modality: Modality = field(default=Modality.ACTUAL, converter=to_modality)
    measure: Measure | None = field(default=None, converter=_measure)
    when: ImpreciseDate | None = field(default=None, converter=optional_date)
    when_words: str | None = field(default=None, converter=optional_text)
    made: ImpreciseDate | None = field(default=None, converter=optional_date)
    made_words: str | None = field(default=None, converter=optional_text)
    origin: str | None = field(default=None, converter=optional_reference)
    relays: tuple[str, ...] = field(default=(), converter=references, metadata=ACTORS)
    basis: tuple[Basis, ...] = field(default=(), converter=_basis)
    evidence: tuple[Passage, ...] = field(default=(), converter=passages)
    answers: tuple[str, ...] = field(default=(), converter=references, metadata=CLAIMS)
    revises: str | None = field(default=None, converter=optional_reference, metadata=CLAIMS)
    derived_from: tuple[str, ...] = field(default=(), converter=references, metadata=CLAIMS)
    assumption: str | None = field(default=None, converter=optional_text)
    grade: Grade | None = field(default=None, converter=_grade)
    note: str | None = field(default=None, converter=optional_text)

    def __attrs_post_init__(self) -> None:
        if self.stance is _DENIES and not self.answers:
            raise InvalidValueError(
                "a denial names the claims that it answers",
                value=self.answers,
                path="answers",
                suggestion="give the ids of the claims that are denied, in whatever document; if none is coded, "
                "code the allegation first, as a claim of whoever the text gives it to",
            )
        if self.assumption is not None and not self.derived_from:
            raise InvalidValueError(
                "an assumption belongs to a claim that is derived from others", value=self.assumption, path="assumption"
            )

    def __eq__(self, other: object) -> bool:
        # Quantities are equal whatever their wording. Claims are not: what differs in a word is written otherwise.
        equal = super().__eq__(other)
        return _wording(self) == _wording(other) if equal is True and isinstance(other, Claim) else equal

    __hash__ = IdentifiedRecord.__hash__

    @property
    def utterance(self) -> str:
        """The id of the utterance that it reports: its `origin`, or its own id where nothing else reports it."""
        return self.origin if self.origin is not None else self.id

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that its evidence stands in, each once, in order."""
        return tuple(dict.fromkeys(passage.document for passage in self.evidence))
