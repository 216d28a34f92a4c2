"""The page of named cases: its examples run, and the datasets that they run on say no more than they need."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import axis_tracker as axt

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "explanation" / "named-cases.md"
BLOCK = re.compile(r"^```\{doctest\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_examples_on_the_page_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = PAGE.read_text(encoding="utf-8")
    session = ""
    for block in BLOCK.finditer(text):  # the blocks are one session, and keep their lines
        session += "\n" * (text.count("\n", 0, block.start(1)) - session.count("\n")) + block.group(1)
    examples = doctest.DocTestParser().get_doctest(session, {"axt": axt}, PAGE.name, str(PAGE), 0)
    assert examples.examples
    report: list[str] = []
    doctest.DocTestRunner().run(examples, out=report.append)
    if report:
        pytest.fail("".join(report), pytrace=False)


@pytest.mark.parametrize("folder", ["analyst_cases", "named_cases"])
def test_every_figure_of_the_dataset_is_told_once_and_in_our_words(folder: str) -> None:
    dataset = axt.read(ROOT / "tests" / folder)
    summaries = [one.summary for one in dataset.claims if one.origin is None]
    assert len(set(summaries)) == len(summaries)
    for one in dataset.claims:
        if one.measure is not None:
            one.measure.quantity.check_wording()


def test_only_the_casualties_that_became_deaths_are_in_conflict() -> None:
    dataset = axt.read(ROOT / "tests" / "named_cases")
    assert [(one.lower[0].id, one.upper[0].id) for one in dataset.conflicts()] == [
        ("officials-killed", "nis-killed-revised")
    ]


def test_only_the_figures_that_exclude_each_other_are_in_conflict() -> None:
    dataset = axt.read(ROOT / "tests" / "analyst_cases")
    assert {(one.lower[0].id, one.upper[0].id) for one in dataset.conflicts()} == {
        ("us-10000", "kr-6700"),
        ("most-of-shells", "half-of-shells"),
        ("at-least-6-million", "up-to-4-million"),
    }
