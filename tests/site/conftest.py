"""The built site, and the browser that tries it: asked for by `AXIS_TRACKER_SITE`, the folder of the built HTML.

Without it, or without the dependency group "site" or a Chromium of the system, the tests that need them are skipped
and say why.
CI that names a site means it: there a browser that is lacking is a failure.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import browser, lacking
from local_server import served
from missing_browser import SITE, refusal
from page_visits import scripts, visit_all
from site_files import SiteFiles


@pytest.fixture(scope="session")
def site() -> SiteFiles:
    named = os.environ.get(SITE)
    if not named:
        pytest.skip(f"no built site: set {SITE} to the folder of the HTML that sphinx-build made")
    files = SiteFiles(Path(named))
    if "index.html" not in files.pages:
        pytest.fail(f"{SITE} names {named}, which has no index.html")
    return files


@pytest.fixture(scope="session")
def needs_browser() -> None:
    if lacks := lacking():
        refusal(os.environ)(f"no browser to try pages in: there is no {lacks}")


@pytest.fixture(scope="session")
def address(site) -> Iterator[str]:
    with served(site.folder) as url:
        yield url


@pytest.fixture(scope="session")
def visited(site, needs_browser, address):
    """What is wrong with the pages of the site, seen in the browser."""
    return visit_all(address, site.longest_first)


@pytest.fixture(scope="session")
def chromium(needs_browser):
    with browser() as launched:
        yield launched


@pytest.fixture
def opened(chromium, address):
    """Opens a page of the site in a window of its own, with storage of its own."""
    contexts = []

    def open_page(name, **settings):
        context = chromium.new_context(base_url=address, **settings)
        contexts.append(context)
        context.add_init_script(scripts())
        page = context.new_page()
        page.goto(name)
        return page

    yield open_page
    for context in contexts:
        context.close()
