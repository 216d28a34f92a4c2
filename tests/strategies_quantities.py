"""Hypothesis strategies for quantities and measures; every exclusion says why."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Measure, Period, Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.imprecise.quantity_word_table import HEDGES, NUMBER_WORDS, SCALE_LETTERS, SCALES, VAGUE_NUMBERS
from axis_tracker.imprecise.units import CURRENCIES, NOT_IN_UNITS, UNITS, refusal, stored_unit

TABLE_WORDS = sorted(
    {word for row in (*HEDGES, *VAGUE_NUMBERS) for word in row.words.split()}
    | {*NUMBER_WORDS, *SCALES, *SCALE_LETTERS, *NOT_IN_UNITS, *CURRENCIES}
)
"""Every word and sign that the reader knows: the texts that are most likely to mislead it are made of them."""

whole_numbers = st.integers(-20, 20) | st.integers(-(10**12), 10**12) | st.integers(1 - 10**30, 10**30 - 1)
decimals = st.decimals(min_value=-(10**6), max_value=10**6, places=3) | st.decimals(-1, 1, places=30)
numbers = whole_numbers | decimals
small_numbers = st.integers(-3, 3) | st.sampled_from([Decimal(n) / 2 for n in range(-5, 6, 2)])

_letters = st.characters(categories=["Ll", "Lu"], max_codepoint=0x24F)
_words = st.one_of(
    st.sampled_from(TABLE_WORDS),
    st.sampled_from(["artillery", "short-range", "T-72", "U.S.-made", "soldiers'", "of", "rounds", "Rounds", "round"]),
    st.text(_letters, min_size=1, max_size=6),
)
# What is no unit cannot be in a quantity at all; that it is refused has tests of its own.
units = st.one_of(
    st.just(""),
    st.sampled_from([unit.name for unit in UNITS]),
    st.lists(_words, min_size=1, max_size=3)
    .map(" ".join)
    .filter(lambda unit: refusal(unit) is None and stored_unit(unit) == unit),
)


@st.composite
def quantities(
    draw: st.DrawFn,
    *,
    ends: st.SearchStrategy[int | Decimal] = numbers,
    unit: st.SearchStrategy[str] = units,
) -> Quantity:
    """Quantities of every shape, without a wording."""
    low, high = draw(st.none() | ends), draw(st.none() | ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    both = low is not None and low == high  # an excluded end would leave no number
    return Quantity(
        low=low,
        high=high,
        unit=draw(unit),
        includes_low=both or draw(st.booleans()),
        includes_high=both or draw(st.booleans()),
    )


@st.composite
def members(draw: st.DrawFn, quantity: Quantity) -> int | Decimal:
    """A number that a quantity with small ends allows, near its ends as often as not."""
    low = quantity.low if quantity.low is not None else (-10 if quantity.high is None else quantity.high - 10)
    high = quantity.high if quantity.high is not None else low + 10
    if low == high:
        return low
    parts = 1000
    first = 0 if quantity.includes_low else 1
    last = parts if quantity.includes_high else parts - 1
    step = Decimal(high - low) / parts
    return low + step * draw(st.sampled_from([first, last]) | st.integers(first, last))


expressions = st.lists(
    st.sampled_from(TABLE_WORDS)
    | st.sampled_from(
        ["1", "5", "10", "12", "250", "12,000", "2.5", "5.0", "10k", "and", "to", "or", "-", "between", "of"]
    )
    | st.sampled_from(["hundred", "dozen", "half", "rounds", "%", "from", "but", ",", "twenty-five"]),
    min_size=1,
    max_size=7,
).map(" ".join)
"""Texts out of the reader's own vocabulary, most of them nonsense."""


days_of_counting = st.sampled_from(["2023", "2023-08", "2023-08~", "2022/2023-06"]).map(ImpreciseDate.of)


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    """Measures of every reading, each with what belongs to it."""
    reading = draw(st.sampled_from(Reading))
    is_share = reading is Reading.SHARE
    counted_since = reading in (Reading.TOTAL, Reading.INCREMENT)
    return Measure(
        draw(quantities(unit=st.just("percent") if is_share else units)),
        draw(st.sampled_from(Phase)),
        reading,
        since=draw(st.none() | days_of_counting) if counted_since else None,
        per=draw(st.sampled_from(Period)) if reading is Reading.RATE else None,
        share_of=draw(st.sampled_from(["the shells fired", "imports"])) if is_share else None,
    )
