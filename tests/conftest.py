"""What all tests share: how many examples Hypothesis draws, which test ids are refused, where the source texts are."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import settings

# No profile has a deadline: a busy machine is slow, and that says nothing about the code.
#
# The default profile draws the same examples in every run, so that a failure means that a change broke something. New
# examples are the job of "thorough", which runs every night. "again" is for a second run on another Python: what holds
# whatever the Python has been tried on all examples by then.
settings.register_profile("same", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("again", settings.get_profile("same"), max_examples=20)
settings.register_profile("thorough", deadline=None, max_examples=5_000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or "same")

collect_ignore = ["downstream"]
"""A project of its own, whose tests run where it is installed; `test_downstream` tries it from here."""

_TEXTS_VARIABLE = "AXIS_TRACKER_TEXTS"
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse ids that differ from run to run: nobody can name such a test, and the processes of a run disagree."""
    unstable = [item.nodeid for item in items if _ADDRESS.search(item.nodeid)]
    if unstable:
        raise pytest.UsageError("give these tests an id without an address in memory:", *unstable)


@pytest.fixture(scope="session")
def texts() -> Path:
    """The folder of the source texts, which are not ours to publish and therefore not in the repository."""
    named = os.environ.get(_TEXTS_VARIABLE)
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "seeds"
    if not any(folder.glob("*.txt")):
        pytest.skip(f"no source texts in {folder}: set {_TEXTS_VARIABLE} to the folder that holds them")
    return folder
