"""A quantity is an exact interval with a unit; what is computed from quantities holds for every number they allow."""

from __future__ import annotations

import copy
import itertools
import operator
import pickle
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from types import MappingProxyType
from typing import Any, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from quantity_strategies import members, small_numbers

from axis_tracker.errors import InvalidValueError, UnitMismatchError
from axis_tracker.imprecise.exact_numbers import Number, normalized_number, parse_number
from axis_tracker.imprecise.quantities import Quantity, QuantityRecord
from axis_tracker.imprecise.truth import Truth
from axis_tracker.imprecise.units import NOT_IN_UNITS, UNITS, Unit, checked_unit, singular_unit, stored_unit
from axis_tracker.testing import numbers, quantities

in_trains = quantities(ends=small_numbers, unit="trains")


def allows(quantity: Quantity, number: int | Decimal) -> bool:
    """Membership, said once more: the yardstick for the algebra."""
    above = quantity.low is None or number > quantity.low or (quantity.includes_low and number == quantity.low)
    below = quantity.high is None or number < quantity.high or (quantity.includes_high and number == quantity.high)
    return above and below


# What a quantity is


def test_the_ends_are_kept_as_given() -> None:
    q = Quantity(low=3, high=7, unit="containers", includes_high=False, wording="at least 3 and fewer than 7")
    assert (q.low, q.high, q.includes_low, q.includes_high) == (3, 7, True, False)
    assert (q.unit, q.wording) == ("containers", "at least 3 and fewer than 7")
    assert q.ends == (3, 7, True, False)


@pytest.mark.parametrize(
    ("given_number", "stored"),
    [
        (Decimal("2.50"), Decimal("2.5")),
        (Decimal("1E+3"), 1000),
        (Decimal("5.0"), 5),
        (Decimal("-0.0"), 0),
        (Decimal("0E+999999"), 0),
        (Decimal("1E-30"), Decimal("1E-30")),
        (10**30 - 1, 10**30 - 1),
        (1 - 10**30, 1 - 10**30),
    ],
)
def test_a_whole_number_is_stored_as_an_int_and_any_other_without_trailing_zeros(
    given_number: Number, stored: object
) -> None:
    for q in (Quantity(low=given_number), Quantity(high=given_number), Quantity.exactly(given_number)):
        end = q.high if q.low is None else q.low
        assert end == stored
        assert type(end) is type(stored)
        assert str(end) == str(stored)


class Sized(int):
    """A subclass of int, such as other libraries have."""


def test_a_subclass_of_int_is_stored_as_an_int() -> None:
    assert type(Quantity(low=Sized(5)).low) is int


@pytest.mark.parametrize(
    ("fields", "path", "reason"),
    [
        ({"low": 1.5}, "low", "exact"),
        ({"high": 1.5}, "high", "exact"),
        ({"low": True}, "low", "exact"),
        ({"high": "5"}, "high", "exact"),
        ({"low": 2 + 0j}, "low", "exact"),
        ({"low": Decimal("NaN")}, "low", "finite"),
        ({"low": Decimal("sNaN")}, "low", "finite"),
        ({"high": Decimal("Infinity")}, "high", "finite"),
        ({"low": 10**30}, "low", "30 digits"),
        ({"high": -(10**30)}, "high", "30 digits"),
        ({"low": Decimal("1E+999999999")}, "low", "30 digits"),
        ({"low": Decimal("1E-31")}, "low", "30 digits"),
        ({"low": 5, "high": 4}, "low", "above the high end"),
        ({"low": Decimal("4.1"), "high": 4}, "low", "above the high end"),
        ({"low": 5, "high": 5, "includes_low": False}, "low", "excluded"),
        ({"low": 5, "high": 5, "includes_high": False}, "low", "excluded"),
        ({"low": 5, "includes_low": 1}, "includes_low", "True or False"),
        ({"includes_low": 0}, "includes_low", "True or False"),
        ({"high": 5, "includes_high": None}, "includes_high", "True or False"),
        ({"unit": None}, "unit", "string"),
        ({"unit": ["rounds"]}, "unit", "string"),
        ({"wording": ""}, "wording", "text"),
        ({"wording": " \t"}, "wording", "text"),
        ({"wording": 5}, "wording", "text"),
    ],
)
def test_what_is_no_interval_is_refused_with_its_field(fields: dict[str, Any], path: str, reason: str) -> None:
    with pytest.raises(InvalidValueError, match=reason) as refused:
        Quantity(**fields)
    assert refused.value.path == path


def test_a_float_is_refused_with_the_decimal_to_write_instead() -> None:
    with pytest.raises(InvalidValueError) as refused:
        Quantity(low=cast("int", 0.1))
    assert refused.value.suggestion == 'write Decimal("0.1"), or "0.1" in a record'


@pytest.mark.parametrize(
    "unit",
    [
        " rounds",
        "rounds ",
        "artillery  rounds",
        "rounds,",
        "rounds.",
        "short-",
        "122-mm shells",
        "tanks 72",
        "12",
        "rounds\N{NO-BREAK SPACE}fired",
        "soldiers\N{RIGHT SINGLE QUOTATION MARK} boots",
        "short\N{NON-BREAKING HYPHEN}range missiles",
        "_rounds",
        "$",
        "million",
        "Million rounds",
        "or more",
        "rounds or more",
        "twenty-five",
        "k",
        "M",
        "rounds per day",
        "rounds a day",
        "troops sent to Kursk",
        "of rounds",
        "rounds of",
        "percent of imports",
        "additional troops",
    ],
)
def test_what_is_no_unit_is_refused(unit: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        Quantity(low=1, unit=unit)
    assert refused.value.path == "unit"
    assert refused.value.value == unit


@pytest.mark.parametrize(
    ("unit", "stored"),
    [
        ("container", "containers"),
        ("Rounds", "rounds"),
        ("artillery shell", "artillery shells"),
        ("round of ammunition", "rounds of ammunition"),
        ("%", "percent"),
        ("per cent", "percent"),
        ("dollars", "US dollars"),
        ("us dollars", "US dollars"),
        ("kg", "kilograms"),
        ("net kg", "net kilograms"),
        ("persons", "people"),
    ],
)
def test_a_unit_in_another_spelling_is_refused_with_its_settled_one(unit: str, stored: str) -> None:
    assert stored_unit(unit) == stored
    with pytest.raises(InvalidValueError) as refused:
        Quantity(low=1, unit=unit)
    assert refused.value.suggestion == f"write {stored!r}"


@pytest.mark.parametrize(
    "unit",
    ["", "short-range ballistic missiles", "T-72 tanks", "rounds of artillery", "two-seat aircraft", "U.S.-made rifles",
     "soldiers' boots", "Canadian dollars", "KN-23s", "tonnes métriques"],
)  # fmt: skip
def test_any_noun_phrase_is_a_unit_and_is_kept_as_it_is_written(unit: str) -> None:
    assert Quantity(low=1, unit=unit).unit == unit
    assert stored_unit(unit) == unit


def test_equal_units_are_one_object_so_that_a_million_quantities_share_it() -> None:
    one, other = (Quantity(low=1, unit="artillery " + noun) for noun in ("rounds", "rounds"))
    assert one.unit is other.unit


@pytest.mark.parametrize("unit", UNITS)
def test_the_table_of_units_is_sound(unit: Unit) -> None:
    assert checked_unit(unit.name) == unit.name
    for spelling in (unit.singular, *unit.spellings):
        assert stored_unit(spelling) == unit.name
        assert stored_unit(spelling.upper()) == unit.name
    assert singular_unit(unit.name) == unit.singular


def test_no_spelling_stands_for_two_units() -> None:
    spellings = [s.casefold() for unit in UNITS for s in {unit.name, unit.singular, *unit.spellings}]
    assert len(spellings) == len(set(spellings))


def test_words_that_no_unit_has_are_in_lower_case_or_would_never_be_found() -> None:
    assert [word for word in NOT_IN_UNITS if word != word.casefold()] == []


# Equality, hash and immutability


def test_the_wording_does_not_count_for_equality() -> None:
    over = Quantity(low=5, includes_low=False, wording="over 5")
    assert over == Quantity(low=5, includes_low=False, wording="more than five")
    assert hash(over) == hash(Quantity(low=5, includes_low=False))


@pytest.mark.parametrize(
    "other",
    [
        Quantity(low=5, unit="trains"),
        Quantity(low=5, high=6, unit="trains", includes_low=False),
        Quantity(low=4, unit="trains", includes_low=False),
        Quantity(low=5, unit="ships", includes_low=False),
        Quantity(high=5, unit="trains", includes_high=False),
        "over 5 trains",
        5,
        None,
    ],
)
def test_quantities_differ_if_an_end_or_the_unit_does(other: object) -> None:
    assert Quantity(low=5, unit="trains", includes_low=False) != other


def test_an_open_end_has_one_form() -> None:
    assert Quantity(low=5, includes_high=False) == Quantity(low=5)
    assert Quantity(high=5, includes_low=False).includes_low is True
    assert Quantity(includes_low=False, includes_high=False).ends == (None, None, True, True)


@given(quantities())
def test_quantities_survive_copying_and_pickling(q: Quantity) -> None:
    q = attrs.evolve(q, wording="so it was said")
    for twin in (copy.copy(q), copy.deepcopy(q), pickle.loads(pickle.dumps(q)), attrs.evolve(q)):
        assert twin == q
        assert hash(twin) == hash(q)
        assert twin.wording == q.wording


@pytest.mark.parametrize("name", ["low", "high", "unit", "includes_low", "includes_high", "wording", "new"])
def test_a_quantity_cannot_be_changed(name: str) -> None:
    q = Quantity(low=5)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(q, name, 6)
    with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
        delattr(q, name)
    assert not hasattr(q, "__dict__")
    assert q.low == 5


@given(quantities())
def test_the_repr_is_code_that_makes_the_quantity(q: Quantity) -> None:
    assert eval(repr(q), {"Quantity": Quantity, "Decimal": Decimal}) == q


def test_the_repr_leaves_out_what_goes_without_saying() -> None:
    assert repr(Quantity(low=5, unit="trains")) == "Quantity(low=5, unit='trains')"
    assert repr(Quantity(high=5, includes_high=False)) == "Quantity(high=5, includes_high=False)"


# Named constructors and conversion


@pytest.mark.parametrize(
    ("made", "ends"),
    [
        (Quantity.exactly(5, "trains"), (5, 5, True, True)),
        (Quantity.at_least(5, "trains"), (5, None, True, True)),
        (Quantity.more_than(5, "trains"), (5, None, False, True)),
        (Quantity.at_most(5, "trains"), (None, 5, True, True)),
        (Quantity.fewer_than(5, "trains"), (None, 5, True, False)),
    ],
)
def test_the_named_constructors_say_which_end_is_meant(made: Quantity, ends: object) -> None:
    assert made.ends == ends
    assert made.unit == "trains"


RECORD: QuantityRecord = {"low": 1_000_000, "includes_low": False, "unit": "rounds", "wording": "over 1 million"}


@pytest.mark.parametrize(
    "value",
    [
        RECORD,
        MappingProxyType(RECORD),
        {**RECORD, "high": None, "includes_high": True},
        {**RECORD, "low": "1000000"},
        "over 1 million rounds",
        Quantity.more_than(10**6, "rounds"),
    ],
)
def test_of_takes_records_words_and_quantities(value: Any) -> None:
    assert Quantity.of(value) == Quantity(low=1_000_000, includes_low=False, unit="rounds")


def test_of_gives_a_quantity_back_itself() -> None:
    q = Quantity.exactly(5)
    assert Quantity.of(q) is q


def test_of_takes_a_bare_number_as_exact() -> None:
    assert Quantity.of(5) == Quantity(low=5, high=5)
    assert Quantity.of(Decimal("0.5")) == Quantity(low=Decimal("0.5"), high=Decimal("0.5"))


def test_a_record_keeps_its_wording() -> None:
    assert Quantity.of(RECORD).wording == "over 1 million"


def test_a_record_has_its_decimals_as_texts() -> None:
    q = Quantity.of({"low": "-0.25", "high": "12.50"})
    assert q.ends == (Decimal("-0.25"), Decimal("12.5"), True, True)


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"low": 1, "hihg": 2}, "hihg"),
        ({"low": 0.5}, "low"),
        ({"low": "0.5", "high": 0.7}, "high"),
        ({"low": True}, "low"),
        ({"low": 3, "high": 2}, "low"),
        ({"low": [5]}, "low"),
        ({"low": "about 5"}, "low"),
        ({"low": "1e3"}, "low"),
        ({"low": "1_000"}, "low"),
        ({"low": "1,000"}, "low"),
        ({"low": " 5"}, "low"),
        ({"low": "+5"}, "low"),
        ({"low": "--5"}, "low"),
        ({"low": ""}, "low"),
        ({"low": "."}, "low"),
        ({"low": "5."}, "low"),
        ({"low": ".5"}, "low"),
        ({"low": "1.2.3"}, "low"),
        ({"low": "NaN"}, "low"),
        ({"low": "\N{ARABIC-INDIC DIGIT FIVE}"}, "low"),
        ({"high": "9" * 31}, "high"),
        ({"unit": "or more"}, "unit"),
        ({1: 2}, "1"),
    ],
)
def test_a_record_that_is_wrong_is_refused_with_its_field(value: Any, path: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        Quantity.of(value)
    assert refused.value.path == path


def test_an_unknown_field_is_refused_with_the_known_ones() -> None:
    record: Any = {"value": 5}
    with pytest.raises(InvalidValueError, match="low, high, unit, includes_low, includes_high, is_uncertain, wording"):
        Quantity.of(record)


@pytest.mark.parametrize("value", [None, True, 1.5, [], ("low", 5), b"5", object()])
def test_of_refuses_what_stands_for_no_quantity(value: Any) -> None:
    with pytest.raises(InvalidValueError):
        Quantity.of(value)


@given(numbers())
def test_a_number_survives_its_plain_text(number: Number) -> None:
    number = normalized_number(number)
    assert parse_number(f"{number:f}" if isinstance(number, Decimal) else str(number)) == number


# Algebra


@given(in_trains, in_trains)
def test_intersection_hull_and_sum_do_not_depend_on_the_order(p: Quantity, q: Quantity) -> None:
    assert p.intersection(q) == q.intersection(p)
    assert p.hull(q) == q.hull(p)
    assert p + q == q + p
    assert p.compatible(q) is q.compatible(p)


wide = quantities(unit="trains", ends=st.integers(-(10**12), 10**12) | st.decimals(-(10**6), 10**6, places=5))


@given(wide, wide, wide)
def test_hull_and_sum_do_not_depend_on_the_grouping(p: Quantity, q: Quantity, r: Quantity) -> None:
    assert p.hull(q).hull(r) == p.hull(q.hull(r))
    assert (p + q) + r == p + (q + r)


@given(in_trains, in_trains, in_trains)
def test_intersection_does_not_depend_on_the_grouping(p: Quantity, q: Quantity, r: Quantity) -> None:
    pq, qr = p.intersection(q), q.intersection(r)
    assert (pq and pq.intersection(r)) == (qr and p.intersection(qr))


@given(quantities())
def test_intersection_and_hull_with_itself_change_nothing(q: Quantity) -> None:
    assert q.intersection(q) == q
    assert q.hull(q) == q
    assert q.contains(q)
    assert q.compatible(q)


@given(in_trains, in_trains)
def test_intersection_and_hull_absorb_each_other(p: Quantity, q: Quantity) -> None:
    # Not the mark of uncertainty: the result is uncertain if either quantity is.
    absorbed = p.intersection(p.hull(q))
    assert absorbed is not None
    assert absorbed.ends == p.ends
    common = p.intersection(q)
    assert common is None or p.hull(common).ends == p.ends


@given(in_trains, in_trains)
def test_whatever_is_made_of_an_uncertain_quantity_is_uncertain(p: Quantity, q: Quantity) -> None:
    marked = {p + q, p * 2, p.hull(q), p.intersection(q)} - {None, p * 2}
    assert {one.is_uncertain for one in marked if one is not None} <= {p.is_uncertain or q.is_uncertain}
    assert (p * 2).is_uncertain is p.is_uncertain


@given(in_trains, in_trains)
def test_comparisons_ignore_the_mark_of_uncertainty(p: Quantity, q: Quantity) -> None:
    certain, uncertain = (attrs.evolve(p, is_uncertain=mark) for mark in (False, True))
    assert certain != uncertain
    for compare in ("contains", "compatible", "is_less_than", "is_at_least", "is_equal_to"):
        assert getattr(certain, compare)(q) is getattr(uncertain, compare)(q)
        assert getattr(q, compare)(certain) is getattr(q, compare)(uncertain)


@given(in_trains)
def test_zero_is_neutral_for_the_sum_and_one_for_scaling(q: Quantity) -> None:
    assert q + Quantity.exactly(0, "trains") == q
    assert q * 1 == q


@given(wide, wide, st.integers(0, 10**6) | st.decimals(0, 1000, places=4))
def test_scaling_distributes_over_the_sum(p: Quantity, q: Quantity, factor: Any) -> None:
    # Times zero, an open end is zero times any number: still zero on both sides.
    assert (p + q) * factor == p * factor + q * factor
    assert factor * p == p * factor


@given(st.data(), in_trains, in_trains)
def test_every_number_that_both_allow_and_no_other_is_in_the_intersection(
    data: st.DataObject, p: Quantity, q: Quantity
) -> None:
    common = p.intersection(q)
    for number in (data.draw(members(p)), data.draw(members(q)), data.draw(small_numbers)):
        assert (common is not None and allows(common, number)) is (allows(p, number) and allows(q, number))
        assert allows(p.hull(q), number) or not (allows(p, number) or allows(q, number))
        assert p.contains(number) is allows(p, number)


@given(st.data(), in_trains, in_trains, st.integers(0, 5) | st.just(Decimal("0.25")))
def test_sums_and_products_of_allowed_numbers_are_allowed(
    data: st.DataObject, p: Quantity, q: Quantity, factor: Any
) -> None:
    one, other = data.draw(members(p)), data.draw(members(q))
    assert allows(p + q, one + other)
    assert allows(p * factor, one * factor)


@given(in_trains, in_trains)
def test_the_sum_ends_where_no_smaller_interval_could(p: Quantity, q: Quantity) -> None:
    total = p + q
    if p.low is None or q.low is None:
        assert total.low is None
    else:
        assert total.low == p.low + q.low
        assert total.includes_low is (p.includes_low and q.includes_low)


@given(in_trains, in_trains)
def test_one_contains_the_other_if_their_hull_is_the_one(p: Quantity, q: Quantity) -> None:
    assert p.contains(q) is (p.hull(q).ends == p.ends)


def grid_of(q: Quantity) -> list[Decimal]:
    """Enough numbers of a quantity with half-integer ends to settle every comparison of two such quantities."""
    return [number for number in (Decimal(n) / 8 for n in range(-48, 49)) if allows(q, number)]


def verdict(relation: Callable[[Decimal, Decimal], bool], p: Quantity, q: Quantity) -> Truth:
    answers = {relation(one, other) for one, other in itertools.product(grid_of(p), grid_of(q))}
    return Truth.POSSIBLY if len(answers) == 2 else {True: Truth.YES, False: Truth.NO}[answers.pop()]


@given(in_trains, in_trains)
def test_comparisons_are_certain_exactly_if_all_pairs_of_numbers_agree(p: Quantity, q: Quantity) -> None:
    assert p.is_less_than(q) is verdict(operator.lt, p, q)
    assert p.is_more_than(q) is verdict(operator.gt, p, q)
    assert p.is_at_most(q) is verdict(operator.le, p, q)
    assert p.is_at_least(q) is verdict(operator.ge, p, q)
    assert p.is_equal_to(q) is verdict(operator.eq, p, q)


@given(in_trains, small_numbers)
def test_a_bare_number_is_compared_in_the_same_unit(q: Quantity, number: Number) -> None:
    exact = Quantity.exactly(number, "trains")
    assert q.is_less_than(number) is q.is_less_than(exact)
    assert q.is_equal_to(number) is q.is_equal_to(exact)
    assert q.is_exact is (q.is_equal_to(q) is Truth.YES)


TWO_UNITS = (Quantity.exactly(5, "rounds"), Quantity.exactly(5, "containers"))


@pytest.mark.parametrize(
    "operation",
    [
        Quantity.intersection, Quantity.hull, Quantity.contains, Quantity.compatible, operator.add,
        Quantity.is_less_than, Quantity.is_more_than, Quantity.is_at_most, Quantity.is_at_least, Quantity.is_equal_to,
    ],
)  # fmt: skip
def test_what_counts_different_things_is_never_put_together(operation: Callable[[Quantity, Quantity], object]) -> None:
    with pytest.raises(UnitMismatchError) as refused:
        operation(*TWO_UNITS)
    assert set(cast("tuple[str, str]", refused.value.value)) == {"rounds", "containers"}


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
def test_there_is_no_order_but_a_hint_at_the_questions_to_ask(compare: Callable[[Quantity, Quantity], object]) -> None:
    with pytest.raises(TypeError, match="is_less_than"):
        compare(Quantity.exactly(1), Quantity.exactly(2))


@pytest.mark.parametrize(
    ("factor", "reason"), [(0.5, "exact"), (True, "exact"), (-1, "negative"), (Decimal("NaN"), "finite")]
)
def test_a_factor_is_an_exact_number_that_is_not_negative(factor: Any, reason: str) -> None:
    with pytest.raises(InvalidValueError, match=reason) as refused:
        Quantity.exactly(5) * factor
    assert refused.value.path == "factor"


def test_a_number_of_unknown_unit_is_not_added() -> None:
    with pytest.raises(TypeError):
        Quantity.exactly(5) + cast("Quantity", 5)


def test_no_digit_is_lost_where_floats_and_default_decimals_lose_some() -> None:
    third = Quantity.exactly(Decimal("0." + "3" * 30))
    big = Quantity.exactly(10**29 + 1)
    assert (third + big).low == Decimal("1" + "0" * 28 + "1." + "3" * 30)
    assert (Quantity.exactly(10**15 - 1) * (10**15 - 1)).low == (10**15 - 1) ** 2


def test_a_result_of_too_many_digits_is_refused_and_not_rounded() -> None:
    with pytest.raises(InvalidValueError, match="30 digits"):
        Quantity.exactly(10**20) * 10**20


# Words and formats


@pytest.mark.parametrize(
    ("q", "words", "compact"),
    [
        (Quantity.exactly(25, "missiles"), "25 missiles", "25 missiles"),
        (Quantity.exactly(1, "containers"), "1 container", "1 container"),
        (Quantity.exactly(1, "artillery shells"), "1 artillery shell", "1 artillery shell"),
        (Quantity.at_most(1, "rounds of artillery"), "up to 1 round of artillery", "≤ 1 round of artillery"),
        (Quantity.exactly(1, "KN-23s"), "1 KN-23s", "1 KN-23s"),
        (Quantity.exactly(0, "containers"), "0 containers", "0 containers"),
        (Quantity.exactly(12_345), "12,345", "12,345"),
        (Quantity.exactly(Decimal("0.5"), "percent"), "0.5 percent", "0.5 percent"),
        (Quantity.exactly(-5, "percentage points"), "minus 5 percentage points", "-5 percentage points"),
        (Quantity.exactly(5_000_000_000, "US dollars"), "5 billion US dollars", "5 billion US dollars"),
        (Quantity.at_least(1, "trains"), "at least 1 train", "≥ 1 train"),
        (Quantity.more_than(10**6, "rounds"), "more than 1 million rounds", "> 1 million rounds"),
        (Quantity.at_most(12_000, "troops"), "up to 12,000 troops", "≤ 12,000 troops"),
        (Quantity.fewer_than(12_500, "troops"), "fewer than 12,500 troops", "< 12,500 troops"),
        (Quantity.fewer_than(5, "percent"), "less than 5 percent", "< 5 percent"),
        (Quantity(low=10, high=12, unit="drones"), "between 10 and 12 drones", "10\N{EN DASH}12 drones"),
        (Quantity(low=-10, high=12, unit="drones"), "between minus 10 and 12 drones", "[-10, 12] drones"),
        (
            Quantity(low=4_500_000, high=5_500_000, unit="shells", includes_high=False),
            "at least 4.5 million and fewer than 5.5 million shells",
            "[4.5, 5.5) million shells",
        ),
        (Quantity(low=3, high=7, unit="men", includes_low=False), "more than 3 and at most 7 men", "(3, 7] men"),
        (
            Quantity(low=3, high=7, unit="trains", includes_low=False, includes_high=False),
            "more than 3 and fewer than 7 trains",
            "(3, 7) trains",
        ),
        (Quantity(unit="rounds"), "an unknown number of rounds", "any number of rounds"),
        (Quantity(), "an unknown number", "any number"),
        (Quantity(low=999_999), "at least 999,999", "≥ 999,999"),
        (Quantity(low=1_230_000), "at least 1.23 million", "≥ 1.23 million"),
        (Quantity(low=1_234_000), "at least 1,234,000", "≥ 1,234,000"),
        (Quantity(low=-5_000_000), "at least minus 5 million", "≥ -5 million"),
        (Quantity(low=2_500 * 10**9), "at least 2.5 trillion", "≥ 2.5 trillion"),
        (
            Quantity(low=900_000, high=1_200_000, unit="men"),
            "between 900,000 and 1,200,000 men",
            "0.9\N{EN DASH}1.2 million men",
        ),
        (Quantity(low=1, high=1_200_000, unit="men"), "between 1 and 1,200,000 men", "1\N{EN DASH}1,200,000 men"),
        (
            Quantity(low=900_000_000, high=1_200_000_000, unit="men"),
            "between 900 million and 1.2 billion men",
            "0.9\N{EN DASH}1.2 billion men",
        ),
        (Quantity(low=10**29), f"at least {10**29:,}", f"≥ {10**29:,}"),
        (Quantity(low=0, high=2_000, unit="men"), "between 0 and 2,000 men", "0\N{EN DASH}2,000 men"),
        (Quantity(low=2, wording="a couple", high=3, unit="trains"), "a couple of trains", "2\N{EN DASH}3 trains"),
        (Quantity(low=24, wording="Dozens", unit="trains"), "Dozens of trains", "≥ 24 trains"),
        (Quantity(low=1, high=1, wording="one", unit="trains"), "one train", "1 train"),
    ],
)  # fmt: skip
def test_how_quantities_are_written(q: Quantity, words: str, compact: str) -> None:
    assert str(q) == words
    assert f"{q}" == words
    assert f"{q:compact}" == compact


@given(quantities(ends=numbers(min_value=0)))
def test_the_compact_form_of_a_number_or_bound_loses_nothing(q: Quantity) -> None:
    # Brackets, and "any number", are for people alone.
    if q.is_exact or (q.low is None) is not (q.high is None):
        assert Quantity.from_words(f"{q:compact}") == q


@given(quantities())
def test_every_quantity_has_a_compact_form_with_its_unit(q: Quantity) -> None:
    assert f"{q:compact}".endswith((q.unit, singular_unit(q.unit)))


@pytest.mark.parametrize("spec", ["d", ",", "Compact", " "])
def test_an_unknown_format_is_refused(spec: str) -> None:
    with pytest.raises(InvalidValueError, match="compact"):
        format(Quantity.exactly(5), spec)


# What the words said


@pytest.mark.parametrize(
    ("text", "figure", "hedge", "is_approximate", "is_exact"),
    [
        ("over 1 million rounds", 1_000_000, "over", False, False),
        ("Up to  around 5.5 tons", Decimal("5.5"), "up to, around", True, False),
        ("25 missiles", 25, None, False, True),
        ("10 to 12 drones", None, None, False, False),
        ("at least 3 and fewer than 7", None, "at least, fewer than", False, False),
        ("dozens of trains", None, None, True, False),
        ("a couple of trains", None, None, True, False),
        ("a pair of trains", 2, None, False, True),
        ("an unknown number of trains", None, None, False, False),
        ("5 or so", 5, "or so", True, False),
    ],
)
def test_figure_and_hedge_are_the_words_own(
    text: str, figure: Number | None, hedge: str | None, *, is_approximate: bool, is_exact: bool
) -> None:
    q = Quantity.from_words(text)
    assert (q.figure, q.hedge, q.is_approximate, q.is_exact) == (figure, hedge, is_approximate, is_exact)


def test_without_a_wording_figure_and_hedge_are_those_of_the_plain_words() -> None:
    q = Quantity.more_than(5, "trains")
    assert (q.figure, q.hedge, q.is_approximate) == (5, "more than", False)
    assert Quantity(low=1, high=2, includes_high=False).is_approximate is False


@given(quantities(wordings=()))
def test_a_quantity_without_a_wording_passes_the_check_of_its_wording(q: Quantity) -> None:
    q.check_wording()
    assert q.wording is None


@pytest.mark.parametrize(
    ("q", "reason"),
    [
        (Quantity(low=5, wording="over 5"), 'means "more than 5", not "at least 5"'),
        (Quantity(low=5, wording="lots"), "expected a number"),
        (Quantity(low=5, unit="trains", wording="at least 5 trains"), "must not contain the unit"),
        (Quantity(low=5, unit="trains", wording="at least 5 ships"), "must not contain the unit"),
        (Quantity(low=5, unit="US dollars", wording="at least $5"), "must not contain the unit"),
    ],
)
def test_a_wording_that_says_something_else_is_found(q: Quantity, reason: str) -> None:
    with pytest.raises(InvalidValueError, match=reason) as refused:
        q.check_wording()
    assert refused.value.path == "wording"


# Cost


def test_quantities_are_loaded_without_what_only_words_need() -> None:
    code = (
        "import sys, axis_tracker.imprecise.quantities as m; m.Quantity.of({'low': 5, 'unit': 'artillery rounds'});"
        "print(*sorted(name for name in sys.modules if 'word' in name and 'axis' in name or 'writing' in name))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
