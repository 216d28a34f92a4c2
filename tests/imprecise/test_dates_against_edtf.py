"""`ImpreciseDate` and the PyPI library edtf agree on every text, but for the deviations that are listed here.

Texts come from the grammar of the profile and from mutations of it. What the profile leaves out by the name of an EDTF
feature is no deviation: edtf may well read it.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import NamedTuple

import date_strategies as dates
import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from example_counts import examples
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker.errors import DateNotationError
from axis_tracker.imprecise.date_profile import PROFILE
from axis_tracker.imprecise.dates import ImpreciseDate


class Reading(NamedTuple):
    """What one of the two makes of a text: None for an end that has no day."""

    text: str
    earliest: tuple[int, int, int] | None
    latest: tuple[int, int, int] | None
    is_approximate: bool
    is_uncertain: bool


class Deviation(NamedTuple):
    """A way in which the two differ: of which texts, in what, and why ours is right."""

    name: str
    sign: str
    fields: tuple[str, ...]  # of `Reading`; empty if only one of the two reads the text
    examples: tuple[str, ...]
    reason: str


WE_READ = (
    Deviation(
        "qualified seasons",
        r"[0-9]{4}-2[1-4][?~%]",
        (),
        ("2000-23~", "2000-21%"),
        "Level 1 qualifies a date as a whole, and a season is one; edtf itself takes one qualified inside an interval",
    ),
    Deviation(
        "quarters and halves in intervals, and qualified",
        r"(?=.*-(?:3[3-6]|4[01])).*[/?~%].*",
        (),
        ("1992-35/..", "0858-34?", "2004-33/2005"),
        "they are dates of months like the seasons, and the grammar of edtf has them in neither place",
    ),
)
EDTF_READS = (
    Deviation(
        "white space",
        r"(?s).*\s.*",
        (),
        (" 2004", "1776-07~/.. ", "1990-01 /"),
        "edtf skips it; the notation has none, and what is refused here is not repaired",
    ),
    Deviation(
        "29 February of common years",
        r".*-02-29.*",
        (),
        ("2023-02-29", "2023-02-29/2024", "1900-02-29?"),
        "there is no such day; edtf even returns it as a bound",
    ),
    Deviation(
        "intervals that run backwards",
        r"[^/]+/[^/]+",
        (),
        ("2004/2003", "2006-08/2004-06"),
        "nothing ends before it begins; edtf does not compare the ends",
    ),
    Deviation(
        "the winter of 9999",
        r".*9999-24.*",
        (),
        ("9999-24",),
        "it ends in the year 10000, which four digits cannot write; to edtf winter is December alone",
    ),
)
BOTH_READ = (
    Deviation(
        "unknown ends",
        r"/.+|.+/",
        ("earliest", "latest"),
        ("2004/", "/2004-06"),
        "edtf puts a bound ten years away, which nobody gave",
    ),
    Deviation(
        "winter",
        r".*-24[?~%]?",
        ("latest",),
        ("2004-24", "2000/2004-24", "1990/1990-24?"),
        "meteorological winter runs into the next February; edtf ends it with December",
    ),
)


def parts(day: date | None) -> tuple[int, int, int] | None:
    return None if day is None else (day.year, day.month, day.day)


def ours(text: str) -> Reading | DateNotationError:
    try:
        read = ImpreciseDate(text)
    except DateNotationError as error:
        return error
    return Reading(str(read), parts(read.earliest), parts(read.latest), read.is_approximate, read.is_uncertain)


def theirs(text: str) -> Reading | None:
    try:
        read = parse_edtf(text)
    except (EDTFParseException, AttributeError, TypeError):
        return None  # it also stumbles over some malformed texts, with other errors than its own
    if ours_is_refused(text):
        return Reading(str(read), None, None, is_approximate=False, is_uncertain=False)
    # An open end is an infinite float.
    earliest, latest = (
        None if isinstance(day, float) else day[:3] for day in (read.lower_strict(), read.upper_strict())
    )
    both = read.is_uncertain_and_approximate
    return Reading(str(read), earliest, latest, read.is_approximate or both, read.is_uncertain or both)


def ours_is_refused(text: str) -> bool:
    return isinstance(ours(text), DateNotationError)


LEFT_OUT = {feature.reason for feature in PROFILE if feature.level is not None and not feature.is_accepted}


def difference(text: str) -> tuple[tuple[Deviation, ...], tuple[str, ...]] | None:
    """None if the two agree; else the deviations that may explain it, and the fields in which the readings differ."""
    we, they = ours(text), theirs(text)
    if isinstance(we, DateNotationError):
        return None if they is None or we.reason in LEFT_OUT else (EDTF_READS, ())
    if they is None:
        return WE_READ, ()
    fields = tuple(name for name in Reading._fields if getattr(we, name) != getattr(they, name))
    return (BOTH_READ, fields) if fields else None


def unexplained(text: str) -> tuple[str, ...] | None:
    """The fields in which the two differ without a listed deviation; None if there is no such difference."""
    found = difference(text)
    if found is None:
        return None
    candidates, fields = found
    explaining = [deviation for deviation in candidates if re.fullmatch(deviation.sign, text)]
    left = set(fields) - {field for deviation in explaining for field in deviation.fields}
    return tuple(left) if left or not explaining else None


@examples(50)
@given(dates.texts())
def test_they_agree_on_texts_of_the_profile(text: str) -> None:
    assert unexplained(text) is None


@examples(150)
@given(dates.mutated_texts())
def test_they_agree_on_texts_near_the_profile(text: str) -> None:
    assert unexplained(text) is None


@examples(40)
@given(st.integers(1, 9999), st.integers(0, 99), st.integers(0, 40), st.sampled_from(dates.QUALIFIERS))
def test_they_agree_on_what_looks_like_a_date(year: int, part: int, day: int, qualifier: str) -> None:
    assert unexplained(f"{year:04}-{part:02}{qualifier}") is None
    assert unexplained(f"{year:04}-{part % 14:02}-{day:02}{qualifier}") is None


DEVIATIONS = (*WE_READ, *EDTF_READS, *BOTH_READ)


@pytest.mark.parametrize(
    ("deviation", "example"),
    [(deviation, example) for deviation in DEVIATIONS for example in deviation.examples],
    ids=lambda value: value.name if isinstance(value, Deviation) else repr(value),
)
def test_every_listed_deviation_is_still_there(deviation: Deviation, example: str) -> None:
    found = difference(example)
    assert found is not None, "the two agree by now: take it off the list"
    candidates, fields = found
    assert deviation in candidates
    assert re.fullmatch(deviation.sign, example)
    assert set(fields) <= set(deviation.fields)


def test_the_impossible_days_are_impossible() -> None:
    """The calendar of the standard library is the judge between the two."""
    for year in (1900, 2000, 2023, 2024):
        text = f"{year}-02-29"
        assert ours_is_refused(text) is not calendar.isleap(year)
        assert theirs(text) is not None
    with pytest.raises(ValueError, match="day"):
        date(2023, 2, 29)
