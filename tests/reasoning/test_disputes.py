"""A dispute has two sides, both of which stand; drift, refusals to comment and self-contradictions are none."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from claim_strategies import EVENT_IDS, claims, dataset, datasets, few
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker import Activity, Agreement, Claim, Dataset, Delegation, DisputeKind, Stance, UnknownNameError, read
from axis_tracker.imprecise.truth import Truth
from axis_tracker.reasoning.denials import calls_into_question, coverage
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
    # South Korea had spoken before the denial. Who spoke later does not say that the troops had come by then.
    assert [claim.id for claim in dispute.claims] == ["kr-troops"]
    assert dispute.origins == (1, 1)
    assert {claim.id for claim in dispute.possible} >= {"putin-confirms", "hur-more-than-11000"}
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


def test_a_denial_of_2022_does_not_dispute_a_transfer_of_2024() -> None:
    denial = said("b", "kp", stance="denies", made="2022-09-22", event="arms")
    later = said("a", event="arms", when="2024-05")
    assert sides(dataset([denial, later])) == []
    before = said("c", event="arms", when="2022-08")
    (dispute,) = dataset([denial, later, before]).disputes()
    assert [claim.id for claim in dispute.claims] == ["c"]
    assert [claim.id for claim in dispute.earlier] == ["a"]
    assert "Only denied earlier: 1 claim" in dispute.explain()


def test_where_nothing_settles_the_day_the_dispute_is_only_possible() -> None:
    denial, later = said("b", "kp", stance="denies", made="2022-09-22", event="arms"), said("a", event="arms")
    (dispute,) = dataset([denial, later]).disputes()
    assert not dispute.is_certain
    assert (dispute.claims, [claim.id for claim in dispute.possible]) == ((), ["a"])
    assert dispute.explain() == (
        "arms to Russia: denied by North Korea (b: 2022-09-22). "
        "Possibly also: 1 claim, which may be about something later."
    )


def test_only_the_denials_that_cover_something_are_on_the_other_side() -> None:
    ds = dataset(
        [
            said("old", "kp", stance="denies", made="2022-09-22", event="arms"),
            said("new", "ru", stance="denies", made="2024-09-22", event="arms"),
            said("a", event="arms", when="2024-05"),
        ]
    )
    assert sides(ds) == [("denied", ["a"], ["new"])]


def test_a_denial_of_all_arms_disputes_every_kind_of_arms() -> None:
    denial = said("b", "kp", stance="denies", event="arms")
    narrower = said("a", event="shells", made="2024-02")
    assert sides(dataset([denial, narrower])) == [("denied", ["a"], ["b"])]
    assert dataset([denial, narrower]).disputes(about="shells") == dataset([denial, narrower]).disputes()
    assert sides(dataset([attrs.evolve(denial, event="shells"), attrs.evolve(narrower, event="arms")])) == []


@pytest.mark.parametrize("stance", ["declines", "silent", "unverified"])
def test_neutral_stances_take_no_side(stance: str) -> None:
    assert sides(dataset([said("a"), said("b", "ru", stance=stance, answers=["a"])])) == []


def test_one_utterance_is_in_no_dispute_with_itself() -> None:
    one = said("a", figure="more than 5 million shells", origin="briefing")
    other = said("b", figure="up to 3 million shells", origin="briefing", made="2024-07")
    assert sides(dataset([one, other])) == []
    assert sides(dataset([one, said("c", origin="briefing", stance="denies")])) == []


VISIT = Delegation(id="visit", name="A visit to Pyongyang", visitors=["minister"], host="kp")


def with_event(event, *claims: Claim) -> Dataset:
    return Dataset([*(one for one in dataset([]).records), event, *claims])


def test_two_days_of_one_visit_are_a_dispute() -> None:
    dated = [said("a", "kp", event="visit", when="2024-06-18"), said("b", "ru", event="visit", when="2024-06-21")]
    (dispute,) = with_event(VISIT, *dated).disputes()
    assert (dispute.kind, sides(with_event(VISIT, *dated))) == (DisputeKind.DATE, [("date", ["a"], ["b"])])
    assert dispute.explain().startswith(
        "A visit to Pyongyang: an earlier date from North Korea (a: 2024-06-10), a later"
    )


@pytest.mark.parametrize(
    ("event", "fields"),
    [
        (VISIT, {"when": "2024-06"}),
        (VISIT, {"when": "2024-06-21", "origin": "o"}),
        (VISIT, {"when": "2024-06-21", "modality": "planned"}),
        (VISIT, {"when": "2024-06-21", "stance": "unverified"}),
        (VISIT, {}),
        (Activity(id="visit", name="Traffic", activity="traffic"), {"when": "2024-06-21"}),
        (Activity(id="visit", name="Tests", activity="test"), {"when": "2024-06-21", "figure": "3 tests"}),
    ],
)
def test_what_is_no_dispute_about_a_date(event, fields) -> None:
    dated = [said("a", "kp", event="visit", when="2024-06-18", origin=fields.get("origin"))]
    assert sides(with_event(event, *dated, said("b", "ru", event="visit", **fields))) == []


@pytest.mark.parametrize(
    "event",
    [
        Agreement(id="visit", name="A pact", parties=["kp", "ru"]),
        Activity(id="visit", name="A launch", activity="launch"),
        Activity(id="visit", name="A test", activity="test"),
    ],
)
def test_signings_launches_and_tests_have_one_date(event) -> None:
    dated = [said(key, key, event="visit", when=when) for key, when in (("kp", "2024-06"), ("ru", "2024-07"))]
    assert sides(with_event(event, *dated)) == [("date", ["kp"], ["ru"])]


def test_every_side_shows_hedge_date_and_source() -> None:
    ds = dataset(
        [
            said("a", figure="11,000 shells", likelihood="likely", hedge="probably", relays=["officials"]),
            said("b", "ru", stance="denies", answers=["a"]),
        ]
    )
    assert ds.disputes()[0].explain() == (
        'shells to Russia: asserted by A service (a: 11,000 shells, likely ("probably"), 2024-06-10, via officials), '
        "denied by Russia (b: 2024-06-10)."
    )


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
        "troops to Kursk (shells delivered): a higher figure from A service (a: more than 5 million shells, "
        "2024-06-10), a lower figure from Russia (b: up to 3 million shells, 2024-07)."
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
        assert one or dispute.possible
        assert other
        assert not one & other
        mentioned = (*dispute.claims, *dispute.counterclaims, *dispute.possible, *dispute.earlier)
        assert len({claim.id for claim in mentioned}) == len(mentioned)
        assert not {claim.id for claim in mentioned} & superseded(ds)
        assert all(claim.stance in (Stance.ASSERTS, Stance.DENIES, Stance.DOUBTS) for claim in mentioned)
        assert all(claim.stance is Stance.ASSERTS for claim in dispute.claims)
        assert {actor.id for actor in dispute.claimants} == {key for claim in dispute.claims for key in claim.claimants}
        assert len(dispute.phrases) == len(one) + len(other)
        assert dispute.explain().startswith(dispute.events[0].name)
        if dispute.kind is not DisputeKind.CONFLICT:
            utterances = {claim.utterance for claim in (*dispute.claims, *dispute.counterclaims)}
            assert len(utterances) > 1 or not dispute.claims


@few
@given(datasets())
def test_disputes_are_what_comparing_all_pairs_finds(ds) -> None:
    replaced = superseded(ds)
    standing = [claim for claim in ds.claims if claim.id not in replaced]
    against = [one for one in standing if one.stance is Stance.DENIES or calls_into_question(one)]
    asserted = [one for one in standing if one.stance is Stance.ASSERTS and one not in against]
    expected: dict[tuple, dict[Truth, set[str]]] = {}
    for counterclaim in against:
        measure = counterclaim.measure
        figure = None if measure is None else (measure.quantity.unit, measure.phase, measure.reading)
        found = expected.setdefault((counterclaim.event, figure, counterclaim.stance is Stance.DENIES), {})
        for claim in asserted:
            if claim.utterance != counterclaim.utterance:
                covered = coverage(ds, counterclaim, claim)
                if covered.truth.is_possible:
                    found.setdefault(covered.truth, set()).update((claim.id, counterclaim.id))
                elif covered.is_earlier:
                    found.setdefault(Truth.NO, set()).add(claim.id)
    ids = {claim.id for claim in against}
    wanted = set()
    for (event, figure, denied), found in expected.items():
        certain = found.get(Truth.YES, set())
        possible = found.get(Truth.POSSIBLY, set()) - certain
        earlier = found.get(Truth.NO, set()) - certain - possible
        sides_ = (certain - ids, (certain or possible) & ids, possible if certain else possible - ids)
        if certain or possible:
            wanted.add((event, figure, denied, *map(frozenset, (*sides_, earlier))))
    actual = {
        (
            one.events[0].id,
            None if one.figure is None else tuple(one.figure),
            one.kind is DisputeKind.DENIED,
            *(
                frozenset(claim.id for claim in side)
                for side in (one.claims, one.counterclaims, one.possible, one.earlier)
            ),
        )
        for one in ds.disputes()
        if one.kind in (DisputeKind.DENIED, DisputeKind.DOUBTED)
    }
    assert actual == wanted


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
        one
        for one in ds.disputes()
        if ds.claims.where(about=event)
        and event in {*(other.id for other in one.events), *(claim.event for claim in one.claims)}
    )


@few
@given(datasets())
def test_whoever_is_divided_speaks_on_both_sides(ds) -> None:
    for dispute in ds.disputes():
        for actor in dispute.divided:
            by = ds.claims.where(by=actor)
            assert any(claim in by for claim in (*dispute.claims, *dispute.possible))
            assert any(claim in by for claim in dispute.counterclaims)


def test_an_unknown_event_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'kp-killed'"):
        CASES.disputes(about="kp-kiled")
