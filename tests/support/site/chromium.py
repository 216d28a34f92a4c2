"""The browser: the Chromium of this machine, driven by Playwright. Nothing is downloaded, and no name is resolved."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PACKAGES = {"playwright": "playwright", "axe_playwright_python": "axe-playwright-python"}

WIDE = (1400, 900)  # the contents of a page stand beside it
NARROWER = (1200, 900)
PHONE = (375, 800)
"""The sizes of the window, in CSS pixels."""


def lacking() -> str:
    """What of it is not there, in words; nothing if all is."""
    lacks = [name for module, name in _PACKAGES.items() if find_spec(module) is None]
    if not any(map(shutil.which, _NAMES)):
        lacks.append("chromium (of the system: Debian's package chromium)")
    return ", ".join(lacks)


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser without a window, which reaches this machine and nothing else."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, _NAMES))),
            args=["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-gpu"],
        )
        try:
            yield launched
        finally:
            launched.close()
