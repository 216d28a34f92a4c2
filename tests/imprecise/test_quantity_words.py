"""English expressions of number are read as the tables say, or refused where they would have to be guessed."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from quantity_strategies import expressions

from axis_tracker.errors import InvalidValueError, QuantityWordsError
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.imprecise.quantity_word_table import (
    HEDGES,
    NUMBER_CONVENTIONS,
    NUMBER_WORDS,
    SCALE_LETTERS,
    SCALES,
    VAGUE_NUMBERS,
    VAGUE_SIZES,
    Bounds,
    Hedge,
    NumberConvention,
    VagueNumber,
)
from axis_tracker.imprecise.units import NOT_IN_UNITS
from axis_tracker.testing import quantities, units

HALF = Decimal("0.5")
NBSP, NARROW, THIN, FIGURE = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}", "\N{FIGURE SPACE}"
EN_DASH, HYPHEN, FIRM_HYPHEN = "\N{EN DASH}", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}"
QUOTE = "\N{RIGHT SINGLE QUOTATION MARK}"


def over(low: int | Decimal, unit: str = "") -> Quantity:
    return Quantity(low=low, unit=unit, includes_low=False)


def least(low: int | Decimal, unit: str = "") -> Quantity:
    return Quantity(low=low, unit=unit)


def most(high: int | Decimal, unit: str = "") -> Quantity:
    return Quantity(high=high, unit=unit)


def under(high: int | Decimal, unit: str = "") -> Quantity:
    return Quantity(high=high, unit=unit, includes_high=False)


def near(low: int | Decimal, high: int | Decimal, unit: str = "") -> Quantity:
    return Quantity(low=low, high=high, unit=unit, includes_high=False)


def span(low: int | Decimal, high: int | Decimal, unit: str = "") -> Quantity:
    return Quantity(low=low, high=high, unit=unit)


def exact(number: int | Decimal, unit: str = "") -> Quantity:
    return Quantity(low=number, high=number, unit=unit)


# The tables


# What 5,000 shells are under a hedge of each kind: which bound it sets, whether it includes the number, and rounds it.
UNDER_HEDGE = {
    (Bounds.LOW, False, False): over(5_000, "shells"),
    (Bounds.LOW, True, False): least(5_000, "shells"),
    (Bounds.HIGH, False, False): under(5_000, "shells"),
    (Bounds.HIGH, True, False): most(5_000, "shells"),
    (Bounds.BOTH, True, False): exact(5_000, "shells"),
    (Bounds.BOTH, True, True): near(4_500, 5_500, "shells"),
    (Bounds.HIGH, False, True): near(4_500, 5_000, "shells"),
    (Bounds.LOW, False, True): Quantity(low=5_000, high=5_500, unit="shells", includes_low=False, includes_high=False),
}


@pytest.mark.parametrize("hedge", HEDGES, ids=lambda hedge: f"{'after: ' * hedge.follows}{hedge.words}")
def test_each_hedge_bounds_the_number_as_its_row_says(hedge: Hedge) -> None:
    if hedge.follows:
        texts = [
            f"5,000 {hedge.words} shells",
            f"5,000 shells {hedge.words}",
            f"5 THOUSAND shells {hedge.words.upper()}",
        ]
    else:
        texts = [f"{hedge.words} 5,000 shells", f"{hedge.words.upper()} five thousand shells"]
    for text in texts:
        q = Quantity.from_words(text)
        assert q == UNDER_HEDGE[hedge.bounds, hedge.includes, hedge.rounds]
        assert q.hedge == hedge.words
        assert q.is_approximate is hedge.rounds


# The list, by hand: if a row is lost or changed, this tells.
@pytest.mark.parametrize("words", ["more than", "over", "upwards of", "exceeding"])
def test_hedges_that_set_an_excluded_lower_bound(words: str) -> None:
    assert Quantity.from_words(f"{words} 1 million rounds") == over(1_000_000, "rounds")


@pytest.mark.parametrize("words", ["at least", "no fewer than", "no less than", "a minimum of"])
def test_hedges_that_set_an_included_lower_bound(words: str) -> None:
    assert Quantity.from_words(f"{words} 1 million rounds") == least(1_000_000, "rounds")


@pytest.mark.parametrize("words", ["up to", "as many as", "as much as", "at most", "no more than", "a maximum of"])
def test_hedges_that_set_an_included_upper_bound(words: str) -> None:
    assert Quantity.from_words(f"{words} 1 million rounds") == most(1_000_000, "rounds")


@pytest.mark.parametrize("words", ["fewer than", "less than", "under", "below"])
def test_hedges_that_set_an_excluded_upper_bound(words: str) -> None:
    assert Quantity.from_words(f"{words} 1 million rounds") == under(1_000_000, "rounds")


@pytest.mark.parametrize("words", ["nearly", "almost", "approaching"])
def test_hedges_that_fall_short_of_the_number(words: str) -> None:
    assert Quantity.from_words(f"{words} 1 million rounds") == near(900_000, 1_000_000, "rounds")


@pytest.mark.parametrize("words", ["about", "around", "approximately", "roughly", "some", "an estimated", "circa", "~"])
def test_hedges_that_round(words: str) -> None:
    assert Quantity.from_words(f"{words} 5 million rounds") == near(4_500_000, 5_500_000, "rounds")


@pytest.mark.parametrize("row", VAGUE_SIZES, ids=lambda row: row.words)
def test_a_vague_size_is_kept_and_bounds_nothing(row: VagueNumber) -> None:
    text = f"{row.words} {'of ' * row.takes_of}troops"
    q = Quantity.from_words(text)
    assert (q.low, q.high, q.unit, q.wording, str(q)) == (None, None, "troops", row.words, text)
    assert q.contains(0)
    q.check_wording()


@pytest.mark.parametrize(
    "text",
    ["a large number of troops", "a significant number of troops", "significant quantities of rounds", "many tanks"],
)
def test_sizes_that_reports_use(text: str) -> None:
    assert Quantity.from_words(text).ends == Quantity().ends


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("100? missiles", "100 missiles"),
        ("100 ? missiles", "100 missiles"),
        ("over 1 million? rounds", "over 1 million rounds"),
        ("between 3 and 5? trains", "between 3 and 5 trains"),
        ("5 or more? trains", "5 or more trains"),
        ("dozens? of trains", "dozens of trains"),
        ("100?", "100"),
    ],
)
def test_a_question_mark_after_the_number_marks_it_as_uncertain(text: str, certain: str) -> None:
    q, without = Quantity.from_words(text), Quantity.from_words(certain)
    assert q == attrs.evolve(without, is_uncertain=True) != without
    assert q.wording == without.wording
    assert Quantity.from_words(str(q)) == q


@pytest.mark.parametrize("text", ["?", "? missiles", "100?? missiles", "100 missiles?"])
def test_a_question_mark_elsewhere_is_refused(text: str) -> None:
    with pytest.raises(QuantityWordsError):
        Quantity.from_words(text)


def test_a_wording_does_not_hold_the_mark() -> None:
    with pytest.raises(InvalidValueError, match="must not contain the mark of uncertainty; write '100'"):
        Quantity(low=100, high=100, is_uncertain=True, wording="100?").check_wording()


@pytest.mark.parametrize("row", VAGUE_NUMBERS, ids=lambda row: row.words)
def test_each_vague_number_has_the_ends_of_its_row(row: VagueNumber) -> None:
    expected = Quantity(low=row.low, high=row.high, unit="trains")
    joint = " of" if row.takes_of else ""
    assert Quantity.from_words(f"{row.words}{joint} trains") == expected
    assert Quantity.from_words(f"{row.words.upper()} trains") == expected


@pytest.mark.parametrize("row", [row for row in VAGUE_NUMBERS if not row.takes_of], ids=lambda row: row.words)
def test_of_does_not_follow_what_takes_none(row: VagueNumber) -> None:
    with pytest.raises(QuantityWordsError, match="begin or end with 'of'"):
        Quantity.from_words(f"{row.words} of trains")


@pytest.mark.parametrize("row", NUMBER_CONVENTIONS, ids=lambda row: row.name)
def test_each_convention_means_what_it_says(row: NumberConvention) -> None:
    assert Quantity.from_words(row.example) == Quantity.from_words(row.means)
    assert not re.search("about|around|nearly|some|million|thousand|dozen", row.means)


def test_no_word_of_the_reader_after_a_number_could_be_taken_for_a_unit() -> None:
    joints = {"and", "but", "to", "or", "a", "an", "half", "hundred", "dozen", "minus", "between", "from", "per"}
    scales = {*NUMBER_WORDS, *SCALES, *(letters.casefold() for letters in SCALE_LETTERS)}
    after = {hedge.words.split()[0] for hedge in HEDGES if hedge.follows} - {"+"}
    assert (joints | scales | after) - NOT_IN_UNITS.keys() == set()


# What is read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # bare numbers
        ("25 missiles", exact(25, "missiles")),
        ("two trains", exact(2, "trains")),
        ("one container", exact(1, "containers")),
        ("zero rounds", exact(0, "rounds")),
        ("twelve thousand", exact(12_000)),
        ("twenty-five", exact(25)),
        (f"twenty{HYPHEN}five", exact(25)),
        (f"Twenty{FIRM_HYPHEN}Five Tanks", exact(25, "tanks")),
        ("twenty five", exact(25)),
        ("one hundred and fifty", exact(150)),
        ("a hundred", exact(100)),
        ("fifteen hundred", exact(1_500)),
        ("two hundred thousand", exact(200_000)),
        ("one million two hundred thousand and five", exact(1_200_005)),
        ("a million", exact(1_000_000)),
        ("2 billion", exact(2 * 10**9)),
        ("3 trillion", exact(3 * 10**12)),
        ("2 hundred thousand", exact(200_000)),
        ("5 hundred", exact(500)),
        ("a dozen trains", exact(12, "trains")),
        ("two dozen", exact(24)),
        ("half a dozen tanks", exact(6, "tanks")),
        ("half a million", exact(500_000)),
        ("half million", exact(500_000)),
        ("one and a half million", exact(1_500_000)),
        ("1 and a half million", exact(1_500_000)),
        ("a million and a half shells", exact(1_500_000, "shells")),
        ("3 million and a half", exact(3_500_000)),
        ("two and a half", exact(Decimal("2.5"))),
        ("one and a half dozen", exact(18)),
        ("2.5 million", exact(2_500_000)),
        ("0.5 percent", exact(Decimal("0.5"), "percent")),
        ("12,000,000", exact(12_000_000)),
        ("1,234.56 tons", exact(Decimal("1234.56"), "tons")),
        ("1.2500 tons", exact(Decimal("1.25"), "tons")),
        ("12.625 tons", exact(Decimal("12.625"), "tons")),
        (f"12{NBSP}000 rounds", exact(12_000, "rounds")),
        (f"12{NARROW}000{NARROW}000 rounds", exact(12_000_000, "rounds")),
        (f"12{THIN}000 rounds", exact(12_000, "rounds")),
        (f"12{FIGURE}000 rounds", exact(12_000, "rounds")),
        ("10k", exact(10_000)),
        ("10 k men", exact(10_000, "men")),
        ("1 M", exact(1_000_000)),
        ("5M rounds", exact(5_000_000, "rounds")),
        ("2.5bn US dollars", exact(2_500_000_000, "US dollars")),
        ("minus 5 percentage points", exact(-5, "percentage points")),
        # units
        ("5 MILLION ROUNDS", exact(5_000_000, "rounds")),
        ("more than 5 million rounds of artillery", over(5_000_000, "rounds of artillery")),
        ("over 100 short-range ballistic missiles", over(100, "short-range ballistic missiles")),
        (f"over 100 short{FIRM_HYPHEN}range ballistic missiles", over(100, "short-range ballistic missiles")),
        (f"3 soldiers{QUOTE} graves", exact(3, "soldiers' graves")),
        ("three T-72 tanks", exact(3, "T-72 tanks")),
        ("5 short tons", exact(5, "short tons")),
        (f"up{NBSP}to{NBSP}12,000{NBSP}troops", most(12_000, "troops")),
        ("  over   5\ttrains\n", over(5, "trains")),
        ("20%", exact(20, "percent")),
        ("20 % ", exact(20, "percent")),
        ("up to 4 per cent", most(4, "percent")),
        ("$5 million", exact(5_000_000, "US dollars")),
        ("US$5 million", exact(5_000_000, "US dollars")),
        ("over $5.5bn", over(5_500_000_000, "US dollars")),
        ("£3", exact(3, "pounds sterling")),
        ("€3", exact(3, "euros")),
        ("5 million dollars", exact(5_000_000, "US dollars")),
        # vague numbers
        ("thousands of troops", least(2_000, "troops")),
        ("a couple of trains", span(2, 3, "trains")),
        ("a couple trains", span(2, 3, "trains")),
        ("a couple of hundred men", span(200, 300, "men")),
        ("several hundred thousand rounds", least(300_000, "rounds")),
        ("a few dozen men", least(36, "men")),
        ("a few thousand", least(3_000)),
        ("a pair of trains", exact(2, "trains")),
        ("at least dozens of trains", least(24, "trains")),
        ("over a couple of trains", over(2, "trains")),
        ("up to a couple of trains", most(3, "trains")),
        ("several dozen or more", least(36)),
        ("dozens of trains or more", least(24, "trains")),
        ("an unknown number of rounds", Quantity(unit="rounds")),
        # ranges
        ("10-12 drones", span(10, 12, "drones")),
        (f"10{EN_DASH}12 drones", span(10, 12, "drones")),
        (f"10 {EN_DASH} 12 drones", span(10, 12, "drones")),
        ("10 or 12 drones", span(10, 12, "drones")),
        ("from 10 to 12 drones", span(10, 12, "drones")),
        ("between 10 and 12 drones", span(10, 12, "drones")),
        ("10 to 12 thousand", span(10_000, 12_000)),
        ("5 or 6 million", span(5_000_000, 6_000_000)),
        ("1.5 to 2 million", span(1_500_000, 2_000_000)),
        ("0 to 5 million", span(0, 5_000_000)),
        ("10-12k", span(10_000, 12_000)),
        ("10k-12k", span(10_000, 12_000)),
        ("two or three dozen", span(24, 36)),
        ("two to three hundred", span(200, 300)),
        ("one hundred to two hundred thousand", span(100_000, 200_000)),
        ("a hundred to two hundred", span(100, 200)),
        ("10 to 250", span(10, 250)),
        ("500 thousand to 1 million", span(500_000, 1_000_000)),
        ("500,000 to 1 million", span(500_000, 1_000_000)),
        ("1500 to 2 thousand", span(1_500, 2_000)),
        ("1000 to 2 thousand", span(1_000, 2_000)),
        ("150 to three hundred", span(150, 300)),
        ("half a million to a million", span(500_000, 1_000_000)),
        ("two to two and a half million", span(2_000_000, 2_500_000)),
        ("between two thousand and five thousand men", span(2_000, 5_000, "men")),
        ("between two hundred and fifty and three hundred", span(250, 300)),
        ("between one hundred and two hundred and fifty", span(100, 250)),
        ("between a hundred and fifty and two hundred and ten", span(150, 210)),
        ("between $5 million and $10 million", span(5_000_000, 10_000_000, "US dollars")),
        ("US$5-US$6 million", span(5_000_000, 6_000_000, "US dollars")),
        ("between minus 5 and 3", span(-5, 3)),
        ("minus 5 to minus 3", span(-5, -3)),
        ("about 10 to 12 drones", span(9, 13, "drones")),
        ("about 100 to 120 tons", near(95, 125, "tons")),
        ("an estimated 10,000 to 12,000 troops", near(9_500, 12_500, "troops")),
        ("between roughly 10,000 and 12,000 troops", near(9_500, 12_500, "troops")),
        ("10 to 12 drones or so", span(9, 13, "drones")),
        ("a total of 10 to 12 drones", span(10, 12, "drones")),
        # rounding
        ("around 105", span(104, 106)),
        ("around 105 percent", near(105 - HALF, 105 + HALF, "percent")),
        ("about 11,000 men", near(10_500, 11_500, "men")),
        ("about 10,000 men", span(9_000, 11_000, "men")),
        ("about 12 ships", span(11, 13, "ships")),
        ("about 5 ships", span(4, 6, "ships")),
        ("about 2 ships", span(1, 3, "ships")),
        ("about 2 tons", span(Decimal("1.8"), Decimal("2.2"), "tons")),
        ("about 20 ships", span(18, 22, "ships")),
        ("about 30 ships", span(27, 33, "ships")),
        ("about 50 ships", near(45, 55, "ships")),
        ("nearly 20 ships", near(18, 20, "ships")),
        ("nearly 3 ships", near(2, 3, "ships")),
        ("just over 20 ships", Quantity(low=20, high=22, unit="ships", includes_low=False)),
        ("about 28,000 men", near(27_500, 28_500, "men")),
        ("around 5.0 million", near(4_950_000, 5_050_000)),
        ("about 2.5 tons", near(Decimal("2.45"), Decimal("2.55"), "tons")),
        ("some one hundred and fifty men", near(145, 155, "men")),
        ("about a hundred men", span(90, 110, "men")),
        ("around a dozen", span(Decimal("10.8"), Decimal("13.2"))),
        ("about one and a half dozen", span(17, 19)),
        ("about two and a half million", near(2_450_000, 2_550_000)),
        ("about 3 million and a half", near(3_450_000, 3_550_000)),
        ("about a million and a half", near(1_450_000, 1_550_000)),
        ("about 2 hundred", span(180, 220)),
        ("about 10k", span(9_000, 11_000)),
        ("nearly half a million shells", near(450_000, 500_000, "shells")),
        ("nearly 12", near(11, 12)),
        ("roughly an estimated 5 tons", near(5 - HALF, 5 + HALF, "tons")),
        # stacked hedges and two bounds
        ("up to around 5 million", under(5_500_000)),
        ("around up to 5 million", under(5_500_000)),
        ("at least about 5 million", least(4_500_000)),
        ("more than about 5 million", over(4_500_000)),
        ("fewer than about 5 million", under(5_500_000)),
        ("at least nearly 5 million", least(4_500_000)),
        ("up to nearly 5 million", under(5_000_000)),
        ("up to just over 5 million", under(5_500_000)),
        ("about 5 million or more", least(4_500_000)),
        ("nearly 5 million or more", least(4_500_000)),
        ("at least 3 and fewer than 7 containers", near(3, 7, "containers")),
        ("at least 3 and up to 7 containers", span(3, 7, "containers")),
        ("more than 3, but at most 7", Quantity(low=3, high=7, includes_low=False)),
        ("fewer than 7 but at least 3", near(3, 7)),
        ("more than 10,000, up to 12,000 troops", Quantity(low=10_000, high=12_000, unit="troops", includes_low=False)),
        ("at least about 10,000 and up to around 12,000", near(9_000, 12_500)),
        ("at least 5 and at most 5", exact(5)),
        ("at least dozens and up to 100 trains", span(24, 100, "trains")),
    ],
)  # fmt: skip
def test_what_is_read(text: str, expected: Quantity) -> None:
    q = Quantity.from_words(text)
    assert q == expected
    q.check_wording()
    assert Quantity.from_words(str(q)) == q


@pytest.mark.parametrize(
    ("text", "wording", "written"),
    [
        ("  Over   1 million\nrounds ", "Over 1 million", "Over 1 million rounds"),
        ("one container", "one", "one container"),
        ("more than one container", "more than one", "more than one container"),
        ("10,000 troops or more", "10,000 or more", "10,000 or more troops"),
        ("between $5 million and $10 million", "between 5 million and 10 million",
         "between 5 million and 10 million US dollars"),
        ("US$5-US$6 million", "5-6 million", "5-6 million US dollars"),
        ("twenty-five tanks", "twenty-five", "twenty-five tanks"),
        (f"12{NBSP}000{NBSP}rounds", f"12{NBSP}000", f"12{NBSP}000 rounds"),
        ("Dozens of trains", "Dozens", "Dozens of trains"),
        ("a couple of hundred trains", "a couple of hundred", "a couple of hundred trains"),
        ("~5%", "~5", "~5 percent"),
        ("more than 3, but at most 7 trains", "more than 3, but at most 7", "more than 3, but at most 7 trains"),
    ],
)  # fmt: skip
def test_the_wording_is_the_text_without_its_unit(text: str, wording: str, written: str) -> None:
    q = Quantity.from_words(text)
    assert q.wording == wording
    assert str(q) == written


# What is refused


@pytest.mark.parametrize(
    ("text", "position", "reason"),
    [
        ("", 0, "expression is empty"),
        (" \n", 2, "expression is empty"),
        ("rounds", 0, "expected a number, found 'rounds'"),
        ("over", 4, "expected a number"),
        ("over rounds", 5, "expected a number, found 'rounds'"),
        ("nan", 0, "expected a number"),
        ("inf rounds", 0, "expected a number"),
        ("lots of rounds", 0, "expected a number"),
        ("no troops", 0, "expected a number"),
        ("-5 rounds", 0, "expected a number"),
        ("\N{MINUS SIGN}5", 0, "expected a number"),
        ("minus", 5, "expected a number after 'minus'"),
        ("minus minus 5", 6, "expected a number after 'minus'"),
        ("minus " * 160, 6, "expected a number after 'minus'"),
        ("million rounds", 0, "expected a number"),
        ("some hundred men", 5, "expected a number"),
        ("a container", 0, "expected a number"),
        ("an hour", 0, "expected a number"),
        ("somewhere between 5 and 10", 0, "expected a number"),
        ("\N{FULLWIDTH DIGIT FIVE} rounds", 0, "expected a number"),
        ("\N{ARABIC-INDIC DIGIT FIVE} rounds", 0, "expected a number"),
        (".5 tons", 0, "expected a number"),
        # figures
        ("12,00 rounds", 0, "malformed figures"),
        ("3,7 million", 0, "malformed figures"),
        ("1,2345", 0, "malformed figures"),
        ("0,500", 0, "malformed figures"),
        ("007", 0, "malformed figures"),
        ("1.2.3", 0, "malformed figures"),
        ("12.000.000", 0, "malformed figures"),
        (f"1,000{NBSP}000", 0, "malformed figures"),
        (f"5{NBSP}12", 0, "malformed figures"),
        ("over 12.000 troops", 5, "decimal point or a thousands separator"),
        ("12.500", 0, "decimal point or a thousands separator"),
        ("12 000 rounds", 3, "expected the unit in words, found '000'"),
        ("1.2m", 3, "the letters after figures"),
        ("1.2 m", 4, "'m' cannot be part of a unit"),
        ("152mm shells", 3, "the letters after figures"),
        ("12th", 2, "the letters after figures"),
        ("1e6", 1, "the letters after figures"),
        ("2 hundred k", 10, "'k' cannot be part of a unit"),
        ("9" * 31 + " rounds", None, "at most 30 digits"),
        ("1 " + "0." + "0" * 40, 2, "expected the unit in words"),
        ("0." + "0" * 40 + "1", None, "at most 30 digits"),
        ("2/3", 1, "expected the unit in words, found '/'"),
        # number words
        ("half", 0, "a scale word after 'half'"),
        ("half of the troops", 0, "a scale word after 'half'"),
        ("two-thirds", 0, "expected a number"),
        ("two thirds", 4, "'thirds' cannot be"),
        ("twenty eleven", 7, "'eleven' cannot be"),
        ("at least 3 up to 7", 11, "'up' cannot be"),
        ("five six", 5, "'six' cannot be"),
        ("5 million million", 10, "'million' cannot be"),
        ("two million million", 12, "'million' cannot be"),
        ("two thousand three million", 19, "'million' cannot follow"),
        ("two thousand three thousand", 19, "'thousand' cannot follow"),
        ("two thousand three dozen", 19, "'dozen' cannot follow"),
        ("5 million 200 thousand", 10, "expected the unit in words, found '200'"),
        ("dozens of dozens", 10, "'dozens' cannot be"),
        ("hundreds or thousands", 9, "'or' cannot be"),
        # units
        ("5 rounds.", 2, "not end in a hyphen or full stop"),
        ("5 rounds, 3 tanks", 8, "expected the unit in words, found ','"),
        ("5 rounds and 3 tanks", 9, "'and' cannot be"),
        ("5 rounds or tanks", 9, "'or' cannot be"),
        ("5 152-mm shells", 2, "expected the unit in words, found '152'"),
        ("2,000 rounds per day", 13, "'per' cannot be part of a unit: the period of a rate"),
        ("2,000 rounds a day", 13, "'a' cannot be part of a unit: the period of a rate"),
        ("roughly 20 a month", 11, "'a' cannot be part of a unit: the period of a rate"),
        ("20 drones each week", 10, "'each' cannot be part of a unit: the period of a rate"),
        ("20 drones every year", 10, "'every' cannot be part of a unit: the period of a rate"),
        ("20 a shipment", 3, "'a' cannot be part of a unit: the word only selects"),
        ("10,000 troops deployed to Kursk", 23, "'to' cannot be"),
        ("3,000 additional troops", 6, "'additional' cannot be"),
        ("1,000 more troops", 6, "'more' cannot be"),
        ("5 million of rounds", 10, "begin or end with 'of'"),
        ("dozens of", 7, "a unit after 'of'"),
        ("5 % of imports", 2, "'percent' alone"),
        ("60% of the drones", 2, "write 'percent'"),
        ("60 percent of the drones", 3, "'percent' alone"),
        ("60 per cent of the drones", 3, "'percent' alone"),
        ("5 percent of imports", 2, "'percent' alone"),
        ("$5 million dollars", 11, "already gives the unit US dollars"),
        ("$5 million worth", 11, "already gives the unit US dollars"),
        ("between $5 million and €6 million", 23, "found US dollars and euros"),
        ("$ million", 2, "expected a number"),
        ("$", 1, "expected a number"),
        # ranges
        ("12 to 10", 6, "12 is not less than 10"),
        ("10 or 10", 6, "10 is not less than 10"),
        ("500 to 2 thousand", 7, "500,000 is not less than 2,000"),
        ("one to a hundred", 7, "100 is not less than 100"),
        ("one to two hundred thousand", 7, "which scale word applies"),
        ("two to three hundred and fifty", 7, "which scale word applies"),
        ("between one million and two hundred and three million", 8, "more than one range"),
        ("1,200 to 2,000 thousand", 9, "whether the scale word applies to both"),
        ("10 to", 5, "expected a number"),
        ("10-12-14", 5, "expected the unit in words, found '-'"),
        ("10 to 12 to 14", 9, "'to' cannot be"),
        ("from 10", 7, "expected 'to' and a second number"),
        ("from 10 or 12", 8, "expected 'to' and a second number"),
        ("between 10", 8, 'two numbers joined by "and" after "between"'),
        ("between", 7, 'two numbers joined by "and" after "between"'),
        ("between 10 and", 14, "expected a number"),
        ("between and 10", 8, "expected a number"),
        ("between 10 drones and 12 drones", 11, 'expected "and" and a second number'),
        ("between 10 and about 12", 15, "expected a number, found 'about'"),
        ("10 to 5.5", 6, "10 is not less than 5.5"),
        ("10 to about 12", 6, "expected a number, found 'about'"),
        # hedges
        ("as many as more than 6 million", 0, "contradict or repeat"),
        ("at least at most 5", 0, "contradict or repeat"),
        ("at least up to 5", 0, "contradict or repeat"),
        ("at least over 5", 0, "contradict or repeat"),
        ("over over 5", 0, "contradict or repeat"),
        ("nearly over 5", 0, "contradict or repeat"),
        ("about nearly 5", 0, "contradict or repeat"),
        ("exactly about 5", 0, "contradict or repeat"),
        ("exactly over 5", 0, "contradict or repeat"),
        ("up to 5 or more", 0, "contradict or repeat"),
        ("over 5 trains at most", 0, "contradict or repeat"),
        ("about 0 trains", 0, "above zero can be rounded"),
        ("nearly minus 5", 0, "above zero can be rounded"),
        ("about dozens of trains", 0, "to a vague number"),
        ("dozens or so", 0, "to a vague number"),
        ("up to dozens of trains", 0, "to a vague number"),
        ("exactly several trains", 0, "to a vague number"),
        ("over an unknown number of trains", 0, "to a vague number"),
        ("up to 10 to 12 drones", 0, "a range has two ends"),
        ("nearly 10 to 12 drones", 0, "a range has two ends"),
        ("between over 10 and 12", 0, "a range has two ends"),
        ("at least 3 and at least 5", 15, "a lower bound and an upper bound"),
        ("up to 3 and up to 5", 12, "a lower bound and an upper bound"),
        ("about 3 and up to 5", 12, "a lower bound and an upper bound"),
        ("10 and at most 12", 7, "a lower bound and an upper bound"),
        ("at least 7 and up to 5", 15, "no number satisfies both"),
        ("over 5 and up to 5", 11, "no number satisfies both"),
        ("at least 3 and fewer than 7 thousand", 15, "whether the scale word applies to both"),
        ("at least 3 and up to 5 and over 4", 23, "'and' cannot be"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_where_it_stands(text: str, position: int | None, reason: str) -> None:
    with pytest.raises(QuantityWordsError, match=re.escape(reason)) as refused:
        Quantity.from_words(text)
    assert refused.value.position == position
    assert refused.value.value == text


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("as many as more than 6 million", "keep the firmer bound, 'more than', and record 'as many as' in a note"),
        ("at least up to 5", "keep the firmer bound, 'at least', and record 'up to' in a note"),
        ("nearly over 5", "keep the firmer bound, 'over', and record 'nearly' in a note"),
        ("up to under about 5", "keep the firmer bound, 'up to', and record 'under' and 'about' in a note"),
        ("up to dozens", "omit 'up to', and record it in a note"),
        ("aroud 5 tanks", "did you mean 'around'?"),
        ("twelwe tanks", "did you mean 'twelve'?"),
        ("-5", 'for a negative number, write "minus 5"; counts are never negative'),
        ("hundred", 'write "a hundred", or use figures'),
        ("a container", 'write "one"'),
        ("none", 'write "zero"'),
        ("1.2m", 'write "million" or "billion", or the unit in full'),
        ("152mm", 'write "million" or "billion", or the unit in full'),
        ("12th", "put a space between the number and the unit"),
        ("500 to 2 thousand", "write both numbers in figures"),
        ("12 to 10", None),
        ("xyzzy", None),
    ],
)
def test_the_error_says_what_to_write_instead(text: str, suggestion: str | None) -> None:
    with pytest.raises(QuantityWordsError) as refused:
        Quantity.from_words(text)
    assert refused.value.suggestion == suggestion


@pytest.mark.parametrize("value", [None, 5, b"7", ["5"]])
def test_only_a_text_is_read(value: Any) -> None:
    with pytest.raises(QuantityWordsError, match="expected a string"):
        Quantity.from_words(value)


# Properties


# Python's minus before a Decimal would round these digits away.
@example(Quantity(low=Decimal("-0." + "1" * 30), high=Decimal("-0." + "1" * 29)))
@given(quantities())
def test_every_quantity_reads_back_from_its_words(q: Quantity) -> None:
    assert Quantity.from_words(str(q)) == q


@given(
    quantities(), st.sampled_from([text for row in NUMBER_CONVENTIONS for text in (row.example, row.means)]), units()
)
def test_every_wording_reads_back_with_every_unit(q: Quantity, wording: str, unit: str) -> None:
    read = Quantity.from_words(wording)
    q = Quantity(
        low=read.low, high=read.high, unit=unit, includes_low=read.includes_low, includes_high=read.includes_high,
        wording=read.wording,
    )  # fmt: skip
    q.check_wording()
    assert Quantity.from_words(str(q)) == q


@example("dozens or more")
@example("5 k k")
@example("a couple of")
@example("$ 5 - $ 6 k")
@given(expressions)
def test_nonsense_is_refused_as_such_or_reads_the_same_again(text: str) -> None:
    q = read_or_refused(text)
    if q is not None:
        q.check_wording()
        again = Quantity.from_words(str(q))
        assert again == q
        assert again.wording == q.wording


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    q = read_or_refused(text)
    assert q is None or (q.wording or "").strip()


def read_or_refused(text: str) -> Quantity | None:
    """What a text says, or None if it is refused by an error that is complete."""
    try:
        return Quantity.from_words(text)
    except QuantityWordsError as error:
        if error.value == text and error.reason and (error.position is None or 0 <= error.position <= len(text)):
            return None
        raise


ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ONES += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int, joint: str, hyphen: str) -> str:
    """A whole number in English words, as a speller apart from the reader would write it."""
    for scale, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= scale:
            head, rest = divmod(number, scale)
            tail = "" if rest == 0 else (joint if rest < 100 else " ") + spelled(rest, joint, hyphen)
            return f"{spelled(head, joint, hyphen)} {name}{tail}"
    if number >= 100:
        head, rest = divmod(number, 100)
        return f"{ONES[head]} hundred" + ("" if rest == 0 else joint + spelled(rest, joint, hyphen))
    if number >= 20:
        tens, ones = divmod(number, 10)
        return TENS[tens] + ("" if ones == 0 else hyphen + ONES[ones])
    return ONES[number]


@given(
    st.integers(0, 10**15 - 1) | st.integers(0, 9999),
    st.sampled_from([" ", " and "]),
    st.sampled_from([" ", "-", FIRM_HYPHEN]),
)
def test_every_number_can_be_spelled_out(number: int, joint: str, hyphen: str) -> None:
    assert Quantity.from_words(spelled(number, joint, hyphen)) == exact(number)


@given(st.integers(1, 10**12), st.sampled_from([",", NBSP, NARROW, THIN, FIGURE, ""]))
def test_figures_may_be_grouped_by_comma_or_space_that_does_not_break(number: int, separator: str) -> None:
    assert Quantity.from_words(f"{number:,}".replace(",", separator) + " rounds") == exact(number, "rounds")


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from(sorted(SCALES)))
def test_a_shared_scale_counts_for_both_numbers_of_a_range(one: int, other: int, scale: str) -> None:
    low, high = sorted((one, other))
    text = f"{low} to {high} {scale}"
    if low == high:
        with pytest.raises(QuantityWordsError):
            Quantity.from_words(text)
    else:
        assert Quantity.from_words(text) == span(low * SCALES[scale], high * SCALES[scale])


numbers_with_zeros = st.builds(lambda digits, zeros: digits * 10**zeros, st.integers(1, 10**9), st.integers(0, 6))


def zeros_of(number: int) -> int:
    return len(str(number)) - len(str(number).rstrip("0"))


@given(numbers_with_zeros, st.integers(-3, 3), st.sampled_from([Fraction(0), Fraction(-1), Fraction(1)]))
def test_about_allows_what_would_be_rounded_to_the_number(number: int, offset: int, ends: Fraction) -> None:
    step = 10 ** zeros_of(number)
    assume(2 <= step <= number / 5)  # otherwise a tenth of the number or 1 decides
    whole = number + int(ends * step / 2) + offset
    is_rounded_to_it = (whole + step // 2) // step * step == number
    assert Quantity.from_words(f"about {number:,}").contains(whole) is is_rounded_to_it


@given(numbers_with_zeros)
def test_about_is_never_more_than_a_tenth_away_but_for_things_always_one(number: int) -> None:
    things, tons = (Quantity.from_words(f"about {number:,} {unit}") for unit in ("ships", "tons"))
    for q in (things, tons):
        assert q.low is not None
        assert q.high is not None
        assert q.low + q.high == 2 * number
        assert q.includes_low
    assert things.contains(number - 1)
    assert things.contains(number + 1) or zeros_of(number) > 0
    tenth = Quantity(low=number - Decimal(number) / 10, high=number + Decimal(number) / 10, unit="tons")
    assert tenth.contains(tons)
    assert things.contains(Quantity(low=tons.low, high=tons.high, unit="ships", includes_high=tons.includes_high))


@given(numbers_with_zeros, st.sampled_from(["ships", "tons"]))
def test_nearly_and_just_over_are_the_halves_of_about(number: int, unit: str) -> None:
    below, about, above = (
        Quantity.from_words(f"{hedge} {number:,} {unit}") for hedge in ("nearly", "about", "just over")
    )
    assert (below.low, above.high, above.includes_high) == (about.low, about.high, about.includes_high)
    assert (below.high, below.includes_high) == (above.low, above.includes_low) == (number, False)


def test_a_wording_is_checked_against_its_unit() -> None:
    for text in ("about 12 ships", "about 12 tons", "nearly 12 percent"):
        Quantity.from_words(text).check_wording()
    with pytest.raises(InvalidValueError):
        attrs.evolve(Quantity.from_words("about 12 ships"), unit="tons").check_wording()
