"""Temporary."""
from typing import NamedTuple
from axis_tracker.model.vocabulary import Stance
from axis_tracker.reasoning.as_of import view_of
from axis_tracker.reasoning.claim_filter import claims_by_event
class DenialsOf(NamedTuple):
    certain: tuple
    possible: tuple
    earlier: tuple
def denials_of(dataset, events, assertions, modality):
    view = view_of(dataset)
    by = claims_by_event(view.whole)
    found = [view.claim(c) for e in events for c in by.on(e) if c.stance is Stance.DENIES and view.has(c)]
    return DenialsOf(tuple(sorted(found, key=lambda c: c.id)), (), ())
