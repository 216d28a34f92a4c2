"""What the reference says of the command line is what it does; that of all pages is tried in tests/test_pages.py."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from axis_tracker.cli.commands import axis_tracker as root

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "command-line.md"

pytestmark = pytest.mark.skipif(not REFERENCE.is_file(), reason="the documentation is not beside the tests")


def test_the_reference_says_what_every_json_is():
    page = REFERENCE.read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`([a-z-]+)`", row.split("|")[1])}
    with_json = {name for name, one in root.commands.items() if "--json" in [opt for p in one.params for opt in p.opts]}
    assert named == with_json | {"axis-tracker"}
