"""What a column of a flat view is: its name and type, what it means, and the field that it comes from.

Columns are data: the reference page, the CSV descriptor, the SQL schema and the data frames are all made from them.
Imports attrs, the dataset and the imprecise values.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias

from attrs import frozen

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.imprecise.dates import ImpreciseDate

__all__ = ["Cell", "Column", "ColumnType", "Read", "date_columns", "word_values"]

Cell: TypeAlias = "str | int | Decimal | float | bool | date | tuple[str, ...] | None"
"""What a cell holds."""

Read: TypeAlias = "Callable[[RecordSet, Any], Cell]"
"""How a cell is read from what a row stands for."""


class ColumnType(enum.Enum):
    """What the cells of a column are; any cell may also be None, which is "nothing is said"."""

    TEXT = "text"
    """A text, or a controlled word where the column lists them; never empty."""
    INTEGER = "integer"
    """A whole number of at most 64 bits."""
    DECIMAL = "decimal"
    """An exact number, an int or a `decimal.Decimal`, of at most 30 digits on either side of the point."""
    FLOAT = "float"
    """A binary fraction: degrees of latitude and longitude, and nothing else of ours."""
    DATE = "date"
    """A day of the Gregorian calendar."""
    BOOLEAN = "boolean"
    """True or false."""
    LIST = "list"
    """Texts in order, as a tuple; empty where there are none."""


@frozen(kw_only=True)
class Column:
    """One column of a `Table`.

    Fields: `name`, `type`, `meaning` (one line), `source` (the field of the record that it comes from, as a path such
    as `measure.quantity.low`; where it is worked out from other records, what it is worked out from), `refers_to` (the
    view whose ids it holds, or None), `words` (the controlled words that may stand in it, in the order of their
    vocabulary; empty if any text may), `is_required` (whether no cell is None), `is_derived` (whether it says again,
    in another form, what other columns and tables say).

    >>> import axis_tracker as axt
    >>> axt.load().table("claims")["quantity_low"].source
    'measure.quantity.low'
    """

    name: str
    type: ColumnType
    meaning: str
    source: str
    read: Read
    refers_to: str | None = None
    words: tuple[str, ...] = ()
    is_required: bool = False
    is_derived: bool = False


def word_values(words: Iterable[enum.Enum]) -> tuple[str, ...]:
    """The words of a vocabulary as cells hold them."""
    return tuple(str(one.value) for one in words)


_BOUNDS: Final[tuple[tuple[str, str, Callable[[ImpreciseDate], date | None]], ...]] = (
    (
        "earliest",
        "The first day that `{name}` covers; None where its start is open or unknown",
        lambda one: one.earliest,
    ),
    ("latest", "The last day that `{name}` covers; None where its end is open or unknown", lambda one: one.latest),
)


def date_columns(
    name: str,
    meaning: str,
    source: str,
    read: Callable[[RecordSet, Any], ImpreciseDate | None],
    *,
    is_required: bool = False,
) -> tuple[Column, Column, Column]:
    """The three columns of an imprecise date: its EDTF text, its first and its last day."""

    def text(dataset: RecordSet, row: Any) -> str | None:
        found = read(dataset, row)
        return None if found is None else str(found)

    def bound(of: Callable[[ImpreciseDate], date | None]) -> Read:
        def day(dataset: RecordSet, row: Any) -> date | None:
            found = read(dataset, row)
            return None if found is None else of(found)

        return day

    notation = Column(
        name=name,
        type=ColumnType.TEXT,
        meaning=f"{meaning}, as EDTF text",
        source=source,
        read=text,
        is_required=is_required,
    )
    earliest, latest = (
        Column(
            name=f"{name}_{end}",
            type=ColumnType.DATE,
            meaning=said.format(name=name),
            source=f"{source}.{end}",
            read=bound(of),
            is_derived=True,
        )
        for end, said, of in _BOUNDS
    )
    return notation, earliest, latest
