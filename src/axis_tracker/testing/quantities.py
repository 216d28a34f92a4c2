"""Strategies for exact numbers, units, quantities and measures."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from math import ceil, floor
from typing import Any, Final, TypedDict, Unpack

import attrs
from hypothesis import strategies as st

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.controlled_terms import to_term
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.exact_numbers import LIMIT, Number, normalized_number
from axis_tracker.imprecise.measures import Measure, Period, Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.imprecise.quantity_word_table import HEDGES, NUMBER_WORDS, SCALES, VAGUE_NUMBERS, VAGUE_SIZES
from axis_tracker.imprecise.units import NOT_IN_UNITS, UNITS, invalid_unit_reason, stored_unit
from axis_tracker.testing.arguments import Choice, refuse_unknown, sampled, to_strategy
from axis_tracker.testing.dates import imprecise_dates

__all__ = ["WORDINGS", "measures", "numbers", "quantities", "units"]

_ONE_SIDED: Final = "more than {}, over {}, at least {}, up to {}, fewer than {}"
_ROUNDED: Final = "about {}, around {}, nearly {}, dozens, several hundred, tens of thousands, many, a large number"

WORDINGS: Final = tuple(f"{{}}, exactly {{}}, {_ONE_SIDED}, {_ROUNDED}".split(", "))
"""The wordings that `quantities` uses, with {} for the number. Every kind of hedge has at least one wording."""

_WINDOWS: Final = (20, 10**12, LIMIT - 1)
_WORDED_NUMBERS: Final = (1, 12, 250, 10_000, 1_000_000, 4_500_000)


def numbers(*, min_value: Number | None = None, max_value: Number | None = None) -> st.SearchStrategy[Number]:
    """Draw exact numbers that can be the ends of a quantity. Numbers other than integers are `Decimal` objects.

    >>> from hypothesis import find
    >>> find(numbers(min_value=5), lambda one: one != int(one))
    Decimal('5.001')

    Small and large numbers are equally likely. A number has at most thirty digits on either side of the decimal point,
    because `Quantity` allows no more. Floats, NaN and infinities are excluded, because `Quantity` rejects them.

    Raises `InvalidValueError` for a bound that `Quantity` rejects, and if `max_value` is less than `min_value`.
    """
    low = Decimal(1 - LIMIT if min_value is None else normalized_number(min_value, "min_value"))
    high = Decimal(LIMIT - 1 if max_value is None else normalized_number(max_value, "max_value"))
    if low > high:
        raise InvalidValueError("is less than min_value", value=max_value, path="max_value")
    branches: list[st.SearchStrategy[Number]] = []
    for window in _WINDOWS:
        first, last = max(ceil(low), -window), min(floor(high), window)
        if first <= last:
            branches.append(st.integers(first, last))
    for most, places in ((10**6, 3), (1, 30)):
        lowest, highest = max(low, Decimal(-most)), min(high, Decimal(most))
        if lowest <= highest:
            branches.append(st.decimals(lowest, highest, places=places))
    return st.one_of(branches or [st.just(normalized_number(low)), st.just(normalized_number(high))])


def units() -> st.SearchStrategy[str]:
    """Draw units of quantities. A unit is empty, a known unit, or another unit of up to three words.

    Some units contain words from the tables for reading quantities, because such units are the most likely to be
    misread. Units that a quantity rejects or would spell differently are excluded.
    """
    return _UNITS


_MISLEADING_WORDS: Final = sorted(
    {word for hedge in HEDGES for word in hedge.words.split()}
    | {word for number in (*VAGUE_NUMBERS, *VAGUE_SIZES) for word in number.words.split()}
    | {*NUMBER_WORDS, *SCALES, *NOT_IN_UNITS}
)
_WORDS: Final = (
    st.sampled_from(("artillery", "short-range", "T-72", "U.S.-made", "soldiers'", "of", "rounds", "Rounds", "round"))
    | st.text(st.characters(categories=["Ll", "Lu"], max_codepoint=0x24F), min_size=1, max_size=6)
    | st.sampled_from(_MISLEADING_WORDS)
)
_UNITS: Final = (
    st.just("")
    | st.sampled_from([unit.name for unit in UNITS])
    | st.lists(_WORDS, min_size=1, max_size=3)
    .map(" ".join)
    .filter(lambda unit: invalid_unit_reason(unit) is None and stored_unit(unit) == unit)
)


def quantities(
    *,
    ends: st.SearchStrategy[Number] | None = None,
    unit: Choice[str] | None = None,
    wordings: Iterable[str] | None = None,
) -> st.SearchStrategy[Quantity]:
    """Draw quantities with two ends, one end or no end. An end is inclusive or exclusive.

    >>> from hypothesis import find
    >>> find(quantities(unit="shells"), lambda one: one.wording is None and one.low is not None and one.low > 3)
    Quantity(low=4, unit='shells')
    >>> find(quantities(wordings=["over {}"]), lambda one: one.wording is not None).wording
    'over 1'

    About a third of the quantities have a wording, and a quarter are marked as uncertain. `ends` is the strategy for
    the ends, by default `numbers()`. If `ends` is given, no quantity has a wording, because a wording determines the
    ends. `unit` is a unit or a strategy for units, by default `units()`. `wordings` are the wordings from which
    quantities are read, with {} for the number. The default is `WORDINGS`. If `wordings` is (), no quantity has a
    wording.

    Empty intervals are excluded, because `Quantity` rejects them. Wordings that contradict the interval are also
    excluded (see `Quantity.check_wording`).

    Raises `InvalidValueError` for a unit that `Quantity` rejects.
    """
    if isinstance(unit, str):
        Quantity(unit=unit)
    templates = WORDINGS if wordings is None else tuple(wordings)
    counted = _UNITS if unit is None else to_strategy(unit)
    return _quantities(numbers(), counted, templates) if ends is None else _quantities(ends, counted, ())


@st.composite
def _quantities(
    draw: st.DrawFn, ends: st.SearchStrategy[Number], unit: st.SearchStrategy[str], templates: tuple[str, ...]
) -> Quantity:
    shape, is_uncertain = draw(_ALL_SHAPES if templates else _SHAPES)
    if shape is None:
        number = draw(_NUMBERS_IN_WORDS)
        read = Quantity.from_words(draw(sampled(templates)).format(f"{number:,}"))
        return attrs.evolve(read, unit=draw(unit), is_uncertain=is_uncertain)
    has_low, has_high, includes_low, includes_high = shape
    low, high = draw(ends) if has_low else None, draw(ends) if has_high else None
    if low is not None and high is not None and low > high:
        low, high = high, low
    one_number = low is not None and low == high  # with an exclusive end, the interval would be empty
    return Quantity(
        low=low,
        high=high,
        unit=draw(unit),
        includes_low=one_number or includes_low,
        includes_high=one_number or includes_high,
        is_uncertain=is_uncertain,
    )


_NUMBERS_IN_WORDS: Final = st.sampled_from(_WORDED_NUMBERS) | st.integers(1, 10**9)
# Whether there is a lower and an upper end, and whether each is inclusive. An open end counts as inclusive.
_ENDS: Final = (
    (False, False, True, True),
    *((True, False, included, True) for included in (True, False)),
    *((False, True, True, included) for included in (True, False)),
    *((True, True, low, high) for low in (True, False) for high in (True, False)),
)
_MARKS: Final = (False, False, False, True)  # whether the quantity is uncertain
_MARKED_ENDS: Final = [(ends, mark) for mark in _MARKS for ends in _ENDS]
_SHAPES: Final = st.sampled_from(_MARKED_ENDS)
# None means a wording. Hypothesis shrinks towards the first shapes.
_ALL_SHAPES: Final = st.sampled_from([*_MARKED_ENDS, *((None, mark) for mark in _MARKS for _ in range(4))])


class MeasureFields(TypedDict, total=False):
    """The fields of a `Measure`. The fields that depend on the reading are always drawn."""

    quantity: Choice[Quantity]
    phase: Choice[Phase | str]
    reading: Choice[Reading | str]
    since: Choice[ImpreciseDate | str | None]


def measures(**fields: Unpack[MeasureFields]) -> st.SearchStrategy[Measure]:
    """Draw measures in every phase and reading, with the fields that apply to the reading.

    >>> from hypothesis import find
    >>> find(measures(), lambda one: one.reading is Reading.RATE)
    Measure(Quantity(), Phase.ORDERED, Reading.RATE, per=Period.DAY)

    `fields` may set `quantity`, `phase`, `reading` and `since`. Each field is given as a value or a strategy. Only
    totals and increments have a `since`. For other readings, the argument `since` is ignored, because the other
    readings do not count from a date. Every rate has a period. Every share names the whole, and has the unit "percent".
    If `quantity` has another unit and `reading` is not set, no share is drawn, because `Measure` rejects a share in
    another unit.

    Raises `InvalidValueError` for any other field. If the fields contradict each other, the same error is raised only
    when a measure is drawn.
    """
    refuse_unknown(fields, MeasureFields.__annotations__, "the strategy for measures")
    asked: dict[str, st.SearchStrategy[Any]] = {name: to_strategy(choice) for name, choice in fields.items()}
    return _measures(asked)


@st.composite
def _measures(draw: st.DrawFn, asked: dict[str, st.SearchStrategy[Any]]) -> Measure:
    quantity: Quantity | None = draw(asked["quantity"]) if "quantity" in asked else None
    may_be_share = quantity is None or quantity.unit == "percent"
    drawn = draw(asked.get("reading", sampled(_READINGS if may_be_share else _NOT_SHARES)))
    reading = to_term(Reading, drawn, "reading")
    if quantity is None:
        quantity = draw(_PERCENTAGES if reading is Reading.SHARE else _QUANTITIES)
    return Measure(
        quantity,
        draw(asked.get("phase", sampled(Phase))),
        reading,
        since=draw(asked.get("since", _SINCE)) if reading in (Reading.TOTAL, Reading.INCREMENT) else None,
        per=draw(sampled(Period)) if reading is Reading.RATE else None,
        share_of=draw(sampled(("imports", "the shells fired", "한국"))) if reading is Reading.SHARE else None,
    )


_QUANTITIES: Final = quantities()
_PERCENTAGES: Final = quantities(unit="percent")
_READINGS: Final = tuple(Reading)
_NOT_SHARES: Final = tuple(one for one in Reading if one is not Reading.SHARE)
_SINCE: Final = st.none() | imprecise_dates()
