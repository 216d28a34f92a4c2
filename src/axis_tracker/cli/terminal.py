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
        if margin + cell_len(line.whole) <= screen.width:
            screen.print(Text(" " * margin) + (lead + Text("  ") + text if line.lead else text))
            continue
        further = margin + INDENT * _FURTHER
        parts = list(text.wrap(screen, max(screen.width - further, 1)))
        for number, part in enumerate([lead, *parts] if line.lead else parts):
            part.rstrip()
            screen.print(Text(" " * (further if number else margin)) + part)
