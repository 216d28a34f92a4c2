"""All estimates at once say what estimates say one by one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_instances import DOCUMENT, claim, day, days, event_id, figures, frame, measure, some_days

import axis_tracker as axt
from axis_tracker import Policy

DAYS = 4
EVENTS = [event_id(supplier, item) for supplier in ("kp", "ministry") for item in ("top", "left", "right")]
POLICIES = [
    Policy(),
    Policy(origins=2),
    Policy(phases="delivered-was-sent"),
    Policy(rates="integrated", unnamed="set-aside"),
]
PRESIDENT = axt.Actor(
    id="president", name="President", kind="person", roles=[axt.Role(of="kp", during=f"{day(2)}/{day(3)}")]
)
"""Acts for the state on some of the days only."""


@st.composite
def told_claims(draw: st.DrawFn) -> list[axt.Claim]:
    told: list[axt.Claim] = []
    # Claims on few events, most of them totals of what was delivered: only these often conflict.
    events = draw(st.lists(st.sampled_from([*EVENTS, "visit", "president-left"]), min_size=1, max_size=3, unique=True))
    others = draw(st.sampled_from((("total",), ("total",), ("total", "increment"), ("total", "level", "rate"))))
    phases = draw(st.sampled_from((("delivered",), ("delivered",), ("delivered", "sent"))))
    for number in range(draw(st.integers(1, 7))):
        reading = draw(st.sampled_from(others))
        when = draw(st.none() | some_days(DAYS))
        since = draw(st.none() | some_days(DAYS)) if reading == "total" and when is None else None
        figure = draw(
            figures(
                6,
                reading=reading,
                phase=draw(st.sampled_from(phases)),
                per="day" if reading == "rate" else None,
                since=None if since is None else days(*since),
            )
        )
        revised = draw(st.sampled_from([*told, *[None] * 9]))
        made = draw(some_days(DAYS))
        told.append(
            claim(
                f"c{number}",
                draw(st.sampled_from(events)) if revised is None else revised.event,
                made=days(*made),
                when=None if when is None else days(*when),
                measure=figure,
                claimants=["somebody"] if draw(st.integers(0, 5)) == 0 and revised is None else ["teller"],
                origin=draw(st.sampled_from((None, None, None, "briefing", "speech"))),
                evidence=[f"{draw(st.sampled_from(('one', 'other')))}#char=0,9;sha256={'0' * 16}"],
                revises=None if revised is None or "somebody" in revised.claimants else revised.id,
            )
        )
    return told


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


def one_by_one(dataset: axt.Dataset, rows: axt.Estimates, **asked: Any) -> list[tuple[Any, ...]]:
    found = []
    for row in rows:
        estimate = dataset.estimate(event=row.event, phase=row.phase, unit=row.quantity.unit, **asked)
        found.append((row.event, row.phase, estimate.quantity, estimate.at, bool(estimate.conflicts)))
    return found


@given(
    told_claims(), st.none() | st.integers(0, DAYS + 1), st.sampled_from(POLICIES), st.sampled_from(("total", "level"))
)
def test_every_row_is_the_estimate_for_its_event(
    claims: list[axt.Claim], at: int | None, policy: Policy, reading: str
) -> None:
    dataset = recorded(claims)
    asked = {"at": None if at is None else day(at), "policy": policy, "reading": reading}
    rows = dataset.estimates(**asked)
    assert [tuple(row) for row in rows] == one_by_one(dataset, rows, **asked)
    named = {(row.event, row.phase) for row in rows}
    for event in dataset.events.ids:
        for phase in ("delivered", "sent"):
            if (event, axt.Phase(phase)) not in named:
                estimate = dataset.estimate(event=event, phase=phase, unit="crates", **asked)
                assert (estimate.low, estimate.high, estimate.conflicts) == (None, None, ())


@given(told_claims(), st.integers(0, DAYS))
def test_a_view_has_the_estimates_of_what_had_been_said(claims: list[axt.Claim], by: int) -> None:
    view = recorded(claims).as_of(day(by))
    assert list(view.estimates()) == list(axt.Dataset(view.records).estimates())


@given(told_claims(), st.sampled_from(POLICIES))
def test_an_estimate_is_in_conflict_only_if_the_dataset_is(claims: list[axt.Claim], policy: Policy) -> None:
    dataset = recorded(claims)
    if policy.origins == 1 and any(
        row.is_in_conflict for at in range(DAYS + 1) for row in dataset.estimates(at=day(at), policy=policy)
    ):
        assert dataset.conflicts(policy=policy)


def test_rows_are_narrowed_by_kind_phase_and_unit() -> None:
    dataset = recorded(
        [
            claim("a", "kp-top", made=day(1), measure=measure(3, None)),
            claim("b", "kp-top", made=day(1), measure=measure(2, None, phase="sent")),
            claim("c", "kp-top", made=day(1), measure={"quantity": "2 tons", "phase": "sent"}),
        ]
    )
    assert [(row.phase.value, str(row.quantity)) for row in dataset.estimates() if row.event == "kp-top"] == [
        ("delivered", "at least 3 crates"),
        ("sent", "at least 2 crates"),
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


def test_what_holds_on_no_known_day_makes_no_row() -> None:
    undated = claim("a", "kp-top", made=f"/{day(2)}", measure=measure(None, 3))
    assert list(recorded([undated]).estimates()) == []


def test_a_row_leads_to_its_estimate_and_to_a_record() -> None:
    dataset = recorded([claim("a", "kp-top", made=day(1), measure=measure(3, None))])
    rows = dataset.estimates(at=day(2))
    assert rows.estimate(rows[0]).binding_low[0].id == "a"
    assert rows.records() == [
        {
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
    ]
    assert str(rows[:1]) == f"kp-top, delivered by {day(2)}: at least 3 crates"
    assert repr(rows) == "<Estimates: 1 rows>"


def test_a_quarrel_with_what_is_neither_a_part_nor_the_whole_does_not_matter() -> None:
    low = claim("low", "ministry-left", made=day(1), measure=measure(9, None))
    aside = claim("aside", "ministry-top", made=day(1), measure=measure(None, 5))
    agreeing = claim("agreeing", "kp-left", made=day(1), measure=measure(9, None))
    dataset = recorded([low, aside, agreeing])
    rows = {row.event: row for row in dataset.estimates(at=day(1))}
    assert str(rows["kp-left"].quantity) == "at least 9 crates"
    assert not rows["kp-left"].is_in_conflict
    assert rows["kp-top"].is_in_conflict
    assert [tuple(row) for row in rows.values()] == one_by_one(dataset, dataset.estimates(), at=day(1))
    # Against one upper bound it stands as well as that; that it is also at odds with another is beside the matter.
    limit = claim("limit", "kp-left", made=day(1), measure=measure(None, 5))
    dataset = recorded([low, aside, limit])
    rows = {row.event: row for row in dataset.estimates(at=day(1))}
    assert (rows["kp-left"].quantity.low, rows["kp-left"].quantity.high) == (None, None)
    assert [tuple(row) for row in rows.values()] == one_by_one(dataset, dataset.estimates(), at=day(1))
