"""Strategies for numbers that are known only so far, and for how they are to be read.

Imports the choices and the dates of this room, and the quantities of the package.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from math import ceil, floor
from typing import Any, Final, Unpack

from hypothesis import strategies as st

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.exact_numbers import LIMIT, Number, settled_number
from axis_tracker.imprecise.measures import Measure, Period, Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.imprecise.quantity_word_table import HEDGES, NUMBER_WORDS, SCALES, VAGUE_NUMBERS
from axis_tracker.imprecise.units import NOT_IN_UNITS, UNITS, refusal, stored_unit
from axis_tracker.model.fields import enum_member
from axis_tracker.testing.choices import Choice, refuse_unknown, sampled, to_strategy
from axis_tracker.testing.dates import imprecise_dates
from axis_tracker.testing.fields import MeasureFields

__all__ = ["WORDINGS", "measures", "numbers", "quantities", "units"]

WORDINGS: Final = (
    *(
        "{}",
        "exactly {}",
        "about {}",
        "around {}",
        "more than {}",
        "over {}",
        "at least {}",
        "up to {}",
        "fewer than {}",
    ),
    *("nearly {}", "dozens", "several hundred", "tens of thousands"),
)
"""The wordings that `quantities` reads, with {} where the number goes: one or more of every kind of hedge."""

_WINDOWS: Final = (20, 10**12, LIMIT - 1)
_WORDED_NUMBERS: Final = (1, 12, 250, 10_000, 1_000_000, 4_500_000)


def numbers(*, min_value: Number | None = None, max_value: Number | None = None) -> st.SearchStrategy[Number]:
    """The exact numbers that a quantity can have as its ends: whole ones as `int`, and `decimal.Decimal`.

    >>> from hypothesis import find
    >>> find(numbers(min_value=5), lambda one: one != int(one))
    Decimal('5.001')

    Small and large ones come equally often, up to thirty digits on either side of the point, which is what
    `Quantity` allows; floats, NaN and infinities are not drawn, for it refuses them.

    Raises `InvalidValueError` for bounds that are no such numbers, or in the wrong order.
    """
    low = Decimal(1 - LIMIT if min_value is None else settled_number(min_value, "min_value"))
    high = Decimal(LIMIT - 1 if max_value is None else settled_number(max_value, "max_value"))
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
    return st.one_of(branches or [st.just(settled_number(low)), st.just(settled_number(high))])


def units() -> st.SearchStrategy[str]:
    """The units of quantities: none, the known ones, and others of up to three words.

    Also drawn are words that the readers of quantities know, for these mislead them most. What is no unit, or not in
    its settled spelling, is left out, since a quantity refuses it.
    """
    return _UNITS


_READERS_WORDS: Final = sorted(
    {word for row in (*HEDGES, *VAGUE_NUMBERS) for word in row.words.split()} | {*NUMBER_WORDS, *SCALES, *NOT_IN_UNITS}
)
_WORDS: Final = (
    st.sampled_from(("artillery", "short-range", "T-72", "U.S.-made", "soldiers'", "of", "rounds", "Rounds", "round"))
    | st.text(st.characters(categories=["Ll", "Lu"], max_codepoint=0x24F), min_size=1, max_size=6)
    | st.sampled_from(_READERS_WORDS)
)
_UNITS: Final = (
    st.just("")
    | st.sampled_from([unit.name for unit in UNITS])
    | st.lists(_WORDS, min_size=1, max_size=3)
    .map(" ".join)
    .filter(lambda unit: refusal(unit) is None and stored_unit(unit) == unit)
)


def quantities(
    *,
    ends: st.SearchStrategy[Number] | None = None,
    unit: Choice[str] | None = None,
    wordings: Iterable[str] | None = None,
) -> st.SearchStrategy[Quantity]:
    """Quantities of every shape: two ends, one or none, each included or not; a third of them with a wording.

    >>> from hypothesis import find
    >>> find(quantities(unit="shells"), lambda one: one.wording is None and one.low is not None and one.low > 3)
    Quantity(low=4, unit='shells')
    >>> find(quantities(wordings=["over {}"]), lambda one: one.wording is not None).wording
    'over 1'

    `ends` draws the ends, by default from `numbers()`; then there is no wording, for the ends follow from it. `unit`
    is a unit or a strategy for one, by default `units()`. `wordings` are those that quantities are read from, with {}
    in the place of the number, by default `WORDINGS`; () leaves them out.

    An interval without a number in it is not drawn, for `Quantity` refuses it; nor are wordings that say another
    thing than the interval (`Quantity.check_wording`).

    Raises `InvalidValueError` for a unit that is none.
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
    shape = draw(_ALL_SHAPES if templates else _SHAPES)
    if shape is None:
        number = draw(_NUMBERS_IN_WORDS)
        read = Quantity.from_words(draw(sampled(templates)).format(f"{number:,}"))
        return Quantity(
            low=read.low,
            high=read.high,
            unit=draw(unit),
            includes_low=read.includes_low,
            includes_high=read.includes_high,
            wording=read.wording,
        )
    has_low, has_high, includes_low, includes_high = shape
    low, high = draw(ends) if has_low else None, draw(ends) if has_high else None
    if low is not None and high is not None and low > high:
        low, high = high, low
    one_number = low is not None and low == high  # without its ends nothing would be left
    return Quantity(
        low=low,
        high=high,
        unit=draw(unit),
        includes_low=one_number or includes_low,
        includes_high=one_number or includes_high,
    )


_NUMBERS_IN_WORDS: Final = st.sampled_from(_WORDED_NUMBERS) | st.integers(1, 10**9)
# Whether there is a low end and a high one, and whether each is included: an open end has one form.
_ENDS: Final = (
    (False, False, True, True),
    *((True, False, included, True) for included in (True, False)),
    *((False, True, True, included) for included in (True, False)),
    *((True, True, low, high) for low in (True, False) for high in (True, False)),
)
_SHAPES: Final = st.sampled_from(_ENDS)
_ALL_SHAPES: Final = st.sampled_from((*_ENDS, *(None for _ in range(4))))  # the last are those with a wording


def measures(**fields: Unpack[MeasureFields]) -> st.SearchStrategy[Measure]:
    """Measures of every phase and reading, each with what belongs to it.

    >>> from hypothesis import find
    >>> find(measures(), lambda one: one.reading is Reading.RATE)
    Measure(Quantity(), Phase.ORDERED, Reading.RATE, per=Period.DAY)

    `fields` are `quantity`, `phase`, `reading` and `since`, each a value or a strategy. Totals and increments have a
    `since` or not; the other readings have none, whatever is asked for, since only the former are counted from a day.
    Rates have a period; shares say of what, and their unit is "percent": with a `quantity` in another unit and no
    `reading` no share is drawn, for `Measure` refuses it.

    Raises `InvalidValueError` for a field of another name, and when it is drawn from, where the fields do not go
    together.
    """
    refuse_unknown(fields, MeasureFields.__annotations__, "a measure that is drawn")
    asked: dict[str, st.SearchStrategy[Any]] = {name: to_strategy(choice) for name, choice in fields.items()}
    return _measures(asked)


@st.composite
def _measures(draw: st.DrawFn, asked: dict[str, st.SearchStrategy[Any]]) -> Measure:
    quantity: Quantity | None = draw(asked["quantity"]) if "quantity" in asked else None
    may_be_share = quantity is None or quantity.unit == "percent"
    drawn = draw(asked.get("reading", sampled(_READINGS if may_be_share else _READINGS[:-1])))
    reading = drawn if isinstance(drawn, Reading) else enum_member(_BY_NAME, drawn, "reading")
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
_READINGS: Final = tuple(Reading)  # a share is the last
_BY_NAME: Final = {reading.value: reading for reading in Reading}
_SINCE: Final = st.none() | imprecise_dates()
