"""Every example that the package or its README shows a reader runs, and prints what it says it prints."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import axis_tracker

_PAGES = ("README.md",)
_PYTHON_BLOCK = re.compile(r"^```(?:python|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ROOT = Path(__file__).parents[1]


def _modules() -> list[str]:
    return [axis_tracker.__name__, *(m.name for m in pkgutil.walk_packages(axis_tracker.__path__, "axis_tracker."))]


def _check(*sessions: doctest.DocTest) -> None:
    report: list[str] = []
    for session in sessions:
        doctest.DocTestRunner().run(session, out=report.append)
    if report:
        pytest.fail("".join(report), pytrace=False)


@pytest.mark.parametrize("name", [name for name in _modules() if not name.endswith("__main__")])
def test_examples_in_docstrings_hold(name: str) -> None:
    _check(*doctest.DocTestFinder().find(importlib.import_module(name)))


@pytest.mark.parametrize("page", _PAGES)
def test_examples_on_the_page_hold(page: str) -> None:
    text = (_ROOT / page).read_text(encoding="utf-8")
    # The blocks of a page are one session, and keep their lines so that a failure names the right one.
    blocks = [(text.count("\n", 0, block.start(1)), block.group(1)) for block in _PYTHON_BLOCK.finditer(text)]
    assert blocks, f"{page} shows no example"
    session = ""
    for line, block in blocks:
        session += "\n" * (line - session.count("\n")) + block
    examples = doctest.DocTestParser().get_doctest(session, {}, page, page, 0)
    assert examples.examples, f"the examples on {page} are not written as an interactive session"
    _check(examples)
