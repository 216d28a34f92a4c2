"""The command `chart`: what it takes, and the file that it leaves."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

import axis_tracker as axt
from axis_tracker.cli.draw import chart


def run(*arguments):
    return CliRunner().invoke(chart, [str(one) for one in arguments])


@pytest.mark.parametrize(
    "arguments",
    [
        ("contested", "--event", "kp-ru-artillery-ammunition", "--unit", "shells"),
        ("timeline", "--during", "2024"),
        ("ledger", "North Korea", "Russia"),
        ("coverage",),
    ],
)
def test_each_chart_is_written_where_it_was_asked_for(arguments, tmp_path):
    target = tmp_path / "chart.json"
    result = run(*arguments, "-o", target)
    assert (result.exit_code, result.output) == (0, f"wrote {target}\n")
    assert '"title"' in target.read_text("utf-8")


def test_coverage_counts_sentences_where_there_are_texts_and_names_those_that_are_missing(tmp_path):
    (tmp_path / "texts").mkdir()
    result = run("coverage", "--texts", tmp_path / "texts", "-o", tmp_path / "chart.json")
    assert result.exit_code == 0
    assert result.stderr.count("not drawn") == len(axt.load().documents)


def test_a_figure_of_nothing_is_wrong_use(tmp_path):
    result = run("contested", "-o", tmp_path / "chart.svg")
    assert result.exit_code == 2
    assert "no figure is selected" in result.stderr


@pytest.mark.parametrize("options", [("contested", "--item", "arms", "--at", "soon"), ("timeline", "--during", "soon")])
def test_a_date_that_cannot_be_read_is_wrong_use(options, tmp_path):
    result = run(*options, "-o", tmp_path / "chart.svg")
    assert (result.exit_code, [*tmp_path.iterdir()]) == (2, [])
    assert "Invalid value for" in result.stderr


def test_a_chart_without_a_place_is_wrong_use():
    assert run("timeline").exit_code == 2


@pytest.mark.parametrize("name", ["contested", "timeline", "ledger", "coverage"])
def test_the_help_has_an_example(name):
    assert f"axis-tracker chart {name}" in run(name, "--help").output
