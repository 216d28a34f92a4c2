"""Texts that a spreadsheet would execute, and what becomes of them in a CSV file. Imports the vocabulary."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.tables.columns import Cell

__all__ = ["ESCAPE", "FORMULA_STARTS", "EscapedCell", "Formulas", "is_formula"]

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a text begins with that some spreadsheet executes (OWASP, CSV Injection); the last four are full-width signs."""

ESCAPE: Final = "'"
"""What is put before such a text: spreadsheets then take it for a text."""


class Formulas(ControlledTerm):
    """What becomes of a text that a spreadsheet would take for a formula: one that begins with =, +, -, @ or a tab."""

    ESCAPE = "escape", "an apostrophe is put before it, and the report and the descriptor name the cell (the default)"
    REFUSE = "refuse", "nothing is written, and the error names the cells"
    KEEP = "keep", "it is written as it is: for readers that are no spreadsheets"


@frozen
class EscapedCell:
    """A cell of a CSV file that has an apostrophe before its value: the table, the row's key, the column, the value."""

    table: str
    key: tuple[Cell, ...]
    column: str
    value: str


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may execute it; white space before the sign does not help.

    >>> is_formula("=1+1"), is_formula(" @SUM(A1)"), is_formula("a=b")
    (True, True, False)
    """
    return text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)
