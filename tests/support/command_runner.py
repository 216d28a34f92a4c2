"""How the tests run commands: in this process, as a process of its own, and on a terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

from click.testing import CliRunner

import axis_tracker as axt
from axis_tracker.cli.commands import axis_tracker as root

ESCAPE = re.compile(r"\x1b")
SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
COLOUR = re.compile(r"\x1b\[(?:[0-9]+;)*(?:3[0-9]|4[0-9]|9[0-9]|10[0-9])(?:;[0-9]+)*m")


def run(*arguments):
    """A command in this process: its exit code, and what it wrote."""
    result = CliRunner().invoke(root, [str(one) for one in arguments], prog_name="axis-tracker")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def start(*arguments, **options):
    """A command as a process of its own, whose environment says nothing of terminals."""
    path = os.pathsep.join([str(Path(axt.__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    unset = {"COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"}
    env = {name: value for name, value in os.environ.items() if name not in unset}
    return subprocess.Popen(
        [sys.executable, "-m", "axis_tracker", *map(str, arguments)],
        env={**env, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", **options.pop("env", {})},
        stdin=subprocess.DEVNULL,
        **{"stderr": subprocess.PIPE, **options},
    )


def on_a_terminal(*arguments, columns=80, errors=False, **env):
    """What a command writes to a terminal: its answer, or what goes to standard error."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    streams = {"stdout": subprocess.PIPE, "stderr": its} if errors else {"stdout": its, "stderr": subprocess.PIPE}
    process = start(*arguments, env={"TERM": "xterm-256color", **env}, **streams)
    os.close(its)
    written = b""
    while True:
        try:
            part = os.read(ours, 65_536)
        except OSError:  # the other end is closed
            break
        written += part
        if not part:
            break
    os.close(ours)
    process.communicate()
    assert process.returncode == 0
    return written.decode()


def shown(written):
    """What stands on the lines of a terminal."""
    return [SEQUENCE.sub("", line).rstrip("\r") for line in written.split("\n")]
