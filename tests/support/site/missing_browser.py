"""Which site is to be tried, and what becomes of the tests when there is no browser for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NoReturn

import pytest

SITE = "AXIS_TRACKER_SITE"
"""The variable of the environment that names the folder of the built site."""


def refusal(environment: Mapping[str, str]) -> Callable[[str], NoReturn]:
    """What to do without a browser: skip, but fail in CI that names a site to be tried."""
    return pytest.fail if environment.get("CI") and environment.get(SITE) else pytest.skip
