"""Strings that a spreadsheet would execute as formulas, and the policies for writing such strings to CSV files."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.tables.columns import Cell

__all__ = ["ESCAPE", "FORMULA_STARTS", "EscapedCell", "Formulas", "is_formula"]

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The characters at the start of a string that make some spreadsheets execute the string (OWASP, CSV Injection).

The last four characters are full-width signs.
"""

ESCAPE: Final = "'"
"""The character written before a string like a formula, so that spreadsheets show the string as text."""


class Formulas(ControlledTerm):
    """The policy for strings that spreadsheets would execute because they start with a sign such as =, +, - or @."""

    ESCAPE = (
        "escape",
        "write an apostrophe before the string, and list the cell in the report and the descriptor (the default)",
    )
    REFUSE = "refuse", "write nothing, and raise an error that names the cells"
    KEEP = "keep", "write the string unchanged, for programs other than spreadsheets"


@frozen
class EscapedCell:
    """A cell of a CSV file that has an apostrophe before its value.

    Attributes:
        table: The name of the table.
        key: The key of the row.
        column: The name of the column.
        value: The value without the apostrophe.
    """

    table: str
    key: tuple[Cell, ...]
    column: str
    value: str


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet may execute the string. White space before the first sign makes no difference.

    >>> is_formula("=1+1"), is_formula(" @SUM(A1)"), is_formula("a=b")
    (True, True, False)
    """
    return text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)
