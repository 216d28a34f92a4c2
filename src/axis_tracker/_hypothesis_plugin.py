"""The plugin that Hypothesis loads on import, so that `st.from_type` finds the strategies of `axis_tracker.testing`.

The entry point in the group "hypothesis" in `pyproject.toml` names the function `load`. The documentation of Hypothesis
recommends registering a strategy for each class in this function. However, such a registration would load the model
into every process that imports Hypothesis, and would take about 100 ms instead of 20 ms. A strategy is therefore looked
up only when its class is first requested. The lookup uses the table of lazy resolvers that Hypothesis keeps for numpy.
Most of the 20 ms is spent on a module that Hypothesis itself loads at the first call to `from_type`.

The table of lazy resolvers is not public. If a release of Hypothesis does not have this table, all strategies are
registered at once. Registering all strategies is slower and excludes kinds of event from other projects. A test fails
if the table is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["load"]


def load() -> None:
    """Register the strategies with Hypothesis while Hypothesis is being imported."""
    from hypothesis.strategies._internal import types

    resolvers: dict[str, Callable[[Any], Any]] | None = getattr(types, "_global_extra_lookup", None)
    if resolvers is None:
        from axis_tracker.testing import register

        register()
    else:
        resolvers["axis_tracker"] = _resolve


def _resolve(thing: object) -> Any:
    """Return the strategy for a class, or None. The lookup must be fast, because Hypothesis asks about all types."""
    if not isinstance(thing, type) or not any(base.__module__.startswith("axis_tracker.") for base in thing.__mro__):
        return None
    from axis_tracker.testing.registration import strategy_for

    return strategy_for(thing)
