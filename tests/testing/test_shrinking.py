"""What failing examples shrink to: the plainest record, and in a dataset nothing but what the failure needs."""

from __future__ import annotations

import pytest
from hypothesis import find, settings

import axis_tracker as axt
from axis_tracker import testing


def plainest(strategy, condition):
    return find(strategy, condition, settings=settings(max_examples=1_000, database=None, derandomize=True))


@pytest.mark.parametrize(
    ("strategy", "condition", "shown"),
    [
        (testing.imprecise_dates(), lambda one: True, "ImpreciseDate('2000')"),
        (testing.imprecise_dates(), lambda one: one.ends is axt.Boundary.OPEN, "ImpreciseDate('2000/..')"),
        (testing.quantities(), lambda one: True, "Quantity()"),
        (
            testing.quantities(unit="shells"),
            lambda one: one.low is not None and one.low > 5,
            "Quantity(low=6, unit='shells')",
        ),
        (
            testing.measures(),
            lambda one: one.reading is axt.Reading.SHARE,
            "Measure(Quantity(unit='percent'), Phase.ORDERED, Reading.SHARE, share_of='imports')",
        ),
        (
            testing.actors(),
            lambda one: one.country is not None,
            "Actor(id='a', name='a', kind=<ActorKind.STATE>, country='kp')",
        ),
        (testing.items(), lambda one: len(one.broader) == 2, "Item(id='a', name='a', broader=('shells', 'arms'))"),
        (
            testing.events(),
            lambda one: True,
            "Activity(id='a', name='a', activity=<ActivityKind.LAUNCH>)",
        ),
        (
            testing.events(),
            lambda one: one.kind == "deployment",
            "Deployment(id='a', name='a', of='kp', to='kursk', item='shells')",
        ),
        (
            testing.claims(),
            lambda one: one.event == "visit",
            "Claim(id='a', event='visit', claimants=('kp',), summary='a')",
        ),
        (
            testing.claims(),
            lambda one: one.stance is axt.Stance.DENIES,
            "Claim(id='a', event='visit', claimants=('kp',), summary='a', stance=<Stance.DENIES>)",
        ),
        (testing.policies(), lambda one: True, "Policy()"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_value_shrinks_to_the_plainest(strategy, condition, shown):
    assert repr(plainest(strategy, condition)) == shown


def test_a_dataset_shrinks_to_what_the_failure_needs():
    smallest = plainest(testing.datasets(), lambda ds: len(ds.claims) >= 2)
    assert smallest.counts == {"actors": 1, "places": 0, "items": 0, "documents": 0, "events": 1, "claims": 2}
    assert [*map(repr, smallest.claims)] == [
        "Claim(id='a', event='a', claimants=('a',), summary='a', made=ImpreciseDate('2024'))",
        "Claim(id='kp', event='a', claimants=('a',), summary='a', made=ImpreciseDate('2024'))",
    ]


def test_a_dataset_with_evidence_keeps_one_document():
    smallest = plainest(testing.datasets(), lambda ds: any(claim.evidence for claim in ds.claims))
    assert smallest.counts == {"actors": 1, "places": 0, "items": 0, "documents": 1, "events": 1, "claims": 1}
