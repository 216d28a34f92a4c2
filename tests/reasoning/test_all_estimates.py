"""All estimates at once say what estimates say one by one."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from example_counts import examples
from hypothesis import given
from hypothesis import strategies as st
from small_instances import DOCUMENT, claim, day, days, event_id, figures, frame, measure, some_days

import axis_tracker as axt
from axis_tracker import Policy

some = examples(40)
"""For laws of which each example asks for every figure by itself."""
DAYS = 4
EVENTS = [event_id(supplier, item) for supplier in ("kp", "ministry") for item in ("top", "left", "right")]
POLICIES: list[dict[str, Any]] = [
    {},
    {"origins": 2},
    {"phases": "separate"},
    {"rates": "integrated", "unnamed": "set-aside"},
    {"margin": 10},
    {"uncertain": "set-aside"},
]
OLD_POLICIES = POLICIES[:4]
PRESIDENT = axt.Actor(
    id="president", name="President", kind="person", roles=[axt.Role(of="kp", during=f"{day(2)}/{day(3)}")]
)
"""Acts for the state on some of the days only."""


READINGS = ("total", "level", "share", "rate", "fixed")
"""What can be asked for: what came in addition is asked for as a total."""
SOME_READINGS = (
    ("total",),
    ("total",),
    ("total", "increment"),
    ("total", "level"),
    ("total", "level", "rate"),
    ("share", "fixed", "level"),
)
SOME_PHASES = (("delivered",), ("delivered",), ("delivered", "sent"), ("delivered", "used", "lost"), ("counted",))


@st.composite
def told_claims(draw: st.DrawFn, *, facts_only: bool = True) -> list[axt.Claim]:
    told: list[axt.Claim] = []
    # Claims on few events, most of them totals of what was delivered: only these often conflict.
    events = draw(st.lists(st.sampled_from([*EVENTS, "visit", "president-left"]), min_size=1, max_size=3, unique=True))
    others, phases = draw(st.sampled_from(SOME_READINGS)), draw(st.sampled_from(SOME_PHASES))
    modalities = draw(st.sampled_from((("actual",), ("actual",), ("actual",) if facts_only else ("actual", "planned"))))
    for number in range(draw(st.integers(1, 7))):
        reading = draw(st.sampled_from(others))
        when = draw(st.none() | some_days(DAYS).map(lambda one: days(*one)) | st.just("2024-01"))
        since = draw(st.none() | some_days(DAYS)) if reading == "total" and when is None else None
        figure = draw(
            figures(
                6,
                reading=reading,
                phase=draw(st.sampled_from(phases)),
                per="day" if reading == "rate" else None,
                share_of="all crates" if reading == "share" else None,
                unit="percent" if reading == "share" else "crates",
                since=None if since is None else days(*since),
            )
        )
        revised = draw(st.sampled_from([*told, *[None] * 9]))
        made = draw(some_days(DAYS))
        claimant = draw(st.sampled_from(("teller-0", "teller-1", "teller-2", "teller-3", "somebody")))
        told.append(
            claim(
                f"c{number}",
                draw(st.sampled_from(events)) if revised is None else revised.event,
                made=days(*made),
                when=when,
                measure=figure,
                modality=draw(st.sampled_from(modalities)),
                claimants=[claimant] if revised is None else revised.claimants,
                origin=draw(st.sampled_from((None, None, None, "briefing", "speech"))),
                evidence=[f"{draw(st.sampled_from(('one', 'other')))}#char=0,9;sha256={'0' * 16}"],
                revises=None if revised is None else revised.id,
            )
        )
    return told


def marked_uncertain(one: axt.Claim) -> axt.Claim:
    """The claim with a figure that its source marks uncertain."""
    assert one.measure is not None
    figure = one.measure
    quantity = attrs.evolve(figure.quantity, is_uncertain=True)
    since, per, share_of = figure.since, figure.per, figure.share_of
    marked = axt.Measure(quantity, figure.phase, figure.reading, since=since, per=per, share_of=share_of)
    return attrs.evolve(one, measure=marked)


def recorded(claims: list[axt.Claim]) -> axt.Dataset:
    transfer = {"recipient": "ru", "item": "left"}
    return axt.Dataset(
        [
            *frame(),
            PRESIDENT,
            axt.ArmsTransfer(id="visit", name="On a day", supplier="president", when=day(2), **transfer),
            axt.ArmsTransfer(id="president-left", name="By the man", supplier="president", **transfer),
            *(axt.Document(id=key, published=day(DAYS), **DOCUMENT) for key in ("one", "other")),
            *claims,
        ]
    )


def check_rows(ds: axt.Dataset, rows: axt.Estimates, policy: Policy, at: str | None, **asked: Any) -> None:
    """Each row is the single answer, by the day of the row and without one."""
    for row in rows:
        question = {"event": row.event, "phase": row.phase, "unit": row.quantity.unit, "policy": policy, **asked}
        if "modality" in asked:
            assert asked["modality"] == row.modality.value
        for day_of in {at, None if row.at is None else str(row.at)}:
            estimate = ds.estimate(**question, at=day_of)
            assert (row.quantity, row.at) == (estimate.quantity, estimate.at), estimate.explain()
            assert row.is_in_conflict is bool(estimate.conflicts)


def check_the_rest(ds: axt.Dataset, rows: axt.Estimates, reading: str, *, policy: Policy, **asked: Any) -> None:
    """What has no row has no bound but by the order of phases, or by totals and levels that bound each other.

    Nobody states such a figure, so it has no row.
    """
    policy = attrs.evolve(policy, phases="separate")
    unit = "percent" if reading == "share" else "crates"
    told = {one.measure.reading.value for one in ds.claims if one.measure is not None}
    named = {(row.event, row.phase.value) for row in rows if row.reading is axt.Reading(reading)}
    for event in ds.events.ids:
        for phase in ("delivered", "sent", "used", "lost", "counted"):
            if (event, phase) not in named:
                estimate = ds.estimate(event=event, phase=phase, unit=unit, reading=reading, policy=policy, **asked)
                assert estimate.low is None or (reading == "total" and "level" in told), estimate.explain()
                assert estimate.high is None or (reading == "level" and "total" in told), estimate.explain()


some_day = st.none() | st.integers(0, DAYS + 1)


@given(told_claims(), some_day, st.sampled_from(OLD_POLICIES), st.sampled_from(("total", "level")))
def test_every_row_is_the_estimate_for_its_event(
    claims: list[axt.Claim], on: int | None, rules: dict[str, Any], reading: str
) -> None:
    dataset, policy, at = recorded(claims), Policy(**rules), None if on is None else day(on)
    rows = dataset.estimates(at=at, policy=policy, reading=reading)
    check_rows(dataset, rows, policy, at, reading=reading)
    check_the_rest(dataset, rows, reading, policy=policy, at=at)


@some
@given(
    told_claims(facts_only=False),
    some_day,
    st.sampled_from(POLICIES),
    st.sampled_from(READINGS),
    st.sampled_from(("actual", "actual", "planned")),
)
def test_every_row_of_any_reading_is_the_single_answer_and_what_has_no_row_has_no_bound(
    claims: list[axt.Claim], on: int | None, rules: dict[str, Any], reading: str, modality: str
) -> None:
    dataset, policy, at = recorded(claims), Policy(**rules), None if on is None else day(on)
    rows = dataset.estimates(at=at, policy=policy, modality=modality)
    assert {row.modality.value for row in rows} <= {modality}
    of_the_reading = dataset.estimates(at=at, policy=policy, modality=modality, reading=reading)
    assert list(of_the_reading) == [row for row in rows if row.reading is axt.Reading(reading)]
    check_rows(dataset, of_the_reading, policy, at, reading=reading, modality=modality)
    check_the_rest(dataset, of_the_reading, reading, at=at, policy=policy, modality=modality)


@some
@given(told_claims(), st.sets(st.integers(0, 6)), some_day, st.sampled_from(("used", "set-aside")))
def test_rows_of_uncertain_figures_are_the_single_answers(
    claims: list[axt.Claim], uncertain: set[int], on: int | None, rule: str
) -> None:
    marked = [marked_uncertain(one) if number in uncertain else one for number, one in enumerate(claims)]
    dataset, at = recorded(marked), None if on is None else day(on)
    policy = Policy(uncertain=rule)
    for reading in ("total", "level"):
        rows = dataset.estimates(at=at, policy=policy, reading=reading)
        check_rows(dataset, rows, policy, at, reading=reading)
        check_the_rest(dataset, rows, reading, at=at, policy=policy)


@given(told_claims(), st.integers(0, DAYS))
def test_a_view_has_the_estimates_of_what_had_been_said(claims: list[axt.Claim], by: int) -> None:
    view = recorded(claims).as_of(day(by))
    assert list(view.estimates()) == list(axt.Dataset(view.records).estimates())


def answered(ds: axt.Dataset, at: str | None = None, reading: str = "total") -> dict[str, Any]:
    found = {event: ds.estimate(event=event, at=at, reading=reading, unit="crates") for event in ds.events.ids}
    return {
        event: (one.quantity, [c.id for c in one.binding_low], [c.id for c in one.binding_high])
        for event, one in found.items()
    }


@some
@given(told_claims(facts_only=False), st.integers(0, 7), st.sampled_from(POLICIES))
def test_records_that_are_added_give_the_answers_of_a_dataset_that_had_them_from_the_start(
    claims: list[axt.Claim], count: int, rules: dict[str, Any]
) -> None:
    policy = Policy(**rules)
    known = {one.id for one in claims[:count]}
    # A claim can only be added once those that it refers to are there.
    first = [one for one in claims[:count] if {*one.answers, *one.derived_from} <= known]
    rest = [one for one in claims if one not in first]
    grown = recorded(first)
    for one in rest:
        # What the smaller dataset was asked must not show in the answers of the greater one.
        grown.estimates(policy=policy)
        answered(grown)
        grown = grown.with_records(one)
    whole = recorded(claims)
    assert answered(grown) == answered(whole)
    assert list(grown.estimates(policy=policy)) == list(whole.estimates(policy=policy))
    assert list(map(str, grown.conflicts(policy=policy))) == list(map(str, whole.conflicts(policy=policy)))


@some
@given(told_claims(), st.sampled_from(POLICIES), st.sampled_from(("total", "level")))
def test_a_history_of_the_world_says_what_the_estimate_of_each_day_says(
    claims: list[axt.Claim], rules: dict[str, Any], reading: str
) -> None:
    dataset = recorded(claims)
    for event in dataset.events.ids:
        asked = {"event": event, "reading": reading, "unit": "crates", "policy": Policy(**rules)}
        whole = dataset.estimate(**asked, at=day(1))
        steps = whole.history("world")
        for number in range(DAYS + 2):
            on = date.fromisoformat(day(number))
            step = next(one for one in steps if (one.first or on) <= on <= (one.last or on))
            single = dataset.estimate(**asked, phase=whole.question.phase, at=on)
            assert step.quantity == single.quantity
            assert [one.id for one in step.binding_low] == [one.id for one in single.binding_low]
            assert [one.id for one in step.binding_high] == [one.id for one in single.binding_high]


@some
@given(told_claims(), st.sampled_from(POLICIES), st.sampled_from(("total", "level")), some_day)
def test_a_history_of_what_was_known_says_what_the_estimates_of_views_say(
    claims: list[axt.Claim], rules: dict[str, Any], reading: str, at: int | None
) -> None:
    dataset = recorded(claims)
    for event in dataset.events.ids:
        asked = {"event": event, "reading": reading, "unit": "crates", "policy": Policy(**rules)}
        whole = dataset.estimate(**asked, at=None if at is None else day(at))
        steps = whole.history("knowledge")
        for number in range(DAYS + 2):
            by = date.fromisoformat(day(number))
            step = next(one for one in steps if (one.first or by) <= by <= (one.last or by))
            view = dataset.as_of(by)
            assert set(step.binding_low) | set(step.binding_high) <= {*dataset.as_of(step.first or by).claims}
            if whole.at is not None:
                single = view.estimate(**asked, phase=whole.question.phase, at=whole.at)
                assert step.quantity == single.quantity
                assert [one.id for one in step.binding_low] == [one.id for one in single.binding_low]
                assert [one.id for one in step.binding_high] == [one.id for one in single.binding_high]


@given(told_claims(), st.sampled_from(OLD_POLICIES))
def test_an_estimate_is_in_conflict_only_if_the_dataset_is(claims: list[axt.Claim], rules: dict[str, Any]) -> None:
    dataset, policy = recorded(claims), Policy(**rules)
    if policy.origins == 1 and any(
        row.is_in_conflict for at in range(DAYS + 1) for row in dataset.estimates(at=day(at), policy=policy)
    ):
        assert dataset.conflicts(policy=policy)


def test_rows_are_narrowed_by_kind_phase_and_unit() -> None:
    dataset = recorded(
        [
            claim("a", "kp-top", made=day(1), measure=measure(2, None)),
            claim("b", "kp-top", made=day(1), measure=measure(3, None, phase="sent")),
            claim("c", "kp-top", made=day(1), measure={"quantity": "2 tons", "phase": "sent"}),
        ]
    )
    assert [(row.phase.value, str(row.quantity)) for row in dataset.estimates() if row.event == "kp-top"] == [
        ("delivered", "at least 2 crates"),
        ("sent", "at least 3 crates"),
        ("sent", "2 tons"),
    ]
    assert {row.phase for row in dataset.estimates(phase="sent")} == {axt.Phase.SENT}
    assert {row.quantity.unit for row in dataset.estimates(unit="tons")} == {"tons"}
    assert len(dataset.estimates(kind="arms-transfer")) == len(dataset.estimates())
    assert len(dataset.estimates(kind="deployment")) == 0
    with pytest.raises(axt.UnknownNameError, match="arms-transfer"):
        dataset.estimates(kind="arms-transfers")
    with pytest.raises(axt.InvalidValueError, match="phase"):
        dataset.estimates(phase="send")


def test_what_was_told_by_a_day_makes_a_row_of_that_day() -> None:
    undated = claim("a", "kp-top", made=f"/{day(2)}", measure=measure(None, 3))
    rows = {row.event: row for row in recorded([undated]).estimates(reading="total", phase="delivered")}
    assert (rows["kp-top"].quantity.high, str(rows["kp-top"].at)) == (3, day(2))


def test_a_row_leads_to_its_estimate_and_to_a_record() -> None:
    dataset = recorded([claim("a", "kp-top", made=day(1), measure=measure(3, None))])
    rows = dataset.estimates(at=day(2))
    assert rows.estimate(rows[0]).binding_low[0].id == "a"
    (found,) = rows.records()
    expected = {
        "event": "kp-top",
        "kind": "arms-transfer",
        "phase": "delivered",
        "reading": "total",
        "low": 3,
        "high": None,
        "includes_low": True,
        "includes_high": True,
        "unit": "crates",
        "at": day(2),
        "is_in_conflict": False,
    }
    assert {key: found[key] for key in expected} == expected
    assert str(rows[:1]) == f"kp-top, delivered by {day(2)}: at least 3 crates"
    assert repr(rows) == "<Estimates: 1 rows>"


def test_a_conflict_with_what_is_neither_a_part_nor_the_whole_does_not_matter() -> None:
    def said(key: str, event: str, low: int | None, high: int | None, number: int) -> axt.Claim:
        return claim(key, event, made=day(1), claimants=[f"teller-{number}"], measure=measure(low, high))

    low, aside = said("low", "ministry-left", 9, None, 0), said("aside", "ministry-top", None, 5, 1)
    dataset = recorded([low, aside, said("agreeing", "kp-left", 9, None, 2)])
    rows = dataset.estimates(at=day(1), reading="total", phase="delivered")
    by_event = {row.event: row for row in rows}
    assert str(by_event["kp-left"].quantity) == "at least 9 crates"
    assert not by_event["kp-left"].is_in_conflict
    # Of the whole there are at least 9 in any case; only of the ministry's own deliveries it depends on who is right.
    assert not by_event["kp-top"].is_in_conflict
    assert by_event["ministry-top"].is_in_conflict
    check_rows(dataset, rows, Policy(), day(1), reading="total")
    # Against one upper bound it stands as well as that; that it also conflicts with another makes no difference.
    dataset = recorded([low, aside, said("limit", "kp-left", None, 5, 3)])
    rows = dataset.estimates(at=day(1), reading="total", phase="delivered")
    by_event = {row.event: row for row in rows}
    assert (by_event["kp-left"].quantity.low, by_event["kp-left"].quantity.high) == (None, None)
    check_rows(dataset, rows, Policy(), day(1), reading="total")


def test_an_uncertain_figure_that_its_own_event_contradicts_is_not_used_for_the_whole_either() -> None:
    none = claim("none", "kp-left", made=day(1), measure=measure(None, 0), claimants=["teller-0"])
    some = claim("some", "kp-left", made=day(1), measure=measure(0, None, strict_low=True), claimants=["teller-1"])
    dataset = recorded([none, marked_uncertain(some)])
    rows = dataset.estimates(reading="total", phase="delivered")
    check_rows(dataset, rows, Policy(), None, reading="total")
    (whole,) = (row for row in rows if row.event == "kp-top")
    assert whole.quantity.low is None
