"""The contents of the contested chart as plain rows. The rows are claims, denials, and the bounds on each day.

The module `contested_drawing` draws the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Measure
from axis_tracker.imprecise.quantities import Number
from axis_tracker.model.claims import Claim
from axis_tracker.model.vocabulary import Stance
from axis_tracker.phrases import date_phrase, names_phrase, quantity_phrase
from axis_tracker.reasoning.estimates import Estimate
from axis_tracker.reasoning.explaining import not_used_because
from axis_tracker.reasoning.policies import SetAsideReason
from axis_tracker.reasoning.source_phrases import hedge_phrase

__all__ = [
    "ContestedClaim",
    "ContestedDenial",
    "ContestedRows",
    "ContestedStep",
    "capitalized",
    "contested_rows",
]

# The space before the first day and after the last day is a fraction of the span, but at least a few days.
_PADDING_SHARE: Final = 25
_LEAST_PADDING_DAYS: Final = 10
_MOST_CONFLICTS: Final = 3
"""The number of conflicts that the chart spells out. Further conflicts are counted."""


_DENIALS: Final = {
    "denials": "denies it",
    "possible_denials": "possibly denies it",
    "earlier_denials": "denied it earlier, before this can have happened",
}
"""What a denial is called, by the attribute of the estimate that lists it."""


class ContestedClaim(NamedTuple):
    """A row for one utterance with a figure. Several reports of the utterance share the row if the reports agree.

    Attributes:
        number: The number of the row in the key, starting from 1.
        claims: The ids of the claims that report the utterance.
        claimants: The names of the claimants, as a phrase.
        said: The date of the utterance, in words.
        hedge: How the reports hedge, in words, or an empty string.
        first: The first day on which the utterance may have been made, or None if unknown.
        last: The last day on which the utterance may have been made, or None if unknown.
        low: The lower bound of the figure, or None if the bound is open.
        high: The upper bound of the figure, or None if the bound is open.
        includes_low: Whether the lower bound is included.
        includes_high: Whether the upper bound is included.
        figure: The figure in words.
        reason: The reason why the estimate does not use the claim, or None if the claim is used.
        why: The reason in words, or an empty string if the claim is used.
        is_comparable: Whether the figure fits the scale of the chart. Rates, shares and other units do not fit.
        is_uncertain: Whether the source itself marks the figure as uncertain.
    """

    number: int
    claims: tuple[str, ...]
    claimants: str
    said: str
    hedge: str
    first: date | None
    last: date | None
    low: float | None
    high: float | None
    includes_low: bool
    includes_high: bool
    figure: str
    reason: SetAsideReason | None
    why: str
    is_comparable: bool
    is_uncertain: bool

    @property
    def is_drawn(self) -> bool:
        """Whether the plot shows the claim. Drawn claims have a known day, a known bound, and a comparable figure."""
        is_dated = self.first is not None or self.last is not None
        return self.is_comparable and is_dated and (self.low, self.high) != (None, None)

    @property
    def text(self) -> str:
        """One line: the claimants, the date, the hedge, the figure, the reports, and why the claim is not used."""
        reports = f" ({len(self.claims)} reports)" if len(self.claims) > 1 else ""
        unused = f"; not used ({self.why})" if self.why else ""
        placed = "" if self.is_drawn else "; not drawn"
        source = ", ".join(filter(None, (self.claimants, self.said, self.hedge)))
        return capitalized(f"{source}: {self.figure}{reports}{unused}{placed}")


class ContestedStep(NamedTuple):
    """A period in which the bounds do not change.

    Attributes:
        first: The first day of the period, or of the chart if the period begins earlier.
        last: The last day of the period, or of the chart if the period ends later.
        low: The lower bound that all claims together allow, or None if the bound is open.
        high: The upper bound that all claims together allow, or None if the bound is open.
    """

    first: date
    last: date
    low: float | None
    high: float | None


class ContestedDenial(NamedTuple):
    """A row for one denial. A denial does not change the bounds, so a denial has a date but no height.

    Attributes:
        number: The number of the row in the key.
        claim: The id of the denying claim.
        claimants: The names of the claimants, as a phrase.
        said: The date of the denial, in words.
        first: The first day on which the denial may have been made, or None if unknown.
        last: The last day on which the denial may have been made, or None if unknown.
        words: What the denial means for the figure, such as "denies it". A denial covers what had happened by its day.
    """

    number: int
    claim: str
    claimants: str
    said: str
    first: date | None
    last: date | None
    words: str

    @property
    def text(self) -> str:
        """The denial in one line."""
        return capitalized(f"{self.claimants}, {self.said}: {self.words}")


class ContestedRows(NamedTuple):
    """The complete contents of the contested chart.

    Attributes:
        matter: What is counted, in words.
        answer: The first line of the estimate's explanation.
        figure: The bounds of the estimate, in words.
        conflicts: A sentence for each conflict, in the words of the explanation. Numbers of rows replace ids of claims.
        also: The sentence of the explanation that lists other figures on the matter, or an empty string.
        unit: The unit of the estimate.
        counted: What is counted: the unit, and the item if it is narrower than the item of the question.
        claimants: The names of the claimants in all rows, without duplicates.
        latest: The last day on which any claim or denial may have been made, or None if none has a date.
        first: The first day of the chart, or None if no claim or denial has a date.
        last: The last day of the chart, or None if no claim or denial has a date.
        claims: The rows for utterances with a figure.
        steps: The periods and their bounds, in chronological order.
        denials: The rows for denials.
    """

    matter: str
    answer: str
    figure: str
    conflicts: tuple[str, ...]
    also: str
    unit: str
    counted: str
    claimants: tuple[str, ...]
    latest: date | None
    first: date | None
    last: date | None
    claims: tuple[ContestedClaim, ...]
    steps: tuple[ContestedStep, ...]
    denials: tuple[ContestedDenial, ...]

    @property
    def numbered(self) -> tuple[ContestedClaim | ContestedDenial, ...]:
        """The claims and the denials, sorted by number."""
        return (*self.claims, *self.denials)

    @property
    def has_figures(self) -> bool:
        """Whether the plot shows any figure: a claim or a period with a bound."""
        return bool(self.steps) or any(row.is_drawn for row in self.claims)


def contested_rows(estimate: Estimate) -> ContestedRows:
    """Return the rows for all claims about the quantity of an estimate.

    The rows include claims that the estimate does not use. Several reports of one utterance share one row if the
    reports agree. The rows are numbered from 1. Claims come before denials, and both groups are sorted by date.

    >>> import axis_tracker as axt
    >>> rows = contested_rows(axt.load().estimate(event="kp-ru-artillery-ammunition"))
    >>> [(row.number, row.claimants, row.low, row.high) for row in rows.claims if row.reason is None]
    [(2, 'South Korea', 1000000.0, None), (4, 'South Korean officials', 5000000.0, None)]
    """
    sides: list[tuple[Claim, SetAsideReason | None, str]] = [(claim, None, "") for claim in estimate.supporting]
    sides += [
        (one.claim, one.reason, not_used_because(estimate, one))
        for one in estimate.set_aside
        if one.claim.stance is not Stance.DENIES
    ]
    groups: dict[tuple[str, Measure, tuple[str, ...], ImpreciseDate, SetAsideReason | None, str], list[Claim]] = {}
    for claim, reason, why in sides:
        if claim.measure is not None:
            key = (claim.utterance, claim.measure, claim.claimants, estimate.made(claim), reason, why)
            groups.setdefault(key, []).append(claim)
    said = [_claim(estimate, group, measure, reason, why) for (_, measure, _, _, reason, why), group in groups.items()]
    said.sort(key=lambda row: (*_first_known(row), row.claims))
    denials = [
        ContestedDenial(0, claim.id, *_saying(estimate, claim), words)
        for name, words in _DENIALS.items()
        for claim in getattr(estimate, name, ())
    ]
    denials.sort(key=lambda row: (*_first_known(row), row.claim))
    claims = tuple(row._replace(number=number) for number, row in enumerate(said, 1))
    everything: list[ContestedClaim | ContestedDenial] = [*claims, *denials]
    first, last = _window(estimate, everything)
    explanation = estimate.explain().splitlines()
    return ContestedRows(
        estimate.matter,
        explanation[0],
        quantity_phrase(estimate.quantity),
        _conflicts(estimate, {claim: row.number for row in claims for claim in row.claims}),
        next((line for line in explanation if line.startswith("Also: ")), ""),
        estimate.unit,
        str(getattr(estimate, "counted", estimate.unit)),
        tuple(dict.fromkeys(row.claimants for row in everything)),
        max((row.last for row in everything if row.last is not None), default=None),
        first,
        last,
        claims,
        () if first is None or last is None else _steps(estimate, first, last),
        tuple(row._replace(number=number) for number, row in enumerate(denials, len(claims) + 1)),
    )


def _claim(
    estimate: Estimate, claims: list[Claim], measure: Measure, reason: SetAsideReason | None, why: str
) -> ContestedClaim:
    quantity = measure.quantity
    names, said, first, last = _saying(estimate, claims[0])
    return ContestedClaim(
        0,
        tuple(sorted(claim.id for claim in claims)),
        names,
        said,
        "; ".join(dict.fromkeys(filter(None, map(hedge_phrase, claims)))),
        first,
        last,
        _float(quantity.low),
        _float(quantity.high),
        quantity.includes_low,
        quantity.includes_high,
        str(measure),
        reason,
        why,
        quantity.unit == estimate.unit and measure.per is None and measure.share_of is None,
        bool(getattr(quantity, "is_uncertain", False)),
    )


def _saying(estimate: Estimate, claim: Claim) -> tuple[str, str, date | None, date | None]:
    """Return the names of the claimants, the date in words, and the first and last day that the date may cover."""
    made = estimate.made(claim)
    names = names_phrase(estimate.dataset.actors[key].name for key in claim.claimants)
    return names, date_phrase(made), made.earliest, made.latest


def _first_known(row: ContestedClaim | ContestedDenial) -> tuple[date, date]:
    """Return the key that sorts rows by date. An unknown start is not an early date, so the last day replaces it."""
    first = row.first or row.last or date.max
    return first, row.last or first


def _conflicts(estimate: Estimate, numbers: Mapping[str, int]) -> tuple[str, ...]:
    sentences = []
    for one in estimate.conflicts[:_MOST_CONFLICTS]:
        # Several reports of one utterance share a row, so the numbers are without duplicates.
        lower, upper = (
            names_phrase(
                dict.fromkeys(f"claim {numbers[claim.id]}" if claim.id in numbers else claim.id for claim in side)
            )
            for side in (one.lower, one.upper)
        )
        conversion = getattr(one, "conversion", None)
        conflict = f"Conflict with {conversion}" if conversion else "Conflict"
        sentences.append(
            f"{conflict}: {lower} ({one.at_least}) and {upper} ({one.at_most}) cannot both be true. "
            f"Without the first: {quantity_phrase(one.without_lower)}. "
            f"Without the second: {quantity_phrase(one.without_upper)}."
        )
    more = len(estimate.conflicts) - _MOST_CONFLICTS
    if more > 0:
        sentences.append(f"{more} more conflict{'' if more == 1 else 's'}.")
    return tuple(sentences)


def _float(number: Number | None) -> float | None:
    return None if number is None else float(number)


def _window(estimate: Estimate, rows: Iterable[ContestedClaim | ContestedDenial]) -> tuple[date | None, date | None]:
    days = [day for row in rows for day in (row.first, row.last) if day is not None]
    if not days:
        return None, None
    days += [step.first for step in estimate.history() if step.first is not None]
    days += [] if estimate.at is None else [estimate.at]
    first, last = min(days), max(days)
    padding = max(_LEAST_PADDING_DAYS, (last - first).days // _PADDING_SHARE)
    return _moved(first, -padding), _moved(last, padding)


def _moved(day: date, days: int) -> date:
    # Claims of any year are valid, so the window must stop at the first and the last day that `date` can represent.
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _steps(estimate: Estimate, first: date, last: date) -> tuple[ContestedStep, ...]:
    steps: list[ContestedStep] = []
    for bounds in estimate.history():
        start, end = max(bounds.first or first, first), min(bounds.last or last, last)
        low, high = _float(bounds.quantity.low), _float(bounds.quantity.high)
        if start > end or (low, high) == (None, None):
            continue
        before = steps[-1] if steps else None
        # The history also starts a new step when different claims give the same bounds.
        if before and (before.low, before.high) == (low, high) and before.last.toordinal() + 1 == start.toordinal():
            steps[-1] = before._replace(last=end)
        else:
            steps.append(ContestedStep(start, end, low, high))
    return tuple(steps)


def capitalized(text: str) -> str:
    """Return the text with a capital first letter, for the start of a line.

    >>> capitalized("a Western official, 2023"), capitalized("South Korea")
    ('A Western official, 2023', 'South Korea')
    """
    return f"{text[:1].upper()}{text[1:]}"
