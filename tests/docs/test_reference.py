"""What the reference says by hand, against the code and the standards that it speaks of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import axis_tracker as axt

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"

pytestmark = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the documentation is not beside the tests")


def rows_below(heading):
    """The rows of the table on the page of scales whose first column has a heading: words, number, range."""
    page = (REFERENCE / "scales.md").read_text(encoding="utf-8")
    table = re.search(rf"^\| {heading} \|.*\n\| ---.*\n((?:\|.*\n)+)", page, re.MULTILINE)
    return {cells[0].strip("`"): cells[1:] for cells in map(cells_of, table[1].splitlines())}


def cells_of(row):
    return [cell.strip() for cell in row.strip("|").split("|")]


def test_every_likelihood_and_every_credibility_has_its_confidence():
    on_the_scale = [one.value for one in axt.Likelihood if one is not axt.Likelihood.UNHEDGED]
    assert list(rows_below("likelihood")) == on_the_scale
    assert list(rows_below("credibility")) == [one.value for one in axt.Credibility]


@pytest.mark.parametrize(
    ("heading", "write", "read"),
    [
        ("likelihood", "dni_to_value", "value_to_dni"),
        ("credibility", "admiralty_credibility_to_value", "value_to_admiralty_credibility"),
    ],
)
def test_the_confidence_is_what_the_library_of_the_standard_converts_to(heading, write, read):
    scales = pytest.importorskip("stix2.confidence.scales", reason="stix2 comes with the group bench")
    there = {number: getattr(scales, read)(number) for number in range(101)}
    for number, ends in rows_below(heading).values():
        if number == "left out":
            continue
        first, last = map(int, ends.split(" to "))
        (words,) = {there[value] for value in range(first, last + 1)}
        assert getattr(scales, write)(words) == int(number)
        assert {value for value, one in there.items() if one == words} == set(range(first, last + 1))


def test_every_page_of_the_reference_stands_in_its_list_with_a_line_of_its_own():
    index = (REFERENCE / "index.md").read_text(encoding="utf-8")
    listed = re.findall(r"^- \{doc\}`([^`]+)`: \S", index, re.MULTILINE)
    toctree = re.search(r"```\{toctree\}\n:hidden:\n\n(.*?)\n```", index, re.DOTALL)[1].splitlines()
    pages = {path.stem for path in REFERENCE.glob("*.md")} - {"index"}
    assert listed == toctree
    assert set(listed) == pages | {"data/index"}
