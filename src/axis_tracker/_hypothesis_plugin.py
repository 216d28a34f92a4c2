"""What runs when Hypothesis is imported: it lets `st.from_type` find `axis_tracker.testing`, and loads nothing for it.

The entry point of the group "hypothesis" in `pyproject.toml` names `load`. The documented way, to register a strategy
for each class here, would load the model into every process that imports Hypothesis (some 100 ms where this takes 20,
most of them for a module that Hypothesis itself loads at the first `from_type`). So the strategies are looked up when
a class is first asked for, in the table in which Hypothesis keeps its own lazy resolver for numpy. That table is no
public interface: where a release of Hypothesis has none, everything is registered at once, which is slower and leaves
out kinds of event from other projects. A test says when that happens.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["load"]


def load() -> None:
    """Make the strategies known to the Hypothesis that is being imported."""
    from hypothesis.strategies._internal import types

    resolvers: dict[str, Callable[[Any], Any]] | None = getattr(types, "_global_extra_lookup", None)
    if resolvers is None:
        from axis_tracker.testing import register

        register()
    else:
        resolvers["axis_tracker"] = _resolve


def _resolve(thing: object) -> Any:
    """The strategy for a class, or None: quick to say no, for it is asked for every type unknown to Hypothesis."""
    if not isinstance(thing, type) or not any(base.__module__.startswith("axis_tracker.") for base in thing.__mro__):
        return None
    from axis_tracker.testing.registration import strategy_for

    return strategy_for(thing)
