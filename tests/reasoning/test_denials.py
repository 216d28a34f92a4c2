"""A denial covers what had happened by its day. The oracle walks through all days on which things can have happened."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_instances import claim, days, frame

import axis_tracker as axt
from axis_tracker.imprecise.truth import Truth
from axis_tracker.reasoning.denials import coverage, denial_covers

DAYS = range(1, 6)


def dataset(*claims: axt.Claim, when: str | None = None) -> axt.Dataset:
    records = [
        axt.ArmsTransfer(id="kp-top", name="top", supplier="kp", recipient="ru", item="top", when=when)
        if one.id == "kp-top"
        else one
        for one in frame()
    ]
    return axt.Dataset([*records, *claims])


def asserted(**fields) -> axt.Claim:
    return claim("a", fields.pop("event", "kp-top"), **{"made": "2024-06", **fields})


def denied(**fields) -> axt.Claim:
    return claim("d", fields.pop("event", "kp-top"), **{"made": "2024-05-01", "stance": "denies", **fields})


FIGURE = {"quantity": "100 crates", "phase": "delivered"}


@pytest.mark.parametrize(
    ("assertion", "denial", "event_when", "expected"),
    [
        ({"when": "2024-03"}, {}, None, Truth.YES),
        ({"when": "2024-05-02"}, {}, None, Truth.NO),
        ({"when": "2024"}, {}, None, Truth.POSSIBLY),
        ({}, {}, None, Truth.POSSIBLY),
        ({"made": "2024-04"}, {}, None, Truth.YES),
        ({"made": "2024-04", "when": "2024-05-02"}, {}, None, Truth.NO),
        ({}, {}, "2024-02", Truth.YES),
        ({}, {}, "2024-06", Truth.NO),
        ({}, {}, "2024-02/..", Truth.POSSIBLY),
        ({"when": "2024-02"}, {}, "2024-06", Truth.YES),
        ({"when": "2024-02/.."}, {}, None, Truth.YES),
        ({"when": "2024-02/2024-06"}, {}, None, Truth.YES),
        ({"when": "2024-02/2024-06", "measure": FIGURE}, {}, None, Truth.POSSIBLY),
        ({"when": "/2024-06", "measure": FIGURE}, {}, None, Truth.NO),
        ({"when": "/2024-04", "measure": FIGURE}, {}, None, Truth.YES),
        ({}, {"answers": ["a"]}, None, Truth.YES),
        ({"when": "2024-09"}, {"answers": ["a"]}, None, Truth.YES),
        ({"when": "2024-03", "event": "kp-left"}, {}, None, Truth.YES),
        ({"when": "2024-03"}, {"event": "kp-left"}, None, Truth.NO),
        ({"when": "2024-03", "event": "ministry-left"}, {}, None, Truth.YES),
        ({"when": "2024-03", "modality": "planned"}, {}, None, Truth.NO),
        ({"made": "2024-04", "modality": "planned"}, {"modality": "planned"}, None, Truth.YES),
        ({"made": "2024-06", "modality": "planned"}, {"modality": "planned"}, None, Truth.NO),
        ({"when": "2024-03", "measure": FIGURE}, {}, None, Truth.YES),
        ({"when": "2024-03"}, {"measure": FIGURE}, None, Truth.NO),
        ({"when": "2024-03", "measure": FIGURE}, {"measure": FIGURE}, None, Truth.YES),
        (
            {"when": "2024-03", "measure": FIGURE | {"quantity": "at least 90 crates"}},
            {"measure": FIGURE},
            None,
            Truth.POSSIBLY,
        ),
        ({"when": "2024-03", "measure": FIGURE | {"quantity": "90 crates"}}, {"measure": FIGURE}, None, Truth.NO),
        ({"when": "2024-03", "measure": FIGURE | {"quantity": "0 crates"}}, {}, None, Truth.NO),
        ({"when": "2024-01"}, {"when": "2024-03"}, None, Truth.NO),
    ],
)
def test_what_a_denial_covers(assertion: dict, denial: dict, event_when: str | None, expected: Truth) -> None:
    a, d = asserted(**assertion), denied(**denial)
    assert denial_covers(dataset(a, d, when=event_when), d, a) is expected


def test_it_does_not_matter_when_others_report_the_denial() -> None:
    denial = denied(origin="never", made="2022")
    again = claim("again", "kp-top", origin="never", made="2020/2025", stance="denies", relays=["somebody"])
    a = asserted(when="2024-03")
    assert denial_covers(dataset(a, denial, again), again, a) is Truth.NO


def test_what_replaces_a_denied_claim_is_denied_too_unless_it_happened_later() -> None:
    a, d = asserted(made="2024-04"), denied(answers=["a"])
    for when, expected in ((None, Truth.YES), ("2024-09", Truth.NO)):
        revised = claim("r", "kp-top", made="2024-09-30", revises="a", when=when)
        assert denial_covers(dataset(a, d, revised), d, revised) is expected


def test_a_denial_covers_the_declared_parts_of_its_event() -> None:
    whole = axt.ArmsTransfer(id="whole", name="w", supplier="kp", recipient="ru", item="left", parts=["part"])
    part = axt.ArmsTransfer(id="part", name="p", supplier="kp", recipient="ru", item="right", parts=["piece"])
    piece = axt.ArmsTransfer(id="piece", name="q", supplier="kp", recipient="ru", item="top")
    a, d = asserted(event="piece", when="2024-03"), denied(event="whole")
    assert denial_covers(axt.Dataset([*frame(), whole, part, piece, a, d]), d, a) is Truth.YES


def test_a_later_matter_was_denied_earlier_and_another_matter_was_not() -> None:
    d = denied()
    for fields, expected in (
        ({"when": "2024-09"}, True),
        ({"when": "2024-03"}, False),
        ({"modality": "planned"}, False),
    ):
        a = asserted(**fields)
        assert coverage(dataset(a, d), d, a).is_earlier is expected


some = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(lambda two: (min(two), max(two)))


@given(st.none() | some, st.none() | some, some, some, st.booleans())
def test_what_had_happened_by_the_day_of_the_denial(
    when: tuple[int, int] | None,
    event_when: tuple[int, int] | None,
    said: tuple[int, int],
    denied_on: tuple[int, int],
    is_total: bool,  # noqa: FBT001 (drawn)
) -> None:
    """The first two arguments are periods from a first to a last day; the next two are one day of several."""
    a = asserted(
        made=days(*said),
        when=None if when is None else days(*when),
        measure={"quantity": "100 crates", "phase": "delivered", "reading": "increment"} if is_total else None,
    )
    d = denied(made=days(*denied_on))
    # In each world it began on a day, had happened by a day, and was reported and denied on days. Whatever goes on after
    # it was reported is not what was reported.
    if when is not None:
        periods = [when if is_total else (when[0], when[0])]
    elif event_when is not None:
        periods = [event_when]
    else:
        periods = [(begun, done) for begun, done in product(range(8), repeat=2) if begun <= done]
    worlds = [
        (begun, min(done, said_day), denial_day)
        for begun, done in periods
        for said_day in range(said[0], said[1] + 1)
        for denial_day in range(denied_on[0], denied_on[1] + 1)
        if begun <= said_day
    ]
    if not worlds:  # whoever reports it before it began is wrong about one of the days, so that only `when` counts
        worlds = [(*period, one) for period in periods for one in range(denied_on[0], denied_on[1] + 1)]
    expected = Truth.of(
        certain=all(done <= denial_day for _, done, denial_day in worlds),
        possible=any(begun <= denial_day for begun, _, denial_day in worlds),
    )
    ds = dataset(a, d, when=None if event_when is None else days(*event_when))
    assert denial_covers(ds, d, a) is expected
