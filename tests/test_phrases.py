"""Dates, figures and names in words for people who know neither EDTF nor intervals."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from axis_tracker import ImpreciseDate, Quantity
from axis_tracker.phrases import bound_phrase, date_phrase, names_phrase
from axis_tracker.testing import imprecise_dates, quantities


@pytest.mark.parametrize(
    ("notation", "phrase"),
    [
        ("2024", "2024"),
        ("2024-06", "2024-06"),
        ("2024-06-19", "2024-06-19"),
        ("2024~", "about 2024"),
        ("2024?", "2024 (?)"),
        ("2024-06%", "about 2024-06 (?)"),
        ("2024-21", "spring 2024"),
        ("2024-22~", "about summer 2024"),
        ("2024-23", "autumn 2024"),
        ("2024-24", "winter beginning in 2024-12"),
        ("2024-33", "first quarter of 2024"),
        ("2024-36?", "fourth quarter of 2024 (?)"),
        ("2024-40", "first half of 2024"),
        ("2024-41", "second half of 2024"),
        ("201X", "a year in the 2010s"),
        ("20XX", "a year from 2000 to 2099"),
        ("2024-XX", "a month in 2024"),
        ("2024-XX-XX", "a day in 2024"),
        ("2024-06-XX~", "about a day in 2024-06"),
        ("2022/2024", "2022 to 2024"),
        ("2022~/2024-06?", "about 2022 to 2024-06 (?)"),
        ("2024-33/2024-35", "first quarter of 2024 to third quarter of 2024"),
        ("2024/2024", "2024"),
        ("2024-22/..", "since summer 2024"),
        ("2024/..", "since 2024"),
        ("2024/", "from 2024"),
        ("../2024", "until 2024"),
        ("/2024-12~", "by about 2024-12"),
    ],
)
def test_a_date_is_put_in_words(notation, phrase):
    assert date_phrase(ImpreciseDate(notation)) == phrase


@given(imprecise_dates())
def test_no_phrase_of_a_date_has_signs_that_only_edtf_knows(when):
    phrase = date_phrase(when)
    assert not re.search(r"[/~%X]|\.\.|-[234]\d(?![-\d])(?<!-2\d)(?<!-3[01])", phrase)
    assert ("(?)" in phrase) == when.is_uncertain
    assert ("about" in phrase) == when.is_approximate


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("over 1 million rounds", "more than 1 million rounds", "an unknown number of rounds"),
        ("at least 25 trains", "at least 25 trains", "an unknown number of trains"),
        ("up to 12,000 troops", "an unknown number of troops", "at most 12,000 troops"),
        ("fewer than 12,345 troops", "an unknown number of troops", "fewer than 12,345 troops"),
        ("less than 2.5 percent", "an unknown number of percent", "less than 2.5 percent"),
        ("around 5 million shells", "at least 4.5 million shells", "fewer than 5.5 million shells"),
        ("1 train", "at least 1 train", "at most 1 train"),
    ],
)
def test_an_end_of_a_quantity_is_put_alone(words, low, high):
    quantity = Quantity.from_words(words)
    assert bound_phrase(quantity, "low") == low
    assert bound_phrase(quantity, "high") == high


@given(quantities())
def test_an_end_is_unknown_or_a_bound_that_is_included_or_not(quantity):
    low, high = bound_phrase(quantity, "low"), bound_phrase(quantity, "high")
    below = ("at most",) if quantity.includes_high else ("fewer than", "less than")
    above = ("at least",) if quantity.includes_low else ("more than",)
    assert low.startswith(("an unknown number",) if quantity.low is None else above)
    assert high.startswith(("an unknown number",) if quantity.high is None else below)


@pytest.mark.parametrize(
    ("names", "phrase"),
    [
        ([], ""),
        (["Russia"], "Russia"),
        (["Russia", "North Korea"], "Russia and North Korea"),
        (("Russia", "Iran", "China"), "Russia, Iran and China"),
        (iter("abcd"), "a, b, c and d"),
    ],
)
def test_names_stand_in_a_row(names, phrase):
    assert names_phrase(names) == phrase
