"""The strategy for events of unknown kinds, which readers keep unchanged."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from axis_tracker.model.unknown_events import UnknownEvent
from axis_tracker.testing.dates import imprecise_dates
from axis_tracker.testing.plain_values import ids, texts

__all__ = ["unknown_events"]

_TAGS: Final = ("elsewhere:raid", "example.org:sighting", "newer-kind")
_NAMES: Final = st.sampled_from(("by", "of", "count", "a b", "é", "order", "fields", ""))
_WORDS: Final = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=4)
_NUMBERS: Final = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
_PLAIN: Final = st.recursive(
    _WORDS | st.booleans() | _NUMBERS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=6,
)


def unknown_events() -> st.SearchStrategy[UnknownEvent]:
    """Draw events of kinds without a class. Their fields have any plain values, in any order.

    >>> from hypothesis import find
    >>> find(unknown_events(), lambda one: one.kind == "newer-kind").kind
    'newer-kind'

    Values that some formats cannot write are excluded: null, integers of more than 64 bits, and control characters.
    """
    return _unknown_events()


@st.composite
def _unknown_events(draw: st.DrawFn) -> UnknownEvent:
    plain: dict[str, Any] = {"id": draw(ids()), "name": draw(texts())}
    if draw(st.booleans()):
        plain["when"] = draw(imprecise_dates())
    if draw(st.booleans()):
        plain["note"] = draw(texts())
    plain |= draw(st.dictionaries(_NAMES, _PLAIN, max_size=3))
    names = draw(st.permutations(sorted(plain)) | st.just([*plain]))
    return UnknownEvent.of_plain(draw(st.sampled_from(_TAGS)), {name: plain[name] for name in names})
