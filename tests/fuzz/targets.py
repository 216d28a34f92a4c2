"""What is fuzzed: each parser of the package, with the texts to begin from.

A target takes bytes and fails by raising anything: a parser may refuse them with an error of this package, and nothing
else may escape it; what it accepts must come back the same from what is written of it. Seeds are made of the tests' own
data. Imports the package and `plain_data_strategies`; `run` feeds the targets.
"""

from __future__ import annotations

import io
import json
import tomllib
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from plain_data_strategies import ODD_VALUES, plain_document

import axis_tracker as axt
from axis_tracker.curation.locate import locate
from axis_tracker.curation.sentences import sentences
from axis_tracker.formats.documents import plain_of
from axis_tracker.formats.jsonl import COLLECTION_OF
from axis_tracker.formats.limits import Limits
from axis_tracker.formats.registry import module_of
from axis_tracker.formats.toml_lines import record_lines
from axis_tracker.imprecise.date_word_table import DATE_EXPRESSIONS
from axis_tracker.imprecise.quantity_word_table import HEDGES, VAGUE_NUMBERS
from axis_tracker.model import fields

Check = Callable[[bytes], None]


class Target(NamedTuple):
    """A row: what is fed, what it begins from, and how long an input may become."""

    check: Check
    seeds: tuple[bytes, ...]
    longest: int = 300


# Parsers of one text


def _text(data: bytes) -> str:
    """The text that bytes say; those that are not UTF-8 become lone surrogates, which no parser may trip over."""
    return data.decode("utf-8", "surrogateescape")


def _back_and_forth(parse: Callable[[str], Any], write: Callable[[Any], str] = str) -> Check:
    """A parser whose values, written, are read as equal ones, and written as the same text."""

    def check(data: bytes) -> None:
        try:
            value = parse(_text(data))
        except axt.AxisTrackerError as error:
            assert str(error)
            return
        text = write(value)
        again = parse(text)
        assert again == value
        assert write(again) == text

    return check


def _date_words(text: str) -> axt.ImpreciseDate:
    for anchor in ("2024-11-29", "2024-11~", "2020/..", "0001-01-01", "9999"):
        try:
            found = axt.ImpreciseDate.from_words(text, relative_to=anchor)
        except axt.DateWordsError as error:
            refused = error
        else:
            assert axt.ImpreciseDate.parse(str(found)) == found
            return found
    raise refused


def _check_date_words(data: bytes) -> None:
    try:
        _date_words(_text(data))
    except axt.AxisTrackerError as error:
        assert str(error)


def _check_quantity_words(data: bytes) -> None:
    try:
        read = axt.Quantity.from_words(_text(data))
    except axt.AxisTrackerError as error:
        assert str(error)
        return
    again = axt.Quantity.from_words(str(read))
    assert again == read, (read, again)
    assert read.is_approximate in (True, False)
    read.check_wording()


def _check_wording(data: bytes) -> None:
    try:
        read = axt.Quantity(low=1, wording=_text(data))
        read.check_wording()
    except axt.AxisTrackerError as error:
        assert str(error)
        return
    assert axt.Quantity.of({"low": 1, "wording": read.wording}) == read


def _check_number(data: bytes) -> None:
    text = _text(data)
    try:
        read = axt.Quantity.of({"low": text, "high": text})
    except axt.AxisTrackerError as error:
        assert str(error)
        return
    again = f"{read.low:f}" if isinstance(read.low, Decimal) else str(read.low)
    assert axt.Quantity.of({"low": again, "high": again}) == read


def _check_sentences(data: bytes) -> None:
    text = _text(data)
    last = 0
    for one in sentences(text):
        assert last <= one.start < one.end <= len(text)
        assert "\n" not in text[one.start : one.end]
        last = one.end


def _check_locate(data: bytes) -> None:
    whole = _text(data)
    words = whole[len(whole) // 3 : len(whole) // 2]
    try:
        found = locate(whole, words, document="d")
    except axt.AxisTrackerError as error:
        assert str(error)
        return
    assert all(one.matches(whole) for one in found)


def _check_toml_lines(data: bytes) -> None:
    text = _text(data)
    try:
        parsed = tomllib.loads(text)
    except (ValueError, RecursionError):
        return
    found = record_lines(text)
    assert set(parsed) == set(found), (sorted(parsed), sorted(found))
    last = text.count("\n") + 1
    for name, records in found.items():
        if isinstance(parsed[name], list) and all(isinstance(one, dict) for one in parsed[name]) and len(records) > 1:
            assert len(records) == len(parsed[name])
        for one in records:
            assert 1 <= one.header <= last
            assert all(one.header <= line <= last for line in one.fields.values())


# Readers of files

_LIMITS = Limits()


def _read(name: str, content: bytes) -> axt.Dataset:
    return module_of(axt.FORMATS[name]).read(io.BytesIO(content), kinds=(), name="data", limits=_LIMITS)


def _written(name: str, dataset: axt.Dataset) -> bytes:
    file = io.BytesIO()
    module_of(axt.FORMATS[name]).write(dataset, file)
    return file.getvalue()


def _file(name: str) -> Check:
    def check(data: bytes) -> None:
        try:
            dataset = _read(name, data)
        except axt.ReadError as error:
            assert error.problems
            assert str(error)
            assert {one.file for one in error.problems} == {"data"}
            return
        content = _written(name, dataset)
        again = _read(name, content)
        assert again == dataset
        assert _written(name, again) == content

    return check


_HEADER = b'{"format":"axis-tracker","version":2}\n'


def _check_record(data: bytes) -> None:
    """A line of JSON Lines, which may refer to anything: a record alone."""
    module: Any = module_of(axt.FORMATS["jsonl"])
    try:
        records = list(module.iter_records(io.BytesIO(_HEADER + data), kinds=(), name="data", limits=_LIMITS))
    except axt.ReadError as error:
        assert error.problems
        assert str(error)
        return
    file = io.BytesIO()
    module.write_records(records, file)
    file.seek(0)
    assert list(module.iter_records(file, kinds=(), name="data", limits=_LIMITS)) == records


# Seeds


def _encoded(texts: Iterable[str]) -> tuple[bytes, ...]:
    return tuple(dict.fromkeys(text.encode("utf-8", "surrogatepass") for text in texts))


_PLAIN = plain_document()
_DATASET = axt.loads(json.dumps(_PLAIN))
_ODD = [one for one in ODD_VALUES if isinstance(one, str) and len(one) < 100]
_HEDGED = [f"{one.words} 5 million shells" if not one.follows else f"5,000 troops {one.words}" for one in HEDGES]
_VAGUE = [f"{one.words} trains" for one in VAGUE_NUMBERS]
_NUMBERS = ["10,000", "2.5 million", "one hundred and fifty", "half a million", "10k-12k", "$3 billion", "minus 3"]
_RANGES = ["between 10 and 12 thousand troops", "from 3 to 5 trains", "over 5 and under 9 percent"]
_DATES = [one.reading for one in DATE_EXPRESSIONS]
_LINES = _written("jsonl", _DATASET).splitlines(keepends=True)[1:]
_TEXT = '"Kim left," he said. The U.S. Navy saw it... No. 5 did not!\nNobody else did. (Or so.)'
_EVENTS = json.loads(Path(__file__).parents[1].joinpath("data/golden/v1/invented.json").read_text(encoding="utf-8"))

TARGETS: dict[str, Target] = {
    "date": Target(_back_and_forth(axt.ImpreciseDate.parse), _encoded((*_DATES, *_ODD)), 60),
    "date-words": Target(_check_date_words, _encoded((*(one.words for one in DATE_EXPRESSIONS), *_ODD)), 120),
    "quantity-words": Target(_check_quantity_words, _encoded((*_HEDGED, *_VAGUE, *_NUMBERS, *_RANGES, *_ODD)), 120),
    "wording": Target(_check_wording, _encoded((*_HEDGED, *_VAGUE, *_NUMBERS, *_RANGES)), 120),
    "number": Target(_check_number, _encoded(("0", "-0.5", "1" * 30, "0." + "0" * 29 + "1", "1e5", "NaN", *_ODD)), 100),
    "unit": Target(
        _back_and_forth(lambda text: axt.Quantity(low=1, unit=text), lambda read: read.unit),
        _encoded(("shells", "artillery shells", "rounds of ammunition", "percent", *_ODD)),
        60,
    ),
    "passage": Target(_back_and_forth(axt.Passage.parse), _encoded(("a#char=0,1;sha256=0123456789abcdef", *_ODD)), 120),
    "grade": Target(_back_and_forth(axt.Grade.parse), _encoded(("B2", "F6", *_ODD)), 10),
    "slug": Target(_back_and_forth(fields.slug), _encoded(("kp-ru_2024", *_ODD)), 60),
    "identifiers": Target(
        _back_and_forth(lambda text: fields.curies(text.split("|")), "|".join),
        _encoded(("wikidata:Q423|iso3166-1:KP", *_ODD)),
        80,
    ),
    "text": Target(_back_and_forth(fields.text), _encoded(("North Korea", "Kim Jong-un", "Ra\u0219ca", *_ODD)), 60),
    "sentences": Target(_check_sentences, _encoded((_TEXT,))),
    "locate": Target(_check_locate, _encoded((_TEXT,))),
    "toml-lines": Target(_check_toml_lines, (_written("toml", _DATASET)[:2_000],), 2_000),
    "record": Target(
        _check_record,
        (
            *_LINES,
            *(
                json.dumps({word: record}).encode() + b"\n"
                for word, collection in COLLECTION_OF.items()
                for record in _EVENTS.get(collection, [])[:12]
            ),
        ),
        2_000,
    ),
    **{
        name: Target(_file(name), (_written(name, _DATASET),), 8_000)
        for name, one in axt.FORMATS.items()
        if one.layout is not axt.Layout.FOLDER
    },
}
"""The targets, by name."""

WORDS: tuple[str, ...] = tuple(
    sorted(
        {
            *COLLECTION_OF,
            *(one.words for one in HEDGES),
            *(one.words for one in VAGUE_NUMBERS),
            *(
                key
                for records in plain_of(_DATASET).values()
                if isinstance(records, list)
                for one in records
                for key in one
            ),
            *(
                "million",
                "thousand",
                "dozen",
                "between",
                "and",
                "to",
                "early",
                "mid-",
                "the past",
                "months",
                "last",
                "..",
                "XX",
            ),
        }
    )
)
"""Words that the fuzzer puts into its inputs."""
