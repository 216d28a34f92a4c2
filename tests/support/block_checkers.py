"""What checks a block of code on a page, by its language; and what a writer can do about one that nothing checks.

Commands are the job of `page_sessions`. Directives are that of the build: `sphinx-build -b doctest` runs `{doctest}`
and `{testcode}`, the charts are drawn and the notebooks run while the site is built, and its warnings are errors.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

import axis_tracker as axt
from axis_tracker.formats.diagnostics import diagnose
from axis_tracker.formats.documents import kinds_by_tag
from axis_tracker.formats.toml_files import TomlFile

TESTS = Path(__file__).parents[1]

RUN_BY_TESTS = {("README.md", "python"): "tests/test_examples.py runs it and compares what it prints"}
"""Blocks of code that another test runs, by page and language."""

INSTEAD = {
    "": "say in which language it is, or give it a caption if it is a file",
    "python": "it would not run; write {doctest}, or {testcode} and {testoutput}, or {literalinclude} a file of tests/",
    "pycon": "it would not run; write {doctest}",
    "bash": "write console, with '$ ' before each command",
    "sh": "write console, with '$ ' before each command",
    "shell": "write console, with '$ ' before each command",
    "text": "print it in a {doctest} or below a command; if it is a file, {code-block} text with its path as :caption:",
}
"""What a writer can do about a block in a language that nothing checks."""

ENTRY_POINTS = {"axis_tracker.kinds", "axis_tracker.datasets", "axis_tracker.formats"}
TABLES = {"actors", "places", "items", "document", "documents", "events", "claims"}


def _toml(content: str) -> Iterator[str]:
    try:
        plain = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        yield f"is not TOML: {error}"
        return
    if TABLES & plain.keys():
        yield from _records(content)
    for group in {*plain.get("project", {}).get("entry-points", {})} - ENTRY_POINTS:
        yield f"axis_tracker knows no entry points {group!r}, only {sorted(ENTRY_POINTS)}"


def _records(content: str) -> Iterator[str]:
    """What is wrong with records; what they refer to may stand elsewhere."""
    file = TomlFile(content.encode(), "the block")
    _, by_file, _ = diagnose([file.plain], kinds_by_tag(()))
    for problem in (*file.problems, *(file.located(one) for one in by_file[0])):
        yield str(problem)


def _json(content: str) -> Iterator[str]:
    try:
        plain: Any = json.loads(content)
    except ValueError as error:
        yield f"is not JSON: {error}"
        return
    if isinstance(plain, dict) and plain.get("format") == "axis-tracker":
        try:
            axt.loads(content)
        except axt.ReadError as error:
            yield str(error)


def _json_lines(content: str) -> Iterator[str]:
    for line in content.splitlines():
        yield from _json(line)


def _yaml(content: str) -> Iterator[str]:
    try:
        yaml.safe_load(content)
    except yaml.YAMLError as error:
        yield f"is not YAML: {error}"


def _doctest(content: str) -> Iterator[str]:
    if ">>> " not in content:
        yield "a {doctest} has prompts, '>>> '; without them nothing is run: write {testcode}"
    if "+SKIP" in content:
        yield "an example that is skipped may be wrong: leave out +SKIP"


def _included_code(content: str) -> Iterator[str]:
    if ".. code" in content or ".. literalinclude" in content:
        yield "nothing checks code in an {eval-rst}: write it as a block of its own"


CHECKERS: dict[str, Callable[[str], Iterator[str]]] = {
    "toml": _toml,
    "json": _json,
    "jsonl": _json_lines,
    "yaml": _yaml,
    "{doctest}": _doctest,
    "{eval-rst}": _included_code,
}
"""What checks the content of a block, also if it is a file. All problems of a block are reported."""


def advice(page: str, language: str) -> str | None:
    """What to do about a block in this language; None if something checks it, or if it is no code."""
    if language in CHECKERS or (page, language) in RUN_BY_TESTS or language.startswith("{"):
        return None
    return INSTEAD.get(language, "add what checks the language to tests/support/block_checkers.py")


def is_named_by_a_test(file: Path) -> bool:
    """Whether a test runs the file, as far as its name tells: those in tests/ do by being there."""
    others = (test for test in TESTS.rglob("test_*.py") if test.name != "test_pages.py")
    return file.is_relative_to(TESTS) or any(file.name in test.read_text(encoding="utf-8") for test in others)
