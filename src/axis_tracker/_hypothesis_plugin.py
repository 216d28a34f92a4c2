"""The plugin that Hypothesis loads on import, so that `st.from_type` finds the strategies of `axis_tracker.testing`.

The entry point in the group "hypothesis" in `pyproject.toml` names `load`. The documented way is to register a strategy
for each class here, but that would load the model into every process that imports Hypothesis, and take about 100 ms
instead of 20 ms. So a strategy is looked up when its class is first requested, through the table of lazy resolvers that
Hypothesis keeps for numpy. (Most of the 20 ms is spent on a module that Hypothesis itself loads at the first call to
`from_type`.)

That table is not public. If a release of Hypothesis does not have it, all strategies are registered at once, which is
slower and excludes kinds of event from other projects. A test reports when that happens.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["load"]


def load() -> None:
    """Register the strategies with Hypothesis while it is being imported."""
    from hypothesis.strategies._internal import types

    resolvers: dict[str, Callable[[Any], Any]] | None = getattr(types, "_global_extra_lookup", None)
    if resolvers is None:
        from axis_tracker.testing import register

        register()
    else:
        resolvers["axis_tracker"] = _resolve


def _resolve(thing: object) -> Any:
    """Return the strategy for a class, or None. The check must be fast: Hypothesis asks about every unknown type."""
    if not isinstance(thing, type) or not any(base.__module__.startswith("axis_tracker.") for base in thing.__mro__):
        return None
    from axis_tracker.testing.registration import strategy_for

    return strategy_for(thing)
