"""Made-up claims about one world, the same for the same number: what reasoning is measured on.

The claims have the skew of real ones: few actors, many items in a hierarchy, a few events that everybody counts and
many that are counted once or twice, relays of one utterance, revisions; totals, increments and levels. Behind them
stands one world, in which totals grow and a whole is at least the sum of its parts; one claim in a hundred overstates
it three times. (`synthetic` makes up texts of the canonical form, whose figures contradict each other at random.)
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import axis_tracker as axt

SEED: Final = 20_240_601
FIRST: Final = date(2022, 1, 1)
DAYS: Final = 1_400
STATES, BODIES, ITEMS = 12, 60, 600
CLAIMS_AN_EVENT: Final = 8
DAY: Final = "2024-06-30"
"""A day in it to ask about."""


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
