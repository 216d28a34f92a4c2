"""What a field of a record takes, what it refuses, and what it says when it refuses."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

import pytest
from example_counts import few
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker import ImpreciseDate, InvalidValueError
from axis_tracker.model.fields import (
    curies,
    optional_country,
    optional_date,
    optional_reference,
    optional_text,
    reference,
    references,
    slug,
    text,
    texts,
    the_date,
)
from axis_tracker.testing import ids
from axis_tracker.testing import texts as plain_texts


@given(ids())
def test_an_id_is_kept_as_it_is(value):
    assert slug(value) == value


@pytest.mark.parametrize(
    ("value", "suggestion"),
    [
        ("Kim Jong Un", "such as 'kim-jong-un'"),
        ("KP", "such as 'kp'"),
        ("a--b", "such as 'a-b'"),
        ("-a", "such as 'a'"),
        ("a_", "such as 'a'"),
        ("a b", "such as 'a-b'"),
        ("Küche", "such as 'kuche'"),
        ("kp\n", "such as 'kp'"),
        ("١٢", None),
        ("", None),
        ("---", None),
        (7, None),
        (None, None),
        (b"kp", None),
    ],
)
def test_what_is_no_id_is_refused_with_a_near_one(value, suggestion):
    with pytest.raises(InvalidValueError) as caught:
        slug(value)
    assert caught.value.suggestion == suggestion
    assert caught.value.value == value


@few
@given(ids())
def test_equal_references_share_one_text(value):
    again = "".join(list(value))
    assert reference(value) is reference(again)


@pytest.mark.parametrize("value", [7, None, ["kp"], "Kim Jong Un", ""])
def test_a_reference_is_an_id(value):
    with pytest.raises(InvalidValueError):
        reference(value)


def test_an_optional_reference_may_be_absent():
    assert optional_reference(None) is None
    assert optional_reference("kp") == "kp"


@few
@given(st.lists(ids(), unique=True, max_size=4))
def test_references_keep_their_order(value):
    assert references(value) == references(tuple(value)) == tuple(value)


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("kp", ""),  # a text is a sequence of texts, and the likeliest mistake
        ({"kp"}, ""),
        ({}, ""),
        (None, ""),
        (iter(["kp"]), ""),
        (["kp", "ru", "kp"], ""),
        (["kp", "Ru"], "[1]"),
        (["kp", None], "[1]"),
        (["kp", ["ru"]], "[1]"),
    ],
)
def test_references_are_a_list_of_ids_each_once(value, path):
    with pytest.raises(InvalidValueError) as caught:
        references(value)
    assert caught.value.path == path


def test_an_id_that_stands_twice_is_named():
    with pytest.raises(InvalidValueError) as caught:
        references(["a", "b", "c", "b", "a"])
    assert caught.value.value == "b"


@given(plain_texts())
def test_a_plain_text_is_kept_as_it_is(value):
    assert text(value) == value


@given(st.text(max_size=6))
def test_a_text_is_taken_exactly_if_it_is_one_clean_line(value):
    clean = (
        value != ""
        and value == value.strip()
        and value == unicodedata.normalize("NFC", value)
        and all(one == " " or unicodedata.category(one)[0] not in "CZ" for one in value)
    )
    try:
        assert text(value) == value
    except InvalidValueError:
        assert not clean
    else:
        assert clean


@pytest.mark.parametrize(
    ("value", "position"),
    [
        ("two\nlines", 3),
        ("a\u00a0no-break space", 1),
        ("tab\tbed", 3),
        ("zero\u200bwidth", 4),
        ("\ufeffmark", 0),
        ("half \ud800", 5),
        ("bell\a", 4),
    ],
)
def test_an_invisible_character_is_pointed_at(value, position):
    with pytest.raises(InvalidValueError) as caught:
        text(value)
    assert caught.value.position == position


@pytest.mark.parametrize("value", [" a", "a ", " ", "", "cafe\u0301", 7, None, b"a"])
def test_what_is_no_plain_text_is_refused(value):
    with pytest.raises(InvalidValueError):
        text(value)


def test_an_optional_text_may_be_absent_but_not_empty():
    assert optional_text(None) is None
    with pytest.raises(InvalidValueError):
        optional_text("")


def test_texts_say_which_of_them_is_refused():
    with pytest.raises(InvalidValueError) as caught:
        texts(["a", "b", " c"])
    assert caught.value.path == "[2]"


def test_identifiers_are_kept_in_order():
    assert curies(["wikidata:Q423", "iso3166-1:KP", "x:a:b"]) == ("wikidata:Q423", "iso3166-1:KP", "x:a:b")


@pytest.mark.parametrize(
    "value",
    [
        ["Q423"],
        [":Q423"],
        ["wikidata:"],
        ["wikidata: Q423"],
        ["Wikidata:Q423"],
        ["wikidata:Q 423"],
        ["wikidata::Q423"],
        ["wikidata:Q423", "wikidata:Q424"],
        "wikidata:Q423",
        [423],
    ],
)
def test_identifiers_have_a_scheme_each_once(value):
    with pytest.raises(InvalidValueError):
        curies(value)


@pytest.mark.parametrize("value", ["KP", "kor", "k", "", "k1", "кр", 7, ["kp"]])
def test_a_country_is_two_lower_case_letters(value):
    with pytest.raises(InvalidValueError):
        optional_country(value)
    assert optional_country("kp") == "kp"
    assert optional_country(None) is None


def test_dates_are_taken_in_three_forms():
    expected = ImpreciseDate("2024-06-01")
    assert the_date("2024-06-01") == the_date(date(2024, 6, 1)) == the_date(expected) == expected
    assert optional_date(None) is None
    assert optional_date("2024") == ImpreciseDate("2024")


@pytest.mark.parametrize("value", ["June 2024", "2024-13", "", 2024, datetime(2024, 6, 1), ["2024"]])  # noqa: DTZ001
def test_what_is_no_date_is_refused(value):
    with pytest.raises(InvalidValueError):
        the_date(value)
    with pytest.raises(InvalidValueError):
        optional_date(value)


def test_a_required_date_may_not_be_absent():
    with pytest.raises(InvalidValueError):
        the_date(None)
