"""All estimates of a dataset at once: a row for each figure of each event. Imports `survey` and `estimates`.

The rows say what `Dataset.estimate(event=...)` says one by one, in a small part of the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from inspect import Signature
from typing import ClassVar, NamedTuple, TypedDict, overload

from axis_tracker.dataset.record_set import RecordSet, tables_of
from axis_tracker.dataset.selections import DateLike
from axis_tracker.display import Displayable
from axis_tracker.imprecise.exact_numbers import json_number
from axis_tracker.imprecise.measures import Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.phrases import quantity_phrase
from axis_tracker.reasoning.as_of import last_day, view_of
from axis_tracker.reasoning.estimates import Estimate, asked_phase, asked_reading, estimate_of, question_about
from axis_tracker.reasoning.policies import Policy
from axis_tracker.reasoning.questions import events_of
from axis_tracker.reasoning.survey import Answers, survey_of

__all__ = ["EstimateRecord", "EstimateRow", "Estimates", "all_estimates"]


class EstimateRow(NamedTuple):
    """The bounds of one quantity of one event on one day.

    Attributes:
        event: The id of the event.
        phase: How far the counted things have come.
        quantity: The bounds, as in `Estimate.quantity`. Both ends are open if the claims mention no day.
        at: The day, or None if the claims mention no day.
        is_in_conflict: Whether the claims on the quantity cannot all hold.
    """

    event: str
    phase: Phase
    quantity: Quantity
    at: date | None
    is_in_conflict: bool


class EstimateRecord(TypedDict):
    """The fields of an `EstimateRow` as a flat record for JSON or a table.

    Attributes:
        event: The id of the event.
        kind: The kind of the event.
        phase: How far the counted things have come.
        reading: How the number is read: "total" or "level".
        low: The lower bound: a whole number, a text for any other number, or None if the end is open.
        high: The upper bound, in the same form.
        includes_low: Whether the lower bound itself is possible.
        includes_high: Whether the upper bound itself is possible.
        unit: What is counted.
        at: The day, or None if the claims mention no day.
        is_in_conflict: Whether the claims on the quantity cannot all hold.
    """

    event: str
    kind: str
    phase: str
    reading: str
    low: int | str | None
    high: int | str | None
    includes_low: bool
    includes_high: bool
    unit: str
    at: str | None
    is_in_conflict: bool


class Estimates(Sequence[EstimateRow], Displayable):
    """The bounds of every quantity of every event in a dataset.

    This is a sequence of `EstimateRow`, in the order of event, phase and unit. There is a row if a claim limits the
    quantity: a claim on the event itself, on a part of it, or on an event of which it is a part. `estimate` returns the
    full estimate for a row.

    >>> import axis_tracker as axt
    >>> def told(key, event, figure):
    ...     measure = {"quantity": figure, "phase": "delivered"}
    ...     return axt.Claim(
    ...         id=key, event=event, claimants=["ua"], summary="A figure.", made="2024-05-01", measure=measure
    ...     )
    >>> ds = axt.Dataset([
    ...     axt.Actor(id="kp", name="North Korea", kind="state"), axt.Actor(id="ru", name="Russia", kind="state"),
    ...     axt.Actor(id="ua", name="Ukraine", kind="state"),
    ...     axt.Item(id="rounds", name="rounds"), axt.Item(id="shells", name="shells", broader=["rounds"]),
    ...     axt.ArmsTransfer(id="all", name="Rounds", supplier="kp", recipient="ru", item="rounds"),
    ...     axt.ArmsTransfer(id="some", name="Shells", supplier="kp", recipient="ru", item="shells"),
    ...     told("a", "all", "up to 5 million rounds"), told("b", "some", "over 1 million rounds"),
    ... ])
    >>> print(ds.estimates())
    all, delivered by 2024-05-01: more than 1 million and at most 5 million rounds
    some, delivered by 2024-05-01: more than 1 million and at most 5 million rounds
    >>> ds.estimates()[1].quantity.low
    1000000

    `Dataset.estimates` returns it.
    """

    __slots__ = ("_answers", "_dataset", "_places", "_policy", "_reading")
    __signature__: ClassVar = Signature()  # only this package makes them

    def __init__(
        self, dataset: RecordSet, policy: Policy, reading: Reading, answers: Answers, places: Sequence[int]
    ) -> None:
        self._dataset = dataset
        self._policy = policy
        self._reading = reading
        self._answers = answers
        self._places = places

    @property
    def policy(self) -> Policy:
        """What was taken for granted."""
        return self._policy

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> EstimateRow: ...
    @overload
    def __getitem__(self, index: slice) -> Estimates: ...
    def __getitem__(self, index: int | slice) -> EstimateRow | Estimates:
        if isinstance(index, slice):
            return Estimates(self._dataset, self._policy, self._reading, self._answers, self._places[index])
        return self._row(self._places[index])

    def __iter__(self) -> Iterator[EstimateRow]:
        return map(self._row, self._places)

    def _row(self, place: int) -> EstimateRow:
        key, day = self._answers.keys[place], self._answers.days[place]
        low, high = self._answers.lows[place], self._answers.highs[place]
        quantity = Quantity(
            low=None if low is None else low[0],
            high=None if high is None else high[0],
            includes_low=low is None or not low[1],
            includes_high=high is None or high[1],
            unit=key.unit,
        )
        at = None if day is None else date.fromordinal(day)
        return EstimateRow(key.event, Phase(key.phase), quantity, at, place in self._answers.in_conflict)

    def estimate(self, row: EstimateRow) -> Estimate:
        """The full estimate for a row, with the claims that it follows from and `explain()`."""
        question = question_about(
            self._dataset,
            {},
            kind=None,
            event=row.event,
            phase=row.phase,
            reading=self._reading,
            unit=row.quantity.unit,
            since=None,
        )
        return estimate_of(self._dataset, question, row.at, self._policy)

    def records(self) -> list[EstimateRecord]:
        """The rows as flat records."""
        events = tables_of(self._dataset)["events"]
        return [
            EstimateRecord(
                event=row.event,
                kind=events[row.event].kind,
                phase=row.phase.value,
                reading=self._reading.value,
                low=json_number(row.quantity.low),
                high=json_number(row.quantity.high),
                includes_low=row.quantity.includes_low,
                includes_high=row.quantity.includes_high,
                unit=row.quantity.unit,
                at=None if row.at is None else row.at.isoformat(),
                is_in_conflict=row.is_in_conflict,
            )
            for row in self
        ]

    def __str__(self) -> str:
        by = "on" if self._reading is Reading.LEVEL else "by"
        return "\n".join(
            f"{row.event}, {row.phase.value}{'' if row.at is None else f' {by} {row.at}'}: "
            f"{quantity_phrase(row.quantity)}{'; claims conflict' if row.is_in_conflict else ''}"
            for row in self
        )

    def __repr__(self) -> str:
        return f"<Estimates: {len(self)} rows>"


def all_estimates(
    dataset: RecordSet,
    *,
    kind: str | None,
    phase: Phase | str | None,
    reading: Reading | str,
    unit: str | None,
    at: DateLike | None,
    policy: Policy | None,
) -> Estimates:
    """The estimates of a dataset; see `Dataset.estimates`."""
    chosen_policy = Policy() if policy is None else policy
    chosen_reading = asked_reading(reading)
    survey = survey_of(dataset, chosen_policy, chosen_reading)
    day = None if at is None else last_day(at, "at")
    answers = survey.answers(day)
    places: Sequence[int] = range(len(answers.keys))
    if kind is not None:
        events, kind = tables_of(dataset)["events"], events_of(view_of(dataset).whole).kind_with(kind, ())
        places = [one for one in places if events[answers.keys[one].event].kind == kind]
    if phase is not None:
        wanted = asked_phase(phase).value
        places = [one for one in places if answers.keys[one].phase == wanted]
    if unit is not None:
        places = [one for one in places if answers.keys[one].unit == unit]
    return Estimates(dataset, chosen_policy, chosen_reading, answers, places)
