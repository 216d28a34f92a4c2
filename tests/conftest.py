"""What all tests share: how hard Hypothesis tries, and where the source texts lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A shared machine is slow now and then, which is no property of the code: no deadline anywhere. In CI the same examples
# run each time, so that a failure there is one of the change and can be repeated.
settings.register_profile("dev", deadline=None)
settings.register_profile(
    "ci", deadline=None, derandomize=True, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", deadline=None, max_examples=5_000)
# For what is tried a second time, on another Python: the same examples as in CI, but fewer.
settings.register_profile("again", settings.get_profile("ci"), max_examples=20)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))

collect_ignore = ["downstream"]
"""A project of its own, whose tests run where it is installed; `test_downstream` tries it from here."""

_TEXTS_VARIABLE = "AXIS_TRACKER_TEXTS"


@pytest.fixture(scope="session")
def texts() -> Path:
    """The folder of the source texts, which are not ours to publish and therefore not in the repository."""
    named = os.environ.get(_TEXTS_VARIABLE)
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "seeds"
    if not any(folder.glob("*.txt")):
        pytest.skip(f"no source texts in {folder}: set {_TEXTS_VARIABLE} to the folder that holds them")
    return folder
