"""The made-up data of `benchmarks/` are what they say: right, canonical, and the same each time."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import axis_tracker as axt

FOLDER = Path(__file__).parents[1] / "benchmarks"


def load(name):
    """Import a module of `benchmarks/` from its file, because the folder is not on the path."""
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", FOLDER / f"{name}.py")
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)  # dataclasses look up their module
    spec.loader.exec_module(module)
    return module


synthetic = load("synthetic")
shapes = load("shapes")
slopes = load("slopes")

in_conflict = "one event, all figures in conflict"
every_shape = pytest.mark.parametrize("name", shapes.SHAPES)


def test_a_made_up_dataset_is_canonical():
    text = synthetic.as_json(synthetic.dataset(200))
    assert axt.dumps(axt.loads(text)).encode() == text


def test_a_made_up_dataset_has_as_many_claims_as_are_asked_for():
    assert len(axt.loads(synthetic.as_json(synthetic.dataset(30))).claims) == 30


def test_a_seed_gives_the_same_data_each_time_and_another_seed_others():
    assert synthetic.dataset(20, seed=1) == synthetic.dataset(20, seed=1) != synthetic.dataset(20, seed=2)


def test_made_up_dates_are_distinct_and_in_the_profile():
    texts = synthetic.dates(200)
    assert len({axt.ImpreciseDate.parse(text) for text in texts}) == len(texts) == 200


@every_shape
def test_a_shape_is_a_valid_dataset_and_the_same_each_time(name):
    shape = shapes.SHAPES[name]
    dataset = axt.Dataset(shape.records(20))
    assert dataset == axt.Dataset(shape.records(20))
    assert len(dataset.claims) in (20, 21)  # a whole has one more claim


@every_shape
def test_the_claims_of_a_shape_agree_unless_it_says_otherwise(name):
    conflicts = axt.Dataset(shapes.SHAPES[name].records(24)).conflicts()
    assert bool(conflicts) is (name == in_conflict)


@every_shape
def test_every_question_about_a_shape_can_be_answered(name):
    dataset = axt.Dataset(shapes.SHAPES[name].records(16))
    assert all(ask(dataset) is not None for ask in shapes.SHAPES[name].questions.values())


def test_like_events_differ_in_nothing_but_id_and_name():
    events = axt.Dataset(shapes.like_events(10)).events
    assert len({(one.supplier, one.recipient, one.item, one.when) for one in events}) == 1


def test_a_chain_is_as_long_as_its_size():
    dataset = axt.Dataset(shapes.chain_of_items(12))
    depth, item = 0, dataset.items["i000001"]
    while item.broader:
        depth, item = depth + 1, dataset.items[item.broader[0]]
    assert depth == 12


@given(power=st.floats(0.1, 4), factor=st.floats(1e-6, 1e3), first=st.integers(1, 1_000))
def test_the_slope_of_a_power_is_its_exponent(power, factor, first):
    points = [(size, factor * size**power) for size in (first, 2 * first, 4 * first, 8 * first)]
    assert slopes.slope(points) == pytest.approx(power, abs=1e-6)


def test_the_slope_of_what_takes_equally_long_is_zero():
    assert slopes.slope([(10, 3.0), (20, 3.0), (40, 3.0)]) == 0
