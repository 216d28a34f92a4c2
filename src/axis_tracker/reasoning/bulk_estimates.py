"""All estimates of a dataset at once: a row for each figure of each event.

The rows say what `Dataset.estimate(event=...)` says one by one, in a small part of the time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from inspect import Signature
from typing import ClassVar, Final, NamedTuple, TypedDict, overload

from axis_tracker.dataset.record_set import RecordSet, derived, tables_of
from axis_tracker.dataset.selections import DateLike
from axis_tracker.display import Displayable
from axis_tracker.imprecise.exact_numbers import json_number
from axis_tracker.imprecise.intervals import Interval
from axis_tracker.imprecise.measures import Period, Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.vocabulary import Modality, ModalityName
from axis_tracker.phrases import quantity_phrase
from axis_tracker.reasoning.aggregation import Stages, exceeds, sums_of
from axis_tracker.reasoning.as_of import NEVER, last_day, view_of
from axis_tracker.reasoning.bounds import Bound, Derivation, Low, Series, low_and_high
from axis_tracker.reasoning.bounds_index import as_level, bounds_levels
from axis_tracker.reasoning.carried_bounds import Highs, Lows
from axis_tracker.reasoning.conflict_index import ConflictIndex, conflict_index
from axis_tracker.reasoning.derived_bounds import BY_SUBTRACTION
from axis_tracker.reasoning.estimates import (
    Estimate,
    asked_modality,
    asked_phase,
    asked_reading,
    estimate_of,
    question_about,
)
from axis_tracker.reasoning.estimation import Asked, Estimation, series_order
from axis_tracker.reasoning.event_order import events_of
from axis_tracker.reasoning.policies import Policy, SetAsideReason
from axis_tracker.reasoning.resolution import Contribution, Resolver

__all__ = ["EstimateRecord", "EstimateRow", "Estimates", "all_estimates"]


class EstimateRow(NamedTuple):
    """The bounds of one quantity of one event on one day.

    Attributes:
        event: The id of the event.
        phase: How far the counted things have come.
        quantity: The bounds, as in `Estimate.quantity`. Both ends are open if the claims mention no day.
        at: The day, or None if the claims mention no day.
        is_in_conflict: Whether the claims on the quantity cannot all hold.
        reading: How the number is read.
        modality: Whether facts are counted, or plans, forecasts and so on.
        per: The period of a rate, otherwise None.
        share_of: The whole of a share, otherwise None.
    """

    event: str
    phase: Phase
    quantity: Quantity
    at: date | None
    is_in_conflict: bool
    reading: Reading = Reading.TOTAL
    modality: Modality = Modality.ACTUAL
    per: Period | None = None
    share_of: str | None = None


class EstimateRecord(TypedDict):
    """The fields of an `EstimateRow` as a flat record for JSON or a table.

    Attributes:
        event: The id of the event.
        kind: The kind of the event.
        phase: How far the counted things have come.
        reading: How the number is read, such as "total" or "level".
        modality: "actual" for facts, otherwise "planned", "predicted" and so on.
        per: The period of a rate, or None.
        share_of: The whole of a share, or None.
        low: The lower bound: a whole number, a text for any other number, or None if the end is open.
        high: The upper bound, in the same form.
        includes_low: Whether the lower bound itself is possible.
        includes_high: Whether the upper bound itself is possible.
        unit: What is counted.
        is_uncertain: Whether an end rests on a figure that its source marks as uncertain.
        at: The day, or None if the claims mention no day.
        is_in_conflict: Whether the claims on the quantity cannot all hold.
    """

    event: str
    kind: str
    phase: str
    reading: str
    modality: str
    per: str | None
    share_of: str | None
    low: int | str | None
    high: int | str | None
    includes_low: bool
    includes_high: bool
    unit: str
    is_uncertain: bool
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

    def __init__(self, dataset: RecordSet, policy: Policy, answers: Answers, places: Sequence[int]) -> None:
        self._dataset = dataset
        self._policy = policy
        self._answers = answers
        self._places = places

    @property
    def policy(self) -> Policy:
        """What was assumed."""
        return self._policy

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> EstimateRow: ...
    @overload
    def __getitem__(self, index: slice) -> Estimates: ...
    def __getitem__(self, index: int | slice) -> EstimateRow | Estimates:
        if isinstance(index, slice):
            return Estimates(self._dataset, self._policy, self._answers, self._places[index])
        return self._answers.row(self._places[index])

    def __iter__(self) -> Iterator[EstimateRow]:
        return map(self._answers.row, self._places)

    def estimate(self, row: EstimateRow) -> Estimate:
        """The full estimate for a row, with the claims that it follows from and `explain()`."""
        asked = question_about(
            self._dataset,
            {},
            event=row.event,
            phase=row.phase,
            reading=row.reading,
            unit=row.quantity.unit,
            modality=row.modality,
            per=row.per,
            share_of=row.share_of,
        )
        return estimate_of(self._dataset, asked, row.at, self._policy)

    def records(self) -> list[EstimateRecord]:
        """The rows as flat records."""
        events = tables_of(self._dataset)["events"]
        return [
            EstimateRecord(
                event=row.event,
                kind=events[row.event].kind,
                phase=row.phase.value,
                reading=row.reading.value,
                modality=row.modality.value,
                per=None if row.per is None else row.per.value,
                share_of=row.share_of,
                low=json_number(row.quantity.low),
                high=json_number(row.quantity.high),
                includes_low=row.quantity.includes_low,
                includes_high=row.quantity.includes_high,
                unit=row.quantity.unit,
                is_uncertain=row.quantity.is_uncertain,
                at=None if row.at is None else row.at.isoformat(),
                is_in_conflict=row.is_in_conflict,
            )
            for row in self
        ]

    def __str__(self) -> str:
        return "\n".join(map(_line, self))

    def __repr__(self) -> str:
        return f"<Estimates: {len(self)} rows>"


def _line(row: EstimateRow) -> str:
    what = [row.phase.value]
    if row.reading is not Reading.TOTAL:
        what.append(row.reading.value if row.reading is not Reading.FIXED else "fixed value")
    if row.per is not None:
        what.append(f"per {row.per.value}")
    if row.share_of is not None:
        what.append(f"of {row.share_of}")
    if row.modality is not Modality.ACTUAL and row.phase is not Phase.PLANNED:
        what.append(row.modality.value)
    by = "" if row.at is None else f" {'by' if row.reading is Reading.TOTAL else 'on'} {row.at}"
    conflict = "; claims conflict" if row.is_in_conflict else ""
    return f"{row.event}, {', '.join(what)}{by}: {quantity_phrase(row.quantity)}{conflict}"


class Answers:
    """The answers for all figures of a dataset under a policy: one place for each figure of each event.

    Where nothing stands against it, the strongest ends are looked up in the carried bounds. What contradictions,
    presumed days or several required voices touch is resolved like a single estimate, from the same bounds.
    """

    def __init__(self, dataset: RecordSet, policy: Policy, day: int | None) -> None:
        self._dataset = dataset
        self._policy = policy
        self._index = conflict_index(dataset, policy)
        self._day = day
        figures = derived(dataset, _figures_by_policy)
        if policy not in figures:
            figures[policy] = [*_figures(self._index)]
        self._figures = figures[policy]
        self._rows: dict[int, EstimateRow] = {}
        self._last: tuple[str, Estimation] | None = None
        """The event that was resolved last: figures of one event follow each other."""

    def __len__(self) -> int:
        return len(self._figures)

    def figure(self, place: int) -> Figure:
        """What the row at a place is about."""
        return self._figures[place]

    def row(self, place: int) -> EstimateRow:
        """The row at a place."""
        known = self._rows.get(place)
        if known is None:
            known = self._rows[place] = self._row(self._figures[place])
        return known

    def _row(self, figure: Figure) -> EstimateRow:
        series, cell = figure.series, figure.cell
        day = self._day if self._day is not None else cell.last_day
        ends = None if day is None else cell.on(day)
        is_in_conflict = False
        if day is None:
            quantity = Quantity(unit=series.unit)
        elif ends is not None:
            low, high, includes_low, includes_high = ends
            quantity = Quantity(
                low=low, high=high, includes_low=includes_low, includes_high=includes_high, unit=series.unit
            )
        else:
            resolution = self._resolver(figure).on(day)
            quantity, is_in_conflict = resolution.quantity, bool(resolution.contradictions)
        return EstimateRow(
            figure.event,
            series.phase,
            quantity,
            None if day is None else date.fromordinal(day),
            is_in_conflict,
            series.reading,
            series.modality,
            series.per,
            series.share_of,
        )

    def _resolver(self, figure: Figure) -> Resolver:
        # An uncertain figure yields to whatever contradicts it on the matter, also if that is not carried here.
        if figure.cell.resolver is None and not figure.cell.is_touched and not figure.cell.has_uncertain:
            figure.cell.resolver = figure.cell.resolver_of(figure.series, self._index, figure.event)
        if figure.cell.resolver is None:
            if self._last is None or self._last[0] != figure.event:
                self._last = (figure.event, self._estimation(figure))
            figure.cell.resolver = self._last[1].of_series(figure.series).resolver
        return figure.cell.resolver

    def _estimation(self, figure: Figure) -> Estimation:
        order = self._index.index.order
        event = tables_of(self._dataset)["events"][figure.event]
        asked = Asked(event.kind, tuple(sorted(order.fields_of(event).items())), event.id)
        related = None
        if not order.declared_parts.declaring:
            # Without declared parts, the edges between classes lead to the same events as their fields.
            related = (
                self._index.events_reached(figure.event, self._index.carried.parts),
                self._index.events_reached(figure.event, self._index.classes.lasting_wholes),
            )
        return Estimation(self._dataset, asked, self._policy, figure.series, related)


class Figure(NamedTuple):
    """A figure of an event."""

    event: str
    series: Series
    cell: Cell


_REASON: Final = SetAsideReason.ANOTHER_DAY
"""Why a bound that was carried to a figure may limit no end of it."""


class Cell:
    """What bounds one series of one class of events, whatever the day."""

    __slots__ = (
        "_contested",
        "_highs",
        "_is_level",
        "_is_plain",
        "_lows",
        "_own_highs",
        "_rests",
        "_started",
        "_sums",
        "_totals",
        "is_touched",
        "last_day",
        "resolver",
    )

    def __init__(
        self,
        lows: Sequence[Lows],
        own_highs: Sequence[Highs],
        other_highs: Sequence[Highs],
        started: Sequence[Bound],
        stages: Stages | None,
        *,
        is_level: bool,
    ) -> None:
        highs: tuple[Highs, ...] = (*own_highs, *other_highs)
        self._lows = lows
        self._highs = highs
        self._started = started
        self._own_highs = own_highs
        self._totals = other_highs
        self._is_level = is_level
        self.is_touched = False
        self._contested: Collection[str] | None = None
        self._is_plain = (
            stages is not None
            and not any(one.others for one in lows)
            and all(_is_rest(bound) for one in highs for bound in one.others)
            and not started
        )
        self._rests = [bound for one in highs for bound in one.others] if self._is_plain else []
        self._sums: tuple[list[int], list[Low]] | None = None
        if self._is_plain and stages is not None and any(one.windows for one in lows):
            sums = sums_of((bound for one in lows for bound in (*one.front, *one.windows)), stages)
            single = sorted((bound.last, bound.low) for one in lows for bound in one.windows if bound.low is not None)
            self._sums = _rising([*((day, low) for day, low, _ in sums), *single])
        days = [*(one.latest for one in lows), *(one.latest for one in own_highs)]
        days += [one.high_days[1] for one in started if one.high_days[1] < NEVER]
        days += [one.presumed_high[1] for one in started if one.presumed_high[0] <= one.presumed_high[1] < NEVER]
        self.last_day: int | None = max(days, default=0) or None
        self.resolver: Resolver | None = None

    def touch(self, contested: Collection[str] | None) -> None:
        """Leave the answers to a resolver, because a contradiction touches the figure.

        If the strongest ends come from other origins than the contested ones, they stand whoever is right. None leaves
        all answers to the resolver.
        """
        self.is_touched = True
        self._contested = contested
        if contested is None or self._sums is not None or self._rests:
            self._is_plain = False

    def _level_on(self, day: int) -> Interval | None:
        """The strongest ends of a level on a day, if all of them are certain and do not contradict each other."""
        lows = _certain_on((one for each in self._lows for one in each.others), day, low=True)
        highs = _certain_on((one for each in self._own_highs for one in each.others), day, low=False)
        if lows is None or highs is None or not all(_is_rest(bound) for each in self._totals for bound in each.others):
            return None
        low_of = _strongest(lows, low=True)
        high_of = _strongest((*highs, *(each.strongest(day) for each in self._totals)), low=False)
        low, high = None if low_of is None else low_of.low, None if high_of is None else high_of.high
        return None if low is not None and high is not None and exceeds(low, high) else low_and_high(low, high)

    @property
    def has_uncertain(self) -> bool:
        """Whether one of the figures is marked as uncertain by its source."""
        return any(bound.is_uncertain for one in self._lows for bound in one.others) or any(
            bound.is_uncertain for one in self._highs for bound in one.others
        )

    def resolver_of(self, series: Series, index: ConflictIndex, event: str) -> Resolver:
        """A resolver for a figure that no contradiction touches, from the bounds that were carried to it."""
        gives: dict[int, Contribution] = {}
        for one in self._lows:
            for bound in one.all:
                gives[id(bound)] = Contribution(bound, gives_low=True, gives_high=False, reason=_REASON)
        highs = [bound for one in self._highs for bound in one.all if bound.start is None]
        for bound in (*highs, *self._started):
            as_read = bound
            if series.reading is Reading.LEVEL and bound.series.reading is Reading.TOTAL:
                if not bounds_levels(bound):
                    continue
                as_read = as_level(bound)
            gives[id(as_read)] = Contribution(as_read, id(as_read) in gives, gives_high=True, reason=_REASON)
        rules = index.rules_of(event)
        resolver = Resolver(
            [*gives.values()],
            series.unit,
            series.reading is Reading.TOTAL,
            rules,
            series.modality is not Modality.ACTUAL,
        )
        resolver.leave_contradictions()
        return resolver

    def on(self, day: int) -> Interval | None:
        """The strongest ends on a day, or None if they need to be resolved."""
        if self._is_level and not self.is_touched:
            return self._level_on(day)
        if not self._is_plain:
            return None
        low_of = _strongest((one.strongest(day) for one in self._lows), low=True)
        high_of = _strongest((one.strongest(day) for one in self._highs), low=False)
        presumed_of = _strongest((one.strongest_presumed(day) for one in self._highs), low=False)
        if self._contested is not None and not all(
            one is None or one.origins.isdisjoint(self._contested) for one in (low_of, high_of, presumed_of)
        ):
            return None
        low = None if low_of is None else low_of.low
        if self._sums is not None:
            place = bisect_right(self._sums[0], day)
            if place and (low is None or self._sums[1][place - 1] > low):
                low = self._sums[1][place - 1]
        high = None if high_of is None else high_of.high
        presumed = None if presumed_of is None else presumed_of.high
        if presumed is not None and (high is None or presumed < high):
            high = presumed
        for one in self._rests:
            # What follows by subtraction only narrows, and yields where it contradicts the rest.
            rest = one.high
            if rest is not None and one.high_days[0] <= day <= one.high_days[1]:
                fits = low is None or not exceeds(low, rest)
                high = rest if fits and (high is None or rest < high) else high
        return None if low is not None and high is not None and exceeds(low, high) else low_and_high(low, high)


def _is_rest(bound: Bound) -> bool:
    """Whether a bound is the certain rest of a later total."""
    return bound.derivation is Derivation.LESS_INCREMENTS and not bound.is_uncertain


def _certain_on(bounds: Iterable[Bound], day: int, *, low: bool) -> list[Bound] | None:
    """The bounds whose end certainly holds on a day; None if there is anything else that may bear on the day."""
    found: list[Bound] = []
    for one in bounds:
        days, presumed = (one.low_days, one.presumed_low) if low else (one.high_days, one.presumed_high)
        if days[0] <= day <= days[1]:
            if one.is_uncertain or one.derivation in BY_SUBTRACTION:
                return None
            found.append(one)
        elif presumed[0] <= day <= presumed[1]:
            return None
    return found


def _strongest(bounds: Iterable[Bound | None], *, low: bool) -> Bound | None:
    """The bound with the greatest lower or the least upper end."""
    found = [one for one in bounds if one is not None and (one.low if low else one.high) is not None]
    if len(found) < 2:
        return found[0] if found else None
    if low:
        return max(found, key=lambda one: one.low or (0, False))
    return min(found, key=lambda one: one.high or (0, True))


def _rising(steps: Sequence[tuple[int, Low]]) -> tuple[list[int], list[Low]]:
    days: list[int] = []
    lows: list[Low] = []
    for day, low in sorted(steps):
        if not lows or low > lows[-1]:
            days.append(day)
            lows.append(low)
    return days, lows


def _figures(index: ConflictIndex) -> Iterator[Figure]:
    """The figures of all events, in the order of event, modality, reading, phase and unit."""
    carried, members = index.carried, index.classes.members
    by_event: dict[str, list[tuple[Series, Cell]]] = {}
    for number, events in enumerate(members):
        lows, highs = carried.lows[number], carried.highs[number]
        if lows or highs:
            cells = [*_cells(index, number, lows, highs)]
            for event in events:
                by_event[event] = cells
    for event in sorted(by_event):
        for series, cell in by_event[event]:
            yield Figure(event, series, cell)


def _cells(
    index: ConflictIndex, number: int, lows: Mapping[Series, Lows], highs: Mapping[Series, Highs]
) -> Iterator[tuple[Series, Cell]]:
    kind = index.kind_of(number)
    event = index.classes.members[number][0]
    begins_after = index.index.order.begins_after
    stages: Stages | None = None
    for series in sorted({**lows, **highs}, key=series_order):
        parts = [lows[one] for one in index.parts_of(series, kind, lows)]
        wholes = [highs[one] for one in index.wholes_of(series, kind, highs)]
        totals: list[Highs] = []
        if series.reading is Reading.LEVEL and series.modality is Modality.ACTUAL:
            total = series._replace(reading=Reading.TOTAL)
            totals = [highs[one] for one in index.wholes_of(total, kind, highs)]
        started = [
            bound
            for one in wholes
            for bound in one.started
            if series.reading is Reading.TOTAL and bound.start is not None and begins_after(event, bound.start)
        ]
        own_lows, own_highs = lows.get(series), highs.get(series)
        is_stated = (own_lows is not None and own_lows.is_stated) or (
            own_highs is not None
            and own_highs.is_stated
            and bool(own_highs.front or own_highs.presumed_front or own_highs.others or started)
        )
        if not is_stated:
            continue
        is_total = series.reading is Reading.TOTAL and series.modality is Modality.ACTUAL
        if is_total and stages is None:
            stages = index.stages(number)
        is_level = series.reading is Reading.LEVEL and series.modality is Modality.ACTUAL
        cell = Cell(parts, wholes, totals, started, stages if is_total else None, is_level=is_level)
        if index.policy.origins > 1:
            cell.touch(None)
        elif (number, series.modality, series.unit) in index.touched:
            cell.touch(index.contested.get((series.modality, series.unit)))
        yield series, cell


def _figures_by_policy(_: RecordSet) -> dict[Policy, list[Figure]]:
    return {}


def all_estimates(
    dataset: RecordSet,
    *,
    kind: str | None = None,
    phase: Phase | str | None = None,
    reading: Reading | str | None = None,
    unit: str | None = None,
    modality: Modality | ModalityName | None = None,
    at: DateLike | None = None,
    policy: Policy | None = None,
) -> Estimates:
    """The estimates of a dataset; see `Dataset.estimates`."""
    chosen_policy = Policy() if policy is None else policy
    wanted = (asked_modality(modality), asked_reading(reading), asked_phase(phase), unit)
    day = None if at is None else last_day(at, "at")
    answers = Answers(dataset, chosen_policy, day)
    places: Sequence[int] = range(len(answers))
    if kind is not None:
        events, kind = tables_of(dataset)["events"], events_of(view_of(dataset).whole).kind_with(kind, ())
        places = [one for one in places if events[answers.figure(one).event].kind == kind]
    if any(one is not None for one in wanted):
        places = [one for one in places if _fits(answers.figure(one).series, wanted)]
    return Estimates(dataset, chosen_policy, answers, places)


def _fits(series: Series, wanted: Sequence[object]) -> bool:
    found = (series.modality, series.reading, series.phase, series.unit)
    return all(each is None or one == each for one, each in zip(found, wanted, strict=True))
