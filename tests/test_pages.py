"""Every code block of the documentation runs or is checked, and what it prints is what stands below it.

Python blocks are run by `sphinx-build -b doctest`; here it is the commands, the files, and that nothing else is shown.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from page_blocks import blocks
from page_sessions import NOT_RUN, ROOT, UNSEEN, Session, agrees

DOCS = ROOT / "docs"
PAGES = sorted(
    path
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md"))
    if "_build" not in path.parts and path.is_file()
)

pytestmark = pytest.mark.skipif(not DOCS.is_dir(), reason="the documentation is not beside the tests")


@pytest.fixture
def session(tmp_path, monkeypatch):
    """A folder of its own, with nothing around it that changes what commands print."""
    for name in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Session(folder)


@pytest.mark.parametrize("page", [pytest.param(page, id=str(page.relative_to(ROOT))) for page in PAGES])
def test_what_a_page_shows_is_so(page, session):
    problems = session.go(page, page.read_text(encoding="utf-8"))
    if problems:
        pytest.fail("\n".join(f"{page.relative_to(ROOT)}, {problem}" for problem in problems), pytrace=False)
