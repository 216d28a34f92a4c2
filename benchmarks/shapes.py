"""Inputs that broke the reasoning once, each of any size, with the questions to ask about it.

All claims are made up and agree with one another, unless a shape says that they do not: a list of all conflicts grows
with the square of the claims that contradict each other, whatever finds them. `growth` measures how the time grows.
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
    """An input of any size, and what is asked about it.

    Attributes:
        records: Makes the records of a dataset of a size: the same for the same size.
        questions: What is asked, by the words for it.
        counted: What the size counts.
        largest: The largest size that is measured.
    """

    records: Callable[[int], Records]
    questions: Mapping[str, Question]
    counted: str = "claims"
    largest: int = 16_000


def day(number: int) -> str:
    """A date, some days after the first."""
    return (FIRST + timedelta(days=number)).isoformat()


def figure(
    quantity: axt.Quantity | str, phase: str = "delivered", reading: str = "total", **fields: Any
) -> axt.Measure:
    return axt.Measure(quantity, phase, reading, **fields)


def claim(number: int, event: str, claimants: str | list[str] = "speaker", **fields: Any) -> axt.Claim:
    """A claim, made on the first day unless a field says otherwise."""
    names = [claimants] if isinstance(claimants, str) else claimants
    given = {"made": day(0), "summary": "A figure.", **fields}
    return axt.Claim(id=f"c{number:06}", event=event, claimants=names, **given)


def transfer(name: str, item: str = "rounds", **fields: Any) -> axt.ArmsTransfer:
    return axt.ArmsTransfer(id=name, name=f"Transfer {name}", supplier="aa", recipient="bb", item=item, **fields)


def actors(prefix: str, count: int, kind: axt.ActorKind = axt.ActorKind.BODY) -> Iterator[axt.Actor]:
    for index in range(count):
        yield axt.Actor(id=f"{prefix}{index:06}", name=f"{prefix} {index}", kind=kind)


def stage() -> Records:
    """Two states, one speaker and one item: what every shape needs."""
    yield axt.Actor(id="aa", name="State A", kind="state")
    yield axt.Actor(id="bb", name="State B", kind="state")
    yield axt.Actor(id="speaker", name="The speaker", kind="body")
    yield axt.Item(id="rounds", name="rounds of ammunition")


def between(low: int, high: int, *, number: int, unit: str = "rounds") -> axt.Quantity:
    """Every other figure is at least the low number, every other at most the high one."""
    return axt.Quantity.at_most(high, unit) if number % 2 else axt.Quantity.at_least(low, unit)


def like_events(size: int) -> Records:
    """Events alike in all fields, with a claim each."""
    yield from stage()
    for index in range(size):
        yield transfer(f"e{index:06}")
        yield claim(index, f"e{index:06}", measure=figure(between(1 + index, 2 * size + index, number=index)))


def events_of_other_days(size: int) -> Records:
    """Events alike in all fields but for `when`, with a claim each."""
    yield from stage()
    for index in range(size):
        yield transfer(f"e{index:06}", when=day(index))
        quantity = between(100 + index % 7, 200 + index % 7, number=index)
        yield claim(index, f"e{index:06}", measure=figure(quantity), when=day(index), made=day(index))


def chain_of_items(size: int) -> Records:
    """Items each of which is a part of the one before, the narrowest first by id, with an event and a claim each."""
    yield from stage()
    for index in range(size):
        item, above = f"i{size - index:06}", f"i{size - index + 1:06}" if index else "rounds"
        yield axt.Item(id=item, name=f"item {index}", broader=[above])
        yield transfer(f"e{index:06}", item)
        yield claim(index, f"e{index:06}", measure=figure(between(size - index, 3 * size - index, number=index)))


def lattice_of_items(size: int) -> Records:
    """Levels of two items, each a part of both above: two to the number of levels ways lead from bottom to top."""
    yield from stage()
    for index in range(size):
        above = index - index % 2 - 2
        broader = [f"i{above:06}", f"i{above + 1:06}"] if above >= 0 else ["rounds"]
        yield axt.Item(id=f"i{index:06}", name=f"item {index}", broader=broader)
        yield transfer(f"e{index:06}", f"i{index:06}")
        level = index // 2
        yield claim(index, f"e{index:06}", measure=figure(between(size - level, 3 * size - level, number=level)))


def narrower_items(size: int) -> Records:
    """One item with many narrower ones, with an event and a claim each."""
    yield from stage()
    yield transfer("whole")
    for index in range(size):
        yield axt.Item(id=f"i{index:06}", name=f"item {index}", broader=["rounds"])
        yield transfer(f"e{index:06}", f"i{index:06}")
        yield claim(index, f"e{index:06}", measure=figure(between(1 + index, 2 * size + index, number=index)))


def reports_of_one_origin(size: int) -> Records:
    """One utterance with as many reports as versions, each relayed by an outlet of its own."""
    yield from stage()
    yield transfer("e")
    yield from actors("outlet-", size, axt.ActorKind.OUTLET)
    for index in range(size):
        words = f"{'at least' if index % 2 else 'around'} {10_000 + index} rounds"
        yield claim(index, "e", origin="one", relays=[f"outlet-{index:06}"], measure=figure(words))


def denied_claims(size: int) -> Records:
    """One event: half of the claims assert a figure, half deny one of these, each by a body of its own."""
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
    """One event whose claims all contradict each other, each by a body of its own."""
    yield from stage()
    yield transfer("e")
    yield from actors("body-", size)
    for index in range(size):
        quantity = axt.Quantity.exactly(1_000 + index, "rounds")
        yield claim(index, "e", f"body-{index:06}", measure=figure(quantity))


def long_history(size: int) -> Records:
    """One event with a claim each day, whose figures grow."""
    yield from stage()
    yield transfer("e")
    for index in range(size):
        quantity = between(100 * (index + 1), 100 * (index + 2), number=index)
        yield claim(index, "e", made=day(index), when=day(index), measure=figure(quantity))


def chain_of_roles(size: int) -> Records:
    """Bodies each of which acts for the one before at certain times, the lowest first by id, with a claim each."""
    yield from stage()
    yield transfer("e")
    for index in range(size):
        body, above = f"a{size - index:06}", f"a{size - index + 1:06}" if index else "aa"
        role = axt.Role(of=above, during=f"{day(-index - 1)}/..")
        yield axt.Actor(id=body, name=f"Body {index}", kind="body", roles=[role])
        quantity = axt.Quantity.at_least(100 + index, "rounds")
        yield claim(size - index, "e", body, made=day(index), measure=figure(quantity))


def holders_of_roles(size: int) -> Records:
    """Claims by a hundred people, each of whom spoke for a state for some years."""
    yield from stage()
    yield transfer("e")
    for index in range(100):
        role = axt.Role(of="aa", during=f"{1990 + index % 20}/{2000 + index % 20}")
        yield axt.Actor(id=f"p{index:02}", name=f"Person {index}", kind="person", roles=[role])
    for index in range(size):
        quantity = axt.Quantity.at_least(100 + index, "rounds")
        yield claim(index, "e", f"p{index % 100:02}", made=day(index), measure=figure(quantity))


def chain_of_revisions(size: int) -> Records:
    """Claims each of which revises the one before, the last first by id: the figures fall."""
    yield from stage()
    yield transfer("e")
    for index in range(size):
        revises = f"c{size - index + 1:06}" if index else None
        quantity = axt.Quantity.exactly(3 * size - index, "rounds")
        measure = figure(quantity)
        yield claim(size - index, "e", made=day(index), when=day(index), revises=revises, measure=measure)


def levels_and_totals(size: int) -> Records:
    """One deployment: what had arrived by a day, and what was present on a day, in turns."""
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
    """One transfer of ten rounds a day: what came in the last ten days, day by day, and each tenth day the total."""
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
    """One event with a claim each by as many states."""
    yield from stage()
    yield transfer("e")
    yield from actors("s", size, axt.ActorKind.STATE)
    for index in range(size):
        quantity = between(100 + index, 100 + 2 * size + index, number=index)
        yield claim(index, "e", f"s{index:06}", made=day(index), measure=figure(quantity))


def joint_voices(size: int) -> Records:
    """One event with statements by two states each: the first and second, the second and third, and so on round."""
    yield from stage()
    yield transfer("e")
    yield from actors("s", size, axt.ActorKind.STATE)
    for index in range(size):
        both = [f"s{index:06}", f"s{(index + 1) % size:06}"]
        quantity = between(100 + index, 100 + 2 * size + index, number=index)
        yield claim(index, "e", both, made=day(index), measure=figure(quantity))


DECLARES_PARTS: Final = any(one.name == "parts" for one in attrs.fields(axt.ArmsTransfer))
"""Whether an event can declare its parts. If not, the shape of a register's parts has none declared."""


def register_parts(size: int) -> Records:
    """One whole and its parts, which are declared to be all: the deals of a register."""
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
