"""Strategies for claims, and for the grades that curators give them.

Imports `drawing`, and the passages of `records`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Unpack

from hypothesis import strategies as st

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Measure
from axis_tracker.model.claims import Claim, Grade
from axis_tracker.model.documents import Passage
from axis_tracker.model.fields import text, the_date
from axis_tracker.model.vocabulary import Basis, Credibility, Reliability, Stance
from axis_tracker.testing.choices import Draw, maybe, sampled
from axis_tracker.testing.drawing import Known, Special, checked, of_dataset, records_of, reference
from axis_tracker.testing.records import asked, some_passages

if TYPE_CHECKING:
    from axis_tracker.dataset.dataset import Dataset
    from axis_tracker.testing.fields import ClaimFields, GradeFields

__all__ = ["CLAIM", "claims", "grades"]


def grades(**fields: Unpack[GradeFields]) -> st.SearchStrategy[Grade]:
    """All 36 Admiralty grades, or those with this reliability or credibility.

    >>> from hypothesis import find
    >>> str(find(grades(credibility="6"), lambda one: one.reliability.value != "A"))
    'B6'
    """
    return records_of(Grade, of_dataset(None), checked(Grade, fields))


def claims(dataset: Dataset | None = None, **fields: Unpack[ClaimFields]) -> st.SearchStrategy[Claim]:
    """Claims of every stance, likelihood and modality, with and without each of the optional fields.

    >>> from hypothesis import find
    >>> find(claims(event="kp-ru-shells", stance="denies"), lambda one: True)
    Claim(id='a', event='kp-ru-shells', claimants=('kp',), summary='a', stance=<Stance.DENIES>, answers=('first',))

    `dataset`: every id that is referred to is that of one of its records, and the drawn claim can be added to it: its
    own id is new, its evidence lies within the documents, it has evidence or says when it was made, and what it
    revises is of the same event and by one of its claimants. Without a dataset, some ids are referred to that need
    not exist anywhere, and none of this is seen to: these are the claims that `Claim` by itself accepts.

    `fields`: what any field is to be, as a value or as a strategy. The others are drawn so that they go with it: a
    denial answers some claim (in a dataset without claims none is drawn), and only a claim that is derived from
    others has an assumption, since `Claim` refuses both otherwise. At most two claimants, relays, bases, passages and
    claims are named in a field, for more make no other case.

    Raises `InvalidValueError`, with the field as `path`, for a field that a claim does not have, for a value that it
    refuses, and for a dataset without actors or without events.
    """
    known = of_dataset(dataset)
    for collection, field in (("actors", "claimants"), ("events", "event")):
        if not known.ids[collection] and field not in fields:
            raise InvalidValueError(f"has no {collection}, and a claim names one", value=dataset, path="dataset")
    return records_of(Claim, known, asked(Claim, known, fields, "claims"), CLAIM)


def _revises(draw: Draw, known: Known, fields: Mapping[str, Any]) -> str | None:
    """None, or a claim that the fields let it revise."""
    revisable: tuple[str, ...] = tuple(known.ids["claims"])
    if known.exists:
        revisable = tuple(
            one.id
            for one in known.claims
            if fields.get("event", one.event) == one.event
            and not {*one.claimants}.isdisjoint(fields.get("claimants", one.claimants))
        )
    chosen: str | None = draw(sampled((None, None, *revisable)))
    return chosen


def _revised(known: Known, fields: Mapping[str, Any]) -> Claim | None:
    return next((one for one in known.claims if one.id == fields["revises"]), None) if fields["revises"] else None


def _event(draw: Draw, known: Known, fields: Mapping[str, Any]) -> str:
    revised = _revised(known, fields)
    return str(draw(sampled(tuple(known.ids["events"])))) if revised is None else revised.event


def _claimants(draw: Draw, known: Known, fields: Mapping[str, Any]) -> tuple[str, ...]:
    chosen = reference(draw, known, "actors", least=1)
    revised = _revised(known, fields)
    return chosen if revised is None else tuple(dict.fromkeys((*chosen, revised.claimants[0])))


def _stance(draw: Draw, known: Known, fields: Mapping[str, Any]) -> Stance:
    answers = fields["answers"] if "answers" in fields else known.ids["claims"]
    stance: Stance = draw(sampled(tuple(one for one in Stance if one is not Stance.DENIES or answers)))
    return stance


def _answers(draw: Draw, known: Known, fields: Mapping[str, Any]) -> tuple[str, ...]:
    return reference(draw, known, "claims", least=int(fields["stance"] is Stance.DENIES))


def _made(draw: Draw, known: Known, fields: Mapping[str, Any]) -> ImpreciseDate | None:
    evident = fields.get("evidence", known.lengths)
    dates: st.SearchStrategy[ImpreciseDate] = known.leaves[the_date]
    return maybe(draw, dates) if evident or not known.exists else draw(dates)


def _evidence(draw: Draw, known: Known, fields: Mapping[str, Any]) -> tuple[Passage, ...]:
    return some_passages(draw, known, least=int(known.exists and fields["made"] is None))


def _assumption(draw: Draw, known: Known, fields: Mapping[str, Any]) -> str | None:
    return maybe(draw, known.leaves[text]) if fields["derived_from"] else None


def _derived_from(draw: Draw, known: Known, fields: Mapping[str, Any]) -> tuple[str, ...]:
    return reference(draw, known, "claims", least=int(fields.get("assumption") is not None))


def _measure(draw: Draw, known: Known, _fields: Mapping[str, Any]) -> Measure | None:
    return maybe(draw, known.leaves[Measure.of])


def _grade(draw: Draw, _known: Known, _fields: Mapping[str, Any]) -> Grade | None:
    return maybe(draw, sampled(_GRADES))


_GRADES: Final = tuple(Grade(one, other) for one in Reliability for other in Credibility)
_BASES: Final = ((), (), *((one,) for one in Basis), tuple(Basis)[1::-1])

CLAIM: Final[Special] = {
    "revises": _revises,
    "event": _event,
    "claimants": _claimants,
    "stance": _stance,
    "answers": _answers,
    "derived_from": _derived_from,
    "assumption": _assumption,
    "measure": _measure,
    "made": _made,
    "evidence": _evidence,
    "basis": lambda draw, _known, _fields: draw(sampled(_BASES)),
    "grade": _grade,
}
"""The fields of a claim that depend on others, in the order in which they are drawn."""
