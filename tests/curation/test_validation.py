"""Checking what a curator wrote: all that reading checks, and that a figure says what its words say."""

from __future__ import annotations

import json

import pytest
from plain_data_strategies import plain_document

import axis_tracker as axt


@pytest.fixture
def file(tmp_path):
    """A right file; `file(wording)` one whose second figure was written in other words."""

    def write(wording=None):
        document = plain_document()
        if wording is not None:
            document["claims"][3]["measure"]["quantity"]["wording"] = wording
        path = tmp_path / "data.json"
        path.write_text(json.dumps(document))
        return path

    return write


def problems_of(path):
    with pytest.raises(axt.ReadError) as caught:
        axt.check(path)
    return caught.value.problems


def test_what_is_right_is_given_back(file):
    path = file()
    assert axt.check(path) == axt.check(str(path)) == axt.read(path)
    assert axt.check(file("at least 6 million")) == axt.read(path)


def test_the_packaged_data_are_right():
    path = axt.__file__.replace("__init__.py", "data/axis.json")
    assert axt.check(path) == axt.load()


@pytest.mark.parametrize(
    "wording", ["over 6 million", "6 million", "at least 6 million shells", "at least six", "many"]
)
def test_words_that_say_another_figure_are_a_problem(file, wording):
    path = file(wording)
    assert axt.read(path).claims["hur-shells-again"].measure.quantity.wording == wording
    (problem,) = problems_of(path)
    assert problem.path == "claims['hur-shells-again'].measure.quantity.wording"
    assert (problem.file, problem.value) == (str(path), wording)


def test_in_a_folder_the_problem_has_its_line(tmp_path):
    (tmp_path / "claims.toml").write_text(
        '[[actors]]\nid = "kp"\nname = "North Korea"\nkind = "state"\n'
        '[[events]]\nkind = "activity"\nid = "launch"\nname = "Launch"\nactivity = "launch"\n'
        + "".join(
            f'[[claims]]\nid = "{key}"\nevent = "launch"\nclaimants = ["kp"]\nsummary = "A figure."\nmade = "2024"\n'
            f'measure = {{ quantity = {{ low = {low}, wording = "over 5" , includes_low = false}}, phase = "used" }}\n'
            for key, low in (("a", 5), ("b", 6), ("c", 7))
        )
    )
    assert [(one.path, one.file, one.line) for one in problems_of(tmp_path)] == [
        ("claims['b'].measure.quantity.wording", str(tmp_path / "claims.toml"), 23),
        ("claims['c'].measure.quantity.wording", str(tmp_path / "claims.toml"), 30),
    ]


def test_what_cannot_be_read_is_reported_as_reading_does(tmp_path):
    (tmp_path / "a.toml").write_text('[[actors]]\nid = "KP"\n')
    with pytest.raises(axt.ReadError) as caught:
        axt.read(tmp_path)
    assert problems_of(tmp_path) == caught.value.problems


def test_further_kinds_are_known_to_the_check(tmp_path):
    class Parade(axt.Event):
        kind = "example:parade"

    (tmp_path / "a.toml").write_text('[[events]]\nkind = "example:parade"\nid = "x"\nname = "x"\n')
    assert axt.check(tmp_path, kinds=[Parade]).events.ids == ("x",)
    assert [one.path for one in problems_of(tmp_path)] == ["events[0].kind"]
