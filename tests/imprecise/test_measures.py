"""A measure says how a quantity is to be read; each reading has what belongs to it, and no two readings mix."""

from __future__ import annotations

import copy
import pickle
from collections import UserDict
from collections.abc import Callable
from enum import Enum
from types import MappingProxyType
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Measure, Period, Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.testing import measures

ROUNDS = Quantity.more_than(10**6, "rounds")
SHARE = Quantity.at_least(50, "percent")


def test_every_field_takes_its_plain_form() -> None:
    m = Measure("over 1 million rounds", "delivered", "increment", since="2023-08")
    assert m.quantity == ROUNDS
    assert m.phase is Phase.DELIVERED
    assert m.reading is Reading.INCREMENT
    assert m.since == ImpreciseDate.of("2023-08")
    assert (m.per, m.share_of) == (None, None)
    assert Measure(ROUNDS, "used", "rate", per="day").per is Period.DAY


def test_every_field_takes_its_own_type() -> None:
    day = ImpreciseDate.of("2023-08")
    m = Measure(ROUNDS, Phase.SENT, Reading.TOTAL, since=day)
    assert m.quantity is ROUNDS
    assert m.since is day
    assert Measure(ROUNDS, Phase.USED, Reading.RATE, per=Period.MONTH).per is Period.MONTH


def test_a_measure_is_a_total_unless_it_is_said_otherwise() -> None:
    assert Measure(ROUNDS, Phase.SENT).reading is Reading.TOTAL


@pytest.mark.parametrize(
    ("fields", "path", "reason"),
    [
        ({"quantity": "lots", "phase": "sent"}, "quantity", "expected a number"),
        ({"quantity": {"low": 0.5}, "phase": "sent"}, "quantity.low", "exact"),
        ({"quantity": {"lo": 5}, "phase": "sent"}, "quantity.lo", "no such field"),
        ({"quantity": None, "phase": "sent"}, "quantity", "expected a Quantity"),
        ({"quantity": 5, "phase": "shipped"}, "phase", "not a phase"),
        ({"quantity": 5, "phase": "SENT"}, "phase", "not a phase"),
        ({"quantity": 5, "phase": ["sent"]}, "phase", "not a phase"),
        ({"quantity": 5, "phase": Reading.TOTAL}, "phase", "not a phase"),
        ({"quantity": 5, "phase": "sent", "reading": "sum"}, "reading", "not a reading"),
        ({"quantity": 5, "phase": "sent", "since": "2023-13"}, "since", "2023-13"),
        ({"quantity": 5, "phase": "sent", "since": 2023}, "since", "2023"),
        ({"quantity": 5, "phase": "used", "reading": "rate", "per": "hour"}, "per", "not a period"),
        ({"quantity": 5, "phase": "used", "reading": "rate"}, "per", "must have a period"),
        ({"quantity": 5, "phase": "used", "per": "day"}, "per", "only a rate"),
        ({"quantity": 5, "phase": "used", "reading": "level", "per": "day"}, "per", "only a rate"),
        ({"quantity": SHARE, "phase": "used", "reading": "share"}, "share_of", "must name its whole"),
        ({"quantity": SHARE, "phase": "used", "share_of": "imports"}, "share_of", "only a share"),
        ({"quantity": SHARE, "phase": "used", "reading": "share", "share_of": " "}, "share_of", "one line"),
        ({"quantity": SHARE, "phase": "used", "reading": "share", "share_of": 5}, "share_of", "one line"),
        ({"quantity": SHARE, "phase": "used", "reading": "share", "share_of": "arms "}, "share_of", "white space"),
        ({"quantity": SHARE, "phase": "used", "reading": "share", "share_of": "cafe\u0301s"}, "share_of", "form C"),
        ({"quantity": ROUNDS, "phase": "used", "reading": "share", "share_of": "arms"}, "quantity.unit", "'percent'"),
        ({"quantity": 5, "phase": "used", "reading": "level", "since": "2023"}, "since", "is level"),
        ({"quantity": 5, "phase": "used", "reading": "rate", "per": "day", "since": "2023"}, "since", "is rate"),
        ({"quantity": SHARE, "phase": "used", "reading": "fixed", "since": "2023"}, "since", "is fixed"),
        ({"phase": "sent"}, "quantity", "is required but missing"),
        ({"quantity": 5, "phase": "sent", "from": "2023"}, "from", "no such field"),
        ([5, "sent"], "", "record"),
        ("5 trains sent", "", "record"),
    ],
)  # fmt: skip
def test_what_breaks_the_rules_is_refused_with_its_field(fields: Any, path: str, reason: str) -> None:
    with pytest.raises(InvalidValueError, match=reason) as refused:
        Measure.of(fields)
    assert refused.value.path == path


@pytest.mark.parametrize(
    "record", [{"quantity": 5}, {"quantity": 5, "phase": None}, {"quantity": 5, "phase": "counted"}]
)
def test_a_number_without_a_phase_counts_things_as_such(record: Any) -> None:
    assert Measure.of(record).phase is Phase.COUNTED


def test_an_unknown_phase_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InvalidValueError, match="'ordered', 'planned', 'sent', 'delivered', 'used', 'lost'"):
        Measure(ROUNDS, "shipped")


def test_an_error_of_the_programmer_is_not_mistaken_for_one_of_the_record() -> None:
    with pytest.raises(TypeError):
        Measure.of({"quantity": 5, "phase": "sent", "reading": Unhashable()})


class Unhashable(str):
    """A text that breaks when it is looked up."""

    __slots__ = ()
    __hash__ = None  # type: ignore[assignment]


@pytest.mark.parametrize("wrap", [dict, MappingProxyType, UserDict])
def test_of_takes_records(wrap: Callable[[object], Any]) -> None:
    record = {"quantity": {"low": 3, "unit": "trains"}, "phase": "sent", "since": "2023-08"}
    assert Measure.of(wrap(record)) == Measure("at least 3 trains", Phase.SENT, since="2023-08")


@given(measures())
def test_of_gives_a_measure_back_itself(m: Measure) -> None:
    assert Measure.of(m) is m


@given(measures())
def test_measures_survive_copying_pickling_and_their_repr(m: Measure) -> None:
    for twin in (copy.copy(m), copy.deepcopy(m), pickle.loads(pickle.dumps(m)), attrs.evolve(m)):
        assert twin == m
        assert hash(twin) == hash(m)


@pytest.mark.parametrize("name", ["quantity", "phase", "reading", "since", "per", "share_of", "new"])
def test_a_measure_cannot_be_changed(name: str) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(Measure(ROUNDS, "sent"), name, None)


BASE = Measure(SHARE, "delivered", since="2023-08")


@pytest.mark.parametrize(
    ("other", "comparable"),
    [
        (Measure(Quantity.exactly(3, "percent"), "delivered", since="2023-08"), True),
        (Measure(SHARE, "delivered"), True),
        (Measure(SHARE, "ordered", since="2023-08"), False),
        (Measure(SHARE, "delivered", "increment", since="2023-08"), False),
        (Measure(SHARE, "delivered", "level"), False),
        (Measure(SHARE, "delivered", "rate", per="day"), False),
        (Measure(SHARE, "delivered", "share", share_of="imports"), False),
        (Measure(Quantity.at_least(50, "rounds"), "delivered", since="2023-08"), False),
    ],
)
def test_only_what_is_read_alike_is_comparable(other: Measure, *, comparable: bool) -> None:
    assert BASE.comparable(other) is comparable
    assert other.comparable(BASE) is comparable
    assert other != BASE


def test_rates_of_different_periods_and_shares_of_different_wholes_are_not_comparable() -> None:
    daily, weekly = (Measure(ROUNDS, "used", "rate", per=per) for per in ("day", "week"))
    assert not daily.comparable(weekly)
    imports, stocks = (Measure(SHARE, "used", "share", share_of=whole) for whole in ("imports", "stocks"))
    assert not imports.comparable(stocks)


@given(measures(), measures())
def test_comparable_is_the_same_either_way_and_holds_of_itself(m: Measure, n: Measure) -> None:
    assert m.comparable(n) is n.comparable(m)
    assert m.comparable(m)


def test_a_measure_is_not_its_quantity() -> None:
    assert Measure(ROUNDS, "sent") != ROUNDS


@pytest.mark.parametrize(
    ("measure", "words", "code"),
    [
        (
            Measure("3 or more", "delivered", since="2023-08"),
            "3 or more delivered in total since 2023-08",
            "Measure(Quantity(low=3, wording='3 or more'), Phase.DELIVERED, since=ImpreciseDate('2023-08'))",
        ),
        (
            Measure(Quantity.exactly(3, "trains"), "sent", "increment"),
            "3 trains newly sent",
            "Measure(Quantity(low=3, high=3, unit='trains'), Phase.SENT, Reading.INCREMENT)",
        ),
        (
            Measure(Quantity.exactly(3, "trains"), "planned", "level"),
            "3 trains planned (number at one time)",
            "Measure(Quantity(low=3, high=3, unit='trains'), Phase.PLANNED, Reading.LEVEL)",
        ),
        (
            Measure(Quantity.exactly(3, "trains"), "lost", "rate", per="week"),
            "3 trains lost per week",
            "Measure(Quantity(low=3, high=3, unit='trains'), Phase.LOST, Reading.RATE, per=Period.WEEK)",
        ),
        (
            Measure("some 300 killed", "lost"),
            "some 300 killed in total",
            "Measure(Quantity(low=270, high=330, unit='killed', wording='some 300'), Phase.LOST)",
        ),
        (
            Measure(Quantity.exactly(3, "soldiers wounded"), "lost", "increment"),
            "3 soldiers wounded in addition",
            "Measure(Quantity(low=3, high=3, unit='soldiers wounded'), Phase.LOST, Reading.INCREMENT)",
        ),
        (
            Measure(Quantity.exactly(50, "percent"), "used", "share", share_of="the shells"),
            "50 percent of the shells used",
            "Measure(Quantity(low=50, high=50, unit='percent'), Phase.USED, Reading.SHARE, share_of='the shells')",
        ),
    ],
)
def test_how_measures_are_written(measure: Measure, words: str, code: str) -> None:
    assert str(measure) == words
    assert repr(measure) == code


@given(st.sampled_from([Phase, Reading, Period]))
def test_the_values_are_the_lower_case_names(vocabulary: type[Enum]) -> None:
    assert [member.value for member in vocabulary] == [member.name.lower() for member in vocabulary]
