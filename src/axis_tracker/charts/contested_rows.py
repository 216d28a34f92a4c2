"""What a chart of a contested figure shows, as plain rows: the claims, the bounds that follow day by day, the denials.

Imports the reasoning and the phrases of reports; `contested_drawing` draws it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from axis_tracker.imprecise.quantities import Number
from axis_tracker.model.vocabulary import Stance
from axis_tracker.phrases import date_phrase, names_phrase

if TYPE_CHECKING:
    from axis_tracker.imprecise.dates import ImpreciseDate
    from axis_tracker.imprecise.measures import Measure
    from axis_tracker.model.claims import Claim
    from axis_tracker.reasoning.estimates import Estimate
    from axis_tracker.reasoning.policies import SetAsideReason

__all__ = [
    "ContestedClaim",
    "ContestedDenial",
    "ContestedRows",
    "ContestedStep",
    "begun",
    "contested_rows",
    "middle",
    "spread",
]

_PADDING_DAYS: Final = 10
_PADDING_SHARE: Final = 25
"""The span of days that is shown is wider than what is known by one part in so many at either side."""


class ContestedClaim(NamedTuple):
    """One utterance with a figure: as many claims as report it alike.

    `first` and `last` are the days between which it was said, None where nobody says; `low` and `high` its ends, None
    where open; `reason` why it bounds nothing, None where it does. What counts something else than the estimate
    (`is_comparable` is False) has no place on the same scale.
    """

    number: int
    claims: tuple[str, ...]
    claimants: str
    said: str
    first: date | None
    last: date | None
    low: float | None
    high: float | None
    includes_low: bool
    includes_high: bool
    figure: str
    reason: SetAsideReason | None
    is_comparable: bool

    @property
    def is_drawn(self) -> bool:
        """Whether it has a place in the plot: a day, an end, and the unit of the estimate."""
        return self.is_comparable and self.first is not None and (self.low, self.high) != (None, None)

    @property
    def text(self) -> str:
        """The claim in a line: who said what and when, how many reported it, why it was set aside."""
        reports = f" ({len(self.claims)} reports)" if len(self.claims) > 1 else ""
        aside = "" if self.reason is None else f"; set aside: {self.reason.meaning}"
        placed = "" if self.is_drawn else "; not drawn"
        return begun(f"{self.claimants}, {self.said}: {self.figure}{reports}{aside}{placed}")


class ContestedStep(NamedTuple):
    """A stretch of days, both inclusive and inside what is shown, and the bounds that all claims together allow."""

    first: date
    last: date
    low: float | None
    high: float | None


class ContestedDenial(NamedTuple):
    """A denial of the matter: it bounds no number, and so stands on the axis of time."""

    number: int
    claim: str
    claimants: str
    said: str
    first: date | None
    last: date | None

    @property
    def text(self) -> str:
        """The denial in a line."""
        return begun(f"{self.claimants}, {self.said}: denies it")


class ContestedRows(NamedTuple):
    """All that the chart shows; `first` and `last` are the days that it shows, None if nothing is dated."""

    matter: str
    answer: str
    unit: str
    claimants: tuple[str, ...]
    latest: date | None
    """The last day by which one of the claims had been made."""
    first: date | None
    last: date | None
    claims: tuple[ContestedClaim, ...]
    steps: tuple[ContestedStep, ...]
    denials: tuple[ContestedDenial, ...]


def contested_rows(estimate: Estimate) -> ContestedRows:
    """What is claimed of the quantity of an estimate.

    Every claim on the matter is in it, those that bound the quantity and those that were set aside; what several
    documents report alike of one utterance is one row. Numbers count the rows from 1, by the day on which they were
    said, the denials after the others.

    >>> import axis_tracker as axt
    >>> rows = contested_rows(axt.load().estimate(event="kp-ru-artillery-ammunition"))
    >>> [(row.number, row.claimants, row.low, row.high) for row in rows.claims if row.reason is None]
    [(2, 'South Korea', 1000000.0, None), (4, 'South Korean officials', 5000000.0, None)]
    """
    sides: list[tuple[Claim, SetAsideReason | None]] = [(claim, None) for claim in estimate.supporting]
    sides += [(one.claim, one.reason) for one in estimate.set_aside if one.claim.stance is not Stance.DENIES]
    groups: dict[tuple[str, Measure, tuple[str, ...], ImpreciseDate, SetAsideReason | None], list[Claim]] = {}
    for claim, reason in sides:
        if claim.measure is not None:
            key = (claim.utterance, claim.measure, claim.claimants, estimate.made(claim), reason)
            groups.setdefault(key, []).append(claim)
    said = [_claim(estimate, group, measure, reason) for (_, measure, _, _, reason), group in groups.items()]
    said.sort(key=lambda row: (row.first or date.max, row.last or date.max, row.claims))
    denials = [_denial(estimate, claim) for claim in estimate.denials]
    denials.sort(key=lambda row: (row.first or date.max, row.last or date.max, row.claim))
    claims = tuple(row._replace(number=number) for number, row in enumerate(said, 1))
    everything: list[ContestedClaim | ContestedDenial] = [*claims, *denials]
    first, last = _window(estimate, everything)
    return ContestedRows(
        estimate.matter,
        estimate.explain().partition("\n")[0],
        estimate.unit,
        tuple(dict.fromkeys(row.claimants for row in everything)),
        max((row.last for row in everything if row.last is not None), default=None),
        first,
        last,
        claims,
        () if first is None or last is None else _steps(estimate, first, last),
        tuple(row._replace(number=number) for number, row in enumerate(denials, len(claims) + 1)),
    )


def _claim(estimate: Estimate, claims: list[Claim], measure: Measure, reason: SetAsideReason | None) -> ContestedClaim:
    claim = claims[0]
    made, quantity = estimate.made(claim), measure.quantity
    return ContestedClaim(
        0,
        tuple(sorted(one.id for one in claims)),
        _names(estimate, claim),
        date_phrase(made),
        *_days(made.earliest, made.latest),
        _float(quantity.low),
        _float(quantity.high),
        quantity.includes_low,
        quantity.includes_high,
        str(measure),
        reason,
        quantity.unit == estimate.unit and measure.per is None and measure.share_of is None,
    )


def _denial(estimate: Estimate, claim: Claim) -> ContestedDenial:
    made = estimate.made(claim)
    return ContestedDenial(0, claim.id, _names(estimate, claim), date_phrase(made), *_days(made.earliest, made.latest))


def _days(first: date | None, last: date | None) -> tuple[date | None, date | None]:
    """The days between which something was said; where one of them is not given, the other stands for both."""
    return first or last, last or first


def _names(estimate: Estimate, claim: Claim) -> str:
    return names_phrase(estimate.dataset.actors[key].name for key in claim.claimants)


def _float(number: Number | None) -> float | None:
    return None if number is None else float(number)


def _window(estimate: Estimate, rows: Iterable[ContestedClaim | ContestedDenial]) -> tuple[date | None, date | None]:
    days = [day for row in rows for day in (row.first, row.last) if day is not None]
    if not days:
        return None, None
    days += [step.first for step in estimate.history() if step.first is not None]
    days += [] if estimate.at is None else [estimate.at]
    first, last = min(days), max(days)
    padding = max(_PADDING_DAYS, (last - first).days // _PADDING_SHARE)
    return _moved(first, -padding), _moved(last, padding)


def _moved(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _steps(estimate: Estimate, first: date, last: date) -> tuple[ContestedStep, ...]:
    steps = [
        ContestedStep(
            max(step.first or first, first),
            min(step.last or last, last),
            _float(step.quantity.low),
            _float(step.quantity.high),
        )
        for step in estimate.history()
    ]
    joined: list[ContestedStep] = []  # the same bounds may follow from other claims after some day
    for step in steps:
        if step.first > step.last or (step.low, step.high) == (None, None):
            continue
        is_same = bool(joined) and (joined[-1].low, joined[-1].high) == (step.low, step.high)
        if is_same and joined[-1].last.toordinal() + 1 == step.first.toordinal():
            joined[-1] = joined[-1]._replace(last=step.last)
        else:
            joined.append(step)
    return tuple(joined)


def begun(text: str) -> str:
    """The text with a capital letter at its beginning, for it begins a line.

    >>> begun("a Western official, 2023"), begun("South Korea")
    ('A Western official, 2023', 'South Korea')
    """
    return f"{text[:1].upper()}{text[1:]}"


def spread(places: list[float], gap: float) -> list[float]:
    """Places in ascending order, moved as little as will do (by squares) to stand `gap` apart at least.

    >>> spread([0, 10, 10, 40], 4)
    [0, 8.0, 12.0, 40]
    """
    runs: list[
        list[float]
    ] = []  # stretches of neighbours that push each other: the mean of where they start, and how many
    for index, place in enumerate(places):
        run = [place - index * gap, 1.0]
        while runs and runs[-1][0] > run[0]:
            mean, count = runs.pop()
            run = [(mean * count + run[0] * run[1]) / (count + run[1]), count + run[1]]
        runs.append(run)
    starts = [mean for mean, count in runs for _ in range(int(count))]
    return [start + index * gap for index, start in enumerate(starts)]


def middle(first: date, last: date) -> float:
    """The middle between two days, as a day number of the Gregorian calendar; of one day, its noon."""
    return (first.toordinal() + (last + timedelta(days=1)).toordinal()) / 2
