"""Corroboration counts who says so, not how often it is repeated."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from claim_strategies import EVENT_IDS, claims, dataset, datasets, few
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker import Actor, Claim, Dataset, InvalidValueError, UncountedReason, UnknownNameError, read
from axis_tracker.reasoning.revisions import superseded

CASES = read(Path(__file__).parents[1] / "named_cases")


def said(key: str, claimant: str = "service", figure: str | None = None, **fields) -> Claim:
    measure = None if figure is None else {"quantity": figure, "phase": "delivered"}
    given = {"event": "shells", "claimants": [claimant], "made": "2024", "summary": "Says so."}
    return Claim(id=key, measure=measure, **given | fields)


def reasons(ds: Dataset, of: str) -> dict[str, str]:
    return {one.claim.id: one.reason.value for one in ds.corroboration(of).uncounted}


def test_two_relays_of_one_utterance_count_once() -> None:
    of_event = CASES.corroboration("kp-people-sent")
    assert (of_event.independent, [one.utterance for one in of_event.origins]) == (1, ["nis-2025-04-30"])
    assert len(of_event.origins[0].claims) == 3


def test_a_hedge_stands_beside_the_claim_and_takes_nothing_off_the_count() -> None:
    hedged = attrs.evolve(CASES.claims["briefing-15000"], id="hedged", origin=None, likelihood="likely", hedge="likely")
    dataset = Dataset([*(one for one in CASES.records if not isinstance(one, Claim)), hedged])
    found = dataset.corroboration(hedged.event)
    assert found.independent == 1
    assert found.explain().endswith("(hedged, likely).")


def test_unnamed_sources_count_none() -> None:
    of_event = CASES.corroboration("kp-casualties")
    assert (of_event.independent, of_event.origins) == (0, ())
    assert of_event.explain() == (
        "No independent origin supports this.\nNot counted: officials-casualties (unnamed source)."
    )


def test_a_service_that_says_it_twice_is_two_utterances_and_one_voice() -> None:
    found = dataset([said("a"), said("b", made="2025"), said("c", "ministry")]).corroboration("shells")
    assert (len(found.origins), found.independent) == (3, 2)


def test_what_is_worked_out_from_anothers_claim_is_not_independent_of_it() -> None:
    source, derived = said("a"), said("b", "ministry", derived_from=["a"])
    assert dataset([source, derived]).corroboration("shells").independent == 1
    # Nor are two that both build on a third, even one that speaks of something else.
    third = said("c", "ru", event="arms")
    both = [attrs.evolve(one, derived_from=["c"]) for one in (source, derived)]
    assert dataset([third, *both]).corroboration("shells").independent == 1


def test_a_claim_is_corroborated_by_figures_that_imply_it() -> None:
    ds = dataset(
        [
            said("a", figure="more than 10,000 shells"),
            said("b", "ministry", "around 12,000 shells"),
            said("c", "ru", "more than 9,000 shells"),
            said("d", "kp", "up to 8,000 shells"),
            said("e", "minister", "12,000 rockets"),
            said("f", "minister"),
            said("g", "ministry", "12,000 shells", when="2020"),
            said("h", "officials", "12,000 shells"),
        ]
    )
    ds = Dataset([*(one for one in ds.records if one.id != "a"), attrs.evolve(ds.claims["a"], when="2024")])
    assert [one.utterance for one in ds.corroboration("a").origins] == ["a", "b"]
    assert reasons(ds, "a") == {
        "c": "says-less",
        "d": "contradicts",
        "e": "other-measure",
        "f": "no-figure",
        "g": "other-time",
        "h": "unnamed",
    }


def test_what_does_not_count_for_an_event_and_why() -> None:
    ds = dataset(
        [
            said("a"),
            said("b", "ministry", stance="declines"),
            said("c", "ministry", modality="planned"),
            said("d", revises="a"),
            said("e", "kp", stance="denies", answers=["a"]),
            said("f", "kp", likelihood="unlikely"),
            said("g", "kp", stance="doubts"),
        ]
    )
    found = ds.corroboration("shells")
    assert reasons(ds, "shells") == {"a": "superseded", "b": "no-stand", "c": "other-modality"}
    assert [claim.id for claim in found.counterclaims] == ["e", "f", "g"]
    assert found.explain().splitlines()[0] == "1 independent origin supports this: A service (d)."


def test_a_plan_is_corroborated_by_whoever_tells_of_the_plan() -> None:
    ds = dataset([said("a", modality="planned"), said("b", "ministry", modality="planned"), said("c", "kp")])
    assert [one.utterance for one in ds.corroboration("a").origins] == ["a", "b"]


@few
@given(datasets(), st.sampled_from(EVENT_IDS))
def test_every_claim_on_the_event_is_accounted_for_once(ds, event) -> None:
    found = ds.corroboration(event)
    ids = [claim.id for one in found.origins for claim in one.claims]
    ids += [one.claim.id for one in found.uncounted] + [claim.id for claim in found.counterclaims]
    assert sorted(ids) == list(ds.claims.where(about=event).ids)


@few
@given(datasets(), st.sampled_from(EVENT_IDS))
def test_independent_origins_are_no_more_than_origins_and_some_if_there_are_any(ds, event) -> None:
    found = ds.corroboration(event)
    assert bool(found.origins) <= found.independent <= len(found.origins)


@few
@given(claims(), st.data())
def test_another_report_of_an_utterance_changes_no_count(said, data) -> None:
    if not said:
        return
    one = data.draw(st.sampled_from(said))
    once = dataset([attrs.evolve(claim, origin=claim.utterance) for claim in said])
    again = attrs.evolve(once.claims[one.id], id="again", relays=["officials"], revises=None)
    if one.id in superseded(once):
        return  # a report of what was taken back, which does not take it back itself, stands
    twice = dataset([*once.claims, again])
    for event in EVENT_IDS:
        first, second = once.corroboration(event), twice.corroboration(event)
        assert first.independent == second.independent
        assert [origin.utterance for origin in first.origins] == [origin.utterance for origin in second.origins]


@few
@given(datasets(), st.sampled_from(EVENT_IDS))
def test_a_new_voice_adds_one_and_an_unnamed_one_none(ds, event) -> None:
    count = ds.corroboration(event).independent
    for kind, expected in (("body", count + 1), ("source", count)):
        voice = Actor(id="voice", name="A voice", kind=kind)
        more = Dataset([*ds.records, voice, said("new", "voice", event=event)])
        assert more.corroboration(event).independent == expected


@few
@given(datasets())
def test_a_claim_with_a_name_corroborates_itself(ds) -> None:
    for claim in ds.claims.where(stance="asserts"):
        found = ds.corroboration(claim)
        named = any(ds.actors[key].kind.value != "source" for key in claim.claimants)
        counted = claim in [one for origin in found.origins for one in origin.claims]
        doubted = claim in found.counterclaims
        assert counted == (named and not doubted and claim.id not in superseded(ds))


@few
@given(claims(), st.randoms(use_true_random=False), st.sampled_from(EVENT_IDS))
def test_counts_do_not_depend_on_the_order_of_the_claims(said, random, event) -> None:
    assert dataset(said).corroboration(event) == dataset(random.sample(said, len(said))).corroboration(event)


def test_a_claim_that_asserts_nothing_has_no_corroboration() -> None:
    for of in ("putin-no-comment", CASES.claims["spokesman-fake"]):
        with pytest.raises(InvalidValueError, match="only a claim that asserts something"):
            CASES.corroboration(of)


def test_an_id_that_an_event_and_a_claim_have_must_be_told_apart() -> None:
    ds = dataset([said("shells")])
    with pytest.raises(InvalidValueError, match="both an event and a claim have this id"):
        ds.corroboration("shells")
    assert ds.corroboration(ds.events["shells"]).independent == ds.corroboration(ds.claims["shells"]).independent == 1


def test_unknown_ids_are_refused_with_what_is_near() -> None:
    with pytest.raises(UnknownNameError, match="unknown event or claim; did you mean 'kp-killed'"):
        CASES.corroboration("kp-kiled")


def test_every_reason_says_what_it_means() -> None:
    assert len({reason.meaning for reason in UncountedReason}) == len(UncountedReason)
