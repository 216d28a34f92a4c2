"""Locating words in a text: characters count as what they are, and positions are in code points."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

import axis_tracker as axt

_characters = st.characters(exclude_categories=["Cs"])
_few = st.text("ab \n\u00a0\u2019'😀", max_size=12)


def spans(whole, words):
    return [(one.start, one.end) for one in axt.locate(whole, words, document="example")]


def refusal(whole, words):
    with pytest.raises(axt.InvalidValueError) as caught:
        axt.locate(whole, words, document="example")
    assert str(caught.value)
    return caught.value


@given(
    st.text(_characters, max_size=20), st.text(_characters, min_size=1, max_size=20), st.text(_characters, max_size=20)
)
def test_what_stands_in_a_text_is_found_where_it_stands(before, words, after):
    whole = before + words + after
    found = axt.locate(whole, words, document="example")
    assert (len(before), len(before) + len(words)) in [(one.start, one.end) for one in found]
    for one in found:
        assert whole[one.start : one.end] == words
        assert one.matches(whole)
        assert one.digest == hashlib.sha256(words.encode()).hexdigest()[:16]
        assert one.document == "example"


@given(_few, _few.filter(bool))
def test_every_place_is_found_once_and_in_order(whole, words):
    expected = [at for at in range(len(whole)) if whole.startswith(words, at)]
    if expected:
        assert [start for start, _ in spans(whole, words)] == expected
    else:
        assert refusal(whole, words).value == words


def test_places_that_overlap_are_all_found():
    assert spans("aaaa", "aa") == [(0, 2), (1, 3), (2, 4)]


def test_positions_count_code_points_also_beyond_the_basic_plane():
    assert spans("🚀🚀 e\u0301 Kim 🚀", "Kim") == [(6, 9)]
    assert spans("🚀🚀", "🚀") == [(0, 1), (1, 2)]


@pytest.mark.parametrize(
    ("whole", "words", "has"),
    [
        ("some 10\u00a0000 men", "10 000", "'10\\xa0000'"),
        ("some 10 000 men", "10\u00a0000", "'10 000'"),
        ("some 10\u202f000 men", "10 000", "'10\\u202f000'"),
        ("some 10\u2009000 men", "10 000", "'10\\u2009000'"),
        ("Russia\u2019s war", "Russia's war", "'Russia\u2019s war'"),
        ("Russia's war", "Russia\u2019s war", '"Russia\'s war"'),
        ("he \u2018said\u2019 it", "'said'", "'\u2018said\u2019'"),
        ("he “said” it", '"said"', "'“said”'"),
        ("two\nlines", "two lines", "'two\\nlines'"),
        ("2022\u20132024", "2022-2024", "'2022\u20132024'"),
        ("then—now", "then-now", "'then—now'"),
        ("then—now", "then\u2013now", "'then—now'"),
        ("air\u2011base", "air-base", "'air\u2011base'"),
    ],
)
def test_look_alikes_are_not_the_same_but_the_error_says_what_the_text_has(whole, words, has):
    error = refusal("🚀 " + whole, words)
    assert error.suggestion == f"the text has {has}"


@pytest.mark.parametrize("words", ["Kim met", "kim", "Kim  ", "Kím"])
def test_words_that_are_nowhere_have_no_suggestion(words):
    assert refusal("Kim left.", words).suggestion is None


def test_no_words_are_nowhere():
    assert refusal("Kim left.", "").reason == "no words to search for"
    assert refusal("", "Kim").suggestion is None


def test_a_document_must_have_an_id():
    with pytest.raises(axt.InvalidValueError) as caught:
        axt.locate("Kim left.", "Kim", document="My Report")
    assert caught.value.path == "document"


# Files


def test_in_a_file_the_document_is_the_name_without_suffix(tmp_path):
    path = tmp_path / "001_report.txt"
    path.write_bytes("\u00a0Kim\r\nleft. Kim".encode())
    for given_path in (path, str(path)):
        assert [str(one).split(";")[0] for one in axt.locate_in_file(given_path, "Kim")] == [
            "001_report#char=1,4",
            "001_report#char=12,15",
        ]
    assert len(axt.locate_in_file(path, "Kim\r\nleft")) == 1
    with pytest.raises(axt.InvalidValueError, match="not in the text"):
        axt.locate_in_file(path, "Kim\nleft")


def test_a_file_must_be_utf_8(tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes(b"Kim \xff")
    with pytest.raises(axt.InvalidValueError, match="is not UTF-8: invalid start byte at byte 4"):
        axt.locate_in_file(path, "Kim")


def test_a_file_must_be_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        axt.locate_in_file(tmp_path / "report.txt", "Kim")
