"""Measures: quantities together with the way to read each quantity, such as a running total, a level or a rate.

The quantities of two measures can be compared only if the measures count the same thing in the same way.
`Measure.comparable` checks whether the quantities can be compared.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from typing import Final, TypedDict, TypeVar, final

import attrs

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.controlled_terms import ControlledTerm, refuse_unknown_fields, to_term
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.fast_init import as_mutable, mutable_class
from axis_tracker.imprecise.quantities import Number, Quantity, QuantityRecord

__all__ = ["Measure", "MeasureRecord", "Period", "Phase", "Reading"]

T = TypeVar("T")
V = TypeVar("V")


# The three vocabularies print like plain enums, because their members are defaults in public signatures, which should
# show the value.
class Phase(ControlledTerm):
    """The stage that the counted items have reached, such as ordered, delivered or lost.

    The SIPRI Arms Transfers Database also counts orders and deliveries separately.
    """

    __repr__ = enum.Enum.__repr__
    __str__ = enum.Enum.__str__

    ORDERED = "ordered", "contracted or requested"
    PLANNED = "planned", "intended, or being prepared"
    SENT = "sent", "sent off by the supplier, whether or not already delivered"
    DELIVERED = "delivered", "arrived at the recipient or at the place of deployment"
    USED = "used", "fired, spent or put into action"
    LOST = "lost", "destroyed, captured, killed or wounded"
    COUNTED = "counted", "counted as such: no stage of a transfer, such as voyages, plants or failed tests"


class Reading(ControlledTerm):
    """How to read a number: as a total, an increment, a level, a rate, a share or a fixed value."""

    __repr__ = enum.Enum.__repr__
    __str__ = enum.Enum.__str__

    TOTAL = "total", "everything so far, counted from the beginning or from a stated date"
    INCREMENT = "increment", "the amount that one delivery or one period added"
    LEVEL = "level", "the amount present at one time, which may rise and fall"
    RATE = "rate", "the amount in each period"
    SHARE = "share", "a percentage of a stated whole"
    FIXED = "fixed", "a fixed value, such as a contract's value, a capacity or a ceiling"


class Period(ControlledTerm):
    """The calendar period of a rate."""

    __repr__ = enum.Enum.__repr__
    __str__ = enum.Enum.__str__

    DAY = "day", "each day"
    WEEK = "week", "each week"
    MONTH = "month", "each calendar month, regardless of the number of days"
    YEAR = "year", "each calendar year"


class MeasureRecord(TypedDict, total=False):
    """A measure as a JSON record. Only `quantity` is required.

    >>> Measure.of({"quantity": {"low": 3, "unit": "trains"}, "phase": "sent", "since": "2023-08"})
    Measure(Quantity(low=3, unit='trains'), Phase.SENT, since=ImpreciseDate('2023-08'))

    Attributes:
        quantity: The number and its unit, written as a record, in words or as a bare number.
        phase: The stage that the counted items have reached. By default, the items are counted as such.
        reading: How to read the number. By default, the number is a total.
        since: The date from which a total or an increment is counted.
        per: The period of a rate.
        share_of: The whole of which a share is a percentage, in words.
    """

    quantity: QuantityRecord | Quantity | str | int
    phase: Phase | str | None
    reading: Reading | str
    since: ImpreciseDate | str | None
    per: Period | str | None
    share_of: str | None


_TOTAL: Final = Reading.TOTAL
_COUNTED: Final = Phase.COUNTED

_SENTENCES: Final = {
    Reading.TOTAL: "{quantity} {phase} in total",
    Reading.INCREMENT: "{quantity} newly {phase}",
    Reading.LEVEL: "{quantity} {phase} (number at one time)",
    Reading.RATE: "{quantity} {phase} per {per}",
    Reading.SHARE: "{quantity} of {share_of} {phase}",
    Reading.FIXED: "{quantity} {phase} (fixed value)",
}
_LOSS_WORDS: Final = frozenset(("captured", "casualties", "dead", "killed", "losses", "wounded"))
_SENTENCES_WITHOUT_PHASE: Final = {
    reading: sentence.replace("newly {phase}", "in addition").replace(" {phase}", "")
    for reading, sentence in _SENTENCES.items()
}
_COUNTED_SINCE: Final = (Reading.TOTAL, Reading.INCREMENT)
_OWN_FIELDS: Final = {
    Reading.RATE: ("per", "a rate must have a period", "only a rate can have a period"),
    Reading.SHARE: ("share_of", "a share must name its whole", "only a share can have a whole"),
}
"""The field that only one reading has, and the reasons why a measure must have the field or cannot have it."""


def _field(path: str, convert: Callable[[V], T], value: V) -> T:
    """Convert the value of a field. If the conversion fails, the error names the field."""
    try:
        return convert(value)
    except InvalidValueError as error:
        raise error.under(path) from None


@final
@attrs.frozen(init=False, repr=False, weakref_slot=False)
class Measure:
    """A quantity, the phase that the counted items have reached, and the way to read the number.

    >>> m = Measure("over 1 million rounds", "delivered", since="2023-08")
    >>> print(m)
    over 1 million rounds delivered in total since 2023-08
    >>> m.phase, m.reading
    (<Phase.DELIVERED: 'delivered'>, <Reading.TOTAL: 'total'>)
    >>> print(Measure("up to 2,000 shells", "used", "rate", per="day"))
    up to 2,000 shells used per day
    >>> print(Measure("27 voyages"))
    27 voyages in total

    Raises `InvalidValueError` if the value of a field is invalid, or if the fields do not follow the rules for the
    reading. The `path` of the error names the field.

    Attributes:
        quantity: The number and its unit. The unit of a share is "percent".
        phase: The stage that the counted items have reached, or `Phase.COUNTED` for items without stages, such as
            voyages.
        reading: How to read the number.
        since: The date from which a total or an increment is counted, or None if the date is not stated.
        per: The period of a rate. A rate must have a period. For all other readings, `per` is None.
        share_of: The whole of which a share is a percentage, in words. A share must have a whole. For all other
            readings, `share_of` is None.
    """

    quantity: Quantity
    # The defaults repeat those of `__init__`, because files omit fields that have their default values.
    phase: Phase = _COUNTED
    reading: Reading = _TOTAL
    since: ImpreciseDate | None = None
    per: Period | None = None
    share_of: str | None = None

    def __init__(
        self,
        quantity: Quantity | QuantityRecord | str | Number,
        phase: Phase | str | None = _COUNTED,
        reading: Reading | str = _TOTAL,
        *,
        since: ImpreciseDate | str | None = None,
        per: Period | str | None = None,
        share_of: str | None = None,
    ) -> None:
        # Reading a file creates many measures from values that are already converted and need no further calls.
        if not isinstance(quantity, Quantity):
            quantity = _field("quantity", Quantity.of, quantity)
        if phase is None:
            phase = _COUNTED
        elif not isinstance(phase, Phase):
            phase = to_term(Phase, phase, "phase", "phase")
        if not isinstance(reading, Reading):
            reading = to_term(Reading, reading, "reading", "reading")
        if since is not None and not isinstance(since, ImpreciseDate):
            since = _field("since", ImpreciseDate.of, since)
        if per is not None and not isinstance(per, Period):
            per = to_term(Period, per, "period", "per")
        if reading is not _TOTAL or per is not None or share_of is not None:
            _check_reading(quantity, reading, since, per, share_of)
        mutable = as_mutable(self, _Mutable)
        mutable.quantity = quantity
        mutable.phase = phase
        mutable.reading = reading
        mutable.since = since
        mutable.per = per
        mutable.share_of = share_of
        mutable.__class__ = Measure

    @classmethod
    def of(cls, value: Measure | MeasureRecord) -> Measure:
        """Return a measure as it is, or create a measure from a `MeasureRecord`.

        >>> print(Measure.of({"quantity": "dozens of trains", "phase": "sent"}))
        dozens of trains sent in total

        Raises `InvalidValueError` if the record has an unknown field, lacks a required field, or contains an invalid
        value.
        """
        if isinstance(value, Measure):
            return value
        if value.__class__ is not dict and not isinstance(value, Mapping):
            raise InvalidValueError("expected a Measure, or a record with the field quantity", value=value)
        try:
            return cls(**value)
        except TypeError:
            # The reason is determined only after a failed call, so that valid records are not checked twice.
            refuse_unknown_fields(value, MeasureRecord.__annotations__, "a measure")
            if "quantity" in value:
                raise
            raise InvalidValueError("is required but missing", value=None, path="quantity") from None

    def comparable(self, other: Measure) -> bool:
        """Return whether two measures count the same thing in the same way. If so, the quantities can be compared.

        >>> total = Measure("over 1 million rounds", "delivered")
        >>> total.comparable(Measure("around 5 million rounds", "delivered"))
        True
        >>> total.comparable(Measure("around 5 million rounds", "ordered"))
        False

        The phase, the reading, the unit, the period of a rate and the whole of a share must match. `since` may differ,
        because a total with a later start date still counts the same things.
        """
        return (
            self.phase is other.phase
            and self.reading is other.reading
            and self.per is other.per
            and self.quantity.unit == other.quantity.unit
            and self.share_of == other.share_of
        )

    def __repr__(self) -> str:
        shown = [repr(self.quantity), f"Phase.{self.phase.name}"]
        if self.reading is not _TOTAL:
            shown.append(f"Reading.{self.reading.name}")
        if self.since is not None:
            shown.append(f"since={self.since!r}")
        if self.per is not None:
            shown.append(f"per=Period.{self.per.name}")
        if self.share_of is not None:
            shown.append(f"share_of={self.share_of!r}")
        return f"Measure({', '.join(shown)})"

    def __str__(self) -> str:
        words = (_SENTENCES if says_phase(self.quantity.unit, self.phase) else _SENTENCES_WITHOUT_PHASE)[
            self.reading
        ].format(
            quantity=self.quantity,
            phase=self.phase.value,
            per=self.per.value if self.per else "",
            share_of=self.share_of,
        )
        return words if self.since is None else f"{words} since {self.since}"


def names_losses(unit: str) -> bool:
    """Return whether a unit by itself implies a loss, as "killed" does.

    Sentences with such a unit omit the phase, because "some 300 killed lost in total" would state the loss twice.
    """
    return not _LOSS_WORDS.isdisjoint(unit.split())


def says_phase(unit: str, phase: Phase) -> bool:
    """Return whether a sentence must state the phase, because neither the unit nor plain counting implies it.

    >>> says_phase("trains", Phase.LOST), says_phase("killed", Phase.LOST), says_phase("voyages", Phase.COUNTED)
    (True, False, False)
    """
    return phase is not _COUNTED and not (phase is Phase.LOST and names_losses(unit))


def _is_plain(text: object) -> bool:
    if not isinstance(text, str) or not text or text.strip() != text or not text.isprintable():
        return False
    import unicodedata  # few measures are shares, so most programs never load it

    return unicodedata.is_normalized("NFC", text)


def _check_presence(reading: Reading, owner: Reading, value: object) -> None:
    """Check that a measure has a value for the field of the reading `owner` if, and only if, it has that reading."""
    if (value is None) is (reading is owner):
        path, is_missing, is_misplaced = _OWN_FIELDS[owner]
        reason = is_missing if value is None else f"{is_misplaced}; the reading is {reading.value}"
        raise InvalidValueError(reason, value=value, path=path)


def _check_reading(
    quantity: Quantity, reading: Reading, since: ImpreciseDate | None, per: Period | None, share_of: object
) -> None:
    """Check that `per`, `share_of`, `since` and the unit of the quantity are valid for the reading."""
    _check_presence(reading, Reading.RATE, per and per.value)
    if share_of is not None and not _is_plain(share_of):
        raise InvalidValueError(
            "the whole of a share must be one line of text in Unicode normal form C, without white space at either end",
            value=share_of,
            path="share_of",
        )
    _check_presence(reading, Reading.SHARE, share_of)
    if reading is Reading.SHARE and quantity.unit != "percent":
        raise InvalidValueError("the unit of a share must be 'percent'", value=quantity.unit, path="quantity.unit")
    if since is not None and reading not in _COUNTED_SINCE:
        raise InvalidValueError(
            f"only a total or an increment can have a start date; the reading is {reading.value}",
            value=str(since),
            path="since",
        )


_Mutable = mutable_class(Measure)
