"""The gallery notebook: as it is stored it holds no answers, and all that it asks is answered, offline.

Here its cells run in one namespace, without Jupyter; the build of the documentation runs them in a kernel.
"""

from __future__ import annotations

import ast
import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

import axis_tracker as axt

NOTEBOOK = Path(__file__).parents[1] / "docs" / "gallery.ipynb"
NEEDED = ("altair", "pandas", "vl_convert")

pytestmark = pytest.mark.skipif(not NOTEBOOK.is_file(), reason="the documentation is not beside the tests")


def stored():
    return json.loads(NOTEBOOK.read_text(encoding="utf-8")) if NOTEBOOK.is_file() else {"cells": []}


def source(cell):
    return "".join(cell["source"])


CODE = [cell for cell in stored()["cells"] if cell["cell_type"] == "code"]
each_code = pytest.mark.parametrize("cell", CODE, ids=[cell["id"] for cell in CODE])


def test_the_notebook_is_one_of_format_4_5_for_any_python():
    notebook = stored()
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    assert notebook["metadata"]["language_info"] == {"name": "python"}  # not the version that its last reader had
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z-]{1,64}", one) for one in ids)
    for cell in notebook["cells"]:
        beside = {"outputs", "execution_count"} if cell["cell_type"] == "code" else set()
        assert set(cell) == {"cell_type", "id", "metadata", "source"} | beside
        assert "".join(cell["source"]).splitlines(keepends=True) == cell["source"]


def test_the_notebook_is_valid():
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed: it comes with the extra 'docs'")
    nbformat.validate(stored(), relax_add_props=False)


@each_code
def test_no_answer_is_stored(cell):
    assert cell["outputs"] == []
    assert cell["execution_count"] is None


@each_code
def test_a_cell_is_short_and_uses_public_names_only(cell):
    assert len(source(cell).splitlines()) <= 10
    for node in ast.walk(ast.parse(source(cell))):
        if isinstance(node, ast.Attribute):
            assert not node.attr.startswith("_")
            if ast.unparse(node.value) == "axt":
                assert node.attr in {*axt.__all__, "charts"}
            if ast.unparse(node.value) == "axt.charts":
                assert node.attr in axt.charts.__all__
        if isinstance(node, ast.Import):
            assert {alias.name for alias in node.names} <= {"altair", "pandas", "axis_tracker"}
        assert not isinstance(node, ast.ImportFrom)


def test_every_section_is_a_question_with_text_and_a_cell_that_answers_it():
    sections: list[list[dict]] = []
    for cell in stored()["cells"]:
        assert source(cell).strip()
        if cell["cell_type"] == "markdown" and source(cell).startswith("#"):
            sections.append([])
        sections[-1].append(cell)
    (title, *_), *questions, (end,) = sections
    assert source(title).startswith("# ")
    assert source(end).startswith("## ")
    assert len(questions) >= 9
    for section in questions:
        heading, _, text = source(section[0]).partition("\n")
        assert re.fullmatch(r"## .+\?", heading)
        assert text.strip()
        # Words and code by turns, so that each answer is introduced.
        assert [cell["cell_type"] for cell in section] == ["markdown", "code"] * (len(section) // 2)


def test_every_chart_is_told_to_who_does_not_see_it():
    charts = [cell for cell in CODE if "axt.charts." in source(cell)]
    drawn = {re.search(r"axt\.charts\.(\w+)", source(cell)).group(1) for cell in charts}
    assert drawn == set(axt.charts.__all__) - {"save"}
    for cell in charts:
        assert cell["metadata"]["mystnb"]["image"]["alt"].startswith("Chart of ")


@pytest.fixture(scope="module")
def answers():
    """What each cell gives: the value of its last line."""
    for name in NEEDED:
        if find_spec(name) is None:
            pytest.skip(f"{name} is not installed: python -m pip install 'axis-tracker[charts,pandas]'")
    import altair as alt

    names: dict[str, object] = {}
    given = {}
    with alt.renderers.enable(alt.renderers.active):  # which gives back at the end what the notebook sets
        for cell in CODE:
            name, lines = cell["id"], ast.parse(source(cell)).body
            last = lines.pop() if isinstance(lines[-1], ast.Expr) else None
            exec(compile(ast.Module(lines, []), name, "exec"), names)
            given[name] = None if last is None else eval(compile(ast.Expression(last.value), name, "eval"), names)
            # Any other renderer draws with scripts from the network. What is drawn, tests/charts looks at.
            assert alt.renderers.active == "svg"
    return given


@each_code
def test_each_cell_answers_with_a_table_or_a_chart_or_prints(cell, answers):
    answer = answers[cell["id"]]
    if "axt.charts." in source(cell):
        assert answer.to_dict()["description"]
    elif "print(" in source(cell).splitlines()[-1] or cell["id"] == "setup":
        assert answer is None
    else:
        assert "<table" in answer._repr_html_()
