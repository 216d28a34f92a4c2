"""The made-up data of `benchmarks/` are what they say: right, canonical, and the same each time."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import axis_tracker as axt

SOURCE = Path(__file__).parents[1] / "benchmarks" / "synthetic.py"


def load_synthetic():
    spec = importlib.util.spec_from_file_location("synthetic", SOURCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


synthetic = load_synthetic()


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
