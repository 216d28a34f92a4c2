"""The command line `axis-tracker`: it parses, calls the package, lays out what comes back, and has no logic of its own.

Needs the extra `cli` (click and rich), which is imported only when the command runs.
"""

from __future__ import annotations

import sys

from axis_tracker.errors import MissingExtraError

__all__ = ["main"]


def main() -> None:
    """Run the command line, and end the process with its exit code: 0, 1 (the data says no) or 2 (usage)."""
    try:
        from axis_tracker.cli.commands import axis_tracker
    except ModuleNotFoundError as error:
        if error.name not in {"click", "rich"}:
            raise
        sys.stderr.write(f"axis-tracker: {MissingExtraError('cli', purpose='the command line')}\n")
        sys.exit(2)
    axis_tracker(prog_name="axis-tracker")
