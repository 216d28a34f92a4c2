"""Print to a terminal with rich. The console reports a broken pipe, and lines wrap at the terminal width."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from axis_tracker.cli.output import INDENT, Line

__all__ = ["TerminalConsole", "print_wrapped"]

_HANGING: Final = 2 * INDENT
"""The number of additional spaces before a continuation line."""
_LEAD: Final = "bold cyan"
_COLUMN: Final = "cyan"


class TerminalConsole(Console):
    """A console that uses colours only on a terminal, and only if NO_COLOR is not set."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(highlight=False, soft_wrap=False, stderr=stderr)

    def on_broken_pipe(self) -> None:
        """Raise `BrokenPipeError`, which `CommandGroup` handles. By default, rich ends the process with code 1."""
        raise BrokenPipeError


def print_wrapped(lines: Iterable[Line]) -> None:
    """Print lines to standard output, wrapped at the terminal width with a hanging indent."""
    console = TerminalConsole()
    for line in lines:
        margin = INDENT * line.indent
        lead, text = Text(line.lead, style=_LEAD), Text(line.text, style=line.style)
        column = Text(line.column, style=_COLUMN)
        if margin + cell_len(line.whole) <= console.width:
            console.print(Text(" " * margin) + column + (lead + Text("  ") + text if line.lead else text))
            continue
        # A column wider than half the terminal would leave too little room for the text, so it gets its own line.
        is_column_kept = 0 < cell_len(line.column) <= console.width // 2
        hanging = margin + (cell_len(line.column) if is_column_kept else _HANGING)
        parts = list(text.wrap(console, max(console.width - hanging, 1)))
        if is_column_kept:
            parts[0] = column + parts[0]
        elif head := line.lead or line.column.rstrip():
            parts.insert(0, Text(head, style=_LEAD if line.lead else _COLUMN))
        for number, part in enumerate(parts):
            part.rstrip()
            console.print(Text(" " * (hanging if number else margin)) + part)
