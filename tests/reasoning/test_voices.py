"""Voices are counted by the state that speaks, however many of its organs, relays and editions say the same."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker import Activity, Actor, Claim, Dataset, Document, Role
from axis_tracker.reasoning.voices import independent, independent_utterances, speakers_of, touching

STATES = ("kr", "us", "jp", "ua")
ACTORS = (
    *(
        Actor(id=key, name=key.upper(), kind="state", roles=[Role(of="allies")] if key != "ua" else [])
        for key in STATES
    ),
    Actor(id="allies", name="Allies", kind="bloc"),
    Actor(id="nis", name="NIS", kind="body", roles=[Role(of="kr")]),
    Actor(id="chiefs", name="Joint Chiefs", kind="body", roles=[Role(of="kr-ministry")]),
    Actor(id="kr-ministry", name="Ministry", kind="body", roles=[Role(of="kr")]),
    Actor(id="hur", name="HUR", kind="body", roles=[Role(of="ua")]),
    Actor(id="blinken", name="Blinken", kind="person", roles=[Role(of="us", during="2021-01-26/2025-01-20")]),
    Actor(id="institute", name="An institute", kind="body"),
    Actor(id="expert", name="An expert", kind="person", roles=[Role(of="institute")]),
    Actor(id="writer", name="A writer", kind="person"),
    Actor(id="reporter", name="A reporter", kind="person", roles=[Role(of="daily")]),
    Actor(id="daily", name="A daily", kind="outlet"),
    Actor(id="agency", name="A state agency", kind="outlet", roles=[Role(of="ua")]),
    Actor(id="officials", name="officials", kind="source", roles=[Role(of="us")]),
)
EVENT = Activity(id="trains", name="Trains", activity="traffic")
ARTICLE = Document(
    id="article", title="T", published="2024-11-01", dating="printed", length=99, sha256="0" * 64, authors=["writer"]
)
PASSAGE = "article#char=0,9;sha256=0123456789abcdef"


def said(key: str, *claimants: str, **fields) -> Claim:
    given = {"event": "trains", "made": "2024-11", "summary": "Says so."}
    return Claim(id=key, claimants=claimants, **given | fields)


def dataset(*claims: Claim) -> Dataset:
    return Dataset([*ACTORS, EVENT, ARTICLE, *claims])


@pytest.mark.parametrize(
    ("claimants", "fields", "expected"),
    [
        (["kr"], {}, {"kr"}),
        (["nis"], {}, {"kr"}),
        (["chiefs"], {}, {"kr"}),
        (["chiefs", "hur"], {}, {"kr", "ua"}),
        (["blinken"], {"made": "2024-06"}, {"us", "blinken"}),
        (["blinken"], {"made": "2025-06"}, {"blinken"}),
        (["blinken"], {"made": "2025"}, {"us", "blinken"}),
        (["institute"], {}, {"institute"}),
        (["expert"], {}, {"institute"}),
        (["writer"], {}, {"writer"}),
        (["officials"], {}, set()),
        (["officials", "nis"], {}, {"kr"}),
        (["daily"], {}, set()),
        (["reporter"], {}, set()),
        (["reporter"], {"basis": ["media-report"]}, set()),
        (["reporter"], {"basis": ["satellite-imagery"]}, {"daily"}),
        (["writer"], {"evidence": [PASSAGE]}, set()),
        (["writer"], {"evidence": [PASSAGE], "basis": ["analysis"]}, {"writer"}),
        (["expert"], {"evidence": [PASSAGE]}, {"institute"}),
        (["agency"], {}, {"ua"}),
        (["allies"], {}, {"allies", "kr", "us", "jp"}),
    ],
)
def test_whose_voice_a_claim_is(claimants: list[str], fields: dict, expected: set[str]) -> None:
    claim = said("a", *claimants, **fields)
    assert speakers_of(dataset(claim), claim) == expected


def test_who_speaks_for_somebody_is_also_heard_as_that_voice() -> None:
    one, other = said("a", "writer", speaking_for=["kr-ministry"]), said("b", "officials", speaking_for=["kr"])
    ds = dataset(one, other)
    assert speakers_of(ds, one) == {"writer", "kr"}
    assert speakers_of(ds, other) == frozenset(), "an unnamed source corroborates nobody, whoever it speaks for"


def count(*claims: Claim) -> int:
    said: dict[str, list[Claim]] = {}
    for claim in claims:
        said.setdefault(claim.utterance, []).append(claim)
    return independent(dataset(*claims), said)


def test_organs_of_one_state_are_one_voice() -> None:
    assert count(said("a", "nis"), said("b", "chiefs"), said("c", "kr"), said("d", "hur")) == 2


def test_a_joint_statement_adds_no_voice_to_its_members_own() -> None:
    assert count(said("a", "allies")) == 1
    assert count(said("a", "allies"), said("b", "nis"), said("c", "jp")) == 2
    assert count(said("a", "kr", "us"), said("b", "us", "jp"), said("c", "jp", "ua")) == 2


def test_what_is_derived_from_another_voice_is_not_independent_of_it() -> None:
    assert count(said("a", "nis"), said("b", "hur", derived_from=["a"])) == 1
    chain = [said("a", "nis"), said("b", "hur", derived_from=["a"]), said("c", "us", derived_from=["b"])]
    assert count(*chain) == 1
    assert independent(dataset(*chain), {"b": [chain[1]], "c": [chain[2]]}) == 1
    # b also reports another claim from which c was derived, so c is derived from the utterance b.
    first, part = said("b1", "hur", origin="b"), said("b2", "hur", origin="b", derived_from=["a"])
    ds = dataset(said("a", "nis"), first, part, said("c", "us", derived_from=["b2"]))
    assert independent(ds, {"b": [ds.claims["b1"]], "c": [ds.claims["c"]]}) == 1


NAMED = ("kr", "nis", "chiefs", "us", "jp", "ua", "hur", "institute", "expert", "allies")
STATES_OF = {key: {key} for key in (*STATES, "institute")} | {
    "nis": {"kr"},
    "chiefs": {"kr"},
    "hur": {"ua"},
    "expert": {"institute"},
    "allies": {"kr", "us", "jp"},
    "officials": set(),
    "daily": set(),
}


@st.composite
def utterances(draw: st.DrawFn) -> list[Claim]:
    claims: list[Claim] = []
    for number in range(draw(st.integers(1, 8))):
        speakers = draw(st.lists(st.sampled_from((*NAMED, "officials", "daily")), min_size=1, max_size=2, unique=True))
        sources = draw(st.sets(st.sampled_from([one.id for one in claims]), max_size=2)) if claims else ()
        origin = draw(st.sampled_from((None, None, "briefing")))
        if draw(st.booleans()):
            sources = ()
        claims.append(said(f"c{number}", *speakers, origin=origin, derived_from=sorted(sources)))
    return claims


@given(utterances(), st.data())
def test_the_count_is_the_largest_choice_of_utterances_that_share_nothing(claims: list[Claim], data) -> None:
    chosen = [one for one in claims if data.draw(st.booleans())]
    said: dict[str, list[Claim]] = {}
    for one in chosen:
        said.setdefault(one.utterance, []).append(one)
    by_id = {one.id: one for one in claims}

    def states(key: str) -> set[str]:
        return {state for one in said[key] for claimant in one.claimants for state in STATES_OF[claimant]}

    def behind(key: str) -> set[str]:
        """The utterance and all from which its claims here were derived, step by step."""
        found = {key}
        waiting = [*said[key]]
        while waiting:
            one = waiting.pop()
            found.add(one.utterance)
            waiting += [by_id[source] for source in one.derived_from]
        return found

    heard = [key for key in said if states(key)]
    largest = max(
        size
        for size in range(len(heard) + 1)
        for choice in combinations(heard, size)
        if all(
            not states(one) & states(other) and not behind(one) & behind(other)
            for one, other in combinations(choice, 2)
        )
    )
    ds = dataset(*claims)
    assert independent(ds, said) == largest
    counted = independent_utterances(ds, said)
    others = touching(ds, said, counted)
    assert {*counted, *others} == {*heard}
    for key, other in others.items():
        assert states(key) & states(other) or behind(key) & behind(other)


@given(st.lists(st.frozensets(st.integers(0, 9), max_size=4), max_size=9))
def test_the_largest_number_of_disjoint_sets(sets: list[frozenset[int]]) -> None:
    from axis_tracker.reasoning.voices import _most_disjoint

    expected = max(
        size
        for size in range(len(sets) + 1)
        for choice in combinations(sets, size)
        if all(one.isdisjoint(other) for one, other in combinations(choice, 2))
    )
    chosen = _most_disjoint((str(number), frozenset(map(str, one))) for number, one in enumerate(sets))
    assert len(chosen) == expected
    assert all(sets[int(one)].isdisjoint(sets[int(other)]) for one, other in combinations(chosen, 2))


@given(st.integers(1, 60), st.randoms(use_true_random=False))
def test_of_very_many_joint_statements_no_two_counted_share_a_state(number: int, random) -> None:
    from axis_tracker.reasoning.voices import _most_disjoint

    # Of a ring of three, one statement can count at most, so that the true number is known.
    pairs = [(f"{ring}-{one}", f"{ring}-{(one + 1) % 3}") for ring in range(number) for one in range(3)]
    # A hub that shares one state with each ring joins them to one group. It can count if each ring gives way.
    hub = frozenset(f"{ring}-0" for ring in range(number))
    sets = [frozenset(pair) for pair in pairs] + ([hub] if number > 1 else [])
    random.shuffle(sets)
    largest = number + (number > 1)
    found = len(_most_disjoint((str(number), one) for number, one in enumerate(sets)))
    assert found == largest if len(sets) <= 40 else number <= found <= largest
