"""Strategies for claims and for their Admiralty grades."""

from __future__ import annotations

from typing import Final, TypedDict, Unpack

from hypothesis import strategies as st

from axis_tracker.facade.dataset import Dataset
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Measure, MeasureRecord
from axis_tracker.model.claims import Claim, Grade, Support, SupportRecord
from axis_tracker.model.documents import Passage
from axis_tracker.model.fields import Several, Texts, text, the_date
from axis_tracker.model.vocabulary import Basis, Credibility, Likelihood, Modality, Reliability, Stance, SupportKind
from axis_tracker.testing import record_drawing as drawing
from axis_tracker.testing.arguments import (
    Choice,
    FieldValues,
    IdentifiedFields,
    OptionalDate,
    OptionalText,
    maybe,
    sampled,
)
from axis_tracker.testing.record_drawing import ReferencePool, some_ids
from axis_tracker.testing.records import fixed_fields, require, some_passages

__all__ = ["CLAIM", "claims", "grades", "supports"]


class GradeFields(TypedDict, total=False):
    """The fields of a `Grade`."""

    reliability: Choice[Reliability | str]
    credibility: Choice[Credibility | str]


class SupportFields(TypedDict, total=False):
    """The fields of a `Support`."""

    claim: Choice[str]
    kind: Choice[SupportKind | str]


class ClaimFields(IdentifiedFields, total=False):
    """The fields of a `Claim`."""

    event: Choice[str]
    claimants: Choice[Texts]
    speaking_for: Choice[Texts]
    summary: Choice[str]
    stance: Choice[Stance | str]
    likelihood: Choice[Likelihood | str]
    hedge: OptionalText
    modality: Choice[Modality | str]
    measure: Choice[Measure | MeasureRecord | None]
    when: OptionalDate
    when_words: OptionalText
    made: OptionalDate
    made_words: OptionalText
    origin: OptionalText
    relays: Choice[Texts]
    basis: Choice[Several[Basis | str]]
    evidence: Choice[Several[Passage | str]]
    answers: Choice[Texts]
    supports: Choice[Several[Support | SupportRecord | str]]
    revises: OptionalText
    derived_from: Choice[Texts]
    assumption: OptionalText
    grade: Choice[Grade | str | None]


def grades(**fields: Unpack[GradeFields]) -> st.SearchStrategy[Grade]:
    """Draw any of the 36 Admiralty grades, or only grades with a given reliability or credibility.

    >>> from hypothesis import find
    >>> str(find(grades(credibility="6"), lambda one: one.reliability.value != "A"))
    'B6'
    """
    return drawing.records_of(Grade, drawing.pool_of(None), drawing.checked_fields(Grade, fields))


def supports(dataset: Dataset | None = None, **fields: Unpack[SupportFields]) -> st.SearchStrategy[Support]:
    """Draw supports of every kind for claims.

    >>> from hypothesis import find
    >>> find(supports(kind="cause"), lambda one: True)
    Support(claim='first', kind=<SupportKind.CAUSE>)

    If a `dataset` is given, a claim in the dataset is supported. If no dataset is given, the id of the claim is from a
    short list.

    Raises `InvalidValueError` for an unknown field, for a value that `Support` rejects, and for a dataset that has no
    claims. The `path` of the error is the name of the argument.
    """
    pool = drawing.pool_of(dataset)
    require(pool, "claims", "`Support`", "claim", fields, value=dataset)
    return drawing.records_of(Support, pool, drawing.checked_fields(Support, fields))


def claims(dataset: Dataset | None = None, **fields: Unpack[ClaimFields]) -> st.SearchStrategy[Claim]:
    """Draw claims of every stance, likelihood and modality, with and without each optional field.

    >>> from hypothesis import find
    >>> find(claims(event="kp-ru-shells", stance="denies"), lambda one: True)
    Claim(id='a', event='kp-ru-shells', claimants=('kp',), summary='a', stance=<Stance.DENIES>)

    If a `dataset` is given, the drawn claim can be added to the dataset. The claim then refers only to records in the
    dataset, and has a new id. The evidence lies within the documents. The claim has evidence or a date. If the claim
    revises another claim, both claims are about the same event and share a claimant. If no dataset is given, references
    are ids from a short list, and only the rules of `Claim` apply.

    `fields` sets individual fields. Each field is given as a value or a strategy. The other fields are drawn to be
    consistent with the given fields, because `Claim` rejects inconsistent fields. Only a claim that is derived from
    other claims has an assumption.
    A list of claimants, relays, bases, passages or claims has at most two entries, because longer lists add no new
    cases.

    Raises `InvalidValueError` for an unknown field, for a value that `Claim` rejects, and for a dataset that has no
    actors or no events. The `path` of the error is the name of the argument.
    """
    pool = drawing.pool_of(dataset)
    for collection, field in (("actors", "claimants"), ("events", "event")):
        require(pool, collection, "a claim", field, fields, value=dataset)
    return drawing.records_of(Claim, pool, fixed_fields(Claim, pool, fields, "claims"), CLAIM)


def _revises(draw: st.DrawFn, pool: ReferencePool, fields: FieldValues) -> str | None:
    """Draw None, or the id of a claim that a new claim with these fields may revise."""
    revisable: tuple[str, ...] = tuple(pool.ids["claims"])
    if pool.is_dataset:
        revisable = tuple(
            one.id
            for one in pool.claims
            if fields.get("event", one.event) == one.event
            and not {*one.claimants}.isdisjoint(fields.get("claimants", one.claimants))
        )
    chosen: str | None = draw(sampled((None, None, *revisable)))
    return chosen


def _revised(pool: ReferencePool, fields: FieldValues) -> Claim | None:
    return next((one for one in pool.claims if one.id == fields["revises"]), None) if fields["revises"] else None


def _event(draw: st.DrawFn, pool: ReferencePool, fields: FieldValues) -> str:
    revised = _revised(pool, fields)
    return str(draw(sampled(tuple(pool.ids["events"])))) if revised is None else revised.event


def _claimants(draw: st.DrawFn, pool: ReferencePool, fields: FieldValues) -> tuple[str, ...]:
    chosen = some_ids(draw, pool, "actors", least=1)
    revised = _revised(pool, fields)
    return chosen if revised is None else tuple(dict.fromkeys((*chosen, revised.claimants[0])))


def _supports(draw: st.DrawFn, pool: ReferencePool, _fields: FieldValues) -> tuple[Support, ...]:
    return tuple(Support(one, draw(sampled(SupportKind))) for one in some_ids(draw, pool, "claims"))


def _made(draw: st.DrawFn, pool: ReferencePool, fields: FieldValues) -> ImpreciseDate | None:
    evident = fields.get("evidence", pool.lengths)
    dates: st.SearchStrategy[ImpreciseDate] = pool.values[the_date]
    return maybe(draw, dates) if evident or not pool.is_dataset else draw(dates)


def _evidence(draw: st.DrawFn, pool: ReferencePool, fields: FieldValues) -> tuple[Passage, ...]:
    return some_passages(draw, pool, least=int(pool.is_dataset and fields["made"] is None))


def _derived_from(draw: st.DrawFn, pool: ReferencePool, fields: FieldValues) -> tuple[str, ...]:
    return some_ids(draw, pool, "claims", least=int(fields.get("assumption") is not None))


_GRADES: Final = tuple(Grade(one, other) for one in Reliability for other in Credibility)
_BASES: Final = ((), (), *((one,) for one in Basis), tuple(Basis)[1::-1])

CLAIM: Final[drawing.DependentFields] = {
    # First, because a revision shares the event and a claimant with the claim that it revises.
    "revises": _revises,
    "event": _event,
    "claimants": _claimants,
    "stance": sampled(Stance),
    "answers": lambda draw, pool, _fields: some_ids(draw, pool, "claims"),
    "supports": _supports,
    "derived_from": _derived_from,
    "assumption": lambda draw, pool, fields: maybe(draw, pool.values[text]) if fields["derived_from"] else None,
    "measure": lambda draw, pool, _fields: maybe(draw, pool.values[Measure.of]),
    "made": _made,
    "evidence": _evidence,
    "basis": sampled(_BASES),
    "grade": lambda draw, _pool, _fields: maybe(draw, sampled(_GRADES)),
}
"""The fields of a claim that depend on other fields, in the order in which they are drawn."""
