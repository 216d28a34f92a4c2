"""Two codings of the same documents, compared claim by claim: how far two curators agree, and where they do not.

Imports the dataset; the coefficient comes from the package `krippendorff` (extra `agreement`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Final, NamedTuple

from axis_tracker.dataset.integrity import references_of
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import MissingExtraError
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event

__all__ = ["COMPARED_FIELDS", "Comparison", "Difference", "FieldAgreement", "compare"]


class FieldAgreement(NamedTuple):
    """How far two codings agree in one field.

    `agreed` of `pairs` matched claims have the same value; `alpha` is Krippendorff's coefficient for nominal data
    (1 is perfect agreement, 0 what chance would give), None where both codings use one value only, so that there is
    nothing to agree on.
    """

    field: str
    pairs: int
    agreed: int
    alpha: float | None


class Difference(NamedTuple):
    """A field in which two matched claims differ, with both values as text."""

    document: str
    field: str
    first: Claim
    second: Claim
    values: tuple[str, str]


class Comparison(NamedTuple):
    """The agreement of two codings.

    `pairs` are the matched claims, `only_first` and `only_second` those without a match; `fields` the agreement
    field by field; `differences` every field of a pair that differs.
    """

    pairs: tuple[tuple[Claim, Claim], ...]
    only_first: tuple[Claim, ...]
    only_second: tuple[Claim, ...]
    fields: tuple[FieldAgreement, ...]
    differences: tuple[Difference, ...]

    @property
    def matched(self) -> float:
        """The share of all claims of both codings that have a match, from 0 to 1 (Dice's coefficient)."""
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
"""What is compared of two matched claims, and how it is put into words: equal words are agreement."""


def compare(first: RecordSet, second: RecordSet) -> Comparison:
    """Compare two codings of the documents that both have.

    Claims are matched one to one within a document, the best matches first: only claims whose evidence overlaps can
    match, and of those the ones with the larger overlap (as a share of both) and the more equal fields. Besides the
    fields of `COMPARED_FIELDS`, the field "passages" compares, character by character, which stretches of the
    documents are cited at all.

    Raises `MissingExtraError` if the extra `agreement` is not installed.
    """
    documents = [key for key in first.documents.ids if key in second.documents]
    pairs: list[tuple[str, Claim, Claim]] = []
    lone: tuple[list[Claim], list[Claim]] = ([], [])
    for document in documents:
        codings = [
            [claim for claim in dataset.claims.where(source=document) if claim.documents[0] == document]
            for dataset in (first, second)
        ]
        matched = _matched(codings[0], codings[1], document, first, second)
        pairs.extend((document, one, other) for one, other in matched)
        for side, coding, rest in zip((0, 1), codings, lone, strict=True):
            taken = {pair[side].id for pair in matched}
            rest.extend(claim for claim in coding if claim.id not in taken)
    labels = {
        name: [
            (label(one, first.events[one.event]), label(other, second.events[other.event])) for _, one, other in pairs
        ]
        for name, label in COMPARED_FIELDS.items()
    }
    return Comparison(
        tuple((one, other) for _, one, other in pairs),
        tuple(lone[0]),
        tuple(lone[1]),
        (_passages(first, second, documents), *(_agreement(name, values) for name, values in labels.items())),
        tuple(
            Difference(document, name, one, other, values[index])
            for index, (document, one, other) in enumerate(pairs)
            for name, values in labels.items()
            if values[index][0] != values[index][1]
        ),
    )


def _cited(claim: Claim, document: str) -> set[int]:
    return {at for one in claim.evidence if one.document == document for at in range(one.start, one.end)}


def _matched(
    ours: Sequence[Claim], theirs: Sequence[Claim], document: str, first: RecordSet, second: RecordSet
) -> list[tuple[Claim, Claim]]:
    candidates: list[tuple[float, str, str, Claim, Claim]] = []
    cited = {(side, claim.id): _cited(claim, document) for side, group in enumerate((ours, theirs)) for claim in group}
    for one in ours:
        for other in theirs:
            here, there = cited[0, one.id], cited[1, other.id]
            if here & there:
                events = first.events[one.event], second.events[other.event]
                alike = sum(label(one, events[0]) == label(other, events[1]) for label in COMPARED_FIELDS.values())
                score = len(here & there) / len(here | there) + alike
                candidates.append((-score, one.id, other.id, one, other))
    matched: list[tuple[Claim, Claim]] = []
    taken: set[tuple[int, str]] = set()
    for _, ours_id, theirs_id, one, other in sorted(candidates, key=lambda candidate: candidate[:3]):
        if (0, ours_id) not in taken and (1, theirs_id) not in taken:
            taken |= {(0, ours_id), (1, theirs_id)}
            matched.append((one, other))
    return sorted(matched, key=lambda pair: (pair[0].id, pair[1].id))


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
    agreed = sum(one == other for one, other in values)
    return FieldAgreement(name, len(values), agreed, _alpha(values))


def _alpha(values: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    try:
        import krippendorff
    except ModuleNotFoundError as error:
        if error.name not in {"krippendorff", "numpy"}:
            raise
        raise MissingExtraError("agreement", purpose="measuring agreement") from None
    codes = {label: code for code, label in enumerate(dict.fromkeys(_each(values)))}
    if len(codes) < 2:
        return None
    coded = [[codes[pair[side]] for pair in values] for side in (0, 1)]
    return float(krippendorff.alpha(reliability_data=coded, level_of_measurement="nominal"))


def _each(values: Sequence[tuple[Hashable, Hashable]]) -> Iterator[Hashable]:
    for pair in values:
        yield from pair
