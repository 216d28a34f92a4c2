"""Register the strategies that `st.from_type` and `st.builds` use for the classes of this package.

If the package is installed, Hypothesis finds the strategies automatically through `axis_tracker._hypothesis_plugin`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from hypothesis import strategies as st

from axis_tracker.facade.dataset import Dataset
from axis_tracker.imprecise.dates import Extent, ImpreciseDate
from axis_tracker.imprecise.measures import Measure
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.actors import Actor, Role
from axis_tracker.model.claims import Claim, Grade, Support
from axis_tracker.model.documents import Document, Passage, Uncoded
from axis_tracker.model.events import EVENT_KINDS, Event, Parts
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place
from axis_tracker.model.unknown_events import UnknownEvent
from axis_tracker.reasoning.policies import Policy
from axis_tracker.testing.claims import claims, grades, supports
from axis_tracker.testing.datasets import datasets
from axis_tracker.testing.dates import extents, imprecise_dates
from axis_tracker.testing.events import events, parts, unknown_events
from axis_tracker.testing.policies import policies
from axis_tracker.testing.quantities import measures, quantities
from axis_tracker.testing.records import actors, documents, items, passages, places, roles, uncoded

__all__ = ["STRATEGIES", "register", "strategy_for"]

STRATEGIES: Final[Mapping[type, Callable[[], st.SearchStrategy[Any]]]] = MappingProxyType(
    {
        Actor: actors,
        Claim: claims,
        Dataset: datasets,
        Document: documents,
        Event: events,
        Extent: extents,
        Grade: grades,
        ImpreciseDate: imprecise_dates,
        Item: items,
        Measure: measures,
        Parts: parts,
        Passage: passages,
        Place: places,
        Policy: policies,
        Quantity: quantities,
        Role: roles,
        Support: supports,
        Uncoded: uncoded,
        UnknownEvent: unknown_events,
    }
)
"""The strategy for each class. Vocabularies are not listed, because Hypothesis draws enums without registration."""


def strategy_for(thing: object) -> st.SearchStrategy[Any] | None:
    """Return the strategy for a class, or None if the class is neither from this package nor a kind of event.

    >>> from axis_tracker.model.events import Sanction
    >>> strategy_for(Sanction) == strategy_for(int)
    False
    >>> strategy_for(int) is None
    True
    """
    if not isinstance(thing, type):
        return None
    if thing not in STRATEGIES and issubclass(thing, Event):
        return events(kinds=[thing]) if thing.kind else None
    strategy = STRATEGIES.get(thing)
    return None if strategy is None else strategy()


def register(*kinds: type[Event]) -> None:
    """Register the strategies for `st.from_type`, including the strategies for additional kinds of event.

    If axis_tracker is installed, Hypothesis finds the strategies automatically, including the strategies for kinds of
    event from other projects. If the environment variable HYPOTHESIS_NO_PLUGINS is set, or if the package is only on
    `PYTHONPATH`, call `register` once in `conftest.py`. `register` replaces strategies that are already registered for
    the same classes.

    >>> from hypothesis import find, strategies as st
    >>> register()
    >>> find(st.from_type(Grade), lambda one: True)
    Grade(reliability=<Reliability.A>, credibility=<Credibility.CONFIRMED>)

    Raises `InvalidValueError` if a kind is not a subclass of `Event` that sets `kind`.
    """
    for cls in (*EVENT_KINDS, *kinds):
        st.register_type_strategy(cls, events(kinds=[cls]))
    for known, strategy in STRATEGIES.items():
        st.register_type_strategy(known, strategy())
