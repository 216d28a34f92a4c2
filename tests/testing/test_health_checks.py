"""No strategy trips a health check of Hypothesis in somebody else's project, where nobody suppresses one."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st
from processor_time import within

import axis_tracker as axt
from axis_tracker import testing

WHOLE = axt.load()
WITHOUT_ARGUMENTS = {name: getattr(testing, name) for name in testing.__all__ if name not in ("WORDINGS", "register")}
STRATEGIES = {
    **{name: strategy() for name, strategy in WITHOUT_ARGUMENTS.items()},
    "claims of a dataset": testing.claims(dataset=WHOLE),
    "events of a dataset": testing.events(dataset=WHOLE),
    "datasets with many claims": testing.datasets(min_claims=9, max_claims=9),
    "lists of claims": st.lists(testing.claims()),
    "lists of dates": st.lists(testing.imprecise_dates()),
    "lists of quantities": st.lists(testing.quantities()),
    "lists of texts": st.lists(testing.texts(), unique=True),
}
SEEDS = range(max(2, settings.default.max_examples // 50))

CHECKED = 10
"""The health checks end after so many examples."""
SLOWEST = 1.0
"""Hypothesis allows them so many seconds, at its default deadline. We count processor time: a busy machine may wait."""

# What Hypothesis begins with, whatever the profile of these tests is. The deadline is of what a test does, and this one
# does nothing; without it Hypothesis allows thirty seconds.
DEFAULTS = settings(
    settings.get_profile("default"),
    deadline=None,
    database=None,
    derandomize=False,
    max_examples=CHECKED,
    phases=[Phase.generate],
    suppress_health_check=(),
)


@pytest.mark.parametrize("name", STRATEGIES)
def test_the_first_examples_are_neither_slow_nor_large_nor_often_refused(name):
    for number in SEEDS:

        @seed(number)
        @DEFAULTS
        @given(STRATEGIES[name])
        def draw(_):
            pass

        within(SLOWEST, draw)
