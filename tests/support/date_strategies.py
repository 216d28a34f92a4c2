"""What only the tests of dates draw: texts near the profile, and bounds within a few days for walks through all worlds.

The dates themselves come from `axis_tracker.testing`.
"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from axis_tracker.imprecise.date_notation import Days
from axis_tracker.testing import imprecise_dates

QUALIFIERS = ("", "?", "~", "%")

# All characters that EDTF gives a meaning, and some that it does not.
EDTF_ALPHABET = "0123456789-/?~%.XYESTZ:+,[]{}^ xu"


def texts() -> st.SearchStrategy[str]:
    """Every kind of text that the profile accepts."""
    return imprecise_dates().map(str)


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
