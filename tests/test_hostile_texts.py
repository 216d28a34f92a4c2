"""Texts that no person writes: every parser of a text refuses or reads them in time that grows as their length does."""

from __future__ import annotations

from functools import partial

import pytest
from processor_time import within

import axis_tracker as axt
from axis_tracker.curation.locate import locate
from axis_tracker.curation.sentences import sentences
from axis_tracker.formats.toml_files import TomlFile
from axis_tracker.formats.toml_lines import line_of_deep_key
from axis_tracker.model import fields

PARSERS = {
    "a date": axt.ImpreciseDate.parse,
    "words for a date": lambda text: axt.ImpreciseDate.from_words(text, relative_to="2024-11"),
    "words for a number": axt.Quantity.from_words,
    "a number": lambda text: axt.Quantity.of({"low": text}),
    "a unit": lambda text: axt.Quantity(low=1, unit=text),
    "a wording": lambda text: axt.Quantity(low=1, wording=text).check_wording(),
    "a passage": axt.Passage.parse,
    "a grade": axt.Grade.parse,
    "an id": fields.slug,
    "identifiers": lambda text: fields.curies([text]),
    "a text": fields.text,
    "a controlled word": lambda text: axt.Actor(id="a", name="A", kind=text),
    "a country": lambda text: axt.Actor(id="a", name="A", kind="state", country=text),
    "a word of a policy": lambda text: axt.Policy(unnamed=text),
    "the sentences of a text": lambda text: list(sentences(text)),
    "a stretch of a text": lambda text: locate(text, f"{text[1:]}x", document="d"),
    "TOML": lambda text: TomlFile(text.encode("utf-8", "surrogatepass"), "data.toml"),
    "the keys of TOML": line_of_deep_key,
    "JSON": axt.loads,
}
REPEATED = (
    *(
        "a",
        "A",
        "1",
        "0",
        "9",
        "X",
        "x",
        ".",
        "-",
        "/",
        " ",
        "..",
        "?",
        "!",
        "~",
        "[",
        "{",
        '"',
        "'",
        "\\",
        ":",
        "\n",
        "_",
    ),
    *("a-", "a ", "1,", "1.", "a. ", ". A", "! ", "a.", '"a".', "XXXX-", "2024-", "0,000", '\\"""\n', "'''\n", "a=1\n"),
    *(
        "and ",
        "between 1 and ",
        "from 1 to ",
        "minus ",
        "half a ",
        "early ",
        "since ",
        "late ",
        "June to ",
        "one hundred and ",
    ),
    *("\u0660", "\uff11", "\xe9", "e\u0301", "\u200b", "\ud800", "\U0001d7ce", "#char=1,2;sha256=0"),
)
LENGTH = 20_000
SOON = 0.5
"""Seconds of processor time for each: it takes some milliseconds, and a square of the length many times as long."""


@pytest.mark.parametrize("parse", PARSERS.values(), ids=PARSERS)
def test_the_time_grows_as_the_length_does(parse):
    for unit in REPEATED:
        for end in ("", "!"):
            shown = within(SOON, partial(refused, parse, unit * (LENGTH // len(unit)) + end), of=(unit, end))
            assert len(shown) < 2_000


def refused(parse, text):
    try:
        parse(text)
    except axt.AxisTrackerError as error:
        return str(error)
    return ""


DIGITS = ("\u0660", "\u06f1", "\u0967", "\uff11", "\U0001d7ce", "\xb2", "\u2460", "\u2167")


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize(
    ("parse", "template"),
    [
        (axt.ImpreciseDate.parse, "202{}"),
        (lambda text: axt.ImpreciseDate.from_words(text, relative_to="2024"), "June 202{}"),
        (axt.Quantity.from_words, "{} shells"),
        (axt.Quantity.from_words, "1{} shells"),
        (lambda text: axt.Quantity.of({"low": text}), "{}"),
        (lambda text: axt.Quantity.of({"low": text}), "1{}"),
        (axt.Passage.parse, "a#char={},9;sha256=0123456789abcdef"),
        (axt.Grade.parse, "B{}"),
        (fields.slug, "a{}"),
    ],
)
def test_only_ten_digits_are_digits(parse, template, digit):
    with pytest.raises(axt.InvalidValueError):
        parse(template.format(digit))


def test_a_long_date_is_refused_for_its_length():
    with pytest.raises(axt.DateNotationError, match="at most 23 characters"):
        axt.ImpreciseDate.parse("X" * 101)
    assert len("2024-06-01?/2024-06-02%") == 23
    assert str(axt.ImpreciseDate.parse("2024-06-01?/2024-06-02%")) == "2024-06-01?/2024-06-02%"


def test_words_for_a_date_and_a_number_have_a_greatest_length():
    assert axt.ImpreciseDate.from_words(f"{' ' * 196}2024", relative_to="2024") == axt.ImpreciseDate("2024")
    with pytest.raises(axt.DateWordsError, match="at most 200 characters"):
        axt.ImpreciseDate.from_words(f"{' ' * 197}2024", relative_to="2024")
    assert axt.Quantity.from_words(f"{' ' * 992}5 trains").low == 5
    with pytest.raises(axt.QuantityWordsError, match="at most 1,000 characters"):
        axt.Quantity.from_words(f"{' ' * 993}5 trains")


# What the fuzzers found


@pytest.mark.parametrize("words", ["5,000%or so", "c.$1", "between $5 and$6", "over 5%or so", "$3-$5", "US$5k"])
def test_the_wording_of_what_was_written_without_spaces_can_be_read(words):
    read = axt.Quantity.from_words(words)
    read.check_wording()
    assert axt.Quantity.from_words(str(read)) == read


def test_half_of_a_character_has_no_digest():
    with pytest.raises(axt.InvalidValueError, match=r"U\+D800") as refused:
        axt.Passage.of_text("ab\ud800c", 1, 3, document="d")
    assert refused.value.position == 1
    passage = axt.Passage.of_text("abxc", 1, 3, document="d")
    assert not passage.matches("ab\ud800c")


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_no_advice_leads_to_another_refusal(number):
    with pytest.raises(axt.InvalidValueError) as refused:
        axt.Quantity(low=number)
    assert refused.value.suggestion is None


def test_a_word_that_is_no_text_is_refused_however_it_would_be_shown():
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    for value in (10**5_000, deep):
        with pytest.raises(axt.InvalidValueError):
            axt.Actor(id="a", name="A", kind=value)
