"""Who acted for whom only for a time, against an oracle: crates by a state, its ministry and an envoy, on a few days.

A world gives every role, and every event, the days that it lasted; what the envoy gave counts for the state on the
days of his role. Where the notations leave these days open, the oracle tries all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations_with_replacement, product
from typing import NamedTuple

from figure_claims import Stretch
from hypothesis import given
from hypothesis import strategies as st
from possible_worlds import LotWorlds, Worlds, where
from small_instances import claim, day, figures

import axis_tracker as axt

# Three days in January that notations name, one of January before them and one after them, and one before and one after
# January. Each of the latter four is an example of its kind: all notations reach all days of the kind, or none.
BEFORE, EARLY, FIRST, SECOND, THIRD, LATE, AFTER = DAYS = (0, 1, 2, 3, 4, 5, 32)
JANUARY = (EARLY, LATE)
lots = LotWorlds((*(("envoy", on) for on in DAYS), ("ministry", SECOND), ("kp", FIRST), ("kp", AFTER)))


class Time(NamedTuple):
    """A time as it is written, and the stretches of days that it can have lasted."""

    notation: str | None
    stretches: tuple[Stretch, ...]


ALL_TIME = Time(None, ((BEFORE, AFTER),))
TIMES = (
    ALL_TIME,
    Time(day(FIRST), ((FIRST, FIRST),)),
    Time(day(THIRD), ((THIRD, THIRD),)),
    Time(f"{day(FIRST)}/{day(SECOND)}", ((FIRST, SECOND),)),
    Time(f"{day(FIRST)}/{day(THIRD)}", ((FIRST, THIRD),)),
    Time(f"{day(SECOND)}/..", ((SECOND, AFTER),)),
    Time(f"../{day(FIRST)}", ((BEFORE, FIRST),)),
    Time(f"{day(SECOND)}/", tuple((SECOND, last) for last in DAYS if last >= SECOND)),
    Time(f"/{day(SECOND)}", tuple((first, SECOND) for first in DAYS if first <= SECOND)),
)
# A role of a month lasted all of it, an event of a month some of it.
ROLE_TIMES = (*TIMES, Time("2024-01", (JANUARY,)))
EVENT_TIMES = (*TIMES, Time("2024-01", tuple(combinations_with_replacement(range(EARLY, LATE + 1), 2))))


class Role(NamedTuple):
    holder: str
    of: str
    during: Time


class Gift(NamedTuple):
    """An event: what somebody gave within a time."""

    id: str
    by: str
    when: Time


class Lasted(NamedTuple):
    """How long each role lasted, and each event, in some of the worlds."""

    roles: tuple[tuple[Role, Stretch], ...]
    gifts: dict[Gift, Stretch]

    def acted(self, one: str, whom: str, on: int) -> bool:
        """Whether somebody was somebody, or acted for him, on a day."""
        held = (role for role, (first, last) in self.roles if role.holder == one and first <= on <= last)
        return one == whom or any(self.acted(role.of, whom, on) for role in held)

    def counts(self, gift: Gift) -> frozenset[tuple[str, int]]:
        """The lots that an event counts."""
        first, last = self.gifts[gift]
        return frozenset((by, on) for by, on in lots.lots if first <= on <= last and self.acted(by, gift.by, on))


class Setting(NamedTuple):
    roles: tuple[Role, ...]
    gifts: tuple[Gift, ...]

    def lasted(self) -> Iterator[Lasted]:
        """All that the times can have been; one notation stands for one time wherever an event has it."""
        whens = sorted({gift.when for gift in self.gifts}, key=repr)
        for roles in product(*(role.during.stretches for role in self.roles)):
            for events in product(*(when.stretches for when in whens)):
                times = dict(zip(whens, events, strict=True))
                yield Lasted(
                    tuple(zip(self.roles, roles, strict=True)), {gift: times[gift.when] for gift in self.gifts}
                )

    def dataset(self, claims: list[Total]) -> axt.Dataset:
        held = {
            key: [axt.Role(of=one.of, during=one.during.notation) for one in self.roles if one.holder == key]
            for key in ("kp", "ru", "teller", "ministry", "envoy")
        }
        return axt.Dataset(
            [
                axt.Item(id="top", name="top"),
                *(axt.Actor(id=key, name=key.title(), kind="person", roles=roles) for key, roles in held.items()),
                *(
                    axt.ArmsTransfer(
                        id=one.id, name=one.id, supplier=one.by, recipient="ru", item="top", when=one.when.notation
                    )
                    for one in self.gifts
                ),
                *(
                    claim(f"c{at}", self.gift(one).id, made=day(one.on), measure=axt.Measure(one.quantity, "delivered"))
                    for at, one in enumerate(claims)
                ),
            ]
        )

    def gift(self, told: Total) -> Gift:
        """The event that a claim is about."""
        return self.gifts[told.event % len(self.gifts)]


class Total(NamedTuple):
    event: int
    quantity: axt.Quantity
    on: int


@st.composite
def _settings(draw: st.DrawFn) -> Setting:
    # The ministry acts for the state most often at all times, so that chains of roles hold now and then.
    ministry = Role("ministry", "kp", draw(st.just(ALL_TIME) | st.sampled_from(ROLE_TIMES)))
    envoy = st.builds(Role, st.just("envoy"), st.sampled_from(("kp", "ministry")), st.sampled_from(ROLE_TIMES))
    givers = st.sampled_from(("kp", "envoy", "envoy", "ministry", "kp"))
    times = st.just(ALL_TIME) | st.sampled_from(EVENT_TIMES)
    given_by = draw(st.lists(st.tuples(givers, times), min_size=1, max_size=3, unique=True))
    return Setting(
        (ministry, *draw(st.lists(envoy, max_size=2, unique=True))),
        tuple(Gift(f"e{number}", by, when) for number, (by, when) in enumerate(given_by)),
    )


settings = _settings()
totals = st.lists(
    st.builds(Total, st.integers(0, 2), figures(4).map(lambda one: one.quantity), st.sampled_from(DAYS)),
    min_size=1,
    max_size=3,
)


def hold_in(lasted: Lasted, setting: Setting, claims: list[Total]) -> Worlds:
    worlds = lots.all
    for one in claims:
        counted = lasted.counts(setting.gift(one))
        worlds &= where(
            lots.counted(lambda lot, counted=counted, on=one.on: lot in counted and lot[1] <= on), one.quantity
        )
    return worlds


def check(
    setting: Setting,
    claims: list[Total],
    estimate: axt.Estimate,
    at: int,
    asked: Callable[[Lasted], set[tuple[str, int]]],
) -> None:
    """No world in which the claims hold lies outside, and if there is one, nothing is in conflict."""
    for lasted in setting.lasted():
        worlds = hold_in(lasted, setting, claims)
        if worlds:
            assert estimate.conflicts == ()
        counted = asked(lasted)
        numbers = lots.counted(lambda lot, counted=counted: lot in counted and lot[1] <= at)
        assert worlds & ~where(numbers, estimate.quantity) == 0, estimate.explain()


@given(settings, totals, st.sampled_from(DAYS), st.integers(0, 2))
def test_what_an_event_counts_lies_in_its_estimate(setting: Setting, claims: list[Total], at: int, which: int) -> None:
    gift = setting.gifts[which % len(setting.gifts)]
    dataset = setting.dataset(claims)
    check(
        setting,
        claims,
        dataset.estimate(event=gift.id, at=day(at), unit="crates"),
        at,
        lambda lasted: set(lasted.counts(gift)),
    )


@given(settings, totals, st.sampled_from(DAYS), st.sampled_from(("kp", "ministry")))
def test_what_somebody_gave_as_far_as_the_events_tell_lies_in_his_estimate(
    setting: Setting, claims: list[Total], at: int, whose: str
) -> None:
    # An event tells of him if all that it can count is his, however long the roles lasted.
    certain = [
        gift
        for gift in setting.gifts
        if all(lasted.acted(by, whose, on) for lasted in setting.lasted() for by, on in lasted.counts(gift))
    ]
    estimate = setting.dataset(claims).estimate(supplier=whose, recipient="ru", item="top", at=day(at), unit="crates")
    check(
        setting,
        claims,
        estimate,
        at,
        lambda lasted: {lot for gift in certain for lot in lasted.counts(gift)},
    )
    of_others = {f"c{at}" for at, one in enumerate(claims) if setting.gift(one) not in certain}
    assert of_others.isdisjoint(one.id for one in estimate.binding_low), "possible membership gives no lower bound"


@given(settings, totals)
def test_claims_that_hold_together_for_some_time_of_roles_and_events_do_not_conflict(
    setting: Setting, claims: list[Total]
) -> None:
    if any(hold_in(lasted, setting, claims) for lasted in setting.lasted()):
        assert setting.dataset(claims).conflicts() == ()


@given(
    st.lists(st.sampled_from(ROLE_TIMES), max_size=2, unique=True),
    st.sampled_from(EVENT_TIMES),
    figures(4).map(lambda one: one.quantity),
)
def test_an_envoys_gift_counts_for_his_state_exactly_if_he_certainly_acted_for_it_all_the_while(
    terms: list[Time], when: Time, quantity: axt.Quantity
) -> None:
    setting = Setting(tuple(Role("envoy", "kp", during) for during in terms), (Gift("gift", "envoy", when),))
    certain = all(
        lasted.acted(by, "kp", on) for lasted in setting.lasted() for by, on in lasted.counts(setting.gifts[0])
    )
    estimate = setting.dataset([Total(0, quantity, AFTER)]).estimate(supplier="kp", at=day(AFTER), unit="crates")
    assert estimate.low == (quantity.low if certain else None)


def test_terms_that_leave_out_a_day_do_not_cover_it() -> None:
    first, third, to_second = TIMES[1], TIMES[2], TIMES[3]
    gift = Gift("gift", "envoy", TIMES[4])
    for terms, low in (((first, third), None), ((to_second, third), 1)):
        setting = Setting(tuple(Role("envoy", "kp", during) for during in terms), (gift,))
        claims = [Total(0, axt.Quantity(low=1, unit="crates"), AFTER)]
        assert setting.dataset(claims).estimate(supplier="kp", at=day(AFTER)).low == low
