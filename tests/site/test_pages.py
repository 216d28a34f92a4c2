"""Every page of the built site: what none of them may have."""

from __future__ import annotations

import pytest
from page_findings import IN_BROWSER, IN_FILES, report


def test_the_site_has_the_pages_that_readers_start_from(site):
    assert {"index.html", "search.html", "genindex.html", "tutorial.html", "reference/index.html"} <= set(site.pages)


@pytest.mark.parametrize("check", IN_FILES, ids=lambda check: check.value)
def test_no_page_has(check, site):
    assert not site.found[check], report(check, site.found[check])


@pytest.mark.parametrize("check", IN_BROWSER, ids=lambda check: check.value)
def test_no_page_that_is_opened_has(check, visited):
    assert not visited[check], report(check, visited[check])
