"""A dispute has two sides, both of which stand; drift and refusals to comment are none."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from claim_strategies import EVENT_IDS, claims, dataset, datasets, few
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker import Claim, DisputeKind, Stance, UnknownNameError, read
from axis_tracker.reasoning.disputes import calls_into_question
from axis_tracker.reasoning.revisions import superseded

CASES = read(Path(__file__).parents[1] / "named_cases")


def said(key: str, claimant: str = "service", figure: str | None = None, **fields) -> Claim:
    measure = None if figure is None else {"quantity": figure, "phase": "delivered"}
    given = {"event": "shells", "claimants": [claimant], "made": "2024-06-10", "summary": "Says so."}
    return Claim(id=key, measure=measure, **given | fields)


def sides(ds) -> list[tuple[str, list[str], list[str]]]:
    return [
        (one.kind.value, [claim.id for claim in one.claims], [claim.id for claim in one.counterclaims])
        for one in ds.disputes()
    ]


def test_russia_has_been_on_both_sides() -> None:
    (dispute,) = CASES.disputes(about="kp-troops-kursk")
    assert dispute.kind is DisputeKind.DENIED
    assert [claim.id for claim in dispute.counterclaims] == ["spokesman-fake", "spokesman-fake-again"]
    assert [actor.id for actor in dispute.divided] == ["ru"]
    assert dispute.origins == (4, 1)
    assert dispute.explain().endswith(" Russia has taken both sides.")


def test_before_the_confirmation_russia_was_on_one_side() -> None:
    (dispute,) = CASES.as_of("2024-10-31").disputes()
    assert dispute.divided == ()
    assert CASES.as_of("2024-10-09").disputes() == ()


@pytest.mark.parametrize("about", ["kp-people-sent", "kp-ru-msmt-ammunition", "kp-casualties"])
def test_drift_is_no_dispute(about: str) -> None:
    assert CASES.drifts(about=about) != ()
    assert CASES.disputes(about=about) == ()


def test_a_denial_with_a_figure_disputes_the_figure_and_one_without_the_event() -> None:
    ds = dataset(
        [
            said("a", figure="11,000 shells"),
            said("b"),
            said("c", "ru", stance="denies", answers=["b"]),
            said("d", "kp", "11,000 shells", stance="denies", answers=["a"]),
        ]
    )
    assert sides(ds) == [("denied", ["a", "b"], ["c"]), ("denied", ["a"], ["d"])]
    assert [one.figure is None for one in ds.disputes()] == [True, False]


def test_a_revised_denial_disputes_nothing_any_more() -> None:
    ds = dataset(
        [said("a"), said("b", "ru", stance="denies", answers=["a"]), said("c", "ru", made="2025", revises="b")]
    )
    assert sides(ds) == []
    assert sides(ds.as_of("2024-12-31")) == [("denied", ["a"], ["b"])]


def test_a_denial_meets_what_stands_for_the_claim_that_it_answers() -> None:
    denied = [said("a"), said("b", "ru", stance="denies", answers=["a"])]
    assert sides(dataset([*denied, said("c", made="2025", revises="a")])) == [("denied", ["c"], ["b"])]
    assert sides(dataset([*denied, said("c", made="2025", stance="declines", revises="a")])) == []


def test_a_plan_is_disputed_only_where_a_denial_answers_it() -> None:
    plan = said("a", modality="planned")
    assert sides(dataset([plan, said("b", "ru", stance="doubts")])) == []
    assert sides(dataset([plan, said("b", "ru", stance="denies", answers=["a"])])) == [("denied", ["a"], ["b"])]


def test_whoever_finds_it_unlikely_doubts_it() -> None:
    ds = dataset([said("a"), said("b", "ru", likelihood="unlikely"), said("c", "kp", likelihood="even-chance")])
    assert sides(ds) == [("doubted", ["a", "c"], ["b"])]


def test_figures_that_cannot_both_hold_are_a_dispute() -> None:
    ds = dataset(
        [
            said("a", figure="more than 5 million shells", event="troops"),
            said("b", "ru", "up to 3 million shells", event="troops", made="2024-07"),
        ]
    )
    (dispute,) = ds.disputes()
    assert (dispute.kind, dispute.claims[0].id, dispute.counterclaims[0].id) == (DisputeKind.CONFLICT, "a", "b")
    assert dispute.conflict is not None
    assert str(dispute.conflict.without_lower) == "up to 3 million shells"
    assert dispute.explain() == (
        "troops to Kursk (shells delivered): a higher figure from A service (a: more than 5 million shells), "
        "a lower figure from Russia (b: up to 3 million shells)."
    )


def test_a_total_that_has_grown_is_no_dispute() -> None:
    assert (
        sides(dataset([said("a", figure="1 million shells"), said("b", "ru", "5 million shells", made="2025")])) == []
    )


@few
@given(datasets())
def test_both_sides_stand_and_nobody_stands_on_both_with_one_claim(ds) -> None:
    for dispute in ds.disputes():
        one, other = ({claim.id for claim in side} for side in (dispute.claims, dispute.counterclaims))
        assert one
        assert other
        assert not one & other
        assert not (one | other) & superseded(ds)
        assert all(claim.stance is Stance.ASSERTS for claim in dispute.claims)
        assert {actor.id for actor in dispute.claimants} == {key for claim in dispute.claims for key in claim.claimants}
        assert dispute.explain().startswith(dispute.events[0].name)


@few
@given(datasets())
def test_every_standing_denial_or_doubt_of_what_somebody_asserts_is_in_a_dispute(ds) -> None:
    replaced = superseded(ds)
    standing = [claim for claim in ds.claims if claim.id not in replaced]
    asserted = {
        claim.event
        for claim in standing
        if claim.stance is Stance.ASSERTS and claim.modality.value == "actual" and not calls_into_question(claim)
    }
    disputing = {claim.id for one in ds.disputes() for claim in one.counterclaims}
    for claim in standing:
        against = claim.stance is Stance.DENIES or calls_into_question(claim)
        if against and claim.measure is None and claim.event in asserted:
            assert claim.id in disputing


@few
@given(claims())
def test_without_denials_doubts_and_conflicts_there_is_no_dispute(said_) -> None:
    agreed = [attrs.evolve(claim, stance="asserts", likelihood="unhedged", measure=None) for claim in said_]
    assert dataset(agreed).disputes() == ()


@few
@given(claims(), st.randoms(use_true_random=False), st.sampled_from(EVENT_IDS))
def test_disputes_do_not_depend_on_the_order_of_the_claims(said_, random, event) -> None:
    ds, shuffled = dataset(said_), dataset(random.sample(said_, len(said_)))
    assert ds.disputes() == shuffled.disputes()
    assert ds.disputes(about=event) == tuple(
        one for one in ds.disputes() if event in [other.id for other in one.events] and ds.claims.where(about=event)
    )


@few
@given(datasets())
def test_whoever_is_divided_speaks_on_both_sides(ds) -> None:
    for dispute in ds.disputes():
        for actor in dispute.divided:
            by = ds.claims.where(by=actor)
            assert any(claim in by for claim in dispute.claims)
            assert any(claim in by for claim in dispute.counterclaims)


def test_an_unknown_event_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'kp-killed'"):
        CASES.disputes(about="kp-kiled")
