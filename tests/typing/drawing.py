"""What type checkers know of the strategies in `axis_tracker.testing`: what they draw, and which fields they take.

Checked by `mypy --strict` and by pyright, never run.
"""

from __future__ import annotations

from typing import assert_type

from hypothesis import given
from hypothesis import strategies as st

import axis_tracker as axt
from axis_tracker import testing

assert_type(testing.datasets(), st.SearchStrategy[axt.Dataset])
assert_type(testing.datasets(min_claims=1, kinds=[axt.ArmsTransfer]), st.SearchStrategy[axt.Dataset])
assert_type(testing.imprecise_dates(precisions=axt.Precision, qualifiers=["~"]), st.SearchStrategy[axt.ImpreciseDate])
assert_type(testing.quantities(ends=testing.numbers(min_value=0), unit="shells"), st.SearchStrategy[axt.Quantity])
assert_type(testing.measures(phase="sent", since=testing.imprecise_dates()), st.SearchStrategy[axt.Measure])
assert_type(testing.events(kinds=[axt.Sanction], when=None), st.SearchStrategy[axt.Event])
assert_type(testing.deployments(of="kp", item=st.sampled_from(["troops"])), st.SearchStrategy[axt.Deployment])
assert_type(testing.policies(origins=2, stances=["asserts"]), st.SearchStrategy[axt.Policy])
assert_type(testing.grades(reliability="A"), st.SearchStrategy[axt.Grade])
testing.register(axt.Sanction)

# A value, a strategy for values, and a dataset to fit into.

OURS = axt.Dataset()
assert_type(
    testing.claims(
        OURS,
        claimants=["kp"],
        stance=st.sampled_from(axt.Stance),
        made=testing.imprecise_dates(min_year=2023),
        measure=testing.measures(quantity=testing.quantities(unit="shells")),
        evidence=st.lists(testing.passages(OURS)),
    ),
    st.SearchStrategy[axt.Claim],
)


@given(testing.claims(OURS))
def test_a_claim(claim: axt.Claim) -> None:
    assert_type(claim.stance, axt.Stance)


# Mistakes.

testing.claims(stanc="denies")  # type: ignore[call-arg]
testing.claims(claimants="kp")  # type: ignore[arg-type]
testing.claims(made=2024)  # type: ignore[arg-type]
testing.arms_transfers(host="kp")  # type: ignore[call-arg]
testing.datasets(kinds=[axt.Claim])  # type: ignore[list-item]
testing.imprecise_dates(qualifiers=["!"])  # type: ignore[list-item]
