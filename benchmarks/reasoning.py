"""What reasoning costs, at growing numbers of claims, beside what one would write without an index.

One question is compared with a list comprehension over the same objects; all estimates at once with a group-by of
lower and upper ends in pandas and in Polars, which carries nothing from parts to wholes and knows no conflicts. In
processor time (of Polars that of both its threads), with the cyclic garbage collector paused: see `timing`.
"""

from __future__ import annotations

import gc
import math
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import pairwise
from statistics import median
from typing import Any, Final

from group_by import Peer, columns, peers
from made_up_world import DAY, records
from results import Row
from timing import ratio, take_turns

import axis_tracker as axt

Work = Callable[[], object]


def rows(*, sizes: tuple[int, ...], rounds: int) -> Iterator[Row]:
    costs: dict[str, list[tuple[int, float]]] = {}
    for size in sizes:
        yield from _rows_of(size, rounds, costs)
    for what, found in costs.items():
        for (fewer, less), (more, greater) in pairwise(found):
            growth = (greater / less) / (more * math.log(more) / (fewer * math.log(fewer)))
            yield Row(
                benchmark="growth",
                what=f"{what}, {fewer:,} to {more:,} claims",
                ratio=growth,
                to="n log n",
                at_most=1.5,
            )


def _rows_of(size: int, rounds: int, costs: dict[str, list[tuple[int, float]]]) -> Iterator[Row]:
    tracemalloc.start()
    dataset = axt.Dataset(records(size))
    gc.collect()
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    row = partial(Row, benchmark=f"{size:,} claims")
    goal = size >= 1_000_000  # the goals are those for a million claims
    yield row(what="memory, all records", value=held / size, unit="bytes a claim", at_most=700)

    def cost(what: str, seconds: float, **compared: Any) -> Row:
        costs.setdefault(what, []).append((size, seconds))
        return row(what=what, value=seconds * 1e3, unit="ms", **compared)

    claims, day = dataset.claims, date.fromisoformat(DAY)
    scan_days = _taken(
        lambda: [one for one in claims if one.made and one.made.latest and one.made.latest <= day], rounds
    )
    yield cost("index of days and a first view", _taken(lambda: dataset.as_of(DAY), 1))
    found = _taken(lambda: [dataset.as_of(DAY) for _ in _MANY], rounds) / len(_MANY)
    yield row(
        what="as-of view",
        value=found * 1e3,
        unit="ms",
        ratio=scan_days / found,
        to="scan / ours",
        at_least=1_000 if goal else None,
    )
    yield cost("a view's records", _taken(lambda: dataset.as_of(DAY).counts, 1))

    events = list(dataset.events)
    typical, popular = events[len(events) // 2], events[0]
    yield cost("index of events and a first estimate", _taken(partial(_estimated, dataset, typical), 1))
    for what, event in (("typical", typical), ("most claimed", popular)):
        scan = _taken(partial(_scanned, dataset, event), rounds)
        found = _taken(partial(_estimated_often, dataset, event), rounds) / len(_MANY)
        figures = sum(one.event == event.id for one in claims)
        yield row(
            what=f"an estimate, {what} ({figures:,} claims on it)",
            value=found * 1e3,
            unit="ms",
            ratio=scan / found,
            to="scan / ours",
            at_least=100 if goal and event is typical else None,
        )
    yield from _all_at_once(dataset, rounds, cost, row, goal=goal)
    for what, ask in _QUESTIONS.items():
        yield cost(what, _taken(partial(ask, dataset), 1))


_MANY: Final = range(50)
"""How often what is too quick to be timed is done."""

_QUESTIONS: Mapping[str, Callable[[axt.Dataset], object]] = {
    "disputes": lambda dataset: dataset.disputes(),
    "drifts": lambda dataset: dataset.drifts(),
    "revisions": lambda dataset: dataset.revisions(),
    "stances of one state": lambda dataset: dataset.stances("s00"),
    "ledger of two states": lambda dataset: dataset.ledger("s00", "s01"),
    "timeline of all": lambda dataset: dataset.timeline(),
}


def _all_at_once(
    dataset: axt.Dataset, rounds: int, cost: Callable[..., Row], row: Callable[..., Row], *, goal: bool
) -> Iterator[Row]:
    fresh = axt.Dataset(dataset.records)
    yield cost("index of bounds and all conflicts", _taken(fresh.conflicts, 1))
    yield cost("all conflicts again", _taken(fresh.conflicts, 1))
    yield cost("ends by day, with a first answer", _taken(lambda: fresh.estimates(at=DAY), 1))
    contenders: dict[str, Work] = {"ours": lambda: fresh.estimates(at=DAY)}
    whole: dict[str, Work] = {"ours": lambda: axt.Dataset(dataset.records).estimates(at=DAY)}
    for name, peer in peers().items():
        contenders[name] = partial(peer.grouped, peer.framed(columns(dataset)), date.fromisoformat(DAY))
        whole[name] = partial(_framed_and_grouped, dataset, peer)
    for what, works in (("all estimates, indexed", contenders), ("all estimates, from the objects", whole)):
        times = take_turns(works, rounds if works is contenders else 1)
        for name in works:
            if name == "ours":
                rows_found = len(fresh.estimates(at=DAY))
                yield row(what=f"{what} ({rows_found:,} rows)", value=median(times[name]) * 1e3, unit="ms")
            else:
                yield row(
                    what=f"  {name}, a group-by",
                    value=median(times[name]) * 1e3,
                    unit="ms",
                    ratio=ratio(times, "ours", name),
                    to="ours / theirs",
                    at_most=2 if goal and works is contenders else None,
                )


def _framed_and_grouped(dataset: axt.Dataset, peer: Peer) -> object:
    return peer.grouped(peer.framed(columns(dataset)), date.fromisoformat(DAY))


def _estimated(dataset: axt.Dataset, event: axt.Event) -> axt.Quantity:
    fields = {name: getattr(event, name) for name in ("supplier", "recipient", "item")}
    return dataset.estimate(**fields, unit="rounds").quantity


def _estimated_often(dataset: axt.Dataset, event: axt.Event) -> list[axt.Quantity]:
    return [_estimated(dataset, event) for _ in _MANY]


def _scanned(dataset: axt.Dataset, event: axt.Event) -> list[axt.Claim]:
    return [one for one in dataset.claims if one.measure is not None and one.event == event.id]


def _taken(work: Work, times: int) -> float:
    """The median seconds of processor time of some runs; of one run, without one beforehand that does not count."""
    if times == 1:
        gc.collect()
        gc.disable()
        start = time.process_time()
        work()
        taken = time.process_time() - start
        gc.enable()
        return taken
    return median(take_turns({"": work}, times)[""])
