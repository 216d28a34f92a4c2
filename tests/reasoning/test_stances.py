"""Where an actor stood: every position once, in no order that the dates do not tell."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from claim_strategies import DATES, claims, dataset, datasets, few
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker import Actor, Claim, Role, Truth, UnknownNameError, read

CASES = read(Path(__file__).parents[1] / "named_cases")
PRINCIPALS = ("ru", "ministry", "minister", "service", "officials")


def test_fake_then_neither_confirmed_nor_denied_then_confirmed() -> None:
    line = CASES.stances("Russia", about="kp-troops-kursk")
    assert [one.stance.value for one in line.positions] == ["denies", "declines", "asserts", "asserts"]
    assert [one.stance.value for one in line.by("putin").positions] == ["declines", "asserts"]
    assert [[two.stance.value for two in pair] for pair in line.changes] == [["denies", "asserts"]]
    assert [one.made.earliest.isoformat() for one in line.latest] == ["2025-04-28"]
    assert [actor.id for actor in line.speakers] == ["chief-of-staff", "kremlin-spokesman", "putin"]


def test_two_reports_of_one_denial_are_one_position_with_the_narrower_date() -> None:
    position = CASES.stances("kremlin-spokesman", about="kp-troops-kursk").positions[0]
    assert [claim.id for claim in position.claims] == ["spokesman-fake", "spokesman-fake-again"]
    assert str(position.made) == "2024-10-10"


def test_who_said_nothing_took_no_position() -> None:
    line = CASES.stances("ua", about="kp-killed")
    assert (line.positions, line.latest, line.changes, line.explain()) == ((), (), (), "Ukraine took no position.")


def test_a_minister_counts_for_the_state_while_he_is_one() -> None:
    said = [
        Claim(id=key, event="shells", claimants=["minister"], made=made, summary="A statement.")
        for key, made in (
            ("before", "2020"),
            ("then", "2023-06"),
            ("between", "2024-06-10"),
            ("perhaps", "2024-04/2024-06"),
        )
    ]
    ds = dataset(said)
    assert [one.claims[0].id for one in ds.stances("ru").positions] == ["then"]
    possible = ds.stances("ru", certainty="possible").positions
    assert {one.claims[0].id: one.acting for one in possible} == {"then": Truth.YES, "perhaps": Truth.POSSIBLY}
    assert len(ds.stances("minister").positions) == 4


@few
@given(datasets(), st.sampled_from(PRINCIPALS), st.sampled_from(("certain", "possible")))
def test_the_positions_hold_the_claims_of_the_query_each_once(ds, actor, certainty) -> None:
    line = ds.stances(actor, certainty=certainty)
    held = sorted(claim.id for one in line.positions for claim in one.claims)
    assert held == list(ds.claims.where(by=actor, certainty=certainty).ids)
    assert all(one.speakers for one in line.positions)


@few
@given(datasets(), st.sampled_from(PRINCIPALS))
def test_positions_never_run_backwards(ds, actor) -> None:
    positions = ds.stances(actor).positions
    for index, one in enumerate(positions):
        assert all(later.extent.precedes(one.extent) is not Truth.YES for later in positions[index + 1 :])


NEUTRAL = ("declines", "silent", "unverified")
lines = st.builds(
    lambda said: dataset(
        [
            Claim(id=f"c{number}", event="shells", claimants=["ru"], summary="So.", made=made, stance=stance)
            for number, (stance, made) in enumerate(said)
        ]
    ).stances("ru"),
    st.lists(st.tuples(st.sampled_from(("asserts", "doubts", *NEUTRAL)), st.sampled_from(DATES)), max_size=6),
) | st.builds(lambda ds, actor: ds.stances(actor), datasets(), st.sampled_from(PRINCIPALS))


@few
@given(lines)
def test_the_latest_are_those_that_none_certainly_follows_and_neutral_ones_end_nothing(line) -> None:
    def takes_side(one) -> bool:
        return one.stance.value not in NEUTRAL

    expected = []
    for one in line.positions:
        others = [other for other in line.positions if other.event == one.event]
        if not takes_side(one):
            if any(map(takes_side, others)):
                continue
        else:
            others = [other for other in others if takes_side(other)]
        if not any(one.extent.precedes(other.extent) is Truth.YES for other in others):
            expected.append(one)
    assert list(line.latest) == expected


@few
@given(lines)
def test_a_change_is_certain_between_sides_and_no_side_lies_certainly_between(line) -> None:
    positions = [one for one in line.positions if one.stance.value not in NEUTRAL]

    def precedes(one, other) -> bool:
        return one.event == other.event and one.extent.precedes(other.extent) is Truth.YES

    expected = {
        (before, after)
        for before in positions
        for after in positions
        if precedes(before, after)
        and before.stance is not after.stance
        and not any(precedes(before, one) and precedes(one, after) for one in positions)
    }
    assert set(line.changes) == expected
    assert len(line.changes) == len(expected)


@pytest.mark.parametrize("neutral", NEUTRAL)
def test_silence_after_an_admission_leaves_the_admission_standing(neutral) -> None:
    said = [
        Claim(id="admits", event="shells", claimants=["ru"], summary="Yes.", made="2024-01"),
        Claim(id="later", event="shells", claimants=["ru"], summary="Nothing.", made="2024-06", stance=neutral),
    ]
    line = dataset(said).stances("ru")
    assert [one.claims[0].id for one in line.positions] == ["admits", "later"]
    assert [one.claims[0].id for one in line.latest] == ["admits"]
    assert line.changes == ()
    assert [one.stance.value for one in dataset(said[1:]).stances("ru").latest] == [neutral]


@few
@given(datasets(), st.sampled_from(PRINCIPALS))
def test_positions_that_are_left_out_are_those_that_may_have_been_taken(ds, actor) -> None:
    line, all_of_them = ds.stances(actor), ds.stances(actor, certainty="possible")

    def taken(positions) -> set:
        return {(one.claims[0].utterance, one.event.id, one.stance, one.likelihood, one.modality) for one in positions}

    assert len(line.positions) + line.possible == len(all_of_them.positions)
    assert taken(line.positions) | taken(line.left_out) == taken(all_of_them.positions)
    assert all_of_them.possible == 0
    assert all(one.acting is Truth.POSSIBLY for one in line.left_out)


def test_what_is_left_out_is_counted_in_words() -> None:
    said = [
        Claim(id=key, event="shells", claimants=["minister"], made=made, summary="A statement.")
        for key, made in (("then", "2023-06"), ("perhaps", "2024-04/2024-06"))
    ]
    line = dataset(said).stances("ru")
    assert line.explain().splitlines()[-1] == "1 more possible."
    assert repr(line) == "<Stances of ru: asserts; 1 more possible>"
    assert (line.by("minister").possible, line.by("ministry").possible) == (1, 0)
    assert dataset(said[1:]).stances("ru").explain() == "Russia took no position; 1 possible."


def test_an_open_beginning_is_not_an_early_date() -> None:
    said = [
        Claim(id=key, event="troops", claimants=["ru"], made=made, summary="A statement.")
        for key, made in (("a", "/2024-06-01"), ("b", "2023-05-01"), ("c", "2024-05-01"), ("d", "2024-07-01"))
    ]
    line = dataset(said).stances("ru")
    assert [one.claims[0].id for one in line.positions] == ["b", "c", "a", "d"]
    assert [one.slot for one in line.positions] == [(1, 1, 2), (2, 2, 2), (2, 1, 2), (3, 3, 3)]


def test_what_was_said_in_an_office_counts_for_the_state_whatever_its_date() -> None:
    said = [
        Claim(id="official", event="troops", claimants=["minister"], made="/2024", summary="So.", speaking_for=["ru"]),
        Claim(id="guest", event="troops", claimants=["service"], made="2024", summary="So.", speaking_for=["ru"]),
        Claim(id="private", event="troops", claimants=["minister"], made="/2024", summary="Not so."),
    ]
    line = dataset(said).stances("ru")
    assert {one.claims[0].id: [actor.id for actor in one.speakers] for one in line.positions} == {
        "official": ["minister"],
        "guest": ["service"],
    }
    assert {one.acting for one in line.positions} == {Truth.YES}
    assert line.possible == 1
    official = next(one for one in line.positions if one.claims[0].id == "official")
    assert str(official.extent.begin_earliest) == "2023-01-01"  # the first day on which he can have been in office
    assert str(official.made) == "/2024"


@few
@given(claims(), st.data())
def test_another_report_of_an_utterance_adds_no_position(said, data) -> None:
    if not said:
        return
    one = data.draw(st.sampled_from(said))
    again = attrs.evolve(one, id="again", origin=one.utterance, relays=["service"], revises=None)
    first = attrs.evolve(one, origin=one.utterance)
    told_once = dataset([claim if claim.id != one.id else first for claim in said])
    told_twice = dataset([*told_once.claims, again])
    for actor in PRINCIPALS:
        once, twice = told_once.stances(actor).positions, told_twice.stances(actor).positions
        assert [(p.event, p.stance, p.made, p.slot) for p in once] == [
            (p.event, p.stance, p.made, p.slot) for p in twice
        ]


@few
@given(datasets(), st.sampled_from(PRINCIPALS))
def test_what_an_official_says_is_among_what_the_state_says(ds, actor) -> None:
    line = ds.stances(actor)
    for speaker in line.speakers:
        assert set(line.by(speaker).positions) <= set(line.positions)
        assert line.by(speaker.id) == line.by(speaker)


@few
@given(datasets())
def test_every_position_can_be_put_in_a_sentence(ds) -> None:
    for actor in PRINCIPALS:
        line = ds.stances(actor, certainty="possible")
        assert len(line.explain().splitlines()) == (len(line.positions) + 1 if line.positions else 1)


def test_unknown_actors_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'Russia'"):
        CASES.stances("Rusia")


def test_roles_decide_and_not_residence() -> None:
    ds = dataset([Claim(id="c", event="shells", claimants=["guest"], made="2024", summary="A statement.")][:0])
    guest = Actor(id="guest", name="A guest", kind="person", country="ru")
    speaking = Claim(id="c", event="shells", claimants=["guest"], made="2024", summary="A statement.")
    assert (ds | type(ds)([guest])).stances("ru").positions == ()
    joined = type(ds)([*ds.records, guest, speaking])
    assert joined.stances("ru").positions == ()
    member = attrs.evolve(guest, roles=[Role(of="ru")])
    assert len(type(ds)([*ds.records, member, speaking]).stances("ru").positions) == 1
