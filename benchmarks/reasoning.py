"""What reasoning costs, at 1 k, 10 k, 100 k and 1 M made-up claims: ratios within one run, on one machine.

    python benchmarks/reasoning.py                     1 k, 10 k, 100 k
    python benchmarks/reasoning.py 1000000             that many; a million take some minutes and 2 GB

The claims have the skew of real ones: few actors, many items in a hierarchy, a few events that everybody counts and
many that are counted once or twice, relays of one utterance, revisions, hedges; totals, increments and levels. Behind
them stands one world, in which totals grow and a whole is at least the sum of its parts; one claim in a hundred
overstates it three times. Each row is compared with a list comprehension over the same objects, which is
what one would write without an index. The cyclic garbage collector is on, and runs before each measurement.
"""

from __future__ import annotations

import gc
import random
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from statistics import median
from typing import Final

import axis_tracker as axt

SEED: Final = 20_240_601
SIZES: Final = (1_000, 10_000, 100_000)
FIRST: Final = date(2022, 1, 1)
DAYS: Final = 1_400
STATES, BODIES, ITEMS = 12, 60, 600
CLAIMS_AN_EVENT: Final = 8
DAY: Final = "2024-06-30"


def records(claims: int) -> Iterator[axt.Actor | axt.Item | axt.Event | axt.Claim]:
    """A dataset's records: the same for the same number."""
    draw = random.Random(SEED)
    for index in range(STATES):
        yield axt.Actor(id=f"s{index:02}", name=f"State {index}", kind="state")
    for index in range(BODIES):
        role = axt.Role(of=f"s{index % STATES:02}")
        kind = axt.ActorKind.SOURCE if index % 6 == 0 else axt.ActorKind.BODY
        yield axt.Actor(id=f"body-{index:02}", name=f"Body {index}", kind=kind, roles=[role])
    for index in range(ITEMS):
        broader = [f"item-{index // 5:03}"] if index else []
        yield axt.Item(id=f"item-{index:03}", name=f"item {index}", broader=broader)
    actor_weights, item_weights = weights()
    parties_of = [*actor_weights][: STATES + 6]
    event_weights: list[int] = []
    for index in range(max(5, claims // CLAIMS_AN_EVENT)):
        supplier, recipient = draw.sample(parties_of, 2)
        item = f"item-{draw.randrange(ITEMS):03}"
        yield axt.ArmsTransfer(
            id=f"e{index:06}", name=f"Transfer {index}", supplier=supplier, recipient=recipient, item=item
        )
        event_weights.append(actor_weights[supplier] * actor_weights[recipient] * item_weights[item])
    yield from _claims(draw, claims, event_weights)


def weights() -> tuple[dict[str, int], dict[str, int]]:
    """How much of all that comes is an actor's, and an item's: of a whole at least as much as of its parts together."""
    actors = {f"s{index:02}": 1 + BODIES // STATES for index in range(STATES)}
    actors |= {f"body-{index:02}": 1 for index in range(BODIES)}
    items = {f"item-{index:03}": 1 for index in range(ITEMS)}
    for index in range(ITEMS - 1, 0, -1):
        items[f"item-{index // 5:03}"] += items[f"item-{index:03}"]
    return actors, items


def _claims(draw: random.Random, claims: int, event_weights: list[int]) -> Iterator[axt.Claim]:
    days = [FIRST + timedelta(days=number) for number in range(DAYS)]
    last_of: dict[int, axt.Claim] = {}
    for index in range(claims):
        event = _skewed(draw, len(event_weights))
        earlier = last_of.get(event)
        fields: dict[str, object] = {}
        if earlier is not None and draw.random() < 0.3:  # a relay
            fields = {
                "origin": earlier.utterance,
                "made": earlier.made,
                "when": earlier.when,
                "measure": earlier.measure,
            }
            claimants = list(earlier.claimants)
        else:
            claimants = [f"body-{_skewed(draw, BODIES):02}"]
            fields = _figure(draw, days, event_weights[event])
            if earlier is not None and draw.random() < 0.05 and earlier.made is not None:
                fields["revises"] = earlier.id
                claimants = list(earlier.claimants)
        claim = axt.Claim(
            id=f"c{index:07}",
            event=f"e{event:06}",
            claimants=claimants,
            summary="A figure.",
            **fields,  # type: ignore[arg-type]
        )
        if "origin" not in fields:
            last_of[event] = claim
        yield claim


def _figure(draw: random.Random, days: list[date], weight: int) -> dict[str, object]:
    """A figure of an event to which its weight comes each day, and when that was said."""
    number = draw.randrange(DAYS)
    reading = draw.choices(("total", "increment", "level"), weights=(85, 10, 5))[0]
    fields: dict[str, object] = {"made": days[number]}
    came = number + 1
    if reading == "increment":
        first = max(0, number - 29)
        came = number + 1 - first
        fields["when"] = f"{days[first]}/{days[number]}"
    elif reading == "level":
        fields["when"] = days[number]
    true = came * weight * (3 if draw.random() < 0.01 else 1)
    low, high = draw.choice(((9, None), (8, None), (9, 11), (None, 12)))
    quantity = axt.Quantity(
        low=None if low is None else true * low // 10,
        high=None if high is None else true * high // 10 + 1,
        unit="rounds",
    )
    return {**fields, "measure": axt.Measure(quantity, draw.choice(("delivered", "delivered", "sent")), reading)}


def _skewed(draw: random.Random, count: int) -> int:
    """The square of a uniform number: the first hundredth is drawn ten times as often as the rest."""
    return int(count * draw.random() ** 2)


def timed(work: Callable[[], object], *, times: int = 5) -> float:
    """The median seconds of some runs."""
    gc.collect()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return median(taken)


def once(work: Callable[[], object]) -> float:
    return timed(work, times=1)


def row(name: str, seconds: float, scan: float | None = None, target: str = "") -> None:
    against = "" if scan is None else f"{scan / seconds:12,.1f} x as fast as the scan"
    print(f"  {name:44}{seconds * 1e3:12,.3f} ms{against} {target}")


def measure_size(count: int) -> None:
    tracemalloc.start()
    start = time.perf_counter()
    dataset = axt.Dataset(records(count))
    built = time.perf_counter() - start
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    claims = dataset.claims
    print(f"{count:,} claims: made in {built:.1f} s (traced), {held / count:,.0f} bytes a claim, all records included")
    day = date.fromisoformat(DAY)

    def scan_as_of() -> list[axt.Claim]:
        return [
            one for one in claims if one.made is not None and one.made.latest is not None and one.made.latest <= day
        ]

    by_day = timed(scan_as_of, times=3)
    row("index of days, with the first view", once(lambda: dataset.as_of(DAY)))
    row("an as-of view", timed(lambda: dataset.as_of(DAY), times=101), by_day, "(goal 1,000)")
    row("an as-of view, and all its records", once(lambda: dataset.as_of(DAY).counts), by_day)

    events = list(dataset.events)
    row("index of claims and events, first estimate", once(lambda: _estimate(dataset, events[len(events) // 2])))
    for name, event in (("typical", events[len(events) // 2]), ("most claimed", events[0])):

        def scan(event: axt.Event = event) -> list[axt.Claim]:
            return [one for one in claims if one.measure is not None and one.event == event.id]

        by_event = timed(scan, times=3)
        found = _estimate(dataset, event)
        figures = len(found.supporting) + len(found.set_aside)
        row(
            f"one estimate, {name} ({figures} figures)",
            timed(partial(_bounds, dataset, event), times=21),
            by_event,
            "(goal 100)",
        )
        row("  the same in a view", timed(partial(_bounds, dataset.as_of(DAY), event), times=21), by_event)
    some = events[:: max(1, len(events) // 500)]
    each = once(lambda: [_estimate(dataset, event).quantity for event in some]) / len(some)
    row("all estimates, one by one (from a sample)", each * len(events))
    row("  a group-by of the same objects", once(lambda: _grouped(dataset)))
    gc.collect()
    start = time.perf_counter()
    conflicts = len(dataset.conflicts())
    row(f"all conflicts ({conflicts:,})", time.perf_counter() - start)


def _estimate(dataset: axt.Dataset, event: axt.Event) -> axt.Estimate:
    return dataset.estimate(supplier=event.supplier, recipient=event.recipient, item=event.item)  # type: ignore[attr-defined]


def _bounds(dataset: axt.Dataset, event: axt.Event) -> axt.Quantity:
    return _estimate(dataset, event).quantity


def _grouped(dataset: axt.Dataset) -> dict[object, list[object]]:
    """The greatest lower and the least upper end by event and phase, in plain Python and without any propagation."""
    found: dict[object, list[object]] = {}
    for claim in dataset.claims:
        measure = claim.measure
        if measure is None:
            continue
        quantity = measure.quantity
        ends = found.setdefault((claim.event, measure.phase), [None, None])
        low, high = quantity.low, quantity.high
        if low is not None and (ends[0] is None or low > ends[0]):  # type: ignore[operator]
            ends[0] = low
        if high is not None and (ends[1] is None or high < ends[1]):  # type: ignore[operator]
            ends[1] = high
    return found


def main() -> None:
    sizes = tuple(int(one) for one in sys.argv[1:]) or SIZES
    for size in sizes:
        measure_size(size)


if __name__ == "__main__":
    main()
