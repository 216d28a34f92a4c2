"""What type checkers know of the package, and which mistakes they find: the files in `tests/typing`.

Here mypy goes over them, if it is installed; CI has pyright do the same.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import axis_tracker

FILES = sorted(Path(__file__).with_name("typing").glob("*.py"))


def test_mypy_lets_pass_what_users_write_and_finds_what_they_mistake(tmp_path):
    pytest.importorskip("mypy", reason="mypy is not installed: python -m pip install --group lint")
    # From elsewhere and without this project's own settings, as a user would. mypy finds what is installed by itself.
    home = Path(axis_tracker.__file__).parents[1]
    paths = {"MYPYPATH": str(home)} if home.name == "src" else {}
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={tmp_path}", *map(str, FILES)],
        capture_output=True,
        text=True,
        env={**os.environ, **paths},
        cwd=tmp_path,
        check=False,
    )
    assert len(FILES) == 5
    assert done.returncode == 0, done.stdout + done.stderr
