"""Agreement between two codings of the same documents, claim by claim and field by field.

The package `krippendorff` computes Krippendorff's alpha. The `agreement` extra installs this package.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import chain
from typing import Final, NamedTuple

from axis_tracker.dataset.integrity import references_of
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import MissingExtraError
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event

__all__ = ["COMPARED_FIELDS", "Comparison", "Difference", "FieldAgreement", "compare"]


class FieldAgreement(NamedTuple):
    """The agreement between two codings in one field.

    Attributes:
        field: The name of the field.
        pairs: The number of compared pairs of values.
        agreed: The number of pairs with equal values.
        alpha: Krippendorff's alpha for nominal data. 1 means perfect agreement, and 0 means the agreement expected by
            chance. None if all values in both codings are the same, because alpha is then undefined.
    """

    field: str
    pairs: int
    agreed: int
    alpha: float | None


class Difference(NamedTuple):
    """A field in which two matched claims differ.

    Attributes:
        document: The id of the document.
        field: The name of the field.
        first: The claim in the first coding.
        second: The claim in the second coding.
        values: The values of the field in the two claims, as strings.
    """

    document: str
    field: str
    first: Claim
    second: Claim
    values: tuple[str, str]


class Comparison(NamedTuple):
    """The result of comparing two codings.

    Attributes:
        pairs: The pairs of matched claims.
        only_first: The claims of the first coding that have no match.
        only_second: The claims of the second coding that have no match.
        fields: The agreement between the codings in each field.
        differences: The differences between the matched claims, field by field.
    """

    pairs: tuple[tuple[Claim, Claim], ...]
    only_first: tuple[Claim, ...]
    only_second: tuple[Claim, ...]
    fields: tuple[FieldAgreement, ...]
    differences: tuple[Difference, ...]

    @property
    def matched(self) -> float:
        """The share of the claims in both codings that have a match, from 0 to 1 (the Dice coefficient)."""
        total = 2 * len(self.pairs) + len(self.only_first) + len(self.only_second)
        return 2 * len(self.pairs) / total if total else 1.0


def _references(event: Event, collection: str) -> str:
    return ", ".join(sorted({key for _, referred, key in references_of(event) if referred == collection}))


def _quantity(claim: Claim) -> str:
    if claim.measure is None:
        return ""
    quantity = claim.measure.quantity
    opening, closing = "[" if quantity.includes_low else "(", "]" if quantity.includes_high else ")"
    low = ".." if quantity.low is None else quantity.low
    high = ".." if quantity.high is None else quantity.high
    return f"{opening}{low}, {high}{closing} {quantity.unit}"


COMPARED_FIELDS: Final[dict[str, Callable[[Claim, Event], str]]] = {
    "claimants": lambda claim, event: ", ".join(sorted(claim.claimants)),
    "event kind": lambda claim, event: event.kind,
    "parties": lambda claim, event: _references(event, "actors"),
    "items": lambda claim, event: _references(event, "items"),
    "stance": lambda claim, event: claim.stance.value,
    "likelihood": lambda claim, event: claim.likelihood.value,
    "modality": lambda claim, event: claim.modality.value,
    "quantity": lambda claim, event: _quantity(claim),
    "phase": lambda claim, event: "" if claim.measure is None else claim.measure.phase.value,
    "reading": lambda claim, event: "" if claim.measure is None else claim.measure.reading.value,
    "when": lambda claim, event: "" if claim.when is None else str(claim.when),
    "made": lambda claim, event: "" if claim.made is None else str(claim.made),
}
"""The fields compared in two matched claims, each with a function that returns the value of the field as a string.

Two values agree if their strings are equal.
"""


def compare(first: RecordSet, second: RecordSet) -> Comparison:
    """Compare two codings of the documents that they have in common.

    Within each document, claims are matched one to one, starting with the best match. Only claims with overlapping
    evidence can match. The score of a match is the number of equal fields plus a share. This share is the number of
    characters that both claims cite, divided by the number of characters that at least one of the claims cites. In
    addition to the fields in `COMPARED_FIELDS`, the field "passages" compares character by character which parts of the
    documents each coding cites.

    Raises `MissingExtraError` if the `agreement` extra is not installed.
    """
    documents = [key for key in first.documents.ids if key in second.documents]
    pairs: list[tuple[str, Claim, Claim]] = []
    unmatched: tuple[list[Claim], list[Claim]] = ([], [])
    for document in documents:
        # A claim that cites several documents is compared once, in the first of them.
        codings = [
            [claim for claim in dataset.claims.where(source=document) if claim.documents[0] == document]
            for dataset in (first, second)
        ]
        matched = _matched(codings[0], codings[1], document, first, second)
        pairs.extend((document, one, other) for one, other in matched)
        for side, coding in enumerate(codings):
            taken = {pair[side].id for pair in matched}
            unmatched[side].extend(claim for claim in coding if claim.id not in taken)
    values = {
        name: [(text(one, first.events[one.event]), text(other, second.events[other.event])) for _, one, other in pairs]
        for name, text in COMPARED_FIELDS.items()
    }
    return Comparison(
        tuple((one, other) for _, one, other in pairs),
        tuple(unmatched[0]),
        tuple(unmatched[1]),
        (_passages(first, second, documents), *(_agreement(name, found) for name, found in values.items())),
        tuple(
            Difference(document, name, one, other, found[index])
            for index, (document, one, other) in enumerate(pairs)
            for name, found in values.items()
            if found[index][0] != found[index][1]
        ),
    )


def _cited(claim: Claim, document: str) -> set[int]:
    return {at for one in claim.evidence if one.document == document for at in range(one.start, one.end)}


def _matched(
    ours: Sequence[Claim], theirs: Sequence[Claim], document: str, first: RecordSet, second: RecordSet
) -> list[tuple[Claim, Claim]]:
    candidates: list[tuple[float, str, str, Claim, Claim]] = []
    cited_there = {claim.id: _cited(claim, document) for claim in theirs}
    for one in ours:
        here = _cited(one, document)
        for other in theirs:
            there = cited_there[other.id]
            if here & there:
                events = first.events[one.event], second.events[other.event]
                equal = sum(text(one, events[0]) == text(other, events[1]) for text in COMPARED_FIELDS.values())
                score = len(here & there) / len(here | there) + equal
                candidates.append((-score, one.id, other.id, one, other))
    # The ids decide between equal scores, so that the order of the claims in the files does not matter.
    candidates.sort(key=lambda candidate: candidate[:3])
    matched: dict[str, tuple[Claim, Claim]] = {}
    taken: set[str] = set()
    for _, ours_id, theirs_id, one, other in candidates:
        if ours_id not in matched and theirs_id not in taken:
            taken.add(theirs_id)
            matched[ours_id] = (one, other)
    return [matched[key] for key in sorted(matched)]


def _passages(first: RecordSet, second: RecordSet, documents: Sequence[str]) -> FieldAgreement:
    marks: list[tuple[bool, bool]] = []
    for document in documents:
        cited = [
            {at for claim in dataset.claims.where(source=document) for at in _cited(claim, document)}
            for dataset in (first, second)
        ]
        length = max(first.documents[document].length, second.documents[document].length)
        marks.extend((at in cited[0], at in cited[1]) for at in range(length))
    return _agreement("passages", marks)


def _agreement(name: str, values: Sequence[tuple[Hashable, Hashable]]) -> FieldAgreement:
    return FieldAgreement(name, len(values), sum(one == other for one, other in values), _alpha(values))


def _alpha(values: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    try:
        import krippendorff
    except ModuleNotFoundError as error:
        if error.name not in {"krippendorff", "numpy"}:
            raise
        raise MissingExtraError("agreement", purpose="measuring agreement") from None
    codes = {label: code for code, label in enumerate(dict.fromkeys(chain.from_iterable(values)))}
    if len(codes) < 2:
        return None
    coded = [[codes[pair[side]] for pair in values] for side in (0, 1)]
    return float(krippendorff.alpha(reliability_data=coded, level_of_measurement="nominal"))
