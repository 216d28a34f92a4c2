"""The rules between fields that the JSON Schema states, and the rules that only the reader checks.

`RULES` holds the rules within a single record that a schema can state, and `LIMITS` holds all other rules. Tests with
mutated files compare `RULES` and `LIMITS` with the reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from axis_tracker.imprecise.measures import Measure, Reading
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document, Uncoded
from axis_tracker.model.events import Parts
from axis_tracker.model.vocabulary import Dating, PartsCover, UncodedReason

__all__ = ["LIMITS", "RULES", "Limit"]

_GIVEN: Final = {"type": "string"}
_NOT_GIVEN: Final = {"type": "null"}
_ONE_OR_MORE: Final = {"minItems": 1}
_TWO_OR_MORE: Final = {"minItems": 2}
_NONE: Final = {"maxItems": 0}
_PERCENT: Final = {
    "if": {"type": "object"},
    "then": {"properties": {"unit": {"const": "percent"}}, "required": ["unit"]},
    "else": {"type": "string"},
}


def _where(name: str, *words: str) -> dict[str, Any]:
    """Return the schema of a record in which a field is present and has one of these values."""
    return {"properties": {name: {"enum": [*words]}}, "required": [name]}


def _with(**fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a record in which all these fields are present and valid."""
    return {"properties": fields, "required": [*fields]}


def _without(name: str, absent: Mapping[str, Any] = _NOT_GIVEN) -> dict[str, Any]:
    return {"properties": {name: absent}}


RULES: Final[Mapping[type, tuple[Mapping[str, Any], ...]]] = {
    Claim: (
        {
            "$comment": "Only a claim that is derived from other claims may have an assumption.",
            "if": _with(assumption=_GIVEN),
            "then": _with(derived_from=_ONE_OR_MORE),
        },
        {
            "$comment": "A claim without evidence must say when it was made.",
            "anyOf": [_with(evidence=_ONE_OR_MORE), _with(made=_GIVEN)],
        },
    ),
    Parts: (
        {
            "$comment": "An event that consists of its parts must have at least two.",
            "if": _where("covers", PartsCover.ALL.value),
            "then": _with(events=_TWO_OR_MORE),
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
            "$comment": "A repetition must name the claims that it repeats. Any other passage must not name claims.",
            "if": _where("reason", UncodedReason.REPETITION.value),
            "then": _with(repeats=_ONE_OR_MORE),
            "else": _without("repeats", _NONE),
        },
    ),
    Measure: (
        {
            "$comment": "A rate must have a period. Any other reading must not have a period.",
            "if": _where("reading", Reading.RATE.value),
            "then": _with(per=_GIVEN),
            "else": _without("per"),
        },
        {
            "$comment": "A share must be a percentage of a whole. Any other reading must not name a whole.",
            "if": _where("reading", Reading.SHARE.value),
            "then": _with(share_of=_GIVEN, quantity=_PERCENT),
            "else": _without("share_of"),
        },
        {
            "$comment": "Only a total or an increment may be counted since a date.",
            "if": _where("reading", *(one.value for one in Reading if one not in (Reading.TOTAL, Reading.INCREMENT))),
            "then": _without("since"),
        },
    ),
}
"""The rules between the fields of one record, by its class."""


class Limit(NamedTuple):
    """A rule that only the reader checks, because the schema cannot state it.

    Attributes:
        rule: The rule, in words.
        pattern: A regular expression that matches "PATH: REASON" of the problem that the reader reports.
    """

    rule: str
    pattern: str


LIMITS: Final = (
    Limit("a reference leads to a record in the collection that the field refers to", r"no \w+ has this id"),
    Limit("no two records of a collection have the same id", "two records have this id"),
    Limit(
        "places, items, roles, answers, revisions, derivations, exchanges and parts have no cycles",
        "part of a cycle",
    ),
    Limit("a passage ends after its start", r"the end \d+ must be greater than the start"),
    Limit("a passage lies within the length of its document", "outside its document, which has"),
    Limit("an uncoded passage belongs to the document that lists it", "the passage must be in the document"),
    Limit(
        "a revision is about the same event as the claim that it revises, and the two claims share a claimant or a "
        "state for which claimants of both possibly act",
        "a revision must",
    ),
    Limit("the parts of an event have its kind, and none of them contains another", "a part of an event"),
    Limit("the losses of a deployment are those in engagements", "losses are only recorded in engagements"),
    Limit(
        "a claim does not support itself, and supports every other claim at most once",
        r"itself|supports: this id is listed",
    ),
    Limit("a date exists; for example, 29 February exists only in leap years", "day 29 does not exist; February"),
    Limit("no date, including a winter, ends after the year 9999", "this winter ends in the year 10000"),
    Limit("an interval of dates does not end before it begins", "the interval runs backwards"),
    Limit(
        "the lower end of a quantity is below the upper end, or equal to the upper end if both ends are included",
        "the low end is",
    ),
    Limit("a quantity in words uses only words from the reader's tables", r"\.quantity: "),
    Limit(
        "a unit has its standard spelling and contains no word that hedges, counts or selects",
        "standard spelling|part of a unit|a unit must be words|a unit must not begin|'percent' alone",
    ),
    Limit("a record has at most one identifier of each scheme", "two identifiers have the scheme"),
    Limit("strings are in Unicode normal form C", "normal form C"),
    Limit(
        "strings contain no surrogates and no unassigned characters, which the pattern does not exclude",
        r"which is not a printable character|a wording must be one line|whole of a share must be one line",
    ),
    Limit(
        "a whole number is written without a fraction or an exponent: 5, not 5.0 (JSON Schema accepts both)",
        "must be exact|a whole number|reads version",
    ),
)
"""The rules that only the reader checks."""
