"""Numbers that are known only so far: "more than 10,000 troops", "around 5 million shells", "dozens".

A `Quantity` is an interval with a unit, and keeps the text's own figure and hedge beside it. Imports the errors and, of
this room, truth values, numbers, intervals and units; `quantity_words` reads words and `quantity_writing` writes them,
both loaded on first use. `measures` says how a quantity is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NoReturn, cast, final

import attrs

from axis_tracker.errors import InvalidValueError, UnitMismatchError
from axis_tracker.imprecise.drafts import draft_class, opened
from axis_tracker.imprecise.exact_numbers import LIMIT, Number, settled_number
from axis_tracker.imprecise.intervals import (
    Ends,
    are_certainly_below,
    are_possibly_below,
    hull,
    intersection,
    scaled,
    settled_ends,
    sums,
)
from axis_tracker.imprecise.quantity_records import QuantityRecord, settled_record
from axis_tracker.imprecise.truth import Truth
from axis_tracker.imprecise.units import checked_unit

if TYPE_CHECKING:
    from axis_tracker.imprecise.quantity_words import QuantityWords

__all__ = ["Number", "Quantity", "QuantityRecord"]


@final
@attrs.frozen(init=False, eq=False, repr=False, weakref_slot=False)
class Quantity:
    """An interval of numbers, and what they count or measure.

    >>> q = Quantity.from_words("over 1 million rounds")
    >>> q
    Quantity(low=1000000, unit='rounds', includes_low=False, wording='over 1 million')
    >>> q.low, q.includes_low, q.high
    (1000000, False, None)
    >>> print(q)
    over 1 million rounds
    >>> q.is_more_than(900_000), q.is_more_than(2_000_000)
    (<Truth.YES>, <Truth.POSSIBLY>)

    `low` and `high` are the ends, None where that side is open; `includes_low` and `includes_high` tell whether the end
    itself is allowed (an open end always says True). Ends are exact: an int where they are whole, else a
    `decimal.Decimal`, of at most 30 digits on either side of the point. The interval is one of real numbers: "more than
    3 and fewer than 4 containers" is not empty. `unit` is "" or a unit in its stored spelling (see `units`). `wording`
    is the text's own figure and hedge, without the unit.

    Quantities are equal if interval and unit are; the wording does not count. They have no order: `<` raises
    `TypeError`, and `is_less_than` and its like answer with a `Truth`.

    Raises `InvalidValueError`, whose `path` is the field, for floats, booleans, NaN and infinities, for reversed or
    empty intervals, and for texts that are no unit. That a wording says the same as the interval is left to
    `check_wording`.
    """

    low: Number | None
    high: Number | None
    unit: str
    includes_low: bool
    includes_high: bool
    wording: str | None

    def __init__(
        self,
        *,
        low: Number | None = None,
        high: Number | None = None,
        unit: str = "",
        includes_low: bool = True,
        includes_high: bool = True,
        wording: str | None = None,
    ) -> None:
        # Hundreds of thousands are built when files are read, so the usual ends pass without a Python call.
        if not (
            (low is None or (low.__class__ is int and -LIMIT < low < LIMIT))
            and (high is None or (high.__class__ is int and -LIMIT < high < LIMIT))
            and (includes_low is True or (includes_low is False and low is not None))
            and (includes_high is True or (includes_high is False and high is not None))
            and (low is None or high is None or low < high or (low == high and includes_low and includes_high))
        ):
            low, high, includes_low, includes_high = settled_ends(low, high, includes_low, includes_high)
        if unit.__class__ is not str:
            raise InvalidValueError("a unit is a text", value=unit, path="unit")
        if wording is not None and not (
            wording.__class__ is str
            and wording
            and not wording.isspace()
            and ((wording.isascii() and wording.isprintable()) or _is_plain(wording))
        ):
            raise InvalidValueError(
                "a wording is a text of one line, in Unicode normal form C, or None", value=wording, path="wording"
            )
        unit = checked_unit(unit)
        draft = opened(self, _Draft)
        draft.low = low
        draft.high = high
        draft.unit = unit
        draft.includes_low = includes_low
        draft.includes_high = includes_high
        draft.wording = wording
        draft.__class__ = Quantity

    # Constructors

    @classmethod
    def exactly(cls, number: Number, unit: str = "") -> Quantity:
        """That number and no other.

        >>> print(Quantity.exactly(25, "missiles"))
        25 missiles
        """
        return cls(low=number, high=number, unit=unit)

    @classmethod
    def at_least(cls, number: Number, unit: str = "") -> Quantity:
        """That number or any above it.

        >>> print(Quantity.at_least(1, "containers"))
        at least 1 container
        """
        return cls(low=number, unit=unit)

    @classmethod
    def more_than(cls, number: Number, unit: str = "") -> Quantity:
        """Any number above that one.

        >>> print(Quantity.more_than(10_000, "troops"))
        more than 10,000 troops
        """
        return cls(low=number, unit=unit, includes_low=False)

    @classmethod
    def at_most(cls, number: Number, unit: str = "") -> Quantity:
        """That number or any below it.

        >>> print(Quantity.at_most(12_000, "troops"))
        up to 12,000 troops
        """
        return cls(high=number, unit=unit)

    @classmethod
    def fewer_than(cls, number: Number, unit: str = "") -> Quantity:
        """Any number below that one.

        >>> print(Quantity.fewer_than(Decimal("0.5"), "percent"))
        less than 0.5 percent
        """
        return cls(high=number, unit=unit, includes_high=False)

    @classmethod
    def from_words(cls, text: str) -> Quantity:
        """Read an English expression of number, by the tables of `quantity_words`.

        >>> Quantity.from_words("around 5 million shells")
        Quantity(low=4500000, high=5500000, unit='shells', includes_high=False, wording='around 5 million')
        >>> Quantity.from_words("dozens of containers").low
        24

        Raises `QuantityWordsError`, with the position, for whatever it cannot read without guessing.
        """
        from axis_tracker.imprecise.quantity_words import read_quantity_words

        read = read_quantity_words(text)
        return cls(
            low=read.low,
            high=read.high,
            unit=read.unit,
            includes_low=read.includes_low,
            includes_high=read.includes_high,
            wording=read.wording,
        )

    @classmethod
    def of(cls, value: Quantity | str | Number | QuantityRecord) -> Quantity:
        """The quantity that a value stands for: a quantity itself, words, a bare number, or a `QuantityRecord`.

        >>> Quantity.of("at least 3 trains") == Quantity.of({"low": 3, "unit": "trains"})
        True

        Raises `InvalidValueError`.
        """
        if value.__class__ is dict or isinstance(value, Mapping):
            try:
                return cls(**value)  # type: ignore[arg-type]  # decimals come as texts, and are seen to below
            except (TypeError, InvalidValueError):
                return cls(**settled_record(cast("Mapping[str, object]", value)))
        if isinstance(value, Quantity):
            return value
        if isinstance(value, str):
            return cls.from_words(value)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return cls.exactly(value)
        raise InvalidValueError(
            "expected a Quantity, words, a number, or a record with fields such as low, high and unit", value=value
        )

    # What the words said

    def check_wording(self) -> None:
        """Nothing, if there is no wording or it reads back to this interval.

        >>> Quantity(low=5, unit="trains", wording="at least 5").check_wording()
        >>> Quantity(low=5, unit="trains", wording="up to 5").check_wording()
        Traceback (most recent call last):
            ...
        axis_tracker.errors.InvalidValueError: wording: 'up to 5': the wording says "up to 5", the ends say "at least 5"

        Raises `InvalidValueError` (path `wording`) otherwise.
        """
        if self.wording is None:
            return
        try:
            read = Quantity.from_words(self.wording)
        except InvalidValueError as error:
            raise error.under("wording") from None
        if read.unit:
            raise InvalidValueError(
                "a wording holds the figure and its hedge, without the unit",
                value=self.wording,
                path="wording",
                suggestion=f"write {read.wording!r}",
            )
        bare = attrs.evolve(self, unit="", wording=None)
        if read != bare:
            said = attrs.evolve(read, wording=None)
            raise InvalidValueError(
                f'the wording says "{said}", the ends say "{bare}"', value=self.wording, path="wording"
            )

    def _words(self) -> QuantityWords:
        from axis_tracker.imprecise.quantity_words import read_quantity_words

        return read_quantity_words(self.wording or str(self))

    @property
    def figure(self) -> Number | None:
        """The one number that the words name, or None if they name two, or none.

        >>> Quantity.from_words("up to around 5 million shells").figure
        5000000
        >>> Quantity.from_words("dozens of trains").figure is None
        True
        """
        return self._words().figure

    @property
    def hedge(self) -> str | None:
        """The hedges of the words, as the table `HEDGES` writes them, set apart by commas; None without any.

        >>> Quantity.from_words("Up to around 5 million shells").hedge
        'up to, around'
        """
        return self._words().hedge

    @property
    def is_approximate(self) -> bool:
        """Whether the words round or blur the number: "about 5", "nearly 5", "dozens", but not "over 5".

        >>> Quantity.from_words("nearly 5 trains").is_approximate, Quantity.from_words("over 5 trains").is_approximate
        (True, False)
        """
        return self.wording is not None and self._words().is_approximate

    @property
    def is_exact(self) -> bool:
        """Whether one number is left."""
        return self.low is not None and self.low == self.high

    # Algebra

    @property
    def ends(self) -> Ends:
        """The interval alone: low, high, includes_low, includes_high.

        >>> Quantity.more_than(3, "trains").ends
        (3, None, False, True)
        """
        return (self.low, self.high, self.includes_low, self.includes_high)

    def _with(self, ends: Ends) -> Quantity:
        """Other numbers of the same unit."""
        low, high, includes_low, includes_high = ends
        return Quantity(low=low, high=high, unit=self.unit, includes_low=includes_low, includes_high=includes_high)

    def _operand(self, other: Quantity | Number) -> Quantity:
        """The other as a quantity of this unit."""
        if not isinstance(other, Quantity):
            return Quantity(low=other, high=other, unit=self.unit)
        if self.unit != other.unit:
            raise UnitMismatchError(
                "these count different things, and cannot be put together", value=(self.unit, other.unit), path="unit"
            )
        return other

    def intersection(self, other: Quantity) -> Quantity | None:
        """What both allow, or None if no number is allowed by both.

        >>> print(Quantity.more_than(3, "trains").intersection(Quantity.at_most(7, "trains")))
        more than 3 and at most 7 trains

        Raises `UnitMismatchError`.
        """
        ends = intersection(self.ends, self._operand(other).ends)
        return None if ends is None else self._with(ends)

    def hull(self, other: Quantity) -> Quantity:
        """The smallest interval that holds both.

        >>> print(Quantity.exactly(3, "trains").hull(Quantity.fewer_than(7, "trains")))
        fewer than 7 trains

        Raises `UnitMismatchError`.
        """
        return self._with(hull(self.ends, self._operand(other).ends))

    def contains(self, other: Quantity | Number) -> bool:
        """Whether every number that the other allows is allowed here.

        >>> Quantity.more_than(3, "trains").contains(3), Quantity.more_than(3, "trains").contains(4)
        (False, True)

        Raises `UnitMismatchError`.
        """
        other = self._operand(other)
        return self.intersection(other) == other

    def compatible(self, other: Quantity) -> bool:
        """Whether some number is allowed by both.

        >>> Quantity.more_than(3, "trains").compatible(Quantity.fewer_than(3, "trains"))
        False

        Raises `UnitMismatchError`.
        """
        return self.intersection(other) is not None

    def __add__(self, other: Quantity) -> Quantity:
        """Every sum of a number of the one and a number of the other.

        >>> print(Quantity.more_than(3, "trains") + Quantity.exactly(2, "trains"))
        more than 5 trains
        """
        if not isinstance(other, Quantity):
            return NotImplemented
        return self._with(sums(self.ends, self._operand(other).ends))

    def __mul__(self, factor: Number) -> Quantity:
        """Every number of this, times the factor, which is not negative.

        >>> print(Quantity(low=2, high=3, unit="trains") * 10)
        between 20 and 30 trains

        Raises `InvalidValueError` for a float or a negative factor.
        """
        factor = settled_number(factor, "factor")
        if factor < 0:
            raise InvalidValueError("a factor is not negative", value=factor, path="factor")
        return self._with(scaled(self.ends, factor))

    __rmul__ = __mul__

    # Comparison: the two numbers are taken to be independent, also when a quantity is compared with itself

    def is_less_than(self, other: Quantity | Number) -> Truth:
        """Whether the number is below the other; a bare number is taken in this unit.

        >>> Quantity.fewer_than(3, "trains").is_less_than(3)
        <Truth.YES>

        Raises `UnitMismatchError`.
        """
        ends, others = self.ends, self._operand(other).ends
        return Truth.of(certain=are_certainly_below(ends, others), possible=are_possibly_below(ends, others))

    def is_more_than(self, other: Quantity | Number) -> Truth:
        """Whether the number is above the other.

        >>> Quantity.at_least(3, "trains").is_more_than(3)
        <Truth.POSSIBLY>

        Raises `UnitMismatchError`.
        """
        return self._operand(other).is_less_than(self)

    def is_at_least(self, other: Quantity | Number) -> Truth:
        """Whether the number is the other or above it.

        >>> Quantity.at_least(3, "trains").is_at_least(3)
        <Truth.YES>

        Raises `UnitMismatchError`.
        """
        return ~self.is_less_than(other)

    def is_at_most(self, other: Quantity | Number) -> Truth:
        """Whether the number is the other or below it.

        >>> Quantity.at_least(3, "trains").is_at_most(2)
        <Truth.NO>

        Raises `UnitMismatchError`.
        """
        return ~self.is_more_than(other)

    def is_equal_to(self, other: Quantity | Number) -> Truth:
        """Whether the number is the other; `==` asks whether the intervals are the same.

        >>> Quantity.at_least(3, "trains").is_equal_to(5)
        <Truth.POSSIBLY>

        Raises `UnitMismatchError`.
        """
        return self.is_at_least(other) & self.is_at_most(other)

    if not TYPE_CHECKING:  # pragma: no branch - hidden, so that type checkers reject what would raise

        def _no_order(self, other: object) -> NoReturn:
            raise TypeError(
                "quantities have no order: ask is_less_than, is_more_than, is_at_least or is_at_most,"
                " which answer with a Truth"
            )

        __lt__ = __le__ = __gt__ = __ge__ = _no_order

    # Equality and text

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self.ends == other.ends and self.unit == other.unit

    def __hash__(self) -> int:
        return hash((self.ends, self.unit))

    def __repr__(self) -> str:
        shown = (
            f"{name}={value!r}"
            for name, value, default in (
                ("low", self.low, None),
                ("high", self.high, None),
                ("unit", self.unit, ""),
                ("includes_low", self.includes_low, True),
                ("includes_high", self.includes_high, True),
                ("wording", self.wording, None),
            )
            if value != default
        )
        return f"Quantity({', '.join(shown)})"

    def __str__(self) -> str:
        from axis_tracker.imprecise.quantity_writing import in_words

        return in_words(self)

    def __format__(self, spec: str) -> str:
        """The same as `str`, or with the specification "compact" a short form.

        >>> format(Quantity.from_words("over 1 million rounds"), "compact")
        '> 1 million rounds'
        >>> format(Quantity.from_words("around 5 million shells"), "compact")
        '[4.5, 5.5) million shells'
        >>> format(Quantity.from_words("up to 12,000 troops"), "compact")
        '≤ 12,000 troops'

        Raises `InvalidValueError` for any other specification.
        """
        if spec == "":
            return str(self)
        if spec != "compact":
            raise InvalidValueError(
                "unknown format of a quantity", value=spec, suggestion='use "" for words or "compact"'
            )
        from axis_tracker.imprecise.quantity_writing import in_compact_form

        return in_compact_form(self)


def _is_plain(wording: str) -> bool:
    """Whether a text is in normal form C, and only spaces keep it from being printable: digits are grouped by some."""
    import unicodedata

    return unicodedata.is_normalized("NFC", wording) and all(
        one.isprintable() or unicodedata.category(one) == "Zs" for one in wording
    )


_Draft = draft_class(Quantity)
