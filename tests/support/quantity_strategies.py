"""What only the tests of quantities draw: small numbers, the numbers in a quantity, and expressions, mostly nonsense.

Quantities and measures themselves come from `axis_tracker.testing`.
"""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.imprecise.quantity_word_table import HEDGES, NUMBER_WORDS, SCALE_LETTERS, SCALES, VAGUE_NUMBERS
from axis_tracker.imprecise.units import CURRENCIES, NOT_IN_UNITS

TABLE_WORDS = sorted(
    {word for row in (*HEDGES, *VAGUE_NUMBERS) for word in row.words.split()}
    | {*NUMBER_WORDS, *SCALES, *SCALE_LETTERS, *NOT_IN_UNITS, *CURRENCIES}
)
"""Every word and sign that the reader knows: the texts that are most likely to mislead it are made of them."""

small_numbers = st.integers(-3, 3) | st.sampled_from([Decimal(n) / 2 for n in range(-5, 6, 2)])


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
