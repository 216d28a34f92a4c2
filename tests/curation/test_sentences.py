"""Sentences are stretches of one line; together they hold every letter of a text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("The U.S. Navy came. It left.", ["The U.S. Navy came.", "It left."]),
        ("Gen. No met Dr. Who vs. Mr. X.", ["Gen. No met Dr. Who vs. Mr. X."]),
        ("He said “no.” She left.", ["He said “no.”", "She left."]),
        ("Over 2.5 million rounds. And 3.", ["Over 2.5 million rounds.", "And 3."]),
        ("• A bullet.\n• Another one", ["A bullet.", "Another one"]),
        ("a heading without a stop\nA sentence.", ["a heading without a stop", "A sentence."]),
        ("lower case goes on. and on.", ["lower case goes on. and on."]),
        ("“Quoted first.” (Then this.)", ["“Quoted first.”", "(Then this.)"]),
        (" \xa0\n \r\n", []),
        ("", []),
    ],
)
def test_examples(text, expected):
    assert [text[one.start : one.end] for one in sentences(text)] == expected


@given(st.text(alphabet=st.sampled_from("aB1 .!?\n“”'•U.S"), max_size=60))
def test_sentences_are_in_order_apart_and_leave_out_no_letter(text):
    found = list(sentences(text))
    assert all(one.start < one.end for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    inside = {at for one in found for at in range(one.start, one.end)}
    assert all(at in inside for at, character in enumerate(text) if character.isalnum())
    assert all("\n" not in text[one.start : one.end] for one in found)
