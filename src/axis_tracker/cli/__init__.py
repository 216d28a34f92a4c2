"""The command line `axis-tracker`: it parses, calls the package, lays out what comes back, and has no logic of its own.

Needs the extra `cli` (click and rich), which is imported only when the command runs. `commands` is the table of the
commands; how they end is in `running`, what they share in `options`, where they write in `output`.
"""

from __future__ import annotations

import contextlib
import sys
from importlib.util import find_spec

from axis_tracker.errors import MissingExtraError

__all__ = ["main"]


def main() -> None:
    """Run the command line, and end the process with its exit code: see `axis_tracker.cli.running.ExitCode`."""
    try:
        if find_spec("rich") is None:  # which is not loaded until something is laid out
            raise ModuleNotFoundError(name="rich")
        from axis_tracker.cli.commands import axis_tracker
    except ModuleNotFoundError as error:
        if error.name not in {"click", "rich"}:
            raise
        sys.stderr.write(f"axis-tracker: {MissingExtraError('cli', purpose='the command line')}\n")
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    for stream in (sys.stdout, sys.stderr):
        # What the encoding of a terminal cannot write is escaped, not an error. Streams of others may not offer this.
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    axis_tracker(prog_name="axis-tracker")
