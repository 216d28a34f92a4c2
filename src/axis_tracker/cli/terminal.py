"""What a terminal is given: a console that fails like any file, and lines broken at its width.

Imports rich and `output`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from axis_tracker.cli.output import INDENT, Line

__all__ = ["Screen", "print_broken"]

_FURTHER: Final = 2
"""How many steps further a line that had to be broken goes on."""
_LEAD: Final = "bold cyan"
_COLUMN: Final = "cyan"


class Screen(Console):
    """A console: colour on a terminal only, and never with NO_COLOR."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(highlight=False, soft_wrap=False, stderr=stderr)

    def on_broken_pipe(self) -> None:
        """Leave it to whoever writes; by default rich ends the process."""
        raise BrokenPipeError


def print_broken(lines: Iterable[Line]) -> None:
    """Write lines to standard output, broken at its width, where they go on further in."""
    screen = Screen()
    for line in lines:
        margin = INDENT * line.indent
        lead, text = Text(line.lead, style=_LEAD), Text(line.text, style=line.style)
        column = Text(line.column, style=_COLUMN)
        if margin + cell_len(line.whole) <= screen.width:
            screen.print(Text(" " * margin) + column + (lead + Text("  ") + text if line.lead else text))
            continue
        beside = 0 < cell_len(line.column) <= screen.width // 2
        further = margin + (cell_len(line.column) if beside else INDENT * _FURTHER)
        parts = list(text.wrap(screen, max(screen.width - further, 1)))
        if beside:
            parts[0] = column + parts[0]
        elif head := line.lead or line.column.rstrip():
            parts.insert(0, Text(head, style=_LEAD if line.lead else _COLUMN))
        for number, part in enumerate(parts):
            part.rstrip()
            screen.print(Text(" " * (further if number else margin)) + part)
