"""How many independent voices, against an oracle that tries every choice of utterances.

Whose voice an actor is stands in a table, as a reader of these texts would fill it in. The second part asks what stands
if all voices but one are wrong, with the worlds of `possible_worlds`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations, product
from typing import Any, NamedTuple

import pytest
from example_counts import examples
from hypothesis import assume, given
from hypothesis import strategies as st
from possible_worlds import MonotoneWorlds, Worlds
from small_instances import DOCUMENT, claim, day, event_id, figures, frame

import axis_tracker as axt
from axis_tracker.reasoning.voices import independent, speakers_of

ACTORS = (
    axt.Actor(id="kp", name="North Korea", kind="state"),
    axt.Actor(id="ru", name="Russia", kind="state"),
    axt.Actor(id="ua", name="Ukraine", kind="state", roles=[axt.Role(of="alliance")]),
    axt.Actor(id="kr", name="South Korea", kind="state", roles=[axt.Role(of="alliance")]),
    axt.Actor(id="alliance", name="An alliance", kind="bloc"),
    axt.Actor(id="ministry", name="A Russian ministry", kind="body", roles=[axt.Role(of="ru")]),
    axt.Actor(id="general", name="A general", kind="person", roles=[axt.Role(of="ministry")]),
    axt.Actor(id="envoy", name="An envoy of two", kind="person", roles=[axt.Role(of="kp"), axt.Role(of="ministry")]),
    axt.Actor(id="later", name="A later minister", kind="person", roles=[axt.Role(of="ru", during="2024-06/..")]),
    axt.Actor(id="institute", name="An institute", kind="body"),
    axt.Actor(id="analyst", name="An analyst", kind="person", roles=[axt.Role(of="institute")]),
    axt.Actor(id="officials", name="officials", kind="source", roles=[axt.Role(of="ru")]),
    axt.Actor(id="paper", name="A paper", kind="outlet"),
    axt.Actor(id="journalist", name="A journalist", kind="person", roles=[axt.Role(of="paper")]),
    axt.Actor(id="freelancer", name="A freelancer", kind="person"),
)
VOICES: dict[str, set[str]] = {
    "kp": {"kp"},
    "ru": {"ru"},
    "ua": {"ua"},
    "kr": {"kr"},
    "alliance": {"alliance", "ua", "kr"},
    "ministry": {"ru"},
    "general": {"ru"},
    "envoy": {"kp", "ru"},
    "institute": {"institute"},
    "analyst": {"institute"},
    "officials": set(),
}
"""Whose voice an actor is. A state in an alliance speaks for itself alone; an alliance for all its members."""
WITH_A_BASIS: dict[str, set[str]] = {"paper": {"paper"}, "journalist": {"paper"}, "freelancer": {"freelancer"}}
"""Whose voice those are who write and publish, if they say on what their claim rests; a byline alone is nobody's."""
EARLY, LATE = "2024-01-10", "2024-07-10"
"""Before and after the later minister became one. He has his own voice on either day."""


class Told(NamedTuple):
    """A claim of an utterance, with what makes it somebody's voice."""

    utterance: int
    claimants: tuple[str, ...]
    has_basis: bool
    is_late: bool
    derived_from: tuple[int, ...]
    """Claims, by number."""
    speaking_for: tuple[str, ...]

    def record(self, number: int) -> axt.Claim:
        return axt.Claim(
            id=f"c{number}",
            event="test",
            claimants=self.claimants,
            summary="So it is.",
            made=LATE if self.is_late else EARLY,
            origin=f"u{self.utterance}",
            basis=["satellite-imagery"] if self.has_basis else [],
            derived_from=[f"c{other}" for other in self.derived_from],
            speaking_for=self.speaking_for,
            evidence=["text#char=0,9;sha256=0123456789abcdef"],
        )

    def voices(self) -> set[str]:
        found: set[str] = set(self.speaking_for)
        for one in self.claimants:
            if one == "later":
                found |= {"later", "ru"} if self.is_late else {"later"}
            elif one in WITH_A_BASIS:
                found |= WITH_A_BASIS[one] if self.has_basis else set()
            else:
                found |= VOICES[one]
        return found


@st.composite
def tellings(draw: st.DrawFn) -> list[Told]:
    """Up to seven claims of up to six utterances; one is derived only from earlier ones."""
    found: list[Told] = []
    for number in range(draw(st.integers(1, 7))):
        claimants = draw(st.lists(st.sampled_from([actor.id for actor in ACTORS]), min_size=1, max_size=2, unique=True))
        derived = draw(st.integers(0, 2)) == 0 and number > 0
        speaks = draw(st.integers(0, 5)) == 0 and any(one in ("institute", "ministry", "ua") for one in claimants)
        found.append(
            Told(
                utterance=draw(st.integers(0, 5)),
                claimants=tuple(claimants),
                has_basis=draw(st.booleans()),
                is_late=draw(st.booleans()),
                derived_from=(draw(st.integers(0, number - 1)),) if derived else (),
                speaking_for=(draw(st.sampled_from(("kp", "kr"))),) if speaks else (),
            )
        )
    return found


def dataset_of(told: Sequence[Told]) -> axt.Dataset:
    document: dict[str, Any] = DOCUMENT
    return axt.Dataset(
        [
            *ACTORS,
            axt.Document(id="text", published="2024-08", authors=["freelancer", "journalist"], **document),
            axt.Activity(id="test", name="A test", activity="test"),
            *(one.record(number) for number, one in enumerate(told)),
        ]
    )


def derived_by_claim(told: Sequence[Told], number: int) -> set[int]:
    """The utterances whose claims went into one claim."""
    found = {told[number].utterance}
    for other in told[number].derived_from:
        found |= derived_by_claim(told, other)
    return found


def most_independent(told: Sequence[Told]) -> int:
    """The size of the largest choice of utterances of which no two share a voice, or anything that went into them."""
    voices: dict[int, set[str]] = {}
    sources: dict[int, set[int]] = {}
    for number, one in enumerate(told):
        voices.setdefault(one.utterance, set()).update(one.voices())
        sources.setdefault(one.utterance, set()).update(derived_by_claim(told, number))
    heard = [one for one, whose in voices.items() if whose]
    return max(
        len(chosen)
        for size in range(len(heard) + 1)
        for chosen in combinations(heard, size)
        if all(
            voices[one].isdisjoint(voices[other]) and sources[one].isdisjoint(sources[other])
            for one, other in combinations(chosen, 2)
        )
    )


@given(tellings())
def test_the_number_of_voices_is_that_of_the_largest_choice_of_utterances_that_share_nothing(told: list[Told]) -> None:
    dataset = dataset_of(told)
    utterances: dict[str, list[axt.Claim]] = {}
    for one in dataset.claims:
        utterances.setdefault(one.utterance, []).append(one)
    assert independent(dataset, utterances) == most_independent(told)


@given(tellings())
def test_whose_voice_a_claim_is_stands_in_the_table(told: list[Told]) -> None:
    dataset = dataset_of(told)
    for number, one in enumerate(told):
        assert speakers_of(dataset, dataset.claims[f"c{number}"]) == one.voices(), one


@given(tellings(), st.integers(0, 6))
def test_a_further_report_of_an_utterance_adds_no_voice(told: list[Told], which: int) -> None:
    dataset = dataset_of([*told, told[which % len(told)]])
    utterances: dict[str, list[axt.Claim]] = {}
    for one in dataset.claims:
        utterances.setdefault(one.utterance, []).append(one)
    assert independent(dataset, utterances) == most_independent(told)


@pytest.mark.parametrize(
    ("claimants", "voices"),
    [
        (["ru", "ministry", "general"], 1),
        (["ru", "ua", "kr", "kp"], 4),
        (["alliance", "ua", "kr"], 2),
        (["alliance", "ru"], 2),
        (["envoy", "kp", "ru"], 2),
        (["envoy"], 1),
        (["officials", "officials"], 0),
        (["paper", "journalist", "freelancer"], 0),
    ],
)
def test_voices_as_an_analyst_counts_them(claimants: list[str], voices: int) -> None:
    told = [
        Told(number, (one,), has_basis=False, is_late=False, derived_from=(), speaking_for=())
        for number, one in enumerate(claimants)
    ]
    dataset = dataset_of(told)
    assert independent(dataset, {one.utterance: [one] for one in dataset.claims}) == voices == most_independent(told)


# --- what several voices must say: it stands even if all but one of them are wrong ---


MOST = 2
ITEMS = ("top", "left")
Cell = tuple[str, int]
CELLS: tuple[Cell, ...] = tuple(product(ITEMS, (1, 2)))


@cache
def totals() -> MonotoneWorlds[Cell]:
    return MonotoneWorlds(
        CELLS, lambda one, other: ITEMS.index(one[0]) >= ITEMS.index(other[0]) and one[1] <= other[1], MOST
    )


class Said(NamedTuple):
    """A figure, by one of several organs of few states, by both states of a bloc together, or by unnamed sources."""

    speaker: str
    cell: Cell
    quantity: axt.Quantity

    def record(self, key: str) -> axt.Claim:
        measure = axt.Measure(self.quantity, "delivered")
        return claim(
            key, event_id("kp", self.cell[0]), made=day(self.cell[1]), claimants=[self.speaker], measure=measure
        )


SPEAKERS: dict[str, frozenset[str]] = {
    "a-ministry": frozenset("a"),
    "a-service": frozenset("a"),
    "a": frozenset("a"),
    "b": frozenset("b"),
    "b-service": frozenset("b"),
    "c": frozenset("c"),
    "bloc": frozenset("bc"),
    "somebody": frozenset(),
}
"""Who speaks in the name of which states."""
STATES = ("a", "b", "c")


def recorded(said: Sequence[Said]) -> axt.Dataset:
    actors = [
        *(
            axt.Actor(id=key, name=key, kind="state", roles=[axt.Role(of="bloc")] if key in "bc" else [])
            for key in STATES
        ),
        axt.Actor(id="bloc", name="Bloc", kind="bloc"),
        *(
            axt.Actor(id=key, name=key, kind="body", roles=[axt.Role(of=key[0])])
            for key in ("a-ministry", "a-service", "b-service")
        ),
    ]
    records = [one.record(f"c{number}") for number, one in enumerate(said)]
    return axt.Dataset([*frame(suppliers=("kp",), items=ITEMS), *actors, *records])


def hold(said: Iterable[Said]) -> Worlds:
    found = totals().all
    for one in said:
        found &= totals().where(one.cell, one.quantity)
    return found


def if_states_are_wrong(said: Sequence[Said], count: int) -> list[Worlds]:
    """The worlds in which all but so many states are right; whoever also speaks for one of those may be wrong."""
    return [
        hold(one for one in said if SPEAKERS[one.speaker] and SPEAKERS[one.speaker].isdisjoint(wrong))
        for wrong in combinations(STATES, count)
    ]


def sayings(speakers: Sequence[str]) -> st.SearchStrategy[list[Said]]:
    quantities = figures(MOST).map(lambda one: one.quantity)
    said = st.builds(Said, st.sampled_from(speakers), st.sampled_from(CELLS), quantities)
    return st.lists(said, min_size=3, max_size=6)


def answer(said: Sequence[Said], cell: Cell, origins: int) -> axt.Estimate:
    asked: dict[str, Any] = {"supplier": "kp", "recipient": "ru", "item": cell[0], "at": day(cell[1])}
    return recorded(said).estimate(**asked, unit="crates", phase="delivered", policy=axt.Policy(origins=origins))


@examples(200)
@given(sayings(tuple(SPEAKERS)), st.sampled_from(CELLS), st.integers(2, 3))
def test_what_several_voices_must_say_stands_even_if_all_but_one_of_them_are_wrong(
    said: list[Said], cell: Cell, origins: int
) -> None:
    estimate = answer(said, cell, origins)
    allowed = totals().where(cell, estimate.quantity)
    for worlds in if_states_are_wrong(said, origins - 1):
        assert worlds & ~allowed == 0, estimate.explain()


@given(sayings(("a-ministry", "a-service", "a", "b", "b-service", "c")), st.sampled_from(CELLS), st.integers(2, 3))
def test_where_all_voices_agree_the_ends_are_the_strongest_that_stand_so(
    said: list[Said], cell: Cell, origins: int
) -> None:
    assume(hold(said))
    estimate = answer(said, cell, origins)
    worlds = 0
    for some in if_states_are_wrong(said, origins - 1):
        worlds |= some
    assert totals().ends_of(estimate.quantity) == totals().ends(cell, worlds), estimate.explain()


def low_of_two(*speakers: str) -> object:
    """The lower end of what two voices must say, if each of some speakers says that it is at least 2."""
    said = [Said(one, ("top", 1), axt.Quantity(low=2, unit="crates")) for one in speakers]
    return answer(said, ("top", 1), 2).low


def test_organs_of_one_state_and_a_bloc_with_its_own_member_are_one_voice() -> None:
    assert low_of_two("a-ministry", "a-service", "a") is None
    assert low_of_two("bloc", "b") is None


def test_organs_of_two_states_a_bloc_and_an_outsider_and_two_members_of_a_bloc_are_two_voices() -> None:
    assert low_of_two("a-ministry", "b-service") == 2
    assert low_of_two("bloc", "a") == 2
    assert low_of_two("bloc", "b", "c") == 2
    assert low_of_two("a", "somebody") is None
