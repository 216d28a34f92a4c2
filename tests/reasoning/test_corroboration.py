"""Corroboration counts who says so, not how often it is repeated, and only what implies the claim for its day."""

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
    assert of_event.independent == 3
    (origin,) = (one for one in of_event.origins if one.utterance == "nis-2025-04-30")
    assert len(origin.claims) == 3


def test_a_hedge_stands_beside_the_claim_and_takes_nothing_off_the_count() -> None:
    hedged = attrs.evolve(CASES.claims["briefing-15000"], id="hedged", origin=None, likelihood="likely", hedge="likely")
    dataset = Dataset([*(one for one in CASES.records if not isinstance(one, Claim)), hedged])
    found = dataset.corroboration(hedged.event)
    assert found.independent == 1
    assert found.explain() == (
        "1 independent voice supports this:\n"
        '- National Intelligence Service (hedged: 15,000 people, likely ("likely"), 2025-04-30, via Outlet A)'
    )


def test_unnamed_sources_count_none() -> None:
    of_event = CASES.corroboration("kp-casualties")
    assert [one.utterance for one in of_event.origins] == ["nis-killed", "nis-killed-revised"]
    assert of_event.independent == 1
    assert (
        of_event.explain().splitlines()[-1] == "Not counted: officials-casualties, officials-killed (unnamed source)."
    )
    ds = dataset([said("a", "officials"), said("b", "officials", made="2025")])
    assert ds.corroboration("shells").explain() == (
        "No independent voice supports this.\nNot counted: a, b (unnamed source)."
    )


def test_the_number_printed_is_the_number_listed() -> None:
    found = dataset([said("a", "ministry"), said("b", "minister", made="2024-02"), said("c")]).corroboration("shells")
    assert (found.independent, len(found.voices), len(found.origins)) == (2, 2, 3)
    assert found.explain().splitlines() == [
        "2 independent voices support this:",
        "- A Russian ministry (a: 2024); the same voice: A Russian minister (b: 2024-02)",
        "- A service (c: 2024)",
    ]


def test_bylines_and_outlets_count_only_with_a_basis() -> None:
    outlet = Actor(id="daily", name="A daily", kind="outlet")
    plain, seen = said("a", "daily"), said("b", "daily", basis=["satellite-imagery"])
    ds = Dataset([*dataset([]).records, outlet, plain, seen])
    assert ds.corroboration("shells").independent == 1
    assert reasons(ds, "shells") == {"a": "byline"}


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


@pytest.mark.parametrize(
    ("matter", "figure", "fields", "expected"),
    [
        (("10,000 shells", "2024-10"), "15,000 shells", {"made": "2025-04"}, "other-time"),
        (("more than 8,000 shells", "2024-12"), "10,000 shells", {"made": "2024-10"}, None),
        (("14,000 shells", "2025-04"), "11,000 shells", {"made": "2025-02"}, "other-time"),
        (("14,000 shells", "2025-02-01"), "11,000 shells", {"made": "2025-04"}, "contradicts"),
        (("11,000 shells", "2025-04"), "14,000 shells", {"made": "2025-02"}, "contradicts"),
        (("more than 10,000 shells", "2024-10-23"), "12,000 shells", {"made": "2024-10-24"}, "other-time"),
        (("more than 10,000 shells", "2024-10-23"), "12,000 shells", {"made": "2024-10"}, "other-time"),
        (("more than 10,000 shells", "2024-10"), "12,000 shells", {"made": "2024-10-23"}, None),
        (("more than 10,000 shells", "2024-10"), "12,000 shells", {"made": "2025-04", "when": "2024-10"}, None),
        (("about 11,000 shells", "2024-10"), "11,000 shells", {"made": "2024-10"}, None),
        (("about 11,000 shells", "2024-10"), "more than 9,000 shells", {"made": "2024-10"}, "says-less"),
        (("more than 10,000 shells", "2024-10"), "12,000 rockets", {}, "other-measure"),
        (("more than 10,000 shells", "2024-10"), None, {}, "no-figure"),
        (("more than 10,000 shells", "2024-10"), "12,000 shells", {"claimant": "officials"}, "unnamed"),
        (("more than 10,000 shells", "2024-10"), "12,000? shells", {"made": "2024-10"}, "uncertain"),
        (("more than 10,000 shells", "2024-10"), "12,000 shells", {"phase": "sent"}, "other-measure"),
        (("more than 10,000 shells", "2024-10"), "12,000 shells", {"phase": "used"}, None),
        (("more than 10,000 shells", "2024-10"), "12,000 shells", {"reading": "increment"}, None),
        (("more than 10,000 shells", "2024-10"), "12,000 shells", {"reading": "level"}, None),
        (("up to 10,000 shells", "2024-10"), "9,000 shells", {"reading": "level"}, "other-measure"),
        (("more than 10,000 shells", "2024-10"), "a large number of shells", {}, "no-figure"),
    ],
)
def test_a_figure_supports_only_what_it_implies_for_its_day(matter, figure, fields, expected) -> None:
    measure = {name: fields.pop(name) for name in ("phase", "reading") if name in fields}
    claimant = fields.pop("claimant", "ministry")
    one = said("a", figure=matter[0], made=matter[1], event="arms")
    other = said("b", claimant, figure, **{"made": "2024-10", "event": "arms"} | fields)
    if measure:
        other = attrs.evolve(other, measure=attrs.evolve(other.measure, **measure))
    assert reasons(dataset([one, other]), "a") == ({} if expected is None else {"b": expected})


def test_claims_about_narrower_events_count_for_wider_ones() -> None:
    narrow = said("a", "kp", "12,000 shells", event="shells", when="2024-01")
    wide = said("b", figure="more than 10,000 shells", event="arms")
    ds = dataset([narrow, wide])
    assert [one.utterance for one in ds.corroboration("b").origins] == ["a", "b"]
    assert [one.utterance for one in ds.corroboration("arms").origins] == ["a", "b"]
    assert [one.utterance for one in ds.corroboration("shells").origins] == ["a"]


def test_what_does_not_count_for_an_event_and_why() -> None:
    ds = dataset(
        [
            said("a"),
            said("b", "ministry", stance="declines"),
            said("c", "ministry", modality="planned"),
            said("d", revises="a"),
            said("e", "kp", stance="denies", answers=["a"]),
            said("f", "kp", likelihood="unlikely"),
            said("g", "kp", stance="doubts", made="2025"),
            said("h", "kp", stance="denies", made="2022"),
            said("i", "ministry", stance="silent"),
            said("j", "ministry", stance="unverified"),
            said("k", "ministry", "0 shells"),
            said("l", origin="d", stance="doubts"),
        ]
    )
    ds = Dataset([*(one for one in ds.records if one.id != "d"), attrs.evolve(ds.claims["d"], origin="d")])
    found = ds.corroboration("shells")
    assert reasons(ds, "shells") == {
        "a": "superseded",
        "b": "no-stand",
        "c": "other-modality",
        "i": "no-stand",
        "j": "no-stand",
        "k": "contradicts",
        "l": "own-doubt",
    }
    assert [claim.id for claim in found.counterclaims] == ["e", "g"]
    assert [claim.id for claim in found.possible_counterclaims] == ["f"]
    assert [claim.id for claim in found.earlier_counterclaims] == ["h"]
    assert found.explain().splitlines()[:2] == ["1 independent voice supports this:", "- A service (d: 2024)"]
    assert found.explain().splitlines()[3:] == [
        "Denied or doubted in: e: 2024; g: 2025.",
        "Possibly denied or doubted, depending on when it happened, in: f.",
        "Only denied or doubted earlier, in: h.",
    ]


def test_a_denial_of_all_arms_counts_against_the_shells_and_not_the_reverse() -> None:
    ds = dataset([said("a"), said("b", event="arms"), said("c", "kp", event="arms", stance="denies", made="2025")])
    assert [claim.id for claim in ds.corroboration("shells").counterclaims] == ["c"]
    ds = dataset([said("a"), said("b", event="arms"), said("c", "kp", stance="denies", made="2025")])
    assert ds.corroboration("arms").counterclaims == ()


def test_a_denial_of_what_nobody_asserts_stands_alone() -> None:
    ds = dataset([said("a", "kp", stance="denies")])
    assert [claim.id for claim in ds.corroboration("shells").counterclaims] == ["a"]
    ds = dataset([said("a", "kp", stance="denies", made="2022")])
    assert [claim.id for claim in ds.corroboration("shells").earlier_counterclaims] == ["a"]
    ds = dataset([said("a", "kp", stance="denies", made="2023-01-01")])
    assert [claim.id for claim in ds.corroboration("shells").counterclaims] == ["a"]


def test_nobody_speaks_against_what_the_same_utterance_says() -> None:
    ds = dataset([said("a", origin="o"), said("b", origin="o", stance="denies", answers=["a"])])
    for of in ("a", "shells"):
        assert ds.corroboration(of).counterclaims == ()
        assert reasons(ds, of) == {"b": "own-doubt"}


def test_a_supporting_claim_is_shown_and_adds_no_voice() -> None:
    ds = dataset([said("a"), said("b", "ru", event="advice", supports=[{"claim": "a", "kind": "ground"}])])
    for of in ("a", "shells"):
        found = ds.corroboration(of)
        assert found.independent == 1
        assert [(one.claim.id, one.kind.value) for one in found.supported_by] == [("b", "ground")]
        assert found.explain().endswith("Supported by: b: 2024 (ground).")
    taken_back = said("c", "ru", event="advice", stance="declines", revises="b")
    assert dataset([*ds.claims, taken_back]).corroboration("a").supported_by == ()


def test_a_plan_is_corroborated_by_whoever_tells_of_the_plan() -> None:
    ds = dataset([said("a", modality="planned"), said("b", "ministry", modality="planned"), said("c", "kp")])
    assert [one.utterance for one in ds.corroboration("a").origins] == ["a", "b"]


@few
@given(datasets(), st.sampled_from(EVENT_IDS))
def test_every_claim_on_the_event_is_accounted_for_once(ds, event) -> None:
    found = ds.corroboration(event)
    ids = [claim.id for one in found.origins for claim in one.claims]
    against = (*found.counterclaims, *found.possible_counterclaims, *found.earlier_counterclaims)
    ids += [one.claim.id for one in found.uncounted] + [claim.id for claim in against]
    assert len(ids) == len(set(ids))
    assert sorted(key for key in ids if ds.claims[key].event == event) == list(ds.claims.where(about=event).ids)


@few
@given(datasets(), st.sampled_from(EVENT_IDS))
def test_each_origin_is_listed_once_and_as_many_voices_as_are_counted(ds, event) -> None:
    found = ds.corroboration(event)
    listed = [one.utterance for voice in found.voices for one in (voice.origin, *voice.others)]
    assert sorted(listed) == [one.utterance for one in found.origins]
    assert len(found.voices) == found.independent
    assert found.explain().count("\n- ") == found.independent


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
        doubts = claim.likelihood.value == "unlikely"
        assert counted == (named and not doubts and claim.id not in superseded(ds))


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
