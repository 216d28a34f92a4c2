"""Made-up inputs that are slow for code that compares everything with everything, and the questions to ask about them.

Each input can have any size. The claims of an input agree, except in `contradicting_claims`. Otherwise the list of
conflicts itself would grow with the square of the size. `growth` measures how the time grows with the size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, TypeAlias

import attrs

import axis_tracker as axt

Records: TypeAlias = Iterator[axt.Actor | axt.Place | axt.Item | axt.Document | axt.Event | axt.Claim]
Question: TypeAlias = Callable[[axt.Dataset], object]

FIRST: Final = date(1990, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Shape:
    """An input that can have any size, and the questions about it.

    Attributes:
        records: A function that makes the records for a size. The same size always gives the same records.
        questions: The questions, by name.
        counted: What the size counts.
        largest: The largest size to measure.
    """

    records: Callable[[int], Records]
    questions: Mapping[str, Question]
    counted: str = "claims"
    largest: int = 16_000


def day(number: int) -> str:
    """Return the date that is this number of days after `FIRST`."""
    return (FIRST + timedelta(days=number)).isoformat()


def figure(
    quantity: axt.Quantity | str, phase: str = "delivered", reading: str = "total", **fields: Any
) -> axt.Measure:
    return axt.Measure(quantity, phase, reading, **fields)


def claim(number: int, event: str, claimants: str | list[str] = "speaker", **fields: Any) -> axt.Claim:
    """Return a claim. It was made on the first day, unless `made` is given."""
    names = [claimants] if isinstance(claimants, str) else claimants
    given = {"made": day(0), "summary": "A figure.", **fields}
    return axt.Claim(id=f"c{number:06}", event=event, claimants=names, **given)


def transfer(name: str, item: str = "rounds", **fields: Any) -> axt.ArmsTransfer:
    return axt.ArmsTransfer(id=name, name=f"Transfer {name}", supplier="aa", recipient="bb", item=item, **fields)


def actors(prefix: str, count: int, kind: axt.ActorKind = axt.ActorKind.BODY) -> Iterator[axt.Actor]:
    for index in range(count):
        yield axt.Actor(id=f"{prefix}{index:06}", name=f"{prefix} {index}", kind=kind)


def stage() -> Records:
    """Yield the records that every shape needs: two states, a speaker and an item."""
    yield axt.Actor(id="aa", name="State A", kind="state")
    yield axt.Actor(id="bb", name="State B", kind="state")
    yield axt.Actor(id="speaker", name="The speaker", kind="body")
    yield axt.Item(id="rounds", name="rounds of ammunition")


def between(low: int, high: int, *, number: int, unit: str = "rounds") -> axt.Quantity:
    """Return "at least `low`" for an even number, and "at most `high`" for an odd number."""
    return axt.Quantity.at_most(high, unit) if number % 2 else axt.Quantity.at_least(low, unit)


def like_events(size: int) -> Records:
    """Yield events that are alike in all fields, each with one claim."""
    yield from stage()
    for index in range(size):
        yield transfer(f"e{index:06}")
        yield claim(index, f"e{index:06}", measure=figure(between(1 + index, 2 * size + index, number=index)))


def events_of_other_days(size: int) -> Records:
    """Yield events that differ only in `when`, each with one claim."""
    yield from stage()
    for index in range(size):
        yield transfer(f"e{index:06}", when=day(index))
        quantity = between(100 + index % 7, 200 + index % 7, number=index)
        yield claim(index, f"e{index:06}", measure=figure(quantity), when=day(index), made=day(index))


def chain_of_items(size: int) -> Records:
    """Yield a chain of ever narrower items, each with an event and a claim. The narrowest is first by id."""
    yield from stage()
    for index in range(size):
        item, above = f"i{size - index:06}", f"i{size - index + 1:06}" if index else "rounds"
        yield axt.Item(id=item, name=f"item {index}", broader=[above])
        yield transfer(f"e{index:06}", item)
        yield claim(index, f"e{index:06}", measure=figure(between(size - index, 3 * size - index, number=index)))


def lattice_of_items(size: int) -> Records:
    """Yield pairs of items, both narrower than both items of the pair before. The paths double with each pair."""
    yield from stage()
    for index in range(size):
        above = index - index % 2 - 2
        broader = [f"i{above:06}", f"i{above + 1:06}"] if above >= 0 else ["rounds"]
        yield axt.Item(id=f"i{index:06}", name=f"item {index}", broader=broader)
        yield transfer(f"e{index:06}", f"i{index:06}")
        level = index // 2
        yield claim(index, f"e{index:06}", measure=figure(between(size - level, 3 * size - level, number=level)))


def narrower_items(size: int) -> Records:
    """Yield one item and many narrower items, each with an event and a claim."""
    yield from stage()
    yield transfer("whole")
    for index in range(size):
        yield axt.Item(id=f"i{index:06}", name=f"item {index}", broader=["rounds"])
        yield transfer(f"e{index:06}", f"i{index:06}")
        yield claim(index, f"e{index:06}", measure=figure(between(1 + index, 2 * size + index, number=index)))


def reports_of_one_origin(size: int) -> Records:
    """Yield one utterance in many reports. Each report comes from another outlet and gives another figure."""
    yield from stage()
    yield transfer("e")
    yield from actors("outlet-", size, axt.ActorKind.OUTLET)
    for index in range(size):
        words = f"{'at least' if index % 2 else 'around'} {10_000 + index} rounds"
        yield claim(index, "e", origin="one", relays=[f"outlet-{index:06}"], measure=figure(words))


def denied_claims(size: int) -> Records:
    """Yield one event with figures and as many denials, each by another body. Each denial answers one figure."""
    yield from stage()
    yield transfer("e")
    yield from actors("body-", size)
    for index in range(size):
        made, claimant = day(index // 2), f"body-{index:06}"
        if index % 2:
            yield claim(index, "e", claimant, made=made, stance="denies", answers=[f"c{index - 1:06}"])
        else:
            quantity = axt.Quantity.at_least(1_000 + index, "rounds")
            yield claim(index, "e", claimant, made=made, measure=figure(quantity))


def contradicting_claims(size: int) -> Records:
    """Yield one event with figures that all contradict each other, each by another body."""
    yield from stage()
    yield transfer("e")
    yield from actors("body-", size)
    for index in range(size):
        quantity = axt.Quantity.exactly(1_000 + index, "rounds")
        yield claim(index, "e", f"body-{index:06}", measure=figure(quantity))


def long_history(size: int) -> Records:
    """Yield one event with one claim a day. The figures grow."""
    yield from stage()
    yield transfer("e")
    for index in range(size):
        quantity = between(100 * (index + 1), 100 * (index + 2), number=index)
        yield claim(index, "e", made=day(index), when=day(index), measure=figure(quantity))


def chain_of_roles(size: int) -> Records:
    """Yield a chain of bodies, each acting for the last since some day, with a claim. The lowest is first by id."""
    yield from stage()
    yield transfer("e")
    for index in range(size):
        body, above = f"a{size - index:06}", f"a{size - index + 1:06}" if index else "aa"
        role = axt.Role(of=above, during=f"{day(-index - 1)}/..")
        yield axt.Actor(id=body, name=f"Body {index}", kind="body", roles=[role])
        quantity = axt.Quantity.at_least(100 + index, "rounds")
        yield claim(size - index, "e", body, made=day(index), measure=figure(quantity))


def holders_of_roles(size: int) -> Records:
    """Yield claims by a hundred people who each acted for a state for eleven years."""
    yield from stage()
    yield transfer("e")
    for index in range(100):
        role = axt.Role(of="aa", during=f"{1990 + index % 20}/{2000 + index % 20}")
        yield axt.Actor(id=f"p{index:02}", name=f"Person {index}", kind="person", roles=[role])
    for index in range(size):
        quantity = axt.Quantity.at_least(100 + index, "rounds")
        yield claim(index, "e", f"p{index % 100:02}", made=day(index), measure=figure(quantity))


def chain_of_revisions(size: int) -> Records:
    """Yield a chain of claims, each revising the last with a smaller figure. The latest is first by id."""
    yield from stage()
    yield transfer("e")
    for index in range(size):
        revises = f"c{size - index + 1:06}" if index else None
        quantity = axt.Quantity.exactly(3 * size - index, "rounds")
        measure = figure(quantity)
        yield claim(size - index, "e", made=day(index), when=day(index), revises=revises, measure=measure)


def levels_and_totals(size: int) -> Records:
    """Yield one deployment with totals and levels in turn."""
    yield from stage()
    yield axt.Place(id="front", name="The front")
    yield axt.Item(id="troops", name="troops")
    yield axt.Deployment(id="e", name="Troops", of="aa", to="front", item="troops")
    for index in range(size):
        arrived, level = 1_000 + 10 * index, index % 4 > 1
        present = arrived - 200 - index % 50
        low, high = (present, present + 100) if level else (arrived, arrived)
        quantity = between(low, high, number=index, unit="troops")
        measure = figure(quantity, reading="level" if level else "total")
        yield claim(index, "e", made=day(index), when=day(index), measure=measure)


def increments(size: int) -> Records:
    """Yield one transfer of ten rounds a day. Nine in ten claims count the last ten days, and one in ten is a total."""
    yield from stage()
    yield transfer("e")
    for index in range(size):
        if index % 10 == 0:
            quantity, reading, when = between(10 * index, 10 * index + 200, number=index // 10), "total", day(index)
        else:
            quantity, reading = axt.Quantity.at_least(90 + index % 10, "rounds"), "increment"
            when = f"{day(index - 9)}/{day(index)}"
        yield claim(index, "e", made=day(index), when=when, measure=figure(quantity, reading=reading))


def voices(size: int) -> Records:
    """Yield one event with many claims, each by another state."""
    yield from stage()
    yield transfer("e")
    yield from actors("s", size, axt.ActorKind.STATE)
    for index in range(size):
        quantity = between(100 + index, 100 + 2 * size + index, number=index)
        yield claim(index, "e", f"s{index:06}", made=day(index), measure=figure(quantity))


def joint_voices(size: int) -> Records:
    """Yield one event with many joint statements: states 1 and 2, states 2 and 3, ..., the last and state 1."""
    yield from stage()
    yield transfer("e")
    yield from actors("s", size, axt.ActorKind.STATE)
    for index in range(size):
        both = [f"s{index:06}", f"s{(index + 1) % size:06}"]
        quantity = between(100 + index, 100 + 2 * size + index, number=index)
        yield claim(index, "e", both, made=day(index), measure=figure(quantity))


DECLARES_PARTS: Final = any(one.name == "parts" for one in attrs.fields(axt.ArmsTransfer))
"""Whether an event can declare its parts. If not, `register_parts` declares none."""


def register_parts(size: int) -> Records:
    """Yield a whole and all its parts, such as the deals of a register."""
    yield from stage()
    declared: dict[str, Any] = {}
    if DECLARES_PARTS:
        declared = {"parts": [{"events": [f"e{index:06}" for index in range(size)], "covers": "all"}]}
    yield transfer("whole", **declared)
    yield claim(size, "whole", measure=figure(axt.Quantity.at_most(20 * size, "rounds")))
    for index in range(size):
        yield axt.Item(id=f"i{index:06}", name=f"item {index}", broader=["rounds"])
        yield transfer(f"e{index:06}", f"i{index:06}")
        yield claim(index, f"e{index:06}", measure=figure(axt.Quantity.exactly(10 + index % 7, "rounds")))


_ESTIMATES: Final[dict[str, Question]] = {"estimates()": lambda dataset: [*dataset.estimates()]}
_ESTIMATE: Final[dict[str, Question]] = {"estimate()": lambda dataset: dataset.estimate(event="e").quantity}
_EXPLAIN: Final[dict[str, Question]] = {"estimate().explain()": lambda dataset: dataset.estimate(event="e").explain()}
_CONFLICTS: Final[dict[str, Question]] = {"conflicts()": lambda dataset: dataset.conflicts()}
_LEDGER: Final[dict[str, Question]] = {"ledger()": lambda dataset: str(dataset.ledger("aa", "bb"))}
_DATASET: Final[dict[str, Question]] = {"Dataset()": lambda dataset: axt.Dataset(dataset.records)}
_CLAIMS_BY: Final[dict[str, Question]] = {"claims.where(by=)": lambda dataset: dataset.claims.where(by="aa").ids}
_VOICES: Final[dict[str, Question]] = {
    "estimate(), origins=2": lambda dataset: dataset.estimate(event="e", policy=axt.Policy(origins=2)).quantity,
    "estimates(), origins=2": lambda dataset: [*dataset.estimates(policy=axt.Policy(origins=2))],
    "corroboration()": lambda dataset: str(dataset.corroboration("e")),
}

SHAPES: Final[Mapping[str, Shape]] = {
    "events alike in all fields": Shape(records=like_events, questions=_ESTIMATES | _CONFLICTS | _LEDGER),
    "events alike but for when": Shape(records=events_of_other_days, questions=_ESTIMATES | _CONFLICTS | _LEDGER),
    "a chain of items": Shape(
        records=chain_of_items, questions=_DATASET | _ESTIMATES | _CONFLICTS | _LEDGER, largest=8_000
    ),
    "a lattice of items": Shape(records=lattice_of_items, questions=_DATASET | _ESTIMATES, largest=8_000),
    "one item, many narrower": Shape(records=narrower_items, questions=_ESTIMATES | _LEDGER),
    "one origin, many differing reports": Shape(
        records=reports_of_one_origin, questions={"drifts()": lambda dataset: dataset.drifts()} | _ESTIMATE
    ),
    "one event, many denials": Shape(
        records=denied_claims, questions=_EXPLAIN | {"disputes()": lambda dataset: dataset.disputes()}
    ),
    "one event, all figures in conflict": Shape(records=contradicting_claims, questions=_EXPLAIN | _ESTIMATES),
    "a long history": Shape(
        records=long_history,
        questions={
            "history of the world": lambda dataset: dataset.estimate(event="e").history("world"),
            "history of knowledge": lambda dataset: dataset.estimate(event="e").history("knowledge"),
        }
        | _CONFLICTS,
        largest=8_000,
    ),
    "a chain of roles": Shape(records=chain_of_roles, questions=_DATASET | _CLAIMS_BY | _ESTIMATE, largest=8_000),
    "holders of dated roles": Shape(records=holders_of_roles, questions=_CLAIMS_BY),
    "a chain of revisions": Shape(
        records=chain_of_revisions,
        questions=_DATASET | {"revisions()": lambda dataset: dataset.revisions()} | _ESTIMATE,
        largest=32_000,
    ),
    "levels and totals mixed": Shape(records=levels_and_totals, questions=_ESTIMATES | _CONFLICTS),
    "many increments": Shape(records=increments, questions=_ESTIMATES | _CONFLICTS),
    "many voices": Shape(records=voices, questions=_VOICES),
    "joint statements in a ring": Shape(records=joint_voices, questions=_VOICES),
    f"a whole and its parts{'' if DECLARES_PARTS else ' (undeclared)'}": Shape(
        records=register_parts, questions=_ESTIMATES | _CONFLICTS, counted="parts"
    ),
}
