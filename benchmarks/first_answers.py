"""Measure the first answer of a new dataset, of a dataset with one more claim, and of an as-of view.

All estimates at once are compared with a group-by, which carries no bounds from parts to wholes. Both make their rows.
Claims are appended one after another to a dataset in use, and the event of each is estimated at once. All times are
processor time, with the collector paused.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from statistics import median
from typing import Any, Final, NamedTuple, TypeVar

import attrs
from group_by import columns, peers
from made_up_world import DAY, DAYS, FIRST, records
from results import Row
from timing import ratio, take_turns

import axis_tracker as axt
from axis_tracker.dataset.integrity import references_of
from axis_tracker.model.records import IdentifiedRecord

T = TypeVar("T")

MOST_OF_A_GROUP_BY: Final = 4
MOST_MS: Final = 50
CLAIMS_OF_GOALS: Final = 100_000
_ONES: Final = 20
"""The number of claims to append, and of views to take."""


def rows(*, claims: int, rounds: int, limit: float) -> Iterator[Row]:
    row = Row(benchmark=f"first answers, {claims:,} claims", what="")
    dataset = axt.Dataset(records(claims))
    yield from _all_estimates(dataset, rounds, row)
    event = [*dataset.events][len(dataset.events) // 2]
    seconds, _ = _taken(partial(_asked, dataset, event.id))
    yield replace(row, what="one estimate, of a dataset never asked before", value=seconds * 1e3, unit="ms")
    for what, times in (
        ("a claim appended, and one estimate", _appended(dataset, limit)),
        ("an as-of view, and one estimate", _viewed(dataset, event.id, limit)),
    ):
        one = replace(row, unit="ms", at_most=MOST_MS if claims >= CLAIMS_OF_GOALS else None)
        yield replace(one, what=f"{what}: median of {len(times)}", value=median(times) * 1e3)
        yield replace(one, what=f"{what}: slowest of {len(times)}", value=max(times) * 1e3)


class GroupedRow(NamedTuple):
    """A row of a group-by, with the same values as an `EstimateRow`."""

    event: str
    phase: axt.Phase
    quantity: axt.Quantity
    at: date
    is_in_conflict: bool


def _all_estimates(dataset: axt.Dataset, rounds: int, row: Row) -> Iterator[Row]:
    never_asked = [axt.Dataset(dataset.records) for _ in range(rounds + 1)]
    contenders: dict[str, Callable[[], object]] = {
        "ours": lambda: [*never_asked.pop().estimates(at=DAY, reading="total")]
    }
    day, polars, goals = date.fromisoformat(DAY), peers().get("Polars"), dict[str, float]()
    if polars is not None:
        group, frame = polars.grouped, polars.framed(columns(dataset))
        framed = polars.framed
        contenders |= {
            "  Polars, a group-by of a ready frame, rows as plain tuples": lambda: group(frame, day).rows(),
            "  Polars, a group-by of a ready frame, rows like ours": lambda: _rows_like_ours(group(frame, day), day),
            "  Polars, a group-by from the objects, rows like ours": lambda: _rows_like_ours(
                group(framed(columns(dataset)), day), day
            ),
        }
        if len(dataset.claims) >= CLAIMS_OF_GOALS:
            goals = {"  Polars, a group-by of a ready frame, rows like ours": MOST_OF_A_GROUP_BY}
    times = take_turns(contenders, rounds)
    for name, seconds in times.items():
        found = replace(row, what=name, value=median(seconds) * 1e3, unit="ms")
        if name == "ours":
            yield replace(found, what="all estimates of a dataset never asked before")
        else:
            yield replace(found, ratio=ratio(times, "ours", name), to="ours / theirs", at_most=goals.get(name))


def _rows_like_ours(frame: Any, day: date) -> list[GroupedRow]:
    phases = {one.value: one for one in axt.Phase}
    found: list[GroupedRow] = []
    for event, phase, unit, low, high in frame.rows():
        is_in_conflict = low is not None and high is not None and low > high
        ends = (high, low) if is_in_conflict else (low, high)
        quantity = axt.Quantity(low=ends[0], high=ends[1], unit=unit)
        found.append(GroupedRow(event, phases[phase], quantity, day, is_in_conflict))
    return found


def _appended(dataset: axt.Dataset, limit: float) -> list[float]:
    """Append claims one after another and estimate the event of each. Return the times. Stop at the limit."""
    grown, times = dataset, list[float]()
    existing = [one for one in dataset.claims if one.measure is not None]
    for count in range(_ONES):
        like = existing[len(existing) * count // _ONES]
        new = attrs.evolve(like, id=f"appended-{count:02}", origin=None, revises=None)

        seconds, grown = _taken(partial(_with_and_asked, grown, new))
        times.append(seconds)
        if sum(times) > limit:
            break
    return times


def _with_and_asked(dataset: axt.Dataset, claim: axt.Claim) -> axt.Dataset:
    grown = _with(dataset, claim)
    _asked(grown, claim.event)
    return grown


def _with(dataset: axt.Dataset, claim: axt.Claim) -> axt.Dataset:
    with_records: Callable[[axt.Claim], axt.Dataset] | None = getattr(dataset, "with_records", None)
    if with_records is not None:
        return with_records(claim)
    return dataset | axt.Dataset(_needed(dataset, claim))


def _needed(dataset: axt.Dataset, claim: axt.Claim) -> list[IdentifiedRecord]:
    """Return the claim with all records that it refers to, directly or indirectly."""
    found: dict[tuple[str, str], IdentifiedRecord] = {("claims", claim.id): claim}
    waiting: list[IdentifiedRecord] = [claim]
    while waiting:
        for _, collection, key in references_of(waiting.pop()):
            if (collection, key) not in found:
                record: IdentifiedRecord = getattr(dataset, collection)[key]
                found[collection, key] = record
                waiting.append(record)
    return [*found.values()]


def _viewed(dataset: axt.Dataset, event: str, limit: float) -> list[float]:
    times: list[float] = []
    for count in range(_ONES):
        day = FIRST + timedelta(days=DAYS * (count + 1) // (_ONES + 1))
        times.append(_taken(partial(_viewed_and_asked, dataset, day, event))[0])
        if sum(times) > limit:
            break
    return times


def _viewed_and_asked(dataset: axt.Dataset, day: date, event: str) -> axt.Quantity:
    return _asked(dataset.as_of(day), event)


def _asked(dataset: axt.Dataset, event: str) -> axt.Quantity:
    return dataset.estimate(event=event).quantity


def _taken(work: Callable[[], T]) -> tuple[float, T]:
    """Return the seconds of processor time, and the result."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    result = work()
    taken = time.process_time() - start
    gc.enable()
    return taken, result
