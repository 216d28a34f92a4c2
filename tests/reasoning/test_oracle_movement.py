"""What moves on, against an oracle: troops who come to a country and, on that day or later, to a place within it.

Who reaches the place had been in the country, perhaps for long: so what newly comes to the place is neither added to
what had been in the country, nor taken from it. The same holds for crates that a state hands on to its army.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from figure_claims import CERTAIN, FigureClaim, check, figure_claims, hold_together, on, record
from hypothesis import assume, given
from hypothesis import strategies as st
from possible_worlds import LotWorlds, Numbers
from small_instances import day, frame, measure

import axis_tracker as axt

DAYS = 3
NEVER = DAYS + 1
WIDE, NARROW = "wide", "narrow"


class Unit(NamedTuple):
    wide: int
    """The day on which it came to the wider place."""
    narrow: int
    """The day on which it came to the place within."""


lots = LotWorlds([Unit(came, moved) for came in range(1, DAYS + 1) for moved in range(came, NEVER + 1)])


def came(event: str, phase: str, first: int, last: int) -> Numbers:
    """How many came, or were sent, to a place from one day to another."""
    return lots.counted(lambda unit: first <= getattr(unit, event) <= last)


class Setting(NamedTuple):
    name: str
    records: tuple[Any, ...]
    asked: dict[str, dict[str, str]]


def places() -> Setting:
    """A place is within another."""
    to = {WIDE: "russia", NARROW: "kursk"}
    events = [axt.Deployment(id=key, name=key, of="kp", to=place, item="top") for key, place in to.items()]
    around = (axt.Place(id="russia", name="Russia (place)"), axt.Place(id="kursk", name="Kursk", within="russia"))
    asked = {key: {"of": "kp", "to": place, "item": "top"} for key, place in to.items()}
    return Setting("places", (*frame(suppliers=(), items=("top",)), *around, *events), asked)


def recipients() -> Setting:
    """An army acts for its state."""
    to = {WIDE: "ru", NARROW: "army"}
    events = [
        axt.ArmsTransfer(id=key, name=key, supplier="kp", recipient=recipient, item="top")
        for key, recipient in to.items()
    ]
    army = axt.Actor(id="army", name="The army", kind="body", roles=[axt.Role(of="ru")])
    asked = {key: {"supplier": "kp", "recipient": recipient, "item": "top"} for key, recipient in to.items()}
    return Setting("recipients", (*frame(suppliers=(), items=("top",)), army, *events), asked)


SETTINGS = (places(), recipients())
each_setting = pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.name)


def asked(setting: Setting, event: str, by: str) -> dict[str, Any]:
    about: dict[str, Any] = setting.asked[event] if by == "fields" else {"event": event}
    return {**about, "phase": "delivered", "unit": "crates", "reading": "total"}


def recorded(setting: Setting, claims: list[FigureClaim]) -> axt.Dataset:
    return axt.Dataset([*setting.records, *map(record, claims)])


events = st.sampled_from((WIDE, WIDE, NARROW))
some_days = st.sampled_from((1, 2, DAYS, DAYS))
ways = st.sampled_from(("fields", "event"))


def figure(key: str, event: str, number: int, day_of: int, reading: str) -> FigureClaim:
    quantity = measure(number, number).quantity
    return FigureClaim(key, event, quantity, "delivered", reading, (day_of, day_of), on(day_of), None)


@st.composite
def plain_claims(draw: st.DrawFn) -> list[FigureClaim]:
    """Plain numbers of certain days, most of which leave a world."""
    totals = draw(st.lists(st.tuples(events, st.integers(1, 3), st.integers(1, DAYS)), min_size=1, max_size=2))
    more = draw(st.lists(st.tuples(events, st.integers(1, 2), st.integers(1, DAYS)), min_size=1, max_size=2))
    said = [(*one, "total") for one in totals] + [(*one, "increment") for one in more]
    return [figure(f"c{number}", *one) for number, one in enumerate(said)]


some_claims = (
    plain_claims() | plain_claims() | figure_claims((WIDE, NARROW), DAYS, readings=("total", "increment"), most=4)
)


@each_setting
@given(claims=some_claims, event=events, by=ways, at=some_days)
def test_every_world_in_which_the_claims_hold_lies_in_the_estimate(
    setting: Setting, claims: list[FigureClaim], event: str, by: str, at: int
) -> None:
    dataset = recorded(setting, claims)
    estimate = dataset.estimate(**asked(setting, event, by), at=day(at))
    check(claims, came, lots.all, estimate, came(event, "delivered", 1, at), dataset.conflicts())


@each_setting
@given(claims=some_claims, event=events, by=ways, since=st.integers(1, DAYS), at=some_days)
def test_what_came_since_a_day_lies_in_the_estimate_since_that_day(
    setting: Setting, claims: list[FigureClaim], event: str, by: str, since: int, at: int
) -> None:
    dataset = recorded(setting, claims)
    estimate = dataset.estimate(**asked(setting, event, by), since=day(since), at=day(at))
    check(claims, came, lots.all, estimate, came(event, "delivered", since, at), dataset.conflicts())


@each_setting
@given(claims=figure_claims((NARROW,), DAYS, times=CERTAIN, most=2), number=st.integers(0, 3))
def test_who_comes_to_the_country_is_added_to_those_who_were_at_the_place(
    setting: Setting, claims: list[FigureClaim], number: int
) -> None:
    assume(hold_together(claims, came, lots.all))
    before = [one for one in claims if one.ended[1] < DAYS]
    quantity = measure(number, number).quantity
    later = FigureClaim("c9", WIDE, quantity, "delivered", "increment", (DAYS, DAYS), on(DAYS), None)
    question = asked(setting, WIDE, "event")
    had_come = recorded(setting, before).estimate(**question, at=day(DAYS)).low or 0
    assert recorded(setting, [*before, later]).estimate(**question, at=day(DAYS)).low == had_come + number


@each_setting
def test_ten_in_the_country_of_whom_three_reach_the_place_later_are_ten(setting: Setting) -> None:
    claims = [figure("c0", WIDE, 10, 1, "total"), figure("c1", NARROW, 3, 2, "increment")]
    dataset = recorded(setting, claims)
    assert dataset.estimate(**asked(setting, WIDE, "event"), at=day(2)).low == 10
    assert dataset.estimate(**asked(setting, NARROW, "event"), at=day(2)).low == 3


@each_setting
def test_three_at_the_place_and_two_who_come_to_the_country_later_are_five_in_the_country(setting: Setting) -> None:
    claims = [figure("c0", NARROW, 3, 1, "total"), figure("c1", WIDE, 2, 2, "increment")]
    dataset = recorded(setting, claims)
    assert dataset.estimate(**asked(setting, WIDE, "event"), at=day(2)).low == 5
    assert dataset.estimate(**asked(setting, NARROW, "event"), at=day(2)).low == 3


@each_setting
def test_who_reaches_the_place_since_a_day_may_have_come_to_the_country_before_it(setting: Setting) -> None:
    quantity = measure(3, 3).quantity
    came_since = FigureClaim("c0", NARROW, quantity, "delivered", "total", (2, 2), None, (2, 2))
    came_then = figure("c0", NARROW, 3, 2, "increment")
    for claim in (came_since, came_then):
        dataset = recorded(setting, [claim])
        question = asked(setting, WIDE, "event")
        assert dataset.estimate(**question, since=day(2), at=day(2)).low is None
        assert dataset.estimate(**question, at=day(2)).low == 3


@each_setting
def test_who_reaches_the_place_later_may_have_been_in_the_country_before(setting: Setting) -> None:
    # Of ten in the country on the second day three reached the place then: all ten may have come on the first.
    claims = [figure("c0", WIDE, 10, 2, "total"), figure("c1", NARROW, 3, 2, "increment")]
    assert recorded(setting, claims).estimate(**asked(setting, WIDE, "event"), at=day(1)).high == 10
