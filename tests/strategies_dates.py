"""Hypothesis strategies for the notation of imprecise dates: texts of the profile, texts near it, and extents."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import strategies as st

from axis_tracker.imprecise.date_notation import Days
from axis_tracker.imprecise.dates import Extent, ImpreciseDate

QUALIFIERS = ("", "?", "~", "%")
SEASONS = (21, 22, 23, 24)
QUARTERS = (33, 34, 35, 36)
HALVES = (40, 41)

# All characters that EDTF gives a meaning, and some that it does not.
EDTF_ALPHABET = "0123456789-/?~%.XYESTZ:+,[]{}^ xu"

# The winter of 9999 ends in the year 10000 and is refused: a case of its own among the examples.
LAST_YEAR = 9998


def years() -> st.SearchStrategy[int]:
    """Years of the profile; mostly near each other, so that orders and leap years are met."""
    return st.one_of(st.integers(1990, 2030), st.integers(1, LAST_YEAR))


def qualifiers() -> st.SearchStrategy[str]:
    return st.sampled_from(QUALIFIERS)


@st.composite
def bare_texts(draw: st.DrawFn) -> str:
    """A date of any precision that an interval can have at its ends, without its qualifier."""
    year = draw(years())
    match draw(st.sampled_from(("year", "month", "day", "part"))):
        case "year":
            return f"{year:04}"
        case "month":
            return f"{year:04}-{draw(st.integers(1, 12)):02}"
        case "day":
            month = draw(st.integers(1, 12))
            return f"{year:04}-{month:02}-{draw(st.integers(1, monthrange(year, month)[1])):02}"
        case _:
            return f"{year:04}-{draw(st.sampled_from((*SEASONS, *QUARTERS, *HALVES)))}"


@st.composite
def single_texts(draw: st.DrawFn) -> str:
    return draw(bare_texts()) + draw(qualifiers())


@st.composite
def masked_texts(draw: st.DrawFn) -> str:
    """A date with unspecified digits; year 0000 is not in the profile, so its decade and century are left out."""
    year = draw(st.integers(100, LAST_YEAR))
    month = draw(st.integers(1, 12))
    forms = (
        f"{year // 10:03}X",
        f"{year // 100:02}XX",
        f"{year:04}-XX",
        f"{year:04}-XX-XX",
        f"{year:04}-{month:02}-XX",
    )
    return draw(st.sampled_from(forms)) + draw(qualifiers())


@st.composite
def interval_texts(draw: st.DrawFn) -> str:
    """An interval that does not run backwards, or has an open or unknown end."""
    ends = [draw(single_texts()), draw(single_texts())]
    ends.sort(key=lambda text: ImpreciseDate(text).earliest or date.min)
    replaced = draw(st.sampled_from((None, 0, 1)))
    if replaced is not None:
        ends[replaced] = draw(st.sampled_from(("", "..")))
    return "/".join(ends)


def texts() -> st.SearchStrategy[str]:
    """Every kind of text that the profile accepts."""
    return st.one_of(single_texts(), masked_texts(), interval_texts())


def imprecise_dates() -> st.SearchStrategy[ImpreciseDate]:
    return texts().map(ImpreciseDate)


@st.composite
def mutated_texts(draw: st.DrawFn) -> str:
    """A text of the profile with one to three characters replaced, put in, taken out or doubled."""
    text = draw(texts())
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        character = draw(st.sampled_from(EDTF_ALPHABET))
        match draw(st.sampled_from(("replace", "insert", "delete", "double"))):
            case "replace":
                text = text[:at] + character + text[at + 1 :]
            case "insert":
                text = text[:at] + character + text[at:]
            case "delete":
                text = text[:at] + text[at + 1 :]
            case _:
                text = text[:at] + text[at : at + 2] + text[at:]
    return text


# A small calendar around the end of a February: few enough days to walk through all worlds.
FIRST_DAY = date(2024, 2, 27)
SMALL_CALENDAR = tuple(FIRST_DAY + timedelta(days=step) for step in range(6))


def _pairs() -> st.SearchStrategy[Days]:
    days = st.sampled_from(SMALL_CALENDAR)
    bounded = st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))
    one_sided = st.one_of(st.tuples(days, st.none()), st.tuples(st.none(), days))
    return st.one_of(bounded, bounded, one_sided, st.just((None, None)))


@st.composite
def bounds(draw: st.DrawFn) -> tuple[Days, Days]:
    """The two pairs of an extent in the small calendar, such that there is a world that they allow."""
    begin, end = draw(_pairs()), draw(_pairs())
    if begin[0] is not None and end[1] is not None and begin[0] > end[1]:
        begin, end = (
            (end[1], begin[0]) if begin[1] is not None else (end[1], None),
            (end[0] and min(end[0], begin[0]), begin[0]),
        )
    return begin, end


def extents() -> st.SearchStrategy[Extent]:
    return bounds().map(lambda pair: Extent(*pair))
