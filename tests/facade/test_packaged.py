"""Datasets that other distributions bring, by name."""

from __future__ import annotations

import sys
import types
from importlib.metadata import EntryPoint

import pytest

import axis_tracker as axt
from axis_tracker.facade import packaged

MADE = []


def mine():
    MADE.append(axt.Dataset([axt.Actor(id="kp", name="North Korea", kind="state")]))
    return MADE[-1]


def nothing():
    return None


def broken():
    raise axt.ReadError([axt.Problem("is not there", file="mine.json")])


@pytest.fixture
def installed(monkeypatch):
    points = []
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda *, group: [one for one in points if one.group == group]
    )
    monkeypatch.setitem(sys.modules, "some_project", types.SimpleNamespace(**globals()))
    packaged._named.cache_clear()
    yield lambda name, value: points.append(EntryPoint(name, f"some_project:{value}", "axis_tracker.datasets"))
    packaged._named.cache_clear()


def test_a_dataset_is_made_once_and_kept(installed):
    installed("mine", "mine")
    before = len(MADE)
    assert axt.load("mine").actors.ids == ("kp",)
    assert axt.load("mine") is axt.load("mine")
    assert len(MADE) == before + 1


def test_without_a_name_it_is_the_packaged_one_and_nobody_else_is_asked(monkeypatch):
    def refuse(**_):
        raise AssertionError("entry points were asked")

    monkeypatch.setattr("importlib.metadata.entry_points", refuse)
    assert axt.load() is axt.load(None) is axt.load()
    assert "kp" in axt.load().actors


def test_an_unknown_name_is_an_error_with_the_nearest_and_all(installed):
    installed("cyber", "mine")
    installed("space", "mine")
    with pytest.raises(axt.UnknownNameError) as caught:
        axt.load("cybre")
    assert caught.value.nearest == ("cyber",)
    assert str(caught.value) == ("'cybre': unknown dataset among those installed (cyber, space); did you mean 'cyber'?")


def test_where_none_is_installed_the_error_says_so(installed):
    with pytest.raises(axt.UnknownNameError, match=r"among those installed \(none\)"):
        axt.load("cyber")


def test_two_datasets_of_one_name_are_an_error(installed):
    installed("mine", "mine")
    installed("mine", "nothing")
    with pytest.raises(
        axt.DatasetError, match="two distributions provide a dataset with this name: some_project:mine and"
    ):
        axt.load("mine")


def test_one_that_is_installed_twice_is_one(installed):
    installed("mine", "mine")
    installed("mine", "mine")
    assert axt.load("mine").actors.ids == ("kp",)


@pytest.mark.parametrize("value", ["nothing", "MADE"])
def test_what_gives_no_dataset_is_an_error(installed, value):
    installed("mine", value)
    with pytest.raises(axt.DatasetError, match="a function that returns a Dataset"):
        axt.load("mine")


def test_what_the_function_raises_is_let_through_and_not_kept(installed):
    installed("mine", "broken")
    for _ in range(2):
        with pytest.raises(axt.ReadError, match=r"mine\.json: is not there"):
            axt.load("mine")
