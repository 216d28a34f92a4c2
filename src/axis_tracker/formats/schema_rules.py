"""What the JSON Schema says of several fields of one record, and what it leaves to the reader: two tables.

`RULES` are those checks of the constructors, and of a dataset on a single record, that a schema can say. `LIMITS` are
the others. Tests hold both against the reader with mutated files. Imports the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from axis_tracker.imprecise.measures import Measure, Reading
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document, Uncoded
from axis_tracker.model.vocabulary import Dating, Stance, UncodedReason

__all__ = ["LIMITS", "RULES", "Limit"]

_GIVEN: Final = {"type": "string"}
_NOT_GIVEN: Final = {"type": "null"}
_ONE_OR_MORE: Final = {"minItems": 1}
_NONE: Final = {"maxItems": 0}
_PERCENT: Final = {
    "if": {"type": "object"},
    "then": {"properties": {"unit": {"const": "percent"}}, "required": ["unit"]},
    "else": {"type": "string"},
}


def _where(name: str, *words: str) -> dict[str, Any]:
    """A record in which the field is there and has one of the words."""
    return {"properties": {name: {"enum": [*words]}}, "required": [name]}


def _with(**fields: Mapping[str, Any]) -> dict[str, Any]:
    """A record in which all these fields are there and are so."""
    return {"properties": fields, "required": [*fields]}


def _without(name: str, absent: Mapping[str, Any] = _NOT_GIVEN) -> dict[str, Any]:
    return {"properties": {name: absent}}


RULES: Final[Mapping[type, tuple[Mapping[str, Any], ...]]] = {
    Claim: (
        {
            "$comment": "A denial names the claims that it answers.",
            "if": _where("stance", Stance.DENIES.value),
            "then": _with(answers=_ONE_OR_MORE),
        },
        {
            "$comment": "An assumption belongs to a claim that is derived from others.",
            "if": _with(assumption=_GIVEN),
            "then": _with(derived_from=_ONE_OR_MORE),
        },
        {
            "$comment": "A claim without evidence says when it was made.",
            "anyOf": [_with(evidence=_ONE_OR_MORE), _with(made=_GIVEN)],
        },
    ),
    Document: (
        {
            "$comment": "An inferred date needs its reasoning.",
            "if": _where("dating", Dating.INFERRED.value),
            "then": _with(dating_note=_GIVEN),
        },
    ),
    Uncoded: (
        {
            "$comment": "A repetition names the claims that it repeats, and nothing else does.",
            "if": _where("reason", UncodedReason.REPETITION.value),
            "then": _with(repeats=_ONE_OR_MORE),
            "else": _without("repeats", _NONE),
        },
    ),
    Measure: (
        {
            "$comment": "A rate has a period, and nothing else has.",
            "if": _where("reading", Reading.RATE.value),
            "then": _with(per=_GIVEN),
            "else": _without("per"),
        },
        {
            "$comment": "A share is a percentage of something, and nothing else is.",
            "if": _where("reading", Reading.SHARE.value),
            "then": _with(share_of=_GIVEN, quantity=_PERCENT),
            "else": _without("share_of"),
        },
        {
            "$comment": "Totals and increments are counted since a date, nothing else is.",
            "if": _where("reading", Reading.LEVEL.value, Reading.RATE.value, Reading.SHARE.value),
            "then": _without("since"),
        },
    ),
}
"""The rules between the fields of one record, by its class."""


class Limit(NamedTuple):
    """Something that the schema lets pass and the reader refuses.

    `rule` says it; `sign` is a regular expression that finds it in "PATH: REASON" of the reader's problem.
    """

    rule: str
    sign: str


LIMITS: Final = (
    Limit("an id leads to a record of the collection that the field is for", r"no \w+ has this id"),
    Limit("no two records of a collection have one id", "two records have this id"),
    Limit(
        "places, items, roles, answers, revisions, derivations and exchanges do not run in a circle",
        "part of a cycle",
    ),
    Limit("a passage ends after its start", r"the end \d+ must be greater than the start"),
    Limit("a passage lies within the length of its document", "outside its document, which has"),
    Limit("what is uncoded in a document is a passage of that document", "the passage must be in the document"),
    Limit("a revision speaks of the same event as what it revises, by one of its claimants", "a revision must"),
    Limit("there is such a day: 29 February in leap years alone", "there is no day 29; February"),
    Limit("the notation ends in the year 9999, and so do its winters", "this winter ends in the year 10000"),
    Limit("an interval of dates does not run backwards", "the interval runs backwards"),
    Limit(
        "the low end of a quantity is not above the high end, nor are they equal with one excluded", "the low end is"
    ),
    Limit("quantities in words are in the reader's tables", r"\.quantity: "),
    Limit(
        "a unit has its settled spelling, and no word that hedges, counts or picks out",
        "standard spelling|part of a unit|a unit must be words|a unit must not begin|'percent' alone",
    ),
    Limit("a record has no two identifiers of one scheme", "two identifiers have the scheme"),
    Limit("texts are in Unicode normal form C", "normal form C"),
    Limit(
        "texts hold no surrogates and no characters that are not assigned, besides those that the pattern names",
        r"which is not a printable character|a wording must be one line|share in words",
    ),
    Limit(
        "a whole number is written without a fraction or an exponent: 5, not 5.0, which JSON Schema takes for the same",
        "must be exact|a whole number|reads version",
    ),
)
"""What only the reader checks."""
